"""Dates, times and numbers have one style: 22 November 2026, 5:30pm, 9am to 5pm, 1,000, 25%.

Source: GOV.UK style guide, "Dates", "Times" and "Numbers". One style lets people compare a page
with their letter. Left alone: quotations, names of laws and forms, addresses, and the facts that
records hold.
"""

from collections.abc import Iterator

from hooks.built.page_by_page import of_one_page
from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.records import Page, Publicity
from hooks.words import style
from hooks.words.passages import holding, names_of, ours

NAME = "one-style"


def check(site: Site) -> Iterator[Finding]:
    for page in site.content.pages:
        yield from _on_page(site, page)


@of_one_page
def _on_page(site: Site, page: Page) -> Iterator[Finding]:
    content = site.content
    names = names_of(content)
    for passage in holding(content, page, style.HAS_NUMBER):
        text = ours(passage.english, names)
        for fault in style.faults(content, text, printed=isinstance(page, Publicity)):
            yield Finding(content.project_path(page.src), passage.line, fault, NAME)
