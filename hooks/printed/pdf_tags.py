"""What a screen reader needs of a PDF (ISO 14289-1, PDF/UA-1), as far as a machine can see it
without Java.

The tests hold the same files against veraPDF. Two things here are stricter: words that are drawn
but not spoken, and words that are spoken otherwise than they are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hooks.printed.pdf_repair import elements, kids
from hooks.sources.lazily import lazily

if TYPE_CHECKING:
    import pikepdf
else:
    pikepdf = lazily("pikepdf")

PAINTS = frozenset(
    {
        "Tj",
        "TJ",
        "'",
        '"',
        "f",
        "F",
        "f*",
        "B",
        "B*",
        "b",
        "b*",
        "S",
        "s",
        "sh",
        "Do",
        "BI",
        "INLINE IMAGE",
    }
)
ALONE = frozenset({"Figure", "Formula", "Form"})
"""Elements that a screen reader speaks by their alternative text."""
HEADING = re.compile("H[1-6]?")
"""Elements that a screen reader can go to."""


def faults(document: pikepdf.Pdf, title: str, lang: str) -> Iterator[str]:
    """What is wrong, each as the end of a sentence that begins with the file's name ("must
    ...")."""
    root = document.Root
    yield from _document(document, title, lang)
    if "/StructTreeRoot" not in root:
        yield (
            "must have tags, so that a screen reader can read it; it has none. In Word: save as PDF"
            ' with "Document structure tags".'
        )
        return
    found = list(elements(root.StructTreeRoot))
    yield from _headings([element for element, _ in found])
    for element, above in found:
        yield from _element(element, above)
    yield from _notes(document, found)
    for number, page in enumerate(document.pages, 1):
        if _unmarked(page):
            yield (
                f"must mark everything that is drawn as words or as decoration; on page {number}"
                " something is neither."
            )
        yield from _fonts(page, number)
        yield from _replaced(page, number)


def _document(document: pikepdf.Pdf, title: str, lang: str) -> Iterator[str]:
    root = document.Root
    if document.is_encrypted:
        yield "must not be locked: a screen reader may be kept out."
    if not str(root.get("/Lang", "")).lower().startswith(lang[:2].lower()):
        yield f'must say that its language is {lang}; it says "{root.get("/Lang", "")}".'
    marks: Any = root.get("/MarkInfo", {})
    if not marks.get("/Marked", False) or marks.get("/Suspects", False):
        yield "must say that it is tagged."
    window: Any = root.get("/ViewerPreferences", {})
    if not window.get("/DisplayDocTitle", False):
        yield "must show its title, not its file name, in the window's bar."
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        if str(data.get("pdfuaid:part", "")) != "1":
            yield "must say that it is PDF/UA-1."
        said = str(data.get("dc:title") or "")
    if not said or (title and said != title):
        yield f'must have the title "{title}"; it has "{said}".' if title else "must have a title."
    for key in ("/OpenAction", "/AA", "/OCProperties"):
        if key in root and not (key == "/OpenAction" and isinstance(root[key], pikepdf.Array)):
            yield f"must hold no script, no action and no layers; it has {key[1:]}."
    if "/Names" in root and any(key in root.Names for key in ("/JavaScript", "/EmbeddedFiles")):
        yield "must hold no script and no other file."


def _headings(found: list[Any]) -> Iterator[str]:
    levels = [
        int(str(element.S)[2])
        for element in found
        if str(element.S)[1:] in {"H1", "H2", "H3", "H4", "H5", "H6"}
    ]
    if not levels:
        yield "must have headings; it has none."
    elif levels[0] != 1:
        yield f"must begin with a heading of level 1; its first is of level {levels[0]}."
    for last, level in pairwise(levels):
        if level > last + 1:
            yield f"must not leave out a level of heading; a level {level} follows a level {last}."
            return


def _element(element: Any, above: tuple[Any, ...]) -> Iterator[str]:
    kind, parent = str(element.S)[1:], str(above[-1].S)[1:] if above else ""
    inside = [
        str(child.S)[1:]
        for child in kids(element)
        if isinstance(child, pikepdf.Dictionary) and "/S" in child
    ]
    if kind == "Figure":
        words = str(element.get("/Alt", "")).strip()
        if not words:
            yield "must have words for every picture; one has none."
        box = (
            element.get("/A", {}).get("/BBox")
            if isinstance(element.get("/A"), pikepdf.Dictionary)
            else None
        )
        if box is None or float(box[0]) >= float(box[2]) or float(box[1]) >= float(box[3]):
            yield "must say where each picture stands on the page."
    elif (
        ("/Alt" in element and kind not in ALONE | {"Link"})
        or "/ActualText" in element
        or "/E" in element
    ):
        yield f"must speak the words that it shows; other words are spoken for a {kind}."
    if kind == "L" and any(child not in ("LI", "L", "Caption") for child in inside):
        yield "must hold nothing but list items in a list."
    if kind == "LI" and (
        parent != "L"
        or any(child not in ("Lbl", "LBody") for child in inside)
        or "LBody" not in inside
    ):
        yield "must have a body in every list item, and every list item in a list."
    if kind == "LBody" and parent != "LI":
        yield "must have the body of a list item inside its item."
    if kind == "TH" and "/Scope" not in (
        element.get("/A") if isinstance(element.get("/A"), pikepdf.Dictionary) else {}
    ):
        yield "must say which cells each header cell of a table is for."
    if kind in ("TD", "TH") and parent != "TR":
        yield "must have the cells of a table in rows."
    if kind == "Link" and not _note_of(element):
        yield "must have a link that works for everything that is tagged as a link."


def _note_of(element: Any) -> list[Any]:
    return [
        child.Obj
        for child in kids(element)
        if isinstance(child, pikepdf.Dictionary)
        and child.get("/Type") == pikepdf.Name.OBJR
        and "/Obj" in child
    ]


def _notes(document: pikepdf.Pdf, found: list[tuple[Any, tuple[Any, ...]]]) -> Iterator[str]:
    """Links and form fields: each in the tags, in its right place, and with words."""
    tagged = {note.objgen: str(element.S)[1:] for element, _ in found for note in _note_of(element)}
    for number, page in enumerate(document.pages, 1):
        notes = list(page.obj.get("/Annots", ()))
        if notes and page.obj.get("/Tabs") != pikepdf.Name.S:
            yield (
                f"must be gone through by the Tab key in the order of its words; page {number} does"
                " not say so."
            )
        for note in notes:
            kind = note.get("/Subtype")
            if kind == pikepdf.Name.Link:
                if tagged.get(note.objgen) != "Link" or "/StructParent" not in note:
                    yield f"must have every link in its tags; one on page {number} is not."
                if not str(note.get("/Contents", "")).strip():
                    yield f"must have words for every link; one on page {number} has none."
            elif kind == pikepdf.Name.Widget:
                if tagged.get(note.objgen) != "Form":
                    yield f"must have every field in its tags; one on page {number} is not."
                field: Any = note.get("/Parent", {})
                if not str(note.get("/TU", "") or field.get("/TU", "")).strip():
                    yield f"must have a title for every field; one on page {number} has none."
            elif kind != pikepdf.Name.Popup and not int(note.get("/F", 0)) & 2:
                yield (
                    f"must hold no notes besides links and fields; page {number} has a"
                    f" {str(kind)[1:]}."
                )


def _unmarked(page: pikepdf.Page) -> bool:
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name in ("BMC", "BDC"):
            depth += 1
        elif name == "EMC":
            depth -= 1
        elif depth <= 0 and name in PAINTS:
            return True
    return False


def _replaced(page: pikepdf.Page, number: int) -> Iterator[str]:
    """Other words for what is drawn, written into the drawing itself."""
    for instruction in pikepdf.parse_content_stream(page, "BDC"):
        for operand in instruction.operands:
            if isinstance(operand, pikepdf.Dictionary) and any(
                key in operand for key in ("/ActualText", "/Alt", "/E")
            ):
                yield (
                    f"must speak the words that it shows; other words are spoken on page {number}."
                )
                return


def _fonts(page: pikepdf.Page, number: int) -> Iterator[str]:
    for name, font in _all_fonts(page.obj.get("/Resources", {}), set()):
        plain = [font.DescendantFonts[0]] if font.get("/Subtype") == pikepdf.Name.Type0 else [font]
        if font.get("/Subtype") == pikepdf.Name.Type3:
            continue
        described = plain[0].get("/FontDescriptor", {})
        if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"must carry its typeface; {name} on page {number} is not embedded."
        if font.get("/Subtype") == pikepdf.Name.Type0 and "/ToUnicode" not in font:
            yield f"must say which letters it draws; {name} on page {number} does not."


def _all_fonts(resources: Any, met: set[Any]) -> Iterator[tuple[str, Any]]:
    for name, font in dict(resources.get("/Font", {})).items():
        if font.objgen not in met or font.objgen == (0, 0):
            met.add(font.objgen)
            yield str(font.get("/BaseFont", name)).lstrip("/"), font
    for drawing in dict(resources.get("/XObject", {})).values():
        if drawing.get("/Subtype") == pikepdf.Name.Form and drawing.objgen not in met:
            met.add(drawing.objgen)
            yield from _all_fonts(drawing.get("/Resources", {}), met)
