"""What holds for every answer, whatever the rule and the day: asked of every rule on every day of
three years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from hooks.time_limits.answers import Answer, Rules, answer
from tests.time_limits import real_rules

FIRST, DAYS = date(2026, 1, 1), 1096
FORBIDDEN = re.compile(
    r"\b(late|missed|expired|out of time|overdue|must|should appeal|unfortunately|failed)\b",
    re.IGNORECASE,
)
"""What no answer says: no day is called gone for good, and nobody is told what to choose."""


@cache
def _rules() -> Rules:
    return real_rules()


@cache
def _answers(event: str) -> tuple[tuple[date, Answer], ...]:
    days = (FIRST + timedelta(days=number) for number in range(DAYS))
    return tuple((day, answer(_rules(), event, day.isoformat())) for day in days)


def _families() -> Iterator[str]:
    return (event for event, limits in _rules().by_event.items() if limits[0].whose == "family")


def test_family_day_is_never_after_the_laws_and_always_has_work() -> None:
    """The safe day can be kept: offices are open on it, and the law's own day is not before it."""
    holidays = frozenset(_rules().holidays.england)
    seen = 0
    for event in _families():
        for day, found in _answers(event):
            if isinstance(found.last_day, date):
                assert found.safe_by is not None and found.safe_by <= found.last_day, (
                    f"{event} {day}"
                )
                assert found.safe_by.weekday() < 5 and found.safe_by not in holidays, (
                    f"{event} {day}"
                )
                seen += 1
    assert seen > 7 * DAYS - 1000


def test_no_safe_day_is_given_for_others() -> None:
    for event in set(_rules().by_event) - set(_families()):
        assert all(found.safe_by is None for _, found in _answers(event)), event


def test_later_letter_never_gives_an_earlier_day() -> None:
    for event in _rules().by_event:
        told = [
            (found.last_day, found.safe_by)
            for _, found in _answers(event)
            if isinstance(found.last_day, date)
        ]
        lasts, safes = [str(last) for last, _ in told], [str(safe) for _, safe in told if safe]
        assert lasts == sorted(lasts) and safes == sorted(safes), event


def test_certificate_never_shortens() -> None:
    """A second date moves the day on or leaves it, for every rule that takes one."""
    for event in ("appeal", "move_review"):
        longer = 0
        for day, alone in _answers(event):
            for apart in (-40, 0, 20, 31, 45, 75, 300):
                both = answer(
                    _rules(), event, day.isoformat(), (day + timedelta(days=apart)).isoformat()
                )
                if isinstance(alone.last_day, date) and isinstance(both.last_day, date):
                    assert both.last_day >= alone.last_day, f"{event} {day} {apart}"
                    assert (both.safe_by or day) >= (alone.safe_by or day), f"{event} {day} {apart}"
                    longer += both.last_day > alone.last_day
        assert longer


def test_steps_add_up() -> None:
    """Each step begins where the one before it ended; what leads to the safe day begins at the
    plain count.
    """
    for event in _rules().by_event:
        for day, found in _answers(event):
            if found.last_day == "REFUSE":
                continue
            law = [step for step in found.steps if step.towards == "last_day"]
            safe = [step for step in found.steps if step.towards == "safe_by"]
            if isinstance(found.last_day, date):
                assert day + timedelta(days=sum(step.days for step in law)) == found.last_day, (
                    f"{event} {day}"
                )
                assert [day, *(step.end for step in law[:-1])] == [step.start for step in law], (
                    f"{event} {day}"
                )
                assert (safe[-1].end if safe else found.last_day) == (
                    found.safe_by or found.last_day
                ), f"{event} {day}"
                assert all(step.start in [one.end for one in law] for step in safe), (
                    f"{event} {day}"
                )
            else:
                assert [day] == [step.start for step in safe] and safe[0].end == found.safe_by
            assert all(step.did and step.law for step in found.steps)


def test_no_answer_takes_a_side_or_closes_a_door() -> None:
    """Nothing in an answer is on the list of what we never say."""
    said: set[str] = set()
    for event in _rules().by_event:
        for _, found in _answers(event):
            said.update(
                re.sub(r"\d+", "0", sentence)
                for sentence in (*found.says, *(step.did for step in found.steps))
            )
    assert 100 < len(said)
    assert [] == sorted(sentence for sentence in said if FORBIDDEN.search(sentence))


def test_list_of_what_is_forbidden_finds_it() -> None:
    assert (
        FORBIDDEN.search("It is too late.")
        and FORBIDDEN.search("You missed it.")
        and not FORBIDDEN.search("A later appeal can be sent.")
    )


def test_nothing_is_guessed_outside_the_list_of_bank_holidays() -> None:
    """What needs a working day is refused; a count of weeks goes on."""
    for event, written in (
        ("appeal", "2028-11-05"),
        ("mediation_contact", "2028-11-05"),
        ("foi", "2025-12-20"),
        ("subject_access", "2028-12-01"),
        ("move_transfer", "2028-12-20"),
        ("discrimination_claim", "2028-07-20"),
        ("permission_to_appeal", "2028-12-10"),
    ):
        assert "REFUSE" == answer(_rules(), event, written).last_day, event
    for event, written, last in (
        ("final_plan", "2030-01-01", "2030-05-21"),
        ("phase_transfer", "2031-09-01", "2031-02-14"),
        ("review_report", "2019-05-01", "2019-05-15"),
    ):
        assert last == str(answer(_rules(), event, written).last_day)


def test_law_of_the_letters_date_counts() -> None:
    """The duty to acknowledge a complaint about data began on 19 June 2026."""
    assert "REFUSE" == answer(_rules(), "data_complaint", "2026-06-18").last_day
    assert "2026-07-20" == str(
        answer(_rules(), "data_complaint", "2026-06-19").last_day
    )  # 19 July is a Sunday
