"""Where a link of the built site leads: its target as an address of the site."""

from __future__ import annotations

from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote, urljoin


def resolve(here: str, target: str) -> tuple[str, str]:
    """A link's target as an address of the site, and its anchor."""
    return _resolved(*from_nearest(here, target))


@lru_cache(maxsize=1 << 14)
def from_nearest(here: str, target: str) -> tuple[str, str]:
    """The same link as written in the folder nearest to what it leads to: many pages link to one
    from different places."""
    if target.startswith("../") and ":" not in target and "//" not in target:
        here = here[: here.rindex("/") + 1]
        while target.startswith("../") and here != "/":
            here, target = here[: here.rindex("/", 0, -1) + 1], target[3:]
    return here, target


@lru_cache(maxsize=1 << 14)
def _resolved(here: str, target: str) -> tuple[str, str]:
    path, _, anchor = target.partition("#")
    path = path.partition("?")[0]
    path = unquote(urljoin(here, path)) if path else here
    clean = normpath(path)
    return (clean + "/" if path.endswith("/") and clean != "/" else clean), unquote(anchor)
