"""Every page can be reached from the home page through menus, lists and text, without the site map
or the search.

A family that cannot find a page does not have it.
"""

from collections.abc import Iterator

from hooks.built.link_targets import resolve
from hooks.built.site import Site
from hooks.sources.findings import Finding

LISTS_ALL = frozenset({"site-map", "search", "copy"})
"""Layouts that list every page: a page found only there is not reached by navigation."""


def check(site: Site) -> Iterator[Finding]:
    seen, todo = {"/"}, ["/"]
    while todo:
        address = todo.pop()
        page = site.pages.get(address)
        source = site.sources.get(address)
        if page is None or (source is not None and source.layout in LISTS_ALL):
            continue
        for link in page.links:
            if (
                link.tag == "a"
                and "://" not in link.target
                and not link.target.startswith(("mailto:", "tel:"))
            ):
                target = resolve(address, link.target)[0]
                if target not in seen and target in site.pages:
                    seen.add(target)
                    todo.append(target)
    for record in site.content.pages:
        if "/" + record.url not in seen and "/" + record.url in site.pages:
            yield Finding(
                site.content.project_path(record.src),
                1,
                "This page must be reached from another page; link to it from its section's"
                " index.md.",
                "pages-reachable",
            )
