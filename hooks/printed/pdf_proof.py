"""Proves a finished PDF: it carries the policy, can be read by everybody, fits its sheet, and
prints nothing unconfirmed.

A finding is one sentence. Nothing here asks how the file was made.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import phonenumbers

from hooks.printed import pdf_tags, qr
from hooks.printed.editions import Edition
from hooks.printed.normalise import letters as only_letters
from hooks.printed.normalise import squeezed
from hooks.printed.pdf_text import (
    MM,
    Letter,
    Paper,
    Unreadable,
    contrast,
    most_changed,
    overlapping,
    range_of,
    seen,
)
from hooks.sources.records import international
from hooks.words.carried import besides

CARRIES, ACCESSIBLE, FITS, CONFIRMED = (
    "printed-carries-policy",
    "printed-is-accessible",
    "printed-fits",
    "printed-is-confirmed",
)
SEEN, CODE_SEEN, FLAT = 4.5, 7.0, 1.5
"""Contrast: of letters, of a QR code, and the most that the ground under one letter of the policy
may differ in itself."""
HIGHEST = 0.7
"""The policy begins in the upper part of its page: at most this far down."""
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HEADING = re.compile("H[1-6]?")
SHORTEN, BLANK = "Shorten its words.", "must leave nothing blank"
UNFILLED = ("{{", "}}", "{%", "not confirmed", "not checked by us")


@dataclass(frozen=True, slots=True)
class Carry:
    """What a file must show of one policy. `where` is the line that names the printed `address`;
    `link` leads there; `short` is the statement that a card may show instead."""

    policy: str
    heading: str
    statement: str
    where: str
    address: str
    link: str
    short: str = ""

    @property
    def words(self) -> str:
        return f"{self.heading} {self.statement} {self.where}"


@dataclass(frozen=True, slots=True)
class Expected:
    """What one file is held against. `name` begins each finding; `words` are all its words in their
    order, None where nobody knows them (publicity that was brought); `numbers` and `mails` are what
    may be printed; `fields` the titles of what can be filled in; `authors` who may be named as the
    maker of what was brought; `titles` what may stand right above the policy.
    """

    name: str
    carries: tuple[Carry, ...]
    least: float
    lang: str
    title: str = ""
    words: str | None = None
    edition: Edition | None = None
    numbers: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def examine(data: bytes, expected: Expected) -> list[tuple[str, str]]:
    """Every fault of a PDF as (rule, sentence), each once."""
    try:
        paper = Paper(data)
    except Unreadable as error:
        return [
            (CARRIES, f"{expected.name}: {error}, so nobody can see whether it carries the policy.")
        ]
    with paper:
        found = [
            (CARRIES, text)
            for carry in expected.carries
            for text in _carries(paper, expected, carry)
        ]
        found += [(ACCESSIBLE, text) for text in _accessible(paper, expected)]
        if expected.edition is not None:
            fits = list(_fits(paper, expected, expected.edition))
            shorter = any(
                text.endswith(SHORTEN) for text in fits
            )  # then a panel may be blank because the words of another stand on its page
            found += [(FITS, text) for text in fits if not (shorter and BLANK in text)]
        else:
            found += [(FITS, text) for text in _open(paper)]
            found += [(FITS, text) for text in _laid_over(paper)]
            found += [(CARRIES, text) for text in _leads_where_it_says(paper, expected)]
            found += [(CONFIRMED, text) for text in _of_itself(paper, expected.authors)]
        found += [(CONFIRMED, text) for text in _confirmed(paper, expected)]
    return list(dict.fromkeys((rule, f"{expected.name} {text}") for rule, text in found))


def too_full(data: bytes, expected: Expected) -> bool:
    """Whether the words do not fit the sheet at this size of type: what a smaller size can cure."""
    assert expected.edition is not None
    with Paper(data) as paper:
        return (
            any(True for _ in _overflows(paper, expected.edition))
            or any(overlapping(paper.on(page)) for page in range(len(paper.pages)))
            or only_letters(expected.words or "") != _text(paper.spoken)[0]
            or any(_hidden(paper, page) for page in range(len(paper.pages)))
        )


def _hidden(paper: Paper, page: int) -> int:
    """How many letters of a page cannot be seen in its picture."""
    here = paper.on(page)
    dpi = _dpi(min((letter.points for letter in here), default=12))
    return seen(paper, page, dpi, [letter.box for letter in here], SEEN).count(False)


# --- the policy -----------------------------------------------------------------------------------


def _dpi(points: float) -> int:
    """Dots to the inch at which letters of this size are looked at: about 30 pixels high."""
    return 100 if points >= 24 else 200 if points >= 12 else 400


def _carries(paper: Paper, expected: Expected, carry: Carry) -> Iterator[str]:
    spoken = paper.spoken or paper.letters
    first = [letter for letter in spoken if letter.page == 0]
    text, places = _text(first)
    if expected.edition is None and _is_card(paper):
        expected = replace(expected, least=CARD_LEAST)
        if only_letters(carry.statement) not in text:
            carry = replace(carry, statement=carry.short)
    whole = only_letters(carry.words)
    starts = [match.start() for match in re.finditer(re.escape(whole), text)]
    if not starts:
        yield _missing(paper, first, text, carry)
        return
    found = [
        list(_block(paper, expected, carry, first, places, start, len(whole))) for start in starts
    ]
    yield from min(found, key=len)
    yield from _alone(paper, expected, carry, first, places, starts[0], len(whole))
    if expected.edition is None:
        yield from _large_enough(
            paper,
            expected,
            carry,
            [first[number] for number in dict.fromkeys(places[starts[0] : starts[0] + len(whole)])],
        )
        yield from _on_the_item(
            paper,
            expected,
            carry,
            [first[number] for number in dict.fromkeys(places[starts[0] : starts[0] + len(whole)])],
        )
    elif expected.edition.qr:
        yield from _code(paper, expected, carry)


CARD, CARD_LEAST, SHARE, LARGE = 300.0, 8.0, 8.0, 18.0
"""Points of the longer side of a card (A7), which may show the short statement in smaller letters;
what part of the largest letters on its sheet the policy is at least; and the least size in large
print."""
LARGE_PRINT = re.compile(r"large[\s_-]*print", re.IGNORECASE)


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
    says = f"{expected.name} {paper.tags.docinfo.get('/Title', '')} {_words(paper.on(0)[:400])}"
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


BARE = 60
"""Letters: a page with fewer of its own, besides the policy and the service's name, holds
nothing."""


def _text(run: Sequence[Letter]) -> tuple[str, list[int]]:
    """Letters as text to be searched, and for each of its characters the letter it belongs to."""
    parts = [only_letters(letter.text) for letter in run]
    return "".join(parts), [number for number, part in enumerate(parts) for _ in part]


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
            in _text([letter for letter in paper.spoken or paper.letters if letter.page == page])[0]
        ):
            return f"must show the {name} statement on its first page; it is on page {page + 1}."
    if statement not in text and statement in _text(paper.on(0))[0]:
        return (
            f"must speak the {name} statement to a screen reader as one piece; it is drawn, but not"
            " in the tags."
        )
    return lacking(carry, text, "on its first page")


def lacking(carry: Carry, text: str, where: str) -> str:
    """Which words of a policy's block a file lacks, and where to copy them. `text` is all its
    letters."""
    name, copied = (
        carry.policy,
        f'Copy them from the page {carry.address}, under "What our publicity says".',
    )
    statement = only_letters(carry.statement)
    if statement in text:
        if only_letters(carry.heading + carry.statement) not in text:
            return (
                f'must show the {name} statement right below its heading "{carry.heading}", with'
                " nothing between; it does not."
            )
        return (
            f"must print below the {name} statement, with nothing between, where to read it:"
            f' "{carry.where}".'
        )
    sentences = [
        one
        for one in re.split(r"(?<=[.!?])\s+", squeezed(carry.statement))
        if only_letters(one) not in text
    ]
    if sentences and len(sentences) < len(re.split(r"(?<=[.!?])\s+", squeezed(carry.statement))):
        return (
            f"must show the {name} statement whole, {where}; these words are missing:"
            f' "{" ".join(sentences)}". {copied}'
        )
    if not sentences:
        return (
            f"must show the {name} statement in one piece, {where}; other words stand between its"
            f" sentences. {copied}"
        )
    return (
        f"must show the {name} statement {where}; all of its words are missing:"
        f' "{carry.statement}". {copied}'
    )


def _block(
    paper: Paper,
    expected: Expected,
    carry: Carry,
    first: Sequence[Letter],
    places: list[int],
    start: int,
    length: int,
) -> Iterator[str]:
    """Whether the block that was found is seen by everybody."""
    name = carry.policy
    block = [first[number] for number in dict.fromkeys(places[start : start + length])]
    head_end, body_end = (
        len(only_letters(carry.heading)),
        len(only_letters(carry.heading + carry.statement)),
    )
    address_start = length - len(only_letters(carry.address))
    heading = [first[number] for number in dict.fromkeys(places[start : start + head_end])]
    statement = [
        first[number] for number in dict.fromkeys(places[start + head_end : start + body_end])
    ]
    address = [
        first[number] for number in dict.fromkeys(places[start + address_start : start + length])
    ]
    smallest = min(letter.points for letter in block)
    if smallest < expected.least - 0.05:
        yield (
            f"must show the {name} statement in text of at least {expected.least:g} point; it is"
            f" {smallest:.1f} point."
        )
    size = min(letter.points for letter in statement)
    mine = {id(letter) for letter in block}
    others = Counter(
        round(letter.points, 1)
        for letter in first
        if id(letter) not in mine
        and not any(HEADING.fullmatch(role) for role in paper.role(letter))
    )
    common = others.most_common(1)[0][0] if others else 0.0
    if size < common - 0.05:
        yield (
            f"must show the {name} statement no smaller than the words round it: {common:g} point;"
            f" it is {size:.1f} point."
        )
    if min(letter.points for letter in heading) < size - 0.05:
        yield f'must show the heading "{carry.heading}" no smaller than the statement below it.'
    if not all(letter.upright for letter in block):
        yield f"must show the {name} statement upright, its letters in their own shape."
    if paper.spoken:
        yield from _spoken(paper, carry, heading, block, address)
    left, bottom, right, top = paper.trim(0)
    outside = [
        letter
        for letter in block
        if letter.box[0] < left
        or letter.box[1] < bottom
        or letter.box[2] > right
        or letter.box[3] > top
    ]
    if outside:
        yield (
            f"must show the {name} statement inside the page; {len(outside)} of its {len(block)}"
            " letters are outside."
        )
    if (top - block[0].box[3]) > HIGHEST * (top - bottom):
        yield (
            f"must show the {name} statement in the upper part of its first page; it begins"
            f" {100 * (top - block[0].box[3]) / (top - bottom):.0f} per cent down."
        )
    piled = [
        pair for pair in overlapping(paper.on(0)) if id(pair[0]) in mine or id(pair[1]) in mine
    ]
    if piled:
        yield (
            f"must show the {name} statement with no letter on another; {len(piled)} lie on each"
            " other."
        )
    if not _spaced(statement, carry.statement):
        yield f"must show the {name} statement with spaces between its words; some stand together."
    if expected.edition is not None and expected.edition.cover:
        edge = left + (right - left) * (expected.edition.cover - 1) / expected.edition.panels
        if any(
            not edge <= letter.box[0] <= edge + (right - left) / expected.edition.panels
            for letter in block
        ):
            yield (
                f"must show the {name} statement on the front when it is folded, which is panel"
                f" {expected.edition.cover} of page 1; it is on another."
            )
    yield from _seen(paper, carry, block, len(block) - len(address))
    yield from _link(paper, carry, address)


def _alone(
    paper: Paper,
    expected: Expected,
    carry: Carry,
    first: Sequence[Letter],
    places: list[int],
    start: int,
    length: int,
) -> Iterator[str]:
    """Whether nothing but a title stands right above the block, as it is spoken and as it is seen,
    and a heading, a line or the end below it.

    Words there could lead into the policy, deny it, or give it to somebody else, in more ways than
    a list could hold.
    """
    block = [first[number] for number in dict.fromkeys(places[start : start + length])]
    text = "".join(only_letters(letter.text) for letter in first)
    others = {
        id(first[number])
        for other in expected.carries
        if other is not carry
        for found in [text.find(only_letters(other.words))]
        if found >= 0
        for number in places[found : found + len(only_letters(other.words))]
    }
    mine = {id(letter) for letter in block} | others
    before = [letter for letter in first[: places[start]] if id(letter) not in mine]
    size = Counter(round(letter.points, 1) for letter in block).most_common(1)[0][0]
    spoken = _last_piece(paper, before, size)
    said = {id(letter) for letter in (spoken if expected.edition is None else before)}
    seen_above = [
        letter
        for letter in _next_to(block, paper.on(0), mine, above=True)
        if id(letter) not in said
    ]
    for piece, whole in (
        (spoken, before),
        (_whole_piece(paper, first, seen_above, size), seen_above),
    ):
        strange = _no_title(paper, expected, piece, whole, size) if piece else ""
        if strange and (
            piece is not spoken or expected.edition is not None or _adjoins(piece, block)
        ):
            yield (
                f"must show the {carry.policy} right below its title or the name of the service,"
                f' with no other words between; "{strange}" stands there. Move it below.'
            )
            break
    below = _next_to(block, paper.on(0), mine, above=False)
    if below and not (_headed(paper, below, size) or _line_between(paper, block, below)):
        yield (
            f"must have a heading or a line right below the {carry.policy}, before other words;"
            f' "{_words(below)[:40]}" stands there.'
        )


HANGS = frozenset(
    """
    a about after also although an and are as at because before but by for from has have if in into
    is it like nor not of on or our since so than that the their then these they this those though
    to under unless until upon was we were when where which while who whose with without you your
    """.split()
)
"""The words of English that a sentence does not end with (its function words are a closed list): a
title that ends so goes on in what follows."""
SPEAKS_OF_IT = re.compile(
    r"\b(?:(?:im)?partial\w*|sides?|policy|polic(?:y|ies)|statement|neutral\w*|bias\w*|true|untrue|"
    r"false|lies?|following|below|beneath|underneath|"
    r"words?|believe|agree|disagree|ignore|not ours?)\b",
    re.IGNORECASE,
)
"""A title of a supplied file that speaks of the policy would say something about it."""


def names_a_title(said: str) -> bool:
    """Whether the words of a heading are a title by themselves: short, whole, and not about the
    policy below."""
    last = said.rsplit(maxsplit=1)[-1].casefold()
    return (
        len(said.split()) <= 14
        and last not in HANGS
        and said[-1] not in ":,;–—-…"
        and not SPEAKS_OF_IT.search(said)
    )


def _no_title(
    paper: Paper, expected: Expected, piece: Sequence[Letter], whole: Sequence[Letter], size: float
) -> str:
    """The end of the words above a block, where they are more than a title: in ours the service's
    name alone; in what was brought also its own."""
    said = _words(whole if expected.edition is not None else piece)
    strange = besides((only_letters(title) for title in expected.titles), only_letters(said))
    if not strange:
        return ""
    if expected.edition is None and _headed(paper, piece, size) and names_a_title(said):
        return ""
    return " ".join(said.split()[-6:])


def _headed(paper: Paper, letters: Sequence[Letter], size: float) -> bool:
    """Whether letters are a heading: by their tags, or where there are none for them, by being
    larger than the statement."""
    first = letters[0]
    return (
        any(HEADING.fullmatch(role) or role == "Title" for role in paper.role(first))
        or first.points > 1.15 * size
    )


def _last_piece(paper: Paper, letters: Sequence[Letter], size: float) -> list[Letter]:
    """The last letters that are of one kind: a heading with its lines, or words with theirs."""
    found: list[Letter] = []
    for letter in reversed(letters):
        if found and (
            _headed(paper, [letter], size) != _headed(paper, found, size)
            or abs(letter.points - found[0].points) > 0.6
        ):
            break
        found.append(letter)
    return found[::-1]


def _whole_piece(
    paper: Paper, first: Sequence[Letter], line: Sequence[Letter], size: float
) -> list[Letter]:
    """The heading or the words of which a line is a part."""
    if not line:
        return []
    places = {id(letter): number for number, letter in enumerate(first)}
    if not all(id(letter) in places for letter in line):
        return list(line)
    end = max(places[id(letter)] for letter in line) + 1
    return _last_piece(paper, first[:end], size)


def _next_to(
    block: Sequence[Letter], here: Sequence[Letter], mine: set[int], above: bool
) -> list[Letter]:
    """The nearest line above or below a block, in its column, as it is seen: left to right."""
    left, right = min(letter.box[0] for letter in block), max(letter.box[2] for letter in block)
    top, bottom = max(letter.line[3] for letter in block), min(letter.line[1] for letter in block)
    column = [
        letter
        for letter in here
        if id(letter) not in mine
        and letter.box[2] > left
        and letter.box[0] < right
        and (
            (letter.box[1] + letter.box[3]) / 2 > top
            if above
            else (letter.box[1] + letter.box[3]) / 2 < bottom
        )
    ]
    if not column:
        return []
    near = (
        min(column, key=lambda letter: letter.line[1] - top)
        if above
        else max(column, key=lambda letter: letter.line[3])
    )
    line = sorted(
        (
            letter
            for letter in here
            if id(letter) not in mine
            and abs(letter.line[1] - near.line[1]) < 0.6 * max(near.points, letter.points)
        ),
        key=lambda letter: letter.box[0],
    )
    starts = [
        0,
        *(
            number
            for number, (one, two) in enumerate(pairwise(line), 1)
            if two.box[0] - one.box[2] > 1.5 * two.points
        ),
        len(line),
    ]
    runs = [
        line[one:two] for one, two in pairwise(starts)
    ]  # a line of another column is none of these words
    return [
        letter for run in runs if run[0].box[0] < right and run[-1].box[2] > left for letter in run
    ]


def _adjoins(piece: Sequence[Letter], block: Sequence[Letter]) -> bool:
    """Whether words that are spoken right before a block also lead into it: they stand beside or
    above it, or their sentence goes on."""
    if not piece:
        return False
    left, right = min(letter.box[0] for letter in block), max(letter.box[2] for letter in block)
    top, last = max(letter.line[3] for letter in block), piece[-1]
    over = any(
        letter.box[2] > left and letter.box[0] < right and letter.box[1] >= top - letter.points
        for letter in piece
    )
    beside = abs(last.box[1] - block[0].box[1]) < last.points
    return over or beside or last.text not in '.!?”)"0123456789/'


def _words(letters: Sequence[Letter]) -> str:
    """Letters as they are read: a space where there is a gap, or another line."""
    parts: list[str] = []
    for one, two in zip([None, *letters], letters, strict=False):
        if one is not None and (
            abs(one.line[1] - two.line[1]) > 0.5 * min(one.points, two.points)
            or two.box[0] - one.box[2] > 0.2 * two.points
            or two.box[0] < one.box[0]
        ):
            parts.append(" ")
        parts.append(two.text)
    return "".join(parts)


def _line_between(paper: Paper, block: Sequence[Letter], below: Sequence[Letter]) -> bool:
    """Whether something drawn ends the block before the words below it: a line, or the edge of its
    ground, over most of its width."""
    from PIL import Image, ImageChops

    left, right = min(letter.box[0] for letter in block), max(letter.box[2] for letter in block)
    low, high = max(letter.box[3] for letter in below), min(letter.box[1] for letter in block)
    one, two, three, four = paper.pixels(0, 100, (left, low, right, high))
    if four - two < 3:
        return False
    part = paper.image(0, 100).convert("L").crop((one, two, three, four))
    change = ImageChops.difference(
        part.crop((0, 0, part.width, part.height - 1)), part.crop((0, 1, part.width, part.height))
    )
    rows = change.point(lambda value: 255 if value >= LEAST_EDGE else 0).resize(
        (1, change.height), Image.Resampling.BOX
    )
    return max(rows.tobytes()) >= 255 * 0.6


LEAST_EDGE = 12
"""Of 255: by how much the ground must change at an edge that is seen."""


def _spoken(
    paper: Paper,
    carry: Carry,
    heading: Sequence[Letter],
    block: Sequence[Letter],
    address: Sequence[Letter],
) -> Iterator[str]:
    roles = {role for letter in block for role in paper.role(letter)}
    if roles & pdf_tags.ALONE or any(
        "replaced" in paper.role(letter) for letter in block if "Link" not in paper.role(letter)
    ):
        yield (
            f"must speak the {carry.policy} statement word for word; other words are spoken for it."
        )
    if not all(any(HEADING.fullmatch(role) for role in paper.role(letter)) for letter in heading):
        yield f'must tag "{carry.heading}" as a heading, so that a screen reader can go to it.'
    if not all("Link" in paper.role(letter) for letter in address):
        yield f"must tag the address of the {carry.policy} as a link."


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


def _seen(paper: Paper, carry: Carry, block: Sequence[Letter], flat: int) -> Iterator[str]:
    """Looks at the picture twice, with the block's letters and without them: the ink must be
    theirs, on a plain ground.

    The first `flat` letters must stand on a plain ground; those after them are the address, which
    may be underlined.
    """
    dpi = _dpi(min(letter.points for letter in block))
    outer = paper.outer(0)
    owners = {letter.owner for letter in block}
    with_them = paper.image(0, dpi)
    without = paper.image(0, dpi, owners & outer)
    unseen = spoiled = 0
    for number, letter in enumerate(block):
        box = paper.pixels(0, dpi, letter.box)
        if letter.owner in outer:
            ground = range_of(without, box)
            if number < flat and contrast(*ground) > FLAT:
                spoiled += 1
            if most_changed(with_them, without, box) < SEEN:
                unseen += 1
        elif contrast(*range_of(with_them, box)) < SEEN:
            unseen += 1
    if unseen:
        yield (
            f"must show the {carry.policy} statement so that it is seen (contrast of at least"
            f" {SEEN:g} to 1); {unseen} of {len(block)} letters cannot be seen."
        )
    if spoiled:
        yield (
            f"must show the {carry.policy} statement on a plain ground, with nothing over or behind"
            f" it; {spoiled} of {len(block)} letters are disturbed."
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


def _code(paper: Paper, expected: Expected, carry: Carry) -> Iterator[str]:
    edition = expected.edition
    if edition is None:
        # Brought publicity: a code is welcome, the printed address and the link are what it must
        # have
        return
    wrong: list[str] = []
    for page in range(min(edition.qr_within, len(paper.pages))):
        for dpi in (200, 400):
            image = paper.image(page, dpi)
            codes = list(qr.read(image))
            for code in codes:
                if code.text != carry.link:
                    if all(code.text != other.link for other in expected.carries):
                        wrong.append(code.text)
                    continue
                wide = min(code.box[2] - code.box[0], code.box[3] - code.box[1]) / dpi * 25.4
                if wide < edition.qr - 4:  # the reader measures the code without its quiet edge
                    yield (
                        f"must have a QR code at least {edition.qr:g} mm wide; the code itself is"
                        f" {wide:.0f} mm."
                    )
                if contrast(*range_of(image, code.box)) < CODE_SEEN:
                    yield (
                        f"must have a QR code that is seen (contrast of at least {CODE_SEEN:g}"
                        " to 1)."
                    )
                if (
                    only_letters(carry.address)
                    not in _text([letter for letter in paper.spoken if letter.page == page])[0]
                ):
                    yield f"must print {carry.address} beside its QR code."
                return
            if wrong:
                break
    leads = f'; one there leads to "{wrong[0]}"' if wrong else "; none there can be read"
    yield f"must have a QR code that leads to {carry.link}{leads}."


# --- for everybody --------------------------------------------------------------------------------


def _accessible(paper: Paper, expected: Expected) -> Iterator[str]:
    if expected.words is None:  # brought: the policy must be spoken; the rest is its maker's
        if not paper.spoken:
            yield (
                "must have tags, so that a screen reader can read it. In Word: save as PDF with"
                ' "Document structure tags for accessibility".'
            )
        return
    yield from pdf_tags.faults(paper.tags, expected.title, expected.lang)
    silent = paper.unspoken
    if silent:
        words = "".join(letter.text for letter in silent[:24])
        yield (
            f"must speak all that it shows; {len(silent)} letters on page {silent[0].page + 1} are"
            f' drawn but not spoken ("{words}").'
        )
    yield from _order(paper, expected.words)
    fields = [
        str(note.get("/TU", ""))
        for page in paper.tags.pages
        for note in page.obj.get("/Annots", ())
        if note.get("/Subtype") == "/Widget"
    ]
    if fields != list(expected.fields):
        yield (
            f"must have the fields {', '.join(expected.fields) or 'of its words: none'}, in this"
            f" order; it has {', '.join(fields) or 'none'}."
        )


def _order(paper: Paper, words: str) -> Iterator[str]:
    """The spoken words must be the item's words, all of them and in their order."""
    spoken, _ = _text(paper.spoken)
    wanted = only_letters(words)
    if spoken == wanted:
        return
    place = next(
        (
            number
            for number, (one, two) in enumerate(zip(spoken, wanted, strict=False))
            if one != two
        ),
        min(len(spoken), len(wanted)),
    )
    near = max(0, place - 12)
    yield (
        f'must be spoken in the order of its words; it says "{spoken[near : place + 18]}" where its'
        f' words are "{wanted[near : place + 18]}".'
    )


# --- the sheet ------------------------------------------------------------------------------------


def _overflows(paper: Paper, edition: Edition) -> Iterator[str]:
    least, most = edition.pages
    count = len(paper.pages)
    if not least <= count <= most:
        many = f"{least}" if least == most else f"{least} to {most}"
        yield f"must have {many} page{'s' if most > 1 else ''}; it has {count}. Shorten its words."
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
                f" {len(beyond)} letters are nearer. Shorten its words."
            )


def _fits(paper: Paper, expected: Expected, edition: Edition) -> Iterator[str]:
    yield from _overflows(paper, edition)
    for page in range(len(paper.pages)):
        here, number = paper.on(page), page + 1
        left, bottom, right, top = paper.trim(page)
        wide, high = (right - left) / MM, (top - bottom) / MM
        if abs(wide - edition.size[0]) > 0.5 or abs(high - edition.size[1]) > 0.5:
            yield (
                f"must be {edition.size[0]:g} by {edition.size[1]:g} mm; page {number} is"
                f" {wide:.0f} by {high:.0f} mm."
            )
        if edition.bleed:
            yield from _bleed(paper, page, edition.bleed)
        for panel in range(edition.panels):
            one, two = (
                left + (right - left) * panel / edition.panels,
                left + (right - left) * (panel + 1) / edition.panels,
            )
            if not any(one <= letter.box[0] < two for letter in here):
                what = (
                    f"panel {panel + 1} of page {number}"
                    if edition.panels > 1
                    else f"page {number}"
                )
                more = (
                    f" Give its words at least {edition.panels + 1} headings."
                    if edition.panels > 1
                    else ""
                )
                yield f"must leave nothing blank; {what} is.{more}"
        small = [letter.points for letter in here if letter.points < expected.least - 0.05]
        if small:
            yield (
                f"must have no text below {expected.least:g} point; page {number} has some of"
                f" {min(small):.1f} point."
            )
        if not all(letter.upright for letter in here):
            yield f"must have all words upright; on page {number} some are turned or squeezed."
        piled = overlapping(here)
        if piled:
            yield (
                f"must have no letter on another; on page {number} {len(piled)} lie on each other,"
                f' first at "{piled[0][0].text}". Shorten its words.'
            )
        hidden = _hidden(paper, page)
        if hidden:
            yield f"must show all its words; {hidden} letters on page {number} cannot be seen."


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


# --- what was brought -----------------------------------------------------------------------------


FAINT, TINY = 3.0, 5.0
"""Of publicity that was brought: the least contrast of its letters (WCAG 2.2, 1.4.3, large text),
and their least size in points."""
ROUND = 6.0
"""Points by which a link may reach beyond its words, besides the height of a line."""
SHOWN_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
INFO = frozenset(
    {
        "/Title",
        "/Author",
        "/Creator",
        "/Producer",
        "/CreationDate",
        "/ModDate",
        "/Trapped",
        "/GTS_PDFXVersion",
        "/GTS_PDFXConformance",
    }
)
XMP = frozenset(
    """
    title creator format language date Producer PDFVersion Trapped CreatorTool CreateDate ModifyDate
    MetadataDate DocumentID InstanceID VersionID RenditionClass OriginalDocumentID DerivedFrom
    History part conformance rev amd corr schemas GTS_PDFXVersion GTS_PDFXConformance
    """.split()
)
"""What a PDF may say of itself: its title, its makers' programs, and when (ISO 32000-2, 14.3)."""
READ_OUT = (
    "/Alt",
    "/ActualText",
    "/E",
    "/Title",
    "/TU",
    "/V",
    "/Contents",
    "/Subject",
    "/Keywords",
)
"""Entries whose words somebody hears or finds."""


def words(data: bytes) -> str:
    """All words of a PDF: what is drawn, page by page, and what is heard or found in its place. ""
    for one that cannot be read."""
    import pikepdf

    try:
        paper = Paper(data)
    except Unreadable:
        return ""
    with paper:
        spoken = [
            str(found[key])
            for found in paper.tags.objects
            if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream))
            for key in READ_OUT
            if isinstance(found.get(key), pikepdf.String)
        ]
        streams: list[Any] = [page.obj for page in paper.tags.pages]
        streams += [
            found
            for found in paper.tags.objects
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form"
        ]
        for stream in streams:
            for marked in pikepdf.parse_content_stream(stream, "BDC DP"):
                said = marked.operands[-1]
                spoken += [
                    str(said[key])
                    for key in READ_OUT
                    if isinstance(said, pikepdf.Dictionary) and key in said
                ]
        return "\n\n".join((_readable(paper), *spoken))


def language(data: bytes) -> str:
    """What a PDF says of its language; "" where it says nothing or cannot be read."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return str(document.Root.get("/Lang", ""))
    except pikepdf.PdfError:
        return ""


def _open(paper: Paper) -> Iterator[str]:
    """Whether everybody sees every letter, and each link lies on the words that name it."""
    for page in range(len(paper.pages)):
        here, number = paper.on(page), page + 1
        if not here:
            continue
        small = min(letter.points for letter in here)
        if small < TINY:
            yield (
                f"must have letters that can be read, of at least {TINY:g} point; page {number} has"
                f" some of {small:.1f} point."
            )
        met = seen(paper, page, _dpi(max(small, TINY)), [letter.box for letter in here], FAINT)
        hidden = sum(not (met and letter.inked) for met, letter in zip(met, here, strict=True))
        if hidden:
            yield f"must show all its words; {hidden} letters on page {number} cannot be seen."
        yield from _names_its_links(paper, page, here)


def _laid_over(paper: Paper) -> Iterator[str]:
    """Layers, notes, stamps and fields, which may show on paper alone, or on a screen alone, or
    cover what lies below."""
    import pikepdf

    if "/OCProperties" in paper.tags.Root:
        yield "must have no layers, which can be switched off. Save it again for print (PDF/A)."
    for number, page in enumerate(paper.tags.pages):
        for note in page.obj.get("/Annots", ()):
            kind = str(note.get("/Subtype", ""))
            if kind not in ("/Link", "/Widget"):
                yield (
                    f"must have no {kind[1:].lower()} laid over page {number + 1}. In your PDF"
                    " program: print it to a new PDF, or take the notes and stamps out."
                )
            elif kind == "/Widget" and int(note.get("/F", 0)) & 0b100010:
                yield (
                    "must show each field of its form on the screen and on paper alike; one on"
                    f" page {number + 1} is hidden."
                )
            elif kind == "/Widget":
                left, bottom, right, top = sorted_box([float(edge) for edge in note.Rect])
                on_it = [
                    letter
                    for letter in paper.on(number)
                    if left < (letter.box[0] + letter.box[2]) / 2 < right
                    and bottom < (letter.box[1] + letter.box[3]) / 2 < top
                ]
                if on_it and isinstance(note.get("/AP"), pikepdf.Dictionary):
                    yield (
                        f"must have no field over its words; one on page {number + 1} lies on"
                        f" {len(on_it)} letters."
                    )
    from PIL import ImageChops

    for number in range(len(paper.pages)):
        shown, printed = paper.image(number, 60), paper.printed(number, 60)
        if (
            shown.size != printed.size
            or ImageChops.difference(shown, printed)
            .convert("L")
            .point(lambda value: 255 if value > 60 else 0)
            .getbbox()
        ):
            yield (
                f"must look the same on paper as on a screen; page {number + 1} does not. Save it"
                " again for print (PDF/A)."
            )


def sorted_box(box: Sequence[float]) -> tuple[float, float, float, float]:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _leads_where_it_says(paper: Paper, expected: Expected) -> Iterator[str]:
    """Whether each code leads to a policy, or to an address that its own page prints."""
    for page in range(len(paper.pages)):
        printed = "".join(only_letters(letter.text) for letter in paper.on(page))
        said: set[str] = set()
        for dpi in (150, 300):
            said |= {code.text for code in qr.read(paper.image(page, dpi))}
        for leads in sorted(said):
            bare = only_letters(
                re.sub(
                    r"^(?:https?://|mailto:|tel:)?(?:www\.)?", "", leads, flags=re.IGNORECASE
                ).rstrip("/")
            )
            if all(
                leads.rstrip("/") != carry.link.rstrip("/") for carry in expected.carries
            ) and not (bare and bare in printed):
                yield (
                    f"must have QR codes that lead where the page says; one on page {page + 1}"
                    f' leads to "{leads[:80]}", which the page does not print. Print that address '
                    "beside it, or make the code again for"
                    f" {expected.carries[0].link if expected.carries else 'the right address'}."
                )


def _names_its_links(paper: Paper, page: int, here: Sequence[Letter]) -> Iterator[str]:
    named: dict[str, str] = {}
    for note in paper.links:
        if note.page != page:
            continue
        left, bottom, right, top = note.box
        on_it = [
            letter
            for letter in here
            if left <= (letter.box[0] + letter.box[2]) / 2 <= right
            and bottom <= (letter.box[1] + letter.box[3]) / 2 <= top
        ]
        if on_it:
            room = ROUND + max(letter.points for letter in on_it)
            fits = (
                min(letter.box[0] for letter in on_it) - left <= room
                and right - max(letter.box[2] for letter in on_it) <= room
                and min(letter.box[1] for letter in on_it) - bottom <= room
                and top - max(letter.box[3] for letter in on_it) <= room
            )
        else:
            fits = seen(paper, page, 100, [note.box], FAINT)[0]  # a picture
        if not fits:
            yield (
                f"must have each link on the words that name it; on page {page + 1} the one to"
                f" {note.target[:80]} reaches beyond them."
            )
        named[note.target] = named.get(note.target, "") + "".join(
            letter.text for letter in on_it
        )  # an address over two lines has two links
    for target, text in named.items():
        for shown in SHOWN_ADDRESS.findall(text):
            if _host(shown) != _host(target):
                yield (
                    f"must have links that lead where their words say; on page {page + 1} {shown}"
                    f" leads to {target[:80]}."
                )


def _host(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.casefold()).partition("/")[0]


def _of_itself(paper: Paper, authors: Sequence[str]) -> Iterator[str]:
    """Names of persons and words that no reader sees, in what the file says of itself."""
    info = {str(name): str(value).strip() for name, value in paper.tags.docinfo.items()}
    said = paper.tags.open_metadata(set_pikepdf_as_editor=False)
    makers = [
        info.get("/Author", ""),
        *(
            str(one).strip()
            for name, value in said.items()
            if name.endswith("}creator")
            for one in (value if isinstance(value, (list, set)) else [value])
        ),
    ]
    for maker in dict.fromkeys(makers):
        if maker and maker not in authors:
            yield no_person(maker, authors)
    more = sorted(
        {name[1:] for name, value in info.items() if value and name not in INFO}
        | {name.rpartition("}")[2] for name, value in said.items() if value} - XMP
    )
    if more:
        yield (
            f'must say of itself its title alone; it also has "{more[0]}". Empty that in its'
            " properties, and save it again."
        )


def no_person(maker: str, authors: Sequence[str]) -> str:
    """What to do where a file names its maker."""
    return (
        f"must name no person as its author; it names {maker}. In its properties, leave the author"
        f' empty or write "{authors[0] if authors else ""}"; in Word: File, Info, Inspect Document.'
    )


# --- facts ----------------------------------------------------------------------------------------


def _confirmed(paper: Paper, expected: Expected) -> Iterator[str]:
    text = _readable(paper)
    yield from unconfirmed(text, expected.numbers, expected.mails)


def unconfirmed(text: str, numbers: Sequence[str], mails: Sequence[str]) -> Iterator[str]:
    """Telephone numbers and e-mail addresses that no record confirms, and marks of what is not
    known."""
    for match in phonenumbers.PhoneNumberMatcher(
        text, "GB", leniency=phonenumbers.Leniency.POSSIBLE
    ):
        shown = match.raw_string
        if sum(sign.isdigit() for sign in shown) >= 7 and international(shown) not in numbers:
            yield f"must not print {shown}: no record confirms this number."
    for mail in dict.fromkeys(EMAIL.findall(text)):
        if not any(
            known == mail or known.startswith(mail) for known in mails
        ):  # a line's end may cut one short
            yield f"must not print {mail}: no record confirms this address."
    for sign in UNFILLED:
        if sign in text:
            yield f'must print only what is confirmed; it prints "{sign}".'


def _readable(paper: Paper) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in paper.pages)
