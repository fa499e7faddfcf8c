"""What the site counts in front of a family: signed rules when published, all in the draft, nothing
that is withdrawn; the ready table and its calendar files.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks.gate import judgement
from hooks.sources import site_records
from hooks.sources.content import Content
from hooks.sources.records import Deadlines, Page, Signature
from hooks.time_limits.answers import Rules
from hooks.time_limits.calendar import calendar, sequence
from hooks.time_limits.data import as_json
from hooks.time_limits.engine import work_before
from hooks.time_limits.shown import READY, READY_DAYS, Clock
from tests.helpers import DAY, ROOT, run
from tests.time_limits.nodes import module


@cache
def _records() -> Content:
    return site_records.read(ROOT / "mkdocs.yml", DAY)


def _site(
    *, draft: bool = False, signed: tuple[str, ...] = (), withdrawn: str = "", off: bool = False
) -> Content:
    """The real records, with other signatures."""

    def changed(page: Page) -> Page:
        if not isinstance(page, Deadlines):
            return page
        signature = Signature(by="Somebody, solicitor", day=DAY)
        limits = tuple(
            limit.model_copy(
                update={
                    "signed": signature if limit.event in signed else None,
                    "withdrawn": limit.event == withdrawn,
                }
            )
            for limit in page.deadlines
        )
        return page.model_copy(update={"deadlines": limits, "withdrawn": off and bool(page.kinds)})

    site = replace(_records(), pages=[changed(page) for page in _records().pages])
    site.__dict__["unconfirmed"] = ["the phone number"] if draft else []
    return site


def _counted(site: Content) -> set[str]:
    rules = Clock(site).rules
    return set(rules.by_event) if rules else set()


def test_published_site_counts_signed_rules_alone() -> None:
    assert set() == _counted(_site())
    assert {"appeal"} == _counted(_site(signed=("appeal",)))
    assert 40 < len(_counted(_site(draft=True)))


def test_one_line_withdraws_a_rule() -> None:
    both = _site(signed=("appeal", "foi"), withdrawn="appeal")
    assert {"foi"} == _counted(both)
    assert "appeal" not in _counted(_site(draft=True, withdrawn="appeal"))


def test_one_line_withdraws_the_clock() -> None:
    """Page, table and calendars."""
    clock = Clock(_site(draft=True, signed=("appeal", "mediation_contact"), off=True))
    assert (False, "", [], []) == (
        clock.counts,
        clock.script(),
        clock.table(),
        list(clock.calendars()),
    )
    assert [] == [limit for page in _records().pages for limit in clock.named(page)]


def test_table_is_gone_with_one_of_its_rules() -> None:
    both = ("appeal", "mediation_contact")
    assert READY_DAYS == len(Clock(_site(signed=both)).table())
    assert [] == Clock(_site(signed=both, withdrawn="appeal")).table()
    assert [] == list(Clock(_site(signed=both[:1])).calendars())


def test_year_has_each_day_once_and_none_too_far() -> None:
    """Twelve whole months, and today's letter among them; the printed day is safe for both
    limits."""
    months = Clock(_site(draft=True)).year()
    days = [row.day for _, rows in months for row in rows]
    assert 12 == len(months) and DAY in days
    assert [days[0] + timedelta(days=number) for number in range(len(days))] == days
    for _, rows in months:
        for row in rows:
            assert row.safe_by is not None
            assert isinstance(row.appeal.last_day, date) and isinstance(
                row.mediation.last_day, date
            )
            assert row.safe_by <= min(row.appeal.last_day, row.mediation.last_day)
    assert [] == Clock(_site()).year()


def test_draft_says_what_is_not_signed(real_site: Path, real_content: Content) -> None:
    """A site that may be published counts nothing before it is signed."""
    table = (real_site / "your-options" / "recent-letters" / "index.html").read_text("utf-8")
    draft = bool(judgement.reasons_against(real_site))
    signed = all(limit.signed for limit in real_content.deadlines if limit.event in READY)
    assert (draft and not signed) == ("Not signed yet" in table)
    assert (READY_DAYS if draft or signed else 0) == len(
        list((real_site / "your-options" / "recent-letters").glob("*-appeal.ics"))
    )


def test_each_counted_limit_answers_a_question() -> None:
    """Nothing can be counted by the command alone, and each question starts something."""
    clock = Clock(_site(draft=True))
    asked = {event for kind in clock.kinds for event in kind.events}
    assert _counted(_site(draft=True)) == asked
    assert all(clock.limits(kind) or clock.topics(kind) for kind in clock.kinds)


def test_a_letter_leads_to_its_topics_and_to_all_options(
    real_site: Path, real_content: Content
) -> None:
    """A topic shows the options that fit, alike and A to Z."""
    clock = Clock(real_content)
    page = LexborHTMLParser((real_site / clock.page_of_clock.url / "index.html").read_bytes())
    for kind in clock.kinds:
        shown = [one.text().strip() for one in page.css(f"#{kind.id} li")]
        assert {f"Topic: {topic.title}" for topic in clock.topics(kind)} <= set(shown)
        assert "All options, A to Z" == shown[-1]
    led = {src for kind in clock.kinds for topic in clock.topics(kind) for src in topic.routes}
    assert led == {route.src for route in real_content.routes}


def test_letters_stand_under_whom_they_come_from(real_site: Path, real_content: Content) -> None:
    """The page shows groups and what is in them in the order of the record."""
    clock = Clock(real_content)
    html = (real_site / clock.page_of_clock.url / "index.html").read_text("utf-8")
    groups = list(dict.fromkeys(kind.group for kind in clock.kinds))
    wanted = [
        place
        for group in groups
        for place in (
            f"<h3>{group}</h3>",
            *(f'<li id="{kind.id}">' for kind in clock.kinds if kind.group == group),
        )
    ]
    places = [html.index(place) for place in wanted]
    assert sorted(places) == places


def test_ready_table_has_each_month_once() -> None:
    clock = Clock(_site(draft=True))
    months = clock.months()
    assert [row for _, rows in months for row in rows] == clock.table()
    assert len({month for month, _ in months}) == len(months) > 2


def test_each_rule_can_be_signed_by_its_examples() -> None:
    rules = [*Clock(_records()).to_sign("family"), *Clock(_records()).to_sign("others")]
    assert _counted(_site(draft=True)) == {rule.limit.event for rule in rules}
    assert [] == [rule.limit.id for rule in rules if len(rule.examples) < 2]


def _of(data: bytes) -> dict[str, Any]:
    """What a calendar program reads."""
    read = icalendar.Calendar.from_ical(data)
    (event,) = read.walk("VEVENT")
    wanted = "uid summary description class transp url sequence".split()
    return {name: str(event[name]) for name in wanted} | {
        "days": (event["dtstart"].dt, event["dtend"].dt),
        "stamp": event["dtstamp"].dt,
        "before": [alarm["trigger"].dt for alarm in event.walk("VALARM")],
        "head": [str(read[name]) for name in ("version", "calscale", "method", "prodid")],
    }


def test_calendar_files_of_the_table_can_be_read() -> None:
    clock = Clock(_site(draft=True))
    files = dict(clock.calendars())
    assert 2 * READY_DAYS == len(files)
    for row in clock.table():
        found = _of(files[row.file("appeal")])
        assert isinstance(row.appeal.safe_by, date)
        assert (row.appeal.safe_by, row.appeal.safe_by + timedelta(days=1)) == found["days"]
        assert ("Reminder", "PRIVATE", row.appeal.says[0]) == (
            found["summary"],
            found["class"],
            found["description"],
        )
        working = timedelta(days=-_before(row.appeal.safe_by), hours=9)
        assert [timedelta(days=-14, hours=9), timedelta(days=-7, hours=9), working] == found[
            "before"
        ]
        assert "0" == found["sequence"]  # nobody has signed it


def _before(day: date) -> int:
    """How many days before a day the last working day is, counted without the engine."""
    known = _records().bank_holidays
    assert known
    back = (day - timedelta(days=number) for number in range(1, 10))
    work = next(one for one in back if one.weekday() < 5 and one not in known.england)
    return (day - work).days


def test_reminder_comes_on_a_working_day() -> None:
    """After Christmas, a Monday and an ordinary day; and where the list of bank holidays ends."""
    known = _records().bank_holidays
    assert known
    for day, days in (("2026-12-29", 5), ("2026-11-23", 3), ("2026-11-25", 1), ("2030-06-03", 1)):
        assert days == work_before(date.fromisoformat(day), known)


def test_page_reminds_on_the_same_days() -> None:
    """Every day of four years, of which the last is beyond the list."""
    known = _records().bank_holidays
    assert known
    days = [date(2026, 1, 3) + timedelta(days=number) for number in range(4 * 365)]
    data = as_json(Rules({}, known))
    asked = (
        f"const a = m.engine({data});"
        f" console.log(JSON.stringify({json.dumps(list(map(str, days)))}.map(a.workBefore)))"
    )
    assert [work_before(day, known) for day in days] == json.loads(module("clock.js", asked))


def test_entry_is_newer_when_its_rule_is_signed_anew() -> None:
    known = _records().bank_holidays
    limit = next(limit for limit in _records().deadlines if limit.event == "appeal")
    assert known
    days = (date(2026, 11, 22), date(2026, 11, 23))
    first, again = (
        limit.model_copy(update={"signed": Signature(by="Somebody, solicitor", day=day)})
        for day in days
    )
    checked = known.model_copy(update={"checked": date(2026, 12, 1)})
    rises = [((limit,), known), ((first,), known), ((again,), known), ((first,), checked)]
    numbers = [sequence(*one) for one in rises]
    assert 0 == numbers[0] and sorted(set(numbers)) == numbers
    assert sequence((limit, first, again), known) == numbers[2]
    for limits, holidays in rises[1:]:
        (rule,) = json.loads(as_json(Rules({"appeal": limits}, holidays)))["rules"]["appeal"]
        assert sequence(limits, holidays) == rule["signed"]


TEXTS = {
    "signs": "One, two; three\\four",
    "accents": "é" * 90,
    "lines": "Line\nanother",
    "pictures": "😀" * 40,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_page_makes_the_same_calendar_file(text: str) -> None:
    given = {
        "name": "appeal-2026-02-27@example.org",
        "title": "Reminder",
        "text": text,
        "url": "https://example.org/your-options/deadlines/#have-no-plan",
    }
    for day in (date(2026, 2, 28), date(2028, 2, 29), date(2026, 12, 31)):
        more = {"changed": 9822, "before": 4}
        asked = json.dumps({"day": str(day), "made": "2026-11-22", **more, **given})
        theirs = module("calendar.js", f"process.stdout.write(m.calendar({asked}))").encode()
        ours = calendar(day, made=date(2026, 11, 22), **more, **given)
        assert _of(ours) == _of(theirs)
        for data in (ours, theirs):
            assert data.endswith(b"\r\n") and not re.search(rb"(?<!\r)\n", data)
            assert max(map(len, data.split(b"\r\n"))) <= 75


def test_same_sources_give_the_same_files() -> None:
    one, other = (dict(Clock(_site(draft=True)).calendars()) for _ in range(2))
    assert one == other


def test_command_counts_what_is_not_signed() -> None:
    assert _records().unconfirmed and not any(limit.signed for limit in _records().deadlines)
    assert 0 == run(sys.executable, "-m", "hooks", "clock", "appeal", "2026-11-25").returncode
