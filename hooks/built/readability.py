"""The reading age of a page: Flesch-Kincaid grade plus five, over our own sentences.

Formula: Kincaid and others, 1975: 0.39 x words a sentence + 11.8 x syllables a word - 15.59 is a
United States school grade; a child in grade 4 is nine, so five is added. Why this one: it needs no
word list of its own, and GOV.UK's and our own goal ("reading age 9") is usually measured with it.
Its limits, honestly: it knows nothing of meaning, order or layout, it calls a long familiar word
("information") hard and a short strange one easy, and below 100 words its number says little, so
none is given.

Counted: paragraphs and list items in our own words. Not counted: headings, labels, quotations,
addresses, sentences that the accessibility regulations prescribe, the box "About this page". A name
(of a body, a law, the service) counts one syllable a word: nobody can write it shorter.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hooks.built.page_by_page import rows_of_one_page
from hooks.built.site import Site
from hooks.sources import dictionary, site_records
from hooks.sources.build_day import today
from hooks.sources.once import once
from hooks.sources.prescribed import is_prescribed
from hooks.sources.records import Page
from hooks.words.passages import WORD, names_of, sentences, without_addresses

GRADE_TO_AGE = 5
FEWEST_WORDS = 100
SKIPPED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "label", "summary"})

BY_LAYOUT = {"easy-read": 9, "policy": 12, "promises": 12, "deadlines": 12}
"""Pages that must keep to the words of a law or a policy may be harder; Easy Read must be
easier."""
BY_AUDIENCE = {"young people": 10, "families": 11, "everyone": 11, "professionals": 12, "staff": 12}
"""Chosen by measuring every page of the first site, then rounded down to what nearly all of them
already kept."""
OTHERS_WORDS = frozenset({"site-map", "search", "copy"})
"""Layouts that list the titles of other pages."""


@dataclass(frozen=True, slots=True)
class Age:
    """The reading age of one page. `exact` is None where there are too few words to say."""

    page: Page
    words: int
    exact: float | None
    limit: int

    @property
    def years(self) -> int | None:
        """As it is shown and compared: whole years."""
        return None if self.exact is None else round(self.exact)


def limit_of(page: Page) -> int:
    """The page's own limit: its entry `reading_age`, else its layout's, else its audience's."""
    return page.reading_age or BY_LAYOUT.get(page.layout) or BY_AUDIENCE[page.audience]


@once
def ages(site: Site) -> tuple[Age, ...]:
    """Every page that has words of its own. Counted once: a page shows it and a rule asks for
    it."""
    return tuple(
        Age(page, words, exact, limit_of(page))
        for page, _ in site.each(site.content.pages)
        if page.layout not in OTHERS_WORDS
        for words, exact in _measured(site, page)
    )


@rows_of_one_page
def _measured(site: Site, page: Page) -> Iterator[tuple[int, float | None]]:
    """The words of one page, and its exact age."""
    names, built = names_of(site.content), site.built(page)
    count = lines = sounds = 0
    for block in built.blocks if built else ():
        if block.quoted or block.aside or block.tag in SKIPPED or is_prescribed(page, block.text):
            continue
        if block.text[-1] not in ".!?:;" and len(block.text.split()) < 5:
            continue  # a label, such as "Phone"
        text = names.as_words(
            without_addresses(block.text), lambda name: " ".join("a" for _ in name.split())
        )
        for sentence in sentences(text):
            here = 0
            for typed in sentence.split():
                words, heard = _counted(typed)
                here, sounds = here + words, sounds + heard
            if here:
                lines, count = lines + 1, count + here
    exact = (
        0.39 * count / lines + 11.8 * sounds / count - 15.59 + GRADE_TO_AGE
        if count >= FEWEST_WORDS
        else None
    )
    yield count, exact


@lru_cache(maxsize=1 << 16)
def _counted(typed: str) -> tuple[int, int]:
    """Words and syllables of what stands between two spaces."""
    words = WORD.findall(typed)
    return len(words), sum(map(dictionary.syllables, words))


def main(arguments: Sequence[str] | None = None) -> int:
    """The reading age of each page, hardest first."""
    parser = argparse.ArgumentParser(
        prog="python -m hooks reading-ages",
        description="Says how hard each page is to read, hardest first.",
    )
    parser.add_argument("site", type=Path, help="the built folder")
    parser.add_argument(
        "--config", type=Path, default=Path("mkdocs.yml"), help="the site's settings"
    )
    options = parser.parse_args(arguments)
    site = Site(site_records.read(options.config, today()), options.site.resolve())
    for age in sorted(ages(site), key=lambda age: -(age.exact or 0)):
        shown = "  --" if age.exact is None else f"{age.exact:4.1f}"
        print(
            f"{shown}  limit {age.limit:2}  {age.words:5} words "
            f" {site.content.project_path(age.page.src)}"
        )
    return 0
