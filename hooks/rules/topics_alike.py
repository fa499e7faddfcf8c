"""Every topic has the same parts in the same order, each from its own record, and every duty names
its law.

A part with nothing to say is left out. The answer is two sentences. A duty is one item with a link
to a law that the topic lists, so that readers see how sure we are of it. Options, organisations,
time limits, letters and words come from their own records; the list of topics shows them all.
"""

import re
from collections.abc import Iterator

from hooks.built.link_targets import resolve
from hooks.built.site import BuiltPage, Site
from hooks.sources import topics
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.records import DUTY_BEARERS, Topic
from hooks.time_limits.shown import Clock
from hooks.words.passages import sentences

NAME = "topics-alike"
LINK = re.compile(r"\]\((https://[^)\s]+)\)")
ANSWER = 2
"""Sentences of an answer."""


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    for topic, built in site.each(content.topics):
        path = content.project_path(topic.src)
        for line, says in (*_record(topic), *_shown(content, topic, built)):
            yield Finding(path, line, says, NAME)
    for listing, built in site.each([page for page in content.pages if page.layout == "topics"]):
        led = [resolve(built.address, link.target)[0] for link in built.links if link.tag == "a"]
        for topic in content.topics:
            if "/" + topic.url not in led:
                yield Finding(
                    content.project_path(listing.src),
                    1,
                    f'The list of topics must show "{topic.title}" too.',
                    NAME,
                )


def _record(topic: Topic) -> Iterator[tuple[int, str]]:
    """What the record itself says otherwise than other topics do, with its line."""
    if len(sentences(topic.answer)) != ANSWER:
        yield (
            topic.line_of("answer"),
            f'"answer" must be two sentences; it has {len(sentences(topic.answer))}.',
        )
    listed = {str(one.url) for one in topic.law}
    for name, _ in DUTY_BEARERS if topic.must else ():
        for number, duty in enumerate(getattr(topic.must, name)):
            line = topic.line_of("must", name, number)
            links = LINK.findall(duty)
            if not links:
                yield (
                    line,
                    "Each duty must have a link to its law: write [section 36](https://...).",
                )
            for url in links:
                if url not in listed:
                    yield (
                        line,
                        f'The law of a duty must stand in "law" too, with how sure we are: {url}.',
                    )


def _shown(content: Content, topic: Topic, built: BuiltPage) -> Iterator[tuple[int, str]]:
    """What the layout leaves out or shows otherwise than on other topics."""
    parts = [label for _, label in topics.parts(content, topic)]
    shown = [heading.text for heading in built.headings if heading.level == 2]
    for label in parts:
        if label not in shown:
            yield 1, f'Every topic must show "{label}"; the layout leaves it out.'
    if set(parts) <= set(shown) and [label for label in shown if label in parts] != parts:
        yield 1, "Every topic must have its parts in the same order; the layout changes it."
    led = [resolve(built.address, link.target) for link in built.links if link.tag == "a"]
    clock = Clock(content)
    wanted = [
        *((f"/{clock.page_of(one).url}", one.id) for one in topics.limits(content, topic)),
        *((f"/{one.url}", "") for one in topics.routes(content, topic)),
        *((f"/{one.url}", "") for one in topics.bodies(content, topic)),
        *((f"/{one.url}", "") for one in topics.letters(content, topic)),
    ]
    for address, place in wanted:
        if (address, place) not in led:
            yield (
                1,
                (
                    "Every topic must lead to what it names:"
                    f' "{address}{place and "#" + place}" is missing; the layout leaves it out.'
                ),
            )
    for what, pages in (
        ("options", topics.routes(content, topic)),
        ("organisations", topics.bodies(content, topic)),
    ):
        titles = [page.title for page in pages]
        order = [heading.text for heading in built.headings if heading.text in titles]
        if sorted(order) == sorted(titles) and order != titles:
            yield 1, f"Every topic must show its {what} A to Z; the layout changes the order."
    named = {(link.target, link.text) for link in built.links}
    for number, one in enumerate(topic.law):
        if (str(one.url), one.law) not in named:
            yield (
                topic.line_of("law", number),
                f'Every topic must show its law "{one.law}", linked; the layout leaves it out.',
            )
