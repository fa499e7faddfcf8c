"""What stands right above and below a policy on the page of a PDF.

Words there could lead into the policy, deny it, or give it to somebody else, in more ways than a
list could hold. So nothing but a title stands above; and a heading, a line or the end below, on the
front of a folded sheet the end alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from hooks.printed.criteria import Carry, Expected, names_a_title
from hooks.printed.normalise import letters as only_letters
from hooks.printed.pdf_tags import HEADING
from hooks.printed.pdf_text import Letter, Paper
from hooks.printed.pdf_words import as_read, searchable
from hooks.words.carried import besides

LEAST_EDGE = 12
"""Of 255: by how much the ground must change at an edge that is seen."""


def alone(
    paper: Paper, expected: Expected, carry: Carry, spoken: Sequence[Letter], block: Sequence[int]
) -> Iterator[str]:
    """Whether nothing but a title stands right above a policy, as it is spoken and as it is seen,
    and a heading, a line or the end below it. `block` says which of the letters that are
    `spoken` on the first page are its own."""
    mine = [spoken[number] for number in block]
    known = {id(letter) for letter in mine} | _of_others(expected, carry, spoken)
    size = Counter(round(letter.points, 1) for letter in mine).most_common(1)[0][0]
    strange = _strange_above(paper, expected, spoken, block, known, size)
    if strange:
        yield (
            f"must show the {carry.policy} right below its title or the name of the service,"
            f' with no other words between; "{strange}" stands there. Move it below.'
        )
    below = _next_to(mine, paper.on(0), known, above=False)
    if below and expected.edition is not None and expected.edition.cover:
        yield (
            f"must have nothing below the {carry.policy} on the front, so that no words take it"
            f' back; "{as_read(below)[:40]}" stands there.'
        )
        return
    if below and not (_headed(paper, below, size) or _line_between(paper, mine, below)):
        yield (
            f"must have a heading or a line right below the {carry.policy}, before other words;"
            f' "{as_read(below)[:40]}" stands there.'
        )


def _of_others(expected: Expected, carry: Carry, spoken: Sequence[Letter]) -> set[int]:
    """The letters of other policies, by their identity: two may stand one below the other."""
    found: set[int] = set()
    text, places = searchable(spoken)
    for other in expected.carries:
        words = only_letters(other.words)
        start = text.find(words)
        if other is not carry and start >= 0:
            found |= {id(spoken[number]) for number in places[start : start + len(words)]}
    return found


def _strange_above(
    paper: Paper,
    expected: Expected,
    spoken: Sequence[Letter],
    block: Sequence[int],
    known: set[int],
    size: float,
) -> str:
    """The end of the words right above a policy that are more than a title; "" where none are."""
    mine = [spoken[number] for number in block]
    before = [letter for letter in spoken[: block[0]] if id(letter) not in known]
    piece = _last_piece(paper, before, size)
    strange = _no_title(paper, expected, piece, before, size) if piece else ""
    if strange and (expected.edition is not None or _adjoins(piece, mine)):
        return strange
    said = {id(letter) for letter in (piece if expected.edition is None else before)}
    line = _next_to(mine, paper.on(0), known, above=True)
    line = [letter for letter in line if id(letter) not in said]
    shown = _whole_piece(paper, spoken, line, size)
    return _no_title(paper, expected, shown, line, size) if shown else ""


def _no_title(
    paper: Paper, expected: Expected, piece: Sequence[Letter], whole: Sequence[Letter], size: float
) -> str:
    """The end of the words above a block, where they are more than a title: in ours the service's
    name alone; in what was brought also its own."""
    said = as_read(whole if expected.edition is not None else piece)
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
    left, right = _sides(block)
    top, bottom = max(letter.line[3] for letter in block), min(letter.line[1] for letter in block)
    others = [letter for letter in here if id(letter) not in mine]
    column: list[Letter] = []
    for letter in others:
        middle = (letter.box[1] + letter.box[3]) / 2
        over = letter.box[2] > left and letter.box[0] < right
        if over and (middle > top if above else middle < bottom):
            column.append(letter)
    if not column:
        return []
    near = (
        min(column, key=lambda letter: letter.line[1] - top)
        if above
        else max(column, key=lambda letter: letter.line[3])
    )
    found: list[Letter] = []
    for run in _runs([letter for letter in others if _on_one_line(letter, near)]):
        # The line of another column is none of these words.
        if run[0].box[0] < right and run[-1].box[2] > left:
            found += run
    return found


def _sides(letters: Sequence[Letter]) -> tuple[float, float]:
    """Left and right of letters."""
    return min(letter.box[0] for letter in letters), max(letter.box[2] for letter in letters)


def _on_one_line(one: Letter, other: Letter) -> bool:
    return abs(one.line[1] - other.line[1]) < 0.6 * max(one.points, other.points)


def _runs(line: Sequence[Letter]) -> Iterator[list[Letter]]:
    """The letters of a line from left to right, parted where a gap is wider than between words."""
    run: list[Letter] = []
    for letter in sorted(line, key=lambda letter: letter.box[0]):
        if run and letter.box[0] - run[-1].box[2] > 1.5 * letter.points:
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _adjoins(piece: Sequence[Letter], block: Sequence[Letter]) -> bool:
    """Whether words that are spoken right before a block also lead into it: they stand beside or
    above it, or their sentence goes on."""
    if not piece:
        return False
    left, right = _sides(block)
    top, last = max(letter.line[3] for letter in block), piece[-1]
    over = any(
        letter.box[2] > left and letter.box[0] < right and letter.box[1] >= top - letter.points
        for letter in piece
    )
    beside = abs(last.box[1] - block[0].box[1]) < last.points
    return over or beside or last.text not in '.!?”)"0123456789/'


def _line_between(paper: Paper, block: Sequence[Letter], below: Sequence[Letter]) -> bool:
    """Whether something drawn ends the block before the words below it: a line, or the edge of its
    ground, over most of its width."""
    from PIL import Image, ImageChops

    left, right = _sides(block)
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
