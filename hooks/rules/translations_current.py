"""A page in another language says what the page that it translates says today.

Its record holds a mark of the words that were translated. Where they have changed since, the page
says so to its readers, and its owner is told.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding

NAME = "translations-current"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    for page in content.pages:
        original = content.page(page.translates) if page.translates else None
        if original is not None and content.is_outdated(page):
            yield Finding(
                content.project_path(page.src),
                page.line_of("translated"),
                f'{page.owner}: "{original.title}" has changed since this was translated. Compare'
                f' both, put the words right, then write "translated: {original.digest}".',
                NAME,
            )
