"""What the staff guide says of the findings: made from the rules and from the tests' spoiled
inputs, so that it cannot drift.

hooks/rules/examples.json is written by `python -m tests.rules.examples` from the fixtures that the
tests run; a test compares both.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hooks.sources.records import Promise
from hooks.sources.rule import Rule, Severity

EXAMPLES = Path(__file__).parents[1] / "rules" / "examples.json"
MEANS = {
    Severity.ERROR: "The change cannot go on the website until this is put right.",
    Severity.HOLD: (
        "The website can be built and looked at. It cannot be published until somebody acts."
    ),
    Severity.NOTICE: "This stops nothing. Somebody must know of it.",
}
GROUPS = (
    (Severity.ERROR, "Must be put right"),
    (Severity.HOLD, "Holds back publishing"),
    (Severity.NOTICE, "To know about"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """What was refused in a test, and what stood there before, which passes. Empty where words
    alone do not show it."""

    case: str
    refused: str
    passes: str
    said: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule as the guide shows it, with the promises of the service that it helps to keep."""

    name: str
    says: str
    why: str
    keeps: tuple[Promise, ...]
    example: Example | None


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    means: str
    entries: tuple[Entry, ...]


ABOUT = {
    "words": frozenset(
        {
            "plain-words",
            "reading-age",
            "spelling",
            "words-explained",
            "link-words",
            "one-style",
            "capitals",
            "limits-from-record",
            "takes-no-side",
            "secrecy-not-absolute",
            "quotations-exact",
            "notices-dated",
            "statement-true",
            "letters-neutral",
            "pictures-described",
        }
    ),
    "publicity": frozenset(
        {
            "publicity-carries-policy",
            "publicity-is-confirmed",
            "printed-carries-policy",
            "printed-is-accessible",
            "printed-fits",
            "printed-is-balanced",
            "printed-is-confirmed",
            "brought-publicity",
            "identity-shown",
            "policy-review-due",
        }
    ),
}
"""Rules that stand on a page of their own, whose name ends in this word: together the rules are too
heavy for one page."""


def groups(every: Sequence[Rule], slug: str, promises: Sequence[Promise]) -> tuple[Group, ...]:
    """The rules that a page of findings shows, by what they hold back, in the order in which they
    run."""
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8")) if EXAMPLES.is_file() else {}
    apart = ABOUT.get(slug.rpartition("-")[2])
    rules = [
        rule
        for rule in every
        if (
            rule.name in apart
            if apart is not None
            else not any(rule.name in names for names in ABOUT.values())
        )
    ]
    found = (
        Group(
            title,
            MEANS[severity],
            tuple(_entry(rule, examples, promises) for rule in rules if rule.severity is severity),
        )
        for severity, title in GROUPS
    )
    return tuple(group for group in found if group.entries)


def _entry(rule: Rule, examples: dict[str, dict[str, str]], promises: Sequence[Promise]) -> Entry:
    found = examples.get(rule.name)
    keeps = tuple(promise for promise in promises if rule.name in promise.rules)
    return Entry(rule.name, rule.says, rule.why, keeps, Example(**found) if found else None)
