"""Every source file can be read, and its front matter holds exactly the entries that its kind of
page has.

A page that cannot be read cannot be checked for any promise.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.settings_file import RULE


def check(site: Site) -> Iterator[Finding]:
    yield from (finding for finding in site.content.findings if finding.rule == RULE)
