"""What a scenario asks of a browser, whatever its engine. Each engine has one driver of its own;
everything that can be said in the page itself is said here, once.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Protocol

PROBE = "engine-probe.js"
"""A script that the served copy of the site begins every page with."""
PROBING = """globalThis.engineFaults = [];
const note = (text) => globalThis.engineFaults.push(text);
addEventListener('error', ({ target, message }) => note(message || `not loaded: ${target.src}`), true);
addEventListener('unhandledrejection', ({ reason }) => note(`rejected: ${reason}`));
addEventListener('securitypolicyviolation', ({ blockedURI }) => note(`refused: ${blockedURI}`));
"""
"""Notes what goes wrong. Another host is refused by the site's own policy, which says so too."""
SECONDS = 10
"""How long a page has to do what it was asked: a busy machine is slow."""


class Driver(Protocol):
    """A started browser with one window of a small phone's size. Errors of the driver are raised as
    they come: none is expected.
    """

    name: str
    saved: Path
    """The folder that files are saved to."""

    def open(self, address: str) -> None:
        """Goes to an address and waits until it is loaded."""

    def run(self, script: str, *given: Any) -> Any:
        """What the body of a function gives in the page, which has `given` as `arguments`."""

    def press(self, key: str) -> None:
        """Presses a key of the keyboard: Tab, Enter, Space, Escape, ArrowDown."""

    def type(self, text: str) -> None:
        """Types into what has the focus."""

    def click(self, selector: str) -> None:
        """Presses the first element of a CSS selector, as a finger does."""

    def close(self) -> None:
        """Ends the browser."""


class Session:
    """Somebody who reads the site in one browser."""

    def __init__(self, driver: Driver, base: str) -> None:
        self.driver, self.base = driver, base
        self._faults: list[str] = []

    def open(self, address: str) -> None:
        """Goes to a page of the site, such as /contact/."""
        self._note()
        # A part of the page that is open already would be no new visit.
        self.driver.open("about:blank")
        self.driver.open(self.base + address)

    def get(self, expression: str, *given: Any) -> Any:
        """The value of a JavaScript expression, which has `given` as `arguments`."""
        return self.driver.run(f"return {expression}", *given)

    def until(self, expression: str, wanted: Any = True) -> None:
        """Waits until an expression has a value. Raises AssertionError with what it has instead."""
        last, end = None, time.monotonic() + SECONDS
        while time.monotonic() < end:
            last = self.get(expression)
            if last == wanted:
                return
            time.sleep(0.1)
        raise AssertionError(f"{expression} is {last!r}, and not {wanted!r}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.driver.press(key)

    def tab_to(self, expression: str, most: int) -> None:
        """Presses Tab until an expression is true, `most` times at most. Raises AssertionError."""
        for _ in range(most):
            self.press("Tab")
            if self.get(expression):
                return
        raise AssertionError(
            f"{most} times Tab, and {expression} is not true; here is {self.focused!r}"
        )

    def type(self, text: str) -> None:
        self.driver.type(text)

    def click(self, selector: str) -> None:
        assert self.get("!!document.querySelector(arguments[0])", selector), (
            f"There is no {selector}"
        )
        self.driver.click(selector)

    def focus(self, selector: str) -> None:
        self.driver.run("document.querySelector(arguments[0]).focus()", selector)

    @property
    def focused(self) -> str:
        """The id of what has the focus, or its words."""
        return str(
            self.get("document.activeElement.id || document.activeElement.textContent.trim()")
        )

    def text(self, selector: str) -> str:
        return str(
            self.get("document.querySelector(arguments[0])?.innerText.trim() ?? ''", selector)
        )

    def shown(self, selector: str) -> bool:
        """Whether it takes up room on the page."""
        return bool(
            self.get("!!document.querySelector(arguments[0])?.getClientRects().length", selector)
        )

    def in_view(self, selector: str) -> bool:
        """Whether all of it is on the screen; False where the page has none."""
        place = "document.querySelector(arguments[0])?.getBoundingClientRect()"
        seen = "(box) => Boolean(box) && 0 <= box.top && box.bottom <= innerHeight"
        return bool(self.get(f"({seen})({place})", selector))

    def file(self, name: str) -> bytes:
        """A file that was saved, whole."""
        path, end = self.driver.saved / name, time.monotonic() + SECONDS
        while time.monotonic() < end:
            if path.is_file() and path.stat().st_size:
                return path.read_bytes()
            time.sleep(0.1)
        raise AssertionError(
            f"{name} was not saved, but {[p.name for p in self.driver.saved.iterdir()]}"
        )

    @property
    def kept(self) -> list[str]:
        """The names of what the page keeps on the device."""
        stored = self.get("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        return [*stored, *self.get("document.cookie.split(';').filter(Boolean)")]

    def forget(self) -> None:
        """Leaves nothing for the next reader."""
        if self._here():
            self.driver.run("localStorage.clear(); sessionStorage.clear()")

    def _here(self) -> bool:
        return str(self.get("location.href")).startswith(self.base)

    def faults(self) -> list[str]:
        """Script errors and addresses refused since this reader came, and every other host
        asked."""
        self._note()
        return self._faults

    def _note(self) -> None:
        if not self._here():
            return
        self._faults += self.get("globalThis.engineFaults ?? ['the page has no probe']")
        asked = self.get("performance.getEntriesByType('resource').map(({ name }) => name)")
        ours = (self.base, f"blob:{self.base}")
        self._faults += [f"asked: {name}" for name in asked if not name.startswith(ours)]


def put_probe(folder: Path) -> None:
    """Puts the probe first in every page of a copy of a built site."""
    (folder / PROBE).write_text(PROBING, encoding="utf-8")
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        probed = text.replace("<head>", f'<head><script src="/{PROBE}"></script>', 1)
        page.write_text(probed, encoding="utf-8")
