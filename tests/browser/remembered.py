"""Which pages and printed files a check found right before, kept by all that it depends on; `make
check` asks, `make test` and every night never do.

What is kept of a page is what the browser was given while it was measured: the page, and each file
that it asked for, by their bytes; the scripts, styles and typefaces of the site, which a browser
may hold without asking; the headers of the host; the code of the checks; the versions of Chromium
and of every tool; and the day, where a script asks for it. Only a page without a fault is
remembered, so a fault is measured, and told, each time.

A whole test that does nothing but use pages as a reader does is remembered in the same way: by all
that its readers were given, and by the records that pages are made of besides their words.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from hooks.sources import disk_cache
from tests.audit.reader import file_of
from tests.helpers import ROOT

SWITCH = "REMEMBER_PAGES"
"""The variable that `make check` sets for the tests of the site."""
FOLDER = ROOT / ".cache" / "pages"
MOST = 6000
"""Files to keep: about ten times what one site needs."""
CHECKS = (
    "tests/audit",
    "tests/browser",
    "tests/printed",
    "tests/serving.py",
    "tests/conftest.py",
    "tests/helpers.py",
    "requirements/test.txt",
    "tests/tools/package-lock.json",
)
"""The code of the checks, and the lists that pin every tool, axe among them."""
USES = frozenset(
    "reader plain_reader opened open_kind traveller chooser painted at_home at_menu".split()
)
BESIDES = frozenset("real_content clock tmp_path".split())
"""Fixtures that use pages as a reader does; and what such a test may ask for besides."""
OF_THE_SITE = frozenset({"search.json", "limits.js"})
"""The files among the assets that change with every word, or with the day. A page that uses one
asks for it."""
ASKS_FOR_THE_DAY = b"new Date()"
ASKS_FOR_TODAY = re.compile(r"today\b", re.IGNORECASE)
"""The same in the code of a test."""
WHOLE_TEST = "/404.html"
"""The page in whose place a whole test is remembered: what it depends on are the pages that it asks
for, and this one changes only with all of them."""


def asked_for() -> bool:
    return os.environ.get(SWITCH) == "yes"


@cache
def code_of_checks(root: Path = ROOT) -> str:
    """A number for the code of the checks and for the versions of their tools."""
    total = hashlib.sha256()
    for name in CHECKS:
        path = root / name
        for file in sorted(path.rglob("*.*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                total.update(
                    file.relative_to(root).as_posix().encode()
                    + b"\0"
                    + hashlib.sha256(file.read_bytes()).digest()
                )
    return total.hexdigest()


@cache
def records(sources: Path) -> str:
    """A number for what a site's pages are made of besides their own words: settings, lists, and
    the facts of the service."""
    content = sources / "content"
    files = (sources / "mkdocs.yml", content / "contact.md", *sorted(content.rglob("*.yml")))
    return hashlib.sha256("\n".join(map(_digest, files)).encode()).hexdigest()


def by_readers(named: Iterable[str], chosen: Iterable[str]) -> bool:
    """Whether a test does nothing but use pages as a reader does: by the names that it asks for,
    and those of them that come from its own list of cases."""
    fixtures = set(named) - set(chosen)
    return bool(fixtures & USES) and fixtures <= USES | BESIDES


Found = TypeVar("Found")


class Asks(Protocol):
    """Whoever opens pages, and notes every address that is asked for then."""

    base: str
    requested: set[str]


class Memory:
    """What is known of the pages of one built site. Without a folder nothing is known, and nothing
    is kept."""

    def __init__(self, site: Path, versions: str, day: str, folder: Path | None, code: str) -> None:
        self.site, self.day, self.folder = site, day, folder
        assets = sorted(
            path
            for path in (site / "assets").rglob("*")
            if path.is_file() and path.name not in OF_THE_SITE
        )
        self._common = [
            code,
            versions,
            *(f"{path.relative_to(site)} {_digest(path)}" for path in (*assets, site / "_headers")),
        ]
        self.measured: list[str] = []
        """The addresses that were not known, in their order."""

    def faults(
        self,
        measure: str,
        address: str,
        readers: Sequence[Asks],
        look: Callable[[], Iterable[Found]],
    ) -> list[Found]:
        """What `look` finds on a page, which these readers open; nothing where the page was found
        right before, and nothing has changed."""
        if self.knows(measure, address):
            return []
        self.measured.append(address)
        for reader in readers:
            reader.requested.clear()
        found = list(look())
        if not found:
            self.keep(measure, address, self.asked(readers))
        return found

    def asked(self, readers: Iterable[Asks]) -> set[str]:
        """The paths of the site that these readers asked for."""
        return {
            urlsplit(url).path
            for reader in readers
            for url in reader.requested
            if url.startswith(reader.base + "/")
        }

    def knows(self, measure: str, address: str) -> bool:
        """Whether a measure found a page right before, and all that it depends on is the same."""
        data = disk_cache.read(self.folder / self._name(measure, address)) if self.folder else None
        return data is not None and all(
            self._given(path) == digest for path, digest in json.loads(data).items()
        )

    def keep(self, measure: str, address: str, asked: Iterable[str] = ()) -> None:
        """A measure found a page right, for which these paths of the site were asked."""
        if self.folder:
            disk_cache.write(
                self.folder / self._name(measure, address),
                json.dumps({path: self._given(path) for path in sorted(asked)}).encode(),
            )

    def _name(self, measure: str, address: str) -> str:
        total = hashlib.sha256(
            "\n".join(
                [*self._common, measure, address, _digest(file_of(self.site, address))]
            ).encode()
        )
        return f"{total.hexdigest()[:40]}.json"

    def of_test(self, test: str, source: str, records: str) -> str:
        """The measure that a whole test is. One that asks for the day is another each day."""
        day = self.day if ASKS_FOR_TODAY.search(source) else ""
        return f"the whole test\n{test}\n{records}\n{disk_cache.package()}\n{day}"

    def _given(self, path: str) -> str:
        file = file_of(self.site, unquote(path))
        day = (
            f" on {self.day}"
            if file.suffix == ".js" and file.is_file() and ASKS_FOR_THE_DAY in file.read_bytes()
            else ""
        )
        return _digest(file) + day


class Files:
    """Which printed files were found right before. Without a folder nothing is known, and nothing
    is kept."""

    def __init__(self, folder: Path | None, code: str) -> None:
        self.folder, self.code = folder, code

    def knows(self, name: str, data: bytes) -> bool:
        return (
            self.folder is not None
            and disk_cache.read(self.folder / self._name(name, data)) is not None
        )

    def keep(self, name: str, data: bytes) -> None:
        if self.folder:
            disk_cache.write(self.folder / self._name(name, data), name.encode())

    def _name(self, name: str, data: bytes) -> str:
        return f"{hashlib.sha256(repr((self.code, name)).encode() + data).hexdigest()[:40]}.json"


def files() -> Files:
    """The printed files of this site, where `make check` asks; their bytes stand for the words, so
    the rest is code and what is installed."""
    code = f"{disk_cache.code()} {code_of_checks()} {_digest(ROOT / 'requirements' / 'site.txt')}"
    return Files(FOLDER if asked_for() else None, code)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "nothing"


def tidy(folder: Path) -> None:
    """Keeps the newest."""
    if folder.is_dir():
        for path in sorted(
            folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True
        )[MOST:]:
            path.unlink(missing_ok=True)
