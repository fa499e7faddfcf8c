"""Abbreviations: which words in capitals are one, and whether words beside one are those that its
letters stand for."""

from __future__ import annotations

import re
from calendar import day_name, month_name

from hooks.sources import dictionary
from hooks.sources.content import Content
from hooks.sources.once import once
from hooks.words.patterns import later

SURE = 4
LONGEST = 9
"""No abbreviation is longer."""
VOWEL = later(r"[AEIOUY]")
"""Stands in every word that can be said; the dictionary holds others, such as "qr"."""
CALENDAR = frozenset((*day_name, *month_name[1:]))
SMALL = frozenset({"and", "or", "of", "the", "a", "an", "for", "to", "in", "with"})
SAYS_SO = later(
    r"\bmeans?\b|\bshort for\b|\bstands for\b|\bthat is\b|\bis"
    r" (?:an?|the|money|when|what|where|how)\b|\bcalled\b|\(|, (?:an?|the|which)\b",
    re.IGNORECASE,
)


def shouted(content: Content, word: str) -> bool:
    """Whether capitals are a shout and no abbreviation: a word of the dictionary that no record
    knows, or one too long. The rule `capitals` names those."""
    if not word.isupper() or word in known_abbreviations(content):
        return False
    if len(word) > LONGEST or word.capitalize() in CALENDAR:
        return True
    return bool(VOWEL.search(word)) and dictionary.can_spell() and dictionary.spelt(word.lower())


@once
def known_abbreviations(content: Content) -> frozenset[str]:
    """What the records hold in capitals: words, names of bodies, and abbreviations that everybody
    knows."""
    known = {
        part
        for entry in content.words
        for word in (entry.word, *entry.also_called)
        for part in word.split()
    } | content.spelling
    known |= {
        part
        for body in content.organisations
        for name in (body.title, *body.also_called)
        for part in name.split()
    }
    return frozenset(known)


def spelt_out(short: str, text: str) -> bool:
    """Whether words whose first letters make up the abbreviation stand beside it: "Department for
    Education (DfE)".

    With three letters or fewer that may be chance, so the text must also say that it explains: by
    brackets, "means" and the like.
    """
    if not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text) or (
        len(short) < SURE and not SAYS_SO.search(text)
    ):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text) if word != short]
    letters = short.casefold()
    return any(
        _spells(letters, words[start : start + 2 * len(letters)]) for start in range(len(words))
    )


def _spells(letters: str, words: list[str], *, first: bool = True) -> bool:
    """Whether the words, from the first on, begin with these letters in order. Small words and
    other short forms may be passed over: the "and" in "child and adolescent" is no A."""
    if not letters:
        return True
    if not words:
        return False
    word, rest = words[0], words[1:]
    short = word.isupper() and letters.startswith(word.casefold())
    taken = word.casefold() if short else word[0].casefold()
    if letters.startswith(taken) and _spells(letters[len(taken) :], rest, first=False):
        return True
    passed_over = not first and (word.isupper() or word.casefold() in SMALL)
    return passed_over and _spells(letters, rest, first=False)
