"""Sentences in which the service gives a voice of its own: it offers what it thinks or would
choose, ranks the options, says that it agrees with one of those whom it helps, or promises how a
matter will end.

All can be said in more words than a list holds. So a sentence is read as who (we, I, our staff),
what they do, and whose view it is; one that denies it, asks it or only supposes it is free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.sources.answered import answered
from hooks.words.passages import sentences
from hooks.words.patterns import later

WHO = (
    r"(?:we|i|our\s+(?:staff|team|advisers?|volunteers?|service)|(?:the|your)\s+(?:adviser|volunteer)"
    r"|volunteers)"
)
WILL = (
    r"(?:\s+(?:will|can|may|could|would|always|also|often|gladly|happily|then|fully|all|both|do"
    r"|have|to|like\s+to|(?:are|am|is)\s+(?:happy|glad|free|able|here)\s+to))*"
)
GIVES = r"(?:says?|said|tells?|told|gives?|offers?|shares?|explains?|shows?|writes?|let)"
OPINION = (
    r"(?:(?:what|which|whether|how|where)\b[^,;:.!?]*?\b(?:we|i|they)(?:\s+(?:\w+ly|all))?(?:"
    r"(?:\s+(?:would|should|might)|'d)(?:\s+(?:have|rather|\w+ly))*\s+(?:do(?:ne)?\b(?!\s+(?:if|when)\s+(?:you|there)\s+(?:\w+\s+)*(?:risk|harm))"
    r"|pick(?:ed)?|choos\w+|chosen|go\s+for|prefer|want|take|opt|ask\s+for|decide)"
    r"|\s+(?:think|believe|feel|find|prefer|like|recommend|favour)\s+(?:is\s+)?(?:best|right|better|wrong|most)"
    r"|\s+(?:prefer|recommend|favour)\b"
    r"|\s+think(?=\W*$|\s+(?:about|of|you\s+should|should)\b)|(?:'d|\s+would)\s+in\s+your)"
    r"|(?:my|our|their)\s+(?:own\s+|honest\s+|personal\s+|professional\s+)*(?:opinions?|recommendations?|preferences?|verdict|favourite))"
)
BEST = (
    r"(?:what|which|whether)\b[^,;:.!?]*?\b(?:is|are|works?|would\s+be|will\s+be|was)\s+(?:the\s+)?"
    r"(?:best|better|right|wrong|sensible|wis\w+|strong\w*|safest|most|worth)\b"
)
ADVICE = (
    r"(?:my|our)\s+(?:\w+\s+)?(?:advice|recommendation|suggestion|tip|choice|favourite|preference)\s+(?:is|would\s+be|to\s+\w+\s+is)\s+"
    r"(?!(?:free|impartial|neutral|unbiased|independent|confidential|private|not|never|open|there|here|for|about|based|given|in|on|by|always|the\s+same|also|accurate|clear)\b)"
)
WOULD = (
    r"(?:if\s+(?:it\s+(?:was|were)\s+(?:my|our)\s+\w+|(?:i|we)\s+(?:was|were)\s+you)|in\s+your\s+(?:place|shoes|position))"
    r"[^.;:!?]*\b(?:we|i)\b(?:'d|\s+would)"
    rf"|\b{WHO}(?:\s+would|'d)\s+(?:\w+ly\s+|always\s+|never\s+)?(?:pick|choose|go\s+for|opt\s+for|refuse|accept|appeal|turn\s+(?:it\s+)?down)\b"
    r"|(?:what|which(?:\s+\w+)?)\s+(?:we|i)(?:\s+would|'d)\s+(?:do|pick|choose|go\s+for)\s+(?:myself|ourselves|in\s+your)"
)
GIVES_OPINION = later(
    rf"\b{WHO}{WILL}\s+{GIVES}\s+(?:[\w\[\]]+\s+){{0,3}}?(?:{OPINION}|{BEST})|\bask\s+(?:us|me)\s+{BEST}|\b{ADVICE}|\b(?:{WOULD})",
    re.IGNORECASE,
)
WHOSE = (
    r"(?:(?:the|this|that|these|those|their|his|her|your|its|[\w\]\[]+(?:'s|s'))\s+(?:[\w'\]\[]+\s+){0,2}?"
    r"(?:views?|opinions?|cases?|claims?|positions?|side|arguments?|appeals?|complaints?|requests?|wish|wishes"
    r"|demands?|concerns?|worr(?:y|ies)|application|cause|campaign|point\s+of\s+view)\b"
    r"|(?:it|them|him|this|that|these|both)(?=\W*$|[,;:.!?]|\s+(?:and|too|fully|completely|in\s+full|entirely|all|as\s+well|because|100)\b))"
)
PERSON = (
    r"(?:them|him|her|it|this|that|you|(?:the|this|that|their|his|your)\s+(?:[\w'\]\[]+\s+)?\w+|\[[^\]]*\]|parents?|families|family|schools?"
    r"|the\s+\w+|what\s+\w+\s+\w+)"
)
AGREES = later(
    rf"\b{WHO}{WILL}\s+(?:(?:share|back|support|endorse|uphold|second)s?\s+{WHOSE}(?!\s+with\b)"
    rf"|(?:agree|agrees|sympathise|side|sides|stand|stands)\s+(?:\w+ly\s+)?(?:with|by|behind)\s+{PERSON}"
    r"(?!\s+(?:about\s+|on\s+)?(?:what|when|how|who|which|where|whether|a|an|on|that\s+\w+\s+(?:will|can))\b)"
    r"|(?:think|believe|feel|find)\s+so\s+too|(?:think|believe|feel|see\s+it)\s+(?:the\s+same|as\s+\w+\s+do|like\s+(?:them|you))"
    r"|(?:are|am|is)\s+(?:\w+ly\s+)?(?:of\s+the\s+same\s+(?:view|mind|opinion)|with\s+(?:them|you)\s+on|right\s+behind))"
    r"|\b(?:and\s+)?(?:so|as)\s+(?:do|does|are|am|is)\s+(?:we|i|our\s+\w+)\b(?!\s+\w)"
    r"|\b(?:and|,)\s+(?:we|i)\s+do,?\s+too\b"
    r"|\b(?:we|i)\s+(?:\w+ly\s+)?agree(?=\W*$|,|\s+(?:that|and\s+ask)\b)",
    re.IGNORECASE,
)
CHILD = (
    r"(?:(?:your|my|our|their|her|his)\s+(?:child|son|daughter|family|teenager|boy|girl)|you|them|him|her|they|he|she|famil(?:y|ies)|parents|children"
    r"|young\s+people)"
)
OUTCOME = (
    r"(?:help|support|plans?|schools?|place|provision|results?|outcome|decision|answer|money|funding|budget"
    r"|assessment|diagnosis|transport|therapy|hours|yes)\b"
)
GETS = r"(?:get|gets|got|receive|receives|win|wins|won|secure|secures|secured|obtain|obtains)"
OUTCOMES = later(
    rf"\b{WHO}(?:{WILL}|'ll|'ve)\s+(?:(?:win|won|beat|succeed)\b"
    rf"|(?:help\s+{CHILD}\s+(?:to\s+)?)?{GETS}\s+{CHILD}\s+(?:(?:the|a|an|more|better|into|all)\s+(?:\w+\s+){{0,2}}?{OUTCOME}"
    r"|what\s|everything\s)|(?:get|deliver|bring|secure)s?\s+(?:\w+\s+)?results\b"
    rf"|(?:make\s+(?:sure|certain)|ensure|see\s+to\s+it|guarantee|promise)\s+(?:that\s+)?(?:{CHILD}|the\s+(?:council|school))\s+"
    rf"(?:(?:will|can|always)\s+)*(?:{GETS}\s+(?:(?:the|a|an|more|all)\s+(?:\w+\s+){{0,2}}?{OUTCOME}|what\s)|win|wins|listens?|agrees?|pays?|says?\s+yes)"
    rf"|{GETS}\s+(?:it|this|that|things|(?:the|a|that|their|your)\s+(?:council's\s+|school's\s+)?decisions?)\s+(?:changed|overturned|reversed|put\s+right|turned\s+round|sorted)"
    rf"|(?:guarantee|promise)\s+(?:{CHILD}\s+)?(?:the|a|an|more|your)\s+(?:\w+\s+){{0,2}}?{OUTCOME}"
    r"|(?:make|force|get)\s+(?:the\s+)?(?:councils?|schools?)\s+(?:to\s+)?(?:listen|act|agree|pay|change|give|say\s+yes))"
    rf"|\b{CHILD}(?:\s+(?:will|is\s+going\s+to|are\s+going\s+to)|'ll)\s+(?:always\s+|surely\s+)?{GETS}\s+(?:the|a|more|all)\s+(?:\w+\s+){{0,2}}?{OUTCOME}"
    rf"|\b{GETS}\s+(?:{CHILD}\s+)?(?:(?:the|all\s+the|a|more|better)\s+(?:\w+\s+){{0,2}}?{OUTCOME}\s+(?:that\s+)?|what\s+)"
    rf"(?:you\s+want|they\s+need|{CHILD}\s+(?:wants?|needs|has\s+a\s+right\s+to))\b"
    rf"|\b(?:win|secure)\s+(?:the|your|a|more|better)\s+(?:\w+\s+){{0,2}}?{OUTCOME}|\b(?:get|gets|getting|deliver\w*|guarantee\w*)\s+results\b"
    rf"|\b(?:got|won|secured)\s+{CHILD}\s+(?:the|a|into\s+the|into\s+a|more|better)\s+(?:\w+\s+){{0,2}}?{OUTCOME}"
    rf"|\bresults\s+for\s+{CHILD}|\bguaranteed\s+(?:\w+\s+)?{OUTCOME}",
    re.IGNORECASE,
)
DEPENDS = later(r"\b(?:if|(?<!by\s)when|whether|unless|may|might|can\s+decide)\b", re.IGNORECASE)
PARTY = (
    r"(?:(?:the|this|that|your|their|his|her)\s+(?:\w+\s+)?(?:famil(?:y|ies)|parents?|mother|father|schools?|councils?"
    r"|college|teachers?|panel)|families|parents|schools|councils)"
)
"""Whom the service must not judge."""
VERDICT = later(
    rf"\b{PARTY}\s+(?:is|are|was|were)\s+(?:\w+ly\s+|quite\s+|in\s+the\s+)?(?:right|wrong|unfair|mistaken|to\s+blame|at\s+fault)"
    r"(?=\W*$|[,;:.!]|\s+(?:about|to\s+be|that|because|when|and)\b)"
    rf"|\b{PARTY}\s+(?:(?:often|always|usually|has|have|had)\s+)*(?:gets?|got)\s+(?:it|this|things)\s+(?:\w+ly\s+)?wrong\b"
    rf"|\b{PARTY}\s+(?:(?:has|have|had|often|always)\s+)*lets?\s+(?:this|that|your|their|his|her|the|our|you)\s*(?:\w+\s+)?down\b"
    r"|\b(?:parents|families|mothers|schools|teachers)\s+know\s+best\b"
    rf"|\b{WHO}{WILL}\s+works?\s+for\s+(?:parents|families|children|schools)(?:,?\s+(?:and\s+)?not\b|\s+(?:alone|only)\b)"
    rf"|\b{WHO}{WILL}\s+works?\s+for\s+(?:parents|families|mothers|schools|the\s+(?:council|school))(?=\W*$)"
    r"|\b(?:views?|opinions?)\b[^.;!?]*\b(?:is|are)\s+(?:those|that)\s+of\s+(?:the|our|your)\s+(?:\w+\s+)?(?:councils?|schools?|famil\w+|parents?)\b"
    r"|\b(?:a|the)\s+(?:voice|champion|ally|defender)\s+(?:for|of)\s+(?:parents|families|mothers|schools)\b|\bagainst\s+the\s+system\b"
    r"|\bback\s+(?:every|each)\s+(?:parent|family|child|school|mother)\b",
    re.IGNORECASE,
)
"""Who is right or wrong, and for whom alone we are there."""
SUPPOSED = later(
    r"\b(?:what|who|which|where|when|that|think|thinks|thought|say|says|said|feel|feels|why|how)\b",
    re.IGNORECASE,
)
"""Before a verdict: it is somebody else's, or is still to come."""
SAYS_WHO_IS_RIGHT = later(
    r"\b(?:in\s+(?:our|my)\s+(?:eyes|view|opinion|judgement)\b|\b(?:we|i)(?:\s+\w+ly)?\s+(?:think|believe|feel|find|know|see)\s+(?:that\s+)?)"
    r"[^.;:!?]*\b(?:is|are|was|were|has|have)\s+(?:\w+ly\s+)?(?:right|wrong|fair|unfair|justified|mistaken|a\s+point)\b"
    r"|\b(?:we|i)\s+(?:too\s+(?:want|hope|ask|wish|believe|think|feel)|also\s+(?:want|hope|believe|think|wish)\s+(?!you\b|to\b))"
    r"|\b(?:we|i|who|proud\s+to|glad\s+to|happy\s+to|here\s+to)\s+(?:back|champion|stand\s+(?:up\s+for|by|behind)|fight\s+for|side\s+with)\s+"
    r"(?:all\s+|our\s+|the\s+|your\s+)?(?:parents|famil\w+|children|schools?|councils?|mothers?|young\s+people)\b",
    re.IGNORECASE,
)
WANTED = (
    rf"(?:what|everything(?:\s+that)?|(?:the|all\s+the|a|more|better)\s+(?:\w+\s+){{0,2}}?{OUTCOME}(?:\s+that)?)"
    r"\s+(?:they|you|he|she|their\s+\w+|your\s+\w+|families|parents)\s+(?:had\s+|have\s+|has\s+)?"
    r"(?:wants?|wanted|needs?|needed|(?:asks?|asked|hopes?|hoped|wish(?:es|ed)?|appl(?:ies|ied))(?:\s+for)?)"
)
"""What people hope that a matter will bring."""
MOST = (
    r"(?:most|nearly\s+all|almost\s+all|nearly\s+every|almost\s+every|the\s+majority\s+of|many|hundreds\s+of|thousands\s+of"
    r"|(?:\w+|\d+)\s+(?:out\s+of|in)\s+(?:every\s+)?(?:ten|five|four|three|\d+)|\d+\s*(?:%|per\s*cent)(?:\s+of)?)"
)
PEOPLE = (
    r"(?:famil(?:y|ies)|parents?|carers?|mothers?|fathers?|children|young\s+people|people|pupils"
    r"|of\s+(?:them|those|our\s+\w+))"
)
CHEERS = (
    rf"(?:{GETS}|has|have|had|was|were|been)(?:\s+been)?(?:\s+given)?\s+{WANTED}\b"
    r"|\bfinds?\b[^.;!?]*\b(?:works?\s+(?:out\s+)?(?:well|best|better)|helps?|(?:is|are|was)\s+(?:easier|quicker|worth))\b"
    r"|\b(?:wins?|won|succeeds?|succeeded|(?:are|were|feels?|felt)\s+happier"
    r"|(?:chooses?|chose|prefers?|preferred|picks?|picked|go(?:es)?\s+for|went\s+for|recommends?)"
    r"\s+(?:(?:a|an|the|to)\s+)?(?:\w+\s+)?"
    r"(?:schools?|mediation|mediate|appeals?|tribunal|complaints?|complain|plans?|options?)\b)"
)
HOW_IT_WENT = later(
    rf"\b{GETS}\s+(?:{CHILD}\s+)?{WANTED}\b(?<!you\sasked)(?<!you\sasked\sfor)"
    rf"|\b{MOST}\s+(?:\w+\s+)?{PEOPLE}\b[^.;!?]*?\b(?:{CHEERS})"
    r"|\b(?:councils?|schools?|panels?|tribunals?)\s+(?:then\s+|finally\s+|soon\s+|in\s+the\s+end\s+)?"
    r"(?:said\s+yes(?!\s+to\b)|gave\s+(?:in|way)|backed\s+down|changed\s+(?:its|their)\s+minds?)\b"
    rf"|\b{PEOPLE}\s+who\s+(?:asked|appealed|complained|came|applied|waited|called|rang|chose|went|pushed|used|worked)\b[^.;!?]*?\b(?:kept|got|won|saved|gained|were\s+given)\b(?!\s+(?:here|there|in|back|to|a\s+copy)\b)"
    r"|\bsuccess\s+(?:stor(?:y|ies)|rates?)\b|\btrack\s+record\b|\bproven\s+(?:results|success)\b",
    re.IGNORECASE,
)
"""What others got, as a promise that it will be so again; or what most people choose."""
COME_WHAT_MAY = later(
    r"\b(?:with|thanks\s+to)\s+(?:us|our\s+\w+)\b[^.;!?]*\b(?:councils?|schools?|tribunal|panel|they)\s+(?:will|has\s+to|have\s+to|must)\b"
    r"|\b(?:your|their|his|her)\s+(?:case|appeal|claim|complaint)\s+(?:will\s+)?(?:wins?|succeeds?)\b"
    r"|\bturns?\s+(?:it|that|this|them|(?:a|the|their|every)?\s*[\"“]?no[\"”]?)\s+(?:in)?to\s+(?:a\s+)?[\"“]?yes\b",
    re.IGNORECASE,
)
RANK = r"(?:best|better|safest|wisest|smartest|worst|most\s+sensible)"
OPTION = (
    r"(?:place|way|ways|thing|step|start|choice|option|route|answer|bet|chance|idea|school|decision|plan|support|outcome|result"
    r"|solution|path|move|course)"
)
TO_REACH_US = (
    r"(?:\s+(?:time|times|day|days|hour|moment|number|wishes|regards)\b|(?:\s+(?:way|place|thing))?\s+(?:if\s+you|to"
    r"\s+(?:reach|contact|get\s+in\s+touch|call|ring|phone|write|e-?mail|bring|tell|ask|leave|find|send|have|come|say|meet|read)\b))"
)
NOT_HOW_THEY_ARE = "".join(
    rf"(?<!\b{who}\s)" for who in ("he", "she", "child", "son", "daughter", "pupil", "things")
)
NOT_WELL_AGAIN = rf"(?:{NOT_HOW_THEY_ARE}|(?!\w+\s+(?:\w+\s+)?better\b(?!\s+(?:in|at|with|off)\b)))"
"""A person who is better is well again; one who is better or best somewhere is advised."""
RANKS = later(
    rf"{NOT_WELL_AGAIN}\b(?:is|are|was|were|be|been|works?|seems?|proves?)\s+(?:\w+ly\s+|often\s+|always\s+|still\s+|by\s+far\s+)?"
    rf"(?:the\s+|a\s+|your\s+)?{RANK}\b(?!{TO_REACH_US}|\s+(?:known|to\s+be\s+safe)\b)"
    rf"|\b(?:the|a|your|our|an\s+even)\s+{RANK}\s+(?:\w+\s+)?{OPTION}\b(?!{TO_REACH_US})"
    rf"|\b{WHO}{WILL}\s+helps?\s+(?:\w+\s+){{1,3}}?(?:make|makes|choose|reach)\s+(?:(?:a|the)\s+)?(?:good|right|wise|sensible)\s+(?:choices?|decisions?|options?)\b"
    rf"|\b{WHO}{WILL}\s+(?:steers?|leads?|guides?|push(?:es)?|nudges?|points?|directs?|moves?|encourages?|persuades?|talks?|wins?)"
    r"\s+(?:\w+\s+){1,3}?(?:to|towards?|into|away\s+from|over\s+to)\s+(?:the|a|an|one|what)\s+(?:\w+\s+)?"
    r"(?:options?|choice|decision|route|school|answer|we|i|works)\b",
    re.IGNORECASE,
)
"""One option as better than others. When to call us may be better or worse."""
CLAUSE = later(
    r"[,;:]\s+(?!that\b|or\b|whether\b)|\s+(?:and|but|so)\s+(?=(?:we|i|our|they|you|it|the)\b)",
    re.IGNORECASE,
)
FREE = later(
    r"\b(?:not|never|nobody|nothing|no\s+one|no|none|neither|nor|cannot|without|\w+n't|if|whether|unless|think\s+that|believe\s+that"
    r"|means?\s+that|may|might|asked\s+whether)\b",
    re.IGNORECASE,
)
"""Before the words in their own clause: they are denied, asked or only supposed."""
CHOOSERS = later(r"\b(?:what|which|where|who|how|why)\b", re.IGNORECASE)
"""Before them too: it is for others to say."""


@answered
def own_opinion(text: str) -> Iterator[str]:
    """The words with which the service offers an opinion of its own, or a choice."""
    return _said(GIVES_OPINION, text)


@answered
def ranking(text: str) -> Iterator[str]:
    """The sentences that rank one option above others, or lead people to it."""
    for words in _said(RANKS, text):
        sentence = _sentence(text, words)
        if not CHOOSERS.search(sentence.partition(words)[0]):
            yield sentence.strip(" .!")


@answered
def agreement(text: str) -> Iterator[str]:
    """The words with which the service says that it agrees with somebody's view, or backs it."""
    yield from _said(AGREES, text)
    yield from _said(SAYS_WHO_IS_RIGHT, text)
    for words in _said(VERDICT, text):
        if not SUPPOSED.search(_sentence(text, words).partition(words)[0]):
            yield words


@answered
def outcome(text: str) -> Iterator[str]:
    """The words that promise how a matter will end, which others decide."""
    for words in (
        *_said(OUTCOMES, text),
        *_said(COME_WHAT_MAY, text),
        *_said(HOW_IT_WENT, text),
    ):
        if not DEPENDS.search(_sentence(text, words)):
            yield words


def _sentence(text: str, words: str) -> str:
    """The sentence of a text that holds some words."""
    return next(said for said in sentences(text.replace("’", "'")) if words in said)


def _said(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for sentence in sentences(text.replace("’", "'")):
        if sentence.rstrip().endswith("?"):
            continue
        for found in pattern.finditer(sentence):
            clause = CLAUSE.split(sentence[: found.start()])[-1]
            if not FREE.search(clause):
                yield found[0].strip()
