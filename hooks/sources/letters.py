"""Letters that a family sends: the record of a letter as the pieces that its page, its Word
document and its PDF all show.

A letter is the family's own. It has no head of ours, and nothing in it is publicity. Every letter
has the same frame, which stands here once: sender, date, recipient, subject, greeting, how to
reply, close. Its own pieces stand in its record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hooks.sources.content import FACT, Content
from hooks.sources.findings import did_you_mean
from hooks.sources.frontmatter import Place
from hooks.sources.records import (
    THE_COUNCIL,
    Deadline,
    Fact,
    Kind,
    Letter,
    LetterChoice,
    LetterField,
    LetterOption,
    Organisation,
    Page,
)

NAMED = re.compile(r"(?<!\{)\{([a-z]+(?:-[a-z]+)*)\}(?!\})")
"""A field of the letter, or {law}, in its words."""
SHORT = re.compile(r" \([A-Z]+\)$")
LAW = "law"
SHOWN: tuple[tuple[str, str], ...] = (
    ("what", "What it does"),
    ("who", "Who may send it"),
    ("to", "Who it goes to"),
    ("law", "The law"),
    ("starts", "What it starts"),
    ("back", "What comes back"),
    ("goes_with", "What can go with it"),
)
"""What a page says of its letter, in the order in which every page says it."""
STOPS_NOTHING = "Sending it does not stop the time limit for an appeal."
NOTHING_IN_LAW = "Nothing in law: no time limit begins."
ON_YOUR_LETTER = "the address on your letter"
"""What the family writes where no record has a confirmed address."""
YOUR_COUNCIL = "the name of your council, and the address on your letter"
"""The same where the service works for several councils: only the family knows which is its own."""

SENDER = LetterField(id="sender", label="Your name", blank="your name", fills="name")
ADDRESS = LetterField(
    id="address", label="Your address", blank="your address", lines=3, fills="street-address"
)
REACH = LetterField(
    id="reach",
    label="Your phone number or email address",
    blank="your phone number or email address",
)
DATE = LetterField(
    id="date",
    label="Date of this letter",
    blank="date of this letter",
    hint="For example, 26 November 2026",
)
PLACE = "place"
REPLY = LetterField(
    id="reply",
    label="How you want the reply",
    blank="by email, by post, in large print or another way",
    hint="For example, by email, or on paper in large print",
)
FRAME = (SENDER, ADDRESS, REACH, DATE)
"""The fields with which every letter begins."""

Run = str | LetterField
"""Words, or a field that stands among them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a letter. `kind` is block (lines of their own), subject, heading, words, choice
    or sign."""

    kind: str
    lines: tuple[tuple[Run, ...], ...] = ()
    choice: LetterChoice | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter as it is shown. `mail` is the recipient's confirmed address for e-mail, if there is
    one."""

    subject: str
    pieces: tuple[Piece, ...]
    fields: tuple[LetterField, ...]
    choices: tuple[LetterChoice, ...]
    asked: tuple[LetterField | LetterChoice, ...]
    mail: str | None


def recipient(content: Content, letter: Letter) -> Organisation | None:
    """The record of the body that a letter goes to; None where the family writes it, or where there
    is no such record."""
    if letter.to.body == THE_COUNCIL:
        if _councils(content, letter):
            return None
        name = content.service.councils[0].name if content.service else ""
        return next((body for body in content.organisations if _name(body) == name), None)
    return next((body for body in content.organisations if body.slug == letter.to.body), None)


def _councils(content: Content, letter: Letter) -> list[str]:
    """The councils of which a letter goes to one, the family's own; none where there is no
    choice."""
    names = [council.name for council in content.service.councils] if content.service else []
    return names if letter.to.body == THE_COUNCIL and len(names) > 1 else []


def _name(body: Organisation) -> str:
    """A body's full name, without its short form in brackets."""
    return SHORT.sub("", body.full_name)


def started(content: Content, letter: Letter) -> list[Deadline]:
    """The time limits that a letter starts, from the record that the clock counts with."""
    known = {limit.id: limit for limit in content.deadlines}
    return [known[name] for name in letter.starts if name in known]


def goes_to(content: Content, letter: Letter) -> str:
    """Who a letter goes to, as its page says it."""
    body = recipient(content, letter)
    to = _name(body) if body else " or ".join(_councils(content, letter))
    return ", ".join(part for part in (letter.to.office, to) if part)


def versions(content: Content, letter: Letter) -> list[Letter]:
    """The other versions of a letter: for another sender, or in Easy Read."""
    first = letter.version_of or letter.src
    return [
        other
        for other in content.letters
        if first in (other.src, other.version_of) and other.src != letter.src
    ]


def fitting(content: Content, page: Page) -> list[Letter]:
    """The letters that a page leads to, as their records say."""
    return [letter for letter in content.letters if page.src in letter.pages]


def of_kind(content: Content, kind: Kind) -> list[Letter]:
    """The letters that fit what somebody has in hand, as the time limits say that it starts."""
    wanted = dict.fromkeys(
        src for limit in content.deadlines if limit.event in kind.events for src in limit.letters
    )
    found = [content.page(src) for src in wanted]
    return [letter for letter in found if isinstance(letter, Letter)]


def sheet(content: Content, letter: Letter) -> Sheet:
    """A letter with its frame. What it names must be known: see `faults`."""
    body = recipient(content, letter)
    place = _place(content, letter, body)
    to: list[tuple[Run, ...]] = [(letter.to.office,)] if letter.to.office else []
    if body:
        to.append((_name(body),))
    to.append((place,))
    choices = tuple(_filled(content, part.choose) for part in letter.letter if part.choose)
    own = iter(choices)
    pieces = [
        Piece("block", tuple((field,) for field in FRAME[:3])),
        Piece("block", ((DATE,),)),
        Piece("block", tuple(to)),
        Piece("subject", ((letter.subject,),)),
        Piece("words", (("Dear Sir or Madam",),)),
    ]
    asked: list[LetterField | LetterChoice] = [
        *FRAME,
        *((place,) if isinstance(place, LetterField) else ()),
    ]
    for part in letter.letter:
        if part.heading:
            pieces.append(Piece("heading", ((part.heading,),)))
        if part.words:
            runs = tuple(_runs(content, letter, part.words))
            pieces.append(Piece("words", (runs,)))
            asked += [run for run in runs if isinstance(run, LetterField) and run not in asked]
        if part.choose:
            choice = next(own)
            pieces.append(Piece("choice", choice=choice))
            asked.append(choice)
    pieces += [
        Piece("words", (("Please send your reply in this way: ", REPLY),)),
        Piece("words", (("Yours faithfully",),)),
        Piece("sign", (("Signed:",), (SENDER,))),
    ]
    asked.append(REPLY)
    fields = tuple(one for one in asked if isinstance(one, LetterField))
    return Sheet(
        letter.subject,
        tuple(pieces),
        fields,
        choices,
        tuple(asked),
        _value(body.email if body else None),
    )


def text(shown: Sheet) -> str:
    """A letter that is still to be written, as text: what a reader of any of its forms reads."""

    def said(runs: tuple[Run, ...]) -> str:
        return "".join(run if isinstance(run, str) else f"[{run.blank}]" for run in runs)

    blocks = []
    for piece in shown.pieces:
        lines = [said(line) for line in piece.lines]
        if piece.choice:
            lines = [f"[ ] {option.words}" for option in piece.choice.options]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _place(content: Content, letter: Letter, body: Organisation | None) -> LetterField | str:
    """Where a letter goes: the confirmed address of the record, or a blank that says where the
    family finds it."""
    confirmed = _value(body.address if body else None)
    if confirmed:
        return confirmed
    other = YOUR_COUNCIL if _councils(content, letter) else ON_YOUR_LETTER
    blank = letter.to.blank or other
    hint = f"We have no address that is confirmed. Write {blank}" if body else f"Write {blank}"
    return LetterField(id=PLACE, label="Where the letter goes", blank=blank, lines=3, hint=hint)


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact is not None and fact.confirmed else None


def _filled(content: Content, choice: LetterChoice) -> LetterChoice:
    """A choice with its facts; an option with a time limit gets its law."""
    laws = {limit.id: limit.law for limit in content.deadlines}
    options = tuple(
        LetterOption(
            words=_facts(content, option.words)
            + (f" ({laws.get(option.limit, '')})" if option.limit else "")
        )
        for option in choice.options
    )
    return choice.model_copy(update={"options": options})


def _facts(content: Content, words: str) -> str:
    def shown(name: re.Match[str]) -> str:
        fact = content.facts.get(name[1])
        return (fact.value or "" if isinstance(fact, Fact) else fact) or ""

    return FACT.sub(shown, " ".join(words.split()))


def _runs(content: Content, letter: Letter, words: str) -> Iterator[Run]:
    known = {field.id: field for field in (*FRAME, *letter.fields)}
    pieces = NAMED.split(_facts(content, words))
    for number, piece in enumerate(pieces):
        if number % 2 and piece != LAW:
            yield known[piece]
        elif piece:
            yield letter.cite if number % 2 else piece


def faults(content: Content, letter: Letter) -> Iterator[tuple[Place, str]]:
    """What a letter names and nobody knows, and what it asks for and never writes: each with its
    place and a sentence."""
    if not letter.src.startswith("letters/"):
        yield (
            ("layout",),
            (
                "A letter must stand in the folder letters, where the rules for letters look: move"
                ' this file, or give it another "layout".'
            ),
        )
    if letter.to.body and not _councils(content, letter) and recipient(content, letter) is None:
        known = [THE_COUNCIL, *(body.slug for body in content.organisations)]
        yield (
            ("to", "body"),
            (
                f'There is no organisation "{letter.to.body}" with a'
                f" record.{did_you_mean(letter.to.body, known)}"
            ),
        )
    if letter.to.blank and re.search(r"[\d@]", letter.to.blank):
        yield (
            ("to", "blank"),
            (
                '"blank" must say where the family finds the address. An address itself stands in'
                ' an organisation\'s record: name it in "body".'
            ),
        )
    limits = {limit.id for limit in content.deadlines}
    options = [
        (("letter", number, "choose", "options", place), option)
        for number, part in enumerate(letter.letter)
        if part.choose
        for place, option in enumerate(part.choose.options)
    ]
    named = [(("starts", number), name) for number, name in enumerate(letter.starts)]
    for place, name in [
        *named,
        *((place, option.limit) for place, option in options if option.limit),
    ]:
        if name not in limits:
            yield place, f'There is no time limit "{name}".{did_you_mean(name, sorted(limits))}'
    fields, used, strange = {field.id for field in letter.fields}, set(), False
    for number, part in enumerate(letter.letter):
        for name in NAMED.findall(part.words or ""):
            used.add(name)
            if name not in fields and name != LAW and name not in {field.id for field in FRAME}:
                strange = True
                yield (
                    (
                        "letter",
                        number,
                        "words",
                    ),
                    (
                        f'There is no field "{name}" for this'
                        f" letter.{did_you_mean(name, sorted(fields))}"
                    ),
                )
    for number, field in enumerate(letter.fields):
        if field.id not in used and not strange:  # the strange name may have been meant for it
            yield (
                ("fields", number),
                (
                    f'The letter must use its field "{field.id}": write {{{field.id}}} in its'
                    " words, or take the field out."
                ),
            )
