"""Reads a finished Word document: its words, with what is done to them after all styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hooks.printed.normalise import squeezed
from hooks.printed.pdf_text import brightness

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PLAIN = frozenset(
    """
    rStyle rFonts b bCs i iCs sz szCs color lang u noProof kern shd highlight caps smallCaps
    """.split()
)
"""What may be done to the letters of the policy."""
OFF = frozenset({"0", "false", "off"})
"""How a file says that something is not done, such as to hide or to cross out."""
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
    """A document as its words. `floating` counts what could lie over them, `undescribed` pictures
    without words; `makers` are who is named as its author; `header` is the words at the edge of its
    pages; `wide` and `high` are points of a page."""

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


class _Parts:
    """A document, unpacked. Parts are read as they are asked for."""

    def __init__(self, unpacked: zipfile.ZipFile) -> None:
        from lxml import etree

        self.unpacked = unpacked
        self.names = unpacked.namelist()
        self._tree = etree.fromstring
        self._parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)

    def tree(self, name: str) -> Any:
        """A part's XML. Raises KeyError where there is none, SyntaxError where it is broken."""
        return self._tree(self.unpacked.read(name), self._parser)


def read(data: bytes, *, counted: bool = False) -> Document:
    """A Word document as its words; `counted`: with the numbers of its numbered lists, as Word
    shows them.

    Raises BadZipFile, KeyError, SyntaxError or ValueError for what is no Word document.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as unpacked:
        if any(entry.file_size > MAX_PART for entry in unpacked.infolist()):
            raise ValueError("too large")
        parts = _Parts(unpacked)
        tree, styles = parts.tree("word/document.xml"), parts.tree("word/styles.xml")
        relations = {
            node.get("Id", ""): node.get("Target", "")
            for node in parts.tree("word/_rels/document.xml.rels")
        }
        numbers = None
        if counted and "word/numbering.xml" in parts.names:
            numbers = _Numbers(parts.tree("word/numbering.xml"))
        found = _as_a_whole(parts, tree, styles)
    _Reader(found, _Styles(styles), relations, numbers).read(tree)
    return found


def _as_a_whole(parts: _Parts, tree: Any, styles: Any) -> Document:
    """What a document is besides its paragraphs."""
    media = [name for name in parts.names if name.startswith("word/media/")]
    found = Document(pictures=[parts.unpacked.read(name) for name in media], header=_header(parts))
    if "docProps/core.xml" in parts.names:
        found.title, found.makers = _properties(parts.tree("docProps/core.xml"))
    for root in (tree, styles):
        found.langs |= {node.get(f"{W}val") or "" for node in root.iter(f"{W}lang")}
    older = filter(_floats, tree.iter("{urn:schemas-microsoft-com:vml}*"))
    found.floating = sum(1 for _ in tree.iter(f"{WP}anchor")) + sum(1 for _ in older)
    size = next(tree.iter(f"{W}pgSz"), None)
    if size is not None:
        found.wide = float(size.get(f"{W}w") or 11906) / 20  # without a size: A4
        found.high = float(size.get(f"{W}h") or 16838) / 20
    pictures = tree.iter(f"{WP}docPr")
    found.undescribed = sum(not (node.get("descr") or "").strip() for node in pictures)
    return found


def _header(parts: _Parts) -> str:
    words: list[str] = []
    for name in sorted(parts.names):
        if re.fullmatch(r"word/header\d*\.xml", name):
            words += (node.text or "" for node in parts.tree(name).iter(f"{W}t"))
    return squeezed(" ".join(words))


def _properties(core: Any) -> tuple[str, list[str]]:
    """The title of a document, and whom it names as its makers."""
    titles = core.iter("{http://purl.org/dc/elements/1.1/}title")
    title = next((node.text or "" for node in titles), "")
    named = [*core.iter("{*}creator"), *core.iter("{*}lastModifiedBy")]
    makers = [(node.text or "").strip() for node in named]
    return title, [maker for maker in makers if maker]


def words(data: bytes) -> str:
    """All words of a Word document, paragraph by paragraph, those of its edges, notes, pictures and
    properties too. "" for one that cannot be read."""
    found: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as unpacked:
            parts = _Parts(unpacked)
            for name in parts.names:
                if name.endswith(".xml") and not name.startswith("["):
                    found += _all_words(parts.tree(name))
    except (zipfile.BadZipFile, KeyError, SyntaxError, ValueError):
        return ""
    return "\n\n".join(found)


def _all_words(tree: Any) -> Iterator[str]:
    for paragraph in tree.iter(f"{W}p"):
        yield "".join(_words(node) or _letters(node) for node in paragraph.iter())
    # Labels of lists, words for pictures, letters as drawings, properties: whatever else may be
    # read.
    for node in tree.iter("{*}*"):
        for value in (node.text or "", *node.attrib.values()):
            if " " in value.strip():
                yield value


def language(data: bytes) -> str:
    """What most words of a Word document say of their language; "" where nothing is said or it
    cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as unpacked:
            parts = _Parts(unpacked)
            for name in ("word/document.xml", "word/styles.xml"):
                said = [node.get(f"{W}val") for node in parts.tree(name).iter(f"{W}lang")]
                known = Counter(filter(None, said))
                if known:
                    return str(known.most_common(1)[0][0])
    except (zipfile.BadZipFile, KeyError, SyntaxError, ValueError):
        return ""
    return ""


class _Styles:
    """The styles of a document."""

    def __init__(self, root: Any) -> None:
        self._known = {node.get(f"{W}styleId", ""): node for node in root.iter(f"{W}style")}
        self.defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        """What holds for all letters, before any style."""
        paragraphs = (
            name
            for name, node in self._known.items()
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") == "1"
        )
        self._plain = next(paragraphs, None)

    def chain(self, name: str | None) -> list[Any]:
        """A style and those that it is based on, the base first."""
        found: list[Any] = []
        while name in self._known and self._known[name] not in found:
            found.insert(0, self._known[name])
            name = _value(self._known[name], "basedOn")
        return found

    def of_paragraph(self, settings: Any) -> list[Any]:
        """The styles of a paragraph, which need not name one."""
        return self.chain(_value(settings, "pStyle") or self._plain)


@dataclass(frozen=True, slots=True)
class _Above:
    """What a paragraph gives to its runs. `styles` are those of its letters, the base first;
    `shade` is its ground, `strange` what it does with its words, `number` which paragraph it is."""

    styles: list[Any]
    shade: str | None
    strange: frozenset[str]
    heading: bool
    boxed: bool
    number: int


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


@dataclass
class _Reader:
    """Reads the paragraphs of a document into `found`. `page` counts the page breaks so far."""

    found: Document
    styles: _Styles
    relations: dict[str, str]
    numbers: _Numbers | None
    page: int = 0

    def read(self, tree: Any) -> None:
        for paragraph in tree.iter(f"{W}p"):
            settings = paragraph.find(f"{W}pPr")
            if settings is not None and settings.find(f"{W}pageBreakBefore") is not None:
                self.page += 1
            before = len(self.found.runs)
            self._paragraph(paragraph, settings)
            runs = self.found.runs[before:]
            if self.numbers is not None and runs and (label := self.numbers.label(settings)):
                runs[0].text = f"{label} {runs[0].text}"
            if settings is not None and settings.find(f"{W}sectPr") is not None:
                self.page += 1

    def _paragraph(self, paragraph: Any, settings: Any) -> None:
        chain = self.styles.of_paragraph(settings)
        letters = [node.find(f"{W}rPr") for node in chain]
        every = [*(node.find(f"{W}pPr") for node in chain), settings]
        names = [(_value(node, "name") or "").lower() for node in chain]
        heading = any(re.match(r"heading \d", name) for name in names)
        above = _Above(
            letters,
            _shade(paragraph, every),
            frozenset().union(*map(_bent, every)),
            heading,
            _boxed(paragraph, settings),
            len(self.found.paragraphs),
        )
        kept = Paragraph(heading=heading or not {"title", "subtitle"}.isdisjoint(names))
        self.found.paragraphs.append(kept)
        kept.lined = any(_lines(one, "bottom") for one in every)
        kept.opened = any(_lines(one, "top") for one in every)
        kept.room = _points(_last(every, "spacing", "before"), 20) + _points(
            _last(every, "spacing", "after"), 20
        )
        kept.points = float(_last([self.styles.defaults, *letters], "sz") or "20") / 2
        drawn = (paragraph.find(f".//{W}{name}") for name in ("drawing", "pict"))
        kept.picture = any(node is not None for node in drawn)
        for run in paragraph.iter(f"{W}r"):
            if next(run.iterancestors(f"{W}p"), None) is paragraph:  # not one of a text box in it
                kept.text += self._run(run, above)
        if self.found.runs:
            self.found.runs[-1].text += " "

    def _run(self, run: Any, above: _Above) -> str:
        """Reads a run; gives its words. Those that were taken out with "Track Changes" are none."""
        if any(node.get(f"{W}type") == "page" for node in run.iter(f"{W}br")):
            self.page += 1
        text = "".join(_words(node) for node in run)
        if not text or next(run.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
            return ""
        own = run.find(f"{W}rPr")
        named = [node.find(f"{W}rPr") for node in self.styles.chain(_value(own, "rStyle"))]
        chosen = [*above.styles, *named, own]
        every = [self.styles.defaults, *chosen]
        colour = _hex(_last(every, "color") or "auto", "000000")
        theme = _last(every, "color", "themeColor") or ""
        if theme.startswith(("background", "light")):
            colour = "FFFFFF"
        ground = _last(every, "shd", "fill") or above.shade or "auto"
        link = next(run.iterancestors(f"{W}hyperlink"), None)
        self.found.runs.append(
            Run(
                text,
                float(_last(every, "sz") or "20") / 2,
                colour,
                _hex(ground, "FFFFFF"),
                above.strange.union(*map(_strange, chosen)),
                self.relations.get(link.get(f"{R}id")) if link is not None else None,
                above.heading,
                self.page,
                above.boxed,
                above.number,
            )
        )
        return text


def _shade(paragraph: Any, every: Sequence[Any]) -> str | None:
    """The colour of the ground under a paragraph: its own, its style's, or its cell's."""
    own = _last_said(_value(one, "shd", "fill") for one in every)
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    return own or (_value(cell.find(f"{W}tcPr"), "shd", "fill") if cell is not None else None)


def _boxed(paragraph: Any, settings: Any) -> bool:
    """Whether a paragraph stands in a text box, a frame or a row of fixed height."""
    if next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None:
        return True
    if settings is not None and settings.find(f"{W}framePr") is not None:
        return True
    for row in paragraph.iterancestors(f"{W}tr"):
        if any(height.get(f"{W}hRule") == "exact" for height in row.iter(f"{W}trHeight")):
            return True
    return False


def _strange(letters: Any) -> set[str]:
    """What settings do to letters that the policy's letters may not have done to them."""
    found: set[str] = set()
    for node in letters.iterchildren("{*}*") if letters is not None else ():
        name = node.tag.removeprefix(W)
        off = node.get(f"{W}val") in (*OFF, "none", "baseline")
        if node.tag.startswith(W) and name not in PLAIN and not off and not _harmless(node):
            found.add(name)
    return found


def _points(value: str | None, parts: int) -> float:
    """A length that Word writes in parts of a point."""
    return float(value) / parts if value and re.fullmatch(r"\d+", value) else 0.0


def _last_said(values: Iterable[str | None]) -> str | None:
    return next((value for value in reversed([*values]) if value), None)


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
    # LibreOffice writes both to say that words run as usual.
    if _value(settings, "textDirection") not in (None, "lrTb", "lr"):
        found.add("text direction")
    bidi = settings.find(f"{W}bidi")
    if bidi is not None and bidi.get(f"{W}val") not in OFF:
        found.add("bidi")
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
