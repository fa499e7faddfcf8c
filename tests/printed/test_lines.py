"""What stands in a line of print: letters beside each other, and where an address may break."""

from __future__ import annotations

import pytest

from hooks.printed import item_text
from hooks.printed.pdf_text import Letter, overlapping

ARM = Letter("r", 0, 10.0, (0.6, 0.0, 4.2, 5.4), (0.0, -2.0, 4.5, 8.0), True, 1, 1)


def _beside(text: str, left: float) -> Letter:
    return Letter(
        text, 0, 10.0, (left, 0.0, left + 1.6, 1.5), (left, -2.0, left + 2.6, 8.0), True, 1, 2
    )


@pytest.mark.parametrize("text", [".", ","])
def test_a_full_stop_may_stand_under_an_arm(text: str) -> None:
    assert not overlapping([ARM, _beside(text, 3.4)])


@pytest.mark.parametrize(("text", "left"), [(".", 1.0), ("i", 3.4)])
def test_what_lies_on_a_letter_is_found(text: str, left: float) -> None:
    assert len(overlapping([ARM, _beside(text, left)])) == 1


def test_an_address_breaks_after_a_slash_alone() -> None:
    broken = item_text.broken("two-bays.example.org/about-us/staff/")
    assert broken.split("\u200b") == ["two-\u2060bays.example.org/", "about-\u2060us/", "staff/"]


def test_an_email_address_breaks_after_its_sign_alone() -> None:
    shown = item_text.address_whole('<a href="mailto:a-b@two-bays.org">a-b@two-bays.org</a>')
    assert shown == ('<a href="mailto:a-b@two-bays.org">a-\u2060b@\u200btwo-\u2060bays.org</a>')
