"""Pages as they came out of their layouts before, one file for each; deleting the folder costs
time, nothing else.

A layout may look at its own page, at what holds for more than one page
(`hooks/built/page_by_page.py`), and at what a build hands to every layout. Another page's words are
none of it; a test says so.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template

from hooks.sources import answered, disk_cache

FOLDER = disk_cache.FOLDER.with_name("rendered")
KEPT = "kept_as"
"""The name by which a page's context holds its file."""


def number(*parts: object) -> str:
    """A number for texts, and for data classes with a fixed repr."""
    return hashlib.sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()[:40]


def file_for(*parts: object) -> Path:
    """The file of a page, by all that its layout may look at."""
    return FOLDER / f"{number(answered.state(), *parts)}.html"


class Layout(Template):
    """A layout of pages. Where its context names a file, what it gave before is given again."""

    def render(self, *given: Any, **named: Any) -> str:
        path = given[0].get(KEPT) if given else None
        if path is None:
            return super().render(*given, **named)
        data = disk_cache.read(path)
        if data is not None:
            return data.decode(errors="surrogatepass")
        html = super().render(*given, **named)
        with suppress(OSError):  # a folder that may only be read: the next build renders again
            disk_cache.write(path, html.encode(errors="surrogatepass"))
            _tidied()
        return html


@cache
def _tidied() -> None:
    """Once in a process, as for pages that were parsed."""
    disk_cache.tidy(FOLDER)
