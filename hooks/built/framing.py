"""Words round a policy that speak of it: they could deny it, or give it to somebody else. Asked of every format."""

from __future__ import annotations

import re
from collections.abc import Iterator

HANGING = (":", ",", ";", "–", "—", "-", "…", "...")
"""Words that end so lead into what follows: "It is not true that:"."""
ANNOUNCES = re.compile(r"\b(following|below|underneath|overleaf|next (words|lines|paragraph)|these words|this (statement|panel|box|wording|notice))\b[^.!?]*[.!?]?$",
                       re.IGNORECASE)
"""A last sentence that speaks of what comes next: "The council makes us print the following."."""
POINTS_BACK = re.compile(r"""\W*((it|they|neither|but|however|except|unless|although|though|provided|subject\ to|only\ if|none\ of\ (it|this|these|the)|the\ above)
    |(this|that|these|those)\ (policy|statement|promise|panel|box|wording|text|words|notice|paragraph)
    |(this|that|these|those)\ (was|were|do|does|did|may|might|would|cannot|could|must|only|applies|apply|forms?|binds?)
    |(the|our)\ (policy|statement|promises?|panel|wording)\ (above|here|is|are|does|do|may|will|has|applies|forms?|binds?))\b""", re.IGNORECASE | re.VERBOSE)
"""A first sentence that speaks of what came before: "It forms no part of this letter."."""


def framed(name: str, above: str, below: str) -> Iterator[str]:
    """Whether the words round the block of a policy say something about it: what denies it, or gives it to somebody else, would do so there.

    `above` and `below` are all words before and after it. Each fault is a sentence without its subject.
    """
    above = above.rstrip()
    if above.endswith(HANGING) or ANNOUNCES.search(above):
        yield f'must not lead into the {name} with other words; end "{" ".join(above.split()[-6:])}" as a sentence of its own.'
    if POINTS_BACK.match(below):
        yield f'must say nothing about the {name} right below it; begin "{" ".join(below.split()[:6])}" in another way.'
