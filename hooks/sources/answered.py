"""What was asked of a text before, and what the answer was, kept from one build to the next: most
texts of a site are the same in both. Deleting the folder costs time, nothing else.

Only for a function that depends on its arguments, on the code and the lists of this package, and
on the libraries of its environment, and on nothing else.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import sys
import sysconfig
from collections.abc import Callable, Iterable
from contextlib import suppress
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from hooks.sources import dictionary, disk_cache, illustrations

FOLDER = disk_cache.FOLDER.with_name("texts")
MOST = 100_000
"""Answers to keep of each kind; the longest unused go first. A build of 150 pages asks some 5,000,
and 20,000 more on the way to them; one of 1,000 pages four times as many."""
Asked = ParamSpec("Asked")
Row = TypeVar("Row")


class _Kept:
    """The answers of one state of the code, read when the first is asked for and written when the
    process ends. `nested` are those that were asked on the way to others: where the others are
    known, nobody reads them."""

    def __init__(self, *, nested: bool) -> None:
        self.file = FOLDER / f"{state()}{'-nested' * nested}.json"
        self.before = self._read()
        self.used: dict[str, Any] = {}
        self.new = False
        atexit.register(self.write)

    def _read(self) -> dict[str, Any]:
        data = disk_cache.read(self.file)
        return json.loads(data) if data else {}

    def write(self) -> None:
        """What was asked last stands last; what another build wrote meanwhile is kept too."""
        if not self.new:
            return
        whole = {**self._read(), **self.before}
        for key in self.used:
            whole.pop(key, None)
        whole |= self.used
        for key in list(whole)[: max(0, len(whole) - MOST)]:
            del whole[key]
        data = json.dumps(whole, separators=(",", ":")).encode()
        with suppress(OSError):  # a folder that may only be read: the next build asks again
            disk_cache.write(self.file, data)
            disk_cache.tidy(FOLDER, most=STATES)


STATES = 8
"""Files to keep, two for each state of the code: two branches, and what came before each."""


@cache
def _kept(*, nested: bool) -> _Kept:
    return _Kept(nested=nested)


_asking = ContextVar("_asking", default=False)


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
    kept = _kept(nested=_asking.get())
    asked = repr(question).encode(errors="surrogatepass")
    key = hashlib.blake2b(asked, digest_size=15).hexdigest()
    found = kept.used.get(key)
    if found is None:
        found = kept.before.get(key)
        if found is None:
            before = _asking.set(True)
            try:
                found, kept.new = list(work()), True
            finally:
                _asking.reset(before)
        kept.used[key] = found
    return tuple(map(_row, found))


def _row(kept: Any) -> Any:
    """A row as the function gave it: a file knows no tuples."""
    return tuple(kept) if isinstance(kept, list) else kept
