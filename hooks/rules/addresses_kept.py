"""An address once published or printed never stops working: it is a page, or leads on to one.

A leaflet lasts for years, and so must the address on it.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.content import ADDRESSES
from hooks.sources.findings import Finding

NAME = "addresses-kept"


def check(site: Site) -> Iterator[Finding]:
    files = {site.content.shown(path) for path in site.content.layers(ADDRESSES)}
    if any(finding.path in files for finding in site.content.findings):
        return
    live = {address for address, page in site.pages.items() if page.redirect is None}
    known = {address.path for address in site.content.addresses}
    for address in site.content.addresses:
        if address.moved_to is None and address.path not in live and address.path not in site.files:
            yield Finding(
                address.shown,
                address.line,
                f"{address.path} has no page. If it is new, add its page in the same change; if it"
                " was "
                f'published, write "{address.path} -> /the-new-address/" here, or bring the page'
                " back.",
                NAME,
            )
        elif (
            address.moved_to is not None
            and address.moved_to.partition("#")[0] not in live | site.files
        ):
            yield Finding(
                address.shown,
                address.line,
                f"{address.path} leads to {address.moved_to}, which does not exist.",
                NAME,
            )
        elif address.moved_to is not None and address.path in {
            "/" + page.url for page in site.content.pages
        }:
            yield Finding(
                address.shown,
                address.line,
                f'{address.path} is a page again, so it must not lead on: remove "->'
                f' {address.moved_to}".',
                NAME,
            )
    for page in site.content.pages:
        if "/" + page.url not in known:
            shown = site.content.shown(site.content.folder_of(page.src) / ADDRESSES)
            yield Finding(
                site.content.project_path(page.src),
                1,
                f"A new page must have its line in {shown}: add /{page.url}",
                NAME,
            )
