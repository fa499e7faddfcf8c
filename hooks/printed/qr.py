"""QR codes: segno makes them, zxing-cpp reads them back as a telephone would."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

QUIET = 4
"""Empty modules round the code that ISO/IEC 18004 asks for."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code found in a picture: what it says, and its box in pixels, left, top, right, bottom."""

    text: str
    box: tuple[int, int, int, int]


@lru_cache(maxsize=64)
def as_image(address: str, dark: str) -> str:
    """A code for `address` as a data: address of an SVG; error correction Q, so that it is read
    with a quarter of it spoiled."""
    import segno

    return segno.make(address, error="q", micro=False).svg_data_uri(
        border=QUIET, dark=dark, light="#ffffff", omitsize=True, scale=1
    )


def as_png(address: str, scale: int = 8) -> bytes:
    """The same code as a PNG, `scale` pixels to a module."""

    import segno

    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        out, kind="png", border=QUIET, scale=scale, dark="#000000", light="#ffffff"
    )
    return out.getvalue()


def read(image: Any) -> Iterator[Code]:
    """Every QR code in a Pillow image."""
    import zxingcpp

    for found in zxingcpp.read_barcodes(
        image.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    ):
        place = found.position
        points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        across, down = [point.x for point in points], [point.y for point in points]
        yield Code(found.text, (min(across), min(down), max(across), max(down)))
