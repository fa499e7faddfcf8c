"""The installer on machines of every kind, with stand-ins for `id`, `sudo`, `apt-get` and what the
virtual environment holds.

Nothing is installed here. A bare Debian, and an account that may use sudo, were also tried by hand.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers import ROOT

TOOLS = ("cat", "dirname", "env", "touch", "rm", "mkdir", "sed", "head", "true")
"""All that the installer may find on PATH besides the stand-ins; so a real `sudo` of this machine
is out of its sight."""
HAND = (
    "Missing on this machine: libpango-1.0-0 libharfbuzz-subset0. Ask somebody with administrator"
    " rights to run: apt-get install libpango-1.0-0 libharfbuzz-subset0\n"
)
QUICK = "chromium-headless-shell"
WITHOUT = "Going on without: the site will have no PDFs.\n"

STAND_INS = {
    "id": 'echo "$WHO"',
    # Asks for a password unless it may not: with -n it fails as sudo does.
    "sudo": (
        '''echo "sudo $*" >> "$LOG"
[ "$SUDO" = free ] || { echo "sudo: a password is required" >&2; exit 1; }
[ "$1" = -n ] || { echo "a password was asked for" >> "$LOG"; exit 1; }
shift; WHO=0 exec "$@"'''
    ),
    "apt-get": (
        """echo "apt-get as $WHO, $DEBIAN_FRONTEND: $*" >> "$LOG"
[ "$WHO" = 0 ] || { echo "E: are you root?" >&2; exit 100; }
case "$*" in *" update"*) [ "$APT" = broken ] || touch updated; exit 0;; esac
case "$APT $*" in "without "*headless-shell*) echo "E: Unable to locate package" >&2; exit 100;; esac
case "$APT" in broken) echo "E: no network" >&2; exit 100;; old) [ -e updated ] || { echo "E: Unable to locate package" >&2; exit 100; };; esac
[ "$APT" = useless ] || rm -f missing
case "$*" in *" chromium"*) touch chromium;; *" libatomic1"*) rm -f atomic;;
*" firefox-esr"*) touch firefox;; *" webkit2gtk-driver xvfb"*) touch webkit;; esac"""
    ),
    "python3": "exit 0",
    "grep": 'case "$*" in *os-release*) [ "$SYSTEM" = debian ];; esac',
    ".venv/bin/python": (
        """case "$*" in
*"hooks lacking"*) [ ! -e missing ] || cat missing;;
*tests.browser.chromium*) [ -e chromium ];;
*tests.engines.firefox*) [ -e firefox ] || { echo "No Firefox that starts was found."; exit 1; };;
*tests.engines.webkit*) [ -e webkit ] || { echo "WebKit's driver was not found."; exit 1; };;
esac"""
    ),
    ".venv/bin/playwright": (
        """if [ "$*" = --version ]; then
    [ ! -e atomic ] || { echo "node: error while loading shared libraries: libatomic.so.1" >&2; exit 127; }
    exit 0
fi
echo "playwright $*" >> "$LOG"; touch chromium"""
    ),
}


@dataclass(frozen=True, slots=True)
class Ran:
    """What the installer said on each stream, and what it called."""

    code: int
    said: str
    errors: str
    called: tuple[str, ...]

    @property
    def installed(self) -> list[str]:
        """The calls of apt-get, without the options that only say how to ask."""
        return [
            " ".join(word for word in call.split() if not word.startswith(("-q", "-o", "DPkg")))
            for call in self.called
            if call.startswith("apt-get")
        ]


@dataclass(frozen=True, slots=True)
class Machine:
    """A folder with the installer and the stand-ins."""

    folder: Path

    def has_the_quick_chromium(self) -> None:
        path = self.folder / "bin" / QUICK
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)

    def run(
        self,
        what: str = "site",
        *,
        who: str = "1000",
        sudo: str = "free",
        apt: str = "works",
        system: str = "debian",
    ) -> Ran:
        log = self.folder / "log"
        log.touch()
        env = {
            "PATH": str(self.folder / "bin"),
            "LOG": str(log),
            "WHO": who,
            "SUDO": sudo,
            "APT": apt,
            "SYSTEM": system,
        }
        done = subprocess.run(
            ["requirements/install.sh", what],
            cwd=self.folder,
            env=env,
            check=False,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout, done.stderr, tuple(log.read_text().splitlines()))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine on which all is set up, but Pango and HarfBuzz-Subset are missing, and so is a
    Chromium."""
    for name, text in STAND_INS.items():
        path = tmp_path / (name if "/" in name else f"bin/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
    for name in TOOLS:
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    (tmp_path / "requirements").mkdir()
    shutil.copy(ROOT / "requirements" / "install.sh", tmp_path / "requirements")
    for folder in (tmp_path, tmp_path / "tests" / "tools", tmp_path / "tests" / "engines"):
        (folder / "node_modules").mkdir(parents=True)
        (folder / "package-lock.json").touch()
        (folder / "node_modules" / ".package-lock.json").touch()
    (tmp_path / ".venv" / "place").write_text(
        f"{tmp_path.resolve()}\n"
    )  # the last line of a set-up that was finished here
    (tmp_path / "missing").write_text("libpango-1.0-0\nlibharfbuzz-subset0\n")
    return Machine(tmp_path)


def test_root_installs_what_is_missing_and_says_so(machine: Machine) -> None:
    ran = machine.run(who="0", sudo="asks")
    assert 0 == ran.code and "" == ran.errors
    assert (
        "Installing Debian packages through apt: libpango-1.0-0 libharfbuzz-subset0\n" in ran.said
        and WITHOUT not in ran.said
    )
    assert [
        (
            "apt-get as 0, noninteractive: install -y --no-install-recommends libpango-1.0-0"
            " libharfbuzz-subset0"
        )
    ] == ran.installed
    assert not any(call.startswith("sudo") for call in ran.called)


def test_a_sudo_without_a_password_is_used_and_never_made_to_ask(machine: Machine) -> None:
    ran = machine.run()
    assert 0 == ran.code and "" == ran.errors
    assert (
        "Installing Debian packages through apt: libpango-1.0-0 libharfbuzz-subset0\n" in ran.said
        and WITHOUT not in ran.said
    )
    assert [
        (
            "apt-get as 0, noninteractive: install -y --no-install-recommends libpango-1.0-0"
            " libharfbuzz-subset0"
        )
    ] == ran.installed
    assert all(call.startswith("sudo -n ") for call in ran.called if call.startswith("sudo"))
    assert "a password was asked for" not in ran.called


def test_a_sudo_that_asks_is_left_alone_and_the_packages_are_named(machine: Machine) -> None:
    ran = machine.run(sudo="asks")
    assert (0, HAND, []) == (ran.code, ran.errors, ran.installed) and WITHOUT in ran.said
    assert ("sudo -n true",) == ran.called


def test_without_sudo_the_packages_are_named(machine: Machine) -> None:
    (machine.folder / "bin" / "sudo").unlink()
    ran = machine.run()
    assert (0, HAND, ()) == (ran.code, ran.errors, ran.called) and WITHOUT in ran.said


def test_without_apt_the_packages_are_named(machine: Machine) -> None:
    (machine.folder / "bin" / "apt-get").unlink()
    ran = machine.run(who="0")
    assert (0, HAND) == (ran.code, ran.errors) and WITHOUT in ran.said


@pytest.mark.parametrize("who", ["0", "1000"])
def test_an_apt_that_fails_is_said_in_its_own_words(machine: Machine, who: str) -> None:
    ran = machine.run(who=who, apt="broken")
    assert 0 == ran.code and WITHOUT in ran.said
    assert (
        "E: no network\napt could not install: libpango-1.0-0 libharfbuzz-subset0. Its own words"
        " stand above; put that right, then run the same command again.\n" == ran.errors
    )


def test_an_old_list_of_packages_is_fetched_anew(machine: Machine) -> None:
    ran = machine.run(apt="old")
    assert (0, "") == (ran.code, ran.errors) and WITHOUT not in ran.said
    assert ["install", "update", "install"] == [
        call.partition(": ")[2].split()[0] for call in ran.installed
    ]


def test_what_apt_installs_and_cannot_be_loaded_all_the_same_is_said(machine: Machine) -> None:
    ran = machine.run(apt="useless")
    assert 0 == ran.code and WITHOUT in ran.said


def test_where_all_is_there_nothing_is_installed(machine: Machine) -> None:
    (machine.folder / "missing").unlink()
    ran = machine.run(who="0")
    assert (0, "", ()) == (ran.code, ran.errors, ran.called) and "apt" not in ran.said


def test_the_tests_need_what_draws(machine: Machine) -> None:
    """A test that was left out would pass for one that was run."""
    ran = machine.run("test", sudo="asks")
    assert 1 == ran.code
    assert (
        f"{HAND}The tests draw PDFs, which needs: libpango-1.0-0 libharfbuzz-subset0. Install what"
        " is missing, then run make test again.\n" == ran.errors
    )


def test_what_playwright_loads_is_installed_where_it_is_missing(machine: Machine) -> None:
    """A bare Debian has no libatomic1, and the driver's Node does not start without it."""
    (machine.folder / "missing").unlink()
    (machine.folder / "chromium").touch()
    (machine.folder / "atomic").touch()
    machine.has_the_quick_chromium()
    ran = machine.run("test")
    assert (0, "") == (ran.code, ran.errors)
    assert [
        "apt-get as 0, noninteractive: install -y --no-install-recommends libatomic1"
    ] == ran.installed


def test_a_playwright_that_does_not_start_is_said_in_its_own_words(machine: Machine) -> None:
    (machine.folder / "missing").unlink()
    (machine.folder / "atomic").touch()
    ran = machine.run("test", sudo="asks")
    assert 1 == ran.code and "apt-get install libatomic1" in ran.errors
    assert ran.errors.endswith(
        "the tests drive the browser with it. It says: node: error while loading shared libraries:"
        " libatomic.so.1\n"
    )


def test_debian_gives_chromium_as_a_package(machine: Machine) -> None:
    """The one without windows is quicker; where a Debian lacks it, the other does."""
    (machine.folder / "missing").unlink()
    install = "apt-get as 0, noninteractive: install -y --no-install-recommends"
    ran = machine.run("test", apt="without")
    assert (0, "") == (ran.code, ran.errors)
    assert [
        f"{install} {QUICK}",
        "apt-get as 0, noninteractive: update",
        f"{install} {QUICK}",
        f"{install} chromium",
    ] == ran.installed
    (machine.folder / "chromium").unlink()
    (machine.folder / "log").unlink()
    ran = machine.run("test")
    assert (0, "", [f"{install} {QUICK}"]) == (ran.code, ran.errors, ran.installed)
    assert f"apt, if there is one: {QUICK}\n" in ran.said


def test_an_account_without_rights_takes_the_chromium_that_is_there(machine: Machine) -> None:
    (machine.folder / "missing").unlink()
    (machine.folder / "chromium").touch()
    ran = machine.run("test", sudo="asks")
    assert (0, "", []) == (ran.code, ran.errors, ran.installed) and "apt" not in ran.said


@pytest.mark.parametrize(
    ("who", "sudo", "command"),
    [
        ("0", "asks", "playwright install --with-deps chromium"),
        ("1000", "free", "playwright install --with-deps chromium"),
        ("1000", "asks", "playwright install chromium"),
    ],
)
def test_ubuntu_gets_playwrights_chromium_with_what_it_needs_where_that_may_be_installed(
    machine: Machine, who: str, sudo: str, command: str
) -> None:
    (machine.folder / "missing").unlink()
    ran = machine.run("test", who=who, sudo=sudo, system="ubuntu")
    assert (0, "", []) == (ran.code, ran.errors, ran.installed)
    assert command == ran.called[-1]


def test_a_chromium_that_is_there_is_taken(machine: Machine) -> None:
    """Google Chrome on GitHub's machines, for instance."""
    (machine.folder / "missing").unlink()
    (machine.folder / "chromium").touch()
    ran = machine.run("test", sudo="asks", system="ubuntu")
    assert (0, "", ("sudo -n true",)) == (ran.code, ran.errors, ran.called)


def test_other_engines_are_installed_for_their_own_tests_alone(machine: Machine) -> None:
    (machine.folder / "missing").unlink()
    (machine.folder / "chromium").touch()
    machine.has_the_quick_chromium()
    assert [] == machine.run("test", who="0").installed
    ran = machine.run("engines", who="0")
    assert [
        "apt-get as 0, noninteractive: install -y --no-install-recommends firefox-esr",
        "apt-get as 0, noninteractive: install -y --no-install-recommends webkit2gtk-driver xvfb",
    ] == ran.installed
    assert 0 == ran.code


def test_an_engine_that_cannot_be_installed_is_named(machine: Machine) -> None:
    (machine.folder / "missing").unlink()
    for name in ("chromium", "firefox"):
        (machine.folder / name).touch()
    ran = machine.run("engines", sudo="asks")
    assert (1, []) == (ran.code, ran.installed)
    assert "apt-get install webkit2gtk-driver xvfb" in ran.errors and ran.errors.endswith(
        "WebKit's driver was not found.\n"
    )
