"""The gate record: publishing refuses a folder that was not checked, not wholly checked, changed
since, or found wanting."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hooks.gate import check, judgement
from hooks.gate.judgement import Verdict
from hooks.rules import RULES, SEVERITY, Severity, severity_of
from hooks.sources.findings import Finding
from tests.helpers import DAY, ROOT, TODAY, findings_of_record, run

EVERY_RULE = [rule.name for rule in RULES]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built folder of two files that was checked and may be published."""
    site = tmp_path / "site"
    (site / "contact").mkdir(parents=True)
    (site / "index.html").write_text("<h1>Home</h1>", encoding="utf-8")
    (site / "contact" / "index.html").write_text("<h1>Contact</h1>", encoding="utf-8")
    record = {
        "folder": judgement.digest(site),
        "day": DAY.isoformat(),
        "rules": EVERY_RULE,
        "left_out": [],
        "counts": {},
        "findings": [],
    }
    (site / "gate.json").write_text(json.dumps(record), encoding="utf-8")
    return site


@pytest.fixture
def change(folder: Path) -> Callable[..., None]:
    """change(entry=value): another record for the folder."""

    def change(**entries: Any) -> None:
        path = folder / "gate.json"
        path.write_text(
            json.dumps(json.loads(path.read_text(encoding="utf-8")) | entries), encoding="utf-8"
        )

    return change


def _finding(severity: str, rule: str) -> dict[str, Any]:
    return {
        "path": "content/x.md",
        "line": 7,
        "message": "Something.",
        "rule": rule,
        "severity": severity,
    }


def test_lets_a_checked_folder_go(folder: Path) -> None:
    """Nothing stands against it; a copy of it elsewhere is the same folder."""
    assert [] == judgement.reasons_against(folder)
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    assert [] == judgement.reasons_against(copy)


def test_refuses_without_a_record(folder: Path) -> None:
    """A folder that nobody checked, such as one built by an engine that ignores hooks."""
    (folder / "gate.json").unlink()
    assert [
        (
            "site/ has no gate record (gate.json), so nobody knows whether it was checked. Run: "
            "make"
            " site"
        )
    ] == judgement.reasons_against(folder)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "null",
        '{"rules": 1, "folder": 1, "findings": 1, "left_out": 1}',
        '{"rules": [], "folder": "", "findings": ["x"], "left_out": []}',
    ],
)
def test_refuses_a_record_that_cannot_be_read(folder: Path, text: str) -> None:
    """A half-written or hand-made record counts for nothing."""
    (folder / "gate.json").write_text(text, encoding="utf-8")
    assert ["The gate record of site/ cannot be read. Run: make site"] == judgement.reasons_against(
        folder
    )


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_refuses_a_partial_record(folder: Path, change: Callable[..., None], rule: str) -> None:
    """A rule that did not run found nothing, which says nothing."""
    change(rules=[name for name in EVERY_RULE if name != rule])
    assert [
        f"The gate record is partial: these rules did not run: {rule}. Run: make site"
    ] == judgement.reasons_against(folder)


def test_refuses_a_record_with_a_part_left_out(folder: Path, change: Callable[..., None]) -> None:
    """What could not be made on this machine was not checked either."""
    change(left_out=["the printed files."])
    assert ["The gate record is partial: the printed files."] == judgement.reasons_against(folder)


def _letter_changed(site: Path) -> None:
    (site / "index.html").write_text("<h1>home</h1>", encoding="utf-8")


def _file_added(site: Path) -> None:
    (site / "new.html").write_text("", encoding="utf-8")


def _file_removed(site: Path) -> None:
    (site / "contact" / "index.html").unlink()


def _file_renamed(site: Path) -> None:
    (site / "contact").rename(site / "contacts")


@pytest.mark.parametrize("spoil", [_letter_changed, _file_added, _file_removed, _file_renamed])
def test_refuses_a_record_of_another_folder(folder: Path, spoil: Callable[[Path], None]) -> None:
    """The record is of exactly the files that were checked."""
    spoil(folder)
    assert [
        (
            "The gate record is of another folder: site/ was changed after it was checked. Run: "
            "make"
            " site"
        )
    ] == judgement.reasons_against(folder)


def test_refuses_errors_and_holds_and_lets_notices_go(
    folder: Path, change: Callable[..., None]
) -> None:
    """An error or a hold keeps the folder back, in the words of the finding; a notice does not."""
    change(
        findings=[
            _finding("error", "takes-no-side"),
            _finding("hold", "service-confirms"),
            _finding("notice", "checks-due"),
        ]
    )
    assert [
        "content/x.md:7: Something. (takes-no-side)",
        "content/x.md:7: Something. (service-confirms)",
    ] == judgement.reasons_against(folder)


def test_says_every_reason_at_once(folder: Path, change: Callable[..., None]) -> None:
    """Nobody has to ask four times to hear four reasons."""
    change(
        rules=EVERY_RULE[1:], findings=[_finding("hold", "service-confirms")], left_out=["a part."]
    )
    _letter_changed(folder)
    assert 4 == len(judgement.reasons_against(folder))


def test_command_says_why_not(
    folder: Path, change: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    """`python -m hooks publishable site` is what `make publishable` runs."""
    change(findings=[_finding("hold", "service-confirms")])
    assert 1 == check.main([str(folder), "--publishable"])
    assert (
        "content/x.md:7: Something. (service-confirms)\nNot publishable: 1 reason.\nTo confirm a"
        ' fact, write its value and "sure: confirmed by the service" in the record that holds it,'
        " then run: make site\n" == capsys.readouterr().out
    )
    change(findings=[])
    assert 0 == check.main([str(folder), "--publishable"])
    assert "Publishable.\n" == capsys.readouterr().out
    assert "@$(BIN)/python -m hooks publishable site\n" in (ROOT / "Makefile").read_text(
        encoding="utf-8"
    )


def test_severities() -> None:
    """An error unless the one table says otherwise; the table names rules that exist; a passing
    date is never an error."""
    assert set(SEVERITY) <= set(EVERY_RULE)
    assert Severity.ERROR is severity_of("front-matter")
    for dated in ("policy-review-due", "checks-due"):
        assert Severity.ERROR is not severity_of(dated)
    findings = tuple(
        Finding("x", 1, "y", name) for name in ("front-matter", "service-confirms", "checks-due")
    )
    verdict = Verdict(findings, ())
    assert ((findings[0],), (findings[1],), (findings[2],)) == (
        verdict.errors,
        verdict.holds,
        verdict.notices,
    )


def test_every_rule_says_in_a_sentence_what_it_is() -> None:
    """The register shows it to readers. A name is used once, and is the file's."""
    assert len(set(EVERY_RULE)) == len(EVERY_RULE)
    assert "promises-kept" == EVERY_RULE[-1], "It asks what the others keep"
    for rule in RULES:
        assert rule.says.rstrip(").").strip(), rule.name
        assert rule.says[0].isupper() and rule.says.endswith("."), rule.name
        assert (ROOT / "hooks" / "rules" / f"{rule.name.replace('-', '_')}.py").is_file()
    files = {path.stem for path in (ROOT / "hooks" / "rules").glob("*.py")} - {"__init__"}
    assert {name.replace("-", "_") for name in EVERY_RULE} == files, (
        "A rule that is not in the list never runs"
    )


BLOCKED = """
import importlib.abc, sys
class Blocked(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"mkdocs", "properdocs"}:
            raise ModuleNotFoundError(f"No module named {name!r}")
sys.meta_path.insert(0, Blocked())
from hooks.gate.check import main
sys.exit(main(sys.argv[1:]))
"""


def test_rules_run_without_the_engine(real_site: Path, real_sources: Path, tmp_path: Path) -> None:
    """The same findings and the same record where MkDocs cannot be imported at all: the gate
    outlives the engine."""
    copy = tmp_path / "site"
    shutil.copytree(real_site, copy)
    made = json.loads((copy / "gate.json").read_text(encoding="utf-8"))[
        "made"
    ]  # whoever builds writes this list: nobody else can know it
    (copy / "gate.json").write_text(json.dumps({"made": made}), encoding="utf-8")
    done = run(
        sys.executable, "-c", BLOCKED, copy, folder=real_sources, SITE_DATE=TODAY.isoformat()
    )
    assert 0 == done.returncode, done.stdout
    assert findings_of_record(real_site) == findings_of_record(copy)
    assert (real_site / "gate.json").read_bytes() == (copy / "gate.json").read_bytes()


def test_core_names_no_engine() -> None:
    """Only the adapter speaks to MkDocs."""
    found = [
        path.name
        for path in (ROOT / "hooks").rglob("*.py")
        if path.name != "adapter.py"
        and any(
            line.startswith(
                ("import mkdocs", "from mkdocs", "    import mkdocs", "    from mkdocs")
            )
            for line in path.read_text(encoding="utf-8").splitlines()
        )
    ]
    assert [] == found
