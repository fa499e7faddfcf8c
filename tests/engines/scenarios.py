"""What somebody does on the site, each thing written once for every engine. A scenario raises
AssertionError where the page does not do its part.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType

import icalendar

from hooks.time_limits.answers import answer
from hooks.time_limits.shown import Clock
from tests.engines.session import Session
from tests.helpers import TODAY

CLOCK = "/your-options/deadlines/"
LETTER = TODAY - timedelta(days=20)
TYPED = (str(LETTER.day), f"{LETTER:%B}", str(LETTER.year))
COUNT = "#by-when button"
COMFORT = "/reading-comfort/"
YELLOW_ON_BLACK = "colour-yellow-on-black"
GROUND = "getComputedStyle(document.body).backgroundColor"
BLACK = "rgb(0, 0, 0)"
MOST_TO_FIELD = 2
"""From the question's link to its first field: engines differ in whether the link comes once
more."""
MOST_TO_RESULTS = 2
"""From the field to the first result: the button is between them."""


def _kind(reader: Session, kind: str) -> None:
    reader.open(f"{CLOCK}#{kind}")
    reader.until("document.querySelector('#by-when').getClientRects().length > 0")


def _write(reader: Session, *typed: str) -> None:
    for part, text in zip(("day", "month", "year"), typed, strict=True):
        reader.click(f"#first-{part}")
        if text:
            reader.type(text)


def _says(clock: Clock, event: str) -> str:
    assert clock.rules
    return answer(clock.rules, event, LETTER.isoformat()).says[0]


def clock_answers(reader: Session, clock: Clock) -> None:
    """From the list, by pointer: the day is in view, and nothing is asked for or kept."""
    reader.open(CLOCK)
    reader.click("#have-draft-plan > a")
    reader.until("document.querySelector('#by-when').getClientRects().length > 0")
    _write(reader, *TYPED)
    before = reader.get("performance.getEntriesByType('resource').length")
    reader.click(COUNT)
    reader.until("document.activeElement?.id", "answer")
    assert reader.text("#said .much") == _says(clock, "draft_plan_comments")
    assert reader.in_view("#said .much")
    assert reader.get("performance.getEntriesByType('resource').length") == before
    assert not reader.kept
    assert not re.search(
        r"\d", str(reader.get("location.pathname + location.search + location.hash"))
    )


def clock_says_what_is_wrong(reader: Session, clock: Clock) -> None:
    """The list of faults takes the focus, and leads to the field."""
    _kind(reader, "have-draft-plan")
    for typed, said, part in (
        (("", "", ""), "Enter the date on the letter", "day"),
        (("27", "", "2026"), "The date on the letter must include a month", "month"),
        (("31", "11", "2025"), "The date on the letter must be a real date", "day"),
        (("27", "3", "26"), "Year must include 4 numbers", "year"),
    ):
        for name in ("day", "month", "year"):
            reader.get(f"document.querySelector('#first-{name}').value = ''")
        _write(reader, *typed)
        reader.click(COUNT)
        reader.until("document.activeElement?.id", "faults")
        assert said in reader.text("#faults a")
        assert said in reader.text("#first-fault")
        assert str(reader.get("document.title")).startswith("Error: ")
        assert not reader.shown("#answer")
        reader.press("Tab", "Enter")
        assert reader.focused == f"first-{part}"


def clock_by_keys(reader: Session, clock: Clock) -> None:
    """From the list to the answer, without a pointer."""
    reader.open(CLOCK)
    reader.focus("#have-draft-plan > a")
    reader.press("Enter")
    reader.until("document.querySelector('#by-when').getClientRects().length > 0")
    reader.tab_to("document.activeElement.id === 'first-day'", MOST_TO_FIELD)
    for text in TYPED:
        reader.type(text)
        reader.press("Tab")
    reader.press("Enter")
    reader.until("document.activeElement?.id", "answer")
    assert reader.text("#said .much") == _says(clock, "draft_plan_comments")


def clock_saves_a_calendar_file(reader: Session, clock: Clock) -> None:
    """One that a calendar program can read, with the day that the page says."""
    _kind(reader, "have-no-plan")
    _write(reader, *TYPED)
    reader.click(COUNT)
    reader.until("document.activeElement?.id", "answer")
    reader.click('#said a[download="appeal.ics"]')
    (event,) = icalendar.Calendar.from_ical(reader.file("appeal.ics")).walk("VEVENT")
    assert clock.rules
    found = answer(clock.rules, "appeal", LETTER.isoformat())
    assert (event["dtstart"].dt, str(event["description"])) == (found.safe_by, found.says[0])


def menu_by_keys(reader: Session, clock: Clock) -> None:
    """It opens and closes, gives the focus back, and hides nothing that can be focused."""
    reader.open("/")
    opened = "document.querySelector('#menu-open').getAttribute('aria-expanded')"
    reader.until(opened, "false")
    reader.focus("#menu-open")
    reader.press("Tab")
    assert not reader.get("document.querySelector('#menu').contains(document.activeElement)")
    for key in ("Enter", "Space"):
        reader.focus("#menu-open")
        reader.press(key)
        reader.until(opened, "true")
        assert reader.shown("#menu a")
        reader.press("Tab")
        assert reader.focused == clock.content.nav[0][0]
        reader.press("Escape")
        reader.until(opened, "false")
        assert not reader.shown("#menu a")
        assert reader.focused == "menu-open"


def search_finds(reader: Session, clock: Clock) -> None:
    """What was found is said, can be come to by keys, and opens."""
    reader.open("/search/")
    reader.click("#q")
    reader.type("mediation")
    reader.press("Enter")
    reader.until("location.search", "?q=mediation")
    reader.until("document.querySelectorAll('#results a').length > 0")
    count = reader.get("document.querySelectorAll('#results > li').length")
    assert reader.text("[role=status]") == f"{count} results for “mediation”."
    reader.focus("#q")
    reader.tab_to(
        "document.querySelector('#results').contains(document.activeElement)", MOST_TO_RESULTS
    )
    leads = str(reader.get("document.activeElement.href"))
    assert leads == reader.get("document.querySelector('#results a').href")
    reader.press("Enter")
    reader.until("location.href", leads)
    reader.until("document.readyState", "complete")
    assert "mediation" in reader.text("main").lower()


def comfort_is_applied_and_kept_on_request(reader: Session, clock: Clock) -> None:
    """At once; kept for the visit, and on the device only when asked; forgotten when asked."""
    reader.open(COMFORT)
    reader.until("document.querySelector('#comfort').hidden", False)
    reader.click(f'[value="{YELLOW_ON_BLACK}"]')
    reader.click('[value="size-largest"]')
    reader.until(GROUND, BLACK)
    reader.until("parseFloat(getComputedStyle(document.body).fontSize)", 36)
    assert not reader.get("Object.keys(localStorage)")
    reader.open("/contact/")
    assert reader.get(GROUND) == BLACK
    reader.open(COMFORT)
    reader.click('[name="remember"]')
    reader.until(
        "document.querySelector('#comfort-status').textContent",
        "Your settings are kept on this device.",
    )
    assert reader.get("Object.keys(localStorage)") == ["comfort"]
    reader.get("sessionStorage.clear()")  # the visit is over
    reader.open("/contact/")
    assert reader.get(GROUND) == BLACK
    reader.open(COMFORT)
    assert reader.get(f"document.querySelector('[value={YELLOW_ON_BLACK}]').checked")
    reader.click("#forget")
    reader.until(
        "document.querySelector('#comfort-status').textContent",
        "Standard settings. Nothing is kept on this device.",
    )
    assert not reader.kept
    assert reader.get(GROUND) != BLACK
    reader.open("/contact/")
    assert reader.get(GROUND) != BLACK


Scenario = Callable[[Session, Clock], None]
SCENARIOS: MappingProxyType[str, Scenario] = MappingProxyType(
    {
        scenario.__name__: scenario
        for scenario in (
            clock_answers,
            clock_says_what_is_wrong,
            clock_by_keys,
            clock_saves_a_calendar_file,
            menu_by_keys,
            search_finds,
            comfort_is_applied_and_kept_on_request,
        )
    }
)
