"""How our Markdown is parsed: the one place that says so, for pages, for the words of records and
for what is printed.

Content is words. Markdown holds no HTML here: a tag that somebody types is text like any other, and
the rule `markup-sound` asks for it to go. What braces set (`{: ... }`) is held to the list of what
words may have (hooks/words/markup.yml); the rest is moved to an attribute of its own, so that it
does nothing and the same rule finds it on the finished page.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor, FencedCodeExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor, SimpleTextInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from hooks.sources import facts
from hooks.sources.content import FACT, Content
from hooks.sources.records import Fact
from hooks.words import foreign, lists, markup

LANGUAGE = re.compile(
    r"\[([^\[\]]+)\](?: ?\{:?|\()\s*lang ?= ?([\"'“”]?)([^\s(){}\"'“”]*)[\"'“”]?\s*[})]"
)
"""Words in another language: `[Pomagamy]{lang=pl}`. Other brackets, a space before them and curly
quotation marks can mean nothing else."""

GRADES = r"(?<![*\w])((?:[A-G]\*)+[A-G]?)(?![*\w])"
"""Grades of exams, whose stars are no marks: "A*", "A*A*A"."""


def extensions(ours: Extension, *, contents: bool = False) -> list[str | Extension]:
    """The Markdown that we know, with our own blocks (blocks.OurMarkdown); with `contents`,
    headings have addresses and a list of them is kept."""
    known: list[str | Extension] = ["attr_list", "tables", "sane_lists", ours]
    return [*known, TocExtension(permalink=False)] if contents else known


def parser(ours: Extension) -> Markdown:
    """A parser for words that are no page of the site: the strings of records, what is printed."""
    return Markdown(extensions=extensions(ours))


def hold_no_html(md: Markdown, content: Content) -> None:
    """Switches HTML off, and makes known what stands in its place: facts, and words in another
    language."""
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.preprocessors.register(
        _Fenced(md, FencedCodeExtension().getConfigs()), "fenced_code_block", 25
    )  # the library's own name and place
    md.preprocessors.register(lists.Tidy(md), "our-lists", 20)
    md.inlinePatterns.register(
        _Facts(FACT.pattern, md, content), "our-facts", 185
    )  # after code, before what a backslash escapes
    md.inlinePatterns.register(SimpleTextInlineProcessor(GRADES, md), "our-grades", 182)
    md.inlinePatterns.register(
        _Foreign(LANGUAGE.pattern, md), "our-languages", 175
    )  # before links, which begin alike
    _leave_templates(md)
    md.treeprocessors.register(_Listed(md), "our-list", 3)  # when everything else stands


def _leave_templates(md: Markdown) -> None:
    """Braces of another program, "{% ... %}", set nothing: they stay as text, and are named."""
    braces = md.treeprocessors["attr_list"]
    for name in ("HEADER_RE", "BLOCK_RE", "INLINE_RE"):
        form: re.Pattern[str] = getattr(braces, name)
        setattr(
            braces, name, re.compile(form.pattern.replace(r"[^\}\n ]", r"[^\}\n %]"), form.flags)
        )


class _Fenced(FencedBlockPreprocessor):
    """A block of code between fences, which Markdown makes before everything else. It may have what
    the list gives to code, and no more."""

    def handle_attrs(
        self, attrs: Iterable[tuple[str, str]]
    ) -> tuple[str, list[str], dict[str, Any]]:
        name, classes, given = super().handle_attrs(attrs)
        allowed = markup.words()["code.language-*"].attributes
        refused = [f"{each}={value}" for each, value in given.items() if each not in allowed]
        refused += [f"class={each}" for each in classes[1:]] + ([f"id={name}"] if name else [])
        kept = {each: value for each, value in given.items() if each in allowed}
        return "", classes[:1], {**kept, markup.REFUSED: " ".join(refused)} if refused else kept


class _Facts(InlineProcessor):
    """`{{ contact.phone }}`: the fact as it is shown. Unknown names were found at reading."""

    def __init__(self, pattern: str, md: Markdown, content: Content) -> None:
        super().__init__(pattern, md)
        self.content = content

    # The library's name. It takes None for "no match" too.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, match: re.Match[str], data: str
    ) -> tuple[etree.Element | str | None, int | None, int | None]:
        fact = self.content.facts.get(match[1])
        if fact is None:
            return None, None, None
        return _element(fact) if isinstance(fact, Fact) else AtomicString(fact), *match.span()


def _element(fact: Fact) -> etree.Element:
    """A fact as one element, whose text no other pattern of Markdown looks at."""
    whole = etree.fromstring(f"<span>{facts.as_html(fact)}</span>")
    for part in whole.iter():
        part.text = AtomicString(part.text or "")
        part.tail = AtomicString(part.tail or "")
    return whole[0] if len(whole) == 1 else whole


class _Foreign(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, match: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        span = etree.Element("span", language_of(match[3]))
        span.text = match[1]
        return span, *match.span()


def language_of(code: str) -> dict[str, str]:
    """The attributes of words in a language. A code that is none stays, for the rule to name."""
    way = foreign.direction(code)
    return {"lang": code, "dir": way} if way else {"lang": code}


class _Listed(Treeprocessor):
    """Holds what Markdown made to the list of what words may have."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if isinstance(element.tag, str) and element is not root:
                given = language_of(element.get("lang", "")) if element.get("lang") else {}
                if element.get("dir") not in (None, given.get("dir")):
                    _refuse(element, "dir")  # which way words run, their language says
                element.attrib.update(given)
                _hold(element)
        for block in root.iter():
            if block.tag in RUNNING and foreign.runs_left("".join(block.itertext())):
                _both_ways(block)


RUNNING = frozenset({"p", "li", "td", "th", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements whose words are a run."""


def _both_ways(block: etree.Element) -> None:
    """An address inside words that run to the left keeps its own way: its last slash would stand
    before it."""
    for link in block.iter("a"):
        if not foreign.runs_left("".join(link.itertext())):
            link.set("dir", "ltr")


def _hold(element: etree.Element) -> None:
    allowed = markup.words().get(markup.key(element.tag, element.get("class")))
    if allowed is None and element.get("class") is not None:
        _refuse(element, "class")
        allowed = markup.words().get(element.tag)
    for name in list(element.attrib):
        if name not in ("class", markup.REFUSED) and (
            allowed is None or name not in allowed.attributes
        ):
            _refuse(element, name)


def _refuse(element: etree.Element, name: str) -> None:
    """Takes an attribute away, and leaves word of it."""
    value = element.attrib.pop(name) or ""
    element.set(
        markup.REFUSED, " ".join(filter(None, [element.get(markup.REFUSED), f"{name}={value}"]))
    )
