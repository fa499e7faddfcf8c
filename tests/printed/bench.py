"""Draws and proves one edition as a layout, a stylesheet or a file that somebody spoiled would give
it."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

from hooks.printed import editions, expectation, one_file, pack, pdf_draw, proofs, typeface
from hooks.printed.editions import Edition
from hooks.printed.layout import Layouts
from hooks.sources import disk_cache, site_records
from hooks.sources.content import Content
from hooks.sources.records import Publicity
from tests.helpers import DAY, REAL, ROOT
from tests.printed.spoilings import Spoiling

pdf_draw.prepare(disk_cache.FOLDER)  # before anything asks whether WeasyPrint can be imported

FORMATS = (
    "leaflet",
    "large-print",
    "easy-read",
    "poster",
    "card",
    "letter",
    "slides",
    "declaration",
    "picture",
)
"""Every print layout, by its name."""


@cache
def real() -> Content:
    """The records of the site under test."""
    return site_records.read(REAL / "mkdocs.yml", DAY)


def every() -> list[tuple[Publicity, Edition]]:
    """Every edition of every item."""
    return [(item, edition) for item in real().publicity for edition in editions.of(item)]


@cache
def types(root: Path = ROOT) -> dict[str, bytes]:
    folder = disk_cache.FOLDER
    pdf_draw.prepare(folder)
    return typeface.files(root, real().identity, folder)[0]


@cache
def first_with(layout: str) -> tuple[Publicity, Edition]:
    """The first item and edition that a layout draws."""
    return next(
        (item, edition)
        for item in real().publicity
        for edition in editions.of(item)
        if edition.layout == layout and edition.kind == "pdf"
    )


def drawn(
    records: Content,
    item: Publicity,
    edition: Edition,
    spoiling: Spoiling | None = None,
    points: float | None = None,
) -> tuple[bytes, expectation.Expected]:
    """The PDF of an edition and what it is held against. Raises engine.CannotDraw as the build
    does."""
    job = _job(records, item, edition, spoiling)
    data = (
        pdf_draw.draw(job.sheet, points, dict(job.types))
        if points
        else one_file.largest_that_fits(job).data
    )
    return data, job.expected


def _job(
    records: Content, item: Publicity, edition: Edition, spoiling: Spoiling | None = None
) -> one_file.Job:
    layouts = Layouts(records)
    sheet = layouts.sheet(item, edition)
    if spoiling is not None:
        sheet = dataclasses.replace(
            sheet, html=spoiling.html(sheet.html), css=f"{sheet.css}\n{spoiling.css}"
        )
    expected = expectation.of_edition(layouts, item, edition, sheet.html)
    own = tuple(sorted(types().items()))
    faces = (*own, *pack._others(records, sheet, own, disk_cache.FOLDER))
    return one_file.Job(sheet, expected, item, Path(), Path(), faces, records.site_url)


@cache
def size_of(layout: str) -> float:
    """The type size at which the unspoiled item fits, so that no spoiling need be tried at each."""
    return one_file.largest_that_fits(_job(real(), *first_with(layout))).points


def faults(layout: str, spoiling: Spoiling) -> list[str]:
    """What the build says of a spoiled item: why it cannot be drawn, or what the proof finds."""
    found = _faults_at(layout, spoiling, size_of(layout))
    # What does no harm may still need more room than the unspoiled item: only then is the size
    # looked for, as the build does.
    return _faults_at(layout, spoiling, None) if found and not spoiling.harm else found


def _faults_at(layout: str, spoiling: Spoiling, points: float | None) -> list[str]:
    item, edition = first_with(layout)
    try:
        data, expected = drawn(real(), item, edition, spoiling, points)
    except pdf_draw.CannotDraw as error:
        return [str(text) for text in error.args]
    return [text for _, text in proofs.examine(data, expected)]
