"""Calendar files of the ready table's days: all day, with a title that says nothing to others who
see the calendar, and three reminders at nine in the morning: two weeks, one week and one working
day before.

overrides/assets/js/calendar.js makes the same in the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from hooks.sources import answered
from hooks.sources.records import BankHolidays, Deadline
from hooks.time_limits.engine import FIRST

WEEKS = (14, 7)
"""How many days before the two early reminders come."""


def sequence(limits: Iterable[Deadline], holidays: BankHolidays) -> int:
    """Which version of a calendar entry is the newer one, for limits that share an event: it rises
    when one of them is signed anew, as every change of it asks for, or when the bank holidays are
    checked anew. 0 for what nobody has signed: that is in the draft alone.
    """
    signed = [limit.signed.day for limit in limits if limit.signed]
    return (max([*signed, holidays.checked or FIRST]) - FIRST).days if signed else 0


def calendar(
    day: date, *, name: str, made: date, changed: int, before: int, title: str, text: str, url: str
) -> bytes:
    """One day as a calendar file, made once. `name` is the same for the same letter and limit, so
    that a file that is taken twice is one entry; of two, the one with the higher `changed` counts.
    `before` is how many days before it the last working day is. The same values give the same
    bytes.
    """
    values = (day, name, made, changed, before, title, text, url)
    (file,) = answered.rows((__name__, values), lambda: (_file(*values),))
    return file.encode()


def _file(
    day: date, name: str, made: date, changed: int, before: int, title: str, text: str, url: str
) -> str:
    # Here, so that a build whose days were all made before waits for no library.
    from icalendar import Alarm, Calendar, Event

    event = Event()
    event.add("uid", name)
    event.add("dtstamp", datetime.combine(made, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))  # the end is the day after: RFC 5545
    event.add("summary", title)
    event.add("description", text)
    event.add("url", url)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("sequence", changed)
    for days in (*WEEKS, before):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(days=-days, hours=9))
        event.add_component(alarm)
    made_of = Calendar()
    made_of.add("prodid", "-//SENDIASS//Time limits//EN")
    made_of.add("version", "2.0")
    made_of.add("calscale", "GREGORIAN")
    made_of.add("method", "PUBLISH")
    made_of.add_component(event)
    return bytes(made_of.to_ical()).decode()
