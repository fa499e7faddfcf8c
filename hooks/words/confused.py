"""Words that the dictionary knows, where another was meant: "pubic" for "public", "there views" for
"their views". The lists stand in confused.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hooks.sources import dictionary, own_lists
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
    for match in _short().finditer(text):
        word = match[0].casefold()
        if not match[0].isupper():
            yield (
                word,
                f'"{match[0]}" is short for other words: write "{_list()["short"][word]}".',
            )
    yield from ((said, said) for said in _tenses(text))
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
    data: dict[str, Any] = own_lists.read(LIST)
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


@cache
def _short() -> re.Pattern[str]:
    words = alternatives(sorted(_list()["short"], key=len, reverse=True))
    return re.compile(rf"(?<![\w/.'-])(?<!\d{{4}} )(?:{words})(?![\w/'-])", re.IGNORECASE)


def is_short(word: str) -> bool:
    """Whether a word is named here as short for others, and so not as misspelt."""
    return word.casefold() in _list()["short"] and not word.isupper()


HELPS = "can|could|may|might|must|shall|should|will|would"
"""Verbs behind which another stands as the dictionary has it: "can bring"."""
WHO = (
    "I|you|we|they|he|she|it|people|parents|carers|families|children|everybody|everyone|somebody"
    "|someone|nobody|anybody|anyone|council|school|college|tribunal|panel|adviser|service"
)
"""Who does something: behind these no question is turned round, as in "when can disabled children
go?"."""


def _tenses(text: str) -> Iterator[str]:
    """Verbs of the past where the plain one belongs: "can brought", "did not went"."""
    for match in _past().finditer(text):
        plain = _list()["pasts"].get(match["past"] or "") or _plain_of(match["regular"] or "")
        if plain:
            past = match["past"] or match["regular"]
            right = match[0].removesuffix(past) + plain
            yield f'"{match[0]}" has another word in it: write "{right}".'


@cache
def _past() -> re.Pattern[str]:
    pasts = alternatives(_list()["pasts"])
    before = ("a", "the", "your", "where", "when", "how", "what", "why", "nor", "so")
    no_question = "".join(rf"(?<!(?i:\b{word} ))" for word in before)
    helped = (
        rf"(?:{HELPS})(?: not| also| only)?|(?:do|does|did|can|could|wo|would|should)(?: not|n't)"
    )
    return re.compile(
        rf"(?<![\w'-])(?:{no_question}(?:{helped}) (?P<past>{pasts})"
        rf"|(?i:{WHO}) (?:{helped}) (?P<regular>[a-z]+(?<!e)ed))(?![\w'-])"
    )


def _plain_of(past: str) -> str | None:
    """The plain verb of one that ends in "ed"; None where it is none of the past, as "shed" is."""
    if past in _list()["no_pasts"]:
        return None
    doubled = past[:-3] if past[-4:-3] == past[-3:-2] else ""
    tried = f"{past[:-3]}y" if past.endswith("ied") else ""
    found = (word for word in (past[:-2], doubled, tried, past[:-1]) if len(word) > 2)
    return next((word for word in found if dictionary.can_spell() and dictionary.spelt(word)), None)


def alternatives(words: Iterable[str]) -> str:
    """Words as one pattern; any spaces between them count as one."""
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)


def _near(words: Sequence[str] | None, form: str) -> str:
    """The words beside a word, as a part of its pattern."""
    return form.format(f"(?:{alternatives(words)})") if words else ""
