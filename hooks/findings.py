"""A finding: one thing that a person must put right, said to that person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One finding. `path` is relative to the project, `line` counts from 1; sorted by path, then line."""

    path: str
    line: int
    message: str
    rule: str

    def __post_init__(self) -> None:
        if len(self.message.splitlines()) > 1:  # what was typed stands in it, on as many lines; a finding is one
            object.__setattr__(self, "message", " ".join(self.message.split()))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} ({self.rule})"
