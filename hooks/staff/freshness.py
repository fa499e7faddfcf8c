"""What falls due soon, by owner: pages and facts to check again, the policy's review, notices that
end, security.txt.

    python -m hooks freshness site
        writes build/freshness.md and prints it; a date is never a failure

The day is given (`--today`, SITE_DATE), as for every build.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta

from hooks.sources import site_records, terminal
from hooks.sources.build_day import today
from hooks.sources.content import BANK_HOLIDAYS, NOTICES, Content
from hooks.sources.records import Fact, Page, in_reach

SOON = timedelta(days=30)
NOBODY = "Everybody"
"""Whom the report asks where no page names an owner."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do. `on` is None for what nobody has ever checked."""

    owner: str
    on: date | None
    says: str
    place: str


def due(site: Content, folder: Path | None = None) -> list[Due]:
    """Everything due within 30 days of `site.today`, what is overdue too; by owner, the oldest
    first."""
    last = site.today + SOON
    found = [item for item in _everything(site, folder) if item.on is None or item.on <= last]
    return sorted(
        found,
        key=lambda item: (item.owner, item.on is None, item.on or date.max, item.place, item.says),
    )


def _everything(site: Content, folder: Path | None) -> Iterator[Due]:
    for page in site.pages:
        path = site.project_path(page.src)
        yield Due(
            page.owner,
            page.due,
            f'Check the page "{page.title}".',
            f"{path}, line {page.line_of('checked')}",
        )
        yield from _facts(page, path)
        if site.is_outdated(page):
            yield Due(
                page.owner,
                site.today,
                f'The page that "{page.title}" translates has changed. Translate what is new.',
                f"{path}, line {page.line_of('translated')}",
            )
    for policy in site.carried:
        reviewed = policy.facts.get("last_reviewed")
        day = _day(reviewed.value) if reviewed else None
        if day:
            months = policy.months_between_reviews
            yield Due(
                policy.owner,
                day + relativedelta(months=months),
                f'Review the policy "{policy.title}".',
                f"{site.project_path(policy.src)}, line {policy.line_of('facts', 'last_reviewed')}",
            )
    owner = site.contact.owner if site.contact else NOBODY
    for notice, line in zip(site.notices, site.notice_lines, strict=True):
        ends = "ends" if notice.until else "is here until further notice"
        yield Due(
            owner,
            notice.until or site.today,
            f'The notice "{notice.title}" {ends}. Is it still true, and must another follow?',
            f"{site.project_path(NOTICES)}, line {line}",
        )
    for own in site.replaced:
        if own.is_old:
            yield Due(
                own.owner or owner,
                site.today,
                f"Compare this {own.what} with the national one, which has changed: {own.changes}.",
                f"{own.path}, line {own.line}",
            )
    if site.bank_holidays:
        yield Due(
            owner,
            site.bank_holidays.more_wanted,
            f"Time limits are counted until {site.bank_holidays.ends:%-d %B %Y}. Add bank"
            " holidays.",
            f"{site.project_path(BANK_HOLIDAYS)}, line {site.bank_holidays_end_line}",
        )
    expires = _expires(folder)
    if expires:
        yield Due(
            owner,
            expires,
            "The file security.txt of the published site expires. Publish the site again.",
            ".well-known/security.txt, line 1",
        )


def _day(value: str | None) -> date | None:
    """A day that was typed as words; None where the rule `policy-review-due` says what is wrong
    with it."""
    try:
        day = date.fromisoformat(value or "")
    except ValueError:
        return None
    return day if in_reach(day) else None


def _facts(page: Page, path: str) -> Iterator[Due]:
    """The facts of a page that a person has checked before: each is checked as often as its
    page."""
    facts = getattr(page, "facts", {})
    for name, fact in facts.items():
        if isinstance(fact, Fact) and fact.checked:
            line = max(page.line_of("facts", name), page.line_of(name))
            yield Due(
                page.owner,
                fact.checked + relativedelta(months=page.review_every),
                f'Check the fact "{name}" of "{page.title}".',
                f"{path}, line {line}",
            )


def _expires(folder: Path | None) -> date | None:
    file = folder / ".well-known" / "security.txt" if folder else None
    match = (
        re.search(r"^Expires: (\d{4}-\d{2}-\d{2})", file.read_text(encoding="utf-8"), re.MULTILINE)
        if file and file.is_file()
        else None
    )
    return date.fromisoformat(match[1]) if match else None


def report(items: Sequence[Due], today: date) -> str:
    """The report as Markdown: one heading for each owner; what nobody has ever checked is counted,
    then listed last."""
    lines = [f"# What falls due by {today + SOON:%-d %B %Y}", ""]
    if not items:
        return "\n".join([*lines, "All is well. Nothing falls due.", ""])
    lines += [
        (
            f"{len(items)} {'thing' if len(items) == 1 else 'things'} to do. When you have checked"
            " a page, write the day after `checked:`."
        ),
        "",
    ]
    for owner in dict.fromkeys(item.owner for item in items):
        own = [item for item in items if item.owner == owner]
        dated, never = [item for item in own if item.on], [item for item in own if not item.on]
        lines += [f"## {owner}", ""]
        lines += [
            f"- {_when(item.on, today)}: {item.says} ({item.place})" for item in dated if item.on
        ]
        if never:
            lines += [
                (
                    "- Nobody has checked"
                    f" {'this page' if len(never) == 1 else f'these {len(never)} pages'} yet:"
                )
            ]
            lines += [f"  - {item.says} ({item.place})" for item in never]
        lines.append("")
    return "\n".join(lines)


def _when(day: date, today: date) -> str:
    return f"{'Was due on' if day < today else 'By'} {day:%-d %B %Y}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks freshness",
        description="Says what falls due in the next 30 days, by owner.",
    )
    parser.add_argument(
        "site", type=Path, nargs="?", help="the built folder, for what only it knows"
    )
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument("--today", help="the day to ask for, such as 2026-11-22")
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    try:
        records = site_records.read(options.config, today(options.today))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    text = report(due(records, options.site), records.today)
    out = records.root / "build" / "freshness.md"
    out.parent.mkdir(exist_ok=True)
    out.write_text(text, encoding="utf-8")
    print(text)
    return 0
