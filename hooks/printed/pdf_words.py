"""The letters of a PDF as words: to be searched, to be read, and whatever else somebody hears or
finds in the file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hooks.printed import qr
from hooks.printed.criteria import SEEN
from hooks.printed.normalise import letters as only_letters
from hooks.printed.pdf_text import Letter, Paper, Unreadable, seen

READ_OUT = tuple("/Alt /ActualText /E /Title /TU /V /Contents /Subject /Keywords".split())
"""Entries whose words somebody hears or finds."""


_of_one = lru_cache(maxsize=4096)(only_letters)
"""The same of one drawn letter: a sheet has a thousand, of some sixty kinds."""


def searchable(run: Sequence[Letter]) -> tuple[str, list[int]]:
    """Letters as text to be searched, and for each of its characters the letter it belongs to."""
    parts: list[str] = []
    places: list[int] = []
    for number, letter in enumerate(run):
        part = _of_one(letter.text)
        parts.append(part)
        places += [number] * len(part)
    return "".join(parts), places


def as_read(letters: Sequence[Letter]) -> str:
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


def dpi_for(points: float) -> int:
    """Dots to the inch at which letters of this size are looked at: about 30 pixels high."""
    return 100 if points >= 24 else 200 if points >= 12 else 400


def hidden_letters(paper: Paper, page: int) -> int:
    """How many letters of a page cannot be seen in its picture."""
    if page not in paper.hidden:
        here = paper.on(page)
        dpi = dpi_for(min((letter.points for letter in here), default=12))
        boxes = [letter.box for letter in here]
        paper.hidden[page] = seen(paper, page, dpi, boxes, SEEN).count(False)
    return paper.hidden[page]


def codes(paper: Paper, page: int, dpi: int) -> list[qr.Code]:
    """The QR codes that are read in a page's picture."""
    if (page, dpi) not in paper.codes:
        paper.codes[page, dpi] = list(qr.read(paper.image(page, dpi)))
    return paper.codes[page, dpi]


def readable(paper: Paper) -> str:
    """All words that are drawn, page by page."""
    return "\n".join(page.get_textpage().get_text_bounded() for page in paper.pages)


def words(data: bytes) -> str:
    """All words of a PDF: what is drawn, page by page, and what is heard or found in its place. ""
    for one that cannot be read."""
    try:
        paper = Paper(data)
    except Unreadable:
        return ""
    with paper:
        return "\n\n".join((readable(paper), *_entries(paper), *_marked(paper)))


def _entries(paper: Paper) -> Iterator[str]:
    """Words in the entries of a PDF's objects."""
    import pikepdf

    for found in paper.tags.objects:
        if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in READ_OUT:
                if isinstance(found.get(key), pikepdf.String):
                    yield str(found[key])


def _marked(paper: Paper) -> Iterator[str]:
    """Words in the marks of what is drawn."""
    import pikepdf

    pages = [page.obj for page in paper.tags.pages]
    streams = [found for found in paper.tags.objects if isinstance(found, pikepdf.Stream)]
    forms = [stream for stream in streams if stream.get("/Subtype") == "/Form"]
    for stream in (*pages, *forms):
        for marked in pikepdf.parse_content_stream(stream, "BDC DP"):
            said = marked.operands[-1]
            if isinstance(said, pikepdf.Dictionary):
                yield from (str(said[key]) for key in READ_OUT if key in said)


def language(data: bytes) -> str:
    """What a PDF says of its language; "" where it says nothing or cannot be read."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return str(document.Root.get("/Lang", ""))
    except pikepdf.PdfError:
        return ""
