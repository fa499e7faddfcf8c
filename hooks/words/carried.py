"""What publicity shows of a policy, in the language of the item: one place for the layouts, the
files that are drawn, and the rules.

Which policy is the impartiality policy its own record says (`impartiality_policy: true`). What its
words may be is a list of whole sentences, hooks/words/impartial.yml, to which a service adds in its
policy's record: a list of denials would never end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hooks.sources import own_lists
from hooks.sources.content import Content
from hooks.sources.records import Policy, Publicity

SMALL = frozenset({"card", "signature", "voicemail"})
"""Formats with room for the short statement only."""
EASY = "easy-read"
"""The format whose readers need each idea in a sentence of its own."""
WORDING = Path(__file__).with_name("impartial.yml")
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+")
JOINED = re.compile(r"\s*,?\s+(?:and|or|nor)\s+|\s*[,;:]\s+")


@dataclass(frozen=True, slots=True)
class Shown:
    """The block of one policy as an item shows it: heading, statement, and the line that says at
    which address to read the whole policy. `lang` is the language that it is in; "" is the site's
    own."""

    heading: str
    statement: str
    lead: str
    address: str
    lang: str = ""

    @property
    def where(self) -> str:
        return f"{self.lead} {self.address}"

    @property
    def words(self) -> str:
        return f"{self.heading} {self.statement} {self.where}"


def shown(
    content: Content, policy: Policy, small: bool, language: str = "", *, easy: bool = False
) -> Shown:
    """What is shown of a policy that publicity carries; in another language, or in Easy Read, where
    the policy has its words in it."""
    carried = policy.publicity
    assert carried is not None
    address = content.printed_address(policy)
    other = carried.languages.get(language)
    if other is None:
        return Shown(
            carried.heading,
            carried.short if small else (easy and carried.easy_read) or carried.statement,
            f"Read our {policy.title} at",
            address,
        )
    return Shown(
        other.heading, other.short if small else other.statement, other.where, address, language
    )


def shown_by(content: Content, policy: Policy, item: Publicity) -> Shown:
    """What an item must show of a policy: whole, or short on a small format, in the item's
    language, and in Easy Read on an item in it."""
    return shown(content, policy, item.format in SMALL, item.language, easy=item.format == EASY)


def where_sentence(content: Content, policy: Policy) -> str:
    """The line below the statement: where the whole policy can be read. Layouts print exactly
    this."""
    return shown(content, policy, small=False).where


GREETING = (
    r"(?i:(?:(?:hello|hi|good\s+(?:morning|afternoon|evening|day))[.,!]?\s+)?(?:you\s+have\s+reached"
    r"|you\s+(?:are|have\s+got)\s+through\s+to|you\s+are\s+calling|this\s+is|(?:thank\s+you|thanks)\s+for"
    r"\s+(?:calling|ringing)|welcome\s+to)\s+(?:the\s+)?)?"
)
"""How somebody who answers the phone begins; the service's name follows."""


def titles(content: Content) -> tuple[str, ...]:
    """The words that a layout may put right above the policies, in any order: who the service is.
    The longest come first."""
    if content.service is None:
        return ()
    return tuple(sorted({content.service.name, content.service.long_name}, key=len, reverse=True))


def besides(titles: Iterable[str], words: str) -> str:
    """What stands among some words besides the titles of a layout, each of which a greeting may
    lead to; "" where nothing does."""
    for title in titles:
        words = re.sub(rf"{GREETING}{re.escape(title)}(?:[.!](?=\s|$))?", " ", words)
    return " ".join(words.split())


# --- what an impartiality policy may say ----------------------------------------------------------


@cache
def _national() -> dict[str, tuple[str, ...]]:
    data = own_lists.read(WORDING)
    return {name: tuple(phrases) for name, phrases in data.items()}


def _any(phrases: tuple[str, ...]) -> str:
    return (
        "(?:"
        + "|".join(
            r"\s+".join(map(re.escape, phrase.split()))
            for phrase in sorted(phrases, key=len, reverse=True)
        )
        + ")"
    )


@cache
def _patterns(
    names: tuple[str, ...], own: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A clause that says it, a heading that says it, a word of the subject, and what takes a
    sentence back."""
    words = _national()
    who = _any((*words["who"], *names))
    says, among = _any((*words["says"], *own)), _any(words["among"])
    kind = _any(words["kinds"])
    joined = r"(?:\s*,\s*|\s*,?\s+and\s+)"
    several = rf"(?:{kind}{joined})*{_any(words['impartial'])}(?:{joined}{kind})*"
    given = rf"{_any(words['give'])}\s+{several}\s+{_any(words['given'])}"
    says = rf"(?:{says}|{_any(words['are'])}\s+{several}|{given})"
    people = rf"(?:the\s+|a\s+)?{_any(words['people'])}"
    clause = (
        rf"(?:{who}\s+)?{says}(?:\s+{among}\s+{people}(?:(?:\s*,\s*|\s+(?:and|or)\s+){people})*)?"
    )
    return (
        re.compile(clause, re.IGNORECASE),
        re.compile(_any((*words["headings"], *own)), re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(words['subject'])})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(words['takes_back'])})\b", re.IGNORECASE),
    )


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def _patterns_of(content: Content, policy: Policy):  # type: ignore[no-untyped-def]
    names = (content.service.name, content.service.long_name) if content.service else ()
    own = policy.publicity.impartial_words if policy.publicity else ()
    return _patterns(
        tuple(_plain(name) for name in names), tuple(_plain(phrase).rstrip(".") for phrase in own)
    )


def says_it(content: Content, policy: Policy, sentence: str) -> bool:
    """Whether a whole sentence says that the service takes no side or is impartial, and nothing
    besides."""
    clause = _patterns_of(content, policy)[0]
    text = _plain(sentence).strip(" .!")
    if not text:
        return False
    if clause.fullmatch(text):
        return True
    parts = [part for part in JOINED.split(text) if part]
    return len(parts) > 1 and all(clause.fullmatch(part) for part in parts)


def denials(content: Content, policy: Policy, words: str, heading: bool = False) -> Iterator[str]:
    """The sentences of a heading or statement that speak of taking sides and are none of the list,
    or that take others back."""
    _, title, subject, back = _patterns_of(content, policy)
    for sentence in SENTENCE.split(_plain(words)):
        fine = says_it(content, policy, sentence) or (
            heading and title.fullmatch(sentence.strip(" .!"))
        )
        if not fine and (subject.search(sentence) or back.search(sentence)):
            yield sentence


def says(content: Content, policy: Policy, words: str, heading: bool = False) -> bool:
    """Whether one of the sentences says that the service takes no side."""
    title = _patterns_of(content, policy)[1]
    return any(
        says_it(content, policy, one) or (heading and title.fullmatch(one.strip(" .!")))
        for one in SENTENCE.split(_plain(words))
    )
