"""What is unsound in a built page's HTML, as sentences, each with words by which its line in the sources can be found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

ACTS = "iframe, embed, object, base, style, [style], [srcdoc]"
"""Acts by itself, or holds its own style."""
ON = re.compile(r"""on(?<=[\s"'/]on)[a-z]+\s*=""")
"""Looks like an attribute that waits for something to happen: only then is every element asked. (It begins with a letter, which is quick to look for.)"""
LEFT = re.compile(r"\[([^\[\]\n]+)\](?:\[[^\[\]\n]*\]|\([^()\n]*\)| \((?:https?:|[^()\s]*\.md)[^()\n]*\))")
"""A link or reference of Markdown that is still there, as text."""


def faults(tree: LexborHTMLParser, html: str) -> Iterator[tuple[str, str]]:
    """(what must be put right, words to find its line by)."""
    counted = Counter(node.attributes["id"] or "" for node in tree.css("[id]"))
    for name, count in counted.items():
        if count > 1:
            yield f'The name "{name}" must stand once on a page, and {count} elements have it: give a heading other words.', ""
        elif not name or " " in name:
            yield f'A name (id) must be one word; it is "{name}".', ""
    for node in tree.css("img:not([alt])"):
        yield f"The picture {node.attributes.get('src') or ''} must have alternative text: write ![what it shows](the file).", node.attributes.get("src") or ""
    if tree.css_first(ACTS) or ON.search(html.lower()):
        yield from _acting(tree)
    if "](" in html or "][" in html or "] (" in html:
        for text in _texts(tree.body):
            for match in LEFT.finditer(text):
                yield f'"{match[0]}" must be a link, but it leads nowhere and readers see the brackets: write [{match[1]}](page.md).', match[1]


def _acting(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("*"):
        if node.tag in ("iframe", "embed", "object", "base", "style"):
            yield f"A page must not hold <{node.tag}>: remove it, or link to what it shows.", ""
        for name in node.attributes:
            if name in ("style", "srcdoc") or name.startswith("on"):
                yield f"A page must not hold {name}=\"...\" (on <{node.tag}>): remove it. How things look stands in the stylesheet.", ""


def _texts(node: LexborNode | None) -> Iterator[str]:
    """Every text of a page, code apart."""
    for child in node.iter(include_text=True) if node is not None else ():
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag not in ("code", "pre", "script", "style", "template", "svg"):
            yield from _texts(child)
