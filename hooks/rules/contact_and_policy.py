"""Every page says how to reach us, and leads to the policies that publicity must carry."""

from collections.abc import Iterator

from hooks.built.link_targets import resolve
from hooks.built.site import Site
from hooks.sources.findings import Finding


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    wanted = [
        (f"/{page.url}", page.title)
        for page in (content.contact, *content.carried)
        if page is not None
    ]
    for built in site.pages.values():
        if built.redirect is not None:
            continue
        targets = {
            resolve(built.address, link.target)[0] for link in built.links if link.tag == "a"
        }
        for address, title in wanted:
            if address not in targets and built.address != address:
                path, line = site.where(built)
                yield Finding(
                    path,
                    line,
                    f'Every page must have a link to "{title}"; its layout must keep the footer.',
                    "contact-and-policy",
                )
