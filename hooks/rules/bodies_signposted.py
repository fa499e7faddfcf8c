"""Every body that a policy names has its signpost page, and the policy links to it."""

from collections.abc import Iterator

from hooks.built.link_targets import resolve
from hooks.built.site import Site
from hooks.sources.findings import Finding


def check(site: Site) -> Iterator[Finding]:
    pages = {body.slug: body for body in site.content.organisations}
    for policy, built in site.each(site.content.policies):
        path = site.content.project_path(policy.src)
        targets = {resolve(built.address, link.target)[0] for link in built.links}
        for number, slug in enumerate(policy.names):
            body = pages.get(slug)
            if body is None:
                yield Finding(
                    path,
                    policy.line_of("names", number),
                    f'The policy names "{slug}", so there must be a page organisations/{slug}.md.',
                    "bodies-signposted",
                )
            elif "/" + body.url not in targets:
                yield Finding(
                    path,
                    policy.line_of("names", number),
                    f"The policy names {body.title}, so its text must link to"
                    f" organisations/{slug}.md.",
                    "bodies-signposted",
                )
