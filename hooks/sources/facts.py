"""Shows facts: as HTML on a page, as plain text elsewhere. What is not confirmed is shown as not
confirmed."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from urllib.parse import urlsplit

from hooks.sources.records import Fact, dialled

MISSING = "not confirmed yet"
UNCHECKED = "not checked by us"
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def as_html(fact: Fact) -> str:
    """A fact as HTML: a link where it can be one; marked where it is not confirmed, or was only
    seen elsewhere."""
    if fact.value is None:
        return f'<span class="unconfirmed">{escape(fact.missing or MISSING)}</span>'
    shown = f'<span class="fact">{_linked(fact.value)}</span>'
    if not fact.confirmed:
        shown += f' <span class="unchecked">({UNCHECKED})</span>'
    return shown


def as_text(fact: Fact) -> str:
    """A fact as plain text, with the same marks."""
    if fact.value is None:
        return fact.missing or MISSING
    shown = _day(fact.value) or fact.value
    return shown if fact.confirmed else f"{shown} ({UNCHECKED})"


def _day(value: str) -> str | None:
    """A day as people write it, where the record holds one: "2026-11-22" is 22 November 2026."""
    try:
        return f"{date.fromisoformat(value):%-d %B %Y}" if ISO_DAY.fullmatch(value) else None
    except ValueError:
        return None


def _linked(value: str) -> str:
    if value.startswith(("https://", "http://")):
        parts = urlsplit(value)
        return f'<a href="{escape(value)}">{escape((parts.netloc + parts.path).rstrip("/"))}</a>'
    if "@" in value and " " not in value:
        return f'<a href="mailto:{escape(value)}">{escape(value)}</a>'
    number = dialled(value) if not _day(value) and set(value) <= set("0123456789 +()-") else None
    if number:
        return f'<a class="telephone" href="tel:{number}">{escape(value)}</a>'
    return escape(_day(value) or value)
