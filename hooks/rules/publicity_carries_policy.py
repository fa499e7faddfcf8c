"""Every item of publicity carries every policy that says so, in its rendered result, seen early and whole (P19).

"The Impartiality Policy is given prominence in all Service publicity." The page is read as a browser parses it; what is
drawn (size, contrast, covering, first screen) is proved in Chromium by tests/browser/test_publicity.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.built import BLOCKS, NOT_TEXT, Site, squeeze
from hooks.content import Content
from hooks.findings import Finding
from hooks.records import Policy, Publicity
from hooks.rules.links_lead_somewhere import resolve

NAME = "publicity-carries-policy"
KEEPS = ("P19", "P22", "E3", "E11", "P3")
SMALL = frozenset({"card", "signature", "voicemail"})
"""Formats with room for the short statement only."""

UNSEEN_TAGS = NOT_TEXT | {"s", "del", "strike", "dialog", "object", "iframe", "canvas", "option", "textarea", "audio", "video",
                          "datalist", "rp", "map", "bdo", "marquee", "small", "sub", "sup", "button", "select", "title"}
UNSEEN_ATTRIBUTES = ("hidden", "inert", "popover")
UNSEEN_CLASSES = frozenset({"visually-hidden", "print-only", "screen-only"})
PLAIN_TAGS = frozenset({"section", "div", "h2", "h3", "p", "a", "strong", "b", "br", "wbr", "span", "img"})
"""What the block itself may be made of."""


def statement_for(item: Publicity, policy: Policy) -> str:
    """The statement that this item must show: whole, or short on a small format."""
    assert policy.publicity is not None
    return policy.publicity.short if item.format in SMALL else policy.publicity.statement


def where_sentence(content: Content, policy: Policy) -> str:
    """The line below the statement: where the whole policy can be read. Layouts print exactly this."""
    return f"Read our {policy.title} at {content.printed_address(policy)}"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    items = content.publicity
    if items and not content.carried:
        yield Finding(content.project_path("policies"), 1, 'One policy must say in its front matter what publicity carries: '
                                                           '"publicity:" with heading, statement and short.', NAME)
    yield from _unused_layouts(site)
    for item in items:
        path = content.project_path(item.src)
        if site.built(item) is None:
            yield Finding(path, 1, f"{item.title} was not built, so nobody can see whether it carries the policy.", NAME)
            continue
        for policy in content.carried:
            for fault in _page_faults(site, item, policy):
                yield Finding(path, 1, fault, NAME)
            if item.as_text:
                for fault in _text_faults(site, item, policy):
                    yield Finding(path, 1, fault, NAME)


def _unused_layouts(site: Site) -> Iterator[Finding]:
    """A layout that no item uses is proved by nothing, and the next item that takes it could forget the policy."""
    used = {item.format for item in site.content.publicity}
    folder = site.content.layouts / "publicity"
    for layout in sorted(folder.glob("*.html")) if used else ():
        if layout.stem not in used and not layout.stem.startswith("_"):
            yield Finding(_shown(layout, site.content.root), 1, f'No item of publicity has "format: {layout.stem}": remove this layout, or add an item.', NAME)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else f"{path.parent.parent.name}/{path.parent.name}/{path.name}"


# --- pages ---------------------------------------------------------------------------------------------------------


def _page_faults(site: Site, item: Publicity, policy: Policy) -> Iterator[str]:
    carried = policy.publicity
    assert carried is not None
    name = policy.title
    tree = LexborHTMLParser(site.html(item))
    if tree.css_first("style") is not None:
        yield f"{item.title} must take its look from the site's stylesheet only; remove the <style> element from its layout."
    article = tree.css_first(f'article[data-item="{item.slug}"]')
    if article is None or not _seen(article):
        yield f"The layout of {item.title} must put the item into <article data-item>, where it can be seen."
        return
    blocks = [block for block in article.css(f'[data-policy="{policy.slug}"]')]
    visible = [block for block in blocks if _seen(block)]
    if not visible:
        hidden = " It is in the page, but hidden from readers." if blocks else ' Its layout must include "publicity/_policy.html".'
        yield f"{item.title} must show the {name} statement.{hidden}"
        return
    block = visible[0]
    for node in [block, *_ancestors(block), *block.css("*")]:
        for attribute in ("style", "dir"):
            if attribute in node.attributes and node.tag != "html":
                yield f'{item.title} must show the {name} statement without {attribute}="..." on <{node.tag}>.'
    strange = sorted({node.tag or "" for node in block.css("*")} - PLAIN_TAGS)
    if strange:
        yield f"{item.title} must show the {name} statement as plain text; remove <{strange[0]}> from the block."
    seen = _visible_text(block)
    heading = next((node for node in block.css("h2,h3") if _seen(node)), None)
    if heading is None or _same(_visible_text(heading)) != _same(carried.heading):
        there = f'; it is "{_visible_text(heading)}"' if heading is not None else ""
        yield f'{item.title} must show the {name} under its own heading "{carried.heading}"{there}.'
    statement = statement_for(item, policy)
    if _same(statement) not in _same(seen):
        yield f"{item.title} must show the {name} statement letter for letter, where readers can see it."
    else:
        expected = f"{carried.heading} {statement} {where_sentence(site.content, policy)}"
        if _same(seen) != _same(expected):
            yield (f'{item.title} must show the {name} in a block of its own, with nothing added or left out: it must read '
                   f'"{expected}".')
    yield from _link_faults(site, item, policy, block)
    before, total = _words_before(article, block)
    if before * 2 > total:
        yield f"{item.title} must show the {name} before half of its words; {before} of {total} words stand above it."


def _link_faults(site: Site, item: Publicity, policy: Policy, block: LexborNode) -> Iterator[str]:
    address = site.content.printed_address(policy)
    links = [node for node in block.css("a") if _seen(node)]
    good = [node for node in links if _leads(site, item, node.attributes.get("href") or "", policy)]
    if not good:
        yield f"{item.title} must have a link that leads to the {policy.title}."
    elif not any(_visible_text(node) for node in good):
        yield f"The link of {item.title} to the {policy.title} must have words."
    if _same(address) not in _same(_visible_text(block)):
        yield f"{item.title} must print the address of the {policy.title}: {address}"


def _leads(site: Site, item: Publicity, href: str, policy: Policy) -> bool:
    if "://" in href:
        return href == site.content.link(policy)
    return bool(href) and resolve(f"/{item.url}", href)[0] == f"/{policy.url}"


def _seen(node: LexborNode) -> bool:
    """Whether neither the element nor anything round it hides it from eyes or from a screen reader."""
    return not any(_hides(step, inner) for step, inner in zip([node, *_ancestors(node)], [None, node, *_ancestors(node)]))


def _hides(node: LexborNode, inner: LexborNode | None) -> bool:
    values = node.attributes
    if node.tag in UNSEEN_TAGS or any(name in values for name in UNSEEN_ATTRIBUTES):
        return True
    if (values.get("aria-hidden") or "").strip().lower() == "true" or values.get("role") in ("presentation", "none", "img"):
        return True
    if UNSEEN_CLASSES & set((values.get("class") or "").split()):
        return True
    return node.tag == "details" and "open" not in values and (inner is None or inner.tag != "summary")


def _ancestors(node: LexborNode) -> list[LexborNode]:
    found = []
    while (node := node.parent) is not None and node.tag not in ("-undef", "#document", "-document"):
        found.append(node)
    return found


def _visible_text(node: LexborNode) -> str:
    parts: list[str] = []
    _gather(node, parts)
    return squeeze("".join(parts))


def _gather(node: LexborNode, parts: list[str]) -> None:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            parts.append(child.text_content or "")
        elif child.is_element_node and not _hides(child, None):
            edge = " " if child.tag in BLOCKS else ""
            parts.append(edge)
            _gather(child, parts)
            parts.append(edge)


def _words_before(article: LexborNode, block: LexborNode) -> tuple[int, int]:
    """How many of the item's visible words stand before the block, and how many there are."""
    everything, before = _visible_text(article), []
    _gather_until(article, block.mem_id, before)
    return len(squeeze("".join(before)).split()), len(everything.split())


def _gather_until(node: LexborNode, stop: int, parts: list[str]) -> bool:
    for child in node.iter(include_text=True):
        if child.mem_id == stop:
            return True
        if child.tag == "-text":
            parts.append(child.text_content or "")
        elif child.is_element_node and not _hides(child, None):
            parts.append(" ")
            if _gather_until(child, stop, parts):
                return True
            parts.append(" ")
    return False


def _same(text: str) -> str:
    """Text as it must be equal: letter for letter, whatever the spaces."""
    return unicodedata.normalize("NFC", squeeze(text))


# --- text ----------------------------------------------------------------------------------------------------------


def _text_faults(site: Site, item: Publicity, policy: Policy) -> Iterator[str]:
    """The plain-text item: outside quoted lines and above the signature, the address whole on a line."""
    carried = policy.publicity
    assert carried is not None
    file = site.folder / (item.url.rstrip("/") + ".txt")
    if not file.is_file():
        yield f"{item.title} is sent as text, so /{item.url.rstrip('/')}.txt must be built."
        return
    lines = file.read_text(encoding="utf-8").splitlines()
    if item.format != "signature" and "-- " in lines:
        lines = lines[:lines.index("-- ")]
    lines = [line for line in lines if not line.lstrip().startswith(">")]
    text = _same(" ".join(lines))
    expected = _same(f"{carried.heading} {statement_for(item, policy)} {where_sentence(site.content, policy)}")
    if expected not in text:
        yield (f"The text of {item.title} must carry the {policy.title} letter for letter, outside quoted lines and above the "
               f'signature: "{expected}".')
        return
    if not any(line.strip() == carried.heading for line in lines):
        yield f'The text of {item.title} must show the heading "{carried.heading}" on a line of its own.'
    if not any(site.content.printed_address(policy) in line for line in lines):
        yield f"The text of {item.title} must print {site.content.printed_address(policy)} whole on one line."
    if len(text.partition(expected)[0].split()) * 2 > len(text.split()):
        yield f"The text of {item.title} must carry the {policy.title} before half of its words."
