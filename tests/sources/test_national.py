"""What holds for every service stands once, and a service puts its own words into it, adds to it or
has its own in its place."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from hooks.sources import national, site_records
from hooks.sources.content import Content
from tests import helpers
from tests.helpers import DAY, ROOT, Workshop

NATIONAL = ROOT / "content" / "national"
PAGE = """---
title: {title}
description: {title}, for every service.
audience: everyone
owner: Lead adviser
checked:
review_every: 12 months
---
{body}
"""
WORDS = """---
title: Words explained
description: What the words mean, for every service.
audience: everyone
owner: Lead adviser
checked:
review_every: 12 months
layout: words
words:
  - word: Mediation
    means: "A meeting with somebody who takes no side."
  - word: Appeal
    means: "Asking a tribunal to look again."
  - word: Plan
    means: "A paper of the council."
---
"""
LOCAL = """\
- id: health-board
  asks: "The health board, with a link to your page about it"
  empty: a health board that we have still to name
- id: forum
  asks: "The forum"
  empty: a forum that we have still to name
"""


@pytest.fixture
def layered(tmp_path: Path) -> Workshop:
    """The made-up site over a small national folder."""
    made = helpers.workshop(tmp_path, own_layouts=False)
    settings = made.path("mkdocs.yml")
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("extra:\n", "extra:\n  national: national\n"),
        encoding="utf-8",
    )
    body = (
        "{{ service.name }} is in {{ service.area }}. You can ask {{ local.health-board }} or"
        " {{ local.forum }}."
    )
    write(made, "national/law/index.md", PAGE.format(title="The law for all", body=body))
    write(made, "national/addresses.txt", "/law/\n/words/\n")
    write(made, "national/words.md", WORDS)
    write(made, "national/local.yml", LOCAL)
    words = '- id: health-board\n  words: "[Tide](organisations/tide-foundation.md)"\n'
    write(made, "content/local.yml", words)
    made.path("content/words.md").unlink()
    return made


def write(made: Workshop, name: str, text: str) -> None:
    made.path(name).parent.mkdir(parents=True, exist_ok=True)
    made.path(name).write_text(text, encoding="utf-8")


def link(made: Workshop, name: str, words: str) -> None:
    text = made.path(name).read_text(encoding="utf-8")
    write(made, name, f"{text}\n{words}\n")


def read(made: Workshop) -> Content:
    return site_records.read(made.path("mkdocs.yml"), DAY)


def says(made: Workshop) -> list[str]:
    return [str(finding) for finding in read(made).findings]


def test_slots_are_filled_and_an_empty_one_says_so(layered: Workshop) -> None:
    page = read(layered).page("law/index.md")
    assert page is not None
    assert page.body.strip() == (
        "Larkmere SEND Advice is in Larkmere. You can ask"
        " [Tide](../organisations/tide-foundation.md) or a forum that we have still to name."
    )


def test_a_page_of_the_service_wins(layered: Workshop) -> None:
    digest = national.digest_of_file(layered.path("national/law/index.md"))
    own = PAGE.format(title="Our own law", body="Ours.").replace(
        "owner:", f'replaces: "{digest}"\nowner:'
    )
    write(layered, "content/law/index.md", own)
    content = read(layered)
    page = content.page("law/index.md")
    assert page is not None and page.title == "Our own law"
    assert content.project_path(page.src).endswith("content/law/index.md")
    assert content.replaced and not content.replaced[0].is_old


def test_words_are_added_and_replaced_by_their_id(layered: Workshop) -> None:
    before = {word.word: word for page in [read(layered)] for word in page.words}
    digest = national.digest_of(before["Appeal"])
    own = (
        f'- word: Appeal\n  replaces: "{digest}"\n  means: "Ours."\n- word: Tide\n  means: "Sea."\n'
    )
    write(layered, "content/words.yml", own)
    after = {word.word: word.means for word in read(layered).words}
    kept = {name: before[name].means for name in ("Mediation", "Plan")}
    assert after == {**kept, "Appeal": "Ours.", "Tide": "Sea."}


def test_its_owner_hears_what_changed_on_a_replaced_page(layered: Workshop) -> None:
    """git's own store says what an older version held."""
    law = layered.path("national/law/index.md")
    for command in (["init", "-q"], ["add", "national"]):
        subprocess.run(["git", *command], cwd=layered.folder, check=True)
    old = national.digest_of_file(law)
    own = PAGE.format(title="Our law", body="Ours.").replace("owner:", f'replaces: "{old}"\nowner:')
    write(layered, "content/law/index.md", own)
    law.write_text(law.read_text(encoding="utf-8") + "You have 15 days.\n", encoding="utf-8")
    (replaced,) = read(layered).replaced
    assert replaced.is_old and replaced.owner == "Lead adviser"
    assert replaced.changes == '"" became "You have 15 days."'


def test_changes_are_suggested_where_the_page_stands(layered: Workshop) -> None:
    settings = layered.path("mkdocs.yml")
    here, there = "https://example.org/here", "https://example.org/there/edit/main/pages/"
    text = settings.read_text(encoding="utf-8")
    text = text.replace(
        "  national: national\n", f"  national: national\n  national_edit: {there}\n"
    )
    settings.write_text(text + f"\nrepo_url: {here}\nedit_uri: edit/main/content/\n")
    link(layered, "content/about/index.md", "[The law](../law/index.md)")
    with helpers.quick():
        outcome = helpers.build_here(layered)
    assert outcome.refusal is None, outcome.said
    law, privacy = (
        (layered.site / name / "index.html").read_text(encoding="utf-8")
        for name in ("law", "privacy")
    )
    assert f'href="{there}law/index.md"' in law
    assert f'href="{here}/edit/main/content/privacy.md"' in privacy


def test_nothing_of_one_service_stands_in_the_national_pages() -> None:
    """No name of Rotherham's: of the service, its council and its pages."""
    content = site_records.read(ROOT / "mkdocs.yml", DAY)
    service = content.service
    assert service is not None
    own = content.folder.glob("organisations/*.md")
    names = {
        service.area,
        "RMBC",
        "RPCF",
        "Riverside House",
        "SEND Hub",
        *(path.name for path in own),
    }
    sign = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted(NATIONAL.rglob("*"))
        if path.is_file() and (match := sign.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_a_gap_goes_once_the_service_has_words_for_it(layered: Workshop) -> None:
    """And every line below it stays where it is."""
    write(layered, "national/local.yml", f'{LOCAL}- id: form\n  asks: "The form"\n')
    law = "One.\n\n/// gap | local.form\nThere is no form yet.\n///\n\nTwo."
    write(layered, "national/law/index.md", PAGE.format(title="The law for all", body=law))
    bodies = []
    for words in ("", '- id: form\n  words: "[The form](organisations/tide-foundation.md)"\n'):
        write(layered, "content/local.yml", words)
        page = read(layered).page("law/index.md")
        assert page is not None
        bodies.append(page.body.strip())
    open_, closed = bodies
    assert open_ == law.replace(" | local.form", "")
    assert "gap" not in closed and "[The form](../organisations/tide-foundation.md)" in closed
    assert open_.splitlines().index("Two.") == closed.splitlines().index("Two.")


def test_no_national_gap_stays_for_ever() -> None:
    """A gap about a service names the slot that closes it; one that names a fact could not go."""
    found = [
        f"{path.name}: {line}"
        for path in sorted(NATIONAL.rglob("*.md"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("/// gap") and "| local." not in line
    ]
    assert found == ["ace.md: /// gap"]  # what nobody has found out about ACE, here or elsewhere


def test_every_slot_is_asked_for_once_and_used() -> None:
    asked = re.findall(r"^- id: (\S+)", (NATIONAL / "local.yml").read_text("utf-8"), re.MULTILINE)
    used = {
        name
        for path in NATIONAL.rglob("*.md")
        for kind, name in national.SLOT.findall(path.read_text(encoding="utf-8"))
        if kind == "local"
    } | {
        name
        for path in NATIONAL.rglob("*.md")
        for name in national.GAP_FOR.findall(path.read_text(encoding="utf-8"))
    }
    assert sorted(asked) == sorted(used)
