"""The workflow files through jactionlint (actionlint's checks and more) and zizmor; and what
neither of them knows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from hooks.staff import checks
from tests import helpers
from tests.helpers import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BIN = ROOT / ".venv" / "bin"
ACTION = ROOT / ".github" / "actions" / "set-up" / "action.yml"
PINNED = re.compile(r"^[\w./-]+@[0-9a-f]{40}$")
OURS = "./.github/actions/set-up"
NOTHING_INSTALLED = ("comment", "comment-again", "check")
"""Jobs that need no more than Python: they write, or only say how the others ended."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository with our workflows, to be spoiled."""
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    assert helpers.run("git", "init", "-q", folder=tmp_path).returncode == 0
    return tmp_path


def _lint(folder: Path) -> tuple[int, str]:
    done = helpers.run(
        BIN / "jactionlint", "--shellcheck=", "--pyflakes=", "--no-color", folder=folder
    )
    return done.returncode, done.stdout


def _audit(folder: Path) -> tuple[int, str]:
    done = helpers.run(
        BIN / "zizmor",
        "--offline",
        "--no-progress",
        "--persona=pedantic",
        "--color=never",
        ".github",
        folder=folder,
    )
    return done.returncode, done.stdout


def test_the_workflows_are_sound(copy: Path) -> None:
    assert (0, "") == _lint(copy)


def test_the_workflows_give_an_attacker_nothing(copy: Path) -> None:
    code, said = _audit(copy)
    assert code == 0 and "No findings to report" in said, said


@pytest.mark.parametrize(
    ("old", "new", "tool", "says"),
    [
        ("    timeout-minutes: 60\n", "", _lint, "missing-timeout"),
        ("persist-credentials: false", "persist-credential: false", _lint, "unknown-action-input"),
        ("needs: words", "needs: word", _lint, "undefined-job-needs"),
        ("on:\n  pull_request:", "on:\n  pull_requests:", _lint, "unknown"),
        (
            "github.event.pull_request.number }}\n  cancel",
            "github.event.pull_request.numbr }}\n  cancel",
            _lint,
            "numbr",
        ),
        (
            "run: make check",
            'run: echo "${{ github.event.pull_request.title }}"',
            _audit,
            "template-injection",
        ),
        ("permissions: {}\n", "permissions: write-all\n", _audit, "excessive-permissions"),
        ("on:\n  pull_request:", "on:\n  pull_request_target:", _audit, "dangerous-triggers"),
        (
            "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
            "actions/checkout@v7",
            _audit,
            "unpinned-uses",
        ),
        ("          persist-credentials: false\n", "", _audit, "artipacked"),
    ],
)
def test_each_tool_finds_a_spoiled_workflow(
    copy: Path, old: str, new: str, tool: object, says: str
) -> None:
    file = copy / ".github" / "workflows" / "checks.yml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    code, said = tool(copy)  # type: ignore[operator]
    assert code != 0 and says in said, said


def test_a_spoiled_dependabot_file_is_found(copy: Path) -> None:
    file = copy / ".github" / "dependabot.yml"
    file.write_text(file.read_text().replace("interval: weekly", "interval: sometimes"))
    assert _lint(copy)[0] != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_each_job_says_how_little_it_may_do_and_runs_only_our_commands(path: Path) -> None:
    """Every step is a pinned action or one `make` command of ours, so that what runs there runs
    here."""
    workflow = yaml.safe_load(path.read_text())
    commands = set(
        re.findall(r"^([a-z-]+)(?: [a-z-]+)*:", (ROOT / "Makefile").read_text(), re.MULTILINE)
    ) | {"paused"}
    assert {} == workflow["permissions"] and workflow["concurrency"]
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 120 and "permissions" in job
        for step in job["steps"]:
            if "uses" in step:
                assert PINNED.match(step["uses"]) or step["uses"] == OURS, step
            else:
                words = step["run"].split()
                assert (
                    "make" == words[0] and words[1] in commands and "\n" not in step["run"].strip()
                ), step


def test_what_sets_up_runs_pinned_actions_only_and_keeps_what_the_locks_name() -> None:
    """No cache outlives the lock file that decides what is in it."""
    steps = yaml.safe_load(ACTION.read_text())["runs"]["steps"]
    assert all(PINNED.match(step["uses"]) and "run" not in step for step in steps)
    assert {"pip", "~/.npm", "~/.cache/ms-playwright", ".cache/printed", ".cache/pages"} == {
        step["with"].get("cache") or step["with"]["path"] for step in steps
    }
    for step in steps:
        given = step["with"]
        named = given.get("cache-dependency-path") or given["key"]
        assert "requirements/" in named or "package-lock.json" in named
        assert {
            name
            for name in re.findall(r"'([\w./-]+\.(?:json|txt|yml))'", named)
            if not (ROOT / name).is_file()
        } == set()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_each_job_that_makes_something_is_set_up_alike(path: Path) -> None:
    """But the one that may write to a change: it trusts nothing that an earlier run of a change may
    have kept."""
    for name, job in yaml.safe_load(path.read_text())["jobs"].items():
        makes = any(step.get("run", "").startswith("make ") for step in job["steps"])
        kept = [step for step in job["steps"] if step.get("uses") == OURS]
        assert len(kept) == (1 if makes and name not in NOTHING_INSTALLED else 0), name


def test_the_parts_are_checked_side_by_side_and_one_check_joins_them() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "checks.yml").read_text())["jobs"]
    parts = {gate.part for gate in checks.SHARED}
    for part in parts:
        assert "needs" not in jobs[part] and any(
            step.get("run") == f"make check PART={part} BASE=HEAD^1" for step in jobs[part]["steps"]
        ), part
    assert parts <= set(jobs["check"]["needs"]) and "always()" in jobs["check"]["if"]
    assert "words" == jobs["comment"]["needs"] and parts <= set(jobs["comment-again"]["needs"])
    assert {"--so-far"} == {
        word
        for step in jobs["comment"]["steps"]
        for word in re.findall(r"SO_FAR=(\S+)", step.get("run", ""))
    }


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ("success success", 0),
        ("success", 0),
        ("success failure", 1),
        ("success skipped", 1),
        ("cancelled", 1),
        ("", 1),
    ],
)
def test_what_joins_the_parts_fails_where_one_does(results: str, code: int) -> None:
    done = helpers.run("make", "joined", RESULTS=results)
    assert (done.returncode != 0) == bool(code), done.stdout


def test_only_main_is_published_whoever_starts_it() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text())["jobs"]
    for name in ("build", "back"):
        assert "github.ref == 'refs/heads/main'" in jobs[name]["if"]
        [checkout] = [
            step
            for step in jobs[name]["steps"]
            if step.get("uses", "").startswith("actions/checkout@")
        ]
        assert "main" == checkout["with"]["ref"]
    assert ["build", "back"] == jobs["publish"]["needs"]


def test_no_code_of_a_change_ever_holds_a_right_to_write() -> None:
    """In the workflow of a pull request, a job that may write takes main's code, never the
    change's."""
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "checks.yml").read_text())["jobs"]
    for job in jobs.values():
        checkout = next(
            step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")
        )
        if "write" in job["permissions"].values():
            assert "${{ github.event.pull_request.base.sha }}" == checkout["with"]["ref"]
            assert "github.event.pull_request.head.repo.full_name == github.repository" in job["if"]
        else:
            assert not any("GITHUB_TOKEN" in step.get("env", {}) for step in job["steps"])


def test_only_the_folder_that_was_checked_is_handed_to_the_host() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text())["jobs"]
    for name, command in (
        ("build", "make publish-folder HOLDS=wait"),
        ("back", "make publish-earlier"),
    ):
        steps = jobs[name]["steps"]
        handed = [
            number
            for number, step in enumerate(steps)
            if step.get("uses", "").startswith("actions/upload-pages-artifact@")
        ]
        assert 1 == len(handed) and "build/publish/" == steps[handed[0]]["with"]["path"]
        copied = [number for number, step in enumerate(steps) if step.get("run") == command]
        assert copied and copied[0] < handed[0]
        assert not [
            step
            for step in steps[copied[0] + 1 : handed[0]]
            if step.get("run", "make pause") != "make pause"
        ], "nothing may touch the folder between"
