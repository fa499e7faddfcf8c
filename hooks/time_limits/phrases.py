"""The numbers in the words of a time limit: "two months" is 2 months, "15 school days" 15 school
days, "15 February" a day of the year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hooks.sources.records import Span

WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(WORDS.split(), 1)}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LENGTH = re.compile(
    rf"(?<![\w-])(\d{{1,3}}|{'|'.join(NUMBERS)})[\s-]+(?:(school|working)\s+)?(day|week|month)s?\b",
    re.IGNORECASE,
)
DAY = re.compile(rf"(?<![\w-])(\d{{1,2}})\s+({'|'.join(MONTHS)})\b")


@dataclass(frozen=True, slots=True)
class Length:
    """A number and what it counts: "days", "weeks", "months", "working", "school", or a month's
    name.
    """

    n: int
    unit: str

    def __str__(self) -> str:
        named = {"working": "working days", "school": "school days"}.get(self.unit, self.unit)
        return f"{self.n} {named.removesuffix('s') if self.n == 1 else named}"


def lengths(phrase: str) -> frozenset[Length]:
    """Every length and day of the year that a phrase names."""
    found = {
        Length(
            NUMBERS.get(match[1].lower(), 0) or int(match[1]), (match[2] or f"{match[3]}s").lower()
        )
        for match in LENGTH.finditer(phrase)
    }
    return frozenset(found | {Length(int(match[1]), match[2]) for match in DAY.finditer(phrase)})


def counted(span: Span) -> Length:
    """The length that a count counts."""
    return (
        Length(span.day or 0, MONTHS[(span.month or 1) - 1])
        if span.unit == "before"
        else Length(abs(span.n), span.unit)
    )
