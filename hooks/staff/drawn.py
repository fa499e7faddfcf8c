"""The pages that a change alters, by title and by the name that their pictures begin with:
hooks.staff.pictures writes it, hooks.staff.summary reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

RECORD = "changed-pages.json"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page, and the name that its pictures begin with, such as contact for
    contact-320-before.png."""

    title: str
    name: str


def write(build: Path, pages: Iterable[Drawn]) -> None:
    build.mkdir(exist_ok=True)
    (build / RECORD).write_text(
        json.dumps([asdict(page) for page in pages], ensure_ascii=False) + "\n", encoding="utf-8"
    )


def read(build: Path) -> list[Drawn]:
    """What was written; nothing where nothing was. Raises ValueError for a file that is none of
    ours."""
    try:
        return [
            Drawn(str(page["title"]), str(page["name"]))
            for page in json.loads((build / RECORD).read_text(encoding="utf-8"))
        ]
    except FileNotFoundError:
        return []
    except (KeyError, TypeError) as error:
        raise ValueError(f"{build / RECORD}: {error}") from None
