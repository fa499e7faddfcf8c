"""A page holds words, not code: nothing in it acts by itself, no two parts have one name, and every
picture has words.

WCAG 2.2, 1.1.1 and 4.1.2; and a change that a stranger suggests must not be able to put a script
before families. The finished page is asked, as a browser reads it, whichever file its words come
from: what it may hold stands in one list, hooks/words/markup.yml.
"""

import re
from collections.abc import Iterator

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from hooks.built.places import place_of
from hooks.built.site import DERIVED, ONE_FILE, BuiltPage, Site
from hooks.sources.findings import Finding
from hooks.sources.records import Page
from hooks.words.markup import HTML, faults

NAME = "markup-sound"
CODE = (
    "A page that is not for staff must not hold a block of code: families cannot read it, and no"
    " rule reads its words. Write it as words: take away the spaces or the tab at the start of each"
    " line, and lines of three backticks."
)
BOX = re.compile(r"///\s*([^/].*)?")
NO_END = 'The box that begins here must end with a line of its own, "///".'


def check(site: Site) -> Iterator[Finding]:
    for page in site.content.pages:
        for line, fault in _boxes(page):
            yield Finding(site.content.project_path(page.src), line, fault, NAME)
    sound, typed = True, set[tuple[str, int | str]]()
    copies: list[BuiltPage] = []
    for built in site.pages.values():
        source = site.source(built)
        if source is not None and source.layout in DERIVED:
            copies.append(built)
            continue
        code = (
            [block.text for block in built.blocks if block.tag == "pre"]
            if source is not None and source.audience != "staff"
            else []
        )
        for words in code:
            path, line = place_of(site, built, words.partition(" ")[0])
            yield Finding(path, (source and _line_of_code(source, words)) or line, CODE, NAME)
        for fault, words in built.unsound:
            sound = False
            place = place_of(site, built, words)
            if fault.startswith(HTML):
                begun = (built.address, words.replace("</", "<", 1).rstrip(">"))
                if place in typed or (words.startswith("</") and begun in typed):
                    continue  # the end of what was named, or more of it
                typed |= {place, (built.address, re.split(r"[\s>]", words)[0])}
            yield Finding(*place, fault, NAME)
    if sound:  # the words of copies are other pages' words, and are named there
        for built in copies:
            yield from _copied(site, built)


PUSHED = re.compile(r"(?: {4}|\t|\s*(?:```|~~~))")


def _line_of_code(page: Page, words: str) -> int | None:
    """The line on which a block of code begins: pushed in, or with the fence above it."""
    lines = page.body.split("\n")
    for number, line in enumerate(lines):
        start = " ".join(line.split())
        before = lines[number - 1] if number else ""
        if start and words.startswith(start):
            if PUSHED.match(line):
                return page.at.body_line + number
            if PUSHED.match(before) and before.strip():
                return page.at.body_line + number - 1
    return None


def _boxes(page: Page) -> Iterator[tuple[int, str]]:
    """Boxes without an end, which swallow the rest of the page. An end without a beginning is seen
    on the finished page."""
    begun: int | None = None
    words = FencedBlockPreprocessor.FENCED_BLOCK_RE.sub(
        lambda code: "\n" * code[0].count("\n"), page.body
    )  # as Markdown itself does
    for line, text in enumerate(words.split("\n"), page.at.body_line):
        mark = BOX.fullmatch(text.strip())
        if mark is None:
            continue
        if mark[1]:
            if begun is not None:
                yield begun, NO_END
            begun = line
        else:
            begun = None
    if begun is not None:
        yield begun, NO_END


def _copied(site: Site, copy: BuiltPage) -> Iterator[Finding]:
    """What is unsound in a copy of pages that are sound themselves: on its page, or in its file."""
    path = site.folder / ONE_FILE
    html = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    in_file = (
        [(f"{ONE_FILE}: {fault}", words) for fault, words in faults(html, one_file=True)]
        if html
        else []
    )
    for fault, words in dict.fromkeys(copy.unsound or in_file):
        yield Finding(*site.where(copy, words), fault, NAME)
