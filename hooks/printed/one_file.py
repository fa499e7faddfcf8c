"""Makes the files of the pack, proves them, and keeps both. A process of its own may do it:
worker.py."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hooks.printed import docx_draw, pdf_draw, pdf_proof, picture, proofs
from hooks.printed.criteria import Expected
from hooks.printed.layout import Sheet
from hooks.printed.pdf_text import Paper
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


Family = tuple[Job, ...]
"""A file, and those that follow it: the same words on a sheet of the same shape."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet as PDF, its size of type in points, and the PDF as it was opened to be measured."""

    data: bytes
    points: float
    paper: Paper


def make(family: Family) -> list[list[str]]:
    """Makes the files of a family, proves them, and keeps both. Returns what stopped each, as
    sentences."""
    leader: Drawn | None = None
    answers = []
    for job in family:
        drawn, faults = _made(job, leader)
        answers.append(faults)
        if job is family[0]:
            leader = drawn
        elif drawn:
            drawn.paper.close()
    if leader:
        leader.paper.close()
    return answers


def _made(job: Job, like: Drawn | None) -> tuple[Drawn | None, list[str]]:
    """One file, and what stopped it. `like` is the sheet that it follows."""
    kind, drawn = job.sheet.edition.kind, None
    try:
        if kind == "docx":
            data = docx_draw.letter(job.sheet.html, job.sheet.title, job.sheet.lang)
        elif kind == "png":
            data = picture.of_pdf((like or largest_that_fits(job)).data, job.expected.words or "")
        else:
            drawn = largest_that_fits(job, like)
            data = drawn.data
    except pdf_draw.NoLetters as error:
        return None, [f"{NO_LETTERS}{error.args[0]}"]
    except pdf_draw.CannotDraw as error:
        return None, [str(text).rstrip(".") + "." for text in error.args]
    disk_cache.proofs(
        job.cache,
        data,
        job.expected,
        # It was opened to be measured, so it is not read a second time to be proved.
        lambda data, expected: (
            pdf_proof.faults(drawn.paper, expected) if drawn else proofs.examine(data, expected)
        ),
    )
    disk_cache.write(job.path, data)
    return drawn, []


def largest_that_fits(job: Job, like: Drawn | None = None) -> Drawn:
    """The sheet at the largest size at which everything fits; at the least size where nothing does,
    and the proof says what is wrong. A sheet that follows another has its size, if that fits.

    What fits at one size fits at each smaller one, so half of the sizes are passed over at each
    step; and the least is drawn only where no other fits.
    """
    sizes, types = job.sheet.edition.sizes, dict(job.types)
    least = sizes[-1]

    def drawn(points: float) -> Drawn | None:
        """None where a smaller size is to be tried."""
        try:
            data = pdf_draw.draw(job.sheet, points, types, or_smaller=points > least)
        except pdf_draw.TooLong:
            return None
        paper = Paper(data)
        if points > least and pdf_proof.too_full(paper, job.expected):
            paper.close()
            return None
        return Drawn(data, points, paper)

    if like and like.points in sizes and (same := drawn(like.points)):
        return same
    if largest := drawn(sizes[0]):
        return largest
    first, last, best = 0, len(sizes) - 1, None
    while last - first > 1:
        middle = (first + last) // 2
        if better := drawn(sizes[middle]):
            if best:
                best.paper.close()
            best, last = better, middle
        else:
            first = middle
    best = best or drawn(least)
    assert best is not None, "the least size is always drawn"
    return best
