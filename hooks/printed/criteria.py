"""What every printed file is held against, whatever its kind: the words and the link of each
policy, the least contrast and size of letters, and the sentences that the proofs share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import phonenumbers

from hooks.printed.editions import Edition
from hooks.printed.normalise import letters as only_letters
from hooks.printed.normalise import squeezed
from hooks.sources.records import international

CARRIES, ACCESSIBLE, FITS, BALANCED, CONFIRMED = (
    "printed-carries-policy",
    "printed-is-accessible",
    "printed-fits",
    "printed-is-balanced",
    "printed-is-confirmed",
)
SEEN = 4.5
"""The least contrast of the letters of a policy."""
FAINT, TINY = 3.0, 5.0
"""Of publicity that was brought: the least contrast of its letters (WCAG 2.2, 1.4.3, large text),
and their least size in points."""
HIGHEST = 0.7
"""The policy begins in the upper part of its page: at most this far down."""
CARD_LEAST, SHARE = 8.0, 8.0
"""Points of the letters of a policy on a card, which may show the short statement; and what part of
the largest letters on its sheet the policy is at least."""
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
UNFILLED = ("{{", "}}", "{%", "not confirmed", "not checked by us")


@dataclass(frozen=True, slots=True)
class Carry:
    """What a file must show of one policy. `where` is the line that names the printed `address`;
    `link` leads there; `short` is the statement that a card may show instead."""

    policy: str
    heading: str
    statement: str
    where: str
    address: str
    link: str
    short: str = ""

    @property
    def words(self) -> str:
        return f"{self.heading} {self.statement} {self.where}"


@dataclass(frozen=True, slots=True)
class Expected:
    """What one file is held against. `name` begins each finding; `words` are all its words in their
    order, None where nobody knows them (publicity that was brought); `numbers` and `mails` are what
    may be printed of those among them; `fields` the titles of what can be filled in; `authors` who
    may be named as the maker of what was brought; `titles` what may stand right above the policy;
    `codes` where its QR codes lead; `room` why its layout leaves room free, `distance` from how
    many metres it is read.
    """

    name: str
    carries: tuple[Carry, ...]
    least: float
    lang: str
    title: str = ""
    words: str | None = None
    edition: Edition | None = None
    numbers: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    room: str = ""
    distance: float = 0.0


def lacking(carry: Carry, text: str, where: str) -> str:
    """Which words of a policy's block a file lacks, and where to copy them. `text` is all its
    letters."""
    name, copied = (
        carry.policy,
        f'Copy them from the page {carry.address}, under "What our publicity says".',
    )
    statement = only_letters(carry.statement)
    if statement in text:
        if only_letters(carry.heading + carry.statement) not in text:
            return (
                f'must show the {name} statement right below its heading "{carry.heading}", with'
                " nothing between; it does not."
            )
        return (
            f"must print below the {name} statement, with nothing between, where to read it:"
            f' "{carry.where}".'
        )
    sentences = [
        one
        for one in re.split(r"(?<=[.!?])\s+", squeezed(carry.statement))
        if only_letters(one) not in text
    ]
    if sentences and len(sentences) < len(re.split(r"(?<=[.!?])\s+", squeezed(carry.statement))):
        return (
            f"must show the {name} statement whole, {where}; these words are missing:"
            f' "{" ".join(sentences)}". {copied}'
        )
    if not sentences:
        return (
            f"must show the {name} statement in one piece, {where}; other words stand between its"
            f" sentences. {copied}"
        )
    return (
        f"must show the {name} statement {where}; all of its words are missing:"
        f' "{carry.statement}". {copied}'
    )


HANGS = frozenset(
    """
    a about after also although an and are as at because before but by for from has have if in into
    is it like nor not of on or our since so than that the their then these they this those though
    to under unless until upon was we were when where which while who whose with without you your
    """.split()
)
"""The words of English that a sentence does not end with (its function words are a closed list): a
title that ends so goes on in what follows."""
SPEAKS_OF_IT = re.compile(
    r"\b(?:(?:im)?partial\w*|sides?|neutral\w*|bias\w*|true|untrue|false|lies?|"
    r"following|below|beneath|underneath|ignore|not ours?|"
    r"(?:the|this|that|our|any|no) (?:policy|statement)|"
    r"(?:these|those|such|our|no|all) (?:\w+ )?words|"
    r"(?:the|this|that) (?:\w+ )?(?:box|panel|frame|paragraph|passage)|"
    r"(?:(?:dis)?agree|believe)[sd]?(?: (?:in|to|with) (?:it|this|that|them))?(?=[.!?]*$))\b",
    re.IGNORECASE,
)
"""A title that speaks of the policy right below it would say something about it."""
WHAT_WE_GIVE = re.compile(
    r"(?<!not )(?<!no )\bimpartial (?:information|advice|help|support)\b", re.IGNORECASE
)
"""What an item may be about: it says nothing of the policy."""


def names_a_title(said: str) -> bool:
    """Whether the words of a heading are a title by themselves: short, whole, and not about the
    policy below."""
    last = said.rsplit(maxsplit=1)[-1].casefold()
    return (
        len(said.split()) <= 14
        and last not in HANGS
        and said[-1] not in ":,;–—-…"
        and not SPEAKS_OF_IT.search(WHAT_WE_GIVE.sub("help", said))
    )


def no_person(maker: str, authors: Sequence[str]) -> str:
    """What to do where a file names its maker."""
    return (
        f"must name no person as its author; it names {maker}. In its properties, leave the author"
        f' empty or write "{authors[0] if authors else ""}"; in Word: File, Info, Inspect Document.'
    )


def unconfirmed(text: str, numbers: Sequence[str], mails: Sequence[str]) -> Iterator[str]:
    """Telephone numbers and e-mail addresses that no record confirms, and marks of what is not
    known."""
    for match in phonenumbers.PhoneNumberMatcher(
        text, "GB", leniency=phonenumbers.Leniency.POSSIBLE
    ):
        shown = match.raw_string
        if sum(sign.isdigit() for sign in shown) >= 7 and international(shown) not in numbers:
            yield f"must not print {shown}: no record confirms this number."
    for mail in dict.fromkeys(EMAIL.findall(text)):
        if not any(
            known == mail or known.startswith(mail) for known in mails
        ):  # a line's end may cut one short
            yield f"must not print {mail}: no record confirms this address."
    for sign in UNFILLED:
        if sign in text:
            yield f'must print only what is confirmed; it prints "{sign}".'
