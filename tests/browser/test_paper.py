"""Any page on paper: no sheet is spent on what only a screen needs."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from hooks.built.site import squeeze

MOST = {
    "/": 3,
    "/contact/": 3,  # with the numbers for tonight, and what the service must still confirm
    "/your-options/": 6,
    "/your-options/mediation/": 3,
    "/policies/our-promises/": 8,
    "/words/": 8,
    "/about/": 1,
}
"""Pages, and how many sheets of A4 each may take."""
MARGIN = dict.fromkeys(("top", "right", "bottom", "left"), "12mm")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sheets(page: Page) -> list[str]:
    """The words of each sheet."""
    made = pypdfium2.PdfDocument(page.pdf(format="A4", margin=MARGIN))
    return [squeeze(sheet.get_textpage().get_text_range()) for sheet in made]


def ends_with_its_own_words(page: Page, printed: list[str]) -> bool:
    """Whether the last words on paper are the last words of the page's own."""
    page.emulate_media(media="print")
    last = squeeze(page.locator("main").inner_text()).split()[-1]
    return printed[-1].endswith(last)


@pytest.mark.parametrize("address", MOST)
def test_a_page_wastes_no_sheet(page: Page, site_address: str, address: str) -> None:
    page.goto(site_address + address)
    printed = sheets(page)
    assert len(printed) <= MOST[address]
    assert all(printed)
    assert ends_with_its_own_words(page, printed)


def test_a_foot_on_paper_would_be_noticed(page: Page, site_address: str) -> None:
    page.goto(site_address + "/contact/")
    page.evaluate(
        "document.querySelector('.foot').style.setProperty('display', 'block', 'important')"
    )
    assert not ends_with_its_own_words(page, sheets(page))


def test_paper_says_where_it_is_from_and_whether_it_was_checked(
    page: Page, site_address: str
) -> None:
    page.goto(site_address + "/contact/")
    first = sheets(page)[0]
    assert "/contact/" in first
    assert "Not checked by a person yet." in first or "Checked on " in first
