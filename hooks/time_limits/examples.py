"""The worked examples of each rule: reckoned by hand, each with its reason (examples.csv).

event, date, date_2        what is asked
expected_last_day          the law's last day, or REFUSE, NOT_COMPUTED, ERROR
safe_by                    the day that is printed first for a family's own limits
reason                     how it was worked out

Tests hold every engine against them, and staff sign a rule by them.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).with_name("examples.csv")


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example."""

    event: str
    date: str
    date_2: str
    expected_last_day: str
    safe_by: str
    reason: str


def examples(path: Path = EXAMPLES) -> list[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Example(**row) for row in csv.DictReader(file)]
