"""The finished files of the real site, and of services with hard names: proved, valid by veraPDF,
and equal each time they are made."""

from __future__ import annotations

import ctypes
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from hooks.printed import (
    docx_draw,
    editions,
    expectation,
    pack,
    pdf_draw,
    picture,
    proofs,
    qr,
    typeface,
)
from hooks.printed.criteria import ACCESSIBLE, BALANCED, CARRIES, CONFIRMED, FITS
from hooks.printed.layout import Layouts
from hooks.sources import disk_cache, site_records
from hooks.sources.content import Content
from tests.browser import remembered
from tests.browser.remembered import Files
from tests.helpers import DAY
from tests.printed import bench, vera
from tests.printed.spoilings import SPOILINGS, Spoiling

pytestmark = pytest.mark.skipif(bool(pdf_draw.missing()), reason="Pango is not installed")
EVERY = [(item.slug, edition.file) for item, edition in bench.every()]
FOUND = remembered.files()
MAKE = pack.make
"""Taken before a quick build of another test puts something else in its place."""
HARD_NAME = "Łódź Žofia Ștefan and West Siân Valley SEND Information, Advice"
HARD_ADDRESS = (
    "https://www.special-educational-needs-information-advice-support.example.org.uk/sendiass/"
)
"""A name of 60 characters and more, with accents, beside a long address: what fits with all of them
fits with each."""
WAYS = {
    "phone": "01632 960001",
    "email": "advice@sendiass.example.org",
    "hours": "Monday to Thursday, 9am to 4pm",
    "response": "within three working days",
    "website": "https://sendiass.example.org",
}
"""Made-up ways to reach the service, in the order in which it may confirm them."""
CONFIRMED_WAYS = (1, 3, len(WAYS))
FULLEST = ("card", "leaflet", "poster", "slides")
"""Layouts that show them where there is little room."""
LAYOUTS = sorted(
    {
        edition.layout
        for _, edition in bench.every()
        if edition.name != "printer" and edition.kind != "png"
    }
)


def _made(records: Content, file: str) -> tuple[bytes, expectation.Expected]:
    item, edition = next(
        (item, edition)
        for item in records.publicity
        for edition in editions.of(item)
        if edition.file == file
    )
    if edition.kind == "docx":
        layouts = Layouts(records)
        sheet = layouts.sheet(item, edition)
        return docx_draw.letter(sheet.html, sheet.title, sheet.lang), expectation.of_edition(
            layouts, item, edition, sheet.html
        )
    data, expected = bench.drawn(records, item, edition)
    return (
        (picture.of_pdf(data, expected.words or ""), expected)
        if edition.kind == "png"
        else (data, expected)
    )


def _renamed(content: Content, folder: Path, ways: Iterable[str] = ()) -> Content:
    """The content of a site with another name and address throughout, and with these ways to reach
    the service confirmed."""
    assert content.service is not None and content.contact is not None

    def changed(text: str) -> str:
        assert content.service is not None
        renamed = text.replace(content.service.name, HARD_NAME)
        return renamed.replace(content.site_url, HARD_ADDRESS)

    shutil.copytree(content.folder, folder / content.folder.name)
    for path in (*folder.glob("**/*.md"), *folder.glob("**/*.txt")):
        path.write_text(changed(path.read_text("utf-8")), "utf-8")
    contact = folder / content.folder.name / content.contact.src
    for way in ways:
        fact = f'{{value: "{WAYS[way]}", sure: confirmed by the service, checked: {DAY}}}'
        text, lines = re.subn(rf"(?m)^  {way}: .*$", f"  {way}: {fact}", contact.read_text("utf-8"))
        assert lines == 1
        contact.write_text(text, "utf-8")
    settings = (content.root / "mkdocs.yml").read_text("utf-8")
    layouts = f"custom_dir: {content.layouts.resolve()}"
    settings = re.sub(r"custom_dir: .*", lambda _: layouts, settings)
    (folder / "mkdocs.yml").write_text(changed(settings), "utf-8")
    return site_records.read(folder / "mkdocs.yml", DAY)


@pytest.mark.parametrize("file", [file for _, file in EVERY])
def test_valid_and_equal_each_time(file: str, real_site: Path, real_content: Content) -> None:
    """Drawn once more, it is the file of the finished site, which the build has proved."""
    data = (real_site / file).read_bytes()
    record = json.loads((real_site / "gate.json").read_text("utf-8"))
    assert {CARRIES, FITS, CONFIRMED, ACCESSIBLE} <= set(record["rules"])
    assert [] == [finding for finding in record["findings"] if finding["severity"] == "error"]
    if FOUND.knows(file, data):
        return
    assert _made(real_content, file)[0] == data, (
        "two builds of the same sources must give the same bytes"
    )
    if file.endswith(".pdf"):
        assert vera.failures(data) == []
    FOUND.keep(file, data)


def test_a_file_that_changed_by_one_byte_is_looked_at_again(tmp_path: Path) -> None:
    found = Files(tmp_path, "the checks")
    found.keep("a.pdf", b"%PDF")
    assert found.knows("a.pdf", b"%PDF")
    assert not found.knows("a.pdf", b"%PDF.") and not found.knows("b.pdf", b"%PDF")
    assert not Files(tmp_path, "other checks").knows("a.pdf", b"%PDF")
    Files(None, "the checks").keep("a.pdf", b"%PDF")
    assert not Files(None, "the checks").knows("a.pdf", b"%PDF"), "make test remembers nothing"


@pytest.fixture(scope="module")
def hard_names(
    real_content: Content, tmp_path_factory: pytest.TempPathFactory
) -> dict[int, Content]:
    """By how many of the WAYS are confirmed: 0 is as the site is."""
    assert len(HARD_NAME) >= 60 and len(HARD_ADDRESS) >= 60
    found = {
        many: _renamed(real_content, tmp_path_factory.mktemp("hard-name"), [*WAYS][:many])
        for many in (0, *CONFIRMED_WAYS)
    }
    for renamed in found.values():
        assert renamed.service is not None
        assert (renamed.service.name, renamed.site_url) == (HARD_NAME, HARD_ADDRESS)
    return found


@pytest.mark.parametrize(
    ("layout", "ways"),
    [*((layout, 0) for layout in LAYOUTS), *product(FULLEST, CONFIRMED_WAYS)],
)
def test_hard_names(layout: str, ways: int, hard_names: dict[int, Content]) -> None:
    """From the service's first confirmed fact to its last."""
    hard_name = hard_names[ways]
    layouts = Layouts(hard_name)
    for item in hard_name.publicity:
        for edition in editions.of(item):
            if edition.layout == layout and edition.name != "printer" and edition.kind != "png":
                looked_at = repr((layouts.sheet(item, edition), sorted(bench.types().items())))
                if FOUND.knows(f"hard name {ways} {edition.file}", looked_at.encode()):
                    continue
                data, expected = _made(hard_name, edition.file)
                faults = [
                    (rule, said)
                    for rule, said in proofs.examine(data, expected)
                    if rule != BALANCED  # a notice: another name makes other lines
                ]
                assert faults == [], edition.file
                FOUND.keep(f"hard name {ways} {edition.file}", looked_at.encode())


def test_verapdf_sees_what_is_wrong() -> None:
    item, edition = bench.first_with("poster")
    data, _ = bench.drawn(
        bench.real(),
        item,
        edition,
        Spoiling("untagged", lambda html: html, ".reach { opacity: .9 }"),
        bench.size_of("poster"),
    )
    assert vera.failures(data)


def test_what_is_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_cache, "FOLDER", tmp_path)
    monkeypatch.setattr(editions, "of", _poster_only(editions.of))
    said: list[str] = []
    first = MAKE(bench.real(), said.append)
    assert said and not first.findings
    said.clear()
    again = MAKE(bench.real(), said.append)
    assert said == [] and again.files == first.files
    assert all(
        f"{download.size // 1024}" for items in first._downloads.values() for download in items
    )


def _poster_only(of):
    def few(item):
        return (edition for edition in of(item) if edition.file.endswith("/poster.pdf"))

    return few


def test_the_typeface_is_whole() -> None:
    from fontTools.ttLib import TTFont

    for data in bench.types().values():
        known = TTFont(io.BytesIO(data)).getBestCmap()
        assert all(ord(letter) in known for letter in "ŁódźŽofiaȘtefanSiân’–•")
    assert typeface.FAMILY


def test_code_is_read_back() -> None:
    from PIL import Image

    assert [
        code.text
        for code in qr.read(
            Image.open(io.BytesIO(qr.as_png("https://example.org/policy/"))).convert("RGB")
        )
    ] == ["https://example.org/policy/"]


# --- Word, and files that staff bring -------------------------------------------------------------


def _letter() -> tuple[bytes, expectation.Expected]:
    return _made(bench.real(), next(file for _, file in EVERY if file.endswith(".docx")))


def _changed(data: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name in ("word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"):
                part = part.decode().replace(old, new).encode()
            after.writestr(name, part)
    return out.getvalue()


WORD = {
    "reworded": ("We do not take sides", "We do not often take sides"),
    "link to another page": ('/policies/impartiality/" TargetMode', '/other/" TargetMode'),
    "heading that is none": ('<w:pStyle w:val="PolicyHeading"/>', ""),
    "hidden": (
        '<w:pStyle w:val="PolicyStatement"/></w:pPr><w:r>',
        '<w:pStyle w:val="PolicyStatement"/></w:pPr><w:r><w:rPr><w:vanish/></w:rPr>',
    ),
    "small": (
        '<w:pStyle w:val="PolicyStatement"/></w:pPr><w:r>',
        '<w:pStyle w:val="PolicyStatement"/></w:pPr><w:r><w:rPr><w:sz w:val="10"/></w:rPr>',
    ),
    "pale": (
        '<w:pStyle w:val="PolicyStatement"/></w:pPr><w:r>',
        '<w:pStyle w:val="PolicyStatement"/></w:pPr><w:r><w:rPr><w:color w:val="CCCCCC"/></w:rPr>',
    ),
    "struck through": (
        '<w:pStyle w:val="PolicyStatement"/></w:pPr><w:r>',
        '<w:pStyle w:val="PolicyStatement"/></w:pPr><w:r><w:rPr><w:strike/></w:rPr>',
    ),
    "page break above": (
        '<w:pStyle w:val="PolicyHeading"/>',
        '<w:pStyle w:val="PolicyHeading"/><w:pageBreakBefore/>',
    ),
}


@pytest.mark.parametrize("case", WORD)
def test_spoiled_word_letter(case: str) -> None:
    data, expected = _letter()
    spoiled = _changed(data, *WORD[case])
    assert spoiled != _changed(data, "", ""), "nothing was spoiled"
    found = proofs.examine(spoiled, expected)
    assert found, case


def test_brought_files_are_held_to_the_policy() -> None:
    good_word, _ = _letter()
    item, edition = bench.first_with("letter")
    good_pdf, _ = bench.drawn(bench.real(), item, edition)
    for data in (good_word, good_pdf):
        assert proofs.examine(data, expectation.brought(bench.real(), "flyer")) == []
    bad, _ = bench.drawn(
        bench.real(),
        item,
        edition,
        next(spoiling for spoiling in SPOILINGS if spoiling.name.startswith("01")),
        12.0,
    )
    assert proofs.examine(bad, expectation.brought(bench.real(), "flyer"))
    assert disk_cache.code()


def test_the_zero_of_easy_read_has_no_slash(tmp_path: Path) -> None:
    """It comes from a typeface of its own; every other letter from the service's."""
    content = bench.real()
    layouts = Layouts(content)
    item = next(item for item in content.publicity if item.format == "easy-read")
    edition = next(iter(editions.of(item)))
    sheet = layouts.sheet(item, edition)
    sheet = replace(sheet, html=sheet.html.replace("</h1>", " 100 days</h1>", 1))
    root = content.layouts.parent
    types, _ = typeface.files(root, content.identity, tmp_path)
    zero = typeface.zero(root, tmp_path)
    assert len(zero) == 2
    types |= dict(pack._others(content, sheet, tuple(types.items()), tmp_path))
    slashed = {face: data for face, data in types.items() if face not in zero}
    for faces, plain in ((types, True), (slashed, False)):
        pdf = pdfium.PdfDocument(pdf_draw.draw(sheet, edition.sizes[0], faces))
        fonts = {
            (letter == "0", "zero" in font)
            for page in pdf
            for letter, font in _letters_with_fonts(page)
            if letter in "0abcdefgh123"
        }
        assert fonts == {(True, plain), (False, False)}


def _letters_with_fonts(page: pdfium.PdfPage) -> Iterator[tuple[str, str]]:
    """Each letter of a page that is drawn, and the name of the typeface that draws it."""
    text = page.get_textpage()
    for place in range(text.count_chars()):
        name = ctypes.create_string_buffer(200)
        pdfium_c.FPDFText_GetFontInfo(text.raw, place, name, 200, ctypes.c_int())
        yield chr(pdfium_c.FPDFText_GetUnicode(text.raw, place)), name.value.decode()
