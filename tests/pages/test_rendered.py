"""What a layout gave for a page is given again, while all that the layout may look at is the
same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template

from hooks import adapter
from hooks.pages import rendered
from hooks.printed.pack import Download, Pack
from hooks.sources import owners
from hooks.sources.records import Page, Policy
from tests.helpers import TWO_BAYS, Workshop, build_here, edit, over_national

ABOUT = "content/about/index.md"
IN_WELSH = "about/ein-gwasanaeth"
CHANGED = "The English page has changed since this was translated."
Build = Callable[[], list[str]]


@pytest.fixture
def build(workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds the workshop, and gives the pages that a layout was asked for."""
    monkeypatch.setattr(rendered, "FOLDER", tmp_path / "kept")
    asked: list[str] = []
    render = Template.render

    def counted(layout: Template, *given: Any, **named: Any) -> str:
        if given and rendered.KEPT in given[0]:
            asked.append(given[0]["record"].src)
        return render(layout, *given, **named)

    monkeypatch.setattr(Template, "render", counted)

    def built() -> list[str]:
        asked.clear()
        assert build_here(workshop).refusal is None
        return sorted(asked)

    return built


def _pages(made: Workshop) -> dict[str, str]:
    return {
        path.relative_to(made.site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(made.site.rglob("*.html"))
    }


def _as_by_a_first_build(
    build: Build, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was built last is what a build gives that knows of nothing."""
    pages = _pages(workshop)
    monkeypatch.setattr(rendered, "FOLDER", tmp_path / "empty")
    assert len(build()) > 10
    assert _pages(workshop) == pages


def test_nothing_is_rendered_twice(build: Build, workshop: Workshop) -> None:
    every = build()
    pages = _pages(workshop)
    assert len(every) > 10
    assert build() == []
    assert _pages(workshop) == pages


def test_the_words_of_a_page_render_that_page_alone(
    build: Build, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    page = workshop.path(ABOUT)
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nOne more sentence stands here.\n", encoding="utf-8")
    assert build() == ["about/index.md"]
    assert "One more sentence stands here." in _pages(workshop)["about/index.html"]
    _as_by_a_first_build(build, workshop, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ABOUT, "description: ", "description: Now. "),
        ("content/policies/impartiality.md", "description: ", "description: Now. "),
        ("content/addresses.txt", "/about/\n", "/about/\n/old-about/ -> /about/\n"),
        ("content/assets/logo.svg", "<svg ", "<svg   "),
        ("mkdocs.yml", "site_description: ", "site_description: Now. "),
        ("overrides/partials/footer.html", "<footer", "{# seen #}<footer"),
    ],
    ids=["front matter", "policy", "addresses", "logo", "settings", "layout"],
)
def test_what_all_layouts_may_look_at_renders_anew(
    build: Build,
    workshop: Workshop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    old: str,
    new: str,
) -> None:
    every = build()
    edit(workshop.path, {"change": [{"file": file, "old": old, "new": new}]})
    assert build() == every
    _as_by_a_first_build(build, workshop, tmp_path, monkeypatch)


def test_who_approves_is_asked_until_somebody_does(build: Build, workshop: Workshop) -> None:
    """The answer stands beside the content, and every page shows whether it is there."""
    file = workshop.path(owners.FILE.as_posix())
    file.parent.mkdir()
    file.write_text(f"* {owners.PLACEHOLDER}site-code\n", encoding="utf-8")
    every = build()
    assert owners.ASK in _pages(workshop)["contact/index.html"]
    file.write_text("* @example-site-code\n", encoding="utf-8")
    assert build() == every
    assert owners.ASK not in _pages(workshop)["contact/index.html"]


def test_what_is_said_of_a_file_is_said_as_it_is_now(
    build: Build, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (21, 22):
        words = f"Leaflet: PDF, 2 pages, {size} KB"
        file = Download("leaflet", "publicity/leaflet.pdf", "pdf", "PDF", size * 1024, 2, words)
        made = Pack({file.url: b"of the same name"}, _downloads={"leaflet": [file]})
        monkeypatch.setattr(adapter.pack, "make", lambda _, made=made: made)
        build()
        assert f"{size} KB" in _pages(workshop)["publicity/leaflet/index.html"]


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b""], ids=["cut", "empty"])
def test_what_is_damaged_is_rendered_again(
    build: Build, workshop: Workshop, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    every = build()
    pages = _pages(workshop)
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(harm(path.read_bytes()))
    assert build() == every
    assert _pages(workshop) == pages


def test_a_folder_that_cannot_be_written_stops_no_build(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a-file"
    file.write_text("", encoding="utf-8")
    monkeypatch.setattr(rendered, "FOLDER", file / "rendered")
    assert build() == build()


@pytest.mark.usefixtures("_quick")
def test_a_layout_looks_at_the_words_of_its_own_page_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every layout that there is; those of policies, and whether a translation is of today's
    words, are part of what all pages are asked with."""
    made = over_national(tmp_path, TWO_BAYS)
    render, body = Template.render, Page.body.fget
    shown: list[Page] = []
    strange: set[tuple[str, str]] = set()

    def watched(layout: Template, *given: Any, **named: Any) -> str:
        if not given or rendered.KEPT not in given[0]:
            return render(layout, *given, **named)
        shown.append(given[0]["record"])
        try:
            return render(layout, *given, **named)
        finally:
            shown.append(None)

    def read(page: Page) -> str:
        if shown and shown[-1] not in (None, page) and not isinstance(page, Policy):
            strange.add((shown[-1].src, page.src))
        return body(page)

    monkeypatch.setattr(rendered, "FOLDER", tmp_path / "kept")
    # No rule is asked here: they take ten times as long.
    unasked = adapter.judgement.Verdict((), ())
    monkeypatch.setattr(adapter.judgement, "judge", lambda _: unasked)
    monkeypatch.setattr(Template, "render", watched)
    monkeypatch.setattr(Page, "body", property(read))
    assert build_here(made).refusal is None
    assert len({page.layout for page in shown if page}) > 20
    assert strange == {(f"{IN_WELSH}.md", "about/our-service.md")}
    welsh = made.site / IN_WELSH / "index.html"
    assert CHANGED not in welsh.read_text(encoding="utf-8")
    original = made.path("content/about/our-service.md")
    text = original.read_text(encoding="utf-8")
    original.write_text(f"{text}\nYou can visit us.\n", encoding="utf-8")
    assert build_here(made).refusal is None
    assert CHANGED in welsh.read_text(encoding="utf-8")
