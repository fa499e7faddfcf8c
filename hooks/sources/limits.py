"""How much one source file may hold, asked before anything is parsed: whatever is written, a build
ends.

What reads Markdown and YAML takes a time that grows with the square of some marks in one paragraph,
and a step of its own for each level of nesting. The limits lie far above what pages need (the
fullest paragraph of the first site has 11 square brackets) and so low that a file filled up to all
of them is built in seconds. Measured, not asserted: tests/fuzz shows the times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import urlsplit

MAX_BYTES = 300_000
"""A page longer than this (about 50,000 words) is a mistake, such as a picture pasted as text."""


class Unreadable(Exception):
    """A source file that cannot be read: the sentence to show, and the line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


@dataclass(frozen=True, slots=True)
class Marks:
    """So many of one mark may stand in a paragraph (lines with none empty between them), and in a
    file."""

    mark: str
    paragraph: int
    file: int


MARKS = (
    Marks("[", 150, 2_000),
    Marks("]", 150, 2_000),
    Marks("<", 150, 2_000),
    Marks("`", 300, 3_000),
    Marks("{", 150, 2_000),
    Marks("}", 150, 2_000),
    Marks("(", 300, 3_000),
    Marks("!", 300, 3_000),
    Marks("&", 300, 3_000),
    Marks("*", 400, 4_000),
    Marks("_", 400, 4_000),
    Marks("|", 3_000, 20_000),
    Marks("\\", 300, 3_000),
)
"""What Markdown's readers look at again and again, and YAML's at each level."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A form that no line may have, and the sentence that says so."""

    form: re.Pattern[str]
    says: str


LINE, LINES, PARAGRAPH, RUN = 5_000, 8_000, 30_000, 500
"""Letters of a line; lines of a file; letters of a paragraph; letters without a space between. The
longest address of the first site has 178."""
SHAPES = (
    Shape(
        re.compile(rf"^[^\n]{{{LINE + 1}}}", re.MULTILINE),
        f"A line must have at most {LINE:,} letters; this one is longer. Split it.",
    ),
    Shape(
        re.compile(rf"(?<!\S)\S{{{RUN + 1}}}"),
        f"At most {RUN} letters and marks may stand without a space between them; here there are"
        " more. Put in a space or an empty line, or take out what was pasted by mistake.",
    ),
    Shape(
        re.compile(r"^(?:[ \t]|\xa0){41}", re.MULTILINE),
        "A line must begin with at most 40 spaces; this one begins with more. Take spaces out.",
    ),
    Shape(
        re.compile(r"^[ \t]*(?:(?:>|[-*+?:][ \t]|\d+[.)][ \t])[ \t]*){9}", re.MULTILINE),
        "A line must begin with at most 8 marks of lists or quotations; this one begins with more."
        " Take marks out.",
    ),
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""What no keyboard types, and what Markdown and Word cannot hold."""
DEPTH = 20
"""Brackets that stand open at once."""


def ask(text: str) -> None:
    """Raises Unreadable for the first thing of which a source file holds too much."""
    if control := CONTROLS.search(text):
        raise Unreadable(
            _line(text, control.start()),
            "This file must be plain text; it holds bytes that only a picture or a program has.",
        )
    if text.count("\n") > LINES:
        raise Unreadable(
            LINES + 1,
            f"A file must have at most {LINES:,} lines; this one has {text.count(chr(10)):,}. Split"
            " it, or take out what was pasted by mistake.",
        )
    for shape in SHAPES:
        if found := shape.form.search(text):
            raise Unreadable(
                _line(text, found.start() + len(found[0]) - len(found[0].lstrip())), shape.says
            )
    _marks(text)
    _depth(text)


def is_address(value: object) -> bool:
    """Whether a value is a whole web address that programs can take apart."""
    try:
        return (
            isinstance(value, str)
            and value.startswith("https://")
            and bool(urlsplit(value).hostname)
            and urlsplit(value).port != 0
            and not re.search(r"\s", value)
        )
    except ValueError:  # such as https://[
        return False


def _marks(text: str) -> None:
    """Counts marks in the file, and in its paragraphs only where the file has more than one
    paragraph may have."""
    counted = {marks: text.count(marks.mark) for marks in MARKS}
    for marks, count in counted.items():
        if count > marks.file:
            raise Unreadable(
                _line_of_mark(text, marks.mark, marks.file),
                f'A file must have at most {marks.file:,} of the mark "{marks.mark}"; this one has'
                f" {count:,}. Split it, or take out what was pasted by mistake.",
            )
    many = [marks for marks, count in counted.items() if count > marks.paragraph]
    if not many and len(text) <= PARAGRAPH:
        return
    for first, paragraph in _paragraphs(text):
        if len(paragraph) > PARAGRAPH:
            raise Unreadable(
                first,
                f"A paragraph must have at most {PARAGRAPH:,} letters; this one has"
                f" {len(paragraph):,}. Put an empty line between its parts.",
            )
        for marks in many:
            if (count := paragraph.count(marks.mark)) > marks.paragraph:
                raise Unreadable(
                    first - 1 + _line_of_mark(paragraph, marks.mark, marks.paragraph),
                    f'A paragraph must have at most {marks.paragraph} of the mark "{marks.mark}";'
                    f" this one has {count:,}. Put an empty line between its parts, or take marks"
                    " out.",
                )


def _depth(text: str) -> None:
    """Brackets of one kind that are opened inside each other, whether they are closed later or
    not."""
    for opened, closed in ("[]", "{}"):
        if text.count(opened) > DEPTH:
            for first, paragraph in _paragraphs(text):
                steps = [
                    (found.start(), 1 if found[0] == opened else -1)
                    for found in re.finditer(f"[{re.escape(opened + closed)}]", paragraph)
                ]
                depths = accumulate(
                    (step for _, step in steps), lambda depth, step: max(0, depth + step)
                )
                too_deep = next(
                    (
                        place
                        for (place, _), depth in zip(steps, depths, strict=True)
                        if depth > DEPTH
                    ),
                    None,
                )
                if too_deep is not None:
                    raise Unreadable(
                        first - 1 + _line(paragraph, too_deep),
                        f'At most {DEPTH} of the mark "{opened}" may stand open inside each other;'
                        f' here there are more. Close each with "{closed}", or take marks out.',
                    )


def _line_of_mark(text: str, mark: str, number: int) -> int:
    """The line of the mark that is one too many."""
    return _line(text, [found.start() for found in re.finditer(re.escape(mark), text)][number])


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph with its first line."""
    held: list[str] = []
    line, first = 1, 1
    for part in text.split("\n"):
        if part.strip():
            if not held:
                first = line
            held.append(part)
        elif held:
            yield first, "\n".join(held)
            held = []
        line += 1
    if held:
        yield first, "\n".join(held)


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
