"""A letter's record: who it goes to, what it starts, and that it is never publicity."""

from __future__ import annotations

import pytest

from hooks.printed import editions
from hooks.sources import letters
from hooks.sources.content import Content
from hooks.sources.records import Fact, Letter, Page, Publicity, RunBy
from hooks.time_limits.shown import Clock

THIRTEEN = {
    "ask-for-assessment",
    "ask-for-reasons",
    "ask-for-certificate",
    "say-yes-to-mediation",
    "complain-to-council",
    "complain-to-school",
    "cover-note-for-appeal",
    "ask-for-information",
    "ask-for-school-record",
    "ask-for-early-review",
    "reply-to-draft-plan",
    "reply-to-changes",
    "ask-for-last-day",
}
YOUNG = {"ask-for-assessment", "ask-for-certificate", "reply-to-draft-plan"}


def _council_with(content: Content, **facts: Fact) -> Content:
    """The content as that of its first council alone, with other facts about it."""
    assert content.service is not None
    one = content.service.model_copy(
        update={
            "councils": content.service.councils[:1],
            "run_by": RunBy(kind="council"),
        }
    )

    def with_pages(pages: list[Page]) -> Content:
        fresh = Content(content.root, content.folder, content.site_url, one, content.today)
        fresh.pages = pages
        return fresh

    letter = next(letter for letter in content.letters if letter.to.body == "council")
    council = letters.recipient(with_pages(content.pages), letter)
    assert council is not None
    changed = council.model_copy(update=facts)
    return with_pages([changed if page is council else page for page in content.pages])


def _to_council(content: Content) -> Letter:
    return next(letter for letter in content.letters if letter.slug == "ask-for-reasons")


def test_the_thirteen_with_their_versions(real_content: Content) -> None:
    assert {letter.slug for letter in real_content.letters if letter.version_of is None} == THIRTEEN
    assert {
        letter.slug for letter in real_content.letters if letter.audience == "young people"
    } == {f"{name}-young-person" for name in YOUNG}
    assert [letter.slug for letter in real_content.letters if letter.easy] == [
        "ask-for-assessment-easy-read"
    ]
    for letter in real_content.letters:
        assert all(
            other in letters.versions(real_content, other_letter)
            for other_letter in letters.versions(real_content, letter)
            for other in [letter]
        )


def test_recipient_comes_from_its_record(real_content: Content) -> None:
    sure = "confirmed by its owner's own page"
    known = _council_with(
        real_content,
        address=Fact(value="1 Low Road", sure=sure),
        email=Fact(value="team@council.example", sure=sure),
    )  # type: ignore[arg-type]
    shown = letters.sheet(known, _to_council(known))
    assert known.service is not None
    assert f"{known.service.councils[0].name}\n1 Low Road" in letters.text(shown)
    assert "team@council.example" == shown.mail
    assert letters.PLACE not in {field.id for field in shown.fields}


@pytest.mark.parametrize("sure", ["seen elsewhere", "not confirmed"])
def test_address_that_is_not_confirmed_is_a_blank(real_content: Content, sure: str) -> None:
    known = _council_with(
        real_content,
        address=Fact(value="1 Low Road", sure=sure),
        email=Fact(value="team@council.example", sure=sure),
    )  # type: ignore[arg-type]
    shown = letters.sheet(known, _to_council(known))
    assert f"[{letters.ON_YOUR_LETTER}]" in letters.text(shown)
    assert "Low Road" not in letters.text(shown)
    assert shown.mail is None


def test_every_letter_says_what_it_starts_from_the_record_of_time_limits(
    real_content: Content,
) -> None:
    started = {
        letter.slug: [limit.id for limit in letters.started(real_content, letter)]
        for letter in real_content.letters
    }
    assert started["ask-for-assessment"] == ["assessment-decision"]
    assert started["ask-for-certificate"] == ["mediation-certificate"]
    assert started["say-yes-to-mediation"] == ["mediation-meeting"]
    assert started["ask-for-information"] == ["subject-access"]
    assert (
        started["ask-for-reasons"]
        == started["ask-for-early-review"]
        == started["ask-for-last-day"]
        == []
    )


def test_no_letter_is_publicity(real_content: Content) -> None:
    assert not any(isinstance(letter, Publicity) for letter in real_content.letters)
    files = {edition.file for edition in editions.of_all(real_content.publicity)}
    assert (
        not {
            f"{letter.url.rstrip('/')}.{kind}"
            for letter in real_content.letters
            for kind in ("docx", "pdf")
        }
        & files
    )


def test_what_a_family_has_in_hand_leads_to_its_letters(real_content: Content) -> None:
    led = {
        kind.id: [letter.slug for letter in letters.of_kind(real_content, kind)]
        for kind in Clock(real_content).kinds
    }
    assert led["have-draft-plan"] == ["reply-to-draft-plan"]
    assert led["have-exclusion"] == ["ask-for-last-day"]
    assert {"ask-for-certificate", "ask-for-reasons", "cover-note-for-appeal"} == set(
        led["have-no-plan"]
    )


def test_law_of_a_ticked_time_limit_comes_from_its_record(real_content: Content) -> None:
    letter = next(letter for letter in real_content.letters if letter.slug == "complain-to-council")
    words = letters.text(letters.sheet(real_content, letter))
    for name in ("assessment-decision", "final-plan"):
        limit = next(limit for limit in real_content.deadlines if limit.id == name)
        assert f"{limit.limit} ({limit.law})" in words
