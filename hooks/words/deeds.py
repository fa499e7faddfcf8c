"""What the service says of its own deeds where it speaks for itself to everybody, on publicity and
in notices; and what it tells people to do there.

To promise, to press or to take a side there are more words than a list of wrong ones can hold. So
this is a list of what is right: what an information, advice and support service does. All other
deeds are named, and a policy may add the service's own (`we_also`). What we deny, ask or suppose is
free.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from hooks.sources.answered import answered
from hooks.words.passages import sentences
from hooks.words.patterns import later

RIGHT = frozenset(
    """
    accept act add agree answer apologise apply approach arrange ask attend book break bring
    build call care carry challenge change charge check clean close collect come commit compare
    confirm consult contact contribute copy count cover cut deal decide delete describe develop
    discuss do draft draw e-mail edit email employ end enter entitle exist explain file fill fit
    focus follow gather give go greet guide hand hang have hear help hold host include inform
    introduce invite involve join keep know lay lead learn leave lend let limit link list listen
    look mail make manage mark mean measure meet mention mind monitor move name need note notice
    offer open operate order organise owe own pass pay pick plan play point post practise
    prepare present print process produce protect provide publish put quote raise reach read
    receive recognise record recruit refer remain remember remind repeat reply report represent
    reserve resolve respect respond return review ring rotate run save say schedule seek send
    serve set share show shut sign signpost sit sound speak spell spend stand start stay stop
    store study suggest summarise supervise supply support surround take talk teach tell test
    text thank train transfer translate travel treat try type understand update use value visit
    volunteer wait walk warn wear welcome work write
    """.split()
)
"""In the form that follows "we". What may be done for one side, such as to support its view, is
read by its sense elsewhere: voice.py."""
IRREGULAR = {
    "came": "come", "did": "do", "done": "do", "does": "do", "gave": "give", "given": "give",
    "goes": "go", "gone": "go", "went": "go", "had": "have", "has": "have", "heard": "hear",
    "held": "hold", "kept": "keep", "knew": "know", "known": "know", "learnt": "learn",
    "left": "leave", "lent": "lend", "made": "make", "meant": "mean", "met": "meet",
    "paid": "pay", "rang": "ring", "ran": "run", "said": "say", "sent": "send", "shown": "show",
    "sat": "sit", "spoke": "speak", "spoken": "speak", "spent": "spend", "stood": "stand",
    "taken": "take", "took": "take", "taught": "teach", "told": "tell", "thought": "think",
    "understood": "understand", "written": "write", "wrote": "write", "won": "win",
    "fought": "fight", "got": "get", "beat": "beat", "beaten": "beat", "brought": "bring",
    "built": "build", "drawn": "draw",
}  # fmt: skip
WHO = (
    r"(?:we|our\s+(?:whole\s+)?(?:staff|team|advisers?|volunteers?|service)"
    r"(?:\s+and\s+(?:staff|volunteers))?)"
)
BETWEEN = (
    r"(?:will|can|may|could|would|shall|must|should|might|do|does|did|have|has|had|always|also|often|then|both"
    r"|all|just|gladly|happily|to|are|is|am|were|was|be|been|being|too|\w+ly|now|still|first|soon|each|going"
    r"|happy|glad|here|there|able|(?:want|like|try|tries|aim|hope|need|promise)s?(?=\s+to\b)|not|never|cannot|\w+n't)"
)
DEED = later(
    rf"\b{WHO}(?:'ll|'ve|'re|'d)?((?:\s+{BETWEEN}(?=\s))*)\s+([a-z]+(?:-[a-z]+)?)\b", re.IGNORECASE
)
CLAUSE = later(r"(?:[^\s.,;:!]+[\s]*){1,8}")
"""As much of a sentence as is shown in a finding."""
WHOLE_BETWEEN = later(BETWEEN, re.IGNORECASE)
NO_DEED = later(r"\b(?:are|is|am|was|were|be|been|being|re)$", re.IGNORECASE)
HAVING = later(r"\b(?:have|has|had|ve)$", re.IGNORECASE)
DENIED = later(r"\b(?:not|never|cannot|\w+n't)\b", re.IGNORECASE)
FREE = later(
    r"\b(?:what|which|who|whom|where|when|why|how|that|if|whether|unless|until|before|after|once|as|because|than|while)"
    r"(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)
"""Right before who does it: the deed is asked, supposed, or told of something else."""
NO_VERB = frozenset(
    """
    a an the our your their its this that these those no none one two three some any more most
    many much it them you us of in on at for from with by and or but so as about who which
    ourselves together nothing something anything everything nobody only also even well back
    here there out up apart
    """.split()
)
ALSO_RIGHT = {
    "get": later(r"\s+(?:back\s+to|in\s+touch|ready|to\s+know|together|many|a\s+lot\s+of)\b"),
    "see": later(r"\s+(?:you|people|families|everyone|anyone|everybody|anybody)\b"),
    "think": later(r"\s+(?:about|of|with)\b"),
    "advise": later(r"\s+(?:on|about|families|parents|people|and|you\s+(?:on|about|of))\b"),
    "want": later(r"\s+(?:all|every\w*|you|your|people)\b"),
}
"""Deeds that are right with these words after them: to get back to somebody, to see people."""
PRESSES = frozenset(
    """
    battle believe convince demand ensure expect feel fight force get guarantee hope insist
    persuade prefer press promise push recommend secure stop think urge win
    """.split()
)
"""Deeds of our staff that no name of a thing begins with."""
OF_PEOPLE = (
    r"(?:assessments?|reassessment|plans?|reviews?|mediation|appeals?|tribunal|hearing|complaints?|claims?|change|transport"
    r"|special\s+school|mainstream|school\s+place)"
)
"""What people may ask for, so that it is for them to say whether they do."""
WHICH = r"(?:(?:a|an|the|another|more|early|new|full|formal|independent|ehc|needs|school)\s+){0,4}"
TELLS = later(
    r"^(?:(?:please|just|always|never|now|then|so|first|today)\s+|do\s+not\s+|don't\s+|if\s+[^.,;]*,\s*)*"
    r"(?:(?:appeal|complain|mediate|refuse|accept|demand|insist|challenge|settle|withdraw)\b(?!:)"
    rf"|(?:(?:ask|apply|push|press|go|opt|fight)\s+for|choose|pick|try|use|request)\s+{WHICH}{OF_PEOPLE}\b"
    r"(?!\s+(?:forms?|polic\w+|leaflets?|pages?|guides?|procedures?|booklets?|lines?|teams?|letters?|dates?)\b))",
    re.IGNORECASE,
)
"""A sentence that tells people to take an option."""
TELLS_TO_WAIT = later(
    r"\b(?:do\s+not|don't|never)\s+(?:\w+\s+)?(?:reply|answer|respond|sign|agree|decide|send|say|speak|talk|appeal|complain|meet|do"
    r"|write|accept|go|pay)\b[^.;!?]*\b(?:until|before|unless|without)\b[^.;!?]*\b(?:us|me|our\s+\w+)\b"
    r"|\b(?:(?:speak|talk|come|write)\s+to|call|ring|phone|contact|ask|see)\s+(?:us|me)\s+(?:first(?=\W*$)"
    r"|before\s+you\s+(?:\w+\s+)?(?:sign|appeal|reply|answer|respond|agree|accept|decide|complain|choose|write)\b)",
    re.IGNORECASE,
)


@answered
def strange(text: str, also: tuple[str, ...] = ()) -> Iterator[str]:
    """The words of a text that say of us another deed than those that are right, or that the
    service adds."""
    right = RIGHT | set(also)
    for sentence in sentences(text.replace("’", "'")):
        if not sentence.rstrip().endswith("?"):
            for found in DEED.finditer(sentence):
                if not _right(found, right):
                    yield CLAUSE.match(sentence, found.start())[0].strip()  # type: ignore[index]


@answered
def nudges(text: str) -> Iterator[str]:
    """The sentences of a text that tell people to take an option, or to wait for us."""
    for sentence in sentences(text.replace("’", "'")):
        said = sentence.strip()
        begins = said[:1].isupper() and TELLS.match(said)
        if not said.endswith("?") and (begins or TELLS_TO_WAIT.search(said)):
            yield said.rstrip(".!")


def _right(found: re.Match[str], right: Collection[str]) -> bool:
    """Whether a deed is one of those that are right, or none at all."""
    between, word = found[1].strip(), found[2].casefold()
    before, after = found.string[: found.start()], found.string[found.end() :]
    if (
        word in NO_VERB
        or WHOLE_BETWEEN.fullmatch(word)
        or DENIED.search(between)
        or FREE.search(before)
    ):
        return True
    bases = set(_bases(word))
    if found[0][:3].casefold() == "our" and not between and not bases & PRESSES:
        return True  # no deed, but the name of something: our service manager
    if NO_DEED.search(between) and not word.endswith("ing"):
        return True  # how we are
    if HAVING.search(between) and not (word.endswith("ed") or word in IRREGULAR):
        return True  # what we have
    return any(
        base in right or (base in ALSO_RIGHT and ALSO_RIGHT[base].match(after)) for base in bases
    )


def _bases(word: str) -> Iterator[str]:
    """The forms that follow "we" of which a word may be another."""
    yield word
    if word in IRREGULAR:
        yield IRREGULAR[word]
    for ending in ("s", "es", "ed", "d", "ing"):
        stem = word.removesuffix(ending)
        if stem != word:
            yield stem
            yield f"{stem}e"
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield f"{stem[:-1]}y"
