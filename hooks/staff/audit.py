"""The record of an accessibility audit: what a test run writes, and how its last result is kept
with the pages.

    python -m hooks audit build/audit.json
        keeps a result as content/audit.yml, from which the statement is filled

The run writes build/audit.json: one object of these entries, which are those of
hooks.sources.records.Audit:

    tested      the day, "2026-11-22"
    by          who or what carried it out, as the statement says it
    tools       names with versions, ["axe-core 4.11.1", "Chromium 156"]
    pages       the address of every page tested, ["/", "/contact/"]
    documents   the address of every document tested (PDF and the like)
    failures    [{"page": "/contact/", "rule": "color-contrast", "says": "one sentence",
                  "criterion": "1.4.3", "places": 2}]
    not_tested  what no person has tested, in words; left out: NOT_BY_PEOPLE below

Audits by people are written into content/audit.yml by hand (`people`), and a new run of the
computer's keeps them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from hooks.sources import records, terminal
from hooks.sources.content import AUDIT
from hooks.sources.records import Audit

NOT_BY_PEOPLE = (
    "every page with a screen reader, on a computer or a phone",
    "every page by voice, with speech recognition",
    "every page with a switch or another device in place of a keyboard",
    "every page with a screen magnifier",
    "every page on older phones and tablets",
    "the Easy Read page, by people with a learning disability",
    "the website as a whole, by disabled people",
)
"""What a computer cannot find out. A person's audit takes out of content/audit.yml what it
covered."""

HEAD = (
    "# The last accessibility audit. `make audit` and `python -m hooks audit` write it; only"
    " `people` and `not_tested` are for people to change.\n"
)


class Unusable(Exception):
    """A result that is no audit; its text is the sentence to show."""


def read_result(path: Path) -> dict[str, Any]:
    """A run's result, complete and checked. Raises Unusable."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unusable(
            f"{path} cannot be read as a result of an audit ({error}). Run: make audit"
        ) from None
    if not isinstance(data, dict):
        raise Unusable(f"{path} must hold one object. Run: make audit")
    return checked({"not_tested": list(NOT_BY_PEOPLE), **data}, path)


def checked(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """The same entries, if they make an audit. Raises Unusable with every fault."""
    try:
        Audit.model_validate({**data, "tested": yaml.safe_load(str(data.get("tested")))})
    except (ValidationError, yaml.YAMLError) as error:
        faults = (
            records.faults(error, Audit)
            if isinstance(error, ValidationError)
            else [((), str(error))]
        )
        raise Unusable("\n".join(f"{path}: {message}" for _, message in faults)) from None
    if not data["pages"]:
        raise Unusable(f"{path}: An audit of no page shows nothing.")
    return data


def keep(result: Path, content: Path) -> Path:
    """Writes a result to content/audit.yml, with the audits by people that stand there. Raises
    Unusable."""
    data = read_result(result)
    kept = content / AUDIT
    before = yaml.safe_load(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    if before.get("people"):
        data = {**data, "people": before["people"], "not_tested": before["not_tested"]}
    data["tested"] = yaml.safe_load(str(data["tested"]))
    kept.write_text(
        HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120),
        encoding="utf-8",
    )
    return kept


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks audit", description="Keeps the result of an audit with the pages."
    )
    parser.add_argument("result", type=Path, help="the run's result, such as build/audit.json")
    parser.add_argument(
        "--content", type=Path, default=Path("content"), help="the folder of the pages"
    )
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    try:
        print(
            f"{keep(options.result, options.content)}: kept. The accessibility statement says it"
            " from the next build on."
        )
    except Unusable as error:
        print(error, file=sys.stderr)
        return 1
    return 0
