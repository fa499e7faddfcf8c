"""Every word of ours is spelt as in British English, or stands in the service's own list.

The list is spelling.txt. Dictionary: SCOWL's British English with "-ise" endings, as GOV.UK's style
guide writes, read by Hunspell. Left alone: quotations, names of bodies, names with accents,
abbreviations, addresses, and what families are known to type (`also_called`).
"""

import re
import unicodedata
from collections.abc import Iterator

from hooks.built.page_by_page import for_all_pages, rows_of_one_page
from hooks.built.site import Site
from hooks.sources import answered, dictionary
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.once import once
from hooks.sources.records import Page
from hooks.words import confused, slips
from hooks.words.passages import (
    Names,
    names_of,
    ours,
    passages,
)
from hooks.words.vocabulary import WORD, known_words, right

NAME = "spelling"
LEFT_OUT = (
    None
    if dictionary.can_spell()
    else "spelling: the British dictionary is not installed (npm ci installs it)"
)
JOINED = re.compile(r"\w['’-]\w")


def check(site: Site) -> Iterator[Finding]:
    if LEFT_OUT:
        return
    content = site.content
    typed: set[str] = set()
    wrong: set[str] = set()
    for page in content.pages:
        path = content.project_path(page.src)
        for kind, line, words in _typed(site, page):
            if kind == "said":
                yield Finding(path, line, words, NAME)
            elif kind == "misspelt":
                wrong.add(words)
                yield Finding(path, line, said(words, hint=len(wrong) <= HINTS), NAME)
            elif kind == "foreign":
                wrong.add(words)
            else:
                typed.add(words)
    asked = (f"{NAME} of settings", for_all_pages(content))
    for path, line, fault in answered.rows(asked, lambda: _of_settings(content)):
        yield Finding(path, line, fault, NAME)
    yield from _words_of_layouts(site, typed)


def _of_settings(content: Content) -> Iterator[tuple[str, int, str]]:
    """Words of the settings that are misspelt: file, line, and what to do."""
    names, known, fine = names_of(content), known_words(content), _fine(content)
    for setting in content.settings:
        for word in _doubtful(setting.words, names, known, fine):
            if not right(word, known):
                yield setting.path, setting.line, said(word)


@rows_of_one_page
def _typed(site: Site, page: Page) -> Iterator[tuple[str, int, str]]:
    """What the words of a page are that the dictionary does not know, with their lines: "misspelt",
    "foreign" where they stand in another language, or no more than "typed". And what is "said" of a
    line."""
    names, known = names_of(site.content), known_words(site.content)
    fine = _fine(site.content)
    if page.language:  # other pages name it as it is called
        yield from _unknown(f"{page.title} {page.description}", known)
    for passage in passages(site.content, page):
        doubtful = _doubtful(passage.english, names, known, fine)
        yield from _unknown(" ".join(doubtful), known)
        if passage.text != passage.english:  # what stands there is named, or another language's
            yield from _unknown(passage.text, known)
        misspelt = [
            word for word in doubtful if not right(word, known) and not confused.is_short(word)
        ]
        words = [word for word in misspelt if not _a_name(word, passage.english)]
        if _of_another_language(words, passage.english):
            yield from (("foreign", passage.line, word) for word in misspelt)
            start = " ".join(WORD.findall(passage.english)[:4])
            yield "said", passage.line, MARK_IT.format(start)
        else:
            for slip in (
                *slips.found(passage.english, passage.typed),
                *confused.found(ours(passage.english, names), site.content.spelling),
            ):
                yield "said", passage.line, slip
            yield from (("misspelt", passage.line, word) for word in words)


def _unknown(text: str, known: frozenset[str]) -> Iterator[tuple[str, int, str]]:
    """The words of a text that are not known to be right."""
    return (("typed", 0, word) for word in WORD.findall(text) if not right(word, known))


@once
def _fine(content: Content) -> set[str]:
    """What stood between two spaces and was right."""
    return set()


SHORT = 7


def _a_name(word: str, text: str) -> bool:
    """Whether a word is a name, and no misspelt word of the dictionary: it has a capital, plain
    letters, and is like no other word. Inside a sentence a capital alone says so of a short one."""
    if not (word[:1].isupper() and word.isascii() and word[1:].islower()):
        return False
    inside = any(
        not confused.BEGINS.search(text[: found.start()])
        for found in re.finditer(rf"\b{re.escape(word)}\b", text)
    )
    return (inside and len(word) < SHORT) or not any(
        other[0] == word[0] for other in dictionary.near(word)
    )


MARK_IT = (
    '"{} ..." is in no English that the dictionary knows: if it is another language, write [the'
    ' words]{{lang=pl}} with its code, or "{{: lang=pl }}" on the line below a paragraph.'
)
SEVERAL = 3


def _of_another_language(misspelt: list[str], text: str) -> bool:
    """Whether words are no misspelt English: one of other letters, or most words of a text."""
    if any(
        not unicodedata.name(sign, "").startswith("LATIN")
        for word in misspelt
        for sign in word
        if sign.isalpha()
    ):
        return True
    return len(misspelt) >= SEVERAL and len(misspelt) * 2 > len(set(WORD.findall(text)))


def _doubtful(text: str, names: Names, known: frozenset[str], fine: set[str]) -> list[str]:
    """The words of a text, where not all are known to be right. `fine` grows: what stands between
    two spaces and was right is not asked again; but what is joined to another word is, because it
    may be joined to a name that is left alone.
    """
    new = {typed for typed in text.split() if typed not in fine}
    good = {
        typed
        for typed in new
        if not JOINED.search(typed) and all(right(word, known) for word in WORD.findall(typed))
    }
    fine |= good
    return sorted(set(WORD.findall(ours(text, names)))) if len(good) < len(new) else []


def said(word: str, *, hint: bool = True) -> str:
    """The finding's sentence: what to write, or how to teach the word."""
    near = " or ".join(f'"{other}"' for other in (dictionary.near(word) if hint else ()))
    return (
        f'"{word}" must be spelt as in the British dictionary{f": write {near}" if near else ""};'
        " or, if it is right, add it to spelling.txt."
    )


HINTS = 100
"""Misspelt words for which the dictionary is asked what is near: on a page in another language it
would be asked for hours."""


A_FILE = re.compile(r"[\w-]+\.(?:pdf|docx|png|jpe?g|webp|svg|txt|yml|md)\b")


def _words_of_layouts(site: Site, typed: set[str]) -> Iterator[Finding]:
    """Words that no page's source holds: a layout wrote them. Each is named once, on the first page
    that shows it."""
    seen = set(typed)
    for page, built in site.each(site.content.pages):
        for word, is_typed in _shown(site, page):
            if word not in seen and not is_typed:
                yield Finding(*site.where(built), f"The layout of this page: {said(word)}", NAME)
            seen.add(word)


@rows_of_one_page
def _shown(site: Site, page: Page) -> Iterator[tuple[str, bool]]:
    """The words of a page as it was built that are not known to be right, and whether they stand in
    its source."""
    names, known = names_of(site.content), known_words(site.content)
    built, fine = site.built(page), _fine(site.content)
    for block in built.english if built else ():
        for word in _doubtful(A_FILE.sub("", block), names, known, fine):
            if not right(word, known):
                yield word, _typed_elsewhere(page, word)


def _typed_elsewhere(page: Page, word: str) -> bool:
    """Whether the word stands where words are left alone: an entry of names, an address, another
    way to type a word, code."""
    return word in page.body or word in str(page.model_dump(exclude={"at"}))
