"""Topics: which there are, and that what each names is shown from its own record."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from hooks.sources import topics
from hooks.sources.content import Content
from hooks.sources.records import DUTY_BEARERS, TOPIC_PARTS

ASKED_FIRST = {
    "annual-review",
    "ask-for-an-assessment",
    "becoming-an-adult",
    "cannot-go-to-school",
    "choosing-a-school",
    "exclusion",
    "health",
    "moving-to-another-area",
    "plan-not-carried-out",
    "sen-support",
    "social-care",
    "transport",
}
WITH_A_PLACE_OF_THEIR_OWN = {
    "armed-forces-families",
    "children-in-care",
    "early-years",
    "education-at-home",
    "legal-aid",
}


def test_what_families_ask_first_has_an_answer(real_content: Content) -> None:
    assert {topic.slug for topic in real_content.topics} == ASKED_FIRST | WITH_A_PLACE_OF_THEIR_OWN


def test_every_route_and_every_law_is_reached(real_content: Content) -> None:
    """No route is left out of all topics, and each topic says which law it could read."""
    led = {route for topic in real_content.topics for route in topic.routes}
    assert led == {route.src for route in real_content.routes}
    for topic in real_content.topics:
        assert topic.not_read or any(one.sure.startswith("confirmed") for one in topic.law), (
            topic.src
        )


AGAINST = {
    "school": {"school-complaint"},
    "council": {"council-complaint", "social-care-complaint"},
    "health": {"health-complaint"},
}
"""For each body that may have a duty, the routes that ask it to put something right."""


def test_a_duty_comes_with_a_route(real_content: Content) -> None:
    """Whoever must do something, a family reads on the same page what to do if it is not done."""
    for topic in real_content.topics:
        routes = {Path(route).stem for route in topic.routes}
        for bearer, against in AGAINST.items():
            if topic.must and getattr(topic.must, bearer):
                assert against & routes, f"{topic.src}: {bearer}"


def test_each_topic_has_a_drawing_of_its_own(real_content: Content, real_site: Path) -> None:
    """On its page and in the list, as decoration: no two are told apart by the words alone."""
    drawn = [topic.picture for topic in real_content.topics]
    assert None not in drawn and len(set(drawn)) == len(drawn)
    listed = (real_site / "topics" / "index.html").read_text(encoding="utf-8")
    for topic in real_content.topics:
        page = (real_site / topic.url / "index.html").read_text(encoding="utf-8")
        assert f"illustrations.svg#{topic.picture}" in page
        assert f"illustrations.svg#{topic.picture}" in listed


def test_a_topic_says_nothing_twice(real_content: Content, real_site: Path) -> None:
    """Time limits, words and bodies come out as their records have them."""
    for topic in real_content.topics:
        html = (real_site / topic.url / "index.html").read_text(encoding="utf-8")
        main = LexborHTMLParser(html).css_first("main")
        assert main is not None
        text = " ".join(main.text(separator=" ").split())
        for limit in topics.limits(real_content, topic):
            assert limit.limit in text, f"{topic.src}: {limit.id}"
        for body in topics.bodies(real_content, topic):
            assert body.title in text, f"{topic.src}: {body.slug}"
        for word in topics.words(real_content, topic):
            assert word.word in text, f"{topic.src}: {word.word}"
        appeal = next(limit for limit in real_content.deadlines if limit.id == "appeal")
        assert text.count(appeal.limit) <= 1, topic.src
        assert [label for _, label in topics.parts(real_content, topic)] == [
            node.text() for node in main.css("h2") if node.attributes.get("id") in dict(TOPIC_PARTS)
        ]
        assert [bearer for bearer, _ in topics.duties(topic)] == [
            node.text() for node in main.css("h3") if node.text() in dict(DUTY_BEARERS).values()
        ]
