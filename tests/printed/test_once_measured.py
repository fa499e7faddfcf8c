"""What WeasyPrint was told of a text is told again, and the same is drawn; a stylesheet is read
once, and what it is blamed for is said each time."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any

import pytest

from hooks.printed import once_measured, pdf_draw
from hooks.printed.layout import Layouts, Sheet
from hooks.printed.pdf_text import Paper
from tests.printed import bench

SIZE = 12


def _sheet(layout: str, css: str = "") -> Sheet:
    sheet = Layouts(bench.real()).sheet(*bench.first_with(layout))
    return dataclasses.replace(sheet, css=sheet.css + css)


@pytest.mark.parametrize("layout", ["leaflet", "card"])
def test_the_same_is_drawn_as_without_memory(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Justified as well, where each line has spaces of its own width."""
    sheet = _sheet(layout, "p{text-align:justify}")
    drawn = pdf_draw.draw(sheet, SIZE, bench.types())
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    asked = {asks.split_first_line for asks in (inline, preferred)}
    assert all(one is not line_break.split_first_line for one in asked), "the memory is there"
    for asks in (inline, preferred):
        monkeypatch.setattr(asks, "split_first_line", line_break.split_first_line)
    assert drawn == pdf_draw.draw(sheet, SIZE, bench.types())


def test_a_text_is_asked_for_once_in_a_document_and_a_style() -> None:
    asked: list[Any] = []

    def ask(text: str, style: Any, context: Any, *more: Any, **named: Any) -> tuple[Any, ...]:
        asked.append((text, style, context, *more, named))
        return SimpleNamespace(spaces=0), len(text)

    measured = once_measured.remembered(ask)
    one, two, style = SimpleNamespace(), SimpleNamespace(), {"size": 12}
    line, wide = measured("words", style, one, 40, minimum=True)
    line.spaces = 3
    again, same = measured("words", style, one, 40, minimum=True)
    assert (1, wide, 0) == (len(asked), same, again.spaces)
    for text, face, context, room, minimum in (
        ("other", style, one, 40, True),
        ("words", {"size": 12}, one, 40, True),
        ("words", style, two, 40, True),
        ("words", style, one, 41, True),
        ("words", style, one, 40, False),
    ):
        before = len(asked)
        measured(text, face, context, room, minimum=minimum)
        assert before + 1 == len(asked), (text, face, room, minimum)


def test_what_a_stylesheet_is_blamed_for_is_said_of_each_sheet() -> None:
    sheet = _sheet("card", "p{colour:red}")
    for _ in range(2):
        with pytest.raises(pdf_draw.CannotDraw, match="colour"):
            pdf_draw.draw(sheet, SIZE, bench.types())


def test_a_typeface_of_one_stylesheet_is_no_other_sheets() -> None:
    """A layout may bring one; it is read anew for each sheet, and gone with it."""
    css = '@font-face{font-family:"Own";src:url(typeface:700-normal)}p{font-family:Own}'
    plain = pdf_draw.draw(_sheet("card"), SIZE, bench.types())
    assert pdf_draw._styles(css) is None
    own = [pdf_draw.draw(_sheet("card", css), SIZE, bench.types()) for _ in range(2)]
    assert own[0] == own[1] != plain == pdf_draw.draw(_sheet("card"), SIZE, bench.types())
    with Paper(own[0]) as paper:
        assert paper.letters
