"""Files that were made or proved before, kept by everything that they depend on. Deleting the
folder costs time, nothing else.

Each ends with the digest of what stands before it. One that was cut short, emptied or changed
counts for nothing and is made again, whatever its kind: nobody has to know how a broken typeface,
PDF or proof would show itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "printed"
"""Beside this package, so that copies of a site share it."""
MOST = 3000
"""Files to keep; the longest unused go first. A state of a site has some 250, and the tests build
many, each of which finds again what it shares with another."""
DIGEST = hashlib.sha256().digest_size
LISTS = {".yml", ".json", ".csv", ".txt"}
"""How the lists of this package end."""


@cache
def code() -> str:
    """A number for the code that makes and proves: made differently, nothing that was kept
    counts."""
    total = hashlib.sha256()
    hooks = Path(__file__).parents[1]
    for path in (
        *sorted((hooks / "printed").glob("*.py")),
        *(
            hooks / name
            for name in (
                "sources/disk_cache.py",
                "words/carried.py",
                "pages/assets.py",
                "pages/other_letters.py",
            )
        ),
    ):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


@cache
def package() -> str:
    """A number for all code and every list of this package."""
    total = hashlib.sha256()
    here = Path(__file__).parents[1]
    for path in sorted(path for path in here.rglob("*") if path.suffix in LISTS | {".py"}):
        total.update(
            path.relative_to(here).as_posix().encode()
            + b"\0"
            + hashlib.sha256(path.read_bytes()).digest()
        )
    return total.hexdigest()


def key(*parts: object) -> str:
    """One name for all that a file depends on. Parts are text, bytes, or data classes with a fixed
    repr."""
    total = hashlib.sha256(code().encode())
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()[:40]


def write(path: Path, data: bytes) -> None:
    """Whole or not at all, so that a build that is stopped, or another that makes the same file,
    leaves no half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    half = path.with_name(f"{path.name}.{os.getpid()}.half")
    half.write_bytes(data + hashlib.sha256(data).digest())
    half.replace(path)


def read(path: Path) -> bytes | None:
    """What was kept, as it was written; None where there is nothing, or something else. What is
    used is kept longer."""
    try:
        whole = path.read_bytes()
        data, digest = whole[:-DIGEST], whole[-DIGEST:]
        if hashlib.sha256(data).digest() != digest:
            return None
    except OSError:
        return None
    with suppress(OSError):  # in a folder that may only be read, nothing is tidied away either
        path.touch()
    return data


def made(path: Path, make: Callable[[], bytes]) -> bytes:
    """What is kept, or what `make` gives, which is kept from now on."""
    data = read(path)
    if data is None:
        data = make()
        write(path, data)
    return data


def proofs(
    folder: Path, data: bytes, expected: Any, examine: Callable[[bytes, Any], list[tuple[str, str]]]
) -> list[tuple[str, str]]:
    """What `examine` finds, asked once for the same bytes and the same expectation."""
    path = folder / f"proof-{key(hashlib.sha256(data).digest(), expected)}.json"
    found = made(path, lambda: json.dumps(examine(data, expected), ensure_ascii=False).encode())
    return [(rule, text) for rule, text in json.loads(found)]


def tidy(folder: Path, most: int | None = None) -> None:
    """Keeps the newest files: MOST, or as many as are named. Another build may tidy the same folder
    at the same moment."""
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if not entry.name.endswith(".conf") and entry.is_file()]
    kept = MOST if most is None else most
    if len(found) > kept:
        for path in sorted(map(Path, found), key=_changed, reverse=True)[kept:]:
            path.unlink(missing_ok=True)


def _changed(path: Path) -> float:
    """When a file was written; never, where another build has just taken it away."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
