"""Words beside an item of publicity, or about it on another page, that invite readers to take its
policy away: to cut it off, cover it, leave it out, or print the item without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hooks.sources.content import Content
from hooks.sources.records import Page, Policy
from hooks.words.passages import Passage, passages, sentences
from hooks.words.wording import publicity_words

MEANT = (
    r"(?:(?:the|our|this|that|its|your)\s+(?:[\w'’]+\s+)?(?:{title}|policy|box|panel|frame|statement"
    r"|block)|{title}|(?:the|this)\s+(?:top|upper|first)\s+(?:part|half|third|edge|panel|page|slide"
    r"|lines?|sentences?|paragraph|words)"
    r"|(?:what|everything|all|the\s+(?:words?|lines?|text|part|sentences?))\s+(?:that\s+)?"
    r"(?:(?:stands|is|are|stand)\s+)?(?:below|under|beneath|after)\s+(?:our|the)\s+"
    r"(?:name|logo|title|heading|headline))"
)
"""The policy on an item, by name or by its place: below the service's name, on the first page."""
BELOW = r"(?:just\s+|right\s+)?(?:below|under|beneath|after)\s+(?:our|the)\s+(?:name|logo|title)"
OFF = r"(?:off|out|away|up|over|back)"
TAKES = (
    r"(?:cut|trim|crop|tear|remov|delet|hid|cover|omit|strip|eras|drop|skip|black|blank|rub|snip"
    r"|leav|tak|fold|scrap|mask)(?:e|es|s|ing|ting|ming|ping)?"
)
"""Verbs of taking away; some do so with a word such as "off" alone."""
ALONE = (
    r"(?:cut|trim|crop|remov|delet|hid|cover|omit|strip|eras|drop|skip|mask|scrap)"
    r"(?:e|ing|ting|ming|ping)?"
)
TAKEN = (
    r"(?:cut|trimmed|cropped|torn|removed|deleted|hidden|covered|omitted|stripped|erased|dropped"
    r"|skipped|masked|left\s+(?:off|out|away)|taken\s+(?:off|out|away)|folded\s+(?:away|back|over)"
    r"|blacked\s+out|optional|not\s+needed)"
)
HIDDEN = (
    r"(?:(?:at|on|to|in)\s+the\s+(?:back|end|inside|bottom)|out\s+of\s+(?:sight|view|the\s+way)|behind"
    r"|under\w*|below|inside|covered|hidden)"
)
LAYS = (
    r"(?:print|stick|put|paste|place|lay|write|paint|draw|stamp|tape|glue|clip|staple|pin|hang|set"
    r"|fold)"
)
SHOWS = r"(?:print|keep|show|copy|include|use|carry|hand\s+out|display)"
MANY = r"(?:[\w'’]+\s+)"
SPARES = re.compile(r"(?:do\s+not|don['’]t|need\s+not|never)\s+", re.IGNORECASE)
"""Begins what people are spared."""
NOT = re.compile(r"\b(?:not|never|nobody|nothing|no\s+one|none|cannot|\w+n['’]t)\b", re.IGNORECASE)
WHEN = re.compile(r"\b(?:if|when|whoever|who|anybody|anyone|why|before)\b", re.IGNORECASE)
"""Says what would be, and invites nobody."""


IT = r"(?:it|this|that)"
"""The policy, in a sentence after the one that names it."""


def invites(content: Content, policy: Policy, page: Page) -> Iterator[tuple[Passage, str]]:
    """The sentences of a page that invite its readers to do so, each with its passage. Its title is
    held to more elsewhere. On a page that does not stand with the items, those beside words of
    publicity are read."""
    meant = MEANT.format(title=r"\s+".join(map(re.escape, policy.title.split())))
    for passage in (each for each in passages(content, page) if not each.front):
        if not page.src.startswith("publicity/") and not _of_publicity(passage):
            continue
        named = False  # whether a sentence before names the policy
        for sentence in sentences(passage.english):
            forms = _forms(rf"(?:{meant}|{IT})" if named else meant)
            if any(
                _means_it(sentence, found) for form in forms for found in form.finditer(sentence)
            ):
                yield passage, sentence
            named = named or re.search(rf"\b{meant}\b", sentence, re.IGNORECASE) is not None


def _of_publicity(passage: Passage) -> bool:
    return "publicity/" in passage.typed or publicity_words().search(passage.text) is not None


def _means_it(sentence: str, found: re.Match[str]) -> bool:
    """Whether nothing denies a match, such as "must not be"; only its own clause can make it a
    condition."""
    before = sentence[: found.start()]
    said = before if SPARES.match(found[0]) else f"{before}{found[0]}"
    return not NOT.search(said) and not WHEN.search(re.split(r"[,;:]", before)[-1])


@cache
def _forms(meant: str) -> tuple[re.Pattern[str], ...]:
    """Ways to say it of what is meant, a pattern."""
    return tuple(
        re.compile(rf"\b{form}\b", re.IGNORECASE)
        for form in (
            rf"{ALONE}\s+{meant}",
            rf"{TAKES}\s+{OFF}\s+{meant}",
            rf"{TAKES}\s+{meant}\s+{OFF}",
            rf"{ALONE}\s+{MANY}{{0,4}}{BELOW}",
            rf"{meant}\s+{MANY}{{0,5}}?(?:be|is|are|get)\s+{MANY}?{TAKEN}",
            rf"{LAYS}\s+(?:[\w'’,]+\s+){{0,9}}?(?:over|across|on\s+top\s+of|in\s+front\s+of)\s+{meant}",
            rf"so\s+that\s+{meant}\s+(?:is|lies|goes|comes|ends\s+up|disappears|gets)\s+{HIDDEN}",
            rf"(?:print|copy|use|show|send|share|give|hand)\s+{MANY}{{0,4}}?without\s+{meant}",
            rf"{SPARES.pattern}(?:(?:have|need)\s+to\s+)?{SHOWS}\s+{meant}",
        )
    )
