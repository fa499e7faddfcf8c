"""What was found, as it is read again later and elsewhere: nothing need be installed for it.

hooks.gate.findings_file writes it; hooks.staff.summary reads it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FINDINGS, LINKS = "findings.json", "links.json"


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with what a person needs who does not have the sources at hand: the page's title
    and what the line says."""

    path: str
    line: int
    message: str
    rule: str
    severity: str
    title: str
    there: str


def read(folder: Path, names: Sequence[str] = (FINDINGS, LINKS)) -> list[Noted] | None:
    """What was noted, or None where nothing was: then the build stopped before it could find
    anything.

    Raises ValueError for a file that is none of ours.
    """
    files = [folder / name for name in names if (folder / name).is_file()]
    if not (folder / names[0]).is_file():
        return None
    try:
        return [
            Noted(**entry)
            for file in files
            for entry in json.loads(file.read_text(encoding="utf-8"))
        ]
    except TypeError as error:
        raise ValueError(f"{folder}: {error}") from None
