"""The rules and the sentences as data for the page's own engine, overrides/assets/js/clock.js: the
same that this room counts with.
"""

from __future__ import annotations

import json
from typing import Any

from hooks.sources.records import BankHolidays, Deadline
from hooks.time_limits.answers import Rules
from hooks.time_limits.calendar import sequence
from hooks.time_limits.engine import FIRST, LAST
from hooks.time_limits.words import WORDS

COUNTED_WITH = frozenset(
    {
        "whose",
        "who",
        "law",
        "count",
        "act",
        "clock",
        "exceptions",
        "conflict",
        "when_passed",
        "in_force",
        "title",
    }
)
"""What the engine needs of a time limit. What is empty is left out, which keeps the page light."""


def as_json(rules: Rules) -> str:
    """One JSON text: the same rules give the same bytes."""
    data = {
        "first": str(FIRST),
        "last": str(LAST),
        "words": dict(WORDS),
        "holidays": _holidays(rules.holidays),
        "rules": {
            event: [_limit(limit, rules.holidays) for limit in limits]
            for event, limits in sorted(rules.by_event.items())
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _holidays(holidays: BankHolidays) -> dict[str, Any]:
    return holidays.model_dump(mode="json", include={"begins", "ends", "england", "elsewhere"})


def _limit(limit: Deadline, holidays: BankHolidays) -> dict[str, Any]:
    data = limit.model_dump(
        mode="json", by_alias=True, include=set(COUNTED_WITH), exclude_defaults=True
    )
    # By whom is no matter of the page's; the day is one of its calendar files'.
    return data | ({"signed": sequence((limit,), holidays)} if limit.signed else {})
