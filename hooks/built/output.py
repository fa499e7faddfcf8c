"""The folder that a build writes: each file goes through here, stays inside, and is written down
with the part that made it.

The list is kept in the gate record, so that the finished folder can be held against it without the
build (python -m hooks check).
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

RECORD = "gate.json"
PAGE, NOT_FOUND, MOVED, TEXT, PRINTED, SHOWN = (
    "a page",
    "the page for what is not found",
    "an address that moved",
    "an item as text",
    "the print pack",
    "what shows and gathers the print pack",
)
ASSETS, CLOCK, LETTERS, SEARCH, HOST, ONE_FILE, BROUGHT = (
    "the assets",
    "the clock",
    "the letters",
    "the search",
    "what the host is given",
    "the whole site as one file",
    "a file of content/",
)
"""The parts of the build that make files."""
READ_BY_RULES = frozenset({PAGE, NOT_FOUND, MOVED, TEXT, PRINTED, ONE_FILE})
"""Parts whose files are words, which the rules read as they stand. Every other file must be, byte
for byte, what the build made."""


class Blocked(Exception):
    """A file that cannot be written where it should stand: the reason, as a sentence without its
    beginning."""


@dataclass(frozen=True, slots=True)
class Made:
    """Which part of the build made a file, and a number for its bytes as they were made."""

    by: str
    digest: str


@dataclass
class Output:
    """A folder of a finished site, or of one being made. `made` is every file that the build
    accounts for, by its way in the folder."""

    folder: Path
    made: dict[str, Made] = field(default_factory=dict)
    clashes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Output:
        """A finished folder, with the list in its gate record; with an empty one where there is no
        such record, or an older one."""
        try:
            listed = json.loads((folder / RECORD).read_text(encoding="utf-8"))["made"]
            return cls(
                folder,
                {str(name): Made(str(by), str(number)) for name, (by, number) in listed.items()},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls(folder)

    def write(self, name: str, data: bytes | str, by: str) -> None:
        """Writes a file that `by`, a part of the build, makes. Raises Blocked where it cannot stand
        in the folder."""
        self._put(name, data)
        self.account(name, data, by)

    def change(self, name: str, data: bytes | str) -> None:
        """Writes a file again that the build made before, with what could only be known later."""
        before = self.made[name]
        self._put(name, data)
        self.made[name] = Made(before.by, _digest(data))

    def account(self, name: str, data: bytes | str, by: str) -> None:
        """Writes down a file that the site's engine wrote or copied."""
        made = Made(by, _digest(data))
        before = self.made.get(name, made)
        if before.by != by:
            self.clashes[name] = f"{before.by} and {by}"
        self.made[name] = Made(before.by, made.digest)

    def _put(self, name: str, data: bytes | str) -> None:
        steps = name.split("/")
        if not all(steps) or {".", ".."} & set(steps) or "\\" in name or "\0" in name:
            raise Blocked(f"{name} is no way inside the finished site")
        path = self.folder
        path.mkdir(parents=True, exist_ok=True)
        for step in steps[:-1]:
            path /= step
            if path.is_symlink() or (path.exists() and not path.is_dir()):
                raise Blocked(
                    f"{path.relative_to(self.folder).as_posix()} is a file already, so nothing can"
                    " stand below it"
                )
            path.mkdir(exist_ok=True)
        path /= steps[-1]
        if path.is_symlink() or path.is_dir():
            raise Blocked(f"{name} is a folder or a link already")
        opened = os.open(
            path,
            os.O_WRONLY
            | os.O_CREAT
            | os.O_TRUNC
            | getattr(os, "O_NOFOLLOW", 0)
            | getattr(os, "O_BINARY", 0),
            0o666,
        )
        with os.fdopen(opened, "wb") as file:
            file.write(_bytes(data))

    def record(self) -> dict[str, list[str]]:
        """The list as the gate record keeps it."""
        return {name: [made.by, made.digest] for name, made in sorted(self.made.items())}


def _bytes(data: bytes | str) -> bytes:
    return data.encode() if isinstance(data, str) else data


def _digest(data: bytes | str) -> str:
    return hashlib.sha256(_bytes(data)).hexdigest()


def entries(folder: Path) -> Iterator[tuple[str, bool]]:
    """Everything in a folder that is no folder: its way, and whether it is an ordinary file. No
    link is followed."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        for name in sorted({*names, *(inner for inner in folders if (here / inner).is_symlink())}):
            path = here / name
            yield path.relative_to(folder).as_posix(), stat.S_ISREG(path.lstat().st_mode)


def faults(output: Output) -> Iterator[tuple[str, str]]:
    """What is in the folder and was not made by the build, or differs from what it made: the file's
    way, and a sentence."""
    if not output.made:
        yield (
            RECORD,
            (
                f"{RECORD} must list what the build made; it is missing, or an older build wrote"
                " it. Build the site again: make site"
            ),
        )
        return
    for name, both in output.clashes.items():
        yield (
            name,
            f"Two parts of the build make {name}: {both}. Give the file of content/ another name.",
        )
    ours = {name.casefold(): name for name, made in output.made.items() if made.by != BROUGHT}
    for name, made in output.made.items():
        if made.by == BROUGHT and ours.get(name.casefold(), name) != name:
            yield (
                name,
                (
                    f"The build makes {ours[name.casefold()]}, which many computers take for the"
                    f" same file as {name}. Give {name} another name."
                ),
            )
    for name, ordinary in entries(output.folder):
        known = output.made.get(name)
        if name == RECORD:
            continue
        if known is None:
            yield (
                name,
                (
                    f"No part of the build made {name}, so it must not be published. Build the site"
                    " again: make site"
                ),
            )
        elif not ordinary:
            yield (
                name,
                (
                    f"{name} must be the file that the build made; it is a link or something else."
                    " Build the site again: make site"
                ),
            )
        elif (
            known.by not in READ_BY_RULES
            and _digest((output.folder / name).read_bytes()) != known.digest
        ):
            yield (
                name,
                (
                    f"{name} must be as the build made it; it was changed afterwards. Build the"
                    " site again: make site"
                ),
            )
