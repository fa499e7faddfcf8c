"""What is typed reaches the reader: no mark stays as text, and no word and no number is lost or
changed.

People write as they would in an e-mail, in Word or for another program. What is meant is made right
where that is safe (hooks/words/lists.py); all else is asked for here, because Markdown says nothing
when it shows a mark as it stands, or leaves words out.
"""

from collections.abc import Iterator

from hooks.built.page_by_page import rows_of_one_page
from hooks.built.places import place_of
from hooks.built.site import DERIVED, Site
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.records import Page, Publicity
from hooks.words import left_over, quotes, typed
from hooks.words.passages import passages

NAME = "shown-as-typed"
WHERE_COUNTED = frozenset({"ready-table", "year"})
"""Layouts that show their words beside the days that they count, and where no days are counted
neither."""


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    unsound = {
        place_of(site, built, words) for built in site.pages.values() for _, words in built.unsound
    }  # named by markup-sound
    named = set(unsound)
    said: set[tuple[str, int]] = set()
    for finding in _beside_pages(content):
        named.add((finding.path, finding.line))
        yield finding
    for page in content.pages:
        path = content.project_path(page.src)
        before: dict[str, int] = {}
        rows = _on_page(site, page)
        for line, fault in (row[1:] for row in rows if row[0] == "left over"):
            finding = Finding(path, line, fault, NAME)
            named.add((finding.path, finding.line))
            kind = fault.rpartition('"')[2]
            if before.get(kind, -1) != line - 1:
                yield finding
            before[kind] = line
        for where, line, fault in (row for row in rows if row[0] != "left over"):
            finding = Finding(path, line, fault, NAME)
            if (finding.path, finding.line) not in named:
                yield finding
            if where == "entry":
                named.add((finding.path, finding.line))
            else:
                said |= {(path, other) for other in _paragraph(page, line)}
    for built in site.pages.values():
        source = site.source(built)
        if source is not None and (
            source.layout in DERIVED or source.audience == "staff"
        ):  # the guide shows marks on purpose
            continue
        for fault, words in built.left:
            place = place_of(site, built, words)
            if place not in said | named:
                said.add(place)
                yield Finding(*place, fault, NAME)


@rows_of_one_page
def _on_page(site: Site, page: Page) -> Iterator[tuple[str, int, str]]:
    """What is wrong on the lines of a page: what is "left over" from another program, then how an
    "entry" of its record is typed, then the lines of its "body"."""
    content, built = site.content, site.built(page)
    for passage in passages(content, page):
        yield from (("left over", passage.line, said) for said in left_over.faults(passage.text))
    yield from (("entry", line, said) for line, said in _entries(content, page))
    whole = built is not None and not built.unsound and page.layout not in DERIVED | WHERE_COUNTED
    found = dict(typed.of_page(page, built.all_text if built is not None and whole else None))
    body = [passage for passage in passages(content, page) if not passage.front]
    for line, said in quotes.faults(body):
        found.setdefault(line, said)
    yield from (("body", line, said) for line, said in sorted(found.items()))


def _entries(content: Content, page: Page) -> Iterator[tuple[int, str]]:
    """What is wrong with how the entries of a page's record are typed."""
    plain = {getattr(page, name) for name in typed.PLAIN}
    filled_in = isinstance(page, Publicity)
    entries = {(each.line, each.typed): each for each in passages(content, page) if each.front}
    halves = dict(quotes.faults(passage for passage in passages(content, page) if passage.front))
    for line, text in entries:
        fault = typed.of_entry(text, plain=text in plain, filled_in=filled_in) or halves.get(line)
        if fault is not None:
            yield line, fault


def _beside_pages(content: Content) -> Iterator[Finding]:
    """The same of words that no page's record holds: those of mkdocs.yml and of local.yml, and
    what is said beside a quotation."""
    texts = [
        (setting.words, setting.path, setting.line)
        for setting in (*content.settings, *content.local.values())
    ]
    for name, quotation in content.quotations.items():
        texts += [
            (text, *content.quotation_places[name])
            for text in (quotation.from_, quotation.note)
            if text
        ]
    for text, path, line in texts:
        fault = next(left_over.faults(text), None) or typed.of_entry(text)
        if fault is not None:
            yield Finding(path, line, fault, NAME)


def _paragraph(page: Page, line: int) -> range:
    """The lines that stand together with a line, no empty line between: one cause there is one
    finding."""
    lines = page.body.split("\n")
    first = last = line - page.at.body_line
    while first > 0 and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return range(page.at.body_line + first, page.at.body_line + last + 1)
