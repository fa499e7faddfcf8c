"""Copies the checked folder, and no other, to where the host takes it from; refuses one that may
not be published.

    python -m hooks publish site build/publish            copies, or says why not and returns 1
    python -m hooks publish site build/publish --wait
        waiting for the service's word is no failure: returns 0, copies nothing
    python -m hooks publish OLD build/publish --earlier
        a folder published before, when there were fewer rules

On GitHub it also sets the step's output `publishable`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from hooks.built.output import RECORD
from hooks.gate import judgement, swap
from hooks.sources import terminal
from hooks.sources.rule import Severity

NOT_RUN = "The gate record is partial: these rules did not run"


def publish(folder: Path, out: Path, *, earlier: bool = False) -> list[str]:
    """Copies `folder` to `out`; or leaves `out` without anything and returns the reasons."""
    shutil.rmtree(out, ignore_errors=True)
    if earlier and not folder.is_dir():
        return [f"There is no folder {folder}. Put there the site that was published before."]
    reasons = [
        reason
        for reason in judgement.reasons_against(folder)
        if not (earlier and reason.startswith(NOT_RUN))
    ]
    if reasons:
        return reasons
    shutil.copytree(folder, out)
    checked = json.loads((folder / RECORD).read_text(encoding="utf-8"))["folder"]
    if judgement.digest(out) != checked:  # somebody wrote into the folder while it was copied
        shutil.rmtree(out)
        return [
            (
                f"{folder.name}/ changed while it was copied, so it is not the folder that was "
                f"checked."
                " Run: make site"
            )
        ]
    return []


def only_waits(folder: Path, reasons: Sequence[str]) -> bool:
    """Whether the folder is whole and checked, and every reason against it is a hold: something
    that the service must do."""
    try:
        findings = json.loads((folder / RECORD).read_text(encoding="utf-8"))["findings"]
    except (OSError, ValueError, KeyError):
        return False
    holds = {
        f"{f['path']}:{f['line']}: {f['message']} ({f['rule']})"
        for f in findings
        if f["severity"] == Severity.HOLD.value
    }
    return bool(reasons) and holds.issuperset(reasons)


def says(folder: Path, reasons: Sequence[str]) -> str:
    if not reasons:
        return "Published: the folder that was checked.\n"
    what = (
        "The site was built and checked. It is not published yet."
        if only_waits(folder, reasons)
        else "The site is not published."
    )
    return "\n".join(
        [
            f"{what} {len(reasons)} reason{'s' if len(reasons) > 1 else ''}:",
            "",
            *(f"- {reason}" for reason in reasons),
            "",
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks publish",
        description="Copies the folder that was checked, or says why not.",
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--wait", action="store_true")
    parser.add_argument("--earlier", action="store_true")
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    try:
        with swap.alone(options.folder):
            reasons = publish(options.folder, options.out, earlier=options.earlier)
    except swap.NoFolder as error:
        reasons = [str(error)]
    text = says(options.folder, reasons)
    print(text)
    for variable, line in (
        ("GITHUB_STEP_SUMMARY", text),
        ("GITHUB_OUTPUT", f"publishable={'false' if reasons else 'true'}\n"),
    ):
        if os.environ.get(variable):
            with Path(os.environ[variable]).open("a", encoding="utf-8") as file:
                file.write(line)
    return 0 if not reasons or (options.wait and only_waits(options.folder, reasons)) else 1
