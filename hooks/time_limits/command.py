"""`python -m hooks clock EVENT DATE [SECOND-DATE]`: the answer for one letter, as JSON.

`last_day` is a day, or REFUSE (outside what we know), NOT_COMPUTED (only somebody else can tell) or
ERROR (no real date). JSON comes out in every case. The command counts every rule, signed or not;
the page shows only what somebody trained in SEND law has signed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from hooks.sources import site_records
from hooks.sources.content import BANK_HOLIDAYS
from hooks.time_limits.answers import Answer, answer, rules_of

DATE, NO_DATE, MISUSE = 0, 2, 64
"""How the command ends. 64 is what sysexits.h calls a command used in a wrong way."""
USE = "python -m hooks clock EVENT DATE [SECOND-DATE]"


def main(arguments: Sequence[str], config: Path = Path("mkdocs.yml")) -> int:
    """Prints the answer. Returns 0 where there is a last day, 2 where there is none, 64 where it
    was asked in a wrong way.
    """
    if list(arguments) in (["-h"], ["--help"]):
        print(USE)
        return DATE
    found, code = _answered(arguments, config)
    print(json.dumps(found.as_data(), indent=1))
    return code


def _answered(arguments: Sequence[str], config: Path) -> tuple[Answer, int]:
    if not 2 <= len(arguments) <= 3:
        return _no_answer(f"Write: {USE}."), MISUSE
    event, written, second = (*arguments, "")[:3]
    records = site_records.read(config, date.min)  # an answer never depends on today
    known = records.bank_holidays
    rules = rules_of(records.deadlines, known) if known else None
    if rules is None or (event not in rules.by_event and records.findings):
        why = next(map(str, records.findings), f"There must be a record {BANK_HOLIDAYS}.")
        return _no_answer(why), NO_DATE  # a broken record may be the one that is asked for
    if event not in rules.by_event:
        near = get_close_matches(event, rules.by_event, n=1) or sorted(rules.by_event)
        return _no_answer(f'There is no event "{event}". Did you mean: {", ".join(near)}?'), MISUSE
    if second and not any(limit.count and limit.count.or_later for limit in rules.by_event[event]):
        return _no_answer(f'The event "{event}" has one date, and two are given.'), MISUSE
    found = answer(rules, event, written, second)
    return found, DATE if isinstance(found.last_day, date) else NO_DATE


def _no_answer(sentence: str) -> Answer:
    return Answer("ERROR", None, (), (sentence,))
