"""Every rule that is counted wrongly is caught: each change of a rule that alters any answer makes
a worked example disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from hooks.sources.records import Count, Deadline, Span
from hooks.time_limits.answers import Rules, answer
from tests.time_limits import answered, real_rules, rows

LAWFUL = real_rules()
ROWS = rows()
UNITS = {"days": 1, "weeks": 7, "months": 30, "working": 1, "school": 1}


def _near(span: Span) -> Iterator[dict[str, Any]]:
    """Small mistakes in a span: one more, one fewer, the first day in or out, another unit of the
    same length.
    """
    if span.unit == "before":
        assert span.day and span.month
        yield from ({"day": span.day - 1}, {"month": (span.month + 1) % 12 + 1})
        return
    yield from ({"n": n} for n in (span.n - 1, span.n + 1, -span.n) if n)
    yield {"first_day_counts": not span.first_day_counts}
    if span.unit == "weeks":
        yield from (
            {"unit": "days", "n": span.n * 7 - 1},
            {"unit": "days", "n": span.n * 7 + 1},
            {"unit": "working", "n": abs(span.n) * 5},
        )
    elif span.unit == "months":
        yield from (
            {"unit": "days", "n": span.n * 30},
            {"unit": "days", "n": span.n * 31},
            {"unit": "weeks", "n": round(span.n * 52 / 12)},
        )
    else:
        yield from ({"unit": unit} for unit in ("days", "working", "school") if unit != span.unit)


def _wrong(count: Count, whose: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each mistake: its name, and what it changes in the count and in the limit."""
    for change in _near(count):
        yield str(change), change, {}
    if count.or_later:
        yield "no second date", {"or_later": None}, {}
        for change in _near(count.or_later):
            yield f"second: {change}", {"or_later": count.or_later.model_copy(update=change)}, {}
    for name, values in (
        ("roll", ("none", "next_working", "tribunal_start")),
        ("skip", ("none", "tribunal")),
        ("where", ("england", "uk")),
    ):
        for value in values:
            if value != getattr(count, name) and (name != "where" or count.unit == "working"):
                yield f"{name}: {value}", {name: value, "roll_law": "a rule"}, {}
    if count.unit != "school":
        yield "whose", {}, {"whose": "others" if whose == "family" else "family"}


def _mutants() -> Iterator[tuple[str, str, Deadline]]:
    for event, (limit, *_) in LAWFUL.by_event.items():
        assert limit.count
        for name, in_count, in_limit in _wrong(limit.count, limit.whose):
            spoiled = limit.model_copy(
                update={
                    "count": limit.count.model_copy(update=in_count),
                    "act": limit.act or "Do it",
                    **in_limit,
                }
            )
            yield event, name, spoiled


@pytest.mark.parametrize("event", sorted(LAWFUL.by_event))
def test_wrong_rule_is_caught(event: str) -> None:
    own = [row for row in ROWS if row.event == event]
    through = []
    for found, name, spoiled in _mutants():
        wrong = Rules({event: (spoiled,)}, LAWFUL.holidays)
        if found == event and all(row.agrees(answered(wrong, row)) for row in own):
            through += [f"{name}: {day}" for day in _first_difference(event, wrong)]
    assert [] == through, (
        "hooks/time_limits/examples.csv needs an example that shows these to be wrong"
    )


def _first_difference(event: str, wrong: Rules) -> Iterator[date]:
    """The first day on which a wrong rule gives another answer; none where it counts the same on
    every day, such as one that moves a third working day on to a working day.
    """
    for number in range(1096):
        day = date(2026, 1, 1) + timedelta(days=number)
        one, other = (answer(known, event, day.isoformat()) for known in (LAWFUL, wrong))
        if (one.last_day, one.safe_by) != (other.last_day, other.safe_by):
            yield day
            return


@pytest.mark.parametrize("day", [*LAWFUL.holidays.england, *LAWFUL.holidays.elsewhere], ids=str)
def test_forgotten_bank_holiday_is_caught(day: Any) -> None:
    fewer = LAWFUL.holidays.model_copy(
        update={
            name: tuple(one for one in getattr(LAWFUL.holidays, name) if one != day)
            for name in ("england", "elsewhere")
        }
    )
    assert not all(row.agrees(answered(replace(LAWFUL, holidays=fewer), row)) for row in ROWS), (
        "no example touches this day"
    )
