"""Slips that no dictionary knows, because each word is right by itself: a word twice, a space in
the wrong place, a day that is written short."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator

from hooks.sources.answered import answered
from hooks.words.passages import ours
from hooks.words.patterns import later

TWICE = later(
    r"(?<![\w’'-])(?!(?:had|that|very|so|no|is|really|bye|never|ha|in|on)\b)([A-Za-z]+) \1"
    r"(?![\w’'-])",
    re.IGNORECASE,
)
"""A word twice; not one that may rightly stand so: "all that that costs", "log on on a day"."""
_DAYS, _WORDS = "Mon|Tues?|Thu(?:rs?)?|Fri", "Weds?|Sat|Sun"
"""Days that are written short; the last are words too, and days only before a number or a day."""
SLIPS = (
    (TWICE, "has a word twice: write it once."),
    (
        later(r"\w+ (?:[,;.!?:](?=\s|$)|[,.;!?](?=[A-Z]))"),
        "has a space before its sign: take it out.",
    ),
    (
        later(r"\b[a-z]{3,}[.!?][A-Z][a-z]+|(?<![\w.])[a-z]{2,},[a-z]{2,}(?![\w.])"),
        "needs a space after its sign.",
    ),
    (
        later(r"\b[a-z]{2,}\([a-z]+ [^()]*\)?|\([^() ]+ [^()]*\)[a-z]{2,}"),
        "needs a space before and after its brackets.",
    ),
    (later(r"(?<=\s)@(?=\s|\d)"), 'is short for "at": write "at".'),
    (later(r"\b\d+['’]s\b"), "must have no apostrophe."),
    (later(r"(?<![\w.,£-])\d+(?:wks?|hrs?|mins?|yrs?|mths?|secs)\b"), "must be written out."),
    (later(r"(?<![\w.(-])i(?=\s+\w|'m|’m|'ll|’ll)(?!\s*\))"), 'must be a capital: write "I".'),
    (
        later(r"(?<![\w.,£-])\d+(?!noon|th\b)[a-z]{4,}\b"),
        "needs a space after its number.",
    ),
    (
        later(
            rf"\b(?:{_DAYS})\b\.?(?: ?[-–—] ?(?:{_DAYS}|{_WORDS})\b\.?)?"
            rf"|\b(?:{_WORDS})\b\.?(?: ?[-–—] ?(?:{_DAYS}|{_WORDS})\b\.?|(?= \d))"
        ),
        "must be written out.",
    ),
    (
        later(r"[!?]{2,}|(?<=\w)\.\.(?![./\w])"),
        "must be one sign at the most: write a full stop.",
    ),
    (
        later(
            r"['’]til\b|(?<!\ba )(?<!\bthe )(?<!\bour )\btill?\b"
            r"(?= (?:\d|(?:the|you|we|they|then|now|late|after|further|next|it|your|our"
            rf"|mid(?:day|night)|noon|{'|'.join((*day_name, *month_name[1:]))})\b))"
        ),
        'must be written whole: write "until".',
    ),
)
"""Slips that no dictionary knows, and what is said of each."""


@answered
def found(text: str, typed: str) -> Iterator[str]:
    """The slips of a text, where nothing is left out between two words of it: no code, no tag."""
    if not {"`", "<"} & set(typed):
        for pattern, says in SLIPS:
            for slip in pattern.finditer(ours(text)):
                yield f'"{slip[0].strip()}" {says}'
