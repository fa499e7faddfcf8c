"""`make check`: in order, stops at the first that fails, says which."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from hooks.gate import findings_file
from hooks.staff import checks
from hooks.staff.checks import Gate
from tests.helpers import ROOT


def _makefile(folder: Path) -> None:
    (folder / "Makefile").write_text("good:\n\t@echo fine\nbad:\n\t@echo 'one word is wrong'; exit 3\nlate:\n\t@touch late\n")


def test_it_stops_at_the_first_that_fails_and_says_which(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _makefile(tmp_path)
    failed = checks.run((Gate("good", "a is right"), Gate("bad", "b is right"), Gate("late", "c is right")), tmp_path)
    said = capfd.readouterr().out
    assert failed is not None and "bad" == failed.command and "one word is wrong" in failed.said
    assert re.search(r"^Failed first: make bad \(b is right\), after \d+ seconds\.$", said, re.MULTILINE)
    assert not (tmp_path / "late").exists()
    assert failed == checks.read_failed(tmp_path / "build")


def test_all_that_passes_is_said_and_old_records_are_gone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _makefile(tmp_path)
    (tmp_path / "build").mkdir()
    for name in (checks.RECORD, findings_file.FINDINGS, findings_file.LINKS):
        (tmp_path / "build" / name).write_text("[]")
    assert checks.run((Gate("good", "a is right"),), tmp_path) is None
    assert "All 1 checks passed in" in capfd.readouterr().out
    assert [] == list((tmp_path / "build").iterdir())


def test_a_check_that_was_stopped_never_passes_for_a_good_one(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("slow:\n\t@exit 0\n")
    with pytest.raises(FileNotFoundError):
        checks.run((Gate("slow", "x"),), tmp_path, make="no-such-program")
    assert checks.Failed("check", "every check runs to its end", ("It was stopped before its end.",)) == checks.read_failed(tmp_path / "build")


def test_every_gate_is_a_command_and_the_quick_ones_come_first() -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert ["site", "check-site", "links", "lint", "test-site", "test-tools"] == [gate.command for gate in checks.GATES]
    assert all(re.search(rf"^{gate.command}:", makefile, re.MULTILINE) for gate in checks.GATES)


def test_tests_of_the_site_and_of_the_tools_are_all_tests() -> None:
    """What one leaves out, the other runs: both are made from one list, and each entry of it is there."""
    makefile = (ROOT / "Makefile").read_text()
    listed = re.search(r"^TOOLS := ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    assert listed is not None
    assert all((ROOT / path).exists() for path in listed[1].replace("\\\n", " ").split())
    assert "pytest $(TOOLS:%=--ignore=%)" in makefile and "pytest $(TOOLS)\n" in makefile


def test_a_change_of_words_leaves_the_tools_tests_out(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)

    git("init", "-q")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("one")
    (tmp_path / "Makefile").write_text("x:")
    git("add", "-A")
    git("commit", "-qm", "first")
    assert not checks.words_only("HEAD", tmp_path), "nothing was changed: then everything is asked"
    (tmp_path / "content" / "ł.md").write_text("two")
    assert checks.words_only("HEAD", tmp_path)
    git("add", "-A")
    git("commit", "-qm", "words")
    assert checks.words_only("HEAD^", tmp_path)
    (tmp_path / "Makefile").write_text("y:")
    assert not checks.words_only("HEAD^", tmp_path)
    assert not checks.words_only("no-such-commit", tmp_path)
    assert not checks.words_only("HEAD", tmp_path / "nowhere")
