"""The blanks of letters: a Word document with headings, language and fields, and a PDF/UA-1 to fill
in by hand; both word for word the letter."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import docx
import pytest
from lxml import etree

from hooks.printed import letters as blanks
from hooks.printed import pdf_draw, sheets
from hooks.printed.normalise import letters as only_letters
from hooks.sources import letters
from hooks.sources.content import Content
from hooks.sources.records import Letter
from tests.printed import bench, vera

RECORDS: Content = bench.real()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVERY = pytest.mark.parametrize("letter", RECORDS.letters, ids=lambda letter: letter.slug)


def _words(data: bytes) -> str:
    """All words of a Word document's text, those in its fields too."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        tree = etree.fromstring(parts.read("word/document.xml"))
    return "".join(node.text or "" for node in tree.iter(f"{W}t"))


@EVERY
def test_word_document_has_headings_language_and_fields(
    letter: Letter, real_content: Content
) -> None:
    sheet, shown = blanks.blank(real_content, letter), letters.sheet(real_content, letter)
    data = blanks.word_of(sheet)
    document = docx.Document(io.BytesIO(data))
    headings = [
        (style.name, one.text)
        for one in document.paragraphs
        if (style := one.style) is not None and str(style.name).startswith("Heading")
    ]
    assert headings[0] == ("Heading 1", letter.subject)
    assert headings[1:] == [("Heading 2", part.heading) for part in letter.letter if part.heading]
    assert (
        document.core_properties.language,
        document.core_properties.title,
        document.core_properties.author,
    ) == ("en-GB", letter.subject, "")
    assert {str(node.get(f"{W}val")) for node in document.styles.element.iter(f"{W}lang")} == {
        "en-GB"
    }
    fields = [
        node.find(f"{W}sdtPr/{W}tag").get(f"{W}val") for node in document.element.iter(f"{W}sdt")
    ]  # type: ignore[union-attr]
    assert set(fields) == {field.id for field in shown.fields}
    names = {
        node.find(f"{W}sdtPr/{W}alias").get(f"{W}val") for node in document.element.iter(f"{W}sdt")
    }  # type: ignore[union-attr]
    assert names == {field.blank for field in shown.fields}
    assert only_letters(_words(data)) == only_letters(letters.text(shown))
    assert not document.inline_shapes


@EVERY
def test_pdf_is_the_letter_and_nothing_else(letter: Letter, real_content: Content) -> None:
    types = sheets.types(real_content)
    assert types
    sheet = blanks.blank(real_content, letter)
    data = sheets.pdf(sheet, blanks.POINTS, types)
    assert vera.failures(data) == []
    assert only_letters(_text(data)) == only_letters(
        letters.text(letters.sheet(real_content, letter))
    )
    assert data == pdf_draw.draw(sheet, blanks.POINTS, types), (
        "the same letter gives the same bytes"
    )


@EVERY
def test_a_name_is_signed_below_words(letter: Letter, real_content: Content) -> None:
    """A signature alone on a sheet could be laid under any words."""
    types = sheets.types(real_content)
    assert types
    last = _sheets(sheets.pdf(blanks.blank(real_content, letter), blanks.POINTS, types))[-1]
    *_, before, _greeting, sign = letters.sheet(real_content, letter).pieces
    assert (before.kind, sign.kind) == ("words", "sign")
    assert only_letters(str(before.lines[0][0])) in only_letters(last)


def _sheets(data: bytes) -> list[str]:
    import pypdfium2

    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def _text(data: bytes) -> str:
    return "".join(_sheets(data))


def test_nothing_of_the_service_is_in_a_blank(real_content: Content) -> None:
    service = real_content.service
    assert service
    for letter in real_content.letters:
        html = blanks.blank(real_content, letter).html
        assert service.name not in html and service.long_name not in html
        assert "<img" not in html and "<svg" not in html and "href" not in html


def test_weasyprint_is_asked_only_where_something_is_to_be_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is slow to load. Where one sheet is not kept and it does not start, none has a PDF."""
    kept, other = (blanks.blank(RECORDS, letter) for letter in RECORDS.letters[:2])
    types = sheets.types(RECORDS)
    assert types
    sheets.pdf(kept, blanks.POINTS, types)
    monkeypatch.setattr(pdf_draw, "missing", lambda: "WeasyPrint does not start here.")
    assert sheets.types(RECORDS, [kept], blanks.POINTS) == types
    changed = dataclasses.replace(other, html=f"{other.html}<p>One more line.</p>")
    assert sheets.types(RECORDS, [kept, changed], blanks.POINTS) is None
    assert sheets.types(RECORDS, [kept], blanks.POINTS + 1) is None
    assert sheets.types(RECORDS) is None
