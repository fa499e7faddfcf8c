"""Files that were made or proved before, kept by everything that they depend on. Deleting the folder costs time, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "printed"
"""Beside this package, so that copies of a site share it."""
MOST = 600
"""Files to keep; the longest unused go first."""


@cache
def code() -> str:
    """A number for the code that makes and proves: made differently, nothing that was kept counts."""
    total = hashlib.sha256()
    here = Path(__file__).parent
    for path in (*sorted(here.glob("*.py")), *(here.parent / name for name in ("framing.py", "assets.py"))):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def key(*parts: object) -> str:
    """One name for all that a file depends on. Parts are text, bytes, or data classes with a fixed repr."""
    total = hashlib.sha256(code().encode())
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()[:40]


def write(path: Path, data: bytes) -> None:
    """Whole or not at all, so that a build that is stopped leaves no half file to be taken for a good one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".half")
    half.write_bytes(data)
    half.replace(path)


def proofs(folder: Path, data: bytes, expected: Any, examine: Callable[[bytes, Any], list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """What `examine` finds, asked once for the same bytes and the same expectation."""
    path = folder / f"proof-{key(hashlib.sha256(data).digest(), expected)}.json"
    if path.is_file():
        path.touch()
        return [(rule, text) for rule, text in json.loads(path.read_text("utf-8"))]
    found = examine(data, expected)
    write(path, json.dumps(found, ensure_ascii=False).encode())
    return found


def tidy(folder: Path) -> None:
    """Keeps the newest files."""
    found = sorted((path for path in folder.iterdir() if path.is_file() and path.suffix != ".conf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[MOST:]:
        path.unlink(missing_ok=True)
