"""Sheets that are no publicity, drawn as PDF: the blanks of letters, the year of last days. Kept as
the print pack is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from hooks.printed import drawing, pdf_draw, typeface
from hooks.printed.layout import Sheet
from hooks.sources import disk_cache
from hooks.sources.content import Content


def types(
    content: Content, wanted: Iterable[Sheet] = (), points: float = 0
) -> dict[str, bytes] | None:
    """The typeface to draw with; None where this machine lacks what drawing needs.

    Where all wanted sheets are kept at this size of type, nothing will be drawn, and WeasyPrint,
    which is slow to load, is not asked whether it starts.
    """
    if drawing.missing():
        return None
    found, _ = typeface.files(content.layouts.parent, content.identity, disk_cache.FOLDER)
    places = [_place(sheet, points, found) for sheet in wanted]
    if places and all(disk_cache.read(place) is not None for place in places):
        return found
    pdf_draw.prepare(disk_cache.FOLDER)
    return None if pdf_draw.missing() else found


def pdf(sheet: Sheet, points: float, faces: dict[str, bytes]) -> bytes:
    """A sheet as PDF/UA-1 at a size of type. Raises pdf_draw.CannotDraw."""
    return disk_cache.made(
        _place(sheet, points, faces), lambda: pdf_draw.draw(sheet, points, faces)
    )


def _place(sheet: Sheet, points: float, faces: dict[str, bytes]) -> Path:
    digests = [hashlib.sha256(data).hexdigest() for _, data in sorted(faces.items())]
    name = disk_cache.key(sheet, points, digests, pdf_draw.versions())
    return disk_cache.FOLDER / f"sheet-{name}.pdf"
