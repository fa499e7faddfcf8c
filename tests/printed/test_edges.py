"""What stands at the edge of a sheet: nothing that a printer at home leaves out, and the number of a
page, which nobody hears twice."""

from __future__ import annotations

import pytest

from hooks.printed import editions, pdf_draw, pdf_sheet
from hooks.printed.pdf_proof import examine
from hooks.printed.pdf_text import Paper
from hooks.sources import site_records
from tests.helpers import DAY, ROOT
from tests.printed import bench
from tests.printed.spoilings import Spoiling

pytestmark = pytest.mark.skipif(bool(pdf_draw.missing()), reason="Pango is not installed")
UNPRINTED = 5.0
"""Millimetres from the edge of a sheet that printers for home and office do not reach."""
CUT = 3.0
"""Millimetres that a cutter may be off: a card is printed on a larger sheet and cut."""
SITES = ("mkdocs.yml", "tests/sites/made-up/mkdocs.yml", "tests/sites/two-bays/mkdocs.yml")


def _overflows(layout: str, where: str) -> list[str]:
    """What stands too near the edge of a layout's first item with one line more on it."""
    line = f'<div style="position:absolute;height:.3mm;background:#000;{where}"></div></body>'
    item, edition = bench.first_with(layout)
    spoiling = Spoiling("spoiled", lambda html: html.replace("</body>", line))
    data, _ = bench.drawn(bench.real(), item, edition, spoiling, bench.size_of(layout))
    with Paper(data) as paper:
        return list(pdf_sheet.overflows(paper, edition))


@pytest.mark.parametrize("layout", ["leaflet", "card", "poster"])
def test_a_line_that_ends_short_of_the_edge(layout: str) -> None:
    for where in ("left:1mm;width:20mm;top:30mm", "left:30mm;width:20mm;top:1mm"):
        found = _overflows(layout, where)
        assert [text for text in found if "one ends 1.0 mm from it" in text], where
    assert _overflows(layout, "left:-3mm;width:20mm;top:30mm") == [], "it goes over the edge"
    assert _overflows(layout, "left:20mm;width:20mm;top:30mm") == [], "it stands well inside"


@pytest.mark.parametrize("site", SITES)
def test_each_edition_keeps_the_edge_free(site: str) -> None:
    for item in site_records.read(ROOT / site, DAY).publicity:
        for edition in editions.of(item):
            assert edition.kind == "docx" or edition.safe >= (
                CUT if edition.layout == "card" else UNPRINTED
            ), edition.file


def test_pages_say_which_they_are() -> None:
    item, edition = bench.first_with("easy-read")
    data, expected = bench.drawn(bench.real(), item, edition)
    with Paper(data) as paper:
        said = "".join(letter.text for letter in paper.numbering)
        count = len(paper.pages)
        assert count > 1
        assert said == "".join(f"Page{page}of{count}" for page in range(1, count + 1))
        assert {letter.mark for letter in paper.numbering} == {-1}, "decoration, and no words"
    assert examine(data, expected) == []


def test_a_page_that_says_another_number() -> None:
    wrong = '@page { @bottom-right { content: "Page 9 of " counter(pages) } }'
    item, edition = bench.first_with("easy-read")
    spoiling = Spoiling("spoiled", lambda html: html, wrong)
    data, expected = bench.drawn(bench.real(), item, edition, spoiling)
    found = [text for _, text in examine(data, expected)]
    assert [text for text in found if "must speak all that it shows" in text]
