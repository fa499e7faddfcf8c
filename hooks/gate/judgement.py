"""Runs every rule over a built folder, writes the gate record, and says whether a folder may be
published."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hooks.built.output import HOST, RECORD, entries
from hooks.built.site import Site
from hooks.rules import RULES, severity_of
from hooks.sources import failed
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.notices import must_go_out
from hooks.sources.rule import Rule, Severity

YIELDS = frozenset({"policy-review-due"})
"""Holds that a notice to families passes by: the site was published before, and nothing may keep
the notice from it. The holds of a draft stay, because a site that was never published has nobody to
tell."""
OF_MARKS = frozenset({"markup-sound", "shown-as-typed"})
OF_WORDS = frozenset(
    {
        "spelling",
        "plain-words",
        "words-explained",
        "link-words",
        "one-style",
        "capitals",
        "page-outline",
        "links-lead-somewhere",
    }
)
"""Rules that read a line as words, and those that say that it holds something else."""
PROVED = Path(__file__).parents[1] / "rules" / "proved.txt"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules found, sorted; `ran` names the rules that ran to their end."""

    findings: tuple[Finding, ...]
    ran: tuple[str, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if severity_of(finding.rule) is severity)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return self.of(Severity.ERROR)

    @property
    def holds(self) -> tuple[Finding, ...]:
        return self.of(Severity.HOLD)

    @property
    def notices(self) -> tuple[Finding, ...]:
        return self.of(Severity.NOTICE)

    def found_by(self, rule: str) -> int:
        return sum(finding.rule == rule for finding in self.findings)


def proved_rules() -> tuple[Rule, ...]:
    """The rules that the tests have seen fail on a spoiled input."""
    seen = (
        frozenset(PROVED.read_text(encoding="utf-8").split()) if PROVED.is_file() else frozenset()
    )
    return tuple(rule for rule in RULES if rule.name in seen)


def judge(site: Site) -> Verdict:
    """Runs every rule, all of them, whatever the others find."""
    findings: set[Finding] = set()
    ran: list[str] = []
    for rule in RULES:
        try:
            findings.update(rule.check(site))
            ran.append(rule.name)
        # A rule that stops has found nothing, so nobody knows whether it is kept
        except Exception as error:  # noqa: BLE001
            findings.add(
                Finding(
                    *failed.place(error, site.content),
                    f'This file stopped the rule "{rule.name}": {failed.said(error)}. Take out what'
                    " was changed last.",
                    "front-matter",
                )
            )
    return Verdict(tuple(sorted(_causes(site.content, findings))), tuple(ran))


def _causes(content: Content, findings: Iterable[Finding]) -> Iterator[Finding]:
    """One cause, one finding: what rules about words say of a line that is not what it seems
    follows from that."""
    findings = [_at_its_words(content, found) for found in _of_own_words(content, findings)]
    marked = {(found.path, found.line) for found in findings if found.rule in OF_MARKS}
    return (
        found
        for found in findings
        if found.rule not in OF_WORDS or (found.path, found.line) not in marked
    )


def _of_own_words(content: Content, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those about marks on a line of a national page of which the cause is
    named already, where a service typed words for it."""
    findings = list(findings)
    named = {(found.path, found.line) for found in findings if found.rule in OF_MARKS}
    for found in findings:
        filled = content.filled.get((found.path, found.line))
        local = (
            [content.local[slot] for slot in filled.slots if slot in content.local]
            if filled
            else []
        )
        if found.rule not in OF_MARKS or not any((one.path, one.line) in named for one in local):
            yield found


NAMED = re.compile(r'[^"]*"([^"]+?)(?:\.\.\.)?"|(\S+)')
"""What a finding shows of the words that it is about: what it quotes first, or its first word."""


def _at_its_words(content: Content, found: Finding) -> Finding:
    """A finding about what a service says in a slot of a national page, at the line of local.yml
    where it was typed; any other as it is."""
    filled = content.filled.get((found.path, found.line))
    shown = NAMED.match(found.message) if filled else None
    if filled is None or shown is None:
        return found
    words = shown[1] or shown[2]
    for slot in filled.slots:
        local = content.local.get(slot)
        if local and words in local.words and words not in filled.own:
            return replace(found, path=local.path, line=local.line)
    return found


def digest(folder: Path) -> str:
    """One number for all names and bytes of a folder, the gate record apart."""
    total = hashlib.sha256()
    for name, ordinary in sorted(entries(folder), key=lambda entry: entry[0].split("/")):
        if name != RECORD:
            data = (folder / name).read_bytes() if ordinary else b"not an ordinary file"
            total.update(os.fsencode(name) + b"\0" + hashlib.sha256(data).digest())
    return total.hexdigest()


def write_record(site: Site, verdict: Verdict, left_out: Iterable[str] = ()) -> None:
    """Writes what was checked, and of which folder. `left_out` names parts that could not be made
    on this machine."""
    findings = [
        {
            "path": f.path,
            "line": f.line,
            "message": f.message,
            "rule": f.rule,
            "severity": severity_of(f.rule).value,
        }
        for f in verdict.findings
    ]
    left_out = {*left_out, *(rule.left_out for rule in RULES if rule.left_out)}
    record = {
        "folder": digest(site.folder),
        "day": site.content.today.isoformat(),
        "rules": list(verdict.ran),
        "left_out": sorted(left_out),
        "notice": must_go_out(site.content.notices, site.content.today),
        "counts": dict(Counter(f["severity"] for f in findings)),
        "findings": findings,
        "made": site.output.record(),
    }
    site.output.write(RECORD, json.dumps(record, indent=1, ensure_ascii=False) + "\n", HOST)


def reasons_against(folder: Path) -> list[str]:
    """Why a folder may not be published; empty where it may. Each reason is a sentence for the
    person who must act."""
    path = folder / RECORD
    if not path.is_file():
        return [
            (
                f"{folder.name}/ has no gate record ({RECORD}), so nobody knows whether it was "
                f"checked."
                " Run: make site"
            )
        ]
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        ran, kept, findings, left_out = (
            set(record["rules"]),
            record["folder"],
            record["findings"],
            record["left_out"],
        )
        lines = [
            (f["severity"], f"{f['path']}:{f['line']}: {f['message']} ({f['rule']})")
            for f in findings
        ]
    except (ValueError, KeyError, TypeError):
        return [f"The gate record of {folder.name}/ cannot be read. Run: make site"]
    reasons = []
    if kept != digest(folder):
        reasons.append(
            f"The gate record is of another folder: {folder.name}/ was changed after it was"
            " checked. Run: make site"
        )
    missing = [rule.name for rule in RULES if rule.name not in ran]
    if missing:
        reasons.append(
            f"The gate record is partial: these rules did not run: {', '.join(missing)}. Run: make"
            " site"
        )
    reasons += [f"The gate record is partial: {part}" for part in left_out]
    let_by = YIELDS if record.get("notice") is True else frozenset()
    reasons += [
        line
        for (severity, line), found in zip(lines, findings, strict=True)
        if severity == Severity.ERROR.value
        or (severity == Severity.HOLD.value and found["rule"] not in let_by)
    ]
    return reasons
