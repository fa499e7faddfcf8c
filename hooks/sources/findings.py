"""A finding: one thing that a person must put right, said to that person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Kinds of characters that no line may hold: controls (a line feed among them), bytes that are not
UTF-8, and line ends."""
TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows, so that a name reads as another."""


def printable(text: str) -> str:
    """The text as one line that can be printed anywhere: what would end the line or hide is written
    as its number (\\x0a).

    A log takes a line that begins with "::error::" for the build's own word: no name of a file may
    begin a line.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        (
            _number(letter)
            if letter in TURNS or unicodedata.category(letter) in UNPRINTABLE
            else letter
        )
        for letter in text
    )


def _number(letter: str) -> str:
    point = ord(letter)
    if 0xDC80 <= point <= 0xDCFF:  # a byte of a file's name that is not UTF-8, as Python holds it
        point -= 0xDC00
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"


class Elsewhere(int):
    """A line of another file than the page's own: of a list in which a service adds to a national
    page. A finding on it names that file."""

    path: str

    def __new__(cls, line: int, path: str) -> Elsewhere:
        self = super().__new__(cls, line)
        self.path = path
        return self


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One finding. `path` is relative to the project, `line` counts from 1; sorted by path, then
    line.

    It can be printed and written down as it is, whatever a stranger named a file: that is seen to
    here, once for all.
    """

    path: str
    line: int
    message: str
    rule: str

    def __post_init__(self) -> None:
        if (
            len(self.message.splitlines()) > 1
        ):  # what was typed stands in it, on as many lines; a finding is one
            object.__setattr__(self, "message", " ".join(self.message.split()))
        if isinstance(self.line, Elsewhere):
            object.__setattr__(self, "path", self.line.path)
            object.__setattr__(self, "line", int(self.line))
        object.__setattr__(self, "path", printable(self.path))
        object.__setattr__(self, "message", printable(self.message))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} ({self.rule})"


class Refused(Exception):
    """A file that may not be published: the sentence, and the line on which the reason stands.
    Whoever knows its path makes a finding."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The end of a sentence about a name that nobody knows: the nearest that there is, if any."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.65)
    return f' Did you mean "{near[0]}"?' if near else ""
