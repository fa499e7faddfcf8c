"""No word stands in block capitals unless it is an abbreviation.

Source: British Dyslexia Association, style guide: avoid all capitals; some screen readers spell
them out. A word of the dictionary in capitals is a shout; other capitals are abbreviations, which
`words-explained` looks at.
"""

import re
from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.words.abbreviations import shouted, spelt_out
from hooks.words.passages import holding, names_of, ours, passages

NAME = "capitals"
SHOUTED = re.compile(r"(?<![\w.])[A-Z]{2,}(?:'[A-Z]+)?(?![\w.]*\d)(?!\.\w)\b")
CAPITALS = re.compile(r"[A-Z]{2}")
"""Stands in every one of them; a name or an address beside it may still hide it here."""


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    names = names_of(content)
    for page in content.pages:
        for passage in holding(content, page, CAPITALS):
            for word in SHOUTED.findall(ours(passage.english, names)):
                if shouted(content, word) and not any(
                    spelt_out(word, other.text) for other in passages(content, page)
                ):
                    yield Finding(
                        content.project_path(page.src),
                        passage.line,
                        f'"{word}" must not stand in capitals: write "{word.lower()}". Bold is'
                        " there for weight.",
                        NAME,
                    )
