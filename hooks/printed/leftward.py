"""The letters of a line that runs to the left, such as one in Arabic or Urdu, in the order in which
they are read.

A PDF draws such a line from its left end. What turns it back is Unicode's own rule for both ways
(UAX 9), as python-bidi has it: done to the line as it is seen, it gives the line as it is read.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bidi import get_display

from hooks.words.foreign import LEFTWARD, runs_left

if TYPE_CHECKING:
    from hooks.printed.pdf_text import Letter

GAP = 0.12
"""What parts words, as a share of the size: two numbers side by side are read one after the
other."""
OPENING = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
CLOSING = {closed: opened for opened, closed in OPENING.items()}


def turned(page: Sequence[Letter]) -> list[Letter]:
    """The letters of a page, where those of each line that runs to the left are in the order of
    reading. A page without such a letter stays as it is."""
    if not any(runs_left(letter.text) for letter in page):
        return list(page)
    lines: dict[int, list[Letter]] = {}
    for number, letter in enumerate(page):
        lines.setdefault(letter.mark if letter.mark >= 0 else -2 - number, []).append(letter)
    leftward = [line for line in lines.values() if any(runs_left(one.text) for one in line)]
    whole = _most([letter for line in leftward for letter in line])
    found: list[Letter] = []
    opened: frozenset[str] = frozenset()
    for line in lines.values():
        if any(line is one for one in leftward):
            paired, opened = _paired(as_read(line, whole), opened)
            found += paired
        else:
            found += _rightward(line)
    return found


def _rightward(line: Sequence[Letter]) -> Sequence[Letter]:
    """The letters of a line that runs to the right, among lines that do not: pdfium turns the
    parts of an address there."""
    bottoms = [letter.line[1] for letter in line]
    if max(bottoms) - min(bottoms) > GAP * line[0].points:
        return line
    return sorted(line, key=lambda letter: letter.line[0])


def _most(letters: Sequence[Letter]) -> str:
    """The way that most letters run: "L" or "R"."""
    ways = [unicodedata.bidirectional(letter.text) for letter in letters]
    return "R" if sum(way in LEFTWARD for way in ways) >= ways.count("L") else "L"


def as_read(line: Sequence[Letter], whole: str = "L") -> list[Letter]:
    """The letters of a line that runs to the left, or of the number before one, in the order of
    reading; a bracket is as it is seen. `whole` is the way of most such lines of its page: a
    name in Latin letters may fill most of one."""
    signs: list[list[Letter]] = []  # several letters may be drawn as one sign
    for letter in line:
        if signs and signs[-1][0].box == letter.box:
            signs[-1].append(letter)
        else:
            signs.append([letter])
    for sign in signs:  # a letter comes before its marks, whichever way the program turned them
        sign.sort(key=lambda letter: _is_mark(letter.text))
    signs.sort(key=lambda sign: sign[0].line[0])
    base = "R" if "R" in (whole, _most(line)) else "L"
    seen = ""
    of_each: defaultdict[str, deque[list[Letter]]] = defaultdict(deque)
    for sign, after in zip(signs, [*signs[1:], signs[-1]], strict=True):
        apart = after[0].line[0] - sign[0].line[2] > GAP * sign[0].points
        seen += CLOSING.get(sign[0].text, sign[0].text) + (" " if apart else "")
    for sign in reversed(signs):
        of_each[CLOSING.get(sign[0].text, sign[0].text)].append(sign)
    found: list[Letter] = []
    for sign in get_display(seen, base_dir=base):
        if sign != " ":
            found += of_each[CLOSING.get(sign, sign)].popleft()
    return found


def joined(one: str, two: str) -> bool:
    """Whether two letters of a word may be written over each other: a mark with its letter, and
    letters of a script that joins them."""
    return any(_is_mark(letter) or joins(letter) for letter in (one, two))


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def joins(letter: str) -> bool:
    """Whether a letter is of a script such as Arabic or Bengali: without capitals, and no sign of
    East Asia."""
    return unicodedata.category(letter) == "Lo" and unicodedata.east_asian_width(letter) != "W"


def _paired(line: Sequence[Letter], before: frozenset[str]) -> tuple[list[Letter], frozenset[str]]:
    """Brackets as they are read: the first opens, and the next of its kind closes. Programs differ
    in whether they turn them round. `before` are those that the line before opened; what this one
    opens and leaves open comes back, for the line behind it."""
    opened: set[str] = set(before)
    own: set[str] = set()
    made = []
    for letter in line:
        kind = CLOSING.get(letter.text, letter.text)
        if kind in OPENING:
            made.append(replace(letter, text=OPENING[kind] if kind in opened else kind))
            own = own - {kind} if kind in opened else own | {kind}
            opened ^= {kind}
        else:
            made.append(letter)
    return made, frozenset(own)
