"""Writes what is not a page: text items, redirects, the register, the site's list of addresses for
machines, assets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment

from hooks.built import readability
from hooks.built.output import (
    ASSETS,
    BROUGHT,
    CLOCK,
    HOST,
    MOVED,
    NOT_FOUND,
    PAGE,
    RECORD,
    SEARCH,
    TEXT,
    Blocked,
    Output,
)
from hooks.built.output import ONE_FILE as BY_ONE_FILE
from hooks.built.page_by_page import for_all_pages
from hooks.built.site import ONE_FILE, Site
from hooks.pages import host_files, other_letters, whole_site
from hooks.pages.assets import BASE, MORE, WEIGHTS, Assets, search_documents
from hooks.pages.markdown_blocks import ILLUSTRATIONS
from hooks.pages.promise_register import rows
from hooks.sources import answered, dictionary, illustrations
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.records import Publicity
from hooks.time_limits.shown import Clock

SEARCHED = "assets/search.json"
WRITTEN_LATER = (SEARCHED, ONE_FILE, RECORD)
"""Files that are written after the addresses that moved: none of these may take their place."""
COUNTS = ("assets/by-when.js", "assets/calendar.js", "assets/clock.js")
"""Scripts that the clock alone needs."""
LIMITS = "assets/limits.js"
OF_LETTERS = ("assets/letter.css", "assets/letter.js")
"""What the pages of letters alone need."""
REGISTER = "<!-- register -->"
COPY = "<!-- copy -->"
AGES = "<!-- reading ages -->"
"""Where finished parts are put into a page; overrides/promises.html and copy.html hold them."""


def text_item(output: Output, item: Publicity, env: Environment | None, body: str) -> None:
    """An item that is sent as text: overrides/publicity/<format>.txt beside its page."""
    assert env is not None
    text = env.get_template(f"publicity/{item.format}.txt").render(record=item, body=body)
    output.write(item.url.rstrip("/") + ".txt", text.strip() + "\n", TEXT)


def by_the_engine(output: Output, content: Content) -> None:
    """Writes down what MkDocs wrote: the pages, the page for what is not found, and the files of
    content/ that it copied."""
    for page in content.pages:
        _account(output, f"{page.url}index.html", PAGE)
    _account(output, "404.html", NOT_FOUND)
    for name in content.files:
        output.account(name, content.path(name).read_bytes(), BROUGHT)


def _account(output: Output, name: str, by: str) -> None:
    if (output.folder / name).is_file():
        output.account(name, (output.folder / name).read_bytes(), by)


def everything_else(site: Site, env: Environment, made: Assets) -> list[Finding]:
    """Everything that needs the finished pages; what could not be written. The order matters only
    where a line says so."""
    _hosting(site)
    _assets(site, made)
    found = list(_redirects(site, env))  # before any page is read: these are pages too
    _search(site, made)
    _clock(site, made)
    _register(site, env)  # after the pages: it points at their paragraphs
    _reading_ages(site, env)  # after the register: it is read too
    _copy(site, env, made)  # after the register: it copies it too
    _other_letters(site, made)  # last: it looks at what all pages say
    return found


def results(site: Site, counts: Mapping[str, int]) -> None:
    """Puts what the rules found into the register, in words, and into the copies of it. `counts`:
    findings of each rule that ran."""
    copies = [
        site.folder / page.url / "index.html"
        for page in site.content.pages
        if page.layout == "copy"
    ]
    for page in (_register_page(site), *copies, site.folder / ONE_FILE):
        if page is None or not page.is_file():
            continue
        html = FOUND.sub(
            lambda mark: _put_right(counts[mark[1]]) if mark[1] in counts else mark[0],
            page.read_text(encoding="utf-8"),
        )
        site.output.change(page.relative_to(site.folder).as_posix(), html)


FOUND = re.compile(r"@@found:([a-z-]+)@@")
"""Where the register says how much a rule found."""


def _put_right(count: int) -> str:
    if not count:
        return "nothing to put right"
    return f"{count} to put right" if count > 1 else "one thing to put right"


def _assets(site: Site, made: Assets) -> None:
    """Stylesheet, scripts, typeface and illustrations."""
    for name, data in {**made.files, ILLUSTRATIONS: _illustrations(site).encode()}.items():
        if name not in COUNTS and (name not in OF_LETTERS or site.content.letters):
            site.output.write(name, data, ASSETS)


def _illustrations(site: Site) -> str:
    return illustrations.sprite(site.content.folder, site.content.identity)


def _search(site: Site, made: Assets) -> None:
    """What the search page searches."""
    if made.search:
        pages = (
            (page, site.html(page))
            for page, _ in site.each(site.content.pages)
            if page.audience != "staff"
        )
        site.output.write(
            SEARCHED,
            search_documents(
                pages, site.content.words, [same.words for same in site.content.families_say]
            ),
            SEARCH,
        )


def _clock(site: Site, made: Assets) -> None:
    """What the clock of the page counts with, where it counts: else its scripts would be of no use.
    And the calendar files of the ready table."""
    question = (__name__, "clock", for_all_pages(site.content))
    for name, text in answered.rows(question, lambda: _counted(site.content)):
        site.output.write(name, text, CLOCK)
        if name == LIMITS:
            for script in COUNTS:
                site.output.write(script, made.files[script], CLOCK)


def _counted(content: Content) -> Iterator[tuple[str, str]]:
    """The files of the clock by their names: what it counts with, and the calendars."""
    clock = Clock(content)
    script = clock.script()
    if script:
        yield LIMITS, script
    for page in content.pages:
        if page.layout == "ready-table":
            for name, data in clock.calendars():
                yield page.url + name, data.decode()


def _redirects(site: Site, env: Environment) -> Iterator[Finding]:
    """A page at every address that moved: it leads on without JavaScript, and says where to. Yields
    the addresses where none can stand."""
    layout = env.get_template("redirect.html")
    lines = []
    for address in site.content.addresses:
        if address.moved_to is None:
            continue
        lines.append(f"{address.path} {address.moved_to} 301")
        name = f"{address.path.strip('/')}/index.html".lstrip("/")
        if name not in site.output.made:
            depth = name.count("/")
            html = layout.render(
                target="../" * depth + address.moved_to.lstrip("/"),
                base_url="/".join([".."] * depth),
            )
            try:
                if any(name.startswith(f"{later}/") for later in WRITTEN_LATER):
                    raise Blocked(name)
                site.output.write(name, html, MOVED)
            except Blocked:
                yield Finding(
                    address.shown,
                    address.line,
                    f"{address.path} cannot lead on: a file of the site stands there. "
                    "Remove this line.",
                    "addresses-kept",
                )
    if lines:
        site.output.write("_redirects", "\n".join(lines) + "\n", HOST)


def _hosting(site: Site) -> None:
    for name, text in host_files.files(site.content).items():
        site.output.write(name, text, HOST)


def _copy(site: Site, env: Environment, made: Assets) -> None:
    """The whole site as one page and as one file, where the content has a page for it."""
    page = next((page for page in site.content.pages if page.layout == "copy"), None)
    if page is None:
        return
    path = site.folder / page.url / "index.html"
    html = path.read_text(encoding="utf-8").replace(
        COPY, env.get_template("partials/whole.html").render(parts=whole_site.parts(site))
    )
    site.output.change(f"{page.url}index.html", html)
    site.output.write(
        ONE_FILE,
        whole_site.one_file(
            site, f"/{page.url}", html, made.files["assets/site.css"].decode(), _illustrations(site)
        ),
        BY_ONE_FILE,
    )
    site.read_again(path)


def _other_letters(site: Site, made: Assets) -> None:
    """Typefaces for words in letters that the site's own lacks, for the pages that hold such."""
    own = other_letters.in_ranges(f"{BASE},{MORE}")
    held: dict[str, set[int]] = {}
    for page in site.content.pages if made.family else ():
        name = f"{page.url}index.html"
        if (site.folder / name).is_file() and (
            letters := other_letters.on_page(site.html(page)) - own
        ):
            held[name] = letters
    faces = other_letters.for_pages(
        site.content.layouts.parent, set().union(*held.values()), WEIGHTS
    )
    drawn = {letter for face in faces for letter in face.letters}
    for name, letters in held.items():
        if letters & drawn:
            path = site.folder / name
            site.output.change(name, other_letters.linked(path.read_text(encoding="utf-8")))
            site.read_again(path)
    for name, data in other_letters.files(faces, made.family).items():
        site.output.write(name, data, ASSETS)


def _register_page(site: Site) -> Path | None:
    page = next((page for page in site.content.pages if page.layout == "promises"), None)
    return site.folder / page.url / "index.html" if page else None


def _register(site: Site, env: Environment) -> None:
    page = _register_page(site)
    if page is None or not page.is_file():
        return
    here = page.parent.relative_to(site.folder).as_posix() + "/"
    filled = env.get_template("partials/register.html").render(rows=rows(site, here))
    site.output.change(
        here + "index.html", page.read_text(encoding="utf-8").replace(REGISTER, filled)
    )
    site.read_again(page)


def _reading_ages(site: Site, env: Environment) -> None:
    """How hard each page is to read, hardest first, on the staff page that shows it."""
    for page, _ in list(
        site.each(page for page in site.content.pages if page.layout == "reading-ages")
    ):
        path = site.folder / page.url / "index.html"
        found = (
            sorted(readability.ages(site), key=lambda age: (-(age.exact or 0), age.page.url))
            if dictionary.can_count()
            else []
        )
        filled = env.get_template("partials/reading-ages.html").render(
            ages=found, grade_to_age=readability.GRADE_TO_AGE, fewest_words=readability.FEWEST_WORDS
        )
        site.output.change(
            f"{page.url}index.html", path.read_text(encoding="utf-8").replace(AGES, filled)
        )
        site.read_again(path)
