"""The pages that hold for every service are all there, whichever site shows them."""

from __future__ import annotations

from hooks.sources.content import Content
from hooks.sources.records import Deadlines


def test_national_records_are_whole(real_content: Content) -> None:
    """The routes, time limits, words and quotations that were written for every service."""
    assert 12 == len([route for route in real_content.routes if real_content.is_shared(route)])
    assert len(real_content.deadlines) >= 50
    assert len(real_content.words) >= 30
    assert {"code-2-1", "code-2-8", "code-impartial"} <= set(real_content.quotations)


def test_time_limits_of_families_and_of_others(real_content: Content) -> None:
    """A family meets its own limits on one page, and those of the council and others on another."""
    found = {
        record.src: {limit.whose for limit in record.deadlines}
        for record in real_content.of(Deadlines)
    }
    assert found == {
        "your-options/deadlines.md": {"family"},
        "your-options/council-deadlines.md": {"others"},
    }
