"""The words of a link say where it leads: no "click here", no address that is no link (WCAG 2.2,
2.4.4).

People who listen to a page hear its links as a list, without the words around them. A website that
is a fact of a record is shown as its address on purpose, because it is printed too; so is one that
a writer puts between < and >, which Markdown makes a link.
"""

from collections.abc import Iterator

from hooks.built.page_by_page import rows_of_one_page
from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.records import Page, Publicity
from hooks.words import links
from hooks.words.passages import passages

NAME = "link-words"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    typed = [text for one in content.notices for text in (one.words, one.deadline_help)]
    shown = {words for text in typed for words in _linked(text)}
    for page in content.pages:
        for line, words, fault in _typed(site, page):
            shown |= {words} - {""}
            if fault:
                yield Finding(content.project_path(page.src), line, fault, NAME)
    for _, built in site.each(content.pages):
        for link in built.links:  # links that a layout wrote
            if (
                link.tag == "a"
                and link.text.strip(" .→>!").casefold() in links.EMPTY
                and link.text not in shown
            ):
                shown.add(link.text)
                yield Finding(
                    *site.where(built),
                    f'The link "{link.text}" of this page\'s layout must say where it leads.',
                    NAME,
                )


@rows_of_one_page
def _typed(site: Site, page: Page) -> Iterator[tuple[int, str, str]]:
    """The words of each link of a page and the faults of its lines, one of the two in each row."""
    content, printed = site.content, isinstance(page, Publicity)
    for passage in passages(content, page):
        yield from ((passage.line, words, "") for words in _linked(passage.typed))
        for fault in links.faults(content, passage.typed, printed=printed):
            yield passage.line, "", fault


def _linked(text: str) -> Iterator[str]:
    """The words of the links of a text."""
    return (words for words, _ in (links.LINK.findall(text) if "](" in text else ()))
