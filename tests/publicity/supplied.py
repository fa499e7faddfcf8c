"""Files as staff bring them, made here with the programs that staff's files come from: what each
is, and the sentence that it must be told.

A spoiled file names words of one sentence; a harmless one names none. PDFs are drawn by WeasyPrint
and edited with pikepdf, Word documents are written with python-docx.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import docx
import pikepdf
import segno
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from hooks.printed import pdf_draw
from hooks.printed.layout import Sheet
from hooks.words.carried import Shown, shown
from tests.printed import bench

RECORDS = bench.real()
POLICY = RECORDS.carried[0]
WHOLE, SHORT = shown(RECORDS, POLICY, small=False), shown(RECORDS, POLICY, small=True)
LINK = RECORDS.link(POLICY)
NAME = RECORDS.service.name if RECORDS.service else ""
TITLE = "<h1>Summer mornings</h1>"
REST = (
    "<h2>What we do</h2><p>We meet on Mondays in the library. Come along with your child. There is"
    " tea and a play corner.</p>"
)
BREAK = '<div style="break-before:page"></div>'
CSS = (
    "@page{size:A4;margin:20mm} body{font-family:Printed} *{hyphens:none} h1{font-size:26pt}"
    " h2{font-size:17pt}"
)


@dataclass(frozen=True)
class Supplied:
    """`says` are words of the sentence that the file must be told; "" for a harmless one."""

    name: str
    make: Callable[[], bytes]
    says: str = ""


# --- PDF ------------------------------------------------------------------------------------------


def block(words: Shown = WHOLE, style: str = "", link: str = "", leads: str = LINK) -> str:
    return (
        f'<section style="{style}"><h2>{words.heading}</h2><p>{words.statement}</p><p>{words.lead} '
        f'<a style="color:inherit;{link}" href="{leads}">{words.address}</a></p></section>'
    )


def pdf(body: str, css: str = "", title: str = "Summer mornings", lang: str = "en-GB") -> bytes:
    _, edition = bench.first_with("letter")
    html = (
        f'<!doctype html><html lang="{lang}"><head><meta'
        f' charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
    )
    return pdf_draw.draw(
        Sheet(replace(edition, bleed=0.0), html, f"{CSS}{css}", title, lang), 13, bench.types()
    )


def _pdf(*parts: str, **more: str) -> Callable[[], bytes]:
    return lambda: pdf("".join(parts), **more)


def _changed(
    change: Callable[[pikepdf.Pdf], object], *parts: str, **more: str
) -> Callable[[], bytes]:
    def make() -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf("".join(parts), **more))) as document:
            change(document)
            document.save(out)
        return out.getvalue()

    return make


def on_its_side(document: pikepdf.Pdf) -> None:
    """A wide page as some programs save it: drawn on a tall one, and turned."""
    for page in document.pages:
        _, _, right, top = (float(edge) for edge in page.mediabox)
        page.contents_add(f"q 0 1 -1 0 {top} 0 cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.obj.MediaBox, page.obj.Rotate = pikepdf.Array([0, 0, top, right]), 90
        for note in page.obj.get("/Annots", ()):
            one, two, three, four = (float(edge) for edge in note.Rect)
            note.Rect = pikepdf.Array([top - four, one, top - two, three])
        for name in ("/TrimBox", "/BleedBox", "/CropBox"):
            if name in page.obj:
                del page.obj[name]


def upside_down(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        page.obj.Rotate = 180


def stamped(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Annots.append(
        document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Stamp,
                Rect=pikepdf.Array([50, 500, 500, 800]),
                F=4,
            )
        )
    )


def layered(document: pikepdf.Pdf) -> None:
    layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="paper"))
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(ON=pikepdf.Array([layer]))
    )


def code(leads: str, words: str = "") -> str:
    return (
        '<p><img style="width:40mm" alt="QR code"'
        f' src="{segno.make(leads, micro=False).svg_data_uri(border=4, light="#fff", scale=4)}">{words}</p>'
    )


def scan() -> bytes:
    """A page that is one picture."""
    return pdf(
        '<p><img style="width:150mm" alt="A scan" src="'
        + segno.make("scan", micro=False).svg_data_uri(scale=4)
        + '"></p>'
    )


def own(name: str) -> Callable[[], bytes]:
    """A file that the build made itself, brought back."""

    def make() -> bytes:
        item, edition = bench.first_with(name)
        return bench.drawn(RECORDS, item, edition)[0]

    return make


CARD_PAGE = (
    "@page{size:85mm 55mm;margin:3mm} body{font-size:8.5pt} h1{font-size:13pt} h2{font-size:10pt}"
)
OLD = "https://old.example.org/impartiality/"
TAKEN_BACK = "The words at the top are the standard text of services like this."
SPOKEN_OF = "Impartial means that we do not take sides. You can read our Impartiality Policy."
PDFS: tuple[Supplied, ...] = (
    Supplied(
        "taken back on the second page",
        _pdf(TITLE, block(), REST, BREAK, f"<h2>What we say</h2><p>{TAKEN_BACK}</p>"),
        "may take back",
    ),
    Supplied(
        "ignored by its name alone",
        _pdf(
            TITLE, block(), REST, BREAK, "<h2>For schools</h2><p>We ignore Impartiality Policy.</p>"
        ),
        "may take back",
    ),
    Supplied(
        "named alone after captions",
        _pdf(
            TITLE,
            block(),
            REST,
            BREAK,
            "<h2>Who we are</h2><h3>Impartiality Policy</h3><p>We do not take sides.</p>"
            "<h3>More to read</h3><p>Read Impartiality Policy first.</p>",
        ),
    ),
    Supplied(
        "spoken of rightly",
        _pdf(TITLE, block(), REST, BREAK, f"<h2>What impartial means</h2><p>{SPOKEN_OF}</p>"),
    ),
    Supplied(
        "denied right above",
        _pdf(TITLE, "<p>It is not true that</p>", block(), REST),
        "right below its title or the name of the service",
    ),
    Supplied(
        "denied in a heading",
        _pdf(TITLE, "<h2>It is not true that</h2>", block(), REST),
        "right below its title or the name of the service",
    ),
    Supplied(
        "a paragraph above its box",
        _pdf(
            TITLE,
            "<p>Some of us think otherwise.</p>",
            block(style="border:2pt solid #333;padding:4mm"),
            REST,
        ),
        "right below its title",
    ),
    Supplied(
        "words beside its heading",
        _pdf(
            TITLE,
            '<div style="display:flex"><p style="width:40mm">It is a lie that</p>',
            block(),
            "</div>",
            REST,
        ),
        "right below its title",
    ),
    Supplied(
        "taken back right below",
        _pdf(TITLE, block(), "<p>This was so until March.</p>", REST),
        "a heading or a line right below",
    ),
    Supplied(
        "on a sheet laid over the leaflet",
        _pdf(block(), BREAK, TITLE, REST * 3),
        "on the page that is the item; page 1 looks like a sheet laid over it",
    ),
    Supplied(
        "beside a headline of 150 point",
        _pdf('<h1 style="font-size:150pt">Fun</h1>', block(), REST),
        "an eighth as large as the largest letters of its sheet, which is 19 point",
    ),
    Supplied(
        "small in large print",
        _pdf(TITLE, block(), REST, title="Summer mornings, large print"),
        "in at least 18 point, because it is large print",
    ),
    Supplied(
        "10 point",
        _pdf(TITLE, block(style="font-size:10pt"), REST),
        "in text of at least 12 point; it is 10.0 point",
    ),
    Supplied(
        "a code to an old address",
        _pdf(TITLE, block(), code(OLD), REST),
        f'one on page 1 leads to "{OLD}", which the page does not print',
    ),
    Supplied("only a picture", scan, "its first page is only a picture, such as a scan"),
    Supplied(
        "no policy",
        _pdf(TITLE, REST),
        f'all of its words are missing: "{WHOLE.statement}". Copy them from the page'
        f" {WHOLE.address}",
    ),
    Supplied(
        "a sentence missing",
        _pdf(
            TITLE, block(replace(WHOLE, statement=WHOLE.statement.rpartition(". ")[0] + ".")), REST
        ),
        f'these words are missing: "{WHOLE.statement.rpartition(". ")[2]}". Copy them from the page'
        f" {WHOLE.address}",
    ),
    Supplied("on page 2", _pdf(TITLE, REST, BREAK, block()), "on its first page; it is on page 2"),
    Supplied("a stamp", _changed(stamped, TITLE, block(), REST), "no stamp laid over page 1"),
    Supplied("a layer", _changed(layered, TITLE, block(), REST), "no layers"),
    Supplied("upside down", _changed(upside_down, TITLE, block(), REST), "statement upright"),
    Supplied(
        "in Polish without Polish words",
        _pdf(TITLE, block(), REST, lang="pl"),
        "the policy needs its words in that language first",
    ),
    Supplied(
        "a card in 6 point",
        _pdf(f"<h1>{NAME}</h1>", block(SHORT, style="font-size:6pt"), css=CARD_PAGE),
        "at least 8 point; it is 6.0 point",
    ),
    Supplied("plain", _pdf(TITLE, block(), REST)),
    Supplied("a link underlined", _pdf(TITLE, block(link="text-decoration:underline"), REST)),
    Supplied(
        "a wide page, turned",
        _changed(on_its_side, TITLE, block(), REST, css="@page{size:A4 landscape}"),
    ),
    Supplied("our own card", own("card")),
    Supplied("our own poster", own("poster")),
    Supplied(
        "the address over two lines",
        _pdf(
            TITLE, block(style="width:60mm;font-size:14pt"), REST, css="a{overflow-wrap:anywhere}"
        ),
    ),
    Supplied(
        "a ground of its own",
        _pdf(
            TITLE,
            block(style="background:#dde;padding:4mm"),
            "<p>Our address: the library.</p>",
            REST,
        ),
    ),
    Supplied(
        "a line, then words",
        _pdf(
            TITLE,
            block(),
            '<div style="border-top:1pt solid #333"></div><p>They asked us to write. It is'
            " free.</p>",
            REST,
        ),
    ),
    Supplied("the service's name above", _pdf(f"<p>{NAME}</p>", block(), REST)),
    Supplied("nothing above", _pdf(block(), REST)),
    Supplied("a code to the policy", _pdf(TITLE, block(), code(LINK), REST)),
    Supplied(
        "a code with its address",
        _pdf(
            TITLE,
            block(),
            REST,
            code("https://library.example.org/book", " library.example.org/book"),
        ),
    ),
    Supplied("two columns", _pdf(TITLE, '<div style="columns:2">', block(), REST * 2, "</div>")),
    Supplied(
        "a poster in large letters",
        _pdf(
            '<h1 style="font-size:90pt">Fun day</h1>',
            block(style="font-size:24pt"),
            REST,
            css="@page{size:A3} h2{font-size:30pt}",
        ),
    ),
)


# --- Word -----------------------------------------------------------------------------------------


def word(
    above: Sequence[tuple[str, str]] = (("title", "Summer mornings"),),
    below: Sequence[tuple[str, str]] = (("h", "What we do"), ("p", "We meet on Mondays.")),
    change: Callable[[Any], object] = lambda document: None,
    heading: Sequence[str] = (WHOLE.heading,),
    with_policy: bool = True,
) -> Callable[[], bytes]:
    def make() -> bytes:
        document = docx.Document()
        document.styles["Normal"].font.size = Pt(12)
        for lang in document.styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), "en-GB")
        _written(document, above)
        if with_policy:
            title = document.add_heading("", 2)
            for part in heading:
                title.add_run(part)
            document.add_paragraph(WHOLE.statement)
            where = document.add_paragraph(f"{WHOLE.lead} ")
            link = OxmlElement("w:hyperlink")
            link.set(
                qn("r:id"),
                where.part.relate_to(LINK, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
            )
            link.append(where.add_run(WHOLE.address)._r)
            where._p.append(link)
        _written(document, below)
        document.core_properties.author = ""
        change(document)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make


def _written(document: Any, parts: Sequence[tuple[str, str]]) -> None:
    for kind, text in parts:
        if kind == "p":
            document.add_paragraph(text)
        else:
            document.add_heading(text, 0 if kind == "title" else 1)


def shape_over_it(document: Any) -> None:
    document.paragraphs[2]._p.append(
        parse_xml(
            '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pict><v:rect'
            ' xmlns:v="urn:schemas-microsoft-com:vml"'
            ' style="position:absolute;width:400pt;height:200pt" fillcolor="white"/></w:pict></w:r>'
        )
    )


def hidden(document: Any) -> None:
    document.paragraphs[2].runs[0].font.hidden = True


def empty_lines(count: int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for _ in range(count):
            document.paragraphs[0]._p.addnext(OxmlElement("w:p"))

    return change


def far_down(document: Any) -> None:
    document.paragraphs[1].paragraph_format.space_before = Pt(700)


def moved_aside(document: Any) -> None:
    document.paragraphs[2].paragraph_format.left_indent = Pt(-60)


def huge_title(document: Any) -> None:
    document.paragraphs[0].runs[0].font.size = Pt(150)


def in_the_head(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "It is not true that"


def as_libreoffice_says(**settings: str) -> Callable[[Any], None]:
    """What LibreOffice writes into every paragraph, such as that it does not run to the left."""

    def change(document: Any) -> None:
        for paragraph in document.paragraphs:
            for name, value in settings.items():
                node = OxmlElement(f"w:{name}")
                node.set(qn("w:val"), value)
                paragraph._p.get_or_add_pPr().append(node)

    return change


def on_the_line(document: Any) -> None:
    document.paragraphs[2].runs[0].font.subscript = False


def with_code(leads: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        picture = io.BytesIO()
        segno.make(leads, micro=False).save(picture, kind="png", scale=6)
        picture.seek(0)
        document.add_picture(picture)._inline.docPr.set("descr", "QR code")

    return change


WORDS: tuple[Supplied, ...] = (
    Supplied(
        "taken back at the end",
        word(below=(("h", "What we do"), ("p", f"We meet on Mondays. {TAKEN_BACK}"))),
        f'"{TAKEN_BACK}" may take back',
    ),
    Supplied(
        "spoken of rightly",
        word(below=(("h", "What impartial means"), ("p", f"{SPOKEN_OF}"))),
    ),
    Supplied(
        "a shape over it",
        word(change=shape_over_it),
        "no floating picture, shape or text box, which could cover the policy. In Word: choose it,"
        " then Layout Options",
    ),
    Supplied(
        "hidden",
        word(change=hidden),
        'the text is hidden. In Word: mark it, then Font, and take the tick from "Hidden"',
    ),
    Supplied(
        "60 empty lines above", word(change=empty_lines(60)), "in the upper part of its first page"
    ),
    Supplied(
        "700 points of space above", word(change=far_down), "in the upper part of its first page"
    ),
    Supplied(
        "moved to the side",
        word(change=moved_aside),
        "it is moved sideways. In Word: mark it, then Paragraph, and set the indentation to 0",
    ),
    Supplied(
        "denied right above",
        word(above=(("title", "Summer mornings"), ("p", "It is not true that"))),
        "right below its title or the name of the service",
    ),
    Supplied(
        "denied in a heading",
        word(above=(("h", "It is not true that"),)),
        "right below its title or the name of the service",
    ),
    Supplied(
        "denied above a heading of two runs",
        word(above=(("p", "Nobody here agrees with"),), heading=("We are imp", "artial")),
        "right below its title",
    ),
    Supplied(
        "denied in the head of the page",
        word(above=(), change=in_the_head),
        "right below its title or the name of the service",
    ),
    Supplied(
        "taken back right below",
        word(below=(("p", "This was so until March."),)),
        "a heading or a line right below",
    ),
    Supplied(
        "beside a title of 150 point",
        word(change=huge_title),
        "an eighth as large as its largest letters",
    ),
    Supplied(
        "a code to an old address",
        word(change=with_code(OLD)),
        f'leads to "{OLD}", which is not printed',
    ),
    Supplied("no policy", word(with_policy=False), f"Copy them from the page {WHOLE.address}"),
    Supplied(
        "from right to left",
        word(change=as_libreoffice_says(bidi="1")),
        "it runs from right to left",
    ),
    Supplied(
        "from top to bottom",
        word(change=as_libreoffice_says(textDirection="tbRl")),
        "it runs in another direction",
    ),
    Supplied("plain", word()),
    Supplied(
        "as LibreOffice says it",
        word(change=as_libreoffice_says(bidi="0", textDirection="lrTb")),
    ),
    Supplied("letters on the line", word(change=on_the_line)),
    Supplied(
        "a heading of two runs",
        word(
            heading=(
                ("We are imp", "artial")
                if WHOLE.heading == "We are impartial"
                else (WHOLE.heading[:4], WHOLE.heading[4:])
            )
        ),
    ),
    Supplied("the service's name above", word(above=(("p", NAME),))),
    Supplied("nothing above", word(above=())),
    Supplied("nothing below", word(below=())),
    Supplied("three empty lines above", word(change=empty_lines(3))),
    Supplied("a question as its title", word(above=(("h", "Do you need help at school?"),))),
    Supplied("a code to the policy", word(change=with_code(LINK))),
)
