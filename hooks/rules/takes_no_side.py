"""No words of ours take a side, advise a choice, or use a name that the law has dropped (E9, P3, P25).

The words and what to write instead are data, in simple forms that staff can extend: wording.yml. Quotations are left alone.
"""

import re
from collections.abc import Iterator

from hooks.built import Site
from hooks.content import WORDING
from hooks.findings import Finding
from hooks.prose import line_of_words
from hooks.records import Wording

KEEPS = ("E9", "P3", "P25")
NAME = "takes-no-side"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    entries = content.wording
    if not entries:
        return
    # One pass over the words: each entry is a group of its own, so the group that matched names the entry.
    found = re.compile("|".join(f"(?P<w{number}>{_pattern(entry)})" for number, entry in enumerate(entries)), re.IGNORECASE)
    for page, built in site.each(content.pages):
        for block in built.own:
            for match in found.finditer(block.replace("’", "'")):
                entry = entries[int((match.lastgroup or "w0")[1:])]
                if page.src not in entry.except_on:
                    shown = match[0]
                    yield Finding(content.project_path(page.src), line_of_words(content, page, shown), f'"{shown}" {entry.why}. {entry.instead}', NAME)
    for number, entry in enumerate(entries):
        for src in entry.except_on:
            if content.page(src) is None:
                yield Finding(content.project_path(WORDING), 1, f'The entry "{entry.words[0]}" excepts {src}, which is no page.', NAME)


def _pattern(entry: Wording) -> str:
    """An entry's words as one pattern; any spaces count as one, and both kinds of apostrophe are the same."""
    words = "|".join(map(_phrase, entry.words))
    after = rf"\s+(?:{'|'.join(map(_phrase, entry.then))})" if entry.then else ""
    return rf"(?<!\w)(?:{words}){after}(?!\w)"


def _phrase(text: str) -> str:
    return r"\s+".join(re.escape(word.replace("’", "'")) for word in text.split())
