"""No words of ours take a side, advise a choice, or use a name that the law has dropped.

The words and what to write instead are data, in simple forms that staff can extend: wording.yml.
An opinion of our own and agreement with somebody are read by their sense. Each entry that is shown
or sent is judged as the body is: title, subject, description, the words for a picture. Quotations
are left alone.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources import topics
from hooks.sources.content import WORDING, Content
from hooks.sources.findings import Finding
from hooks.sources.records import Page, Policy, Publicity, Topic
from hooks.words.passages import line_of_words, names_of, ours, passages
from hooks.words.voice import agreement, outcome, own_opinion
from hooks.words.wording import said

NAME = "takes-no-side"
VOICES = (
    (
        own_opinion,
        (
            "offers an opinion of our own. Write that we give facts and all options, and that"
            " people choose."
        ),
    ),
    (
        agreement,
        'takes a side. Write whose view it is: "This is their view, not the view of our service."',
    ),
    (outcome, "promises an outcome that others decide. Write what we do, and who decides."),
)
"""What finds a voice of our own, and what is said of it."""


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    if not content.wording:
        return
    yield from _carried(content)
    descriptions = {page.description for page in content.pages}  # judged where they are typed
    yield from _unseen(site)
    yield from _voice(content)
    for page, built in site.each(content.pages):
        own = (
            tuple(_without_carried(content, block) for block in built.own)
            if isinstance(page, (Policy, Publicity))
            else built.own
        )
        for block in (
            own if any(said(content, "\n".join(own))) else ()
        ):  # most pages are free of such words: each is asked once, as a whole
            for shown, entry in said(content, block) if block not in descriptions else ():
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


def _unseen(site: Site) -> Iterator[Finding]:
    """Words that were typed and that the built page does not hold as text: its description, an
    e-mail's subject, the words for a picture."""
    content = site.content
    for page, built in site.each(content.pages):
        shown_there = " ".join(built.text.split())
        for passage in passages(content, page):
            if passage.text in shown_there:
                continue
            for shown, entry in said(content, ours(passage.text)):
                if page.src not in entry.except_on:
                    yield Finding(
                        content.project_path(page.src),
                        passage.line,
                        f'"{shown}" {entry.why}. {entry.instead}',
                        NAME,
                    )


def _voice(content: Content) -> Iterator[Finding]:
    """An opinion or an agreement of our own. A family's letter is the family's own voice, and words
    for staff say how to write."""
    own = [
        page
        for page in content.pages
        if page not in content.letters and (page.audience != "staff" or isinstance(page, Publicity))
    ]
    for page in own:
        for passage in passages(content, page):
            text = ours(passage.english, names_of(content))
            for said_so, means in VOICES:
                for words in said_so(text):
                    yield Finding(
                        content.project_path(page.src), passage.line, f'"{words}" {means}', NAME
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
