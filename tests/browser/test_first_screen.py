"""What a family sees before they scroll: on the home page a short heading, the field to search, and
the first three needs."""

from __future__ import annotations

import pytest

from hooks.sources.content import Content
from hooks.sources.records import Home
from tests.audit.reader import Reader

SCREENS = [(320, 568), (1280, 720)]
"""The smallest telephone that people still have, and a laptop."""
MOST_LINES = 3
FIRST_NEEDS = 3

IN_SIGHT = """element => {
  const box = element.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.top >= 0 && box.bottom <= innerHeight && element.contains(seen);
}"""
LINES = """heading => {
  const words = document.createRange();
  words.selectNodeContents(heading);
  return new Set([...words.getClientRects()].map(box => Math.round(box.top))).size;
}"""


@pytest.fixture(params=SCREENS, ids=["phone", "laptop"])
def at_home(request: pytest.FixtureRequest, reader: Reader) -> Reader:
    reader.screen(request.param)
    reader.open("/")
    return reader


def out_of_sight(reader: Reader, content: Content) -> list[str]:
    """What must be seen at once on the home page and is not, or not whole."""
    home = content.page("index.md")
    assert isinstance(home, Home)
    main = reader.page.get_by_role("main")
    wanted = {
        "the heading": main.get_by_role("heading", level=1),
        "the field to search": main.get_by_role("searchbox"),
        "the button to search": main.get_by_role("button", name="Search"),
    } | {
        need.question: main.get_by_role("link", name=need.question, exact=True)
        for need in home.needs[:FIRST_NEEDS]
    }
    assert len(wanted) == 3 + FIRST_NEEDS
    return [name for name, place in wanted.items() if not place.evaluate(IN_SIGHT)]


def test_home_shows_what_to_do_first(at_home: Reader, real_content: Content) -> None:
    assert [] == out_of_sight(at_home, real_content)


def test_homes_heading_is_short(at_home: Reader) -> None:
    heading = at_home.page.get_by_role("heading", level=1)
    assert 1 <= heading.evaluate(LINES) <= MOST_LINES


def test_a_longer_heading_would_be_noticed(reader: Reader, real_content: Content) -> None:
    """Three lines more, and the last need is below the edge of a telephone."""
    reader.screen(SCREENS[0])
    reader.open("/")
    heading = reader.page.get_by_role("heading", level=1)
    heading.evaluate("heading => heading.append(' and whatever else there may be to say here')")
    assert heading.evaluate(LINES) > MOST_LINES
    heading.evaluate("heading => { heading.style.paddingBottom = '5rem' }")
    assert out_of_sight(reader, real_content)


LONG = {"/your-options/recent-letters/": 2, "/your-options/year-of-last-days/": 2}
"""Pages that are little else than a way to one of their parts, and in how many screens of a
telephone that way begins."""


@pytest.mark.parametrize("address", LONG)
def test_each_part_of_a_long_page_is_one_touch_away(reader: Reader, address: str) -> None:
    """Its parts are listed near the top, open, in the order in which they stand."""
    each_part_is_one_touch_away(reader, address, LONG[address])


def each_part_is_one_touch_away(reader: Reader, address: str, screens: int) -> None:
    width, height = 320, 640
    reader.screen((width, height))
    page = reader.open(address)
    links = page.get_by_role("navigation", name="On this page").get_by_role("link")
    assert all(link.is_visible() for link in links.all())
    first = links.first.bounding_box()
    assert first and first["y"] < screens * height
    parts = page.locator("main :is(h2, h3)[id]").evaluate_all("all => all.map(one => '#' + one.id)")
    led = links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(led) > 3 and led == [part for part in parts if part in led]
