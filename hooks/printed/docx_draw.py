"""Letters as Word documents with real styles, for staff to fill in."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.printed import qr
from hooks.printed.normalise import squeezed, steps
from hooks.words.foreign import direction

FACE = "Arial"
"""A typeface that every office program has; ours is not on staff's computers."""
SIZE, HEAD = 12, {1: 18, 2: 14}
GROUND = "F3F3F3"
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
    properties.title, properties.language, properties.author, properties.comments = (
        title,
        lang,
        "",
        "",
    )
    out = io.BytesIO()
    document.save(out)
    return _steady(out.getvalue())


def _styles(document: Any, lang: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    styles = document.styles
    lists = [
        (f"{kind}{level}", SIZE, False)
        for kind in ("List Bullet", "List Number", "List Continue")
        for level in ("", " 2", " 3")
    ]
    for name, size, bold in (
        ("Normal", SIZE, False),
        ("Heading 1", HEAD[1], True),
        ("Heading 2", HEAD[2], True),
        *lists,
    ):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = (
            FACE,
            Pt(size),
            bold,
            RGBColor(0x20, 0x20, 0x20),
        )
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(key), FACE)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.space_before = Pt(10 if name.startswith("Heading") else 0)
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), lang)
    for name, kind, base in (
        ("Policy Heading", WD_STYLE_TYPE.PARAGRAPH, "Heading 2"),
        ("Policy Statement", WD_STYLE_TYPE.PARAGRAPH, "Normal"),
        ("Policy Address", WD_STYLE_TYPE.PARAGRAPH, "Normal"),
    ):
        style = styles.add_style(name, kind)
        style.base_style = styles[base]
        style.paragraph_format.keep_with_next = name != "Policy Address"
        if name == "Policy Address":  # the line that ends the policy
            edge, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
            for key, value in (
                ("w:val", "single"),
                ("w:sz", "8"),
                ("w:space", "4"),
                ("w:color", "auto"),
            ):
                line.set(qn(key), value)
            edge.append(line)
            style.element.get_or_add_pPr().append(edge)
        shade = OxmlElement("w:shd")
        for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", GROUND)):
            shade.set(qn(key), value)
        style.element.get_or_add_pPr().append(shade)
        if name == "Policy Heading":
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), "1")
            style.element.get_or_add_pPr().append(level)
    fill = styles.add_style("To Fill In", WD_STYLE_TYPE.CHARACTER)
    shade = OxmlElement("w:shd")
    for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "FFF0CC")):
        shade.set(qn(key), value)
    fill.element.get_or_add_rPr().append(shade)


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
            carried = _carried(node)
            style = {
                "h1": "Heading 1",
                "h2": "Policy Heading" if carried else "Heading 2",
                "h3": "Heading 2",
                "h4": "Heading 2",
            }.get(node.tag or "", _carried_style(node) if carried else "Normal")
            _runs(_paragraph_of(document, node, style), node, _Manner(lang=_language(node, "")))
        else:
            _blocks(document, node, depth)


def _list(document: Any, node: LexborNode, depth: int) -> None:
    """A list with Word's own bullets or numbers; each numbered list counts by itself, from the
    number that it begins with."""
    suffix = "" if depth == 1 else f" {min(depth, DEEPEST)}"
    number = (
        _counting(document, next((first for first, _ in steps(node)), 1), min(depth, DEEPEST) - 1)
        if node.tag == "ol"
        else None
    )
    for item in node.iter():
        if item.tag != "li":
            continue
        paragraph = _paragraph_of(
            document, item, f"List {'Bullet' if number is None else 'Number'}{suffix}"
        )
        if number is not None:
            _count(paragraph, number, min(depth, DEEPEST) - 1)
        begun = False
        for child in item.iter(include_text=True):
            if child.tag in ("ul", "ol"):
                _list(document, child, depth + 1)
            elif child.tag == "table":
                _table(document, child)
            elif child.tag == "p":
                if begun:
                    paragraph = _paragraph_of(document, child, f"List Continue{suffix}")
                _runs(paragraph, child, _Manner(lang=_language(child, _language(item, ""))))
                begun = True
            else:
                _run(paragraph, child, _Manner(lang=_language(item, "")))
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
    (kinds[-1] if kinds else every).addnext(kind) if kinds else every.insert(0, kind)
    count = _add(
        every, "num", numId=str(max((int(one.get(qn("w:numId"))) for one in counts), default=0) + 1)
    )
    _add(count, "abstractNumId", val=str(name))
    return int(count.get(qn("w:numId")))


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
    return (
        node.attributes.get("lang")
        or (
            node.parent.attributes.get("lang")
            if node.parent is not None and node.parent.tag == "div"
            else ""
        )
        or above
    )


def _carried_style(node: LexborNode) -> str:
    return (
        "Policy Address"
        if "carried-where" in (node.attributes.get("class") or "")
        else "Policy Statement"
    )


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
        text = re.sub(r"\s+", " ", child.text_content or "").replace("\u200b", "")
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
    """The language of words; those that run from right to left have a place of their own in
    Word."""
    settings = run._r.get_or_add_rPr()
    if direction(lang):
        _add(settings, "rtl")
    _add(settings, "lang", **{"bidi" if direction(lang) else "val": lang})


def _field(paragraph: Any, name: str, blank: str) -> None:
    """A field that somebody writes in: Word and LibreOffice take its first words for a place holder
    and name it as the letter does."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    control, settings, inside = (
        OxmlElement("w:sdt"),
        OxmlElement("w:sdtPr"),
        OxmlElement("w:sdtContent"),
    )
    for tag, value in (
        ("w:alias", blank.strip("[]")),
        ("w:tag", name),
        ("w:showingPlcHdr", None),
        ("w:text", None),
    ):
        setting = OxmlElement(tag)
        if value is not None:
            setting.set(qn("w:val"), value)
        elif tag == "w:text":
            setting.set(qn("w:multiLine"), "1")
        settings.append(setting)
    inside.append(paragraph.add_run(blank, style="To Fill In")._r)
    control.append(settings)
    control.append(inside)
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
