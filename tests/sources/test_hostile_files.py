"""A stranger's files, names and paths: each is refused in one sentence, nothing is written
elsewhere, and what passes is harmless in a browser."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from PIL import Image

from hooks.built.output import ASSETS as ASSETS_MADE
from hooks.built.output import BROUGHT, Blocked, Output, faults
from hooks.built.site import Site
from hooks.gate import check, judgement
from hooks.rules import service_confirms
from hooks.sources import documents, files, owners, site_records, svg
from hooks.sources.findings import Finding, Refused, printable
from hooks.sources.site_path import site_path, strange
from tests import helpers
from tests.helpers import DAY, ROOT, Workshop

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
RUNS = "document.documentElement.setAttribute('data-ran', '1')"
SHAPES = (
    SVG + '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient><g'
    ' id="b"><path d="M0 0h1"/></g></defs><rect width="9" height="9" fill="url(#a)"'
    ' transform="rotate(9) scale(1, 2)"/><use href="#b" x="3"/></svg>'
)
LISTED = "- file: {}\n  reason: It only shows the way to our door.\n  declared_by: Lead adviser\n"


# --- what is spoiled ------------------------------------------------------------------------------


def put(name: str, data: bytes | str) -> Callable[[Workshop], None]:
    """A spoiling that writes one file below content/."""

    def spoil(made: Workshop) -> None:
        path = made.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    return spoil


def link(name: str, to: str) -> Callable[[Workshop], None]:
    """A spoiling that makes a link of the file system below content/, in the place of what stands
    there."""

    def spoil(made: Workshop) -> None:
        path = made.folder / "content" / name
        if path.is_dir():
            shutil.move(path, made.folder / "moved")
        path.unlink(missing_ok=True)
        path.symlink_to(to)

    return spoil


def pipe(name: str) -> Callable[[Workshop], None]:
    def spoil(made: Workshop) -> None:
        (made.folder / "content" / name).unlink(missing_ok=True)
        os.mkfifo(made.folder / "content" / name)

    return spoil


def picture(kind: str, width: int = 8, height: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#0b4a6f").save(out, kind)
    return out.getvalue()


def moving(kind: str) -> bytes:
    out = io.BytesIO()
    first, *others = (Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue"))
    first.save(out, kind, save_all=True, append_images=others)
    return out.getvalue()


def with_its_place() -> bytes:
    """A photograph as a telephone keeps it, with the place at which it was taken."""
    out, image = io.BytesIO(), Image.new("RGB", (8, 8))
    exif = image.getexif()
    exif.get_ifd(files.GPS)[1] = "N"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def with_xmp() -> bytes:
    said = b"http://ns.adobe.com/xap/1.0/\0<x><exif:GPSLatitude>53,25N</exif:GPSLatitude></x>"
    start, rest = picture("JPEG")[:2], picture("JPEG")[2:]
    return start + b"\xff\xe1" + struct.pack(">H", 2 + len(said)) + said + rest


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 3,600 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def chunked(name: bytes, held: bytes) -> bytes:
    """A PNG with one more chunk, before its end."""
    return (
        PNG_PLAIN[:-12]
        + struct.pack(">I", len(held))
        + name
        + held
        + struct.pack(">I", zlib.crc32(name + held))
        + PNG_PLAIN[-12:]
    )


def after_its_points() -> bytes:
    """A PNG with bytes after the end of what is packed in its IDAT."""
    at = PNG_PLAIN.index(b"IDAT")
    length = int.from_bytes(PNG_PLAIN[at - 4 : at], "big")
    body = b"IDAT" + PNG_PLAIN[at + 4 : at + 4 + length] + b"<html>"
    return (
        PNG_PLAIN[: at - 4]
        + struct.pack(">I", len(body) - 4)
        + body
        + struct.pack(">I", zlib.crc32(body))
        + PNG_PLAIN[at + 8 + length :]
    )


def unpacked(
    *, interlaced: bool = False, more: bytes = b"", palette: bytes = b"", end: bytes = b""
) -> bytes:
    """A grey PNG of 9 by 7 points, packed here point by point; with more bytes among its points, a
    palette, or an end that is not empty."""
    passes = (
        [
            (0, 8, 0, 8),
            (0, 8, 4, 8),
            (4, 8, 0, 4),
            (0, 4, 2, 4),
            (2, 4, 0, 2),
            (0, 2, 1, 2),
            (1, 2, 0, 1),
        ]
        if interlaced
        else [(0, 1, 0, 1)]
    )
    rows = [
        range(left, 9, across)
        for top, down, left, across in passes
        for _ in range(top, 7, down)
        if left < 9
    ]

    def chunk(name: bytes, held: bytes) -> bytes:
        return (
            struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(
            b"IHDR", struct.pack(">IIBBBBB", 9, 7, 8, 2 if palette else 0, 0, 0, int(interlaced))
        )
        + (chunk(b"PLTE", palette) if palette else b"")
        + chunk(
            b"IDAT",
            zlib.compress(
                b"".join(b"\0" + b"\x80" * len(row) * (3 if palette else 1) for row in rows) + more
            ),
        )
        + chunk(b"IEND", end)
    )


def segmented(marker: int, held: bytes) -> bytes:
    """A JPEG with one more segment, after its first."""
    plain = picture("JPEG")
    return plain[:20] + bytes((0xFF, marker)) + struct.pack(">H", 2 + len(held)) + held + plain[20:]


def riffed(name: bytes, held: bytes) -> bytes:
    """A WebP with one more chunk at its end."""
    plain = picture("WEBP") + name + struct.pack("<I", len(held)) + held
    return plain[:4] + struct.pack("<I", len(plain) - 8) + plain[8:]


PNG_PLAIN = picture("PNG")


def pdf(**root: object) -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in root.items():
        document.Root[f"/{name}"] = (
            document.make_indirect(pikepdf.Dictionary(value)) if isinstance(value, dict) else value
        )
    document.save(out)
    return out.getvalue()


def in_a_page(
    where: Callable[[pikepdf.Object], pikepdf.Object] = lambda page: page,
    **more: pikepdf.Object | str,
) -> bytes:
    """A PDF with more entries in its page, or in what belongs to it."""
    out = io.BytesIO()
    document = pikepdf.new()
    place = where(document.add_blank_page().obj)
    for name, value in more.items():
        place[f"/{name}"] = value
    document.save(out)
    return out.getvalue()


def packed(size: int) -> bytes:
    """A PDF of which an object that runs unpacks to `size` bytes: whoever does not unpack it does
    not see it."""
    body = zlib.compress(b"3 0 " + b" " * size + b"<</S/JavaScript/JS(1)>>")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 3 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(body), body),
    ]
    out, rows = b"%PDF-1.5\n", struct.pack(">BIH", 0, 0, 65535)
    for number, part in zip((1, 2, 4), parts, strict=True):
        rows += struct.pack(">BIH", 2, 4, 0) if number == 4 else b""  # object 3 stands in object 4
        rows += struct.pack(">BIH", 1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    rows += struct.pack(">BIH", 1, len(out), 0)
    return (
        out + b"5 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length"
        b" %d>>stream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (len(rows), rows, len(out))
    )


def over_a_page(kind: str, **more: pikepdf.Object) -> bytes:
    """A PDF with something of this kind over its page."""
    out = io.BytesIO()
    document = pikepdf.new()
    over = {
        "/Subtype": pikepdf.Name(kind),
        "/Rect": [0, 0, 9, 9],
        **{f"/{name}": value for name, value in more.items()},
    }
    document.add_blank_page().Annots = pikepdf.Array(
        [document.make_indirect(pikepdf.Dictionary(over))]
    )
    document.save(out)
    return out.getvalue()


def linked(address: str, place: list[int] | None = None, beneath: str = "") -> bytes:
    """A PDF with a link on its page, and perhaps another beneath it."""
    out = io.BytesIO()
    document = pikepdf.new()
    notes = [
        pikepdf.Dictionary(
            {
                "/Subtype": pikepdf.Name("/Link"),
                "/Rect": place or [0, 0, 9, 9],
                "/A": {"/S": pikepdf.Name("/URI"), "/URI": one},
            }
        )
        for one in (beneath, address)
        if one
    ]
    document.add_blank_page().Annots = pikepdf.Array(map(document.make_indirect, notes))
    document.save(out)
    return out.getvalue()


def tiny_page() -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.add_blank_page(page_size=(4, 4))
    document.save(out)
    return out.getvalue()


def locked(user: str = "open") -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(out, encryption=pikepdf.Encryption(user=user, owner="own"))
    return out.getvalue()


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
    ' PartName="/word/document.xml" ContentType="{}"/></Types>'
)
PLAIN_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATION = (
    "<Relationships"
    ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="{}" Target="{}" TargetMode="External"/></Relationships>'
)
FIELD = (
    "<w:document"
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}<w:fldChar'
    ' w:fldCharType="begin"/><w:instrText>{}</w:instrText><w:fldChar'
    ' w:fldCharType="end"/></w:document>'
)
SETTINGS = (
    b"<w:settings"
    b' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:mailMerge>'
    rb'<w:connectString w:val="Data Source=\\other.example.org\a"/></w:mailMerge></w:settings>'
)
APP = (
    b"<Properties"
    b' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">%b</Properties>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word(
    types: str = PLAIN_WORD,
    kind: str = "hyperlink",
    target: str = "https://other.example.org/",
    field: str = "PAGE",
    name: str = "word/media/more.png",
    more: bytes = b"",
    body: str = "",
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", TYPES.format(types))
        parts.writestr("word/document.xml", FIELD.format(body, field))
        parts.writestr("word/_rels/document.xml.rels", RELATION.format(OFFICE + kind, target))
        parts.writestr(name, more)
    return out.getvalue()


WORDS = "<w:p><w:r><w:t>You should appeal.</w:t></w:r></w:p>"
OUT_OF_SIGHT = [
    ("ind", '<w:ind w:left="-20000"/>'),
    ("ind", '<w:ind w:right="20000"/>'),
    ("ind", '<w:ind w:left="300" w:hanging="2000"/>'),
    ("ind", '<w:ind w:left="-300pt"/>'),
    ("ind", '<w:ind w:leftChars="-9000"/>'),
    ("spacing", '<w:p><w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr></w:p>'),
    ("spacing", '<w:p><w:pPr><w:spacing w:line="1"/></w:pPr></w:p>'),
    (
        "spacing",
        (
            '<w:p><w:pPr><w:spacing w:line="200" w:lineRule="exact"/></w:pPr><w:r><w:rPr><w:sz'
            ' w:val="72"/></w:rPr></w:r></w:p>'
        ),
    ),
    ("spacing", '<w:rPr><w:spacing w:val="-200"/></w:rPr>'),
    ("w", '<w:w w:val="1"/>'),
    ("w", '<w:w w:val="1%"/>'),
    ("position", '<w:position w:val="900"/>'),
    ("tblInd", '<w:tblInd w:w="20000" w:type="dxa"/>'),
    ("tblpPr", '<w:tblpPr w:tblpX="-9000"/>'),
    ("left", '<w:tcMar><w:left w:w="20000"/></w:tcMar>'),
    ("tab", '<w:tab w:pos="-9000"/>'),
    ("pgSz", '<w:pgSz w:w="300"/>'),
    ("pgMar", '<w:pgMar w:left="20000"/>'),
    ("cols", '<w:cols w:num="45"/>'),
    ("docGrid", '<w:docGrid w:charSpace="-40960"/>'),
    ("highlight", '<w:rPr><w:highlight w:val="black"/></w:rPr>'),
    ("highlight", '<w:rPr><w:color w:val="FFFFFF"/><w:highlight w:val="white"/></w:rPr>'),
    (
        "trHeight",
        (
            '<w:tr><w:trPr><w:trHeight w:val="20"'
            f' w:hRule="exact"/></w:trPr><w:tc>{WORDS}</w:tc></w:tr>'
        ),
    ),
    ("vMerge", f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{WORDS}</w:tc>"),
    ("textFill", '<x:textFill xmlns:x="http://schemas.microsoft.com/office/word/2010/wordml"/>'),
]
"""Ways of Word to put words off the page, into each other or beneath something, each with what
takes them there."""


def both(*spoilings: Callable[[Workshop], None]) -> Callable[[Workshop], None]:
    def spoil(made: Workshop) -> None:
        for one in spoilings:
            one(made)

    return spoil


def content_elsewhere(made: Workshop) -> None:
    (made.folder / "content").rename(made.home / "elsewhere")
    (made.folder / "content").symlink_to(made.home / "elsewhere")


LINK, KIND, NONE = (
    "it is a link to another place",
    "must be of one of these kinds",
    "as its name says",
)
WAY, NAMED = "must be a way inside the site", "The name of a file becomes its address"
PNG = picture("PNG")


def drawn(inside: str) -> str:
    return f"{SVG}{inside}</svg>"


ASSETS: dict[str, tuple[bytes | str, str]] = {
    # kinds
    "script.js": (RUNS, KIND),
    "stylesheet.css": ("*{}", KIND),
    "picture-that-moves.gif": (picture("GIF"), KIND),
    "document.pdf": (pdf(), KIND),
    "html.png": ("<script>1</script>", "of the kind that its name says"),
    "jpeg.png": (picture("JPEG"), "of the kind that its name says"),
    "cut-short.png": (picture("PNG", 90, 90)[:-60], "or it is damaged"),
    "too-wide.png": (picture("PNG", 2401, 4), "at most 2,400 pixels wide"),
    "too-high.png": (picture("PNG", 4, 4801), "4,800 high"),
    "bomb.png": (bomb(), "at most 2,400 pixels wide"),
    "too-heavy.jpg": (
        picture("JPEG") + b"\0" * 300_000,
        "at most 300 kB; it has 301. Make it smaller",
    ),
    # pictures that are something else as well
    "then-html.png": (PNG + b"<script>1</script>", "must end where its file ends"),
    "then-zip.png": (PNG + word(), "must end where its file ends"),
    "then-html.jpg": (picture("JPEG") + b"<html>", "must end where its file ends"),
    "then-another.jpg": (picture("JPEG") + picture("JPEG"), "must end where its file ends"),
    "then-html.webp": (picture("WEBP") + b"<html>", "must end where its file ends"),
    "moves.png": (moving("PNG"), "must not move"),
    "moves.webp": (moving("WEBP"), "must not move"),
    "place.jpg": (with_its_place(), "must not say where it was taken"),
    "place-in-words.jpg": (with_xmp(), "must not say where it was taken"),
    "notes.png": (chunked(b"tEXt", b"Author\0somebody"), "this one holds more (tEXt)"),
    "own-part.png": (chunked(b"prVt", b"anything"), "this one holds more (prVt)"),
    "after-its-points.png": (after_its_points(), "more after its points"),
    "more-points.png": (unpacked(more=b"<script>"), "more after its points"),
    "more-points-interlaced.png": (unpacked(interlaced=True, more=b"<"), "more after its points"),
    "palette-of-nothing.png": (unpacked(palette=b"<script>!"), "a palette that it does not use"),
    "more-in-its-end.png": (unpacked(end=b"<script>"), "more in its end"),
    "comment.jpg": (segmented(0xFE, b"anything"), "this one holds more (comment)"),
    "caption.jpg": (segmented(0xED, b"Photoshop 3.0\0"), "this one holds more (APP13)"),
    "camera.jpg": (segmented(0xE1, b"Exif\0\0"), "this one holds more (APP1)"),
    "between-its-parts.jpg": (
        picture("JPEG")[:20] + b"<html>" + picture("JPEG")[20:],
        "bytes between its parts",
    ),
    "notes.webp": (riffed(b"XMP ", b"<x/>"), "this one holds more (XMP )"),
    # names
    "a\n::error::x.txt": ("x", NAMED),
    "a\n::error::x.png": (PNG, NAMED),
    "a\x1b[31m.png": (PNG, NAMED),
    "a\u202egnp.png": (PNG, NAMED),
    os.fsdecode(b"caf\xe9.png"): (PNG, NAMED),
    "caf\xe9.png": (PNG, NAMED),
    "a\\b.png": (PNG, NAMED),
    "a%2fb.png": (PNG, NAMED),
    f"{'a' * 220}.png": (PNG, NAMED),
    "-rf.png": (PNG, NAMED),
    "con.png": (PNG, "computer with Windows"),
    "dot.png.": (PNG, "computer with Windows"),
    "twin.png": (PNG, "in more than capitals"),
    # drawings
    "script.svg": (drawn(f"<script>{RUNS}</script>"), "<script>"),
    "runs-when-opened.svg": (SVG.replace("<svg ", f'<svg onload="{RUNS}" ') + "</svg>", '"onload"'),
    "form.svg": (drawn("<foreignObject><form/></foreignObject>"), "<foreignObject>"),
    "from-elsewhere.svg": (
        drawn('<use href="https://other.example.org/#a"/>'),
        "must not lead outside itself",
    ),
    "from-data.svg": (
        drawn('<use href="data:image/svg+xml,%3Csvg/%3E#a"/>'),
        "must not lead outside itself",
    ),
    "old-link.svg": (drawn('<a xlink:href="https://other.example.org/"/>'), "<a>"),
    "picture-inside.svg": (drawn('<image href="data:image/png;base64,AA"/>'), "<image>"),
    "filled-from-elsewhere.svg": (drawn('<rect fill="url(//other.example.org/#a)"/>'), '"fill"'),
    "filled-with-an-escape.svg": (drawn('<rect fill="u\\72l(//other.example.org/#a)"/>'), '"fill"'),
    "style.svg": (drawn("<style>@import url(//other.example.org)</style>"), "<style>"),
    "style-on-a-shape.svg": (drawn('<rect style="fill:url(//other.example.org)"/>'), '"style"'),
    "moves.svg": (drawn('<set attributeName="href" to="javascript:1"/>'), "<set>"),
    "base.svg": (
        SVG.replace("<svg ", '<svg xml:base="https://other.example.org/" ') + "</svg>",
        '"xml:base"',
    ),
    "document-type.svg": (f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}</svg>', "<!DOCTYPE"),
    "entity-from-elsewhere.svg": (
        (
            '<!DOCTYPE svg SYSTEM "file:///etc/passwd" [<!ENTITY % a SYSTEM'
            f' "http://other.example.org/">%a;]>{SVG}</svg>'
        ),
        "<!DOCTYPE",
    ),
    "file-of-the-machine.svg": (
        drawn('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'),
        "<xi:include>",
    ),
    "stylesheet.svg": (
        f'<?xml-stylesheet href="//other.example.org"?>{SVG}</svg>',
        "another file or program",
    ),
    "raw-text.svg": (drawn("<g><![CDATA[<img src=x onerror=1>]]></g>"), "raw text"),
    "another-encoding.svg": (f'<?xml version="1.0" encoding="utf-7"?>{SVG}</svg>', "in UTF-8"),
    "utf-16.svg": (drawn("<script>1</script>").encode("utf-16"), "in UTF-8"),
    "another-namespace.svg": (
        drawn('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'),
        "<x:script>",
    ),
    "html-inside.svg": (drawn('<g xmlns="http://www.w3.org/1999/xhtml"/>'), '"xmlns"'),
    "without-end.svg": (drawn('<g id="a"><use href="#a"/></g>'), "refer to itself"),
    "drawn-again-and-again.svg": (
        drawn(
            '<path id="a0"/>'
            + "".join(f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 9 + "</g>" for n in range(9))
        ),
        "what is drawn again counted too",
    ),
    "words-outside.svg": (drawn("words"), "must hold no words"),
    "words.svg": (drawn('<text y="5">You should appeal.</text>'), "<text>"),
    "words-as-title.svg": (drawn("<title>You should appeal.</title>"), "<title>"),
    "words-as-label.svg": (drawn('<g aria-label="You should appeal."/>'), '"aria-label"'),
    "words-in-a-comment.svg": (drawn("<!-- You should appeal. -->"), "no comment"),
    "none.svg": ("<html><script>1</script></html>", "begin with <svg>"),
    "and-more.svg": (f"{SVG}</svg><script/>", "that can be read"),
    "60000-shapes.svg": (drawn("<g/>" * 60_000), "at most 2,000 shapes"),
}
NO_PUBLICITY: dict[
    str, tuple[bytes | str, str]
] = {  # declared to be no publicity: no rule about publicity looks at it
    "notes.js": (RUNS, KIND),
    "form.html": ("<form>", KIND),
    "map": ("a map", KIND),
    "html.pdf": ("<script>1</script>", NONE),
    "broken.pdf": (b"%PDF-1.7\n%%EOF", "it cannot"),
    "packed.pdf": (packed(9), "nothing that runs"),
    "bomb.pdf": (packed(documents.UNPACKED), "it cannot"),
    "then-html.pdf": (pdf() + b"<html>", "must end where its file ends"),
    "password.pdf": (locked(), "without a password"),
    "runs.pdf": (
        pdf(OpenAction={"/S": pikepdf.Name("/JavaScript"), "/JS": "app.alert(1)"}),
        "nothing that runs",
    ),
    "runs-by-name.pdf": (
        pdf(Names={"/JavaScript": pikepdf.Dictionary({"/Names": pikepdf.Array([])})}),
        "nothing that runs",
    ),
    "starts-a-program.pdf": (
        pdf(OpenAction={"/S": pikepdf.Name("/Launch"), "/F": "cmd.exe"}),
        "nothing that runs",
    ),
    "leads-to-a-file.pdf": (
        pdf(OpenAction={"/S": pikepdf.Name("/GoToR"), "/F": "other.pdf"}),
        "nothing that runs",
    ),
    "sends.pdf": (
        pdf(AA={"/WC": pikepdf.Dictionary({"/S": pikepdf.Name("/SubmitForm")})}),
        "nothing that runs",
    ),
    "attached.pdf": (over_a_page("/FileAttachment"), "nothing that runs"),
    "plays.pdf": (over_a_page("/Movie"), "nothing that runs"),
    "from-elsewhere.pdf": (
        pdf(PieceInfo={"/Ref": pikepdf.Dictionary({"/F": "http://other.example.org"})}),
        "nothing that runs",
    ),
    "script-link.pdf": (linked("javascript:1"), "A link of a PDF"),
    "script-link-in-two-lines.pdf": (linked(" java\nscript:1"), "A link of a PDF"),
    "link-with-a-name-before-its-host.pdf": (
        linked("https://www.gov.uk@other.example.org/"),
        "A link of a PDF",
    ),
    "link-over-the-page.pdf": (
        linked("https://other.example.org/", [0, 0, 612, 792]),
        "must lie on the words that name it",
    ),
    "link-over-a-link.pdf": (
        linked("https://other.example.org/", [0, 0, 90, 90], "https://www.gov.uk/"),
        "must not lie over another",
    ),
    "leads-away-when-opened.pdf": (
        pdf(OpenAction={"/S": pikepdf.Name("/URI"), "/URI": "https://other.example.org/"}),
        "leads away by itself",
    ),
    "leads-away-next.pdf": (
        pdf(
            OpenAction={
                "/S": pikepdf.Name("/GoTo"),
                "/D": "a",
                "/Next": pikepdf.Dictionary(
                    {"/S": pikepdf.Name("/URI"), "/URI": "https://other.example.org/"}
                ),
            }
        ),
        "leads away by itself",
    ),
    "link-with-a-picture-of-its-own.pdf": (
        over_a_page("/Link", AP=pikepdf.Dictionary({})),
        "nothing that runs",
    ),
    "layers.pdf": (pdf(OCProperties={"/OCGs": pikepdf.Array([])}), "no layers"),
    "locked-for-changes.pdf": (locked(""), "locked by none"),
    "tiny-page.pdf": (tiny_page(), "at least 36 mm"),
    "between-two-ends.pdf": (
        pdf().replace(b"%%EOF", b"%%EOF\n<html>\n%%EOF"),
        "nothing between its parts",
    ),
    "base.pdf": (pdf(URI={"/Base": "javascript:"}), "A link of a PDF"),
    "script-link-on-another-key.pdf": (
        over_a_page(
            "/Link", PA=pikepdf.Dictionary({"/S": pikepdf.Name("/URI"), "/URI": "javascript:1"})
        ),
        "nothing that runs",
    ),
    "starts-a-program-next.pdf": (
        over_a_page(
            "/Link",
            A=pikepdf.Dictionary(
                {
                    "/S": pikepdf.Name("/GoTo"),
                    "/Next": pikepdf.Array([pikepdf.Dictionary({"/S": pikepdf.Name("/Launch")})]),
                }
            ),
        ),
        "nothing that runs",
    ),
    "prints.pdf": (
        pdf(OpenAction={"/S": pikepdf.Name("/Named"), "/N": pikepdf.Name("/Print")}),
        "nothing that runs",
    ),
    "more-in-the-document.pdf": (
        pdf(Zzz={"/X": "You should appeal."}),
        "this one holds more (/Zzz)",
    ),
    "more-in-a-page.pdf": (
        in_a_page(Thumb="You should appeal."),
        "this one holds more (/Thumb)",
    ),
    "more-in-a-group-of-pages.pdf": (
        in_a_page(lambda page: page.Parent, PieceInfo="You should appeal."),
        "this one holds more (/PieceInfo)",
    ),
    "more-in-what-a-page-uses.pdf": (
        in_a_page(Resources=pikepdf.Dictionary({"/Zzz": "You should appeal."})),
        "this one holds more (/Zzz)",
    ),
    "more-among-its-names.pdf": (
        pdf(Names={"/Zzz": "You should appeal."}),
        "this one holds more (/Zzz)",
    ),
    "words-before-a-number.pdf": (
        pdf(
            PageLabels={
                "/Nums": pikepdf.Array([0, pikepdf.Dictionary({"/P": "You should appeal "})])
            }
        ),
        "without words before the number",
    ),
    "words-for-a-standard-font.pdf": (
        in_a_page(
            Resources=pikepdf.Dictionary(
                {
                    "/Font": {
                        "/A": {
                            "/Type": pikepdf.Name.Font,
                            "/Subtype": pikepdf.Name.Type1,
                            "/BaseFont": pikepdf.Name.Helvetica,
                            "/ToUnicode": pikepdf.Name("/Identity-H"),
                        }
                    }
                }
            )
        ),
        "must not say of a typeface",
    ),
    "many-in-one.pdf": (pdf(Collection={"/View": pikepdf.Name("/D")}), "nothing that runs"),
    "zip.docx": (b"PK\x03\x04", NONE),
    "macros.docx": (
        word("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "as its name says",
    ),
    "program.docx": (word(name="word/vbaProject.bin"), "no program"),
    "part-above.docx": (word(name="../../x.xml", more=b"<x/>"), "no program"),
    "fetches.docx": (word(kind="attachedTemplate"), "nothing from elsewhere"),
    "picture-from-elsewhere.docx": (word(kind="image"), "nothing from elsewhere"),
    "html-part.docx": (word(kind="aFChunk"), "nothing from elsewhere"),
    "asks-a-program.docx": (
        word(field="DDE</w:instrText><w:instrText>AUTO c:\\\\cmd.exe"),
        "no program",
    ),
    "asks-a-host.docx": (
        word(field='INCLUDEPICTURE "https://other.example.org/a.png"'),
        "no program",
    ),
    "hidden-words.docx": (
        word(body="<w:r><w:rPr><w:vanish/></w:rPr><w:t>You should appeal.</w:t></w:r>"),
        "this one holds more (vanish)",
    ),
    "hidden-words-by-another-name.docx": (
        word(body='<x:vanish xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
        'not "Strict"',
    ),
    "comment-in-a-part.docx": (word(body="<!-- You should appeal. -->"), "no comment"),
    "comment-after-a-part.docx": (
        word(
            name="word/settings.xml",
            more=SETTINGS.replace(b"mailMerge", b"view") + b"<!-- You should appeal. -->",
        ),
        "no comment",
    ),
    "instruction-in-a-part.docx": (word(body="<?x You should appeal. ?>"), "no comment"),
    **{
        f"out-of-sight-{number}.docx": (
            word(body=body),
            f"one beside the other; this one may not ({name})",
        )
        for number, (name, body) in enumerate(OUT_OF_SIGHT)
    },
    "frame-beside-the-page.docx": (
        word(body='<w:p><w:pPr><w:framePr w:x="-9000" w:y="-9000"/></w:pPr></w:p>'),
        "this one holds more (framePr)",
    ),
    "words-taken-out.docx": (
        word(
            body=(
                '<w:del w:author="somebody"><w:r><w:delText>You should'
                " appeal.</w:delText></w:r></w:del>"
            )
        ),
        "this one holds more (del)",
    ),
    "words-put-in.docx": (
        word(body='<w:ins w:author="somebody"><w:r><w:t>You should appeal.</w:t></w:r></w:ins>'),
        "this one holds more (ins)",
    ),
    "letters-to-many.docx": (
        word(name="word/settings.xml", more=SETTINGS),
        "this one holds more (connectString)",
    ),
    "another-document.docx": (
        word(
            name="_rels/.rels",
            more=RELATION.format(OFFICE + "officeDocument", "word/other.xml")
            .replace(' TargetMode="External"', "")
            .encode(),
        ),
        "no other file",
    ),
    "before-every-link.docx": (
        word(
            name="docProps/app.xml",
            more=APP % b"<HyperlinkBase>https://other.example.org/</HyperlinkBase>",
        ),
        "HyperlinkBase",
    ),
    "template-elsewhere.docx": (
        word(
            name="docProps/app.xml",
            more=APP % b"<Template>https://other.example.org/a.dotm</Template>",
        ),
        '"Template"',
    ),
    "says-more-of-itself.docx": (
        word(name="docProps/app.xml", more=APP % b"<DigSig/>"),
        '"DigSig"',
    ),
    "bomb.docx": (word(more=b"\0" * 41_000_000), "more than 40 MB"),
    "html-first.docx": (b"<script>" + word(), "hides more"),
    "script-link.docx": (word(target="javascript:1"), "A link of a Word document"),
    "link-to-a-share.docx": (
        word(target="\\\\other.example.org\\a"),
        "A link of a Word document",
    ),
    "script-link-behind-a-switch.docx": (
        word(field='HYPERLINK \\l "a" "javascript:1"'),
        "A link of a Word document",
    ),
    "script-link-in-a-field.docx": (
        word(field='HYPERLINK "file:///c:/a.exe"'),
        "A link of a Word document",
    ),
}
ADDRESSES: dict[str, str] = {
    "/../x/ -> /about/": WAY,
    "/../site/x/ -> /about/": WAY,
    "/about/../../x/ -> /about/": WAY,
    "/%2e%2e/x/ -> /about/": WAY,
    "/%252e%252e/x/ -> /about/": WAY,
    "//other.example.org/ -> /about/": WAY,
    "/..\\x/ -> /about/": WAY,
    "/a b/ -> /about/": WAY,
    "/dot./ -> /about/": WAY,
    "/index.html/ -> /about/": "without index.html",
    "/old/index.html -> /about/": "without index.html",
    f"/{'a' * 300}/ -> /about/": "at most 200 characters",
    "/x/ -> //other.example.org/": WAY,
    "/x/ -> /../etc/": WAY,
    "/../x/": WAY,
}
ELSEWHERE: dict[str, tuple[bytes | str, str]] = {
    **dict.fromkeys(
        (
            "CNAME",
            "_redirects",
            "_headers",
            "404.html",
            "robots.txt",
            "functions/all.js",
            "about/form.html",
        ),
        ("x", "nobody would have checked it"),
    ),
    "about/a\nb.md": ("x", "Rename this file"),
    "about/aux.md": ("x", "computer with Windows"),
    "nul/index.md": ("x", "computer with Windows"),
    ".well-known/security.txt": ("Contact: mailto:a@example.org", "This must go"),
}


def test_refused_together(workshop: Workshop) -> None:
    """Every hostile file, name and address in one build: each has one sentence, with file and line;
    nothing is written anywhere else."""
    expected: dict[str, str] = {}
    for folder, those in (("assets/", ASSETS), ("publicity/", NO_PUBLICITY), ("", ELSEWHERE)):
        for name, (data, says) in those.items():
            put(folder + name, data)(workshop)
            told = (
                printable(f"content/{folder}{name}")
                if not name.startswith((".well", "nul/"))
                else f"content/{name.partition('/')[0]}"
            )
            expected[f"{told}:1: "] = says
    put("assets/TWIN.png", PNG)(workshop)
    put("publicity/not-publicity.yml", "".join(LISTED.format(name) for name in NO_PUBLICITY))(
        workshop
    )
    put("addresses.txt", "\n".join(ADDRESSES))(workshop)
    expected |= {
        f"content/addresses.txt:{line}: ": says for line, says in enumerate(ADDRESSES.values(), 1)
    }
    workshop.site.mkdir()
    (workshop.site / "index.html").write_text("The last good site", encoding="utf-8")
    before = everywhere(workshop)
    outcome = helpers.build_here(workshop)
    found = {
        begins: [line for line in outcome.findings if line.startswith(begins)]
        for begins in expected
    }
    assert {} == {
        begins: lines
        for begins, lines in found.items()
        if len(lines) != 1 or expected[begins] not in lines[0]
    }
    assert [] == [line for line in outcome.findings if not line.startswith(tuple(expected))]
    assert (
        outcome.refusal
        == f"The site was not built: {len(expected)} things to put right. The last good site is"
        " untouched."
    )
    assert all(
        line.isprintable() and not line.startswith("::") for line in outcome.said.splitlines()
    )
    assert before == everywhere(workshop)


# Each alone: they stand in one another's way.
REFUSED: dict[str, tuple[Callable[[Workshop], None], str, str]] = {
    "link-to-passwd": (link("assets/file.png", "/etc/passwd"), "content/assets/file.png:1: ", LINK),
    "link-to-a-folder-outside": (link("assets/dir", "/etc/apt"), "content/assets/dir:1: ", LINK),
    "link-to-a-folder-of-the-project": (
        link("assets/m", "../../.github/x"),
        "content/assets/m:1: ",
        LINK,
    ),
    "link-to-a-file-of-the-site": (
        link("assets/copy.svg", "logo.svg"),
        "content/assets/copy.svg:1: ",
        LINK,
    ),
    "link-to-nothing": (
        link("assets/none.png", "nowhere.png"),
        "content/assets/none.png:1: ",
        LINK,
    ),
    "link-to-itself": (link("assets/loop.png", "loop.png"), "content/assets/loop.png:1: ", LINK),
    "hidden-link-to-everything": (link("about/.all", "/"), "content/about/.all:1: ", LINK),
    "link-in-a-hidden-folder": (
        both(put(".all/x", ""), link(".all/more", "/etc")),
        "content/.all/more:1: ",
        LINK,
    ),
    "link-to-the-folder-above": (link("about/more", ".."), "content/about/more:1: ", LINK),
    "link-for-a-page": (link("about/who.md", "../privacy.md"), "content/about/who.md:1: ", LINK),
    "link-for-a-record": (link("notices.yml", "/etc/hostname"), "content/notices.yml:1: ", LINK),
    "link-for-the-logo": (
        link("assets/logo.svg", "/etc/hostname"),
        "content/assets/logo.svg:1: ",
        LINK,
    ),
    "link-for-the-list-of-no-publicity": (
        link("publicity/not-publicity.yml", "/etc/hostname"),
        "content/publicity/not-publicity.yml:1: ",
        LINK,
    ),
    "link-for-content": (content_elsewhere, "content:1: ", LINK),
    "link-among-the-layouts": (
        lambda made: (made.home / "overrides" / "assets" / "js" / "more.js").symlink_to(
            "/etc/hostname"
        ),
        "overrides/assets/js/more.js:1: ",
        LINK,
    ),
    "pipe-for-a-page": (pipe("about/pipe.md"), "content/about/pipe.md:1: ", "a pipe, a device"),
    "pipe-for-a-picture": (
        pipe("assets/pipe.png"),
        "content/assets/pipe.png:1: ",
        "a pipe, a device",
    ),
    "pipe-for-a-record": (pipe("wording.yml"), "content/wording.yml:1: ", "a pipe, a device"),
    "logo-with-a-form": (
        put("assets/logo.svg", f"{SVG}<foreignObject><form/></foreignObject></svg>"),
        "content/assets/logo.svg:1: ",
        "<foreignObject>",
    ),
    "logo-with-words": (
        put("assets/logo.svg", f"{SVG}<title>Us</title></svg>"),
        "content/assets/logo.svg:1: ",
        "A drawing must not hold <title>",
    ),
    "logo-that-is-put-together-otherwise-in-a-page": (
        put(
            "assets/logo.svg",
            f"""{SVG}<path aria-label='x fill="' d="M0 0"/><g aria-label="' onload=1 x='"/></svg>""",
        ),
        "content/assets/logo.svg:1: ",
        '"aria-label"',
    ),
    "logo-that-is-not-utf-8": (
        put("assets/logo.svg", f"{SVG}<title>Caf\xe9</title></svg>".encode("latin-1")),
        "content/assets/logo.svg:1: ",
        "in UTF-8",
    ),
    "logo-that-is-a-png": (
        put("assets/logo.svg", picture("PNG")),
        "content/assets/logo.svg:1: ",
        "in UTF-8",
    ),
    "logo-of-60000-paths": (
        put("assets/logo.svg", SVG + "<path/>" * 60_000 + "</svg>"),
        "content/assets/logo.svg:1: ",
        "at most 16 kB",
    ),
    "no-publicity-elsewhere": (
        put("publicity/not-publicity.yml", LISTED.format("../../mkdocs.yml")),
        "content/publicity/not-publicity.yml:1: ",
        "must be the way to a file",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(workshop: Workshop, name: str) -> None:
    """One sentence, with file and line; nothing is built, and nothing is written anywhere else."""
    spoil, begins, says = REFUSED[name]
    workshop.site.mkdir()
    (workshop.site / "index.html").write_text("The last good site", encoding="utf-8")
    spoil(workshop)
    if name == "no-publicity-elsewhere":
        assert _declarations(workshop)[0].startswith(begins)
        return
    before = everywhere(workshop)
    outcome = helpers.build_here(workshop)
    assert 1 == len(outcome.findings), outcome.findings
    assert outcome.findings[0].startswith(begins)
    assert says in outcome.findings[0]
    assert (
        outcome.refusal
        == "The site was not built: 1 thing to put right. The last good site is untouched."
    )
    assert all(
        line.isprintable() and not line.startswith("::") for line in outcome.said.splitlines()
    )
    assert before == everywhere(workshop)


def _declarations(workshop: Workshop) -> list[str]:
    """What is wrong with the list of what is no publicity; quick builds do not ask."""
    from hooks.printed import supplied

    found: list[Finding] = []
    supplied.declared(site_records.read(workshop.folder / "mkdocs.yml", DAY), found)
    assert "must be the way to a file" in found[0].message
    return [str(finding) for finding in found]


def everywhere(workshop: Workshop) -> list[str]:
    """Every name in the workshop but what a build may write."""
    return sorted(
        str(path.relative_to(workshop.home))
        for path in workshop.home.rglob("*")
        if not {"site.new", "build"} & set(path.relative_to(workshop.home).parts)
    )


# --- supplied publicity: shown words, judged as ours are ------------------------------------------


def drawn_over(data: bytes, text: str, how: str = "", size: float = 12) -> bytes:
    """A PDF with more words at the foot of its first page, in a typeface that every reader has."""
    with pikepdf.open(io.BytesIO(data)) as document:
        name = document.pages[0].add_resource(
            pikepdf.Dictionary(
                {
                    "/Type": pikepdf.Name("/Font"),
                    "/Subtype": pikepdf.Name("/Type1"),
                    "/BaseFont": pikepdf.Name("/Helvetica"),
                }
            ),
            pikepdf.Name("/Font"),
        )
        document.pages[0].contents_add(
            b"q", prepend=True
        )  # what the page did to its own measures ends before ours
        document.pages[0].contents_add(
            b"Q q BT %b %d Tf %b 1 0 0 1 60 20 Tm (%b) Tj ET Q"
            % (bytes(name), size, how.encode(), text.encode())
        )
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def changed_pdf(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def over_its_words(document: pikepdf.Pdf) -> None:
    """A link on a line of words, and far beyond it."""
    page = document.pages[0]
    page.obj.Annots.append(
        document.make_indirect(
            pikepdf.Dictionary(
                {
                    "/Type": pikepdf.Name("/Annot"),
                    "/Subtype": pikepdf.Name("/Link"),
                    "/Rect": [50, 10, 300, 36],
                    "/A": {"/S": pikepdf.Name("/URI"), "/URI": "https://other.example.org/"},
                }
            )
        )
    )


def says_more(document: pikepdf.Pdf) -> None:
    document.docinfo["/Keywords"] = "You should appeal now"


def named(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = "A person"


def typed(
    data: bytes, text: str, change: Callable[[object], object] = lambda run: None, core: str = ""
) -> bytes:
    """A Word document with one more paragraph at its end, as python-docx writes it."""
    import docx

    document = docx.Document(io.BytesIO(data))
    if text:
        change(document.add_paragraph().add_run(text))
    if core:
        document.core_properties.author = core
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            held = before.read(name).decode() if name == part else before.read(name)
            assert isinstance(held, bytes) or old in held, "nothing was spoiled"
            after.writestr(name, held.replace(old, new, 1) if isinstance(held, str) else held)
    return out.getvalue()


def misread(data: bytes) -> bytes:
    """A PDF whose typefaces are read with two letters changed for each other, and drawn as
    before."""

    def change(document: pikepdf.Pdf) -> None:
        for font in document.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                font.ToUnicode.write(
                    re.sub(
                        rb"<0065>|<0061>",
                        lambda found: b"<0061>" if found[0] == b"<0065>" else b"<0065>",
                        font.ToUnicode.read_bytes(),
                    )
                )

    return changed_pdf(data, change)


def white(run: object) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[attr-defined]


def small(run: object) -> None:
    from docx.shared import Pt

    run.font.size = Pt(1)  # type: ignore[attr-defined]


SIDE, PLAIN = "You should appeal. The council is breaking the law.", "We meet on Mondays."
SUPPLIED: dict[str, tuple[str, Callable[[bytes], bytes], tuple[str, ...]]] = {
    "as-it-is.pdf": ("pdf", lambda data: data, ()),
    "more-words.pdf": ("pdf", lambda data: drawn_over(data, PLAIN), ()),
    "takes-a-side.pdf": (
        "pdf",
        lambda data: drawn_over(data, SIDE),
        ('"You should appeal" ', '"breaking the law" '),
    ),
    "speaks-for-a-side.pdf": (
        "pdf",
        lambda data: drawn_over(data, PLAIN, f"/Span <</ActualText ({SIDE})>> BDC EMC"),
        ('"You should appeal" ', '"breaking the law" '),
    ),
    "shows-another.pdf": (
        "pdf",
        lambda data: drawn_over(data, PLAIN, "EMC /Span <</ActualText (You can ask.)>> BDC"),
        ("must say what it shows",),
    ),
    "says-what-it-shows.pdf": (
        "pdf",
        lambda data: drawn_over(data, PLAIN, f"EMC /Span <</ActualText ({PLAIN})>> BDC"),
        (),
    ),
    "another-language.pdf": (
        "pdf",
        lambda data: changed_pdf(
            data, lambda document: document.Root.__setattr__("Lang", pikepdf.String("pl"))
        ),
        ("its language is",),
    ),
    "not-drawn.pdf": (
        "pdf",
        lambda data: drawn_over(data, PLAIN, "3 Tr"),
        ("16 letters on page 1 cannot be seen",),
    ),
    "white.pdf": (
        "pdf",
        lambda data: drawn_over(data, PLAIN, "1 g"),
        ("16 letters on page 1 cannot be seen",),
    ),
    "tiny.pdf": ("pdf", lambda data: drawn_over(data, PLAIN, size=1), ("of at least 5 point",)),
    "named.pdf": (
        "pdf",
        lambda data: changed_pdf(data, named),
        ("must name no person as its author; it names A person",),
    ),
    "says-more-of-itself.pdf": (
        "pdf",
        lambda data: changed_pdf(data, says_more),
        ('"You should appeal" ', 'it also has "Keywords"'),
    ),
    "link-beyond-its-words.pdf": (
        "pdf",
        lambda data: changed_pdf(drawn_over(data, PLAIN), over_its_words),
        ("reaches beyond them",),
    ),
    "link-that-says-another.pdf": (
        "pdf",
        lambda data: changed_pdf(
            drawn_over(data, "See www.gov.uk today and write to nobody else at all, please."),
            lambda document: document.pages[0].obj.Annots.append(
                document.make_indirect(
                    pikepdf.Dictionary(
                        {
                            "/Type": pikepdf.Name("/Annot"),
                            "/Subtype": pikepdf.Name("/Link"),
                            "/Rect": [84, 15, 151, 33],
                            "/A": {
                                "/S": pikepdf.Name("/URI"),
                                "/URI": "https://other.example.org/",
                            },
                        }
                    )
                )
            ),
        ),
        ("www.gov.uk leads to https://other.example.org/",),
    ),
    "as-it-is.docx": ("docx", lambda data: data, ()),
    "more-words.docx": ("docx", lambda data: typed(data, PLAIN), ()),
    "by-a-program.docx": ("docx", lambda data: typed(data, PLAIN, core="python-docx"), ()),
    "takes-a-side.docx": (
        "docx",
        lambda data: typed(data, SIDE),
        ('"You should appeal" ', '"breaking the law" '),
    ),
    "label-of-a-list.docx": (
        "docx",
        lambda data: rewritten(
            data, "word/numbering.xml", 'w:lvlText w:val="', f'w:lvlText w:val="{SIDE}'
        ),
        ('"You should appeal" ', '"breaking the law" '),
    ),
    "letters-as-a-drawing.docx": (
        "docx",
        lambda data: rewritten(
            data,
            "word/document.xml",
            "<w:sectPr",
            '<w:p><w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" '
            f'string="{SIDE}"/></w:pict></w:r></w:p><w:sectPr',
        ),
        ('"You should appeal" ', '"breaking the law" '),
    ),
    "name-of-a-field.docx": (
        "docx",
        lambda data: rewritten(
            data,
            "word/document.xml",
            "<w:sectPr",
            f'<w:sdt><w:sdtPr><w:alias w:val="{SIDE}"/></w:sdtPr></w:sdt><w:sectPr',
        ),
        ('"You should appeal" ', '"breaking the law" '),
    ),
    "white.docx": ("docx", lambda data: typed(data, PLAIN, white), ("is FFFFFF on FFFFFF",)),
    "tiny.docx": ("docx", lambda data: typed(data, PLAIN, small), ("is 1 point",)),
    "named.docx": (
        "docx",
        lambda data: typed(data, "", core="A person"),
        ("must name no person as its author; it names A person",),
    ),
}


def test_supplied_publicity(tmp_path: Path) -> None:
    """A letter as staff bring it: each spoiled one has its sentences and no others; those that
    nothing is wrong with have none."""
    from hooks.printed import docx_draw, editions, proofs, supplied
    from hooks.printed.layout import Layouts
    from tests.printed import bench

    item, edition = bench.first_with("letter")
    layouts, letter = (
        Layouts(bench.real()),
        next(one for one in editions.of(item) if one.kind == "docx"),
    )
    files_of = {
        "pdf": bench.drawn(bench.real(), item, edition)[0],
        "docx": docx_draw.letter(
            layouts.html(item, letter), layouts.title(item, letter), layouts.lang
        ),
    }
    folder = tmp_path / "content"
    (folder / "publicity").mkdir(parents=True)
    for name, (kind, change, _) in SUPPLIED.items():
        (folder / "publicity" / name).write_bytes(change(files_of[kind]))
        files.check(folder, f"publicity/{name}")  # each may be opened
    with pytest.raises(Refused, match="must say of each typeface which letters it shows"):
        documents.pdf(misread(files_of["pdf"]))
    records = dataclasses.replace(
        bench.real(), root=tmp_path, folder=folder, files=[f"publicity/{name}" for name in SUPPLIED]
    )
    found = [
        str(finding)
        for finding in supplied.findings(
            Site(records, tmp_path / "site"),
            set(),
            proofs.examine,
            proofs.words_of,
            proofs.language_of,
        )
    ]
    told = {
        name: [line for line in found if line.startswith(f"content/publicity/{name}:1: ")]
        for name in SUPPLIED
    }
    assert {} == {
        name: told[name]
        for name, (_, _, says) in SUPPLIED.items()
        if len(told[name]) != len(says)
        or not all(any(one in line for line in told[name]) for one in says)
    }


# --- what a build may still meet ------------------------------------------------------------------


BELOW_A_FILE = (
    "/robots.txt/",
    "/assets/site.css/",
    "/assets/search.json/",
    "/whole-site.html/x/",
    "/gate.json/",
)


def test_what_only_a_build_can_see(workshop: Workshop) -> None:
    """Addresses below a file that the build makes; pictures that would take its place; a picture
    too heavy for its page."""
    records = workshop.folder / "content" / "addresses.txt"
    moved = [
        f"{name} -> /about/" for name in (*BELOW_A_FILE, "/contact/index/")
    ]  # the last has room
    records.write_text("\n".join([*moved, records.read_text(encoding="utf-8")]), encoding="utf-8")
    put("assets/icon.svg", SHAPES)(workshop)
    out = io.BytesIO()
    Image.effect_noise((220, 220), 90).save(out, "PNG")
    put("assets/door.png", out.getvalue())(workshop)
    page = workshop.folder / "content" / "about" / "index.md"
    page.write_text(
        page.read_text(encoding="utf-8") + "\n![Our door is blue](../assets/door.png)\n",
        encoding="utf-8",
    )
    found = {
        rule: [line for line in helpers.build_here(workshop).findings if line.endswith(f"({rule})")]
        for rule in ("addresses-kept", "nothing-unaccounted", "light-enough")
    }
    assert [
        f"content/addresses.txt:{line}: {name} cannot lead on: a file of the site stands there."
        " Remove this line. (addresses-kept)"
        for line, name in enumerate(BELOW_A_FILE, 1)
    ] == found["addresses-kept"]
    assert found["light-enough"][0].startswith(
        "content/about/index.md:1: A page must weigh at most 40 KiB with typefaces and pictures;"
        " this one weighs "
    )
    assert 1 == len(found["light-enough"])
    assert [
        (
            "content/assets/icon.svg:1: Two parts of the build make assets/icon.svg: a file of "
            "content/"
            " and the assets. Give the file of content/ another name. (nothing-unaccounted)"
        )
    ] == found["nothing-unaccounted"]


# --- the finished folder --------------------------------------------------------------------------


def add(name: str, text: str = "x") -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")

    return spoil


def grow(name: str) -> Callable[[Path], None]:
    return lambda site: (site / name).write_bytes((site / name).read_bytes() + b" ")


def relink(site: Path) -> None:
    (site / "assets" / "search.js").rename(site.parent / "search.js")
    (site / "assets" / "search.js").symlink_to(site.parent / "search.js")


NO_PART, CHANGED = "No part of the build made", "it was changed afterwards"
SPOILED: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "script": (add("assets/more.js", RUNS), "site/assets/more.js:1: ", NO_PART),
    "hidden-file": (add(".htaccess"), "site/.htaccess:1: ", NO_PART),
    "program-of-the-host": (add("functions/all.js"), "site/functions/all.js:1: ", NO_PART),
    "link-to-a-folder": (
        lambda site: (site / "more").symlink_to("/etc/apt"),
        "site/more:1: ",
        NO_PART,
    ),
    "link-for-a-file": (relink, "site/assets/search.js:1: ", "it is a link"),
    "script-changed": (grow("assets/menu.js"), "site/assets/menu.js:1: ", CHANGED),
    "stylesheet-changed": (grow("assets/site.css"), "site/assets/site.css:1: ", CHANGED),
    "search-changed": (grow("assets/search.json"), "site/assets/search.json:1: ", CHANGED),
    "headers-changed": (grow("_headers"), "site/_headers:1: ", CHANGED),
    "drawing-changed": (grow("assets/icon.svg"), "site/assets/icon.svg:1: ", CHANGED),
    "typeface-changed": (
        lambda site: grow(
            next(path.relative_to(site).as_posix() for path in site.rglob("*.woff2"))
        )(site),
        "site/assets/fonts/",
        CHANGED,
    ),
}


def test_finished_folder(workshop: Workshop) -> None:
    """What nobody made, and what was changed after it was made, is found again without the build;
    and its record fits no more."""
    helpers.take_built(workshop)
    assert not any(
        "gate record is of another folder" in reason
        for reason in judgement.reasons_against(workshop.site)
    )
    numbers = [judgement.digest(workshop.site)]
    for spoil, _, _ in SPOILED.values():
        spoil(workshop.site)
        numbers.append(judgement.digest(workshop.site))
    assert len(set(numbers)) == 1 + len(SPOILED)
    found = [line for line in helpers.judge_here(workshop) if "(nothing-unaccounted)" in line]
    assert {} == {
        name: found
        for name, (_, begins, says) in SPOILED.items()
        if 1
        != sum(line.removeprefix("content/").startswith(begins) and says in line for line in found)
    }
    assert len(SPOILED) == len(found)
    assert any(
        "gate record is of another folder" in reason
        for reason in judgement.reasons_against(workshop.site)
    )


@pytest.mark.parametrize("kept", [None, "older", "{"], ids=["none", "older", "broken"])
def test_without_a_list_nothing_is_accounted_for(
    workshop: Workshop, kept: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list stands in the gate record; to remove it is no way round, and what to do is said
    once, again and again."""
    helpers.take_built(workshop)
    record = workshop.site / "gate.json"
    if kept == "older":
        record.write_text(
            json.dumps(
                {
                    name: value
                    for name, value in json.loads(record.read_text(encoding="utf-8")).items()
                    if name != "made"
                }
            ),
            encoding="utf-8",
        )
    elif kept:
        record.write_text(kept, encoding="utf-8")
    else:
        record.unlink()
    says = (
        "site/gate.json:1: gate.json must list what the build made; it is missing, or an older"
        " build wrote it. Build the site again: make site"
    )
    for _ in range(2):
        done = check.main(
            [
                str(workshop.site),
                "--config",
                str(workshop.folder / "mkdocs.yml"),
                "--today",
                DAY.isoformat(),
            ]
        )
        said = capsys.readouterr().out.splitlines()
        assert (1, [f"{says} (nothing-unaccounted)"]) == (
            done,
            [line for line in said if "nothing-unaccounted" in line],
        )


def test_every_file_has_its_maker(workshop: Workshop) -> None:
    """The record lists each file of the folder but itself, and nothing else."""
    helpers.take_built(workshop)
    listed = json.loads((workshop.site / "gate.json").read_text(encoding="utf-8"))["made"]
    assert set(helpers.contents(workshop.site)) - {"gate.json"} == set(listed)


@pytest.mark.parametrize(
    "name",
    ["../x", "/x", "a/../../x", "a//x", "", ".", "a\\..\\x", "link/x", "file/x", "link", "folder"],
)
def test_writing_stays_inside(tmp_path: Path, name: str) -> None:
    """The one function that writes: no way out of the folder, through no link, over no folder."""
    folder = tmp_path / "site"
    (folder / "folder").mkdir(parents=True)
    (folder / "file").write_text("x", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path)
    before = helpers.contents(tmp_path)
    with pytest.raises(Blocked):
        Output(folder).write(name, "written", "a test")
    assert before == helpers.contents(tmp_path)


def test_writing_records_who_wrote(tmp_path: Path) -> None:
    """The maker stays when the file is changed later; its number follows the bytes."""
    output = Output(tmp_path / "site")
    output.write("a/b.txt", "one", "a test")
    first = output.made["a/b.txt"]
    output.change("a/b.txt", "two")
    assert ("a test", "two") == (
        output.made["a/b.txt"].by,
        (tmp_path / "site" / "a" / "b.txt").read_text(encoding="utf-8"),
    )
    assert first.digest != output.made["a/b.txt"].digest


def test_name_that_differs_in_capitals_from_one_of_the_build(tmp_path: Path) -> None:
    """On many a computer the one would be written over the other."""
    output = Output(tmp_path)
    output.write("assets/icon.svg", SHAPES, ASSETS_MADE)
    output.write("assets/Icon.svg", SHAPES, BROUGHT)
    assert [
        (
            "assets/Icon.svg",
            (
                "The build makes assets/icon.svg, which many computers take for the same file as"
                " assets/Icon.svg. Give assets/Icon.svg another name."
            ),
        )
    ] == list(faults(output))


# --- paths, names, findings -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "/about/",
        "/publicity/poster.pdf",
        "/Old_Page/v1.2~x/",
        "/.well-known/security.txt",
        f"/{'a' * 198}/",
    ],
)
def test_site_path(text: str) -> None:
    assert text == site_path(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "about",
        "//",
        "/a//b/",
        "/./",
        "/../",
        "/a/..",
        "/.git/",
        "/a\\b/",
        "/%2e%2e/",
        "/%5c/",
        "/a?b",
        "/a b/",
        "/a\n/",
        "/caf\xe9/",
        "/a./",
        "/index.html/",
        "/a/index.html",
        f"/{'a' * 200}/",
    ],
)
def test_no_site_path(text: str) -> None:
    with pytest.raises(ValueError, match=r"^must "):
        site_path(text)


@pytest.mark.parametrize(
    "target", ["..\\x", "a//b", "%2e%2e/x", "a%2Fb", "a%5Cb", "a%252fb", "a%0ab", "a" * 201]
)
def test_strange_link(target: str) -> None:
    assert strange(target)


@pytest.mark.parametrize(
    "target", ["../contact/", "../words/#a//b", "?q=a//b", "caf%C3%A9/", "#%2e"]
)
def test_link_that_is_not_strange(target: str) -> None:
    assert not strange(target)


def test_finding_is_one_line() -> None:
    """Whatever a file is named and holds: no line of a log begins with a stranger's words, and no
    mark turns them round."""
    found = Finding(
        "content/a\n::error::x.txt", 1, "It holds \x1b[1m, \u202e and \udce9.\n::error::no", "rule"
    )
    assert (
        r"content/a\x0a::error::x.txt:1: It holds \x1b[1m, \u202e and \xe9. ::error::no (rule)"
        == str(found)
    )
    assert "\\x0a" in found.path
    assert "Caf\xe9 \u201cfree\u201d" == printable("Caf\xe9 \u201cfree\u201d")


# --- drawings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [ROOT / "content" / "assets" / "logo.svg", helpers.MADE_UP / "content" / "assets" / "logo.svg"],
    ids=["real", "made-up"],
)
def test_our_logos_are_plain_drawings(path: Path) -> None:
    assert svg.is_plain(path.read_bytes())
    assert path.stat().st_size < files.MOST_LOGO


def test_list_of_drawing_holds_nothing_that_acts() -> None:
    """Whoever adds to the list meets this test: no element that runs, fetches, moves or frames, and
    no attribute that a browser runs."""
    every = set().union(*svg.ELEMENTS.values())
    assert all(more - {"class", "fill"} <= svg.ELEMENTS[name] for name, more in svg.LOGO.items()), (
        "the logo's list is the shorter one"
    )
    assert not {
        "script",
        "style",
        "foreignObject",
        "a",
        "image",
        "iframe",
        "animate",
        "set",
        "animateMotion",
        "animateTransform",
        "feImage",
        "filter",
        "mask",
        "pattern",
        "marker",
        "handler",
        "audio",
        "video",
    } & set(svg.ELEMENTS)
    assert not [
        name
        for name in every
        if name.startswith("on") or name in ("style", "src", "filter", "mask", "cursor")
    ]


# --- who approves ---------------------------------------------------------------------------------


def test_every_path_has_an_owner() -> None:
    """GitHub asks the owners of the last line that fits; the patterns are those of .gitignore
    (GitHub: About code owners)."""
    from pathspec import GitIgnoreSpec

    lines = [
        (GitIgnoreSpec.from_lines([line.pattern]), line)
        for line in owners.lines((ROOT / owners.FILE).read_text(encoding="utf-8"))
    ]
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    paths = [name for name in done.stdout.decode().split("\0") if name]
    own = {path: [line for spec, line in lines if spec.match_file(path)] for path in paths}
    assert [] == [path for path, fit in own.items() if not fit or not fit[-1].owners]
    assert [] == [path for path, fit in own.items() if fit[-1].pattern == "*"], (
        "each has a line that names its place"
    )
    manager = "@fill-in-organisation/service-manager"
    for path in (
        "content/addresses.txt",
        "content/notices.yml",
        "content/wording.yml",
        "content/families-say.yml",
        "content/spelling.txt",
        "content/publicity/not-publicity.yml",
        "content/assets/logo.svg",
        "content/policies/impartiality.md",
    ):
        last = [line for spec, line in lines if spec.match_file(path)][-1]
        assert manager in last.owners or not any(
            name.startswith(owners.PLACEHOLDER) for name in last.owners
        ), path


def test_no_path_of_the_project_is_a_link() -> None:
    """Nor is another project put into it: git writes a link as mode 120000, a submodule as
    160000."""
    done = subprocess.run(
        ["git", "ls-files", "-s"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    assert [] == [line for line in done.stdout.splitlines() if not line.startswith("100")]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("/content/ @larkmere/advisers\n", None, ""),
        ("# who\n/content/ @larkmere/advisers # the team\n* @one two@example.org\n", None, ""),
        (
            "/content/ @larkmere/advisers\n/hooks/ @fill-in-organisation/site-code\n",
            2,
            "in place of @fill-in-organisation/site-code",
        ),
        ("\n/content/\n", 2, "write who approves /content/"),
        ("# nothing\n", 1, "write who approves what"),
        (None, 1, "there must be a file .github/CODEOWNERS"),
    ],
)
def test_who_approves_is_a_question(
    workshop: Workshop, text: str | None, line: int | None, says: str
) -> None:
    """While nobody has said who approves, publishing waits, and the draft notice asks; a site
    without a .github/ has no such question."""
    records = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    assert records.no_approver is None
    (workshop.folder / ".github").mkdir()
    if text is not None:
        (workshop.folder / ".github" / "CODEOWNERS").write_text(text, encoding="utf-8")
    records = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    found = [
        str(finding)
        for finding in service_confirms.check(Site(records, workshop.site))
        if finding.path == ".github/CODEOWNERS"
    ]
    asked = records.unconfirmed
    if line is None:
        assert ([], False) == (found, owners.ASK in asked)
    else:
        assert found[0].startswith(
            f".github/CODEOWNERS:{line}: The service must confirm: Who approves changes to this"
            " website. To do so, "
        )
        assert (1, True) == (len(found), owners.ASK in asked)
        assert says in found[0]


# --- what passes, in a browser --------------------------------------------------------------------


@pytest.fixture(scope="module")
def passing(tmp_path_factory: pytest.TempPathFactory, _quick: None) -> Path:
    """A site with a file of every kind that may be added, as a host serves it that sends no headers
    of ours."""
    made = helpers.workshop(tmp_path_factory.mktemp("passing"), own_layouts=False)
    for name, data in {
        "map.svg": SHAPES,
        "a.png": picture("PNG"),
        "grey.png": unpacked(),
        "by-and-by.png": unpacked(interlaced=True),
        "b.jpg": picture("JPEG"),
        "c.webp": picture("WEBP"),
    }.items():
        put(f"assets/{name}", data)(made)
    for name, data in {
        "way.pdf": over_a_page(
            "/Link",
            A=pikepdf.Dictionary({"/S": pikepdf.Name("/URI"), "/URI": "https://www.gov.uk/"}),
        ),
        "way.docx": word(field='HYPERLINK "https://www.gov.uk/" \\o "The government: a guide"'),
        "way.svg": SHAPES,
    }.items():
        put(f"publicity/{name}", data)(made)
    put(
        "publicity/not-publicity.yml",
        "".join(LISTED.format(name) for name in ("way.pdf", "way.docx", "way.svg")),
    )(made)
    put(".DS_Store", "left by a computer")(made)
    link("about/.#index.md", "somebody@computer.123")(
        made
    )  # Emacs holds an open file by such a link
    page = made.folder / "content" / "about" / "index.md"
    page.write_text(
        page.read_text(encoding="utf-8")
        + "\n![Our map](../assets/map.svg) ![Our door](../assets/a.png)\n",
        encoding="utf-8",
    )
    outcome = helpers.build_here(made)
    assert outcome.refusal is None, outcome.said
    assert [] == [
        line
        for line in outcome.findings
        if "(service-confirms)" not in line and "(checks-due)" not in line
    ]
    (made.site / "_headers").unlink()
    return made.site


def opened(browser: object, address: str, names: list[str]) -> tuple[set[str], set[str]]:
    """Opens files by themselves in one page: the scripts that ran (an inline one is named by its
    page), and the hosts that were asked."""
    from playwright.sync_api import Browser, Error

    assert isinstance(browser, Browser)
    context = browser.new_context()
    page = context.new_page()
    ran: set[str] = set()
    asked: set[str] = set()
    page.on(
        "request",
        lambda request: (
            asked.add(urlsplit(request.url).netloc)
            if not request.url.startswith("chrome")
            else None
        ),
    )  # the browser's own viewer of PDFs asks itself
    watch = context.new_cdp_session(page)
    watch.on(
        "Debugger.scriptParsed",
        lambda script: (
            ran.add(urlsplit(script["url"]).path)
            if (script.get("executionContextAuxData") or {}).get("isDefault") and script["url"]
            else None
        ),
    )
    watch.send("Debugger.enable")
    for name in names:
        try:
            page.goto(f"{address}/{name}", wait_until="load")
        except Error as error:
            if "is interrupted by another navigation" not in str(error):
                # Some files do open
                assert "Download is starting" in str(error) or "ERR_ABORTED" in str(error), error  # noqa: PT017
                continue
            page.wait_for_load_state()  # the page before leads on by itself, and was quicker
            page.goto(f"{address}/{name}", wait_until="load")
    context.close()
    return ran, asked


def test_browser_runs_our_scripts_alone(
    passing: Path, serve: Callable[[Path], str], browser: object
) -> None:
    """Every page and every file of the site that passed, opened by itself: only the build's own
    scripts run, and no other host is asked."""
    names = sorted(name.removesuffix("index.html") for name in helpers.contents(passing))
    address = serve(passing)
    ran, asked = opened(browser, address, names)
    ours = {f"/{path.relative_to(passing).as_posix()}" for path in passing.glob("assets/*.js")}
    assert ran
    assert ran <= ours
    assert {urlsplit(address).netloc} == asked


def test_browser_would_tell(tmp_path: Path, serve: Callable[[Path], str], browser: object) -> None:
    """The test above can fail: a drawing that runs, and one that asks another host, are seen."""
    (tmp_path / "runs.svg").write_text(f"{SVG}<script>{RUNS}</script></svg>", encoding="utf-8")
    (tmp_path / "asks.svg").write_text(
        f'{SVG}<image href="http://other.example.org/a.png"/></svg>', encoding="utf-8"
    )
    ran, asked = opened(browser, serve(tmp_path), ["runs.svg", "asks.svg"])
    assert {"/runs.svg"} == ran
    assert "other.example.org" in asked
