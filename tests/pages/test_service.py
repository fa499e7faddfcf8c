"""A service of several councils, whoever runs it: its pages, its letters and its machine-readable
name say so."""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

import pytest
import yaml
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from hooks.printed import docx_draw, docx_text, editions, item_text
from hooks.printed.layout import Layouts
from hooks.sources import site_records
from hooks.sources.records import Service
from hooks.staff import freshness
from tests.helpers import DAY, MADE_UP, ROOT, Workshop, build_here, edit

TWO = """    councils:
      - {name: Larkmere Borough Council, short: Larkmere Council}
      - {name: Tidewater County Council, short: Tidewater Council}
    run_by: RUN_BY"""
OF_WHICH = "part_of: Larkmere Council"
FOR_BOTH = "Larkmere Borough Council and Tidewater County Council"


def _text(made: Workshop, url: str, part: str) -> str:
    html = (made.site / url / "index.html").read_text(encoding="utf-8")
    node = LexborHTMLParser(html).css_first(part)
    assert node is not None, part
    return " ".join(node.text(separator=" ").split())


def _of_two_councils(made: Workshop, run_by: str, tide: str) -> None:
    """The made-up service as one of two councils; `tide` is what the Tide Foundation is part of."""
    settings = (made.folder / "mkdocs.yml").read_text(encoding="utf-8")
    start, end = settings.index("    councils:"), settings.index("  identity:")
    settings = settings[:start] + TWO.replace("RUN_BY", run_by) + "\n" + settings[end:]
    (made.folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    folder = made.path("content") / "organisations"
    for name, wanted in (("larkmere-council", "Larkmere Council"), ("tide-foundation", tide)):
        record = (folder / f"{name}.md").read_text(encoding="utf-8").splitlines()
        record = [f"part_of: {wanted}" if line.startswith("part_of:") else line for line in record]
        (folder / f"{name}.md").write_text("\n".join(record) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("run_by", "says", "kind", "tide", "belongs"),
    [
        (
            "{kind: jointly}",
            f"{FOR_BOTH} together",
            "GovernmentOrganization",
            "Tidewater County Council",
            (
                "It is part of Tidewater County Council. It is not part of Larkmere Borough Council, and"
                " not part of Larkmere SEND Advice."
            ),
        ),
        (
            "{kind: charity, name: Harbour Trust, number: '1234'}",
            "Harbour Trust, a charity, registered number 1234",
            "NGO",
            "the provider",
            (
                "It is part of Harbour Trust, which also runs Larkmere SEND Advice. It is not part of"
                " Larkmere Borough Council, not part of Tidewater County Council, and not part of"
                " Larkmere SEND Advice."
            ),
        ),
    ],
)
def test_service_of_two_councils(
    run_by: str, says: str, kind: str, tide: str, belongs: str, workshop: Workshop
) -> None:
    """Who runs it stands in the footer, on the contact page and on each policy; a body belongs to
    one of its councils, or to the charity."""
    _of_two_councils(workshop, run_by, tide)
    outcome = build_here(workshop)
    assert outcome.refusal is None, outcome.said
    assert f"Larkmere SEND Advice , run by {says}" in _text(workshop, "", "footer.foot")
    assert f"Who runs us {says}" in _text(workshop, "contact", "main dl.how")
    assert f"Who runs the service {says}" in _text(workshop, "policies/impartiality", "main")
    contact = (workshop.site / "contact" / "index.html").read_text(encoding="utf-8")
    assert 1 == contact.count(f'itemtype="https://schema.org/{kind}"')
    assert belongs in _text(workshop, "organisations/tide-foundation", "main")
    of_council = _text(workshop, "organisations/larkmere-council", "main")
    assert (
        "It is Larkmere Borough Council itself. It is not part of Tidewater County Council, and not"
        " part of Larkmere SEND Advice." in of_council
    )
    letter = _text(workshop, "letters/ask-for-a-meeting", "main")
    assert "Larkmere Borough Council or Tidewater County Council" in letter
    assert "[the name of your council, and the address on your letter]" in letter


def _run_by(run_by: dict[str, str]) -> Service:
    """The made-up service's council under a long and a short name, and who runs the service."""
    settings = yaml.safe_load((MADE_UP / "mkdocs.yml").read_text(encoding="utf-8"))
    return Service.model_validate({**settings["extra"]["service"], "run_by": run_by})


@pytest.mark.parametrize(
    ("full_name", "part_of", "says"),
    [
        ("Larkmere Borough Council", "the council", "It is Larkmere Borough Council itself."),
        ("Larkmere Borough Council (LBC)", "the council", "It is Larkmere Borough Council itself."),
        (
            "Larkmere Council",
            "Larkmere Borough Council",
            "It is Larkmere Borough Council itself.",
        ),
        ("The Larkmere Council", "Larkmere Council", "It is Larkmere Borough Council itself."),
        (
            "Larkmere Borough Council's school team",
            "the council",
            "It is part of Larkmere Borough Council.",
        ),
    ],
)
def test_a_council_is_no_part_of_itself(full_name: str, part_of: str, says: str) -> None:
    """By whichever of its names; what bears its name and more is a part of it."""
    said = _run_by({"kind": "council"}).belonging(part_of, full_name)
    assert said == f"{says} It is not part of Larkmere SEND Advice."


@pytest.mark.parametrize("kind", ["council", "charity", "company"])
def test_the_regulations_bind_councils_and_nobody_knows_who_else(kind: str) -> None:
    name = {} if kind == "council" else {"name": "Harbour Trust"}
    said = _run_by({"kind": kind, **name}).words["regulated"]
    assert said.startswith("Other websites say that councils must keep to these regulations.")
    assert ("We are not sure" in said) is (kind != "council")


LINES = """  phone-young-people: {value: "01632 960124", sure: confirmed by the service, for: young people}
  hours-young-people: {value: "4pm to 7pm", sure: confirmed by the service, for: young people}
  address-tidewater: {value: "9 Quay Road, Tidewater", sure: confirmed by the service, for: Tidewater}
  hours-tidewater: {value: "Tuesday, 9am to 1pm", sure: confirmed by the service, for: Tidewater}
  phone-old: {value: "01632 960125", sure: seen elsewhere, for: the old line}
"""
NAMES = (
    "contact.phone-young-people, contact.hours-young-people, contact.address-tidewater,"
    " contact.hours-tidewater, contact.phone-old"
)


def test_every_line_and_office_is_shown_with_what_it_is_for(workshop: Workshop) -> None:
    """On the contact page, in the footer, on publicity, in print and in Word; what is not confirmed
    stands on the contact page alone."""
    change = [("facts:\n", f"facts:\n{LINES}"), ("base]", f"base, {NAMES}]")]
    edits = [{"file": "content/contact.md", "old": old, "new": new} for old, new in change]
    edit(workshop.path, {"change": edits})
    outcome = build_here(workshop)
    assert outcome.refusal is None, outcome.said
    page = _text(workshop, "contact", "main")
    for said in (
        "Phone (young people) 01632 960124",
        "Opening hours (young people) 4pm to 7pm",
        "Address (Tidewater) 9 Quay Road, Tidewater",
        "Opening hours (Tidewater) Tuesday, 9am to 1pm",
        "Phone (the old line) 01632 960125",
    ):
        assert said in page
    assert page.index("Phone (young people)") < page.index("Opening hours (young people)")
    foot = _text(workshop, "", "footer.foot")
    leaflet = _text(workshop, "publicity/leaflet", "main")
    sent = (workshop.site / "publicity" / "email.txt").read_text(encoding="utf-8")
    content = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    letter = next(item for item in content.publicity if item.format == "letter")
    layouts = Layouts(content)
    edition = next(edition for edition in editions.of(letter) if edition.kind == "docx")
    typed = docx_text.words(docx_draw.letter(layouts.html(letter, edition), letter.title, "en-GB"))
    for text, label in ((foot, "Phone"), (leaflet, "Telephone"), (sent, "Telephone")):
        assert f"{label} (young people): 01632 960124" in text
        assert "Open (young people): 4pm to 7pm" in text
        assert "01632 960125" not in text
    assert "Phone (young people): 01632 960124" in typed
    assert "Address (Tidewater): 9 Quay Road, Tidewater" in typed
    assert "01632 960125" not in typed
    printed = [f"{one.label}: {one.text}" for one in item_text.contacts(content)]
    assert "Opening hours (Tidewater): Tuesday, 9am to 1pm" in printed


def test_translation_says_its_language(workshop: Workshop) -> None:
    """Its own words are marked, the menu stays English; both pages lead to each other, and neither
    list nor site map shows a title that its readers cannot read."""
    fixture = ROOT / "tests/rules/translations-current/fail/original-changed.yml"
    edit(workshop.path, yaml.safe_load(fixture.read_text(encoding="utf-8")))
    outcome = build_here(workshop)
    assert outcome.refusal is None, outcome.said
    tree = LexborHTMLParser(
        (workshop.site / "about" / "o-nas" / "index.html").read_text(encoding="utf-8")
    )
    marked = [node.tag for node in tree.css('[lang="pl"]')]
    assert ["title", "h1", "div", "ul", "div"] == marked
    assert tree.root is not None
    assert "en-GB" == tree.root.attributes["lang"]
    link = tree.css_first('main a[hreflang="en-GB"]')
    assert link is not None
    assert "../" == link.attributes["href"]
    note = _text(workshop, "about/o-nas", "main .note")
    assert note.startswith("This page is in Polish. In English: About our service")
    assert "has changed since this was translated" in note
    assert "This page in Polish: O naszej poradni" in _text(workshop, "about", "main .note")
    assert "O naszej poradni" not in _text(workshop, "site-map", "main")
    copy = (workshop.site / "copy" / "index.html").read_text(encoding="utf-8")
    assert '<li lang="pl"><a href="#about-o-nas">' in copy
    assert '<h2 lang="pl">O naszej poradni</h2>' in copy
    due = freshness.due(site_records.read(workshop.folder / "mkdocs.yml", DAY))
    assert ["Lead adviser"] == [
        one.owner for one in due if "O naszej poradni" in one.says and one.on == DAY
    ]


SHAPES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect class="today" width="8" height="4"'
    ' fill="#123456" transform="rotate(45)"/></svg>'
)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_logo_in_its_own_colours(kind: str, workshop: Workshop) -> None:
    """Whatever sound drawing it is, or a PNG: shown as it is, on pages, as the icon and in print."""
    folder = workshop.path("content") / "assets"
    (folder / "logo.svg").unlink()
    if kind == "svg":
        (folder / "logo.svg").write_text(SHAPES, encoding="utf-8")
    else:
        Image.new("RGB", (64, 64), "#123456").save(folder / "logo.png")
    outcome = build_here(workshop)
    assert outcome.refusal is None, outcome.said
    assert [] == outcome.findings
    icon = "icon.svg" if kind == "svg" else "logo.png"
    page = (workshop.site / "about" / "index.html").read_text(encoding="utf-8")
    assert f'data-identity="logo"><img src="../assets/{icon}" alt="">' in page
    assert f'<link rel="icon" href="../assets/{icon}"' in page
    copy = (workshop.site / "copy" / "index.html").read_text(encoding="utf-8")
    shown_in_copy = set(re.findall(r"<img [^>]*>", copy))  # on items of publicity too
    assert shown_in_copy == {f'<img src="../assets/{icon}" alt="">'}
    alone = (workshop.site / "whole-site.html").read_text(encoding="utf-8")
    assert "<img" not in alone, "a copy that is saved has no files beside it"
    made = (workshop.site / "assets" / icon).read_bytes()
    assert made == SHAPES.encode() if kind == "svg" else made.startswith(b"\x89PNG")
    content = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    shown = Layouts(content).env.globals["logo"]
    assert isinstance(shown, str)
    assert base64.b64decode(shown.partition(",")[2]) == made


def test_the_same_service_in_another_folder_names_nobody_else(tmp_path: Path) -> None:
    """A copy of the repository, as for a first year or a second build, is no other service."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    content = site_records.read(tmp_path / "mkdocs.yml", DAY)
    assert content.pages
    assert [] == [one for one in content.findings if "names another service" in one.message]


def test_how_sure_we_are_is_said_once_where_it_is_the_same(workshop: Workshop) -> None:
    """Otherwise beside each way to reach us."""
    assert build_here(workshop).refusal is None
    assert _text(workshop, "contact", "dl.how").count("Confirmed by the service") > 2
    once = "How to reach us: confirmed by the service."
    assert once not in _text(workshop, "contact", "main")
    contact = workshop.path("content/contact.md")
    text = contact.read_text(encoding="utf-8")
    alike = text.replace(", checked: 2026-10-05}", "}")
    contact.write_text(alike, encoding="utf-8")
    assert alike != text and build_here(workshop).refusal is None
    assert once in _text(workshop, "contact", "main")
    assert "Confirmed by the service" not in _text(workshop, "contact", "dl.how")


def test_who_else_you_can_call_is_one_touch_below_how_to_reach_us(real_site: Path) -> None:
    html = (real_site / "contact" / "index.html").read_text(encoding="utf-8")
    how, led, tonight = (
        html.index(part) for part in ("</dl>", 'href="#others"', 'id="what-you-can-do-tonight"')
    )
    assert how < led < tonight < html.index('id="others"')
