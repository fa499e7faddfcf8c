"""Our Markdown: blocks for quotations, gaps, notes and Easy Read lines; paragraphs that keep a
promise; tables.

Blocks are PyMdown Extensions' own kind (`/// quotation | code-2-1`), so that an editor needs no
HTML.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from hooks.pages import accessibility_statement
from hooks.sources import illustrations
from hooks.sources.addresses import relative
from hooks.sources.content import Content
from hooks.sources.records import Page, Policy, Quotation
from hooks.words import parsing

ILLUSTRATIONS = "assets/illustrations.svg"
"""The one file of a site that holds every illustration."""


def illustration(name: str, here: str) -> str:
    """An illustration as decoration, for the page at `here`: hidden from screen readers, because
    the words beside it say the same. Raises KeyError where there is none of that name."""
    if not illustrations.is_name(name):
        raise KeyError(f'There is no illustration "{name}" in overrides/illustrations/.')
    file, edge = relative(ILLUSTRATIONS, here), illustrations.EDGE
    return (
        f'<svg class="picture" aria-hidden="true" focusable="false" viewBox="0 0 {edge} {edge}"'
        f' width="{edge}" height="{edge}"><use href="{file}#{name}"></use></svg>'
    )


def _part(block: etree.Element, tag: str) -> etree.Element:
    """The part of a block that its `on_create` made."""
    found = block.find(tag)
    assert found is not None
    return found


class _Boxed(Block):
    """A block that is one `div` with a class."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": self.NAME})


class NoteBlock(_Boxed):
    NAME = "note"


class GapBlock(_Boxed):
    """What the service has still to supply, marked so that nobody takes it for information.

    It may name the facts that it waits for, `/// gap | contact.hub`: once they are confirmed, the
    build asks for it to go.
    """

    NAME = "gap"
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = super().on_create(parent)
        title = etree.SubElement(box, "p", {"class": "gap-title"})
        etree.SubElement(title, "strong").text = "Not confirmed yet"
        return box


class QuotationBlock(Block):
    """Words that are not ours. They are typed out on the page and stand in quotations.yml too: a
    rule compares both."""

    NAME = "quotation"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        self.quotation: Quotation | None = self.config["content"].quotations.get(
            self.argument.strip()
        )
        figure = etree.SubElement(
            parent, "figure", {"class": "quotation", "data-quotation": self.argument.strip()}
        )
        quote = etree.SubElement(figure, "blockquote")
        if self.quotation and self.quotation.url:
            quote.set("cite", str(self.quotation.url))
        return figure

    def on_add(self, block: etree.Element) -> etree.Element:
        return _part(block, "blockquote")

    def on_end(self, block: etree.Element) -> None:
        quote = _part(block, "blockquote")
        for inner in quote.findall(
            "blockquote"
        ):  # the words may be typed after ">", as quotations are in e-mails
            quote.remove(inner)
            quote.extend(inner)
        if self.quotation is None:
            return
        caption = etree.SubElement(block, "figcaption")
        source = etree.SubElement(caption, "p")
        source.text = "Source: "
        if self.quotation.url:
            link = etree.SubElement(source, "a", {"href": str(self.quotation.url)})
            link.text, link.tail = self.quotation.from_, f", {self.quotation.held}."
        else:
            source.text += f"{self.quotation.from_}, {self.quotation.held}."
        if self.quotation.note:
            etree.SubElement(caption, "p", {"class": "quotation-note"}).text = self.quotation.note


class LanguageBlock(Block):
    """Words in another language, so that they are read out in it: `/// language | pl`."""

    NAME = "language"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", parsing.language_of(self.argument.strip()))


class EasyBlock(Block):
    """A line of Easy Read: one idea. `/// easy | letter` puts the illustration of that name on its
    left; where none fits, `/// easy` has none."""

    NAME = "easy"
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        name = (self.argument or "").strip()
        ours: OurMarkdown = self.config["ours"]
        line = etree.SubElement(parent, "div", {"class": "easy"})
        picture = etree.SubElement(line, "span", {"class": "easy-picture"})
        if name:
            line.set("data-picture", name)
        if illustrations.is_name(name):
            here = ours.page.url if ours.page else ""
            picture.text = self.md.htmlStash.store(illustration(name, here))
        etree.SubElement(line, "div", {"class": "easy-words"})
        return line

    def on_add(self, block: etree.Element) -> etree.Element:
        return _part(block, "div")


class StatementBlock(Block):
    """A part of the accessibility statement that only the last audit can fill: `/// statement |
    status`, closed by `///`."""

    NAME = "statement"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = etree.SubElement(parent, "div", {"class": "statement"})
        part = self.argument.strip()
        if part in accessibility_statement.PARTS:
            accessibility_statement.fill(part, box, self.config["content"])
        return box


class _Finish(Treeprocessor):
    """Paragraphs with `promise=`, and tables that a keyboard can scroll."""

    def __init__(self, md: Markdown, ours: OurMarkdown) -> None:
        super().__init__(md)
        self.ours = ours

    def run(self, root: etree.Element) -> None:
        used: set[str] = set()
        for parent in list(root.iter()):
            for number, child in enumerate(list(parent)):
                if child.get("promise"):
                    self._promise(parent, number, child, used)
        self._tables(root)

    def _promise(
        self, parent: etree.Element, place: int, block: etree.Element, used: set[str]
    ) -> None:
        """Gives the paragraph an address of its own; on a policy the number is shown, as a link to
        itself."""
        typed = block.attrib.pop("promise").split()
        promises = [self.ours.content.promise(number) for number in typed]
        numbers = [
            promise.number if promise else number
            for promise, number in zip(promises, typed, strict=True)
        ]
        name = f"promise-{numbers[0].lower()}"
        name = block.get("id") or (name if name not in used else f"{name}-{len(used)}")
        used.add(name)
        holder = block
        if isinstance(self.ours.page, Policy) and self.ours.page.publicity and block.tag == "p":
            holder = etree.Element("div", {"class": "commitment"})
            shown = etree.SubElement(
                etree.SubElement(holder, "p", {"class": "commitment-number"}),
                "a",
                {"href": f"#{name}"},
            )
            hidden = etree.SubElement(shown, "span", {"class": "visually-hidden"})
            hidden.text, hidden.tail = "Commitment ", " and ".join(numbers)
            block.attrib.pop("id", None)
            holder.tail, block.tail = block.tail, None
            parent.remove(block)
            parent.insert(place, holder)
            holder.append(block)
        holder.set("id", name)
        holder.set("data-promise", " ".join(numbers))

    def _tables(self, root: etree.Element) -> None:
        heading = self.ours.page.title if self.ours.page else "Table"
        for parent in list(root.iter()):
            for number, child in enumerate(list(parent)):
                if child.tag in {"h2", "h3", "h4"}:
                    heading = "".join(child.itertext())
                elif child.tag == "table" and parent.get("class") != "table":
                    region = etree.Element(
                        "div",
                        {
                            "class": "table",
                            "role": "region",
                            "tabindex": "0",
                            "aria-label": f"Table: {heading}",
                        },
                    )
                    region.tail, child.tail = child.tail, None
                    parent[number] = region
                    region.append(child)
                    for cell in child.iter():
                        if cell.tag == "th":
                            cell.set("scope", "col")
                        align = re.fullmatch(
                            r"text-align: (\w+);", cell.attrib.pop("style", "")
                        )  # a style would break our policy
                        if align:
                            cell.set("class", f"align-{align[1]}")


BLOCKS = (NoteBlock, GapBlock, QuotationBlock, LanguageBlock, EasyBlock, StatementBlock)


class OurMarkdown(BlocksExtension):
    """The extension. `page` is the record whose words are being rendered, set by the
    adapter."""

    def __init__(self, content: Content, **options: Any) -> None:
        super().__init__(**options)
        self.content = content
        self.page: Page | None = None

    # The library's name
    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        for block in BLOCKS:
            block_mgr.register(block, {"content": self.content, "ours": self})
        md.treeprocessors.register(_Finish(md, self), "our-finish", 4)
        parsing.hold_no_html(md, self.content)


# The name that Markdown asks for
def makeExtension(*, blocks: Sequence[str]) -> BlocksExtension:  # noqa: N802
    """What mkdocs.yml names, for MkDocs to find; the adapter puts OurMarkdown in its place, which
    knows the records.

    Raises ValueError where other blocks are named than there are.
    """
    if list(blocks) != [block.NAME for block in BLOCKS]:
        raise ValueError(f"blocks must be {[block.NAME for block in BLOCKS]}")
    return BlocksExtension()


__all__ = ["Extension", "OurMarkdown", "illustration"]
