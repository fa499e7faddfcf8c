"""Abbreviations and hard words are explained where a page first uses them; what the page of words says is offered (E10, P20).

Source: GOV.UK, "Accessible communication formats", updated 17 June 2026: avoid acronyms and jargon. An abbreviation is explained
by the words that its letters stand for. Hard words are the entries of the page of words that say `explain: true`. Left alone:
quotations, names, and abbreviations in spelling.txt that everybody knows. Titles and headings may stand before the explanation.
"""

import re
from collections.abc import Iterator

from hooks import language
from hooks.built import Site
from hooks.content import Content
from hooks.findings import Finding
from hooks.prose import Names, Passage, holding, names_of, ours, passages
from hooks.records import Organisation, Page, Word

KEEPS = ("E10", "P20")
NAME = "words-explained"
ABBREVIATION = re.compile(r"(?<![\w.])(?=[A-Za-z]*[A-Z][a-z]?[A-Z])[A-Z][A-Za-z]+(?![\w.]*\d)(?!\.\w)\b")
"""Two capitals or more, with one small letter between them at the most: EHC, DfE. Forms such as SEND35A are names."""
CAPITALS = re.compile(r"[A-Z][a-z]?[A-Z]")
"""Stands in every abbreviation: many pages have none."""
SURE = 4
LONGEST = 9
"""No abbreviation is longer."""
SMALL = frozenset({"and", "or", "of", "the", "a", "an", "for", "to", "in", "with"})
SAYS_SO = re.compile(r"\bmeans?\b|\bshort for\b|\bstands for\b|\bthat is\b|\bis (?:an?|the|money|when|what|where|how)\b|\bcalled\b|\(|, (?:an?|the|which)\b", re.IGNORECASE)


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    explained = {word.casefold(): entry for entry in content.words for word in (entry.word, *entry.also_called)}
    for page in content.pages:
        if page.layout != "words":
            found = passages(content, page)
            yield from _abbreviations(content, page, found, explained)
            yield from _hard_words(content, page, found)


def _abbreviations(content: Content, page: Page, found: tuple[Passage, ...], explained: dict[str, Word]) -> Iterator[Finding]:
    if next(holding(content, page, CAPITALS), None) is None:
        return
    names, done = names_of(content), set()
    whole = f"{page.full_name} ({page.title})" if isinstance(page, Organisation) else ""
    for number, passage in enumerate(found):
        for short in ABBREVIATION.findall(_without(names, ours(passage.text))):
            short = short.removesuffix("s")
            if short in done or short in content.spelling or shouted(content, short):
                continue
            body = not (passage.front or passage.heading)
            before = found[:number + 1] if body else found
            if not any(spelt_out(short, text) for text in (whole, *(other.text for other in before))):
                entry = explained.get(short.casefold())
                offer = f' {"We explain it as"}: "{entry.word}: {entry.means}"' if entry else ""
                yield Finding(content.project_path(page.src), passage.line,
                              f'"{short}" must be written out where this page first uses it, with the short form in brackets.{offer}', NAME)
                done.add(short)
            elif body:
                done.add(short)


def shouted(content: Content, word: str) -> bool:
    """Whether capitals are a shout and no abbreviation: a word of the dictionary that no record knows, or one too long. The rule
    `capitals` names those."""
    if not word.isupper() or word in known_abbreviations(content):
        return False
    return len(word) > LONGEST or (language.can_spell() and language.spelt(word.lower()))


def known_abbreviations(content: Content) -> frozenset[str]:
    """What the records hold in capitals: words, names of bodies, and abbreviations that everybody knows."""
    if "_abbreviations" not in content.__dict__:
        known = {part for entry in content.words for word in (entry.word, *entry.also_called) for part in word.split()} | content.spelling
        known |= {part for body in content.organisations for name in (body.title, *body.also_called) for part in name.split()}
        content.__dict__["_abbreviations"] = frozenset(known)
    return content.__dict__["_abbreviations"]


def _without(names: Names, text: str) -> str:
    """Text without names; a name that is nothing but an abbreviation has to be written out like any other."""
    return names.sub(lambda name: name[0] if ABBREVIATION.fullmatch(name[0]) else " ", text)


def spelt_out(short: str, text: str) -> bool:
    """Whether words whose first letters make up the abbreviation stand beside it: "Department for Education (DfE)".

    With three letters or fewer that may be chance, so the text must also say that it explains: by brackets, "means" and the like.
    """
    if not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text) or (len(short) < SURE and not SAYS_SO.search(text)):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text) if word != short]
    letters = short.casefold()
    return any(_spells(letters, words[start:start + 2 * len(letters)]) for start in range(len(words)))


def _spells(letters: str, words: list[str]) -> bool:
    """Whether the words, from the first on, begin with these letters in order. Small words and other short forms may be passed over."""
    left = letters
    for number, word in enumerate(words):
        if word.isupper() and left.startswith(word.casefold()):
            left = left[len(word):]
        elif word[0].casefold() == left[0]:
            left = left[1:]
        elif not number or not (word.isupper() or word.casefold() in SMALL):
            return False
        if not left:
            return True
    return False


def _hard_words(content: Content, page: Page, found: tuple[Passage, ...]) -> Iterator[Finding]:
    whole = "\n".join(passage.text for passage in found).casefold()
    for entry in content.words:
        if not entry.explain or entry.word.casefold() not in whole:
            continue
        word = re.compile(rf"(?<!\w){re.escape(entry.word)}s?(?!\w)", re.IGNORECASE)
        for number, passage in enumerate(found):
            if passage.heading or passage.front or not word.search(ours(passage.text)):
                continue
            linked = re.search(rf"\[[^\]]*{re.escape(entry.word)}[^\]]*\]\(", passage.typed, re.IGNORECASE)
            after = " ".join(other.text for other in found[number:number + 2])
            if not linked and not SAYS_SO.search(after[word.search(after).start():] if word.search(after) else ""):
                yield Finding(content.project_path(page.src), passage.line,
                              f'"{entry.word}" must be explained where this page first uses it, or be a link to the page of words. '
                              f'We explain it as: "{entry.means}"', NAME)
            break
