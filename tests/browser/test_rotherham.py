"""What is Rotherham's alone, on pages and in a browser. Every other test of a site takes what it
expects from that site's own records, and passes for any service."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator
from selectolax.lexbor import LexborHTMLParser

from hooks.sources.content import Content
from tests.audit.reader import Reader
from tests.browser.test_first_screen import each_part_is_one_touch_away
from tests.browser.test_search import (
    FAMILIES,
    FRESH,
    QUESTIONS,
    Questions,
    answering,
    answers,
    missed_of,
)

__all__ = ["answers"]  # a fixture

LINES_OF_WORDS = """(name) => {
  const words = [...name.firstChild.data.matchAll(/\\S+/g)];
  return words.map(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(name.firstChild, index);
    range.setEnd(name.firstChild, index + word.length);
    return range.getClientRects().length;
  });
}"""
"""On how many lines each word of a text stands."""
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


def test_the_name_is_broken_between_words_alone(reader: Reader) -> None:
    """On the smallest telephone too, beside both buttons."""
    reader.screen(SMALLEST)
    reader.open("/contact/")
    lines = reader.page.locator("[data-identity=name]").first.evaluate(LINES_OF_WORDS)
    assert lines and set(lines) == {1}


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


def test_the_site_has_a_page_for_every_question(
    real_content: Content, answers: dict[str, list[str]]
) -> None:
    """The questions were written for it: none may go unasked because its page went, and each of
    ours is answered by one of the first three."""
    urls = {page.url for page in real_content.pages}
    assert {
        page
        for question in _where_pages_are([*QUESTIONS, *FAMILIES, *FRESH], real_content)
        for page in answering(question)
    } <= urls
    asked = _where_pages_are([*QUESTIONS, *FAMILIES], real_content)
    assert missed_of(asked, answers) == [one["ask"] for one in asked if one.get("missed")]


def test_what_is_missed_is_marked(real_content: Content, answers: dict[str, list[str]]) -> None:
    """98 of 100 questions of fresh readers are answered; a mark that is no longer true must go."""
    missed = set(missed_of(_where_pages_are(FRESH, real_content), answers))
    assert missed == {question["ask"] for question in FRESH if question.get("missed")}
    assert len(FRESH) == 100 and len(missed) == 2


def _where_pages_are(questions: Questions, content: Content) -> Questions:
    """The questions, with the address to which a page has moved since they were written."""
    moved = {
        address.path.lstrip("/"): address.moved_to.lstrip("/")
        for address in content.addresses
        if address.moved_to
    }
    return [
        {**question, "finds": [moved.get(page, page) for page in answering(question)]}
        for question in questions
    ]


def test_each_part_of_easy_read_is_one_touch_away(reader: Reader) -> None:
    """The page has many parts here; another service may begin with one."""
    each_part_is_one_touch_away(reader, "/easy-read/", 1)


SMALLEST = (320, 568)
MOST_CLICKS, MOST_SCREENS = 2, 3
CAME_FOR = {
    "who may come to a hearing": (
        ("For parents and carers", "who can come with you"),
        "A hearing of the SEND Tribunal",
    ),
    "a complaint about the service": (
        ("I want to talk to somebody", "how to complain about us"),
        "complain",
    ),
    "paper for a relative": (
        ("Can I have this in another format or language?", "leaflet"),
        "PDF",
    ),
    "exclusion": (
        ("I do not agree with a decision. What can I do?", "an exclusion"),
        "You ask the governors, and after a",
    ),
    "travel to school": (
        ("I do not agree with a decision. What can I do?", "transport"),
        "You ask the council to look again",
    ),
    "travel to school, by topics": (
        ("Suspension, transport and other topics", "Transport to school or college"),
        "The council must arrange free travel",
    ),
    "independent of the council": (("Whose side are you on?",), "manages our service"),
    "an interpreter": (("Can I have this in another format or language?",), "interpreter"),
    "the last day of a letter": (
        ("I have a letter", "A final plan, new or changed"),
        "Count the days",
    ),
    "a decision": (("I do not agree with a decision. What can I do?",), "Mediation"),
    "a word": (("What does this word mean?", "S"), "SENCO"),
    "somebody to call tonight": (("I want to talk to somebody",), "Who else you can call"),
}
"""What families came for and did not find (25 November 2026): the links to follow from the home
page, and words of the answer."""


@pytest.mark.parametrize("question", CAME_FOR)
def test_a_question_is_answered_within_two_clicks(reader: Reader, question: str) -> None:
    """On the smallest telephone, each link and the answer within three screens of where the reader
    stands."""
    links, answer = CAME_FOR[question]
    assert len(links) <= MOST_CLICKS
    reader.screen(SMALLEST)
    reader.open("/")
    main = reader.page.get_by_role("main")
    for name in links:
        link = _first_seen(main.get_by_role("link", name=name, exact=True))
        assert _screens(link) <= MOST_SCREENS, name
        link.click()
        reader.page.wait_for_load_state()
    assert _screens(_first_seen(main.get_by_text(answer))) <= MOST_SCREENS


def _first_seen(things: Locator) -> Locator:
    things.first.wait_for(state="attached")
    return next(thing for thing in things.all() if thing.is_visible())


def _screens(thing: Locator) -> float:
    """How many screens below the top of this one a thing ends."""
    box = thing.bounding_box()
    assert box is not None
    return (box["y"] + box["height"]) / SMALLEST[1]
