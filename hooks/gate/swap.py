"""The built folder: made beside the last good one and put in its place whole, by one build at a
time.

Whoever reads or writes it asks `alone` first: it waits for a build that is running, and puts right
what one that was killed left behind.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAITS = "Another build or check of {}/ is running. This one waits until that is done."


class NoFolder(Exception):
    """Where the site must stand there is something that is no folder; the sentence says what to
    do."""


def fresh(final: Path) -> Path:
    """Where the site is built, until it may take the place of the last good one."""
    return final.with_name(final.name + ".new")


def _old(final: Path) -> Path:
    return final.with_name(final.name + ".old")


@contextmanager
def alone(final: Path) -> Iterator[None]:
    """Inside it nobody else builds or checks `final`. Raises NoFolder.

    The folder that holds it is locked, not a file beside it: there is nothing to leave behind, and
    a process that is killed lets go.
    """
    final = Path(os.path.abspath(final))  # noqa: PTH100 - resolve() would follow a link
    try:
        holder = os.open(final.parent, os.O_RDONLY)
    except OSError:  # no such folder: nobody can be building there
        yield
        return
    try:
        _wait(holder, final)
        _put_right(final)
        yield
    finally:
        os.close(holder)


def _wait(holder: int, final: Path) -> None:
    try:
        fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(WAITS.format(final.name), flush=True)
        fcntl.flock(holder, fcntl.LOCK_EX)
    except (
        OSError
    ):  # a disk of the network that cannot lock folders: builds go on as if each were alone
        return


def _put_right(final: Path) -> None:
    """Brings the last good site back where a build was killed between its two renames."""
    if final.is_symlink() or (final.exists() and not final.is_dir()):
        kind = "a link" if final.is_symlink() else "a file"
        raise NoFolder(
            f"{final.name} must be a folder, which the build makes itself; it is {kind}. Remove it"
            " or rename it, then try again."
        )
    if not final.exists() and _old(final).is_dir() and not _old(final).is_symlink():
        _old(final).rename(final)
        print(
            f"A build was stopped while it put its site in place. {final.name}/ is the last good"
            " site again."
        )


def put_in_place(final: Path) -> None:
    """Puts the fresh folder in the place of the last good one; at no moment is there half a
    site."""
    remove(_old(final))
    if final.exists():
        final.rename(_old(final))
    fresh(final).rename(final)
    remove(_old(final))


def remove(path: Path) -> None:
    """What an earlier build left, whatever it is; never what a link leads to."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)
