"""No words of ours take a side, advise a choice, or use a name that the law has dropped.

The words and what to write instead are data, in simple forms that staff can extend: wording.yml.
Quotations are left alone.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources import topics
from hooks.sources.content import WORDING, Content
from hooks.sources.findings import Finding
from hooks.sources.records import Page, Policy, Publicity, Topic
from hooks.words.passages import line_of_words
from hooks.words.wording import said

NAME = "takes-no-side"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    if not content.wording:
        return
    yield from _carried(content)
    for page, built in site.each(content.pages):
        own = (
            tuple(_without_carried(content, block) for block in built.own)
            if isinstance(page, (Policy, Publicity))
            else built.own
        )
        for block in (
            own if any(said(content, "\n".join(own))) else ()
        ):  # most pages are free of such words: each is asked once, as a whole
            for shown, entry in said(content, block):
                if page.src not in entry.except_on and not _explained(content, page, shown):
                    yield Finding(
                        content.project_path(page.src),
                        line_of_words(content, page, shown),
                        f'"{shown}" {entry.why}. {entry.instead}',
                        NAME,
                    )
    for setting in content.settings:
        for shown, entry in said(content, setting.words):
            yield Finding(
                setting.path, setting.line, f'"{shown}" {entry.why}. {entry.instead}', NAME
            )
    for entry in content.wording:
        for src in entry.except_on:
            if content.page(src) is None:
                yield Finding(
                    content.project_path(WORDING),
                    1,
                    f'The entry "{entry.words[0]}" excepts {src}, which is no page.',
                    NAME,
                )


def _explained(content: Content, page: Page, shown: str) -> bool:
    """Whether a topic shows these words in its list of words explained: there they are typed once,
    on the page of words, and judged by what is excepted on it."""
    return isinstance(page, Topic) and any(
        shown.casefold() in word.means.casefold() for word in topics.words(content, page)
    )


def _carried(content: Content) -> Iterator[Finding]:
    """What publicity shows of a policy is typed once, in its record, and named there alone."""
    count = len(content.publicity)
    for policy in content.carried:
        assert policy.publicity is not None
        for entry in ("heading", *policy.publicity.entries):
            for shown, found in said(content, getattr(policy.publicity, entry)):
                yield Finding(
                    content.project_path(policy.src),
                    policy.line_of("publicity", entry),
                    f'"{shown}" {found.why}. {found.instead} It stands on {count} items.',
                    NAME,
                )


def _without_carried(content: Content, text: str) -> str:
    for policy in content.carried:
        assert policy.publicity is not None
        for entry in (*policy.publicity.entries, "heading"):
            words = getattr(policy.publicity, entry)
            text = text.replace(" ".join(words.split()), " … ")
    return text
