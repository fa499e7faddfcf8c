"""A fault is found in spite of what is remembered, wherever it is planted: in the page, in what the
page uses, in a check."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.audit import checks
from tests.audit.faults import Fault
from tests.audit.reader import Reader, reading
from tests.browser import remembered
from tests.browser.remembered import Memory
from tests.helpers import ROOT, TODAY

PAGE, SEARCH, CLOCK = "/contact/", "/search/?q=mediation", "/your-options/deadlines/"


class Bench:
    """A copy of the site that may be spoiled, looked at by one reader, with a memory of its own."""

    def __init__(self, site: Path, reader: Reader, folder: Path) -> None:
        self.site, self.reader, self.folder = site, reader, folder
        self.code, self.versions, self.day = "the checks", "Chromium 1", "2026-11-26"

    def look(self, page: str = PAGE) -> tuple[list[Fault], bool]:
        """What is found on a page, and whether a browser looked: as a new test run does it, which
        knows only what is in the folder."""
        memory = Memory(self.site, self.versions, self.day, self.folder, self.code)
        return memory.faults("words", page, [self.reader], lambda: self._measure(page)), bool(
            memory.measured
        )

    def _measure(self, page: str) -> Iterator[Fault]:
        self.reader.open(page)
        yield from checks.text_contrast(self.reader)


@pytest.fixture(scope="module")
def known(
    real_site: Path,
    serve: Callable[[Path], str],
    browser: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Bench]:
    """Where three pages are known to be right."""
    home = tmp_path_factory.mktemp("remembered")
    site = Path(shutil.copytree(real_site, home / "site"))
    with reading(browser, serve(site), site) as reader:
        bench = Bench(site, reader, home / "known")
        for page in (PAGE, SEARCH, CLOCK):
            assert bench.look(page) == ([], True)
        yield bench


@pytest.fixture
def bench(known: Bench, real_site: Path) -> Iterator[Bench]:
    yield known
    known.code, known.versions, known.day = "the checks", "Chromium 1", "2026-11-26"
    for name in (
        "contact/index.html",
        "assets/site.css",
        "assets/search.json",
        "assets/limits.js",
        "assets/menu.js",
        "_headers",
    ):
        shutil.copyfile(real_site / name, known.site / name)


def _add(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_known_is_not_measured_again(bench: Bench) -> None:
    assert [bench.look(page) for page in (PAGE, SEARCH, CLOCK)] == 3 * [([], False)]


def test_a_fault_in_the_page_is_found_each_time(bench: Bench) -> None:
    _add(
        bench.site / "contact" / "index.html", "</h1>", '</h1><font color="#999">Pale words.</font>'
    )
    for _ in range(2):
        faults, looked = bench.look()
        assert looked and {fault.rule for fault in faults} == {"text-contrast"}
    assert bench.look(SEARCH) == ([], False), "another page was changed"


def test_what_a_page_must_show_is_asked_again_when_the_page_or_what_is_wanted_changes(
    bench: Bench,
) -> None:
    looked: list[str] = []

    def found(wanted: str, faults: list[str]) -> list[str]:
        def look() -> list[str]:
            looked.append(wanted)
            return faults

        memory = Memory(bench.site, bench.versions, bench.day, bench.folder, bench.code)
        return memory.faults(f"the policy {wanted}", PAGE, [], look)

    assert [found("one", []), found("one", ["never asked"])] == [[], []]
    assert found("another", ["it is not there"]) == ["it is not there"]
    _add(bench.site / "contact" / "index.html", "</h1>", "</h1><p>More words.</p>")
    assert found("one", ["it is covered"]) == ["it is covered"]
    assert looked == ["one", "another", "one"]


def test_a_fault_in_an_asset_is_found_on_every_page(bench: Bench) -> None:
    with (bench.site / "assets" / "site.css").open("a", encoding="utf-8") as sheet:
        sheet.write("main p { color: #999 }")
    for page in (PAGE, SEARCH):
        faults, looked = bench.look(page)
        assert looked and faults


def test_a_fault_in_a_check_is_found(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A check that asks for more than the page has, and whose code is therefore another."""
    for name in remembered.CHECKS:
        source = ROOT / name
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (
            shutil.copytree(source, tmp_path / name)
            if source.is_dir()
            else shutil.copyfile(source, tmp_path / name)
        )
    assert remembered.code_of_checks(tmp_path) == remembered.code_of_checks()
    for name in ("tests/audit/checks.py", "tests/audit/inpage.js", "tests/tools/package-lock.json"):
        before = remembered.code_of_checks.__wrapped__(tmp_path)
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert before != remembered.code_of_checks.__wrapped__(tmp_path), name
    bench.code = remembered.code_of_checks.__wrapped__(tmp_path)
    monkeypatch.setattr(checks, "LEAST_TEXT", 22.0)
    faults, looked = bench.look()
    assert looked and faults


def test_another_browser_another_host_and_another_script_look_again(bench: Bench) -> None:
    bench.versions = "Chromium 2"
    assert bench.look() == ([], True)
    bench.versions = "Chromium 1"
    for name in ("_headers", "assets/menu.js"):
        with (bench.site / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert bench.look() == ([], True), name


def test_what_only_one_page_asks_for_counts_for_that_page(bench: Bench) -> None:
    """The index of the search changes with every word of the site, the data of the clock with every
    day."""
    for page, name in ((SEARCH, "search.json"), (CLOCK, "limits.js")):
        with (bench.site / "assets" / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert bench.look(page) == ([], True), name
        assert bench.look(PAGE) == ([], False), name


def test_what_changes_with_words_and_days_is_named(known: Bench, real_site: Path) -> None:
    """Of all other assets none holds a word of a page, or the day: or else nothing would be known
    for longer than that."""
    assert {path.name for path in (real_site / "assets").iterdir()} >= remembered.OF_THE_SITE
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in (real_site / "assets").glob("*.*")
        if path.suffix in {".css", ".js", ".json", ".svg"}
    }
    assert {"limits.js"} == {name for name, text in texts.items() if TODAY.isoformat() in text} - {
        "search.json"
    }


def test_a_page_that_asks_for_the_day_is_looked_at_each_day(bench: Bench) -> None:
    bench.day = "2026-11-27"
    assert bench.look(CLOCK) == ([], True)
    assert bench.look(PAGE) == ([], False)


def test_what_was_cut_short_counts_for_nothing(bench: Bench) -> None:
    for file in bench.folder.iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    assert bench.look() == ([], True)


def test_only_the_check_of_a_change_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """`make test`, and so the night, takes the variable away, whoever set it."""
    monkeypatch.delenv(remembered.SWITCH, raising=False)
    assert not remembered.asked_for()
    for command in ("test", "test-year"):
        done = subprocess.run(
            ["make", "-n", command], cwd=ROOT, text=True, stdout=subprocess.PIPE, check=True
        )
        for line in done.stdout.splitlines():
            assert "pytest" not in line or f"env -u {remembered.SWITCH} " in line, line
