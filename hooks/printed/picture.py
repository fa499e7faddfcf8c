"""A picture for social media: the first page of a PDF that was proved, as a PNG with its words
inside the file. A CSS pixel of the page is a pixel of the picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from hooks.printed.criteria import CARRIES, CONFIRMED, FITS, Expected, unconfirmed
from hooks.printed.normalise import squeezed

DOTS, MM = 96, 25.4
"""CSS pixels and millimetres to the inch."""
WORDS = "Description"
"""The PNG text entry that holds the alternative text."""


def _drawn(pdf: bytes) -> Any:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    size = tuple(round(length * DOTS / 72) for length in page.get_size())
    image = page.render(scale=DOTS / 72).to_pil().convert("RGB")
    page.close()
    document.close()
    return image.crop((0, 0, *size))


def of_pdf(pdf: bytes, words: str) -> bytes:
    """The PNG, with `words` as its alternative text. The same PDF gives the same bytes."""
    from PIL import PngImagePlugin

    info = PngImagePlugin.PngInfo()
    info.add_itxt(WORDS, squeezed(words), "en", "")
    out = io.BytesIO()
    _drawn(pdf).save(out, "PNG", optimize=True, pnginfo=info)
    return out.getvalue()


def same(png: bytes, pdf: bytes) -> bool:
    """Whether a PNG shows exactly what a PDF shows, pixel for pixel."""
    from PIL import Image, ImageChops, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(png)).convert("RGB")
    except (UnidentifiedImageError, OSError):
        return False
    drawn = _drawn(pdf)
    return image.size == drawn.size and ImageChops.difference(image, drawn).getbbox() is None


def examine(data: bytes, expected: Expected) -> list[tuple[str, str]]:
    return [(rule, f"{expected.name} {text}") for rule, text in _faults(data, expected)]


def _faults(data: bytes, expected: Expected) -> Iterator[tuple[str, str]]:
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(data))
        image.load()
    except (UnidentifiedImageError, OSError):
        yield CARRIES, "must be a PNG that can be opened; it cannot."
        return
    assert expected.edition is not None
    wide, high = (round(length / MM * DOTS) for length in expected.edition.size)
    if image.size != (wide, high):
        yield FITS, f"must be {wide} by {high}; it is {image.width} by {image.height}."
    words = str(image.info.get(WORDS, ""))
    if squeezed(words) != squeezed(expected.words or ""):
        yield CARRIES, "must carry all its words as its alternative text; it does not."
    for text in unconfirmed(words, expected.numbers, expected.mails):
        yield CONFIRMED, text
