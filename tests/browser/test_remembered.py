"""A fault is found in spite of what is remembered, wherever it is planted: in the page, in what the
page uses, in a check."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.audit import checks
from tests.audit.faults import Fault
from tests.audit.reader import Reader, reading
from tests.browser import conftest, remembered
from tests.browser.conftest import pytest_pyfunc_call
from tests.browser.remembered import Memory
from tests.helpers import ROOT, TODAY

PAGE, SEARCH, CLOCK = "/contact/", "/search/?q=mediation", "/your-options/deadlines/"


class Bench:
    """A copy of the site that may be spoiled, looked at by one reader, with a memory of its own."""

    def __init__(self, site: Path, reader: Reader, folder: Path) -> None:
        self.site, self.reader, self.folder, self.sources = site, reader, folder, site
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
    kept = known.folder
    yield known
    known.folder = kept
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


class Item:
    """A test as pytest hands it to who runs it: it opens a page, and looks for a heading."""

    nodeid, path = "tests/browser/test_x.py::test_heading", Path(__file__)

    def __init__(self, bench: Bench, given: tuple[str, ...] = ("reader",)) -> None:
        self.bench, self.ran = bench, 0
        self._fixtureinfo = SimpleNamespace(argnames=given)
        self.funcargs = dict.fromkeys(given, bench.reader)
        self._request = SimpleNamespace(getfixturevalue=self._fixture)

    def _fixture(self, name: str) -> object:
        bench = self.bench
        memory = Memory(bench.site, bench.versions, bench.day, bench.folder, bench.code)
        return {"memory": memory, "real_sources": bench.sources}[name]

    def obj(self, reader: Reader, **_: object) -> None:
        self.ran += 1
        assert "Contact" in reader.open(PAGE).locator("h1").inner_text()

    def run(self) -> tuple[bool, int]:
        """Whether we ran it, and not pytest; and how often it was run by now."""
        self.bench.reader.requested.clear()
        return bool(pytest_pyfunc_call(self)), self.ran  # type: ignore[arg-type]


@pytest.fixture
def item(bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Item:
    monkeypatch.setenv(remembered.SWITCH, "yes")
    monkeypatch.setattr(conftest, "STARTED", [bench.reader])
    bench.folder, bench.sources = tmp_path / "known", tmp_path
    remembered.records.cache_clear()
    return Item(bench)


def test_a_whole_test_is_not_run_again_while_all_that_it_was_given_is_the_same(item: Item) -> None:
    assert [item.run(), item.run()] == [(True, 1), (True, 1)]
    _add(item.bench.site / "assets" / "search.json", "[", "[ ")
    assert item.run() == (True, 1), "it never searched"


@pytest.mark.parametrize("name", ["contact/index.html", "assets/site.css", "_headers"])
def test_a_whole_test_is_run_again_when_what_it_was_given_changes(item: Item, name: str) -> None:
    item.run()
    with (item.bench.site / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert item.run() == (True, 2)


def test_a_fault_is_found_by_a_whole_test_each_time(item: Item) -> None:
    item.run()
    page = item.bench.site / "contact" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<h1", "<h2"), encoding="utf-8")
    item.bench.reader.page.set_default_timeout(500)
    for _ in range(2):
        with pytest.raises(PlaywrightError):
            item.run()
    item.bench.reader.page.set_default_timeout(30_000)


def test_a_whole_test_is_run_again_when_records_or_its_code_change(item: Item) -> None:
    item.run()
    (item.bench.sources / "mkdocs.yml").write_text("site_name: another\n", encoding="utf-8")
    remembered.records.cache_clear()
    assert item.run() == (True, 2)
    item.bench.code = "other checks"
    assert item.run() == (True, 3)


def test_a_test_that_reads_more_than_pages_is_left_to_pytest(bench: Bench, item: Item) -> None:
    for given in (("real_site",), ("reader", "real_site"), ("reader", "memory"), ("real_content",)):
        assert Item(bench, given).run() == (False, 0), given


def test_make_test_runs_every_test(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(remembered.SWITCH)
    assert item.run() == (False, 0)


def test_a_test_of_today_is_another_each_day(bench: Bench) -> None:
    def names(source: str) -> int:
        return len(
            {
                Memory(bench.site, "1", day, None, "").of_test("a test", source, "")
                for day in ("2026-11-26", "2026-11-27")
            }
        )

    assert (names("LETTER = TODAY"), names("LETTER = date(2026, 1, 5)")) == (2, 1)
