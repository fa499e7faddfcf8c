"""What is wrong between records that are right by themselves: what one names and no other is, what
would be too late tomorrow, what must go because it is no longer true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args
from urllib.parse import urlsplit

from hooks.sources import (
    frontmatter,
    letters,
    national,
    records,
    topics,
)
from hooks.sources.content import (
    EVERY_SERVICE_CONFIRMS,
    FACT,
    GAP,
    MAY_STAY_OPEN,
    Content,
)
from hooks.sources.findings import Finding, did_you_mean
from hooks.sources.limits import is_address
from hooks.sources.records import (
    OF_THE_COUNCIL,
    Contact,
    Deadlines,
    Fact,
    Letter,
    Organisation,
    Page,
    Policy,
    Promises,
    Publicity,
    Reach,
    Topic,
    Words,
)
from hooks.sources.settings_file import RULE


def cross_checks(content: Content) -> Iterator[Finding]:
    """What no single record can know: unique titles and descriptions, facts that exist, a menu that
    leads somewhere."""
    all_read = not content.findings  # else what is missing may stand where nothing could be read
    for entry in ("title", "description"):
        seen: dict[str, Page] = {}
        for page in content.pages:
            value = getattr(page, entry).casefold()
            if value in seen:
                yield Finding(
                    content.project_path(page.src),
                    page.line_of(entry),
                    f"The {entry} must be this page's own; {content.project_path(seen[value].src)}"
                    " has the same.",
                    RULE,
                )
            seen.setdefault(value, page)
    read = {page.src for page in content.pages} | {
        content.src_of(finding.path) for finding in content.findings
    }
    addresses: dict[str, Page] = {}
    for page in content.pages:
        other = addresses.setdefault(page.url, page)
        if other is not page:
            yield Finding(
                content.project_path(page.src),
                1,
                f"The address /{page.url} must be this page's own;"
                f" {content.project_path(other.src)} has the same. Rename one of them.",
                RULE,
            )
        for place, src in _leads_to(page):
            if src not in read:
                yield Finding(
                    content.project_path(page.src),
                    page.line_of(*place),
                    f"There is no page {src}.{did_you_mean(src, sorted(read))}",
                    RULE,
                )
    for number, (title, src) in enumerate(content.nav):
        if src not in read:
            yield content.config.finding(
                ("nav", number, title),
                f'The menu entry "{title}" must lead to a page of content/; there is no {src}.',
            )
    for kind, name in ((Contact, "contact"),):
        if not any(isinstance(page, kind) for page in content.pages) and f"{name}.md" not in read:
            yield Finding(
                content.project_path(f"{name}.md"),
                1,
                f'There must be a page with "layout: {name}": the service\'s own record.',
                RULE,
            )
    for page in content.pages:
        yield from _unknown_facts(content, page)
        yield from _checked_tomorrow(content, page)
        if isinstance(page, Policy):
            yield from _reviewed_tomorrow(content, page)
        yield from _gaps_closed(content, page)
        if isinstance(page, Letter) and all_read:
            yield from (
                Finding(content.project_path(page.src), page.line_of(*place), message, RULE)
                for place, message in letters.faults(content, page)
            )
        if isinstance(page, Topic) and all_read:
            yield from (
                Finding(content.project_path(page.src), page.line_of(*place), message, RULE)
                for place, message in topics.faults(content, page)
            )
        if isinstance(page, Deadlines):
            yield from _letters_known(content, page, read)
        if (
            isinstance(page, Organisation)
            and page.part_of == OF_THE_COUNCIL
            and content.service
            and len(content.service.councils) > 1
        ):
            names = " or ".join(council.name for council in content.service.councils)
            yield Finding(
                content.project_path(page.src),
                page.line_of("part_of"),
                f'"part_of" must say which of the councils it is part of: {names}.',
                RULE,
            )
        yield from _translation(content, page)
        if isinstance(page, Promises):
            yield from _numbers_once(content, page)
    yield from _others_names(content)
    website = content.facts.get("contact.website")
    if (
        isinstance(website, Fact)
        and website.value is not None
        and is_address(website.value)
        and content.site_url
        and content.contact
        and urlsplit(website.value).netloc != urlsplit(content.site_url).netloc
    ):
        yield content.config.finding(
            ("site_url",),
            f'"site_url" must be on the website that {content.project_path(content.contact.src)}'
            f" records, {website.value}: all printed addresses and QR codes are made from it. It is"
            f" {content.site_url}.",
        )
    if content.contact:
        for number, question in enumerate(content.contact.must_confirm):
            for name in question.facts:
                if name not in content.facts and not _holder_unread(
                    content, name, {finding.path for finding in content.findings}
                ):
                    yield Finding(
                        content.project_path(content.contact.src),
                        content.contact.line_of("must_confirm", number),
                        f'There is no fact "{name}" to confirm.{did_you_mean(name, content.facts)}',
                        RULE,
                    )
        yield from _not_asked(content, content.contact)
        yield from _for_what(content, content.contact)


def _for_what(content: Content, contact: Contact) -> Iterator[Finding]:
    """A second telephone, office or time that does not say what it is for, or is none that a layout
    shows."""
    kinds = get_args(Reach)
    for name, fact in contact.facts.items():
        kind, dash, line = name.partition("-")
        message = None
        if dash and (kind not in kinds or not line):
            message = (
                f'"{name}" must begin with what it is and end with its line or office, such as'
                f" phone-young-people: {', '.join(kinds)}.{did_you_mean(kind, kinds)}"
            )
        elif dash and not fact.for_:
            message = f'"{name}" must say what it is for: write "for: Young people", or the like.'
        elif fact.for_ and kind not in kinds:
            message = f'"for" must stand with a way to reach the service: {", ".join(kinds)}.'
        if message:
            yield Finding(
                content.project_path(contact.src), contact.line_of("facts", name), message, RULE
            )


def _others_names(content: Content) -> Iterator[Finding]:
    """Names of the service whose site the generator's own repository holds, in the words of
    another: they were copied with its pages.

    The name of its area alone is none of them, as a neighbour may have to write it.
    """
    theirs = national.service_of_generator()
    ours = content.service
    names = theirs.names - ours.names - {theirs.area} if theirs and ours else None
    if not names or ours is None:  # it is that service's own site, or one that cannot be read
        return
    sign = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    own = [path for path in content.word_files() if content.is_own(path)]
    found = [
        (content.shown(path), number, match[0])
        for path in own
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if (match := sign.search(line))
    ]
    found += [
        (setting.path, setting.line, match[0])
        for setting in content.settings
        if (match := sign.search(setting.words))
    ]
    if found:
        path, line, name = found[0]
        many = len(found) - 1
        more = (
            f" So {'does 1 other line' if many == 1 else f'do {many} other lines'}." if many else ""
        )
        yield Finding(
            path,
            line,
            f'This line names another service or its council: "{name}". Write what is true of'
            f" {ours.name}, or take it out.{more}",
            RULE,
        )


def _not_asked(content: Content, contact: Contact) -> Iterator[Finding]:
    """Facts that the service must confirm and that no question asks for: without this, no question
    would mean nothing to confirm.

    Asked for must be what every service has, all else that the contact record holds, and all facts
    of a policy that publicity carries.
    """
    asked = {name for question in contact.must_confirm for name in question.facts}
    if not asked <= set(
        content.facts
    ):  # a name that is none was found above; the fact that was meant would be said to be missing
        return
    needed = dict.fromkeys(
        [*EVERY_SERVICE_CONFIRMS, *(f"contact.{name}" for name in contact.facts)]
    )
    needed |= dict.fromkeys(
        f"policy.{policy.slug}.{name}" for policy in content.carried for name in policy.facts
    )
    lacking = [name for name in needed if name not in asked and name not in MAY_STAY_OPEN]
    if lacking:
        yield Finding(
            content.project_path(contact.src),
            contact.line_of("must_confirm"),
            f'"must_confirm" must ask for {", ".join(lacking)}: the service confirms this before'
            ' its site may be published. Write it into the "facts" of a question.',
            RULE,
        )


def _letters_known(content: Content, page: Deadlines, read: set[str]) -> Iterator[Finding]:
    """The letters that a time limit names are pages of letters/."""
    known = sorted(src for src in read if src.startswith("letters/"))
    for number, limit in enumerate(page.deadlines):
        for src in limit.letters:
            if src not in known:
                yield Finding(
                    content.project_path(page.src),
                    page.line_of("deadlines", number, "letters"),
                    f"There is no letter {src}.{did_you_mean(src, known)}",
                    RULE,
                )


def _translation(content: Content, page: Page) -> Iterator[Finding]:
    """A page in another language that does not say what it translates, or what it was made from."""
    if isinstance(page, Publicity):  # its policy says what stands on it in which language
        return
    original = content.page(page.translates) if page.translates else None
    entry, fault = "translates", ""
    if page.language and not page.translates:
        entry, fault = (
            "language",
            ('A page in another language must name its original: "translates: about/index.md".'),
        )
    elif page.translates and not page.language:
        fault = 'A translation must say its language, such as "language: pl".'
    elif original is not None and original.language:
        fault = "A translation must be of a page in English."
    elif page.translates and page.layout != "page":
        entry, fault = (
            "layout",
            'A translation must have no "layout" of its own: the words of a layout are English.',
        )
    elif original is not None and page.translated is None:
        fault = (
            f'Below it must stand "translated: {original.digest}": the mark of the page that was'
            " translated. It changes with any word of that page, and then you are told."
        )
    if fault:
        yield Finding(content.project_path(page.src), page.line_of(entry), fault, RULE)


def _numbers_once(content: Content, page: Promises) -> Iterator[Finding]:
    """Two promises of one number: nobody could say which of them a paragraph keeps."""
    seen: set[str] = set()
    for number, promise in enumerate(page.promises):
        if promise.key in seen:
            yield Finding(
                content.project_path(page.src),
                page.line_of("promises", number, "number"),
                f'The number "{promise.number}" must stand here once, in capitals or not.',
                RULE,
            )
        seen.add(promise.key)


def _leads_to(page: Page) -> Iterator[tuple[frontmatter.Place, str]]:
    """The pages that a record names by their files, each with its place in the record."""
    if isinstance(page, Words):
        yield from (
            (("words", number, "see"), word.see)
            for number, word in enumerate(page.words)
            if word.see
        )
    if isinstance(page, records.Home):
        yield from ((("doors", number, "url"), door.url) for number, door in enumerate(page.doors))
        yield from ((("needs", number, "url"), need.url) for number, need in enumerate(page.needs))
    if page.translates:
        yield ("translates",), page.translates
    if isinstance(page, Letter):
        yield from ((("pages", number), src) for number, src in enumerate(page.pages))
        if page.version_of:
            yield ("version_of",), page.version_of


def texts(value: Any, place: frontmatter.Place = ()) -> Iterator[tuple[frontmatter.Place, str]]:
    """Every text of a record, and of the records inside it, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, (*place, str(name)))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from texts(inner, (*place, number))


def _holder_unread(content: Content, name: str, unread: set[str]) -> bool:
    """Whether a fact is unknown only because the record that holds it could not be read, which is a
    finding already."""
    group, _, rest = name.partition(".")
    if group in ("organisation", "policy"):
        folder = "organisations" if group == "organisation" else "policies"
        return content.project_path(f"{folder}/{rest.partition('.')[0]}.md") in unread
    kinds: dict[str, type[Page]] = {"contact": Contact, "deadline": Deadlines}
    kind = kinds.get(group)
    return (kind is not None and bool(unread) and not content.of(kind)) or (
        group == "service" and content.service is None
    )


def _checked_tomorrow(content: Content, page: Page) -> Iterator[Finding]:
    """Days of a check that are still to come. One day is let by: where the person sits it may be
    tomorrow already."""
    facts = getattr(page, "facts", {})
    days = [(page.checked, page.line_of("checked"))]
    days += [
        (fact.checked, page.line_of_fact(name))
        for name, fact in facts.items()
        if isinstance(fact, Fact)
    ]
    if isinstance(page, Contact):
        days += [
            (words.checked, page.line_of("languages", code))
            for code, words in page.languages.items()
        ]
    for day, line in days:
        if day and day > content.today + timedelta(days=1):
            yield Finding(
                content.project_path(page.src),
                line,
                f'"checked" must be the day on which a person checked it; {day:%-d %B %Y} is still'
                " to come.",
                RULE,
            )


def _reviewed_tomorrow(content: Content, policy: Policy) -> Iterator[Finding]:
    """A review that is still to come: nobody can have confirmed it."""
    reviewed = policy.facts.get("last_reviewed")
    value = reviewed.value if reviewed else None
    if (
        value
        and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        and value > (content.today + timedelta(days=1)).isoformat()
    ):
        yield Finding(
            content.project_path(policy.src),
            policy.line_of_fact("last_reviewed"),
            f'"last_reviewed" must be a day that has come; {value} is still to come. Write the day'
            " on which the policy was last reviewed.",
            RULE,
        )


def _gaps_closed(content: Content, page: Page) -> Iterator[Finding]:
    """Gaps that name facts (`/// gap | contact.hub`) and say that they are not confirmed, although
    all of them are."""
    for line, typed in enumerate(page.body.splitlines(), page.at.body_line):
        match = GAP.match(typed)
        names = [name.strip() for name in match[1].split(",")] if match else []
        unknown = [name for name in names if name not in content.facts]
        if unknown:
            yield Finding(
                content.project_path(page.src),
                line,
                f'There is no fact "{unknown[0]}".{did_you_mean(unknown[0], content.facts)}',
                RULE,
            )
        elif names and all(
            isinstance(fact := content.facts[name], Fact) and fact.confirmed_by_service
            for name in names
        ):
            yield Finding(
                content.project_path(page.src),
                line,
                f"This gap must go: the service has confirmed {', '.join(names)}. Write what is now"
                " known, or take the part out.",
                RULE,
            )


def _unknown_facts(content: Content, page: Page) -> Iterator[Finding]:
    unread = {finding.path for finding in content.findings}
    front = [
        (page.line_of(*place), text)
        for place, text in texts(page.model_dump(exclude={"at"}, by_alias=True))
    ]
    body = list(enumerate(page.body.splitlines(), page.at.body_line)) if "{{" in page.body else []
    shown = content.project_path(page.src)
    for line, text in [*front, *body]:
        yield from unknown_names(content, shown, line, text, unread)


def unknown_names(
    content: Content, shown: str, line: int, text: str, unread: set[str]
) -> Iterator[Finding]:
    if "{{" not in text:
        return
    for name in FACT.findall(text):
        if name not in content.facts and not _holder_unread(content, name, unread):
            yield Finding(
                shown, line, f'There is no fact "{name}".{did_you_mean(name, content.facts)}', RULE
            )
    if "{{" in FACT.sub("", text):
        yield Finding(
            shown,
            line,
            'Two braces "{{" must hold the name of a fact and end with "}}", such as {{'
            " contact.phone }}.",
            RULE,
        )
