"""The forms that staff fill in, and who approves what: the files are as GitHub wants them, and name
only what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from hooks.rules.plain_words import MOST_WORDS
from hooks.sources import owners
from tests.helpers import ROOT

FORMS = sorted(
    path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"
)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_as_github_wants_it(path: Path) -> None:
    """GitHub shows no error for a form that it cannot read: the form is only missing from the
    list."""
    form = yaml.safe_load(path.read_text())
    assert {"name", "description", "title", "labels", "body"} == set(form)
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 0
    for part in form["body"]:
        assert part["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes")
        assert set(part) <= {"type", "id", "attributes", "validations"}
        if part["type"] == "markdown":
            assert {"value"} == set(part["attributes"])
            continue
        assert part["attributes"]["label"] and re.fullmatch(r"[\w-]+", part["id"])
        if part["type"] == "dropdown":
            assert all(isinstance(option, str) for option in part["attributes"]["options"]), (
                "YAML reads a bare No as false"
            )
        if part["type"] == "checkboxes":
            assert all(set(option) == {"label"} for option in part["attributes"]["options"])


def test_an_empty_issue_cannot_be_opened() -> None:
    assert {"blank_issues_enabled": False} == yaml.safe_load(
        (ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml").read_text()
    )


APPROVERS = owners.lines((ROOT / owners.FILE).read_text(encoding="utf-8"))
EVERYTHING = "*"


def test_every_path_that_has_an_approver_exists_and_has_one() -> None:
    """A list that a service may add to a national one has its approver before it is there."""
    for line in APPROVERS:
        path = line.pattern.strip("/")
        twin = path.replace("content/", "content/national/", 1)
        assert line.pattern == EVERYTHING or any(
            (ROOT / place).exists() for place in (path, twin)
        ), line
        assert line.owners and all(
            re.fullmatch(r"@[A-Za-z0-9-]+(/[A-Za-z0-9_-]+)?|\S+@\S+", owner)
            for owner in line.owners
        ), line


def test_names_that_nobody_filled_in_are_said_to_be_placeholders() -> None:
    """Nobody is named who has not agreed; and whoever opens the file sees what to do."""
    waits = [
        line
        for line in APPROVERS
        if any(name.startswith(owners.PLACEHOLDER) for name in line.owners)
    ]
    assert not waits or "TO BE FILLED IN BY THE SERVICE" in (ROOT / owners.FILE).read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    "path", [*FORMS, ROOT / ".github" / "pull_request_template.md"], ids=lambda path: path.stem
)
def test_forms_are_in_short_sentences(path: Path) -> None:
    text = re.sub(r"<!--|-->", "", path.read_text())
    for block in re.split(r"\n\s*\n|\n\s*(?:[\w-]+:|-)", text):
        for sentence in re.split(r"(?<=[.!?:])\s+", " ".join(block.split())):
            assert len(sentence.split()) <= MOST_WORDS, sentence
