"""Without script, and with each script of the site missing in turn: every page, the menu and every
way to search remain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hooks.sources.content import Content
from tests.audit import checks
from tests.audit.faults import Fault, told
from tests.audit.reader import Reader
from tests.browser.remembered import Memory
from tests.browser.test_every_page import in_parts, of_part

ONLY_BY_SCRIPT = {"/search/", "/reading-comfort/", "/staff/paste/"}
"""Pages on which a script adds something. What they offer without it is tested below; of the last,
in tests/browser/test_paste.py."""
LETTERS = "/letters/"
"""Each letter's page has a form by script, beside a letter that is whole without it:
tests/browser/test_letters.py."""
CLOCK = ("by-when.js", "calendar.js", "clock.js", "limits.js")
PASTE = ("fflate.js", "mammoth.js", "paste.js", "word.js")
LINKED = ("search.js", "find.js", "minisearch.js", "search.json")


def words(reader: Reader) -> str:
    return " ".join(reader.page.locator("main").inner_text().split())


@in_parts
def test_every_page_and_its_menu_work_without_script(
    reader: Reader, plain_reader: Reader, pages: list[str], memory: Memory, part: str | int
) -> None:
    """The same words as with script, and a menu that a keyboard can open and close. The other
    browser has lost first.js alone."""
    faults: list[Fault] = []
    reader.lose("first.js")
    for page in of_part(pages, part):
        if "?" not in page:
            faults += memory.faults(
                "without script",
                page,
                [reader, plain_reader],
                lambda page=page: _without_script(reader, plain_reader, page),
            )
    assert not faults, told(faults)


def _without_script(reader: Reader, plain_reader: Reader, page: str) -> Iterator[Fault]:
    plain_reader.open(page)
    reader.open(page)
    if (
        page not in ONLY_BY_SCRIPT
        and not page.startswith(LETTERS)
        and words(reader) != words(plain_reader)
    ):
        yield Fault(page, "without-script", "The page has other words without script")
    yield from checks.without_script(plain_reader)
    yield from _errors(reader)


@in_parts
def test_every_page_and_its_menu_work_without_the_menus_script(
    reader: Reader, pages: list[str], memory: Memory, part: str | int
) -> None:
    """As when an old browser or a poor line loses one file."""
    faults: list[Fault] = []
    reader.lose("menu.js")
    for page in of_part(pages, part):
        faults += memory.faults(
            "without the menu's script",
            page,
            [reader],
            lambda page=page: _without_menu(reader, page),
        )
    assert not faults, told(faults)


def _without_menu(reader: Reader, page: str) -> Iterator[Fault]:
    reader.open(page)
    yield from checks.without_script(reader)
    yield from _errors(reader)


def _errors(reader: Reader) -> list[Fault]:
    """What went wrong in scripts. That a file is missing, the browser says as well; that was our
    doing."""
    found = [
        Fault(reader.address, "script-missing", complaint)
        for complaint in reader.complaints
        if complaint.startswith("script error")
    ]
    reader.complaints.clear()
    return found


@pytest.mark.parametrize("missing", LINKED)
def test_search_offers_the_a_to_z_when_a_part_of_it_is_missing(
    reader: Reader, missing: str
) -> None:
    reader.lose(missing)
    reader.page.goto(f"{reader.base}/search/?q=mediation")
    _the_a_to_z_is_offered(reader)


def test_search_without_script_is_the_a_to_z(plain_reader: Reader, real_content: Content) -> None:
    """The form leads to the search page, which then says what it can do, and lists every page for
    families."""
    plain_reader.open("/search/?q=mediation")
    _the_a_to_z_is_offered(plain_reader)
    listed = [
        link.get_attribute("href") for link in plain_reader.page.locator("#a-to-z + ul a").all()
    ]
    assert (
        len(set(listed))
        == len(listed)
        == len(
            [
                page
                for page in real_content.pages
                if page.audience != "staff" and page.layout != "search"
            ]
        )
    )


def _the_a_to_z_is_offered(reader: Reader) -> None:
    said = reader.page.locator("#without-script")
    expect(said).to_be_visible()
    said.get_by_role("link", name="A to Z").click()
    expect(reader.page.get_by_role("heading", name="Every page, A to Z")).to_be_in_viewport()
    expect(reader.page.get_by_role("link", name="Mediation", exact=True)).to_be_visible()


def test_reading_comfort_without_its_script_says_how_else(reader: Reader) -> None:
    reader.lose("comfort.js")
    reader.open("/reading-comfort/")
    expect(reader.page.locator("#comfort")).to_be_hidden()
    assert re.search(r"browser", words(reader))


def test_letter_without_its_script_is_there_to_print(reader: Reader) -> None:
    """No form that does nothing."""
    reader.lose("letter.js")
    reader.open(f"{LETTERS}ask-for-assessment/")
    expect(reader.page.locator("#fill")).to_be_hidden()
    expect(reader.page.locator("#send")).to_be_hidden()
    expect(reader.page.locator("#letter")).to_contain_text("[your child's name]")


@pytest.mark.parametrize("file", CLOCK)
def test_clock_without_one_of_its_scripts_gives_the_limits_in_words(
    reader: Reader, file: str
) -> None:
    """No form that does nothing."""
    reader.lose(file)
    reader.open("/your-options/deadlines/#have-draft-plan")
    expect(reader.page.locator("#have-draft-plan ul a").first).to_be_visible()
    expect(reader.page.locator("#by-when")).to_be_hidden()


@pytest.mark.parametrize("file", PASTE)
def test_pasting_without_one_of_its_scripts_says_what_to_do(reader: Reader, file: str) -> None:
    """No form that does nothing."""
    reader.lose(file)
    reader.open("/staff/paste/")
    expect(reader.page.locator("#paste")).to_be_hidden()
    expect(reader.page.locator("main")).to_contain_text("make paste")


def test_scripts_are_the_ones_blocked_here(real_site: Path) -> None:
    """A new module must be added to these tests."""
    assert {path.name for path in (real_site / "assets").glob("*.js*")} == {
        "first.js",
        "menu.js",
        "comfort.js",
        "letter.js",
        *LINKED,
        *CLOCK,
        *PASTE,
    }
