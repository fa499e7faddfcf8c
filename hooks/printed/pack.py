"""Makes the pack: every edition of every item, only what changed, on all cores; and says what can
be downloaded."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from pathlib import Path

from hooks.built.output import PRINTED, SHOWN, Output
from hooks.printed import (
    drawing,
    editions,
    expectation,
    one_file,
    pdf_draw,
    preview,
    ready_pack,
    typeface,
    worker,
)
from hooks.printed.editions import Edition
from hooks.printed.layout import Layouts, Sheet, TemplateError, layout_fault
from hooks.printed.one_file import NO_LETTERS, Family, Job
from hooks.printed.preview import Preview
from hooks.printed.ready_pack import ReadyPack
from hooks.sources import disk_cache
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.records import Publicity

LIKELIEST = {"letter": "Word document", "picture": "PNG"}
"""The kind that most people take of a format: a letter is filled in, a picture is posted, all else
is printed."""
FEW = 2
"""So few sheets are drawn in this process: starting others would take longer."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file as its link says it: "Leaflet for families, A4, to fold in three: PDF, 2 pages, 22
    KB". `url` is below the site's own; `wide` and `high` are the pixels of a picture."""

    item: str
    url: str
    kind: str
    says: str
    size: int
    pages: int
    words: str
    wide: int = 0
    high: int = 0


@dataclass
class Pack:
    """What was made. `files` are paths in the site and their bytes, `shown` those of what the page
    of leaflets shows and offers of them; `findings` name what could not be made."""

    files: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unmade: set[str] = field(default_factory=set)
    previews: dict[str, Preview] = field(default_factory=dict)
    ready: ReadyPack | None = None
    shown: dict[str, bytes] = field(default_factory=dict)
    _downloads: dict[str, list[Download]] = field(default_factory=dict)

    @property
    def said(self) -> tuple[object, ...]:
        """All that a layout is told of the files: not their bytes."""
        ready = self.ready
        return self._downloads, self.previews, ready and (ready.url, ready.count, ready.kilobytes)

    def causes(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings without those that only say that a file is not there: why it could not be made
        is said already."""
        return [
            found
            for found in findings
            if not any(f"must also be made as {file};" in found.message for file in self.unmade)
        ]

    def downloads(self, item: Publicity | None) -> list[Download]:
        """The files of one item, the plain one first; none for what is no publicity."""
        return self._downloads.get(item.slug, []) if isinstance(item, Publicity) else []

    def likeliest(self, item: Publicity) -> Download | None:
        """The file of an item that most people take; None where it has none."""
        files = self.downloads(item)
        usual = (file for file in files if file.kind == LIKELIEST.get(item.format, files[0].kind))
        return next(usual, files[0]) if files else None

    def write(self, output: Output) -> None:
        """Puts every file into a built site."""
        for name, data in self.files.items():
            output.write(name, data, PRINTED)
        for name, data in self.shown.items():
            output.write(name, data, SHOWN)

    def show(self, content: Content, cache: Path, versions: str) -> None:
        """Makes what `/publicity/` shows and offers of the finished files: a small picture of each
        item, kept like the files themselves, and the ready pack."""
        for item in content.publicity:
            first = next((one for one in editions.of(item) if one.kind == "pdf"), None)
            pdf = self.files.get(first.file) if first else None
            if first is None or pdf is None:
                continue
            kept = cache / f"{disk_cache.key('a small picture', pdf, first, versions)}.png"
            data = disk_cache.made(kept, partial(preview.of_pdf, pdf, first))
            url = f"{item.url.rstrip('/')}-front.png"
            self.shown[url] = data
            self.previews[item.slug] = Preview(url, *preview.size(data))
        self.ready = ready_pack.of(content, self.files)
        if self.ready:
            self.shown[self.ready.url] = self.ready.data


def make(content: Content, show: Callable[[str], None] = print, only: str = "") -> Pack:
    """Makes what is not kept; of one item where `only` is its name. Never raises for what staff or
    designers wrote: that becomes findings."""
    pack, cache = Pack(), disk_cache.FOLDER
    if not content.publicity or not content.carried:
        return pack
    layouts = Layouts(content)
    types: dict[str, bytes] = {}
    lacking, note = drawing.left_out(drawing.missing()), ""
    try:
        types, note = typeface.files(content.layouts.parent, content.identity, cache)
    except FileNotFoundError as error:
        lacking = lacking or str(error)
    pack.notes = (note,) if note else ()
    versions = pdf_draw.versions()
    letters = tuple(sorted(types.items()))
    every = [
        job
        for job in _jobs(content, layouts, cache, letters, versions, pack.findings)
        if only in ("", job.item.slug)
    ]
    had = {job.path: disk_cache.read(job.path) for job in every}
    if not lacking and any(_drawn(job) and had[job.path] is None for job in every):
        pdf_draw.prepare(cache)
        lacking = pdf_draw.missing()
    if lacking:
        # Also what is kept from a day when nothing was missing: what a site holds must not depend
        # on what was built before it.
        pack.left_out = (lacking,)
        every = [job for job in every if not _drawn(job)]
    todo = [family for family in _families(every) if any(had[job.path] is None for job in family)]
    many = sum(map(len, todo))
    for number, (job, faults) in enumerate(_made(todo), 1):
        show(f"Printed {number} of {many}: {job.expected.name}.")
        pack.findings += _unprinted(content, job, faults)
        if faults:
            pack.unmade.add(job.sheet.edition.file)
    for job in every:
        data = had[job.path] or disk_cache.read(job.path)
        if data is not None:
            edition = job.sheet.edition
            pack.files[edition.file] = data
            pack._downloads.setdefault(job.item.slug, []).append(_download(job.item, edition, data))
    pack.show(content, cache, versions)
    disk_cache.tidy(cache)
    return pack


def _unprinted(content: Content, job: Job, faults: list[str]) -> Iterator[Finding]:
    """What stopped a file, on the lines that somebody typed. Of letters that cannot be drawn each
    line is named once, for all editions."""
    path = content.project_path(job.item.src)
    for fault in faults:
        if not fault.startswith(NO_LETTERS):
            yield Finding(
                path, 1, f"{job.expected.name} could not be printed: {fault}", "printed-fits"
            )
            continue
        lacking = set(fault.removeprefix(NO_LETTERS))
        lines = [
            (number, [sign for sign in dict.fromkeys(unescape(line)) if sign in lacking])
            for number, line in enumerate(job.item.body.split("\n"), job.item.at.body_line)
        ]
        places = [(number, signs) for number, signs in lines if signs] or [(1, sorted(lacking))]
        for number, signs in places:
            yield Finding(path, number, _undrawn(signs), "printed-fits")


def _undrawn(signs: list[str]) -> str:
    """What to do about letters or signs that no typeface here draws so that everybody can read
    them."""
    if any(sign.isalpha() for sign in signs):
        return (
            "No typeface for print here has the letters of this language: write the words on a page"
            " of the site, and the address of that page here."
        )
    shown, many = ", ".join(f'"{sign}"' for sign in signs[:6]), len(signs) > 1
    return (
        f"The typeface for print has no {shown}{' and others' if len(signs) > 6 else ''}: write"
        f" {'these signs' if many else 'this sign'} in words, or leave {'them' if many else 'it'}"
        " out."
    )


def _drawn(job: Job) -> bool:
    return job.sheet.edition.kind != "docx"


def _jobs(
    content: Content,
    layouts: Layouts,
    cache: Path,
    types: tuple[tuple[str, bytes], ...],
    versions: str,
    findings: list[Finding],
) -> Iterator[Job]:
    letters = [hashlib.sha256(data).hexdigest() for _, data in types]
    for item in content.publicity:
        for edition in editions.of(item):
            try:
                sheet = layouts.sheet(item, edition)
                expected = expectation.of_edition(layouts, item, edition, sheet.html)
            except TemplateError as error:
                findings.append(layout_fault(content, edition, error))
                continue
            more = _others(content, sheet, types, cache)
            name = disk_cache.key(
                sheet,
                expected,
                [*letters, *(hashlib.sha256(data).hexdigest() for _, data in more)],
                versions,
                content.project_path(item.src),
            )
            yield Job(
                sheet,
                expected,
                item,
                cache / f"{name}.{edition.kind}",
                cache,
                (*types, *more),
                content.site_url,
            )


def _others(
    content: Content, sheet: Sheet, types: tuple[tuple[str, bytes], ...], cache: Path
) -> tuple[tuple[str, bytes], ...]:
    """Further typefaces: for letters that a sheet holds and that ours lacks, and the zero of Easy
    Read."""
    ours, root = dict(types).get("400 normal"), content.layouts.parent
    more: dict[str, bytes] = {}
    if ours and not sheet.html.isascii():
        more |= typeface.others(root, sheet.html, ours)
    if ours and sheet.edition.layout == "easy-read":
        more |= typeface.zero(root, cache)
    return tuple(more.items())


def _families(jobs: Iterable[Job]) -> list[Family]:
    """The jobs, each with those that follow it. A family is made as a whole, so that its bytes
    never depend on which of them was kept."""
    leaders: dict[str, str] = {}
    families: dict[str, list[Job]] = {}
    for job in jobs:
        edition = job.sheet.edition
        leaders[edition.file] = leaders.get(edition.follows, edition.file)
        families.setdefault(leaders[edition.file], []).append(job)
    return [tuple(family) for family in families.values()]


def _made(todo: list[Family]) -> Iterator[tuple[Job, list[str]]]:
    """Each file as it is done, with what stopped it."""
    workers = min(os.cpu_count() or 1, len(todo))
    if len(todo) <= FEW or workers < 2:
        done: Iterable[tuple[Family, list[list[str]]]] = (
            (family, one_file.make(family)) for family in todo
        )
    else:
        done = worker.run(todo, workers, todo[0][0].cache)
    for family, answers in done:
        yield from zip(family, answers, strict=True)


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
    pixels = preview.size(data) if edition.kind == "png" else (0, 0)
    return Download(item.slug, edition.file, kind, edition.says, size, pages, words, *pixels)
