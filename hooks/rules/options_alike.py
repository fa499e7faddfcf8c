"""Every route in a disagreement is shown alike: the same headings, about the same length, each in
every list.

"About" is a quarter: no page may be more than 25 % longer or shorter than the middle one. A leaflet
or a slide that lists some routes would stress them.
"""

from collections import Counter
from collections.abc import Iterator
from statistics import median

from hooks.built.link_targets import resolve
from hooks.built.site import BuiltPage, Site
from hooks.sources.findings import Finding
from hooks.sources.records import ROUTE_FIELDS, Page, Publicity, Route

NAME = "options-alike"
QUARTER = 0.25


def _typed(page: Page, built: BuiltPage) -> list[str]:
    """The headings of the page's own words; those of its frame, such as "On this page", are left
    out."""
    return [
        heading.text
        for heading in built.headings
        if heading.level == 2 and page.line_with(f"## {heading.text}") > 1
    ]


def check(site: Site) -> Iterator[Finding]:
    routes = list(site.each(site.content.routes))
    if not routes:
        return
    middle = median(len(built.text.split()) for _, built in routes)
    expected = list(
        Counter(tuple(_typed(page, built)) for page, built in routes).most_common(1)[0][0]
    )
    for page, built in routes:
        path = site.content.project_path(page.src)
        words = len(built.text.split())
        if abs(words - middle) > QUARTER * middle:
            more = "longer" if words > middle else "shorter"
            yield Finding(
                path,
                page.at.body_line,
                f"Every option must have about the same length: this page has {words} words, the"
                f" middle one {middle:.0f}, so it is more than a quarter {more}.",
                NAME,
            )
        headings = _typed(page, built)
        for missing in [text for text in expected if text not in headings]:
            yield Finding(
                path,
                page.at.body_line,
                f'Every option must have the same headings: "{missing}" is missing here.',
                NAME,
            )
        for added in [text for text in headings if text not in expected]:
            yield Finding(
                path,
                page.line_with(added),
                f'Every option must have the same headings: "{added}" stands only here.',
                NAME,
            )
        if sorted(headings) == sorted(expected) and headings != expected:
            yield Finding(
                path,
                page.at.body_line,
                "Every option must have its headings in the same order.",
                NAME,
            )
        for _, label in ROUTE_FIELDS:
            if not any(block.startswith(label) for block in built.own):
                yield Finding(
                    path, 1, f'Every option must show "{label}"; the layout leaves it out.', NAME
                )
    for listing, built in site.each(
        [page for page in site.content.pages if page.layout == "options"]
    ):
        order = [resolve(built.address, link.target)[0] for link in built.links if link.tag == "a"]
        for route in site.content.routes:
            if "/" + route.url not in order or route.slug not in built.ids:
                yield Finding(
                    site.content.project_path(listing.src),
                    1,
                    f'The list of options must show "{route.title}" too.',
                    NAME,
                )
    for item in site.content.publicity:
        listed = _listed(item, site.content.routes)
        left_out = [route.title for route in site.content.routes if route.slug not in listed]
        if len(listed) > 1 and left_out:
            yield Finding(
                site.content.project_path(item.src),
                min(listed.values()),
                "An item that lists options must list every one, so that none is left out or"
                f" stressed; it lacks {', '.join(left_out)}. Add them, or write where to read about"
                " all of them.",
                NAME,
            )


def _listed(item: Publicity, routes: list[Route]) -> dict[str, int]:
    """The routes that an item lists, each with its line. A list may name one by its first words:
    "council complaint" for "Council complaint and the Ombudsman"."""
    found: dict[str, int] = {}
    for number, line in enumerate(item.body.splitlines(), item.at.body_line):
        words = line.removeprefix("- ").strip(" .;").casefold()
        for route in routes:
            if line.startswith("- ") and words and route.title.casefold().startswith(words):
                found.setdefault(route.slug, number)
    return found
