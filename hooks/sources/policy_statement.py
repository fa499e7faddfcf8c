"""What an item of publicity says of a policy: which statement it carries, and where the whole policy can be read."""

from __future__ import annotations

from hooks.sources.content import Content
from hooks.sources.records import Policy, Publicity

SMALL = frozenset({"card", "signature", "voicemail"})
"""Formats with room for the short statement only."""


def statement_for(item: Publicity, policy: Policy) -> str:
    """The statement that this item must show: whole, or short on a small format."""
    assert policy.publicity is not None
    return policy.publicity.short if item.format in SMALL else policy.publicity.statement


def where_sentence(content: Content, policy: Policy) -> str:
    """The line below the statement: where the whole policy can be read. Layouts print this."""
    return f"Read our {policy.title} at {content.printed_address(policy)}"
