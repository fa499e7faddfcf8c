"""`make audit` itself: the table, the record that the accessibility statement is made from, and an
exit code that can be relied on."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from hooks.staff.audit import NOT_BY_PEOPLE, read_result
from tests import helpers
from tests.audit.faults import Fault, merged
from tests.audit.lighthouse import Score, one_of_each_layout


def audit(folder: Path, to: Path, *pages: str) -> tuple[int, str]:
    done = helpers.run(
        sys.executable,
        "-m",
        "tests.audit",
        folder,
        "--to",
        to,
        "--quick",
        *(f"--page={page}" for page in pages),
    )
    return done.returncode, done.stdout


def test_record_says_what_was_measured(real_site: Path, tmp_path: Path) -> None:
    code, said = audit(real_site, tmp_path, "/contact/", "/search/?q=xyzzy")
    assert code == 0, said
    record = read_result(tmp_path / "audit.json")
    assert record["tested"] == helpers.DAY.isoformat()
    assert record["pages"] == ["/contact/", "/search/"]
    assert record["failures"] == []
    assert record["not_tested"] == list(NOT_BY_PEOPLE)
    assert record["documents"] == []
    assert [tool.rpartition(" ")[0] for tool in record["tools"][:4]] == [
        "Chromium",
        "axe-core",
        "the Nu Html Checker",
        "measures of our own for keyboard, focus, contrast, targets and room for",
    ]
    figures = json.loads((tmp_path / "audit" / "figures.json").read_text(encoding="utf-8"))
    assert all(
        14 * 1024 > page["usable"] > 4 * 1024
        for page in figures["pages"]
        if "?" not in page["page"]
    )
    assert said.splitlines()[0].split() == [
        "page",
        "KiB",
        "in",
        "all",
        "axe",
        "contrast",
        "keyboard",
        "targets",
        "room",
        "privacy",
        "no",
        "script",
        "valid",
    ]


def test_record_names_each_fault(real_site: Path, tmp_path: Path) -> None:
    """A page without its language, whose paragraphs are pale and wide, is a fault of four kinds."""
    site = tmp_path / "site"
    shutil.copytree(real_site, site)
    page = site / "contact" / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace(' lang="en-GB"', "", 1), encoding="utf-8"
    )
    sheet = site / "assets" / "site.css"
    sheet.write_text(
        sheet.read_text(encoding="utf-8") + "main p{color:#777;width:500px;colour:red}",
        encoding="utf-8",
    )
    code, said = audit(site, tmp_path, "/contact/")
    assert code == 1, said
    failures = read_result(tmp_path / "audit.json")["failures"]
    assert {"html-has-lang", "text-contrast", "two-way-scrolling", "valid"} <= {
        failure["rule"] for failure in failures
    }
    assert {failure["criterion"] for failure in failures if failure["rule"] == "html-has-lang"} == {
        "3.1.1"
    }
    assert all(failure["says"] in said for failure in failures)


def test_no_site_is_no_success(tmp_path: Path) -> None:
    code, said = audit(tmp_path, tmp_path)
    assert code == 1
    assert "make site" in said


def test_one_page_of_each_layout(real_site: Path, pages: list[str]) -> None:
    chosen = one_of_each_layout(real_site, pages)
    assert {
        "home",
        "page",
        "policy",
        "route",
        "organisation",
        "contact",
        "search",
        "deadlines",
        "words",
        "publicity",
    } <= set(chosen)
    assert chosen["home"] == "/"
    assert len(set(chosen.values())) == len(chosen)


@pytest.mark.parametrize(
    ("scores", "faults"),
    [
        ({"performance": 40, "accessibility": 100, "best-practices": 100}, 0),
        ({"performance": 100, "accessibility": 99, "best-practices": 100}, 1),
        ({"accessibility": 100, "best-practices": 96, "seo": 91}, 1),
        ({}, 1),
    ],
)
def test_lighthouse_must_give_a_hundred(scores: dict[str, int], faults: int) -> None:
    """For all but performance, which is only reported; and for search engines where they may come
    at all."""
    assert len(Score("/", "home", scores, ("Why",)).faults) == faults


def test_a_fault_met_in_several_ways_is_told_once() -> None:
    once = Fault("/", "label", "A field has no name", "4.1.2", 1)
    twice = Fault("/", "label", "A field has no name", "4.1.2", 2)
    assert merged([once, twice, once]) == [twice]
