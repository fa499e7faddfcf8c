"""What is Rotherham's alone. Every other test of the site takes what it expects from the site's own
records."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from hooks.sources.content import Content

EXPLANATION = [f"E{number}" for number in range(1, 12)]
POLICY = [f"P{number}" for number in range(1, 41)]
"""The numbers of the service's two documents, in their order."""


def test_register_holds_every_number(real_content: Content) -> None:
    """Every promise of both documents, once, in order."""
    assert EXPLANATION + POLICY == [promise.number for promise in real_content.promises]


def test_policy_has_every_commitment_in_order(real_site: Path) -> None:
    """P1 to P40, each once, on the page of the Impartiality Policy."""
    html = (real_site / "policies" / "impartiality" / "index.html").read_text(encoding="utf-8")
    marked = LexborHTMLParser(html).css(".commitment[data-promise]")
    carried = [(node.attributes["data-promise"] or "").split() for node in marked]
    assert POLICY == [number for numbers in carried for number in numbers]
