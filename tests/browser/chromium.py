"""Finds a Chromium that starts: one without windows, Google Chrome, the machine's own, or
Playwright's.

python -m tests.browser.chromium      prints its path; exit 1 if none starts
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

NAMES = (
    "chromium-headless-shell",
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
)
"""First the Chromium that has no windows to draw: the same engine at three quarters of the work.
Chrome before Chromium: on Ubuntu it is a finished release, where Chromium is a stub for a snap or,
on GitHub's machines, an unfinished version."""
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage")
"""Root cannot start Chromium's own sandbox, nor can an account on Ubuntu 24.04, whose AppArmor
gives namespaces to named programs only (Playwright's Chromium is none). A container has little
shared memory. Only our own pages are opened."""

ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1:)")
"""An address of another host than this machine."""


@cache
def find() -> str:
    """The first Chromium that starts. Raises RuntimeError where there is none."""
    for path in _candidates():
        if starts(path):
            return path
    raise RuntimeError(
        "No Chromium that starts was found. Install Google Chrome or Chromium, then run make test"
        " again."
    )


def environment() -> dict[str, str]:
    """What a Chromium is started with. Without the typefaces that hooks/printed hides from
    WeasyPrint in this process, it would stop."""
    return {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}


def starts(path: str) -> bool:
    """Whether the program at `path` draws an empty page."""
    try:
        done = subprocess.run(
            [path, "--headless", "--disable-gpu", *ARGUMENTS, "--dump-dom", "about:blank"],
            timeout=60,
            check=False,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"<html" in done.stdout


def show(tab: Any, address: str, file: Path) -> None:
    """Opens an address; where its file is the page of an address that moved, waits until the
    browser has gone on."""
    moved = '<meta http-equiv="refresh"' in file.read_text(encoding="utf-8")
    tab.goto(address, wait_until="commit" if moved else "load")
    if moved:
        tab.wait_for_url(lambda url: url != address)


def _candidates() -> Iterator[str]:
    for name in NAMES:
        path = shutil.which(name)
        if path and not is_snap_stub(Path(path)):
            yield path
    if importlib.util.find_spec("playwright"):
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
        if os.access(path, os.X_OK):
            yield path


def is_snap_stub(path: Path) -> bool:
    """Whether a program only starts the snap of that name: Ubuntu's package `chromium-browser` is
    one."""
    if "snap" in path.resolve().parts:
        return True
    with path.open("rb") as file:
        head = file.read(4096)
    return head.startswith(b"#!") and b"/snap/" in head


if __name__ == "__main__":
    try:
        print(find())
    except RuntimeError as error:
        sys.exit(str(error))
