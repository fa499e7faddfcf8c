"""The sheets of publicity, of letters and of the year of last days are kept as HTML from one build
to the next: they are what would be made anew, whatever was changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from hooks.printed import editions, letters, year
from hooks.printed.layout import Layouts
from hooks.sources import answered, site_records
from hooks.sources.content import Content
from hooks.sources.records import Policy, Publicity
from tests import first_year
from tests.first_year import CONTACT, POLICY, Copy
from tests.helpers import ROOT, TODAY

Change = Callable[[Copy], object]
DRAWINGS = "content/assets/drawings"
LETTER, ITEM = "content/national/letters/cover-note-for-appeal.md", "content/publicity/leaflet.md"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The real site's sources, with layouts and drawings of its own."""
    made = first_year.lay_out(tmp_path / "copy")
    made.path("overrides").unlink()
    shutil.copytree(ROOT / "overrides", made.path("overrides"))
    shutil.copytree(ROOT / "overrides" / "illustrations", made.path(DRAWINGS))
    made.change("mkdocs.yml", 'illustrations: ""', "illustrations: assets/drawings")
    return made


def _sheets(content: Content) -> list[str]:
    """Every sheet as HTML."""
    layouts = Layouts(content)
    last_days = next(page for page in content.pages if page.layout == "year")
    shown = year.sheet(content, last_days)
    return [
        *(
            layouts.html(item, edition)
            for item in content.publicity
            for edition in editions.of(item)
        ),
        *(letters.blank(content, letter).html for letter in content.letters),
        shown.html if shown else "",
    ]


def _added(name: str, words: str) -> Change:
    def change(copy: Copy) -> None:
        copy.path(name).write_text(f"{copy.text(name)}{words}", encoding="utf-8")

    return change


CHANGES: dict[str, Change] = {
    "a fact": first_year.phone,
    "the words of the policy": lambda copy: copy.change(POLICY, "You make", "You always make"),
    "the words of an item": _added(ITEM, "\nOne more sentence.\n"),
    "the front matter of a letter": lambda copy: copy.change(LETTER, "signed", "signed by you"),
    "the logo": lambda copy: copy.change("content/assets/logo.svg", "<svg ", "<svg   "),
    "a drawing of its own": lambda copy: copy.change(f"{DRAWINGS}/family.svg", "<svg ", "<svg   "),
    "the name of the service": lambda copy: copy.change(
        "mkdocs.yml", "name: Rotherham SENDIASS", "name: Example SENDIASS"
    ),
    "a layout of publicity": _added("overrides/publicity/print/_base.html", "<!-- new -->"),
    "the layout of letters": _added("overrides/letters/print.html", "<!-- new -->"),
    "the layout of the year": _added("overrides/year/print.html", "<!-- new -->"),
    "how a time limit is counted": first_year.time_limit,
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_is_made_anew(
    what: str, copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _sheets(copy.records())
    CHANGES[what](copy)
    now = _sheets(copy.records())
    monkeypatch.setattr(answered, "rows", lambda _, work: tuple(work()))
    assert now == _sheets(copy.records())
    assert now != before


def test_the_year_goes_on_with_the_days(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = copy.path("mkdocs.yml")
    before, after = (
        _sheets(site_records.read(settings, TODAY + timedelta(days=days))) for days in (0, 31)
    )
    monkeypatch.setattr(answered, "rows", lambda _, work: tuple(work()))
    assert after == _sheets(site_records.read(settings, TODAY + timedelta(days=31)))
    assert after[-1] != before[-1]


def test_another_pages_words_are_on_no_sheet(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """So none is made anew for them."""
    content = copy.records()
    before = _sheets(content)
    for page in content.pages:
        if not isinstance(page, (Policy, Publicity)):
            name = content.project_path(page.src)
            copy.path(name).write_text(f"{copy.text(name)}\nOther words.\n", encoding="utf-8")
    assert CONTACT in {content.project_path(page.src) for page in content.pages}
    monkeypatch.setattr(answered, "rows", lambda _, work: tuple(work()))
    assert before == _sheets(copy.records())


def test_nothing_is_made_twice(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _sheets(copy.records())
    monkeypatch.setattr(Layouts, "_html", None)
    monkeypatch.setattr(letters, "_sheet", None)
    monkeypatch.setattr(year, "_html", None)
    assert before == _sheets(copy.records())
