"""What stands beside a code that leads to the policy says so, and nothing else."""

from __future__ import annotations

import pytest

from hooks.printed import editions
from hooks.printed.layout import Layouts, captions
from hooks.words.spoken_of import leads_to
from tests.printed import bench

RECORDS = bench.real()
POLICY = next(policy for policy in RECORDS.policies if policy.impartiality_policy)


def test_every_caption_of_every_layout_is_right() -> None:
    layouts, found = Layouts(RECORDS), set()
    for item in RECORDS.publicity:
        for edition in editions.of(item):
            html = layouts.html(item, edition)
            found |= {
                (edition.layout, caption)
                for policy in RECORDS.carried
                for caption in captions(html, RECORDS.link(policy))
            }
    assert {"leaflet", "poster", "card", "slides"} <= {layout for layout, _ in found}
    assert not [words for _, words in found if list(leads_to(RECORDS, POLICY, words))]


@pytest.mark.parametrize(
    "caption",
    [
        "The small print that we have to add. Scan it only if you must.",
        "Never mind the policy.",
        "Point a phone camera at this code. Nobody reads it.",
        "Some of us think otherwise.",
        "We do not follow the policy.",
    ],
)
def test_a_caption_that_says_something_else_is_found(caption: str) -> None:
    assert list(leads_to(RECORDS, POLICY, caption))


@pytest.mark.parametrize(
    "caption",
    [
        "Scan this code to read our Impartiality Policy.",
        "Read the policy",
        "What the policy says",
        "You can read the policy here.",
        "Hold your phone camera to this code. It shows you the policy.",
        "We do not take sides. Read our policy.",
    ],
)
def test_a_caption_that_leads_there_passes(caption: str) -> None:
    assert not list(leads_to(RECORDS, POLICY, caption))
