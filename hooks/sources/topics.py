"""Topics: what families come for first. Everything that a topic names is taken from its own record.

A topic is national law, the same for every service. Time limits, options, organisations, letters
and words stand in their own records and are shown from there, so a topic never says them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.sources.content import Content
from hooks.sources.findings import did_you_mean
from hooks.sources.frontmatter import Place
from hooks.sources.records import (
    DUTY_BEARERS,
    TOPIC_PARTS,
    Deadline,
    Letter,
    Organisation,
    Route,
    Topic,
    Word,
)

HOW_SURE = (
    "Where nothing is marked, we checked a copy of the law, or of the official notes to it. “Seen"
    " elsewhere” means that we could not check all of it against the law as it is now."
)
ALL_ROUTES = (
    "The routes are A to Z. None is recommended. The page of each says if it has a time limit."
    " A time limit goes on running meanwhile. There is also a route"
    " [through the courts](../your-options/index.md#judicial-review), and its time is very short."
)
NAMED_LIMIT = re.compile(r"\{\{\s*deadline\.([a-z0-9-]+)\s*\}\}")
"""A time limit that words take from its record."""


def parts(content: Content, topic: Topic) -> list[tuple[str, str]]:
    """The parts that a topic has something to say in, in the order of every topic."""
    empty = {
        "must": not duties(topic),
        "by-when": not limits(content, topic),
        "letters": not letters(content, topic),
    }
    return [(name, label) for name, label in TOPIC_PARTS if not empty.get(name)]


def duties(topic: Topic) -> list[tuple[str, tuple[str, ...]]]:
    """Each body that must do something, as readers see it, and what."""
    if topic.must is None:
        return []
    found = [(label, getattr(topic.must, name)) for name, label in DUTY_BEARERS]
    return [(label, duties) for label, duties in found if duties]


def limits(content: Content, topic: Topic) -> list[Deadline]:
    """The time limits of a topic in the order in which the topic names them, which is the order in
    which a family meets them; then those of its options that it does not name itself."""
    of_routes = (NAMED_LIMIT.findall(route.time_limit) for route in routes(content, topic))
    of_routes_too = {name for names in of_routes for name in names}.difference(topic.limits)
    known = {limit.id: limit for limit in content.deadlines}
    return [
        *(known[name] for name in topic.limits if name in known),
        *(limit for limit in content.deadlines if limit.id in of_routes_too),
    ]


def family(content: Content, topic: Topic) -> str | None:
    """Who must act by several of the family's own time limits, where that takes more than one
    sentence: a topic says it once, above the list, and "the family" in it. None if none does."""
    long = [
        limit.who
        for limit in limits(content, topic)
        if limit.whose == "family" and "." in limit.who.rstrip(".")
    ]
    return next((who for who in long if long.count(who) > 1), None)


def routes(content: Content, topic: Topic) -> list[Route]:
    """The options that a topic can lead to, A to Z."""
    return [route for route in content.routes if route.src in topic.routes]


def bodies(content: Content, topic: Topic) -> list[Organisation]:
    """The organisations that can help with a topic, A to Z."""
    return [body for body in content.organisations if body.slug in topic.bodies]


def letters(content: Content, topic: Topic) -> list[Letter]:
    """The letters that fit a topic, as their own records say."""
    return [letter for letter in content.letters if topic.src in letter.pages]


def words(content: Content, topic: Topic) -> list[Word]:
    """The words that a topic explains, A to Z."""
    return [word for word in content.words if word.word in topic.explains]


def faults(content: Content, topic: Topic) -> Iterator[tuple[Place, str]]:
    """What a topic names and nobody knows: each with its place and a sentence."""
    if topic.body.strip():
        yield (
            (),
            (
                "The words of a topic stand in its entries, so that every topic is alike: write"
                " nothing below the second line of hyphens."
            ),
        )
    named = (
        ("limits", topic.limits, "time limit", [limit.id for limit in content.deadlines]),
        ("routes", topic.routes, "option", [route.src for route in content.routes]),
        ("bodies", topic.bodies, "organisation", [body.slug for body in content.organisations]),
        ("explains", topic.explains, "entry in the page of words", [w.word for w in content.words]),
    )
    for entry, names, what, known in named:
        for number, name in enumerate(names):
            if name not in known:
                yield (
                    (entry, number),
                    f'There is no {what} "{name}".{did_you_mean(name, sorted(known))}',
                )
