"""Where one cause spoils many items of publicity: the layout that they share, named once, with how
many items it touches and which.

A layout makes every item of its format, and one that others include makes them all. What is wrong
with most items of a layout in the same words is wrong in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.once import once
from hooks.sources.records import Publicity

NAMES = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
QUOTED = re.compile(r'"([^"]{4,})"')
LIKELY = ("_policy", "_item", "_base")
"""Of several layouts that all could be the cause, the one that writes the block, then the one that
puts it there."""


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """What is wrong with an item. `says` follows the item's name, and may hold "{}" in its place;
    `layout` made it, below the folder of layouts; `edition` names one of its files."""

    item: Publicity
    says: str
    layout: str
    rule: str
    edition: str = ""


def at_their_source(
    content: Content, made: Sequence[tuple[Publicity, str]], faults: Sequence[Fault]
) -> Iterator[Finding]:
    """Each cause once: on the layout that most items with a fault share, with all that it touches;
    what else is wrong with those may follow from it. Other faults stand on their items. `made` is
    every item with each layout that made a file of it."""
    left = list(faults)
    alike: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.rule, NUMBER.sub("#", fault.says)), []).append(fault)
    for (rule, _), group in sorted(alike.items(), key=lambda entry: -_items(entry[1])):
        while cause := _cause(content, made, [fault for fault in group if fault in left]):
            touched = [
                fault
                for fault in left
                if fault.rule == rule and cause in chain(content, fault.layout)
            ]
            first = next(fault for fault in group if fault in touched)
            yield _at_layout(content, cause, first, touched)
            left = [fault for fault in left if fault not in touched]
    yield from at_items(content, left)


def _items(faults: Sequence[Fault]) -> int:
    return len({fault.item.src for fault in faults})


def _cause(
    content: Content, made: Sequence[tuple[Publicity, str]], faults: Sequence[Fault]
) -> str | None:
    """The layout that most of its items show to be the cause, if two do: the one with most of
    them."""
    makes: dict[str, set[str]] = {}
    for item, layout in made:
        for name in chain(content, layout):
            makes.setdefault(name, set()).add(item.src)
    spoils: dict[str, set[str]] = {}
    for fault in faults:
        for name in chain(content, fault.layout):
            spoils.setdefault(name, set()).add(fault.item.src)
    causes = [
        name
        for name, items in spoils.items()
        if len(items) > 1 and len(items) * 2 > len(makes.get(name, items))
    ]
    said = [words for fault in faults[:1] for words in QUOTED.findall(fault.says)]

    def likely(name: str) -> tuple[int, bool, int, bool]:
        text = (content.layouts / name).read_text(encoding="utf-8")
        stem = Path(name).stem
        return (
            len(spoils[name]),
            any(words in text for words in said if not words.endswith(".html")),
            -LIKELY.index(stem) if stem in LIKELY else -len(LIKELY),
            name.startswith("publicity/"),
        )

    return max(causes, key=likely, default=None)


def chain(content: Content, name: str) -> frozenset[str]:
    """A layout and all that it extends, includes and imports."""
    known = _known(content)
    if name not in known:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in found and (content.layouts / one).is_file():
                found.add(one)
                waiting += NAMES.findall((content.layouts / one).read_text(encoding="utf-8"))
        known[name] = frozenset(found)
    return known[name]


@once
def _known(content: Content) -> dict[str, frozenset[str]]:
    """The layouts that were asked for so far."""
    return {}


def shown(content: Content, name: str) -> str:
    """A layout's path, as a finding names it."""
    path, root = (content.layouts / name).resolve(), content.root.resolve()
    return (
        path.relative_to(root).as_posix()
        if path.is_relative_to(root)
        else f"{content.layouts.name}/{name}"
    )


def _at_layout(content: Content, layout: str, first: Fault, faults: Sequence[Fault]) -> Finding:
    by_item: dict[str, list[Fault]] = {}
    for fault in faults:
        by_item.setdefault(fault.item.src, []).append(fault)
    names = [_named(each) for each in by_item.values()]
    says = _said(first.says, f"each of {len(names)} items")
    return Finding(shown(content, layout), 1, f"{says} They are: {', '.join(names)}.", first.rule)


def at_items(content: Content, faults: Sequence[Fault]) -> Iterator[Finding]:
    """Each fault on its item, with the files that have it."""
    same: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        same.setdefault((fault.item.src, fault.says), []).append(fault)
    for (src, says), each in same.items():
        yield Finding(content.project_path(src), 1, _said(says, _named(each)), each[0].rule)


def _named(faults: Sequence[Fault]) -> str:
    """An item with its files that have a fault."""
    files = dict.fromkeys(fault.edition for fault in faults if fault.edition)
    title = faults[0].item.title
    return f"{title} ({'; '.join(files)})" if files else title


def _said(says: str, name: str) -> str:
    sentence = says.replace("{}", name, 1) if "{}" in says else f"{name} {says.lstrip()}"
    return f"{sentence[0].upper()}{sentence[1:]}" if name.startswith("each") else sentence
