"""Shows facts: as HTML on a page, as plain text elsewhere. What is not confirmed is shown as not confirmed."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from hooks.records import Fact, international

MISSING = "not confirmed yet"
UNCHECKED = "not checked by us"


def as_html(fact: Fact) -> str:
    """A fact as HTML: a link where it can be one; marked where it is not confirmed, or was only seen elsewhere."""
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
    return fact.value if fact.confirmed else f"{fact.value} ({UNCHECKED})"


def _linked(value: str) -> str:
    if value.startswith(("https://", "http://")):
        parts = urlsplit(value)
        return f'<a href="{escape(value)}">{escape((parts.netloc + parts.path).rstrip("/"))}</a>'
    if "@" in value and " " not in value:
        return f'<a href="mailto:{escape(value)}">{escape(value)}</a>'
    number = international(value) if set(value) <= set("0123456789 +()-") else None
    if number:
        return f'<a class="telephone" href="tel:{number}">{escape(value)}</a>'
    return escape(value)
