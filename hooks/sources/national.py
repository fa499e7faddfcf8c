"""What holds for every service, and what a service puts into it, adds to it or has in its place.

A national file is read as if it stood among the service's own. Before it is read, its slots are
filled with the service's words; a page or an entry of the service's own that replaces a national
one names the version that it replaces, so that a change of the original is not missed.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from hooks.sources import frontmatter
from hooks.sources.records import Record, Service

GENERATOR = Path(__file__).resolve().parents[2]
"""The project that this code stands in. It holds the site of one service itself."""
SLOT = re.compile(r"\{\{\s*(service|local)\.([a-z_-]+)\s*\}\}")
GAP_FOR = re.compile(r"^/// gap \| local\.([a-z-]+)\n.*?^///$", re.MULTILINE | re.DOTALL)
"""A gap that goes once the service has words for its slot. Every line stays where it is."""
PAGE_LINK = re.compile(r"\]\(([a-z0-9/-]+\.md)([^)]*)\)")
DIGITS = 12
LONGEST = 160
"""Letters of a changed line that a finding shows."""
NO_PAPER = "git does not hold the version that it replaced, so compare the two"


@lru_cache(maxsize=1)
def service_of_generator() -> Service | None:
    """The service whose site stands beside this code, if one does."""
    try:
        text = frontmatter.read_text(GENERATOR / "mkdocs.yml")
        data, _ = frontmatter.parse(text, settings=True)
        return Service.model_validate(data["extra"]["service"])
    except (frontmatter.Unreadable, ValidationError, KeyError, TypeError):
        return None


def filled(text: str, src: str, service: Service | None, slots: Mapping[str, str]) -> str:
    """The text of a national file with the service's words in its slots. What nothing is known of
    stays, and is found as a fact that does not exist."""
    facts = service.words if service else {}

    def words(slot: re.Match[str]) -> str:
        if slot[1] == "service":
            return facts.get(slot[2], slot[0])
        return _from_here(slots[slot[2]], src) if slot[2] in slots else slot[0]

    def closed(gap: re.Match[str]) -> str:
        if gap[1] not in slots:
            return gap[0]
        if not slots[gap[1]]:
            return gap[0].replace(f" | local.{gap[1]}", "", 1)
        return _from_here(slots[gap[1]], src) + "\n" * gap[0].count("\n")

    return SLOT.sub(words, GAP_FOR.sub(closed, text))


def slots_of(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The lines of a national file that a service's words fill: each with its number, what stands
    there without them, and the names of its slots."""
    for number, line in enumerate(text.split("\n"), 1):
        found = [*(slot[2] for slot in SLOT.finditer(line) if slot[1] == "local")]
        if line.startswith("/// gap | local."):
            found.append(line.rpartition(".")[2].strip())
        if found:
            yield number, SLOT.sub("", line), tuple(found)


def _from_here(words: str, src: str) -> str:
    """Words whose links name pages from content/, as a page at `src` must write them."""
    here = posixpath.dirname(src) or "."
    return PAGE_LINK.sub(lambda link: f"]({posixpath.relpath(link[1], here)}{link[2]})", words)


# --- which version is replaced -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Replaced:
    """A national page or entry that the service has its own in place of: where that stands, whose
    it is, what is said to be replaced, what is there today and, if that is another, what
    changed."""

    path: str
    line: int
    owner: str
    what: str
    named: str
    today: str
    changes: str

    @property
    def is_old(self) -> bool:
        return self.named != self.today


def digest_of_file(path: Path) -> str:
    """git's own name of these bytes, so that git finds what an older name stood for."""
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()[:DIGITS]


def digest_of(entry: Record) -> str:
    words = json.dumps(entry.model_dump(mode="json", exclude={"replaces"}), sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:DIGITS]


def changes_of_file(path: Path, named: str) -> str:
    """What is another in a national page than in the version of this name, as git has it."""
    done = subprocess.run(
        ["git", "cat-file", "blob", named], cwd=path.parent, capture_output=True, check=False
    )
    if done.returncode:
        return NO_PAPER
    before = done.stdout.decode("utf-8", "replace").splitlines()
    after = path.read_text(encoding="utf-8").splitlines()
    found = [
        _change(before[a:b], after[c:d])
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if kind != "equal"
    ]
    more = f"; and {len(found) - 1} more" if len(found) > 1 else ""
    return (found[0] if found else "nothing") + more


def _change(before: Sequence[str], after: Sequence[str]) -> str:
    old, new = (" ".join(" ".join(lines).split()) for lines in (before, after))
    return f'"{_short(old)}" became "{_short(new)}"'


def changes_of(own: Record, national: Record) -> str:
    """Where a national entry says something else than the service's own."""
    mine, theirs = (entry.model_dump(mode="json", by_alias=True) for entry in (own, national))
    found = [
        f"{name}: {'nothing' if value is None else _short(str(value))}"
        for name, value in theirs.items()
        if name != "replaces" and value != mine[name]
    ]
    return f"it now says {'; '.join(found)}" if found else "it now says the same"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST] + "..."
