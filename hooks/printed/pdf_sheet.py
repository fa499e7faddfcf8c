"""Whether the words of a PDF fit the sheet that its edition asks for."""

from __future__ import annotations

from collections.abc import Iterator

from hooks.printed import pdf_foot
from hooks.printed.criteria import Expected
from hooks.printed.editions import SHOWN, Edition
from hooks.printed.pdf_text import MM, Paper
from hooks.printed.pdf_words import hidden_letters

TOUCHES = 0.3
"""Points from the edge of a sheet within which a ground touches it."""
SHORTEN, BLANK = "Shorten its words.", "must leave nothing blank"


def overflows(paper: Paper, edition: Edition) -> Iterator[str]:
    least, most = edition.pages
    count = len(paper.pages)
    if not least <= count <= most:
        many = f"{least}" if least == most else f"{least} to {most}"
        yield f"must have {many} page{'s' if most > 1 else ''}; it has {count}. {SHORTEN}"
    for page in range(count):
        left, bottom, right, top = paper.trim(page)
        edge = edition.safe * MM - 0.6
        beyond = [
            letter
            for letter in paper.on(page)
            if letter.box[0] < left + edge
            or letter.box[1] < bottom + edge
            or letter.box[2] > right - edge
            or letter.box[3] > top - edge
        ]
        if beyond:
            yield (
                f"must keep its words {edition.safe:g} mm from the edge; on page {page + 1}"
                f" {len(beyond)} letters are nearer. {SHORTEN}"
            )
        near = min(_short_of_the_edge(paper, page), default=edge)
        if near < edge and edition.format not in SHOWN:
            yield (
                f"must keep its lines and pictures {edition.safe:g} mm from the edge, or take them"
                f" over it; on page {page + 1} one ends {near / MM:.1f} mm from it. {SHORTEN}"
            )


def _short_of_the_edge(paper: Paper, page: int) -> Iterator[float]:
    """How far from the edges of a page its lines, grounds and pictures end. What touches an edge
    was meant to go over it."""
    left, bottom, right, top = paper.trim(page)
    for box in paper.shapes(page):
        if box[0] < right and box[2] > left and box[1] < top and box[3] > bottom:
            sides = (box[0] - left, box[1] - bottom, right - box[2], top - box[3])
            yield from (side for side in sides if side > TOUCHES)


def faults(paper: Paper, expected: Expected, edition: Edition) -> list[str]:
    """What does not fit the sheet, as sentences."""
    found = list(overflows(paper, edition))
    for page in range(len(paper.pages)):
        found += _page(paper, page, expected, edition)
    if any(text.endswith(SHORTEN) for text in found):
        # Then a panel may be blank because the words of another stand on its page.
        return [text for text in found if BLANK not in text]
    return found


def _page(paper: Paper, page: int, expected: Expected, edition: Edition) -> Iterator[str]:
    here, number, least = paper.on(page), page + 1, expected.least
    yield from _size(paper, page, edition)
    yield from _blank(paper, page, expected, edition)
    small = [letter.points for letter in here if letter.points < least - 0.05]
    if small:
        yield (
            f"must have no text below {least:g} point; page {number} has some of"
            f" {min(small):.1f} point."
        )
    if not all(letter.upright for letter in here):
        yield f"must have all words upright; on page {number} some are turned or squeezed."
    piled = paper.piled(page)
    if piled:
        yield (
            f"must have no letter on another; on page {number} {len(piled)} lie on each other,"
            f' first at "{piled[0][0].text}". {SHORTEN}'
        )
    hidden = hidden_letters(paper, page)
    if hidden:
        yield f"must show all its words; {hidden} letters on page {number} cannot be seen."


def _size(paper: Paper, page: int, edition: Edition) -> Iterator[str]:
    left, bottom, right, top = paper.trim(page)
    wide, high = (right - left) / MM, (top - bottom) / MM
    if abs(wide - edition.size[0]) > 0.5 or abs(high - edition.size[1]) > 0.5:
        yield (
            f"must be {edition.size[0]:g} by {edition.size[1]:g} mm; page {page + 1} is"
            f" {wide:.0f} by {high:.0f} mm."
        )
    if edition.bleed:
        yield from _bleed(paper, page, edition.bleed)


def _blank(paper: Paper, page: int, expected: Expected, edition: Edition) -> Iterator[str]:
    """Pages, or panels of a folded sheet, without a word but in their foot."""
    foot = {id(letter) for letter in pdf_foot.of_page(paper, page, expected.titles)}
    here = [letter for letter in paper.on(page) if id(letter) not in foot]
    left, _, right, _ = paper.trim(page)
    wide = right - left
    for panel in range(edition.panels):
        one = left + wide * panel / edition.panels
        two = left + wide * (panel + 1) / edition.panels
        if any(one <= letter.box[0] < two for letter in here):
            continue
        if edition.panels > 1:
            yield (
                f"{BLANK}; panel {panel + 1} of page {page + 1} is. Give its words at least"
                f" {edition.panels + 1} headings."
            )
        else:
            yield f"{BLANK}; page {page + 1} is."


def _bleed(paper: Paper, page: int, bleed: float) -> Iterator[str]:
    whole, cut = paper.pages[page].get_bleedbox(), paper.trim(page)
    beyond = (cut[0] - whole[0], cut[1] - whole[1], whole[2] - cut[2], whole[3] - cut[3])
    if min(beyond) < bleed * MM - 0.1:
        yield (
            f"must have {bleed:g} mm of bleed round page {page + 1}; it has"
            f" {max(0.0, min(beyond)) / MM:.1f} mm."
        )
    media = paper.pages[page].get_mediabox()
    if cut[0] - media[0] <= bleed * MM + 0.1:
        yield f"must have crop marks round page {page + 1}; there is no room for any."
