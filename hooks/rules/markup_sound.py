"""A page holds words, not code: nothing in it acts by itself, no two parts have one name, and every picture has words (P20).

WCAG 2.2, 1.1.1 and 4.1.2; and a change that a stranger suggests must not be able to put a script before families. What LinkChecker
does not see stands here: a name twice, a picture without alternative text, a reference left as text.
"""

import re
from collections.abc import Iterator
from typing import Any

from hooks.built import DERIVED, Site
from hooks.findings import Finding
from hooks.records import Page

KEEPS = ("P20",)
NAME = "markup-sound"
ELEMENTS: dict[str, frozenset[str]] = {
    "abbr": frozenset({"title"}),
    "br": frozenset(),
    "span": frozenset({"lang", "dir"}),  # words in another language
    "wbr": frozenset(),
}
"""The only HTML that a source may hold, and its attributes."""
ATTRIBUTES = frozenset({"promise", "id", "lang", "dir"})
"""What `{: ... }` may set. No class: one can hide words from readers or from the rules about words."""
TAG = re.compile(r"<(!--|/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>]))([^<>]*)>?")
SET = re.compile(r"([^\s=\"'/<>]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?")
CURLY = re.compile(r"(?<!\{)\{:?([^{}\n]*)\}")
SETS = re.compile(r"([^\s=]+)=(?:\"[^\"]*\"|'[^']*'|\S*)|(\S+)")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
FENCE = re.compile(r"\s*(`{3,}|~{3,})")
PICTURE = re.compile(r"!\[\s*\]\s*[\(\[]")

MARK = re.compile(r"[<{]|!\[")
"""One of these stands in everything above; nearly all lines are free of them."""


def check(site: Site) -> Iterator[Finding]:
    typed: set[str] = set()
    for page in site.content.pages:
        path = site.content.project_path(page.src)
        for line, text in _source(page):
            for fault in _faults(text):
                typed.add(page.src)
                yield Finding(path, line, fault, NAME)
    for built in site.pages.values():
        source = site.source(built)
        if source is not None and source.layout in DERIVED:
            continue  # its words are other pages' words, and are named there
        for fault, words in built.unsound:
            if source is not None and source.src in typed and fault.startswith(("A page must not hold", "The picture")):
                continue  # what a person typed was named with its line
            path, line = site.where(built, words)
            yield Finding(path, line, fault, NAME)


def _source(page: Page) -> Iterator[tuple[int, str]]:
    """Everything that a person typed on a page, code apart, with its line."""
    yield from _entries(page, (), page.model_dump(exclude={"at"}))
    fence = ""
    for number, line in enumerate(page.body.splitlines(), page.at.body_line):
        mark = FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            yield number, CODE.sub("", line) if "`" in line else line


def _entries(page: Page, place: tuple[str | int, ...], value: Any) -> Iterator[tuple[int, str]]:
    if isinstance(value, str):
        yield page.line_of(*place), value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _entries(page, (*place, name), inner)
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _entries(page, (*place, number), inner)


def _faults(text: str) -> Iterator[str]:
    if not MARK.search(text):
        return
    for tag in TAG.finditer(text):
        name = tag[1].lstrip("/").lower()
        if name == "!--":
            yield "A page must not hold a comment (<!-- ... -->): readers can see it in the page. Write it in the pull request."
        elif name not in ELEMENTS:
            yield f"A page must not hold <{name}>: write it in Markdown, or ask the person who looks after the layouts."
        else:
            for attribute in SET.findall(tag[2]):
                if attribute.lower() not in ELEMENTS[name]:
                    yield f'<{name}> must not have {attribute}="...": remove it.'
    for braces in CURLY.finditer(text):
        for attribute, word in SETS.findall(braces[1]):
            if attribute and attribute.lower() not in ATTRIBUTES:
                yield f'{{: ... }} must not set {attribute}="...": remove it.'
            elif word and not word.startswith("#"):
                yield f'Braces must not hold "{word}": they set what a part of the page is. Remove it, or write round brackets.'
                break
    if PICTURE.search(text):
        yield "A picture must have alternative text between the brackets: write ![what it shows](the file)."
