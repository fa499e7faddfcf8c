"""The words that layouts write themselves: their text, what stands for a picture, and the words
that they hand to another part, each with its file and line. What they take from records is judged
where it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hooks.sources.answered import answered
from hooks.words.passages import FACT_WORD

COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL)
MADE = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
LITERAL = re.compile(r"\"([^\"{}<>]*\w\s+\w[^\"{}<>]*)\"|'([^'{}<>]*\w\s+\w[^'{}<>]*)'")
"""Several words between quotation marks."""
READ_OUT = re.compile(r"\b(?:alt|title|aria-label|content|placeholder)=\"([^\"]*)\"")
INLINE = re.compile(r"</?(?:a|abbr|b|em|i|small|span|strong|wbr)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
ENDINGS = (".html", ".txt")


def sources(layouts: Path) -> Iterator[tuple[str, str]]:
    """Each layout of a folder: its name below the folder, and what stands in it."""
    for path in sorted(layouts.rglob("*")):
        if path.suffix in ENDINGS and path.is_file():
            name = path.relative_to(layouts).as_posix()
            yield name, path.read_text(encoding="utf-8", errors="replace")


@answered
def typed(source: str) -> Iterator[tuple[int, str]]:
    """All words of a layout, each with its line."""
    for text in dict.fromkeys(_texts(source)):
        yield _line(source, text), text


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
