"""Counts one time limit: whole days only, no clock, no sentences. The same input gives the same
steps, here and in the page.

Two dates come out. The law's last day is the latest on which the act is still in time. The safe day
is printed first for a family's own limits: the plain count, without anything that lengthens it,
moved back to a working day; so it is never later than the law's.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hooks.sources.records import BankHolidays, Count, Deadline, Span

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""The days that we count in at all."""
DAY = timedelta(days=1)
SATURDAY = 5
AUGUST, DECEMBER = 8, 12

Did = Literal[
    "counted",
    "counted_from_first",
    "counted_back",
    "month_is_short",
    "counted_working",
    "counted_school",
    "came_before",
    "took_earliest",
    "took_latest",
    "took_later",
    "kept_first",
    "skipped",
    "rolled",
    "rolled_christmas",
    "rolled_august",
    "took_uk",
    "made_safe",
]
"""What a step did; words.py has a sentence for each."""
Towards = Literal["last_day", "safe_by"]


class NotCounted(Exception):
    """No date can be given. `day` is the one that stands in the way: it lies outside the list of
    bank holidays, or outside all counting.
    """

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the count, from `start` to `end`; `span` is what was counted, where the step
    counts.

    The days of all steps towards the last day add up to it. A step towards the safe day starts from
    the plain count.
    """

    did: Did
    start: date
    end: date
    law: str | None
    span: Span | None = None
    other: date | None = None
    towards: Towards = "last_day"


@dataclass(frozen=True, slots=True)
class Counted:
    """The result of a count. `last_day` is None for school days: then `safe_by` is the day before
    which the time cannot end.

    `edge` is true where the time ends just before days that the tribunal leaves out, and the law's
    longer day is not settled.
    """

    steps: tuple[Step, ...]
    last_day: date | None
    safe_by: date | None
    edge: bool = False

    @property
    def two_readings(self) -> bool:
        return any(step.did in ("took_earliest", "took_latest", "took_uk") for step in self.steps)


def count(limit: Deadline, start: date, second: date | None, holidays: BankHolidays) -> Counted:
    """Counts a limit that has a count. Raises NotCounted where the count leaves the list of bank
    holidays.
    """
    how = limit.count
    if how is None:
        raise ValueError(f"{limit.id} has no count")
    family = limit.whose == "family"
    days = _Days(holidays)
    for given in (start, second or start):
        _known(given)
    steps = list(_span(how, start, how.where, family, limit.law, days))
    if how.unit == "school":
        return Counted(tuple(steps), None, steps[-1].end)
    if how.or_later and second:
        steps.append(_later(steps[-1].end, how.or_later, second, family, limit.law, days))
    plain = steps[-1].end
    if how.skip == "tribunal":
        steps += _skipped(start, plain, how.roll_law)
    steps += _rolled(how, steps[-1].end, days)
    if how.perhaps_uk:
        steps += _rest_of_uk(steps[-1].end, days)
    last_day = _known(steps[-1].end)
    tribunal = how.skip == "tribunal" or how.roll == "tribunal_start"
    edge = tribunal and steps[-1].did == "rolled" and _closed_until(last_day) is not None
    if not family:
        return Counted(tuple(steps), last_day, None)
    safe_by = days.back_to_work(plain)
    if safe_by != last_day:
        steps.append(Step("made_safe", plain, safe_by, None, towards="safe_by"))
    return Counted(tuple(steps), last_day, safe_by, edge)


def add_months(day: date, months: int) -> date:
    """The day with the same number, so many months on; the last of the month where it has no such
    day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _known(date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])))


def work_before(day: date, holidays: BankHolidays) -> int:
    """How many days before `day` the last working day is, for a reminder; 1 where that leaves the
    list of bank holidays.
    """
    try:
        return (day - _Days(holidays).back_to_work(day - DAY)).days
    except NotCounted:
        return 1


# Days with work -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Days:
    holidays: BankHolidays

    def working(self, day: date, where: str = "england") -> bool:
        """Monday to Friday and no bank holiday. Raises NotCounted outside the list: a day that
        nobody has looked up is never guessed.
        """
        if not self.holidays.begins <= day <= self.holidays.ends:
            raise NotCounted(day)
        if day.weekday() >= SATURDAY or day in self.holidays.england:
            return False
        return where != "uk" or day not in self.holidays.elsewhere

    def next_work(self, day: date, where: str = "england") -> date:
        """The day itself, or the first working day after it."""
        while not self.working(day, where):
            day += DAY
        return day

    def back_to_work(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        while not self.working(day):
            day -= DAY
        return day


def _known(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise NotCounted(day)
    return day


def _closed_until(day: date) -> date | None:
    """The last day of the time that the tribunal leaves out and that holds `day`: August, or 25
    December to 1 January.
    """
    if day.month == AUGUST:
        return date(day.year, AUGUST, 31)
    if day.month == DECEMBER and day.day >= 25:
        return date(day.year + 1, 1, 1)
    if day.month == 1 and day.day == 1:
        return day
    return None


# The parts of a count -----------------------------------------------------------------------------


def _span(
    span: Span, start: date, where: str, family: bool, law: str, days: _Days
) -> Iterator[Step]:
    if span.unit == "before":
        assert span.month and span.day  # the record says so
        yield Step("came_before", start, date(start.year, span.month, span.day) - DAY, law, span)
    elif span.unit == "months":
        yield from _months(span, start, family, law)
    elif span.unit == "working":
        yield Step(
            "counted_working",
            start,
            _walk(span, start, lambda day: days.working(day, where)),
            law,
            span,
        )
    elif span.unit == "school":
        end = _walk(span, start, lambda day: day.weekday() < SATURDAY)
        yield Step("counted_school", start, end, law, span, towards="safe_by")
    else:
        length = span.n * (7 if span.unit == "weeks" else 1)
        end = _known(start + timedelta(days=length - span.first_day_counts))
        yield Step(
            (
                "counted_back"
                if span.n < 0
                else "counted_from_first"
                if span.first_day_counts
                else "counted"
            ),
            start,
            end,
            law,
            span,
        )


def _months(span: Span, start: date, family: bool, law: str) -> Iterator[Step]:
    """A time that begins with its first day can be read in two ways at a month's end: a family
    takes the earliest, others the latest.
    """
    same = add_months(start, span.n)
    if not span.first_day_counts:
        short = same.day != start.day
        yield Step(
            "month_is_short" if short else "counted_back" if span.n < 0 else "counted",
            start,
            same,
            law,
            span,
        )
        return
    first, second = same - DAY, add_months(start - DAY, span.n)
    yield Step("counted_from_first", start, first, law, span)
    chosen = min(first, second) if family else max(first, second)
    if first != second:
        yield Step(
            "took_earliest" if family else "took_latest",
            first,
            chosen,
            None,
            other=second if chosen == first else first,
        )


def _walk(span: Span, start: date, counts: Callable[[date], bool]) -> date:
    """The n-th day that counts: after the first day, or from it on where it counts too."""
    day, left = start if span.first_day_counts else start + DAY, span.n
    while True:
        left -= counts(_known(day))
        if left == 0:
            return day
        day += DAY


def _later(first: date, span: Span, second: date, family: bool, law: str, days: _Days) -> Step:
    """The later of the first count's end and the span from the second date."""
    other = list(_span(span, second, "england", family, law, days))[-1].end
    return (
        Step("took_later", first, other, law, span, second)
        if other > first
        else Step("kept_first", first, first, law, span, second)
    )


def _skipped(start: date, plain: date, law: str | None) -> Iterator[Step]:
    """As many more days as the count met of those that the tribunal leaves out."""
    left, day = (plain - start).days, start
    while left:
        day = _known(day + DAY)
        left -= _closed_until(day) is None
    if day != plain:
        yield Step("skipped", plain, day, law)


def _rolled(how: Count, day: date, days: _Days) -> Iterator[Step]:
    """Where the law moves the last day on to one with work."""
    if how.roll == "none":
        return
    closed = _closed_until(day) if how.roll == "tribunal_start" else None
    end = days.next_work(day if closed is None else closed + DAY)
    if closed is not None:
        yield Step(
            "rolled_august" if day.month == AUGUST else "rolled_christmas", day, end, how.roll_law
        )
    elif end != day:
        yield Step("rolled", day, end, how.roll_law)


def _rest_of_uk(day: date, days: _Days) -> Iterator[Step]:
    """The later day, if bank holidays elsewhere in the United Kingdom count too."""
    later = days.next_work(day, "uk")
    if later != day:
        yield Step("took_uk", day, later, None)
