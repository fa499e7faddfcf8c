"""The oracle, worked by hand, and what several tests of time limits ask.

event, date, date_2        what is asked
expected_last_day          the law's last day, or REFUSE, NOT_COMPUTED, ERROR
safe_by                    the day that is printed first for a family's own limits
reason                     how it was worked out
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from hooks import content
from hooks.time_limits.answers import Answer, Rules, answer, rules_of
from tests.helpers import DAY, ROOT

ORACLE = Path(__file__).with_name("oracle.csv")


@dataclass(frozen=True, slots=True)
class Row:
    """One worked example."""

    event: str
    date: str
    date_2: str
    expected_last_day: str
    safe_by: str
    reason: str

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.event, self.date, self.date_2)))

    def agrees(self, found: Answer) -> bool:
        return (self.expected_last_day, self.safe_by) == (
            str(found.last_day),
            str(found.safe_by or ""),
        )


def rows() -> list[Row]:
    with ORACLE.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def real_rules() -> Rules:
    """The rules of the real site."""
    records = content.read(ROOT / "mkdocs.yml", DAY)
    assert records.bank_holidays is not None
    return rules_of(records.deadlines, records.bank_holidays)


def answered(known: Rules, row: Row) -> Answer:
    return answer(known, row.event, row.date, row.date_2)
