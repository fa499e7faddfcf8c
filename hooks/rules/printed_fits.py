"""Every printed file fits its sheet: the right size and number of pages, nothing cut off, covered,
blank or too small.

Words that do not fit are shortened by a person, never cut by the build.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.printed.proofs import findings
from hooks.sources.findings import Finding

NAME = "printed-fits"


def check(site: Site) -> Iterator[Finding]:
    return (finding for finding in findings(site) if finding.rule == NAME)
