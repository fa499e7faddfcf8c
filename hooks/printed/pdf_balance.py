"""Whether a sheet looks as if somebody had made it: filled, its headline large enough for those who
pass, its headings larger than its words, each code read, apart from others and with a caption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, groupby, pairwise

from hooks.printed import pdf_foot, qr
from hooks.printed.criteria import Expected
from hooks.printed.editions import Edition
from hooks.printed.pdf_tags import HEADING
from hooks.printed.pdf_text import Letter, Paper, Pixels
from hooks.printed.pdf_words import as_read, codes

HALF, QUARTER = 0.5, 0.25
COARSE, FINE, FINEST = 36, 200, 400
"""Dots to the inch: to see where ink stands; to read codes, first and again."""
BUSY = 24
"""Levels of grey, of 255, by which a row of dots must differ in itself to hold anything: a plain
ground, white or coloured, is empty."""
EDGE = 0.04
"""What part of a panel's width is left out at each side: a fold or a frame fills nothing."""
POINTS_PER_METRE = 11.0
"""Of the headline. The least letters that ordinary sight reads are five minutes of arc high (the
line of an eye chart for 6/6); nearly twice that is the least for whoever passes. A capital is about
two thirds of its type size."""
APART, NEAR = 0.08, 0.5
"""Parts of a code's width round it: that stay empty; within which its caption stands."""


def faults(paper: Paper, expected: Expected, edition: Edition) -> Iterator[str]:
    """What is out of balance, as sentences."""
    if not expected.room:
        yield from _filled(paper, expected, edition)
    yield from _headline(paper, expected.distance)
    yield from _headings(paper)
    yield from _codes(paper, expected.codes)


def _filled(paper: Paper, expected: Expected, edition: Edition) -> Iterator[str]:
    flows = edition.pages[0] != edition.pages[1]
    last = len(paper.pages) - 1
    for page in range(len(paper.pages)):
        foot = pdf_foot.of_page(paper, page, expected.titles)
        floor = max((letter.box[3] for letter in foot), default=paper.trim(page)[1])
        for panel, rows in enumerate(_panels(paper, page, edition.panels, floor), 1):
            place = (
                f"panel {panel} of page {page + 1}" if edition.panels > 1 else f"page {page + 1}"
            )
            if flows and page == last:
                # Words end where they end, but not right at the top of one sheet more.
                if last and max(_busy(rows), default=0) < QUARTER * len(rows):
                    yield (
                        f"must fill a quarter of its last page; {place} ends above. Shorten its"
                        " words, or give the layout more room."
                    )
            elif flows and page:
                continue  # it ends where the next block, such as a table, did not fit
            elif (empty := _emptiest(rows)) > HALF:
                yield (
                    f"must leave no half of a sheet or panel empty; {100 * empty:.0f} per cent of"
                    f" {place} is. Give it more words or a picture, or let the layout say why it"
                    ' must stay free: <meta name="room" content="free" data-why="...">.'
                )


def _panels(paper: Paper, page: int, count: int, floor: float) -> Iterator[list[bool]]:
    """For each panel of a page: which rows of dots hold anything, from the top. Below `floor`
    stands its foot, which fills nothing."""
    one, _, three, four = paper.trim(page)
    left, top, right, bottom = paper.pixels(page, COARSE, (one, floor, three, four))
    numbers = {letter.owner for letter in paper.numbering if letter.page == page}
    picture = paper.image(page, COARSE, numbers).convert("L")
    wide = (right - left) / count
    for panel in range(count):
        one = left + wide * (panel + EDGE)
        two = left + wide * (panel + 1 - EDGE)
        rows = (
            picture.crop((round(one), row, round(two), row + 1)).getextrema()
            for row in range(max(top, 0), min(bottom, picture.height))
        )
        yield [high - low >= BUSY for low, high in rows]


def _busy(rows: list[bool]) -> list[int]:
    return [place for place, busy in enumerate(rows) if busy]


def _emptiest(rows: list[bool]) -> float:
    """The longest run of empty rows, as a part of all."""
    edges = [-1, *_busy(rows), len(rows)]
    return max(two - one - 1 for one, two in pairwise(edges)) / len(rows)


def _headline(paper: Paper, metres: float) -> Iterator[str]:
    least = POINTS_PER_METRE * metres
    largest = max((letter.points for letter in paper.on(0)), default=0.0)
    if largest < least - 0.05:
        yield (
            f"must have a headline of at least {least:.0f} point, because its layout says that it"
            f" is read from {metres:g} metres; its largest letters have {largest:.0f} point."
            " Shorten the headline, or make its letters larger."
        )


def _headings(paper: Paper) -> Iterator[str]:
    """People find their place by the headings: each is larger than the words below it."""
    above: list[Letter] = []
    for headed, run in groupby(paper.spoken, lambda letter: _is_heading(paper, letter)):
        letters = list(run)
        if headed:
            above = letters
            continue
        size = Counter(round(letter.points, 1) for letter in letters).most_common(1)[0][0]
        if small := [letter for letter in above if letter.points < size + 0.05]:
            yield (
                f'must have headings larger than the words below them; "{as_read(small)}" has'
                f" {small[0].points:.1f} point, and the words below it {size:.1f}."
            )
            return
        above = []


def _is_heading(paper: Paper, letter: Letter) -> bool:
    return any(HEADING.fullmatch(role) for role in paper.role(letter))


def _codes(paper: Paper, wanted: tuple[str, ...]) -> Iterator[str]:
    """Every code of the layout must be read. One that lies on another hides it, or touches it."""
    for dpi in (FINE, FINEST):  # again only where a code was too small for the first look
        missing = Counter(wanted)
        read: list[list[qr.Code]] = []
        for page in range(len(paper.pages)):
            if not missing:
                break
            read.append(codes(paper, page, dpi))
            missing -= Counter(code.text for code in read[-1])
        if not missing:
            break
    for page, found in enumerate(read):
        yield from _apart(paper, page, dpi, found)
    for address in missing:
        yield (
            f"must show a QR code that leads to {address} so that a telephone reads it; it is"
            " covered, too small or not there."
        )


def _apart(paper: Paper, page: int, dpi: int, codes: list[qr.Code]) -> Iterator[str]:
    """Whether the codes of a page keep their empty edge, and words near each say what it is."""
    places = [_grown(code.box, APART) for code in codes]
    if any(_meet(one, two) for one, two in combinations(places, 2)):
        yield f"must keep its QR codes apart; two on page {page + 1} lie on each other."
    words = [paper.pixels(page, dpi, letter.box) for letter in paper.on(page)]
    near = [_grown(code.box, NEAR) for code in codes]
    named = [any(_meet(place, letter) for letter in words) for place in near]
    for place, code in enumerate(codes):
        # Codes side by side may share their caption.
        beside = (one for one, two in enumerate(codes) if _meet(near[place], two.box))
        if not any(named[one] for one in beside):
            yield (
                f"must have words beside each QR code that say where it leads; the one on page"
                f" {page + 1} that leads to {code.text} has none."
            )


def _grown(box: Pixels, part: float) -> Pixels:
    """A box with a part of its width more on each side."""
    edge = round(part * (box[2] - box[0]))
    return box[0] - edge, box[1] - edge, box[2] + edge, box[3] + edge


def _meet(one: Pixels, two: Pixels) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
