"""The words that layouts write themselves: their text, what stands for a picture, and the words
that they hand to another part, each with its file and line. What they take from records is judged
where it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hooks.words.passages import FACT_WORD

COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL)
MADE = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
LITERAL = re.compile(r"\"([^\"{}<>]*\w\s+\w[^\"{}<>]*)\"|'([^'{}<>]*\w\s+\w[^'{}<>]*)'")
"""Several words between quotation marks."""
READ_OUT = re.compile(r"\b(?:alt|title|aria-label|content|placeholder)=\"([^\"]*)\"")
INLINE = re.compile(r"</?(?:a|abbr|b|em|i|small|span|strong|wbr)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
ENDINGS = (".html", ".txt")


@dataclass(frozen=True, slots=True)
class Typed:
    """Some words of a layout."""

    path: Path
    line: int
    text: str


def typed(layouts: Path) -> Iterator[Typed]:
    """All of them in a folder of layouts, file by file."""
    for path in sorted(layouts.rglob("*")):
        if path.suffix in ENDINGS and path.is_file():
            source = path.read_text(encoding="utf-8", errors="replace")
            for text in dict.fromkeys(_texts(source)):
                yield Typed(path, _line(source, text), text)


def _texts(source: str) -> Iterator[str]:
    source = COMMENT.sub("", source)
    for made in MADE.finditer(source):
        yield from (" ".join((one or two).split()) for one, two in LITERAL.findall(made[0]))
    plain = MADE.sub(FACT_WORD, source)
    pieces = (*READ_OUT.findall(plain), *TAG.split(INLINE.sub("", plain)))
    yield from (text for text in (" ".join(piece.split()) for piece in pieces) if " " in text)


def _line(source: str, text: str) -> int:
    """The line with the longest run of words that nothing made."""
    words = max((part.strip() for part in text.split(FACT_WORD)), key=len)
    for length in range(len(words.split()), 0, -1):
        start = " ".join(words.split()[:length])
        for number, line in enumerate(source.splitlines(), 1):
            if start in " ".join(TAG.sub("", line).split()) or start in line:
                return number
    return 1
