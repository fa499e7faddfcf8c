"""No words of ours take a side, advise a choice, or use a name that the law has dropped (E9, P3, P25).

The words and what to write instead are data, in simple forms that staff can extend: wording.yml. Quotations are left alone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from hooks.built import Site
from hooks.content import WORDING, Content
from hooks.findings import Finding
from hooks.prose import line_of_words
from hooks.records import Wording

KEEPS = ("E9", "P3", "P25")
NAME = "takes-no-side"
WORD = re.compile(r"\w+")


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    if not content.wording:
        return
    for page, built in site.each(content.pages):
        own = built.own
        for block in own if any(said(content, "\n".join(own))) else ():  # most pages are free of such words: each is asked once, as a whole
            for shown, entry in said(content, block):
                if page.src not in entry.except_on:
                    yield Finding(content.project_path(page.src), line_of_words(content, page, shown), f'"{shown}" {entry.why}. {entry.instead}', NAME)
    for setting in content.settings:
        for shown, entry in said(content, setting.words):
            yield Finding(setting.path, setting.line, f'"{shown}" {entry.why}. {entry.instead}', NAME)
    for entry in content.wording:
        for src in entry.except_on:
            if content.page(src) is None:
                yield Finding(content.project_path(WORDING), 1, f'The entry "{entry.words[0]}" excepts {src}, which is no page.', NAME)


def said(content: Content, text: str) -> Iterator[tuple[str, Wording]]:
    """The words of a text that an entry of wording.yml names, each with its entry."""
    text = text.replace("’", "'")
    words = text.split()
    spaced = " ".join(words).casefold()
    phrases = _phrases(content)
    held = phrases.keys() & {""}.union(*map(_parts, set(words)))
    possible = sorted({number for word in held for number, phrase in phrases[word] if phrase in spaced})
    for match in _pattern_of(content, tuple(possible)).finditer(text) if possible else ():
        yield match[0], content.wording[int((match.lastgroup or "w0")[1:])]


@lru_cache(maxsize=1 << 16)
def _parts(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold()))


def _phrases(content: Content) -> dict[str, list[tuple[int, str]]]:
    """Each phrase with the number of its entry, by its longest word: a text without that word is not asked for the phrase."""
    if "_phrases" not in content.__dict__:
        found: dict[str, list[tuple[int, str]]] = {}
        for number, entry in enumerate(content.wording):
            for phrase in (" ".join(phrase.replace("’", "'").casefold().split()) for phrase in entry.words):
                found.setdefault(max(("", *WORD.findall(phrase)), key=len), []).append((number, phrase))
        content.__dict__["_phrases"] = found
    return content.__dict__["_phrases"]


def _pattern_of(content: Content, numbers: tuple[int, ...]) -> re.Pattern[str]:
    """Some entries as one pattern, so that a text is read once: each is a group of its own, and the group that matched names it."""
    patterns = content.__dict__.setdefault("_wording", {})
    if numbers not in patterns:
        patterns[numbers] = re.compile("|".join(f"(?P<w{number}>{_pattern(content.wording[number])})" for number in numbers), re.IGNORECASE)
    return patterns[numbers]


def _pattern(entry: Wording) -> str:
    """An entry's words as one pattern; any spaces count as one, and both kinds of apostrophe are the same."""
    words = "|".join(map(_phrase, entry.words))
    after = rf"\s+(?:{'|'.join(map(_phrase, entry.then))})" if entry.then else ""
    return rf"(?<!\w)(?:{words}){after}(?!\w)"


def _phrase(text: str) -> str:
    return r"\s+".join(re.escape(word.replace("’", "'")) for word in text.split())
