"""The whole site as one page in reading order, and as one file that opens from a disk: a copy for a
home without internet.

SEND Regulations 2014, regulation 57: details must reach people who have no internet. The copy is
made from the finished pages, so it says what they say.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.built.link_targets import resolve
from hooks.built.page_by_page import rows_of_one_page
from hooks.built.site import BuiltPage, Site
from hooks.pages.markdown_blocks import ILLUSTRATIONS
from hooks.sources.content import Content
from hooks.sources.records import Page

NOT_IN_A_COPY = ("nav", "form", "script", "button", ".about-page", ".only-online", "[hidden]")
PICTURES_HERE = f"../{ILLUSTRATIONS}"  # from the copy's own page
LISTS = frozenset({"copy", "search", "comfort", "site-map", "pack"})
"""Layouts that are of no use on paper or without the site."""
POINTS_TO = ("id", "for", "aria-labelledby", "aria-describedby")


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the site inside the copy; `language` is its own, where that is not English."""

    id: str
    title: str
    html: Markup
    language: str


def reading_order(content: Content) -> Iterator[Page]:
    """The pages as a reader would take them: the menu's doors, each with the pages behind it, then
    the rest A to Z."""
    seen: set[str] = set()

    def once(page: Page | None) -> Iterator[Page]:
        if (
            page is not None
            and page.src not in seen
            and page.layout not in LISTS
            and page.audience != "staff"
        ):
            seen.add(page.src)
            yield page

    for _, src in content.nav:
        page = content.page(src)
        yield from once(page)
        if page is not None and src.endswith("/index.md"):
            for other in content.siblings(page):
                yield from once(other)
    for page in sorted(content.pages, key=lambda page: page.title.casefold()):
        yield from once(page)


def parts(site: Site) -> list[Part]:
    """Every page as a part of one document: headings one level down, names and links of its own."""
    pages = [page for page, _ in site.each(reading_order(site.content))]
    return [
        Part(
            name_of(page),
            page.title,
            Markup("".join(_part(site, page))),
            page.language if page.translates else "",
        )
        for page in pages
    ]


def name_of(page: Page) -> str:
    return page.url.strip("/").replace("/", "-") or "home"


@rows_of_one_page
def _part(site: Site, page: Page) -> Iterator[str]:
    built, main = site.built(page), LexborHTMLParser(site.html(page)).css_first("main")
    assert built is not None
    assert main is not None
    for selector in NOT_IN_A_COPY:
        for node in main.css(selector):
            node.decompose()
    name = name_of(page)
    for node in main.css(
        ".carried"
    ):  # a landmark on its item's page; here there would be one of the same name for each item
        del node.attrs["aria-labelledby"]
    for node in main.css("*"):
        _make_own(site, node, name, built)
    yield re.sub(
        r"<(/?)h([1-5])\b", lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", main.inner_html or ""
    )


def _make_own(site: Site, node: LexborNode, name: str, built: BuiltPage) -> None:
    attributes = node.attributes
    for attribute in POINTS_TO:
        if attributes.get(attribute):
            node.attrs[attribute] = " ".join(
                f"{name}--{word}" for word in (attributes[attribute] or "").split()
            )
    if (
        node.tag in ("section", "aside", "article") and "aria-labelledby" in attributes
    ):  # sixty landmarks would be no help
        del node.attrs["aria-labelledby"]
    if "data-promise" in attributes:  # the promise is kept on the page itself
        del node.attrs["data-promise"]
    href = attributes.get("href") or ""
    if node.tag == "use":
        node.attrs["href"] = f"{PICTURES_HERE}#{href.partition('#')[2]}"
    elif node.tag == "a" and href:
        node.attrs["href"] = _inside(site, built.address, href)
    elif node.tag == "img":  # as seen from the copy's own page
        address, _ = resolve(built.address, attributes.get("src") or "")
        node.attrs["src"] = f"..{address}"


def _inside(site: Site, here: str, href: str) -> str:
    """A link from the page at `here` as it must stand in the copy: to a part of the copy, else
    whole."""
    if "://" in href or href.startswith(("mailto:", "tel:")):
        return href
    address, anchor = resolve(here, href)
    page = site.sources.get(address)
    if page is None or page.layout in LISTS or page.audience == "staff":
        return (
            href
            if address == here
            else urljoin(site.content.site_url, address.lstrip("/"))
            + (f"#{anchor}" if anchor else "")
        )
    return f"#{name_of(page)}--{anchor}" if anchor else f"#{name_of(page)}"


def one_file(site: Site, here: str, html: str, css: str, pictures: str) -> str:
    """The copy page (at `here`) as one file: stylesheet inside, no typeface, no script, nothing
    asked of any host."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    tree = LexborHTMLParser(html)
    for selector in (
        "head script",
        "head link",
        'meta[http-equiv="Content-Security-Policy"]',
        "body script",
        "header form",
        "header nav",
        "header a.button",
        "nav.trail",
        "footer nav",
        ".about-page",
        ".only-online",
    ):
        for node in tree.css(selector):
            node.decompose()
    for node in tree.css("img"):  # a file beside it, which a saved copy has not: its words stay
        node.replace_with(node.attributes.get("alt") or "")
    for node in tree.css("a[href]"):
        node.attrs["href"] = _inside(site, here, node.attributes["href"] or "")
    allowed = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    rules = f"default-src 'none'; style-src 'sha256-{allowed}'; form-action 'none'; base-uri 'none'"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    drawings = pictures.replace("<svg ", '<svg width="0" height="0" aria-hidden="true" ', 1)
    page = (
        (tree.html or "")
        .replace(f'href="{PICTURES_HERE}#', 'href="#')
        .replace("</body>", f"{drawings}</body>")
    )
    return "<!doctype html>\n" + page.removeprefix("<!DOCTYPE html>").replace(
        "</title>", f"</title>{policy}<style>{css}</style>", 1
    )
