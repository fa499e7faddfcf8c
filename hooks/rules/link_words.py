"""The words of a link say where it leads: no "click here", no address that is no link (WCAG 2.2,
2.4.4).

People who listen to a page hear its links as a list, without the words around them. A website that
is a fact of a record is shown as its address on purpose, because it is printed too; so is one that
a writer puts between < and >, which Markdown makes a link.
"""

import re
from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.content import FACT, Content
from hooks.sources.findings import Finding
from hooks.sources.records import Fact, Publicity
from hooks.words import astray
from hooks.words.passages import passages

NAME = "link-words"
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


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    for page in content.pages:
        path = content.project_path(page.src)
        for passage in passages(content, page):
            if not MAY_LEAD.search(passage.typed):
                continue
            for words, target in LINK.findall(passage.typed):
                plain = words.strip(" .*_→>!").casefold()
                if plain in EMPTY:
                    yield Finding(
                        path,
                        passage.line,
                        f'The link "{words}" must say where it leads: write the name of the page or'
                        " what readers find there.",
                        NAME,
                    )
                elif BARE.fullmatch(words.strip()) and not FACT.search(target):
                    yield Finding(
                        path,
                        passage.line,
                        f'The link "{words}" must have words, not an address: write the name of'
                        " what it leads to.",
                        NAME,
                    )
            rest = AUTOLINK.sub("", LINK.sub("", passage.typed))
            mails = [
                mail
                for mail in MAIL.findall(BARE.sub("", rest))
                if _held(content, mail) or not isinstance(page, Publicity)
            ]
            for bare in (
                *(bare.rstrip(".,;:!?") for bare in BARE.findall(rest)),  # a sentence's own signs
                *mails,
            ):  # one that publicity must not print at all is named there (publicity-is-confirmed)
                instead = (
                    _mail(content, bare.strip("<>"))
                    if "@" in bare.partition("://")[0]
                    else f"[the name of the page](https://{bare.partition('://')[2] or bare})"
                )
                wrong = None if "@" in bare else astray.fault(bare)
                yield Finding(
                    path,
                    passage.line,
                    f"The address {bare} {wrong}"
                    if wrong
                    else f"{bare} must not stand bare in the text: write {instead}.",
                    NAME,
                )
    shown: set[str] = set()
    for page, built in site.each(content.pages):
        for link in built.links:  # links that a layout wrote
            if (
                link.tag == "a"
                and link.text.strip(" .→>!").casefold() in EMPTY
                and link.text not in shown
            ):
                shown.add(link.text)
                if f"[{link.text}]" not in page.body:
                    yield Finding(
                        *site.where(built),
                        f'The link "{link.text}" of this page\'s layout must say where it leads.',
                        NAME,
                    )


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
