"""A policy that publicity carries was reviewed within the time that it promises.

That is three years where its record names no other time (`reviewed_within`). A longer one must
stand in the policy's own words, and what stands there holds, whatever its record says.

The day of the last review is the fact `last_reviewed` of the policy; while nobody knows it,
`service-confirms` holds; no review that is still to come is read at all (`front-matter`).
"""

import re
from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from hooks.built.site import Site
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.records import REVIEWED_WITHIN, Policy, in_reach
from hooks.words.passages import passages, sentences

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
EVERY = re.compile(
    rf"\b(?:policy|it|this|we)\b[^.!?]*?\breview\w*\b[^.!?]*?\b(?:every|each|within|once\s+in)\s+"
    rf"(?:(\d{{1,3}}|{'|'.join(NUMBERS)})\s+)?(month|year)s?\b",
    re.IGNORECASE,
)
"""How often a policy says that it is reviewed."""


def check(site: Site) -> Iterator[Finding]:
    for policy in site.content.carried:
        path = site.content.project_path(policy.src)
        promised = _promised(site.content, policy)
        most = promised or REVIEWED_WITHIN
        if "reviewed_within" in policy.model_fields_set and policy.reviewed_within > most:
            yield Finding(
                path,
                policy.line_of("reviewed_within"),
                f'"reviewed_within" must be at most {most} months, because the policy'
                f" {'says so' if promised else 'names no other time'}; it is"
                f" {policy.reviewed_within} months.",
                "policy-review-due",
            )
        reviewed = policy.facts.get("last_reviewed")
        if reviewed is None:
            yield Finding(
                path,
                1,
                'The policy must have a fact "last_reviewed" (it may be "not confirmed").',
                "policy-review-due",
            )
        elif reviewed.value is not None:
            line = policy.line_of("facts", "last_reviewed")
            try:
                day = date.fromisoformat(reviewed.value)
            except ValueError:
                day = date.max
            if not in_reach(day):
                yield Finding(
                    path,
                    line,
                    "The day of the last review must be written like 2026-11-22; it is"
                    f' "{reviewed.value}".',
                    "policy-review-due",
                )
                continue
            months = min(policy.months_between_reviews, most)
            due = day + relativedelta(months=months)
            if due < site.content.today:
                often = (
                    f"{months // 12} years"
                    if months % 12 == 0 and months > 12
                    else f"{months} months"
                )
                yield Finding(
                    path,
                    line,
                    f"The policy must be reviewed at least every {often}; its review was due on"
                    f" {due:%-d %B %Y}.",
                    "policy-review-due",
                )


def _promised(content: Content, policy: Policy) -> int:
    """The longest time within which a policy says that it is reviewed, in months; 0 where it does
    not say."""
    most = 0
    for passage in passages(content, policy):
        for sentence in sentences(passage.english):
            if found := EVERY.search(sentence):
                number = (found[1] or "one").lower()
                count = NUMBERS.index(number) + 1 if number in NUMBERS else int(number)
                most = max(most, count * (12 if found[2].lower() == "year" else 1))
    return most
