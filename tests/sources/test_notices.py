"""Closed and urgent notices: which show on a day, in what order, and that nothing but a broken
build holds one back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from hooks.gate import judgement
from hooks.sources import notices
from hooks.sources.records import Notice
from tests.helpers import Workshop, build_here

DAY = date(2026, 11, 22)


def notice(
    first: int = 0, last: int = 0, kind: str = "closed", title: str = "We are closed"
) -> Notice:
    """A notice whose first and last day are counted from DAY."""
    return Notice.model_validate(
        {
            "from": DAY + timedelta(first),
            "until": DAY + timedelta(last),
            "kind": kind,
            "title": title,
            "words": "Nobody can answer.",
            "deadline_help": "Look up your deadline.",
        }
    )


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [(0, 0, True), (-5, 0, True), (0, 5, True), (1, 5, False), (-5, -1, False)],
)
def test_first_and_last_day_are_included(first: int, last: int, shown: bool) -> None:
    assert bool(notices.current([notice(first, last)], DAY)) is shown


def test_urgent_comes_first_then_the_earlier() -> None:
    found = notices.current(
        [notice(title="Bb"), notice(-1, title="Aa"), notice(kind="urgent", title="Cc")], DAY
    )
    assert ["Cc", "Aa", "Bb"] == [one.title for one in found]


def test_overlapping_notices_all_show(workshop: Workshop) -> None:
    write(
        workshop,
        [
            ("2026-11-20", "2026-11-25", "closed", "We are closed"),
            ("2026-11-22", "2026-11-22", "urgent", "The office is flooded"),
        ],
    )
    build_here(workshop)
    html = (workshop.site / "index.html").read_text(encoding="utf-8")
    assert html.index("The office is flooded") < html.index("We are closed")


@pytest.mark.parametrize(
    ("first", "last", "goes"),
    [(0, 0, True), (-9, -1, True), (-40, -31, True), (-40, -32, False), (1, 2, False)],
)
def test_lets_the_site_be_published_until_it_came_off(first: int, last: int, goes: bool) -> None:
    assert notices.must_go_out([notice(first, last)], DAY) is goes


def write(
    made: Workshop, rows: list[tuple[str, str, str, str]], words: str = "Nobody can answer."
) -> None:
    text = "".join(
        f"- from: {first}\n  until: {last}\n  kind: {kind}\n  title: {title}\n  words: {words}\n "
        " deadline_help: Look here.\n"
        for first, last, kind, title in rows
    )
    made.path("content/notices.yml").write_text(text, encoding="utf-8")


def held_by(made: Workshop) -> list[str]:
    """The findings that hold back publishing; what this machine cannot draw is left to the tests of
    the print pack."""
    return [
        reason
        for reason in judgement.reasons_against(made.site)
        if not reason.startswith("The gate record is partial")
    ]


POLICY = "content/policies/impartiality.md"


def old_review(made: Workshop) -> None:
    """Makes the policy's review overdue, which holds back publishing."""
    import re

    path = made.path(POLICY)
    text = re.sub(
        r'(last_reviewed: \{value: )"[^"]*"', r'\1"2020-01-01"', path.read_text(encoding="utf-8")
    )
    path.write_text(text, encoding="utf-8")


def test_overdue_review_holds_without_a_notice(workshop: Workshop) -> None:
    old_review(workshop)
    build_here(workshop)
    assert ["policy-review-due" in reason for reason in held_by(workshop)] == [True]


def test_overdue_review_does_not_hold_a_notice(workshop: Workshop) -> None:
    old_review(workshop)
    write(workshop, [("2026-11-22", "2026-11-22", "urgent", "The office is flooded")])
    build_here(workshop)
    assert [] == held_by(workshop)


def test_notice_does_not_publish_a_draft(workshop: Workshop) -> None:
    """What only the service can confirm still holds: a site that was never published has nobody to
    tell."""
    path = workshop.path("content/contact.md")
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            '"Monday to Friday, 10am to 3pm", sure: confirmed by the service',
            '"Monday to Friday, 10am to 3pm", sure: seen elsewhere',
        ),
        encoding="utf-8",
    )
    write(workshop, [("2026-11-22", "2026-11-22", "urgent", "The office is flooded")])
    build_here(workshop)
    assert any("service-confirms" in reason for reason in held_by(workshop))


def test_faults_in_its_words_stop_nothing(workshop: Workshop) -> None:
    """Misspelt, too long, taking a side, in capitals: shown to staff, and to families all the
    same."""
    write(
        workshop,
        [("2026-11-22", "2026-11-22", "urgent", "The office is floded")],
        words="You ought to call us " + "and wait " * 20 + "NOW on 22/11/2026.",
    )
    outcome = build_here(workshop)
    assert outcome.refusal is None, outcome.said
    assert outcome.findings and all(
        finding.endswith("(notices-dated)") for finding in outcome.findings
    ), outcome.findings
    assert [] == held_by(workshop)
    for page in ("index.html", "contact/index.html", "publicity/voicemail/index.html", "404.html"):
        assert "The office is floded" in (workshop.site / page).read_text(encoding="utf-8"), page


@pytest.mark.parametrize(
    "left", ["", "# How to write one.\n", "[]\n"], ids=["nothing", "a comment", "an empty list"]
)
def test_the_last_notice_can_be_taken_out(workshop: Workshop, left: str) -> None:
    workshop.path("content/notices.yml").write_text(left, encoding="utf-8")
    assert [] == build_here(workshop).findings


def test_link_works_on_the_not_found_page(workshop: Workshop) -> None:
    """That page is shown at any address, so its link is a whole path."""
    write(
        workshop,
        [("2026-11-22", "2026-11-22", "closed", "We are closed")],
        words='"See [how to reach us](contact.md)."',
    )
    build_here(workshop)
    assert 'href="/contact/">how to reach us' in (workshop.site / "404.html").read_text(
        encoding="utf-8"
    )
    assert 'href="../contact/">how to reach us' in (
        workshop.site / "about" / "index.html"
    ).read_text(encoding="utf-8")


def test_gate_record_says_that_a_notice_is_on(workshop: Workshop) -> None:
    write(workshop, [("2026-11-22", "2026-11-22", "closed", "We are closed")])
    build_here(workshop)
    assert (
        json.loads((workshop.site / judgement.RECORD).read_text(encoding="utf-8"))["notice"] is True
    )


def test_record_that_cannot_be_read_is_a_finding_with_its_line(workshop: Workshop) -> None:
    Path(workshop.path("content/notices.yml")).write_text(
        "- from: tomorrow\n  until: 2026-11-22\n", encoding="utf-8"
    )
    outcome = build_here(workshop)
    assert outcome.refusal
    assert any(line.startswith("content/notices.yml:1: ") for line in outcome.findings), (
        outcome.findings
    )


def test_words_after_an_empty_line_are_of_the_notice_too(workshop: Workshop) -> None:
    """They would close the paragraph that says whose words these are, and be blamed on the page
    that shows them."""
    write(
        workshop,
        [("2026-11-22", "2026-11-22", "closed", "We are closed")],
        words='"Nobody can answer.\\r\\n\\r\\nYou ought\\nto wait."',
    )
    outcome = build_here(workshop)
    assert outcome.refusal is None, outcome.findings
    assert [
        (
            'content/notices.yml:1: "We are closed": "You ought to" tells people what to choose. '
            "Write"
            ' "You can". (notices-dated)'
        )
    ] == outcome.findings


def test_bad_link_is_named_where_it_was_typed(workshop: Workshop) -> None:
    """Every page shows it; one line says what to mend."""
    write(
        workshop,
        [("2026-11-22", "2026-11-22", "closed", "We are closed")],
        words="'See [how to reach us](javascript:alert(1)).'",
    )
    text = workshop.path("content/notices.yml").read_text(encoding="utf-8")
    workshop.path("content/notices.yml").write_text(f"# A note.\n{text}", encoding="utf-8")
    outcome = build_here(workshop)
    assert outcome.refusal is not None
    assert 1 == len(outcome.findings) and outcome.findings[0].startswith(
        "content/notices.yml:2: "
    ), outcome.findings[:5]
