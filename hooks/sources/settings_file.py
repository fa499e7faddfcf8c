"""mkdocs.yml as data. What is wrong with an entry of it is said on the line of that entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hooks.sources import frontmatter
from hooks.sources.findings import Finding
from hooks.sources.limits import Unreadable

RULE = "front-matter"


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """Its name, its entries and their lines."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: Mapping[frontmatter.Place, int] = field(default_factory=dict)

    def line(self, *place: str | int) -> int:
        """The line of an entry, or of the nearest one that holds it."""
        return frontmatter.line_of(dict(self.lines), place)

    def finding(self, place: frontmatter.Place, message: str) -> Finding:
        return Finding(self.name, self.line(*place), message, RULE)


def read(path: Path) -> SettingsFile:
    """Raises Unreadable with the line of the first fault."""
    data, lines = frontmatter.parse(frontmatter.read_text(path), settings=True)
    if not isinstance(data, dict):
        raise Unreadable(1, 'This file must hold the site\'s settings, each as "name: value".')
    return SettingsFile(path.name, data, lines)
