"""What may stand in content/ besides words: files of named kinds, each opened and found to be that
kind; and no link anywhere.

The list is one of the good: what is not named here is not published. Names of pages and of records
are read elsewhere (hooks/sources/content.py).
"""

from __future__ import annotations

import io
import os
import re
import struct
import unicodedata
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hooks.sources import documents, svg
from hooks.sources.findings import Refused, printable
from hooks.sources.site_path import site_path

if TYPE_CHECKING:
    from PIL import Image

RULE = "files-as-named"
LOGO = "assets/logo.svg"
LOGOS = (LOGO, "assets/logo.png")
"""The service's logo: a drawing, or else a picture."""
KB = 1000
MOST_PICTURE, MOST_LOGO, MOST_DOCUMENT = 300 * KB, 16 * KB, 10_000 * KB
WIDEST, HIGHEST = 2_400, 4_800
"""Pixels of a picture: twice what the widest screen shows of a page, so that it is sharp there
too."""
TOO_LARGE = (
    f"A picture must be at most {WIDEST:,} pixels wide and {HIGHEST:,} high. Make it smaller, and"
    " save it again."
)
RESERVED = re.compile(
    r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\..*)?|.*\.", re.IGNORECASE | re.DOTALL
)
"""Names that Windows keeps for its own devices, and those that end with a dot: nobody who uses it
could fetch the project any more."""
LINK = (
    "This must be a file or folder of its own; it is a link to another place. Put the file itself"
    " here, or remove it."
)
NO_NAME = "A file or folder of this name cannot stand on a computer with Windows. Rename it."
NO_FILE = "This must be an ordinary file; it is a pipe, a device or something else. Remove it."
WELL_KNOWN = ".well-known"


@dataclass(frozen=True, slots=True)
class Found:
    """A file below a folder, by its way from there ("assets/logo.svg"); `fault` says why nobody may
    open it."""

    src: str
    fault: str | None = None


def walk(folder: Path, src: str = "", hidden: bool = False) -> Iterator[Found]:
    """Every file below a folder, A to Z. No link is followed, nothing is opened.

    A name that begins with a dot is passed over: computers and editors leave such files, and none
    is ever published. A link to a folder is told there too, because the site's engine would walk
    through it.
    """
    try:
        entries = sorted(os.scandir(folder / src), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(src, f"This folder must be readable: {error.strerror}.")
        return
    for entry in entries:
        name = f"{src}/{entry.name}" if src else entry.name
        passed_over = hidden or entry.name.startswith(".")
        if entry.name == WELL_KNOWN:
            yield Found(
                name,
                "This must go: the build makes this folder itself, and would leave out what is put"
                " in it.",
            )
        elif entry.is_symlink():
            if not passed_over or entry.is_dir():
                yield Found(name, LINK)
        elif not passed_over and RESERVED.fullmatch(entry.name):
            yield Found(name, NO_NAME)
        elif entry.is_dir(follow_symlinks=False):
            yield from walk(folder, name, passed_over)
        elif not passed_over:
            yield Found(name, None if entry.is_file(follow_symlinks=False) else NO_FILE)


def linked(folder: Path, root: Path) -> bool:
    """Whether a folder, or one that it stands in below `root`, is a link."""
    inside = [folder, *folder.parents]
    return (
        any(part.is_symlink() for part in inside[: inside.index(root)] if part != root)
        if root in inside
        else folder.is_symlink()
    )


def alike(name: str) -> str:
    """The same for two names that some computers take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def check(folder: Path, src: str) -> None:
    """Opens a file that would be published. Raises Refused where its name or its bytes are not what
    they must be."""
    try:
        site_path(f"/{src}")
    except ValueError:
        raise Refused(
            'The name of a file becomes its address: letters, numbers, "-", "_" and "." alone, at'
            " most 200 in all. Rename this file."
        ) from None
    ending = Path(src).suffix.lower()
    kinds = PICTURES if src.startswith("assets/") else KINDS
    if ending not in kinds:
        raise Refused(
            f"A file here must be of one of these kinds: {', '.join(kinds)}. Save it as one of"
            " them, or remove it."
        )
    most = MOST_LOGO if src in LOGOS else MOST_PICTURE if ending in PICTURES else MOST_DOCUMENT
    size = (folder / src).stat().st_size
    if size > most:
        raise Refused(_too_heavy(size, most, ending in PICTURES))
    data = (folder / src).read_bytes()
    try:
        if src == LOGO:
            svg.examine(data, comments=True)
        else:
            kinds[ending](data, ending)
    except RecursionError:
        raise Refused("This file must be one that can be read; it is nested too deep.") from None


def _too_heavy(size: int, most: int, picture: bool) -> str:
    how = (
        "Make it smaller: save it with fewer pixels, or as a JPEG of medium quality."
        if picture
        else "Save it with smaller pictures."
    )
    return f"This file must have at most {most // KB:,} kB; it has {-(-size // KB):,}. {how}"


# --- pictures -------------------------------------------------------------------------------------

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
GPS = 0x8825
"""Where a picture keeps the place at which it was taken (Exif 2.32, 4.6.3)."""
BETWEEN = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")
"""What ends the packed points of a JPEG (ITU-T T.81, B.1.1)."""
NEEDED = {
    "PNG": frozenset(
        "IHDR PLTE IDAT IEND tRNS cHRM gAMA sRGB iCCP sBIT cICP bKGD pHYs hIST".split()
    ),
    "JPEG": frozenset("JFIF ICC Adobe DQT DHT DRI SOF0 SOF1 SOF2 SOS EOI".split()),
    "WEBP": frozenset(("VP8 ", "VP8L", "VP8X", "ALPH", "ICCP")),
}
"""The parts that each kind of picture needs to be shown with its own colours. Notes, names, places
and small copies are none of them."""
BARE = (
    "A picture must hold the picture alone; this one holds more ({}), such as who took it, where"
    ' and with what. Save a copy without it: in GIMP, File, Export As, with "Save Exif data", XMP,'
    " IPTC, comment and thumbnail unticked."
)


def _picture(data: bytes, ending: str) -> None:
    """Opens a picture with the reader of its own kind and no other."""
    from PIL import Image  # only a site that brings pictures waits for it

    kind = FORMATS[ending]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as image:
                width, height = image.size
                if width <= WIDEST and height <= HIGHEST:
                    image.load()
                moves, place = (
                    getattr(image, "n_frames", 1) > 1,
                    image.getexif().get_ifd(GPS) or b"GPSL" in _xmp(image),
                )
        *parts, (_, ends) = PARTS[kind](data)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused(TOO_LARGE) from None
    except Exception:  # noqa: BLE001 - a broken picture raises whatever its reader stumbles over
        raise Refused(
            f"This file must be a picture of the kind that its name says, {kind}; it is none, or it"
            " is damaged. Save it again."
        ) from None
    if width > WIDEST or height > HIGHEST:
        raise Refused(TOO_LARGE)
    if data[ends:].strip(b"\0"):  # some programs fill a file up with zeros
        raise Refused(
            "A picture must end where its file ends; more stands after this one. Save it again with"
            " a program for pictures."
        )
    if moves:
        raise Refused(
            "A picture must not move: many people cannot read beside it. Save one picture of it."
        )
    if place:
        raise Refused(
            "A picture must not say where it was taken; this one does. Save a copy without its"
            " location."
        )
    more = sorted({name for name, _ in parts} - NEEDED[kind])
    if more:
        raise Refused(BARE.format(printable(", ".join(more))))


def _xmp(image: Image.Image) -> bytes:
    """What a picture says of itself in XMP, Adobe's way."""
    said = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return said if isinstance(said, bytes) else str(said).encode()


CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many numbers make a point of a PNG, by its colour type; 3 is the one with a palette (PNG 3rd
edition, 11.2.1)."""
PASSES = (
    (0, 8, 0, 8),
    (0, 8, 4, 8),
    (4, 8, 0, 4),
    (0, 4, 2, 4),
    (2, 4, 0, 2),
    (0, 2, 1, 2),
    (1, 2, 0, 1),
)
"""The first row and every how many rows, then the same of columns, of each of the seven passes of
an interlaced PNG (8.1)."""


def _png_parts(data: bytes) -> Iterator[tuple[str, int]]:
    """Each chunk's name, with where it ends (PNG 3rd edition, 5.3); and what its points, its
    palette or its end hold besides."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    points = _unpacked(width, height, depth * CHANNELS[colour], interlaced)
    at, name, packed, seen = 8, "", zlib.decompressobj(), 0
    while name != "IEND":
        length, name = (
            int.from_bytes(data[at : at + 4], "big"),
            data[at + 4 : at + 8].decode("latin-1"),
        )
        if name == "IDAT":
            seen += (
                len(
                    packed.decompress(
                        packed.unconsumed_tail + data[at + 8 : at + 8 + length], points + 1 - seen
                    )
                )
                if seen <= points
                else 0
            )
        at += 12 + length
        if len(name) < 4:
            raise ValueError("no end")
        if name == "PLTE" and colour != 3:
            yield "a palette that it does not use", at
        if name == "IEND" and length:
            yield "more in its end", at
        yield name, at
    if packed.unused_data or seen > points:
        yield "more after its points", at
    yield "", at


def _unpacked(width: int, height: int, bits: int, interlaced: int) -> int:
    """How many bytes the points of a PNG have: each row one, and its points (PNG 3rd edition,
    7.2)."""

    def of(wide: int, high: int) -> int:
        return high * (1 + -(-wide * bits // 8)) if wide > 0 else 0

    if not interlaced:
        return of(width, height)
    return sum(
        of(-(-(width - left) // across), max(0, -(-(height - top) // down)))
        for top, down, left, across in PASSES
    )


def _jpeg_parts(data: bytes) -> Iterator[tuple[str, int]]:
    """Each segment's name, with where it ends; what stands between two of them has no name that is
    known."""
    at, marker = 2, 0xD8
    while marker != 0xD9:
        found = BETWEEN.search(data, at)
        if found is None:
            raise ValueError("no end")
        if marker != 0xDA and data[at : found.start()].strip(b"\xff"):
            yield "bytes between its parts", found.start()
        marker, at = data[found.end()], found.end() + 1
        if marker != 0xD9:
            length = int.from_bytes(data[at : at + 2], "big")
            yield _segment(marker, data[at + 2 : at + length]), at + length
            at += length
    yield "", at


def _segment(marker: int, held: bytes) -> str:
    """The name of a segment; one of an application is known by what it begins with, and by its size
    where that is fixed."""
    if marker == 0xE0 and held.startswith(b"JFIF\0") and len(held) == 14:
        return "JFIF"
    if marker == 0xE2 and held.startswith(b"ICC_PROFILE\0"):
        return "ICC"
    if marker == 0xEE and held.startswith(b"Adobe") and len(held) == 12:
        return "Adobe"
    known = {
        0xC0: "SOF0",
        0xC1: "SOF1",
        0xC2: "SOF2",
        0xC4: "DHT",
        0xDA: "SOS",
        0xDB: "DQT",
        0xDD: "DRI",
        0xFE: "comment",
    }
    return known.get(marker, f"APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else f"{marker:02X}")


def _webp_parts(data: bytes) -> Iterator[tuple[str, int]]:
    """Each chunk's name, with where it ends (RFC 9649, 2.3)."""
    length = int.from_bytes(data[4:8], "little")
    ends, at = 8 + length + length % 2, 12
    while at < min(ends, len(data)):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        name, at = data[at : at + 4].decode("latin-1"), at + 8 + size + size % 2
        yield name, at
    yield "", ends


PARTS: Mapping[str, Callable[[bytes], Iterator[tuple[str, int]]]] = {
    "PNG": _png_parts,
    "JPEG": _jpeg_parts,
    "WEBP": _webp_parts,
}
"""The parts of a picture of each kind; the last, without a name, is its end. What is put after that
no browser shows, and may be anything."""


PICTURES: Mapping[str, Callable[[bytes, str], None]] = {
    **dict.fromkeys(FORMATS, _picture),
    ".svg": lambda data, _: svg.examine(data),
}
KINDS: Mapping[str, Callable[[bytes, str], None]] = {
    **PICTURES,
    ".pdf": lambda data, _: documents.pdf(data),
    ".docx": lambda data, _: documents.word(data),
}
"""Each kind of file that may be published, by its ending, and what opens it."""
