"""Every letter that a family can send is shown alike, word for word as its record has it, and holds
nothing of ours.

It is the family's letter: the page says the same of each, and a layout adds nothing to it, no name,
no logo and no advice. The list of letters shows them all, in the same way.
"""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from hooks.built.link_targets import resolve
from hooks.built.site import Site
from hooks.printed.normalise import letters as only_letters
from hooks.sources import letters
from hooks.sources.findings import Finding

NAME = "letters-alike"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    for page, built in site.each(content.letters):
        path = content.project_path(page.src)
        labels = [label for _, label in letters.SHOWN]
        shown = [block for block in built.own if block in labels]
        for label in labels:
            if label not in shown:
                yield Finding(
                    path, 1, f'Every letter must show "{label}"; the layout leaves it out.', NAME
                )
        if sorted(shown) == sorted(labels) and shown != labels:
            yield Finding(
                path,
                1,
                "Every letter must show the same facts in the same order; the layout changes it.",
                NAME,
            )
        article = LexborHTMLParser(site.html(page)).css_first("article.letter")
        wanted = letters.text(letters.sheet(content, page))
        if (
            article is None
            or only_letters(article.text()) != only_letters(wanted)
            or article.css_first("img, svg, a, section")
        ):
            yield Finding(
                path,
                1,
                "The letter must stand on its page word for word as its record and the frame of all"
                " letters have it, and hold nothing else; the layout changes it.",
                NAME,
            )
    for listing, built in site.each([page for page in content.pages if page.layout == "letters"]):
        led = {resolve(built.address, link.target)[0] for link in built.links if link.tag == "a"}
        for letter in content.letters:
            if "/" + letter.url not in led:
                yield Finding(
                    content.project_path(listing.src),
                    1,
                    f'The list of letters must show "{letter.title}" too.',
                    NAME,
                )
