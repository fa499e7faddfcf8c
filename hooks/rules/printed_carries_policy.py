"""Every printed file of an item carries every policy that says so, seen, spoken and read back from
the finished file.

Letter for letter, on the first page, large enough, in contrast, upright, uncovered, with a live
link, the printed address and a QR code that a reader decodes. How: hooks/printed/pdf_policy.py.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.printed.proofs import findings
from hooks.sources.findings import Finding

NAME = "printed-carries-policy"


def check(site: Site) -> Iterator[Finding]:
    return (finding for finding in findings(site) if finding.rule == NAME)
