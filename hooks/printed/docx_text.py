"""Reads a finished Word document: its words, with what is done to them after all styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hooks.printed.normalise import squeezed
from hooks.printed.pdf_text import brightness

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
MAX_PART = 40_000_000
"""Bytes of one unpacked part that are read: a document that unpacks to more is refused."""


@dataclass
class Run:
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
class Paragraph:
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
class Document:
    runs: list[Run] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    floating: int = 0
    pictures: list[bytes] = field(default_factory=list)
    undescribed: int = 0
    title: str = ""
    makers: list[str] = field(default_factory=list)
    header: str = ""
    langs: set[str] = field(default_factory=set)
    wide: float = 595.0
    high: float = 842.0


def read(data: bytes, *, counted: bool = False) -> Document:
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
        found = Document(
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
        and brightness(rgb(_hex(edge.get(f"{W}color") or "auto", "000000"))) < 0.75
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
    found: Document,
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
    number, kept = len(found.paragraphs), Paragraph(heading=heading or titled)
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
            Run(
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


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)
