"""A time limit is taken from its record and never typed by hand.

So one change of the law is one change here. Published services contradict each other on the same
time limits; each had typed them. Left alone: the page of the records itself, quotations, and
durations that no record has.
"""

import re
from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.records import Deadline
from hooks.words.passages import MONTHS, holding, names_of, ours

NAME = "limits-from-record"
NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}
SPAN = re.compile(
    rf"(?<![\w-])(\d{{1,3}}|{'|'.join(NUMBERS)})[\s-]+(?:(?:school|working|calendar|full|whole)"
    rf"\s+)?(day|week|month)s?\b",
    re.IGNORECASE,
)
DAY = re.compile(rf"(?<![\w-])(\d{{1,2}})\s+({'|'.join(MONTHS)})(?!\s+\d{{4}})\b")

HAS_NUMBER = re.compile(rf"\d|{'|'.join(NUMBERS)}", re.IGNORECASE)


def spans(text: str) -> dict[tuple[int, str], str]:
    """Every span of time or day of the year in a text, and how it is written: "two months" is (2,
    "month")."""
    found = {
        (int(NUMBERS.get(number.lower(), 0) or number), unit.lower()): whole
        for whole, number, unit in ((match[0], match[1], match[2]) for match in SPAN.finditer(text))
    }
    return found | {(int(match[1]), match[2].lower()): match[0] for match in DAY.finditer(text)}


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    records: dict[tuple[int, str], list[Deadline]] = {}
    for limit in content.deadlines:
        for span in spans(limit.limit):
            records.setdefault(span, []).append(limit)
    if not records:
        return
    names = names_of(content)
    for page in content.pages:
        if page.layout == "deadlines":
            continue
        for passage in holding(content, page, HAS_NUMBER):
            for span, written in spans(ours(passage.english, names)).items():
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
