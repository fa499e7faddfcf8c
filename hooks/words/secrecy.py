"""Sentences that promise that nothing which people tell us is ever passed on.

A promise without the exception is not true: somebody must be told where a person is at serious
risk. What makes such a promise is its sense: that something said never leaves, that nobody will
know, or that it is private always, whatever it is. A condition in the sentence, or the exception in
the same part of the page, makes it right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.sources.answered import answered
from hooks.sources.content import Content
from hooks.sources.records import Organisation, Page, Policy, Publicity
from hooks.words.passages import Passage, ours, passages, sentences

SAID = (
    r"(?:tell|told|say|said|share|talk|discuss\w*|words?|secrets?|conversations?|calls?|story|stories|details"
    r"|information|everything|whatever|anything|nothing|it|this|all)"
)
"""What people say to us."""
ALWAYS = (
    r"(?:always|completely|totally|entirely|strictly|absolutely|fully|for\s?ever|ever|never|100\s*%|whatever|no\s+matter"
    r"|everything|(?:any|no)thing(?!\s+(?:confidential|private|secret))|every\s+(?:word|thing)|all\s+(?:that|you|of\s+it)|guarantee\w*|promise\w*)"
)
PRIVATE = (
    r"(?:(?<!in\s)(?:confidential|private|secret)(?=\W*$|[,;:.!]|\s+(?:and|or|between|from|with|to|for|here|at|by|even"
    r"|whatever|no|always|forever|advice|help|service|support|talks?|calls?|information)\b)"
    r"|confidentiality\s+(?:is|for)|in\s+(?:\w+\s+)?confidence)"
)
HERE = (
    r"(?:(?:in(?:side)?|within|between|out\s+of)\s+)?(?:this|our|the|these)\s+(?:\w+\s+)?"
    r"(?:rooms?|office|walls?|team|service|building|doors?)"
)
NOBODY = r"(?:nobody|no\s*-?\s*one|not\s+a\s+soul)"
ANYBODY = (
    r"(?:any\s*(?:one|body)|a\s+soul|others|other\s+people|(?:some|any)(?:one|body)\s+else"
    r"|another\s+person)"
)
PASSES = (
    r"(?:tell|tells|told|shares?|shared|repeats?|repeated|reveals?|revealed|disclos\w+|pass(?:es|ed)?|reports?|reported"
    r"|discuss\w*|mentions?|mentioned)"
)
THEIRS = (
    r"(?:it|secrets|your\s+\w+|(?:what|anything|everything)\s+(?:\w+\s+){0,2}?"
    r"(?:you|people|they|famil\w+|children|said|hear|told))"
)
"""What people told us."""
A_WORD = r"(?:not\s+(?:one|a|a\s+single)|no)\s+(?:single\s+)?(?:word|thing|detail)"
DENIED = r"(?:no|not|never|nothing|none|\w+n't|cannot)"
PROMISES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{ALWAYS}(?!\w).*\b{PRIVATE}|\b{PRIVATE}.*\b{ALWAYS}(?!\w)",
        (
            rf"\b{SAID}\b.*\b(?:stays?|remains?|kept)\s+(?:\w+\s+){{0,2}}?"
            rf"(?:with\s+us|with\s+me|here\b|between\s+(?:us|you\s+and\s+(?:us|me))|{HERE})"
        ),
        rf"\b{DENIED}\b.*\b(?:leav(?:e|es|ing)|left)\s+(?:us\b|{HERE})",
        rf"\b{SAID}\b.*\b(?:go|goes|get|gets|pass|passes|taken?)\s+no\s+further",
        (
            rf"\b{NOBODY}\s+(?:else\s+)?(?:(?:will|would|can|could|shall|need|needs\s+to|has\s+to)\s+(?:ever\s+)?"
            r"(?:know|hear|find\s+out|learn|be\s+told)|finds\s+out|hears\s+(?:it|what|about)|is\s+(?:ever\s+)?told)\b"
            r"(?!\s+(?:\w+\s+){0,3}(?:better|read))"
        ),
        rf"\b(?:we|i|our\s+\w+)\s+(?:\w+\s+){{0,3}}?{PASSES}\s+(?:\w+\s+){{0,6}}?{NOBODY}\b",
        rf"\b(?:we|i|our\s+\w+)\b.*\b{DENIED}\b.*\b{PASSES}\b.*\b{ANYBODY}\b(?!\s+(?:off|to)\b)",
        rf"\b{A_WORD}\b.*\b(?:gets?|goes|go|leaks?|is|be)\s+(?:out|repeated|passed|shared|told)\b",
        r"\bin\s+(?:complete|strict|strictest|total|absolute|full|perfect)\s+confidence\b",
        rf"\b(?:we|i|our\s+\w+)\b.*\bnever\s+(?:ever\s+)?{PASSES}(?!\s+you\b)\b.*\b{THEIRS}\b",
        rf"\b{SAID}\b.*\b(?:is|are)\s+(?:\w+\s+)?safe\s+with\s+(?:us|me)\b",
    )
)
SECRET = re.compile(rf"\b(?:{PRIVATE}|(?:tell|say\s+to)\s+us)", re.IGNORECASE)
NONE = re.compile(
    r"\b(?:(?:there\s+(?:is|are)|we\s+make|with)\s+no|without(?:\s+any)?)\s+exceptions?\b",
    re.IGNORECASE,
)
NO_EXCEPTION = re.compile(
    r"\b(?:no|without(?:\s+any)?)\s+exceptions?\b|\beven\s+(?:if|when|where)\b|\bnot\s+even\b|\bno\s+matter\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?<!even\s)\b(?:if|unless|except|only|until|permission|consent|without\s+(?:you|your|asking)"
    r"|(?:you|they|he|she|person|people|parents?|family|families|somebody)\s+(?:\w+\s+)?agrees?)\b",
    re.IGNORECASE,
)
EXCEPTION = re.compile(
    r"\b(?:exceptions?|risk|harm|danger|safeguarding|unsafe|(?:must|ha(?:ve|s)\s+to)\s+(?:tell|report))\b",
    re.IGNORECASE,
)
"""When we must tell somebody."""
WE = re.compile(
    r"\b(?:we|us|our|ours|i|me|my|you\s+(?:\w+\s+)?(?:tell|say|share|ask|talk))\b", re.IGNORECASE
)
OTHERS = re.compile(
    r"\b(?:mediat\w+|tribunal|hearings?|courts?|panels?|helplines?|meetings?|schools?|councils?|doctors?"
    r"|nurses?|charit(?:y|ies)|they(?!\s+(?:say|said|tell|told)))\b",
    re.IGNORECASE,
)
"""Who else may keep things private; what they promise is theirs."""


def absolute(content: Content, page: Page) -> Iterator[tuple[Passage, str]]:
    """The sentences of a page that promise secrecy without its exception, each with its passage."""
    if isinstance(page, Organisation) or (
        page.audience == "staff" and not isinstance(page, Publicity)
    ):
        return  # says what another body promises, or tells staff how to write
    for part in _parts(content, page):
        for number in _absolute(tuple(said for _, said in part)):
            yield part[number]


@answered
def _absolute(sentences_: tuple[str, ...]) -> Iterator[int]:
    """The sentences of a part that promise secrecy without its exception, by their numbers."""
    if any(map(SECRET.search, sentences_)):
        yield from (number for number, said in enumerate(sentences_) if NONE.search(said))
    if any(map(_excepts, sentences_)):
        return
    for number, said in enumerate(sentences_):
        if promises(said, sentences_[number - 1] if number else ""):
            yield number


def promises(sentence: str, before: str = "") -> bool:
    """Whether a sentence promises secrecy without a condition; the one before it may say of
    whom it speaks."""
    said = sentence.replace("’", "'").strip()
    return (
        not said.endswith("?")
        and not CONDITION.search(said)
        and any(pattern.search(said) for pattern in PROMISES)
        and bool(WE.search(said) or not OTHERS.search(f"{before} {said}"))
    )


def _excepts(sentence: str) -> bool:
    return bool(EXCEPTION.search(sentence)) and not NO_EXCEPTION.search(sentence)


def _parts(content: Content, page: Page) -> Iterator[list[tuple[Passage, str]]]:
    """The sentences of a page, part by part: from one heading to the next, and each entry of its
    front matter. A policy is one part, with what publicity shows of it."""
    part: list[tuple[Passage, str]] = []
    for passage in passages(content, page):
        if part and not isinstance(page, Policy) and (passage.heading or part[-1][0].front):
            yield part
            part = []
        part += [(passage, said) for said in sentences(ours(passage.english))]
    if part:
        yield part
