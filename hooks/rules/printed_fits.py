"""Every printed file fits its sheet: the right size and number of pages, nothing cut off, covered,
blank or too small (P19).

Words that do not fit are shortened by a person, never cut by the build.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.printed.proofs import findings
from hooks.sources.findings import Finding

NAME = "printed-fits"
KEEPS = ("P19",)


def check(site: Site) -> Iterator[Finding]:
    return (finding for finding in findings(site) if finding.rule == NAME)
