"""The service itself confirms the facts that only it can know, before the site may be published.

Who approves changes is one of them: nobody may change a family's information unseen. Another is
what an item of publicity says in another language: no check here reads it, and it stands beside the
policy.
"""

import re
from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources import owners
from hooks.sources.findings import Finding
from hooks.sources.records import Publicity
from hooks.words import foreign

MARK = re.compile(r"\blang ?= ?[\"'“”]?([A-Za-z]{2,3}\b[\w-]*)|^/// language \| ([A-Za-z-]+)")
"""A language that is marked on words, or on a block."""


def check(site: Site) -> Iterator[Finding]:
    contact = site.content.contact
    for question in site.content.to_confirm:
        if contact is not None:
            missing = site.content.open_facts(question)
            yield Finding(
                site.content.project_path(contact.src),
                contact.line_of("must_confirm", contact.must_confirm.index(question)),
                f"The service must confirm: {question.ask} (not confirmed: {', '.join(missing)})",
                "service-confirms",
            )
    if site.content.no_approver is not None:
        yield Finding(
            owners.FILE.as_posix(),
            site.content.no_approver.line,
            f"The service must confirm: {owners.ASK} To do so, {site.content.no_approver.how}.",
            "service-confirms",
        )
    for item in site.content.publicity:
        marked: dict[str, int] = {}
        for code, line in _in_other_languages(item):
            marked.setdefault(code, line)
        if marked and item.checked is None:
            names = " and ".join(map(foreign.name, marked))
            yield Finding(
                site.content.project_path(item.src),
                next(iter(marked.values())),
                f"The service must confirm: do the words in {names} say nothing against the policy"
                " that stands beside them? No check here reads them. To do so, let somebody read"
                ' them who knows the language, and write the day into "checked".',
                "service-confirms",
            )


def _in_other_languages(item: Publicity) -> Iterator[tuple[str, int]]:
    """The codes of the languages that an item holds words in, each with a line."""
    if item.language:
        yield item.language, item.line_of("language")
    for line, typed in enumerate(item.body.splitlines(), item.at.body_line):
        for one, two in MARK.findall(typed):
            if not item.language:
                yield one or two, line
