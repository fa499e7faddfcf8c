"""Publicity that staff bring as a finished file is held to the same policy; what is declared to be none is listed (P19).

A .pdf or .docx under content/publicity is examined as far as its kind allows; other kinds are refused. How: hooks/printed/supplied.py.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.printed.proofs import findings
from hooks.sources.findings import Finding

NAME = "brought-publicity"
KEEPS = ("P19",)


def check(site: Site) -> Iterator[Finding]:
    return (finding for finding in findings(site) if finding.rule == NAME)
