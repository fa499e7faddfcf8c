"""Whole ways through the site: from the home page to mediation, to a time limit by searching, and
to the contact details, by readers who have no mouse, no script, a screen of 320 px, or pages
enlarged to 400 %."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from hooks.sources.content import Content
from hooks.sources.records import Home
from tests.audit.reader import DESK, PHONE, ZOOMED, Reader

MOST_STOPS = 120


class Traveller:
    """Goes on by what a page offers: a link's words, a field's name. With a pointer, or by Tab and
    Enter alone."""

    def __init__(self, reader: Reader, keys: bool, content: Content) -> None:
        self.reader, self.keys, self.content = reader, keys, content
        self.page = reader.page

    def title(self, src: str) -> str:
        """What the page that is written in this file is called."""
        page = self.content.page(src)
        assert page is not None
        return page.title

    def follow(self, words: str) -> None:
        """The first link of that name that this reader can come to."""
        with self.page.expect_navigation():
            self._act_on(self.page.get_by_role("link", name=words, exact=True))

    def open_menu(self) -> None:
        self._act_on(
            self.page.get_by_role(
                "button" if self.reader.script else "link", name="Menu", exact=True
            )
        )

    def open_card(self, words: str) -> None:
        """What is closed until a reader opens it, by its heading."""
        heading = self.page.get_by_role("heading", name=words, exact=True)
        self._act_on(self.page.locator("summary").filter(has=heading))

    def search(self, question: str) -> None:
        """On the home page or the page of search; their form is there on every screen."""
        field = self.page.get_by_role("main").get_by_role("searchbox")
        if self.keys:
            self._tab_to(field)
            self.page.keyboard.type(question)
            self.page.keyboard.press("Enter")
        else:
            field.fill(question)
            self.page.get_by_role("main").get_by_role("button", name="Search").click()
        self.page.wait_for_url("**/search/?q=*")
        if self.reader.script:  # what is found takes the place of the A to Z
            expect(self.page.locator("#status")).not_to_be_empty()

    def on(self, heading: str) -> None:
        """Whether this is the page of that name, and its heading can be seen without a scroll
        sideways."""
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        self.page.wait_for_load_state()  # its words may be there before its stylesheet
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def _act_on(self, things: Locator) -> None:
        if self.keys:
            self._tab_to(things)
            self.page.keyboard.press("Enter")
        else:
            next(thing for thing in things.all() if thing.is_visible()).click()

    def _tab_to(self, things: Locator) -> None:
        wanted = [thing.element_handle() for thing in things.all() if thing.is_visible()]
        assert wanted, f"Nothing to see of {things}"
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("wanted => wanted.includes(document.activeElement)", wanted):
                return
        raise AssertionError(f"Tab does not come to {things}")


READERS = {
    "320 px": {"size": PHONE},
    "no mouse, on a phone": {"size": PHONE, "keys": True},
    "no mouse, on a desk": {"size": DESK, "keys": True},
    "400 % zoom": {"size": ZOOMED},
    "400 % zoom and no mouse": {"size": ZOOMED, "keys": True},
    "no script": {"size": PHONE, "script": False},
    "no script and no mouse": {"size": PHONE, "script": False, "keys": True},
}


@pytest.fixture(params=READERS)
def traveller(request: pytest.FixtureRequest, real_content: Content) -> Traveller:
    habits = READERS[request.param]
    reader: Reader = request.getfixturevalue(
        "reader" if habits.get("script", True) else "plain_reader"
    )
    reader.screen(habits["size"])
    reader.open("/")
    return Traveller(reader, habits.get("keys", False), real_content)


def test_from_home_to_mediation(traveller: Traveller) -> None:
    """By the question that the home page asks for somebody who has had a decision."""
    home = traveller.content.page("index.md")
    assert isinstance(home, Home)
    traveller.follow(
        next(need.question for need in home.needs if need.url == "your-options/index.md")
    )
    traveller.on(traveller.title("your-options/index.md"))
    mediation = traveller.title("your-options/mediation.md")
    if traveller.page.viewport_size == {"width": DESK[0], "height": DESK[1]}:
        traveller.follow(mediation)  # in the table
    else:
        traveller.open_card(mediation)
        traveller.follow(f"Read more: {mediation}")
    traveller.on(mediation)


def test_an_appeals_time_limit_by_searching(traveller: Traveller) -> None:
    """Without script the search page says so, and leads to the A to Z instead."""
    traveller.search("appeal deadline")
    if not traveller.reader.script:
        traveller.follow("Find the page in the A to Z")
    traveller.follow(traveller.title("your-options/deadlines.md"))
    traveller.on(traveller.title("your-options/deadlines.md"))
    limit = next(
        deadline.limit for deadline in traveller.content.deadlines if deadline.id == "appeal"
    )
    expect(traveller.page.get_by_role("main").get_by_text(limit).first).to_be_visible()


def test_the_contact_details_by_the_menu(traveller: Traveller) -> None:
    if traveller.page.viewport_size != {"width": DESK[0], "height": DESK[1]}:
        traveller.open_menu()
    traveller.follow(next(name for name, src in traveller.content.nav if src == "contact.md"))
    traveller.on(traveller.title("contact.md"))
    expect(traveller.page.get_by_role("main").get_by_text("phone").first).to_be_visible()


def test_the_contact_details_from_the_foot_of_a_page(traveller: Traveller) -> None:
    traveller.follow(f"Contact {traveller.content.service.name}")
    traveller.on(traveller.title("contact.md"))
