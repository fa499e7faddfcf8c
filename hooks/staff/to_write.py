"""What a service has still to write or to confirm, by owner: gaps of its pages, open questions, and
words that national pages wait for.

python -m hooks to-write
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hooks.sources import owners, site_records, terminal
from hooks.sources.build_day import today
from hooks.sources.content import GAP, LOCAL, Content

NOBODY = "Everybody"


@dataclass(frozen=True, slots=True)
class Open:
    """One thing to write, whose it is, and where: a file, and its line if it has one yet."""

    owner: str
    file: str
    line: int
    says: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


def still_open(content: Content) -> list[Open]:
    return sorted(_everything(content), key=lambda one: (one.owner, one.file, one.line))


def _everything(content: Content) -> Iterator[Open]:
    contact = content.contact
    owner = contact.owner if contact else NOBODY
    if contact:
        place = content.project_path(contact.src)
        for question in content.to_confirm:
            line = contact.line_of("must_confirm", contact.must_confirm.index(question))
            missing = ", ".join(content.open_facts(question))
            yield Open(owner, place, line, f"{question.ask} (not confirmed: {missing})")
    if content.no_approver is not None:
        yield Open(owner, owners.FILE.as_posix(), content.no_approver.line, owners.ASK)
    for page in content.pages:
        if page.src in content.not_replaced:
            continue
        lines = page.body.splitlines()
        for number, typed in enumerate(lines):
            if GAP.match(typed) or typed.strip() == "/// gap":
                says = lines[number + 1].strip() if number + 1 < len(lines) else ""
                place = content.project_path(page.src)
                yield Open(page.owner, place, page.at.body_line + number, says)
    for slot in content.empty_slots.values():
        yield Open(slot.owner, content.shown(content.folder / LOCAL), 0, f"{slot.id}: {slot.asks}.")


def report(found: Sequence[Open]) -> str:
    if not found:
        return "Nothing is left to write."
    lines = [f"Still to write: {len(found)} thing{'' if len(found) == 1 else 's'}."]
    for owner in dict.fromkeys(one.owner for one in found):
        theirs = [one for one in found if one.owner == owner]
        lines += ["", f"{owner}: {len(theirs)}", *(f"  {o.place}: {o.says}" for o in theirs)]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks to-write",
        description="Says what has still to be written or confirmed, by owner.",
    )
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    try:
        content = site_records.read(options.config, today())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(report(still_open(content)))
    return 0
