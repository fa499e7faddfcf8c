"""Every printed file can be read by everybody: tags, headings, language, links, pictures, in the
order of its words.

PDF/UA-1 (ISO 14289-1) as far as a machine sees it without Java; the tests ask veraPDF too. How:
hooks/printed/pdf_tags.py.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.printed.proofs import findings
from hooks.sources.findings import Finding

NAME = "printed-is-accessible"


def check(site: Site) -> Iterator[Finding]:
    return (finding for finding in findings(site) if finding.rule == NAME)
