"""The staff guide is true: each of its examples is carried out and built, and its page of findings
is made from the rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks.pages.rule_guide import EXAMPLES
from hooks.rules import RULES, Severity, severity_of
from hooks.sources.content import Content
from tests.helpers import ROOT, Outcome, Workshop, build_here
from tests.rules import examples, rule_of

GUIDE = ROOT / "content" / "national" / "staff"
BLOCK = re.compile(r"^```\{ (?P<marks>[^}]*)\}\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```", re.MULTILINE)
DONE_BEFORE = {"move-a-page": "add-a-page"}
"""Pages whose example goes on from another page's, as they say."""
WITH_EXAMPLES = (
    "add-a-letter",
    "add-a-page",
    "add-an-organisation",
    "another-language",
    "change-a-phone-number",
    "make-a-leaflet",
    "move-a-page",
    "publish-a-meeting",
    "review-the-policy",
    "say-that-we-are-closed",
    "what-you-can-type",
)


@dataclass(frozen=True)
class Step:
    """One example: `new` (write a file), `add` (at its end), `line` (in place of the line that
    begins alike), `move`."""

    do: str
    file: str
    text: str


def steps(name: str) -> list[Step]:
    found = []
    for block in BLOCK.finditer((GUIDE / f"{name}.md").read_text(encoding="utf-8")):
        marks = dict(re.findall(r'data-(\w+)="([^"]*)"', block["marks"]))
        found.append(Step(marks["do"], marks.get("file", ""), block["text"]))
    return found


def take(step: Step, find: Callable[[str], Path]) -> None:
    """Does what one example says; `find` gives the path of a file by its name in the guide."""
    if step.do == "move":
        old, new = step.text.split()
        find(old).rename(find(new))
        return
    path = find(step.file)
    if step.do == "new":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
    elif step.do == "add":
        path.write_text(
            path.read_text(encoding="utf-8").rstrip("\n") + "\n" + step.text, encoding="utf-8"
        )
    elif step.do == "line":
        start = re.match(r"\s*\S+", step.text)[0]
        lines = path.read_text(encoding="utf-8").splitlines()
        places = [
            number
            for number, line in enumerate(lines)
            if re.match(rf"{re.escape(start)}(?!\S)", line)
        ]
        assert len(places) == 1, f"one line of {step.file} must begin with {start!r}"
        lines[places[0]] = step.text.rstrip("\n")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        raise AssertionError(f"the guide says {step.do}, which no step is")


def carry_out(made: Workshop, name: str) -> None:
    """Does what a page of the guide says, in its order."""
    if name in DONE_BEFORE:
        carry_out(made, DONE_BEFORE[name])
    for step in steps(name):
        take(step, made.path)


def built(made: Workshop, day: date = date(2026, 11, 22)) -> Outcome:
    outcome = build_here(made, day)
    assert outcome.refusal is None, outcome.said
    return outcome


def page(made: Workshop, address: str) -> str:
    return (made.site / address / "index.html").read_text(encoding="utf-8")


def pages(made: Workshop) -> dict[str, str]:
    """Every page a reader can stay on."""
    found = {
        path.relative_to(made.site).as_posix(): path.read_text(encoding="utf-8")
        for path in made.site.rglob("*.html")
    }
    return {name: html for name, html in found.items() if 'http-equiv="refresh"' not in html}


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_example_can_be_followed(name: str, workshop: Workshop) -> None:
    carry_out(workshop, name)
    for finding in built(workshop).findings:
        assert severity_of(rule_of(finding)) is Severity.NOTICE, finding


def test_every_example_is_carried_out() -> None:
    """No block of code in the guide is left to chance: each says what to do with it."""
    with_blocks = set()
    for path in GUIDE.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert len(FENCE.findall(text)) == 2 * len(BLOCK.findall(text)), (
            f"{path.name} has an example without marks"
        )
        if BLOCK.search(text):
            with_blocks.add(path.stem)
    assert with_blocks == set(WITH_EXAMPLES)


def test_phone_number_changes_everywhere(workshop: Workshop) -> None:
    carry_out(workshop, "change-a-phone-number")
    built(workshop)
    for name, html in pages(workshop).items():
        assert "01632 960001" in html, name
        assert "01632 960123" not in html, name
    for path in workshop.site.rglob("*.txt"):
        assert "01632 960123" not in path.read_text(encoding="utf-8"), path.name


def test_what_can_be_typed_comes_out(workshop: Workshop) -> None:
    carry_out(workshop, "what-you-can-type")
    built(workshop)
    tree = LexborHTMLParser(pages(workshop)["about/index.html"])
    assert "A heading" in [heading.text() for heading in tree.css("h2")]
    for tag in ("strong", "em", "ul > li", "ol > li", "table th", "table td", "div.note"):
        assert tree.css(f"main {tag}"), tag


def test_new_page_is_found(workshop: Workshop) -> None:
    carry_out(workshop, "add-a-page")
    built(workshop)
    assert "Somebody will come to meet you" in page(workshop, "about/getting-here")
    assert "getting-here/" in page(workshop, "about/how-we-work")


def test_moved_page_leads_on(workshop: Workshop) -> None:
    carry_out(workshop, "move-a-page")
    built(workshop)
    assert "Somebody will come to meet you" in page(workshop, "about/find-us")
    assert 'http-equiv="refresh" content="0; url=../../about/find-us/"' in page(
        workshop, "about/getting-here"
    )


def test_moved_page_that_forgets_its_old_address_is_refused(workshop: Workshop) -> None:
    carry_out(workshop, "add-a-page")
    old = workshop.path("content/about/getting-here.md")
    old.rename(old.with_name("find-us.md"))
    assert {"addresses-kept"} == {rule_of(finding) for finding in build_here(workshop).findings}


def test_leaflet_carries_the_policy(workshop: Workshop) -> None:
    carry_out(workshop, "make-a-leaflet")
    built(workshop)
    assert 'data-policy="impartiality"' in page(workshop, "publicity/drop-in-leaflet")


def test_organisation_is_listed(workshop: Workshop) -> None:
    carry_out(workshop, "add-an-organisation")
    built(workshop)
    assert "Example Helpline" in page(workshop, "organisations")


def test_letter_is_listed_and_whole(workshop: Workshop) -> None:
    carry_out(workshop, "add-a-letter")
    built(workshop)
    assert "Ask for the notes of a meeting" in page(workshop, "letters")
    assert "[name of the child]" in page(workshop, "letters/ask-for-notes")


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 12, 23), False),
        (date(2026, 12, 24), True),
        (date(2027, 1, 3), True),
        (date(2027, 1, 4), False),
    ],
)
def test_notice_comes_and_goes(day: date, shown: bool, workshop: Workshop) -> None:
    """On every page, the contact page's panel and the voicemail's words, from its first day to its
    last."""
    carry_out(workshop, "say-that-we-are-closed")
    built(workshop, day)
    words = "Our phone line is closed until 3 January 2027"
    for name, html in pages(workshop).items():
        assert (words in html) is shown, name
    assert (page(workshop, "contact").count(words) == 2) is shown
    assert (
        words in (workshop.site / "publicity" / "voicemail.txt").read_text(encoding="utf-8")
    ) is shown


# --- the page of findings -------------------------------------------------------------------------


def test_every_rule_stands_on_the_page_of_findings(real_site: Path) -> None:
    html = "".join(
        (real_site / "staff" / name / "index.html").read_text(encoding="utf-8")
        for name in ("findings", "findings-about-words", "findings-about-publicity")
    )
    for rule in RULES:
        assert 1 == html.count(f'id="{rule.name}"'), rule.name


def test_findings_name_the_promises_that_a_rule_keeps(
    real_site: Path, real_content: Content
) -> None:
    """As the register says, with links to it."""
    assert real_content.register is not None
    html = "".join(
        (real_site / "staff" / name / "index.html").read_text(encoding="utf-8")
        for name in ("findings", "findings-about-words", "findings-about-publicity")
    )
    kept = [(rule, promise) for promise in real_content.promises for rule in promise.rules]
    assert kept
    for rule, promise in kept:
        entry = html.partition(f'id="{rule}"')[2].partition("</section>")[0]
        link = f'{real_content.register.url}#{promise.key}">promise {promise.number}</a>'
        assert link in entry, f"{rule}: {promise.number}"


def test_every_page_has_its_reading_age_shown(real_site: Path, real_content: Content) -> None:
    html = (real_site / "staff" / "reading-ages" / "index.html").read_text(encoding="utf-8")
    assert real_content.contact is not None
    for page in (real_content.contact, *real_content.routes, *real_content.carried):
        assert f"<tr><td>{page.title}</td>" in html, page.title


def test_examples_are_the_fixtures() -> None:
    """Write them anew with: python -m tests.rules.examples"""
    assert EXAMPLES.read_text(encoding="utf-8") == examples.as_text()


def test_guide_is_reached_by_one_quiet_link(real_site: Path) -> None:
    html = (real_site / "index.html").read_text(encoding="utf-8")
    assert 1 == html.count("staff/")
    assert ">For staff</a>" in html
