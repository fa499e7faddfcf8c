"""A made-up service of two councils that a charity runs: its finished pages say what its records
say."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from hooks.gate import judgement
from tests.denied import words
from tests.helpers import findings_of_record


def test_it_is_finished(two_bays_site: Path) -> None:
    """`make demo` shows it: nothing is to put right, nothing holds it back."""
    assert [] == judgement.reasons_against(two_bays_site)
    assert not [one for one in findings_of_record(two_bays_site) if "national/" not in one]
    own = ("contact", "about/our-service", "your-options", "your-options/deadlines", "topics")
    pages = words(two_bays_site)
    assert not [name for name in own if "Not confirmed yet" in pages[name]]


def test_what_is_printed_is_read_too(two_bays_site: Path) -> None:
    """Its name stands in each kind of file, so that what it denies would be seen there."""
    said = words(two_bays_site)
    for name in ("publicity/leaflet.pdf", "publicity/first-letter.docx", "publicity/voicemail.txt"):
        assert "Two Bays SEND Advice" in said[name], name
    assert [name for name in said if name.startswith("letters/") and name.endswith(".pdf")]


def test_what_it_is_made_of_is_said(two_bays_site: Path) -> None:
    pages = words(two_bays_site)
    numbers = ("01632 960201", "01632 960202", "01632 960203")
    offices = ("1 Example Street, Pebblesea", "2 Example Road, Windhaven")
    for said in (*numbers, *offices, "The Lantern Trust, a charity"):
        assert said in pages["contact"], said
    assert "The Lantern Trust" in pages["."]
    for label in ("Fair-1", "Fair-2", "2.3"):
        assert label in pages["policies/our-promises"], label
    assert "Here it is Example Mediation." in pages["your-options/mediation"]


def test_a_page_in_welsh_says_so(two_bays_site: Path) -> None:
    path = two_bays_site / "about" / "ein-gwasanaeth" / "index.html"
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    heading = tree.css_first("h1")
    assert heading is not None and heading.attributes["lang"] == "cy"


def test_it_prints(two_bays_site: Path) -> None:
    printed = {path.name for path in (two_bays_site / "publicity").glob("*.pdf")}
    assert {"leaflet.pdf", "poster.pdf", "contact-card.pdf", "first-letter.pdf"} <= printed
    assert not (two_bays_site / "publicity" / "volunteer-declaration").exists()
