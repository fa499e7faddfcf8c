"""Every way to spoil an item is caught, and nothing harmless is. `python -m tests.printed` prints
the whole table, for all layouts.

The leaflet is spoiled in every way that there is for it; each other layout in every fifth, so that
all together meet them all, and the first that it is for in what the leaflet leaves out.
"""

from __future__ import annotations

import pytest

from tests.printed import bench
from tests.printed.spoilings import SPOILINGS, Spoiling

LEAFLET = [spoiling for spoiling in SPOILINGS if spoiling.applies("leaflet")]
ELSEWHERE = [
    (next(filter(spoiling.applies, bench.FORMATS)), spoiling)
    for spoiling in SPOILINGS
    if spoiling not in LEAFLET
]
OTHERS = [
    (layout, spoiling)
    for place, layout in enumerate(bench.FORMATS[1:])
    for spoiling in dict.fromkeys((*SPOILINGS[place % 5 :: 5], SPOILINGS[0]))
    if spoiling.applies(layout)
]
OTHERS += [pair for pair in ELSEWHERE if pair not in OTHERS]


def _check(layout: str, spoiling: Spoiling) -> None:
    found = bench.faults(layout, spoiling)
    if spoiling.harm:
        assert found, f"{layout}: nobody noticed: {spoiling.name}"
        assert all("Traceback" not in text for text in found)
    else:
        assert not found, f"{layout}: refused without reason: {spoiling.name}: {found}"


@pytest.mark.parametrize("spoiling", LEAFLET, ids=lambda spoiling: spoiling.name)
def test_leaflet(spoiling: Spoiling) -> None:
    _check("leaflet", spoiling)


@pytest.mark.parametrize(
    ("layout", "spoiling"),
    OTHERS,
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_other_layouts(layout: str, spoiling: Spoiling) -> None:
    _check(layout, spoiling)
