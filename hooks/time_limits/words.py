"""Every sentence that the clock says, once: the engine here and the one in the page fill in the
same.

`{name}` is filled in. Nothing here takes a side, and nothing calls a day gone for good: each late
way that the law leaves is open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from hooks.sources.records import Span

WORDS: Mapping[str, str] = MappingProxyType(
    {
        # What a step did.
        "counted": "Count {length} from {start}. That day does not count. It ends on {end}.",
        "counted_from_first": (
            "Count {length} from {start}, which counts as the first day. It ends on {end}."
        ),
        "counted_back": "Count back {length} from {start}. That is {end}.",
        "month_is_short": (
            "Count {length} from {start}. The month has no day {day}, so take its last day, {end}."
        ),
        "counted_working": "Count {length} after {start}. {no_work} The last one is {end}.",
        "counted_working_from_first": (
            "Count {length} from {start} on. {no_work} The last one is {end}."
        ),
        "counted_school": (
            "Count {length} after {start}, as if every Monday to Friday were a school day. The "
            "last one is {end}."
        ),
        "came_before": "The law says before {before}. The last day before it is {end}.",
        "took_earliest": "Counted in another way, it ends on {other}. We take the earliest, {end}.",
        "took_latest": "Counted in another way, it ends on {other}. We take the latest, {end}.",
        "took_later": (
            "Count {length} from the second date, {second}. That is {end}. The law takes the "
            "later day, so we take it."
        ),
        "kept_first": (
            "Count {length} from the second date, {second}. That is not later, so we keep {end}."
        ),
        "skipped": (
            "Days in August do not count, and the days from 25 December to 1 January do not "
            "count. So it ends on {end}."
        ),
        "rolled": "{start} is not a working day. The next working day is {end}.",
        "rolled_christmas": (
            "{start} is in the days from 25 December to 1 January. The first working day after "
            "them is {end}."
        ),
        "rolled_august": "{start} is in August. The first working day after August is {end}.",
        "took_uk": (
            "It is not settled whether bank holidays elsewhere in the United Kingdom count. If "
            "they do, it ends on {end}. We take the latest."
        ),
        "made_safe": "To be safe, go back from {start}, the plain count, to a working day: {end}.",
        "made_safe_plain": "To be safe, use the plain count: {end}.",
        "no_work_england": "Saturdays, Sundays and bank holidays in England do not count.",
        "no_work_uk": (
            "Saturdays, Sundays and bank holidays anywhere in the United Kingdom do not count."
        ),
        "own_caution": "Our own caution, not the law",
        # The answer.
        "act": "{act} by {safe_by}.",
        "act_clock": "{act} by {safe_by}, {clock}.",
        "law_longer": "By the law, the last day is {last_day}. The first date is the safe one.",
        "earliest": "It is not settled how this is counted. We show the earliest day.",
        "latest": "It is not settled how this is counted. We show the latest day.",
        "should": "{who} should do this by {last_day}.",
        "ask": "If you have not heard by then, you can ask why.",
        "second_wanted": (
            "The law takes the later of two days. If you have a second date, count with it too."
        ),
        "second_first": "The second date, {second}, is before the first. Please check both.",
        "passed": "Has this day passed? {when_passed}",
        "school": "Only the school knows its school days. The last day cannot be before {safe_by}.",
        "ask_school": "You can ask the school to tell you the last day in writing.",
        # Where there is no date.
        "beyond": (
            "We have no list of bank holidays for {year}, so we give no date. You can ask us."
        ),
        "not_yet": "This rule began on {day}. We have no rule for {start}. You can ask us.",
        "no_more": "This rule ended on {day}. We have no rule for {start}. You can ask us.",
        "form": "The {field} must be written like 2026-11-25: the year, the month and the day.",
        "month": "The month of the {field} must be a number from 1 to 12.",
        "day": "The day of the {field} must be a real day. {month} has {most} days.",
        "first_date": "date",
        "second_date": "second date",
        # How long.
        "days": "{n} days",
        "weeks": "{n} weeks",
        "months": "{n} months",
        "working": "{n} working days",
        "school_days": "{n} school days",
        "one_days": "1 day",
        "one_weeks": "1 week",
        "one_months": "1 month",
        "one_working": "1 working day",
        "one_school_days": "1 school day",
    }
)

FORM: Mapping[str, str] = MappingProxyType(
    {
        "ask": "What is {date}?",
        "ask_if": "What is {date}? Leave it empty if you have none.",
        "nothing": "Enter {date}",
        "part": "{Date} must include a {part}",
        "four": "Year must include 4 numbers",
        "real": "{Date} must be a real date",
        "ahead": "{Date} must be today or in the past. Your device says that today is {today}.",
        "counted": "Counted from {start}",
        "counted_both": "Counted from {start} and {second}",
        "how": "How we counted",
        "unsigned": "Not signed yet",
        "why_unsigned": "Nobody trained in SEND law has signed how we count this.",
        "said_only": (
            "We do not count this one on this website yet. It is below in words. You can ask us."
        ),
        "old": "This date is more than two years ago. Please talk to us.",
        "calendar": "Save a reminder for your calendar: {title}",
        "reminder": "Reminder",
        "named": "Time limit (SEND)",
        "error": "Error",
    }
)
"""What the page's form asks and answers besides; only the page needs it."""


def say(name: str, **parts: object) -> str:
    """A sentence with its parts filled in; a day is written with its weekday."""
    return re.sub(r"\{(\w+)\}", lambda match: spoken(parts[match[1]]), WORDS[name])


def spoken(part: object) -> str:
    """A part of a sentence: "Wednesday 25 November 2026" for a day."""
    return f"{part:%A %-d %B %Y}" if isinstance(part, date) else str(part)


def length(span: Span) -> str:
    """ "2 months", "1 working day"."""
    number, unit = abs(span.n), "school_days" if span.unit == "school" else span.unit
    return say(f"one_{unit}") if number == 1 else say(unit, n=number)
