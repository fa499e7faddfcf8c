"""The words of a page as its writer typed them: passage by passage, each with its line, without
marks and without quotations.

The word rules read sources, not built pages, where a fault must be named on the line that a person
mends: a sentence that five pages show is typed once. What is left alone: quotations, words in
double quotation marks, addresses, facts taken from a record.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from hooks.sources.content import FACT, Content
from hooks.sources.once import once
from hooks.sources.records import Fact, Page, Record
from hooks.words import left_over
from hooks.words.lists import SIGNS
from hooks.words.markup import TAG
from hooks.words.parsing import LANGUAGE
from hooks.words.patterns import later

FACT_WORD = "…"
"""Stands where the words take a fact from a record: the fact is checked where it is typed."""
NOT_PROSE = frozenset(
    {
        "layout",
        "owner",
        "audience",
        "also_called",
        "misspelt",
        "url",
        "law",
        "see",
        "id",
        "replaces",
        "names",
        "format",
        "number",
        "kept_by",
        "record",
        "said_on",
        "sure",
        "at",
        "event",
        "count",
        "in_force",
        "signed",
        "letters",
        "events",
        "pages",
        "version_of",
        "starts",
        "body",
        "fills",
        "language",
        "languages",
        "limits",
        "routes",
        "topics",
        "bodies",
        "explains",
        "translates",
        "translated",
    }
)
"""Entries that hold names, addresses and switches, or (also_called, misspelt) the words that
families type."""
SENTENCE_END = later(
    r"(?<=[.!?:;])(?<!\bNo\.)(?<!\bSt\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)[\"”’)]*\s+(?=["
    r"\"“‘(]*[A-Z0-9])"
    r"|(?<=[.!?][\"”’)])\s+(?=[\"“‘(]*[A-Z0-9])"
)
WORD = later(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
COUNTED = later(r"[^\W_]+(?:['’.@/-][^\W_]+)*")
"""A word as a reader counts it: "e-mail", "30(1)" and an address are one each."""
ADDRESS = later(
    r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\S+|\b[\w.-]+\.(?:uk|org|com|net)\b(?:/\S*)?",
    re.IGNORECASE,
)
MOST_WORDS = 25
"""Of a sentence. Source: Government Digital Service, "Sentence length: why 25 words is our limit",
4 August 2014."""
MONTHS = tuple(month_name)[1:]
_INNER_SIGN = later(r"[.@:]\S")
"""Stands in every address; in few other texts."""
QUOTED = later(r"“[^”]*”|\"[^\"]*\"")

_FENCE = later(r"^\s*///(.*)$")
_CODE = later(r"^\s*(```|~~~)")
_LINK = later(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = later(
    r"\{:[^}]*\}|\{%[^{}]*%\}|\*\*|`[^`]*`|<https?://[^<>\s]+>|" + TAG.pattern, re.MULTILINE
)
_MARK = later(r"[{*`<]")
_START = later(
    rf"^\s*(?:#{{1,6}}\s*|(?:[-*+]|[{SIGNS}]|\d{{1,9}}[.)])\s+|[{SIGNS}]|\|?[\s:|-]+\|[\s:|-]*$|\|)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of our own words: a line of the body (paragraph, item, heading, table cell) or one
    entry of front matter; `english` is the text without words that are marked as another
    language's."""

    text: str
    line: int
    typed: str
    heading: bool = False
    front: bool = False
    english: str = ""


def sentences(block: str) -> list[str]:
    """The sentences of a block of text. A colon or semicolon ends a thought as well as a full stop
    does."""
    return [sentence for sentence in SENTENCE_END.split(block) if sentence.strip()]


def passages(content: Content, page: Page) -> tuple[Passage, ...]:
    """Our own words on a page: front matter first, then the body, in their order. Kept, because
    many rules ask."""
    known = _known(content)
    if page.src not in known:
        found = (*_front(page), *_body(page))
        if page.language:
            found = tuple(replace(passage, english="") for passage in found)
        known[page.src] = found
    return known[page.src]


@once
def _known(content: Content) -> dict[str, tuple[Passage, ...]]:
    """The passages that were asked for so far, by page."""
    return {}


def holding(content: Content, page: Page, pattern: re.Pattern[str]) -> Iterator[Passage]:
    """The passages of a page with a word in which a pattern finds something; a word is what stands
    between two spaces.

    Each word is asked once, because pages share most of theirs.
    """
    asked, held = _ASKED.setdefault(pattern, (set(), set()))
    found = passages(content, page)
    words = set(" ".join(passage.text for passage in found).split())
    new = words - asked
    asked |= new
    held.update(filter(pattern.search, new))
    if not held.isdisjoint(words):
        yield from (passage for passage in found if not held.isdisjoint(passage.text.split()))


_ASKED: dict[re.Pattern[str], tuple[set[str], set[str]]] = {}
"""By pattern: the words that were asked, and those of them that hold something."""


def _front(page: Page) -> Iterator[Passage]:
    for name in type(page).model_fields:
        if name not in NOT_PROSE:
            yield from _entry(
                page, getattr(page, name), (type(page).model_fields[name].alias or name,)
            )


def _entry(page: Page, value: object, place: tuple[str | int, ...]) -> Iterator[Passage]:
    if isinstance(value, str):
        for cell in _cells(value):
            yield Passage(
                cell, page.line_of(*place), value, front=True, english=_english(cell, value)
            )
    elif isinstance(value, Fact):
        yield from _entry(
            page, value.missing, (*place, "missing")
        )  # the rest is facts and where they come from
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if name not in NOT_PROSE and not (name == "facts" and place[0] == "must_confirm"):
                yield from _entry(
                    page,
                    getattr(value, name),
                    (*place, type(value).model_fields[name].alias or name),
                )
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _entry(page, inner, (*place, number))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _entry(page, inner, (*place, name))


def _body(page: Page) -> Iterator[Passage]:
    """Blocks of code stand on pages for staff alone, and no rule reads their words: the guide shows
    there, on purpose, what the rules refuse."""
    quotation = code = foreign = False
    lines = page.body.split("\n")
    marked = _marked(lines)
    heads = left_over.lines_of_heads(lines)
    halves = left_over.halves(lines)
    for line, typed in enumerate(lines, page.at.body_line):
        target = TARGET.fullmatch(typed)
        if target and page.body.casefold().count(f"[{target[1].casefold()}]") > 1:
            continue  # where a link of the page leads, and no words
        if page.audience == "staff" and _CODE.match(
            typed
        ):  # no other page may hold a block of code (markup-sound)
            code = not code
            continue
        fence = _FENCE.match(typed)
        if fence:
            foreign = fence[1].strip().startswith("language") or (
                foreign and bool(fence[1].strip())
            )
            quotation = fence[1].strip().startswith("quotation") or (
                quotation and bool(fence[1].strip())
            )
            continue
        if code or quotation or typed.lstrip().startswith(">") or line - page.at.body_line in heads:
            continue
        for cell in _cells(typed):
            number = line - page.at.body_line
            whole = _without_halves(cell, halves.get(number), halves.get(number - 1))
            other = foreign or number in marked
            yield Passage(
                cell,
                line,
                typed,
                heading=typed.lstrip().startswith("#"),
                english=FACT_WORD if other else _english(whole, typed),
            )


def _without_halves(
    cell: str, cut: tuple[str, str] | None, cut_above: tuple[str, str] | None
) -> str:
    """A line's words without the halves of a word that was cut at its end, or at that of the line
    above: it is named once."""
    if cut is not None:
        cell = cell.removesuffix(f"{cut[0]}-") + FACT_WORD
    if cut_above is not None:
        cell = FACT_WORD + cell.removeprefix(cut_above[1])
    return cell


TARGET = later(r"\s{0,3}\[([^\[\]]+)\]:\s*\S+\s*")
HASHTAG = later(r"(?<![\w/#&@.])[#@][A-Za-z]\w+")
"""A name by which others look for something, or for somebody: it is written as they type it."""
BRACED = later(r"\{:?[^{}\n]*\blang=[\"']?[\w-]+[^{}\n]*\}\s*$")


def _marked(lines: list[str]) -> set[int]:
    """The lines that braces give another language: those of the paragraph above `{: lang=pl }`, and
    a heading or item that ends with it."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if "lang=" not in line or not BRACED.search(line):
            continue
        found.add(number)
        if line.strip().startswith("{"):
            above = number - 1
            while above >= 0 and lines[above].strip():
                found.add(above)
                above -= 1
    return found


def _english(cell: str, typed: str) -> str:
    """A passage without words that are marked as another language's, and without what is left
    over from another program, which is named once."""
    if "lang=" in typed:
        for words in (found[1] for found in LANGUAGE.finditer(typed)):
            cell = cell.replace(" ".join(words.split()), FACT_WORD)
    if "#" in cell or "@" in cell:
        cell = HASHTAG.sub(FACT_WORD, cell)
    return left_over.without(cell, FACT_WORD)


def _cells(typed: str) -> Iterator[str]:
    """The words of a line without Markdown's marks; a table row gives its cells."""
    text = FACT.sub(FACT_WORD, typed) if "{{" in typed else typed
    text = unescape(text) if "&" in text else text
    text = LANGUAGE.sub(r"\1", text) if "lang=" in text else text
    text = _START.sub("", _MARKS.sub("", text) if _MARK.search(text) else text, count=1)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    for cell in text.split("|") if typed.lstrip().startswith("|") else (text,):
        if cell.strip(" *_"):
            words = " ".join(cell.split())
            yield typed if words == typed else words  # one text, kept once


def plain(text: str) -> str:
    """Words without Markdown's marks."""
    return " ".join(_cells(text))


class Names:
    """Names to leave alone."""

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted((name for name in names if name), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole, longest_first)) or r"(?!)")

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self._pattern.sub(instead, text)

    def as_words(self, text: str, words: Callable[[str], str]) -> str:
        """The text with other words for each name. A sentence that begins with a name still begins
        with a capital, so that it is not taken for a part of the one before."""

        def other(name: re.Match[str]) -> str:
            made = words(name[0])
            return made.capitalize() if name[0][:1].isupper() else made

        return self.sub(other, text)


def _whole(name: str) -> str:
    """A name as a pattern that does not match inside a word. It begins with the name's first
    letter: such a pattern is five times as quick."""
    first = re.escape(name[0])
    return rf"{first}(?<!\w{first}){re.escape(name[1:])}(?!\w)"


def ours(text: str, names: Names | None = None) -> str:
    """A passage without what is left alone: addresses, words in double quotation marks and, where
    given, names."""
    text = without_addresses(text, FACT_WORD)
    if '"' in text or "“" in text:
        text = QUOTED.sub(FACT_WORD, text)
    return names.sub(FACT_WORD, text) if names else text


def without_addresses(text: str, instead: str = "") -> str:
    return ADDRESS.sub(instead, text) if _INNER_SIGN.search(text) else text


@once
def names_of(content: Content) -> Names:
    """Names that nobody can write more simply: the service, its council, its policies, and the
    bodies, laws, sources and tools that pages name."""
    found: set[str] = set()
    if content.service:
        found |= content.service.names
        found.add(content.service.long_name.removeprefix(content.service.area).strip())
    for body in content.organisations:
        found |= {
            body.title,
            body.full_name,
            body.full_name.partition(" (")[0].removeprefix("The "),
        }
    found |= {policy.title for policy in content.policies if " " in policy.title}
    found |= {limit.law for limit in content.deadlines}
    for quotation in content.quotations.values():
        found |= {quotation.from_, quotation.from_.partition(",")[0]}
    found |= {
        tool
        for tool in (content.audit.tools if content.audit else ())
        if any(map(str.isdigit, tool))
    }  # a name has its version
    return Names(found)


def line_of_words(content: Content, page: Page, words: str) -> int:
    """The line on which words of a page were typed, in its front matter too; 1 where the layout
    wrote them."""
    for passage in passages(content, page):
        if words in passage.text:
            return passage.line
    start = " ".join(words.split()[:4])
    return next(
        (passage.line for passage in passages(content, page) if start in passage.text),
        page.line_with(words),
    )
