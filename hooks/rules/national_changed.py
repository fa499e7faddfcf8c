"""When a national page or entry changes that a service has its own in place of, its owner is told
what changed.

Else a service that wrote one page anew would miss the next change of the law on it.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding

KEEPS = ()
NAME = "national-changed"


def check(site: Site) -> Iterator[Finding]:
    for own in site.content.replaced:
        if own.is_old:
            ask = f" Ask: {own.owner}." if own.owner else ""
            yield Finding(
                own.path,
                own.line,
                f"The national {own.what} that this one replaces has changed: {own.changes}. When"
                f' this one is right again, write replaces: "{own.today}".{ask}',
                NAME,
            )
