"""Every page is light: 14 KiB before it can be used, 40 KiB with typefaces and pictures, search 60
KiB more, the clock 12, a letter 4 (design: budgets). Letters of other languages: 48, on a page that
has such words. Reading Word documents, for staff: 128.

Compressed as hosts send it (gzip). An old phone on a slow line at midnight is the reader we build
for.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator
from math import ceil
from pathlib import Path

from hooks.built.link_targets import resolve
from hooks.built.site import Site
from hooks.pages import other_letters
from hooks.sources import answered
from hooks.sources.findings import Finding

NAME = "light-enough"
KIB = 1024
USABLE, WITH_TYPEFACES, SEARCH = 14 * KIB, 40 * KIB, 60 * KIB
WHOLE = frozenset({"copy"})
"""Layouts that hold the whole site on purpose, to be printed or kept."""
CLOCK = 12 * KIB
CLOCK_FILES = ("/assets/by-when.js", "/assets/calendar.js", "/assets/clock.js", "/assets/limits.js")
"""What counts days. Its page can be used before they have come: it gives each time limit in
words."""
LETTER = 4 * KIB
LETTER_FILES = ("/assets/letter.js",)
"""What fills in a letter. Its page can be used before it has come: the letter is there to print,
and as a Word document."""
OTHER_LETTERS = 48 * KIB
"""What draws words in letters that the site's own typeface lacks. They can be read before it has
come, in what the reader's device has."""
PASTE = 128 * KIB
PASTE_FILES = tuple(f"/assets/{name}.js" for name in ("paste", "word", "mammoth", "fflate"))
"""What reads a Word document, on one page for staff. The page can be read before it has come."""
FILLED_IN_LAST, SHORTEST = re.compile(rb"@@found:[a-z-]+@@"), b"nothing to put right"
"""What the register says of each rule is written when all have run: the words that it nearly always
is, and not a mark with a name in it, is what readers are sent."""
SEARCH_FILES = (
    "/assets/search.js",
    "/assets/find.js",
    "/assets/minisearch.js",
    "/assets/search.json",
)


def check(site: Site) -> Iterator[Finding]:
    sizes: dict[str, int] = {}

    def size(address: str) -> int:
        if address not in sizes:
            sizes[address] = (
                _packed((site.folder / address.lstrip("/")).read_bytes(), 9)
                if address in site.files
                else 0
            )
        return sizes[address]

    fonts = [
        address for address in site.files if address.endswith(".woff2") and "-base-" in address
    ]
    brought = {
        f"/{name}" for name in site.content.files
    }  # a picture of the print pack is the item itself, which its page is there to show
    typefaces = sum((site.folder / address.lstrip("/")).stat().st_size for address in fonts)
    for built in site.pages.values():
        source = site.source(built)
        if built.redirect is not None or (source is not None and source.layout in WHOLE):
            continue
        needed = {
            resolve(built.address, link.target)[0]
            for link in built.links
            if link.tag == "script" or (link.tag == "link" and link.target.endswith(".css"))
        }
        others, page = (
            sum(map(size, needed - {*SEARCH_FILES, *CLOCK_FILES, *LETTER_FILES, *PASTE_FILES})),
            site.folder / built.file,
        )
        pictures = sum(
            map(
                size,
                brought
                & {
                    resolve(built.address, link.target)[0]
                    for link in built.links
                    if link.tag in ("img", "source")
                },
            )
        )
        more = _of_other_letters(site, page) if f"/{other_letters.STYLE}" in needed else 0
        if more > OTHER_LETTERS:
            yield Finding(
                *site.where(built),
                f"The letters of other languages must weigh at most {OTHER_LETTERS // KIB} KiB on"
                f" a page; here they weigh {ceil(more / KIB)} KiB. Give each language a page.",
                NAME,
            )
        if page.stat().st_size + others + typefaces + pictures < min(
            USABLE + typefaces, WITH_TYPEFACES
        ):
            continue  # light enough as it is, and lighter still when compressed
        usable = _gzipped(FILLED_IN_LAST.sub(SHORTEST, page.read_bytes())) + others
        whole, path_and_line = usable + typefaces + pictures, site.where(built)
        if usable > USABLE:
            yield Finding(
                *path_and_line,
                f"A page must weigh at most {USABLE // KIB} KiB before it can be used; this one"
                f" weighs {ceil(usable / KIB)} KiB. Split it, or shorten it.",
                NAME,
            )
        elif pictures and whole > WITH_TYPEFACES:
            yield Finding(
                *path_and_line,
                f"A page must weigh at most {WITH_TYPEFACES // KIB} KiB with typefaces and"
                f" pictures; this one weighs {ceil(whole / KIB)} KiB. Make its pictures smaller, or"
                " write a link to the picture.",
                NAME,
            )
        elif whole > WITH_TYPEFACES:
            yield Finding(
                *path_and_line,
                f"A page must weigh at most {WITH_TYPEFACES // KIB} KiB with typefaces; this one"
                f" weighs {ceil(whole / KIB)} KiB. Split it, or shorten it.",
                NAME,
            )
    for what, files, budget, file in (
        ("Search", SEARCH_FILES, SEARCH, "search.json"),
        ("The clock", CLOCK_FILES, CLOCK, "limits.js"),
        ("A letter", LETTER_FILES, LETTER, "letter.js"),
        ("Reading Word documents", PASTE_FILES, PASTE, "paste.js"),
    ):
        weight = sum(map(size, files))
        if weight > budget:
            yield Finding(
                f"{site.folder.name}/assets/{file}",
                1,
                f"{what} must weigh at most {budget // KIB} KiB; it weighs {ceil(weight / KIB)}"
                " KiB.",
                NAME,
            )


def _of_other_letters(site: Site, page: Path) -> int:
    """What a browser fetches for the letters of a page that the site's own typeface lacks, in
    running text."""
    letters = other_letters.on_page(page.read_text(encoding="utf-8"))
    css = (site.folder / other_letters.STYLE).read_text(encoding="utf-8")
    return sum(
        (site.folder / "assets" / file).stat().st_size
        for file, ranges in other_letters.FACE.findall(css)
        if "-400." in file and letters & other_letters.in_ranges(ranges)
    )


def _gzipped(data: bytes) -> int:
    """The size as sent. The quick way first: what is small enough at level 1 is smaller still at
    level 9."""
    quick = _packed(data, 1)
    return quick if quick < 6 * KIB else _packed(data, 9)


def _packed(data: bytes, level: int) -> int:
    question = (__name__, hashlib.sha256(data).hexdigest(), level)
    (size,) = answered.rows(question, lambda: [len(zlib.compress(data, level))])
    return size
