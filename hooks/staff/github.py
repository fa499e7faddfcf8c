"""Keeps one comment or one issue on GitHub up to date, so that nobody finds ten of them.

    python -m hooks github comment 12 build/summary.md
        the one comment of pull request 12
    python -m hooks github issue links build/links.md
        the one open issue of that kind; closed where all is well
    python -m hooks github pause
        opens the issue that keeps publishing from overtaking a step back
    python -m hooks github paused
        sets the step's output `paused`
    python -m hooks github earlier 123456
        refuses a run that did not publish: anybody's change can name a file "published"

It asks the variables that GitHub sets in every workflow: GITHUB_API_URL, GITHUB_REPOSITORY, and
GITHUB_TOKEN where a step gives it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from hooks.sources import terminal

TITLES = {
    "links": "Other people's addresses that need somebody",
    "freshness": "What falls due soon",
    "bank-holidays": "Bank holidays are not as GOV.UK has them",
    "paused": "Publishing is paused",
}
PAUSED = """We went back to an earlier site. Until somebody closes this issue, no newer site is
published.

Put right what was wrong, then close this issue. The next morning, or after the next change, the
newest site is published.
"""
WELL = "All is well."
"""A report that says so needs no open issue."""
LONGEST = 60_000
"""GitHub takes 65,536 characters."""


class GitHub:
    """The few calls that we make."""

    def __init__(self, api: str, repository: str, token: str) -> None:
        self.base, self.token = f"{api.rstrip('/')}/repos/{repository}", token

    def call(self, method: str, path: str, data: dict[str, Any] | None = None) -> Any:
        request = Request(
            self.base + path,
            method=method,
            data=json.dumps(data).encode() if data else None,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Accept": "application/vnd.github+json",
                "Content-Type": "application/json",
            },
        )
        with urlopen(request, timeout=60) as reply:
            return json.loads(reply.read() or b"null")

    def all(self, path: str) -> list[Any]:
        found: list[Any] = []
        for page in range(1, 11):
            some = self.call("GET", f"{path}{'&' if '?' in path else '?'}per_page=100&page={page}")
            found += some
            if len(some) < 100:
                break
        return found

    def comment(self, number: int, text: str) -> None:
        """Writes the one comment of a pull request, or writes it anew."""
        text = _marked("summary", text)
        ours = [c for c in self.all(f"/issues/{number}/comments") if _is(c, "summary")]
        if ours:
            self.call("PATCH", f"/issues/comments/{ours[0]['id']}", {"body": text})
        else:
            self.call("POST", f"/issues/{number}/comments", {"body": text})

    def published(self, run: int) -> bool:
        """Whether a run was one of the publishing workflow, on the main branch, with our own
        code."""
        there = self.call("GET", f"/actions/runs/{run}")
        return (
            there["path"].partition("@")[0] == ".github/workflows/publish.yml"
            and there["head_branch"] == "main"
            and there["event"] in ("push", "schedule", "workflow_dispatch")
        )

    def open_issue(self, kind: str) -> dict[str, Any] | None:
        return next(
            (
                issue
                for issue in self.all("/issues?state=open")
                if "pull_request" not in issue and _is(issue, kind)
            ),
            None,
        )

    def issue(self, kind: str, text: str) -> None:
        """Writes the one open issue of a kind, writes it anew, or closes it where all is well."""
        there = self.open_issue(kind)
        data = {"title": TITLES[kind], "body": _marked(kind, text)}
        if WELL in text:
            if there:
                self.call("PATCH", f"/issues/{there['number']}", {**data, "state": "closed"})
        elif there:
            self.call("PATCH", f"/issues/{there['number']}", data)
        else:
            self.call("POST", "/issues", data)


def _marked(kind: str, text: str) -> str:
    text = (
        text
        if len(text) <= LONGEST
        else text[:LONGEST] + "\n\n... and more. The whole report is with the workflow's run."
    )
    return f"<!-- kept: {kind} -->\n{text}"


def _is(entry: dict[str, Any], kind: str) -> bool:
    """Whether an issue or comment is ours: a workflow wrote it, with our mark. Anybody can write
    the mark alone."""
    return (entry.get("body") or "").startswith(f"<!-- kept: {kind} -->") and entry["user"][
        "type"
    ] == "Bot"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m hooks github",
        description="Keeps one comment or one issue on GitHub up to date.",
    )
    whats = parser.add_subparsers(dest="what", required=True)
    comment = whats.add_parser("comment", help="the one comment of a pull request")
    comment.add_argument("number", type=int, help="the pull request's number")
    comment.add_argument("file", type=Path, help="its words, such as build/summary.md")
    issue = whats.add_parser("issue", help="the one open issue of a kind; closed where all is well")
    issue.add_argument("kind", choices=sorted(TITLES))
    issue.add_argument("file", type=Path, help="its words, such as build/links.md")
    whats.add_parser(
        "pause", help="open the issue that keeps publishing from overtaking a step back"
    )
    whats.add_parser("paused", help="set the step's output `paused`")
    earlier = whats.add_parser("earlier", help="refuse a run that did not publish")
    earlier.add_argument("run", help="the run's number, the last part of its web address")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    terminal.on_any_terminal()
    try:
        hub = GitHub(
            os.environ["GITHUB_API_URL"],
            os.environ["GITHUB_REPOSITORY"],
            os.environ["GITHUB_TOKEN"],
        )
        match options.what:
            case "comment":
                hub.comment(options.number, options.file.read_text(encoding="utf-8"))
            case "issue":
                hub.issue(options.kind, options.file.read_text(encoding="utf-8"))
            case "pause":
                hub.issue("paused", PAUSED)
            case "earlier":
                if not (options.run.isdecimal() and hub.published(int(options.run))):
                    print(
                        f'"{options.run}" is not the number of a run that published. It is the last'
                        " part of the web address of such a run.",
                        file=sys.stderr,
                    )
                    return 1
            case "paused":
                _tell_paused(hub.open_issue("paused"))
    except KeyError as error:
        print(
            f"This command needs the variable {error.args[0]}, which GitHub sets in a workflow.",
            file=sys.stderr,
        )
        return 1
    except (URLError, TimeoutError) as error:
        print(f"GitHub did not do it: {error}", file=sys.stderr)
        return 1
    return 0


def _tell_paused(issue: dict[str, Any] | None) -> None:
    words = (
        f"Publishing is paused. To publish the newest site, close issue {issue['number']}:"
        f" {issue['html_url']}"
        if issue
        else "Publishing is not paused."
    )
    print(words)
    for variable, line in (
        ("GITHUB_STEP_SUMMARY", words + "\n" if issue else ""),
        ("GITHUB_OUTPUT", f"paused={'true' if issue else 'false'}\n"),
    ):
        if os.environ.get(variable):
            with Path(os.environ[variable]).open("a", encoding="utf-8") as file:
                file.write(line)
