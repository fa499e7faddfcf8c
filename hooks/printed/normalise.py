"""Text as it must be equal: letter for letter, whatever the spaces, line ends and ligatures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.built.site import BLOCKS, NOT_TEXT

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
NOT_WORDS = NOT_TEXT | {"title"}
BREAKS = BLOCKS | {"br", "img", "input"}
"""What parts words: a sheet is read as a page is, and by its pictures and fields."""
HYPHENS = {"\x02": "-", "\ufffe": "-", "\u2010": "-", "\u2011": "-"}
"""What a PDF reader gives for a hyphen at the end of a line, or for one that does not break."""


def squeezed(text: str) -> str:
    """One space between words, nothing unseen; ligatures as letters."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(UNSEEN)).split())


def letters(text: str) -> str:
    """Letters and signs alone, without capitals: what is compared."""
    for found, meant in HYPHENS.items():
        text = text.replace(found, meant)
    return "".join(squeezed(text).split()).casefold()


def text_of_html(html: str, *, counted: bool = False) -> str:
    """What a reader reads of some HTML, blocks apart; `counted`: with the numbers of numbered
    lists, as they are drawn."""
    tree = LexborHTMLParser(f"<body>{html}</body>" if "<html" not in html else html)
    found: list[str] = []
    if tree.body:
        _gather(tree.body, found, counted)
    return squeezed("".join(found))


def steps(numbered: LexborNode) -> Iterator[tuple[int, LexborNode]]:
    """The items of a numbered list, each with its number."""
    start = numbered.attributes.get("start") or "1"
    yield from enumerate(
        (child for child in numbered.iter() if child.tag == "li"),
        int(start) if start.isdecimal() else 1,
    )


def _gather(node: LexborNode, found: list[str], counted: bool) -> None:
    numbers = (
        {item.mem_id: number for number, item in steps(node)}
        if counted and node.tag == "ol"
        else {}
    )
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            found.append(child.text_content or "")
        elif child.tag not in NOT_WORDS and not child.is_comment_node:
            edge = " " if child.tag in BREAKS else ""
            found.append(edge)
            if child.mem_id in numbers:
                found.append(f"{numbers[child.mem_id]}. ")
            _gather(child, found, counted)
            found.append(edge)
