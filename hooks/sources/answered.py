"""What was asked of a text or a page before, and what the answer was, kept from one build to the
next: most of a site is the same in both. Deleting the folder costs time, nothing else.

Only for a question whose answer depends on what it holds, on the code and the lists of this
package, and on the libraries of its environment, and on nothing else.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import sqlite3
import sys
import sysconfig
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from hooks.sources import dictionary, disk_cache, illustrations

FOLDER = disk_cache.FOLDER.with_name("texts")
MOST = 200_000
"""Answers to keep in a file; the oldest go first. A build of 150 pages asks some 25,000, one of
1,000 pages four times as many."""
AT_HAND = 6_000
"""Answers to keep at hand in a process."""
STATES = 4
"""States of the code of which answers are kept: two branches, and what came before each."""
DIGEST = 8
TABLE = "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, found BLOB)"
Asked = ParamSpec("Asked")
Row = TypeVar("Row")


class _Kept:
    """The answers of one state of the code: those at hand, and a file of all. SQLite, because a
    build needs few of a large file's answers, and several builds may write at once."""

    def __init__(self) -> None:
        self.file = FOLDER / f"{state()}.sqlite"
        self.at_hand: dict[bytes, Any] = {}
        self.new: dict[bytes, Any] = {}
        self._open = self._opened()
        atexit.register(self.write)

    def _opened(self) -> sqlite3.Connection | None:
        """The file, to be read; None where there is none."""
        with suppress(sqlite3.Error):
            if self.file.is_file():
                return sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True)
        return None

    def found(self, key: bytes) -> Any:
        """The rows of an answer; None where there is none, or its file is damaged."""
        rows = self.at_hand.get(key)
        if rows is None and self._open is not None:
            try:
                kept = self._open.execute("SELECT found FROM answers WHERE key = ?", (key,))
                data = next(iter(kept), (b"",))[0]
            except sqlite3.Error:
                self._open = None
                return None
            if data and _digest(data[DIGEST:]) == data[:DIGEST]:
                rows = json.loads(data[DIGEST:])
                self._keep(key, rows)
        return rows

    def add(self, key: bytes, rows: list[Any]) -> None:
        self.new[key] = rows
        self._keep(key, rows)

    def _keep(self, key: bytes, rows: Any) -> None:
        if len(self.at_hand) >= AT_HAND:  # a process of many builds
            self.write()
            self.at_hand.clear()
            self._open = self._open or self._opened()
        self.at_hand[key] = rows

    def write(self) -> None:
        """Puts what is new into the file. A damaged file is begun anew; in a folder that may only
        be read, and where another build takes long, the next build asks again."""
        new = [
            (key, json.dumps(rows, separators=(",", ":")).encode())
            for key, rows in self.new.items()
        ]
        self.new.clear()
        with suppress(OSError, sqlite3.OperationalError):
            if new:
                try:
                    self._write(new)
                except sqlite3.DatabaseError as error:
                    if isinstance(error, sqlite3.OperationalError):
                        raise
                    self.file.unlink()
                    self._write(new)

    def _write(self, new: list[tuple[bytes, bytes]]) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file)) as opened, opened:
            opened.execute(TABLE)
            opened.executemany(
                "INSERT OR REPLACE INTO answers VALUES (?, ?)",
                ((key, _digest(data) + data) for key, data in new),
            )
            opened.execute(
                "DELETE FROM answers WHERE rowid <= (SELECT max(rowid) FROM answers) - ?", (MOST,)
            )
        disk_cache.tidy(FOLDER, most=STATES)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST).digest()


@cache
def _kept() -> _Kept:
    return _Kept()


@cache
def state() -> str:
    """A number for all that every answer depends on: our code and lists, the illustrations that
    there are, the dictionary, Python, and the version of each library."""
    libraries = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    parts = (
        disk_cache.package(),
        dictionary.kind(),
        sys.version,
        sorted(illustrations.names()),
        sorted(each.name for each in libraries),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def answered(work: Callable[Asked, Iterable[Row]]) -> Callable[Asked, tuple[Row, ...]]:
    """Does the work for arguments that were never seen before; gives its rows as they were for all
    others. A row is a text, a number, or a tuple of them, and arguments have a fixed repr."""
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def ask(*args: Asked.args, **named: Asked.kwargs) -> tuple[Row, ...]:
        return rows((name, args, named), lambda: work(*args, **named))

    return ask


def rows(question: object, work: Callable[[], Iterable[Row]]) -> tuple[Row, ...]:
    """What `work` gives; done for a question that was never asked before. The question has a fixed
    repr, and holds all that the answer depends on besides."""
    kept = _kept()
    asked = repr(question).encode(errors="surrogatepass")
    key = hashlib.blake2b(asked, digest_size=15).digest()
    found = kept.found(key)
    if found is None:
        found = list(work())
        kept.add(key, found)
    return tuple(map(_row, found))


def number(text: str) -> str:
    """A number for a text, to stand for it in a question."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _row(kept: Any) -> Any:
    """A row as the function gave it: a file knows no tuples."""
    return tuple(kept) if isinstance(kept, list) else kept
