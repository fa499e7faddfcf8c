"""From a date as somebody wrote it to an answer in words: the last day, the safe day, each step
with its law, what to say.

Of what is said, the day to act by comes first. A family reads its safe day, and the law's longer
one after it, unless the law is not settled. Nobody else is said to be due before the latest reading
of the law.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from hooks.sources.records import BankHolidays, Deadline
from hooks.time_limits import engine
from hooks.time_limits.engine import Counted, NotCounted, Step
from hooks.time_limits.words import WORDS, length, say

NoDate = Literal["REFUSE", "NOT_COMPUTED", "ERROR"]
WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits that can be counted, by event, and the bank holidays to count them with."""

    by_event: Mapping[str, tuple[Deadline, ...]]
    holidays: BankHolidays


@dataclass(frozen=True, slots=True)
class Told:
    """A step in words. `days` of all steps towards the last day, from the first date on, add up to
    it.
    """

    did: str
    law: str
    start: date
    end: date
    towards: str

    @property
    def days(self) -> int:
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Answer:
    """`last_day` by the law, or why there is none. `safe_by` for a family's limit; for NOT_COMPUTED
    the day before which it cannot end.
    """

    last_day: date | NoDate
    safe_by: date | None
    steps: tuple[Told, ...]
    says: tuple[str, ...]
    settled: bool = True
    """Whether the law's last day may be shown beside the safe one."""

    def as_data(self) -> dict[str, Any]:
        """The answer as JSON has it; the page's engine gives the same."""
        return {
            "last_day": str(self.last_day),
            "safe_by": str(self.safe_by) if self.safe_by else None,
            "steps": [
                {
                    "did": step.did,
                    "law": step.law,
                    "from": str(step.start),
                    "to": str(step.end),
                    "days": step.days,
                    "towards": step.towards,
                }
                for step in self.steps
            ],
            "says": list(self.says),
        }


class NotReal(Exception):
    """Something that is no date; the sentence names the part to put right."""


def rules_of(limits: Iterable[Deadline], holidays: BankHolidays) -> Rules:
    """The limits that have an event and a count."""
    by_event: dict[str, tuple[Deadline, ...]] = {}
    for limit in limits:
        if limit.event and limit.count:
            by_event[limit.event] = (*by_event.get(limit.event, ()), limit)
    return Rules(by_event, holidays)


def answer(known: Rules, event: str, written: str, written_second: str | None = None) -> Answer:
    """The answer for an event that is known (else KeyError). Never raises for a date, whatever is
    written there.
    """
    limits = known.by_event[event]
    try:
        start = parse(written, say("first_date"))
        second = parse(written_second, say("second_date")) if written_second else None
    except NotReal as error:
        return Answer("ERROR", None, (), (str(error),))
    limit = next((limit for limit in limits if limit.in_force.on(start)), None)
    if limit is None:
        return Answer("REFUSE", None, (), (_out_of_force(limits, start),))
    try:
        counted = engine.count(limit, start, second, known.holidays)
    except NotCounted as error:
        return Answer("REFUSE", None, (), (say("beyond", year=error.day.year),))
    steps = tuple(_told(step, limit) for step in counted.steps)
    if counted.last_day is None:
        return Answer("NOT_COMPUTED", counted.safe_by, steps, tuple(_school(limit, counted)))
    said = _family(limit, counted) if limit.whose == "family" else _others(limit, counted)
    return Answer(
        counted.last_day,
        counted.safe_by,
        steps,
        (*said, *_about_second(limit, start, second), *_passed(limit)),
        not (limit.conflict or counted.edge or counted.two_readings),
    )


def parse(written: str, field: str) -> date:
    """A day written like 2026-11-25. Raises NotReal with a sentence that names the field and the
    part.
    """
    match = WRITTEN.fullmatch(written)
    if not match or match[1] == "0000":
        raise NotReal(say("form", field=field))
    year, month, day = (int(part) for part in match.groups())
    if not 1 <= month <= 12:
        raise NotReal(say("month", field=field))
    most = monthrange(year, month)[1]
    if not 1 <= day <= most:
        raise NotReal(say("day", field=field, month=f"{date(year, month, 1):%B} {year}", most=most))
    return date(year, month, day)


def _out_of_force(limits: tuple[Deadline, ...], start: date) -> str:
    """When the rule began or ended, whichever is nearer to the day asked for."""
    later = [
        limit.in_force.from_
        for limit in limits
        if limit.in_force.from_ and limit.in_force.from_ > start
    ]
    if later:
        return say("not_yet", day=min(later), start=start)
    return say(
        "no_more",
        day=max(limit.in_force.until for limit in limits if limit.in_force.until),
        start=start,
    )


def _told(step: Step, limit: Deadline) -> Told:
    name: str = step.did
    parts: dict[str, object] = {
        "start": step.start,
        "end": step.end,
        "other": step.other,
        "second": step.other,
    }
    if step.span and step.span.n:
        parts["length"] = length(step.span)
    if step.did == "month_is_short":
        parts["day"] = step.start.day
    elif step.did == "counted_working" and limit.count and step.span:
        parts["no_work"] = say(f"no_work_{limit.count.where}")
        name += "_from_first" if step.span.first_day_counts else ""
    elif step.did == "came_before" and step.span:
        parts["before"] = (
            f"{step.span.day} {date(2001, step.span.month or 1, 1):%B} {step.start.year}"
        )
    elif step.did == "made_safe" and step.start == step.end:
        name += "_plain"
    return Told(
        say(name, **parts), step.law or WORDS["own_caution"], step.start, step.end, step.towards
    )


def _family(limit: Deadline, counted: Counted) -> Iterator[str]:
    yield say(
        "act_clock" if limit.clock else "act",
        act=limit.act,
        safe_by=counted.safe_by,
        clock=limit.clock,
    )
    if limit.conflict or counted.edge or counted.two_readings:
        yield say("earliest")
    elif counted.last_day != counted.safe_by:
        yield say("law_longer", last_day=counted.last_day)
    yield from filter(None, (limit.conflict, *limit.exceptions))


def _others(limit: Deadline, counted: Counted) -> Iterator[str]:
    yield say("should", who=limit.who, last_day=counted.last_day)
    if counted.two_readings:
        yield say("latest")
    yield from filter(None, (limit.conflict, *limit.exceptions))
    yield say("ask")


def _school(limit: Deadline, counted: Counted) -> Iterator[str]:
    yield say("school", safe_by=counted.safe_by)
    yield say("ask_school")
    yield from filter(None, (limit.conflict, *limit.exceptions))
    yield from _passed(limit)


def _about_second(limit: Deadline, start: date, second: date | None) -> Iterator[str]:
    if not limit.count or not limit.count.or_later:
        return
    if second is None:
        yield say("second_wanted")
    elif second < start:
        yield say("second_first", second=second)


def _passed(limit: Deadline) -> Iterator[str]:
    if limit.when_passed:
        yield say("passed", when_passed=limit.when_passed)
