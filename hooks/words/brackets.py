"""Brackets that stay as text: words in square ones, which wait for somebody to fill them in or come
from another program, and brackets with one half missing. Quotations may hold what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hooks.sources.content import FACT
from hooks.words import left_over, lists
from hooks.words.left_over import cut
from hooks.words.parsing import LANGUAGE
from hooks.words.patterns import later

FILL = '"{}" waits for words: write what belongs there, without the square brackets.'
NOTE = '"{}" makes no footnote here: write the words where they belong, in round brackets.'
LONE = '"{}" has no other half: write the bracket that is missing, or take this one out.'
TICKED = (
    '"{}" is a box of a form: write in words what it says, or take it out; a page has no box to'
    " tick."
)
BOX = later(r"\[[xX ]?\]")
"""A box as programs for letters write it, empty or ticked."""
LABEL = later(r"\[(?:\d{1,3}|[a-z]|[ivx]+|\*+)\]")
"""What marks a footnote."""
_NO_TEXT = later(
    r"`[^`]*`|!?\]\([^()\s]*(?:\([^()]*\)[^()\s]*)?\)|<https?://[^<>]*>|\[\^[^\[\]]*\]|\{:[^{}]*\}"
    r"|\[\[[^\[\]]*\]\]|“[^”]*”|\"[^\"]*\"|\\[\[\]()]|[:;=]['-]?[()]"
)
_LINKED = later(r"!?\[[^\[\]\n]*\](?=\(|\[)|(?<=\])\[[^\[\]\n]*\](?!\()|\[[^\[\]\n]*\](?=\s?\{)")
LINKED = "\0"
"""Stands for the words of a link; what is wrong with its address is named elsewhere."""
_DEFINED = later(r"\s{0,3}\[([^\[\]]+)\]:\s*\S")
_TICK = later(r"\s*(?:[-*+]|\d+[.)])\s+\[[ xX]?\]")
_FENCE = later(r"\s*///\s*(\w*)")
_COUNTED = later(r"(?:(?<![\w])\w{1,4}|^\s*\W*\w{1,4})$")
"""What stands before ")" at the start of an item: "a)", "12)", "iii)"."""

Fault = tuple[int, str]


def faults(lines: list[str], *, filled_in: bool = False) -> Iterator[Fault]:
    """Every line of a text with a bracket that readers should not see, and what to write.
    `filled_in`: square ones are there for whoever sends the item."""
    quoted, named = False, set[str]()
    defined = {found[1].casefold() for line in lines if (found := _DEFINED.match(line))}
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        box = _FENCE.match(line)
        if box:
            quoted = box[1] == "quotation" or (quoted and bool(box[1]))
        if quoted or box or line.lstrip().startswith(">") or _DEFINED.match(line):
            text = ""
        else:
            text = _words(line, defined)
        for found in re.finditer(r"\[[^\[\]\n]*\]", text):
            if found[0] not in named and not _TICK.match(line):
                named.add(found[0])  # one cause: the mark and its note below
                says = _said(found[0])
                if says is NOTE or not filled_in:
                    yield number, says.format(cut(found[0]))
        new = not text.strip() or lists.ITEM.fullmatch(line.expandtabs(4)) or line.startswith("#")
        if new or "|" in line:
            yield from _lone(paragraph)
            paragraph = []
        paragraph.append((number, re.sub(r"\[[^\[\]\n]*\]", "", text)))
    yield from _lone(paragraph)


def _said(bracketed: str) -> str:
    """What is said of words in square brackets."""
    if BOX.fullmatch(bracketed):
        return TICKED
    return NOTE if LABEL.fullmatch(bracketed) else FILL


def _words(line: str, defined: Iterable[str]) -> str:
    """A line without what holds brackets on purpose: facts, links, words of a language, code."""
    text = left_over.without(LANGUAGE.sub(r"\1", FACT.sub("x", line)), "x")
    text = _LINKED.sub(LINKED, text)
    text = re.sub(
        r"\[([^\[\]\n]+)\](?![(\[])",
        lambda found: "x" if found[1].casefold() in defined else found[0],
        text,
    )
    return _NO_TEXT.sub("x", text)


def _lone(paragraph: Iterable[tuple[int, str]]) -> Iterator[Fault]:
    """The brackets of a paragraph that have no other half."""
    for opens, closes in ("()", "[]"):
        waiting: list[tuple[int, str]] = []
        for number, line in paragraph:
            for found in re.finditer(rf"[{re.escape(opens + closes)}]", line):
                words = _round(line, found.start())
                if found[0] == opens and line[: found.start()].endswith(LINKED):
                    waiting.append((0, words))
                elif found[0] == opens:
                    waiting.append((number, words))
                elif waiting:
                    waiting.pop()
                elif not _COUNTED.search(line[: found.start()]):
                    yield number, LONE.format(words)
        yield from ((number, LONE.format(words)) for number, words in waiting if number)


def _round(line: str, at: int) -> str:
    """A bracket with a few words behind or before it, so that it is found."""
    if line[at] in "([":
        return cut(line[at : at + 24])
    return line[:at].rpartition(" ")[2] + line[at]
