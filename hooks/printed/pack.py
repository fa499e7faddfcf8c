"""Makes the pack: every edition of every item, only what changed, on all cores; and says what can be downloaded."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hooks.content import Content
from hooks.findings import Finding
from hooks.output import PRINTED, Output
from hooks.printed import drawing, editions, engine, examined, expect, kept, picture, typeface, word, worker
from hooks.printed.editions import Edition
from hooks.printed.layout import FOLDER, Layouts, Sheet, TemplateError
from hooks.printed.proof import Expected, too_full
from hooks.records import Publicity

FEW = 2
"""So few sheets are drawn in this process: starting others would take longer."""
NOT_THERE = "The PDFs of the publicity are not in {}/, and nothing is missing on this machine to draw them. Run: make site"


@dataclass(frozen=True, slots=True)
class Download:
    """A file as its link says it: "Leaflet for families, A4, to fold in three: PDF, 2 pages, 22 KB". `url` is below the site's own."""

    item: str
    url: str
    kind: str
    says: str
    size: int
    pages: int
    words: str


@dataclass
class Pack:
    """What was made. `files` are paths in the site and their bytes; `findings` name what could not be made."""

    files: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    _downloads: dict[str, list[Download]] = field(default_factory=dict)

    def downloads(self, item: Publicity | None) -> list[Download]:
        """The files of one item, the plain one first; none for what is no publicity."""
        return self._downloads.get(item.slug, []) if isinstance(item, Publicity) else []

    def write(self, output: Output) -> None:
        """Puts every file into a built site."""
        for name, data in self.files.items():
            output.write(name, data, PRINTED)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make: all that a process needs to make and to prove it."""

    sheet: Sheet
    expected: Expected
    item: Publicity
    path: Path
    cache: Path
    types: tuple[tuple[int, bytes], ...]
    site_address: str


def folder(content: Content) -> Path:
    """Where files are kept: beside this package, so that copies of a site share them. A key names all that a file depends on."""
    del content
    return kept.FOLDER


def make(content: Content, show: Callable[[str], None] = print) -> Pack:
    """Makes what is not kept. Never raises for what staff or designers wrote: that becomes findings."""
    pack, cache = Pack(), folder(content)
    if not content.publicity or not content.carried:
        return pack
    layouts = Layouts(content)
    lacking, note, types = drawing.left_out(drawing.missing()), "", {}
    try:
        types, note = typeface.files(content.layouts.parent, content.identity, cache)
    except FileNotFoundError as error:
        lacking = lacking or str(error)
    pack.notes = (note,) if note else ()
    versions = engine.versions()
    every = list(_jobs(content, layouts, cache, tuple(sorted(types.items())), versions, pack.findings))
    had = {job.path: kept.read(job.path) for job in every}
    if not lacking and any(_drawn(job) and had[job.path] is None for job in every):
        engine.prepare(cache)
        lacking = engine.missing()
    if lacking:
        # Also what is kept from a day when nothing was missing: what a site holds must not depend on what was built before it.
        pack.left_out = (lacking,)
        every = [job for job in every if not _drawn(job)]
    todo = [job for job in every if had[job.path] is None]
    for number, (job, faults) in enumerate(_made(todo), 1):
        show(f"Printed {number} of {len(todo)}: {job.expected.name}.")
        pack.findings += [Finding(content.project_path(job.item.src), 1, f"{job.expected.name} could not be printed: {fault}", "printed-fits")
                          for fault in faults]
    for job in every:
        data = had[job.path] or kept.read(job.path)
        if data is not None:
            edition = job.sheet.edition
            pack.files[edition.file] = data
            pack._downloads.setdefault(job.item.slug, []).append(_download(job.item, edition, data))
    kept.tidy(cache)
    return pack


def _drawn(job: Job) -> bool:
    return job.sheet.edition.kind != "docx"


def _jobs(content: Content, layouts: Layouts, cache: Path, types: tuple[tuple[int, bytes], ...], versions: str, findings: list[Finding]) -> Iterator[Job]:
    letters = [hashlib.sha256(data).hexdigest() for _, data in types]
    for item in content.publicity:
        for edition in editions.of(item):
            try:
                sheet = layouts.sheet(item, edition)
                expected = expect.of_edition(layouts, item, edition, sheet.html)
            except TemplateError as error:
                findings.append(layout_fault(content, edition, error))
                continue
            name = kept.key(sheet, expected, letters, versions, content.project_path(item.src))
            yield Job(sheet, expected, item, cache / f"{name}.{edition.kind}", cache, types, content.site_url)


def layout_fault(content: Content, edition: Edition, error: TemplateError) -> Finding:
    """A layout that cannot be used, as a finding on the layout."""
    name = getattr(error, "filename", None) or content.layouts / FOLDER / f"{edition.layout}.html"
    path = Path(name)
    shown = path.relative_to(content.root).as_posix() if path.is_relative_to(content.root) else path.name
    return Finding(shown, getattr(error, "lineno", None) or 1, f"This print layout cannot be used: {error}.", "printed-fits")


def _made(todo: list[Job]) -> Iterator[tuple[Job, list[str]]]:
    workers = min(os.cpu_count() or 1, len(todo))
    if len(todo) <= FEW or workers < 2:
        for job in todo:
            yield job, work(job)
        return
    yield from worker.run(todo, workers, todo[0].cache)


def work(job: Job) -> list[str]:
    """Makes one file, proves it, and keeps both. Returns what stopped it, as sentences."""
    edition = job.sheet.edition
    try:
        if edition.kind == "docx":
            data = word.letter(job.sheet.html, job.sheet.title, job.sheet.lang)
        else:
            data = _largest_that_fits(job)
            if edition.kind == "png":
                data = picture.of_pdf(data, job.expected.words or "")
    except engine.CannotDraw as error:
        return [str(text).rstrip(".") + "." for text in error.args]
    kept.proofs(job.cache, data, job.expected, examined.examine)
    kept.write(job.path, data)
    return []


def _largest_that_fits(job: Job) -> bytes:
    """The sheet at the largest size at which everything fits; at the least size where nothing does, and the proof says what is wrong.

    What fits at one size fits at each smaller one, so half of the sizes are passed over at each step.
    """
    sizes, types = job.sheet.edition.sizes, dict(job.types)

    def drawn(place: int) -> tuple[bytes, bool]:
        data = engine.draw(job.sheet, sizes[place], types)
        return data, not too_full(data, job.expected)

    best, fits = drawn(0)
    first, last = 0, len(sizes) - 1
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


def _download(item: Publicity, edition: Edition, data: bytes) -> Download:
    size, pages = len(data), 0
    if edition.kind == "pdf":
        import pypdfium2
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
        document.close()
    kind = {"pdf": "PDF", "docx": "Word document", "png": "PNG"}[edition.kind]
    counted = f"{pages} page{'s' if pages > 1 else ''}, " if pages else ""
    words = f"{item.title}, {edition.says}: {kind}, {counted}{max(1, round(size / 1024))} KB"
    return Download(item.slug, edition.file, kind, edition.says, size, pages, words)


def left_out(folder: Path, items: Iterable[Publicity]) -> list[str]:
    """What a built folder lacks because it could not be made on its machine; the gate record says so, and publishing refuses."""
    drawn = [edition for edition in editions.of_all(items) if edition.kind == "pdf"]
    if not drawn or any((folder / edition.file).is_file() for edition in drawn):
        return []
    return [drawing.left_out(drawing.missing()) or NOT_THERE.format(folder.name)]
