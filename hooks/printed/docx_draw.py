"""Letters as Word documents with real styles, for staff to fill in."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.printed import qr
from hooks.printed.normalise import squeezed, steps
from hooks.words.foreign import direction, script_of

FACE = "Arial"
"""A typeface that every office program has; ours is not on staff's computers."""
COMPLEX = {
    "Arab": FACE,
    **dict.fromkeys(("Beng", "Deva", "Gujr", "Guru", "Taml", "Telu"), "Nirmala UI"),
}
EASTERN = {
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Jpan": "Yu Gothic",
    "Kore": "Malgun Gothic",
}
"""Typefaces that Word brings for scripts to which it gives a typeface and a language of their own.
Where one is missing, it takes another that has the letters."""
SIZE, HEAD = 12, {1: 18, 2: 14}
GROUND = "F3F3F3"
LISTS = tuple(
    map("".join, product(("List Bullet", "List Number", "List Continue"), ("", " 2", " 3")))
)
"""Word's styles for lists, and for those inside them."""
DEEPEST = 3
"""Lists inside each other for which Word has styles."""


def letter(html: str, title: str, lang: str) -> bytes:
    """A print layout's page as .docx. The same page gives the same bytes."""
    import docx

    document = docx.Document()
    _styles(document, lang)
    tree = LexborHTMLParser(html)
    assert tree.body is not None
    _blocks(document, tree.body, 0)
    properties = document.core_properties
    properties.title, properties.language = title, lang
    properties.author = properties.comments = ""
    out = io.BytesIO()
    document.save(out)
    return _steady(out.getvalue())


def _styles(document: Any, lang: str) -> None:
    """The sheet, Word's own styles in our typeface, and styles for the policy and for what somebody
    fills in."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    _sheet(document.sections[0])
    styles = document.styles
    for name in ("Normal", *LISTS):
        _set_type(styles[name], SIZE, bold=False)
    for level, size in HEAD.items():
        _set_type(styles[f"Heading {level}"], size, bold=True)
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), lang)
    _policy_styles(styles)
    fill = styles.add_style("To Fill In", WD_STYLE_TYPE.CHARACTER)
    _shade(fill.element.get_or_add_rPr(), "FFF0CC")


def _sheet(section: Any) -> None:
    """A4 with its margins."""
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _set_type(style: Any, size: int, *, bold: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = FACE, Pt(size), bold
    style.font.color.rgb = RGBColor(0x20, 0x20, 0x20)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.casefold().endswith("theme")]:
        del fonts.attrib[key]  # Word takes a theme's typeface before one that is named
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), FACE)
    large = style.element.rPr.find(qn("w:szCs"))  # of letters from right to left, and of India
    if large is not None:
        large.set(qn("w:val"), str(2 * size))
    else:
        style.element.rPr.find(qn("w:sz")).addnext(
            OxmlElement("w:szCs", {qn("w:val"): str(2 * size)})
        )
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.space_before = Pt(10 if style.name.startswith("Heading") else 0)


def _policy_styles(styles: Any) -> None:
    """The policy's heading, statement and address: on a ground of their own, kept together on one
    sheet, with a line that ends them."""
    from docx.enum.style import WD_STYLE_TYPE

    for name, base in (
        ("Policy Heading", "Heading 2"),
        ("Policy Statement", "Normal"),
        ("Policy Address", "Normal"),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        style.paragraph_format.keep_with_next = name != "Policy Address"
        settings = style.element.get_or_add_pPr()
        if name == "Policy Address":
            edge = _add(settings, "pBdr")
            _add(edge, "bottom", val="single", sz="8", space="4", color="auto")
        _shade(settings, GROUND)
        if name == "Policy Heading":
            _add(settings, "outlineLvl", val="1")


def _shade(settings: Any, colour: str) -> None:
    _add(settings, "shd", val="clear", color="auto", fill=colour)


def _blocks(document: Any, parent: LexborNode, depth: int) -> None:
    """Everything below an element, in its order. `depth` is in how many lists it stands."""
    for node in parent.iter():
        if node.tag == "img":
            _code(document, node)
        elif node.tag in ("ul", "ol"):
            _list(document, node, depth + 1)
        elif node.tag == "table":
            _table(document, node)
        elif node.tag in ("h1", "h2", "h3", "h4", "p"):
            paragraph = _paragraph_of(document, node, _style_for(node))
            _runs(paragraph, node, _Manner(lang=_language(node, "")))
        else:
            _blocks(document, node, depth)


def _style_for(node: LexborNode) -> str:
    """Word's style for a heading or a paragraph. Letters have headings of two levels."""
    carried = _carried(node)
    if node.tag == "h1":
        return "Heading 1"
    if node.tag == "h2" and carried:
        return "Policy Heading"
    if node.tag in ("h2", "h3", "h4"):
        return "Heading 2"
    if not carried:
        return "Normal"
    address = "carried-where" in (node.attributes.get("class") or "")
    return "Policy Address" if address else "Policy Statement"


def _list(document: Any, node: LexborNode, depth: int) -> None:
    """A list with Word's own bullets or numbers; each numbered list counts by itself, from the
    number that it begins with."""
    level = min(depth, DEEPEST)
    suffix = "" if level == 1 else f" {level}"
    start = next((first for first, _ in steps(node)), 1)
    number = _counting(document, start, level - 1) if node.tag == "ol" else None
    for item in node.iter():
        if item.tag != "li":
            continue
        kind = "List Bullet" if number is None else "List Number"
        paragraph = _paragraph_of(document, item, kind + suffix)
        if number is not None:
            _count(paragraph, number, level - 1)
        _item(document, item, paragraph, depth)


def _item(document: Any, item: LexborNode, paragraph: Any, depth: int) -> None:
    """What stands in an item of a list: its first words in its own paragraph, further paragraphs
    and lists below it."""
    suffix = "" if depth == 1 else f" {min(depth, DEEPEST)}"
    lang = _language(item, "")
    begun = False
    for child in item.iter(include_text=True):
        if child.tag in ("ul", "ol"):
            _list(document, child, depth + 1)
        elif child.tag == "table":
            _table(document, child)
        elif child.tag == "p":
            if begun:
                paragraph = _paragraph_of(document, child, f"List Continue{suffix}")
            _runs(paragraph, child, _Manner(lang=_language(child, lang)))
            begun = True
        else:
            _run(paragraph, child, _Manner(lang=lang))
            begun = begun or bool((child.text_content or "").strip())


def _counting(document: Any, start: int, level: int) -> int:
    """The number of a new counting that begins with `start`: Word would go on with that of the last
    list."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    every = document.part.numbering_part.element
    kinds, counts = every.findall(qn("w:abstractNum")), every.findall(qn("w:num"))
    kind = OxmlElement("w:abstractNum")
    name = max((int(one.get(qn("w:abstractNumId"))) for one in kinds), default=0) + 1
    kind.set(qn("w:abstractNumId"), str(name))
    _add(kind, "multiLevelType", val="multilevel")
    for at in range(DEEPEST):
        one = _add(kind, "lvl", ilvl=str(at))
        _add(one, "start", val=str(start if at == level else 1))
        _add(one, "numFmt", val="decimal")
        _add(one, "lvlText", val=f"%{at + 1}.")
        _add(one, "lvlJc", val="left")
        _add(_add(one, "pPr"), "ind", left=str(360 * (at + 1)), hanging="360")
    if kinds:
        kinds[-1].addnext(kind)  # Word wants all kinds before all countings
    else:
        every.insert(0, kind)
    number = max((int(one.get(qn("w:numId"))) for one in counts), default=0) + 1
    count = _add(every, "num", numId=str(number))
    _add(count, "abstractNumId", val=str(name))
    return number


def _count(paragraph: Any, number: int, level: int) -> None:
    settings = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    settings.get_or_add_ilvl().val = level
    settings.get_or_add_numId().val = number


def _add(parent: Any, name: str, **values: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


def _table(document: Any, node: LexborNode) -> None:
    """A table with its first row as Word's header row, which stands again on the next page."""
    rows = [[cell for cell in row.iter() if cell.tag in ("th", "td")] for row in node.css("tr")]
    if not rows or not rows[0]:
        return
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    table.style = "Table Grid"
    for row in rows:
        made = table.add_row()
        head = row[0].tag == "th"
        settings = made._tr.get_or_add_trPr()
        _add(settings, "cantSplit")
        if head:
            _add(settings, "tblHeader")
        for cell, place in zip(row, made.cells, strict=False):
            _runs(place.paragraphs[0], cell, _Manner(bold=head, lang=_language(cell, "")))


def _paragraph_of(document: Any, node: LexborNode, style: str) -> Any:
    paragraph = document.add_paragraph(style=style)
    if node.attributes.get("dir") == "rtl" or (
        node.parent is not None and node.parent.attributes.get("dir") == "rtl"
    ):
        _add(paragraph._p.get_or_add_pPr(), "bidi")
    return paragraph


def _language(node: LexborNode, above: str) -> str:
    """The language that an element, or the block that holds it, is marked with; else `above`."""
    own = node.attributes.get("lang")
    block = node.parent if node.parent is not None and node.parent.tag == "div" else None
    return own or (block.attributes.get("lang") if block is not None else "") or above


def _carried(node: LexborNode) -> bool:
    above = node.parent
    return above is not None and "data-policy" in above.attributes


@dataclass(frozen=True, slots=True)
class _Manner:
    """How words are written: what stands round them says so."""

    bold: bool = False
    slanted: bool = False
    fill: bool = False
    lang: str = ""


def _runs(paragraph: Any, node: LexborNode, manner: _Manner) -> None:
    for child in node.iter(include_text=True):
        _run(paragraph, child, manner)


def _run(paragraph: Any, child: LexborNode, manner: _Manner) -> None:
    if child.tag == "-text":
        unmarked = re.sub("[\u200b\u2060]", "", child.text_content or "")
        text = re.sub(r"\s+", " ", unmarked)
        if text and not (text == " " and not paragraph.runs):
            run = paragraph.add_run(text, style="To Fill In" if manner.fill else None)
            run.bold, run.italic = manner.bold or None, manner.slanted or None
            if manner.lang:
                _speak(run, manner.lang)
    elif "data-field" in child.attributes:
        _field(paragraph, child.attributes["data-field"] or "", squeezed(child.text()))
    elif child.tag == "br":
        paragraph.add_run().add_break()
    elif child.tag == "a" and (child.attributes.get("href") or "").startswith(
        ("https://", "mailto:", "tel:")
    ):
        _link(paragraph, child.attributes["href"] or "", squeezed(child.text()))
    else:
        _runs(
            paragraph,
            child,
            replace(
                manner,
                bold=manner.bold or child.tag == "strong",
                slanted=manner.slanted or child.tag == "em",
                fill=manner.fill or "fill" in (child.attributes.get("class") or "").split(),
                lang=child.attributes.get("lang") or manner.lang,
            ),
        )


def _speak(run: Any, lang: str) -> None:
    """The language of words, and a typeface that has their letters. Word has a place of its own for
    scripts that join or turn their letters, and one for those of East Asia."""
    from docx.oxml.ns import qn

    settings, script = run._r.get_or_add_rPr(), script_of(lang)
    place = "bidi" if script in COMPLEX or direction(lang) else ""
    place = "eastAsia" if script in EASTERN else place or "val"
    if script in COMPLEX or script in EASTERN:
        key, face = "w:cs" if script in COMPLEX else "w:eastAsia", {**COMPLEX, **EASTERN}[script]
        settings.get_or_add_rFonts().set(qn(key), face)
    if place == "bidi":
        run.font.cs_bold, run.font.cs_italic = run.bold, run.italic
    if direction(lang):
        _add(settings, "rtl")
    _add(settings, "lang", **{place: lang})


def _field(paragraph: Any, name: str, blank: str) -> None:
    """A field that somebody writes in: Word and LibreOffice take its first words for a place holder
    and name it as the letter does."""
    from docx.oxml import OxmlElement

    control = OxmlElement("w:sdt")
    settings = _add(control, "sdtPr")
    _add(settings, "alias", val=blank.strip("[]"))
    _add(settings, "tag", val=name)
    _add(settings, "showingPlcHdr")
    _add(settings, "text", multiLine="1")
    inside = _add(control, "sdtContent")
    inside.append(paragraph.add_run(blank, style="To Fill In")._r)
    paragraph._p.append(control)


def _link(paragraph: Any, target: str, text: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _code(document: Any, node: LexborNode) -> None:
    from docx.shared import Cm

    address = node.attributes.get("data-leads")
    if not address:
        return
    run = document.add_paragraph(style="Normal").add_run()
    shape = run.add_picture(io.BytesIO(qr.as_png(address)), width=Cm(2.8))
    shape._inline.docPr.set("descr", node.attributes.get("alt") or "")
    shape._inline.docPr.set("name", "QR code")


def _steady(data: bytes) -> bytes:
    """The same document without the day on which it was made."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", part)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return out.getvalue()
