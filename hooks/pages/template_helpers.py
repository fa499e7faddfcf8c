"""What templates are given: filters for facts, Markdown strings, dates and illustrations, and the
rows of the register."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser

from hooks.built.site import BLOCKS, squeeze
from hooks.pages import host_files, rule_guide
from hooks.pages.markdown_blocks import OurMarkdown, illustration
from hooks.sources import answered, facts, letters, topics
from hooks.sources.addresses import address_of, relative
from hooks.sources.content import Content
from hooks.sources.records import ROUTE_FIELDS, Fact, Page
from hooks.sources.rule import Rule
from hooks.time_limits.shown import Clock
from hooks.time_limits.words import spoken
from hooks.words import carried, foreign, parsing

OPENING = re.compile(r"\s*<(p|h2)\b.*?</\1>", re.DOTALL)
TORN = ("div", "blockquote", "figure", "ul", "ol", "table")


def spoken_date(day: date | None) -> str:
    """A date as we write it: 22 November 2026."""
    return f"{day.day} {day:%B %Y}" if day else ""


PLACED = re.compile(r"[\[\]<>{}/]")
"""Stands in every text whose HTML depends on more than its words: on the page that it stands on,
because of its links, and on facts."""


class _Links(Treeprocessor):
    """Links to .md files in front matter strings, which MkDocs does not see."""

    src = ""
    here: str | None = ""
    """The page's address; None for the "not found" page, which is shown at any address and needs
    whole paths."""
    base = "/"

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            address = address_of(self.src, link.get("href", ""))
            if address is not None:
                link.set(
                    "href",
                    self.base + address if self.here is None else relative(address, self.here),
                )


class Strings:
    """Renders Markdown strings of records."""

    def __init__(self, content: Content) -> None:
        self.markdown = parsing.parser(OurMarkdown(content))
        self.links = _Links(self.markdown)
        self.links.base = urlsplit(content.site_url).path.rstrip("/") + "/"
        self.markdown.treeprocessors.register(self.links, "our-links", 1)

    def block(self, text: str, src: str, here: str | None) -> Markup:
        self.links.src, self.links.here = src, here
        # made by our parser, which holds no HTML but its own
        if PLACED.search(text):
            return Markup(self._html(text))
        return Markup("".join(answered.rows((__name__, text), lambda: (self._html(text),))))

    def _html(self, text: str) -> str:
        return self.markdown.reset().convert(text)

    def inline(self, text: str, src: str, here: str | None) -> Markup:
        html = self.block(text, src, here)
        if html.startswith("<p>") and html.count("<p>") == 1:
            html = html.removeprefix("<p>").removesuffix("</p>")
        return Markup(html)


def opening(html: Markup, most: int, words: int) -> Markup:
    """The first paragraphs and headings of an item's words, `most` of them with at most `words`
    words each: what must come before the policy, such as a greeting. Whole elements alone, so that
    nothing is torn."""
    taken = 0
    for _ in range(most):
        found = OPENING.match(html, taken)
        if not found or len(plain(found[0]).split()) > words:
            break
        taken = found.end()
    return html[:taken]


def sections(html: Markup) -> list[tuple[Markup, bool]]:
    """Each h2 with what follows it, up to the next: the panels of a leaflet, the slides of a talk.
    Where a piece is torn (a heading stood inside a block), it is joined to the next. The last is
    False where it never came whole."""
    found: list[tuple[Markup, bool]] = []
    for number, cut in enumerate(html.split("<h2")):
        piece = cut if number == 0 else Markup("<h2") + cut
        if found and not found[-1][1]:
            piece = found.pop()[0] + piece
        whole = all(piece.count(f"<{tag}") == piece.count(f"</{tag}") for tag in TORN)
        found.append((piece, whole))
    return [(piece, whole) for piece, whole in found if piece.strip()]


def broken(address: str) -> Markup:
    """An address that may go on to the next line after a full stop or a slash, never inside a
    name."""
    return Markup(
        re.sub(r"([./])", r"\1<wbr>", str(escape(address)))
    )  # escaped before the marks are put in


def plain(html: str) -> str:
    """HTML or text as one line of plain text."""
    tree = LexborHTMLParser(str(html))
    return squeeze(tree.body.text(separator=" ")) if tree.body else ""


def as_sent(html: str) -> str:
    """HTML as it is sent as plain text: paragraphs apart, list items with a dash, addresses after
    their words."""
    tree = LexborHTMLParser(html)
    lines: list[str] = [""]

    def walk(node: Any) -> None:
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                lines[-1] += (child.text_content or "").replace("\n", " ")
            elif child.tag == "br":
                lines.append("")
            else:
                if child.tag in BLOCKS:
                    lines.extend([""] if child.tag == "li" else ["", ""])
                if child.tag == "li":
                    lines[-1] = "- "
                walk(child)
                href = child.attributes.get("href") or ""
                if (
                    child.tag == "a"
                    and href.startswith("https://")
                    and href.split("//")[1].strip("/") not in lines[-1]
                ):
                    lines[-1] += f" ({href})"
                if child.tag in BLOCKS:
                    lines.append("")

    if tree.body:
        walk(tree.body)
    text = "\n".join(" ".join(line.split()) if line != "- " else "-" for line in lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.replace("\n\n- ", "\n- ").strip()


def add_to(env: Environment, content: Content, rules: Sequence[Rule]) -> None:
    """Gives a Jinja environment everything that our templates ask for."""
    strings = Strings(content)

    def here(context: Context) -> str | None:
        page = context.get("page")
        return page.url if page else None

    def source(context: Context, record: Page | None) -> str:
        record = record or context.get("record")
        return record.src if record else "index.md"

    @pass_context
    def picture(context: Context, name: str) -> Markup:
        """An illustration by its name, as decoration beside words that say the same."""
        return Markup(illustration(name, here(context) or ""))

    @pass_context
    def md(context: Context, text: str, record: Page | None = None) -> Markup:
        return strings.inline(text, source(context, record), here(context))

    @pass_context
    def mdblock(context: Context, text: str, record: Page | None = None) -> Markup:
        return strings.block(text, source(context, record), here(context))

    def shown(fact: Fact) -> Markup:
        return Markup(facts.as_html(fact))

    filters: dict[str, Callable[..., Any]] = {
        "md": md,
        "mdblock": mdblock,
        "date": spoken_date,
        "weekday": spoken,
        "fact": shown,
        "fact_text": facts.as_text,
        "plain": plain,
        "as_sent": as_sent,
        "opening": opening,
        "sections": sections,
        "broken": broken,
        "direction": foreign.direction,
        "own_name": foreign.own_name,
        "language": foreign.name,
    }
    env.filters.update(filters)
    env.autoescape = lambda name: (
        not (name or "").endswith(".txt")
    )  # whatever a record holds is words, but in what is sent as text
    env.globals.update(
        finding_groups=lambda slug: rule_guide.groups(rules, slug, content.promises),
        picture=picture,
        policy=host_files.policy,
        clock=Clock(content),
    )
    _add_letters(env, content)
    _add_topics(env, content)
    env.globals.update(
        site=content,
        record=None,
        trail=[],
        siblings=[],
        route_fields=ROUTE_FIELDS,
        small_formats=carried.SMALL,
        carries=lambda item, policy: carried.shown_by(content, policy, item),
        where_sentence=lambda policy: carried.where_sentence(content, policy),
    )


def _add_letters(env: Environment, content: Content) -> None:
    """What the templates of letters ask for, and of pages that lead to them."""
    env.globals.update(
        letter_fields=letters.SHOWN,
        nothing_in_law=letters.NOTHING_IN_LAW,
        stops_nothing=letters.STOPS_NOTHING,
        letter_sheet=lambda letter: letters.sheet(content, letter),
        letter_starts=lambda letter: letters.started(content, letter),
        letter_to=lambda letter: letters.goes_to(content, letter),
        letter_versions=lambda letter: letters.versions(content, letter),
        letters_for=lambda page: letters.fitting(content, page),
        letters_for_kind=lambda kind: letters.of_kind(content, kind),
    )


def _add_topics(env: Environment, content: Content) -> None:
    """What the templates of topics ask for."""
    env.globals.update(
        topic_parts=lambda topic: topics.parts(content, topic),
        topic_duties=topics.duties,
        all_routes=topics.ALL_ROUTES,
        how_sure=topics.HOW_SURE,
        topic_limits=lambda topic: topics.limits(content, topic),
        topic_family=lambda topic: topics.family(content, topic),
        topic_routes=lambda topic: topics.routes(content, topic),
        topic_bodies=lambda topic: topics.bodies(content, topic),
        topic_letters=lambda topic: topics.letters(content, topic),
        topic_words=lambda topic: topics.words(content, topic),
    )
