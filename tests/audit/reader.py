"""A reader: one page of a real browser whose screen, colours and habits can be changed without
opening another."""

from __future__ import annotations

import base64
from asyncio import gather
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

INPAGE = Path(__file__).with_name("inpage.js")
PHONE, DESK = (320, 640), (1280, 800)
ZOOMED = (320, 256)
"""What is left of a screen of 1280 by 1024 px at 400 %."""
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
AT_ONCE = 50
"""Keys that are sent before the first answer is waited for."""
FORGET = "localStorage.clear(); sessionStorage.clear()"
FILE = "/whole-site.html"
"""The whole site as one file. People open it from a disk, and so does a reader who is given the
folder."""
REPORTS = (
    "document.addEventListener('securitypolicyviolation', (event) => console.error(`Content"
    " Security Policy: ${event.violatedDirective} ${event.blockedURI}`));"
)


class Reader:
    """Opens pages of one built site. What the browser complained of and what it asked for is
    kept."""

    def __init__(
        self,
        browser: Browser,
        base: str,
        folder: Path | None = None,
        *,
        script: bool = True,
        zoom: int = 1,
    ) -> None:
        self.base = base
        self.disk = {FILE: (folder / FILE.lstrip("/")).as_uri()} if folder else {}
        self.script, self.zoom = script, zoom
        self.context = browser.new_context(
            viewport={"width": PHONE[0], "height": PHONE[1]},
            device_scale_factor=zoom,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        if script:
            self.context.add_init_script(REPORTS)
            self.context.add_init_script(path=INPAGE)
        self.page: Page = self.context.new_page()
        self._browser = self.context.new_cdp_session(self.page)
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.requested: set[str] = set()
        """All that was asked for since somebody emptied this; `asked` is emptied by a check."""
        self.address = ""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.context.on("request", self._note)

    def open(self, address: str) -> Page:
        """Goes to an address of the site, such as "/contact/", and waits until its scripts have
        run."""
        self.address = address
        self.page.goto(self.disk.get(address) or self.base + address)
        self.requested.add(self.base + address)  # from a disk, the browser names another
        if "?q=" in address and self.script:
            self.page.wait_for_selector("#without-script", state="detached")
        return self.page

    def screen(self, size: tuple[int, int]) -> None:
        if self.page.viewport_size != {"width": size[0], "height": size[1]}:
            self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def colours(self, *, dark: bool = False, forced: bool = False, printed: bool = False) -> None:
        self.page.emulate_media(
            color_scheme="dark" if dark else "light",
            forced_colors="active" if forced else "none",
            media="print" if printed else "screen",
        )

    def text_size(self, pixels: int) -> None:
        """The size of text that a reader sets in the browser; 16 px where nobody has set one."""
        self._browser.send(
            "Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}}
        )

    def measure(self, call: str, *arguments: Any) -> Any:
        """Calls one of the measures of inpage.js on the open page."""
        return self.page.evaluate(f"given => audit.{call}(...given)", list(arguments))

    def picture(self, room: dict[str, float]) -> bytes:
        """A part of the screen as it is painted now, one pixel for each of the page's: PNG."""
        across, down = self.page.evaluate("[scrollX, scrollY]")
        clip = {**room, "x": room["x"] + across, "y": room["y"] + down, "scale": 1 / self.zoom}
        asked = {"clip": clip, "optimizeForSpeed": True}
        return base64.b64decode(self._browser.send("Page.captureScreenshot", asked)["data"])

    def bring(self, script: str) -> None:
        """Runs a script in the open page, as it stands: no policy forbids it."""
        self._browser.send("Runtime.evaluate", {"expression": script})

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tab(self, times: int) -> None:
        """Presses Tab. The key's release is not sent: no page of ours waits for it, and it would
        take as long again. Many are sent at once, as a held key sends them: an answer to each would
        take as long as the page takes."""
        wire = self._browser._impl_obj
        while times > 0:
            now = min(times, AT_ONCE)
            pressed = [wire.send("Input.dispatchKeyEvent", TAB, None) for _ in range(now)]
            self._browser._sync(gather(*pressed))
            times -= now

    def lose(self, file: str) -> None:
        """From now on a file of the site's assets does not arrive. The browser itself is told:
        were each request asked about, nothing would be taken from its cache."""
        self._browser.send("Network.enable")
        self._browser.send("Network.setBlockedURLs", {"urls": [f"*/assets/{file}"]})

    def foreign(self) -> list[str]:
        """What was asked of other hosts."""
        return [
            url
            for url in self.asked
            if not url.startswith((self.base + "/", "data:", *self.disk.values()))
        ]

    def forget(self) -> None:
        """Leaves nothing behind for whoever uses this reader next."""
        self.page.unroute_all(behavior="ignoreErrors")
        self._browser.send("Network.setBlockedURLs", {"urls": []})
        self._browser.send("Network.disable")
        if self.script and self.page.url.startswith(self.base):
            try:
                self.page.evaluate(FORGET)
            except Error:  # the page was on its way to another: that one is waited for
                self.page.wait_for_load_state()
                self.page.goto(f"{self.base}/404.html")
                self.page.evaluate(FORGET)
        self.page.goto("about:blank")
        self.context.clear_cookies()
        self.complaints.clear()
        self.asked.clear()

    def close(self) -> None:
        self.context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)
        self.requested.add(request.url)


@contextmanager
def reading(
    browser: Browser, base: str, folder: Path | None = None, **habits: Any
) -> Iterator[Reader]:
    """A reader for as long as it is needed."""
    reader = Reader(browser, base, folder, **habits)
    try:
        yield reader
    finally:
        reader.close()


def addresses(folder: Path) -> list[str]:
    """Every page of a built site, home first. What only sends on to another page is left out:
    nobody stays there."""
    found = (
        "/" + path.relative_to(folder).as_posix().removesuffix("index.html")
        for path in folder.rglob("*.html")
        if b'http-equiv="refresh"' not in path.read_bytes()
    )
    return sorted(found, key=lambda address: (address.count("/"), address))


def file_of(folder: Path, address: str) -> Path:
    """The file that answers an address."""
    path = folder / urlsplit(address).path.lstrip("/")
    return path / "index.html" if address.endswith("/") or path.is_dir() else path
