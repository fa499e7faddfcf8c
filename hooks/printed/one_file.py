"""Makes one file of the pack, proves it, and keeps both. A process of its own may do it:
worker.py."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hooks.printed import docx_draw, pdf_draw, picture, proofs
from hooks.printed.criteria import Expected
from hooks.printed.layout import Sheet
from hooks.printed.pdf_proof import too_full
from hooks.sources import disk_cache
from hooks.sources.records import Publicity

NO_LETTERS = "no letters: "
"""So begins what a worker says of letters that no typeface has."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make: all that a process needs to make and to prove it."""

    sheet: Sheet
    expected: Expected
    item: Publicity
    path: Path
    cache: Path
    types: tuple[tuple[str, bytes], ...]
    site_address: str


def make(job: Job) -> list[str]:
    """Makes one file, proves it, and keeps both. Returns what stopped it, as sentences."""
    edition = job.sheet.edition
    try:
        if edition.kind == "docx":
            data = docx_draw.letter(job.sheet.html, job.sheet.title, job.sheet.lang)
        else:
            data = _largest_that_fits(job)
            if edition.kind == "png":
                data = picture.of_pdf(data, job.expected.words or "")
    except pdf_draw.NoLetters as error:
        return [f"{NO_LETTERS}{error.args[0]}"]
    except pdf_draw.CannotDraw as error:
        return [str(text).rstrip(".") + "." for text in error.args]
    disk_cache.proofs(job.cache, data, job.expected, proofs.examine)
    disk_cache.write(job.path, data)
    return []


def _largest_that_fits(job: Job) -> bytes:
    """The sheet at the largest size at which everything fits; at the least size where nothing does,
    and the proof says what is wrong.

    What fits at one size fits at each smaller one, so half of the sizes are passed over at each
    step.
    """
    sizes, types = job.sheet.edition.sizes, dict(job.types)
    first, last = 0, len(sizes) - 1

    def drawn(place: int) -> tuple[bytes, bool]:
        try:
            data = pdf_draw.draw(job.sheet, sizes[place], types, or_smaller=place < last)
        except pdf_draw.TooLong:
            return b"", False
        return data, not too_full(data, job.expected)

    best, fits = drawn(0)
    if fits or last == 0:
        return best
    best, fits = drawn(last)
    while fits and last - first > 1:
        middle = (first + last) // 2
        data, good = drawn(middle)
        if good:
            best, last = data, middle
        else:
            first = middle
    return best
