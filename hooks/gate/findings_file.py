"""Writes every finding of a build or check below build/, of a refused one too: a refused build
leaves no site to ask.

hooks.staff.summary reads it. Unlike the gate record it proves nothing; it only lets a summary be
made, later and elsewhere: to read it, nothing need be installed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from hooks.rules import severity_of
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.noted import FINDINGS, Noted


def write(content: Content, findings: Iterable[Finding], name: str = FINDINGS) -> None:
    folder = content.root / "build"
    folder.mkdir(exist_ok=True)
    titles = {content.project_path(page.src): page.title for page in content.pages}
    noted = [
        asdict(
            Noted(
                f.path,
                f.line,
                f.message,
                f.rule,
                severity_of(f.rule).value,
                titles.get(f.path, ""),
                _line(content.root / f.path, f.line),
            )
        )
        for f in sorted(set(findings))
    ]
    half = folder / f"{name}.{os.getpid()}.half"
    half.write_text(json.dumps(noted, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    half.replace(folder / name)  # two builds of one site into two folders never leave a mixture


def _line(path: Path, line: int) -> str:
    """What stands on a line of the sources; nothing for line 1, where a finding stands that is
    about a whole page."""
    if line < 2 or not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[line - 1].strip() if line <= len(lines) else ""
