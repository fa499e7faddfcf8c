"""A time limit is taken from its record and never typed by hand.

So one change of the law is one change here. Published services contradict each other on the same
time limits; each had typed them. A number of days is a time limit where its place in the sentence
makes it one: after "within" or "you have", before "to" or "from", by itself, or beside words such
as "must". Left alone: the page of the records itself, quotations, durations that no record has, and
what tells how often or how much ("three days a week", "five weeks of holiday").
"""

import re
from collections.abc import Iterator

from hooks.built.page_by_page import of_one_page
from hooks.built.site import Site
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.once import once
from hooks.sources.records import Deadline, Page
from hooks.words.passages import MONTHS, holding, names_of, ours, sentences
from hooks.words.patterns import later

NAME = "limits-from-record"
NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}
SPAN = later(
    rf"(?<![\w-])(\d{{1,3}}|{'|'.join(NUMBERS)})[\s-]+(?:(?:school|working|calendar|full|whole)"
    rf"\s+)?(day|week|month)s?\b",
    re.IGNORECASE,
)
DAY = later(rf"(?<![\w-])(\d{{1,2}})\s+({'|'.join(MONTHS)})(?!\s+\d{{4}})\b")

BEFORE = later(
    r"(?:\b(?:within|in|by|before|after|until|till|for|have|has|had|gets?|gives?(?:\s+\w+)?|takes?|least|most|than|under|up\s+to"
    r"|next|first|last|another|further|an?|the|your|their|that|these|those|limit(?:\s+is)?|to)\W*|[:;(]\s*)\Z",
    re.IGNORECASE,
)
AFTER = later(
    r"\s*(?:\(|(?:to|from|after|before|later|since|ago|less|or\s+(?:more|less|longer)|at\s+(?:most|least|the\s+latest)"
    r"|of\s+(?:the|your|its|this|that|their|getting|receiving|being|when|notice)|limits?|deadlines?|notice|time)\b)",
    re.IGNORECASE,
)
"""Where a number of days stands that is a time limit."""
LIMITS = later(
    r"\b(?:limits?|deadlines?|must|ha(?:ve|s)\s+to|needs?\s+to|latest|late|appeal\w*|repl(?:y|ies)|answers?|decides?|decisions?"
    r"|complain\w*)\b",
    re.IGNORECASE,
)
"""Words beside which any number of days may be one."""
HOW_MUCH = later(
    r"\s*(?:(?:a|an|each|every|per|in\s+(?:a|each|every|any))\s+(?:day|week|month|term|year)\b|on\s+which\b|when\s+(?:you|we)\s+can\b"
    r"|(?:old|course|class|workshop|training|trip|camp|holiday|stay|event)\b|of\s+(?!(?:the|your|its|this|that|their|getting|receiving|being|when|notice|time)\b)"
    r"|in\s+(?:spring|summer|autumn|winter|{})\b)".format("|".join(MONTHS)),
    re.IGNORECASE,
)
"""What follows a number of days that tells how often, how much or how old."""

HAS_NUMBER = later(rf"\d|{'|'.join(NUMBERS)}", re.IGNORECASE)


def spans(text: str) -> dict[tuple[int, str], str]:
    """Every span of time or day of the year in a text, and how it is written: "two months" is (2,
    "month")."""
    found = {
        (int(NUMBERS.get(match[1].lower(), 0) or match[1]), match[2].lower()): match
        for match in SPAN.finditer(text)
    } | {(int(match[1]), match[2].lower()): match for match in DAY.finditer(text)}
    return {span: match[0] for span, match in found.items()}


def typed(text: str) -> dict[tuple[int, str], str]:
    """The spans of a text that are time limits by their place in a sentence."""
    found: dict[tuple[int, str], str] = {}
    for sentence in sentences(text):
        for match in (*SPAN.finditer(sentence), *DAY.finditer(sentence)):
            before, after = sentence[: match.start()], sentence[match.end() :]
            alone = not re.search(r"\w", before + after)
            if alone or (
                not HOW_MUCH.match(after)
                and (BEFORE.search(before) or AFTER.match(after) or LIMITS.search(sentence))
            ):
                found |= spans(match[0])
    return found


def check(site: Site) -> Iterator[Finding]:
    for page in site.content.pages if _by_span(site.content) else ():
        if page.layout != "deadlines":
            yield from _on_page(site, page)


@once
def _by_span(content: Content) -> dict[tuple[int, str], list[Deadline]]:
    """The records, by each span of time that one of them is."""
    records: dict[tuple[int, str], list[Deadline]] = {}
    for limit in content.deadlines:
        for span in spans(limit.limit):
            records.setdefault(span, []).append(limit)
    return records


@of_one_page
def _on_page(site: Site, page: Page) -> Iterator[Finding]:
    content = site.content
    records, names = _by_span(content), names_of(content)
    for passage in holding(content, page, HAS_NUMBER):
        for span, written in typed(ours(passage.english, names)).items():
            if span in records:
                ids = " or ".join(
                    f'{{{{ deadline.{limit.id} }}}} ("{limit.limit}")'
                    for limit in records[span][:3]
                )
                yield Finding(
                    content.project_path(page.src),
                    passage.line,
                    f'"{written}" must be taken from its record: write {ids}, or say it without'
                    " the number.",
                    NAME,
                )
