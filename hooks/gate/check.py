"""Runs the rules without MkDocs.

python -m hooks check site/ --content content/ checks a built folder and writes its gate record
python -m hooks check site/ --publishable says whether a checked folder may be published
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from hooks.built.site import Site
from hooks.gate import findings_file, judgement, swap
from hooks.printed import proofs
from hooks.sources import site_records, terminal
from hooks.sources.build_day import today


def report(verdict: judgement.Verdict, *, pages: int, items: int) -> str:
    """What a person reads at the end of a check: the findings that need somebody, then one line of
    numbers."""
    lines = [str(finding) for finding in (*verdict.errors, *verdict.holds)]
    counts = (
        f"{pages} pages, {items} publicity items, {len(verdict.ran)} rules run: "
        f"{len(verdict.errors)} errors, {len(verdict.holds)} holds, {len(verdict.notices)} notices"
    )
    return "\n".join([*lines, counts])


def main(arguments: Sequence[str] | None = None) -> int:
    asked = "publishable" if "--publishable" in (arguments or ()) else "check"
    parser = argparse.ArgumentParser(
        prog=f"python -m hooks {asked}", description="Checks a built site without MkDocs."
    )
    parser.add_argument("site", type=Path, help="the built folder")
    parser.add_argument(
        "--content", type=Path, help="the folder of the pages (default: as mkdocs.yml says)"
    )
    parser.add_argument(
        "--config", type=Path, default=Path("mkdocs.yml"), help="the site's settings"
    )
    parser.add_argument("--today", help="the day to check for, such as 2026-11-22")
    parser.add_argument(
        "--publishable", action="store_true", help="only ask whether the folder may be published"
    )
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    try:
        with swap.alone(options.site):
            return _answer(options)
    except swap.NoFolder as error:
        print(error, file=sys.stderr)
        return 1


def _answer(options: argparse.Namespace) -> int:
    """What was asked, said and done. Returns the exit code."""
    if not options.site.is_dir():
        print(f"There is no built folder {options.site}. Run: make site", file=sys.stderr)
        return 1
    if options.publishable:
        reasons = judgement.reasons_against(options.site)
        print(
            "\n".join(
                [
                    *reasons,
                    (
                        f"Not publishable: {len(reasons)} reason{'s' if len(reasons) > 1 else ''}."
                        if reasons
                        else "Publishable."
                    ),
                ]
            )
        )
        if any("(service-confirms)" in reason for reason in reasons):
            print(
                'To confirm a fact, write its value and "sure: confirmed by the service" in the'
                " record that holds it, then run: make site"
            )
        return 1 if reasons else 0
    try:
        day = today(options.today)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    site = Site(
        site_records.read(options.config, day, options.content),
        options.site.resolve(),
        judgement.proved_rules(),
    )
    verdict = judgement.judge(site)
    judgement.write_record(site, verdict, proofs.left_out(site.folder, site.content.publicity))
    findings_file.write(site.content, verdict.findings)
    print(report(verdict, pages=len(site.content.pages), items=len(site.content.publicity)))
    return 1 if verdict.errors else 0
