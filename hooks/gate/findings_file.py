"""Writes every finding of a build or check below build/, of a refused one too: a refused build leaves no site to ask.

hooks.staff.summary reads it. Unlike the gate record it proves nothing; it only lets a summary be made, later and elsewhere: to read it, nothing
need be installed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hooks.sources.content import Content
    from hooks.sources.findings import Finding

FINDINGS, LINKS = "findings.json", "links.json"


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with what a person needs who does not have the sources at hand: the page's title and what the line says."""

    path: str
    line: int
    message: str
    rule: str
    severity: str
    title: str
    there: str


def write(content: Content, findings: Iterable[Finding], name: str = FINDINGS) -> None:
    from hooks.rules import severity_of

    folder = content.root / "build"
    folder.mkdir(exist_ok=True)
    titles = {content.project_path(page.src): page.title for page in content.pages}
    noted = [asdict(Noted(f.path, f.line, f.message, f.rule, severity_of(f.rule).value, titles.get(f.path, ""), _line(content.root / f.path, f.line)))
             for f in sorted(set(findings))]
    half = folder / f"{name}.{os.getpid()}.half"
    half.write_text(json.dumps(noted, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    half.replace(folder / name)  # two builds of one site into two folders never leave a mixture


def _line(path: Path, line: int) -> str:
    """What stands on a line of the sources; nothing for line 1, where a finding stands that is about a whole page."""
    if line < 2 or not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[line - 1].strip() if line <= len(lines) else ""


def read(folder: Path, names: Sequence[str] = (FINDINGS, LINKS)) -> list[Noted] | None:
    """What was noted, or None where nothing was: then the build stopped before it could find anything.

    Raises ValueError for a file that is none of ours.
    """
    files = [folder / name for name in names if (folder / name).is_file()]
    if not (folder / names[0]).is_file():
        return None
    try:
        return [Noted(**entry) for file in files for entry in json.loads(file.read_text(encoding="utf-8"))]
    except TypeError as error:
        raise ValueError(f"{folder}: {error}") from None
