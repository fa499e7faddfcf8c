"""Reads the front matter of a page, or a YAML record, keeping the line on which each entry stands.

The line is what a person needs to mend an entry, and what no YAML reader gives by itself; hence the walk over nodes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same rules in C, where PyYAML has it

Place = tuple[str | int, ...]
"""Where an entry stands in a record: ("deadlines", 2, "limit")."""

MAX_BYTES = 300_000
"""A page longer than this (about 50,000 words) is a mistake, such as a picture pasted as text."""
EMPTY_LIST = ", and take out a line of two square brackets, which says that there is nothing"


class Unreadable(Exception):
    """A source file that cannot be read: the sentence to show, and the line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def read_text(path: Path) -> str:
    """The text of a source file. Raises Unreadable for a file that is missing, too large or not text."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(1, "This file must exist, but it is missing.") from None
    except OSError as error:
        raise Unreadable(1, f"This file must be readable: {error.strerror}.") from None
    if len(raw) > MAX_BYTES:
        raise Unreadable(1, f"A page must be smaller than {MAX_BYTES // 1000} kB; this one has {len(raw) // 1000} kB. "
                            "Split it, or take out what was pasted by mistake.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "This file must be plain text in UTF-8. Save it again as UTF-8, "
                               "or remove it if it is a picture or a document.") from None
    if "\0" in text:
        raise Unreadable(text.count("\n", 0, text.index("\0")) + 1,
                         "This file must be plain text; it holds bytes that only a picture or a program has.")
    return text.replace("\r\n", "\n")


def split(text: str) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body starts. Raises Unreadable where there is no front matter."""
    if not text.startswith("---\n"):
        raise Unreadable(1, 'A page must begin with its front matter: a line "---", the entries, and another line "---".')
    end = text.find("\n---\n", 3)
    if end < 0 and text.rstrip().endswith("\n---"):
        end = text.rstrip().rfind("\n---")
    if end < 0:
        raise Unreadable(1, 'The front matter must end with a line "---".')
    front = text[4:end + 1]
    return front, text[end + 5:], front.count("\n") + 3


def parse(text: str, first_line: int = 1) -> tuple[Any, dict[Place, int]]:
    """A YAML text as plain data, and the line of every entry. Raises Unreadable with the line of the first fault."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if "quoted scalar" in (getattr(error, "context", None) or ""):  # a quotation mark that is never closed: where it opens
            mark = error.context_mark
        line = (mark.line if mark else 0) + first_line
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise Unreadable(line, f"This entry cannot be read ({problem}). Check quotation marks, colons and spaces "
                               f"on this line and the one before it{EMPTY_LIST if '<document start>' in problem else ''}.") from None
    except ValueError as error:  # a date such as 2026-02-30
        raise Unreadable(_no_date(node) + first_line, f"An entry here cannot be read ({error}).") from None
    lines: dict[Place, int] = {}
    if node is not None:
        _note_lines(node, (), first_line, lines, set())
    return data, lines


def _no_date(node: yaml.Node) -> int:
    """The line, from 0, of the first entry that looks like a date and is none."""
    todo = [node]
    while todo:
        current = todo.pop(0)
        if isinstance(current, yaml.ScalarNode) and current.tag.endswith(":timestamp"):
            try:
                date.fromisoformat(current.value[:10])
            except ValueError:
                return current.start_mark.line
        elif isinstance(current, yaml.CollectionNode):
            todo += [part for item in current.value for part in (item if isinstance(item, tuple) else (item,))]
    return 0


def _note_lines(node: yaml.Node, place: Place, first_line: int, lines: dict[Place, int], seen: set[int]) -> None:
    lines.setdefault(place, node.start_mark.line + first_line)
    if isinstance(node, yaml.CollectionNode):
        if id(node) in seen:  # "*name" repeats another entry: it has no line of its own, and may repeat itself without end
            raise Unreadable(node.start_mark.line + first_line, "This entry is repeated elsewhere by a star; write it out there.")
        seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            if inner in lines:
                raise Unreadable(key.start_mark.line + first_line, f'"{key.value}" must stand here once; it is given twice.')
            lines[inner] = key.start_mark.line + first_line
            _note_lines(value, inner, first_line, lines, seen)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _note_lines(item, (*place, number), first_line, lines, seen)


def line_of(lines: dict[Place, int], place: Place) -> int:
    """The line of an entry, or of the nearest entry that holds it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)
