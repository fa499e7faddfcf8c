"""What must be put right in a built page's HTML, as sentences, each with words by which its line in
the sources can be found.

One list of the good, hooks/words/markup.yml, says what a page may hold; whatever else stands there,
as a browser reads it, is a fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.sources import illustrations, own_lists, security_policy
from hooks.sources.answered import answered
from hooks.words import astray, foreign, left_over

LIST = Path(__file__).with_name("markup.yml")
REFUSED = "data-refused"
"""Where the parser of Markdown (hooks/words/parsing.py) leaves what braces must not set."""
COPIES = frozenset({"copy", "whole-site"})
"""Layouts that hold the words of all other pages."""
NO_RECORD = "no-record"
"""The layout of a page that is made from no file of content: "not found", and a page that moved."""
TAG = re.compile(
    r"<(?:!--.*?(?:-->|$)|[!?][A-Za-z\[][^<>\n]*>?|/?[A-Za-z](?!ttps?://)[^<>\n]*>?)", re.MULTILINE
)
"""Looks like a comment, a declaration, an instruction or a tag: "<" with a letter, "!" or "?" right
after it."""
NOT_TEXT = re.compile(r"<(?!!doctype html>)[!?]", re.IGNORECASE)
"""A comment, a second declaration or an instruction. In words and in values "<" stands as
"&lt;"."""
HTML = "A page must not hold HTML"
"""So begins what is said of a tag that somebody typed."""
LESS = re.compile(r"&(?:lt|LT|#0*60|#[xX]0*3[cC])")
"""A "<" as words have it. Only where one stands is every text asked."""
BRACES = re.compile(r"\{:[^{}\n]*\}?")
NOBODY_SEES = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ue000-\uf8ff\ufe00-\ufe0d\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff"
)
JOINERS = "\u200c-\u200f"
PILED = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
UNSEEN = re.compile(
    f"[{NOBODY_SEES}]|(?<=[A-Za-z])[{JOINERS}]|[{JOINERS}](?=[A-Za-z])|[{PILED}]{{4,}}"
)
"""Characters that nobody sees, that turn the words round them, that no typeface has, or that pile
up over other lines. A soft hyphen may stand: rules about words pass it over. Joiners and marks of
direction may stand where Arabic or Urdu needs them, never beside a Latin letter."""
MAY_BE_UNSEEN = re.compile(f"[{NOBODY_SEES}{JOINERS}{PILED}]")
"""A sign without which `UNSEEN` finds nothing. A page has a hundred different signs, and many
thousand in all."""
LONG = 80
"""Signs of an address that a finding shows."""
CONTENTS = "[TOC]"
"""Markdown's mark for a list of the headings."""
MARKED = re.compile(r"\[[^\[\]\n]+\]\{[^{}\n]*\}")
"""Words that were to be marked with a language, still there as text."""
BLOCK = re.compile(r"^\s*///.*", re.MULTILINE)
"""The first or last line of a block, still there as text."""
LEFT = re.compile(
    r"\[([^\[\]\n]+)\](?:\[[^\[\]\n]*\]|\([^()\n]*\)| \((?:https?:|[^()\s]*\.md)[^()\n]*\))"
)
"""A link or reference of Markdown that is still there, as text."""
CODE = frozenset({"code", "pre", "script", "style", "template", "svg"})

ASKED: Mapping[str, Callable[[str], object]] = {
    "@language": foreign.is_language,
    "@illustration": illustrations.is_name,
    "@policy": security_policy.POLICY.__eq__,
    "@policy-of-search": security_policy.POLICY_OF_SEARCH.__eq__,
    "@policy-of-one-file": security_policy.POLICY_OF_ONE_FILE.fullmatch,
}
"""Forms that no pattern of the list says."""

Fault = tuple[str, str]
"""What must be put right, and words to find its line by."""


# --- the list -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. `where` is the line's own name; empty `parents` or `layouts` stand for
    all."""

    where: str
    parents: tuple[frozenset[str], ...]
    layouts: frozenset[str]
    attributes: Mapping[str, str]
    needs: frozenset[str]


class Element(NamedTuple):
    """An element as the list asks for it. A tuple, because a site has tens of thousands and most
    are alike."""

    tag: str
    attributes: tuple[tuple[str, str | None], ...]
    parent: str
    layout: str

    @property
    def given(self) -> dict[str, str]:
        """The attributes, classes apart."""
        return {name: value or "" for name, value in self.attributes if name != "class"}

    @property
    def classes(self) -> str:
        return dict(self.attributes).get("class") or ""


@cache
def _list() -> Mapping[str, Any]:
    data: Mapping[str, Any] = own_lists.read(LIST)
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
    return Entry(
        f"{name} {dict(typed)}",
        tuple(frozenset(parent.split(".")) for parent in parents.split(", ") if parent),
        frozenset(typed.get("layout", "").split("|")) - {""},
        attributes,
        frozenset(each for each in typed if each != "layout" and not each.startswith("(")),
    )


@cache
def key(tag: str, classes: str | None) -> str:
    """An element as the list names it: "p.lead"; "article.item.item-*" for a family of classes; a
    logo's classes are its own."""
    named = ".".join(
        [tag, *(each for each in (classes or "").split() if not each.startswith("logo-"))]
    )
    family = re.sub(r"(?<=\.)(layout|language|align|item)-[a-z-]+$", r"\1-*", named)
    return named if named in entries() else family


@cache
def _pattern(form: str) -> re.Pattern[str]:
    forms = _list()["forms"]
    return re.compile(str(forms.get(form, form)).replace("{assets}", forms["assets"]))


def _has_form(value: str, form: str) -> bool:
    """Whether a value has the form that the list asks for."""
    asked = str(_list()["forms"].get(form, form))
    return (
        bool(ASKED[asked](value)) if asked in ASKED else _pattern(form).fullmatch(value) is not None
    )


def listed(element: Element) -> Entry | None:
    """The line of the list that lets an element stand where it stands; None where none does."""
    named = key(element.tag, element.classes)
    return next(
        (
            entry
            for entry in entries().get(named, ())
            if _in_place(entry, element) and not _wrong(entry, element)
        ),
        None,
    )


def _in_place(entry: Entry, element: Element) -> bool:
    parent = set(element.parent.split())
    if entry.parents and not any(wanted <= parent for wanted in entry.parents):
        return False
    return (
        not entry.layouts
        or element.layout in entry.layouts
        or (element.layout in COPIES and "whole-site" not in entry.layouts)
    )


def _wrong(entry: Entry, element: Element) -> str | None:
    """The first attribute that an entry does not allow, or asks for in vain."""
    given = element.given
    for name, value in given.items():
        if name not in entry.attributes or not _has_form(value, entry.attributes[name]):
            return name
    return min(entry.needs - given.keys(), default=None)


# --- the page -------------------------------------------------------------------------------------


@answered
def faults(html: str, *, one_file: bool = False) -> Iterator[Fault]:
    """Everything in a page that must be put right. `one_file` is the copy of the site that opens
    from a disk."""
    tree = LexborHTMLParser(html)
    yield from _names(tree)
    if NOT_TEXT.search(html):
        yield (
            (
                "A page must not hold a comment or a declaration (<!-- ... -->, <! ... >, <? ..."
                " >): the layout of this page makes one."
            ),
            "",
        )
    shown = tree.html or ""  # there every letter stands as itself, never as a number
    signs = "".join(set(shown))
    unseen = UNSEEN.finditer(shown) if MAY_BE_UNSEEN.search(signs) else ()
    for mark in dict.fromkeys(match[0][0] for match in unseen):
        yield (
            (
                f"A page must not hold the character U+{ord(mark):04X}, which only one program"
                " shows as a picture: write in words what it means, or take it out."
                if "\ue000" <= mark <= "\uf8ff"
                else f"A page must not hold the character U+{ord(mark):04X}{_named(mark)}: it hides"
                " or turns words. Delete it, and type the words round it again."
            ),
            mark if mark >= " " else f"&#{ord(mark)};",
        )
    yield from _elements(tree, one_file)
    yield from _left(tree, html)
    yield from _lookalikes(tree, strange=bool(foreign.STRANGE.search(signs)))


def _named(mark: str) -> str:
    """What a character is called, in brackets; nothing where it has no name."""
    name = unicodedata.name(mark, "").lower()
    return f" ({name})" if name else ""


def _names(tree: LexborHTMLParser) -> Iterator[Fault]:
    counted = Counter(node.attributes["id"] or "" for node in tree.css("[id]"))
    for name, count in counted.items():
        if count > 1:
            yield (
                (
                    f'The name "{name}" must stand once on a page, and {count} elements have it:'
                    " give a heading other words."
                ),
                "",
            )
        elif not name or " " in name:
            yield f'A name (id) must be one word; it is "{name}".', ""


def elements(tree: LexborHTMLParser, *, one_file: bool = False) -> Iterator[Element]:
    """Every element of a page."""
    layout = "whole-site" if one_file else layout_of(tree)
    waiting = [(tree.root, "")] if tree.root else []
    while waiting:
        node, within = waiting.pop()
        if node.is_comment_node:
            continue  # found in the page's text: one may stand outside every element
        attributes = node.attributes
        yield Element(node.tag or "", tuple(attributes.items()), within, layout)
        here = f"{node.tag} {attributes['class']}" if attributes.get("class") else node.tag or ""
        waiting += [(child, here) for child in node.iter()]


def layout_of(tree: LexborHTMLParser) -> str:
    """The layout of a page, as its body says it; NO_RECORD where it says none."""
    classes = (tree.body.attributes.get("class") or "") if tree.body else ""
    return classes.removeprefix("layout-") or NO_RECORD


def _elements(tree: LexborHTMLParser, one_file: bool) -> Iterator[Fault]:
    for element in elements(tree, one_file=one_file):
        yield from _judged(element)


@lru_cache(maxsize=1 << 12)
def _judged(element: Element) -> tuple[Fault, ...]:
    """What is wrong with an element, kept: header and footer of all pages are alike."""
    tags = [
        _typed_tag(tag)
        for value in element.given.values()
        if "<" in value
        for tag in TAG.finditer(value)
    ]
    return (*(() if listed(element) else _unlisted(element)), *tags)


def _unlisted(element: Element) -> Iterator[Fault]:
    """What is wrong with an element that is not in the list, as one sentence; more where braces set
    several things."""
    given = element.given
    if REFUSED in given:
        if (
            element.tag == "div" and given[REFUSED] == "class=toc"
        ):  # what Markdown makes of the mark
            yield (
                (
                    f'A page must not hold "{CONTENTS}": readers find the parts of a page by its'
                    " headings. Take it out."
                ),
                CONTENTS,
            )
            return
        yield from _in_braces(given[REFUSED])
        return
    if element.tag == "img" and not given.get("alt", "").strip():
        source = given.get("src", "")
        yield (
            (
                "An e-mail's picture does not come with its words: put its file into assets/, and"
                " write ![what it shows](assets/its-name.png), or take it out."
                if source.startswith("cid:")
                else f"The picture {source} must have alternative text: write ![what it shows](the"
                " file)."
            ),
            source.rpartition("/")[2],
        )
        return
    named = key(element.tag, element.classes)
    same = list(entries().get(named, ()))
    here = [entry for entry in same if _in_place(entry, element)]
    if (
        not same
        and element.classes
        and any(_element_of(name).partition(".")[0] == element.tag for name in entries())
    ):
        yield (
            (
                f'<{element.tag}> must not have class="{element.classes}" here: it is in no list of'
                " what a page may hold. Remove it."
            ),
            element.classes,
        )
    elif not here:
        shown = f'{element.tag} class="{element.classes}"' if element.classes else element.tag
        yield (
            (
                f"A page must not hold <{shown}> here: write it in Markdown, or ask the person who"
                " looks after the layouts."
            ),
            "",
        )
    elif not (element.tag == "a" and _named_elsewhere(given.get("href", ""))):
        yield _attribute(
            element,
            min(
                (_wrong(entry, element) or "" for entry in here), key=lambda name: name not in given
            ),
            given,
        )


def _named_elsewhere(address: str) -> bool:
    """Whether the rule `links-lead-somewhere` says what is wrong with a link: it asks how an
    address begins."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.scheme or parts.netloc) and parts.scheme not in ("https", "mailto", "tel")


def _in_braces(refused: str) -> Iterator[Fault]:
    for name, value in re.findall(r"(\S+?)=(.*?)(?= \S+=|$)", refused, re.DOTALL):
        if name == "title":
            yield (
                (
                    f'A link or picture must not have a title of its own ("{value}"): many readers'
                    " never see it. Write it in the words."
                ),
                value,
            )
            continue
        shown = f'{name}="{value}"' if value else name
        yield (
            (
                f"Braces {{: ... }} must not set {shown}: they can only give a name (#name) or a"
                " promise. Remove it."
            ),
            (value.split() or [name])[-1] if name == "class" else value or name,
        )


def _attribute(element: Element, name: str, given: Mapping[str, str]) -> Fault:
    value = given.get(name)
    if value is None:
        return (
            f'<{element.tag}> must have {name}="...": ask the person who looks after the layouts.',
            "",
        )
    if name == "lang":
        return (
            (
                f'"{value}" is the code of no other language. Write a code such as pl (Polish) or'
                " ur (Urdu)."
            ),
            f"{value}",
        )
    if name == "data-picture":
        return (
            f'There is no picture "{value}". Write the name of one, such as letter, or none.',
            value,
        )
    if name == "src" and element.tag == "img":
        shown = (
            value if len(value) <= LONG else f"{value[:LONG]}…"
        )  # a whole picture may stand there
        return (
            (
                f'The picture "{shown}" must be a file of this site: put it into assets/, and write'
                " ![what it shows](assets/its-name.png)."
            ),
            value,
        )
    if name == "href" and "|" in value:  # as a chat writes a link
        address, _, words = value.partition("|")
        return f'"<{value}>" makes no link here: write [{words}]({address}).', value
    if name in ("href", "src") and (whole := astray.whole(value)):
        return f'The address "{value}" must be whole: write {whole}.', value
    if name in ("href", "src"):
        return (
            (
                f'The address "{value}" must begin with https://, mailto: or tel:, or lead to a'
                " page or file of this site."
            ),
            value,
        )
    return (
        (
            f'<{element.tag}> must not have {name}="{value}": remove it. How things look stands in'
            " the stylesheet."
        ),
        "",
    )


def _typed_tag(tag: re.Match[str]) -> Fault:
    typed = tag[0]
    if typed.startswith("<!--"):
        return (
            (
                "A page must not hold a comment (<!-- ... -->): readers see it. Write it in the"
                " pull request."
            ),
            typed,
        )
    shown = typed if len(typed) <= 60 else f"{typed[:57]}..."
    if code := re.search(r"\blang\s*=\s*[\"']?([\w-]+)", typed):
        return (
            (
                f'{HTML}; readers would see "{shown}" as it stands. Write words of another language'
                f" as [the words]{{lang={code[1]}}}."
            ),
            typed,
        )
    if re.fullmatch(r"<[\w.-]+\.(?:png|jpe?g|gif|bmp|emf|wmz)>", typed):
        return left_over.PICTURE.format(shown), typed
    return (
        (
            f'{HTML}; readers would see "{shown}" as it stands. Write it in Markdown; after a "<"'
            ' that means "less than", write a space.'
        ),
        typed,
    )


MAY_BE_LEFT = re.compile(r"[\[{<]|///")
"""A text without any of these is not asked for each mark."""


def typed_tags(text: str) -> Iterator[str]:
    """What is said of each tag or comment that stands in words as they were typed."""
    yield from (said for said, _ in map(_typed_tag, TAG.finditer(text)))


def _left(tree: LexborHTMLParser, html: str) -> Iterator[Fault]:
    """Marks of Markdown, and tags, that are still there as text, code apart."""
    if (
        "](" in html
        or "][" in html
        or "] (" in html
        or "]{" in html
        or "{:" in html
        or "///" in html
        or LESS.search(html)
    ):
        begun = False  # a box of a kind that we do not have: its end is no fault of its own
        for text in filter(MAY_BE_LEFT.search, texts(tree.root)):
            for match in LEFT.finditer(text):
                yield (
                    (
                        f'"{match[0]}" must be a link, but it leads nowhere and readers see the'
                        f" brackets: write [{match[1]}](page.md)."
                    ),
                    match[1],
                )
            for match in MARKED.finditer(text):
                yield (
                    (
                        f'"{match[0]}" must name one language and nothing else, as in'
                        " [Pomagamy]{lang=pl}: here readers see the brackets."
                    ),
                    match[0],
                )
            for match in BLOCK.finditer(text):
                mark = match[0].strip()
                if mark != "///":
                    begun = True
                    yield (
                        (
                            f'"{mark}" begins no box here: write "/// note" in its place, then the'
                            ' words, then "///", or take both lines out.'
                        ),
                        mark,
                    )
                elif not begun:
                    yield (
                        (
                            '"///" ends a box that nothing begins: write "/// note" on a line of'
                            " its own before its words, or take it out."
                        ),
                        mark,
                    )
            for match in BRACES.finditer(text):
                yield (
                    (
                        f'"{match[0]}" must stand on a line of its own, right below its paragraph:'
                        " here readers see it."
                    ),
                    match[0],
                )
            yield from map(_typed_tag, TAG.finditer(text))


def texts(node: LexborNode | None) -> Iterator[str]:
    """Every text of a page, code apart."""
    waiting = [node.iter(include_text=True)] if node is not None else []
    while waiting:  # a function that asks itself would hand each text up through every level
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == "-text":
            yield child.text_content or ""
        elif child.tag not in CODE:
            waiting.append(child.iter(include_text=True))


def _lookalikes(tree: LexborHTMLParser, *, strange: bool) -> Iterator[Fault]:
    """Words that are not what they look like, alternative text among them; and words that are
    marked with a language of other letters. `strange` says that a page holds a sign that can be
    read as another."""
    other: set[str] = set()
    for node in tree.css("body [lang]"):
        words, code = node.text(), node.attributes.get("lang") or ""
        fault = foreign.in_other_letters(words, code)
        if fault:
            other |= set(words.split())
            yield fault, " ".join(words.split()[:3])
    if strange:
        for text, code in dict.fromkeys(_in_languages(tree.root, "en")):
            found = foreign.lookalikes(text, code)
            if found and found[0] not in other:
                yield (
                    (
                        f'"{found[0]}" can be read as another word: {found[1]}. Type it again with'
                        " the letters of your keyboard."
                    ),
                    found[0],
                )


def _in_languages(node: LexborNode | None, code: str) -> Iterator[tuple[str, str]]:
    """Every text of a page with its language, code apart."""
    waiting = [(node.iter(include_text=True), code)] if node is not None else []
    while waiting:
        inside, code = waiting[-1]
        child = next(inside, None)
        if child is None:
            waiting.pop()
        elif child.tag == "-text":
            yield child.text_content or "", code
        elif child.tag not in CODE:
            attributes = child.attributes
            for name in ("alt", "aria-label", "content"):
                if attributes.get(name):
                    yield attributes[name] or "", code
            waiting.append((child.iter(include_text=True), attributes.get("lang") or code))
