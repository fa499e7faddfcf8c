"""The foot of a sheet: whose it is, and which of how many, so that a loose sheet finds its place.

A screen reader says the number of a page by itself, so no tag leads to the foot; and for that
reason nothing else may stand there.
"""

from __future__ import annotations

from collections.abc import Iterable

from hooks.printed.normalise import letters as only_letters
from hooks.printed.pdf_text import Letter, Paper


def of_page(paper: Paper, page: int, names: Iterable[str]) -> list[Letter]:
    """The letters of a page's foot: below all others, and nothing but the number of the sheet, with
    one of `names` or without. None where a page has no foot, or other words in it."""
    here = [letter for letter in paper.unspoken if letter.page == page]
    count = f"{page + 1} of {len(paper.pages)}"
    said = only_letters("".join(letter.text for letter in here))
    if said not in {only_letters(f"{name}{count}") for name in ("", *names)}:
        return []
    floor = min(
        (letter.box[1] for letter in paper.spoken if letter.page == page), default=float("inf")
    )
    return here if all(letter.box[3] <= floor for letter in here) else []
