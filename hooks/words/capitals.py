"""Words in block capitals that are a shout and no abbreviation, each run of them once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hooks.sources.content import Content
from hooks.words.abbreviations import CALENDAR, shouted, spelt_out

WORD = re.compile(r"(?<![\w.])(?!(?<=\d )[AP]M\b)[A-Z]{2,}(?:'[A-Z]+)?(?![\w.]*\d)(?!\.\w)\b")
TWO = re.compile(r"[A-Z]{2}")
"""Stands in every one of them; a name or an address beside it may still hide it here."""
BETWEEN = re.compile(r"[^\w.!?]*(?:[A-Z]+\b[^\w.!?]*)*")
"""What may stand between two words of one run: other capitals, such as an abbreviation."""
COUNTED, NAMED = re.compile(r"X{0,3}(?:IX|IV|V?I{1,3}|V|X)"), re.compile(r"\b[A-Z][a-z]+ $")


def faults(content: Content, text: str, explained: Sequence[str] = ()) -> Iterator[str]:
    """What is said of each run of capitals in a text; `explained` are the texts in which an
    abbreviation may be spelt out."""
    found = [
        word
        for word in WORD.finditer(text)
        if not _counts(word, text)
        and shouted(content, word[0])
        and not any(spelt_out(word[0], other) for other in explained)
    ]
    for run in _runs(found, text):
        start, end = run[0].start(), run[-1].end()
        small = text
        for word in run:
            named = word[0].capitalize() in CALENDAR
            plain = word[0].capitalize() if named else word[0].lower()
            small = small[: word.start()] + plain + small[word.end() :]
        small = small[start:end]
        if len(run) > 1 and not start:
            small = small[0].upper() + small[1:]
        yield (
            f'"{text[start:end]}" must not stand in capitals: write "{small}". Bold is there for'
            " weight."
        )


def _runs(found: list[re.Match[str]], text: str) -> Iterator[list[re.Match[str]]]:
    """The words that stand together, as lists."""
    run: list[re.Match[str]] = []
    for word in found:
        if run and not BETWEEN.fullmatch(text, run[-1].end(), word.start()):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _counts(found: re.Match[str], text: str) -> bool:
    """Whether capitals are a number: behind a name, as in "King Edward VI School", or of a step,
    which is named elsewhere."""
    step = not found.start() and text[found.end() : found.end() + 1] in (".", ")")
    return bool(COUNTED.fullmatch(found[0]) and (step or NAMED.search(text, 0, found.start())))
