"""Puts right what WeasyPrint 70 writes wrongly into the tags of a PDF/UA-1 (each was seen to fail
veraPDF, or a reader).

- the body of a list item that holds a paragraph is an LBody (ISO 14289-1, 7.2);
- a link round another element is one link, not two (7.18.5);
- a header cell of a table has a scope (7.5);
- the bleed box is the bleed that was asked for: WeasyPrint takes all that lies outside the cut,
  or 10 points;
- the box of a figure is in points from the bottom of the page, not in CSS pixels from its top
  (ISO 32000-1, 14.8.5.4.3);
- what stands in the edge of a page, such as its number, is decoration of the page: WeasyPrint marks
  it as words that stand nowhere in the tags (ISO 14289-1, 7.1 and 7.8).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hooks.sources.lazily import lazily

if TYPE_CHECKING:
    import pikepdf
else:
    pikepdf = lazily("pikepdf")


PIXEL = 0.75
"""Points in a CSS pixel."""


def repaired(pdf: bytes, bleed: float = 0.0) -> bytes:
    """The same PDF with its tags put right. The result depends on the input alone; `bleed` is in
    millimetres."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        gone: list[Any] = []
        for element, above in list(elements(root)):
            kind = element.get("/S")
            if kind == pikepdf.Name.LI:
                _list_item(document, element)
            elif kind == pikepdf.Name.TH:
                _header_cell(element)
            elif kind == pikepdf.Name.Figure:
                _figure(element)
            if kind not in (pikepdf.Name.Link, pikepdf.Name.Form):
                gone += _inner_links(
                    element, any(step.get("/S") == pikepdf.Name.Link for step in above)
                )
        _forget(document, gone)
        _edges_of_pages(document)
        for page in document.pages if bleed else ():
            edge = bleed * 72 / 25.4
            left, bottom, right, top = (float(side) for side in page.TrimBox)
            page.obj.BleedBox = pikepdf.Array(
                [round(side, 4) for side in (left - edge, bottom - edge, right + edge, top + edge)]
            )
        for key in ("/CreationDate", "/ModDate"):
            if key in document.docinfo:
                del document.docinfo[key]
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
        return out.getvalue()


def kids(element: Any) -> list[Any]:
    """The children of a structure element, always as a list."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(root: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every structure element below `root` in the order in which it is spoken, with what stands
    above it, nearest last."""
    for child in kids(root):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child, above
            yield from elements(child, (*above, child))


def _edges_of_pages(document: pikepdf.Pdf) -> None:
    """Marks as decoration what the tree of tags leaves out."""
    root = document.Root.StructTreeRoot
    known = {element.objgen for element, _ in elements(root)}
    marked = dict(zip(*[iter(root.ParentTree.Nums)] * 2, strict=True))
    for page in document.pages:
        owners = marked.get(page.obj.get("/StructParents"), ())
        left_out = {mark for mark, owner in enumerate(owners) if owner.objgen not in known}
        if not left_out:
            continue
        drawn = list(pikepdf.parse_content_stream(page))
        for place, step in enumerate(drawn):
            named = step.operands[1] if str(step.operator) == "BDC" else None
            if isinstance(named, pikepdf.Dictionary) and named.get("/MCID") in left_out:
                edge = [pikepdf.Name.Artifact, pikepdf.Dictionary(Type=pikepdf.Name.Pagination)]
                drawn[place] = pikepdf.ContentStreamInstruction(edge, step.operator)
        page.obj.Contents = document.make_stream(pikepdf.unparse_content_stream(drawn))
        for mark in left_out:
            owners[mark] = None


def _list_item(document: pikepdf.Pdf, item: Any) -> None:
    loose = [
        child
        for child in kids(item)
        if not (
            isinstance(child, pikepdf.Dictionary)
            and child.get("/S") in (pikepdf.Name.Lbl, pikepdf.Name.LBody)
        )
    ]
    if not loose:
        return
    body = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.LBody, P=item, K=pikepdf.Array(loose)
        )
    )
    if "/Pg" in item:
        body.Pg = item.Pg
    for child in loose:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            child.P = body
    labels = [
        child
        for child in kids(item)
        if isinstance(child, pikepdf.Dictionary) and child.get("/S") == pikepdf.Name.Lbl
    ]
    bodies = [
        child
        for child in kids(item)
        if isinstance(child, pikepdf.Dictionary) and child.get("/S") == pikepdf.Name.LBody
    ]
    item.K = pikepdf.Array([*labels, body, *bodies])


def _header_cell(cell: Any) -> None:
    given = cell.get("/A")
    if isinstance(given, pikepdf.Dictionary) and "/Scope" not in given:
        given.Scope = pikepdf.Name.Column


def _figure(figure: Any) -> None:
    page, given = figure.get("/Pg"), figure.get("/A")
    if page is None or not isinstance(given, pikepdf.Dictionary) or "/BBox" not in given:
        return
    trim = [float(edge) for edge in page.get("/TrimBox", page.MediaBox)]
    left, top, right, bottom = (float(edge) * PIXEL for edge in given.BBox)
    given.BBox = pikepdf.Array(
        [
            round(edge, 2)
            for edge in (trim[0] + left, trim[3] - bottom, trim[0] + right, trim[3] - top)
        ]
    )


def _inner_links(element: Any, inside_link: bool) -> list[Any]:
    """Takes the second link out of an element inside a link; makes a link of an element that has
    the only one."""
    gone, kept = [], []
    for child in kids(element):
        note = (
            child.get("/Obj")
            if isinstance(child, pikepdf.Dictionary) and child.get("/Type") == pikepdf.Name.OBJR
            else None
        )
        if note is not None and note.get("/Subtype") == pikepdf.Name.Link:
            if inside_link:
                gone.append(note)
                continue
            element.S = pikepdf.Name.Link
        kept.append(child)
    if gone:
        element.K = pikepdf.Array(kept)
    return gone


def _forget(document: pikepdf.Pdf, notes: list[Any]) -> None:
    """Takes annotations off their pages and out of the tree that leads from them to their
    elements."""
    names = {note.objgen for note in notes}
    if not names:
        return
    for page in document.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = pikepdf.Array(
                [note for note in page.obj.Annots if note.objgen not in names]
            )
    numbers = {int(note.StructParent) for note in notes}
    tree = document.Root.StructTreeRoot.ParentTree
    kept = pikepdf.Array()
    pairs = list(tree.Nums)
    for number, target in zip(pairs[::2], pairs[1::2], strict=True):
        if int(number) not in numbers:
            kept.extend([number, target])
    tree.Nums = kept
