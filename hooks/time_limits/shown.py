"""What the site may count in front of a family: a rule that somebody trained in SEND law signed.

The draft counts the others too and marks them. Withdrawn is withdrawn everywhere, the whole clock
or one rule; then the limit is shown in words, and who can tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, pairwise
from urllib.parse import urlsplit

from dateutil.relativedelta import relativedelta

from hooks.sources.content import Content
from hooks.sources.once import once
from hooks.sources.records import Deadline, Deadlines, Kind, Page, Topic, Whose
from hooks.time_limits.answers import Answer, answer, rules_of
from hooks.time_limits.calendar import calendar, sequence
from hooks.time_limits.data import as_json
from hooks.time_limits.engine import work_before
from hooks.time_limits.examples import Example, examples
from hooks.time_limits.words import FORM

READY_DAYS = 92
"""For how many days back the ready table shows letters: longer than any of its limits."""
READY = ("mediation_contact", "appeal")
"""The limits of the ready table: they begin with the same letter."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ready table: what to do by when, for a letter of `day`."""

    day: date
    mediation: Answer
    appeal: Answer

    @property
    def safe_by(self) -> date | None:
        """The day that is safe for both."""
        days = (self.mediation.safe_by, self.appeal.safe_by)
        return min(filter(None, days)) if all(days) else None

    def file(self, event: str) -> str:
        """The name of a calendar file of this row."""
        return f"{self.day}-{event.replace('_', '-')}.ics"


@dataclass(frozen=True, slots=True)
class Signing:
    """A rule with its worked examples, for the person who signs it."""

    limit: Deadline
    examples: tuple[Example, ...]


class Clock:
    """The clock of one site on one day; `rules` are those that its pages may count with."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.draft = bool(content.unconfirmed)
        known, off = content.bank_holidays, any(page.withdrawn for page in content.of(Deadlines))
        limits = () if off or known is None else filter(self._may_count, content.deadlines)
        self.rules = rules_of(limits, known) if known else None

    def _may_count(self, limit: Deadline) -> bool:
        return not limit.withdrawn and (self.draft or limit.signed is not None)

    @property
    def counts(self) -> bool:
        """Whether anything at all is counted."""
        return bool(self.rules and self.rules.by_event)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(kind for page in self.content.of(Deadlines) for kind in page.kinds)

    def limits(self, kind: Kind) -> list[Deadline]:
        """The limits of something, in the order of its record: first those that can be counted."""
        by_event = {limit.event: limit for limit in self.content.deadlines if limit.event}
        by_id = {limit.id: limit for limit in self.content.deadlines}
        return [
            *(by_event[event] for event in kind.events if event in by_event),
            *(by_id[name] for name in kind.limits if name in by_id),
        ]

    def topics(self, kind: Kind) -> list[Topic]:
        """The topics that answer something, in the order of its record."""
        by_src = {topic.src: topic for topic in self.content.topics}
        return [by_src[src] for src in kind.topics if src in by_src]

    def kind_of(self, limit: Deadline) -> Kind | None:
        """The first kind that starts a limit: where its record leads to."""
        return next((kind for kind in self.kinds if limit.event in kind.events), None)

    @property
    def page_of_clock(self) -> Deadlines:
        """The page that begins with the clock."""
        return next(page for page in self.content.of(Deadlines) if page.kinds)

    def page_of(self, limit: Deadline) -> Deadlines:
        """The page that shows a limit in words."""
        return next(page for page in self.content.of(Deadlines) if limit in page.deadlines)

    def named(self, page: Page) -> list[Deadline]:
        """The limits that a page takes from their records and that are counted here."""
        if self.rules is None:
            return []
        words = str(page.model_dump(exclude={"at"}))
        return [
            limit
            for limit in self.content.deadlines
            if limit.event in self.rules.by_event
            and self.kind_of(limit)
            and re.search(rf"\{{\{{\s*deadline\.{limit.id}\s*\}}\}}", words)
        ]

    def table(self) -> list[Row]:
        """Letters of the last days, the newest first; empty where the site may not count both."""
        if self.rules is None or not all(event in self.rules.by_event for event in READY):
            return []
        return [self._row(self.content.today - timedelta(days=back)) for back in range(READY_DAYS)]

    def months(self) -> list[tuple[str, list[Row]]]:
        """The ready table month by month, so that a family gets to the date of its letter."""
        by_month = groupby(self.table(), lambda row: f"{row.day:%B %Y}")
        return [(month, list(rows)) for month, rows in by_month]

    def year(self) -> list[tuple[str, list[Row]]]:
        """Letters of twelve months, three of them gone by, month by month; empty as the table
        is."""
        if not self.table():
            return []
        first = self.content.today.replace(day=1) - relativedelta(months=3)
        starts = [first + relativedelta(months=number) for number in range(13)]
        return [
            (
                f"{start:%B %Y}",
                [self._row(start + timedelta(days=day)) for day in range((end - start).days)],
            )
            for start, end in pairwise(starts)
        ]

    def _row(self, day: date) -> Row:
        known = _rows(self.content)
        if day not in known:
            assert self.rules
            answers = (answer(self.rules, event, day.isoformat()) for event in READY)
            known[day] = Row(day, *answers)
        return known[day]

    def calendars(self) -> Iterator[tuple[str, bytes]]:
        """A calendar file for each day of the ready table, by its name beside the table."""
        clock, rules = self.page_of_clock, self.rules
        if rules is None:
            return
        for row in self.table():
            for event, found in zip(READY, (row.mediation, row.appeal), strict=True):
                if isinstance(found.safe_by, date):
                    yield (
                        row.file(event),
                        calendar(
                            found.safe_by,
                            name=f"{event}-{row.day}@{self.host}",
                            made=self.content.today,
                            changed=sequence(rules.by_event[event], rules.holidays),
                            before=work_before(found.safe_by, rules.holidays),
                            title=FORM["reminder"],
                            text=found.says[0],
                            url=f"{self.content.site_url}{clock.url}",
                        ),
                    )

    @property
    def host(self) -> str:
        """The site's host, which makes the names of calendar entries its own."""
        return urlsplit(self.content.site_url).hostname or ""

    @property
    def signed(self) -> bool:
        """Whether everything in the ready table is signed."""
        rules = self.rules.by_event if self.rules else {}
        return all(limit.signed for event in READY for limit in rules.get(event, ()))

    def to_sign(self, whose: Whose) -> Iterator[Signing]:
        """Every rule of theirs that is counted anywhere, with its worked examples."""
        known = examples()
        for limit in self.content.deadlines:
            if limit.event and limit.count and limit.whose == whose:
                yield Signing(limit, tuple(row for row in known if row.event == limit.event))

    def script(self) -> str:
        """The page's data as a module of the browser: rules, sentences, what is asked for each
        kind."""
        if self.rules is None or not self.counts:
            return ""
        more = {
            "form": dict(FORM),
            "kinds": {kind.id: _asked(kind) for kind in self.kinds if kind.events},
            "made": self.content.today.isoformat(),
            "host": self.host,
        }
        return f"export default {{...{as_json(self.rules)},...{_json(more)}}}\n"


@once
def _rows(content: Content) -> dict[date, Row]:
    """The lines that were counted so far: the table, its files and the year share most of them."""
    return {}


def _asked(kind: Kind) -> dict[str, object]:
    """What the page's script needs of a kind."""
    return {
        name: value
        for name, value in kind.model_dump(include={"date", "second", "ahead", "events"}).items()
        if value
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
