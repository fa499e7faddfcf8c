"""Addresses of the site: from one page to another, and from a file's name to its address."""

from __future__ import annotations

import posixpath
from urllib.parse import urlsplit

from hooks.sources.content import url_of


def relative(target: str, here: str) -> str:
    """An address of the site ("policies/impartiality/#x") as a link from the page at `here`
    ("about/")."""
    path, hash_, anchor = target.partition("#")
    start = here if here.endswith("/") or not here else posixpath.dirname(here)
    link = posixpath.relpath(path or ".", start or ".")
    if path.endswith("/") or not path:
        link += "/"
    return ("" if link == "./" and hash_ else link) + hash_ + anchor


def address_of(src: str, target: str) -> str | None:
    """The site address of a link to a .md file written on the page `src`, or None for another kind
    of link."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path.endswith(".md"):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(src), parts.path))
    return url_of(path) + (f"#{parts.fragment}" if parts.fragment else "")
