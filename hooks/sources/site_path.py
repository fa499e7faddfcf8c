"""A path inside the site, wherever content gives one: addresses, redirects, entries of front
matter, names of files.

One function reads it, at the edge; what it returns may be joined to a folder, written to a list for
the host, or looked up.
"""

from __future__ import annotations

import re
from typing import Annotated, NewType

from pydantic import AfterValidator

SitePath = NewType("SitePath", str)
"""An address below the site's own, such as "/about/" or "/publicity/poster.pdf"."""
LONGEST = 200
STEP = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._~-]*[A-Za-z0-9_~-])?|\.well-known")
"""One step of a path. A list of the good: no step is empty, begins with a dot or hyphen, ends with
a dot, or holds an escape, a space or a backslash."""
WRITTEN_FOR_US = "index.html"


def site_path(text: str) -> SitePath:
    """Reads a path that begins with "/". Raises ValueError with what must be so, to follow the name
    of the entry."""
    if len(text) > LONGEST:
        raise ValueError(f"must have at most {LONGEST} characters; it has {len(text)}")
    if not text.startswith("/"):
        raise ValueError('must begin with "/", such as /about/')
    steps = text[1:].removesuffix("/").split("/") if text != "/" else []
    if not all(map(STEP.fullmatch, steps)):
        raise ValueError(
            "must be a way inside the site, such as /about/ or /publicity/poster.pdf: letters,"
            ' numbers, "-", "_", "." and "/" alone'
        )
    if WRITTEN_FOR_US in steps:
        raise ValueError(f"must be written without {WRITTEN_FOR_US}: /about/")
    return SitePath(text)


def _below(text: str) -> str:
    """A path without the first "/": a page's file, or a file of a folder of content/."""
    try:
        return site_path(f"/{text}")[1:]
    except ValueError:
        raise ValueError(
            "must be the way to a file from content/, such as your-options/appeal.md"
        ) from None


Below = Annotated[str, AfterValidator(_below)]
"""An entry of a record that names a file of content/: "your-options/appeal.md"."""


def strange(target: str) -> bool:
    """Whether a link inside the site is written as no way of ours is: with a backslash, an empty
    step, or an escape of a dot, "/" or "\\"."""
    path = target.partition("#")[0].partition("?")[0]
    return (
        "\\" in path
        or "//" in path
        or len(path) > LONGEST
        or re.search(r"%(?:2e|2f|5c|25|[01][0-9a-f]|7f)", path, re.IGNORECASE) is not None
    )
