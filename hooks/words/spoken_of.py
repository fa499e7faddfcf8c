"""What the words of an item of publicity may say of the policy that it carries, besides the block.

A sentence below the block could take the block back, and ways to do so never end. So what is right
is named here, and nothing else passes: a sentence that says what the policy says; one that tells
people to read, ask for or follow it; one that says what impartial means, or what to do if we were
not. A sentence that speaks of nothing of the kind is free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hooks.sources.content import Content
from hooks.sources.records import Policy, Publicity
from hooks.words.carried import says, says_it
from hooks.words.passages import Passage, passages, sentences
from hooks.words.patterns import later

POLICY = (
    r"(?:(?:the|our|this|that|its|any|no|whose)\s+"
    r"(?:(?:old|new|whole|full|same|current|first|main)\s+)?(?:{title}|policy)|both\s+policies"
    r"|{title}|(?:the|its|our)\s+(?:(?:main|same|whole|old|new)\s+)?statement)"
)
"""The policy, by name or as the one that is meant; "the complaints policy" is another."""
BLOCK = (
    r"(?:(?:the|this|that|these|those)\s+(?:\w+\s+)?"
    r"(?:box|panel|frame|words?|lines?|sentences?|promise|part|paragraph|text)\s+"
    r"(?:at\s+the\s+(?:top|front|start)|on\s+the\s+(?:top|front|cover|first)|in\s+the\s+(?:box|frame)"
    r"|about\s+(?:sides|our)|above|below|(?:beside|next\s+to)\s+(?:this|these|it))"
    r"|the\s+first\s+(?:sentence|line|paragraph|words?)\s+of|what\s+(?:stands|is|it\s+says|we\s+say)\s+"
    r"(?:at\s+the\s+(?:top|front|start)|on\s+the\s+(?:top|front|cover|first)|above|below|(?:beside|next\s+to)\s+(?:this|these|it)))"
)
PLACE = (
    r"(?:this|the|a|an|your|our|my)\s+(?:[\w'’]+\s+)?(?:page|paper|sheet|card|road|street|form|building|table"
    r"|desk|room|screen|door|letter|leaflet|town|river|hall|entrance|car\s+park)\b"
)
"""What has a side without taking one."""
SUBJECT = (
    r"(?:impartial\w*|neutral(?:ity|ly)?|unbiased|bias(?:ed)?|one-sided|favour(?:s|ed|ing)?"
    r"|(?:tak\w+|took|about|no|any)\s+sides|siding\s+with"
    r"|(?:take|takes|took|taking)\s+(?:[\w'’]+\s+){{1,3}}sides?"
    r"|on\s+(?:my|our|your|their|his|her|whose|no|any|[\w]+['’]s?)\s+side(?!\s+of\s+" + PLACE + ")"
    r"|on\s+the\s+side\s+of\s+(?!" + PLACE + "))"
)
NOT = later(
    r"\b(?:no|not|nobody|none|nothing|never|neither|nor|cannot|hardly|only|just|merely|once|former"
    r"|without|instead|except|unless|but|\w+n['’]t)\b",
    re.IGNORECASE,
)
IT = later(r"\b(?:it|one)\b(?!\s+(?:is|says|means))", re.IGNORECASE)
"""The policy, in a sentence after the one that names it."""
YET = later(r"\b(?:but|however|although|though|yet|except|unless)\b", re.IGNORECASE)
"""What turns a sentence round half-way."""
CLAUSES = later(r"\s*[,;:]\s+(?:(?:and|or|so)\s+)?|\s+(?:and|or|so)\s+")
TAIL = (
    r"(?P<tail>(?:\s+(?:at\s+least\s+(?:every|once)\s+[\w\s]+|every\s+(?:\w+\s+)?(?:months?|years?)|first|too|again|now|then|here|above|below|as\s+well|(?:at\s+)?any\s+time|every\s+day"
    r"|with\s+you|to\s+(?:me|you)|when\s+you\s+[\w\s]+|before\s+[\w\s]+|as\s+we\s+do\s+[\w\s]+"
    r"|(?:on|in|at)\s+(?:our|the|my|your|their|large|other)\s+\w+(?:\s+\w+)?))*)"
)
"""Where, when and with whom: it changes nothing of what is said."""
NO_NEED = later(
    r"(?:you|we|people|i)\s+(?:do\s+not|don['’]t|never)\s+(?:have|need)\s+to\s+|not\s+break$",
    re.IGNORECASE,
)
READ = (
    r"(?P<lead>[\w\s'’\[\]]*?\b(?:reads?|asks?(?:\s+[\w\s]+?)?(?:\s+(?:for|about))?"
    r"|(?:tells?|told)\s+(?:[\w\s]+?\s+)?(?:about|of)|reminds?\s+[\w\s]+?\s+of|follows?|keeps?\s+to|shows?(?:\s+you)?"
    r"|called|explains?|talk(?:ed)?\s+about|questions\s+about|see|find|have|get|look\s+at|bring"
    r"|send(?:\s+you)?|not\s+break))\s+(?:(?:a\s+copy|all|more|part|the\s+words)\s+of\s+)?{policy}"
    + TAIL
)
"""What people do with a policy."""
SAYS = (
    r"(?:(?:that|this)\s+is\s+)?(?:(?:what|why|where|as|how)\s+)?{policy}\s+(?:"
    r"says?(?:\s+(?:so|why|how|this|what|that))?|means?|tells?\s+you|explains?|has\s+not\s+changed"
    r"|applies\s+to(?=\s+(?:every|all\b|both\b|[\w\s]+\bas\s+well\s+as\b))|stands\s+(?:at|on|in)"
    r"|(?:is|are)\s+(?:here|above|below|one\s+of\s+\w+|on\s+our\s+website)(?=[.!]?$))\b(?P<tail>.*)"
    r"|nothing\s+in\s+(?:the|our)\s+policy\s+has\s+changed|{policy}(?:\s+and\s+you|\s+in\s+(?:short|practice))?"
)
"""What a policy does, or its name alone."""
MEANS = later(
    r"(?:(?:that|this)\s+is\s+)?(?:what\s+)?(?:being\s+)?"
    r"(?:(?:impartial|impartiality|neutral|it|this|that)\s+means?(?:\s+(?:that\s+)?(?P<is>.+))?"
    r"|(?:impartial|neutral)\s+does\s+not\s+mean\s+(?P<is_not>.+))",
    re.IGNORECASE,
)
IF_NOT = later(
    r"(?:if|when|anybody\s+who|anyone\s+who|people\s+who)\b[\w\s]*\b(?:believes?|thinks?|feels?)\s+"
    r"(?:that\s+)?(?:we|i|our\s+\w+)\s+(?:were|was|are|have\s+been)\s+"
    r"(?:not\s+(?:impartial|neutral)|biased)(?:\s+can\s+[\w\s]+)?",
    re.IGNORECASE,
)
MIGHT = later(
    r"(?:(?:you|somebody|someone|people|families|a\s+family)\s+(?:may|might|can|could)\s+(?:think|believe|feel|say)"
    r"|(?:[\w\s]+\s)?(?:if|when|where|whether)\s+[\w\s]*?(?:think|believe|feel|not\s+sure|unsure|in\s+doubt))\s+"
    r"(?:(?:that|if|whether)\s+)?(?:we|i|our\s+\w+|somebody|an\s+adviser)\s+"
    r"(?:took|takes?|am\s+taking|are\s+taking|is\s+taking|were\s+taking|was\s+taking|have\s+taken|favour(?:ed|s)?)\s+"
    r"(?:a\s+|any\s+)?(?:sides?|(?:the\s+)?[\w\s]+['’]s?\s+side)",
    re.IGNORECASE,
)
"""What people may think of us: it says what to do then, and takes nothing back."""
LEARN = later(
    r"(?P<lead>[\w\s]*\b(?:information|told|tell|learn\w*|talk\w*|read|hear\w*|ask\w*|train\w*|know"
    r"|understand|stay|be|is|are|check)\b[\w\s]*?)\b(?:impartial(?:ity)?|neutral|bias)\b(?:\s+is\s+to\s+[\w\s]+|"
    + TAIL
    + ")",
    re.IGNORECASE,
)
"""What people are told of it, learn of it, or stay."""
WE_ARE = later(
    r"(?P<lead>[\w\s]*\b(?:(?:somebody|someone|people|a\s+service)\s+who"
    r"|(?:says?|promises?|means?|check|make\s+sure|know|remember)\s+that))\s+(?P<says>.+)",
    re.IGNORECASE,
)
"""Who takes no side, or that we take none."""
QUESTION = later(
    r"(?:who|whose|what|why|how|where|when|which|do|does|are|is|can|would|could|not\s+sure|want\s+to\s+know)\b"
    r"[^.!?]*\?",
    re.IGNORECASE,
)
BULLETS = " •▪◦"
"""What a PDF draws beside the items of a list."""
CAPITAL = later(r"(?<=\s)\[?[A-Z]")
SCAN = later(
    r"(?:(?:the|our|both)\s+)?polic(?:y|ies)"
    r"|(?:point|hold)\s+(?:a|your)\s+(?:phone|camera|phone\s+camera)\s+(?:at|to)\s+(?:this|the)\s+code"
    r"|scan\s+(?:this|the|our)\s+code",
    re.IGNORECASE,
)
"""What may stand beside a policy's code that does not name the policy, or names it alone."""
CLAUSE = later(
    r"\s*(?:\S+|.*\b(?:i|we|us|you|they|them|he|she|it|who|please|everybody|everyone|nobody|not|never"
    r"|no|none)\b.*)\s*\Z",
    re.IGNORECASE,
)
"""What is no caption before the policy's name: one word, which may be a command, or a clause with a
person or a denial in it."""
THERE = later(
    r"\s+(?:here|there|ever|at\s+all|at\s+(?:(?:the|your)\s+)?meetings?|when\s+we\s+(?:meet|talk))$",
    re.IGNORECASE,
)
"""Where or when, at the end: it changes nothing of what is said."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What makes a sentence speak of one policy, of its block or of its subject; and what may be
    done with the policy or said by it."""

    about: re.Pattern[str]
    read: re.Pattern[str]
    says: re.Pattern[str]


@cache
def _forms(title: str) -> Forms:
    policy = POLICY.format(title=r"\s+".join(map(re.escape, title.split())))
    return Forms(
        re.compile(rf"\b(?:{policy}|{BLOCK}|{SUBJECT.format()})\b", re.IGNORECASE),
        re.compile(READ.format(policy=policy), re.IGNORECASE),
        re.compile(SAYS.format(policy=policy), re.IGNORECASE),
    )


def takes_back(content: Content, policy: Policy, item: Publicity) -> Iterator[tuple[Passage, str]]:
    """The sentences of an item's own words that speak of the policy in none of the ways above, each
    with its passage. A heading is one sentence."""
    about = _forms(policy.title).about
    for passage in passages(content, item):
        if passage.front and not (item.headline and passage.line == item.line_of("headline")):
            continue  # of a title and a subject the rule itself asks more
        whole = passage.front or passage.heading
        named = False  # whether the sentence before names the policy
        for sentence in [passage.english] if whole else sentences(passage.english):
            meant = f"the {policy.title}"
            said = IT.sub(meant, sentence) if named and NOT.search(sentence) else sentence
            if about.search(said) and not _right(content, policy, " ".join(said.split())):
                yield passage, sentence
            named = policy.title.casefold() in sentence.casefold()


def leads_to(content: Content, policy: Policy, caption: str) -> Iterator[str]:
    """The sentences beside a code that leads to a policy which say something else than that it
    does."""
    about = _forms(policy.title).about
    for sentence in (" ".join(each.split()) for each in sentences(caption)):
        text = sentence.strip(" .!:")
        said = about.search(text) and _right(content, policy, text)
        if text and not said and not SCAN.fullmatch(text):
            yield sentence


def taken_back_in(content: Content, policy: Policy, text: str) -> Iterator[str]:
    """The same sentences of a block of text of a file that was brought, in which a heading or a
    caption may run into the words behind it."""
    about = _forms(policy.title).about
    for sentence in (" ".join(each.split()) for each in sentences(text)):
        if about.search(sentence) and not _parts_right(content, policy, sentence):
            yield sentence


def _parts_right(content: Content, policy: Policy, sentence: str) -> bool:
    """Whether a sentence, or what capitals part it into, is right in every part that speaks of the
    policy. The policy's own name is never parted."""
    about = _forms(policy.title).about
    named = [found.span() for found in about.finditer(sentence)]
    capitals = (found.start() for found in CAPITAL.finditer(sentence))
    starts = [
        0,
        *(
            at
            for at in capitals
            if not any(
                one < at < two
                or (one == at and sentence[at:two] == policy.title and CLAUSE.match(sentence[:at]))
                for one, two in named
            )
        ),
    ]
    right = {len(sentence)}
    for start in reversed(starts):
        for end in sorted(right):
            part = sentence[start:end]
            if not about.search(part) or _right(content, policy, part.strip(BULLETS)):
                right.add(start)
                break
    return 0 in right


def _right(content: Content, policy: Policy, sentence: str) -> bool:
    text = sentence.strip(" .!")
    if says(content, policy, text, heading=True) or QUESTION.fullmatch(text):
        return True
    if YET.search(text):
        return False
    about = _forms(policy.title).about
    return _clause(content, policy, text) or all(
        _clause(content, policy, part) for part in CLAUSES.split(text) if about.search(part)
    )


def _clause(content: Content, policy: Policy, words: str) -> bool:
    forms, text = _forms(policy.title), THERE.sub("", words.strip(" .!"))
    if says_it(content, policy, text) or IF_NOT.fullmatch(text) or MIGHT.fullmatch(text):
        return True

    def fine(said: str) -> bool:
        said = said.removeprefix("that ").strip()
        return not forms.about.search(said) or says_it(content, policy, said)

    if means := MEANS.fullmatch(text):
        return fine(means["is"] or "") and not forms.about.search(means["is_not"] or "")
    if does := forms.read.fullmatch(text):
        return not NOT.search(f"{NO_NEED.sub('', does['lead'])} {does['tail']}")
    if has := forms.says.fullmatch(text):
        return fine((has["tail"] or "").strip())
    if (are := WE_ARE.fullmatch(text)) and says_it(content, policy, are["says"]):
        return not NOT.search(are["lead"]) and not forms.about.search(are["lead"])
    learns = LEARN.fullmatch(text)
    return learns is not None and not NOT.search(learns["lead"])
