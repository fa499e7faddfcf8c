"""The blank of each letter that a family can send, as a Word document with fields and as a PDF to
fill in by hand.

The layout is overrides/letters/print.html: the same words as on the letter's page, and nothing of
the service. Kept as the print pack is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hooks.built.output import LETTERS, Output
from hooks.built.page_by_page import state_of
from hooks.printed import docx_draw, editions, pdf_draw, sheets
from hooks.printed.layout import LANGUAGE, Sheet, environment
from hooks.sources import answered, disk_cache, letters
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.once import once
from hooks.sources.records import Letter

POINTS = 12.0
LAYOUT, STYLE = "letters/print.html", "letters/print.css"


@dataclass(frozen=True, slots=True)
class Download:
    """A file as its link says it. `url` is below the site's own."""

    url: str
    words: str


@dataclass
class Blanks:
    """What was made: paths in the site and their bytes, how the links of each letter's page say
    them, and what could not be drawn."""

    files: dict[str, bytes] = field(default_factory=dict)
    downloads: dict[str, list[Download]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, letter: Letter) -> list[Download]:
        """The files of one letter, Word first."""
        return self.downloads.get(letter.src, [])

    def write(self, output: Output) -> None:
        """Puts every file into a built site."""
        for name, data in self.files.items():
            output.write(name, data, LETTERS)


def make(content: Content) -> Blanks:
    """Makes what is not kept. Never raises for what staff or designers wrote: that becomes
    findings.

    Without what drawing needs there are no PDFs, as there are none of the publicity.
    """
    made = Blanks()
    if not content.letters:
        return made
    blanks = [(letter, blank(content, letter)) for letter in content.letters]
    faces = sheets.types(content, [sheet for _, sheet in blanks], POINTS)
    for letter, sheet in blanks:
        stem = letter.url.rstrip("/")
        _add(made, letter, f"{stem}.docx", word_of(sheet), "Word document")
        try:
            if faces is not None:
                _add(made, letter, f"{stem}.pdf", sheets.pdf(sheet, POINTS, faces), "PDF")
        except pdf_draw.CannotDraw as fault:
            made.findings += [
                Finding(
                    content.project_path(letter.src),
                    1,
                    f"{letter.title} could not be printed: {text}",
                    "printed-fits",
                )
                for text in fault.args
            ]
    return made


def blank(content: Content, letter: Letter) -> Sheet:
    """The sheet of a letter that is still to be written."""
    question = (__name__, state_of(content, letter))
    subject, html = answered.rows(question, lambda: _sheet(content, letter))
    edition = editions.Edition(
        letter.slug,
        "letter",
        "",
        f"{letter.url.rstrip('/')}.pdf",
        "A4",
        "letter",
        editions.A4,
        (1, 4),
        (POINTS,),
    )
    return Sheet(edition, html, (content.layouts / STYLE).read_text("utf-8"), subject, LANGUAGE)


def _sheet(content: Content, letter: Letter) -> tuple[str, str]:
    """The subject of a letter, and its page as HTML."""
    shown = letters.sheet(content, letter)
    layout = _layouts(content).get_template(LAYOUT)
    return shown.subject, layout.render(letter=shown, title=shown.subject, lang=LANGUAGE)


_layouts = once(environment)
"""Every letter is read with the same layouts, so they are read once."""


def word_of(sheet: Sheet) -> bytes:
    """The blank as a Word document: headings, language, and a field for each thing that the family
    writes."""
    place = disk_cache.FOLDER / f"letter-{disk_cache.key(sheet, pdf_draw.versions())}.docx"
    return disk_cache.made(place, lambda: docx_draw.letter(sheet.html, sheet.title, sheet.lang))


def _add(made: Blanks, letter: Letter, name: str, data: bytes, kind: str) -> None:
    made.files[name] = data
    says = "to fill in on a computer" if kind.startswith("Word") else "to print and fill in by hand"
    made.downloads.setdefault(letter.src, []).append(
        Download(name, f"{letter.title}, {says}: {kind}, {max(1, round(len(data) / 1024))} KB")
    )
