"""No sentence of ours has more than 25 words (E10: clear information).

Source: Government Digital Service, "Sentence length: why 25 words is our limit", 4 August 2014. Quotations, names of
laws and the prescribed wording of the accessibility statement are left alone.
"""

import re
from collections.abc import Iterator

from hooks.built import Site
from hooks.findings import Finding

KEEPS = ("E10",)
MOST_WORDS = 25
SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])")


def sentences(block: str) -> list[str]:
    """The sentences of a block of text. A colon or semicolon ends a thought as well as a full stop does."""
    return [sentence for sentence in SENTENCE_END.split(block) if sentence.strip()]


def check(site: Site) -> Iterator[Finding]:
    names = {limit.law for limit in site.content.deadlines}
    for page, built in site.each(site.content.pages):
        prescribed = _prescribed(site, page.src)
        for block in built.own:
            if block in names:
                continue
            for sentence in sentences(block):
                count = len(re.findall(r"[^\W_]+(?:['’.@/-][^\W_]+)*", sentence))
                if count > MOST_WORDS and not any(words in block for words in prescribed):
                    path, line = site.where(built, sentence)
                    yield Finding(path, line, f"A sentence must have at most {MOST_WORDS} words; this one has {count}: "
                                              f'"{" ".join(sentence.split()[:6])} ..." Make two of it.', "plain-words")


def _prescribed(site: Site, src: str) -> tuple[str, ...]:
    return ("2018 (the ‘accessibility regulations’)", "2018 (the 'accessibility regulations')", "Accessibility Regulations 2018",
            "Web Content Accessibility Guidelines version 2.2 AA standard") if src == "accessibility.md" else ()
