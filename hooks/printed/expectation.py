"""What each file must show, from the records: the same for making it and for proving it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from phonenumbers import normalize_digits_only

from hooks.printed.criteria import Carry, Expected
from hooks.printed.editions import LEAST_SMALL, SMALL_ENOUGH, Edition
from hooks.printed.layout import LANGUAGE, Layouts, carries
from hooks.printed.normalise import text_of_html
from hooks.sources.answered import answered
from hooks.sources.content import Content
from hooks.sources.records import Fact, Policy, Publicity, international
from hooks.words.carried import Shown, shown, titles

FIELD = re.compile(r'<input [^>]*title="([^"]*)"')
CODE = re.compile(r'<img [^>]*data-leads="([^"]*)"')
NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?")
KINDS = {"pdf": "PDF", "docx": "Word", "png": "PNG"}


def confirmed(content: Content) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Telephone numbers (+44...) and e-mail addresses that may be printed."""
    sure = [
        fact.value
        for fact in content.facts.values()
        if isinstance(fact, Fact) and fact.confirmed and fact.value
    ]
    numbers = {number for value in sure if (number := international(value))}
    return tuple(sorted(numbers)), tuple(sorted(value for value in sure if "@" in value))


@answered
def _in(
    words: str, confirmed: tuple[tuple[str, ...], tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Of the numbers and the addresses that may be printed, those that a sheet has among its words:
    it is made again where one of these changes, and not where the site gets another
    organisation."""
    numbers, mails = confirmed
    digits = normalize_digits_only(words)
    yield tuple(one for one in numbers if one.removeprefix("+44").removeprefix("+") in digits)
    yield tuple(mail for mail in mails if mail in words)


def of_edition(
    layouts: Layouts, item: Publicity, edition: Edition, html: str | None = None
) -> Expected:
    """What one edition is held against. A layout's own smaller type counts for small formats
    only."""
    content = layouts.content
    smallest, distance = (
        _number(layouts.declared(edition, name)[0]) for name in ("smallest-text", "read-from")
    )
    may = edition.layout in SMALL_ENOUGH and smallest
    least = max(smallest, LEAST_SMALL) if may else edition.least
    needed = tuple(
        _carry(content, policy, carries(content, policy, edition, item))
        for policy in content.carried
    )
    html = html if html is not None else layouts.html(item, edition)
    words, fields = (
        text_of_html(html, counted=True),
        (tuple(unescape(title) for title in FIELD.findall(html)) if edition.kind == "pdf" else ()),
    )
    numbers, mails = _in(words, confirmed(content))
    return Expected(
        f"{item.title} ({KINDS[edition.kind]}, {edition.says})",
        needed,
        least,
        item.language or layouts.lang,
        layouts.title(item, edition),
        words,
        edition,
        numbers,
        mails,
        fields,
        titles=titles(content),
        codes=tuple(unescape(link) for link in CODE.findall(html)),
        room=layouts.declared(edition, "room")[1],
        distance=distance,
    )


def _number(declared: str) -> float:
    """What a layout declares as a number; 0 where it declares none."""
    return float(declared) if NUMBER.fullmatch(declared) else 0.0


def _carry(content: Content, policy: Policy, words: Shown) -> Carry:
    """`words` with the short statement beside them, which a card may show instead."""
    return Carry(
        policy.title,
        words.heading,
        words.statement,
        words.where,
        words.address,
        content.link(policy),
        shown(content, policy, small=True, language=words.lang).statement,
    )


def brought(content: Content, name: str, lang: str = "") -> Expected:
    """What publicity that staff bring is held against, in the language that the file says it is
    in."""
    needed = tuple(
        _carry(content, policy, shown(content, policy, small=False, language=lang))
        for policy in content.carried
    )
    numbers, mails = confirmed(content)
    return Expected(
        name,
        needed,
        12.0,
        lang or LANGUAGE,
        "",
        None,
        None,
        numbers,
        mails,
        authors=(content.service.name, content.service.long_name) if content.service else (),
        titles=titles(content),
    )
