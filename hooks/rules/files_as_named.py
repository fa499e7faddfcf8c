"""Every file of content/ stands there itself and is what its name says: a page, a record, a picture
or supplied publicity of a named kind.

A link of the file system, a program, or HTML that calls itself a picture would be published under
the service's name. Which kinds there are, and how each is opened: hooks/sources/files.py; what a
drawing may hold: hooks/sources/svg.yml.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.files import RULE
from hooks.sources.findings import Finding


def check(site: Site) -> Iterator[Finding]:
    yield from (finding for finding in site.content.findings if finding.rule == RULE)
