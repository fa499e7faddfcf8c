"""A fault that a measure found, in words that name the page and the thing on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """On which page, against which rule, what is wrong, which success criterion of WCAG 2.2 it
    fails, and in how many places."""

    page: str
    rule: str
    says: str
    criterion: str | None = None
    places: int = 1

    def __str__(self) -> str:
        return (
            f"{self.page}: {self.says}{f' [{self.places} places]' if self.places > 1 else ''}"
            f" ({self.rule})"
        )


def told(faults: Iterable[Fault], most: int = 40) -> str:
    """Faults as a test shows them. The same fault on many pages (a menu, say) is told once."""
    same = Counter((fault.rule, fault.says) for fault in faults)
    first = {(fault.rule, fault.says): fault for fault in reversed(list(faults))}
    lines = [
        f"{first[key]}" + (f" and on {count - 1} other pages" if count > 1 else "")
        for key, count in same.items()
    ]
    more = [f"... and {len(lines) - most} more"] if len(lines) > most else []
    return "\n".join(["", *lines[:most], *more])


def merged(faults: Iterable[Fault]) -> list[Fault]:
    """Equal faults of one page, met at several widths or in several colours, as one with the most
    places."""
    found: dict[tuple[str, str, str], Fault] = {}
    for fault in faults:
        key = (fault.page, fault.rule, fault.says)
        places = max(fault.places, found[key].places if key in found else 0)
        found[key] = replace(fault, places=places)
    return sorted(found.values(), key=lambda fault: (fault.page, fault.rule, fault.says))
