"""Abbreviations and hard words are explained where a page first uses them; what the page of words
says is offered.

Source: GOV.UK, "Accessible communication formats", updated 17 June 2026: avoid acronyms and jargon.
An abbreviation is explained by the words that its letters stand for. Hard words are the entries of
the page of words that say `explain: true`. Left alone: quotations, names, and abbreviations in
spelling.txt that everybody knows. Titles and headings may stand before the explanation.
"""

import re
from collections.abc import Iterator

from hooks.built.page_by_page import of_one_page
from hooks.built.site import Site
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.once import once
from hooks.sources.records import Organisation, Page, Word
from hooks.words.abbreviations import SAYS_SO, shouted, spelt_out
from hooks.words.passages import Names, Passage, holding, names_of, ours, passages

NAME = "words-explained"
ABBREVIATION = re.compile(
    r"(?<![\w.])(?!Mc[A-Z][a-z])(?=[A-Za-z]*[A-Z][a-z]?[A-Z])[A-Z][A-Za-z]+(?![\w.]*\d)"
    r"(?!\.\w)\b"
)
"""Two capitals or more, with one small letter between them at the most: EHC, DfE. Forms such as
SEND35A are names, and so is McDonald."""
CAPITALS = re.compile(r"[A-Z][a-z]?[A-Z]")
"""Stands in every abbreviation: many pages have none."""


def check(site: Site) -> Iterator[Finding]:
    for page in site.content.pages:
        if page.layout != "words":
            yield from _on_page(site, page)


@of_one_page
def _on_page(site: Site, page: Page) -> Iterator[Finding]:
    content = site.content
    found = passages(content, page)
    yield from _abbreviations(content, page, found, _explained(content))
    yield from _hard_words(content, page, found)


@once
def _explained(content: Content) -> dict[str, Word]:
    """The entries of the page of words, by each of their names in small letters."""
    return {
        word.casefold(): entry
        for entry in content.words
        for word in (entry.word, *entry.also_called)
    }


def _abbreviations(
    content: Content, page: Page, found: tuple[Passage, ...], explained: dict[str, Word]
) -> Iterator[Finding]:
    if next(holding(content, page, CAPITALS), None) is None:
        return
    names, done = names_of(content), set()
    dead = {
        phrase.removesuffix("s") for entry in content.wording for phrase in entry.words
    }  # named by takes-no-side, which says what to write
    whole = f"{page.full_name} ({page.title})" if isinstance(page, Organisation) else ""
    for number, passage in enumerate(found):
        for typed in ABBREVIATION.findall(_without(names, ours(passage.english))):
            short = typed.removesuffix("s")
            if (
                short in done
                or short in content.spelling
                or shouted(content, short)
                or short in dead
            ):
                continue
            body = not (passage.front or passage.heading)
            before = found[: number + 1] if body else found
            if not any(
                spelt_out(short, text) for text in (whole, *(other.text for other in before))
            ):
                entry = explained.get(short.casefold())
                offer = f' {"We explain it as"}: "{entry.word}: {entry.means}"' if entry else ""
                yield Finding(
                    content.project_path(page.src),
                    passage.line,
                    f'"{short}" must be written out where this page first uses it, with the short'
                    f" form in brackets.{offer}",
                    NAME,
                )
                done.add(short)
            elif body:
                done.add(short)


def _without(names: Names, text: str) -> str:
    """Text without names; a name that is nothing but an abbreviation has to be written out like any
    other."""
    return names.sub(lambda name: name[0] if ABBREVIATION.fullmatch(name[0]) else " ", text)


def _hard_words(content: Content, page: Page, found: tuple[Passage, ...]) -> Iterator[Finding]:
    whole = "\n".join(passage.text for passage in found).casefold()
    for entry in content.words:
        if not entry.explain or entry.word.casefold() not in whole:
            continue
        word = re.compile(rf"(?<!\w){re.escape(entry.word)}s?(?!\w)", re.IGNORECASE)
        for number, passage in enumerate(found):
            if passage.heading or passage.front or not word.search(ours(passage.english)):
                continue
            linked = re.search(
                rf"\[[^\]]*{re.escape(entry.word)}[^\]]*\]\(", passage.typed, re.IGNORECASE
            )
            after = " ".join(other.text for other in found[number : number + 2])
            met = word.search(after)
            if not linked and not SAYS_SO.search(after[met.start() :] if met else ""):
                yield Finding(
                    content.project_path(page.src),
                    passage.line,
                    f'"{entry.word}" must be explained where this page first uses it, or be a link'
                    f' to the page of words. We explain it as: "{entry.means}"',
                    NAME,
                )
            break
