"""Dates, times, numbers and money as the site writes them: what is said of those that are typed
otherwise."""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import phonenumbers

from hooks.sources.content import Content
from hooks.sources.records import Fact, international
from hooks.words.passages import MONTHS
from hooks.words.patterns import later

_MONTH = "|".join(MONTHS)
_SHORT = "|".join(
    month[:3] + ("t?" if month == "September" else "") for month in MONTHS if month != "May"
)
_TENS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)

_YEARS = "|".join(
    rf"{year}[-–]{year % 100 + 1:02}(?!\d)" for year in range(1990, 2090) if year % 100 < 99
)
"""A school year, as schools and councils write it: 2025–26."""

STYLES: tuple[tuple[str, str, int], ...] = (
    (
        r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b",
        'Write a date like "22 November 2026".',
        0,
    ),
    (
        (
            r"(?<![\w/.£])(?!24/7)(?:(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])|0[1-9]/\d{1,2}|\d{1,2}/0[1-9]"
            r"|(?<=\b(?:on|by) )\d{1,2}/\d{1,2})(?![\w/%-]| of\b)"
        ),
        'Write a date like "22 November".',
        0,
    ),
    (
        rf"\b\d{{1,2}}(?:st|nd|rd|th)\s+(?:of\s+)?(?:{_MONTH})\b",
        'Write the day as a plain number: "22 November".',
        0,
    ),
    (
        rf"\b(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?!:)",
        'Write the day before the month: "22 November".',
        0,
    ),
    (
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_SHORT})\b\.?",
        'Write the whole name of the month: "22 November".',
        0,
    ),
    (rf"\b(?:{_MONTH}),\s+\d{{4}}\b", 'Write no comma before the year: "22 November 2026".', 0),
    (
        (
            r"\b(?:[01]?\d|2[0-3]):[0-5]\d(?!\s?[ap]\.?m)\b"
            r"|\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs|hours)"
            r"\b"
        ),
        'Write a time with am or pm: "5:30pm".',
        re.IGNORECASE,
    ),
    (r"\b\d{1,2}\.\d{2}\s?[ap]\.?m\b", 'Write a time with a colon: "5:30pm".', re.IGNORECASE),
    (
        r"\b\d{1,2}(?::\d{2})?(?:\s[ap]m\b|\s?[ap]\.m\.?)|\b\d{1,2}(?::\d{2})?\s?[AP]M\b",
        'Write am and pm small, with no space or stop: "9am".',
        0,
    ),
    (r"\b\d{1,2}:00\s?[ap]m\b", 'Write a full hour without its minutes: "9am".', re.IGNORECASE),
    (
        (
            r"(?<![\d.:£])\b(?:[01]?\d|2[0-3])\.[0-5]\d\s?(?:[-–—]|to|until|till)\s?"
            r"(?:[01]?\d|2[0-3])\.[0-5]\d(?!\d|\.\d|%|\s?(?:km|miles?|kg|hours?))"
        ),
        'Write times with am or pm: "9am to 5:30pm".',
        0,
    ),
    (
        (
            r"\b(?:hours of|open(?: from)?) \d{1,2} (?:to|and|until|till) \d{1,2}\b"
            r"(?![:.]\d| ?[ap]m\b)(?! (?!on\b|every\b|each\b|in\b|at\b|from\b)\w)"
        ),
        'Write times with am or pm: "9am to 5:30pm".',
        0,
    ),
    (r"£\s?[\d,]+[.,][-–—](?!\d)", 'Write whole pounds without a dash: "£5".', 0),
    (r"£\s?\d{1,3}(?:\.\d{3})+(?!\d)", 'Write a comma in thousands: "£1,000".', 0),
    (r"£\s?[\d.,]*\d,\d{1,2}(?!\d)", 'Write pence after a full stop: "£2.50".', 0),
    (
        r"£\s?\d[\d,]*\.\d(?!\d)(?!\s?(?:million|billion|thousand|m\b|bn\b|k\b))",
        'Write pence with two figures: "£2.50".',
        0,
    ),
    (r"\b\d+\s?£(?!\d)|£\s+\d[\d.,]*", 'Write the sign right before the number: "£5".', 0),
    (r"(?<![\d.,£])\b\d{1,3}\.000\b(?![.,]?\d)", "Write a comma in thousands: 1,000.", 0),
    (
        r"\b12\s?(?:am|pm|noon|midday|midnight)\b(?!\w)",
        'Write "midnight" or "midday".',
        re.IGNORECASE,
    ),
    (
        r"\b\d{1,2}(?::\d{2})?(?:am|pm)?\s?[-–—]\s?\d{1,2}(?::\d{2})?\s?(?:am|pm)\b",
        'Write "to" between times: "9am to 5pm".',
        0,
    ),
    (
        rf"(?<![\w./-])(?!{_YEARS})\d{{1,4}}\s?[-–—]\s?\d{{1,4}}(?![\w/-]|\.\d)",
        'Write "to" between numbers: "5 to 8".',
        0,
    ),
    (
        (
            r"(?<![\w.,/-])(?<!\bext )(?<!\bext\. )(?<!\bextension )(?<!\bextension number )"
            r"(?!(?:19|20)\d{2}\b|0)\d{4,}(?![\w/-]|[.,]\d)"
        ),
        "Write a comma in numbers from 1,000.",
        0,
    ),
    (
        r"\d\s+%|\b\d+\s?per\s?cent\b|\bpercent\b",
        'Write the sign right after the number: "25%".',
        re.IGNORECASE,
    ),
    (r"£\s?\d[\d,]*\.00\b", 'Write whole pounds without pence: "£75".', 0),
    (
        rf"(?<![-\w])(?:{_TENS})(?:-\w+)?(?![-\w])",
        'Write numbers from 10 in figures: "15".',
        re.IGNORECASE,
    ),
    (
        r"\b\d[\d,.]* ?(?:pounds?|quid) (?:and )?\d{1,2} ?(?:pence|p)\b",
        'Write pounds and pence like "£2.50".',
        re.IGNORECASE,
    ),
    (
        (
            r"£\s?\d[\d,.]* ?(?:pounds?|quid|GBP|p|pence)\b(?!\.\w)|\bGBP ?\d[\d,.]*"
            r"|\b\d[\d,.]* ?(?:quid|GBP|pounds? sterling)\b"
            r"|(?<=\b(?:for|pay) )\d[\d,.]* ?pounds?\b|(?<=\bcosts )\d[\d,.]* ?pounds?\b"
            r"|(?<=\bcost )\d[\d,.]* ?pounds?\b"
        ),
        'Write money with its sign alone: "£5".',
        re.IGNORECASE,
    ),
    (
        r"£\d[\d,.]* ?(?:p\.?p|p\.?h|p/?w|pcm|p/?a|/ ?(?:h|hr|hour|day|week|month|year))\b\.?",
        'Write in words what it is for: "£5 an hour", "£5 each".',
        0,
    ),
    (r"(?<![\d.£])\b\d{1,2} ?(?:pence| p)\b", 'Write pence like "50p".', 0),
)
"""Pattern, what to write, flags. The first that matches a place names it."""
_STYLES = tuple((later(pattern, flags), say) for pattern, say, flags in STYLES)
_ANY = later("|".join(f"(?{'i' if flags else ''}:{pattern})" for pattern, _, flags in STYLES))
MANY_FIGURES = later(r"(?:\d[ ()./\u00a0-]{0,3}){9}")
_DAY = "|".join(day_name)
HAS_NUMBER = later(rf"\d|\b(?:{_TENS}|percent|{_DAY})\b", re.IGNORECASE)
"""Stands in every text of which something is said here."""
SOON = later(
    rf"(?<!the )(?<!every )(?<!each )\b(?:next|this|last|this coming) (?:{_DAY})\b(?! (?:in|of)\b)"
    r"|\b(?:earlier|later) this (?:week|month|year|term)\b"
    r"|\b\d{1,2}(?:st|nd|rd|th) of (?:this|last|next) month\b"
    rf"|(?<!each )(?<!every )\b(?:today|tomorrow),? \(?(?:{_DAY})\b",
    re.IGNORECASE,
)
"""A day that is another one for whoever reads it a week later."""
NOT_DIALLED = later(r"(?<!\d)(?:(?:\+|00) ?\d{2} ?\(0\)|0044\b)[\d ()-]*\d")
"""A telephone number with signs that nobody can dial: "+44 (0)1632 960123"."""


LEAP_YEAR = 2024
DATE = later(
    rf"\b(?:({'|'.join(day_name)})\s+)?(\d{{1,2}})\s+({'|'.join(MONTHS)})(?:\s+(\d{{4}}))?\b"
)
TIME = later(r"(?<![\d.:])\b(\d{1,2})(?::(\d{2}))?[ap]m\b")
FROM_TO = later(
    r"(?<![\d.:])\b(\d{1,2})(?:[:.](\d{2}))?\s?([ap])m\s?(?:to|until|till|[-–—])\s?"
    r"(\d{1,2})(?:[:.](\d{2}))?\s?\3m\b"
)
"""From a time to another of the same half of the day."""


DOLLARS = later(r"\$\d[\d,]*(?:\.\d+)?")
"""Right beside pounds: somebody may pay in either."""


def faults(
    content: Content, text: str, *, printed: bool = False, stays: bool = True
) -> Iterator[str]:
    """What is said of a text of ours, as sentences. `printed`: it is publicity, of which
    `publicity-is-confirmed` names the telephone numbers that no record has; `stays`: it is read for
    longer than a few days."""
    yield from _never(text)
    yield from _dollars(text)
    for soon in SOON.finditer(text) if stays else ():
        yield (
            f'"{soon[0]}" is another day for whoever reads it later: write the date, such as'
            ' "22 November 2026".'
        )
    numbers = telephones(text)
    undialled = [number.span() for number in NOT_DIALLED.finditer(text)]
    if not numbers and not undialled and not _ANY.search(text):
        return
    taken = [span for span, _ in numbers] + undialled
    for (start, end), number in numbers:
        fact = _recorded(content, number)
        if fact:
            undialled = [one for one in undialled if one[1] <= start or end <= one[0]]
        if fact or not (text[start:end].startswith(("+", "00")) or printed):
            instead = (
                f" write {{{{ {fact} }}}}."
                if fact
                else " ours is {{ contact.phone }}; another body's stands on its own page"
                " under organisations/, with where you saw it. Link to that page."
            )
            yield (
                f'"{text[start:end]}" is not our style. Take a telephone number from its'
                f" record:{instead}"
            )
    for start, end in undialled:
        yield (
            f'"{text[start:end]}" is not our style. Nobody can dial it so: write "+44", then the'
            " number without its first 0."
        )
    for pattern, say in _STYLES:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield f'"{match[0]}" is not our style. {say}'


def _never(text: str) -> Iterator[str]:
    """Days and times that are none: a family would stand before a closed door."""
    for match in DATE.finditer(text):
        weekday, day, month, year = match.groups()
        try:  # without a year any year may be meant, also one with a 29 February
            found = date(int(year or LEAP_YEAR), MONTHS.index(month) + 1, int(day))
        except ValueError:
            yield f'There is no day "{match[0]}". Look at a calendar, and write the right one.'
            continue
        if weekday and year and f"{found:%A}" != weekday:
            yield f'"{match[0]}" is a {found:%A}. Write the right day of the week, or the date.'
    for match in TIME.finditer(text):
        if not 1 <= int(match[1]) <= 12 or int(match[2] or 0) > 59:
            yield f'There is no time "{match[0]}". Write it like "5:30pm".'
    for match in FROM_TO.finditer(text):
        first, last = ((int(match[at]) % 12, int(match[at + 1] or 0)) for at in (1, 4))
        if last <= first:
            yield f'"{match[0]}" ends before it begins. Look at "am" and "pm".'


def days(text: str) -> Iterator[date]:
    """The days of a calendar that a text names with their year."""
    for _, day, month, year in DATE.findall(text):
        with suppress(ValueError):  # there is no such day, which is named elsewhere
            if year:
                yield date(int(year), MONTHS.index(month) + 1, int(day))


def _dollars(text: str) -> Iterator[str]:
    """Prices in dollars alone: families pay in pounds, and the keys lie side by side."""
    for match in DOLLARS.finditer(text) if "£" not in text else ():
        yield (
            f'"{match[0]}" is not our style. Write the price in pounds, as in "£5"; dollars may'
            ' stand beside it, as in "£5 or $6".'
        )


def telephones(text: str) -> list[tuple[tuple[int, int], str]]:
    """The British telephone numbers in a text, as they may be dialled: where each stands, and as
    +44..."""
    if not MANY_FIGURES.search(text):
        return []
    found = phonenumbers.PhoneNumberMatcher(text, "GB", phonenumbers.Leniency.POSSIBLE)
    return [
        ((match.start, match.end), number)
        for match in found
        if (number := international(match.raw_string))
        and match.raw_string.lstrip("(").startswith(("0", "+"))
    ]


def _recorded(content: Content, number: str) -> str | None:
    """The fact that holds a telephone number."""
    return next(
        (
            name
            for name, fact in content.facts.items()
            if isinstance(fact, Fact) and fact.value and international(fact.value) == number
        ),
        None,
    )
