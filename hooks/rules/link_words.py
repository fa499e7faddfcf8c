"""The words of a link say where it leads: no "click here", no address that is no link (WCAG 2.2,
2.4.4).

People who listen to a page hear its links as a list, without the words around them. A website that
is a fact of a record is shown as its address on purpose, because it is printed too; so is one that
a writer puts between < and >, which Markdown makes a link.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.records import Publicity
from hooks.words import links
from hooks.words.passages import passages

NAME = "link-words"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    typed = [text for one in content.notices for text in (one.words, one.deadline_help)]
    for page in content.pages:
        printed = isinstance(page, Publicity)
        for passage in passages(content, page):
            typed.append(passage.typed)
            for fault in links.faults(content, passage.typed, printed=printed):
                yield Finding(content.project_path(page.src), passage.line, fault, NAME)
    shown = {words for text in typed if "](" in text for words, _ in links.LINK.findall(text)}
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
