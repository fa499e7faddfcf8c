"""No printed sheet or panel is half empty; a headline can be read from where its layout says;
headings are larger than the words below them; each QR code can be read and has a caption.

A leaflet that looks unfinished stays on its pile, and what it promises with it. How:
hooks/printed/pdf_balance.py.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.printed import item_text
from hooks.printed.normalise import text_of_html
from hooks.printed.proofs import findings
from hooks.sources.findings import Finding

NAME = "printed-is-balanced"


MOST = 10
"""Words of the headline of a picture that people pass in a second."""


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    for item in content.publicity if content.carried else ():
        if item.format == "picture":
            first = item_text.parts(content, item)[:1]
            shown = item.headline or text_of_html("".join(part.html for part in first))
            count = len(shown.split())
            if count > MOST:
                yield Finding(
                    content.project_path(item.src),
                    item.line_of("headline") if item.headline else item.at.body_line,
                    f"The headline of a picture must have at most {MOST} words; it has {count}."
                    " Shorten it: `headline: Questions about school? Ask us.`",
                    NAME,
                )
    yield from (finding for finding in findings(site) if finding.rule == NAME)
