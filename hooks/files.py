"""What may stand in content/ besides words: files of named kinds, each opened and found to be that kind; and no link anywhere.

The list is one of the good: what is not named here is not published. Names of pages and of records are read elsewhere (hooks/content.py).
"""

from __future__ import annotations

import io
import os
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from hooks import svg
from hooks.site_path import site_path

RULE = "files-as-named"
LOGO = "assets/logo.svg"
KB = 1000
MOST_PICTURE, MOST_LOGO, MOST_DOCUMENT = 300 * KB, 16 * KB, 10_000 * KB
WIDEST, HIGHEST = 2_400, 4_800
"""Pixels of a picture: twice what the widest screen shows of a page, so that it is sharp there too."""
ROLES = frozenset({"/URI", "/GoTo", "/Named"})
"""What a PDF may do: lead to an address or to one of its own pages."""
SCHEMES = ("https:", "http:", "mailto:", "tel:")
PARTS = 40_000_000
"""Bytes to which a Word document may unpack."""
LINK = "This must be a file or folder of its own; it is a link to another place. Put the file itself here, or remove it."
NO_FILE = "This must be an ordinary file; it is a pipe, a device or something else. Remove it."
WELL_KNOWN = ".well-known"


class Refused(Exception):
    """A file that may not be published: the sentence, and the line on which the reason stands."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.line = message, line


@dataclass(frozen=True, slots=True)
class Found:
    """A file below a folder, by its way from there ("assets/logo.svg"); `fault` says why nobody may open it."""

    src: str
    fault: str | None = None


def walk(folder: Path, src: str = "") -> Iterator[Found]:
    """Every file below a folder, A to Z. No link is followed, nothing is opened.

    A name that begins with a dot is passed over: computers and editors leave such files, and none is ever published.
    """
    try:
        entries = sorted(os.scandir(folder / src), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(src, f"This folder must be readable: {error.strerror}.")
        return
    for entry in entries:
        name = f"{src}/{entry.name}" if src else entry.name
        if entry.name == WELL_KNOWN:
            yield Found(name, "This must go: the build makes this folder itself, and would leave out what is put in it.")
        elif entry.name.startswith("."):
            continue
        elif entry.is_symlink():
            yield Found(name, LINK)
        elif entry.is_dir(follow_symlinks=False):
            yield from walk(folder, name)
        else:
            yield Found(name, None if entry.is_file(follow_symlinks=False) else NO_FILE)


def linked(folder: Path, root: Path) -> bool:
    """Whether a folder, or one that it stands in below `root`, is a link."""
    inside = [folder, *folder.parents]
    return any(part.is_symlink() for part in inside[:inside.index(root)] if part != root) if root in inside else folder.is_symlink()


def alike(name: str) -> str:
    """The same for two names that some computers take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def check(folder: Path, src: str) -> None:
    """Opens a file that would be published. Raises Refused where its name or its bytes are not what they must be."""
    try:
        site_path(f"/{src}")
    except ValueError:
        raise Refused('The name of a file becomes its address: letters, numbers, "-", "_" and "." alone, at most 200 in all. '
                      "Rename this file.") from None
    ending = Path(src).suffix.lower()
    if ending not in KINDS:
        raise Refused(f"A file here must be of one of these kinds: {', '.join(KINDS)}. Save it as one of them, or remove it.")
    most = MOST_LOGO if src == LOGO else MOST_PICTURE if ending in PICTURES else MOST_DOCUMENT
    size = (folder / src).stat().st_size
    if size > most:
        raise Refused(_too_heavy(size, most, ending in PICTURES))
    data = (folder / src).read_bytes()
    try:
        KINDS[ending](data, ending)
    except RecursionError:
        raise Refused("This file must be one that can be read; it is nested too deep.") from None


def _too_heavy(size: int, most: int, picture: bool) -> str:
    how = "Make it smaller: save it with fewer pixels, or as a JPEG of medium quality." if picture else "Save it with smaller pictures."
    return f"This file must have at most {most // KB:,} kB; it has {-(-size // KB):,}. {how}"


# --- pictures ----------------------------------------------------------------------------------------------------------

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}


def _picture(data: bytes, ending: str) -> None:
    """Opens a picture with the reader of its own kind and no other."""
    kind = FORMATS[ending]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as image:
                width, height = image.size
                if width <= WIDEST and height <= HIGHEST:
                    image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        width, height = WIDEST + 1, HIGHEST + 1
    except Exception:  # a broken picture raises whatever its reader stumbles over
        raise Refused(f"This file must be a picture of the kind that its name says, {kind}; it is none, or it is damaged. "
                      "Save it again.") from None
    if width > WIDEST or height > HIGHEST:
        raise Refused(f"A picture must be at most {WIDEST:,} pixels wide and {HIGHEST:,} high. Make it smaller, and save it again.")


def _drawing(data: bytes, ending: str) -> None:
    try:
        svg.examine(data)
    except svg.Faulty as fault:
        raise Refused(fault.message, fault.line) from None


# --- supplied publicity ------------------------------------------------------------------------------------------------


def _pdf(data: bytes, ending: str) -> None:
    import pikepdf  # here: a build without a supplied PDF need not wait for it

    if not data.startswith(b"%PDF-"):
        raise Refused("This file must be a PDF, as its name says; it is none. Save it as a PDF again.")
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for found in document.objects:
                _harmless(found)
    except pikepdf.PasswordError:
        raise Refused("A PDF must open without a password. Save it again without one.") from None
    except (pikepdf.PdfError, ValueError):
        raise Refused("This file must be a PDF that can be opened; it cannot. Save it as a PDF again.") from None


def _harmless(found: Any, depth: int = 0) -> None:
    """Refuses what runs, sends or carries other files, wherever it stands in an object of a PDF."""
    import pikepdf

    if depth > 100 or (depth and found.is_indirect):
        return  # it comes by itself
    if isinstance(found, pikepdf.Array):
        for inner in found:  # type: ignore[attr-defined]
            if isinstance(inner, pikepdf.Object):
                _harmless(inner, depth + 1)
        return
    if not isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    keys = set(found.keys())
    action = str(found.get("/S", ""))
    acts = "/JS" in keys or (str(found.get("/Type", "")) == "/Action" and action not in ROLES)
    acts = acts or any(str(inner.get("/S", "/URI")) not in ROLES for name in ("/OpenAction", "/Next", "/A")
                       if isinstance(inner := found.get(name), pikepdf.Dictionary))
    address = str(found.get("/URI", "https:")) if action == "/URI" else "https:"
    if acts or keys & {"/AA", "/XFA", "/EmbeddedFiles", "/JavaScript", "/RichMediaContent"}:
        raise Refused("A PDF must hold nothing that runs, sends or carries another file. Save it again for print (PDF/A).")
    if re.match(r"\s*[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) and not address.lower().startswith(SCHEMES):
        raise Refused("A link of a PDF must lead to a web address, an e-mail address or a telephone number; one does not.")
    for name in keys - {"/Parent", "/P"}:
        inner = found.get(name)
        if isinstance(inner, pikepdf.Object):
            _harmless(inner, depth + 1)


def _word(data: bytes, ending: str) -> None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            if sum(entry.file_size for entry in parts.infolist()) > PARTS:
                raise Refused("A Word document must not unpack to more than 40 MB. Save it with smaller pictures.")
            if "word/document.xml" not in names or b"document.main+xml" not in parts.read("[Content_Types].xml"):
                raise ValueError("no Word document")
            relations = [node for name in names if name.endswith(".rels") for node in etree.fromstring(parts.read(name), parser)]
            types = parts.read("[Content_Types].xml").lower()
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError, NotImplementedError, RuntimeError):
        raise Refused("This file must be a Word document, as its name says, that can be opened. Save it as .docx again.") from None
    outside = {node.get("Type", "").rpartition("/")[2] for node in relations if node.get("TargetMode") == "External"}
    carried = {node.get("Type", "").rpartition("/")[2] for node in relations}
    if b"macro" in types or b"vba" in types or b"activex" in types or outside - {"hyperlink"} or carried & {"oleObject", "package", "control"}:
        raise Refused("A Word document must hold no program, no other file, and nothing from elsewhere. Save it again as a plain .docx.")
    if any(re.match(r"\s*[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) and not address.lower().startswith(SCHEMES)
           for node in relations if node.get("TargetMode") == "External" and (address := node.get("Target", ""))):
        raise Refused("A link of a Word document must lead to a web address, an e-mail address or a telephone number; one does not.")


PICTURES: Mapping[str, Callable[[bytes, str], None]] = {**dict.fromkeys(FORMATS, _picture), ".svg": _drawing}
KINDS: Mapping[str, Callable[[bytes, str], None]] = {**PICTURES, ".pdf": _pdf, ".docx": _word}
"""Each kind of file that may be published, by its ending, and what opens it."""
