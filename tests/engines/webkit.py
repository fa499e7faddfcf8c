"""WebKit, the engine of Safari and of every browser on an iPhone, as Debian packages it: driven by
Selenium through WebKitWebDriver, on a screen that Xvfb makes.

    python -m tests.engines.webkit      prints the program that is driven; exit 1 if there is none
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from selenium.common.exceptions import NoSuchFrameException
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.service import Service

KEYS = {
    "Tab": Keys.TAB,
    "Enter": Keys.ENTER,
    "Space": Keys.SPACE,
    "Escape": Keys.ESCAPE,
    "ArrowDown": Keys.ARROW_DOWN,
}
ON_ITS_WAY = 0.5
"""Seconds in which a page of a server on this machine has come."""
BROWSERS = Path("/usr/lib")
"""Debian keeps WebKit's own small browser below it, in a folder named by the machine's kind."""


def find() -> str:
    """WebKit's own small browser. Raises RuntimeError where there is none."""
    found = sorted(BROWSERS.glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not found or not all(map(shutil.which, ("WebKitWebDriver", "Xvfb"))):
        raise RuntimeError(
            "WebKit's driver was not found. Install webkit2gtk-driver and xvfb, then run make"
            " test-engines again."
        )
    return str(found[-1])


class WebKit:
    """A WebKit with a screen of its own. `home` is an empty folder for what it keeps and saves."""

    name = "webkit"

    def __init__(self, home: Path, size: tuple[int, int]) -> None:
        program = find()
        self.saved = home / "saved"
        (home / ".config").mkdir()
        self.saved.mkdir()
        (home / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/saved"\n')
        self._screen, display = _screen()
        options = WebKitGTKOptions()
        options.binary_location = program
        options.add_argument("--automation")
        env = {
            **os.environ,
            "DISPLAY": display,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
        }
        env |= {"GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
        env.pop("WAYLAND_DISPLAY", None)
        driver = shutil.which("WebKitWebDriver")
        try:
            self._driver = WebKitGTK(
                options=options, service=Service(executable_path=driver, env=env)
            )
        except BaseException:
            self._end_screen()
            raise
        self._driver.set_window_size(*size)

    def open(self, address: str) -> None:
        self._driver.get(address)

    def run(self, script: str, *given: Any) -> Any:
        try:
            return self._driver.execute_script(script, *given)
        except NoSuchFrameException:  # the page was on its way to another: that one is asked
            time.sleep(ON_ITS_WAY)
            return self._driver.execute_script(script, *given)

    def press(self, key: str) -> None:
        self.type(KEYS[key])

    def type(self, text: str) -> None:
        self._driver.switch_to.active_element.send_keys(text)

    def click(self, selector: str) -> None:
        self._driver.find_element(By.CSS_SELECTOR, selector).click()

    def close(self) -> None:
        try:
            self._driver.quit()
        finally:
            self._end_screen()

    def _end_screen(self) -> None:
        self._screen.terminate()
        self._screen.wait(timeout=60)


def _screen() -> tuple[subprocess.Popen[bytes], str]:
    """A screen that nobody sees, and its name. Xvfb chooses a number that is free and writes it."""
    reads, writes = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as said:
        return screen, f":{said.readline().strip()}"


if __name__ == "__main__":
    try:
        print(find())
    except RuntimeError as error:
        sys.exit(str(error))
