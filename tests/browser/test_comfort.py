"""Reading comfort: settings that show at once, stay for the visit, are kept on the device only if the
reader asks, and come back before anything is painted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from hooks.pages.assets import COMFORT
from hooks.sources.content import Content
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


TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def ground(reader: Reader) -> str:
    return str(reader.page.evaluate("getComputedStyle(document.body).backgroundColor"))


def kept(reader: Reader) -> list[str]:
    """What the device keeps when the visit is over."""
    return list(reader.page.evaluate("Object.keys(localStorage)"))


@pytest.fixture
def chooser(reader: Reader) -> Reader:
    reader.open("/reading-comfort/")
    return reader


def test_a_choice_shows_at_once_and_stays_for_the_visit(chooser: Reader) -> None:
    """On the next page too; nothing is left for the next visit, and a choice can be taken back."""
    chooser.page.get_by_label("Yellow on black").check()
    chooser.page.get_by_label("Largest").check()
    assert ground(chooser) == "rgb(0, 0, 0)"
    assert chooser.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 36
    assert kept(chooser) == []
    chooser.open("/contact/")
    assert ground(chooser) == "rgb(0, 0, 0)"
    chooser.open("/reading-comfort/")
    expect(chooser.page.get_by_label("Yellow on black")).to_be_checked()
    expect(chooser.page.get_by_label("Remember this on this device")).not_to_be_checked()
    chooser.page.get_by_label("As my device is set").check()
    chooser.open("/contact/")
    assert ground(chooser) != "rgb(0, 0, 0)"
    chooser.page.evaluate("sessionStorage.clear()")
    chooser.open("/contact/")
    assert chooser.page.evaluate("document.documentElement.className") == ""


def test_it_is_kept_when_the_reader_asks_and_forgotten_when_the_reader_asks(
    chooser: Reader,
) -> None:
    status = chooser.page.get_by_role("status")
    chooser.page.get_by_label("Yellow on black").check()
    chooser.page.get_by_label("Remember this on this device").check()
    expect(status).to_have_text("Your settings are kept on this device.")
    assert kept(chooser) == ["comfort"]
    chooser.page.evaluate("sessionStorage.clear()")  # the visit is over
    chooser.open("/contact/")
    assert ground(chooser) == "rgb(0, 0, 0)"
    assert kept(chooser) == ["comfort"]
    chooser.open("/reading-comfort/")
    expect(chooser.page.get_by_label("Yellow on black")).to_be_checked()
    expect(chooser.page.get_by_label("Remember this on this device")).to_be_checked()
    chooser.page.get_by_role("button", name="Go back to standard and forget my settings").click()
    expect(status).to_have_text("Standard settings. Nothing is kept on this device.")
    assert chooser.measure("stored") == []
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


def test_what_is_chosen_for_the_visit_goes_before_what_is_kept(reader: Reader) -> None:
    reader.open("/contact/")
    reader.page.evaluate("localStorage.comfort = 'colour-yellow-on-black'")
    reader.page.evaluate("sessionStorage.comfort = 'size-large'")
    reader.open("/contact/")
    assert reader.page.evaluate("document.documentElement.className") == "size-large"


@pytest.mark.parametrize(
    ("colours", "scheme"),
    [("Yellow on black", "dark"), ("Dark", "dark"), ("Black on white", "light")],
)
def test_what_the_browser_draws_is_as_dark_as_the_page(
    chooser: Reader, colours: str, scheme: str
) -> None:
    """Radio buttons of a light browser on black look as if they were the other way round."""
    chooser.colours(dark=scheme == "light")
    chooser.page.get_by_label(colours, exact=True).check()
    used = "getComputedStyle(document.querySelector('[type=radio]')).colorScheme"
    assert chooser.page.evaluate(used) == scheme


def focus_in_sight(reader: Reader) -> bool:
    return bool(
        reader.page.evaluate(
            "(box => box.top >= 0 && box.bottom <= innerHeight)"
            "(document.activeElement.getBoundingClientRect())"
        )
    )


def out_of_sight(chooser: Reader) -> list[str]:
    """The choices that an arrow key comes to without their being seen, on the smallest telephone."""
    chooser.screen((320, 568))
    lost = []
    for group in ("size", "space", "line", "colour"):
        chooser.page.locator(f'[name="{group}"]').first.focus()
        for _ in range(chooser.page.locator(f'[name="{group}"]').count()):
            chooser.press("ArrowDown")
            if not focus_in_sight(chooser):
                lost.append(str(chooser.page.evaluate("document.activeElement.value")))
    return lost


def test_arrow_keys_keep_the_choice_in_sight(chooser: Reader) -> None:
    assert [] == out_of_sight(chooser)


def test_a_choice_that_leaves_the_screen_would_be_noticed(chooser: Reader) -> None:
    """The same with a page that does not bring it back."""
    chooser.page.evaluate("Element.prototype.scrollIntoView = () => scrollTo(0, 0)")
    assert out_of_sight(chooser)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_more_contrast_for_who_asks_the_device_for_it(reader: Reader, dark: bool) -> None:
    """The text is black on white, or white on the browser's own dark; cards have edges. Colours that
    were chosen here stay."""
    reader.colours(dark=dark)
    reader.open("/your-options/")
    edge = "getComputedStyle(document.querySelector('.panel')).borderTopWidth"
    ink = "getComputedStyle(document.body).color"
    assert reader.page.evaluate(edge) == "0px"
    reader.page.emulate_media(contrast="more")
    assert reader.page.evaluate(edge) == "1px"
    assert reader.page.evaluate(ink) == ("rgb(255, 255, 255)" if dark else "rgb(0, 0, 0)")
    assert [] == list(checks.text_contrast(reader))
    reader.page.evaluate("document.documentElement.className = 'colour-yellow-on-black'")
    assert ground(reader) == "rgb(0, 0, 0)"
    reader.page.emulate_media(contrast="no-preference")


def grounds_painted(reader: Reader) -> set[str]:
    """Every colour that the contact page has had while it was loaded, by a reader who keeps yellow
    on black and whose line is slow."""
    reader.open("/contact/")
    reader.page.evaluate("localStorage.setItem('comfort', 'colour-yellow-on-black')")
    reader.page.route("**/assets/first.js", _late)
    reader.page.goto(reader.base + "/contact/?painted")
    reader.page.evaluate(TWO_FRAMES)  # the last change of colour is painted too
    return set(reader.page.evaluate("globalThis.grounds"))


def _late(route: Route) -> None:
    """Keeps the script back until the page was painted without it, or 1.5 s at most: so long has a
    page that rightly waits for it had the time to paint."""
    page = route.request.frame.page
    for _ in range(30):
        if page.evaluate("globalThis.grounds.length > 1"):
            break
        page.wait_for_timeout(50)
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
def test_every_choice_of_colours_can_be_read(
    chooser: Reader, colours: str, memory: Memory, real_content: Content
) -> None:
    """axe, and every word at 7:1, on a page of each kind."""
    assert len(COMFORT) == 3
    faults: list[Fault] = []
    chooser.page.get_by_label(colours, exact=True).check()
    chooser.page.get_by_label("Remember this on this device").check()
    for page in (
        "/",
        f"/{real_content.carried[0].url}",
        "/your-options/deadlines/",
        "/search/?q=mediation",
        f"/{real_content.publicity[0].url}",
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
    chooser: Reader, size: tuple[int, int], memory: Memory, real_content: Content
) -> None:
    """Largest text, widest spacing: nothing cut off, nothing over something else, no scrolling in
    two directions."""
    faults: list[Fault] = []
    chooser.screen(size)
    for choice in ("Largest", "Wider", "As wide as the screen", "Remember this on this device"):
        chooser.page.get_by_label(choice, exact=True).check()
    for page in (
        "/",
        f"/{real_content.carried[0].url}",
        "/your-options/",
        "/your-options/deadlines/",
        "/search/?q=mediation",
        f"/{real_content.publicity[0].url}",
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
