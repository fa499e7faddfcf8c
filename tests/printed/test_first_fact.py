"""Whichever fact a service confirms first, its items have room for it: a year's walk confirms them
in one order alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.printed import editions, proofs
from hooks.sources import site_records
from tests.first_year import CONTACT, confirmed, lay_out
from tests.helpers import TODAY
from tests.printed import bench

FIRST = {
    "phone": "01632 960123",
    "email": "information-and-advice@sendiass.example.org",
    "hours": "Monday to Thursday, 9am to 5pm, and Friday, 9am to 4.30pm",
    "response": "within three working days",
    "base": "Example House, 1 Example Street, Rotherham",
}
TIGHT = ("slides", "card")
"""The formats that leave least room."""


@pytest.mark.parametrize("fact", FIRST)
def test_there_is_room_for_whichever_fact_comes_first(fact: str, tmp_path: Path) -> None:
    copy = lay_out(tmp_path)
    copy.line(CONTACT, f"  {fact}: {confirmed(FIRST[fact])}")
    content = site_records.read(tmp_path / "mkdocs.yml", TODAY)
    faults = [
        said
        for item in content.publicity
        if item.format in TIGHT
        for edition in editions.of(item)
        if not edition.name
        for _, said in proofs.examine(*bench.drawn(content, item, edition))
    ]
    assert faults == []
