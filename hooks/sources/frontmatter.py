"""Reads the front matter of a page, or a YAML record, keeping the line on which each entry stands.

The line is what a person needs to mend an entry, and what no YAML reader gives by itself; hence the
walk over nodes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

from hooks.sources import limits
from hooks.sources.limits import MAX_BYTES, Unreadable
from hooks.sources.own_lists import LOADER

__all__ = ["Place", "Unreadable", "line_of", "parse", "read_text", "split"]


class _SettingsLoader(yaml.SafeLoader):
    """mkdocs.yml with its `!ENV` and other marks passed over."""


_SettingsLoader.add_multi_constructor("", lambda loader, suffix, node: None)

Place = tuple[str | int, ...]
"""Where an entry stands in a record: ("deadlines", 2, "limit")."""

TEXT_TAG = "tag:yaml.org,2002:str"
WHOLE = "tag:yaml.org,2002:int"
PLAIN_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)")
"""A whole number as people read it. YAML counts "010" and "1:30" otherwise."""
NUMBERS = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"})
PLAIN = (
    NUMBERS
    | {TEXT_TAG}
    | {f"tag:yaml.org,2002:{name}" for name in ("bool", "null", "timestamp", "map", "seq")}
)
"""Kinds of values that YAML knows by itself. All others ask for a mark such as "!!set" and are
nothing that a record could hold."""
SETTINGS = frozenset({"!ENV"})
"""A mark that only mkdocs.yml may have: a variable of the machine."""
VARIABLES = frozenset({"SITE_REPOSITORY", "SITE_EDIT_URI"})
"""The variables that a workflow sets for us. Any other may be a secret of the machine, and would be
published."""
MOST_ENTRIES, LONGEST_NUMBER = 5_000, 18
EMPTY_LIST = ", and take out a line of two square brackets, which says that there is nothing"


def read_text(path: Path) -> str:
    """The text of a source file. Raises Unreadable for a file that is missing, too large or not
    text."""
    if path.is_symlink() or (path.exists() and not path.is_file()):  # a pipe would never end
        raise Unreadable(
            1,
            "This must be an ordinary file; it is a link, a pipe or something else. Put the file"
            " itself here.",
        )
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(1, "This file must exist, but it is missing.") from None
    except OSError as error:
        raise Unreadable(1, f"This file must be readable: {error.strerror}.") from None
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            1,
            f"A page must be smaller than {MAX_BYTES // 1000} kB; this one has {len(raw) // 1000}"
            " kB. Split it, or take out what was pasted by mistake.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            line,
            "This file must be plain text in UTF-8. Save it again as UTF-8, "
            "or remove it if it is a picture or a document.",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    limits.ask(text)
    return text


BOUNDARY = re.compile(r"^---[ \t\u00a0]*$", re.MULTILINE)
"""The line above and below the front matter. Nobody sees a space behind it."""
LIKE_IT = re.compile(r"^[-_=*~\u00ad\u2010-\u2015\u2212]{1,5}[ \t\u00a0]*$", re.MULTILINE)
"""What programs for letters make of three hyphens, or people type in their place."""


def split(text: str) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body starts. Raises Unreadable where there is
    no front matter."""
    begins = BOUNDARY.match(text)
    if begins is None:
        like = LIKE_IT.match(text)
        if like:
            raise Unreadable(
                1,
                f'This line must be three hyphens, "---"; it is "{like[0].strip()}". Type it'
                " again.",
            )
        raise Unreadable(
            1,
            'A page must begin with its front matter: a line "---", the entries, and another line'
            ' "---".',
        )
    ends = BOUNDARY.search(text, begins.end())
    if ends is None:
        like = LIKE_IT.search(text, begins.end())
        if like:
            raise Unreadable(
                text.count("\n", 0, like.start()) + 1,
                'The front matter must end with a line of three hyphens, "---"; this one is'
                f' "{like[0].strip()}". Type it again.',
            )
        raise Unreadable(1, 'The front matter must end with a line "---".')
    front = text[begins.end() + 1 : ends.start()]
    return front, text[ends.end() + 1 :], front.count("\n") + 3


def parse(
    text: str, first_line: int = 1, *, settings: bool = False
) -> tuple[Any, dict[Place, int]]:
    """A YAML text as plain data, and the line of every entry. Raises Unreadable with the line of
    the first fault.

    `settings`: it is mkdocs.yml, where the marks of `SETTINGS` stand for values that the core needs
    not.
    """
    _plainly_quoted(text, first_line)
    _all_read(text, first_line)
    loader, node = _composed(text, _SettingsLoader if settings else LOADER, first_line)
    if node is None:
        return None, {}
    lines: dict[Place, int] = {}
    _note_lines(node, (), first_line, lines, set(), PLAIN | SETTINGS if settings else PLAIN)
    try:
        return loader.construct_document(node), lines
    except Exception as error:  # noqa: BLE001 - PyYAML raises whatever a conversion raises
        raise _no_value(node, first_line, error) from None


CUT = re.compile(r"\S[ \u00a0]#|[:\-][ \t]+&\w", re.MULTILINE)


def _all_read(text: str, first_line: int) -> None:
    """Raises Unreadable where YAML passes over words that people typed into an entry: those behind
    " #", and a word that begins with "&".

    A remark behind an entry has two spaces before it, as is the custom (yamllint: comments), so
    that it is never taken for a part of the entry.
    """
    if not CUT.search(text):
        return
    taken: dict[int, list[tuple[int, int]]] = {}
    try:
        for token in yaml.scan(text, Loader=LOADER):
            start, end = token.start_mark, token.end_mark
            if isinstance(token, yaml.AnchorToken):
                raise Unreadable(
                    start.line + first_line,
                    'This entry must stand in quotation marks, because it holds "&" at the start of'
                    " a word: without them that word is not read.",
                )
            if isinstance(token, yaml.ScalarToken):
                for line in range(start.line, end.line + 1):
                    taken.setdefault(line, []).append(
                        (
                            start.column if line == start.line else 0,
                            end.column if line == end.line else sys.maxsize,
                        )
                    )
    except yaml.YAMLError:  # said with its line when it is composed
        return
    for number, written in enumerate(text.split("\n")):
        for sign in re.finditer(r"(?<=\S)[ \u00a0]#", written):
            if not any(begin <= sign.start() + 1 < end for begin, end in taken.get(number, ())):
                raise Unreadable(
                    number + first_line,
                    f'"{written[sign.start() + 1 :][:60].rstrip()}" is not read, because it stands'
                    ' behind " #". Put the whole entry in quotation marks. If it is a remark,'
                    " write two spaces before it.",
                )


CURLY = re.compile(r"^\s*(?:- )?(?:\w+:\s+)([“”„‘’])(.*)([“”’])\s*$")
"""An entry between quotation marks as programs for letters make them, which YAML takes for a part
of it."""


def _plainly_quoted(text: str, first_line: int) -> None:
    """Raises Unreadable for an entry that stands in curly quotation marks."""
    for number, line in enumerate(text.split("\n")):
        found = CURLY.match(line) if "“" in line or "”" in line or "’" in line else None
        if found and not re.search("[“”]", found[2]):
            raise Unreadable(
                number + first_line,
                f'This entry must stand in straight quotation marks: write "{found[2]}", or leave'
                " them out.",
            )


def _composed(
    text: str, kind: type[yaml.SafeLoader], first_line: int = 1
) -> tuple[yaml.SafeLoader, yaml.Node | None]:
    """A YAML text as a tree of nodes, and the loader that can make data of them. Raises Unreadable
    with the line of the first fault."""
    try:
        loader = kind(text)
        return loader, loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if "quoted scalar" in (
            getattr(error, "context", None) or ""
        ):  # a quotation mark that is never closed: where it opens
            # In the stubs of PyYAML only a marked error has one
            mark = error.context_mark  # type: ignore[attr-defined]
        line = (mark.line if mark else 0) + first_line
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise Unreadable(
            line,
            f"This entry cannot be read ({problem}). Check quotation marks, colons and spaces on"
            " this line and the one before"
            f" it{EMPTY_LIST if '<document start>' in problem else ''}.",
        ) from None


def _no_value(node: yaml.Node, first_line: int, error: Exception) -> Unreadable:
    """The first entry of which no value can be made, such as the date 2026-02-30."""
    todo = [node]
    while todo:
        current = todo.pop(0)
        if isinstance(current, yaml.ScalarNode):
            try:
                yaml.SafeLoader("").construct_object(current)
            except Exception as found:  # noqa: BLE001
                said = (
                    str(found)
                    if isinstance(found, ValueError)
                    else f'"{current.value[:40]}" is no {current.tag.rpartition(":")[2]}'
                )
                return Unreadable(
                    current.start_mark.line + first_line, f"An entry here cannot be read ({said})."
                )
        elif isinstance(current, yaml.CollectionNode):
            todo += [
                part
                for item in current.value
                for part in (item if isinstance(item, tuple) else (item,))
            ]
    problem = getattr(error, "problem", None) or type(error).__name__
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return Unreadable(
        (mark.line if mark else 0) + first_line, f"An entry here cannot be read ({problem})."
    )


def _note_lines(
    node: yaml.Node,
    place: Place,
    first_line: int,
    lines: dict[Place, int],
    seen: set[int],
    known: frozenset[str],
) -> None:
    line = node.start_mark.line + first_line
    lines.setdefault(place, line)
    if len(lines) > MOST_ENTRIES:
        raise Unreadable(
            line,
            f"A record must have at most {MOST_ENTRIES:,} entries; this one has more. Take out what"
            " was pasted by mistake.",
        )
    if node.tag not in known:
        raise Unreadable(
            line,
            "This entry must be written without the mark"
            f' "{node.tag.replace("tag:yaml.org,2002:", "!!")}".',
        )
    if node.tag == "!ENV" and not _variable(node):
        raise Unreadable(
            line,
            f'"!ENV" must be written as [{sorted(VARIABLES)[1]}, ""], with one of'
            f" {' and '.join(sorted(VARIABLES))}.",
        )
    if isinstance(node, yaml.ScalarNode):
        if node.tag in NUMBERS and len(node.value) > LONGEST_NUMBER:
            raise Unreadable(
                line,
                f"A number must have at most {LONGEST_NUMBER} figures; this one is longer. Put it"
                " in quotation marks if it is words.",
            )
        if node.tag == WHOLE and not PLAIN_NUMBER.fullmatch(node.value):
            raise Unreadable(
                line,
                f'A number must be written in plain figures; "{node.value[:40]}" would be read as'
                " another. Put it in quotation marks if it is words.",
            )
        if limits.CONTROLS.search(node.value):
            raise Unreadable(
                line,
                "This entry must be plain text; it holds a sign that cannot be shown. Take out what"
                " begins with a backslash.",
            )
    elif isinstance(node, yaml.CollectionNode):
        if (
            id(node) in seen
            # "*name" repeats another entry: it has no line of its own, and may repeat itself
            # without
            # end
        ):
            raise Unreadable(
                line, "This entry is repeated elsewhere by a star; write it out there."
            )
        seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Unreadable(
                    key.start_mark.line + first_line,
                    'An entry here must have a name: write it as "name: value".',
                )
            inner = (*place, str(key.value))
            if inner in lines:
                raise Unreadable(
                    key.start_mark.line + first_line,
                    f'"{key.value}" must stand here once; it is given twice.',
                )
            if key.tag != TEXT_TAG:
                key.tag = (
                    TEXT_TAG  # names of entries are words, also such as "on", "1" and "2026-11-22"
                )
            lines[inner] = key.start_mark.line + first_line
            _note_lines(value, inner, first_line, lines, seen, known)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _note_lines(item, (*place, number), first_line, lines, seen, known)


def _variable(node: yaml.Node) -> bool:
    """Whether a mark asks for a variable that is ours, and for nothing where it is not set."""
    asked = (
        [part.value for part in node.value if isinstance(part, yaml.ScalarNode)]
        if isinstance(node, yaml.SequenceNode)
        else []
    )
    return len(asked) == 2 and asked[0] in VARIABLES and not asked[1]


def line_of(lines: dict[Place, int], place: Place) -> int:
    """The line of an entry, or of the nearest entry that holds it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)
