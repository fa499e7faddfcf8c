"""What is typed reaches the reader: no mark stays as text, and no word and no number is lost or
changed.

People write as they would in an e-mail, in Word or for another program. What is meant is made right
where that is safe (hooks/words/lists.py); all else is asked for here, because Markdown says nothing
when it shows a mark as it stands, or leaves words out.
"""

from collections.abc import Iterator

from hooks.built.places import place_of
from hooks.built.site import DERIVED, Site
from hooks.sources.findings import Finding
from hooks.sources.records import Page
from hooks.words import left_over, typed
from hooks.words.passages import passages

NAME = "shown-as-typed"
WHERE_COUNTED = frozenset({"ready-table", "year"})
"""Layouts that show their words beside the days that they count, and where no days are counted
neither."""


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    built_of = {built.address: built for built in site.pages.values()}
    unsound = {
        place_of(site, built, words) for built in site.pages.values() for _, words in built.unsound
    }  # named by markup-sound
    named = set(unsound)
    said: set[tuple[str, int]] = set()
    for page in content.pages:
        path = content.project_path(page.src)
        for passage in passages(content, page):
            place = path, passage.line
            for fault in left_over.faults(passage.text):
                named.add(place)
                yield Finding(*place, fault, NAME)
        built = built_of.get("/" + page.url)
        whole = (
            built is not None and not built.unsound and page.layout not in DERIVED | WHERE_COUNTED
        )
        for line, fault in typed.of_page(
            page, built.all_text if built is not None and whole else None
        ):
            if (path, line) not in named:
                yield Finding(path, line, fault, NAME)
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
