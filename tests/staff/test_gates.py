"""`make check`: in order, stops at the first that fails, says which."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from hooks.sources import noted
from hooks.staff import checks
from hooks.staff.checks import Gate
from tests.helpers import ROOT


def _makefile(folder: Path) -> None:
    (folder / "Makefile").write_text(
        "good:\n\t@echo fine\nbad:\n\t@echo 'one word is wrong'; exit 3\nlate:\n\t@touch late\n"
    )


def test_it_stops_at_the_first_that_fails_and_says_which(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _makefile(tmp_path)
    failed = checks.run(
        (Gate("good", "a is right"), Gate("bad", "b is right"), Gate("late", "c is right")),
        tmp_path,
    )
    said = capfd.readouterr().out
    assert failed is not None and "bad" == failed.command and "one word is wrong" in failed.said
    assert re.search(
        r"^Failed first: make bad \(b is right\), after \d+ seconds\.$", said, re.MULTILINE
    )
    assert not (tmp_path / "late").exists()
    assert failed == checks.read_failed(tmp_path / "build")


def test_all_that_passes_is_said_and_old_records_are_gone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _makefile(tmp_path)
    (tmp_path / "build").mkdir()
    for name in (checks.RECORD, noted.FINDINGS, noted.LINKS):
        (tmp_path / "build" / name).write_text("[]")
    assert checks.run((Gate("good", "a is right"),), tmp_path) is None
    assert "All 1 checks passed in" in capfd.readouterr().out
    assert [checks.TIMES] == [path.name for path in (tmp_path / "build").iterdir()]
    assert {"only_words": False, "seconds": {"good": pytest.approx(0, abs=60)}} == json.loads(
        (tmp_path / "build" / checks.TIMES).read_text()
    )


def test_a_check_that_was_stopped_never_passes_for_a_good_one(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("slow:\n\t@exit 0\n")
    with pytest.raises(FileNotFoundError):
        checks.run((Gate("slow", "x"),), tmp_path, make="no-such-program")
    assert checks.Failed(
        "check", "every check runs to its end", ("It was stopped before its end.",)
    ) == checks.read_failed(tmp_path / "build")


def test_every_gate_is_a_command_and_the_quick_ones_come_first() -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert ["site", "check-site", "links", "test-site", "lint", "test-tools"] == [
        gate.command for gate in checks.GATES
    ]
    assert all(
        re.search(rf"^{gate.command}:", makefile, re.MULTILINE)
        for gate in (*checks.GATES, *checks.SHARED)
    )


def test_the_parts_together_are_everything() -> None:
    parts = [checks.chosen(part, ["Makefile"]) for part in ("words", "pages", "print", "rest")]
    assert [gate for part in parts for gate in part] == list(checks.SHARED)
    assert checks.chosen("", ()) == checks.GATES
    assert [gate.command for gate in checks.chosen("rest", ["content/a.md"])] == ["test-rest"]
    with pytest.raises(
        ValueError, match=r"There is no part nonsense\. Name one of words, pages, print, rest"
    ):
        checks.chosen("nonsense", ())
    makefile = (ROOT / "Makefile").read_text()
    for name in ("tests/browser", "tests/printed"):
        assert f"$(OF_SITE) {name}\n" in makefile
    assert "$(OF_SITE) --ignore=tests/browser --ignore=tests/printed\n" in makefile


def test_a_change_of_what_every_service_publishes_is_asked_of_other_services_too() -> None:
    paths = ["content/contact.md", "content/national/words.yml"]
    for part in ("", "rest"):
        assert checks.NATIONAL in checks.chosen(part, paths)
        assert checks.NATIONAL not in checks.chosen(part, paths[:1])
    assert not {checks.NATIONAL, *checks.TOOLS} & set(checks.chosen("pages", paths))
    makefile = (ROOT / "Makefile").read_text()
    (listed,) = re.findall(
        r"^test-national: .*\n\t@env -u SITE_UNDER_TEST \$\(BIN\)/python -m pytest (.*)$",
        makefile,
        re.MULTILINE,
    )
    assert all((ROOT / path).exists() for path in listed.split())


def test_each_part_names_what_failed_in_a_file_of_its_own(tmp_path: Path) -> None:
    _makefile(tmp_path)
    for part, command in (("pages", "bad"), ("print", "good")):
        checks.run((Gate(command, "x", part),), tmp_path)
    assert ["failed-pages.json"] == [path.name for path in (tmp_path / "build").glob("failed*")]
    failed = checks.read_failed(tmp_path / "build")
    assert failed is not None and "bad" == failed.command


def test_the_answer_comes_when_the_quick_ones_are_done_or_one_of_them_fails(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("site check-site links:\n\t@true\nlate:\n\t@touch late\n")
    answers: list[tuple[str, ...]] = []

    def answer(how: Sequence[str]) -> None:
        assert not (tmp_path / "late").exists()
        answers.append(tuple(how))

    assert checks.run((*checks.QUICK, Gate("late", "y")), tmp_path, answer=answer) is None
    (tmp_path / "late").unlink()
    (tmp_path / "Makefile").write_text("site check-site:\n\t@exit 1\n")
    assert checks.run(checks.QUICK, tmp_path, answer=answer) is not None
    assert [("--so-far",), ()] == answers


def test_only_a_change_of_words_is_held_against_what_was_found_before(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text('site:\n\t@echo "remember: $$REMEMBER_PAGES"; exit 1\n')
    for remember, said in ((True, "remember: yes"), (False, "remember:")):
        failed = checks.run(checks.QUICK[:1], tmp_path, remember=remember)
        assert failed is not None and said == failed.said[0].strip()


def test_tests_of_the_site_and_of_the_tools_are_all_tests() -> None:
    """What one leaves out, the other runs: both are made from one list, and each entry of it is
    there."""
    makefile = (ROOT / "Makefile").read_text()
    listed = re.search(r"^TOOLS := ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    assert listed is not None
    assert all((ROOT / path).exists() for path in listed[1].replace("\\\n", " ").split())
    assert "pytest $(TOOLS:%=--ignore=%)\n" in makefile and "pytest $(TOOLS)\n" in makefile


def test_a_change_of_words_leaves_the_tools_tests_out(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
            cwd=tmp_path,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    git("init", "-q")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("one")
    (tmp_path / "Makefile").write_text("x:")
    git("add", "-A")
    git("commit", "-qm", "first")
    assert not checks.words_only(checks.changed("HEAD", tmp_path)), (
        "nothing was changed: then everything is asked"
    )
    (tmp_path / "content" / "ł.md").write_text("two")
    assert checks.words_only(checks.changed("HEAD", tmp_path))
    git("add", "-A")
    git("commit", "-qm", "words")
    assert checks.words_only(checks.changed("HEAD^", tmp_path))
    (tmp_path / "Makefile").write_text("y:")
    assert not checks.words_only(checks.changed("HEAD^", tmp_path))
    assert not checks.words_only(checks.changed("no-such-commit", tmp_path))
    assert not checks.words_only(checks.changed("HEAD", tmp_path / "nowhere"))
