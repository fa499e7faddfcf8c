"""Letters in the pixels of a page: whether they differ enough from what lies behind them."""

from __future__ import annotations

import pytest
from PIL import Image

from hooks.printed.pdf_text import _differ, changed

WHITE, BLACK, PALE, RED, GREEN = (255,) * 3, (0,) * 3, (200,) * 3, (255, 0, 0), (0, 128, 0)
BOX, LEAST = (2, 2, 8, 8), 4.5


def _page(*inks: tuple[int, ...]) -> Image.Image:
    """White paper, with a pixel of each ink."""
    page = Image.new("RGB", (10, 10), WHITE)
    for number, ink in enumerate(inks):
        page.putpixel((3 + number, 4), ink)
    return page


@pytest.mark.parametrize(
    ("inks", "seen"),
    [
        ([], False),
        ([BLACK], True),
        ([PALE], False),
        ([PALE, BLACK], True),
        ([RED], False),
        ([GREEN], True),
        ([RED, GREEN], True),
        ([RED, PALE], False),
    ],
)
def test_what_stands_out_is_seen(inks: list[tuple[int, ...]], seen: bool) -> None:
    """Of bright colours the least red need not be the darkest, nor the one that differs most in
    itself the one that can be told apart."""
    assert seen == _differ(_page(*inks), BOX, LEAST)
    assert seen == changed(_page(*inks), _page(), BOX, LEAST)


def test_dark_on_dark_is_not_seen() -> None:
    ground = Image.new("RGB", (10, 10), (0, 0, 160))
    blue = ground.copy()
    blue.putpixel((4, 4), (0, 0, 255))
    assert not _differ(blue, BOX, LEAST) and not changed(blue, ground, BOX, LEAST)
    blue.putpixel((5, 5), (190, 190, 190))
    assert _differ(blue, BOX, LEAST) and changed(blue, ground, BOX, LEAST)


@pytest.mark.parametrize("box", [(20, 20, 30, 30), (-9, -9, 0, 0), (5, 5, 5, 9)])
def test_what_is_outside_is_not_seen(box: tuple[int, int, int, int]) -> None:
    page = _page(BLACK)
    assert not _differ(page, box, LEAST) and not changed(page, _page(), box, LEAST)


def test_a_letter_at_the_edge_is_looked_at_as_far_as_it_is_there() -> None:
    page = _page()
    page.putpixel((9, 9), BLACK)
    assert _differ(page, (8, 8, 20, 20), LEAST) and changed(page, _page(), (8, 8, 20, 20), LEAST)


def test_ink_that_was_there_without_the_letters_is_not_theirs() -> None:
    assert not changed(_page(BLACK), _page(BLACK), BOX, LEAST)


def test_all_is_looked_at_where_the_first_two_do_not_differ_enough() -> None:
    """The darkest red and the lightest are two colours alike; a pixel of grey stands out."""
    page = Image.new("RGB", (10, 10), (0, 0, 255))
    page.putpixel((3, 4), (255, 0, 0))
    assert not _differ(page, BOX, LEAST)
    page.putpixel((6, 6), (120, 210, 120))
    assert _differ(page, BOX, LEAST)


def test_all_is_looked_at_where_what_changed_most_differs_too_little() -> None:
    """Red that becomes green changes more than black that becomes light, and is seen less."""
    ground = Image.new("RGB", (10, 10), BLACK)
    ground.putpixel((3, 4), (120, 0, 0))
    page = ground.copy()
    page.putpixel((3, 4), (0, 100, 0))
    assert not changed(page, ground, BOX, LEAST)
    page.putpixel((6, 6), (0, 140, 0))
    assert changed(page, ground, BOX, LEAST)
