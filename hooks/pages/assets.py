"""Makes the files that a page needs besides its words: stylesheet, scripts, typeface, icon and the
search's documents.

Engine-free: values in, bytes out, nothing written. The same sources give the same bytes, so two
builds are equal. Sources are overrides/assets/ (ours), node_modules/ (typeface and search library,
pinned in package-lock.json) and `extra.identity` of mkdocs.yml (colours, typeface). Without
node_modules the site still builds, in Lato from the mkdocs wheel, and says so.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.pages.other_letters import PACKAGES, in_ranges
from hooks.sources import answered, disk_cache, frontmatter, svg

OURS = Path("overrides") / "assets"
LOGO = Path("content") / "assets" / "logo.svg"
ICON = "assets/icon.svg"

# Colours
# -------------------------------------------------------------------------------------------------

COLOURS = (
    "paper",
    "card",
    "ink",
    "quiet",
    "link",
    "visited",
    "brand",
    "on_brand",
    "first",
    "second",
    "accent",
    "line",
    "notice",
    "mark",
)
"""The colours of `extra.identity.colours.light` and `.dark`; each becomes a custom property of its
name."""

TEXT, SHAPE = 7.0, 3.0
"""Least contrast: of text on its ground (WCAG 1.4.6), and of an edge that must be seen (1.4.11)."""

GROUNDS = ("paper", "card", "notice", "mark")
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((text, ground, TEXT) for text in ("ink", "link", "visited") for ground in GROUNDS[:3]),
    ("ink", "mark", TEXT),
    ("link", "mark", 4.5),
    ("visited", "mark", 4.5),
    ("quiet", "paper", TEXT),
    ("quiet", "card", TEXT),
    ("quiet", "notice", 4.5),
    ("quiet", "mark", 4.5),
    ("on_brand", "brand", TEXT),
    ("second", "paper", 4.5),
    ("second", "card", 4.5),
    ("line", "paper", SHAPE),
    ("line", "card", SHAPE),
    ("first", "paper", SHAPE),
    ("first", "card", SHAPE),
)
"""Every colour that lies on another somewhere in the stylesheet, and how well it must be seen
there."""

COMFORT: dict[str, dict[str, str]] = {
    "black-on-white": {
        "paper": "#ffffff",
        "card": "#f1f1f1",
        "ink": "#000000",
        "link": "#00227a",
        "mark": "#ffec80",
    },
    "yellow-on-black": {
        "paper": "#000000",
        "card": "#1c1c00",
        "ink": "#ffe74a",
        "link": "#ffffff",
        "mark": "#4a4200",
    },
    "blue": {
        "paper": "#dcebf7",
        "card": "#cfe3f3",
        "ink": "#0a1f44",
        "link": "#10266b",
        "mark": "#fff3b0",
    },
}
"""What the reading comfort page offers besides light and dark. The same for every service, so they
are here and not in mkdocs.yml."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


TYPEFACE = (
    ("family", r"[A-Za-z0-9 ]*", "Atkinson Hyperlegible Next"),
    ("package", r"(@[a-z0-9-]+/)?[a-z0-9-]*", "@fontsource/atkinson-hyperlegible-next"),
)
"""What names a typeface: both become part of the stylesheet and of a path."""
TYPE_PLACE, COLOURS_PLACE = ("extra", "identity", "typeface"), ("extra", "identity", "colours")


def palettes(identity: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Every palette a reader can meet, by name. Raises KeyError for none of them:
    `identity_problems` says what is missing."""
    colours = identity.get("colours")
    given = colours if isinstance(colours, Mapping) else {}
    found = {
        name: dict(given[name]) if isinstance(given.get(name), Mapping) else {}
        for name in ("light", "dark")
    }
    for name, few in COMFORT.items():
        ink, paper = few["ink"], few["paper"]
        found[name] = {
            **dict.fromkeys(COLOURS, ink),
            **few,
            "visited": few["link"],
            "on_brand": paper,
            "notice": few["card"],
            "accent": few["link"],
        }
    return found


def identity_problems(
    identity: Mapping[str, Any], root: Path
) -> Iterator[tuple[frontmatter.Place, str]]:
    """What is wrong with `extra.identity`, each with its place: a typeface by no name, or
    one that is not among the packages installed below `root`; a colour that is missing or no
    colour, or a pair that cannot be read."""
    chosen = identity.get("typeface")
    sound = True
    for name, form, example in TYPEFACE:
        if isinstance(chosen, Mapping) and not re.fullmatch(form, str(chosen.get(name, ""))):
            sound = False
            yield (
                (*TYPE_PLACE, name),
                f'extra.identity.typeface.{name} must be written like "{example}".',
            )
    known = typefaces(root)
    if isinstance(chosen, Mapping) and sound and known and chosen.get("package") not in known:
        yield (
            (*TYPE_PLACE, "package"),
            (
                "extra.identity.typeface.package must be a typeface that is installed:"
                f' {", ".join(known)}; it is "{chosen.get("package", "")}".'
            ),
        )
    for name, palette in palettes(identity).items():
        bad = [
            colour
            for colour in COLOURS
            if not re.fullmatch(r"#[0-9a-fA-F]{6}", str(palette.get(colour, "")))
        ]
        for colour in bad:
            yield (
                (*COLOURS_PLACE, name, colour),
                f'extra.identity.colours.{name}.{colour} must be a colour written like "#6b1a57".',
            )
        for text, ground, least in PAIRS:
            if text in bad or ground in bad:
                continue
            found = contrast(palette[text], palette[ground])
            if found < least:
                yield (
                    (*COLOURS_PLACE, name, text),
                    (
                        f"extra.identity.colours.{name}: {text} on {ground} must have a contrast of"
                        f" at least {least:g} to 1; it has {found:.1f}."
                    ),
                )


def tokens(identity: Mapping[str, Any], type_stack: str) -> str:
    """The palettes as custom properties. Dark by the reader's system, on screens only: paper is
    white."""
    made = palettes(identity)

    def rules(name: str) -> str:
        return "".join(
            f"--{colour.replace('_', '-')}:{value};"
            for colour, value in made[name].items()
            if colour in COLOURS
        )

    # A drawing of people keeps its own colours on its own ground: in the dark, hair and lines would
    # change places.
    ground = f"background:{made['light']['card']};border-radius:1rem"
    system = ':root:not([class*="colour-"])'
    css = [
        f":root{{--type:{type_stack};{rules('light')}}}",
        (
            f"@media screen and (prefers-color-scheme:dark){{{system}{{{rules('dark')}}}"
            f"{system} .picture{{{ground}}}}}"
        ),
    ]
    for name in made:
        chosen = f":root.colour-{name}"
        dark = _luminance(made[name]["paper"]) < 0.2
        # Print keeps the light palette, whatever the reader chose for the screen.
        css.append(
            f"@media screen{{{chosen}{{color-scheme:{'dark' if dark else 'light'};{rules(name)}}}"
            + (f"{chosen} .picture{{{ground}}}" if dark else "")
            + "}"
        )
    css.append(f"@media screen{{.picture{{{rules('light')}}}}}")
    return "".join(css)


# Typeface
# -------------------------------------------------------------------------------------------------

WEIGHTS = (400, 700)
STYLES = ("normal", "italic")
BASE = (
    "U+20-7E,U+A0-FF,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+203A,U+20AC,U+2212"
)
"""What a page in English needs. Loaded on every page, so it is kept small."""
MORE = "U+100-17F,U+192,U+218-21B,U+1E80-1E85,U+1EF2-1EF3"
"""More Latin letters: Polish, Slovak, Czech, Romanian, Turkish, Welsh. Loaded only by a page that
has one."""
FALLBACK = '"Trebuchet MS",Verdana,sans-serif'


@dataclass(frozen=True, slots=True)
class Typeface:
    family: str
    files: Mapping[str, bytes]
    css: str
    notes: tuple[str, ...] = ()

    @property
    def stack(self) -> str:
        return f'"{self.family}",{FALLBACK}' if self.files else FALLBACK


def typefaces(root: Path) -> list[str]:
    """The packages below `root` that hold a typeface of letters, in both weights, upright for pages
    and slanted for print too; none where no package is installed at all."""
    found = (root / PACKAGES).glob("@*/*/files")
    return sorted(
        package
        for package in (f"{path.parts[-3]}/{path.parts[-2]}" for path in found)
        if all(path.is_file() for style in STYLES for path in faces(root, package, style).values())
    )


def faces(root: Path, package: str, style: str = "normal") -> dict[tuple[int, str], Path]:
    """The files of a typeface in one of STYLES, by weight and part."""
    folder, name = root / PACKAGES / package / "files", package.rpartition("/")[2]
    return {
        (weight, part): folder / f"{name}-{letters}-{weight}-{style}.woff2"
        for weight in WEIGHTS
        for part, letters in (("base", "latin"), ("more", "latin-ext"))
    }


def typeface(root: Path, identity: Mapping[str, Any]) -> Typeface:
    """The service's typeface from its npm package; else Lato from the mkdocs wheel; else what the
    reader's device has."""
    chosen = identity.get("typeface") or {}
    package, family = str(chosen.get("package", "")), str(chosen.get("family", ""))
    folder = root / PACKAGES / package
    name = package.rpartition("/")[2]
    if package and (folder / "LICENSE").is_file():
        parts = faces(root, package)
        if all(path.is_file() for path in parts.values()):
            return _typeface(family, name, parts, (folder / "LICENSE").read_bytes())
    missing = f"The typeface {family or 'of mkdocs.yml'} is not installed (npm ci installs it)"
    lato = _lato()
    if lato is None:
        return Typeface("", {}, "", (f"{missing}; the site uses the reader's own typefaces.",))
    parts = {
        (weight, part): lato / f"lato-{style}.woff2"
        for weight, style in zip(WEIGHTS, ("normal", "bold"), strict=True)
        for part in ("base", "more")
    }
    made = _typeface("Lato", "lato", parts, LATO_NOTICE)
    return Typeface(made.family, made.files, made.css, (f"{missing}; the site uses Lato.",))


PLAIN_ZERO = "noto-sans"
"""The typeface of which Easy Read takes its zero: ours has a slash through it, which hinders people
who read with difficulty, and no other form."""


def plain_zero(root: Path) -> dict[int, Path]:
    """The files that hold a zero without a slash, by weight; nothing where they are missing."""
    folder = root / PACKAGES / "@fontsource" / PLAIN_ZERO
    found = {
        weight: folder / "files" / f"{PLAIN_ZERO}-latin-{weight}-normal.woff2" for weight in WEIGHTS
    }
    return found if all(path.is_file() for path in found.values()) else {}


ZERO_STYLE = "assets/zero.css"
ZERO_FACE = re.compile(r"@font-face{[^{}]*unicode-range:U\+30}")


def _zero(root: Path, family: str) -> dict[str, bytes]:
    """The zero of Easy Read, its licence, and the stylesheet that puts it into the site's own
    typeface on the pages that ask for it: of two faces of one family the later is taken. A typeface
    of the reader's device stays as it is."""
    files, faces = {}, []
    for weight, path in plain_zero(root).items() if family else ():
        name = f"fonts/zero-{weight}.woff2"
        files[f"assets/{name}"] = _subset(path, path.stat().st_mtime_ns, "U+30")
        files["assets/fonts/zero.LICENCE.txt"] = (path.parents[1] / "LICENSE").read_bytes()
        faces.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
            f'src:url({name}) format("woff2");unicode-range:U+30}}'
        )
    files[ZERO_STYLE] = rcssmin.cssmin("".join(faces)).encode()
    return files


def draws_the_zero_alone(css: str) -> bool:
    """Whether a stylesheet does nothing but put another zero into a typeface."""
    return not ZERO_FACE.sub("", css)


LATO_NOTICE = b"""\
Lato. Copyright (c) 2010-2014 by tyPoland Lukasz Dziedzic. Licensed under the SIL Open Font \
License, version 1.1.
"""


def _lato() -> Path | None:
    """Lato as mkdocs carries it. Found without importing mkdocs, which this layer must not need."""
    spec = importlib.util.find_spec("mkdocs")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "themes" / "readthedocs" / "css" / "fonts"
        if (folder / "lato-normal.woff2").is_file():
            return folder
    return None


def _typeface(
    family: str, name: str, parts: Mapping[tuple[int, str], Path], licence: bytes
) -> Typeface:
    files, css = {"assets/fonts/LICENCE.txt": licence}, []
    for (weight, part), path in parts.items():
        made = _subset(path, path.stat().st_mtime_ns, BASE if part == "base" else MORE)
        where = f"fonts/{name}-{part}-{weight}.woff2"
        files[f"assets/{where}"] = made
        css.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
            f"src:url({where})"
            ' format("woff2");'
            f"unicode-range:{BASE if part == 'base' else MORE}}}"
        )
    return Typeface(family, files, "".join(css))


@cache
def _subset(path: Path, _changed: int, ranges: str) -> bytes:
    """The letters of `ranges` alone, without hints. Kept on disk, because making it takes half a
    second; `_changed` is the file's time."""
    place = disk_cache.FOLDER / f"type-{disk_cache.key(path.read_bytes(), ranges)}.woff2"
    return disk_cache.made(place, lambda: _made_subset(path, ranges))


def _made_subset(path: Path, ranges: str) -> bytes:
    from fontTools import (
        subset,  # here, because a build that has its typeface need not wait for this library
    )
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.notdef_outline = True
    options.recalc_timestamp = False  # the day of the build must not be in the bytes
    font = TTFont(path, recalcTimestamp=False)
    maker = subset.Subsetter(options)
    maker.populate(
        unicodes=[letter for letter in sorted(in_ranges(ranges)) if letter in font.getBestCmap()]
    )
    maker.subset(font)
    out = io.BytesIO()
    font.flavor = "woff2"
    font.save(out, reorderTables=True)
    return out.getvalue()


# Everything together
# -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of a site (path in the site -> bytes), and what templates and the build's summary
    need to know of them. `logo` is the drawing that stands in pages; where it is empty, they show
    the file `picture`, which is the icon of the site too."""

    files: Mapping[str, bytes]
    logo: Markup
    picture: str
    preload: tuple[str, ...]
    search: bool
    notes: tuple[str, ...] = field(default=())
    paste: bool = False
    """Whether the libraries are there that read a Word document on the page for staff."""
    family: str = ""
    """The name of the typeface; "" where the site has none of its own."""


def make_assets(root: Path, identity: Mapping[str, Any], logo: Path | None = None) -> Assets:
    """All files but the search's documents. `identity` must be free of problems
    (`identity_problems`)."""
    type_ = typeface(root, identity)
    css = [
        tokens(identity, type_.stack),
        type_.css,
        *(path.read_text("utf-8") for path in sorted((root / OURS / "css").glob("*.css"))),
    ]
    files: dict[str, bytes] = {
        **type_.files,
        "assets/site.css": rcssmin.cssmin("\n".join(css)).encode(),
    }
    for path in sorted(
        (root / OURS / "css" / "layouts").glob("*.css")
    ):  # what the pages of one layout need, and no other page has to load
        files[f"assets/{path.name}"] = rcssmin.cssmin(path.read_text("utf-8")).encode()
    files |= _zero(root, type_.family)
    for path in sorted((root / OURS / "js").glob("*.js")):
        files[f"assets/{path.name}"] = rjsmin.jsmin(path.read_text("utf-8")).encode()
    notes = list(type_.notes)
    library = root / PACKAGES / "minisearch"
    engine = library / "dist" / "es" / "index.js"
    if engine.is_file():
        files["assets/minisearch.js"] = rjsmin.jsmin(
            engine.read_text("utf-8").partition("//# sourceMappingURL")[0]
        ).encode()
        files["assets/minisearch.LICENCE.txt"] = next(library.glob("LICENSE*")).read_bytes()
    else:
        for name in ("search.js", "find.js"):
            files.pop(f"assets/{name}", None)
        notes.append(
            "The search library is not installed (npm ci installs it); the search page offers the A"
            " to Z alone."
        )
    reader, packer = root / PACKAGES / "mammoth", root / PACKAGES / "fflate"
    bundle, unpack = reader / "mammoth.browser.min.js", packer / "esm" / "browser.js"
    paste = bundle.is_file() and unpack.is_file()
    if paste:
        files["assets/mammoth.js"] = bundle.read_bytes().partition(b"//# sourceMappingURL")[0]
        files["assets/mammoth.LICENCE.txt"] = (reader / "LICENSE").read_bytes()
        files["assets/fflate.js"] = rjsmin.jsmin(unpack.read_text("utf-8")).encode()
        files["assets/fflate.LICENCE.txt"] = (packer / "LICENSE").read_bytes()
    else:
        for name in ("paste.js", "word.js"):
            files.pop(f"assets/{name}", None)
        notes.append(
            "What reads Word documents is not installed (npm ci installs it); the page for pasting"
            " from Word cannot."
        )
    path = root / (logo or LOGO)
    if path.suffix == ".svg" and path.is_file():
        files[ICON] = logo_in(palettes(identity)["light"], path.read_bytes())
    if not path.is_file():
        notes.append(f"There is no {(logo or LOGO).as_posix()}; the site shows no logo.")
    return Assets(
        files,
        _inline(path.read_bytes()) if path.is_file() else Markup(),
        ICON if ICON in files else f"assets/{path.name}",
        tuple(path for path in files if path.endswith(f"-base-{WEIGHTS[0]}.woff2")),
        engine.is_file(),
        tuple(notes),
        paste,
        type_.family,
    )


def logo_in(palette: Mapping[str, str], logo: bytes) -> bytes:
    """A drawn logo for where no stylesheet reaches it, on paper and as an icon: what has a class
    such as "logo-first" takes the colour of that name from the palette."""

    def painted(part: re.Match[str]) -> str:
        colour = palette.get(part[1].replace("-", "_"))
        if colour is None:
            return part[0]
        return FILL.sub("", part[0]).replace(" class=", f' fill="{colour}" class=', 1)

    drawing = _without_comments(logo)
    return (PART.sub(painted, drawing) if svg.is_plain(logo) else drawing).encode()


PART = re.compile(r'<[a-z]+ [^>]*\bclass="logo-([a-z-]+)"[^>]*>')
FILL = re.compile(r'\sfill="[^"]*"')


def _without_comments(logo: bytes) -> str:
    return re.sub(r"<!--.*?-->\s*", "", logo.decode("utf-8"), flags=re.DOTALL).strip()


def _inline(logo: bytes) -> Markup:
    """The logo as part of a page, where the stylesheet can give it the colours of the reader's
    palette; nothing where it cannot. The name stands beside it."""
    if not svg.is_plain(logo):
        return Markup()
    drawing = FILL.sub("", _without_comments(logo))
    start, end, shapes = drawing.replace("\n", "").partition(">")
    start = re.sub(r'\s(xmlns|width|height)="[^"]*"', "", start).replace(
        "<svg", '<svg aria-hidden="true" focusable="false"', 1
    )
    return Markup(start + end + shapes)  # held to the list of what a drawing may have


# Search
# -------------------------------------------------------------------------------------------------

SEARCH_BUDGET = 49 * 1024
"""Bytes, gzipped, of the search's documents. Library and module take about 9 KiB more of the 60
that a search may weigh."""
NOT_SEARCHED = frozenset({"search", "site-map", "copy"})
"""Layouts whose words are other pages' words."""
NOT_TEXT = (
    "nav, form, script, svg, .about-page, .wide, .visually-hidden, .sure, .commitment-number,"
    " .page-search"
)
"""Words that are no page's own, or stand there twice."""
OF_DAYS = frozenset({"ready-table", "year"})
"""Layouts whose tables hold nothing but days: nobody looks for one of hundreds by its name."""
THE_SAME = {"topic": "#by-when"}
"""From where on pages of a layout hold other pages' words."""
BLOCKS = "dt, dd, li, p, h3, h4, th, td, caption, summary, figcaption"
ALIKE = frozenset({"letter"})
"""Layouts whose pages differ in little but what title, description and other names say."""


STEP = 5
"""Words: of a page that does not fit as a whole, so many times some are kept."""
GUESS = disk_cache.FOLDER.with_name("search") / "guess"
"""How many steps fitted in the last build: where the next begins to look."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page as search sees it."""

    layout: str
    title: str
    url: str
    summary: str
    also: str
    headings: str
    text: str


def search_documents(
    pages: Iterable[tuple[Any, str]],
    words: Sequence[Any],
    same: Sequence[Sequence[str]] = (),
    budget: int = SEARCH_BUDGET,
) -> bytes:
    """The search's documents as JSON. `pages` are (record, its page as built); `words` the records
    of the words page.

    A page is found by its title, its headings, its words, what it is also called, and what the
    words that lead to it are also called. `words` in the result are the entries of the words page,
    each with all its names: a question in a family's word finds the page that uses the law's, and a
    question that is one of the names is answered with what it means. `same` are words that families
    use for one thing; no page shows them. Where all text is too heavy, each page keeps as many
    words as fit the budget: the same number for all. Pages that are ALIKE keep none.
    """
    led: dict[str, list[str]] = {}
    for word in words:
        if word.see:
            led.setdefault(word.see, []).extend(word.typed)
    found: list[Found] = []
    entries: list[dict[str, Any]] = []
    for record, html in pages:  # one at a time: the pages of a large site would fill the memory
        if record.layout not in NOT_SEARCHED:
            found.append(_found(record, html, led.get(record.src, ())))
        if record.layout == "words":
            entries += _entries(record.url, html, words)
    found.sort(key=lambda page: page.url)
    longest = max((page.text.count(" ") + 1 for page in found), default=0)
    data = _json(found, entries, same, longest)
    (most,) = answered.rows(
        (__name__, "most", budget, hashlib.sha256(data).hexdigest()),
        lambda: (_most(lambda words: _json(found, entries, same, words), longest, budget),),
    )
    return _json(found, entries, same, most)


def _most(made: Callable[[int], bytes], longest: int, budget: int) -> int:
    """How many words each page may keep, so that what is made weighs no more than the budget: all,
    or as many times STEP as fit.

    Weight grows nearly straight with the words, so the next guess is soon right; the first is what
    was right before. Whatever it is, the same number is found.
    """
    heavy = _gzipped(made(longest), budget)
    if heavy <= budget:
        return longest
    low, light, high = 0, 0, -(-longest // STEP)
    before = int(disk_cache.read(GUESS) or 0)
    guess = before or high * budget // heavy
    while high - low > 1:
        middle = min(high - 1, max(low + 1, guess))
        weight = _gzipped(made(middle * STEP), budget)
        if weight <= budget:
            low, light = middle, weight
        else:
            high, heavy = middle, weight
        guess = low + (high - low) * (budget - light) // (heavy - light)
        if middle == before:
            guess = middle + (1 if low == middle else -1)
    with suppress(OSError):  # a folder that may only be read
        disk_cache.write(GUESS, str(low).encode())
    return low * STEP


def _gzipped(data: bytes, budget: int) -> int:
    """The weight as sent. The quick way first: what is more than four times too heavy at level 1 is
    too heavy, unless its pages are copies."""
    quick = len(zlib.compress(data, 1))
    return quick if quick > 4 * budget else len(gzip.compress(data, 9, mtime=0))


def _found(record: Any, html: str, led: Iterable[str]) -> Found:
    headings, text = answered.rows(
        (__name__, record.layout, answered.number(html)), lambda: _words(record.layout, html)
    )
    also = dict.fromkeys((*record.also_called, *led))
    return Found(
        record.layout,
        record.title,
        record.url,
        record.description,
        ", ".join(also),
        headings,
        text,
    )


def _words(layout: str, html: str) -> tuple[str, str]:
    """The headings and the text of a page."""
    main = LexborHTMLParser(html).css_first("main")
    if main is None or layout in ALIKE:
        return "", ""
    for node in main.css(f"{NOT_TEXT}, table" if layout in OF_DAYS else NOT_TEXT):
        node.decompose()
    for node in main.css(THE_SAME.get(layout, "never")):
        _cut_from(node)
    headings = [" ".join(node.text().split()) for node in main.css("h2, h3")]
    for node in main.css("h1, h2"):
        node.decompose()
    return ". ".join(headings), _sentences(main)


def _cut_from(node: LexborNode) -> None:
    """Takes out a heading and all that stands after it beside it."""
    while node.next is not None:
        node.next.decompose()
    node.decompose()


def _sentences(main: LexborNode) -> str:
    """The words of a page, each block a sentence by itself: a label does not run into its value,
    nor an item of a list into the next."""
    for node in reversed(main.css(BLOCKS)):  # what stands inside first: it may end the outer one
        words = node.text().rstrip()
        if words and words[-1] not in ".?!:;,":
            node.insert_child(":" if node.tag == "dt" else ".")
        node.insert_after(" ")
    return re.sub(r"\s+(?=[.:,;?!])", "", " ".join(main.text().split()))


def _entries(url: str, html: str, words: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """The words page's entries, as it shows them: facts are filled in there."""
    names = {word.word: list(word.typed) for word in words}
    rows = answered.rows((__name__, "entries", answered.number(html)), lambda: _explained(html))
    for name, word, means in rows:
        yield {"names": names.get(word, [word]), "url": f"{url}#{name}", "means": means}


def _explained(html: str) -> Iterator[tuple[str, str, str]]:
    """The anchor of each entry, its word, and what it means."""
    for node in LexborHTMLParser(html).css(".glossary > div"):
        for more in node.css(".more"):
            more.decompose()
        term = node.css_first("dt")
        word = term.text().strip() if term else ""
        means = " ".join(node.css("dd")[-1].text().split())
        yield node.attributes["id"] or "", word, means


def _json(
    found: Iterable[Found],
    entries: Sequence[Mapping[str, Any]],
    same: Sequence[Sequence[str]],
    most: int,
) -> bytes:
    pages = [
        {
            "layout": page.layout,
            "title": page.title,
            "url": page.url,
            "summary": page.summary,
            "also": page.also,
            "headings": page.headings,
            "text": " ".join(page.text.split(" ", most)[:most]),
        }
        for page in found
    ]
    return json.dumps(
        {"pages": pages, "words": entries, "same": same}, ensure_ascii=False, separators=(",", ":")
    ).encode()
