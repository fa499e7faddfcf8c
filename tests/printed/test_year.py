"""The year of last days as a PDF: PDF/UA-1, and day for day what the page's own clock counts."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from hooks.printed import pdf_draw, sheets, year
from hooks.sources.content import Content
from hooks.time_limits.shown import Clock
from hooks.time_limits.words import spoken
from tests.printed import bench, vera

RECORDS: Content = bench.real()
PAGE = next(page for page in RECORDS.pages if page.layout == "year")


def _pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_pdf_holds_each_day_of_the_clock_and_where_the_days_are_that_count(
    real_content: Content,
) -> None:
    faces, shown = sheets.types(real_content), year.sheet(real_content, PAGE)
    assert faces and shown
    data = sheets.pdf(shown, year.POINTS, faces)
    assert vera.failures(data) == []
    pages = _pages(data)
    months = Clock(real_content).year()
    assert 12 == len(months) and 7 == len(pages)
    for number, (month, rows) in enumerate(months):
        text = pages[1 + number // 2]
        assert month in text
        for row in rows:
            assert row.safe_by and f"{row.day.day} {spoken(row.safe_by)}" in text, (month, row.day)
    clock = Clock(real_content)
    assert ("Not signed yet" in pages[0]) == (not clock.signed)
    assert real_content.printed_address(clock.page_of_clock) in pages[0]
    assert data == pdf_draw.draw(shown, year.POINTS, faces), "the same days give the same bytes"


def test_a_clock_that_is_withdrawn_makes_no_pdf() -> None:
    withdrawn = [
        (
            page.model_copy(update={"withdrawn": True})
            if page is Clock(RECORDS).page_of_clock
            else page
        )
        for page in RECORDS.pages
    ]
    assert year.sheet(replace(RECORDS, pages=withdrawn), PAGE) is None
