"""Reads a drawing (.svg) as a browser reads it when it stands alone, and holds it to the list of
svg.yml.

The standard library's expat reads it piece by piece: nothing is fetched, no entity is ever made
longer, and each fault has its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from hooks.sources import own_lists
from hooks.sources.findings import Refused

LIST = Path(__file__).with_name("svg.yml")
_LIST: Mapping[str, Any] = own_lists.read(LIST)
EVERY: frozenset[str] = frozenset(_LIST["every"])
ELEMENTS: Mapping[str, frozenset[str]] = {
    name: EVERY | set(more) for name, more in _LIST["elements"].items()
}
LOGO: Mapping[str, frozenset[str]] = {
    name: frozenset({"class", "fill", *more}) for name, more in _LIST["logo"].items()
}
"""What a logo may hold that stands in the pages themselves, in the colours of the reader's palette:
shapes alone. Any other sound drawing is shown as a picture."""
FUNCTIONS: frozenset[str] = frozenset(_LIST["functions"])
NAMESPACES = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}
MOST, DEEPEST = 2_000, 40
"""Elements that a drawing may hold, what a `use` draws again counted each time; and how deep they
may stand in one another."""
REFERENCE = re.compile(r"url\(\s*#([\w.-]+)\s*\)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
PLAIN = re.compile(r"[\w\s#.,%()'+-]*")
SAVE = (
    "Save it again as an optimised drawing of shapes alone, or as a PNG. What it says in words"
    " belongs in the page, where it is checked."
)


@dataclass
class _Element:
    """An element: how many it and those inside it are, without what it refers to; and the names
    that it refers to."""

    name: str
    line: int
    count: int = 1
    refers: list[str] = field(default_factory=list)


class _Reader:
    """What expat calls. An exception raised here comes out of `Parse`."""

    def __init__(self, elements: Mapping[str, frozenset[str]], *, comments: bool) -> None:
        self.elements = elements
        self.parser = expat.ParserCreate("utf-8")
        self.parser.ordered_attributes = True
        self.parser.XmlDeclHandler = self.declared
        self.parser.StartDoctypeDeclHandler = lambda *_: self.refuse(
            "must not have a document type (<!DOCTYPE ...>)"
        )
        self.parser.ProcessingInstructionHandler = lambda *_: self.refuse(
            "must not call for another file or program (<?...?>)"
        )
        self.parser.StartCdataSectionHandler = lambda: self.refuse(
            "must not hold raw text (<![CDATA[...)"
        )
        # A logo's says to whoever draws it anew which class does what; its design has an owner.
        if not comments:
            self.parser.CommentHandler = lambda _: self.refuse(
                "must hold no comment (<!-- ... -->)"
            )
        self.parser.CharacterDataHandler = self.words
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.root: _Element | None = None
        self.open: list[_Element] = []
        self.named: dict[str, _Element] = {}
        self.count = 0

    def refuse(self, what: str) -> None:
        raise Refused(f"A drawing {what}. {SAVE}", self.parser.CurrentLineNumber)

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            self.refuse("must be in UTF-8")

    def start(self, name: str, given: list[str]) -> None:
        self.count += 1
        if not self.open and name != "svg":
            self.refuse("must begin with <svg>")
        if name not in self.elements:
            self.refuse(f"must not hold <{name[:40]}>")
        if self.count > MOST or len(self.open) >= DEEPEST:
            self.refuse(f"must hold at most {MOST:,} shapes, at most {DEEPEST} in one another")
        element = _Element(name, self.parser.CurrentLineNumber)
        attributes = dict(zip(given[::2], given[1::2], strict=True))
        if not self.open and attributes.get("xmlns") != NAMESPACES["xmlns"]:
            self.refuse(f'must say what it is: <svg xmlns="{NAMESPACES["xmlns"]}" ...>')
        for attribute, value in attributes.items():
            self.attribute(element, attribute, value)
        self.root = self.root or element
        self.open.append(element)

    def attribute(self, element: _Element, name: str, value: str) -> None:
        if name not in self.elements[element.name]:
            self.refuse(f'must not have "{name[:40]}" on <{element.name}>')
        if name in NAMESPACES:
            if value != NAMESPACES[name] or self.open:
                self.refuse(f'must have "{name}" once, at its beginning: {NAMESPACES[name]}')
        elif name in ("href", "xlink:href"):
            if not re.fullmatch(r"#[\w.-]+", value):
                self.refuse(f'must not lead outside itself: "{name}" must be "#name"')
            element.refers.append(value[1:])
        elif (
            self.elements is LOGO
            and name == "class"
            and not re.fullmatch(r"logo-[a-z0-9-]+", value)
        ):
            self.refuse('must have no class but one such as class="logo-first"')
        else:
            element.refers += REFERENCE.findall(value)
            rest = REFERENCE.sub("", value)
            if not PLAIN.fullmatch(rest) or not FUNCTIONS.issuperset(
                re.findall(r"([\w-]*)\s*\(", rest)
            ):
                self.refuse(f'must not have "{name}" with this value')
        if name == "id":
            self.named.setdefault(value, element)

    def words(self, text: str) -> None:
        if text.strip():
            self.refuse("must hold no words")

    def end(self, name: str) -> None:
        done = self.open.pop()
        if self.open:
            self.open[-1].count += done.count
            self.open[-1].refers += done.refers


def is_plain(data: bytes) -> bool:
    """Whether a logo is drawn of plain shapes alone, and the stylesheet has a colour for each: each
    has a class that begins with "logo-"."""
    try:
        examine(data, LOGO, comments=True)
    except Refused:
        return False
    shapes = re.findall(r"<(?!svg|g\b)[a-z]+\b([^>]*)>", COMMENT.sub("", data.decode("utf-8-sig")))
    return bool(shapes) and all('class="' in shape for shape in shapes)


def examine(
    data: bytes, elements: Mapping[str, frozenset[str]] = ELEMENTS, *, comments: bool = False
) -> None:
    """Raises Refused for the first thing in a drawing that the list does not name; LOGO is that of
    a logo which stands in pages. A logo may hold comments."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            f"A drawing must be in UTF-8. {SAVE}", data.count(b"\n", 0, error.start) + 1
        ) from None
    reader = _Reader(elements, comments=comments)
    try:
        reader.parser.Parse(text, True)
    except expat.ExpatError as error:
        raise Refused(
            f"This file must be a drawing that can be read (SVG); it cannot. {SAVE}", error.lineno
        ) from None
    assert reader.root is not None  # expat refuses a text without one
    _drawn(reader.named, reader.root)


def _drawn(named: Mapping[str, _Element], root: _Element) -> None:
    """How many shapes are drawn, what is referred to counted each time. Raises Refused where it is
    too many, or has no end."""
    counts: dict[int, int] = {}

    def count(element: _Element, within: frozenset[int]) -> int:
        if id(element) in within or len(within) > DEEPEST:
            raise Refused(f"A drawing must not refer to itself. {SAVE}", element.line)
        if id(element) not in counts:
            inner = within | {id(element)}
            counts[id(element)] = element.count + sum(
                count(named[name], inner) for name in element.refers if name in named
            )
        if counts[id(element)] > MOST:
            raise Refused(
                f"A drawing must hold at most {MOST:,} shapes, what is drawn again counted too."
                f" {SAVE}",
                element.line,
            )
        return counts[id(element)]

    count(root, frozenset())
