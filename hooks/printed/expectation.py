"""What each file must show, from the records: the same for making it and for proving it."""

from __future__ import annotations

import re
from html import unescape

from hooks.printed.editions import SMALL_ENOUGH, Edition
from hooks.printed.layout import Layouts, statement
from hooks.printed.normalise import text_of_html
from hooks.printed.pdf_proof import Carry, Expected
from hooks.sources.content import Content
from hooks.sources.policy_statement import where_sentence
from hooks.sources.records import Fact, Publicity, international

FIELD = re.compile(r'<input [^>]*title="([^"]*)"')
KINDS = {"pdf": "PDF", "docx": "Word", "png": "PNG"}


def confirmed(content: Content) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Telephone numbers (+44...) and e-mail addresses that may be printed."""
    sure = [fact.value for fact in content.facts.values() if isinstance(fact, Fact) and fact.confirmed and fact.value]
    numbers = {number for value in sure if (number := international(value))}
    return tuple(sorted(numbers)), tuple(sorted(value for value in sure if "@" in value))


def of_edition(layouts: Layouts, item: Publicity, edition: Edition, html: str | None = None) -> Expected:
    """What one edition is held against. A layout's own smaller type counts for small formats only."""
    content = layouts.content
    declared, _ = layouts.least(edition)
    least = max(declared, 8.0) if edition.layout in SMALL_ENOUGH else edition.least
    carries = tuple(Carry(policy.title, policy.publicity.heading, statement(policy, edition), where_sentence(content, policy),
                          content.printed_address(policy), content.link(policy)) for policy in content.carried if policy.publicity)
    numbers, mails = confirmed(content)
    html = html if html is not None else layouts.html(item, edition)
    words, fields = text_of_html(html), tuple(unescape(title) for title in FIELD.findall(html)) if edition.kind == "pdf" else ()
    kind = "" if edition.kind == "docx" else f"{KINDS[edition.kind]}, "
    return Expected(f"{item.title} ({kind}{edition.says})", carries, least, layouts.lang, layouts.title(item, edition), words,
                    edition, numbers, mails, fields)


def brought(content: Content, name: str, lang: str = "en-GB") -> Expected:
    """What publicity that staff bring is held against: the whole statement."""
    carries = tuple(Carry(policy.title, policy.publicity.heading, policy.publicity.statement, where_sentence(content, policy),
                          content.printed_address(policy), content.link(policy)) for policy in content.carried if policy.publicity)
    numbers, mails = confirmed(content)
    return Expected(name, carries, 12.0, lang, "", None, None, numbers, mails,
                    authors=(content.service.name, content.service.long_name) if content.service else ())
