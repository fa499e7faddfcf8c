"""What the records of a service deny, and whether its finished pages and printed files say it all
the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from hooks.sources.content import Content

ANOTHER = r"rotherham|RMBC|riverside house|SEND hub|earlier website"
"""What is said of the first service alone."""
OF_OTHERS = {
    "organisations/samaritans": "volunteer",  # its helper, not ours
    "organisations/sos-sen": "volunteers",  # its helpers, not ours
    "staff/publish-a-meeting": "Monitoring Group",  # which says that a service may have none
    "staff": "Monitoring Group",
    "staff/reading-ages": "Monitoring Group",
    "staff/start-your-own-site": "volunteers",  # what another service is asked
}
"""Pages that every service has, and what each says of somebody else, or asks."""
QUOTED = "as quoted by the service"
"""Said of words of the law of which a service has nothing but its own quotation."""
READ = {".pdf", ".docx", ".txt"}
"""What holds words. Pictures are drawn from the same records, and the ready pack holds the PDFs."""


def denied(content: Content) -> re.Pattern[str]:
    """What would be untrue of this service."""
    service = content.service
    assert service is not None
    said = [ANOTHER]
    if "declaration" in service.formats_not_used:
        said.append(r"(?<!no )volunteers?")
    if "voicemail" in service.formats_not_used:
        said.append(r"our (?:voicemail|answerphone)")
    if content.page("about/monitoring-group.md") is None:
        said.append(r"monitoring group")
    if service.run_by.kind != "council":
        said.append(r"in-house|(?<!who )manages (?:us|our service)")
    if not any(policy.names for policy in content.carried):
        said.append(r"Policy names (?:ACE|it)\b")
    if not any(QUOTED in quotation.held for quotation in content.quotations.values()):
        said.append(QUOTED)
    return re.compile("|".join(said), re.IGNORECASE)


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
    for path in _printed(site):
        text = printed_words(path)
        assert text, path.name
        found[path.relative_to(site).as_posix()] = " ".join(text.split())
    return found


def _printed(site: Path) -> Iterator[Path]:
    """Publicity, the blanks of letters, the year: every file with words that pages offer."""
    for path in sorted(site.rglob("*.*")):
        folder = path.relative_to(site).parts[0]
        if path.suffix in READ and path.parent != site and folder != "assets":
            yield path


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


def said_all_the_same(content: Content, said: Mapping[str, str]) -> list[str]:
    """Where a finished site says what its records deny."""
    wanted = denied(content)
    return [
        f"{name}: {match[0]}"
        for name, text in said.items()
        for match in wanted.finditer(text)
        if match[0].lower() != OF_OTHERS.get(name, "").lower()
    ]
