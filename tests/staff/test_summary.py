"""The one summary of a change, word for word; its findings on the changed lines; nothing that a
stranger wrote acts in it."""

from __future__ import annotations

import difflib
import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from hooks.sources import noted
from hooks.sources.noted import Noted
from hooks.staff import checks, drawn, summary
from hooks.staff.drawn import Drawn
from tests import helpers
from tests.helpers import Workshop

SPOILED = {
    "change": [
        {
            "file": "content/policies/impartiality.md",
            "old": "[Harbour Advice Trust](../organisations/harbour-advice-trust.md)",
            "new": "Harbour Advice Trust",
        },
        {"file": "content/about/index.md", "old": "takes no part in", "new": "takes part in"},
        {"file": "content/contact.md", "old": '"01632 960123"', "new": '"01632 96012O"'},
        {
            "file": "content/privacy.md",
            "old": "nothing about you.",
            "new": "nothing about you. Ask [our office](gone.md).",
        },
        {
            "file": "content/your-options/talking.md",
            "old": "You talk together.",
            "new": (
                "You talk together and then you can wait for the answer "
                "and then you can write again and ask for a meeting and you can bring somebody."
            ),
        },
        {
            "file": "content/publicity/leaflet.md",
            "old": "{{ contact.email }}",
            "new": "help@larkmere.example.org",
        },
    ]
}
"""A policy, a quotation, a phone number, a link, a sentence and a leaflet."""

EXPECTED = """\
# 6 things to put right

1. **About our service (content/about/index.md, line 20)**
   - There now: `The council takes part in the advice that the service gives.`
   - The quotation "larkmere-statement" must be exact: the record has "no", which is missing here. (rule: quotations-exact)

2. **Reach us (content/contact.md, line 10)**
   - There now: `phone: {value: "01632 96012O", sure: confirmed by the service, checked: 2026-10-05}`
   - The telephone number must be one that can be called, such as "01632 960123" with every figure; it is "01632 96012O". (rule: facts-well-formed)

3. **Privacy of this site (content/privacy.md, line 9)**
   - There now: `This site stores nothing about you. Ask [our office](gone.md).`
   - The link "our office" leads to gone.md, which does not exist. Name the page's file, such as ../contact.md. (rule: links-lead-somewhere)

4. **Leaflet (content/publicity/leaflet.md, line 20)**
   - There now: `Call {{ contact.phone }} or write to help@larkmere.example.org.`
   - Publicity must not print help@larkmere.example.org: no record confirms this address. (rule: publicity-is-confirmed)

5. **Talking to the school (content/your-options/talking.md, line 28)**
   - There now: `You talk together and then you can wait for the answer and then you can write again and ask for a meeting and you can bring somebody. The school writes down what was agreed.`
   - A sentence must have at most 25 words; this one has 27: "You talk together and then you ..." Make two of it. (rule: plain-words)

6. **Fairness Policy (content/policies/impartiality.md, line 10)**
   - There now: `names: [harbour-advice-trust]`
   - The policy names Harbour Advice Trust, so its text must link to organisations/harbour-advice-trust.md. (rule: bodies-signposted)
"""


def _changed(before: Path, after: Path) -> dict[str, list[int]]:
    """The changed lines of two folders, as git would say them."""
    diff = ""
    for path in sorted((after / "content").rglob("*.md")):
        name = path.relative_to(after).as_posix()
        diff += "".join(
            difflib.unified_diff(
                (before / name).read_text().splitlines(True),
                path.read_text().splitlines(True),
                f"a/{name}",
                f"b/{name}",
                n=0,
            )
        )
    return summary.changed_lines(diff)


def test_six_faults_at_once_make_one_summary_that_says_what_to_write(
    workshop: Workshop, tmp_path: Path
) -> None:
    """A change that spoils a policy, a quotation, a phone number, a link, a sentence and a leaflet:
    compared word for word."""
    helpers.edit(workshop.path, SPOILED)
    assert helpers.build_here(workshop).refusal is not None
    findings = noted.read(workshop.folder / "build")
    changed = _changed(helpers.workshop(tmp_path / "before").folder, workshop.folder)
    assert EXPECTED == summary.markdown(findings, None, changed)
    assert [
        (
            "::error file=content/about/index.md,line=20,title=About our service::The quotation"
            ' "larkmere-statement" must be exact: the record has "no", which is missing here.'
        ),
        (
            "::error file=content/contact.md,line=10,title=Reach us::The telephone number must be"
            ' one that can be called, such as "01632 960123" with every figure; it is "01632'
            ' 96012O".'
        ),
        (
            "::error file=content/policies/impartiality.md,line=24,title=Fairness Policy::The"
            " policy names Harbour Advice Trust, so its text must link to"
            " organisations/harbour-advice-trust.md."
        ),
        (
            '::error file=content/privacy.md,line=9,title=Privacy of this site::The link "our'
            " office\" leads to gone.md, which does not exist. Name the page's file, such as"
            " ../contact.md."
        ),
        (
            "::error file=content/publicity/leaflet.md,line=20,title=Leaflet::Publicity must not"
            " print help@larkmere.example.org: no record confirms this address."
        ),
        (
            "::error file=content/your-options/talking.md,line=28,title=Talking to the school::A"
            ' sentence must have at most 25 words; this one has 27: "You talk together and then you'
            ' ..." Make two of it.'
        ),
    ] == summary.annotations(findings or (), changed)


def _noted(
    message: str = "It must be so.",
    *,
    path: str = "content/a.md",
    line: int = 3,
    severity: str = "error",
    title: str = "A page",
    there: str = "",
    rule: str = "some-rule",
) -> Noted:
    return Noted(path, line, message, rule, severity, title, there)


def test_a_good_change_has_nothing_to_put_right() -> None:
    assert "# Nothing to put right\n\nThe checks found nothing.\n" == summary.markdown([], None, {})


def test_holds_and_notices_come_after_and_are_brief() -> None:
    findings = [
        _noted("The service must confirm: this.", severity="hold"),
        _noted("Nobody has checked this page.", severity="notice"),
        _noted(
            "Nobody has checked this page.",
            path="content/b.md",
            severity="notice",
            rule="checks-due",
        ),
        _noted(
            "Nobody has checked this page.",
            path="content/c.md",
            severity="notice",
            rule="checks-due",
        ),
    ]
    assert """\
# Nothing to put right

The checks found nothing.

## Before the site may be published

These do not stop this change. They wait for the service.

- The service must confirm: this. (content/a.md, line 3)

## To know

- A page (content/a.md, line 3): Nobody has checked this page.
- 2 things on pages that you did not change. Every page says when a person last checked it, and is listed when its next check is due.
""" == summary.markdown(findings, None, {"content/a.md": [1]})


def test_a_check_that_failed_without_a_finding_is_said_with_its_last_words() -> None:
    failed = checks.Failed("test", "the tests pass", ("FAILED test_x", "1 failed"))
    text = summary.markdown([], failed, {})
    assert text.startswith("# A check failed\n")
    assert (
        "What failed: the tests pass (`make test`)." in text and "FAILED test_x\n1 failed" in text
    )


def test_the_comment_needs_nothing_installed(tmp_path: Path) -> None:
    """It is written by a job that may write, before others end: `-S` leaves out all that was ever
    installed."""
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "findings.json").write_text(
        json.dumps([asdict(_noted(severity="notice", rule="checks-due"))])
    )
    for command, code in (("summary", 0), ("github", 2)):
        done = helpers.run(
            sys.executable,
            "-S",
            "-m",
            "hooks",
            command,
            *(["--build", tmp_path / "build"] if code == 0 else []),
        )
        assert "ModuleNotFoundError" not in done.stdout, done.stdout
        assert done.returncode == code and ("Every page says when" in done.stdout or code), (
            done.stdout
        )
    assert "The rule is ../frontmatter." in summary.markdown(
        [_noted(severity="notice", rule="../frontmatter")], None, {}
    )


def test_while_tests_still_run_the_summary_says_so() -> None:
    assert (
        "# Nothing to put right\n\nThe checks found nothing.\n\nEvery page in a browser, and"
        " everything printed, is still being looked at.\n"
        == (summary.markdown([], None, {}, so_far=True))
    )


def test_the_pages_that_look_different_are_named_as_their_pictures_are(tmp_path: Path) -> None:
    pages = [
        Drawn("Contact <us>", "contact"),
        *(Drawn(f"Page {number}", f"page-{number}") for number in range(summary.MOST_PAGES)),
    ]
    drawn.write(tmp_path, pages)
    text = summary.markdown([], None, {}, drawn.read(tmp_path))
    assert (
        "## Pages that look different" in text
        and "- Contact \\<us\\>: contact\n" in text
        and "- 1 more\n" in text
    )
    assert [] == drawn.read(tmp_path / "none")
    (tmp_path / drawn.RECORD).write_text('[{"title": "x"}]')
    with pytest.raises(ValueError, match="changed-pages"):
        drawn.read(tmp_path)


def test_words_that_change_beside_the_policy_are_there_to_be_read() -> None:
    """What is said there for people alone to judge, and what is no longer said."""
    diff = (
        "diff --git a/content/publicity/card.md b/content/publicity/card.md\n"
        "--- a/content/publicity/card.md\n+++ b/content/publicity/card.md\n@@ -3,2 +3 @@\n"
        "-There is one exception.\n-\n--- A sign before words\n+A mother <b>rang</b> us.\n"
        "diff --git a/content/index.md b/content/index.md\n--- a/content/index.md\n+++ b/content/index.md\n@@ -3 +3 @@\n-one\n+two\n"
        "diff --git a/overrides b/overrides\n--- a/overrides/publicity/_reach.html\n+++ /dev/null\n@@ -1 +0,0 @@\n-<p>Ask us.</p>\n"
    )
    words = summary.beside_the_policy(diff)
    assert """\
- content/publicity/card.md, taken out: `There is one exception.`
- content/publicity/card.md, taken out: `-- A sign before words`
- content/publicity/card.md, now: `A mother <b>rang</b> us.`
- overrides/publicity/\\_reach.html, taken out: `<p>Ask us.</p>`
""" in summary.markdown([], None, {}, words=words)
    assert "beside the policy" not in summary.markdown([], None, {})
    many = [words[0]] * (summary.MOST_WORDS + 2)
    assert "- 2 more\n" in summary.markdown([], None, {}, words=many)


def test_a_build_that_stopped_early_is_said() -> None:
    assert summary.markdown(None, None, {}).startswith("# The site could not be built\n")
    assert "A layout is broken" in summary.markdown(
        None, checks.Failed("site", "the site is built", ("A layout is broken",)), {}
    )


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "[press](https://example.org)",
        "@everybody",
        "**bold**",
        "`code`",
        "# heading",
        "&lt;b>",
    ],
)
def test_what_a_stranger_wrote_is_shown_and_never_acts(words: str) -> None:
    text = summary.markdown([_noted(f"Write {words}.", there=words)], None, {})
    shown = text.split("- Write ")[1]
    assert "<script" not in shown.replace("\\<", "") and "](" not in shown.replace("\\]", "")
    assert (
        "@everybody" not in shown
        and "**bold**" not in shown
        and "&lt;" not in shown.replace("&amp;lt;", "")
    )


def test_a_line_break_cannot_begin_a_second_workflow_command() -> None:
    assert [
        "::error file=content/a.md,line=3,title=A%3A b%2C c::One%0A::set-env name=x::y 100%25"
    ] == summary.annotations([_noted("One\n::set-env name=x::y 100%", title="A: b, c")], {})


def test_a_finding_about_a_whole_page_stands_on_its_first_changed_line() -> None:
    assert summary.annotations([_noted(line=1)], {"content/a.md": [7, 8]})[0].startswith(
        "::error file=content/a.md,line=7,"
    )


def test_notices_stand_only_on_changed_files() -> None:
    assert [] == summary.annotations([_noted(severity="notice")], {})
    assert summary.annotations([_noted(severity="notice")], {"content/a.md": [3]})[0].startswith(
        "::notice "
    )


def test_changed_lines_of_a_diff() -> None:
    diff = (
        "diff --git a/content/a.md b/content/a.md\n--- a/content/a.md\n+++ b/content/a.md\n@@ -3 +3"
        " @@ x\n-old\n+new\n@@ -9,2 +9,3 @@\n+++ b/content/b.md\n@@ -4,2 +3,0 @@\n-gone\n---"
        " a/content/c.md\n+++ /dev/null\n@@ -1,2 +0,0 @@\n"
    )
    assert {"content/a.md": [3, 9, 10, 11], "content/b.md": [3]} == summary.changed_lines(diff)


def test_the_command_on_github_writes_the_job_summary_once(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "findings.json").write_text(
        json.dumps(
            [
                {
                    "path": "content/a.md",
                    "line": 3,
                    "message": "It must be so.",
                    "rule": "r",
                    "severity": "error",
                    "title": "",
                    "there": "x",
                }
            ]
        )
    )
    job = tmp_path / "job.md"
    for repository in (
        ["git", "init", "-q"],
        [
            "git",
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@example.org",
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            "x",
        ],
    ):
        assert helpers.run(*repository, folder=tmp_path).returncode == 0
    command = [helpers.ROOT / ".venv" / "bin" / "python", "-m", "hooks", "summary"]
    done = helpers.run(
        *command,
        "--base",
        "HEAD",
        folder=tmp_path,
        GITHUB_ACTIONS="true",
        GITHUB_STEP_SUMMARY=str(job),
    )
    assert done.returncode == 0 and "::error file=content/a.md,line=3" in done.stdout
    first = job.read_text()
    assert first.startswith("# 1 thing to put right")
    again = helpers.run(
        *command, folder=tmp_path, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(job)
    )
    assert again.returncode == 0 and "::error" not in again.stdout and job.read_text() == first


@pytest.mark.parametrize("text", ["[{}]", "nonsense", '{"a": 1}'])
def test_findings_that_are_none_of_ours_are_refused_in_a_sentence(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "findings.json").write_text(text)
    assert 1 == summary.main(["--build", str(tmp_path)])
    assert capsys.readouterr().err.startswith("The findings cannot be read: ")
