"""Lets each sign that a PDF draws say which letters it stands for, in every script.

A word in Urdu or Punjabi is drawn with shapes that are no letters: dots, and vowels before the
letter that they follow. WeasyPrint 70 notes for each shape the letters that it first stood for, so
that a PDF is read out and copied with wrong ones. Here the shapes that stand together for some
letters become one sign of the typeface, which says these letters and no other. So whoever reads the
file, by whatever program, gets the words as they were typed. No words are written beside the drawn
ones (ActualText): those could say anything.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hooks.printed.normalise import letters
from hooks.sources.lazily import lazily

if TYPE_CHECKING:
    import pikepdf
else:
    pikepdf = lazily("pikepdf")

Shown = tuple[int, str]
"""A shape by its number in the typeface, and the letters of its cluster: "" for all shapes of a
cluster but one."""


class Mismatch(Exception):
    """What was drawn is not what was noted while it was drawn."""


class _Noted(dict[int, str]):
    """WeasyPrint's note of one typeface, that hears of every shape and not of new ones alone."""

    def __init__(self, said: list[Shown], brackets: dict[int, str]) -> None:
        super().__init__()
        self.said, self.brackets = said, brackets

    def __contains__(self, key: object) -> bool:
        return False

    def __setitem__(self, key: int, text: str) -> None:
        text = self.brackets.get(key, text)
        self.said.append((key, text))
        if key not in self.keys():
            super().__setitem__(key, text)


class Fonts(dict[Any, Any]):
    """The typefaces of a document that WeasyPrint is about to draw. `said`: what each drew, in its
    order, by the name that the PDF has for it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, list[Shown]] = {}

    def __setitem__(self, key: Any, font: Any) -> None:
        noted = self.said.setdefault(str(font.hash), [])
        font.to_unicode = _Noted(noted, _brackets(font.file_content))
        super().__setitem__(key, font)


def _brackets(face: bytes) -> dict[int, str]:
    """The shapes of signs that are turned round where words run to the left. Readers turn them back
    by themselves, so each must say what it looks like."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(face), lazy=True) as opened:
        return {
            opened.getGlyphID(name): chr(letter)
            for letter, name in opened.getBestCmap().items()
            if unicodedata.mirrored(chr(letter))
        }


def unclear(said: list[Shown]) -> bool:
    """Whether some shapes stand for letters only together, or one for several."""
    meant: dict[int, str] = {}
    return any(
        not text or meant.setdefault(shape, letters(text)) != letters(text) for shape, text in said
    )


def said_rightly(pdf: bytes, said: dict[str, list[Shown]]) -> bytes:
    """The same PDF, where each sign says the letters that it stands for. As it was where that is so
    already. Raises Mismatch."""
    wanted = {name: noted for name, noted in said.items() if unclear(noted)}
    if not wanted:
        return pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = document.pages[0].Resources.Font
        faces = {
            f"/{name}": _Face(found[f"/{name}"], noted)
            for name, noted in wanted.items()
            if f"/{name}" in found
        }
        for page in document.pages:
            page.Contents = document.make_stream(_drawn(page.obj, faces))
        for face in faces.values():
            face.finish(document)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Part:
    """A shape of a sign: its number, and its place from where the sign begins, in units of the
    typeface."""

    shape: int
    across: int
    up: int


@dataclass
class _Shape:
    """A shape as it is drawn: its number, the letters of its cluster, how far it is raised, and the
    moves before and after it, in thousandths of the size."""

    number: int
    text: str
    up: float
    before: float = 0
    after: float = 0


@dataclass
class _Face:
    """A typeface of the PDF, and the signs that are added to it."""

    font: Any
    noted: list[Shown]
    taken: int = 0
    means: dict[int, str] = field(default_factory=dict)
    signs: dict[tuple[tuple[_Part, ...], str], int] = field(default_factory=dict)
    wide: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from fontTools.ttLib import TTFont

        self.inner = self.font.DescendantFonts[0]
        self.file = self.inner.FontDescriptor.FontFile2
        self.type = TTFont(io.BytesIO(self.file.read_bytes()), recalcTimestamp=False)
        self.units = self.type["head"].unitsPerEm
        self.count = self.type["maxp"].numGlyphs
        self.leftward = any(
            unicodedata.bidirectional(letter) in ("R", "AL")
            for _, text in self.noted
            for letter in text
        )
        self.wide = dict(_widths(self.inner.W))

    def next(self, shape: int) -> str:
        """The letters that were noted of the next shape that is drawn."""
        if self.taken >= len(self.noted) or self.noted[self.taken][0] != shape:
            raise Mismatch
        self.taken += 1
        return self.noted[self.taken - 1][1]

    def sign(self, parts: tuple[_Part, ...], text: str, wide: float) -> int:
        """The number of the sign that is drawn of some shapes and says `text`."""
        first = parts[0].shape
        if parts == (_Part(first, 0, 0),) and letters(self.means.setdefault(first, text)) == (
            letters(text)
        ):
            return first
        number = self.signs.setdefault((parts, text), self.count + len(self.signs))
        self.means[number], self.wide[number] = text, wide
        return number

    def finish(self, document: pikepdf.Pdf) -> None:
        """Writes the signs into the typeface, and what each says."""
        if self.taken != len(self.noted):
            raise Mismatch
        self._add()
        self.inner.W = pikepdf.Array(
            part
            for number in sorted(self.means)
            for part in (number, pikepdf.Array([round(self.wide.get(number, 0), 3)]))
        )
        self.font.ToUnicode = document.make_stream(_table(self.means))

    def _add(self) -> None:
        from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

        names, shapes, widths = self.type.getGlyphOrder(), self.type["glyf"], self.type["hmtx"]
        names = list(names)
        for (parts, _), number in self.signs.items():
            made, name = Glyph(), f"sign{number}"
            made.numberOfContours, made.components = -1, []
            for part in parts:
                one = GlyphComponent()
                one.glyphName, one.x, one.y, one.flags = names[part.shape], part.across, part.up, 4
                made.components.append(one)
            names.append(name)
            shapes.glyphs[name] = made
            widths.metrics[name] = round(self.wide[number] * self.units / 1000), 0
        self.type.setGlyphOrder(names)
        shapes.setGlyphOrder(names)
        for number in self.signs.values():
            made = shapes.glyphs[names[number]]
            made.recalcBounds(shapes)
            widths.metrics[names[number]] = widths.metrics[names[number]][0], made.xMin
        out = io.BytesIO()
        self.type.save(out)
        self.file.write(out.getvalue())
        self.file.Length1 = len(out.getvalue())


def _widths(listed: Any) -> Iterator[tuple[int, float]]:
    """The widths of shapes as a PDF lists them: a number, then the widths from it on."""
    parts = list(listed)
    for first, widths in zip(parts[::2], parts[1::2], strict=True):
        yield from ((int(first) + at, float(wide)) for at, wide in enumerate(widths))


def _table(means: dict[int, str]) -> bytes:
    """The table of a typeface that says which letters each sign stands for."""
    rows = [
        f"<{number:04x}> <{text.encode('utf-16-be').hex()}>"
        for number, text in sorted(means.items())
    ]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    ).encode("ascii")


def _drawn(stream: Any, faces: dict[str, _Face]) -> bytes:
    """What a page draws, with the signs of these typefaces instead of their shapes. Drawings inside
    it are changed where they are."""
    made: list[Any] = []
    line: list[_Shape] = []
    face, points, up, before = None, 1.0, 0.0, 0.0
    forms: Any = stream.get("/Resources", {}).get("/XObject", {})
    for step in pikepdf.parse_content_stream(stream):
        act = str(step.operator)
        if face is not None and act == "Ts":
            up = float(step.operands[0])
        elif face is not None and act == "TJ":
            before = _read(step.operands[0], face, up, line, before)
        else:
            if face is not None and (line or before):
                made.append(_shown(line, before, face, points))
                line, before = [], 0.0
            if act == "Tf":
                face, points = faces.get(str(step.operands[0])), float(step.operands[1])
            elif act == "Do" and (inner := forms.get(str(step.operands[0]))).Subtype == "/Form":
                inner.write(_drawn(inner, faces))
            made.append(step)
    return bytes(pikepdf.unparse_content_stream(made))


def _read(shown: Any, face: _Face, up: float, line: list[_Shape], before: float) -> float:
    """Adds the shapes of one instruction to a line; gives what is to be moved before the next.

    WeasyPrint writes the move before a shape as a fraction, and the one after it as a whole number.
    """
    for part in shown:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            for at in range(0, len(codes), 2):
                number = int.from_bytes(codes[at : at + 2], "big")
                line.append(_Shape(number, face.next(number), up, before))
                before = 0
        elif isinstance(part, int) and line and not before:
            line[-1].after += part
        else:
            before += float(part)
    return before


def _shown(line: list[_Shape], left: float, face: _Face, points: float) -> Any:
    """A line of shapes as signs; `left` is a move at its end."""
    parts: list[Any] = []
    for cluster in _clusters(line, face.leftward):
        sign, across = [], 0.0
        for shape in cluster:
            across -= shape.before
            place = round(across * face.units / 1000), round(shape.up * face.units / points)
            sign.append(_Part(shape.number, *place))
            across += face.wide.get(shape.number, 0)
            if shape is not cluster[-1] or len(cluster) > 1:
                across -= shape.after
        wide = max(0, round(across))
        order = reversed(cluster) if face.leftward else cluster
        number = face.sign(tuple(sign), "".join(shape.text for shape in order), wide)
        move = wide - across + (cluster[0].after if len(cluster) == 1 else 0)
        parts += [pikepdf.String(number.to_bytes(2, "big")), round(move, 3)]
    parts = [part for part in (*parts, round(left, 3)) if part]
    return pikepdf.ContentStreamInstruction([pikepdf.Array(parts)], pikepdf.Operator("TJ"))


def _clusters(line: list[_Shape], leftward: bool) -> Iterator[list[_Shape]]:
    """The shapes of each cluster. One of them has its letters: the first where words run to the
    left, else the last. There, a mark that is noted by itself stands before its letter, and belongs
    to it."""
    begun: list[_Shape] = []
    for shape in line:
        if leftward and shape.text and any(map(_has_letter, begun)):
            yield begun
            begun = []
        begun.append(shape)
        if not leftward and shape.text:
            yield begun
            begun = []
    if begun:
        yield begun


def _has_letter(shape: _Shape) -> bool:
    return any(unicodedata.category(letter)[0] != "M" for letter in shape.text)
