"""The same law is marked the same way wherever a record names it.

A family reads on a topic that we checked a rule, and on its time limit that we did not: it can
then trust neither. Where we read one part of a law and not another, each has its own address.
"""

from __future__ import annotations

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.records import Deadline, Deadlines, Letter, LetterLaw, Page, Topic

NAME = "law-marked-alike"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    first: dict[str, tuple[str, str]] = {}
    """Each address, with its mark and the place that gave it first."""
    for page, entry, number, one in _named(content):
        path, line = content.project_path(page.src), page.line_of(entry, number, "sure")
        mark, place = first.setdefault(str(one.url), (one.sure, f"{path}:{line}"))
        if mark != one.sure:
            yield Finding(
                path,
                line,
                f'{one.url} is "{one.sure}" here, and "{mark}" in {place}. Write the same mark in'
                " both or, for another part of that law, the address of the part.",
                NAME,
            )


def _named(content: Content) -> Iterator[tuple[Page, str, int, Deadline | LetterLaw]]:
    """Each law that a record marks: its page, where it stands there, and what is said of it."""
    for record in content.of(Deadlines):
        yield from ((record, "deadlines", n, one) for n, one in enumerate(record.deadlines))
    pages: list[Letter | Topic] = [*content.letters, *content.topics]
    for page in pages:
        yield from ((page, "law", n, one) for n, one in enumerate(page.law))
