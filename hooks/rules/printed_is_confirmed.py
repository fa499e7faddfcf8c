"""Printed files show no telephone number and no e-mail address that is not confirmed, and no mark of what is not known (P10).

A leaflet cannot be called back (design: Facts).
"""

from collections.abc import Iterator

from hooks.built import Site
from hooks.findings import Finding

NAME = "printed-is-confirmed"
KEEPS = ("P10",)


def check(site: Site) -> Iterator[Finding]:
    from hooks.printed.examined import findings  # here, because it asks the other rules' modules
    return (finding for finding in findings(site) if finding.rule == NAME)
