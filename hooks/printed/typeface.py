"""The typeface for print: one TrueType file for each weight and slant.

The npm package splits a weight into `latin` and `latin-ext` under one family name; WeasyPrint 70
draws wrong letters from such a pair ("Dzień" prints as "Dzieṅ" or loses letters) without a word, so
both are merged into one file here.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from hooks.pages import other_letters
from hooks.pages.assets import STYLES, WEIGHTS, _lato, faces, plain_zero
from hooks.sources import disk_cache

FAMILY = "Printed"
"""The one name that print stylesheets use, whatever the typeface is."""


def sources(root: Path, identity: Mapping[str, Any]) -> tuple[dict[str, tuple[Path, ...]], str]:
    """The files of each face ("400 normal", "700 italic"), and a sentence where the chosen typeface
    is missing. Raises FileNotFoundError with a sentence."""
    package = str((identity.get("typeface") or {}).get("package", ""))
    chosen: dict[str, tuple[Path, ...]] = {}
    for style in STYLES:
        for (weight, _), path in faces(root, package, style).items():
            face = f"{weight} {style}"
            chosen[face] = (*chosen.get(face, ()), path)
    if package and all(path.is_file() for paths in chosen.values() for path in paths):
        return chosen, ""
    lato = _lato()
    if lato is None:
        raise FileNotFoundError(
            "The publicity has no typeface to print with: neither the one of mkdocs.yml nor Lato of"
            " mkdocs is installed."
        )
    return (
        {
            f"{weight} {style}": (
                lato / f"lato-{name}{'-italic' if style == 'italic' else ''}.woff2",
            )
            for weight, name in zip(WEIGHTS, ("normal", "bold"), strict=True)
            for style in STYLES
        },
        (
            "The typeface of mkdocs.yml is not installed (npm ci installs it); publicity is printed"
            " in Lato."
        ),
    )


def others(root: Path, html: str, ours: bytes) -> dict[str, bytes]:
    """Face -> TrueType file of each further typeface that the words of a sheet need, with the
    letters alone that are needed; nothing where ours has all of them."""
    slanted, letters = other_letters.parted(html)
    has = other_letters.letters_of(ours)
    sloping = list(other_letters.needed(root, slanted - has, WEIGHTS, (other_letters.URDU,)))
    drawn = {letter for face in sloping for letter in face.letters}
    upright = other_letters.needed(root, (letters | slanted - drawn) - has, WEIGHTS)
    return {
        f"{face.name} {weight} normal": other_letters.cut(face, weight)
        for face in (*sloping, *upright)
        for weight in face.files
    }


ZERO = "zero"
"""The name of the face that comes before ours: it holds the zero of Easy Read alone."""
ZERO_AND_SPACES = "0 \u00a0"


def zero(root: Path, cache: Path) -> dict[str, bytes]:
    """Face -> TrueType file with a zero that has no slash, and nothing else but spaces: Pango draws
    the space after a zero from the zero's typeface."""
    return {
        f"{ZERO} {weight} normal": disk_cache.made(
            cache / f"type-{disk_cache.key(ZERO, path.read_bytes())}.ttf", partial(_zero_of, path)
        )
        for weight, path in plain_zero(root).items()
    }


def _zero_of(path: Path) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(path, recalcTimestamp=False)
    cut = Subsetter(Options(recalc_timestamp=False, notdef_outline=True))
    cut.populate(text=ZERO_AND_SPACES)
    cut.subset(font)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def files(root: Path, identity: Mapping[str, Any], cache: Path) -> tuple[dict[str, bytes], str]:
    """Face -> TrueType file. Kept in `cache` by the sources' bytes, because merging takes a second
    or two."""
    found, note = sources(root, identity)
    made = {}
    for face, paths in found.items():
        place = cache / f"type-{disk_cache.key(*(path.read_bytes() for path in paths))}.ttf"
        made[face] = disk_cache.made(place, partial(_merged, paths))
    return made, note


def _merged(paths: tuple[Path, ...]) -> bytes:
    """One TrueType file of several. A letter that two of them have is taken from the first alone:
    two glyphs for one letter would leave a PDF that cannot say which letter it draws."""

    from fontTools.merge import Merger
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    plain: list[io.BytesIO] = []
    had: set[int] = set()
    for path in paths:
        font = TTFont(path, recalcTimestamp=False)
        day, letters = font["head"].created, set(font.getBestCmap())
        if had & letters:
            options = Options(
                layout_features=["*"],
                notdef_outline=True,
                name_IDs=["*"],
                glyph_names=True,
                recalc_timestamp=False,
            )
            cut = Subsetter(options)
            cut.populate(unicodes=letters - had)
            cut.subset(font)
        had |= letters
        font.flavor = None
        out = io.BytesIO()
        font.save(out)
        out.seek(0)
        plain.append(out)
    font = TTFont(plain[0], recalcTimestamp=False) if len(plain) == 1 else Merger().merge(plain)
    font.recalcTimestamp = False  # the day of the build must not be in the bytes
    font["head"].created = font["head"].modified = day
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
