"""Files that have the same words on sheets of the same shape are made together: with one size of
type, whichever of them was there before."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest

from hooks.printed import editions, expectation, one_file, pack, pdf_draw
from hooks.printed.layout import Layouts, Sheet
from hooks.printed.one_file import Job
from hooks.sources import disk_cache, site_records
from tests.helpers import DAY, MADE_UP
from tests.printed import bench


def _jobs(layout: str, folder: Path) -> list[Job]:
    """A job for each edition of the first item that a layout draws."""
    item, _ = bench.first_with(layout)
    layouts, types = Layouts(bench.real()), tuple(sorted(bench.types().items()))
    jobs = []
    for number, edition in enumerate(editions.of(item)):
        sheet = layouts.sheet(item, edition)
        expected = expectation.of_edition(layouts, item, edition, sheet.html)
        path = folder / f"{number}.{edition.kind}"
        jobs.append(Job(sheet, expected, item, path, folder, types, bench.real().site_url))
    return jobs


def _names(families: list[tuple[Job, ...]]) -> list[list[str]]:
    return [[job.sheet.edition.name for job in family] for family in families]


def test_what_follows_stands_behind_what_it_follows(tmp_path: Path) -> None:
    assert [["", "printer"], ["large-print"]] == _names(pack._families(_jobs("leaflet", tmp_path)))
    assert [[""], ["a3", "printer"]] == _names(pack._families(_jobs("poster", tmp_path)))
    pictures = pack._families(_jobs("picture", tmp_path))
    assert [["pdf", "png"]] * len(pictures) == [
        [job.sheet.edition.kind for job in family] for family in pictures
    ]


def test_a_sheet_has_the_size_of_the_one_that_it_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is drawn once, and is what it would have been by itself."""
    first, other = pack._families(_jobs("card", tmp_path))[0]
    drawn: list[tuple[str, float]] = []
    draw = pdf_draw.draw

    def noted(
        sheet: Sheet, points: float, types: Mapping[str, bytes], *, or_smaller: bool = False
    ) -> bytes:
        drawn.append((sheet.edition.name, points))
        return draw(sheet, points, types, or_smaller=or_smaller)

    monkeypatch.setattr(pdf_draw, "draw", noted)
    assert [[], []] == one_file.make((first, other))
    of_other = [points for name, points in drawn if name == "printer"]
    assert of_other == [drawn[-1][1]] and drawn[-1][0] == "printer"
    together = disk_cache.read(other.path)
    assert [[]] == one_file.make((other,))
    assert together == disk_cache.read(other.path)
    assert len(drawn) > len(of_other) + 2, "by itself it looked for its size"


def test_what_cannot_be_drawn_stops_each_of_its_family(tmp_path: Path) -> None:
    family = tuple(
        dataclasses.replace(
            job, sheet=dataclasses.replace(job.sheet, html=job.sheet.html.replace("</p>", "⌬</p>"))
        )
        for job in pack._families(_jobs("card", tmp_path))[0]
    )
    assert [[f"{one_file.NO_LETTERS}⌬"]] * 2 == one_file.make(family)
    assert not any(job.path.exists() for job in family)


def test_a_sheet_is_kept_by_its_own_numbers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another organisation's telephone draws no sheet anew; one that a sheet prints, and that is
    confirmed no longer, does."""
    content = site_records.read(MADE_UP / "mkdocs.yml", DAY)
    layouts = Layouts(content)
    numbers, mails = expectation.confirmed(content)
    sheets = [(item, edition) for item in content.publicity for edition in editions.of(item)]

    def expected(*known: str) -> list[expectation.Expected]:
        monkeypatch.setattr(expectation, "confirmed", lambda _: (known, mails))
        return [expectation.of_edition(layouts, item, edition) for item, edition in sheets]

    before = expected(*numbers)
    assert before == expected("+441632960999", *numbers)
    printed = {number for each in before for number in each.numbers}
    assert printed
    for number in printed:
        fewer = expected(*(other for other in numbers if other != number))
        assert [number in one.numbers for one in before] == [
            one != other for one, other in zip(before, fewer, strict=True)
        ]
