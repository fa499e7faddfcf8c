"""Words that the dictionary knows, where another was meant: "pubic" for "public", "there views" for
"their views". The lists stand in confused.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hooks.sources.answered import answered

LIST = Path(__file__).with_name("confused.yml")
BEGINS = re.compile(r"(?:^|[.!?:;…]\W*|[“\"‘(]\W*)$")
"""What stands before a word that would have a capital whatever it is."""


def found(text: str, allowed: frozenset[str]) -> Iterator[str]:
    """What is said of each such word of a text; `allowed` are words that a service means."""
    return (said for word, said in _found(text) if word not in allowed)


@answered
def _found(text: str) -> Iterator[tuple[str, str]]:
    text = text.replace("’", "'")
    words, places = _patterns()
    for match in words.finditer(text):
        word = match[0].casefold()
        if _is_no_name(match, text):
            yield (
                word,
                (
                    f'"{match[0]}" is another word: write "{_list()["words"][word]}"; or, if it is'
                    " right, add it to spelling.txt."
                ),
            )
    for pattern, write in places:
        for match in pattern.finditer(text):
            right = write[0].upper() + write[1:] if match["word"][0].isupper() else write
            whole = match[0].replace(match["word"], right)
            yield (
                match["word"].casefold(),
                f'"{match[0]}" has another word in it: write "{whole}".',
            )


def _is_no_name(match: re.Match[str], text: str) -> bool:
    """Whether it has no capital, or one that only the beginning of a sentence gives it."""
    begins = BEGINS.search(text[: match.start()]) and not re.match(r" [A-Z]", text[match.end() :])
    return match[0].islower() or bool(begins)


@cache
def _list() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return data


@cache
def _patterns() -> tuple[re.Pattern[str], Sequence[tuple[re.Pattern[str], str]]]:
    data = _list()
    places = [
        (
            re.compile(
                r"(?<![\w'-])"
                + _near(place.get("after"), r"{}\s+")
                + rf"(?P<word>{alternatives([place['word']])})"
                + _near(place.get("before"), r"\s+{}")
                + r"(?![\w'-])",
                re.IGNORECASE,
            ),
            place["write"],
        )
        for place in data["places"]
    ]
    words = re.compile(rf"(?<![\w'-])(?:{alternatives(data['words'])})(?![\w'-])", re.IGNORECASE)
    return words, places


def alternatives(words: Iterable[str]) -> str:
    """Words as one pattern; any spaces between them count as one."""
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)


def _near(words: Sequence[str] | None, form: str) -> str:
    """The words beside a word, as a part of its pattern."""
    return form.format(f"(?:{alternatives(words)})") if words else ""
