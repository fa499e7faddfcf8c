"""Pictures of one page of each layout, for people to look at: light, dark, the reader's own
colours, and print."""

from __future__ import annotations

from pathlib import Path

from tests.audit.reader import DESK, PHONE, Reader

WAYS = {
    "light-320": (PHONE, {}),
    "light-1280": (DESK, {}),
    "dark-320": (PHONE, {"dark": True}),
    "dark-1280": (DESK, {"dark": True}),
    "forced-320": (PHONE, {"forced": True, "dark": True}),
    "forced-1280": (DESK, {"forced": True}),
    "print": ((794, 1123), {"printed": True}),
}
"""By name: the screen, and how it looks. A4 is 794 by 1123 px."""
TALLEST = 6000
"""Pixels of a page that are drawn: a person looks at the beginning of a long one."""


def draw(reader: Reader, pages: dict[str, str], folder: Path) -> int:
    """Draws each page in each way into `folder`; the pages by the name that their pictures shall
    have. Says how many it drew."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        reader.screen(PHONE)
        reader.colours()
        reader.open(page)
        for way, (size, look) in WAYS.items():
            reader.screen(size)
            reader.colours(**look)
            height = min(TALLEST, reader.page.evaluate("document.documentElement.scrollHeight"))
            reader.page.screenshot(
                path=folder / f"{name}-{way}.png",
                full_page=True,
                clip={"x": 0, "y": 0, "width": size[0], "height": height},
            )
    return len(pages) * len(WAYS)
