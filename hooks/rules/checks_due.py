"""Every page says when a person last checked it, and is listed when its next check is due.

A date that passes is only a notice: it never turns a good build red.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding


def check(site: Site) -> Iterator[Finding]:
    for page in site.content.pages:
        path = site.content.project_path(page.src)
        if page.checked is None:
            yield Finding(
                path,
                page.line_of("checked"),
                f"No person has checked this page yet. Ask: {page.owner}.",
                "checks-due",
            )
        elif page.due and page.due < site.content.today:
            yield Finding(
                path,
                page.line_of("checked"),
                f"The check of this page was due on {page.due:%-d %B %Y}. Ask: {page.owner}.",
                "checks-due",
            )
