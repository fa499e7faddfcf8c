"""Every page has a title of its own that begins with the page's name, one main heading, and no
level left out.

WCAG 2.2, 1.3.1, 2.4.2 and 2.4.6: people who listen to a page move by its headings.
"""

import re
from collections.abc import Iterator

from hooks.built.site import DERIVED, BuiltPage, Site
from hooks.sources.findings import Finding

NAME = "page-outline"
MAIN = re.compile(r" {0,3}#(?!#)\s*\S")
"""A main heading as it is typed; so begins also "#hashtag"."""


def check(site: Site) -> Iterator[Finding]:
    titles: dict[str, str] = {}
    for built in site.pages.values():
        if built.redirect is not None:
            continue
        path, _ = site.where(built)
        if built.title in titles:
            yield Finding(
                path,
                1,
                f'The page\'s title must be its own; "{built.title}" is the title of'
                f" {titles[built.title]} too.",
                NAME,
            )
        titles.setdefault(built.title, built.address)
        page = site.source(built)
        if page is not None and page.url and not built.title.startswith(page.title):
            yield Finding(
                path,
                page.line_of("title"),
                f'The window title must begin with "{page.title}"; it is "{built.title}".',
                NAME,
            )
        if not built.lang:
            yield Finding(path, 1, "The page must say its language (<html lang>).", NAME)
        if (
            page is None or page.layout not in DERIVED
        ):  # a copy's headings are other pages', which are looked at there
            yield from _headings(site, built)


def _headings(site: Site, built: BuiltPage) -> Iterator[Finding]:
    main = [heading for heading in built.headings if heading.level == 1]
    if len(main) != 1:
        path, line = site.where(built)
        page = site.source(built)
        typed = (page.body if page else "").split("\n")
        number = next((at for at, text in enumerate(typed) if MAIN.match(text)), None)
        if page is not None and number is not None:
            line = page.at.body_line + number
        tag = number is not None and not typed[number].startswith("# ")
        yield Finding(
            path,
            line,
            f"A page must have one main heading, its title; this one has {len(main)}. "
            'Begin headings in the text with "##".'
            + (" Write a word that others look for without the sign before it." if tag else ""),
            NAME,
        )
    level = 1
    for heading in built.headings:
        if heading.level > level + 1:
            path, line = site.where(built, heading.text)
            yield Finding(
                path,
                line,
                f'The heading "{heading.text}" must be at most one level below the one before it: '
                f'write "{"#" * (level + 1)}".',
                NAME,
            )
        if not heading.text:
            yield Finding(*site.where(built), "A heading must have words.", NAME)
        level = heading.level
