"""Whether the record of bank holidays is still what GOV.UK publishes.

    python -m hooks bank-holidays      writes build/bank-holidays.md and prints it

A person changes the record; this only says what to look at. It compares the days from the record's
first to its last, and says which whole years GOV.UK has beyond. Exit 0 where it could compare, also
where something differs; exit 1 where GOV.UK gave no answer that it can read: nothing is then known.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hooks.sources import site_records, terminal
from hooks.sources.build_day import today
from hooks.sources.content import BANK_HOLIDAYS
from hooks.sources.records import BankHolidays
from hooks.staff.github import WELL

ADDRESS = "https://www.gov.uk/bank-holidays.json"
SECONDS = 60
LONGEST = 1_000_000
"""GOV.UK's answer has about 30,000 bytes."""


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)
    title: str
    date: date


class _Division(BaseModel):
    model_config = ConfigDict(frozen=True)
    events: tuple[_Event, ...] = Field(min_length=1)


class Published(BaseModel):
    """GOV.UK's answer: the days of each part of the United Kingdom."""

    model_config = ConfigDict(frozen=True)
    england: _Division = Field(alias="england-and-wales")
    scotland: _Division
    northern_ireland: _Division = Field(alias="northern-ireland")

    @property
    def lists(self) -> Mapping[str, Mapping[date, str]]:
        """The days with their names, in the two lists of the record."""
        england = {event.date: event.title for event in self.england.events}
        others = (*self.scotland.events, *self.northern_ireland.events)
        elsewhere = {event.date: event.title for event in others if event.date not in england}
        return {"england": england, "elsewhere": elsewhere}

    @property
    def ends(self) -> int:
        """The last year that every part has days for."""
        parts = (self.england, self.scotland, self.northern_ireland)
        return min(max(event.date.year for event in part.events) for part in parts)


class Unread(Exception):
    """No answer that can be compared; says why."""


def fetch(address: str) -> Published:
    """What GOV.UK publishes. Raises Unread where it does not answer, or with something else."""
    try:
        with urlopen(address, timeout=SECONDS) as reply:
            body = reply.read(LONGEST)
    except (OSError, HTTPException) as error:
        raise Unread(f"{address} did not answer: {error}") from error
    try:
        return Published.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise Unread(
            f"{address} did not answer as it used to: {where or 'all of it'}: {first['msg']}"
        ) from error


def differences(ours: BankHolidays, published: Published) -> Iterator[str]:
    """What to put right in the record, one sentence for each day or year."""
    for name, days in published.lists.items():
        there = {day: title for day, title in days.items() if ours.begins <= day <= ours.ends}
        have = set(getattr(ours, name))
        for day in sorted(there.keys() - have):
            yield f'Add {day} to "{name}": GOV.UK has "{there[day]}" there, and we have not.'
        for day in sorted(have - there.keys()):
            yield f'Look at {day} in "{name}": we have it, and GOV.UK has not.'
    for year in range(ours.ends.year + 1, published.ends + 1):
        yield f'Add the year {year}: GOV.UK has its days. Then move "ends" to {year}-12-31.'


def report(found: Sequence[str], path: str, ours: BankHolidays) -> str:
    """The report as Markdown, for one issue that is kept up to date."""
    lines = ["# Bank holidays", ""]
    if not found:
        lines += [
            (
                f"{WELL} From {ours.begins:%-d %B %Y} to {ours.ends:%-d %B %Y} we have the days "
                f"that"
                " GOV.UK has."
            )
        ]
    else:
        lines += [
            (
                f"What {ADDRESS} says now is not what {path} says. Time limits are counted with"
                " these days."
            ),
            "",
        ]
        lines += [f"- {sentence}" for sentence in found]
        lines += ["", f"Look at {ours.url} yourself before you change the record."]
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks bank-holidays",
        description="Compares the bank holidays with GOV.UK's.",
    )
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument("--address", default=ADDRESS, help="where GOV.UK's list is read from")
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    try:
        records = site_records.read(options.config, today())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    if records.bank_holidays is None:
        print(
            f"There is no record {records.project_path(BANK_HOLIDAYS)} to compare.", file=sys.stderr
        )
        return 1
    try:
        found = list(differences(records.bank_holidays, fetch(options.address)))
    except Unread as error:
        print(error, file=sys.stderr)
        return 1
    text = report(found, records.project_path(BANK_HOLIDAYS), records.bank_holidays)
    out = records.root / "build" / "bank-holidays.md"
    out.parent.mkdir(exist_ok=True)
    out.write_text(text, encoding="utf-8")
    print(text)
    return 0
