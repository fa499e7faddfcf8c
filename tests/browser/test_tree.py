"""What a screen reader is told: the accessibility tree of each part of the frame, compared with a
written expectation in trees/.

The made-up site is asked, so that nobody who changes the service's words has to change these files.
Where a layout changed on purpose, read what the test shows, as a person who cannot see the page
would hear it, and copy it into the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.audit.reader import DESK, PHONE, Reader, reading

TREES = Path(__file__).with_name("trees")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page, and how to come to it."""

    page: str
    selectors: tuple[str, ...]
    size: tuple[int, int] = PHONE
    click: str = ""


PARTS = {
    "header-menu-closed": Part("/about/how-we-work/", ("header.top",)),
    "header-menu-open": Part("/about/how-we-work/", ("header.top",), click="#menu-open"),
    "header-wide": Part("/about/how-we-work/", ("header.top",), DESK),
    "breadcrumb-and-contents": Part("/your-options/deadlines/", ("nav.trail", "nav.contents")),
    "search-form": Part("/search/", ("#search", "#status")),
    "search-results": Part("/search/?q=mediation", ("#search", "#status", "#results")),
    "search-without-results": Part("/search/?q=xyzzy", ("#search", "#status", "#nothing")),
    "table": Part("/about/how-we-work/", (".table",)),
    "quotation": Part("/about/", ("figure",)),
    "publicity-item": Part("/publicity/leaflet/", ("main > h1", "[data-item]")),
    "option": Part("/your-options/mediation/", ("main > h1", "dl.facts")),
    "about-this-page-and-foot": Part("/about/how-we-work/", (".about-page", "footer.foot")),
}


@pytest.fixture(scope="module")
def made_up(browser: Any, workbench_site: Path, serve: Callable[[Path], str]) -> Iterator[Reader]:
    with reading(browser, serve(workbench_site)) as reader:
        yield reader


def tree(reader: Reader, part: Part) -> str:
    """The accessibility tree of a part, with addresses as seen from the site's root."""
    reader.screen(part.size)
    reader.open(part.page)
    if part.click:
        reader.page.click(part.click)
    return (
        "\n".join(
            reader.page.locator(selector).first.aria_snapshot() for selector in part.selectors
        ).replace(reader.base, "")
        + "\n"
    )


@pytest.mark.parametrize("name", PARTS)
def test_tree_is_as_written(made_up: Reader, name: str) -> None:
    expected = TREES / f"{name}.yml"
    assert expected.is_file(), f"Write {expected.name}:\n{tree(made_up, PARTS[name])}"
    assert tree(made_up, PARTS[name]) == expected.read_text(encoding="utf-8")


def test_every_expectation_is_used() -> None:
    assert {path.stem for path in TREES.glob("*.yml")} == set(PARTS)


def test_a_lost_name_would_be_noticed(made_up: Reader) -> None:
    """A menu without its label, and a table that nobody named."""
    for name, spoil in (
        ("header-menu-open", "document.getElementById('menu').removeAttribute('aria-label')"),
        ("table", "document.querySelector('.table').removeAttribute('aria-label')"),
        (
            "quotation",
            "document.querySelector('blockquote').replaceWith(...document.querySelector('blockquote').childNodes)",
        ),
    ):
        part = PARTS[name]
        tree(made_up, part)
        made_up.page.evaluate(spoil)
        heard = "\n".join(
            made_up.page.locator(selector).first.aria_snapshot() for selector in part.selectors
        )
        assert heard.replace(made_up.base, "") + "\n" != (TREES / f"{name}.yml").read_text(
            encoding="utf-8"
        ), name
