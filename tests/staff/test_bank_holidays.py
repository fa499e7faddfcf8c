"""The record of bank holidays against a GOV.UK of our own: what differs is said, and what is no
answer is no agreement.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hooks.sources.content import Content
from hooks.sources.records import BankHolidays
from hooks.staff import bank_holidays
from tests.helpers import REAL

Answer = dict[str, dict[str, Any]]
CHRISTMAS = date(2027, 12, 27)
PROCLAIMED = date(2028, 6, 5)


@pytest.fixture
def ours(real_content: Content) -> BankHolidays:
    assert real_content.bank_holidays
    return real_content.bank_holidays


def _division(name: str, days: Iterable[date]) -> dict[str, Any]:
    """A part of the answer, in GOV.UK's form."""
    events = [
        {"title": "A bank holiday", "date": str(d), "notes": "", "bunting": True} for d in days
    ]
    return {"division": name, "events": events}


@pytest.fixture
def theirs(ours: BankHolidays) -> Answer:
    """What GOV.UK says where it has our days, and those of an earlier year too."""
    both = (*ours.england, *ours.elsewhere, date(2025, 1, 1))
    return {
        "england-and-wales": _division("england-and-wales", (*ours.england, date(2025, 1, 1))),
        "scotland": _division("scotland", both),
        "northern-ireland": _division("northern-ireland", both),
    }


@pytest.fixture
def compare(
    tmp_path: Path, serve: Callable[[Path], str], capsys: pytest.CaptureFixture[str]
) -> Callable[[str], tuple[int, str]]:
    """compare(answer): exit code and all that the command said, where GOV.UK answers that."""

    def compared(answer: str) -> tuple[int, str]:
        (tmp_path / "bank-holidays.json").write_text(answer, encoding="utf-8")
        address = f"{serve(tmp_path)}/bank-holidays.json"
        code = bank_holidays.main(["--config", str(REAL / "mkdocs.yml"), "--address", address])
        said = capsys.readouterr()
        return code, said.out + said.err

    return compared


def _days(theirs: Answer, *parts: str) -> list[list[dict[str, Any]]]:
    return [theirs[part]["events"] for part in parts]


def _with(theirs: Answer, day: date, *parts: str) -> None:
    for events in _days(theirs, *parts):
        events.append({"title": "A day proclaimed", "date": str(day), "notes": "", "bunting": True})


def _without(theirs: Answer, day: date, *parts: str) -> None:
    for events in _days(theirs, *parts):
        events[:] = [event for event in events if event["date"] != str(day)]


def test_the_same_days(compare: Callable[[str], tuple[int, str]], theirs: Answer) -> None:
    code, said = compare(json.dumps(theirs))
    assert code == 0
    assert (
        "All is well. From 1 January 2026 to 31 December 2028 we have the days that GOV.UK has."
        in said
    )


def test_a_day_added(compare: Callable[[str], tuple[int, str]], theirs: Answer) -> None:
    _with(theirs, PROCLAIMED, *theirs)
    code, said = compare(json.dumps(theirs))
    assert code == 0
    assert (
        f'- Add {PROCLAIMED} to "england": GOV.UK has "A day proclaimed" there, and we have not.'
        in said
    )
    assert said.count("\n- ") == 1 and "All is well" not in said


def test_a_day_added_elsewhere_alone(
    compare: Callable[[str], tuple[int, str]], theirs: Answer
) -> None:
    _with(theirs, PROCLAIMED, "scotland")
    assert f'- Add {PROCLAIMED} to "elsewhere"' in compare(json.dumps(theirs))[1]


def test_a_day_gone(compare: Callable[[str], tuple[int, str]], theirs: Answer) -> None:
    _without(theirs, CHRISTMAS, *theirs)
    code, said = compare(json.dumps(theirs))
    assert code == 0
    assert f'- Look at {CHRISTMAS} in "england": we have it, and GOV.UK has not.' in said
    assert said.count("\n- ") == 1


def test_a_day_moved_to_one_country(
    compare: Callable[[str], tuple[int, str]], theirs: Answer
) -> None:
    """What is no longer a holiday in England, but still is one elsewhere, changes both lists."""
    _without(theirs, CHRISTMAS, "england-and-wales")
    said = compare(json.dumps(theirs))[1]
    assert f'Look at {CHRISTMAS} in "england"' in said and f'Add {CHRISTMAS} to "elsewhere"' in said


def test_a_year_added(compare: Callable[[str], tuple[int, str]], theirs: Answer) -> None:
    _with(theirs, date(2029, 1, 1), *theirs)
    said = compare(json.dumps(theirs))[1]
    assert '- Add the year 2029: GOV.UK has its days. Then move "ends" to 2029-12-31.' in said
    assert said.count("\n- ") == 1


def test_a_year_that_one_country_has_not_yet(
    compare: Callable[[str], tuple[int, str]], theirs: Answer
) -> None:
    _with(theirs, date(2029, 1, 1), "scotland")
    assert "All is well." in compare(json.dumps(theirs))[1]


@pytest.mark.parametrize(
    "answer",
    [
        "<!doctype html><title>Sorry, we have a problem</title>",
        "",
        "{}",
        "[]",
        (
            '{"england-and-wales": {"events": []}, "scotland": {"events": []}, "northern-ireland":'
            ' {"events": []}}'
        ),
    ],
)
def test_no_answer_that_can_be_read(compare: Callable[[str], tuple[int, str]], answer: str) -> None:
    """Neither agreement nor difference: the issue is left as it is."""
    code, said = compare(answer)
    assert code == 1
    assert said.count("\n") == 1 and "did not answer as it used to" in said


@pytest.mark.parametrize("value", ["soon", "2026-13-01", None, 20260101.5])
def test_a_date_that_is_none(
    compare: Callable[[str], tuple[int, str]], theirs: Answer, value: object
) -> None:
    theirs["scotland"]["events"][0]["date"] = value
    code, said = compare(json.dumps(theirs))
    assert code == 1
    assert "scotland.events.0.date" in said


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://bank-holidays.invalid/"])
def test_no_network(capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert bank_holidays.main(["--config", str(REAL / "mkdocs.yml"), "--address", address]) == 1
    assert "did not answer" in capsys.readouterr().err


def test_the_record_is_never_changed(
    compare: Callable[[str], tuple[int, str]], theirs: Answer, real_content: Content
) -> None:
    assert real_content.national
    record = real_content.national / "bank-holidays.yml"
    before = record.read_bytes()
    _with(theirs, PROCLAIMED, *theirs)
    compare(json.dumps(theirs))
    assert record.read_bytes() == before
