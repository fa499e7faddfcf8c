"""No words of ours take a side, advise a choice, or use a name that the law has dropped (E9, P3, P25).

The words and what to write instead are data, in simple forms that staff can extend: wording.yml. Quotations are left alone.
"""

import re
from collections.abc import Iterator

from hooks.built import Site
from hooks.content import WORDING, Content
from hooks.findings import Finding
from hooks.prose import line_of_words
from hooks.records import Wording

KEEPS = ("E9", "P3", "P25")
NAME = "takes-no-side"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    if not content.wording:
        return
    for page, built in site.each(content.pages):
        if not _may_hold(content, "\n".join(built.own)):
            continue
        for block in built.own:
            for shown, entry in said(content, block):
                if page.src not in entry.except_on:
                    yield Finding(content.project_path(page.src), line_of_words(content, page, shown), f'"{shown}" {entry.why}. {entry.instead}', NAME)
    for entry in content.wording:
        for src in entry.except_on:
            if content.page(src) is None:
                yield Finding(content.project_path(WORDING), 1, f'The entry "{entry.words[0]}" excepts {src}, which is no page.', NAME)


def said(content: Content, text: str) -> Iterator[tuple[str, Wording]]:
    """The words of a text that an entry of wording.yml names, each with its entry."""
    text = text.replace("’", "'")
    if not _may_hold(content, text):
        return  # the pattern below is slow, and nearly every text is free of such words
    for match in _all(content).finditer(text):
        yield match[0], content.wording[int((match.lastgroup or "w0")[1:])]


def _may_hold(content: Content, text: str) -> bool:
    low = text.replace("’", "'").casefold()
    return any(longest in low and all(word in low for word in others) for longest, *others in _phrases(content))


def _all(content: Content) -> re.Pattern[str]:
    """All entries as one pattern, so that a text is read once: each is a group of its own, and the group that matched names it."""
    if "_wording" not in content.__dict__:
        groups = "|".join(f"(?P<w{number}>{_pattern(entry)})" for number, entry in enumerate(content.wording))
        content.__dict__["_wording"] = re.compile(groups or r"(?!)", re.IGNORECASE)
    return content.__dict__["_wording"]


def _phrases(content: Content) -> tuple[list[str], ...]:
    """The words of each phrase, the longest first: a text that does not hold them all does not hold the phrase, however it is spaced."""
    if "_phrases" not in content.__dict__:
        phrases = (phrase.replace("’", "'").casefold() for entry in content.wording for phrase in entry.words)
        content.__dict__["_phrases"] = tuple(sorted(phrase.split(), key=len, reverse=True) for phrase in phrases)
    return content.__dict__["_phrases"]


def _pattern(entry: Wording) -> str:
    """An entry's words as one pattern; any spaces count as one, and both kinds of apostrophe are the same."""
    words = "|".join(map(_phrase, entry.words))
    after = rf"\s+(?:{'|'.join(map(_phrase, entry.then))})" if entry.then else ""
    return rf"(?<!\w)(?:{words}){after}(?!\w)"


def _phrase(text: str) -> str:
    return r"\s+".join(re.escape(word.replace("’", "'")) for word in text.split())
