"""Pages for staff are kept from search engines, from the site's own search and from its list of
addresses.

A family that searches must find help, not our working notes. The pages are public all the same, so
nothing secret stands there.
"""

import json
from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding

NAME = "staff-apart"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    listed = _text(site, "sitemap.xml")
    found = {
        page["url"].strip("/")
        for page in json.loads(_text(site, "assets/search.json") or '{"pages": []}')["pages"]
    }
    for page, built in site.each(content.pages):
        path = content.project_path(page.src)
        if page.audience != "staff":
            if page.src.startswith("staff/"):
                yield Finding(
                    path,
                    page.line_of("audience"),
                    'A page in staff/ must say "audience: staff".',
                    NAME,
                )
            continue
        if not built.noindex:
            yield Finding(
                path,
                1,
                "A page for staff must ask search engines to leave it out (noindex); its layout"
                " must keep partials/meta.html.",
                NAME,
            )
        if f"<loc>{content.link(page)}</loc>" in listed:
            yield Finding(path, 1, "A page for staff must not stand in sitemap.xml.", NAME)
        if page.url.strip("/") in found:
            yield Finding(path, 1, "A page for staff must not be found by the site's search.", NAME)


def _text(site: Site, name: str) -> str:
    path = site.folder / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""
