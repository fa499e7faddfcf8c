"""A policy that publicity carries was reviewed within the time that it promises.

That is three years where its record names no other time (`reviewed_within`).

The day of the last review is the fact `last_reviewed` of the policy; while nobody knows it,
`service-confirms` holds; no review that is still to come is read at all (`front-matter`).
"""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.records import in_reach


def check(site: Site) -> Iterator[Finding]:
    for policy in site.content.carried:
        path = site.content.project_path(policy.src)
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
            months = policy.months_between_reviews
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
