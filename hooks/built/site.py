"""Reads the built folder as a browser parses it: once for each page, keeping only what the rules
ask for.

selectolax (Lexbor) follows the HTML standard's tree construction, so a comment that is never
closed, a `template` or text moved out of a table is seen here as a browser sees it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from sys import intern
from typing import Any, TypeVar
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.built.output import Output
from hooks.sources.content import Content
from hooks.sources.records import Page
from hooks.sources.rule import Rule
from hooks.words import typed
from hooks.words.markup import faults, layout_of, texts

ONE_FILE = "whole-site.html"
"""The copy that opens from a disk: no page of the site, so no rule asks it for a menu."""
DERIVED = frozenset({"copy"})
"""Layouts whose words are copied from other pages."""
NOT_TEXT = frozenset({"script", "style", "template", "noscript", "head", "svg"})
TODAY, OTHERS, ABOUT = "today", "not-ours", "about-page"
"""Classes that layouts give to parts that rules about words do not read: a notice of the day, which
nothing may hold back (`notices-dated` reads it); what a tool or an example says; the box about the
page itself, of which the reading age is not asked."""
BLOCKS = frozenset(
    {
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "div",
        "section",
        "article",
        "aside",
        "dt",
        "dd",
        "blockquote",
        "figure",
        "figcaption",
        "tr",
        "ul",
        "ol",
        "dl",
        "table",
        "header",
        "footer",
        "main",
        "nav",
        "summary",
        "details",
        "hr",
        "pre",
        "label",
        "address",
    }
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or another element that leads to a file (`tag`)."""

    tag: str
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A paragraph that carries promises; `foreign` in another language than its page."""

    numbers: tuple[str, ...]
    id: str | None
    words: str
    foreign: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as it stands on the page; `id` is None where a blockquote names no record."""

    id: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text between two block boundaries; `quoted` inside a quotation (or an example, or
    what a tool said: class not-ours), `aside` in the box about the page itself, or in another
    language; `foreign` in another language alone."""

    text: str
    quoted: bool
    tag: str = "p"
    aside: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """What the rules know of one built page. `address` begins with "/" and is the site's own."""

    file: str
    digest: str
    """A number for its bytes."""
    address: str
    title: str
    lang: str | None
    noindex: bool
    redirect: str | None
    ids: frozenset[str]
    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    kept: tuple[Kept, ...]
    quoted: tuple[Quoted, ...]
    marks: frozenset[str]
    blocks: tuple[Words, ...]
    unsound: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    all_text: str = ""

    @property
    def text(self) -> str:
        """All words of the page's main part."""
        return " ".join(block.text for block in self.blocks)

    @property
    def own(self) -> tuple[str, ...]:
        """The service's own words, block by block: quotations are left out."""
        return tuple(block.text for block in self.blocks if not block.quoted)

    @property
    def english(self) -> tuple[str, ...]:
        """Its own words, without blocks that are in another language alone."""
        return tuple(block.text for block in self.blocks if not block.quoted and not block.foreign)


def squeeze(text: str) -> str:
    """Words as a reader sees them: one space between, soft hyphens and zero-width spaces gone."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").replace("\u2060", "").split())


def text_of(node: LexborNode) -> str:
    """The text of an element as a reader would copy it: blocks stay apart; what is no text is left
    out."""
    only = node.child
    if only is not None and only.next is None and only.tag == "-text":
        return squeeze(only.text_content or "")
    parts: list[str] = []
    _collect(node, parts)
    return squeeze("".join(parts))


def _collect(node: LexborNode, parts: list[str]) -> None:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            parts.append(child.text_content or "")
        elif child.tag == "br":
            parts.append(" ")
        elif child.tag not in NOT_TEXT and not child.is_comment_node:
            block = child.tag in BLOCKS
            if block:
                parts.append(" ")
            _collect(child, parts)
            if block:
                parts.append(" ")


def read_page(
    path: Path, folder: Path, parse: Callable[[str, str], BuiltPage] | None = None
) -> BuiltPage:
    """Parses one built page."""
    return (parse or parse_page)(
        path.read_text(encoding="utf-8", errors="replace"), path.relative_to(folder).as_posix()
    )


def parse_page(html: str, file: str) -> BuiltPage:
    tree = LexborHTMLParser(html)
    root = tree.root
    main = tree.css_first("main") or tree.body
    if layout_of(tree) in DERIVED:  # no rule reads a copy's words: they are other pages' words
        main = None
    refresh = tree.css_first('meta[http-equiv="refresh"]')
    robots = tree.css_first('meta[name="robots"]')
    return BuiltPage(
        file=file,
        digest=hashlib.sha256(html.encode(errors="surrogatepass")).hexdigest(),
        address=(
            "/" + file.removesuffix("index.html") if file.endswith("index.html") else "/" + file
        ),
        title=squeeze(title.text()) if (title := tree.css_first("title")) else "",
        lang=root.attributes.get("lang") if root else None,
        noindex="noindex" in (robots.attributes.get("content") or "") if robots else False,
        redirect=(
            (refresh.attributes.get("content") or "").partition("url=")[2] if refresh else None
        ),
        ids=frozenset(intern(node.attributes["id"] or "") for node in tree.css("[id]")),
        links=tuple(_links(tree)),
        headings=tuple(
            Heading(int((node.tag or "h1")[1]), text_of(node), node.attributes.get("id"))
            for node in (main.css("h1,h2,h3,h4,h5,h6") if main else ())
        ),
        kept=tuple(
            Kept(
                tuple((node.attributes["data-promise"] or "").split()),
                node.attributes.get("id"),
                text_of(node),
                "lang" in node.attributes,
            )
            for node in tree.css("[data-promise]")
        ),
        quoted=tuple(_quoted(tree)) if main else (),
        marks=frozenset(
            node.attributes["data-identity"] or ""
            for node in tree.css("[data-identity]")
            if node.css_first("svg, img") or text_of(node)
        ),
        blocks=tuple(_blocks(main)) if main else (),
        unsound=tuple(dict.fromkeys(faults(html))),
        left=tuple(dict.fromkeys(typed.left(tuple(texts(main))))) if main else (),
        all_text=(
            " ".join(
                [text_of(main), *(node.attributes.get("alt") or "" for node in main.css("img"))]
            )
            if main
            else ""
        ),
    )


def _blocks(main: LexborNode) -> Iterator[Words]:
    """The words of the page block by block. Navigation is left out: its words are other pages'
    titles."""
    found: list[Words] = []
    buffer: list[str] = []
    english: list[str] = []  # what of the buffer is not marked as another language's

    def flush(place: tuple[bool, str, bool], other: bool) -> None:
        if buffer:
            text, foreign = (
                squeeze("".join(buffer)),
                other or not any(map(str.isalnum, "".join(english))),
            )
            buffer.clear()
            english.clear()
            if text:
                quoted, tag, aside = place
                found.append(words_of(text, quoted, tag, aside or foreign, foreign))

    def walk(node: LexborNode, place: tuple[bool, str, bool], other: bool) -> None:
        quoted, tag, aside = place
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                buffer.append(child.text_content or "")
                if not other:
                    english.append(child.text_content or "")
            elif child.tag == "img":
                buffer.append(child.attributes.get("alt") or "")  # words that are read out
                english.append(child.attributes.get("alt") or "")
            elif child.tag == "br":
                buffer.append(" ")  # a sentence goes on in the next line
            elif child.tag in NOT_TEXT or child.tag == "nav" or child.is_comment_node:
                continue
            elif child.tag in BLOCKS:
                classes = (child.attributes.get("class") or "").split()
                if TODAY in classes:
                    continue
                flush(place, other)
                inside = (
                    quoted or child.tag in ("blockquote", "figcaption", "pre") or OTHERS in classes,
                    child.tag or tag,
                    aside or ABOUT in classes,
                )
                abroad = other or "lang" in child.attributes
                walk(child, inside, abroad)
                flush(inside, abroad)
            else:
                walk(
                    child,
                    (quoted or child.tag == "q", tag, aside),
                    other or "lang" in child.attributes,
                )

    walk(main, (False, "p", False), False)
    flush((False, "p", False), False)
    return iter(found)


def _links(tree: LexborHTMLParser) -> Iterator[Link]:
    for node in tree.css(
        "a[href], link[href], img[src], script[src], source[src], iframe[src], object[data],"
        " form[action]"
    ):
        values = node.attributes
        target = (
            values.get("href")
            or values.get("src")
            or values.get("data")
            or values.get("action")
            or ""
        )
        if node.tag == "link" and values.get("rel") in ("canonical", "dns-prefetch"):
            continue
        yield link_of(node.tag, target.strip(), text_of(node) if node.tag == "a" else "")


link_of = lru_cache(maxsize=1 << 12)(Link)
words_of = lru_cache(maxsize=1 << 12)(Words)
"""The header and footer of all pages hold the same links and words: each is kept once."""


def _quoted(tree: LexborHTMLParser) -> Iterator[Quoted]:
    for node in tree.css("blockquote"):
        figure = node.parent
        name = (
            figure.attributes.get("data-quotation")
            if figure is not None and figure.tag == "figure"
            else None
        )
        yield Quoted(name, text_of(node))


Kind = TypeVar("Kind", bound=Page)


@dataclass
class Site:
    """A built site and the content it was built from: all that a rule is given."""

    content: Content
    folder: Path
    proved: tuple[Rule, ...] = ()
    """The rules that a test has seen fail; only these count as keepers of a promise."""
    output: Output = field(default_factory=lambda: Output(Path()))
    parse: Callable[[str, str], BuiltPage] | None = None
    """How a page is parsed; None: anew. While somebody writes, what was parsed before is kept."""
    remembered: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )  # hooks/sources/once.py
    _files: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)
    _changed: dict[Path, None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if (
            self.output.folder != self.folder
        ):  # not the build itself: what it made is asked of the gate record
            self.output = Output.of(self.folder)

    @property
    def pages(self) -> dict[str, BuiltPage]:
        """Every built page by its address, redirects included."""
        pages = self._pages
        for page in map(self._read, self._changed):
            pages[page.address] = page
        self._changed.clear()
        return pages

    @cached_property
    def _pages(self) -> dict[str, BuiltPage]:
        self._changed.clear()
        found = (
            self._read(path)
            for path in sorted(self.folder.rglob("*.html"))
            if path.name != ONE_FILE
        )
        return {page.address: page for page in found}

    @property
    def files(self) -> frozenset[str]:
        """Every file of the folder as an address; looked up again after a page was written."""
        if self._files is None:
            self._files = frozenset(
                "/" + path.relative_to(self.folder).as_posix()
                for path in self.folder.rglob("*")
                if path.is_file()
            )
        return self._files

    def built(self, page: Page) -> BuiltPage | None:
        return self.pages.get("/" + page.url)

    def read_again(self, path: Path) -> None:
        """Takes up a page that was written or changed after the others were read; when pages are
        asked for next, because more may change it."""
        self._changed[path] = None
        self._files = None

    def _read(self, path: Path) -> BuiltPage:
        """A page with its whole paths as seen from the site's root: a site may stand in a folder of
        its host."""
        page = read_page(path, self.folder, self.parse)
        base = urlsplit(self.content.site_url).path.rstrip("/")
        if not base:
            return page
        return replace(
            page,
            links=tuple(
                (
                    replace(link, target=link.target[len(base) :])
                    if link.target.startswith(base + "/")
                    else link
                )
                for link in page.links
            ),
        )

    def html(self, page: Page) -> str:
        return (self.folder / page.url / "index.html").read_text(encoding="utf-8", errors="replace")

    def source(self, built: BuiltPage) -> Page | None:
        return self.sources.get(built.address)

    @cached_property
    def sources(self) -> dict[str, Page]:
        return {"/" + page.url: page for page in self.content.pages}

    def where(self, built: BuiltPage, words: str = "") -> tuple[str, int]:
        """The place in the sources that a finding on a built page should name: its page, the line
        that holds `words`."""
        page = self.source(built)
        if page is None:  # a page that moved, or one that only a layout makes, such as 404.html
            moved = next(
                (address for address in self.content.addresses if address.path == built.address),
                None,
            )
            return (
                (moved.shown, moved.line)
                if moved
                else (f"{self.content.layouts.name}/{built.file}", 1)
            )
        return self.content.project_path(page.src), page.line_with(words) if words else 1

    def each(self, pages: Iterable[Kind]) -> Iterator[tuple[Kind, BuiltPage]]:
        """Pages that were built, with their records. A copy of other pages is left out: its words
        are theirs."""
        for page in pages:
            built = self.built(page)
            if built is not None and page.layout not in DERIVED:
                yield page, built
