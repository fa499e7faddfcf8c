"""The menu on a phone, worked by keyboard: it opens, closes, gives focus back, and hides nothing
that can be focused."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from hooks.sources.content import Content
from tests.audit import checks
from tests.audit.faults import told
from tests.audit.reader import DESK, Reader


def focused(reader: Reader) -> str:
    return str(
        reader.page.evaluate(
            "document.activeElement.id || document.activeElement.textContent.trim()"
        )
    )


@pytest.fixture
def at_menu(reader: Reader) -> Reader:
    """A reader whose focus is on the closed menu's button."""
    reader.open("/")
    reader.page.locator("#menu-open").focus()
    return reader


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_and_closes_it(at_menu: Reader, key: str, real_content: Content) -> None:
    button = at_menu.page.get_by_role("button", name="Menu", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_have_attribute("aria-controls", "menu")
    at_menu.press(key)
    expect(button).to_have_attribute("aria-expanded", "true")
    assert focused(at_menu) == "menu-open"
    at_menu.press("Tab")
    assert focused(at_menu) == real_content.nav[0][0]
    button.focus()
    at_menu.press(key)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(at_menu.page.locator("#menu")).to_be_hidden()


@pytest.mark.parametrize("stops", [0, 1, 4])
def test_escape_closes_it_and_focus_returns(at_menu: Reader, stops: int) -> None:
    at_menu.press("Enter", *["Tab"] * stops, "Escape")
    expect(at_menu.page.locator("#menu")).to_be_hidden()
    assert focused(at_menu) == "menu-open"


def test_escape_elsewhere_does_nothing(at_menu: Reader) -> None:
    """A person who leaves full screen, or stops a page from loading, does not lose the menu."""
    at_menu.press("Enter")
    at_menu.page.locator("main a").first.focus()
    at_menu.press("Escape")
    expect(at_menu.page.locator("#menu")).to_be_visible()


def test_nothing_of_the_closed_menu_can_be_focused(at_menu: Reader) -> None:
    at_menu.press("Tab")
    assert not at_menu.page.evaluate(
        "document.getElementById('menu').contains(document.activeElement)"
    )


def test_with_the_menu_open_the_keyboard_reaches_everything(
    reader: Reader, real_content: Content
) -> None:
    faults = []
    item = f"/{real_content.publicity[0].url}"
    for page in ("/", "/contact/", "/search/?q=mediation", item, "/404.html"):
        reader.open(page)
        reader.page.click("#menu-open")
        shown = reader.page.locator("#menu a:visible")
        assert shown.count() == len(real_content.nav), page
        faults += checks.keyboard(reader)
    assert not faults, told(faults)


def test_who_comes_by_its_address_finds_it_open(reader: Reader) -> None:
    reader.open("/contact/#menu")
    expect(reader.page.locator("#menu")).to_be_visible()
    expect(reader.page.locator("#menu-open")).to_have_attribute("aria-expanded", "true")
    reader.page.click("#menu-open")
    expect(reader.page.locator("#menu")).to_be_hidden()


def test_on_a_wide_screen_it_is_always_there(reader: Reader, real_content: Content) -> None:
    """All but the home page, to which the name leads."""
    reader.screen(DESK)
    reader.open("/contact/")
    expect(reader.page.locator("#menu-open")).to_be_hidden()
    assert reader.page.locator("#menu a:visible").all_inner_texts() == [
        name for name, src in real_content.nav if src != "index.md"
    ]
    here = next(name for name, src in real_content.nav if src == "contact.md")
    expect(reader.page.locator('#menu [aria-current="page"]')).to_have_text(here)


def test_every_entry_leads_where_it_says(reader: Reader, real_site: Path) -> None:
    reader.open("/")
    reader.page.click("#menu-open")
    places = {
        link.inner_text(): link.evaluate("link => link.href")
        for link in reader.page.locator("#menu a").all()
    }
    for name, place in places.items():
        reader.page.goto(place)
        if place.removesuffix("/") != reader.base:
            expect(reader.page.locator('#menu [aria-current="page"]')).to_have_text(name)
