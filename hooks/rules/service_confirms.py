"""The service itself confirms the facts that only it can know, before the site may be published.

Who approves changes is one of them: nobody may change a family's information unseen.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources import owners
from hooks.sources.findings import Finding


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
