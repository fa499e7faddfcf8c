"""Built pages as they were parsed before, one file for each page and each state of the code.
Deleting the folder costs time, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from functools import cache
from typing import Any

from hooks.built.site import (
    BuiltPage,
    Heading,
    Kept,
    Link,
    Quoted,
    Words,
    link_of,
    parse_page,
    words_of,
)
from hooks.sources import answered, disk_cache

FOLDER = disk_cache.FOLDER.with_name("pages")
PARTS = {"links": Link, "headings": Heading, "kept": Kept, "quoted": Quoted, "blocks": Words}
SHARED: dict[str, Callable[..., Any]] = {"links": link_of, "blocks": words_of}
"""Parts that many pages have in common, each made once."""
SETS = ("ids", "marks")
PAIRS = ("unsound", "left")


def page(html: str, file: str) -> BuiltPage:
    """A page as `parse_page` gives it."""
    asked = f"{answered.state()} {file}\n{html}".encode(errors="surrogatepass")
    path = FOLDER / f"{hashlib.sha256(asked).hexdigest()[:40]}.json"
    data = disk_cache.read(path)
    if data is not None:
        return _page(json.loads(data))
    made = parse_page(html, file)
    with suppress(OSError):  # a folder that may only be read: the next build parses again
        disk_cache.write(path, json.dumps(_row(made)).encode())
        _tidied()
    return made


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def _row(page: BuiltPage) -> dict[str, Any]:
    row = {name: getattr(page, name) for name in _names(BuiltPage)}
    for name, kind in PARTS.items():
        row[name] = [[getattr(part, entry) for entry in _names(kind)] for part in row[name]]
    for name in SETS:
        row[name] = sorted(row[name])
    return row


def _page(row: dict[str, Any]) -> BuiltPage:
    for name, kind in PARTS.items():
        make = SHARED.get(name, kind)
        row[name] = tuple(make(*map(_entry, part)) for part in row[name])
    for name in SETS:
        row[name] = frozenset(row[name])
    for name in PAIRS:
        row[name] = tuple(map(tuple, row[name]))
    return BuiltPage(**row)


def _entry(value: Any) -> Any:
    """A value as it was: a file knows no tuples."""
    return tuple(value) if isinstance(value, list) else value


@cache
def _tidied() -> None:
    """Once in a process: to look at every kept page again for each is work for nothing."""
    disk_cache.tidy(FOLDER)
