"""Quotation marks that have lost their other half: readers cannot tell whose words they read, and
rules about words take the rest of the page for a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hooks.words.left_over import cut
from hooks.words.passages import Passage

SIGN = re.compile(r"[“”\"]")
LONE = '"{}" has no other half: write the quotation mark that is missing, or take this one out.'


def faults(passages: Iterable[Passage]) -> Iterator[tuple[int, str]]:
    """What is said of each such mark below a heading, by line. Words that are quoted may go on over
    paragraphs and items, each of which may begin with the mark again."""
    waiting: list[tuple[int, str]] = []
    for passage in passages:
        if passage.heading or passage.front:
            yield from _lone(waiting)
            waiting = []
        text = passage.english
        for sign in SIGN.finditer(text):
            before, behind = text[: sign.start()], text[sign.end() :]
            if _opens(sign[0], before, behind, bool(waiting)):
                if waiting and not before.strip("> *_"):  # a new paragraph of the same words
                    waiting.pop()
                waiting.append((passage.line, sign[0] + behind[:24]))
            elif waiting:
                waiting.pop()
            elif not (sign[0] == '"' and before[-1:].isdigit()):  # inches
                yield passage.line, LONE.format(cut(before.rpartition(" ")[2] + sign[0]))
        if passage.heading or passage.front:
            yield from _lone(waiting)
            waiting = []
    yield from _lone(waiting)


def _lone(waiting: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    return ((line, LONE.format(cut(words))) for line, words in waiting)


def _opens(sign: str, before: str, behind: str, inside: bool) -> bool:
    """Whether a mark begins words. A straight one does where it stands before a word and behind
    none; `inside`: another waits for its end."""
    if sign != '"':
        return sign == "“"
    apart = not before or before[-1] in " \u00a0([—–/-…"
    first = not inside and not before[-1:].isalnum() and before[-1:] not in ".!?"
    return (apart or first) and behind[:1] not in ("", " ", ".", ",")
