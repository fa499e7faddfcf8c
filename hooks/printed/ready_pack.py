"""One ZIP of what is handed out and hung up at a fair or a school evening, ready to be printed at
home or in an office. Equal bytes from equal files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hooks.printed import editions
from hooks.sources.content import Content

HANDED_OUT = frozenset({"leaflet", "easy-read", "poster", "card"})
"""Formats that people take away or read on a wall. Letters and slides belong to who writes or
speaks; what is for a printing firm is asked for by its name."""
NAME = "ready-pack.zip"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can hold: when it was made is no part of it."""
LAYOUT = "pack"
"""The layout of the page that offers it."""


@dataclass(frozen=True, slots=True)
class ReadyPack:
    """The ZIP by its address below the site's own, how many files it holds, and its bytes."""

    url: str
    count: int
    data: bytes

    @property
    def kilobytes(self) -> int:
        return max(1, round(len(self.data) / 1024))


def of(content: Content, files: Mapping[str, bytes]) -> ReadyPack | None:
    """The ZIP of a site's finished `files`; None where no page offers it or nothing is in it."""
    page = next((page for page in content.pages if page.layout == LAYOUT), None)
    inside = (
        {name.removeprefix(page.url): files[name] for name in _names(content) if name in files}
        if page
        else {}
    )
    return ReadyPack(f"{page.url}{NAME}", len(inside), zipped(inside)) if page and inside else None


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by their names as a ZIP, A to Z. They are PDFs, which are compressed already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as whole:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            whole.writestr(entry, data)
    return out.getvalue()


def _names(content: Content) -> Iterator[str]:
    for item in content.publicity:
        if item.pack and item.format in HANDED_OUT:
            yield from (
                edition.file
                for edition in editions.of(item)
                if edition.kind == "pdf" and not edition.bleed
            )
