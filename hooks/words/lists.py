"""Lists and tables as people type them, made into what Markdown knows: no mark of a list stays as
text where it is plain what is meant.

As CommonMark reads them: a list may stand right below its line of text, a list inside a list is
indented by two spaces or more, and "1)" counts as "1." does. And as programs for letters write
them: "•" and its like begin an item, Word's own sign (U+F0B7) among them. A number other than 1
begins no list inside a paragraph, because a year may stand at the start of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markdown import Markdown
from markdown.preprocessors import Preprocessor

SIGNS = "•·▪▫◦‣⁃●○■□◆◇➢➤∙\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf0fc\uf02d"
"""What programs write at the start of an item: bullets, and the signs of Symbol and Wingdings that
Word writes for them."""
ITEM = re.compile(
    rf"(?P<indent>[ \u00a0]*)(?:(?P<bullet>[-*+])(?=[ \u00a0]|$)|(?P<sign>[{SIGNS}])|(?P<word>o)(?="
    r"  )|(?P<number>\d{1,9})[.)](?=[ \u00a0]))[ \u00a0]*(?P<text>.*)"
)
ROW = re.compile(r" {0,3}(?=.*\|)\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *")
"""The second row of a table."""
RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
LEVELS = {**dict.fromkeys("o◦○◇", 1), **dict.fromkeys("▪▫■□\uf0a7", 2)}
"""Word's signs of an inner list, which stand as far left as those of the outer one when they are
pasted."""
UNDER = re.compile(r" {0,3}=+ *")
"""A line below a heading, as some people draw it. "---" is Markdown's own; below a sentence it is
meant as a line across the page."""
NO_TEXT = re.compile(r"\s*(?:///|#{1,6}|\{:|>|\x02)")
"""What a line may begin with that is neither text nor an item: a box, a heading, what braces set, a
quotation, a block of code (put aside by then)."""

Kind = Literal["blank", "text", "item", "other"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read. `depth` is in how many lists it stands; an item has its mark ("-" or a
    number) and its words."""

    kind: Kind
    text: str
    depth: int = 0
    mark: str = ""
    apart: bool = False
    """Whether it begins something new, before which an empty line must stand."""


def read(lines: Iterable[str]) -> Iterator[Line]:
    """Every line of a text without its blocks of code, as Markdown is to take it."""
    lines = list(lines)
    open_: list[
        tuple[int, bool]
    ] = []  # indent of each list that is open, and whether it is numbered
    before: Kind = "blank"
    level = 0
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if not line.strip() or (before == "other" and UNDER.fullmatch(line)):
            before = "blank"
            yield Line("blank", "")
            continue
        found = None if RULE.fullmatch(line) else ITEM.fullmatch(line)
        if found and _begins(found, open_, before):
            indent, numbered = len(found["indent"]), found["number"] is not None
            mine = LEVELS.get(found["sign"] or found["word"] or "", 0)
            level = level if open_ else mine
            indent += 2 * max(0, mine - level)
            was = len(open_)
            while open_ and indent < open_[-1][0] + 2:
                last = open_.pop()
            other = was > len(open_) and last[1] != numbered and before != "blank"
            apart = other or before == "text" or (before == "other" and not was)
            yield Line("item", found["text"], len(open_), found["number"] or "-", apart)
            open_.append((indent, numbered))
            before = "item"
            continue
        indent = len(line) - len(line.lstrip())
        if (
            before == "blank"
            and not open_
            and UNDER.fullmatch(below)
            and indent < 4
            and not NO_TEXT.match(line)
        ):
            before = "other"
            yield Line("other", f"## {line.strip()}")
        elif NO_TEXT.match(line):
            if indent < 2 and not line.lstrip().startswith("{:"):
                open_.clear()
            yield Line("other", line, sum(indent >= at + 2 for at, _ in open_))
            before = "other"
        elif open_ and before == "blank":
            inside = [at for at in open_ if indent >= at[0] + 2]
            open_ = inside
            yield Line("text", line.strip() if inside else line, len(inside))
            before = "text"
        else:
            table = "|" in line and ROW.fullmatch(below) is not None
            across = RULE.fullmatch(line) is not None and lines[number - 1].rstrip().endswith(
                (".", "!", "?")
            )
            yield Line("text", line, 0, apart=before == "text" and not open_ and (table or across))
            before = before if open_ and before == "item" else "text"


def _begins(found: re.Match[str], open_: list[tuple[int, bool]], before: Kind) -> bool:
    """Whether what looks like an item is one here."""
    indent = len(found["indent"])
    if open_:
        return True
    if before == "text":
        return found["number"] in (None, "1") and bool(found["text"])
    return indent < 4 or found["sign"] is not None  # more is a block of code


def tidy(lines: Iterable[str]) -> list[str]:
    """The same text as Markdown takes it: each list inside another indented by four spaces, empty
    lines where something new begins."""
    tidied: list[str] = []
    for line in read(_broken(list(lines))):
        if line.apart:
            tidied.append("")
        if line.kind == "item":
            tidied.append(
                f"{'    ' * line.depth}{line.mark}{'.' if line.mark != '-' else ''}"
                f" {line.text}".rstrip()
            )
        else:
            tidied.append(f"{'    ' * line.depth}{line.text.lstrip() if line.depth else line.text}")
    return tidied


def _broken(lines: list[str]) -> Iterator[str]:
    """Lines in which a backslash at the end, CommonMark's sign of a new line, is the two spaces
    that Markdown knows."""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if line.endswith("\\") and not line.endswith("\\\\"):
            yield line[:-1].rstrip() + ("  " if below.strip() else "")
        else:
            yield line


class Tidy(Preprocessor):
    """Tidies lists before Markdown looks at them, when blocks of code have been put aside."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    def run(self, lines: list[str]) -> list[str]:
        return tidy(lines)
