"""Unfinished merges: found in every text file, before anything else is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.sources import merges
from tests.helpers import ROOT, Workshop, build, build_here

WHOLE = "<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> main\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (WHOLE, 1),
        (f"a\n{WHOLE}", 2),
        ("a\n\n=======\n", 3),
        ("=======\n", 1),
        ("a\n>>>>>>> main\n", 2),
        ("<<<<<<<\n", 1),
        ("||||||| 1a2b3c\n", 1),
        ("a\r\n=======\r\n", 2),
        ("A line of text\n=======\n", 2),
        ("One\nHeading\n=======\n", 3),
        ("a: 1\n<<<<<<< Updated upstream\nb: 2\n||||||| merged common ancestors\n", 2),
        ("<svg>\n>>>>>>> Stashed changes\n</svg>\n", 2),
    ],
)
def test_first_mark_is_named(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "x.md").write_bytes(text.encode())
    assert [("x.md", line)] == [(found.path, found.line) for found in merges.found(tmp_path)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n",
        "========\n",
        "======\n",
        "Heading\n=======\n",
        "\nHeading\n=======\n",
        " =======\n",
        "a <<<<<<< b\n",
        "<<<<<<\n",
        "\0\n=======\n",
    ],
)
def test_what_is_no_mark(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.md").write_bytes(text.encode())
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "y.md").write_text(WHOLE)
    assert not list(merges.found(tmp_path))


def test_no_file_of_the_project_is_unfinished() -> None:
    assert not list(merges.found(ROOT))


@pytest.mark.parametrize(
    "name",
    [
        "content/about/how-we-work.md",
        "content/wording.yml",
        "content/addresses.txt",
        "overrides/base.html",
    ],
)
def test_nothing_else_is_said(workshop: Workshop, name: str) -> None:
    """Whatever the file is, and whatever else is wrong with it."""
    path = workshop.path(name)
    path.write_text(f"{WHOLE}{path.read_text(encoding='utf-8')}", encoding="utf-8")
    outcome = build_here(workshop)
    assert [f"{name}:1: {merges.SAYS} (front-matter)"] == outcome.findings


def test_settings(workshop: Workshop) -> None:
    """MkDocs reads them before any hook; `make site` asks before."""
    from hooks.sources import ready

    settings = workshop.folder / "mkdocs.yml"
    settings.write_text(f"{WHOLE}{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    assert [f"mkdocs.yml:1: {merges.SAYS} (front-matter)"] == [
        str(found) for found in ready.faults(settings)
    ]
    assert build(workshop.folder).returncode


def test_a_file_that_an_editor_takes_away_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.md").write_text(WHOLE, encoding="utf-8")
    walked = [(str(tmp_path), [], [".page.md.swp", "page.md"])]
    monkeypatch.setattr(merges.os, "walk", lambda _: walked)
    assert ["page.md"] == [finding.path for finding in merges.found(tmp_path)]
