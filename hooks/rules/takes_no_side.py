"""No words of ours take a side, advise a choice, or use a name that the law has dropped.

The words and what to write instead are data, in simple forms that staff can extend: wording.yml.
An opinion of our own, a verdict, an option above others and agreement with somebody are read by
their sense. Each entry that is shown or sent is judged as the body is: title, subject, description,
the words for a picture; so is what layouts and settings write, which is named there. Quotations are
left alone.
"""

from collections.abc import Iterator

from hooks.built.causes import shown as shown_path
from hooks.built.page_by_page import of_one_page
from hooks.built.site import Site
from hooks.sources import topics
from hooks.sources.answered import answered
from hooks.sources.content import NOTICES, WORDING, Content
from hooks.sources.findings import Finding
from hooks.sources.notices import past
from hooks.sources.records import Letter, Page, Policy, Publicity, Topic
from hooks.words import deeds, in_layouts
from hooks.words.passages import FACT_WORD, line_of_words, names_of, ours, passages
from hooks.words.voice import agreement, outcome, own_opinion, ranking
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
    (ranking, "ranks the options. Show every option alike."),
    (outcome, "promises an outcome that others decide. Write what we do, and who decides."),
)
"""What finds a voice of our own, and what is said of it."""
STRANGE = (
    "is no deed of an impartial service that we know. Write what we do, such as we help, tell,"
    ' explain or listen; or ask the policy\'s owner to add the verb to "we_also" in the policy.'
)
NUDGES = 'tells people what to do. Write what they can do: "You can ask for a review."'


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    if not content.wording:
        return
    at_source = [*_in_layouts(content), *_in_settings(content)]
    yield from (finding for _, finding in at_source)
    told = {words for words, _ in at_source}
    yield from _carried(content)
    for page, _ in site.each(content.pages):
        yield from _unseen(site, page)
    for page in content.pages:
        yield from _voice(site, page)
    yield from _in_notices(content)
    yield from _in_facts(content)
    for page, _ in site.each(content.pages):
        yield from _in_own_words(site, page, tuple(sorted(told)))
    for entry in content.wording:
        for src in entry.except_on:
            if content.page(src) is None:
                yield Finding(
                    content.project_path(WORDING),
                    1,
                    f'The entry "{entry.words[0]}" excepts {src}, which is no page.',
                    NAME,
                )


@of_one_page
def _in_own_words(site: Site, page: Page, told: tuple[str, ...]) -> Iterator[Finding]:
    """The words that the list names on a page as it was built. Some are `told` where a layout or a
    setting holds them."""
    content, built = site.content, site.built(page)
    own = built.own if built else ()
    if isinstance(page, (Policy, Publicity)):
        own = tuple(_without_carried(content, block) for block in own)
    descriptions = {other.description for other in content.pages}  # judged where they are typed
    for block in (
        own if any(said(content, "\n".join(own))) else ()
    ):  # most pages are free of such words: each is asked once, as a whole
        for shown, entry in said(content, block) if block not in descriptions else ():
            if (
                page.src not in entry.except_on
                and not _explained(content, page, shown)
                and (shown not in told or _types(content, page, shown))
            ):
                yield Finding(
                    content.project_path(page.src),
                    line_of_words(content, page, shown),
                    f'"{shown}" {entry.why}. {entry.instead}',
                    NAME,
                )


def _in_layouts(content: Content) -> Iterator[tuple[str, Finding]]:
    """What layouts write themselves, each with the words that are named: here once, and not again
    on each page that shows them."""
    for layout, source in in_layouts.sources(content.layouts):
        texts = in_layouts.typed(source)
        listed = any(said(content, "\n".join(text for _, text in texts)))
        found = [
            (line, words, says)
            for line, text in (texts if listed else ())
            for words, says in _listed(content, text)
        ]
        for line, words, says in (*found, *_voices_in(source)):
            path = shown_path(content, layout)
            yield words, Finding(path, line, f'"{words}" {says}', NAME)


@answered
def _voices_in(source: str) -> Iterator[tuple[int, str, str]]:
    """Where a layout gives us a voice of our own: the line, the words, and what is said of them."""
    for line, text in in_layouts.typed(source):
        yield from ((line, words, says) for words, says in _voices(text))


def _in_settings(content: Content) -> Iterator[tuple[str, Finding]]:
    """The same of the settings that readers see."""
    for setting in content.settings:
        for words, says in (*_listed(content, setting.words), *_voices(setting.words)):
            yield words, Finding(setting.path, setting.line, f'"{words}" {says}', NAME)


def _listed(content: Content, text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that the list names, and what is said of them."""
    return ((words, f"{entry.why}. {entry.instead}") for words, entry in said(content, text))


def _voices(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that give us a voice of our own, and what is said of them."""
    return ((words, means) for finds, means in VOICES for words in finds(text))


def _types(content: Content, page: Page, words: str) -> bool:
    """Whether a page's own writer typed the words."""
    return any(words in passage.text for passage in passages(content, page))


def _explained(content: Content, page: Page, shown: str) -> bool:
    """Whether a topic shows these words in its list of words explained: there they are typed once,
    on the page of words, and judged by what is excepted on it."""
    return isinstance(page, Topic) and any(
        shown.casefold() in word.means.casefold() for word in topics.words(content, page)
    )


@of_one_page
def _unseen(site: Site, page: Page) -> Iterator[Finding]:
    """Words that were typed and that the built page does not hold as text: its description, an
    e-mail's subject, the words for a picture."""
    content, built = site.content, site.built(page)
    shown_there = " ".join(built.text.split()) if built else ""
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


@of_one_page
def _voice(site: Site, page: Page) -> Iterator[Finding]:
    """An opinion or an agreement of our own. A family's letter is the family's own voice, and words
    for staff say how to write."""
    content, item = site.content, isinstance(page, Publicity)
    if isinstance(page, Letter) or (page.audience == "staff" and not item):
        return
    for passage in passages(content, page):
        text = (
            names_of(content).sub(FACT_WORD, passage.english)
            if item  # whom an item quotes speaks there for us
            else ours(passage.english, names_of(content))
        )
        to_everybody = item and not passage.heading
        for words, says in _to_everybody(content, text) if to_everybody else _voices(text):
            yield Finding(content.project_path(page.src), passage.line, f'"{words}" {says}', NAME)


def _in_notices(content: Content) -> Iterator[Finding]:
    """The same of notices, which stand on every page; not of those that are over."""
    over = past(content.notices, content.today)
    for notice, line in zip(content.notices, content.notice_lines, strict=True):
        for text in () if notice in over else (notice.title, notice.words):
            for words, says in _to_everybody(content, text):
                yield Finding(content.project_path(NOTICES), line, f'"{words}" {says}', NAME)


def _in_facts(content: Content) -> Iterator[Finding]:
    """The same of what the service confirmed of itself, which stands on every item."""
    contact = content.contact
    for name, fact in contact.facts.items() if contact else ():
        for words, says in _to_everybody(content, fact.value or ""):
            assert contact is not None
            path, line = content.project_path(contact.src), contact.line_of("facts", name)
            yield Finding(path, line, f'"{words}" {says}', NAME)


def _to_everybody(content: Content, text: str) -> Iterator[tuple[str, str]]:
    """The same where we speak to everybody; with deeds of ours that are none of such a service, and
    sentences that tell people what to do. What has a voice of its own is named once."""
    also = tuple(
        word for policy in content.carried if policy.publicity for word in policy.publicity.we_also
    )
    voices = list(_voices(text))
    yield from voices
    for words in deeds.strange(text, also):
        if not any(words in other or other in words for other, _ in voices):
            yield words, STRANGE
    for words in deeds.nudges(text):
        yield words, NUDGES


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
