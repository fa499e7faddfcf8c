"""A sheet out of balance is refused, each kind by a spoiled one; every item of every service is in
balance as it is."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import pytest

from hooks.printed import editions, pdf_balance, pdf_draw
from hooks.printed.criteria import BALANCED, Expected
from hooks.printed.pdf_proof import examine
from hooks.printed.pdf_text import Paper
from hooks.sources import site_records
from hooks.sources.content import Content
from tests.helpers import DAY, ROOT
from tests.printed import bench
from tests.printed.spoilings import Spoiling

pytestmark = pytest.mark.skipif(bool(pdf_draw.missing()), reason="Pango is not installed")
IMAGE = re.compile(r'<img [^>]*data-leads="([^"]*)"[^>]*>')


def _same(html: str) -> str:
    return html


def _found(
    layout: str, html: Callable[[str], str] = _same, css: str = "", records: Content | None = None
) -> tuple[list[str], bytes, Expected]:
    """What is out of balance on the first item of a layout, spoiled or as it is."""
    content = records or bench.real()
    item, edition = next(
        (item, edition)
        for item in content.publicity
        for edition in editions.of(item)
        if edition.layout == layout and edition.kind == "pdf"
    )
    spoiling = Spoiling("spoiled", html, css) if html is not _same or css else None
    data, expected = bench.drawn(content, item, edition, spoiling)
    return _of(data, expected), data, expected


def _of(data: bytes, expected: Expected) -> list[str]:
    assert expected.edition is not None
    with Paper(data) as paper:
        return list(pdf_balance.faults(paper, expected, expected.edition))


def test_a_half_that_is_empty() -> None:
    made_up = site_records.read(ROOT / "tests/sites/made-up/mkdocs.yml", DAY)
    without = ".drawing { background: none !important }"
    found, data, expected = _found("leaflet", css=without, records=made_up)
    assert any("no half of a sheet or panel empty" in text for text in found)
    assert any("panel 1 of page 2" in text for text in found)
    # Its layout may say why.
    assert _of(data, dataclasses.replace(expected, room="Somebody draws there.")) == []
    assert _found("leaflet", records=made_up)[0] == []


def test_a_last_page_with_next_to_nothing() -> None:
    more = '<p style="break-before: page">The last line.</p></body>'
    found, *_ = _found("letter", lambda html: html.replace("</body>", more))
    assert [text for text in found if "a quarter of its last page" in text]


def test_a_headline_too_small_for_its_distance() -> None:
    found, data, expected = _found(
        "poster", css=".front h2, h1, h2 { font-size: 1.05rem !important }"
    )
    assert [text for text in found if "read from 2 metres" in text]
    assert _of(data, dataclasses.replace(expected, distance=0.4)) == []


def test_headings_no_larger_than_the_words_below_them() -> None:
    found, *_ = _found("leaflet", css=".part h2 { font-size: 1em !important }")
    assert [text for text in found if 'larger than the words below them; "Who we are" has' in text]


def test_a_code_without_a_caption() -> None:
    found, *_ = _found(
        "large-print",
        lambda html: re.sub(r"<p>Point a phone camera at this code to read[^<]*</p>", "", html),
        ".scan { margin: 30mm 0 }",
    )
    assert [text for text in found if "words beside each QR code" in text]


def _over(style: str) -> Callable[[str], str]:
    """The code that leads to us, laid over that of the policy."""

    def spoiled(html: str) -> str:
        policy, contact = (match[0] for match in list(IMAGE.finditer(html))[:2])
        over = contact.replace("<img ", f'<img style="position:absolute;width:100%;{style}" ')
        moved = html.replace(contact, "")
        return moved.replace(policy, f'<div style="position:relative">{policy}{over}</div>')

    return spoiled


def test_a_code_over_another() -> None:
    found, *_ = _found("poster", _over("left:0;top:0"))
    assert [text for text in found if "it is covered" in text]


def test_a_code_that_touches_another() -> None:
    found, *_ = _found("poster", _over("left:-90%;top:0"))
    assert [text for text in found if "lie on each other" in text]


@pytest.mark.parametrize("layout", bench.FORMATS)
def test_what_is_made_is_in_balance(layout: str) -> None:
    found, data, expected = _found(layout)
    assert found == []
    assert [text for rule, text in examine(data, expected) if rule == BALANCED] == []
