"""What a PDF that somebody brought must keep, besides the policy: every word is seen, nothing is
laid over it, links and codes lead where the page says, and the file names no person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from hooks.printed import qr
from hooks.printed.criteria import (
    CARRIES,
    CONFIRMED,
    FAINT,
    FITS,
    TINY,
    Expected,
    no_person,
)
from hooks.printed.normalise import letters as only_letters
from hooks.printed.pdf_text import Box, Letter, Paper, seen
from hooks.printed.pdf_words import dpi_for

ROUND = 6.0
"""Points by which a link may reach beyond its words, besides the height of a line."""
SHOWN_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)?(?:www\.)?", re.IGNORECASE)
INFO = frozenset(
    """
    /Title /Author /Creator /Producer /CreationDate /ModDate /Trapped /GTS_PDFXVersion
    /GTS_PDFXConformance
    """.split()
)
XMP = frozenset(
    """
    title creator format language date Producer PDFVersion Trapped CreatorTool CreateDate ModifyDate
    MetadataDate DocumentID InstanceID VersionID RenditionClass OriginalDocumentID DerivedFrom
    History part conformance rev amd corr schemas GTS_PDFXVersion GTS_PDFXConformance
    """.split()
)
"""What a PDF may say of itself: its title, its makers' programs, and when (ISO 32000-2, 14.3)."""


def faults(paper: Paper, expected: Expected) -> Iterator[tuple[str, str]]:
    """What is wrong besides the policy, as (rule, sentence)."""
    yield from ((FITS, text) for text in _open(paper))
    yield from ((FITS, text) for text in _laid_over(paper))
    yield from ((CARRIES, text) for text in _leads_where_it_says(paper, expected))
    yield from ((CONFIRMED, text) for text in _of_itself(paper, expected.authors))


def _open(paper: Paper) -> Iterator[str]:
    """Whether everybody sees every letter, and each link lies on the words that name it."""
    for page in range(len(paper.pages)):
        here, number = paper.on(page), page + 1
        if not here:
            continue
        small = min(letter.points for letter in here)
        if small < TINY:
            yield (
                f"must have letters that can be read, of at least {TINY:g} point; page {number} has"
                f" some of {small:.1f} point."
            )
        met = seen(paper, page, dpi_for(max(small, TINY)), [letter.box for letter in here], FAINT)
        hidden = sum(not (met and letter.inked) for met, letter in zip(met, here, strict=True))
        if hidden:
            yield f"must show all its words; {hidden} letters on page {number} cannot be seen."
        yield from _names_its_links(paper, page, here)


def _laid_over(paper: Paper) -> Iterator[str]:
    """Layers, notes, stamps and fields, which may show on paper alone, or on a screen alone, or
    cover what lies below."""
    if "/OCProperties" in paper.tags.Root:
        yield "must have no layers, which can be switched off. Save it again for print (PDF/A)."
    for number, page in enumerate(paper.tags.pages):
        for note in page.obj.get("/Annots", ()):
            kind = str(note.get("/Subtype", ""))
            if kind == "/Widget":
                yield from _field_fault(paper, number, note)
            elif kind != "/Link":
                yield (
                    f"must have no {kind[1:].lower()} laid over page {number + 1}. In your PDF"
                    " program: print it to a new PDF, or take the notes and stamps out."
                )
    for number in range(len(paper.pages)):
        if _prints_differently(paper, number):
            yield (
                f"must look the same on paper as on a screen; page {number + 1} does not. Save it"
                " again for print (PDF/A)."
            )


HIDDEN_OR_UNSEEN = 0b100010
"""The flags Hidden and NoView of an annotation (ISO 32000-2, 12.5.3)."""


def _field_fault(paper: Paper, page: int, field: Any) -> Iterator[str]:
    import pikepdf

    if int(field.get("/F", 0)) & HIDDEN_OR_UNSEEN:
        yield (
            "must show each field of its form on the screen and on paper alike; one on"
            f" page {page + 1} is hidden."
        )
        return
    on_it = _inside(_sorted([float(edge) for edge in field.Rect]), paper.on(page))
    if on_it and isinstance(field.get("/AP"), pikepdf.Dictionary):
        yield (
            f"must have no field over its words; one on page {page + 1} lies on {len(on_it)}"
            " letters."
        )


def _sorted(box: Sequence[float]) -> Box:
    """A box whose corners a file may give in any order."""
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _inside(box: Box, letters: Sequence[Letter]) -> list[Letter]:
    """The letters whose middle lies in a box."""
    left, bottom, right, top = box
    return [
        letter
        for letter in letters
        if left <= (letter.box[0] + letter.box[2]) / 2 <= right
        and bottom <= (letter.box[1] + letter.box[3]) / 2 <= top
    ]


def _prints_differently(paper: Paper, page: int) -> bool:
    from PIL import ImageChops

    shown, printed = paper.image(page, 60), paper.printed(page, 60)
    if shown.size != printed.size:
        return True
    change = ImageChops.difference(shown, printed).convert("L")
    return change.point(lambda value: 255 if value > 60 else 0).getbbox() is not None


def _leads_where_it_says(paper: Paper, expected: Expected) -> Iterator[str]:
    """Whether each code leads to a policy, or to an address that its own page prints."""
    policies = {carry.link.rstrip("/") for carry in expected.carries}
    right = expected.carries[0].link if expected.carries else "the right address"
    for page in range(len(paper.pages)):
        printed = "".join(only_letters(letter.text) for letter in paper.on(page))
        said: set[str] = set()
        for dpi in (150, 300):
            said |= {code.text for code in qr.read(paper.image(page, dpi))}
        for leads in sorted(said):
            bare = only_letters(SCHEME.sub("", leads).rstrip("/"))
            if leads.rstrip("/") not in policies and not (bare and bare in printed):
                yield (
                    f"must have QR codes that lead where the page says; one on page {page + 1}"
                    f' leads to "{leads[:80]}", which the page does not print. Print that address '
                    f"beside it, or make the code again for {right}."
                )


def _names_its_links(paper: Paper, page: int, here: Sequence[Letter]) -> Iterator[str]:
    named: dict[str, str] = {}  # an address over two lines has two links
    for note in paper.links:
        if note.page != page:
            continue
        on_it = _inside(note.box, here)
        # A link without words lies on a picture.
        fits = _fits(note.box, on_it) if on_it else seen(paper, page, 100, [note.box], FAINT)[0]
        if not fits:
            yield (
                f"must have each link on the words that name it; on page {page + 1} the one to"
                f" {note.target[:80]} reaches beyond them."
            )
        named.setdefault(note.target, "")
        named[note.target] += "".join(letter.text for letter in on_it)
    for target, text in named.items():
        for shown in SHOWN_ADDRESS.findall(text):
            if _host(shown) != _host(target):
                yield (
                    f"must have links that lead where their words say; on page {page + 1} {shown}"
                    f" leads to {target[:80]}."
                )


def _fits(box: Box, words: Sequence[Letter]) -> bool:
    """Whether a link reaches hardly beyond its words."""
    left, bottom, right, top = box
    room = ROUND + max(letter.points for letter in words)
    return (
        min(letter.box[0] for letter in words) - left <= room
        and right - max(letter.box[2] for letter in words) <= room
        and min(letter.box[1] for letter in words) - bottom <= room
        and top - max(letter.box[3] for letter in words) <= room
    )


def _host(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.casefold()).partition("/")[0]


def _of_itself(paper: Paper, authors: Sequence[str]) -> Iterator[str]:
    """Names of persons and words that no reader sees, in what the file says of itself."""
    info = {str(name): str(value).strip() for name, value in paper.tags.docinfo.items()}
    said = dict(paper.tags.open_metadata(set_pikepdf_as_editor=False).items())
    makers = [info.get("/Author", "")]
    for name, value in said.items():
        if name.endswith("}creator"):
            several = value if isinstance(value, (list, set)) else [value]
            makers += (str(one).strip() for one in several)
    for maker in dict.fromkeys(makers):
        if maker and maker not in authors:
            yield no_person(maker, authors)
    entries = {name[1:] for name, value in info.items() if value and name not in INFO}
    more = {name.rpartition("}")[2] for name, value in said.items() if value} - XMP
    if entries | more:
        yield (
            f'must say of itself its title alone; it also has "{min(entries | more)}". Empty that'
            " in its properties, and save it again."
        )
