"""Letters as Word documents with real styles, for staff to fill in; and the proof of any Word
document.

A Word document has no pages until it is opened, so "first page" means here: before any page break,
and before half of its words or among the first 1,200 letters.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.printed import qr
from hooks.printed.normalise import letters as only_letters
from hooks.printed.normalise import squeezed, steps
from hooks.printed.pdf_proof import (
    ACCESSIBLE,
    CARRIES,
    CONFIRMED,
    FAINT,
    FITS,
    SEEN,
    TINY,
    Carry,
    Expected,
    lacking,
    names_a_title,
    no_person,
    unconfirmed,
)
from hooks.printed.pdf_text import brightness, contrast
from hooks.words.carried import besides
from hooks.words.foreign import direction

FACE = "Arial"
"""A typeface that every office program has; ours is not on staff's computers."""
SIZE, HEAD = 12, {1: 18, 2: 14}
GROUND = "F3F3F3"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PLAIN = frozenset(
    {
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "sz",
        "szCs",
        "color",
        "lang",
        "u",
        "noProof",
        "kern",
        "shd",
        "highlight",
        "caps",
        "smallCaps",
    }
)
"""What may be done to the letters of the policy."""
FIRST = 1200
"""Letters that surely stand on the first page of any letter."""
PROGRAMS = frozenset({"python-docx"})
"""What a program that writes such files names as their author."""
MAX_PART = 40_000_000
"""Bytes of one unpacked part that are read: a document that unpacks to more is refused."""


# --- writing --------------------------------------------------------------------------------------


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


DEEPEST = 3
"""Lists inside each other for which Word has styles."""


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


# --- proving --------------------------------------------------------------------------------------


@dataclass
class _Run:
    """Words with what is done to them. `points`, `colour` and `ground` after all styles;
    `paragraph` is its number."""

    text: str
    points: float
    colour: str
    ground: str
    strange: frozenset[str]
    link: str | None
    heading: bool
    page: int
    boxed: bool
    paragraph: int = 0


@dataclass
class _Paragraph:
    """A paragraph. `heading` is whether it is one, or a title; `lined` is whether a line or the
    edge of a ground ends it, `opened` whether one begins it; `room` the points of space that it
    takes besides its letters."""

    text: str = ""
    heading: bool = False
    lined: bool = False
    opened: bool = False
    room: float = 0.0
    points: float = 12.0
    picture: bool = False


@dataclass
class _Document:
    runs: list[_Run] = field(default_factory=list)
    paragraphs: list[_Paragraph] = field(default_factory=list)
    floating: int = 0
    pictures: list[bytes] = field(default_factory=list)
    undescribed: int = 0
    title: str = ""
    makers: list[str] = field(default_factory=list)
    header: str = ""
    langs: set[str] = field(default_factory=set)
    wide: float = 595.0
    high: float = 842.0


def examine(data: bytes, expected: Expected) -> list[tuple[str, str]]:
    """Every fault of a Word document as (rule, sentence)."""
    try:
        document = _read(data, counted=expected.edition is not None)
    except (zipfile.BadZipFile, KeyError, SyntaxError, ValueError):
        return [
            (CARRIES, f"{expected.name} must be a Word document that can be opened; it cannot.")
        ]
    found = [
        (CARRIES, text)
        for carry in expected.carries
        for text in _carries(document, expected, carry)
    ]
    if (
        (expected.edition is not None or document.title)
        and expected.title
        and document.title != expected.title
    ):
        found.append(
            (ACCESSIBLE, f'must have the title "{expected.title}"; it has "{document.title}".')
        )
    if not any(lang.lower().startswith(expected.lang[:2]) for lang in document.langs):
        found.append((ACCESSIBLE, f"must say that its language is {expected.lang}."))
    if document.undescribed:
        found.append(
            (ACCESSIBLE, "must have words for every picture; one has none (Word: Edit Alt Text).")
        )
    if not any(run.heading for run in document.runs):
        found.append((ACCESSIBLE, "must use Word's heading styles; it has no heading."))
    text = "".join(run.text for run in document.runs)
    if expected.edition is None:
        found += [(FITS, text) for text in _open(document)]
        found += [
            (CONFIRMED, no_person(maker, expected.authors))
            for maker in document.makers
            if maker not in {*expected.authors, *PROGRAMS}
        ]
    if expected.words is not None and only_letters(text) != only_letters(expected.words):
        found.append((ACCESSIBLE, "must hold the item's words in their order; it does not."))
    found += [(CONFIRMED, text) for text in unconfirmed(text, expected.numbers, expected.mails)]
    return list(dict.fromkeys((rule, f"{expected.name} {text}") for rule, text in found))


def words(data: bytes) -> str:
    """All words of a Word document, paragraph by paragraph, those of its edges, notes, pictures and
    properties too. "" for one that cannot be read."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    found: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                if not name.endswith(".xml") or name.startswith("["):
                    continue
                tree = etree.fromstring(parts.read(name), parser)
                found += [
                    "".join(_words(node) or _letters(node) for node in paragraph.iter())
                    for paragraph in tree.iter(f"{W}p")
                ]
                for node in tree.iter(
                    "{*}*"
                    # labels of lists, words for pictures, letters as drawings, properties: whatever
                    # else may be read
                ):
                    found += [
                        value
                        for value in (node.text or "", *node.attrib.values())
                        if " " in value.strip()
                    ]
    except (zipfile.BadZipFile, KeyError, SyntaxError, ValueError):
        return ""
    return "\n\n".join(found)


def language(data: bytes) -> str:
    """What most words of a Word document say of their language; "" where nothing is said or it
    cannot be read."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in ("word/document.xml", "word/styles.xml"):
                said = Counter(
                    node.get(f"{W}val")
                    for node in etree.fromstring(parts.read(name), parser).iter(f"{W}lang")
                    if node.get(f"{W}val")
                )
                if said:
                    return str(said.most_common(1)[0][0])
    except (zipfile.BadZipFile, KeyError, SyntaxError, ValueError):
        return ""
    return ""


def _open(document: _Document) -> Iterator[str]:
    """Whether everybody sees every word."""
    written = [run for run in document.runs if run.text.strip()]
    faint = [
        run
        for run in written
        if contrast(brightness(_rgb(run.colour)), brightness(_rgb(run.ground))) < FAINT
    ]
    if faint:
        yield (
            f'must show all its words; "{faint[0].text.strip()[:40]}" is {faint[0].colour} on'
            f" {faint[0].ground}."
        )
    small = [run for run in written if run.points < TINY]
    if small:
        yield (
            f"must have letters that can be read, of at least {TINY:g} point;"
            f' "{small[0].text.strip()[:40]}" is {small[0].points:g} point.'
        )


def _carries(document: _Document, expected: Expected, carry: Carry) -> Iterator[str]:
    name = carry.policy
    pieces = [(only_letters(run.text), run) for run in document.runs]
    text = "".join(piece for piece, _ in pieces)
    owner = [run for piece, run in pieces for _ in piece]
    if (
        expected.edition is None
        and max(document.wide, document.high) <= CARD
        and only_letters(carry.statement) not in text
    ):
        carry = replace(carry, statement=carry.short)
    whole = only_letters(carry.words)
    start = text.find(whole)
    if start < 0:
        yield lacking(
            carry, text, "on its first page" if expected.edition is None else "letter for letter"
        )
        return
    block = _met(owner[start : start + len(whole)])
    head = _met(owner[start : start + len(only_letters(carry.heading))])
    address = _met(
        owner[start + len(whole) - len(only_letters(carry.address)) : start + len(whole)]
    )
    yield from _alone(document, expected, carry, block)
    if block[0].page:
        yield f"must show the {name} statement on its first page; a page break stands above it."
    elif start * 2 > len(text) and start > FIRST:
        yield f"must show the {name} statement before half of its words."
    elif _down(document, block[0].paragraph) > HIGHEST * document.high:
        yield (
            f"must show the {name} statement in the upper part of its first page; so much space or"
            " so many words stand above it. Take empty lines and space away."
        )
    least = (
        expected.least
        if max(document.wide, document.high) > CARD or expected.edition is not None
        else CARD_LEAST
    )
    small = min(run.points for run in block)
    if small < least:
        yield (
            f"must show the {name} statement in text of at least {least:g} point; it is {small:g}"
            " point."
        )
    largest = max(run.points for run in document.runs if run.text.strip())
    if small < largest / SHARE:
        yield (
            f"must show the {name} statement at least an eighth as large as its largest letters,"
            f" {largest / SHARE:.0f} point; it is {small:g} point."
        )
    strange = sorted(set().union(*(run.strange for run in block)))
    if strange:
        yield f"must show the {name} statement as plain text; {SAYS.get(strange[0], SAYS_OTHER)}."
    if any(run.boxed for run in block):
        yield (
            f"must show the {name} statement in the text itself, not in a text box, a frame or a"
            " row of fixed height."
        )
    headed = {
        id(run) for run in head if run.points > small or run.points >= 13
    }  # large letters need less (WCAG 2.2, 1.4.3)
    faint = [
        run
        for run in block
        if contrast(brightness(_rgb(run.colour)), brightness(_rgb(run.ground)))
        < (FAINT if id(run) in headed else SEEN)
    ]
    if faint:
        yield (
            f"must show the {name} statement so that it is seen (contrast of at least {SEEN:g} to"
            f" 1); it is {faint[0].colour} on {faint[0].ground}."
        )
    if not all(run.heading for run in head):
        yield (
            f'must show "{carry.heading}" in one of Word\'s heading styles (Home, Styles,'
            " Heading 2)."
        )
    if not all(run.link == carry.link for run in address):
        yield f"must have a link on the printed address that leads to {carry.link}."
    if document.floating:
        yield (
            "must hold no floating picture, shape or text box, which could cover the policy. In"
            ' Word: choose it, then Layout Options, "In Line with Text", or take it out.'
        )
    codes = _codes(document)
    if expected.edition is not None and carry.link not in codes:
        yield f"must have a QR code that leads to {carry.link}."
    wrong = [
        code
        for code in sorted(codes)
        if expected.edition is None
        and all(code != other.link for other in expected.carries)
        and only_letters(re.sub(r"^https?://(www\.)?", "", code).rstrip("/")) not in text
    ]
    if wrong:
        yield (
            f'must have QR codes that lead where its words say; one leads to "{wrong[0][:80]}",'
            f" which is not printed. Make it again for {carry.link}."
        )


SAYS = {
    "vanish": 'the text is hidden. In Word: mark it, then Font, and take the tick from "Hidden"',
    "webHidden": 'the text is hidden. In Word: mark it, then Font, and take the tick from "Hidden"',
    "indent": (
        "it is moved sideways. In Word: mark it, then Paragraph, and set the indentation to 0"
    ),
    "exact line spacing": 'its lines are too low. In Word: Paragraph, Line spacing, "Single"',
    "text direction": "it runs in another direction. In Word: Layout, Text Direction, Horizontal",
    "strike": "it is crossed out. In Word: mark it, then Clear All Formatting",
    "dstrike": "it is crossed out. In Word: mark it, then Clear All Formatting",
    "vertAlign": "it is raised or lowered. In Word: mark it, then Clear All Formatting",
    "position": "it is raised or lowered. In Word: mark it, then Clear All Formatting",
}
SAYS_OTHER = "its letters are changed. In Word: mark it, then Clear All Formatting"
"""What is done to letters, as Word calls it, by the name in the file."""
CARD, CARD_LEAST, SHARE = 298.0, 8.0, 8.0
"""Points of the longer side of a card (A7), which may show the short statement in smaller letters;
and what part of the largest letters is enough."""
HIGHEST = 0.7
"""Of the height of its page: how far down the policy may begin, as far as that can be reckoned."""


def _alone(
    document: _Document, expected: Expected, carry: Carry, block: Sequence[_Run]
) -> Iterator[str]:
    """Whether nothing but a title stands right above the block, and a heading, a line or the end
    right below it, as on a page and in a PDF."""
    others = [
        only_letters(part)
        for other in expected.carries
        if other is not carry
        for part in (other.words, other.heading, other.statement, other.where)
    ]
    above = [
        one
        for one in document.paragraphs[: block[0].paragraph]
        if (one.text.strip() or one.picture) and only_letters(one.text) not in others
    ]
    inner = document.paragraphs[block[0].paragraph].text
    lead = squeezed(inner).partition(squeezed(carry.heading))[0]
    if not lead and not above and document.header:  # the edge of the page stands right above it
        above = [_Paragraph(document.header, heading=True)]
    said = lead or (
        squeezed(" ".join(one.text for one in above))
        if expected.edition is not None
        else squeezed(above[-1].text)
        if above
        else ""
    )
    strange = besides((only_letters(title) for title in expected.titles), only_letters(said))
    if strange and not (
        not lead and expected.edition is None and above[-1].heading and names_a_title(said)
    ):
        yield (
            f"must show the {carry.policy} right below its title or the name of the service, with"
            f' no other words between; "{" ".join(said.split()[-6:])}" stands there. Move it below.'
        )
    last = block[-1].paragraph
    tail = (
        squeezed(document.paragraphs[last].text).rpartition(squeezed(carry.address))[2].strip(" .")
    )
    below = next(
        (
            one
            for one in document.paragraphs[last + 1 :]
            if one.text.strip() or one.lined or one.opened or one.picture
        ),
        None,
    )
    if tail or (
        below is not None
        and not (
            document.paragraphs[last].lined
            or below.heading
            or (not below.text.strip() and not below.picture)
            or below.opened
            or only_letters(below.text) in others
        )
    ):
        shown = tail or (squeezed(below.text)[:40] if below is not None else "")
        yield (
            f"must have a heading or a line right below the {carry.policy}, before other words;"
            f' "{shown}" stands there. In Word: put the cursor at the end of the address, then'
            " Borders, Bottom Border."
        )


def _down(document: _Document, place: int) -> float:
    """About how many points of the first page lie above a paragraph."""
    width = max(document.wide - 110, 60.0)
    return (
        sum(
            one.room + max(1, -(-len(one.text) * one.points * 0.5 // width)) * one.points * 1.2
            for one in document.paragraphs[:place]
        )
        + document.paragraphs[place].room
        + 50
    )


def _met(runs: Sequence[_Run]) -> list[_Run]:
    return list({id(run): run for run in runs}.values())


def _codes(document: _Document) -> set[str]:
    from PIL import Image, UnidentifiedImageError

    found = set()
    for data in document.pictures:
        try:
            found |= {code.text for code in qr.read(Image.open(io.BytesIO(data)).convert("RGB"))}
        except (UnidentifiedImageError, OSError):
            continue
    return found


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)


def _read(data: bytes, *, counted: bool = False) -> _Document:
    """A Word document as its words; `counted`: with the numbers of its numbered lists, as Word
    shows them."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if any(entry.file_size > MAX_PART for entry in parts.infolist()):
            raise ValueError("too large")
        tree = etree.fromstring(parts.read("word/document.xml"), parser)
        styles = etree.fromstring(parts.read("word/styles.xml"), parser)
        relations = {
            node.get("Id", ""): node.get("Target", "")
            for node in etree.fromstring(parts.read("word/_rels/document.xml.rels"), parser)
        }
        numbers = (
            _Numbers(etree.fromstring(parts.read("word/numbering.xml"), parser))
            if counted and "word/numbering.xml" in parts.namelist()
            else None
        )
        found = _Document(
            pictures=[
                parts.read(name) for name in parts.namelist() if name.startswith("word/media/")
            ]
        )
        found.header = squeezed(
            " ".join(
                node.text or ""
                for name in sorted(parts.namelist())
                if re.fullmatch(r"word/header\d*\.xml", name)
                for node in etree.fromstring(parts.read(name), parser).iter(f"{W}t")
            )
        )
        if "docProps/core.xml" in parts.namelist():
            core = etree.fromstring(parts.read("docProps/core.xml"), parser)
            found.makers = [
                text
                for name in ("{*}creator", "{*}lastModifiedBy")
                for node in core.iter(name)
                if (text := (node.text or "").strip())
            ]
            found.title = next(
                (node.text or "" for node in core.iter("{http://purl.org/dc/elements/1.1/}title")),
                "",
            )
    known: dict[str, Any] = {node.get(f"{W}styleId", ""): node for node in styles.iter(f"{W}style")}
    found.langs = {
        node.get(f"{W}val") or "" for root in (tree, styles) for node in root.iter(f"{W}lang")
    }
    found.floating = sum(1 for _ in tree.iter(f"{WP}anchor")) + sum(
        1 for node in tree.iter("{urn:schemas-microsoft-com:vml}*") if _floats(node)
    )
    size = next(tree.iter(f"{W}pgSz"), None)
    if size is not None:
        found.wide, found.high = (
            float(size.get(f"{W}{key}") or fallback) / 20
            for key, fallback in (("w", 11906), ("h", 16838))
        )
    found.undescribed = sum(
        not (node.get("descr") or "").strip() for node in tree.iter(f"{WP}docPr")
    )
    page = 0
    for paragraph in tree.iter(f"{W}p"):
        settings = paragraph.find(f"{W}pPr")
        if settings is not None and settings.find(f"{W}pageBreakBefore") is not None:
            page += 1
        before = len(found.runs)
        page = _paragraph(found, paragraph, settings, known, styles, relations, page)
        if numbers is not None and len(found.runs) > before and (label := numbers.label(settings)):
            found.runs[before].text = f"{label} {found.runs[before].text}"
        if settings is not None and settings.find(f"{W}sectPr") is not None:
            page += 1
    return found


def _floats(shape: Any) -> bool:
    """Whether a shape of Word's older kind lies over or behind the text."""
    style = (shape.get("style") or "").replace(" ", "").lower()
    return "position:absolute" in style or "mso-position" in style or "z-index" in style


def _lines(settings: Any, side: str) -> bool:
    """Whether a paragraph's own settings draw a line, of a width and a colour that are seen."""
    edge = settings.find(f"{W}pBdr/{W}{side}") if settings is not None else None
    return (
        edge is not None
        and edge.get(f"{W}val") not in (None, "nil", "none")
        and brightness(_rgb(_hex(edge.get(f"{W}color") or "auto", "000000"))) < 0.75
    )


class _Numbers:
    """Counts the numbered lists of a document as Word does: each counting by itself."""

    def __init__(self, numbering: Any) -> None:
        kinds = {kind.get(f"{W}abstractNumId"): kind for kind in numbering.iter(f"{W}abstractNum")}
        self.kinds = {
            count.get(f"{W}numId"): kinds.get(_value(count, "abstractNumId"))
            for count in numbering.iter(f"{W}num")
        }
        self.last: dict[tuple[str, str], int] = {}

    def label(self, settings: Any) -> str:
        """What stands before a paragraph: "2."; nothing where it has no number of its own."""
        given = settings.find(f"{W}numPr") if settings is not None else None
        if given is None:
            return ""
        name, level = _value(given, "numId") or "", _value(given, "ilvl") or "0"
        kind = self.kinds.get(name)
        form = (
            next((one for one in kind.iter(f"{W}lvl") if one.get(f"{W}ilvl") == level), None)
            if kind is not None
            else None
        )
        if form is None or _value(form, "numFmt") != "decimal":
            return ""
        self.last[name, level] = (
            self.last.get((name, level), int(_value(form, "start") or 1) - 1) + 1
        )
        return f"{self.last[name, level]}."


def _paragraph(
    found: _Document,
    paragraph: Any,
    settings: Any,
    known: dict[str, Any],
    styles: Any,
    relations: dict[str, str],
    page: int,
) -> int:
    name = _value(settings, "pStyle") or next(
        (
            key
            for key, node in known.items()
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") == "1"
        ),
        None,
    )
    chain = _chain(name, known)
    heading = any(
        re.match(r"heading \d", (node.find(f"{W}name").get(f"{W}val") or "").lower())
        for node in chain
    )
    above = {node.tag for node in paragraph.iterancestors()}
    boxed = (
        f"{W}txbxContent" in above
        or (settings is not None and settings.find(f"{W}framePr") is not None)
        or any(
            height.get(f"{W}hRule") == "exact"
            for row in paragraph.iterancestors(f"{W}tr")
            for height in row.iter(f"{W}trHeight")
        )
    )
    strange_paragraph = _bent(settings) | {
        part for node in chain for part in _bent(node.find(f"{W}pPr"))
    }
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    shades = [_value(cell.find(f"{W}tcPr"), "shd", "fill") if cell is not None else None]
    shades += [_value(node.find(f"{W}pPr"), "shd", "fill") for node in chain] + [
        _value(settings, "shd", "fill")
    ]
    titled = any(
        (node.find(f"{W}name").get(f"{W}val") or "").lower() in ("title", "subtitle")
        for node in chain
    )
    number, kept = len(found.paragraphs), _Paragraph(heading=heading or titled)
    found.paragraphs.append(kept)
    every = [*(node.find(f"{W}pPr") for node in chain), settings]
    kept.lined, kept.opened = (
        any(_lines(one, side) for one in every) for side in ("bottom", "top")
    )
    kept.room = sum(
        float(value) / 20
        for key in ("before", "after")
        for value in [_last(every, "spacing", key)]
        if value and re.fullmatch(r"\d+", value)
    )
    kept.points = (
        float(
            _last(
                [
                    styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"),
                    *(node.find(f"{W}rPr") for node in chain),
                ],
                "sz",
            )
            or "20"
        )
        / 2
    )
    kept.picture = (
        paragraph.find(f".//{W}drawing") is not None or paragraph.find(f".//{W}pict") is not None
    )
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        if any(node.get(f"{W}type") == "page" for node in run.iter(f"{W}br")):
            page += 1
        text = "".join(_words(node) for node in run)
        if not text or next(run.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
            continue
        kept.text += text
        own = run.find(f"{W}rPr")
        steps = [
            styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"),
            *(node.find(f"{W}rPr") for node in chain),
            *(node.find(f"{W}rPr") for node in _chain(_value(own, "rStyle"), known)),
            own,
        ]
        size = _last(steps, "sz") or "20"
        colour, ground = (
            _last(steps, "color") or "auto",
            _last(steps, "shd", "fill")
            or next((shade for shade in reversed(shades) if shade), None),
        )
        theme = _last(steps, "color", "themeColor") or ""
        strange = {
            node.tag.removeprefix(W)
            for step in steps[1:]
            if step is not None
            for node in step
            if node.tag.startswith(W)
            and node.tag.removeprefix(W) not in PLAIN
            and node.get(f"{W}val") not in ("0", "false", "none")
            and not _harmless(node)
        }
        link = next(run.iterancestors(f"{W}hyperlink"), None)
        found.runs.append(
            _Run(
                text,
                float(size) / 2,
                "FFFFFF" if theme.startswith(("background", "light")) else _hex(colour, "000000"),
                _hex(ground or "auto", "FFFFFF"),
                frozenset(strange | strange_paragraph),
                relations.get(link.get(f"{R}id")) if link is not None else None,
                heading,
                page,
                boxed,
                number,
            )
        )
    if found.runs:
        found.runs[-1].text += " "
    return page


def _words(node: Any) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    return {f"{W}noBreakHyphen": "-", f"{W}tab": " ", f"{W}br": " "}.get(node.tag, "")


def _letters(node: Any) -> str:
    """The letters of an element of another name for text, such as that of a formula."""
    return node.text or "" if isinstance(node.tag, str) and node.tag.endswith("}t") else ""


def _harmless(node: Any) -> bool:
    """Spacing and stretching of letters that leave their shape."""
    name, value = node.tag.removeprefix(W), node.get(f"{W}val") or "0"
    number = int(value) if re.fullmatch(r"-?\d+", value) else None
    return number is not None and (
        (name == "spacing" and -6 <= number <= 40) or (name == "w" and 90 <= number <= 110)
    )


def _bent(settings: Any) -> set[str]:
    """What a paragraph does that takes its words off the page or into each other."""
    found: set[str] = set()
    if settings is None:
        return found
    spacing, indent = settings.find(f"{W}spacing"), settings.find(f"{W}ind")
    if (
        spacing is not None
        and spacing.get(f"{W}lineRule") == "exact"
        and int(spacing.get(f"{W}line") or 240) < 240
    ):
        found.add("exact line spacing")
    if indent is not None and any(
        not -400 <= int(value) <= 4000
        for value in indent.attrib.values()
        if re.fullmatch(r"-?\d+", value)
    ):
        found.add("indent")
    if settings.find(f"{W}textDirection") is not None or settings.find(f"{W}bidi") is not None:
        found.add("text direction")
    return found


def _chain(name: str | None, known: dict[str, Any]) -> list[Any]:
    """A style and those that it is based on, the base first."""
    found: list[Any] = []
    while name in known and known[name] not in found:
        found.insert(0, known[name])
        name = _value(known[name], "basedOn")
    return found


def _value(settings: Any, name: str, key: str = "val") -> str | None:
    node = settings.find(f"{W}{name}") if settings is not None else None
    return node.get(f"{W}{key}") if node is not None else None


def _last(steps: Sequence[Any], name: str, key: str = "val") -> str | None:
    return next(
        (value for step in reversed(steps) if (value := _value(step, name, key)) is not None), None
    )


def _hex(colour: str, automatic: str) -> str:
    return colour if re.fullmatch(r"[0-9A-Fa-f]{6}", colour) else automatic
