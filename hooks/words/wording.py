"""The words that wording.yml names, found in a text: words that take a side, advise a choice, or
that the law has dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from hooks.sources import own_lists
from hooks.sources.content import Content
from hooks.sources.once import once
from hooks.sources.records import Wording

WORD = re.compile(r"\w+")


def said(content: Content, text: str) -> Iterator[tuple[str, Wording]]:
    """The words of a text that an entry of wording.yml names, each with its entry."""
    text = text.replace("’", "'")
    words = text.split()
    spaced = " ".join(words).casefold()
    phrases = _phrases(content)
    held = phrases.keys() & {""}.union(*map(_parts, set(words)))
    possible = sorted(
        {number for word in held for number, phrase in phrases[word] if phrase in spaced}
    )
    for match in _pattern_of(content, tuple(possible)).finditer(text) if possible else ():
        yield match[0], content.wording[int((match.lastgroup or "w0")[1:])]


@lru_cache(maxsize=1 << 16)
def _parts(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold()))


@once
def _phrases(content: Content) -> dict[str, list[tuple[int, str]]]:
    """Each phrase with the number of its entry, by its longest word: a text without that word is
    not asked for the phrase."""
    found: dict[str, list[tuple[int, str]]] = {}
    for number, entry in enumerate(content.wording):
        for phrase in (
            " ".join(phrase.replace("’", "'").casefold().split()) for phrase in entry.words
        ):
            found.setdefault(max(("", *WORD.findall(phrase)), key=len), []).append((number, phrase))
    return found


@once
def _pattern_of(content: Content, numbers: tuple[int, ...]) -> re.Pattern[str]:
    """Some entries as one pattern, so that a text is read once: each is a group of its own, and the
    group that matched names it."""
    return re.compile(
        "|".join(f"(?P<w{number}>{_pattern(content.wording[number])})" for number in numbers),
        re.IGNORECASE,
    )


def _pattern(entry: Wording) -> str:
    """An entry's words as one pattern; any spaces count as one, and both kinds of apostrophe are
    the same."""
    words = "|".join(map(_phrase, entry.words))
    after = rf"\s+(?:{'|'.join(map(_phrase, entry.then))})" if entry.then else ""
    return rf"(?<!\w)(?:{words}){after}(?!\w)"


def _phrase(text: str) -> str:
    return r"\s+".join(re.escape(word.replace("’", "'")) for word in text.split())


@cache
def publicity_words() -> re.Pattern[str]:
    """A pattern for any word for publicity, in one or many."""
    listed = own_lists.read(Path(__file__).with_name("publicity_words.yml"))
    return re.compile(
        r"(?<![\w-])(?:"
        + "|".join(r"[\s_-]+".join(map(re.escape, word.split())) for word in listed)
        + r")(?:s|es)?(?![\w-])",
        re.IGNORECASE,
    )
