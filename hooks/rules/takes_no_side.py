"""No words of ours take a side, advise a choice, or use a name that the law has dropped (E9, P3, P25).

The words and what to write instead are data: wording.yml. Quotations are left alone.
"""

import re
from collections.abc import Iterator

from hooks.built import Site
from hooks.findings import Finding

KEEPS = ("E9", "P3", "P25")


def check(site: Site) -> Iterator[Finding]:
    wording = site.content.wording
    if not wording:
        return
    found = re.compile(r"(?<!\w)(" + "|".join(re.escape(entry.words) for entry in wording) + r")(?!\w)", re.IGNORECASE)
    entries = {entry.words.casefold(): entry for entry in wording}
    for page, built in site.each(site.content.pages):
        for block in built.own:
            for match in found.finditer(block):
                entry = entries[match[1].casefold()]
                if page.src in entry.except_on:
                    continue
                path, line = site.where(built, match[1])
                yield Finding(path, line, f'"{match[1]}" {entry.why}. {entry.instead}', "takes-no-side")
