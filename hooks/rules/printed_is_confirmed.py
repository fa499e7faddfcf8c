"""Printed files show no telephone number and no e-mail address that is not confirmed, and no mark
of what is not known.

A leaflet cannot be called back (design: Facts).
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.printed.proofs import findings
from hooks.sources.findings import Finding

NAME = "printed-is-confirmed"


def check(site: Site) -> Iterator[Finding]:
    return (finding for finding in findings(site) if finding.rule == NAME)
