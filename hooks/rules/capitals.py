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

COUNTED, NAMED = re.compile(r"X{0,3}(?:IX|IV|V?I{1,3}|V|X)"), re.compile(r"\b[A-Z][a-z]+ $")


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    names = names_of(content)
    for page in content.pages:
        for passage in holding(content, page, CAPITALS):
            text = ours(passage.english, names)
            for word in (found[0] for found in SHOUTED.finditer(text) if not _counts(found, text)):
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


def _counts(found: re.Match[str], text: str) -> bool:
    """Whether capitals are a number: behind a name, as in "King Edward VI School", or of a step,
    which is named elsewhere."""
    step = not found.start() and text[found.end() : found.end() + 1] in (".", ")")
    return bool(COUNTED.fullmatch(found[0]) and (step or NAMED.search(text, 0, found.start())))
