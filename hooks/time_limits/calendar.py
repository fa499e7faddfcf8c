"""Calendar files of the ready table's days: all day, with a title that says nothing to others who
see the calendar, and three reminders at nine in the morning.

overrides/assets/js/calendar.js makes the same in the page.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

REMINDERS = tuple(timedelta(days=-days, hours=9) for days in (14, 7, 1))
"""Two weeks before, one week before, the day before."""


def calendar(day: date, *, name: str, made: date, title: str, text: str, url: str) -> bytes:
    """One day as a calendar file. `name` is the same for the same letter and limit, so that a file
    that is taken twice is one entry. The same values give the same bytes.
    """
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
    event.add("sequence", 0)
    for before in REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", before)
        event.add_component(alarm)
    made_of = Calendar()
    made_of.add("prodid", "-//SENDIASS//Time limits//EN")
    made_of.add("version", "2.0")
    made_of.add("calscale", "GREGORIAN")
    made_of.add("method", "PUBLISH")
    made_of.add_component(event)
    return bytes(made_of.to_ical())
