"""Typefaces for words in letters that the house's own typeface lacks: which there are, which of
them some words need, and the few letters of each that a site uses.

They come from npm, from fontsource's packages of Noto (SIL Open Font License). What none of them
has, nobody draws: print refuses it, and a screen shows it in what the reader's device has.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from hooks.sources import answered, disk_cache
from hooks.words.foreign import STRANGE

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

PACKAGES = Path("node_modules")
IN_NASTALIQ = '[lang="ur"], [lang="pa-Arab"]'
"""Urdu, and Punjabi in the letters of Urdu, are read in Nastaliq, which slopes and needs high
lines."""
NASTALIQ = "nastaliq"


@dataclass(frozen=True, slots=True)
class Source:
    """A typeface: its short name, the npm package, and the part of it that has the letters; ""
    where the package cuts them into numbered parts."""

    name: str
    package: str
    part: str


SOURCES = (
    Source("cyrillic", "@fontsource/noto-sans", "cyrillic"),
    Source("cyrillic more", "@fontsource/noto-sans", "cyrillic-ext"),
    Source("greek", "@fontsource/noto-sans", "greek"),
    Source("vietnamese", "@fontsource/noto-sans", "vietnamese"),
    Source("latin more", "@fontsource/noto-sans", "latin-ext"),
    Source("arabic", "@fontsource/noto-naskh-arabic", "arabic"),
    Source("gurmukhi", "@fontsource/noto-sans-gurmukhi", "gurmukhi"),
    Source("devanagari", "@fontsource/noto-sans", "devanagari"),
    Source("bengali", "@fontsource/noto-sans-bengali", "bengali"),
    Source("tamil", "@fontsource/noto-sans-tamil", "tamil"),
    Source("chinese", "@fontsource-variable/noto-sans-sc", ""),
    Source("symbols", "@fontsource/noto-sans-symbols-2", "symbols"),
    Source("math", "@fontsource/noto-sans-math", "latin"),
)
"""The first that has a letter draws it."""
URDU = Source(NASTALIQ, "@fontsource/noto-nastaliq-urdu", "arabic")
"""Drawn in print alone: the few letters of one sentence weigh 65 KiB, more than a page may. Many
telephones have this typeface, and a page asks for it there."""
SIGNS = frozenset({"symbols", "math"})
JOINERS = frozenset({0x20, 0xA0, 0x200C, 0x200D, 0x25CC})
"""Signs that letters may be drawn with: spaces, joiners, and the circle for a mark without its
letter."""


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface that some letters need: its name, its files by weight, and these letters."""

    name: str
    files: Mapping[int, tuple[Path, ...]]
    letters: frozenset[int]
    licence: Path


def needed(
    root: Path, letters: Iterable[int], weights: Iterable[int], sources: Iterable[Source] = SOURCES
) -> Iterator[Face]:
    """The typefaces below `root` that some letters need, those that are installed."""
    lacking = set(letters)
    for source in sources:
        folder = root / PACKAGES / source.package
        if not lacking or not (folder / "LICENSE").is_file():
            continue
        files = {weight: tuple(_files(folder, source, weight, lacking)) for weight in weights}
        files = {weight: paths for weight, paths in files.items() if paths}
        has = lacking & {one for paths in files.values() for path in paths for one in _has(path)}
        if has:
            lacking -= has
            yield Face(source.name, files, frozenset(has), folder / "LICENSE")


def _files(folder: Path, source: Source, weight: int, letters: set[int]) -> Iterator[Path]:
    name = source.package.rpartition("/")[2]
    if source.part:
        parts = [f"{source.part}-{weight}"]
    else:
        parts = [f"{number}-wght" for number, has in _numbered(folder.resolve()) if has & letters]
    for part in parts:
        if (path := folder / "files" / f"{name}-{part}-normal.woff2").is_file():
            yield path.resolve()


@cache
def _numbered(folder: Path) -> tuple[tuple[str, frozenset[int]], ...]:
    """The numbered parts of a package, and the letters of each."""
    listed = json.loads((folder / "unicode.json").read_text("utf-8"))
    return tuple(
        (part.strip("[]"), in_ranges(ranges))
        for part, ranges in listed.items()
        if part.startswith("[")
    )


def in_ranges(ranges: str) -> frozenset[int]:
    """The letters of a list as stylesheets have it: "U+20-7E,U+A0"."""
    ends = (part.strip().upper().removeprefix("U+").split("-") for part in ranges.split(","))
    return frozenset(one for pair in ends for one in range(int(pair[0], 16), int(pair[-1], 16) + 1))


@cache
def _has(path: Path) -> frozenset[int]:
    return letters_of(path.read_bytes())


@lru_cache(maxsize=4)
def letters_of(font: bytes) -> frozenset[int]:
    """The letters that a typeface has."""
    question = (__name__, "letters", hashlib.sha256(font).hexdigest())
    return frozenset(answered.rows(question, lambda: _letters(font)))


def _letters(font: bytes) -> list[int]:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        return sorted(opened.getBestCmap())


def cut(face: Face, weight: int, *, flavor: str | None = None) -> bytes:
    """A typeface with the letters alone that are needed of it, as one file. The same letters give
    the same bytes."""
    paths = face.files[weight]
    ranges = ",".join(map(str, sorted(face.letters)))
    place = disk_cache.FOLDER / (
        f"type-{disk_cache.key(*(path.read_bytes() for path in paths), weight, ranges, flavor)}"
    )
    return disk_cache.made(place, partial(_cut, paths, weight, face.letters, flavor))


def _cut(
    paths: tuple[Path, ...], weight: int, letters: frozenset[int], flavor: str | None
) -> bytes:
    from fontTools.merge import Merger
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    parts: list[io.BytesIO] = []
    left = set(letters)
    for path in paths:
        font = TTFont(path, recalcTimestamp=False)
        day, here = font["head"].created, left & set(font.getBestCmap())
        left -= here
        if not here:
            continue
        if "fvar" in font:
            font = instantiateVariableFont(font, {"wght": weight})
        options = Options(
            hinting=False,
            # Parts can be joined only without the tables that change shapes; none of ours does.
            layout_features=["*"] if len(paths) == 1 else [],
            notdef_outline=True,
            recalc_timestamp=False,
        )
        cutter = Subsetter(options)
        cutter.populate(unicodes=here | JOINERS | _parts_of(here))
        cutter.subset(font)
        font.flavor = None
        parts.append(_saved(font))
    font = TTFont(parts[0], recalcTimestamp=False) if len(parts) == 1 else Merger().merge(parts)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = day
    font.flavor = flavor
    return _saved(font).getvalue()


def _parts_of(letters: Iterable[int]) -> set[int]:
    """What letters may be drawn of: a vowel of Bengali or Tamil is drawn as two."""
    return {ord(part) for one in letters for part in unicodedata.normalize("NFD", chr(one))}


def _saved(font: TTFont) -> io.BytesIO:
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    out.seek(0)
    return out


def parted(html: str) -> tuple[set[int], set[int]]:
    """The letters and signs of a page's words: of those that are read in Nastaliq, and of all
    others."""
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return set(), set()
    slanted = set()
    for node in tree.body.css(IN_NASTALIQ):
        slanted |= _drawn(node.text())
        node.decompose()
    return slanted, _drawn(tree.body.text())


def _drawn(text: str) -> set[int]:
    """What is drawn of a text: not spaces, and not signs that nobody sees."""
    return {ord(sign) for sign in set(text) if unicodedata.category(sign)[0] not in "CZ"}


# On pages
# -------------------------------------------------------------------------------------------------

STYLE = "assets/other-letters.css"
SITE_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]*)assets/site\.css">')
FACE = re.compile(r"@font-face{[^{}]*src:url\(([^)]*)\)[^{}]*unicode-range:([^{}]*)}")
"""A file of the stylesheet of other letters, and the letters for which it is fetched."""
ON_DEVICES = '"Noto Nastaliq Urdu","Jameel Noori Nastaleeq","Urdu Typesetting"'
"""Nastaliq as telephones and computers have it."""
SLOPING = f"{IN_NASTALIQ}{{font-family:{ON_DEVICES},var(--type);line-height:2.2}}"


def on_page(html: str) -> set[int]:
    """The letters and signs of a page that holds words in other letters; none of any other page."""
    return set(answered.rows((__name__, answered.number(html)), lambda: _strange(html)))


def _strange(html: str) -> set[int]:
    return set().union(*parted(html)) if STRANGE.search(html) else set()


def linked(html: str) -> str:
    """A page with the stylesheet of other letters besides its own."""
    return SITE_STYLE.sub(rf'\g<0><link rel="stylesheet" href="\g<1>{STYLE}">', html, count=1)


def names_typefaces(css: str) -> bool:
    """Whether a stylesheet is of the kind that `files` makes: no rule but that of Nastaliq."""
    return FACE.sub("", css) == SLOPING


def for_pages(root: Path, letters: Iterable[int], weights: Iterable[int]) -> list[Face]:
    """The typefaces below `root` that pages need for some letters. Signs stay what the reader's
    device has."""
    sources = [source for source in SOURCES if source.name not in SIGNS]
    return list(needed(root, letters, weights, sources))


def files(faces: Sequence[Face], family: str) -> dict[str, bytes]:
    """The stylesheet of other letters and what it asks for, by their way in the site; nothing where
    there are no such letters. A browser fetches of it what a page needs. The letters join `family`,
    the house's own typeface."""
    made: dict[str, bytes] = {}
    css = [SLOPING]
    for face in faces:
        name = f"letters-{face.name.replace(' ', '-')}"
        ranges = ",".join(f"U+{letter:X}" for letter in sorted(face.letters))
        made[f"assets/fonts/{name}.LICENCE.txt"] = face.licence.read_bytes()
        for weight in face.files:
            made[f"assets/fonts/{name}-{weight}.woff2"] = cut(face, weight, flavor="woff2")
            css.append(
                f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
                f'src:url(fonts/{name}-{weight}.woff2) format("woff2");unicode-range:{ranges}}}'
            )
    return {STYLE: "".join(css).encode(), **made} if faces else {}
