"""Reads a finished PDF letter by letter, as it is drawn and as it is spoken, and looks at its
pixels. pdfium draws; pikepdf knows tags.

Lengths are points from the page's lower left corner unless a name says otherwise.
"""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from hooks.printed import leftward
from hooks.printed.normalise import HYPHENS, UNSEEN
from hooks.printed.pdf_repair import kids
from hooks.printed.qr import Code
from hooks.sources.lazily import lazily
from hooks.words.foreign import runs_left

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2
else:
    pikepdf, pypdfium2 = lazily("pikepdf"), lazily("pypdfium2")

MM = 72 / 25.4
"""Points in a millimetre."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Pixels = tuple[int, int, int, int]
"""A box of a picture: left, top, right, bottom."""


class Unreadable(Exception):
    """The file is no PDF that can be read; the argument is a sentence."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One drawn letter. `points` is its size after all scaling; `box` its ink, `line` its share of
    the line; `mark` its marked content, -1 where it is not spoken; `owner` the drawing object it
    belongs to. `inked` is whether the file has it drawn at all: some text is only there to be
    found.
    """

    text: str
    page: int
    points: float
    box: Box
    line: Box
    upright: bool
    mark: int
    owner: int
    inked: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A link of a page: where it leads, where it is, whether it can be seen and is in the tags."""

    page: int
    target: str
    box: Box
    shown: bool


@dataclass
class Paper:
    """A PDF, read once. `close` when done, or use it in a `with`."""

    data: bytes
    roles: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    again: list[Letter] = field(default_factory=list)
    _images: dict[tuple[int, int, frozenset[int]], Any] = field(default_factory=dict)
    _piled: dict[int, list[tuple[Letter, Letter]]] = field(default_factory=dict)
    hidden: dict[int, int] = field(default_factory=dict)
    """How many letters of a page cannot be seen, where somebody has looked: pdf_words.py."""
    codes: dict[tuple[int, int], list[Code]] = field(default_factory=dict)
    """The QR codes of a page, where somebody has read them: pdf_words.py."""

    def __post_init__(self) -> None:
        try:
            self.tags = pikepdf.open(io.BytesIO(self.data))
            if _turned(self.tags):
                out = io.BytesIO()
                self.tags.save(out)
                self.tags.close()
                self.data = out.getvalue()
                self.tags = pikepdf.open(io.BytesIO(self.data))
        except pikepdf.PasswordError:
            raise Unreadable("it must open without a password") from None
        except pikepdf.PdfError:
            raise Unreadable("it cannot be read as a PDF") from None
        try:
            self.drawn = pypdfium2.PdfDocument(self.data)
        except pypdfium2.PdfiumError:
            self.tags.close()
            raise Unreadable("it cannot be read as a PDF") from None
        self.drawn.init_forms()
        self.pages = [self.drawn[number] for number in range(len(self.drawn))]

    def __enter__(self) -> Paper:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        for page in self.pages:
            page.close()
        self.drawn.close()
        self.tags.close()

    # --- pages ------------------------------------------------------------------------------------

    def trim(self, page: int) -> Box:
        """The page after cutting."""
        return tuple(self.pages[page].get_trimbox())

    def shown(self, page: int) -> Box:
        """What a screen shows of the page."""
        return self._shown[page]

    @cached_property
    def _shown(self) -> list[Box]:
        """Read once: every letter that is looked at asks where its page begins."""
        return [tuple(page.get_cropbox()) for page in self.pages]

    def outer(self, number: int) -> frozenset[int]:
        """The drawing objects that stand on the page itself, not inside another drawing."""
        raw, pdfium = self.pages[number].raw, pypdfium2.raw
        return frozenset(
            ctypes.addressof(pdfium.FPDFPage_GetObject(raw, place).contents)
            for place in range(pdfium.FPDFPage_CountObjects(raw))
        )

    def shapes(self, number: int) -> list[Box]:
        """The boxes of what is drawn on the page besides letters: lines, grounds, pictures."""
        lettered = pypdfium2.raw.FPDF_PAGEOBJ_TEXT
        drawn = self.pages[number].get_objects(max_depth=1)
        return [one.get_bounds() for one in drawn if one.type != lettered]

    # --- letters ----------------------------------------------------------------------------------

    @cached_property
    def letters(self) -> list[Letter]:
        """Every letter that is drawn, page by page; spaces are left out."""
        pages = (list(self._letters(number)) for number in range(len(self.pages)))
        return [letter for page in pages for letter in leftward.turned(page)]

    def on(self, page: int) -> list[Letter]:
        return self._by_page.get(page, [])

    @cached_property
    def _by_page(self) -> dict[int, list[Letter]]:
        pages: dict[int, list[Letter]] = {}
        for letter in self.letters:
            pages.setdefault(letter.page, []).append(letter)
        return pages

    def piled(self, page: int) -> list[tuple[Letter, Letter]]:
        """Pairs of letters of a page that lie on each other."""
        if page not in self._piled:
            self._piled[page] = overlapping(self.on(page))
        return self._piled[page]

    def _letters(self, number: int) -> Iterator[Letter]:
        text, pdfium = self.pages[number].get_textpage(), pypdfium2.raw
        uninked = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
        raw, matrix = text.raw, pdfium.FS_MATRIX()
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        loose = pdfium.FS_RECTF()
        try:
            for place in range(pdfium.FPDFText_CountChars(raw)):
                if pdfium.FPDFText_IsGenerated(raw, place) == 1:
                    continue
                shown = chr(pdfium.FPDFText_GetUnicode(raw, place))
                shown = HYPHENS.get(shown, shown)
                if shown.isspace() or ord(shown) in UNSEEN or unicodedata.category(shown) == "Cc":
                    continue
                owner = pdfium.FPDFText_GetTextObject(raw, place)
                pdfium.FPDFText_GetCharBox(raw, place, left, right, bottom, top)
                pdfium.FPDFText_GetLooseCharBox(raw, place, loose)
                pdfium.FPDFText_GetMatrix(raw, place, matrix)
                points = (
                    pdfium.FPDFText_GetFontSize(raw, place) * (matrix.c**2 + matrix.d**2) ** 0.5
                )
                wide = (matrix.a**2 + matrix.b**2) ** 0.5 / (
                    (matrix.c**2 + matrix.d**2) ** 0.5 or 1
                )
                slant = abs(matrix.b) + max(
                    0.0, abs(matrix.c) - 0.4 * abs(matrix.d)
                )  # an italic made by slanting is upright
                yield Letter(
                    shown,
                    number,
                    points,
                    (left.value, bottom.value, right.value, top.value),
                    (loose.left, loose.bottom, loose.right, loose.top),
                    matrix.a > 0
                    and matrix.d > 0
                    and slant < 0.01 * abs(matrix.a)
                    and 0.8 < wide < 1.25,
                    pdfium.FPDFPageObj_GetMarkedContentID(owner) if owner else -1,
                    ctypes.addressof(owner.contents) if owner else 0,
                    not owner or pdfium.FPDFTextObj_GetTextRenderMode(owner) not in uninked,
                )
        finally:
            text.close()

    # --- what is spoken ---------------------------------------------------------------------------

    @cached_property
    def spoken(self) -> list[Letter]:
        """Every letter in the order in which a screen reader speaks it: the order of the tags. Left
        out are the signs of lists, and the first row of a table where it stands again on the
        table's next page."""
        by_mark: dict[tuple[int, int], list[Letter]] = {}
        for letter in self.letters:
            if letter.mark >= 0:
                by_mark.setdefault((letter.page, letter.mark), []).append(letter)
        numbers = {page.obj.objgen: number for number, page in enumerate(self.tags.pages)}
        found: list[Letter] = []
        root = self.tags.Root.get("/StructTreeRoot")
        if root is None:
            return found
        used: set[tuple[int, int]] = set()
        heads: list[tuple[int, str]] = []

        def walk(element: Any, page: int, roles: tuple[str, ...]) -> None:
            for child in kids(element):
                if isinstance(child, int):
                    key = page, child
                elif not isinstance(child, pikepdf.Dictionary):
                    continue
                elif child.get("/Type") == pikepdf.Name.MCR:
                    key = (
                        numbers.get(child.Pg.objgen, page) if "/Pg" in child else page,
                        int(child.MCID),
                    )
                elif "/S" in child:
                    where = numbers.get(child.Pg.objgen, page) if "/Pg" in child else page
                    before = len(found)
                    walk(
                        child,
                        where,
                        (
                            *roles,
                            str(child.S)[1:],
                            *(("replaced",) if "/ActualText" in child or "/Alt" in child else ()),
                        ),
                    )
                    if child.S == pikepdf.Name.LI:
                        found[before:] = self._numbered(found[before:])
                    if child.S == pikepdf.Name.THead and found[before:]:
                        head = found[before].page, "".join(letter.text for letter in found[before:])
                        if (
                            heads and heads[-1][1] == head[1] and heads[-1][0] < head[0]
                        ):  # the same table on its next page
                            self.again.extend(found[before:])
                            del found[before:]
                        heads.append(head)
                    continue
                else:
                    continue
                if key not in used:
                    used.add(key)
                    self.roles[key] = roles
                    here = by_mark.get(key, ())
                    if not ("Lbl" in roles and all(letter.text in "•◦▪–-" for letter in here)):
                        found.extend(here)

        walk(root, -1, ())
        return found

    def _numbered(self, item: list[Letter]) -> list[Letter]:
        """The letters of an item of a list, its number before words that run to the left turned
        with them: what is seen as ".1" is read as "1."."""
        label = list(
            takewhile(lambda letter: "Lbl" in self.roles.get((letter.page, letter.mark), ()), item)
        )
        rest = item[len(label) :]
        if label and rest and runs_left(rest[0].text):
            return [*leftward.as_read(label), *rest]
        return item

    def role(self, letter: Letter) -> tuple[str, ...]:
        """The kinds of the elements that a letter stands in, outermost first; "replaced" where
        other words are spoken for it."""
        return self.roles.get((letter.page, letter.mark), ()) if self.spoken else ()

    @cached_property
    def numbering(self) -> list[Letter]:
        """The letters that say at the foot of a page which it is: decoration for whoever listens,
        because what reads a PDF aloud counts its pages itself."""
        found: list[Letter] = []
        for page in range(len(self.pages)):
            here = [letter for letter in self._silent if letter.page == page]
            said = f"Page{page + 1}of{len(self.pages)}"
            found += here if "".join(letter.text for letter in here) == said else ()
        return found

    @cached_property
    def unspoken(self) -> list[Letter]:
        """Letters that are drawn and that no tag leads to, besides the numbers of pages."""
        numbers = {id(letter) for letter in self.numbering}
        return [letter for letter in self._silent if id(letter) not in numbers]

    @cached_property
    def _silent(self) -> list[Letter]:
        reached = {id(letter) for letter in (*self.spoken, *self.again)}
        bullets = "•◦▪–-"
        return [
            letter
            for letter in self.letters
            if id(letter) not in reached and letter.text not in bullets
        ]

    # --- links ------------------------------------------------------------------------------------

    @cached_property
    def links(self) -> list[Note]:
        return [note for number in range(len(self.pages)) for note in self._links(number)]

    def _links(self, number: int) -> Iterator[Note]:
        for note in self.tags.pages[number].obj.get("/Annots", ()):
            action: Any = note.get("/A", {})
            if note.get("/Subtype") == pikepdf.Name.Link and "/URI" in action:
                one, two, three, four = (float(edge) for edge in note.Rect)
                flags = int(note.get("/F", 0))
                yield Note(
                    number,
                    str(action.URI),
                    (min(one, three), min(two, four), max(one, three), max(two, four)),
                    not flags & 0b100010,
                )

    # --- pixels -----------------------------------------------------------------------------------

    def image(self, page: int, dpi: int, without: Iterable[int] = ()) -> Any:
        """The page as a Pillow picture; `without` are owners of letters that are not drawn."""
        key = page, dpi, frozenset(without)
        if key not in self._images:
            self._images[key] = self._draw(*key)
        return self._images[key]

    def printed(self, number: int, dpi: int) -> Any:
        """The page as it comes out on paper, where a file may show other layers, stamps and fields
        than on a screen."""
        return (
            self.pages[number]
            .render(scale=dpi / 72, may_draw_forms=True, optimize_mode="print")
            .to_pil()
            .convert("RGB")
        )

    def _draw(self, number: int, dpi: int, without: frozenset[int]) -> Any:
        document = pypdfium2.PdfDocument(self.data) if without else self.drawn
        page = document[number] if without else self.pages[number]
        if without:
            document.init_forms()
            self._take_out(page, number, without)
        image = page.render(scale=dpi / 72, may_draw_forms=True).to_pil()
        if image.mode != "RGB":  # else it would be copied
            image = image.convert("RGB")
        if without:
            page.close()
            document.close()
        return image

    def _take_out(self, page: Any, number: int, without: frozenset[int]) -> None:
        """Takes drawing objects off a page that was read anew: the n-th object there is the n-th
        here."""
        pdfium = pypdfium2.raw
        here = [
            ctypes.addressof(pdfium.FPDFPage_GetObject(self.pages[number].raw, place).contents)
            for place in range(pdfium.FPDFPage_CountObjects(self.pages[number].raw))
        ]
        there = [
            pdfium.FPDFPage_GetObject(page.raw, place)
            for place in range(pdfium.FPDFPage_CountObjects(page.raw))
        ]
        for known, found in zip(here, there, strict=True):
            if known in without:
                pdfium.FPDFPage_RemoveObject(page.raw, found)
                pdfium.FPDFPageObj_Destroy(found)

    def pixels(self, page: int, dpi: int, box: Box, more: int = 0) -> Pixels:
        """A box of the page in pixels of its picture: left, top, right, bottom, at least one pixel
        each way."""
        left, _, _, top = self.shown(page)
        scale = dpi / 72
        one, two = (box[0] - left) * scale - more, (top - box[3]) * scale - more
        three, four = (box[2] - left) * scale + more, (top - box[1]) * scale + more
        return (
            int(one),
            int(two),
            max(int(three + 1), int(one) + 1),
            max(int(four + 1), int(two) + 1),
        )


def _laid(box: Any, turned: tuple[float, ...]) -> Any:
    """A box of a page after its contents were turned by a matrix."""
    a, b, c, d, e, f = turned
    one, two, three, four = (float(edge) for edge in box)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((one, two), (three, four))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return pikepdf.Array([round(edge, 3) for edge in (min(xs), min(ys), max(xs), max(ys))])


def _turned(document: pikepdf.Pdf) -> bool:
    """Lays each page as it is shown where the file turns it (/Rotate), so that what is measured is
    what readers see. Whether any was."""
    any_turned = False
    for page in document.pages:
        turn = (
            int(page.obj.get("/Rotate", page.rotation if hasattr(page, "rotation") else 0) or 0)
            % 360
        )
        if turn not in (90, 180, 270):
            continue
        any_turned = True
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        a, b, c, d, e, f = {
            90: (0, -1, 1, 0, -bottom, right),
            180: (-1, 0, 0, -1, right, top),
            270: (0, 1, -1, 0, top, -left),
        }[turn]
        page.contents_add(f"q {a} {b} {c} {d} {e:.4f} {f:.4f} cm\n".encode(), prepend=True)
        page.contents_add(b"\nQ")

        for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
            if (
                name in page.obj
                or name == "/MediaBox"
                or (name == "/CropBox" and list(page.cropbox) != list(page.mediabox))
            ):
                page.obj[name] = _laid(
                    {"/MediaBox": page.mediabox, "/CropBox": page.cropbox}.get(name)
                    or page.obj[name],
                    (a, b, c, d, e, f),
                )
        for note in page.obj.get("/Annots", ()):
            note["/Rect"] = _laid(note.Rect, (a, b, c, d, e, f))
        page.obj["/Rotate"] = 0
    return any_turned


@lru_cache(maxsize=4096)
def brightness(colour: tuple[int, ...]) -> float:
    """Relative luminance as WCAG counts it."""
    parts = [value / 255 for value in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def _inside(image: Any, box: Pixels) -> Pixels | None:
    """The part of a box that lies in a picture."""
    left, top = max(box[0], 0), max(box[1], 0)
    right, bottom = min(box[2], image.width), min(box[3], image.height)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _colours(image: Any, box: Pixels) -> list[tuple[int, int, int]]:
    """The colours in a box of a picture, each once."""
    part = image.crop(box)
    return [colour for _, colour in part.getcolors(part.width * part.height)]


def range_of(image: Any, box: Pixels) -> tuple[float, float]:
    """The darkest and the lightest that stands in a box of a picture; (1, 1) where the box is
    outside."""
    place = _inside(image, box)
    if place is None:
        return 1.0, 1.0
    found = [brightness(colour) for colour in _colours(image, place)]
    return min(found), max(found)


def _differ(image: Any, box: Pixels, least: float) -> bool:
    """Whether the darkest and the lightest in a box of a picture differ by this contrast."""
    place = _inside(image, box)
    if place is None:
        return least <= 1
    colours = _colours(image, place)
    # Two that differ so are found at once on most paper; the rest is counted only where not.
    if _between(min(colours), max(colours)) >= least:
        return True
    found = [brightness(colour) for colour in colours]
    return contrast(min(found), max(found)) >= least


def _between(one: tuple[int, ...], two: tuple[int, ...]) -> float:
    return contrast(brightness(one), brightness(two))


def _each(pixels: bytes) -> Iterator[tuple[int, ...]]:
    return zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)


def changed(with_them: Any, without: Any, box: Pixels, least: float) -> bool:
    """Whether a picture differs anywhere in a box by this contrast from the same without some
    letters: these letters' ink from what lies behind it, whatever else is drawn there, such as a
    line below a link."""
    from PIL import ImageChops

    place = _inside(with_them, box)
    if place is None:
        return False
    parts = [picture.crop(place) for picture in (with_them, without)]
    inks, grounds = (part.tobytes() for part in parts)
    # Where they differ most they differ enough, as a rule; all is looked at only where not.
    steps = ImageChops.difference(*parts).convert("L").tobytes()
    at = 3 * steps.index(max(steps))
    if _between(tuple(inks[at : at + 3]), tuple(grounds[at : at + 3])) >= least:
        return True
    pairs = set(zip(*(_each(found) for found in (inks, grounds)), strict=True))
    return any(_between(ink, ground) >= least for ink, ground in pairs)


def seen(paper: Paper, page: int, dpi: int, boxes: Sequence[Box], least: float) -> list[bool]:
    """For each box, with a pixel round it, whether its lightest and darkest pixel differ enough to
    be seen."""
    image = paper.image(page, dpi)
    return [_differ(image, paper.pixels(page, dpi, box, 1), least) for box in boxes]


def overlapping(letters: Sequence[Letter], share: float = 0.25) -> list[tuple[Letter, Letter]]:
    """Pairs of letters of one page whose places in their lines lie on each other by more than
    `share` of the smaller."""
    cells: dict[tuple[int, int], list[int]] = {}
    found: list[tuple[Letter, Letter]] = []
    done: set[tuple[int, int]] = set()
    for number, letter in enumerate(letters):
        left, bottom, right, top = letter.line
        for across in range(int(left // 20), int(right // 20) + 1):
            for up in range(int(bottom // 20), int(top // 20) + 1):
                for other in cells.setdefault((across, up), []):
                    if (other, number) not in done:
                        done.add((other, number))
                        if _piled(letters[other], letter, share):
                            found.append((letters[other], letter))
                cells[across, up].append(number)
    return found


LOW_MARKS = (".", ",")
UNDER_AN_ARM = 0.7
"""A typeface may put so much of a full stop under the arm of an "r" or a "T"."""


def _piled(one: Letter, two: Letter, share: float) -> bool:
    """Letters of one line may reach into each other's place ("r," does); their ink may not. So may
    those of a script whose typeface asks for a line much higher than its letters, such as Arabic.
    """
    if one.box == two.box and one.owner == two.owner:
        return False  # one sign for two letters, such as "fi"
    if one.mark == two.mark and leftward.joined(one.text, two.text):
        return False
    if abs(one.line[1] - two.line[1]) < 0.1 * min(one.points, two.points) or all(
        leftward.joins(letter.text) for letter in (one, two)
    ):
        under_an_arm = one.text in LOW_MARKS or two.text in LOW_MARKS
        return _share(one.box, two.box) > (UNDER_AN_ARM if under_an_arm else share)
    return _share(one.line, two.line) > share


def _share(one: Box, two: Box) -> float:
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    if wide <= 0 or high <= 0:
        return 0.0
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, two))
    return wide * high / smaller if smaller > 0.01 else 0.0
