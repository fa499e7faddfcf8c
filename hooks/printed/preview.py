"""A small picture of what somebody sees first of an item: the first page of its finished PDF, or
the front of a sheet that is folded. Light enough for an old phone, and the same each time."""

from __future__ import annotations

import io
from dataclasses import dataclass

from hooks.printed.editions import Edition

WIDE, HIGH = 240, 340
"""Pixels that a picture fits into; the page shows it no larger."""
COLOURS = (16, 8, 4)
"""Paper and a few inks need no more; a sheet full of small words takes the fewest."""
HEAVIEST = 12 * 1024
"""Bytes that a picture weighs at most, while fewer colours help."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture by its address below the site's own, and its size in pixels."""

    url: str
    wide: int
    high: int


def of_pdf(pdf: bytes, edition: Edition) -> bytes:
    """The picture as a PNG. The same PDF gives the same bytes."""
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    wide, high = page.get_width() / edition.panels, page.get_height()
    # Drawn twice as large and made smaller with all its pixels: so thin letters keep their grey.
    scale = min(WIDE / wide, HIGH / high)
    image = page.render(scale=2 * scale).to_pil().convert("RGB")
    page.close()
    document.close()
    if edition.cover:
        panel = image.width / edition.panels
        left = round(panel * (edition.cover - 1))
        image = image.crop((left, 0, round(left + panel), image.height))
    image = image.resize((round(wide * scale), round(high * scale)), Image.Resampling.BOX)
    data = b""
    for colours in COLOURS:
        out = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        data = out.getvalue()
        if len(data) <= HEAVIEST:
            break
    return data


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its header."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
