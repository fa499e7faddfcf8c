"""A loose sheet of large print says whose it is, and which of how many; nothing else stands in its
foot."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hooks.printed import pdf_draw, pdf_foot
from hooks.printed.criteria import ACCESSIBLE, FITS, Expected
from hooks.printed.pdf_proof import examine
from hooks.printed.pdf_text import Paper
from hooks.printed.pdf_words import as_read
from tests.printed import bench
from tests.printed.spoilings import Spoiling

pytestmark = pytest.mark.skipif(bool(pdf_draw.missing()), reason="Pango is not installed")


def _same(html: str) -> str:
    return html


def _drawn(html: Callable[[str], str] = _same, css: str = "") -> tuple[bytes, Expected]:
    item, edition = bench.first_with("large-print")
    return bench.drawn(bench.real(), item, edition, Spoiling("spoiled", html, css), 18.0)


def _feet(data: bytes, expected: Expected) -> list[str]:
    with Paper(data) as paper:
        pages = range(len(paper.pages))
        return [as_read(pdf_foot.of_page(paper, page, expected.titles)) for page in pages]


def test_every_sheet_has_its_number_and_from_the_second_on_a_name() -> None:
    service = bench.real().service
    assert service is not None
    data, expected = _drawn()
    feet = _feet(data, expected)
    count = len(feet)
    assert count > 1 and examine(data, expected) == []
    assert feet == [
        f"1 of {count}",
        *(f"{service.name} {number} of {count}" for number in range(2, count + 1)),
    ]


@pytest.mark.parametrize(
    "words", ['"Nobody believes it. " counter(page)', '"1 of 1"', 'string(service) " is not it"']
)
def test_other_words_in_the_foot_are_refused(words: str) -> None:
    data, expected = _drawn(css=f"@page {{ @bottom-right {{ content: {words} }} }}")
    assert not any(_feet(data, expected)[1:])
    assert [said for rule, said in examine(data, expected) if rule == ACCESSIBLE]


def test_a_number_above_the_words_is_no_foot() -> None:
    css = (
        "@page { @bottom-right { content: none } @bottom-left { content: none }"
        ' @top-right { content: counter(page) " of " counter(pages); font: 400 18pt Printed } }'
    )
    data, expected = _drawn(css=css)
    assert not any(_feet(data, expected))
    assert [said for rule, said in examine(data, expected) if rule == ACCESSIBLE]


def test_a_sheet_with_a_foot_alone_is_blank() -> None:
    more = '<div style="break-before: page; height: 9mm; background: #eee"></div></body>'
    data, expected = _drawn(lambda html: html.replace("</body>", more))
    assert [said for rule, said in examine(data, expected) if rule == FITS and "blank" in said]
