"""What is Rotherham's alone, on pages and in a browser. Every other test of a site takes what it
expects from that site's own records, and passes for any service."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from hooks.sources.content import Content
from tests.browser.test_search import FIRST, FRESH, QUESTIONS, answering, answers, asked_of

__all__ = ["answers"]  # a fixture

EXPLANATION = [f"E{number}" for number in range(1, 12)]
POLICY = [f"P{number}" for number in range(1, 41)]
"""The numbers of the service's two documents, in their order."""


def test_register_holds_every_number(real_content: Content) -> None:
    """Every promise of both documents, once, in order."""
    assert EXPLANATION + POLICY == [promise.number for promise in real_content.promises]


def test_policy_has_every_commitment_in_order(real_site: Path) -> None:
    """P1 to P40, each once, on the page of the Impartiality Policy."""
    html = (real_site / "policies" / "impartiality" / "index.html").read_text(encoding="utf-8")
    marked = LexborHTMLParser(html).css(".commitment[data-promise]")
    carried = [(node.attributes["data-promise"] or "").split() for node in marked]
    assert POLICY == [number for numbers in carried for number in numbers]


def test_every_open_question_of_the_service_is_asked(real_content: Content) -> None:
    """What its two documents leave open (facts.md), beside what every service confirms."""
    assert real_content.contact is not None
    asked = {name for question in real_content.contact.must_confirm for name in question.facts}
    assert {
        "contact.base",
        "contact.hub",
        "policy.impartiality.adopted_by",
        "policy.impartiality.last_reviewed",
        "policy.impartiality.plain_english",
    } <= asked


def test_the_site_has_a_page_for_every_question(real_content: Content) -> None:
    """The questions were written for it: none may go unasked because its page went."""
    assert QUESTIONS == asked_of(real_content, QUESTIONS)
    urls = {page.url for page in real_content.pages}
    assert {page for question in FRESH for page in answering(question)} <= urls


def test_what_is_missed_is_marked(answers: dict[str, list[str]]) -> None:
    """37 of 40 questions of fresh readers are answered; a mark that is no longer true must go."""
    missed = {
        question["ask"]
        for question in FRESH
        if not set(answering(question))
        & {address.partition("#")[0] for address in answers[question["ask"]][:FIRST]}
    }
    assert missed == {question["ask"] for question in FRESH if question.get("missed")}
    assert len(FRESH) == 40 and len(missed) == 3
