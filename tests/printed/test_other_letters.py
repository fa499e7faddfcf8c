"""Words in letters that the house's own typeface lacks: drawn, read out and copied as they were
typed, in every script that the typefaces of npm have; on pages, only the letters that are used."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from hooks.pages import other_letters
from hooks.printed import editions, pdf_draw, pdf_signs, sheets, typeface
from hooks.printed.layout import Sheet
from hooks.printed.normalise import letters as only_letters
from hooks.printed.pdf_text import Paper, overlapping
from hooks.sources import disk_cache, site_records
from hooks.words.foreign import direction
from tests.helpers import DAY, MADE_UP, ROOT
from tests.printed import vera

POINTS = 14.0
WORDS = {
    "ar": "نقدّم لكم الدعم (مجانًا). رقم الطفل ٤٥٦. اتصلوا بنا.",
    "ur": "ہم آپ کی مدد مفت کرتے ہیں۔ اللہ، لڑکا (گریڈ 9)۔ فون: 01632 960123.",
    "pa": "ਅਸੀਂ ਤੁਹਾਡੀ ਮੁਫ਼ਤ ਮਦਦ ਕਰਦੇ ਹਾਂ। ਸਿੱਖਿਆ ਬਾਰੇ ਸਾਨੂੰ ਪੁੱਛੋ।",
    "zh": "我们免费帮助您。请给我们打电话。",
    "bn": "আমরা বিনামূল্যে আপনাকে সাহায্য করি। কোনো প্রশ্ন?",
    "hi": "हम आपकी मुफ्त मदद करते हैं। किसी प्रश्न के लिए पूछें।",
    "ta": "நாங்கள் உங்களுக்கு இலவசமாக உதவுகிறோம்.",
    "uk": "Ми допомагаємо безкоштовно. Її дитина.",
    "el": "Βοηθάμε δωρεάν.",
    "pl": "Zażółć gęślą jaźń.",
    "sk": "Ľúbosť, vôňa, kôň.",
    "ro": "Ștefan și Țurcanu.",
    "cy": "Dŵr, tŷ, ŵyn.",
}


def _sheet(code: str) -> Sheet:
    way = f' dir="{direction(code)}"' if direction(code) else ""
    html = (
        '<html lang="en-GB"><head><title>Words</title></head><body><h1>Words</h1>'
        f'<p lang="{code}"{way}>{WORDS[code]} <strong>{WORDS[code]}</strong></p></body></html>'
    )
    edition = editions.Edition(
        "words", "letter", "", "words.pdf", "A4", "letter", editions.A4, (1, 1), (POINTS,)
    )
    css = f"@page{{size:A4;margin:20mm}}body{{font-family:{typeface.FAMILY}}}"
    return Sheet(edition, html, css, "Words", "en-GB")


def _drawn(code: str) -> bytes:
    sheet = _sheet(code)
    own = sheets.types(site_records.read(MADE_UP / "mkdocs.yml", DAY))
    assert own is not None
    return pdf_draw.draw(
        sheet, POINTS, {**own, **typeface.others(ROOT, sheet.html, own["400 normal"])}
    )


def _spoken(data: bytes) -> str:
    with Paper(data) as paper:
        return only_letters("".join(letter.text for letter in paper.spoken))


@pytest.mark.parametrize("code", WORDS)
def test_words_are_read_as_they_were_typed(code: str) -> None:
    data = _drawn(code)
    assert only_letters(f"Words {WORDS[code]} {WORDS[code]}") == _spoken(data)
    with Paper(data) as paper:
        assert not overlapping(paper.on(0)) and not paper.unspoken
    assert not vera.failures(data)


@pytest.mark.parametrize("code", ["ar", "ur", "pa"])
def test_without_signs_of_their_own_words_are_read_wrongly(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_signs, "said_rightly", lambda pdf, said: pdf)
    assert only_letters(f"Words {WORDS[code]} {WORDS[code]}") != _spoken(_drawn(code))


@pytest.mark.parametrize("code", ["ur", "zh"])
def test_the_same_words_give_the_same_bytes(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _drawn(code)
    monkeypatch.setattr(disk_cache, "FOLDER", tmp_path)
    assert before == _drawn(code)


def test_what_was_noted_must_be_what_is_drawn() -> None:
    data, noted = _drawn("el"), {}
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as document:
        noted = {str(name)[1:]: [(1, "")] for name in document.pages[0].Resources.Font}
    with pytest.raises(pdf_signs.Mismatch):
        pdf_signs.said_rightly(data, noted)


def test_urdu_is_printed_in_nastaliq() -> None:
    html = _sheet("ur").html
    own = sheets.types(site_records.read(MADE_UP / "mkdocs.yml", DAY))
    assert own is not None
    assert {"nastaliq 400 normal", "nastaliq 700 normal"} == set(
        typeface.others(ROOT, html, own["400 normal"])
    )


@pytest.mark.parametrize("code", ["ar", "ur", "pa", "zh", "bn", "hi", "ta", "uk", "el"])
def test_a_page_fetches_the_letters_that_it_uses(code: str) -> None:
    html = _sheet(code).html
    wanted = {letter for letter in other_letters.on_page(html) if letter > 0x36F}
    faces = other_letters.for_pages(ROOT, wanted, (400,))
    made = other_letters.files(faces, "House")
    css = made[other_letters.STYLE].decode()
    assert other_letters.names_typefaces(css)
    assert not other_letters.names_typefaces(f"{css}.carried{{display:none}}")
    fonts = [TTFont(io.BytesIO(data)) for name, data in made.items() if name.endswith(".woff2")]
    has = {letter for font in fonts for letter in font.getBestCmap()}
    drawn = {letter for face in faces for letter in face.letters}
    assert {letter for letter in wanted if chr(letter).isalpha()} <= drawn <= has
    assert len(has) < len(wanted) + 20
    licences = [data for name, data in made.items() if name.endswith("LICENCE.txt")]
    assert licences and all(b"SIL Open Font License" in data for data in licences)


def test_a_page_in_english_fetches_nothing() -> None:
    html = "<html><body><p>Café, naïve, Dzień dobry → £5 ½</p></body></html>"
    assert not other_letters.on_page(html)
    assert {} == other_letters.files(other_letters.for_pages(ROOT, set(), (400,)), "House")
