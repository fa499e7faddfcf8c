"""Every page of the real site, measured: by rule in tests/audit/checks.py, on which screens and in which colours here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit import checks
from tests.audit.faults import Fault, merged, told
from tests.audit.lighthouse import one_of_each_layout
from tests.audit.reader import DESK, PHONE, ZOOMED, Reader

PARTS = 4
"""Each long test is several, so that two workers share it."""
COPIES = ("/copy/", "/whole-site.html")
SEARCHES = ("/search/?q=appeal+deadline", "/search/?q=what+is+a+senco", "/search/?q=xyzzy")
"""With results, with an explained word, and without."""
in_parts = pytest.mark.parametrize("part", range(PARTS))


def of_part(pages: list[str], part: int) -> list[str]:
    return [*pages, *SEARCHES][part::PARTS]


@in_parts
def test_axe_finds_nothing(reader: Reader, pages: list[str], part: int) -> None:
    """At 320 and 1280 px, light and dark, menu closed and open. The copies of the whole site at 320 px in light and at 1280 px in dark:
    their words are the other pages' words, and each run takes as long as fifty of those."""
    faults: list[Fault] = []
    for page in of_part(pages, part):
        reader.screen(PHONE)
        reader.open(page)
        ways = checks.ways(reader)
        faults += checks.axe_in(reader, [ways[0], ways[-1]] if page in COPIES else ways)
    assert not faults, told(merged(faults))


@in_parts
def test_every_word_stands_out(reader: Reader, pages: list[str], part: int) -> None:
    """7:1 to what it lies on, in the same ways, on every page."""
    faults: list[Fault] = []
    for page in of_part(pages, part):
        reader.screen(PHONE)
        reader.open(page)
        for size, dark, menu in checks.ways(reader):
            checks.stand(reader, size, dark, menu)
            faults += checks.text_contrast(reader)
    assert not faults, told(merged(faults))


@in_parts
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_keyboard_is_enough(reader: Reader, pages: list[str], size: tuple[int, int], part: int) -> None:
    """Tab reaches everything in order, seen and uncovered. Nothing happens on a single key. The first stop leads past the menu."""
    faults: list[Fault] = []
    reader.screen(size)
    for page in of_part(pages, part):
        reader.open(page)
        faults += checks.keyboard(reader)
        faults += checks.shortcuts(reader)
        faults += checks.skip_link(reader)
    assert not faults, told(merged(faults))


def test_no_key_really_pressed_does_anything(reader: Reader, pages: list[str], real_site: Path) -> None:
    """As above, with keys that are pressed and not pretended, on one page of each layout."""
    faults: list[Fault] = []
    for page in one_of_each_layout(real_site, pages).values():
        reader.open(page)
        faults += checks.shortcuts(reader, real=True)
    assert not faults, told(faults)


@in_parts
def test_focus_can_be_seen(reader: Reader, pages: list[str], part: int) -> None:
    """Every ring that the site draws, as painted: light, dark, and in the reader's own colours."""
    faults: list[Fault] = []
    ways: list[tuple[tuple[int, int], dict[str, bool]]] = [(PHONE, {}), (PHONE, {"dark": True}), (DESK, {}), (DESK, {"forced": True})]
    known: list[set[str]] = [set() for _ in ways]
    for page in of_part(pages, part):
        reader.open(page)
        for (size, colours), seen in zip(ways, known, strict=True):
            reader.screen(size)
            reader.colours(**colours)
            faults += checks.focus_pixels(reader, seen)
    assert not faults, told(merged(faults))


@in_parts
def test_everything_has_room(reader: Reader, pages: list[str], part: int) -> None:
    """320 px, 320 by 256 px (1280 at 400 %), text twice as large, wide spacing: nothing cut off, no scrolling in two directions.
    Targets of 24 by 24 px, and of 44 by 44 px for menu, search and telephone."""
    faults: list[Fault] = []
    for page in of_part(pages, part):
        reader.screen(PHONE)
        reader.open(page)
        faults += checks.reflow(reader, "320 px")
        faults += checks.targets(reader)
        faults += checks.spaced(reader)
        if reader.page.locator("button#menu-open").count():
            reader.page.click("#menu-open")
            faults += checks.targets(reader)
            faults += checks.reflow(reader, "320 px, menu open")
            faults += checks.spaced(reader)
        reader.screen(ZOOMED)
        faults += checks.reflow(reader, "400 % zoom")
        reader.screen(DESK)
        faults += checks.reflow(reader, "1280 px")
        faults += checks.targets(reader)
        faults += checks.spaced(reader)
        for size in (DESK, (640, 512)):
            reader.screen(size)
            faults += checks.large_text(reader)
    assert not faults, told(merged(faults))


@in_parts
def test_nobody_else_is_asked_and_nothing_is_kept(reader: Reader, pages: list[str], part: int) -> None:
    """No request to another host, no cookie, nothing on the device, nothing that the Content Security Policy stops."""
    faults: list[Fault] = []
    for page in of_part(pages, part):
        reader.open(page)
        faults += checks.privacy(reader)
    assert not faults, told(faults)
