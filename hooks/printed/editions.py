"""What is made of each item of publicity: one table, by the item's format.

Lengths are millimetres, type sizes are points. `sizes` are tried from the first; the first at which
everything fits is taken, so that a long name or address never breaks an item, and no size below the
least is ever used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from hooks.sources.records import Publicity
from hooks.words.foreign import direction

LEAST, LEAST_LARGE, LEAST_SMALL = 12.0, 18.0, 8.0
"""Least type: of anything printed; of large print; and of a small format whose layout declares that
it has no room."""
SMALL_ENOUGH = frozenset({"card"})
"""The formats whose layout may declare a smaller least size."""
SHORT = SMALL_ENOUGH | {"picture"}
"""The formats that show the short statement: of a picture that people pass in a second, ten words
are read. Its alternative text on the page has the whole statement."""
SHOWN = frozenset({"picture", "slides"})
"""The formats that are shown on a screen, and go through no printer."""
A4, A4_WIDE, A3, CARD = (210.0, 297.0), (297.0, 210.0), (297.0, 420.0), (85.0, 55.0)
SLIDE = (338.67, 190.5)
"""16:9 as presentation programs make it."""
SHAPES = (
    ("", "wide", (317.5, 166.6875)),
    ("square", "square", (285.75, 285.75)),
    ("tall", "tall", (285.75, 357.1875)),
)
"""A picture for social media: 1200 by 630 CSS pixels for a link, 1080 by 1080 and 1080 by 1350 for
what people scroll through."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One file of one item.

    `file` is its path in the site; `says` stands in its link; `layout` names
    overrides/publicity/print/<layout>.html; `size` is width and height after cutting; `pages` the
    least and the most pages; `qr` the least width of the QR code (0: none), within the first
    `qr_within` pages; `panels` how many columns of each page must hold words, `cover` which of them
    on page 1 is in front when the sheet is folded; `safe` the edge that words, lines and pictures
    keep free, because a printer at home does not reach it; `follows` the file that has the same
    words on a sheet of the same shape, whose size of type is tried first here; `kind` is one of
    pdf, docx, png.
    """

    item: str
    format: str
    name: str
    file: str
    says: str
    layout: str
    size: tuple[float, float]
    pages: tuple[int, int]
    sizes: tuple[float, ...]
    least: float = LEAST
    qr: float = 20.0
    qr_within: int = 1
    panels: int = 1
    cover: int = 0
    safe: float = 4.0
    bleed: float = 0.0
    follows: str = ""
    forms: bool = False
    kind: str = "pdf"


def _steps(first: float, last: float, step: float = 0.5) -> tuple[float, ...]:
    return tuple(first - step * number for number in range(round((first - last) / step) + 1))


def of(item: Publicity) -> Iterator[Edition]:
    """The editions of one item, the plain one first. Formats that are only sent or spoken have
    none."""
    stem = item.url.rstrip("/")

    def edition(
        name: str,
        says: str,
        layout: str,
        size: tuple[float, float],
        pages: tuple[int, int],
        sizes: tuple[float, ...],
        **more: Any,
    ) -> Edition:
        kind = str(more.pop("kind", "pdf"))
        file = f"{stem}{'-' + name if name else ''}.{kind}"
        return Edition(
            item.slug, item.format, name, file, says, layout, size, pages, sizes, kind=kind, **more
        )

    large = edition(
        "large-print",
        "large print",
        "large-print",
        A4,
        (1, 12),
        (18.0,),
        least=LEAST_LARGE,
        safe=10,
        forms=item.format == "declaration",
    )
    match item.format:
        case "leaflet":
            flat = edition(
                "",
                "A4, to fold in three",
                "leaflet",
                A4_WIDE,
                (2, 2),
                _steps(16, 12),
                panels=3,
                cover=1 if direction(item.language) else 3,
                safe=8,
            )
            yield flat
            yield large
            yield _for_printer(flat)
        case "easy-read":
            yield edition("", "A4", "easy-read", A4, (1, 12), (16.0,), safe=8)
        case "poster":
            yield edition("", "A4", "poster", A4, (1, 1), _steps(26, 12, 1), safe=8)
            big = edition(
                "a3", "A3", "poster", A3, (1, 1), _steps(37, 17, 1), least=17, qr=30, safe=10
            )
            yield big
            yield _for_printer(big)
        case "card":
            flat = edition(
                "",
                "85 by 55 mm",
                "card",
                CARD,
                (2, 2),
                _steps(10.5, 8),
                least=LEAST_SMALL,
                qr=18,
                qr_within=2,
                safe=3,
            )
            yield flat
            yield large
            yield _for_printer(flat)
        case "letter":
            yield edition("", "A4", "letter", A4, (1, 2), (12.0,), safe=10)
            yield large
            yield edition("", "to fill in", "letter", A4, (1, 3), (12.0,), kind="docx")
        case "slides":
            count = _slides(item.body)
            yield edition(
                "",
                "to show",
                "slides",
                SLIDE,
                (count, count),
                _steps(30, 22, 1),
                least=20,
                qr=30,
                safe=8,
            )
        case "declaration":
            yield edition(
                "",
                "A4, to fill in and sign",
                "declaration",
                A4,
                (1, 2),
                (12.5, 12.0),
                safe=10,
                forms=True,
            )
            yield large
        case "picture":
            for name, says, size in SHAPES:
                wide, high = (round(length / 25.4 * 96) for length in size)
                drawn = edition(
                    name,
                    f"the {says} picture with its words",
                    "picture",
                    size,
                    (1, 1),
                    _steps(34 if name else 38, 20, 1),
                    least=20,
                    qr=0,
                    safe=8,
                )
                yield drawn
                yield replace(
                    drawn,
                    file=f"{drawn.file.removesuffix('pdf')}png",
                    says=f"{says} picture, {wide} by {high}",
                    follows=drawn.file,
                    kind="png",
                )


def _slides(body: str) -> int:
    """One slide for each heading, one for words before the first, and the last, which says how to
    reach us."""
    headings = len(re.findall(r"^## ", body, re.MULTILINE))
    return max(1, headings + (not body.lstrip().startswith("## "))) + 1


def _for_printer(flat: Edition) -> Edition:
    """The same sheet with bleed and crop marks, for a printing firm."""
    name = "printer"
    stem = flat.file.removesuffix(".pdf").removesuffix(f"-{flat.name}" if flat.name else "")
    return replace(
        flat,
        name=name,
        file=f"{stem}-{name}.pdf",
        says="for a printing firm, with crop marks",
        bleed=3.0,
        follows=flat.file,
    )


def of_all(items: Iterable[Publicity]) -> list[Edition]:
    """Every edition of every item, in the items' order."""
    return [edition for item in items for edition in of(item)]
