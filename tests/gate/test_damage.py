"""What is interrupted, damaged or done twice at once is put right by the next command, without
anybody's help."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hooks.gate import check, swap
from hooks.pages import assets
from hooks.printed import editions, pack, typeface
from hooks.sources import disk_cache, site_records
from tests import helpers
from tests.helpers import DAY, ROOT, Workshop

MAKE, SUBSET = pack.make, assets._subset

# --- the cache ------------------------------------------------------------------------------------


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _emptied(data: bytes) -> bytes:
    return b""


def _scrambled(data: bytes) -> bytes:
    """One bit changed in the middle, which no reader of a typeface or a picture would notice."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def _of_another_time(data: bytes) -> bytes:
    """A whole file without our digest: written by an earlier version, or put there by somebody."""
    return data[: -disk_cache.DIGEST]


DAMAGE = (_cut, _emptied, _scrambled, _of_another_time)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_counts_for_nothing(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """It is made again, and then kept."""
    path = tmp_path / "kept"
    assert (
        b"made first"
        == disk_cache.made(path, lambda: b"made first")
        == disk_cache.made(path, lambda: b"not asked")
    )
    path.write_bytes(damage(path.read_bytes()))
    assert disk_cache.read(path) is None
    assert b"made again" == disk_cache.made(path, lambda: b"made again") == disk_cache.read(path)


def test_a_folder_in_the_place_of_a_kept_file(tmp_path: Path) -> None:
    """Whatever stands there, it is in nobody's way."""
    (tmp_path / "kept" / "inside").mkdir(parents=True)
    assert (
        b"made"
        == disk_cache.made(tmp_path / "kept", lambda: b"made")
        == disk_cache.read(tmp_path / "kept")
    )


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A cache with one file of each kind, and what was made from it."""
    cache = tmp_path_factory.mktemp("printed")
    return cache, _printed(cache)


def _printed(cache: Path) -> dict[str, bytes]:
    """The poster, the letter and the picture of the real site, made with a cache of their own."""
    records, of = site_records.read(ROOT / "mkdocs.yml", DAY), editions.of

    def few(item: object) -> Iterator[object]:
        return (
            edition
            for edition in of(item)
            if edition.file.endswith(("/poster.pdf", ".docx", ".png"))
        )  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk_cache, "FOLDER", cache)
        patch.setattr(editions, "of", few)
        patch.setattr(assets, "_subset", SUBSET)
        made = MAKE(records, lambda _: None)
        SUBSET.cache_clear()  # what this process had before, and what it must not have after
        letters = assets.typeface(ROOT, records.identity).files
        SUBSET.cache_clear()
        assert not made.findings
        return {**made.files, **letters}


@pytest.mark.parametrize("damage", DAMAGE[:3])
def test_every_kind_of_file_in_the_cache_heals(
    printed: tuple[Path, dict[str, bytes]], tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """PDF, Word, PNG, proof, both typefaces and the typesetter's settings: all damaged at once, the
    same bytes come out."""
    whole, first = printed
    cache = tmp_path / "cache"
    shutil.copytree(whole, cache)
    files = [path for path in cache.rglob("*") if path.is_file()]
    assert {".pdf", ".docx", ".png", ".json", ".ttf", ".woff2"} <= {path.suffix for path in files}
    for path in files:
        path.write_bytes(damage(path.read_bytes()))
    assert first == _printed(cache)
    assert all(
        disk_cache.read(cache / path.relative_to(whole)) == disk_cache.read(path)
        for path in whole.glob("*.*")
        if path.suffix != ".conf"
    )


def test_a_letter_of_a_broken_typeface_is_never_printed(
    printed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """What is drawn with is what was merged, not what lies in the cache."""
    whole, _ = printed
    cache = tmp_path / "cache"
    shutil.copytree(whole, cache)
    records = site_records.read(ROOT / "mkdocs.yml", DAY)
    before, _ = typeface.files(ROOT, records.identity, cache)
    for path in cache.glob("type-*.ttf"):
        path.write_bytes(_scrambled(path.read_bytes()))
    assert before == typeface.files(ROOT, records.identity, cache)[0]


def test_a_folder_is_tidied_while_another_build_tidies_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file may go between being listed and being asked when it was written."""
    for name in ("old", "new", "gone"):
        (tmp_path / name).write_bytes(b"x")
    monkeypatch.setattr(disk_cache, "MOST", 1)
    known = Path.is_file

    def takes_away(path: Path) -> bool:
        there = known(path)
        if path.name == "gone":
            path.unlink(missing_ok=True)
        return there

    monkeypatch.setattr(Path, "is_file", takes_away)
    disk_cache.tidy(tmp_path)
    assert 1 == len(list(tmp_path.iterdir()))


# --- the built folder -----------------------------------------------------------------------------


@pytest.fixture
def killed(workshop: Workshop) -> Workshop:
    """A workshop in which a build was killed between its two renames: the last good site is called
    site.old."""
    old = workshop.site.with_name("site.old")
    old.mkdir()
    (old / "index.html").write_text("<h1>The last good site</h1>", encoding="utf-8")
    workshop.site.with_name("site.new").mkdir()
    return workshop


@pytest.mark.parametrize(
    "arguments", [["site"], ["site", "--publishable"]], ids=["check-site", "publishable"]
)
def test_the_last_good_site_comes_back(
    killed: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    """At the next command, whatever it is."""
    monkeypatch.chdir(killed.folder)
    check.main(arguments)
    assert "site/ is the last good site again." in capsys.readouterr().out
    assert "The last good site" in (killed.site / "index.html").read_text(encoding="utf-8")


def test_the_last_good_site_outlives_a_bad_build(killed: Workshop) -> None:
    """A build that is refused says that the last good site is untouched, and it is there."""
    (killed.folder / "content" / "words.md").unlink()
    outcome = helpers.build_here(killed)
    assert outcome.refusal and outcome.refusal.endswith("The last good site is untouched.")
    assert ["index.html"] == [path.name for path in killed.site.iterdir()]
    assert (
        not killed.site.with_name("site.old").exists()
        and not killed.site.with_name("site.new").exists()
    )


def test_a_good_build_clears_what_was_left(killed: Workshop) -> None:
    assert helpers.build_here(killed).refusal is None
    assert (killed.site / "gate.json").is_file()
    assert (
        not killed.site.with_name("site.old").exists()
        and not killed.site.with_name("site.new").exists()
    )


def test_a_kill_between_the_renames_is_what_the_tests_say(tmp_path: Path) -> None:
    """A real process, killed at that very moment."""
    site = tmp_path / "site"
    for name in ("site", "site.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "which").write_text(name, encoding="utf-8")
    program = (
        "import os, signal, sys; from pathlib import Path; from hooks.gate import swap; rename,"
        " done = Path.rename, []\ndef once(path, to):\n    if done: os.kill(os.getpid(),"
        " signal.SIGKILL)\n    done.append(1); return rename(path, to)\nPath.rename = once;"
        " swap.put_in_place(Path(sys.argv[1]))"
    )
    assert (
        0 > subprocess.run([sys.executable, "-c", program, site], cwd=ROOT, check=False).returncode
    )
    assert not site.exists()
    with swap.alone(site):
        assert "site" == (site / "which").read_text(encoding="utf-8")


def test_a_second_build_waits_for_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so in a sentence, and goes on when the first is done."""
    site, inside = tmp_path / "site", []

    def second() -> None:
        with swap.alone(site):
            inside.append("second")

    with swap.alone(site):
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.5)
        inside.append("first")
    other.join(60)
    assert ["first", "second"] == inside
    assert swap.WAITS.format("site") in capsys.readouterr().out


def test_two_builds_at_once_both_come_to_their_end(workshop: Workshop) -> None:
    """Two real builds of one folder while this test holds it: both wait, then both are whole."""
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "-q"]
    holder = os.open(workshop.folder, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    try:
        both = [
            subprocess.Popen(
                command,
                cwd=workshop.folder,
                env=helpers.environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
            )
            for _ in range(2)
        ]
        first = [process.stdout.readline() for process in both if process.stdout]
    finally:
        os.close(holder)
    said = [process.communicate(timeout=280)[0] for process in both]
    assert [swap.WAITS.format("site") + "\n"] * 2 == first
    assert [0, 0] == [process.returncode for process in both], said
    assert (workshop.site / "gate.json").is_file() and not workshop.site.with_name(
        "site.new"
    ).exists()


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_site_that_is_no_folder_is_refused(workshop: Workshop, tmp_path: Path, kind: str) -> None:
    """It is left as it is: nobody knows what it is for."""
    target = tmp_path / "elsewhere"
    target.mkdir()
    if kind == "link":
        workshop.site.symlink_to(target)
    else:
        workshop.site.write_text("mine", encoding="utf-8")
    said = (
        f"site must be a folder, which the build makes itself; it is a {kind}. Remove it or rename"
        " it, then try again."
    )
    assert said == helpers.build_here(workshop).refusal
    done = helpers.run(
        sys.executable,
        "-m",
        "hooks",
        "check",
        "site",
        "--publishable",
        folder=workshop.folder,
        PYTHONPATH=str(ROOT),
    )
    assert (1, said + "\n") == (done.returncode, done.stdout)
    assert (
        (workshop.site.is_symlink() and not list(target.iterdir()))
        if kind == "link"
        else workshop.site.read_text(encoding="utf-8") == "mine"
    )


@pytest.mark.parametrize("name", ["site.new", "site.old"])
def test_links_beside_the_site_are_not_followed(
    workshop: Workshop, tmp_path: Path, name: str
) -> None:
    """A link where the build keeps its own folders is taken away; what it leads to is not
    touched."""
    target = tmp_path / "elsewhere"
    target.mkdir()
    (target / "mine").write_text("mine", encoding="utf-8")
    workshop.site.with_name(name).symlink_to(target)
    assert helpers.build_here(workshop).refusal is None
    assert ["mine"] == [path.name for path in target.iterdir()]
    assert not workshop.site.is_symlink() and (workshop.site / "gate.json").is_file()


# --- output ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "variables",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["ascii", "C"],
)
def test_a_terminal_that_cannot_show_all_letters(
    workshop: Workshop, variables: dict[str, str]
) -> None:
    """A sentence with letters that it cannot show is said all the same; the build does not stop for
    it."""
    path = workshop.folder / "content" / "privacy.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "review_every: 12 months", "review_every: zwölf Jahre"
        ),
        encoding="utf-8",
    )
    done = helpers.build(workshop.folder, **variables)
    assert 1 == done.returncode
    assert 'it is "zw?lf Jahre". (front-matter)' in done.stdout and "codec" not in done.stdout


# --- set-up ---------------------------------------------------------------------------------------

PYTHON = """#!/bin/sh
# A Python that only does as if: it says what it was asked, and dies where the test wants it to.
echo "$*" >>"$LOG"
case "$*" in
"-m venv .venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python; [ "$DIES" = venv ] && kill -9 $$; : >.venv/pip ;;
"-m pip --version") [ -f .venv/pip ] ;;
"-m pip install "*) [ "$DIES" = pip ] && kill -9 $$; : ;;
"-c "*ignore-requires-python*) ;;
"-c "*npm*) mkdir -p node_modules; [ "$DIES" = npm ] && kill -9 $$; : >node_modules/.package-lock.json ;;
esac
"""


class SetUp:
    """A folder with the installer and the Makefile, and a Python that only does as if."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "requirements").mkdir(parents=True)
        for name in (
            "requirements/install.sh",
            "requirements/site.txt",
            "Makefile",
            "package-lock.json",
            "pyproject.toml",
        ):
            shutil.copy(ROOT / name, folder / name)
        (folder / "python").write_text(PYTHON, encoding="utf-8")
        (folder / "python").chmod(0o755)

    def make(self, dies: str = "") -> tuple[int, list[str]]:
        """`make .venv/site.done`: the exit code, and what Python was asked."""
        log = self.folder / "log"
        log.unlink(missing_ok=True)
        done = helpers.run(
            "make",
            ".venv/site.done",
            folder=self.folder,
            PYTHON=str(self.folder / "python"),
            DIES=dies,
            LOG=str(log),
        )
        return done.returncode, (
            log.read_text(encoding="utf-8").splitlines() if log.is_file() else []
        )


@pytest.fixture
def set_up(tmp_path: Path) -> SetUp:
    return SetUp(tmp_path / "a folder")


VENV = "-m venv .venv"


def test_what_is_set_up_is_not_set_up_again(set_up: SetUp) -> None:
    code, asked = set_up.make()
    assert 0 == code and VENV in asked
    assert (0, []) == set_up.make()


@pytest.mark.parametrize("moment", ["venv", "pip", "npm"])
def test_a_set_up_that_was_killed_is_begun_anew(set_up: SetUp, moment: str) -> None:
    """While the virtual environment was made, while packages went into it, and while npm
    installed."""
    assert 0 != set_up.make(dies=moment)[0]
    code, asked = set_up.make()
    assert (
        0 == code and (VENV in asked) == (moment != "npm") and any("npm" in line for line in asked)
    )
    assert (0, []) == set_up.make()


def test_a_folder_of_another_name_is_set_up_anew(set_up: SetUp) -> None:
    """Programs in .venv/bin begin with the name of their folder, and the old one is gone."""
    set_up.make()
    set_up.folder = set_up.folder.rename(set_up.folder.with_name("another folder"))
    code, asked = set_up.make()
    assert 0 == code and VENV in asked
    assert (0, []) == set_up.make()


@pytest.mark.parametrize("gone", [".venv/bin/python", "node_modules/.package-lock.json"])
def test_what_was_taken_away_is_set_up_again(set_up: SetUp, gone: str) -> None:
    """The stamp says that all is there, and is wrong."""
    set_up.make()
    (set_up.folder / gone).unlink()
    code, asked = set_up.make()
    assert 0 == code and asked and (set_up.folder / gone).exists()
