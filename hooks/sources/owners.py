"""Who approves changes: .github/CODEOWNERS, as far as the site's own readiness depends on it.

Which pattern fits which file is GitHub's to say (its manual, "About code owners"); a test looks
whether every file has an owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hooks.sources import frontmatter
from hooks.sources.frontmatter import Unreadable

FILE = Path(".github") / "CODEOWNERS"
PLACEHOLDER = "@fill-in-"
"""How the name of an owner begins that nobody has filled in."""
ASK = "Who approves changes to this website."


@dataclass(frozen=True, slots=True)
class Line:
    """A pattern for files and those who own what fits it."""

    pattern: str
    owners: tuple[str, ...]
    line: int


def lines(text: str) -> list[Line]:
    """The lines of the file that are no comment."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        pattern, *names = line.partition("#")[0].split() or [""]
        if pattern:
            found.append(Line(pattern, tuple(names), number))
    return found


@dataclass(frozen=True, slots=True)
class Unanswered:
    """That nobody has said who approves: the line that shows it, and how to say it."""

    line: int
    how: str


def unanswered(root: Path) -> Unanswered | None:
    """The open question of a project; None where it is answered, or where the site is no project of
    its own on GitHub."""
    if not (root / FILE.parent).is_dir():
        return None
    try:
        found = lines(frontmatter.read_text(root / FILE))
    except Unreadable as error:
        return Unanswered(error.line, f"there must be a file {FILE.as_posix()} that says so")
    for line in found:
        for name in line.owners:
            if name.startswith(PLACEHOLDER):
                return Unanswered(
                    line.line,
                    f"write the team or person in place of {name}, and of every name like it",
                )
        if not line.owners:
            return Unanswered(line.line, f"write who approves {line.pattern}")
    return (
        None
        if found
        else Unanswered(1, "write who approves what, such as: /content/ @organisation/team")
    )
