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
AXE_ON_COPIES = ((PHONE, False, False), (DESK, True, False))
"""The ways in which axe looks at them: size of the screen, dark or not, menu open or not."""
HALF = (640, 512)
"""What is left of a screen of 1280 by 1024 px at 200 %."""
RINGS_IN: dict[tuple[int, int], dict[str, dict[str, bool]]] = {
    DESK: {"light": {}, "forced": {"forced": True}},
    PHONE: {"light": {}, "dark": {"dark": True}},
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
    """From one screen to the next: whatever is measured on it, and then another. Each time that a
    screen or the menu changes, the browser lays out the whole page anew."""
    reader.screen(PHONE)
    reader.colours()
    reader.open(page)
    yield from checks.privacy(reader)
    yield from _on_small_screens(reader, page, menu=False)
    if reader.page.locator("button#menu-open").count():
        yield from _on_small_screens(reader, page, menu=True)
        reader.screen(DESK)  # a window that is made wide, a tablet that is turned
        yield from _room(reader, "1280 px, menu open")
        yield from checks.large_text(reader)
        checks.stand(reader, PHONE, dark=False, menu=False)
    yield from _axe_and_words(reader, page, DESK, menu=False)
    yield from _room(reader, "1280 px")
    yield from checks.large_text(reader)
    for size in RINGS_IN:
        yield from _by_keyboard(reader, size, rings)


def _on_small_screens(reader: Reader, page: str, *, menu: bool) -> Iterator[Fault]:
    """320 px, 320 by 256 px (1280 at 400 %), and 640 px with text twice as large."""
    yield from _axe_and_words(reader, page, PHONE, menu=menu)
    how = ", menu open" if menu else ""
    yield from _room(reader, f"320 px{how}")
    reader.screen(ZOOMED)
    yield from checks.reflow(reader, f"400 % zoom{how}")
    reader.screen(HALF)
    yield from checks.large_text(reader)


def _axe_and_words(
    reader: Reader, page: str, size: tuple[int, int], *, menu: bool
) -> Iterator[Fault]:
    """Light and dark: axe, and every word at 7:1 to what it lies on. The copies of the whole site
    by axe at 320 px in light and at 1280 px in dark: their words are the other pages' words, and
    each run takes as long as fifty of those.
    """
    ways = [(size, dark, menu) for dark in (False, True)]
    by_axe = [way for way in ways if page not in COPIES or way in AXE_ON_COPIES]
    yield from checks.axe_in(reader, by_axe, checks.text_contrast)
    for way in ways:
        if way not in by_axe:
            checks.stand(reader, *way)
            yield from checks.text_contrast(reader)


def _room(reader: Reader, how: str) -> Iterator[Fault]:
    """In light: nothing cut off, no scrolling in two directions, with wide spacing neither. Targets
    of 24 by 24 px, and of 44 by 44 px for menu, search and telephone."""
    reader.colours()
    yield from checks.reflow(reader, how)
    yield from checks.targets(reader)
    yield from checks.spaced(reader)


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
