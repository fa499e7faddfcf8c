"""What other people's websites answered, in plain sentences: one report, for one issue that is kept
up to date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

CLOSED_TO_MACHINES = re.compile(r"\b(401|403|405|406|429|451|503)\b|robots\.txt")
"""Answers that often mean "no machines, please": a person must look."""
NOT_PLACES = frozenset({"schema.org", "www.w3.org"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What one address answered: `final` is where it led, `attempts` how often it was asked."""

    address: str
    final: str
    result: str
    warning: str
    valid: bool
    attempts: int

    @property
    def works(self) -> bool:
        return self.valid

    @property
    def closed(self) -> bool:
        return (
            not self.valid and bool(CLOSED_TO_MACHINES.search(self.result))
        ) or "robots.txt" in self.warning

    @property
    def broken(self) -> bool:
        return not self.valid and not self.closed

    @property
    def moved(self) -> bool:
        return self.valid and self.final.partition("#")[0].rstrip("/") != self.address.partition(
            "#"
        )[0].rstrip("/")

    @property
    def expires(self) -> str | None:
        """The day on which the website's certificate ends, where that is soon."""
        match = re.search(
            r"SSL certificate expires on (\w{3})\s+(\d+) [\d:]+ (\d{4})", self.warning
        )
        return f"{match[2]} {_MONTHS[match[1]]} {match[3]}" if match else None

    @property
    def part_missing(self) -> bool:
        return self.valid and "Anchor `" in self.warning


_MONTHS = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "May": "May",
    "Jun": "June",
    "Jul": "July",
    "Aug": "August",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
}

SECTIONS = (
    (
        "broken",
        "Do not work",
        "Find the new address on the organisation's own website, and write it on these pages.",
    ),
    (
        "part_missing",
        "Lead to a part that is not there",
        "Open the address, and write the name of the part as it is now, or leave it out.",
    ),
    (
        "moved",
        "Have moved",
        "Look at the new address. If it is the same page, write the new address.",
    ),
    (
        "expires",
        "Have a certificate that ends soon",
        "Nothing to do yet. If it is not renewed, readers will see a warning there.",
    ),
    (
        "closed",
        "Do not answer to machines",
        "Open the address in a browser. If it works, there is nothing to do.",
    ),
)


def report(
    replies: Iterable[Reply], stands: Mapping[str, Sequence[tuple[str, int]]], today: date
) -> str:
    """The report as Markdown: what does not work first, each with the pages where it stands."""
    replies = [reply for reply in replies if reply.address.split("/")[2] not in NOT_PLACES]
    wrong = sum(any(getattr(reply, name) for name, *_ in SECTIONS) for reply in replies)
    lines = [
        f"# Other people's addresses on {today:%-d %B %Y}",
        "",
        f"We asked {len(replies)} addresses. {_count(wrong)}",
        "",
    ]
    for name, title, advice in SECTIONS:
        found = [reply for reply in replies if getattr(reply, name)]
        if found:
            lines += [f"## {title}", "", advice, ""]
            lines += [
                f"- {_sentence(name, reply)} It stands on {_places(stands.get(reply.address, ()))}."
                for reply in found
            ]
            lines.append("")
    return "\n".join(lines)


def _count(wrong: int) -> str:
    return (
        "All is well."
        if not wrong
        else "One needs somebody."
        if wrong == 1
        else f"{wrong} need somebody."
    )


def _sentence(name: str, reply: Reply) -> str:
    times = "" if reply.attempts == 1 else f", {reply.attempts} times"
    return {
        "broken": f"<{reply.address}> does not work: {reply.result}{times}.",
        "part_missing": f"<{reply.address}> has no part of that name.",
        "moved": f"<{reply.address}> now leads to <{reply.final}>.",
        "expires": f"<{reply.address}>: the certificate ends on {reply.expires}.",
        "closed": f"<{reply.address}> answered: {reply.result}{times}.",
    }[name]


def _places(places: Sequence[tuple[str, int]]) -> str:
    shown = [f"{path}, line {line}" for path, line in places[:5]]
    more = len(places) - len(shown)
    return (
        "; ".join(shown) + (f"; and {more} more" if more > 0 else "")
        if shown
        else "no page that we know"
    )
