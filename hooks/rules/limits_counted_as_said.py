"""A time limit is counted with the number that its words give, and has what its answer needs.

So one change of the law is one change of one record: nobody reads "two months" and is shown three.
And what the clock asks leads to time limits and topics that there are.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.content import BANK_HOLIDAYS, Content
from hooks.sources.findings import Finding
from hooks.sources.records import Deadline, Deadlines, Span
from hooks.time_limits.phrases import counted, lengths

NAME = "limits-counted-as-said"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    before: list[Deadline] = []
    for page in content.of(Deadlines):
        path = content.project_path(page.src)
        for number, limit in enumerate(page.deadlines):
            for entry, message in _faults(limit, before, known=content.bank_holidays is not None):
                yield Finding(
                    path,
                    page.line_of("deadlines", number, entry),
                    f'"{limit.title}": {message}',
                    NAME,
                )
            before.append(limit)
        yield from _unknown(content, page)


def _unknown(content: Content, page: Deadlines) -> Iterator[Finding]:
    """What the clock's questions lead to and nobody knows."""
    known = (
        ("events", "time limit with the event", {limit.event for limit in content.deadlines}),
        ("limits", "time limit", {limit.id for limit in content.deadlines}),
        ("topics", "topic", {topic.src for topic in content.topics}),
    )
    for number, kind in enumerate(page.kinds):
        for entry, what, names in known:
            for place, name in enumerate(getattr(kind, entry)):
                if name not in names:
                    yield Finding(
                        content.project_path(page.src),
                        page.line_of("kinds", number, entry, place),
                        f'"{kind.title}": there must be a {what} "{name}".',
                        NAME,
                    )


def _faults(limit: Deadline, before: list[Deadline], *, known: bool) -> Iterator[tuple[str, str]]:
    """Each fault: the entry where it stands, and what to write."""
    count = limit.count
    if count is None or limit.event is None:
        if count or limit.event:
            there, missing = ("count", "event") if count else ("event", "count")
            yield there, f'"{there}" must come with "{missing}": write both, or neither.'
        return
    if not known:
        yield "count", f"there must be a record {BANK_HOLIDAYS} beside the pages to count with."
    said: list[tuple[Span, str]] = [(count, limit.limit)]
    if count.or_later:  # which may be said with what it counts from
        said.append((count.or_later, f"{limit.limit}. {limit.counts_from}"))
    for span, words in said:
        if counted(span) not in lengths(words):
            yield (
                "count",
                f'its words say "{words}", and {counted(span)} are counted. Both must be the same.',
            )
    if limit.whose == "family" and count.unit != "school" and not limit.act:
        yield (
            "event",
            (
                'there must be an entry "act" that says what a family does, such as '
                '"To appeal, have your appeal at the tribunal".'
            ),
        )
    if (count.roll != "none" or count.skip != "none") and not count.roll_law:
        yield "count", 'there must be an entry "roll_law" that names the rule which moves the day.'
    if any(limit.event == other.event and _overlap(limit, other) for other in before):
        yield (
            "event",
            (
                f'"{limit.event}" must be the event of one time limit. Where the law changes on a'
                ' day, write "in_force" in both.'
            ),
        )


def _overlap(one: Deadline, other: Deadline) -> bool:
    """Whether two rules are the law on one day."""
    first, second = one.in_force, other.in_force
    return not (
        (first.until and second.from_ and first.until < second.from_)
        or (second.until and first.from_ and second.until < first.from_)
    )
