"""Whatever is written in a source file, the build ends, and says with file and line what is
wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from hooks.built.site import Site
from hooks.gate import judgement
from hooks.rules import RULES
from hooks.sources import content, failed, limits, ready, site_records
from hooks.sources.findings import Finding
from hooks.sources.limits import Unreadable
from hooks.staff import build
from tests import fuzz, helpers
from tests.helpers import DAY, ROOT, Workshop, build_here

FRONT = (
    "---\ntitle: Spoiled\ndescription: A page that a test has spoiled.\naudience: everyone\nowner:"
    " Lead adviser\nchecked:\nreview_every: 12 months\n---\n"
)
PAGE = "content/spoiled.md"


def _growing() -> str:
    return "".join("a" + "`" * number for number in range(1, 750))


BODIES: dict[str, tuple[str, str]] = {
    "brackets": ("[" * 20_000, "9: A line must have"),
    "brackets in lines": ("[[ \n\n" * 1_100, "2009: A file must have at most 2,000"),
    "brackets in a paragraph": ("[[[[ \n" * 50, "46: A paragraph must have at most 150"),
    "tags": ("<a " * 90_000, "9: A line must have"),
    "tags in lines": ("<a \n" * 200, "159: A paragraph must have at most 150"),
    "comments": ("<!-- \n" * 200, "159: A paragraph must have at most 150"),
    "links": ("[x](\n" * 1_000, "159: A paragraph must have at most 150"),
    "backticks": (_growing(), "9: A line must have"),
    "spans": ("<span>" * 48_000, "9: A line must have"),
    "lists": (
        "".join(f"{'  ' * depth}- a\n" for depth in range(300)),
        "30: A line must begin with at most 40 spaces",
    ),
    "lists on a line": ("- " * 100 + "a", "9: A line must begin with at most 8 marks"),
    "quotations": ("> " * 100 + "a", "9: A line must begin with at most 8 marks"),
    "a word": (
        "word " * 3 + "a" * 600,
        "9: At most 500 letters and marks may stand without a space",
    ),
    "lines": ("a\n" * 9_000, "8001: A file must have at most 8,000 lines"),
    "signs of a program": ("Words.\n\x02klzzwxh:0\x03", "10: This file must be plain text"),
}


@pytest.mark.parametrize("name", BODIES)
def test_pages_that_hold_too_much(name: str) -> None:
    """Asked before anything is parsed: the sentence has the line on which it begins."""
    text, said = BODIES[name]
    with pytest.raises(Unreadable) as found:
        limits.ask(FRONT + text)
    assert f"{found.value.line}: {found.value.message}".startswith(said)


VALUES: dict[str, str] = {
    "int": 'order: !!int ""',
    "float": 'order: !!float ""',
    "bool": "order: !!bool maybe",
    "timestamp": "order: !!timestamp x",
    "set": "also_called: !!set {a, b}",
    "binary": "order: !!binary aGVsbG8=",
    "own": "also_called: !x y",
    "python": "also_called: !!python/name:os.system",
    "colons": "order: " + "1:" * 100 + "1",
    "figures": "order: " + "9" * 400,
    "infinite": "order: .inf",
    "far": "order: 99999999",
    "deep": "also_called: " + "[" * 300,
    "deep and closed": "also_called: " + "[" * 30 + "]" * 30,
    "very deep": "also_called: " + "[" * 100_000,
    "dashes": "also_called: " + "- " * 900,
    "star": "also_called: &a [*a]",
    "merge": "<<: {order: 1}",
    "list for a name": "? [a]\n: b",
    "control": 'also_called: ["\\0"]',
    "half a letter": 'also_called: ["\\ud800"]',
    "months": "also_called: []\nreview_every: 100000 months",
    "no months": "also_called: []\nreview_every: 0 months",
}


@pytest.mark.parametrize("name", VALUES)
def test_values_that_no_record_can_hold(workshop: Workshop, name: str) -> None:
    """One finding on the line of the entry; the program never gets to reckon with the value."""
    front = (
        FRONT.replace("review_every: 12 months\n", "") if "review_every" in VALUES[name] else FRONT
    )
    workshop.path(PAGE).write_text(
        front.replace("---\n", f"---\n{VALUES[name]}\n", 1) + "Words.\n", encoding="utf-8"
    )
    found = [
        str(finding)
        for finding in site_records.read(workshop.folder / "mkdocs.yml", DAY).findings
        if finding.path == PAGE
    ]
    assert found and all(re.match(rf"{PAGE}:[23]: ", line) for line in found), found


DAYS = {
    "9999-12-31": False,
    "0001-01-01": False,
    "2101-01-01": False,
    "2026-11-21 10:00:00": False,
    "2026-11-21T00:00:00Z": False,
    "2026-11-21": True,
    "2000-01-01": True,
}


@pytest.mark.parametrize("day", DAYS)
def test_days_are_bounded(workshop: Workshop, day: str) -> None:
    """A day that is accepted is one with which the program can reckon."""
    workshop.path(PAGE).write_text(
        FRONT.replace("checked:", f"checked: {day}") + "Words.\n", encoding="utf-8"
    )
    found = [
        finding
        for finding in site_records.read(workshop.folder / "mkdocs.yml", DAY).findings
        if finding.path == PAGE
    ]
    assert [6] * (not DAYS[day]) == [finding.line for finding in found]


NOTICE = (
    "- from: {}\n  until: {}\n  kind: closed\n  title: We are closed\n  words: Nobody can answer"
    " calls.\n  deadline_help: Look up your time limit.\n"
)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (
            "9999-12-31",
            (
                'content/notices.yml:2: "until" must be a day from 2000 to 2100; it is'
                ' "9999-12-31". (front-matter)'
            ),
        ),
        ("", None),
    ],
)
def test_until_further_notice(workshop: Workshop, until: str, said: str | None) -> None:
    """A last day left empty: the notice is shown until it is taken out. A last day out of reach is
    refused."""
    workshop.path("content/notices.yml").write_text(
        NOTICE.format("2026-11-01", until), encoding="utf-8"
    )
    outcome = build_here(workshop)
    if said:
        assert [said] == outcome.findings
    else:
        assert outcome.refusal is None, outcome.said
        assert "This notice is here until further notice." in (
            workshop.site / "contact" / "index.html"
        ).read_text(encoding="utf-8")
        assert "We are closed" in (workshop.site / "index.html").read_text(encoding="utf-8")


def test_website_that_is_not_confirmed(workshop: Workshop) -> None:
    """Emptied as its siblings may be: a gap, and no more."""
    path = workshop.path("content/contact.md")
    text = path.read_text(encoding="utf-8")
    spoiled = re.sub(
        r"(?m)^(  website:\n)((?:    .*\n)+)", r"\1    value:\n    sure: not confirmed\n", text
    )
    spoiled = re.sub(
        r"(?m)^  website: \{.*\}$", "  website: { value: , sure: not confirmed }", spoiled
    )
    assert spoiled != text
    path.write_text(spoiled, encoding="utf-8")
    outcome = build_here(workshop)
    assert not any(
        "content/contact.md:1: The build stopped" in line or "cannot be read" in line
        for line in (*outcome.findings, outcome.refusal or "")
    )
    assert outcome.refusal is None or all(fuzz.NAMED.match(line) for line in outcome.findings)


SETTINGS: dict[str, tuple[str, str, str]] = {
    "deep": ("docs_dir: content", "docs_dir: " + "[" * 4_000, "mkdocs.yml:"),
    "not utf-8": ("Larkmere SEND Advice", "Larkm\udce8re", "mkdocs.yml:"),
    "address": (
        "site_url: https://larkmere.example.org/",
        "site_url: https://[",
        'mkdocs.yml:3: "site_url" must be',
    ),
    "folder": ("docs_dir: content", "docs_dir: contents", '"docs_dir" must be the folder'),
    "hook": ("hooks/adapter.py", "hooks/adopter.py", '"hooks" must name hooks/adapter.py'),
    "mark": ("docs_dir: content", "docs_dir: !x content", "must be written without the mark"),
    "level": ("omitted_files: ignore", "omitted_files: .5", '"omitted_files" must be one of'),
    "level that is none": (
        "not_found: ignore",
        "not_found: sometimes",
        '"not_found" must be one of',
    ),
    "level that holds more": ("anchors: ignore", "anchors: [ignore]", '"anchors" must be one of'),
    "extension": ("  - attr_list\n", "  - Fattr_list\n", '"markdown_extensions" must hold only'),
    "block": (
        "blocks: [note, gap,",
        "blocks: [note, gap, html,",
        '"markdown_extensions" must hold only',
    ),
    "extension that is a list": (
        "  - attr_list\n",
        "  - [attr_list]\n",
        '"markdown_extensions" must hold only',
    ),
    "extension with settings": (
        "  - toc:\n      permalink: false",
        "  - md_in_html:\n      permalink: false",
        'it holds "md_in_html"',
    ),
    "extension with an option": (
        "  - attr_list\n",
        "  - attr_list: {x: y}\n",
        'no options but "permalink: false"',
    ),
    "list of contents with a depth": (
        "permalink: false",
        "toc_depth: a-b",
        'no options but "permalink: false"',
    ),
    "another program": (
        "  - ../../../hooks/adapter.py",
        "  - content/assets/x.py\n  - ../../../hooks/adapter.py",
        '"hooks" must name hooks/adapter.py',
    ),
    "program of our program's name": (
        "  - ../../../hooks/adapter.py",
        "  - content/hooks/adapter.py",
        '"hooks" must name hooks/adapter.py',
    ),
    "secret of the machine": (
        "docs_dir: content",
        'repo_url: !ENV [HOME, ""]\ndocs_dir: content',
        '"!ENV" must be written as',
    ),
    "value where a variable is missing": (
        "docs_dir: content",
        'repo_url: !ENV [SITE_REPOSITORY, "x"]\ndocs_dir: content',
        '"!ENV" must be written as',
    ),
    "repository that is a script": (
        "docs_dir: content",
        'repo_url: "javascript:alert(1)"\ndocs_dir: content',
        '"repo_url" must be',
    ),
    "way to another host": (
        "docs_dir: content",
        'edit_uri: "https://example.org/?x="\ndocs_dir: content',
        '"edit_uri" must be',
    ),
    "pages above": ("docs_dir: content", "docs_dir: ..", '"docs_dir" must be the folder'),
    "pages elsewhere": (
        "docs_dir: content",
        "docs_dir: content/../content",
        '"docs_dir" must be a folder beside',
    ),
    "layouts elsewhere": (
        "custom_dir: ../../../overrides",
        "custom_dir: /etc",
        '"custom_dir" must be the folder',
    ),
    "theme of its own pages": (
        "custom_dir: ../../../overrides",
        "custom_dir: ../../../overrides\n  static_templates: [x.html]",
        '"static_templates" must go',
    ),
    "language": ("language: en", 'language: "../x"', '"language" must be en'),
    "watch": ("hooks:\n", "watch: [nowhere]\nhooks:\n", '"watch" must be the folder'),
    "menu": ("nav:\n", "nav:\n  - Home: [index.md]\n", 'An entry of "nav" must be'),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_are_asked_before_the_engine_reads_them(
    workshop: Workshop, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """`make site` runs this first, so that a traceback of MkDocs' own reader is never seen."""
    old, new, said = SETTINGS[name]
    path = workshop.folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert 0 == ready.main([str(path)])
    if old not in text:
        text = text.replace("site_name:", f"{old}\nsite_name:", 1)
    path.write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    assert 1 == ready.main([str(path)])
    shown = capsys.readouterr().out.splitlines()
    assert all(fuzz.NAMED.match(line) for line in shown[:-1]) and any(
        said in line for line in shown
    ), shown
    assert "\t@$(BIN)/python -m hooks build\n" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert (
        1 == build.main(["--config", str(path)]) and shown == capsys.readouterr().out.splitlines()
    )


# --- what nobody foresaw --------------------------------------------------------------------------


def test_an_unforeseen_failure_names_the_page_in_hand(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While pages are built: the sentence names the page, whatever went wrong."""
    expand = content.Content.trail

    def broken(records: content.Content, page: object) -> object:
        if getattr(page, "src", "") == "privacy.md":
            raise ZeroDivisionError("no reason")
        return expand(records, page)  # type: ignore[arg-type]

    monkeypatch.setattr(content.Content, "trail", broken)
    assert (
        "content/privacy.md:1: The build stopped here: no reason. The last good site is untouched."
        == build_here(workshop).refusal
    )


def test_an_unforeseen_failure_while_reading_is_a_finding(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While sources are read: so it is for every program that reads them."""

    def broken(path: Path, src: str) -> object:
        raise RecursionError

    monkeypatch.setattr(site_records, "_read_page", broken)
    found = site_records.read(workshop.folder / "mkdocs.yml", DAY).findings
    assert (
        [1] == [finding.line for finding in found]
        and found[0].path.endswith(".md")
        and "nested too deeply" in found[0].message
    )


def test_a_rule_that_stops_has_not_run(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error, on the page that stopped it, and a record that says which rule is missing; all
    other rules run."""
    rule = RULES[0]

    def broken(site: Site) -> list[Finding]:
        page = site.content.pages[3]
        raise KeyError(page.title)

    helpers.take_built(workshop)
    site = Site(
        site_records.read(workshop.folder / "mkdocs.yml", DAY),
        workshop.site,
        judgement.proved_rules(),
    )
    monkeypatch.setattr(
        judgement,
        "RULES",
        (
            type(rule)(
                **{
                    **{name: getattr(rule, name) for name in rule.__dataclass_fields__},
                    "check": broken,
                }
            ),
            *RULES[1:],
        ),
    )
    verdict = judgement.judge(site)
    assert rule.name not in verdict.ran and len(verdict.ran) == len(RULES) - 1
    stopped = [
        finding
        for finding in verdict.errors
        if f'stopped the rule "{rule.name}"' in finding.message
    ]
    assert [(site.content.project_path(site.content.pages[3].src), 1)] == [
        (finding.path, finding.line) for finding in stopped
    ]


def test_a_failure_far_from_any_page_names_the_settings() -> None:
    assert ("mkdocs.yml", 1) == failed.place(ValueError("x"), None)


# --- the fuzzer -----------------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(2))
def test_spoiled_at_random(tmp_path: Path, part: int) -> None:
    """A part of what `python -m tests.fuzz --seed 2026 --count 2000` builds."""
    found = list(fuzz.rounds(tmp_path, 2026, 6, first=part * 1000))
    assert [] == [(one.number, one.fault, one.spoiled) for one in found if one.fault]
    assert any(one.judged for one in found), (
        "Where nothing is ever built, no layout and no rule is tried"
    )


def test_the_fuzzer_can_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it is there to find, it finds: an exception that nobody turned into a sentence, and a
    sentence without a line."""
    with helpers.quick():
        made = helpers.workshop(tmp_path, own_layouts=False)
        monkeypatch.setattr(
            fuzz.helpers,
            "build_here",
            lambda _: helpers.Outcome(
                ["content/x.md: Something. (front-matter)"], "The site was not built.", ""
            ),
        )
        assert ("content/x.md: Something. (front-matter)", False) == fuzz.built(made)
        monkeypatch.setattr(fuzz.helpers, "build_here", lambda _: {}["nothing"])
        assert ("KeyError: 'nothing'", False) == fuzz.built(made)


def test_the_fuzzer_is_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--seed", "7", "--count", "2"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert 0 == done.returncode and "2 rounds" in done.stdout, done.stdout + done.stderr
