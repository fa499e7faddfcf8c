"""The first year of a service stays green: after each step the copy is built by the real command,
and the tests of the real site look at it.

One walk leaves a copy behind after each step, and one run of those tests looks at several copies. A
browser looks at the last by hand and every night: `make test-year`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks.gate import judgement
from tests import helpers
from tests.first_year import PUBLISHABLE, YEAR, Copy, Shown, lay_out, website_emptied
from tests.helpers import TODAY

AGAIN = (
    "two_builds or properdocs or without_the_engine or no_broken_link or test_bank_holidays"
    " or comes_back_as_it_was"
)
"""Slow tests that build or judge the site again, or ask of a record, or of how pages are kept, that
no step changes: run where most has changed."""
WHOLE = (PUBLISHABLE, YEAR[-1])
PARTS = 4
"""Each of about equal length, so that the workers share the year."""


def part_of_year(part: int) -> range:
    """The steps of a part, by their number."""
    return range(len(YEAR) * part // PARTS, len(YEAR) * (part + 1) // PARTS)


def name_of(number: int) -> str:
    return f"{number + 1:02}-{YEAR[number].__name__}"


def looked_at(copies: Sequence[Copy], folder: Path, day: date, chosen: str) -> list[Path]:
    """The copies, each built for a day and found right by the tests of the real site that need no
    browser and are chosen. Returns what was built."""
    done = helpers.run(
        sys.executable,
        "-m",
        "pytest",
        "-n0",
        "-q",
        "--basetemp",
        folder,
        "-k",
        chosen,
        *files_of_tests(),
        seconds=1800,
        SITE_UNDER_TEST=os.pathsep.join(str(copy.folder) for copy in copies),
        SITE_DATE_OF_TESTS=day.isoformat(),
    )
    assert 0 == done.returncode, done.stdout
    return [
        folder / ("real" if copy is copies[0] else f"real-{copy.folder.name}") / "site"
        for copy in copies
    ]


def files_of_tests() -> list[Path]:
    """Every file with a test of the real site that needs no browser: a fixture must be named to be
    asked for."""
    tests = helpers.ROOT / "tests"
    files = (
        path
        for path in sorted(tests.rglob("test_*.py"))
        if not {"browser", "publicity", "printed", Path(__file__).name} & set(path.parts)
    )
    return [
        path
        for path in files
        if "real_s" in (text := path.read_text(encoding="utf-8")) or "real_content" in text
    ]


def says(site: Path, address: str, wanted: str) -> bool:
    """Whether a page says it, wherever a line may break; "index" is the home page."""
    file = site / "index.html" if address == "index" else site / address / "index.html"
    text = LexborHTMLParser(file.read_text(encoding="utf-8")).body.text()
    return "".join(wanted.split()) in "".join(
        text.replace("\u00ad", "").replace("\u200b", "").split()
    )


@pytest.mark.parametrize(
    "part",
    range(PARTS),
    ids=lambda part: f"{name_of(part_of_year(part)[0])}-to-{name_of(part_of_year(part)[-1])}",
)
def test_each_step(part: int, tmp_path: Path) -> None:
    """Built without an error; held back by open questions only, and by none once all are answered;
    the site's tests pass."""
    walked = lay_out(tmp_path / "walked")
    copies: dict[int, Copy] = {}
    shown: dict[int, Shown] = {}
    for number, step in enumerate(YEAR[: part_of_year(part)[-1] + 1]):
        shown[number] = step(walked)
        if number in part_of_year(part):
            copies[number] = walked.left_as_it_is(tmp_path / name_of(number))
    whole = [name_of(number) for number in copies if YEAR[number] in WHOLE]
    sites = looked_at(
        list(copies.values()), tmp_path / "run", TODAY, " or ".join([f"not ({AGAIN})", *whole])
    )
    for number, site in zip(copies, sites, strict=True):
        reasons = judgement.reasons_against(site)
        assert [] == [
            reason
            for reason in reasons
            if number >= YEAR.index(PUBLISHABLE) or "(service-confirms)" not in reason
        ], name_of(number)
        assert reasons or YEAR[number] is not website_emptied, (
            "A service without a website was publishable"
        )
        for address, wanted in shown[number].items():
            assert says(site, address, wanted), (
                f"After {name_of(number)}, {address} must say: {wanted}"
            )


def test_the_parts_are_the_whole_year() -> None:
    assert list(range(len(YEAR))) == [
        number for part in range(PARTS) for number in part_of_year(part)
    ]


def test_a_second_year(tmp_path: Path) -> None:
    """All of it can be done again. Checks fall due, and that is said; nobody has to act before the
    site may be published again."""
    copy = lay_out(tmp_path / "copy")
    for step in YEAR * 2:
        step(copy)
    (site,) = looked_at([copy], tmp_path / "run", TODAY + timedelta(days=366), f"not ({AGAIN})")
    assert [] == judgement.reasons_against(site)
    assert says(site, "contact", "The next check was due on")
