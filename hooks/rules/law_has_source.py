"""Every time limit, letter and topic names its law and links to it, and every option links to an
official source.

So does every quotation that says of itself that it was read in the original.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from hooks.built.site import Site
from hooks.sources import letters
from hooks.sources.findings import Finding
from hooks.sources.records import Deadlines

NAME = "law-has-source"
OFFICIAL = (
    "legislation.gov.uk",
    "gov.uk",
    "lgo.org.uk",
    "equalityadvisoryservice.com",
    "judiciary.uk",
)


def official(url: str) -> bool:
    """Whether an address belongs to the law itself, or to the public body that applies it."""
    host = urlsplit(url).hostname or ""
    return any(host == known or host.endswith("." + known) for known in OFFICIAL)


def check(site: Site) -> Iterator[Finding]:
    for page, built in site.each(site.content.routes):
        if not any(official(link.target) for link in built.links if link.tag == "a"):
            yield Finding(
                site.content.project_path(page.src),
                page.at.body_line,
                "An option must link to the law or the public body it rests on, such as"
                " legislation.gov.uk.",
                NAME,
            )
    for record, built in site.each(site.content.of(Deadlines)):
        targets = {link.target for link in built.links}
        for number, limit in enumerate(record.deadlines):
            if str(limit.url) not in targets or limit.law not in built.text:
                yield Finding(
                    site.content.project_path(record.src),
                    record.line_of("deadlines", number),
                    f'The time limit "{limit.title}" must be shown with its law, linked.',
                    NAME,
                )
    for letter, built in site.each(site.content.letters):
        targets, path = {link.target for link in built.links}, site.content.project_path(letter.src)
        for number, one in enumerate(letter.law):
            if (
                str(one.url) not in targets
                or one.law not in built.text
                or not official(str(one.url))
            ):
                yield Finding(
                    path,
                    letter.line_of("law", number),
                    f'A letter must show its law "{one.law}" with a link to the law itself, such as'
                    " legislation.gov.uk.",
                    NAME,
                )
        if letter.cite not in letters.text(letters.sheet(site.content, letter)):
            yield Finding(
                path,
                letter.line_of("cite"),
                "A letter must name its law in its own words: write {law} in one of its pieces.",
                NAME,
            )
    for topic, _ in site.each(site.content.topics):
        for number, one in enumerate(topic.law):
            if not official(str(one.url)):
                yield Finding(
                    site.content.project_path(topic.src),
                    topic.line_of("law", number),
                    f'A topic must name its law "{one.law}" with a link to the law itself or to'
                    " the public body that applies it, such as legislation.gov.uk.",
                    NAME,
                )
    content = site.content
    for name, quotation in content.quotations.items():
        if quotation.held == "read in the original" and not official(str(quotation.url or "")):
            yield Finding(
                *content.quotation_places[name],
                f'The quotation "{name}" says that it was read in the original, so its "url" must'
                ' lead there, such as to legislation.gov.uk. Else write "held: as quoted by the'
                ' service".',
                NAME,
            )
