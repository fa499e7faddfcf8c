"""No sentence of ours has more than 25 words.

Source: Government Digital Service, "Sentence length: why 25 words is our limit", 4 August 2014.
Left alone: quotations, the names of bodies and laws (each counts as one word) and the sentences
that the accessibility regulations prescribe. A sentence of a record that other pages show too is
named once, where it was typed.
"""

import re
from collections.abc import Iterator

from hooks.built.page_by_page import of_one_page
from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.prescribed import is_prescribed
from hooks.sources.records import Page
from hooks.words.passages import (
    COUNTED,
    FACT_WORD,
    MOST_WORDS,
    QUOTED,
    line_of_words,
    names_of,
    sentences,
)

NAME = "plain-words"


def check(site: Site) -> Iterator[Finding]:
    found = list(_too_long(site))
    typed = {finding.message for finding in found if finding.line > 1}
    yield from (one for one in found if one.line > 1 or one.message not in typed)


def _too_long(site: Site) -> Iterator[Finding]:
    """Each long sentence on each page that shows it; on line 1 where the page did not type it."""
    for page, _ in site.each(site.content.pages):
        yield from _on_page(site, page)


@of_one_page
def _on_page(site: Site, page: Page) -> Iterator[Finding]:
    names, built = names_of(site.content), site.built(page)
    for block in built.english if built else ():
        for sentence in (
            sentences(QUOTED.sub(_left_alone, names.as_words(block, lambda _: "it")))
            if len(block.split()) > MOST_WORDS
            else ()
        ):
            count = len(COUNTED.findall(sentence))
            if count > MOST_WORDS and not is_prescribed(page, block):
                start = " ".join(sentence.split()[:6])
                yield Finding(
                    site.content.project_path(page.src),
                    line_of_words(site.content, page, start),
                    f"A sentence must have at most {MOST_WORDS} words; this one has {count}:"
                    f' "{start} ..." Make two of it.',
                    NAME,
                )


def _left_alone(quoted: re.Match[str]) -> str:
    """Words between quotation marks as one word, with the capital and the end that a sentence
    has."""
    end = quoted[0][-2:-1]
    return f"“{quoted[0][1:2]}{FACT_WORD}{end if end in '.!?' else ''}”"
