"""Layouts as Python compiled them before, so that a build need not compile each anew. Deleting the
folder costs time, nothing else."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from hooks.sources import disk_cache

FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "layouts"


class Compiled(BytecodeCache):
    """One file for each layout, each kind of environment and each state of the code. Jinja holds it
    against the layout's source and its own version, and we against the digest at its end: one that
    is of another source, or damaged, is compiled again.
    """

    def __init__(self, kind: str, folder: Path = FOLDER) -> None:
        self._kind, self._folder = kind, folder

    def load_bytecode(self, bucket: Bucket) -> None:
        data = disk_cache.read(self._file(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        disk_cache.write(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return (
            self._folder
            / f"{self._kind}-{hashlib.sha256(f'{code()} {bucket.key}'.encode()).hexdigest()[:40]}"
        )


@cache
def code() -> str:
    """A number for the code of our filters, and of the package whose block names we use: Jinja asks
    a filter of a fixed word while it compiles, and what it gave is kept with the layout."""
    total = hashlib.sha256(disk_cache.package().encode())
    with suppress(PackageNotFoundError):  # another engine has other names
        total.update(version("mkdocs-material").encode())
    return total.hexdigest()


def keep(env: Environment, kind: str) -> None:
    """Keeps what this environment compiles, and tidies away what an earlier state of the code left
    behind."""
    env.bytecode_cache = env.bytecode_cache or Compiled(kind)
    _tidied(FOLDER)


@cache
def _tidied(folder: Path) -> None:
    """Once in a process: to look at every kept layout again for every environment is work for
    nothing."""
    if folder.is_dir():
        disk_cache.tidy(folder)
