"""Another service's site, started by one command: it builds at once, says what is open, and nothing
that is not so."""

from __future__ import annotations

import argparse
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from hooks.printed import pack
from hooks.rules import Severity, severity_of
from hooks.sources import site_records
from hooks.staff import new_site, print_item, to_write
from tests import helpers
from tests.denied import printed_words
from tests.helpers import DAY, ROOT, Outcome, Workshop

COUNCIL = {
    "name": "Pebblesea SENDIASS",
    "long-name": "Pebblesea Special Educational Needs and Disability Information, Advice and"
    " Support Service",
    "area": "Pebblesea",
    "council": ["Pebblesea Borough Council = Pebblesea Council"],
    "run-by": "council",
    "provider": None,
    "url": "https://pebblesea.example.org",
    "generator": "https://example.org/generator",
    "volunteers": "no",
    "monitoring-group": "no",
    "voicemail": "no",
}
CHARITY = {
    **COUNCIL,
    "name": "Two Bays SENDIASS",
    "area": "Pebblesea and Windhaven",
    "council": [*COUNCIL["council"], "Windhaven County Council = Windhaven Council"],
    "run-by": "charity",
    "provider": "The Lantern Trust",
    "volunteers": "yes",
    "monitoring-group": "yes",
    "voicemail": "yes",
}
ASKED = 6
"""Questions that every service answers before its site may be published."""


def started(home: Path, given: dict[str, Any]) -> tuple[Workshop, Outcome]:
    made = Workshop(home)
    new_site.write(new_site.answers(given), made.folder)
    (made.folder / "generator").symlink_to(ROOT, target_is_directory=True)
    with helpers.quick():
        return made, helpers.build_here(made, DAY)


def words(made: Workshop) -> dict[str, str]:
    """The main part of every page, as text."""
    found = {}
    for path in made.site.rglob("index.html"):
        main = LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("main")
        found[path.parent.relative_to(made.site).as_posix()] = main.text() if main else ""
    return found


@pytest.mark.parametrize("given", [COUNCIL, CHARITY], ids=["council", "charity"])
def test_it_builds_at_once_with_its_open_questions(tmp_path: Path, given: dict[str, Any]) -> None:
    made, outcome = started(tmp_path, given)
    assert outcome.refusal is None, outcome.said
    rules = [line.rpartition("(")[2].rstrip(")") for line in outcome.findings]
    holds = [rule for rule in rules if severity_of(rule) is Severity.HOLD]
    assert holds == ["service-confirms"] * ASKED
    pages = words(made)
    assert not [name for name, text in pages.items() if "otherham" in text]
    denied = {
        "volunteers": ("publicity", "publicity/volunteer-declaration", "about/our-service"),
        "monitoring-group": ("about", "about/monitoring-group"),
        "voicemail": ("publicity", "publicity/voicemail"),
    }
    for answer, places in denied.items():
        sign = answer.removesuffix("s").partition("-")[0]
        said = any(sign in pages.get(place, "").lower() for place in places)
        assert said is (given[answer] == "yes"), answer


def test_what_is_run_by_a_charity_is_said_to_be(tmp_path: Path) -> None:
    made, _ = started(tmp_path, CHARITY)
    assert "The service is run by The Lantern Trust, a charity." in words(made)["about"]


OFFICES = """\
  phone: {value: "01632 960301", sure: confirmed by the service, for: parents and carers}
  phone-young-people: {value: "01632 960302", sure: confirmed by the service, for: young people}
  email: {value: "help@pebblesea-and-windhaven.example.org", sure: confirmed by the service}
  hours: {value: "Monday to Friday, 9.30am to 3.30pm", sure: confirmed by the service}
  response: {value: "", sure: not confirmed, missing: "How soon we answer is not confirmed yet."}
  website: {value: "https://www.pebblesea-and-windhaven.example.org", sure: confirmed by the service}
  address: {value: "The Mill, 1 Mill Lane, Pebblesea", sure: confirmed by the service, for: north}
  address-south: {value: "14 Market Place, Windhaven", sure: confirmed by the service, for: south}
"""


MAKE = pack.make
"""Taken before a quick build of another test puts something else in its place."""


def test_its_leaflet_holds_two_telephones_and_two_offices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words that it starts with, with long names and addresses, in a wide typeface."""
    monkeypatch.setattr(pack, "make", MAKE)
    site = "https://www.pebblesea-and-windhaven.example.org"
    names = {"name": "Pebblesea and Windhaven SEND Advice", "url": site}
    new_site.write(new_site.answers({**CHARITY, **names}), tmp_path)
    (tmp_path / "generator").symlink_to(ROOT, target_is_directory=True)
    contact, settings = tmp_path / "content" / "contact.md", tmp_path / "mkdocs.yml"
    before, _, after = contact.read_text("utf-8").partition("  phone:")
    _, _, after = after.partition("  adopted_policy:")
    text = f"{before}{OFFICES}  adopted_policy:{after}"
    asked = "contact.address, contact.address-south, contact.phone-young-people"
    contact.write_text(text.replace("contact.base", asked), "utf-8")
    wide = settings.read_text("utf-8").replace("atkinson-hyperlegible-next", "noto-sans")
    settings.write_text(wide.replace("Atkinson Hyperlegible Next", "Noto Sans"), "utf-8")
    content = site_records.read(settings, DAY)
    assert not content.findings
    said = list(print_item.drawn(content, "leaflet", tmp_path / "print"))
    assert len(said) == 3, said
    assert "01632 960302" in printed_words(tmp_path / "print" / "leaflet.pdf")


def test_it_says_what_to_write_next_by_owner(tmp_path: Path) -> None:
    made, _ = started(tmp_path, COUNCIL)
    found = to_write.still_open(site_records.read(made.path("mkdocs.yml"), DAY))
    text = to_write.report(found)
    advisers = [one for one in found if one.owner == "Advisers"]
    assert text.startswith(f"Still to write: {len(found)} things.\n\nAdvisers: {len(advisers)}\n")
    assert {one.file for one in advisers} == {"content/local.yml"}
    assert f"\n\nService manager: {len(found) - len(advisers)}\n" in text
    assert "content/local.yml: mediation: Who the mediation adviser of the area is" in text
    assert "content/policies/complaints.md:" in text
    assert "Where the service’s office is. (not confirmed: contact.base)" in text
    assert not [one for one in found if "national/" in one.file]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"run-by": "club"}, "--run-by must be one of: council, charity, company, jointly."),
        ({"name": ""}, "--name must be given"),
        ({"url": "pebblesea.example.org"}, "--url must be a whole address"),
        ({"run-by": "charity"}, "--provider must name the charity"),
        ({"run-by": "jointly"}, "at least two --council"),
        ({"council": CHARITY["council"]}, "--provider must be the council that runs it"),
        ({"council": ["= Short"]}, 'A --council must be "Full name = Short name".'),
        ({"council": ["Two\nlines"]}, 'A --council must be "Full name = Short name".'),
    ],
)
def test_answers_of_which_no_site_can_be_made_are_refused(
    changed: dict[str, Any], says: str
) -> None:
    with pytest.raises(new_site.Unusable, match=says.replace("(", r"\(")):
        new_site.answers({**COUNCIL, **changed})


def test_nobody_is_asked_where_nobody_can_answer() -> None:
    options = argparse.Namespace(**{**COUNCIL, "area": None, "url": None})
    with pytest.raises(new_site.Unusable, match="nobody can be asked here: --area, --url"):
        new_site.asked(options)


def test_an_answer_that_cannot_be_used_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody types eleven answers anew for one slip."""
    typed = [
        *("Two Bays SENDIASS", COUNCIL["long-name"], "", "Pebblesea and Windhaven"),
        *(*CHARITY["council"], "", "Charity", "charity", "", "The Lantern Trust"),
        *("pebblesea.example.org", COUNCIL["url"], COUNCIL["generator"], "y", "yes", "no", "no"),
    ]
    answers = iter(typed)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    nothing = argparse.Namespace(**dict.fromkeys(COUNCIL))
    said = new_site.answers(new_site.asked(nothing))
    assert next(answers, None) is None
    assert (said.area, said.kind, said.provider) == (
        "Pebblesea and Windhaven",
        "charity",
        "The Lantern Trust",
    )
    assert (said.url, said.volunteers) == (COUNCIL["url"] + "/", True)
    faults = capsys.readouterr().out.splitlines()
    assert [fault.split()[0] for fault in faults] == [
        *("--area", "--run-by", "--provider", "--url", "--volunteers")
    ]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(new_site.Unusable, match="must be a new or an empty folder"):
        new_site.write(new_site.answers(COUNCIL), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_generator_stands_in_it_as_a_submodule(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    said = new_site.answers(COUNCIL)
    new_site.write(said, folder)
    new_site.add_generator(said, folder)
    listed = subprocess.run(
        ["git", "ls-files", "--stage", "generator", ".gitmodules"],
        cwd=folder,
        text=True,
        capture_output=True,
        check=True,
    ).stdout
    assert "160000" in listed and ".gitmodules" in listed
    assert "url = https://example.org/generator" in (folder / ".gitmodules").read_text()
    assert (folder / "generator" / "content" / "national" / "words.md").is_file()


def test_a_change_of_the_generator_comes_as_a_pull_request(tmp_path: Path) -> None:
    """An updater moves the submodule, and each workflow that builds the site checks it out."""
    new_site.write(new_site.answers(COUNCIL), tmp_path / "site")
    settings = tmp_path / "site" / ".github"
    (update,) = yaml.safe_load((settings / "dependabot.yml").read_text("utf-8"))["updates"]
    assert (update["package-ecosystem"], update["directory"]) == ("gitsubmodule", "/")
    building = 0
    for path in sorted((settings / "workflows").glob("*.yml")):
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            steps = job["steps"]
            if not any(step.get("run", "").startswith("make ") for step in steps):
                continue
            building += 1
            assert steps[0]["uses"].startswith("actions/checkout@"), path.name
            assert steps[0]["with"]["submodules"] is True, path.name
    assert building == 2


def test_a_change_of_a_national_page_is_suggested_to_the_generator(tmp_path: Path) -> None:
    """On the finished pages, where a workflow says which repository the site is in."""
    made = Workshop(tmp_path)
    new_site.write(new_site.answers(COUNCIL), made.folder)
    (made.folder / "generator").symlink_to(ROOT, target_is_directory=True)
    here = {
        "SITE_REPOSITORY": "https://example.org/our-site",
        "SITE_EDIT_URI": "edit/main/content/",
    }
    with pytest.MonkeyPatch.context() as patch, helpers.quick():
        for name, value in here.items():
            patch.setenv(name, value)
        outcome = helpers.build_here(made, DAY)
    assert outcome.refusal is None, outcome.said
    for name, address in (
        ("words", "https://example.org/generator/edit/main/content/national/words.md"),
        ("contact", "https://example.org/our-site/edit/main/content/contact.md"),
    ):
        page = (made.site / name / "index.html").read_text(encoding="utf-8")
        assert f'href="{address}"' in page, name


def test_a_command_that_the_staff_guide_names_is_there(tmp_path: Path) -> None:
    """But for the two that are typed in the project that a site starts from."""
    new_site.write(new_site.answers(COUNCIL), tmp_path / "site")
    makefile = (tmp_path / "site" / "Makefile").read_text("utf-8")
    there = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    guide = "".join(path.read_text("utf-8") for path in (new_site.NATIONAL / "staff").glob("*.md"))
    named = set(re.findall(r"`make ([a-z-]+)", guide))
    assert {"site", "print", "paste"} <= named
    assert named - there == {"new-site", "demo"}


def test_make_test_runs_the_tests_of_that_site(tmp_path: Path) -> None:
    """Those of its site and not those of the tools, with its sources in the first site's place."""
    folder = tmp_path / "site"
    new_site.write(new_site.answers(COUNCIL), folder)
    (folder / "generator").symlink_to(ROOT, target_is_directory=True)
    done = helpers.run("make", "--dry-run", "test", folder=folder)
    assert done.returncode == 0, done.stdout
    assert f"SITE_UNDER_TEST={folder} " in done.stdout
    (tests,) = [line for line in done.stdout.splitlines() if "-m pytest" in line]
    assert "--ignore=tests/staff" in tests and "--ignore=tests/publicity" in tests
