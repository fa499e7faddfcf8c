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
from hooks.words.carried import says_it
from hooks.words.passages import Passage, ours, passages, sentences
from hooks.words.patterns import later

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
    r"|what|whatever|no|always|forever|advice|help|service|support|talks?|calls?|information)\b)"
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
    later(pattern, re.IGNORECASE)
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
TOLD = later(
    r"\b(?:what|whatever|anything|everything|all(?:\s+that)?)\s+(?:you|people|they|families|parents|is|was)\s+(?:\w+\s+)?"
    r"(?:tells?|told|says?|said|shares?|shared)\b|\btell\s+(?:us|me)\s+(?:anything|everything|whatever)\b",
    re.IGNORECASE,
)
"""What people tell us."""
NEVER = later(
    rf"\b(?:{DENIED}|{NOBODY}|only)\b.*\b(?:hears?|knows?|learns?|reach(?:es)?|pass(?:es|ed)?|repeats?|leaves?"
    r"|f(?:ind|inds|ound)\s+out|sees?|reads?|goes|(?:a|one|single)\s+word|anybody|anyone)\b"
    r"|\b(?:nowhere|graves?|ears|trace|(?:our|my)\s+business)\b",
    re.IGNORECASE,
)
"""That it goes to nobody."""
SAID_PRIVATE = later(rf"\b{PRIVATE}", re.IGNORECASE)
SECRET = later(rf"\b(?:{PRIVATE}|(?:tell|say\s+to)\s+us)", re.IGNORECASE)
NONE = later(
    r"\b(?:(?:there\s+(?:is|are)|we\s+make|with)\s+no|without(?:\s+any)?)\s+exceptions?\b",
    re.IGNORECASE,
)
HARM = r"(?:harm(?:ed)?|danger|safeguarding|unsafe|not\s+safe|at\s+(?:\w+\s+)?risk)"
SPOKEN_OF = later(r"\b(?:one|only|an|our|this|the)\s+exceptions?\b", re.IGNORECASE)
OF_HARM = later(rf"\b{HARM}\b", re.IGNORECASE)
NO_EXCEPTION = later(
    r"\b(?:no|without(?:\s+any)?)\s+exceptions?\b|\beven\s+(?:if|when|where)\b|\bnot\s+even\b|\bno\s+matter\b",
    re.IGNORECASE,
)
CONDITION = later(
    r"(?<!even\s)\b(?:if|unless|except|only(?!\s+(?:we|i|your|our)\b)|until|permission|consent"
    r"|without\s+(?:you|your|asking)"
    r"|(?:you|they|he|she|person|people|parents?|family|families|somebody)\s+(?:\w+\s+)?agrees?)\b",
    re.IGNORECASE,
)
OUR = r"(?:we|i|us|our|my)"
EXCEPTION = later(
    rf"\bexceptions?\b|\b{OUR}\b.*\b(?:{HARM}|(?:must|ha(?:ve|s)\s+to)\s+(?:tell|report))\b"
    rf"|\b(?:unless|except|it\s+is\s+when)\b.*\b{HARM}\b",
    re.IGNORECASE,
)
"""When we must tell somebody. Whom people call when they are in danger is no such thing."""
PASSED_ON = later(
    r"\b(?:we|i|our\s+\w+)\s+(?:\w+\s+){0,2}?(?:shares?|pass|passes|gives?|sends?|shows?|copy|copies|forwards?|hands?|reports?)"
    r"\s+(?:on\s+)?(?:(?:all|some)\s+(?:of\s+)?)?(?:(?:our|my|the|these|those)\s+(?:\w+\s+)?(?:notes|records?|files?)"
    r"|(?:what|everything)\s+(?:that\s+)?(?:you|they|famil\w+)\s+\w+|your\s+(?:\w+\s+)?(?:details|information|story|words|notes))"
    r"\b[^.;!?]*\b(?:with|to)\s+(?:\w+\s+)?(?:the|your|a|any|other|our)?\s*(?:[\w']+\s+){0,3}?(?:councils?|schools?|college|teachers?"
    r"|teams?|services?|others|authority)\b",
    re.IGNORECASE,
)
"""That what people told us goes to others."""
WE = later(
    r"\b(?:we|us|our|ours|i|me|my|you\s+(?:\w+\s+)?(?:tell|say|share|ask|talk))\b", re.IGNORECASE
)
OTHERS = later(
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
        on_item = isinstance(page, Publicity)
        for number in _absolute(tuple(said for _, said in part), on_item=on_item):
            yield part[number]
    if isinstance(page, Policy):
        yield from _carried(content, page)


@answered
def _absolute(part: tuple[str, ...], *, on_item: bool) -> Iterator[int]:
    """The sentences of a part that promise secrecy without its exception, by their numbers."""
    if any(map(SECRET.search, part)):
        yield from (number for number, said in enumerate(part) if NONE.search(said))
    spoken_of = next((number for number, said in enumerate(part) if SPOKEN_OF.search(said)), None)
    of_secrecy = on_item and spoken_of is not None and any(map(SECRET.search, part))
    if of_secrecy and not any(map(OF_HARM.search, part)):
        assert spoken_of is not None
        yield spoken_of  # of another exception than the one that there is
        return
    if any(map(excepts, part)):
        return
    for number, said in enumerate(part):
        if promises(said, part[number - 1] if number else "") or (on_item and told_nobody(said)):
            yield number


def _carried(content: Content, policy: Policy) -> Iterator[tuple[Passage, str]]:
    """The sentences that publicity carries of a policy and that say that our help is private, where
    no policy beside it says the exception. One that says how we are impartial may name it among
    other things."""
    for entry in policy.publicity.entries if policy.publicity else ():
        shown = [getattr(each.publicity, entry, None) or "" for each in content.carried]
        own = list(sentences(ours(getattr(policy.publicity, entry))))
        excepted = any(excepts(said) for words in shown for said in sentences(words))
        line = policy.line_of("publicity", entry)
        for said in own:
            # The exception of a policy beside it does not mend a promise that leaves none.
            if (promises(said) and not any(map(excepts, own))) or (
                not excepted
                and SAID_PRIVATE.search(said)
                and not CONDITION.search(said)
                and not says_it(content, policy, said)
            ):
                yield Passage(said, line, said, front=True), said


def in_a_notice(text: str) -> Iterator[str]:
    """The sentences of a notice that promise secrecy without its exception."""
    said = tuple(sentences(ours(text)))
    yield from (said[number] for number in _absolute(said, on_item=True))


@answered
def passed_on(text: str) -> Iterator[str]:
    """The sentences that say that we pass on what people told us, and not that they allow it."""
    for sentence in sentences(text.replace("’", "'")):
        found = PASSED_ON.search(sentence)
        if (
            found
            and not CONDITION.search(sentence)
            and not re.search(rf"\b{DENIED}\b", sentence)
            and not excepts(sentence)
            and not sentence.rstrip().endswith("?")
        ):
            yield sentence.strip()


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


def told_nobody(sentence: str) -> bool:
    """Whether a sentence says, without a condition, that what people tell us goes to nobody. An
    item of publicity says below the same heading when it does."""
    said = sentence.replace("’", "'").strip()
    return (
        not said.endswith("?")
        and not CONDITION.search(said)
        and bool(TOLD.search(said) and NEVER.search(said))
    )


def excepts(sentence: str) -> bool:
    """Whether a sentence says when we must tell somebody."""
    return bool(EXCEPTION.search(sentence)) and not NO_EXCEPTION.search(sentence)


def _parts(content: Content, page: Page) -> Iterator[list[tuple[Passage, str]]]:
    """The sentences of a page, part by part: from one heading to the next, and each entry of its
    front matter. A policy is one part; what publicity shows of it stands alone."""
    carried = page.publicity.entries if isinstance(page, Policy) and page.publicity else ()
    alone = {page.line_of("publicity", entry) for entry in carried}
    part: list[tuple[Passage, str]] = []
    for passage in passages(content, page):
        if passage.front and passage.line in alone:
            continue
        if part and not isinstance(page, Policy) and (passage.heading or part[-1][0].front):
            yield part
            part = []
        part += [(passage, said) for said in sentences(ours(passage.english))]
    if part:
        yield part
