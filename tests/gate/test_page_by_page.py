"""What a rule found on a page, and what MkDocs made of it, is used again for the same page alone,
while all that it depends on is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from hooks.built import page_by_page, parsed
from hooks.built.parsed import page as kept_page
from hooks.built.site import BuiltPage, Site, parse_page
from hooks.sources import answered, disk_cache, site_records
from hooks.sources.findings import Finding
from hooks.sources.records import Page
from tests.helpers import DAY, Workshop, build_here

ABOUT = "content/about/index.md"
POLICY = "content/policies/impartiality.md"


@pytest.fixture
def ask(workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Asks every page of the workshop as another build would, and gives those that were looked
    at."""
    assert build_here(workshop).refusal is None
    kept = tmp_path / "kept"
    monkeypatch.setattr(answered, "FOLDER", kept)
    monkeypatch.setattr(answered.atexit, "register", lambda _: None)

    def asked(day: date = DAY) -> list[str]:
        answered._kept.cache_clear()
        records = site_records.read(workshop.folder / "mkdocs.yml", day)
        looked: list[str] = []

        @page_by_page.of_one_page
        def look(site: Site, page: Page) -> Iterator[Finding]:
            looked.append(page.src)
            yield Finding(page.src, 1, f'"{page.title}" is named.', "a-rule")

        site = Site(records, workshop.site)
        found = [finding for page in records.pages for finding in look(site, page)]
        assert found == [
            Finding(page.src, 1, f'"{page.title}" is named.', "a-rule") for page in records.pages
        ]
        answered._kept().write()
        return looked

    yield asked
    answered._kept.cache_clear()


def _edit(name: str, old: str, new: str) -> Callable[[Workshop], None]:
    def edit(made: Workshop) -> None:
        path = made.path(name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def _add(name: str, text: str) -> Callable[[Workshop], None]:
    def edit(made: Workshop) -> None:
        path = made.path(name)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")

    return edit


def test_nothing_is_looked_at_twice(ask, workshop: Workshop) -> None:
    assert len(ask()) > 10
    assert ask() == []


@pytest.mark.parametrize(
    "change",
    [
        _add(ABOUT, "\nOne more sentence stands here.\n"),
        _edit("site/about/index.html", "</main>", "<p>By a layout.</p></main>"),
    ],
    ids=["words of a page", "a page as it was built"],
)
def test_a_page_that_changed_is_looked_at_again(ask, workshop: Workshop, change) -> None:
    ask()
    change(workshop)
    assert ask() == ["about/index.md"]


@pytest.mark.parametrize(
    "change",
    [
        _edit(ABOUT, "description: ", "description: Now. "),
        _add(POLICY, "\nOne more sentence of a policy.\n"),
        _add("content/spelling.txt", "bazooka\n"),
        _edit("mkdocs.yml", "site_description: ", "site_description: Now. "),
        _add("overrides/page.html", "{# seen #}"),
        _add("content/publicity/not-publicity.yml", "# seen\n"),
    ],
    ids=["what a page says of itself", "policy", "list", "settings", "layout", "declared"],
)
def test_all_pages_are_looked_at_again(ask, workshop: Workshop, change) -> None:
    every = ask()
    change(workshop)
    assert ask() == every


def test_another_day_is_another_question(ask) -> None:
    every = ask()
    assert ask(DAY + timedelta(days=1)) == every


def test_other_code_looks_again(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    every = ask()
    answered.state.cache_clear()
    monkeypatch.setattr(disk_cache, "package", lambda: "x")
    assert ask() == every
    answered.state.cache_clear()


# Pages as MkDocs rendered them
# -------------------------------------------------------------------------------------------------


@pytest.fixture
def build(workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Builds the workshop as another process would, and gives what was found and the pages that
    MkDocs rendered."""
    from mkdocs.structure.pages import Page as MkDocsPage

    monkeypatch.setattr(answered, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(answered.atexit, "register", lambda _: None)
    rendered: list[str] = []
    render = MkDocsPage.render

    def counted(page: MkDocsPage, *given: object) -> None:
        rendered.append(page.file.src_uri)
        render(page, *given)

    monkeypatch.setattr(MkDocsPage, "render", counted)

    def built() -> tuple[list[str], list[str]]:
        answered._kept.cache_clear()
        rendered.clear()
        outcome = build_here(workshop)
        answered._kept().write()
        return outcome.findings, sorted(rendered)

    yield built
    answered._kept.cache_clear()


def _pages(made: Workshop) -> dict[str, bytes]:
    return {
        path.relative_to(made.site).as_posix(): path.read_bytes()
        for path in made.site.rglob("*.html")
    }


def test_a_site_is_the_same_from_what_was_kept(build, workshop: Workshop) -> None:
    findings, every = build()
    pages = _pages(workshop)
    assert len(every) > 10
    assert build() == (findings, [])
    assert _pages(workshop) == pages


def test_a_page_that_changed_is_rendered_again(build, workshop: Workshop) -> None:
    build()
    _add(ABOUT, "\nOne more sentence stands here.\n")(workshop)
    assert build()[1] == ["about/index.md"]
    assert b"One more sentence stands here." in (workshop.site / "about/index.html").read_bytes()


def test_a_fact_that_changed_stands_on_every_page(build, workshop: Workshop) -> None:
    every = build()[1]
    _edit("content/contact.md", "description: ", "description: Now. ")(workshop)
    assert build()[1] == every


def test_what_mkdocs_says_of_a_page_is_said_each_time(build, workshop: Workshop) -> None:
    _edit("mkdocs.yml", "not_found: ignore", "not_found: warn")(workshop)
    build()
    _add(ABOUT, "\nSee [another page](not-there.md).\n")(workshop)
    findings, rendered = build()
    assert rendered == ["about/index.md"]
    assert any(line.startswith("mkdocs.yml") and "not-there.md" in line for line in findings)
    assert build() == (findings, rendered)


# Pages as they were parsed
# -------------------------------------------------------------------------------------------------


@pytest.fixture
def parse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Parses a page, and says whether that was work."""
    monkeypatch.setattr(parsed, "FOLDER", tmp_path)
    worked: list[str] = []

    def really(html: str, file: str) -> BuiltPage:
        worked.append(file)
        return parse_page(html, file)

    monkeypatch.setattr(parsed, "parse_page", really)

    def again(html: str, file: str = "a/index.html") -> tuple[BuiltPage, bool]:
        worked.clear()
        return kept_page(html, file), bool(worked)

    return again


def test_every_real_page_comes_back_as_it_was(parse, real_site: Path) -> None:
    pages = sorted(real_site.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        html, file = path.read_text(encoding="utf-8"), path.relative_to(real_site).as_posix()
        expected = (parse_page(html, file), parse_page(html, file))
        assert (parse(html, file)[0], parse(html, file)[0]) == expected
        assert parse(html, file)[1] is False


def test_other_bytes_or_another_place_is_another_page(parse) -> None:
    assert parse("<main>a</main>")[1]
    assert parse("<main>b</main>")[1]
    assert parse("<main>a</main>", "b/index.html") == (
        replace(parse("<main>a</main>")[0], file="b/index.html", address="/b/"),
        True,
    )


@pytest.mark.parametrize(
    "harm",
    [lambda data: data[:-1], lambda data: data.replace(b'"a"', b'"b"'), lambda data: b""],
    ids=["cut", "changed", "empty"],
)
def test_what_is_damaged_is_parsed_again(parse, tmp_path: Path, harm) -> None:
    before = parse("<main>a</main>")[0]
    (file,) = tmp_path.iterdir()
    file.write_bytes(harm(file.read_bytes()))
    assert parse("<main>a</main>") == (before, True)


def test_a_folder_that_cannot_be_written_stops_no_build(
    parse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a-file"
    file.write_text("", encoding="utf-8")
    monkeypatch.setattr(parsed, "FOLDER", file / "pages")
    assert parse("<main>a</main>")[1]
    assert parse("<main>a</main>")[1]
