"""Whether a PDF shows a policy where everybody sees it, hears it and can follow its link."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hooks.printed import pdf_tags
from hooks.printed.criteria import CARD_LEAST, HIGHEST, SEEN, SHARE, Carry, Expected, lacking
from hooks.printed.editions import Edition
from hooks.printed.normalise import letters as only_letters
from hooks.printed.normalise import squeezed
from hooks.printed.pdf_neighbours import alone
from hooks.printed.pdf_tags import HEADING
from hooks.printed.pdf_text import Letter, Paper, changed, contrast, range_of
from hooks.printed.pdf_words import as_read, codes, dpi_for, searchable
from hooks.words.carried import besides

CODE_SEEN, FLAT = 7.0, 1.5
"""Contrast of a QR code, and the most that the ground under one letter of the policy may differ in
itself."""
CARD, LARGE = 300.0, 18.0
"""Points of the longer side of a card (A7); and the least size in large print."""
LARGE_PRINT = re.compile(r"large[\s_-]*print", re.IGNORECASE)
BARE = 60
"""Letters: a page with fewer of its own, besides the policy and the service's name, holds
nothing."""


def carries(paper: Paper, expected: Expected, carry: Carry) -> Iterator[str]:
    """What is wrong with a policy on the first page of a PDF, as sentences."""
    first = [letter for letter in paper.spoken or paper.letters if letter.page == 0]
    text, places = searchable(first)
    if expected.edition is None and _is_card(paper):
        expected = replace(expected, least=CARD_LEAST)
        if only_letters(carry.statement) not in text:
            carry = replace(carry, statement=carry.short)
    blocks = [_Block.at(carry, first, places, start) for start in _found(carry.words, text)]
    if not blocks:
        yield _missing(paper, first, text, carry)
        return
    # Where it is there several times, one that everybody sees is enough.
    yield from min((list(_shown(paper, expected, block, first)) for block in blocks), key=len)
    block = blocks[0]
    yield from alone(paper, expected, carry, first, block.places)
    if expected.edition is None:
        yield from _large_enough(paper, expected, carry, block.all)
        yield from _on_the_item(paper, expected, carry, block.all)
    elif expected.edition.qr:
        yield from _code(paper, expected.edition, expected.carries, carry)


def _found(words: str, text: str) -> list[int]:
    """Where words begin in a text."""
    return [match.start() for match in re.finditer(re.escape(only_letters(words)), text)]


@dataclass(frozen=True, slots=True)
class _Block:
    """A policy as a page shows it. `places` are those of its letters on the page."""

    carry: Carry
    places: list[int]
    all: list[Letter]
    heading: list[Letter]
    statement: list[Letter]
    address: list[Letter]

    @classmethod
    def at(cls, carry: Carry, first: Sequence[Letter], places: list[int], start: int) -> _Block:
        """The block that begins with a character of the page; `places` gives the letter of each."""

        def part(begin: int, end: int) -> list[Letter]:
            return [first[number] for number in dict.fromkeys(places[start + begin : start + end])]

        length = len(only_letters(carry.words))
        head = len(only_letters(carry.heading))
        body = len(only_letters(carry.heading + carry.statement))
        return cls(
            carry,
            list(dict.fromkeys(places[start : start + length])),
            part(0, length),
            part(0, head),
            part(head, body),
            part(length - len(only_letters(carry.address)), length),
        )


def _missing(paper: Paper, first: Sequence[Letter], text: str, carry: Carry) -> str:
    """Why the block is not there, said as closely as can be."""
    statement, name = only_letters(carry.statement), carry.policy
    if not paper.on(0):
        return (
            f"must show the {name} as text that can be read and searched; its first page is only a"
            " picture, such as a scan. Save it as a PDF from the program in which it was written."
        )
    for page in range(1, len(paper.pages)):
        if (
            statement not in text
            and statement
            in searchable(
                [letter for letter in paper.spoken or paper.letters if letter.page == page]
            )[0]
        ):
            return f"must show the {name} statement on its first page; it is on page {page + 1}."
    if statement not in text and statement in searchable(paper.on(0))[0]:
        return (
            f"must speak the {name} statement to a screen reader as one piece; it is drawn, but not"
            " in the tags."
        )
    return lacking(carry, text, "on its first page")


def _is_card(paper: Paper) -> bool:
    left, bottom, right, top = paper.trim(0)
    return max(right - left, top - bottom) <= CARD


def _large_enough(
    paper: Paper, expected: Expected, carry: Carry, block: Sequence[Letter]
) -> Iterator[str]:
    """Beside a headline of a poster, 12 point is small print."""
    small, largest = (
        min(letter.points for letter in block),
        max(letter.points for letter in paper.on(0)),
    )
    if small < largest / SHARE - 0.05:
        yield (
            f"must show the {carry.policy} at least an eighth as large as the largest letters of"
            f" its sheet, which is {largest / SHARE:.0f} point; it is {small:.1f} point."
        )
    says = f"{expected.name} {paper.tags.docinfo.get('/Title', '')} {as_read(paper.on(0)[:400])}"
    if small < LARGE - 0.05 and LARGE_PRINT.search(says) and not _is_card(paper):
        yield (
            f"must show the {carry.policy} in at least {LARGE:g} point, because it is large print;"
            f" it is {small:.1f} point."
        )


def _on_the_item(
    paper: Paper, expected: Expected, carry: Carry, block: Sequence[Letter]
) -> Iterator[str]:
    """Whether the page with the policy is the item's own first page, and not a sheet laid over
    it."""
    if len(paper.pages) < 2 or _is_card(paper):
        return
    mine = {id(letter) for letter in block}
    own = besides(
        (only_letters(title) for title in expected.titles),
        "".join(only_letters(letter.text) for letter in paper.on(0) if id(letter) not in mine),
    )
    sizes = [
        max((letter.points for letter in paper.on(page) if id(letter) not in mine), default=0.0)
        for page in range(len(paper.pages))
    ]
    left, bottom, right, top = paper.shown(0)
    for page in range(1, len(paper.pages)):
        one, two, three, four = paper.shown(page)
        other_sheet = (
            abs((three - one) - (right - left)) > 20 or abs((four - two) - (top - bottom)) > 20
        )
        if (
            sizes[page] > 1.15 * sizes[0]
            or other_sheet
            or (len(own) < BARE and len(paper.on(page)) > 2 * BARE and sizes[page] > 0.9 * sizes[0])
        ):
            yield (
                f"must show the {carry.policy} on the page that is the item; page 1 looks like a"
                f" sheet laid over it, since page {page + 1}"
                f" {'has another size' if other_sheet else 'begins with its title'}. Put the policy"
                f" on page {page + 1}, below its title, and take page 1 out."
            )
            return


def _shown(
    paper: Paper, expected: Expected, block: _Block, first: Sequence[Letter]
) -> Iterator[str]:
    """Whether a block that was found is seen by everybody."""
    name = block.carry.policy
    yield from _sized(paper, expected, block, first)
    if not all(letter.upright for letter in block.all):
        yield f"must show the {name} statement upright, its letters in their own shape."
    if paper.spoken:
        yield from _spoken(paper, block)
    yield from _placed(paper, expected, block)
    mine = {id(letter) for letter in block.all}
    piled = [pair for pair in paper.piled(0) if not mine.isdisjoint(map(id, pair))]
    if piled:
        yield (
            f"must show the {name} statement with no letter on another; {len(piled)} lie on each"
            " other."
        )
    if not _spaced(block.statement, block.carry.statement):
        yield f"must show the {name} statement with spaces between its words; some stand together."
    if expected.edition is not None and expected.edition.cover:
        yield from _on_the_cover(paper, expected.edition, block)
    yield from _seen(paper, block)
    yield from _link(paper, block.carry, block.address)


def _sized(
    paper: Paper, expected: Expected, block: _Block, first: Sequence[Letter]
) -> Iterator[str]:
    name = block.carry.policy
    smallest = min(letter.points for letter in block.all)
    if smallest < expected.least - 0.05:
        yield (
            f"must show the {name} statement in text of at least {expected.least:g} point; it is"
            f" {smallest:.1f} point."
        )
    size = min(letter.points for letter in block.statement)
    common = _common_size(paper, block, first)
    if size < common - 0.05:
        yield (
            f"must show the {name} statement no smaller than the words round it: {common:g} point;"
            f" it is {size:.1f} point."
        )
    if min(letter.points for letter in block.heading) < size - 0.05:
        yield (
            f'must show the heading "{block.carry.heading}" no smaller than the statement below it.'
        )


def _common_size(paper: Paper, block: _Block, first: Sequence[Letter]) -> float:
    """The size of most words round a block, headings left out; 0 where there are none."""
    mine = {id(letter) for letter in block.all}
    sizes: Counter[float] = Counter()
    for letter in first:
        if id(letter) in mine:
            continue
        if not any(HEADING.fullmatch(role) for role in paper.role(letter)):
            sizes[round(letter.points, 1)] += 1
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _placed(paper: Paper, expected: Expected, block: _Block) -> Iterator[str]:
    """Whether a block stands inside its page, in the upper part."""
    left, bottom, right, top = paper.trim(0)
    outside = [
        letter
        for letter in block.all
        if letter.box[0] < left
        or letter.box[1] < bottom
        or letter.box[2] > right
        or letter.box[3] > top
    ]
    if outside:
        yield (
            f"must show the {block.carry.policy} statement inside the page; {len(outside)} of its"
            f" {len(block.all)} letters are outside."
        )
    down = top - block.all[0].box[3]
    if down > HIGHEST * (top - bottom):
        yield (
            f"must show the {block.carry.policy} statement in the upper part of its first page; it"
            f" begins {100 * down / (top - bottom):.0f} per cent down."
        )


def _on_the_cover(paper: Paper, edition: Edition, block: _Block) -> Iterator[str]:
    left, _, right, _ = paper.trim(0)
    wide = (right - left) / edition.panels
    edge = left + wide * (edition.cover - 1)
    if not all(edge <= letter.box[0] <= edge + wide for letter in block.all):
        yield (
            f"must show the {block.carry.policy} statement on the front when it is folded, which is"
            f" panel {edition.cover} of page 1; it is on another."
        )


def _spoken(paper: Paper, block: _Block) -> Iterator[str]:
    """Whether a screen reader says the policy's own words, and can go to its heading and link."""
    name = block.carry.policy
    if any(_replaced(paper.role(letter)) for letter in block.all):
        yield f"must speak the {name} statement word for word; other words are spoken for it."
    for letter in block.heading:
        if not any(HEADING.fullmatch(role) for role in paper.role(letter)):
            yield (
                f'must tag "{block.carry.heading}" as a heading, so that a screen reader can go to'
                " it."
            )
            break
    if not all("Link" in paper.role(letter) for letter in block.address):
        yield f"must tag the address of the {name} as a link."


def _replaced(roles: Sequence[str]) -> bool:
    """Whether other words are spoken for a letter. A link may be described."""
    if not pdf_tags.ALONE.isdisjoint(roles):
        return True
    return "replaced" in roles and "Link" not in roles


def _spaced(run: Sequence[Letter], words: str) -> bool:
    """Whether a gap is seen wherever the words have a space."""
    ends = set()
    place = 0
    for word in squeezed(words).split()[:-1]:
        place += len(only_letters(word))
        ends.add(place)
    count = 0
    for one, two in pairwise(run):
        count += len(only_letters(one.text))
        same_line = abs(one.box[1] - two.box[1]) < one.points and two.box[0] >= one.box[0]
        if count in ends and same_line and two.box[0] - one.box[2] < 0.09 * one.points:
            return False
    return True


def _seen(paper: Paper, block: _Block) -> Iterator[str]:
    """Looks at the picture twice, with the block's letters and without them: the ink must be
    theirs, on a plain ground. The ground of the address may be disturbed: it may be underlined."""
    dpi = dpi_for(min(letter.points for letter in block.all))
    outer = paper.outer(0)
    owners = {letter.owner for letter in block.all}
    with_them = paper.image(0, dpi)
    without = paper.image(0, dpi, owners & outer)
    flat = len(block.all) - len(block.address)
    unseen = spoiled = 0
    for number, letter in enumerate(block.all):
        box = paper.pixels(0, dpi, letter.box)
        if letter.owner in outer:
            ground = range_of(without, box)
            if number < flat and contrast(*ground) > FLAT:
                spoiled += 1
            if not changed(with_them, without, box, SEEN):
                unseen += 1
        elif contrast(*range_of(with_them, box)) < SEEN:
            unseen += 1
    name, many = block.carry.policy, len(block.all)
    if unseen:
        yield (
            f"must show the {name} statement so that it is seen (contrast of at least"
            f" {SEEN:g} to 1); {unseen} of {many} letters cannot be seen."
        )
    if spoiled:
        yield (
            f"must show the {name} statement on a plain ground, with nothing over or behind"
            f" it; {spoiled} of {many} letters are disturbed."
        )


def _link(paper: Paper, carry: Carry, address: Sequence[Letter]) -> Iterator[str]:
    good = [
        note for note in paper.links if note.page == 0 and note.target == carry.link and note.shown
    ]
    covered = sum(
        any(
            note.box[0] <= (letter.box[0] + letter.box[2]) / 2 <= note.box[2]
            and note.box[1] - 2 <= (letter.box[1] + letter.box[3]) / 2 <= note.box[3] + 2
            for note in good
        )
        for letter in address
    )
    if covered < len(address):
        there = sorted(
            {note.target for note in paper.links if note.page == 0 and "/" in note.target}
        )
        leads = f"; a link there leads to {there[0]}" if there and not good else ""
        yield f"must have a link on the printed address that leads to {carry.link}{leads}."


def _code(paper: Paper, edition: Edition, policies: Sequence[Carry], carry: Carry) -> Iterator[str]:
    """Whether a reader of codes finds the policy's, on one of the pages where it may stand."""
    links = {other.link for other in policies}
    wrong: list[str] = []
    for page in range(min(edition.qr_within, len(paper.pages))):
        for dpi in (200, 400):
            read = codes(paper, page, dpi)
            right = next((code for code in read if code.text == carry.link), None)
            if right is not None:
                yield from _good_code(paper, page, dpi, right.box, edition.qr, carry)
                return
            wrong += (code.text for code in read if code.text not in links)
            if wrong:
                break
    leads = f'; one there leads to "{wrong[0]}"' if wrong else "; none there can be read"
    yield f"must have a QR code that leads to {carry.link}{leads}."


def _good_code(
    paper: Paper, page: int, dpi: int, box: tuple[int, int, int, int], least: float, carry: Carry
) -> Iterator[str]:
    """Whether the policy's code is large enough, is seen, and stands beside its address."""
    wide = min(box[2] - box[0], box[3] - box[1]) / dpi * 25.4
    if wide < least - 4:  # the reader measures the code without its quiet edge
        yield (f"must have a QR code at least {least:g} mm wide; the code itself is {wide:.0f} mm.")
    if contrast(*range_of(paper.image(page, dpi), box)) < CODE_SEEN:
        yield f"must have a QR code that is seen (contrast of at least {CODE_SEEN:g} to 1)."
    here = [letter for letter in paper.spoken if letter.page == page]
    if only_letters(carry.address) not in searchable(here)[0]:
        yield f"must print {carry.address} beside its QR code."
