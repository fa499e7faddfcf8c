"""Every page of the real site, measured: by rule in tests/audit/checks.py, on which screens and in
which colours here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit import checks
from tests.audit.faults import Fault, merged, told
from tests.audit.lighthouse import one_of_each_layout
from tests.audit.reader import DESK, PHONE, ZOOMED, Reader
from tests.browser.remembered import Memory, asked_for

PARTS = 4
"""Each long test is several, so that two workers share it."""
COPIES = ("/copy/", "/whole-site.html")
"""Two pages that hold the words of all others. They are parts of their own, and the first to run:
each takes as long as many pages."""
RINGS_IN: dict[tuple[int, int], dict[str, dict[str, bool]]] = {
    PHONE: {"light": {}, "dark": {"dark": True}},
    DESK: {"light": {}, "forced": {"forced": True}},
}
"""The sizes at which each page is walked by keyboard, and the colours in which its rings are
pictured there."""
Rings = dict[tuple[tuple[int, int], str], set[str]]
"""By size and colours: the looks of focus that were measured already."""
SEARCHES = ("/search/?q=appeal+deadline", "/search/?q=what+is+a+senco", "/search/?q=xyzzy")
"""With results, with an explained word, and without."""
# A change of words is shown on the pages themselves: `make check` leaves their copies to main and
# to the night.
in_parts = pytest.mark.parametrize("part", [*([] if asked_for() else COPIES), *range(PARTS)])


def of_part(pages: list[str], part: str | int) -> list[str]:
    if isinstance(part, str):
        return [page for page in pages if page == part]
    return [*(page for page in pages if page not in COPIES), *SEARCHES][part::PARTS]


def test_the_parts_are_all_pages(pages: list[str]) -> None:
    assert sorted([*pages, *SEARCHES]) == sorted(
        page for part in (*COPIES, *range(PARTS)) for page in of_part(pages, part)
    )


@in_parts
def test_every_page_is_right(
    reader: Reader, pages: list[str], memory: Memory, part: str | int
) -> None:
    """In one visit: it asks nobody else and keeps nothing, axe finds nothing, every word stands
    out, everything has room, and a keyboard is enough."""
    faults: list[Fault] = []
    rings: Rings = defaultdict(set)
    for page in of_part(pages, part):
        faults += memory.faults(
            "every page", page, [reader], lambda page=page: _visit(reader, page, rings)
        )
    assert not faults, told(merged(faults))


def _visit(reader: Reader, page: str, rings: Rings) -> Iterator[Fault]:
    reader.screen(PHONE)
    reader.colours()
    reader.open(page)
    yield from checks.privacy(reader)
    yield from _axe_and_words(reader, page)
    yield from _room(reader)
    for size in RINGS_IN:
        yield from _by_keyboard(reader, size, rings)


def _axe_and_words(reader: Reader, page: str) -> Iterator[Fault]:
    """At 320 and 1280 px, light and dark, menu closed and open: axe, and every word at 7:1 to what
    it lies on. The copies of the whole site by axe at 320 px in light and at 1280 px in dark: their
    words are the other pages' words, and each run takes as long as fifty of those.
    """
    ways = checks.ways(reader)
    by_axe = [ways[0], ways[-1]] if page in COPIES else ways
    yield from checks.axe_in(reader, by_axe, checks.text_contrast)
    for way in ways:
        if way not in by_axe:
            checks.stand(reader, *way)
            yield from checks.text_contrast(reader)


def _room(reader: Reader) -> Iterator[Fault]:
    """320 px, 320 by 256 px (1280 at 400 %), text twice as large, wide spacing: nothing cut off, no
    scrolling in two directions. Targets of 24 by 24 px, and of 44 by 44 px for menu, search and
    telephone."""
    checks.stand(reader, PHONE, dark=False, menu=False)
    yield from checks.reflow(reader, "320 px")
    yield from checks.targets(reader)
    yield from checks.spaced(reader)
    if reader.page.locator("button#menu-open").count():
        reader.page.click("#menu-open")
        yield from checks.targets(reader)
        yield from checks.reflow(reader, "320 px, menu open")
        yield from checks.spaced(reader)
    reader.screen(ZOOMED)
    yield from checks.reflow(reader, "400 % zoom")
    reader.screen(DESK)
    yield from checks.reflow(reader, "1280 px")
    yield from checks.targets(reader)
    yield from checks.spaced(reader)
    for size in (DESK, (640, 512)):
        reader.screen(size)
        yield from checks.large_text(reader)


def _by_keyboard(reader: Reader, size: tuple[int, int], rings: Rings) -> Iterator[Fault]:
    """Tab reaches everything in order, seen and uncovered. Every ring that the site draws can be
    seen, as painted: light, dark, and in the reader's own colours. Nothing happens on a single key.
    The first stop leads past the menu.
    """
    checks.stand(reader, size, dark=False, menu=False)
    yield from checks.keyboard(reader)
    yield from checks.shortcuts(reader)
    yield from checks.skip_link(reader)
    for name, chosen in RINGS_IN[size].items():
        reader.colours(**chosen)
        yield from checks.focus_pixels(reader, rings[size, name])


def test_no_key_really_pressed_does_anything(
    reader: Reader, pages: list[str], real_site: Path, memory: Memory
) -> None:
    """As above, with keys that are pressed and not pretended, on one page of each layout."""
    faults: list[Fault] = []
    for page in one_of_each_layout(real_site, pages).values():
        faults += memory.faults(
            "keys really pressed", page, [reader], lambda page=page: _really_pressed(reader, page)
        )
    assert not faults, told(faults)


def _really_pressed(reader: Reader, page: str) -> Iterator[Fault]:
    reader.open(page)
    yield from checks.shortcuts(reader, real=True)
