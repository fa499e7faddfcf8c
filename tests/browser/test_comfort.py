"""Reading comfort: settings that show at once, are kept only if the reader asks, and then come back
before anything is painted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from hooks.pages.assets import COMFORT
from tests.audit import checks
from tests.audit.faults import Fault, merged, told
from tests.audit.reader import DESK, PHONE, Reader
from tests.browser.remembered import Memory

PAINTED = """() => {
  globalThis.grounds = [];
  const look = () => {
    if (document.body) globalThis.grounds.push(getComputedStyle(document.body).backgroundColor);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
"""Notes the colour of the page each time the browser is about to paint."""


def ground(reader: Reader) -> str:
    return str(reader.page.evaluate("getComputedStyle(document.body).backgroundColor"))


def kept(reader: Reader) -> list[str]:
    return list(reader.measure("stored"))


@pytest.fixture
def chooser(reader: Reader) -> Reader:
    reader.open("/reading-comfort/")
    return reader


def test_a_choice_shows_at_once_and_nothing_is_kept(chooser: Reader) -> None:
    chooser.page.get_by_label("Yellow on black").check()
    chooser.page.get_by_label("Largest").check()
    assert ground(chooser) == "rgb(0, 0, 0)"
    assert chooser.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 36
    assert kept(chooser) == []
    chooser.open("/contact/")
    assert ground(chooser) != "rgb(0, 0, 0)"


def test_it_is_kept_when_the_reader_asks_and_forgotten_when_the_reader_asks(
    chooser: Reader,
) -> None:
    status = chooser.page.get_by_role("status")
    chooser.page.get_by_label("Yellow on black").check()
    chooser.page.get_by_label("Remember this on this device").check()
    expect(status).to_have_text("Your settings are kept on this device.")
    assert kept(chooser) == ["comfort"]
    chooser.open("/contact/")
    assert ground(chooser) == "rgb(0, 0, 0)"
    assert kept(chooser) == ["comfort"]
    chooser.open("/reading-comfort/")
    expect(chooser.page.get_by_label("Yellow on black")).to_be_checked()
    expect(chooser.page.get_by_label("Remember this on this device")).to_be_checked()
    chooser.page.get_by_role("button", name="Go back to standard and forget my settings").click()
    expect(status).to_have_text("Standard settings. Nothing is kept on this device.")
    assert kept(chooser) == []
    assert ground(chooser) != "rgb(0, 0, 0)"


def test_taking_the_tick_away_forgets(chooser: Reader) -> None:
    tick = chooser.page.get_by_label("Remember this on this device")
    tick.check()
    tick.uncheck()
    expect(chooser.page.get_by_role("status")).to_have_text(
        "Your settings are no longer kept on this device."
    )
    assert kept(chooser) == []


def test_what_is_kept_must_be_settings(reader: Reader) -> None:
    """Somebody else's value under our name does nothing."""
    reader.open("/contact/")
    reader.page.evaluate("localStorage.setItem('comfort', 'visually-hidden')")
    reader.open("/contact/")
    assert reader.page.evaluate("document.documentElement.className") == ""


def grounds_painted(reader: Reader) -> set[str]:
    """Every colour that the contact page has had while it was loaded, by a reader who keeps yellow
    on black and whose line is slow."""
    reader.open("/contact/")
    reader.page.evaluate("localStorage.setItem('comfort', 'colour-yellow-on-black')")
    reader.page.route("**/assets/first.js", _late)
    reader.page.goto(reader.base + "/contact/?painted")
    return set(reader.page.evaluate("globalThis.grounds"))


def _late(route: Route) -> None:
    route.request.frame.page.wait_for_timeout(400)
    route.continue_()


@pytest.fixture
def painted(reader: Reader) -> Reader:
    reader.page.add_init_script(f"({PAINTED})()")
    return reader


def test_no_flash_of_the_other_colours(painted: Reader) -> None:
    """first.js arrives late, and still no frame is painted in other colours."""
    assert grounds_painted(painted) == {"rgb(0, 0, 0)"}


def test_a_flash_would_be_noticed(painted: Reader) -> None:
    """The same with a layout that puts first.js off until the page is there."""

    def spoil(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=re.sub(
                r'<script src="([^"]*first\.js)"', r'<script defer src="\1"', answer.text()
            ),
        )

    painted.page.route("**/contact/?painted", spoil)
    assert len(grounds_painted(painted)) > 1


@pytest.mark.parametrize(
    "colours", ["Light", "Dark", *("Black on white", "Yellow on black", "Dark blue on pale blue")]
)
def test_every_choice_of_colours_can_be_read(chooser: Reader, colours: str, memory: Memory) -> None:
    """axe, and every word at 7:1, on a page of each kind."""
    assert len(COMFORT) == 3
    faults: list[Fault] = []
    chooser.page.get_by_label(colours, exact=True).check()
    chooser.page.get_by_label("Remember this on this device").check()
    for page in (
        "/",
        "/policies/impartiality/",
        "/your-options/deadlines/",
        "/search/?q=mediation",
        "/publicity/leaflet/",
        "/reading-comfort/",
    ):
        faults += memory.faults(
            f"comfort, {colours}", page, [chooser], lambda page=page: _read(chooser, page)
        )
    assert not faults, told(merged(faults))


def _read(chooser: Reader, page: str) -> Iterator[Fault]:
    chooser.open(page)
    yield from checks.axe(chooser)
    yield from checks.text_contrast(chooser)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_largest_settings_have_room(
    chooser: Reader, size: tuple[int, int], memory: Memory
) -> None:
    """Largest text, widest spacing: nothing cut off, nothing over something else, no scrolling in
    two directions."""
    faults: list[Fault] = []
    chooser.screen(size)
    for choice in ("Largest", "Wider", "As wide as the screen", "Remember this on this device"):
        chooser.page.get_by_label(choice, exact=True).check()
    for page in (
        "/",
        "/policies/impartiality/",
        "/your-options/",
        "/your-options/deadlines/",
        "/search/?q=mediation",
        "/publicity/leaflet/",
        "/reading-comfort/",
    ):
        faults += memory.faults(
            f"the largest settings at {size}",
            page,
            [chooser],
            lambda page=page: _has_room(chooser, page),
        )
    assert not faults, told(merged(faults))


def _has_room(chooser: Reader, page: str) -> Iterator[Fault]:
    chooser.open(page)
    yield from checks.reflow(chooser, "the largest settings")
