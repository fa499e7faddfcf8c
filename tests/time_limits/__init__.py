"""What several tests of time limits ask: the worked examples and the real site's rules."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from hooks.sources import site_records
from hooks.time_limits.answers import Answer, Rules, answer, rules_of
from hooks.time_limits.examples import Example, examples
from tests.helpers import DAY, ROOT


@dataclass(frozen=True, slots=True)
class Row(Example):
    """One worked example, and whether an answer agrees with it."""

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.event, self.date, self.date_2)))

    def agrees(self, found: Answer) -> bool:
        return (self.expected_last_day, self.safe_by) == (
            str(found.last_day),
            str(found.safe_by or ""),
        )


BY_HAND = Path(__file__).with_name("by_hand.csv")
"""More examples, reckoned from the law with a paper calendar: the edges of months, years and
holidays."""


def rows() -> list[Row]:
    return [Row(**asdict(row)) for row in (*examples(), *examples(BY_HAND))]


def real_rules() -> Rules:
    """The rules of the real site."""
    records = site_records.read(ROOT / "mkdocs.yml", DAY)
    assert records.bank_holidays is not None
    return rules_of(records.deadlines, records.bank_holidays)


def answered(known: Rules, row: Row) -> Answer:
    return answer(known, row.event, row.date, row.date_2)
