"""Draws a sheet as PDF with WeasyPrint, which needs Pango. Whatever WeasyPrint warns of is an error
here.

WeasyPrint is imported when the first sheet is drawn, after fontconfig was given an empty
configuration: no typeface of the machine can slip in, and the same sources give the same bytes.
"""

from __future__ import annotations

import gc
import io
import logging
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from hooks.pages.other_letters import IN_NASTALIQ, NASTALIQ
from hooks.printed import drawing, once_measured, pdf_repair, pdf_signs
from hooks.printed.layout import Sheet
from hooks.printed.typeface import FAMILY, ZERO

EMPTY = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM'
    ' "fonts.dtd"><fontconfig><cachedir>{}</cachedir></fontconfig>'
)


class CannotDraw(Exception):
    """The sheet cannot be drawn as it is; each argument is a sentence."""


def prepare(kept: Path) -> None:
    """Gives fontconfig an empty configuration. Must be called before WeasyPrint is imported, in
    every process."""
    kept.mkdir(parents=True, exist_ok=True)
    path = kept / "fonts.conf"
    text = EMPTY.format(kept / "fontconfig").encode()
    if not path.is_file() or path.read_bytes() != text:
        path.write_bytes(text)
    os.environ["FONTCONFIG_FILE"] = str(path)


def missing() -> str:
    """The sentence that says what is missing for drawing, or nothing."""
    if said := drawing.left_out(drawing.missing()):
        return said
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured")  # so it must be
            import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        return (
            "The PDFs of the publicity were left out because WeasyPrint does not start here"
            f" ({error}); make clean, then make site, set it up anew."
        )
    return ""


@cache
def versions() -> str:
    """What the bytes of a PDF depend on besides our sources. Asked for each file that is kept, so
    looked up once: installed packages stay as they are while this runs."""
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in (
        "weasyprint",
        "pydyf",
        "fonttools",
        "pikepdf",
        "segno",
        "pypdfium2",
        "python-docx",
        "pillow",
    ):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} missing")
    return ", ".join((*found, *drawing.versions()))


NO_LETTER = re.compile(r'\.notdef glyph.*?"(.)" \(U\+')
"""What WeasyPrint says of a letter that no typeface has."""


class TooLong(Exception):
    """The words take more pages than the edition may have."""


class NoLetters(CannotDraw):
    """No typeface here has these letters or signs; they are the one argument."""


class _Heard(logging.Handler):
    """What WeasyPrint warns of while it is heard."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(" ".join(record.getMessage().split()))

    def __enter__(self) -> _Heard:
        logger = logging.getLogger("weasyprint")
        logger.addHandler(self)
        self.kept, logger.propagate = logger.propagate, False
        return self

    def __exit__(self, *error: object) -> None:
        logger = logging.getLogger("weasyprint")
        logger.removeHandler(self)
        logger.propagate = self.kept


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for what nobody uses any more: a drawing makes a million objects that
    all last until its end, and the search went through them again and again."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _face(name: str) -> tuple[str, str, str]:
    """A face by its parts: the name of its typeface ("" for ours), weight and slant."""
    *family, weight, style = name.split()
    return " ".join(family), weight, style


def _sloping(families: str) -> str:
    """Words that are read in Nastaliq: on lines high enough for it. All others never in it."""
    first = f'"{FAMILY} {NASTALIQ}"'
    if first not in families:
        return ""
    others = families.replace(first, "").strip(",").replace(",,", ",")
    plain = ",".join(filter(None, (FAMILY, others)))
    # Before a layout's own lines, which are for letters that do not slope.
    sloping = ",".join(f"html body {each.strip()}" for each in IN_NASTALIQ.split(","))
    return (
        f"html,input{{font-family:{plain}}}"
        f"{sloping}{{font-family:{FAMILY},{families};line-height:2.1}}"
    )


class _OwnFace(Exception):
    """A stylesheet brings a typeface of its own."""


class _NoFaces:
    """Stands where WeasyPrint expects the typefaces of a document."""

    def add_font_face(self, *asked: object) -> None:
        raise _OwnFace


@lru_cache(maxsize=64)
def _styles(text: str) -> tuple[Any, tuple[str, ...]] | None:
    """A stylesheet as WeasyPrint reads it, once for all sheets of this process, and what it warned
    of; None where it brings a typeface, which is one document's alone."""
    from weasyprint import CSS

    with _Heard() as heard:
        try:
            styles = CSS(string=text, font_config=_NoFaces(), url_fetcher=_fetcher({}))
        except _OwnFace:
            return None
    return styles, tuple(heard.said)


def _fetcher(typeface: Mapping[str, bytes]) -> Any:
    """What reads for WeasyPrint what a sheet holds itself; nothing else, from nowhere."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Ours(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url.startswith("typeface:"):
                return URLFetcherResponse(
                    url,
                    io.BytesIO(typeface[url.partition(":")[2].replace("-", " ")]),
                    {"Content-Type": "font/ttf"},
                )
            if url.startswith("data:"):
                return super().fetch(url, headers)
            raise ValueError(f"a printed sheet must hold everything itself; it asks for {url[:80]}")

    return Ours(allowed_protocols=("data", "typeface"))


def _stylesheets(
    sheet: Sheet, points: float, typeface: Mapping[str, bytes], fonts: Any, heard: _Heard
) -> list[Any]:
    """All that a sheet is drawn by, in the order in which it counts."""
    from weasyprint import CSS

    faces = "".join(
        '@font-face{{font-family:"{} '
        '{}";font-weight:{};font-style:{};src:url(typeface:{})}}'.format(
            FAMILY, *_face(face), face.replace(" ", "-")
        ).replace(f'"{FAMILY} "', f'"{FAMILY}"')
        for face in sorted(typeface)
    )
    families = ",".join(
        dict.fromkeys(f'"{FAMILY} {_face(face)[0]}"' for face in typeface if _face(face)[0])
    )
    # The zero of Easy Read stands before ours, all others stand in for what ours lacks.
    ahead = f'"{FAMILY} {ZERO}",' if any(_face(face)[0] == ZERO for face in typeface) else ""
    more = f"html,input{{font-family:{ahead}{FAMILY},{families}}}" if families else ""
    more += _sloping(families)

    def read(text: str) -> Any:
        return CSS(string=text, font_config=fonts, url_fetcher=_fetcher(typeface))

    first = read(f"{faces}html{{font-size:{points}pt}}")
    if (known := _styles(f"{sheet.css}{more}")) is None:
        return [first, read(f"{sheet.css}{more}")]
    styles, said = known
    heard.said += said
    return [first, styles]


def draw(
    sheet: Sheet, points: float, typeface: Mapping[str, bytes], *, or_smaller: bool = False
) -> bytes:
    """A sheet as a repaired PDF/UA-1, at `points` of type. Raises CannotDraw with WeasyPrint's
    warnings; and TooLong before anything is written, where a smaller size is to be tried then."""
    if lacking := missing():
        raise CannotDraw(lacking)
    with _Heard() as heard, _uncollected():
        pdf = _drawn(sheet, points, typeface, heard, or_smaller)
    if lacking := "".join(
        dict.fromkeys(found[1] for said in heard.said for found in NO_LETTER.finditer(said))
    ):
        raise NoLetters(lacking)
    if heard.said:
        raise CannotDraw(*dict.fromkeys(heard.said))
    return pdf_repair.repaired(pdf, sheet.edition.bleed)


def _drawn(
    sheet: Sheet, points: float, typeface: Mapping[str, bytes], heard: _Heard, or_smaller: bool
) -> bytes:
    """A sheet as WeasyPrint writes it."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    once_measured.begin()
    try:
        fonts = FontConfiguration()
        page = HTML(string=sheet.html, url_fetcher=_fetcher(typeface), base_url="typeface:none")
        ways = {
            "pdf_variant": "pdf/ua-1",
            "pdf_forms": sheet.edition.forms,
            "full_fonts": False,
        }
        document = page.render(
            stylesheets=_stylesheets(sheet, points, typeface, fonts, heard),
            font_config=fonts,
            **ways,
        )
        if or_smaller and len(document.pages) > sheet.edition.pages[1]:
            raise TooLong
        document.fonts = signs = pdf_signs.Fonts()
        return pdf_signs.said_rightly(document.write_pdf(**ways), signs.said)
    except TooLong:
        raise
    except (
        Exception
    ) as error:  # WeasyPrint raises whatever its inner parts raise; the sentence names the item
        raise CannotDraw(f"WeasyPrint stopped: {type(error).__name__}: {error}") from error
