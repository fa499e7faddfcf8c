"""A made-up service of two councils that a charity runs: its finished pages say what its records
say, and nothing that they deny."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests import helpers
from tests.helpers import ROOT

TWO_BAYS = ROOT / "tests" / "sites" / "two-bays"
DENIED = re.compile(
    r"rotherham|RMBC|riverside house|SEND hub|in-house|manages (?:us|our service)|(?<!no )volunteers?"
    r"|monitoring group|earlier website|Policy names (?:ACE|it)\b|as quoted by the service",
    re.IGNORECASE,
)
"""What would be untrue here: another service, a council that runs it, volunteers, a group, an older
website, bodies that its policy names, words of the law that it quoted."""
MAY = {
    "organisations/samaritans": "volunteer",  # its helper, not ours
    "organisations/sos-sen": "volunteers",  # its helpers, not ours
    "staff/publish-a-meeting": "Monitoring Group",  # which says that a service may have none
    "staff": "Monitoring Group",
    "staff/reading-ages": "Monitoring Group",
    "staff/start-your-own-site": "volunteers",  # what another service is asked
    "accessibility": "manages our service",  # a link to the page that says who does
}


@pytest.fixture(scope="module")
def two_bays(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its finished site, with all that is printed."""
    made = helpers.workshop(tmp_path_factory.mktemp("two-bays"), own_layouts=False)
    shutil.rmtree(made.folder)
    shutil.copytree(TWO_BAYS, made.folder, ignore=shutil.ignore_patterns("site*", "build"))
    (made.home / "content").symlink_to(ROOT / "content", target_is_directory=True)
    with helpers.quick(), helpers.printing():
        outcome = helpers.build_here(made)
    assert outcome.refusal is None, outcome.said
    assert "0 errors, 0 holds" in outcome.said
    return made.site


READ = {".pdf", ".docx", ".txt"}
"""What holds words. Pictures are drawn from the same records, and the ready pack holds the PDFs."""


def words(site: Path) -> dict[str, str]:
    """The text of every page and of every printed file, by its address; the copy of all pages holds
    the same once more."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert tree.body is not None
        name = path.parent.relative_to(site).as_posix()
        if name != "copy":
            found[name] = " ".join(tree.body.text(separator=" ").split())
    read = (path for path in (site / "publicity").glob("*.*") if path.suffix in READ)
    for path in sorted(read):
        text = printed_words(path)
        assert text, path.name
        found[path.relative_to(site).as_posix()] = " ".join(text.split())
    return found


def printed_words(path: Path) -> str:
    """What a PDF, a Word document or a text says."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path.read_bytes())
        return " ".join(sheet.get_textpage().get_text_range() for sheet in document)
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            page = LexborHTMLParser(parts.read("word/document.xml").decode("utf-8"))
        return page.text(separator=" ")
    return path.read_text(encoding="utf-8")


def test_no_page_says_what_the_records_deny(two_bays: Path) -> None:
    found = [
        f"{name}: {match[0]}"
        for name, text in words(two_bays).items()
        for match in DENIED.finditer(text)
        if match[0].lower() != MAY.get(name, "").lower()
    ]
    assert found == []


def test_what_is_printed_is_read_too(two_bays: Path) -> None:
    """Its name stands in each kind of file, so that what it denies would be seen there."""
    said = words(two_bays)
    for name in ("publicity/leaflet.pdf", "publicity/first-letter.docx", "publicity/voicemail.txt"):
        assert "Two Bays SEND Advice" in said[name], name


def test_what_it_is_made_of_is_said(two_bays: Path) -> None:
    pages = words(two_bays)
    numbers = ("01632 960201", "01632 960202", "01632 960203")
    offices = ("1 Example Street, Pebblesea", "2 Example Road, Windhaven")
    for said in (*numbers, *offices, "The Lantern Trust, a charity"):
        assert said in pages["contact"], said
    assert "The Lantern Trust" in pages["."]
    for label in ("Fair-1", "Fair-2", "2.3"):
        assert label in pages["policies/our-promises"], label
    assert "Here it is Example Mediation." in pages["your-options/mediation"]


def test_a_page_in_welsh_says_so(two_bays: Path) -> None:
    path = two_bays / "about" / "ein-gwasanaeth" / "index.html"
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    heading = tree.css_first("h1")
    assert heading is not None and heading.attributes["lang"] == "cy"


def test_it_prints(two_bays: Path) -> None:
    printed = {path.name for path in (two_bays / "publicity").glob("*.pdf")}
    assert {"leaflet.pdf", "poster.pdf", "contact-card.pdf", "first-letter.pdf"} <= printed
    assert not (two_bays / "publicity" / "volunteer-declaration").exists()
