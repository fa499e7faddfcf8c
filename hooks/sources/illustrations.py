"""The illustrations: small drawings of one hand, for pages, Easy Read and print.

The house's set stands in overrides/illustrations/. A service may draw some of them anew:
`extra.identity.illustrations` of mkdocs.yml names a folder of content/ whose drawings win over
those of the same name. A drawing names its colours by class, and each may be seen alone as it is
saved: class="first" fill="#8d3a78". Wherever it is shown it takes the colour of that name from the
service's palette. Faces keep colours of their own: people have them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hooks.sources import frontmatter

PLACE = ("extra", "identity", "illustrations")
HOUSE = Path(__file__).resolve().parents[2] / "overrides" / "illustrations"
FACES: Mapping[str, str] = {
    "light": "#f2d2b8",
    "tan": "#c98d62",
    "deep": "#8a5a3c",
    "grey": "#e4e0e6",
    "hair": "#2a2030",
}
"""Colours of people, the same in every palette: faces, grey hair, and dark hair with the lines of a
face."""
PAINT = re.compile(r'class="([a-z-]+)" (fill|stroke)="#[0-9a-f]{6}"')
OUTER = re.compile(r"\A\s*<svg\b[^>]*>(.*)</svg>\s*\Z", re.DOTALL)
EDGE = 96
"""Width and height that every illustration is drawn in."""


@cache
def names() -> frozenset[str]:
    """Every illustration that there is."""
    return frozenset(path.stem for path in HOUSE.glob("*.svg"))


def is_name(value: str) -> bool:
    return value in names()


def drawing(content: Path, identity: Mapping[str, Any], name: str) -> str:
    """One illustration as it is saved: the service's own, else the house's. Raises KeyError where
    there is none of that name."""
    if name not in names():
        raise KeyError(f'There is no illustration "{name}" in overrides/illustrations/.')
    own = content / str(identity.get("illustrations") or "") / f"{name}.svg"
    path = own if identity.get("illustrations") and own.is_file() else HOUSE / f"{name}.svg"
    return path.read_text(encoding="utf-8")


def problems(
    content: Path, identity: Mapping[str, Any], colours: Iterable[str]
) -> Iterator[tuple[frontmatter.Place, str]]:
    """What is wrong with `extra.identity.illustrations`, which may be left out, each with its place
    in mkdocs.yml: no folder, a name that no illustration has, a colour that no palette has. Other
    rules ask what a drawing may hold."""
    named = str(identity.get("illustrations") or "")
    if not named:
        return
    if ".." in Path(named).parts or not (content / named).is_dir():
        yield PLACE, f"extra.identity.illustrations must be a folder of content/; {named} is none."
        return
    known = {*colours, *FACES}
    for path in sorted((content / named).glob("*.svg")):
        if path.stem not in names():
            yield (
                PLACE,
                (
                    f"extra.identity.illustrations: {path.name} must have the name of a drawing of"
                    " overrides/illustrations/."
                ),
            )
        for colour in sorted({found[1] for found in PAINT.finditer(path.read_text("utf-8"))}):
            if colour not in known:
                yield (
                    PLACE,
                    f"extra.identity.illustrations: {path.name} must have no colour {colour}.",
                )


def painted(svg: str, colour: Callable[[str], str]) -> str:
    """A drawing in the colours that `colour` gives for their names."""
    return PAINT.sub(lambda found: f'{found[2]}="{colour(found[1])}"', svg)


def on_screen(name: str) -> str:
    """A colour that the stylesheet decides: by day, by night, as a reader asks."""
    if name in FACES:
        return f"var(--{'hair' if name == 'hair' else 'face'},{FACES[name]})"
    return f"var(--{name})"


def sprite(content: Path, identity: Mapping[str, Any]) -> str:
    """Every illustration in one file, each a symbol that pages point at: drawn on the page itself
    each time, they would weigh too much."""
    symbols = []
    for name in sorted(names()):
        whole = OUTER.match(painted(drawing(content, identity, name), on_screen))
        shapes = whole[1].replace("\n", "") if whole else ""
        symbols.append(f'<symbol id="{name}" viewBox="0 0 {EDGE} {EDGE}">{shapes}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'
