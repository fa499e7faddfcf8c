"""Each scenario in each engine, without a script error and without another host; and each seen to
fail on a site that is spoiled.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.time_limits.shown import Clock
from tests.engines.scenarios import SCENARIOS
from tests.engines.session import Session

SPOILED = (
    ("clock_answers", "assets/by-when.js", "result.hidden=false;", ""),
    ("clock_answers", "assets/by-when.js", "result.scrollIntoView();", "scrollTo(0,0);"),
    ("clock_answers", "assets/by-when.js", "event.preventDefault();clear()", "clear()"),
    (
        "clock_answers",
        "assets/by-when.js",
        "faults.hidden=true;",
        "faults.hidden=true;localStorage.day=1;",
    ),
    ("clock_says_what_is_wrong", "assets/by-when.js", "faults.focus();", ""),
    ("clock_says_what_is_wrong", "assets/by-when.js", "inputs[0].focus();", ""),
    ("clock_by_keys", "assets/by-when.js", "result.focus({preventScroll:true});", ""),
    ("clock_saves_a_calendar_file", "assets/by-when.js", "download:", "hreflang:"),
    ("clock_saves_a_calendar_file", "assets/calendar.js", "BEGIN:VEVENT", "BEGIN:VTODO"),
    ("menu_by_keys", "assets/menu.js", "'Escape'", "'End'"),
    ("menu_by_keys", "assets/menu.js", "set(false);button.focus();", "set(false);"),
    ("search_finds", "assets/search.json", '"pages"', '"others"'),
    ("comfort_is_applied_and_kept_on_request", "assets/first.js", "sessionStorage", "localStorage"),
    (
        "comfort_is_applied_and_kept_on_request",
        "assets/comfort.js",
        "window[store].removeItem(KEY)",
        "0",
    ),
)
"""A scenario, a file of the site, and what is written there in place of what."""
FAULTS = (
    ("assets/menu.js", "const menu=", "missing();const menu="),
    ("search/index.html", "<main", '<img src="http://127.0.0.2/" alt=""><main'),
    ("search/index.html", "assets/search.js", "assets/absent.js"),
)
"""What the page does all the same, though not as it should."""


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(reader: Session, clock: Clock, name: str) -> None:
    SCENARIOS[name](reader, clock)
    assert reader.faults() == []


def _spoil(probed: Path, folder: Path, file: str, old: str, new: str) -> Path:
    shutil.copytree(probed, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old}"
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "file", "old", "new"), SPOILED)
def test_scenario_can_fail(
    visitor: Callable[[Path], Session],
    clock: Clock,
    probed: Path,
    tmp_path: Path,
    name: str,
    file: str,
    old: str,
    new: str,
) -> None:
    reader = visitor(_spoil(probed, tmp_path / "site", file, old, new))
    with pytest.raises((AssertionError, ValueError)):
        SCENARIOS[name](reader, clock)


@pytest.mark.parametrize(("file", "old", "new"), FAULTS)
def test_faults_are_noted(
    visitor: Callable[[Path], Session], probed: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    reader = visitor(_spoil(probed, tmp_path / "site", file, old, new))
    reader.open("/search/?q=mediation")
    assert reader.faults()
