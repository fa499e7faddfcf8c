"""Unfinished merges: lines that git leaves in a file where two people changed the same words, and
that somebody must still put right.

Asked of every text file of the project before any of them is read: what else would be said of such
a file follows from it.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hooks.sources.findings import Finding

RULE = "front-matter"
MADE = frozenset(
    {
        ".git",
        ".venv",
        "node_modules",
        "site",
        "site.new",
        "site.old",
        "build",
        ".cache",
        "__pycache__",
    }
)
"""Folders of what is made or fetched, and of git itself."""
LARGEST = 1_000_000
"""Bytes of a file that may be a text that people merge."""
MARK = re.compile(rb"^(?:<{7}|>{7}|\|{7})(?:[ \t].*)?\r?$|^={7}[ \t]*\r?$", re.MULTILINE)
SIGNS = tuple(sign * 7 for sign in (b"<", b">", b"|", b"="))
"""A file without any of them is not looked through line by line."""
SAYS = (
    "This file holds an unfinished merge: from this line on, two versions of the same words stand"
    " below each other. Keep the words that are right, and delete every line that begins with"
    " <<<<<<<, |||||||, ======= or >>>>>>>."
)


def found(root: Path, *more: Path) -> Iterator[Finding]:
    """A finding for each file of the project that holds such a line, with the first of them; `more`
    are folders that may stand elsewhere."""
    for folder in (root, *(folder for folder in more if not folder.resolve().is_relative_to(root))):
        for path in _texts(folder):
            line = _first(path)
            if line:
                yield Finding(
                    path.relative_to(root if folder == root else folder.parent).as_posix(),
                    line,
                    SAYS,
                    RULE,
                )


def _texts(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in MADE)
        for name in sorted(names):
            path = Path(here, name)
            with suppress(OSError):  # an editor has just taken away a file of its own
                about = path.lstat()
                if stat.S_ISREG(about.st_mode) and about.st_size <= LARGEST:
                    yield path


def _first(path: Path) -> int:
    """The first line of a file that is a mark of a merge; 0 where none is. A line below a heading
    of seven signs is drawn on purpose."""
    try:
        data = path.read_bytes()
    except OSError:  # whoever needs the file says so
        return 0
    if b"\0" in data or not any(sign in data for sign in SIGNS):
        return 0
    for mark in MARK.finditer(data):
        above = data[: mark.start()].split(b"\n")[-3:-1]
        heading = (
            mark[0].startswith(b"=")
            and above
            and len(above[-1].decode("utf-8", "replace").strip()) == 7
            and not b"".join(above[:-1]).strip()
        )
        if not heading:
            return data.count(b"\n", 0, mark.start()) + 1
    return 0
