"""Sheets that are no publicity, drawn as PDF: the blanks of letters, the year of last days. Kept as
the print pack is."""

from __future__ import annotations

import hashlib

from hooks.printed import drawing, pdf_draw, typeface
from hooks.printed.layout import Sheet
from hooks.sources import disk_cache
from hooks.sources.content import Content


def types(content: Content) -> dict[str, bytes] | None:
    """The typeface to draw with; None where this machine lacks what drawing needs."""
    if drawing.missing():
        return None
    found, _ = typeface.files(content.layouts.parent, content.identity, disk_cache.FOLDER)
    pdf_draw.prepare(disk_cache.FOLDER)
    return None if pdf_draw.missing() else found


def pdf(sheet: Sheet, points: float, faces: dict[str, bytes]) -> bytes:
    """A sheet as PDF/UA-1 at a size of type. Raises pdf_draw.CannotDraw."""
    digests = [hashlib.sha256(data).hexdigest() for _, data in sorted(faces.items())]
    name = disk_cache.key(sheet, points, digests, pdf_draw.versions())
    return disk_cache.made(
        disk_cache.FOLDER / f"sheet-{name}.pdf", lambda: pdf_draw.draw(sheet, points, faces)
    )
