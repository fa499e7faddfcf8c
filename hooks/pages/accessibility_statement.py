"""The accessibility statement's parts that only an audit can fill, in the prescribed order and
wording.

Source: the model accessibility statement under SI 2018/952 (GOV.UK, sample statement updated 19
December 2023). The page's own words stay the service's; `/// statement | status` and its like mark
where the parts go. It never claims more than was tested: "fully compliant" needs a recorded audit
by people, no known failure and nothing left untested; with no record at all it says so.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from datetime import date

from hooks.sources.content import Content
from hooks.sources.prescribed import LAYOUT, SENTENCES, STANDARD, same_marks
from hooks.sources.records import Audit, Page

STANDARD_LINK = "https://www.w3.org/TR/WCAG22/"
PARTS = ("status", "failures", "preparation")

HEADINGS = (
    "How accessible this website is",
    "Feedback and contact information",
    "Enforcement procedure",
    "Technical information about this website's accessibility",
    "Compliance status",
    "Non-accessible content",
    "Non-compliance with the accessibility regulations",
    "Disproportionate burden",
    "Content that's not within the scope of the accessibility regulations",
    "What we're doing to improve accessibility",
    "Preparation of this accessibility statement",
)
"""In the order that the model statement has."""

_FULL, _PART, _NOT = "fully compliant", "partially compliant", "not compliant"


def status(audit: Audit | None) -> str:
    """Which of the three statuses the results allow."""
    if audit is None or not audit.people:
        return _PART
    last = max(audit.people, key=lambda people: people.day)
    if last.result == _FULL and (audit.failures or audit.not_tested or last.day < audit.tested):
        return _PART
    return last.result


def untested_pages(content: Content, audit: Audit) -> list[Page]:
    """Pages that the audit did not see, such as those added since."""
    tested = {
        "/" + address.strip("/") + "/" if address.strip("/") else "/" for address in audit.pages
    }
    return [page for page in content.pages if "/" + page.url not in tested]


def fill(part: str, box: etree.Element, content: Content) -> None:
    """Writes a part into its place."""
    {"status": _status, "failures": _failures, "preparation": _preparation}[part](box, content)


def _status(box: etree.Element, content: Content) -> None:
    verdict = status(content.audit)
    paragraph = etree.SubElement(box, "p")
    paragraph.text = f"This website is {verdict} with the "
    link = etree.SubElement(paragraph, "a", {"href": STANDARD_LINK})
    link.text = STANDARD
    link.tail = {
        _FULL: " AA standard.",
        _PART: " AA standard, due to the non-compliances listed below.",
        _NOT: " AA standard. The non-compliances are listed below.",
    }[verdict]


def _failures(box: etree.Element, content: Content) -> None:
    audit = content.audit
    if audit is None:
        _say(
            box,
            "No test of this website is on record yet. Until there is one, we cannot say that any"
            " page meets the standard.",
        )
        return
    pages = {"/" + page.url: page for page in content.pages}
    if audit.failures:
        _say(box, f"The test on {_day(audit.tested)} found these faults:")
        items = etree.SubElement(
            box, "ul", {"class": "not-ours"}
        )  # a tool's words, not ours: no rule about words reads them
        for failure in sorted(audit.failures, key=lambda failure: (failure.page, failure.rule)):
            page = pages.get(failure.page)
            name = page.title if page else failure.page
            places = f", in {failure.places} places" if failure.places > 1 else ""
            fails = (
                f" This fails success criterion {failure.criterion}." if failure.criterion else ""
            )
            etree.SubElement(
                items, "li"
            ).text = f"{name}: {failure.says.rstrip('.')}{places}.{fails}"
    else:
        _say(
            box,
            (
                f"The test on {_day(audit.tested)} found no faults. It was made by a computer,"
                " which cannot find every fault."
                if not audit.people
                else f"The test on {_day(audit.tested)} found no faults."
            ),
        )
    if audit.not_tested or not audit.people:
        _say(
            box,
            "No person has tested the things below yet. For that reason we count them as not yet"
            " compliant:",
        )
        items = etree.SubElement(box, "ul")
        for thing in audit.not_tested or ("this website as a whole",):
            etree.SubElement(items, "li").text = thing
    new = untested_pages(content, audit)
    if new:
        _say(box, "These pages were not part of the test, or are newer than it:")
        items = etree.SubElement(box, "ul")
        for page in new:
            etree.SubElement(items, "li").text = page.title
    if not audit.documents and any(page.layout == "publicity" for page in content.pages):
        _say(box, "The documents to download were not part of the test.")


def _preparation(box: etree.Element, content: Content) -> None:
    audit = content.audit
    page = next((page for page in content.pages if page.layout == LAYOUT), None)
    reviewed = (
        f"It was last reviewed on {_day(page.checked)}."
        if page and page.checked
        else "No person has reviewed it yet."
    )
    if audit is None:
        _say(box, f"This statement was prepared without a test. {reviewed}")
        return
    _say(
        box,
        "This statement was prepared on"
        f" {_day(max([audit.tested, *(people.day for people in audit.people)]))}. {reviewed}",
    )
    _say(
        box,
        f"This website was last tested on {_day(audit.tested)}. The test was carried out by"
        f" {audit.by}.",
    )
    every = not untested_pages(content, audit)
    _say(
        box, f"The test read {'every page' if every else 'pages'} of this website: {_count(audit)}."
    )
    for start in range(0, len(audit.tools), 2):
        _say(box, f"It used {_and(audit.tools[start : start + 2])}.")
    for people in sorted(audit.people, key=lambda people: people.day):
        _say(
            box, f"People tested it on {_day(people.day)}: {people.by}. They tested {people.scope}."
        )


def _count(audit: Audit) -> str:
    counts = {"page": len(audit.pages), "document": len(audit.documents)}
    return " and ".join(
        f"{count} {thing}{'' if count == 1 else 's'}" for thing, count in counts.items() if count
    )


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else "no tools"]))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _say(box: etree.Element, words: str) -> None:
    etree.SubElement(box, "p").text = words


def faults(headings: list[str], text: str, page: Page) -> Iterator[tuple[str, str]]:
    """What a built statement lacks: what to say, and the words on whose line to say it."""
    place = -1
    found = [same_marks(heading) for heading in headings]
    for wanted in HEADINGS:
        if wanted not in found:
            yield f'The statement must have the heading "{wanted}".', ""
        elif found.index(wanted) < place:
            yield f'The heading "{wanted}" must stand in the order of the model statement.', wanted
        else:
            place = found.index(wanted)
    plain = same_marks(text)
    for sentence in SENTENCES:
        if sentence not in plain:
            yield (
                (
                    f'The statement must have the prescribed sentence "{sentence[:70]} ..." word'
                    " for word."
                ),
                "",
            )
    for part in PARTS:
        if f"/// statement | {part}" not in page.body:
            yield (
                f'The statement must hold "/// statement | {part}", which the last audit fills.',
                "",
            )
