"""An item's words, ready for a print layout: parts under their headings, places to fill in, and
confirmed facts only."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from hooks.pages.markdown_blocks import OurMarkdown
from hooks.printed.normalise import text_of_html
from hooks.sources import facts
from hooks.sources.content import FACT, Content
from hooks.sources.once import once
from hooks.sources.records import Fact, Page, Publicity
from hooks.words import parsing

HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
FILL_IN = re.compile(r"\[([A-Z][^\[\]<>]{0,120}|[a-z][^\[\]<>]{0,120})\](?!\()")
"""Words in square brackets: somebody fills them in."""
CLOSES = re.compile(r"<p>(Yours (?:sincerely|faithfully))</p>")
COUNTS_ON = re.compile(r'<ol start="(\d+)"')
"""A list that goes on from another. WeasyPrint passes over the attribute."""
LINK = re.compile(r'(?<=<a href=")([^":#]+\.md)(?=">)')
"""Where a link leads that names the file of a page."""
LABELS = {
    "phone": "Phone",
    "email": "Email",
    "hours": "Opening hours",
    "response": "When we answer",
    "address": "Address",
    "website": "Website",
}
"""What an item prints of the service's contact record, in this order, as far as it is confirmed."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words under one heading; `title` is empty for what stands before the first. `leads` are the
    pages of the site that its links lead to: paper has to print where they are."""

    title: Markup
    html: Markup
    leads: tuple[Page, ...] = ()

    @property
    def weight(self) -> float:
        """About how many lines it takes on a narrow panel."""
        blocks = len(re.findall(r"<(?:p|li|tr)\b", self.html))
        return len(text_of_html(self.html)) / 44 + 0.75 * blocks + (2.4 if self.title else 0)


@dataclass(frozen=True, slots=True)
class Contacted:
    """A confirmed fact of the contact record: its kind ("phone"), its label and its HTML."""

    kind: str
    label: str
    html: Markup
    text: str


def unconfirmed(content: Content, item: Publicity) -> Iterator[tuple[int, str]]:
    """Line and name of each fact that the item's words take and that may not be printed."""
    for number, line in enumerate(item.body.splitlines(), item.at.body_line):
        for name in FACT.findall(line):
            fact = content.facts.get(name)
            if isinstance(fact, Fact) and not fact.confirmed:
                yield number, name


def parts(content: Content, item: Page) -> list[Part]:
    """The item's words, part by part; made once for all its editions."""
    made = _made(content)
    key = repr(item)
    if key not in made:
        made[key] = _parts(content, item)
    return list(made[key])


@once
def _made(content: Content) -> dict[str, list[Part]]:
    """The parts that were made so far, by item."""
    return {}


def _parts(content: Content, item: Page) -> list[Part]:
    markdown = OurMarkdown(content)
    markdown.page = item
    html = COUNTS_ON.sub(
        lambda found: f'{found[0]} style="counter-reset:list-item {int(found[1]) - 1}"',
        parsing.parser(markdown).convert(item.body),
    )
    first, *rest = HEADING.split(html)
    found = [_part(content, item, "", first)] if first.strip() else []
    return found + [
        _part(content, item, title, words)
        for title, words in zip(rest[::2], rest[1::2], strict=True)
    ]


def _part(content: Content, item: Page, title: str, words: str) -> Part:
    """Its links lead to the site itself, wherever the sheet is read."""
    leads: dict[str, Page] = {}

    def whole(match: re.Match[str]) -> str:
        page = content.page(posixpath.normpath(posixpath.join(item.src, "..", match[1])))
        if page is None:  # the rule `links-lead-somewhere` says so
            return match[1]
        leads[page.src] = page
        return content.link(page)

    html = LINK.sub(whole, words.strip())
    return Part(Markup(title), Markup(html), tuple(leads.values()))


def marked(html: str) -> Markup:
    """Places to fill in, marked so that they are seen; and room to sign where a letter closes."""
    html = CLOSES.sub(lambda match: f'<p class="closes">{match[1]}</p>', html)
    return Markup(FILL_IN.sub(lambda match: f'<span class="fill">[{match[1]}]</span>', html))


def fields(html: str) -> Markup:
    """Places to fill in as fields of a form, each with its title."""

    def field(match: re.Match[str]) -> str:
        title = match[1][0].upper() + match[1][1:]
        return f'<input class="inline" type="text" name="{slug(title)}" title="{escape(title)}">'

    return Markup(FILL_IN.sub(field, html))


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def contacts(content: Content) -> list[Contacted]:
    """What of the contact record may be printed."""
    return [
        Contacted(
            way.kind,
            way.label(LABELS[way.kind]),
            address_whole(facts.as_html(way.fact)),
            facts.as_text(way.fact),
        )
        for way in content.ways(*LABELS)
        if way.fact.confirmed
    ]


def share(all_parts: Sequence[Part], panels: int) -> list[list[Part]]:
    """Parts over panels, in their order, so that the fullest panel is as light as can be."""
    weights = [part.weight for part in all_parts]
    best: dict[tuple[int, int], tuple[float, int]] = {}
    each = 1 if len(weights) >= panels else 0  # no panel stays empty where there are parts enough

    def lightest(start: int, left: int) -> tuple[float, int]:
        if (start, left) not in best:
            if left == 1:
                best[start, left] = (sum(weights[start:]), len(weights))
            else:
                best[start, left] = min(
                    (max(sum(weights[start:end]), lightest(end, left - 1)[0]), end)
                    for end in range(start + each, len(weights) + 1 - each * (left - 1))
                )
        return best[start, left]

    shared, start = [], 0
    for left in range(panels, 0, -1):
        end = lightest(start, left)[1]
        shared.append(list(all_parts[start:end]))
        start = end
    return shared


def broken(address: str) -> Markup:
    """An address that may break after a slash, and nowhere else. Unseen signs, because an element
    would make a second link of it."""
    host, slash, path = _whole(escape(address)).partition("/")
    path = path.replace("/", "/\u200b").removesuffix("\u200b")
    return Markup(f"{host}{slash}\u200b{path}" if path else host + slash)


def _whole(address: str) -> str:
    """A hyphen at the end of a line would look like one that was added. An e-mail address may break
    after its @."""
    return address.replace("-", "-\u2060").replace("@", "@\u200b")


def address_whole(html: str) -> Markup:
    """A fact with its addresses as they may break."""
    return Markup(re.sub(r">([^<\s]+)<", lambda shown: f">{_whole(shown[1])}<", html))
