"""Every printed file can be read by everybody: tags, headings, language, links, pictures, in the order of its words (E3).

PDF/UA-1 (ISO 14289-1) as far as a machine sees it without Java; the tests ask veraPDF too. How: hooks/printed/tags.py.
"""

from collections.abc import Iterator

from hooks.built import Site
from hooks.findings import Finding
from hooks.printed.examined import findings

NAME = "printed-is-accessible"
KEEPS = ("E3",)


def check(site: Site) -> Iterator[Finding]:
    return (finding for finding in findings(site) if finding.rule == NAME)
