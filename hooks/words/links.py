"""The words of links, and addresses that stand bare in a text: what is said of those that do not
say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.sources.content import FACT, Content
from hooks.sources.records import Fact
from hooks.words import astray

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
EMPTY = frozenset(
    {
        "here",
        "click here",
        "click",
        "this",
        "this page",
        "this link",
        "link",
        "more",
        "more information",
        "more info",
        "read more",
        "find out more",
        "see more",
        "learn more",
        "details",
        "website",
        "page",
        "see here",
        "go",
        "download",
        "pdf",
        "continue",
    }
)
AUTOLINK = re.compile(r"<https://[^<>\s]+>")
BARE = re.compile(r"(?:https?://|www\.)[^\s)>\]]+|<[^>\s]+@[^>\s]+>")
MAIL = re.compile(r"(?<![\w.+/:@-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")

MAY_LEAD = re.compile(r"\]\(|https?:|www\.|@")


def faults(content: Content, typed: str, *, printed: bool = False) -> Iterator[str]:
    """What is said of the links of a text as it was typed, as sentences. `printed`: it is
    publicity, of which `publicity-is-confirmed` names the addresses that no record has."""
    if not MAY_LEAD.search(typed):
        return
    for words, target in LINK.findall(typed):
        if words.strip(" .*_→>!").casefold() in EMPTY:
            yield (
                f'The link "{words}" must say where it leads: write the name of the page or'
                " what readers find there."
            )
        elif BARE.fullmatch(words.strip()) and not FACT.search(target):
            yield (
                f'The link "{words}" must have words, not an address: write the name of'
                " what it leads to."
            )
    rest = AUTOLINK.sub("", LINK.sub("", typed))
    for bare in BARE.findall(rest):
        yield _bare(content, bare.rstrip(".,;:!?"))  # a sentence's own signs
    for mail in MAIL.findall(BARE.sub("", rest)):
        if _held(content, mail) or not printed:
            yield _bare(content, mail)


def _bare(content: Content, address: str) -> str:
    """What is said of an address that is no link."""
    is_mail = "@" in address.partition("://")[0]
    wrong = None if is_mail else astray.fault(address)
    if wrong:
        return f"The address {address} {wrong}"
    instead = (
        _mail(content, address.strip("<>"))
        if is_mail
        else f"[the name of the page](https://{address.partition('://')[2] or address})"
    )
    return f"{address} must not stand bare in the text: write {instead}."


def _held(content: Content, address: str) -> str | None:
    """The fact that holds an e-mail address."""
    return next(
        (
            name
            for name, fact in content.facts.items()
            if isinstance(fact, Fact) and (fact.value or "").casefold() == address.casefold()
        ),
        None,
    )


def _mail(content: Content, address: str) -> str:
    """What to write in place of an e-mail address."""
    held = _held(content, address)
    return (
        f"{{{{ {held} }}}}"
        if held
        else f"{{{{ contact.email }}}} if it is ours, else [write to them](mailto:{address})"
    )
