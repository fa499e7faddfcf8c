"""A pattern that is compiled when it is first asked is one that can be compiled, and asks as any
other does."""

from __future__ import annotations

import gc
import re

import pytest

import hooks.rules  # noqa: F401 - with it, every list of patterns
from hooks.words import patterns
from hooks.words.patterns import later


def test_every_pattern_of_ours_can_be_compiled() -> None:
    known = [one for one in gc.get_objects() if isinstance(one, patterns._Later)]
    assert len(known) > 100
    for one in known:
        re.compile(one.pattern, one.flags)


def test_it_answers_as_a_compiled_pattern_does() -> None:
    ours, other = later(r"(a)(b)?", re.IGNORECASE), re.compile(r"(a)(b)?", re.IGNORECASE)
    assert ours.findall("xAbA") == other.findall("xAbA")
    assert ours.sub("-", "xAbA") == other.sub("-", "xAbA")
    assert ours.pattern == other.pattern


def test_what_is_no_pattern_is_found_out_when_it_is_asked() -> None:
    with pytest.raises(re.error):
        later("(").search("a")
