"""A Word document becomes our Markdown: what keeps its form, what a person is told to look at, and
what the build then finds."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from PIL import Image

from tests.helpers import ROOT, Workshop, build_here
from tests.test_typed import FRONT

W = nsdecls("w")
FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def _run(words: str, properties: str = "") -> str:
    return f'<w:r {W}><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def with_styles(word: Word) -> None:
    """As Word's own styles and lists have it."""
    word.add_heading("Who we are", 0)
    word.add_heading("How we help", 1)
    word.add_paragraph("We help families. Our help is free.")
    word.add_paragraph("letters", style="List Bullet")
    word.add_paragraph("from school", style="List Bullet 2")
    word.add_paragraph("reports", style="List Bullet")
    word.add_heading("What to do", 3)
    word.add_paragraph("Call us.", style="List Number")
    word.add_paragraph("Then wait for us.")
    word.add_paragraph("Write to us.", style="List Number")
    line = word.add_paragraph("It is ")
    line.add_run("always").bold = True
    line.add_run(" free and ")
    line.add_run("simple").italic = True
    line.add_run(".")
    table = word.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ["What", "When", "A call", "Soon"], strict=True):
        cell.text = words


STYLED = """\
## How we help

We help families. Our help is free.

- letters
    - from school
- reports

### What to do

1. Call us.

Then wait for us.

2. Write to us.

It is **always** free and *simple*.

| What | When |
|---|---|
| A call | Soon |
"""


def by_hand(word: Word) -> None:
    """As people do without styles: large and bold lines, bullets and numbers that they type."""
    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("Come and meet us").font.size = Pt(20)
    word.add_paragraph("We meet each month.")
    word.add_paragraph().add_run("What to bring:").bold = True
    word.add_paragraph("•\tletters")
    word.add_paragraph("-\treports")
    word.add_paragraph("1.\tCall us.")
    word.add_paragraph("2)\tWrite to us.")
    word.add_paragraph().add_run("We answer every letter that you send to us, always.").bold = True


BY_HAND = """\
We meet each month.

## What to bring

- letters
- reports

1. Call us.
2. Write to us.

We answer every letter that you send to us, always.
"""


def with_languages(word: Word) -> None:
    """Words that Word knows to be of another language: a paragraph, a part, from right to left."""
    for words, properties in (
        ("Pomagamy wam.", '<w:lang w:val="pl-PL"/>'),
        ("ہم مدد کرتے ہیں۔", '<w:rtl/><w:lang w:val="en-GB" w:bidi="ur-PK"/>'),
        ("We help you.", '<w:lang w:val="en-US" w:bidi="ar-SA"/>'),
    ):
        word.add_paragraph()._p.append(parse_xml(_run(words, properties)))
    part = word.add_paragraph("Say ")
    part._p.append(parse_xml(_run("dzień dobry", '<w:b/><w:lang w:val="pl-PL"/>')))
    part.add_run(" to us.")


LANGUAGES = """\
Pomagamy wam.
{: lang=pl }

ہم مدد کرتے ہیں۔
{: lang=ur }

We help you.

Say [dzień dobry]{lang=pl} to us.
"""


def with_changes(word: Word) -> None:
    """As a document that a team works on: changes that nobody accepted, and a comment."""
    line = word.add_paragraph("We help ")
    for kind, text in (("ins", "all "), ("del", "some ")):
        run = _run(text) if kind == "ins" else _run(text).replace("w:t", "w:delText")
        line._p.append(parse_xml(f'<w:{kind} {W} w:id="1" w:author="A">{run}</w:{kind}>'))
    last = line.add_run("families.")
    word.add_comment([last], text="Is this right?", author="A", initials="A")
    word.add_paragraph().add_run("We are new.").font.strike = True


def with_more(word: Word) -> None:
    """A text box, a link in parts, a picture, a footnote, a header, tables for looks."""
    word.sections[0].header.paragraphs[0].text = "Draft for the team"
    line = word.add_paragraph("Read ")
    leads = word.part.relate_to(
        "https://www.example.org/a", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    line._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{leads}">{_run("our ")}'
            f"{_run('guide', '<w:b/>')}</w:hyperlink>"
        )
    )
    line.add_run(" now.")
    box = word.add_paragraph("After the box.")
    box._p.append(
        parse_xml(
            f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
            f"<w:txbxContent><w:p>{_run('Ring us first.')}</w:p></w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r>"
        )
    )
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    picture.seek(0)
    word.add_picture(picture)
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{_run("Section 32.")}</w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    word.part.relate_to(
        Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), word.part.package), FOOTNOTES
    )
    law = word.add_paragraph("The law says so")
    law._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    address = word.add_paragraph("12 Example Street")
    address.add_run().add_break()
    address.add_run("Larkmere * 5")
    word.add_table(rows=1, cols=1).cell(0, 0).text = "Words in a frame."


MORE = """\
Read [our guide](https://www.example.org/a) now.

After the box.

Ring us first.

The law says so (Section 32.)

12 Example Street  
Larkmere \\* 5

Words in a frame.
"""  # noqa: W291 - two spaces are Markdown's new line


def with_own_numbers(word: Word) -> None:
    """Lists that begin anew and at five, an inner one with letters, and a symbol as a tick."""
    numbering = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/></w:lvl>'
        for level, form in enumerate(("decimal", "lowerLetter"))
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>')
    )
    for number, start in ((91, 1), (92, 5)):
        numbering.append(
            parse_xml(
                f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="90"/><w:lvlOverride'
                f' w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        )
    for words, number, level in (
        ("Call us.", 91, 0),
        ("Say your name.", 91, 1),
        ("Write it down.", 91, 0),
        ("A new list begins.", 0, 0),
        ("Wait a week.", 92, 0),
        ("Call us again.", 92, 0),
    ):
        line = word.add_paragraph(words)
        if number:
            line._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
                )
            )
    word.add_paragraph("Tick this box ").add_run(".")._r.insert(
        0, parse_xml(f'<w:sym {W} w:font="Wingdings" w:char="F0FC"/>')
    )


OWN_NUMBERS = """\
1. Call us.
    1. Say your name.
2. Write it down.

A new list begins.

1. Wait a week.
2. Call us again.

Tick this box ✓.
"""


def with_joined_cells(word: Word) -> None:
    """Cells joined across and down, a field, and words that Word hides."""
    table = word.add_table(rows=4, cols=3)
    rows = (
        ("Day", "Place", "Time"),
        ("Monday", "The library", "Noon"),
        ("", "The school", "Noon"),
        ("Tuesday", "We are closed", ""),
    )
    for cell, words in zip(table._cells, (words for row in rows for words in row), strict=True):
        cell.text = words
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Monday"
    table.cell(3, 1).merge(table.cell(3, 2)).text = "We are closed"
    line = word.add_paragraph("Our office is in ")
    line._p.append(
        parse_xml(f'<w:fldSimple {W} w:instr=" REF town ">{_run("Larkmere")}</w:fldSimple>')
    )
    line.add_run(".")
    line.add_run(" Ask Ann.").font.hidden = True


JOINED = """\
| Day | Place | Time |
|---|---|---|
| Monday | The library | Noon |
| Monday | The school | Noon |
| Tuesday | We are closed |   |

Our office is in Larkmere. Ask Ann.
"""


DOCUMENTS: dict[Callable[[Word], None], tuple[str, tuple[str, ...]]] = {
    with_styles: (STYLED, ("title: Who we are",)),
    by_hand: (BY_HAND, ("title: Come and meet us", '"What to bring:"')),
    with_languages: (LANGUAGES, ()),
    with_changes: (
        "We help all families.\n\nWe are new.\n",
        (
            'A comment is left out: "Is this right?"',
            'struck out: "We are new."',
            'put in "all"',
            'took out "some"',
        ),
    ),
    with_more: (
        MORE,
        (
            "A picture is left out",
            'in brackets: "Section 32."',
            "A table of one row",
            'A text box holds "Ring us first."',
            'says "Draft for the team"',
        ),
    ),
    with_own_numbers: (OWN_NUMBERS, ("has letters or Roman numbers", "begins at 5 in Word")),
    with_joined_cells: (JOINED, ("cells that were joined", 'Word hides "Ask Ann."')),
}
"""How a document is made; its Markdown, and a part of each line that says what to look at."""


def paste(file: Path) -> subprocess.CompletedProcess[str]:
    """The command, with what it says on each of its streams."""
    return subprocess.run(
        [sys.executable, "-m", "hooks", "paste", str(file)],
        cwd=ROOT,
        env=dict(os.environ),
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def made(make: Callable[[Word], None], folder: Path) -> Path:
    word = Document()
    make(word)
    word.save(str(folder / "notes.docx"))
    return folder / "notes.docx"


@pytest.mark.parametrize("make", DOCUMENTS, ids=lambda make: make.__name__)
def test_document_keeps_its_form(make: Callable[[Word], None], tmp_path: Path) -> None:
    """Its Markdown letter for letter, and nothing to look at but what is named."""
    wanted, looks = DOCUMENTS[make]
    done = paste(made(make, tmp_path))
    assert done.stdout == wanted
    said = [line for line in done.stderr.splitlines() if line.startswith("- ")]
    assert len(said) == len(looks), said
    assert all(look in line for look, line in zip(looks, said, strict=True)), said


def test_what_comes_out_is_fine(workshop: Workshop) -> None:
    """A page of it is built, and nothing is found that is wrong with its marks. The words that are
    left in English all are an editor's concern."""
    addresses = workshop.path("content/addresses.txt")
    index = workshop.path("content/about/index.md")
    for number, (text, _) in enumerate(DOCUMENTS.values()):
        name = f"about/pasted-{number}"
        addresses.write_text(f"{addresses.read_text('utf-8')}/{name}/\n", encoding="utf-8")
        workshop.path(f"content/{name}.md").write_text(
            FRONT.format(number) + text, encoding="utf-8"
        )
        index.write_text(
            f"{index.read_text('utf-8')}\n- [Page number {number}](pasted-{number}.md)\n",
            encoding="utf-8",
        )
    assert build_here(workshop).findings == []


def test_words_that_are_lost_are_said(tmp_path: Path) -> None:
    """What mammoth passes over, in whatever way: here an element that nobody knows."""

    def unknown(word: Word) -> None:
        word.add_paragraph("We help.")._p.append(
            parse_xml(f"<w:unknown {W}>{_run('Families come first.')}</w:unknown>")
        )

    done = paste(made(unknown, tmp_path))
    assert done.stdout == "We help.\n"
    assert 'are not here: "families come first"' in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("notes.doc", b"\xd0\xcf\x11\xe0", "This is no Word document"),
        ("empty.docx", b"", "This is no Word document"),
        ("nothing.docx", None, "There is no such file"),
    ],
)
def test_what_is_no_document(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    """One sentence, and nothing that could be pasted."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = paste(tmp_path / name)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
