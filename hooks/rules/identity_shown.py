"""Every page and every item of publicity shows the service's own identity: its logo and its
name."""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding

MARKS = {"logo": "the service's logo", "name": "the service's name"}


def check(site: Site) -> Iterator[Finding]:
    for built in site.pages.values():
        if built.redirect is None:
            for mark, words in MARKS.items():
                if mark not in built.marks:
                    path, line = site.where(built)
                    yield Finding(
                        path,
                        line,
                        f"Every page must show {words}; its layout must include"
                        " partials/identity.html.",
                        "identity-shown",
                    )
