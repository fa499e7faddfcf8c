"""No word stands in block capitals unless it is an abbreviation.

Source: British Dyslexia Association, style guide: avoid all capitals; some screen readers spell
them out. A word of the dictionary in capitals is a shout; other capitals are abbreviations, which
`words-explained` looks at.
"""

from collections.abc import Iterator

from hooks.built.page_by_page import of_one_page
from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.records import Page
from hooks.words import capitals
from hooks.words.passages import holding, names_of, ours, passages

NAME = "capitals"


def check(site: Site) -> Iterator[Finding]:
    for page in site.content.pages:
        yield from _on_page(site, page)


@of_one_page
def _on_page(site: Site, page: Page) -> Iterator[Finding]:
    content = site.content
    names = names_of(content)
    explained = [other.text for other in passages(content, page)]
    for passage in holding(content, page, capitals.TWO):
        for fault in capitals.faults(content, ours(passage.english, names), explained):
            yield Finding(content.project_path(page.src), passage.line, fault, NAME)
