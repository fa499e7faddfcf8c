"""The pages that hold for every service are all there."""

from __future__ import annotations

import pytest

from hooks.sources import site_records
from hooks.sources.content import Content
from hooks.sources.records import Deadlines
from tests.helpers import DAY, ROOT


@pytest.fixture(scope="module")
def national() -> Content:
    """The national pages, as the site of this repository reads them."""
    return site_records.read(ROOT / "mkdocs.yml", DAY)


def test_national_records_are_whole(national: Content) -> None:
    """The routes, time limits, words and quotations that were written for every service."""
    assert 12 == len([route for route in national.routes if national.is_shared(route)])
    assert len(national.deadlines) >= 50
    assert len(national.words) >= 30
    assert len([body for body in national.organisations if national.is_shared(body)]) >= 10
    assert {"code-2-1", "code-2-8", "code-impartial"} <= set(national.quotations)


def test_time_limits_of_families_and_of_others(national: Content) -> None:
    """A family meets its own limits on one page, and those of the council and others on another."""
    found = {
        record.src: {limit.whose for limit in record.deadlines} for record in national.of(Deadlines)
    }
    assert found == {
        "your-options/deadlines.md": {"family"},
        "your-options/council-deadlines.md": {"others"},
    }
