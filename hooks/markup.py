"""What must be put right in a built page's HTML, as sentences, each with words by which its line in the sources can be found.

One list of the good, hooks/rules/markup.yml, says what a page may hold; whatever else stands there, as a browser reads it, is a fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks import foreign, hosting

LIST = Path(__file__).parent / "rules" / "markup.yml"
REFUSED = "data-refused"
"""Where the parser of Markdown (hooks/parsing.py) leaves what braces must not set."""
COPIES = frozenset({"copy", "whole-site"})
"""Layouts that hold the words of all other pages."""
NO_RECORD = "no-record"
"""The layout of a page that is made from no file of content: "not found", and a page that moved."""
TAG = re.compile(r"<(?:!--.*?(?:-->|$)|[!?][A-Za-z\[][^<>\n]*>?|/?[A-Za-z](?!ttps?://)[^<>\n]*>?)")
"""Looks like a comment, a declaration, an instruction or a tag: "<" with a letter, "!" or "?" right after it."""
NOT_TEXT = re.compile(r"<(?!!doctype html>)[!?]", re.IGNORECASE)
"""A comment, a second declaration or an instruction. In words and in values "<" stands as "&lt;"."""
LESS = re.compile(r"&(?:lt|LT|#)")
BRACES = re.compile(r"\{:[^{}\n]*\}")
LEFT = re.compile(r"\[([^\[\]\n]+)\](?:\[[^\[\]\n]*\]|\([^()\n]*\)| \((?:https?:|[^()\s]*\.md)[^()\n]*\))")
"""A link or reference of Markdown that is still there, as text."""
CODE = frozenset({"code", "pre", "script", "style", "template", "svg"})

Fault = tuple[str, str]
"""What must be put right, and words to find its line by."""


# --- the list ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. `where` is the line's own name; empty `parents` or `layouts` stand for all."""

    where: str
    parents: tuple[frozenset[str], ...]
    layouts: frozenset[str]
    attributes: Mapping[str, str]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Element:
    """An element as the list asks for it."""

    tag: str
    classes: str
    attributes: tuple[tuple[str, str], ...]
    parent: str
    layout: str


@cache
def _list() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return data


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """The whole list, by element and classes."""
    found: dict[str, tuple[Entry, ...]] = {}
    for part in ("words", "frame"):
        for name, several in _list()[part].items():
            for one in several if isinstance(several, list) else [several]:
                entry = _entry(name, one)
                found[_element_of(name)] = (*found.get(_element_of(name), ()), entry)
    return found


@cache
def words() -> Mapping[str, Entry]:
    """What Markdown and our blocks make, by element and classes."""
    return {_element_of(name): _entry(name, one) for name, one in _list()["words"].items()}


def _element_of(name: str) -> str:
    return name.rpartition(" > ")[2]


def _entry(name: str, typed: Mapping[str, str]) -> Entry:
    parents = name.rpartition(" > ")[0]
    attributes = {each.strip("()"): str(form) for each, form in typed.items() if each != "layout"}
    return Entry(f"{name} {dict(typed)}", tuple(frozenset(parent.split(".")) for parent in parents.split(", ") if parent),
                 frozenset(typed.get("layout", "").split("|")) - {""}, attributes,
                 frozenset(each for each in typed if each != "layout" and not each.startswith("(")))


@cache
def key(tag: str, classes: str | None) -> str:
    """An element as the list names it: "p.lead"; "article.item.item-*" for a family of classes."""
    named = ".".join([tag, *(classes or "").split()])
    family = re.sub(r"(?<=\.)(layout|language|align|item|logo)-[a-z-]+$", r"\1-*", named)
    return named if named in entries() else family


@cache
def _pattern(form: str) -> re.Pattern[str]:
    forms = _list()["forms"]
    return re.compile(str(forms.get(form, form)).replace("{assets}", forms["assets"]))


def _has_form(value: str, form: str) -> bool:
    """Whether a value has the form that the list asks for."""
    asked = str(_list()["forms"].get(form, form))
    if asked == "@language":
        return foreign.is_language(value)
    if asked == "@policy":
        return value == hosting.POLICY or hosting.POLICY_OF_ONE_FILE.fullmatch(value) is not None
    return _pattern(form).fullmatch(value) is not None


@lru_cache(maxsize=1 << 15)
def listed(element: Element) -> Entry | None:
    """The line of the list that lets an element stand where it stands; None where none does."""
    named = key(element.tag, element.classes)
    return next((entry for entry in entries().get(named, ()) if _in_place(entry, element) and not _wrong(entry, element)), None)


def _in_place(entry: Entry, element: Element) -> bool:
    parent = set(element.parent.split("."))
    if entry.parents and not any(wanted <= parent for wanted in entry.parents):
        return False
    return not entry.layouts or element.layout in entry.layouts or (element.layout in COPIES and "whole-site" not in entry.layouts)


def _wrong(entry: Entry, element: Element) -> str | None:
    """The first attribute that an entry does not allow, or asks for in vain."""
    given = dict(element.attributes)
    for name, value in given.items():
        if name not in entry.attributes or not _has_form(value, entry.attributes[name]):
            return name
    return min(entry.needs - given.keys(), default=None)


# --- the page ------------------------------------------------------------------------------------------------------


def faults(tree: LexborHTMLParser, html: str, *, one_file: bool = False) -> Iterator[Fault]:
    """Everything in a page that must be put right. `one_file` is the copy of the site that opens from a disk."""
    yield from _names(tree)
    if NOT_TEXT.search(html):
        yield "A page must not hold a comment or a declaration (<!-- ... -->, <! ... >, <? ... >): the layout of this page makes one.", ""
    yield from _elements(tree, one_file)
    yield from _left(tree, html)


def _names(tree: LexborHTMLParser) -> Iterator[Fault]:
    counted = Counter(node.attributes["id"] or "" for node in tree.css("[id]"))
    for name, count in counted.items():
        if count > 1:
            yield f'The name "{name}" must stand once on a page, and {count} elements have it: give a heading other words.', ""
        elif not name or " " in name:
            yield f'A name (id) must be one word; it is "{name}".', ""


def elements(tree: LexborHTMLParser, *, one_file: bool = False) -> Iterator[Element]:
    """Every element of a page, in its order."""
    layout = "whole-site" if one_file else _layout(tree)
    for node in tree.css("*"):
        yield _element(node, layout)


def _layout(tree: LexborHTMLParser) -> str:
    classes = (tree.body.attributes.get("class") or "") if tree.body else ""
    return classes.removeprefix("layout-") or NO_RECORD


def _element(node: LexborNode, layout: str) -> Element:
    attributes = {name: value or "" for name, value in node.attributes.items()}
    classes = attributes.pop("class", "")
    parent = node.parent
    within = ".".join([parent.tag or "", *(parent.attributes.get("class") or "").split()]) if parent is not None and parent.tag else ""
    return Element(node.tag or "", classes, tuple(attributes.items()), within, layout)


def _elements(tree: LexborHTMLParser, one_file: bool) -> Iterator[Fault]:
    for element in elements(tree, one_file=one_file):
        if listed(element) is None:
            yield from _unlisted(element)
        yield from _tags_in_values(element)


def _unlisted(element: Element) -> Iterator[Fault]:
    """What is wrong with an element that is not in the list, as one sentence; more where braces set several things."""
    given = dict(element.attributes)
    if REFUSED in given:
        yield from _in_braces(given[REFUSED])
        return
    if element.tag == "img" and not given.get("alt", "").strip():
        source = given.get("src", "")
        yield f"The picture {source} must have alternative text: write ![what it shows](the file).", source.rpartition("/")[2]
        return
    named = key(element.tag, element.classes)
    same = [entry for entry in entries().get(named, ())]
    here = [entry for entry in same if _in_place(entry, element)]
    if not same and element.classes and any(_element_of(name).partition(".")[0] == element.tag for name in entries()):
        yield f'<{element.tag}> must not have class="{element.classes}" here: it is in no list of what a page may hold. Remove it.', element.classes
    elif not here:
        yield f"A page must not hold <{element.tag}> here: write it in Markdown, or ask the person who looks after the layouts.", ""
    else:
        yield _attribute(element, min((_wrong(entry, element) or "" for entry in here), key=lambda name: name not in given), given)


def _in_braces(refused: str) -> Iterator[Fault]:
    for name, value in re.findall(r"(\S+?)=(.*?)(?= \S+=|$)", refused, re.DOTALL):
        yield f'Braces {{: ... }} must not set {name}="{value}": they can only give a name (#name), a promise or a language. Remove it.', value or name


def _attribute(element: Element, name: str, given: Mapping[str, str]) -> Fault:
    value = given.get(name)
    if value is None:
        return f'<{element.tag}> must have {name}="...": ask the person who looks after the layouts.', ""
    if name == "lang":
        return f'"{value}" is the code of no language. Write a code such as pl (Polish) or ur (Urdu).', f"{value}"
    if name in ("href", "src"):
        return f'The address "{value}" must begin with https://, mailto: or tel:, or lead to a page or file of this site.', value
    return f'<{element.tag}> must not have {name}="{value}": remove it. How things look stands in the stylesheet.', value or name


def _tags_in_values(element: Element) -> Iterator[Fault]:
    for _, value in element.attributes:
        if "<" in value:
            yield from map(_typed_tag, TAG.finditer(value))


def _typed_tag(tag: re.Match[str]) -> Fault:
    typed = tag[0]
    if typed.startswith("<!--"):
        return "A page must not hold a comment (<!-- ... -->): readers see it. Write it in the pull request.", typed
    shown = typed if len(typed) <= 60 else f"{typed[:57]}..."
    return (f'A page must not hold HTML; readers would see "{shown}" as it stands. Write it in Markdown; after a "<" that means "less than", '
            "write a space."), typed


def _left(tree: LexborHTMLParser, html: str) -> Iterator[Fault]:
    """Marks of Markdown, and tags, that are still there as text, code apart."""
    if "](" in html or "][" in html or "] (" in html or "{:" in html or LESS.search(html):
        for text in _texts(tree.root):
            for match in LEFT.finditer(text):
                yield f'"{match[0]}" must be a link, but it leads nowhere and readers see the brackets: write [{match[1]}](page.md).', match[1]
            for match in BRACES.finditer(text):
                yield f'"{match[0]}" must stand on a line of its own, right below its paragraph: here readers see it.', match[0]
            yield from map(_typed_tag, TAG.finditer(text))


def _texts(node: LexborNode | None) -> Iterator[str]:
    """Every text of a page, code apart."""
    for child in node.iter(include_text=True) if node is not None else ():
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag not in CODE:
            yield from _texts(child)
