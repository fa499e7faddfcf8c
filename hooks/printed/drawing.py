"""What drawing needs of the machine. The installer, the build and the gate all ask here.

    python -m hooks lacking
        prints the Debian packages that are missing, one a line; nothing where all is there

WeasyPrint loads these libraries by name while it is imported. It goes on without HarfBuzz-Subset,
and then warns at every sheet; so it is asked before, by the same names. Needs nothing but Python,
so that the installer can run it first.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A library by its own name, the Debian package that brings it, and the names under which
    WeasyPrint looks for it.

    `version` is its function that says its version in words; `least` is the oldest that WeasyPrint
    draws with.
    """

    says: str
    package: str
    names: tuple[str, ...]
    version: str = ""
    least: tuple[int, ...] = ()

    @property
    def wanted(self) -> str:
        """What must be there, in words: "HarfBuzz 4.1.0 or newer"."""
        return f"{self.says} {'.'.join(map(str, self.least))} or newer" if self.least else self.says


LIBRARIES = (
    Library(
        "GObject",
        "libglib2.0-0",
        ("libgobject-2.0-0", "gobject-2.0-0", "gobject-2.0", "libgobject-2.0.so.0"),
    ),
    Library(
        "Pango",
        "libpango-1.0-0",
        ("libpango-1.0-0", "pango-1.0-0", "pango-1.0", "libpango-1.0.so.0"),
        "pango_version_string",
    ),
    Library(
        "HarfBuzz",
        "libharfbuzz0b",
        ("libharfbuzz-0", "harfbuzz", "harfbuzz-0.0", "libharfbuzz.so.0"),
        "hb_version_string",
        (4, 1, 0),
    ),
    Library(
        "HarfBuzz-Subset",
        "libharfbuzz-subset0",
        (
            "libharfbuzz-subset-0",
            "harfbuzz-subset",
            "harfbuzz-subset-0.0",
            "libharfbuzz-subset.so.0",
        ),
        "hb_version_string",
        (4, 1, 0),
    ),
    Library(
        "fontconfig",
        "libfontconfig1",
        ("libfontconfig-1", "fontconfig-1", "fontconfig", "libfontconfig.so.1"),
    ),
    Library(
        "PangoFT2",
        "libpangoft2-1.0-0",
        ("libpangoft2-1.0-0", "pangoft2-1.0-0", "pangoft2-1.0", "libpangoft2-1.0.so.0"),
    ),
)
"""In the order in which WeasyPrint loads them; a test compares names and versions with the
WeasyPrint that is installed. Debian 13 and Ubuntu 24.04 know `libglib2.0-0` as another name of
theirs."""


def missing() -> tuple[Library, ...]:
    """The libraries that cannot be loaded here, or are too old."""
    return tuple(library for library in LIBRARIES if not _good(library))


def left_out(lacking: Iterable[Library]) -> str:
    """The sentence that says what the site has to do without, why, and how to get it back; nothing
    where nothing is lacking."""
    lacking = tuple(lacking)
    if not lacking:
        return ""
    packages = tuple(dict.fromkeys(library.package for library in lacking))
    return (
        "The PDFs of the publicity were left out because this machine lacks"
        f" {_and(library.wanted for library in lacking)}; the Debian"
        f" package{'s' if len(packages) > 1 else ''} {_and(packages)}"
        f" bring{'' if len(packages) > 1 else 's'} them back."
    )


def versions() -> tuple[str, ...]:
    """The versions of the libraries that decide how a sheet is drawn, for the name under which it
    is kept."""
    return tuple(
        f"{library.says} {_version(library, _load(library)) or '?'}"
        for library in LIBRARIES
        if library.version
    )


def _good(library: Library) -> bool:
    loaded = _load(library)
    if loaded is None:
        return False
    return not library.least or _numbers(_version(library, loaded)) >= library.least


def _load(library: Library) -> ctypes.CDLL | None:
    """As cffi does for WeasyPrint: by the name itself, or by the file that the machine's loader
    knows for it. The first way goes first for all names, because the second starts other
    programs."""
    for name in library.names:
        if loaded := _open(name):
            return loaded
    for name in library.names:
        if (path := ctypes.util.find_library(name)) and (loaded := _open(path)):
            return loaded
    return None


def _open(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _version(library: Library, loaded: ctypes.CDLL | None) -> str:
    try:
        ask = getattr(loaded, library.version)
    except AttributeError:
        return ""
    ask.restype = ctypes.c_char_p
    return str(ask().decode("ascii", "replace"))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def main(arguments: Sequence[str] | None = None) -> int:
    argparse.ArgumentParser(
        prog="python -m hooks lacking",
        description=(
            "Names the Debian packages that drawing lacks, one a line; nothing where all is there."
        ),
    ).parse_args(arguments)
    for lacking in missing():
        print(lacking.package)
    return 0
