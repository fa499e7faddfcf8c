"""One site with a fault of nearly every kind: all of them are found at once, each on its line, in
one order."""

from __future__ import annotations

import yaml

from tests import helpers
from tests.helpers import ROOT, Workshop
from tests.rules import tripped

BROKEN = ROOT / "tests" / "sites" / "broken"
EXPECTED = (BROKEN / "findings.txt").read_text(encoding="utf-8").splitlines()


def test_everything_is_found_at_once(workshop: Workshop) -> None:
    """The whole list, compared whole: a finding more, less, elsewhere or in other words fails."""
    helpers.edit(
        workshop.path, yaml.safe_load((BROKEN / "spoiled.yml").read_text(encoding="utf-8"))
    )
    outcome = helpers.build_here(workshop)
    assert EXPECTED == outcome.findings
    assert (
        f"The site was not built: {ERRORS} things to put right. The last good site is untouched."
        == outcome.refusal
    )


HOLDS = {"service-confirms", "policy-review-due"}
ERRORS = sum(not tripped([line]) & HOLDS for line in EXPECTED)


def test_it_is_broken_in_many_ways() -> None:
    """Otherwise it would prove little."""
    assert len(tripped(EXPECTED)) >= 18
    assert EXPECTED[:ERRORS] == sorted(EXPECTED[:ERRORS], key=_place), (
        "errors are shown first, by file and line"
    )
    assert EXPECTED[ERRORS:] == sorted(EXPECTED[ERRORS:], key=_place), (
        "then what holds the site back"
    )


def _place(line: str) -> tuple[str, int]:
    path, number, _ = line.split(":", 2)
    return path, int(number)
