"""One comment and one issue of each kind, kept up to date, against a GitHub of our own on this
machine."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from hooks.staff import github

BOT, PERSON = {"type": "Bot"}, {"type": "User"}


class Hub:
    """Just enough of GitHub: issues, comments and runs of one repository."""

    def __init__(self) -> None:
        self.issues: list[dict[str, Any]] = []
        self.comments: list[dict[str, Any]] = []
        self.runs: dict[int, dict[str, Any]] = {}

    def answer(self, method: str, path: str, data: dict[str, Any]) -> Any:
        if method == "GET" and (run := re.search(r"/actions/runs/(\d+)$", path)):
            return self.runs[int(run[1])]
        entries = self.comments if "/comments" in path else self.issues
        if method == "GET":
            page = int(re.search(r"page=(\d+)$", path)[1])
            return [entry for entry in entries if entry.get("state", "open") == "open"][
                (page - 1) * 100 : page * 100
            ]
        if method == "POST":
            entries.append(
                {
                    "id": len(entries) + 1,
                    "number": len(entries) + 1,
                    "state": "open",
                    "user": BOT,
                    "html_url": f"https://example.org/{len(entries) + 1}",
                    **data,
                }
            )
            return entries[-1]
        number = int(path.rsplit("/", 1)[1])
        next(entry for entry in entries if entry["id"] == number).update(data)
        return {}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    made = Hub()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            data = json.loads(
                self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}"
            )
            assert self.headers["Authorization"] == "Bearer secret"
            body = json.dumps(
                made.answer(self.command, self.path.removeprefix("/repos/o/r"), data)
            ).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = _answer  # noqa: N815 - the library's names

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def _text(folder: Path, text: str) -> str:
    (folder / "text.md").write_text(text)
    return str(folder / "text.md")


def test_a_pull_request_has_one_comment(hub: Hub, tmp_path: Path) -> None:
    hub.comments.append(
        {"id": 1, "user": PERSON, "body": "<!-- kept: summary -->\nnot ours: a person wrote it"}
    )
    assert 0 == github.main(["comment", "12", _text(tmp_path, "first")])
    assert 0 == github.main(["comment", "12", _text(tmp_path, "second")])
    assert [
        "<!-- kept: summary -->\nnot ours: a person wrote it",
        "<!-- kept: summary -->\nsecond",
    ] == [c["body"] for c in hub.comments]


def test_a_report_has_one_open_issue_which_closes_when_all_is_well(
    hub: Hub, tmp_path: Path
) -> None:
    hub.issues += [{"id": n, "number": n, "user": PERSON, "body": None} for n in range(1, 151)]
    for text in ("three", "two"):
        assert 0 == github.main(["issue", "links", _text(tmp_path, text)])
    assert 151 == len(hub.issues) and "<!-- kept: links -->\ntwo" == hub.issues[-1]["body"]
    assert 0 == github.main(["issue", "links", _text(tmp_path, "All is well.")])
    assert "closed" == hub.issues[-1]["state"]
    assert 0 == github.main(["issue", "links", _text(tmp_path, "All is well.")])
    assert 151 == len(hub.issues), "no issue is opened to say that all is well"


def test_kinds_do_not_overwrite_each_other(hub: Hub, tmp_path: Path) -> None:
    for kind in ("links", "freshness"):
        github.main(["issue", kind, _text(tmp_path, kind)])
    assert ["Other people's addresses that need somebody", "What falls due soon"] == [
        issue["title"] for issue in hub.issues
    ]


def test_going_back_pauses_publishing_until_somebody_closes_the_issue(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(output))
    github.main(["paused"])
    github.main(["pause"])
    github.main(["paused"])
    hub.issues[0]["state"] = "closed"
    github.main(["paused"])
    assert "paused=false\npaused=true\npaused=false\n" == output.read_text()


def test_a_stranger_cannot_pause_publishing(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    hub.issues.append({"id": 1, "number": 1, "user": PERSON, "body": "<!-- kept: paused -->"})
    github.main(["paused"])
    assert "Publishing is not paused.\n" == capsys.readouterr().out


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({}, 0),
        ({"event": "pull_request"}, 1),
        ({"head_branch": "other"}, 1),
        ({"path": ".github/workflows/checks.yml"}, 1),
    ],
)
def test_only_a_run_that_published_can_be_gone_back_to(
    hub: Hub, entry: dict[str, str], expected: int
) -> None:
    hub.runs[7] = {
        "path": ".github/workflows/publish.yml",
        "head_branch": "main",
        "event": "schedule",
        **entry,
    }
    assert expected == github.main(["earlier", "7"])


def test_a_run_must_be_a_number(hub: Hub) -> None:
    assert 1 == github.main(["earlier", "../../other"])


def test_a_report_too_long_for_github_is_cut(hub: Hub, tmp_path: Path) -> None:
    github.main(["issue", "links", _text(tmp_path, "x" * 100_000)])
    assert (
        len(hub.issues[0]["body"]) < 65_536
        and "The whole report is with the workflow's run." in hub.issues[0]["body"]
    )


def test_what_is_missing_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
    assert 1 == github.main(["pause"])
    monkeypatch.setenv("GITHUB_TOKEN", "x")
    assert 1 == github.main(["pause"])
    missing, refused = capsys.readouterr().err.splitlines()
    assert (
        "This command needs the variable GITHUB_TOKEN, which GitHub sets in a workflow." == missing
    )
    assert refused.startswith("GitHub did not do it: ")
