"""The first year of a service stays green: after each step the copy is built by the real command, and the tests of the real site look at it.

A browser looks at it by hand and every night: `make test-year`.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks.gate import judgement
from tests import helpers
from tests.first_year import PUBLISHABLE, YEAR, Copy, lay_out, website_emptied
from tests.helpers import TODAY

OTHERS = "no_word_of_the_first_service"
"""A test of the made-up site, which does not change with the real one."""
AGAIN = f"{OTHERS} or two_builds or properdocs or without_the_engine or no_broken_link"
"""Slow tests that build or judge the site again: run where most has changed."""
WHOLE = (PUBLISHABLE, YEAR[-1])


def looked_at(copy: Copy, folder: Path, day: date, without: str) -> Path:
    """The copy, built in `folder` for a day and found right by the tests of the real site that need no browser, those named in `without` apart."""
    done = helpers.run(sys.executable, "-m", "pytest", "-n0", "-q", "--basetemp", folder, "-k", f"not ({without})", "tests",
                       "--ignore=tests/browser", "--ignore=tests/publicity", "--ignore=tests/printed/test_drawing.py", seconds=900, SITE_UNDER_TEST=str(copy.folder),
                       SITE_DATE_OF_TESTS=day.isoformat())
    assert 0 == done.returncode, done.stdout
    return folder / "real" / "site"


def says(site: Path, address: str, wanted: str) -> bool:
    """Whether a page says it, wherever a line may break; "index" is the home page."""
    file = site / "index.html" if address == "index" else site / address / "index.html"
    text = LexborHTMLParser(file.read_text(encoding="utf-8")).body.text()
    return "".join(wanted.split()) in "".join(text.replace("\u00ad", "").replace("\u200b", "").split())


@pytest.mark.parametrize("number", range(len(YEAR)), ids=[step.__name__ for step in YEAR])
def test_step(number: int, tmp_path: Path) -> None:
    """Built without an error; held back by open questions only, and by none once all are answered; the site's tests pass."""
    copy = lay_out(tmp_path / "copy")
    for step in YEAR[:number + 1]:
        shown = step(copy)
    site = looked_at(copy, tmp_path / "run", TODAY, OTHERS if YEAR[number] in WHOLE else AGAIN)
    reasons = judgement.reasons_against(site)
    assert [] == [reason for reason in reasons if number >= YEAR.index(PUBLISHABLE) or "(service-confirms)" not in reason]
    assert reasons or YEAR[number] is not website_emptied, "A service without a website was publishable"
    for address, wanted in shown.items():
        assert says(site, address, wanted), f"{address} must say: {wanted}"


def test_a_second_year(tmp_path: Path) -> None:
    """All of it can be done again. Checks fall due, and that is said; nobody has to act before the site may be published again."""
    copy = lay_out(tmp_path / "copy")
    for step in YEAR * 2:
        step(copy)
    site = looked_at(copy, tmp_path / "run", TODAY + timedelta(days=366), AGAIN)
    assert [] == judgement.reasons_against(site)
    assert says(site, "contact", "The next check was due on")
