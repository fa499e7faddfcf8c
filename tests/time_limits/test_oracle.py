"""Every worked example, asked of the engine here and of the command. The page's engine is asked in
test_both_engines.py.
"""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from hooks.__main__ import main
from hooks.sources import site_records
from hooks.time_limits.command import DATE, MISUSE, NO_DATE
from tests.helpers import ROOT, run
from tests.time_limits import Row, answered, real_rules, rows

LAWFUL = real_rules()
READ = site_records.read(ROOT / "mkdocs.yml", date.min)


def _name(row: Row) -> str:
    return row.name


@pytest.mark.parametrize("row", rows(), ids=_name)
def test_engine(row: Row) -> None:
    found = answered(LAWFUL, row)
    assert row.agrees(found), f"{row.reason} Found {found}"
    assert found.says


@pytest.fixture(name="_read_once")
def _fixture_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads the site's records each time; here a hundred questions share one
    reading."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(site_records, "read", lambda *_: READ)


def _command(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[dict[str, object], int]:
    code = main(["clock", *arguments])
    return json.loads(capsys.readouterr().out), code


@pytest.mark.parametrize("row", rows(), ids=_name)
@pytest.mark.usefixtures("_read_once")
def test_command(row: Row, capsys: pytest.CaptureFixture[str]) -> None:
    found, code = _command(capsys, *filter(None, (row.event, row.date, row.date_2)))
    assert (row.expected_last_day, row.safe_by or None) == (
        found["last_day"],
        found["safe_by"],
    ), row.reason
    assert answered(LAWFUL, row).as_data() == found
    assert (
        NO_DATE if row.expected_last_day in ("REFUSE", "NOT_COMPUTED", "ERROR") else DATE
    ) == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Write: python -m hooks clock EVENT DATE"),
        (("appeal",), "Write: python -m hooks clock EVENT DATE"),
        (
            ("appeal", "2026-11-25", "2026-11-26", "2026-11-27"),
            "Write: python -m hooks clock EVENT DATE",
        ),
        (("apeal", "2026-11-25"), 'There is no event "apeal". Did you mean: appeal?'),
        (
            ("mediation_contact", "2026-11-25", "2026-11-26"),
            'The event "mediation_contact" has one date',
        ),
    ],
)
@pytest.mark.usefixtures("_read_once")
def test_command_used_in_a_wrong_way(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so in JSON too."""
    found, code = _command(capsys, *arguments)
    assert (MISUSE, "ERROR", None, []) == (
        code,
        found["last_day"],
        found["safe_by"],
        found["steps"],
    )
    assert said in str(found["says"])


def test_command_without_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what is wrong with them, in JSON."""
    monkeypatch.chdir(tmp_path)
    assert NO_DATE == _command(capsys, "appeal", "2026-11-25")[1]
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "content" / "national" / "bank-holidays.yml").write_text(
        "begins: [", encoding="utf-8"
    )
    found, code = _command(capsys, "appeal", "2026-11-25")
    assert (NO_DATE, "ERROR") == (code, found["last_day"])
    assert "content/national/bank-holidays.yml:2: " in str(found["says"])


def test_command_by_itself() -> None:
    """As a person gives it, in a process of its own; an empty second date is none."""
    done = run(sys.executable, "-m", "hooks", "clock", "appeal", "2026-11-25", "")
    assert (0, "2027-01-25") == (done.returncode, json.loads(done.stdout)["last_day"])
    assert 2 == run(sys.executable, "-m", "hooks", "clock", "foi", "2028-12-10").returncode
    assert 64 == run(sys.executable, "-m", "hooks", "clock").returncode
    assert 64 == run(sys.executable, "-m", "hooks").returncode


def test_each_rule_has_two_examples_and_one_on_a_day_without_work() -> None:
    """A rule never worked on a weekend or a bank holiday is not known to be right there."""
    holidays = {*LAWFUL.holidays.england, *LAWFUL.holidays.elsewhere}
    few, workdays_alone = [], []
    for event, limits in LAWFUL.by_event.items():
        own = [row for row in rows() if row.event == event and row.expected_last_day != "ERROR"]
        if len(own) < 2:
            few.append(event)
        touched = {
            day
            for row in own
            for step in answered(LAWFUL, row).steps
            for day in (step.start, step.end)
        }
        counts_work = any(
            limit.count and limit.count.unit in ("working", "school") for limit in limits
        )
        if not counts_work and not any(day.weekday() > 4 or day in holidays for day in touched):
            workdays_alone.append(event)
    assert ([], []) == (few, workdays_alone)
