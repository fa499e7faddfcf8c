"""The first year of a service stays green: after each step the copy is built by the real command, and the tests of the real site look at it.

Left to a browser, by hand and every night: `make test-year`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks import gate
from tests import helpers
from tests.first_year import PUBLISHABLE, YEAR, lay_out
from tests.helpers import ROOT, TODAY

ANOTHER_BUILD = "two_builds or properdocs or no_word_of_the_first_service or without_the_engine"
"""Tests that build or judge a site again: run where most has changed."""
WHOLE = (PUBLISHABLE, YEAR[-1])


def words(site: Path, address: str) -> str:
    """What a page says; "index" is the home page."""
    file = site / "index.html" if address == "index" else site / address / "index.html"
    return " ".join(LexborHTMLParser(file.read_text(encoding="utf-8")).body.text(separator=" ").replace("\u00ad", "").replace("\u200b", "").split())


@pytest.mark.parametrize("number", range(len(YEAR)), ids=[step.__name__ for step in YEAR])
def test_step(number: int, tmp_path: Path) -> None:
    """Built without an error; held back by open questions only, and by none once all are answered; the site's tests pass."""
    copy = lay_out(tmp_path / "copy")
    for step in YEAR[:number + 1]:
        shown = step(copy)
    some = () if step in WHOLE else ("-k", f"not ({ANOTHER_BUILD})")
    done = helpers.run(sys.executable, "-m", "pytest", "-n0", "-q", "--basetemp", tmp_path / "run", *some, "tests",
                       "--ignore=tests/browser", "--ignore=tests/publicity", SITE_UNDER_TEST=str(copy.folder), SITE_DATE_OF_TESTS=TODAY.isoformat())
    assert 0 == done.returncode, done.stdout
    site = tmp_path / "run" / "real" / "site"
    reasons = gate.reasons_against(site)
    assert bool(reasons) is (number < YEAR.index(PUBLISHABLE)), reasons
    assert [] == [reason for reason in reasons if "(service-confirms)" not in reason]
    for address, wanted in shown.items():
        assert wanted in words(site, address), f"{address}: {words(site, address)}"
