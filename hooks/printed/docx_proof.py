"""Proves a finished Word document: it carries the policy, and can be read by everybody.

A Word document has no pages until it is opened, so "first page" means here: before any page break,
and before half of its words or among the first 1,200 letters.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hooks.printed import qr
from hooks.printed.criteria import (
    ACCESSIBLE,
    CARD_LEAST,
    CARRIES,
    CONFIRMED,
    FAINT,
    FITS,
    HIGHEST,
    SEEN,
    SHARE,
    TINY,
    Carry,
    Expected,
    lacking,
    names_a_title,
    no_person,
    unconfirmed,
)
from hooks.printed.docx_text import Document, Paragraph, Run, read, rgb
from hooks.printed.normalise import letters as only_letters
from hooks.printed.normalise import squeezed
from hooks.printed.pdf_text import brightness, contrast
from hooks.words.carried import besides
from hooks.words.foreign import direction

FIRST = 1200
"""Letters that surely stand on the first page of any letter."""
PROGRAMS = frozenset({"python-docx"})
"""What a program that writes such files names as their author."""
CARD = 298.0
"""Points of the longer side of a card (A7), which may show the short statement."""
SAYS = {
    "vanish": 'the text is hidden. In Word: mark it, then Font, and take the tick from "Hidden"',
    "webHidden": 'the text is hidden. In Word: mark it, then Font, and take the tick from "Hidden"',
    "indent": (
        "it is moved sideways. In Word: mark it, then Paragraph, and set the indentation to 0"
    ),
    "exact line spacing": 'its lines are too low. In Word: Paragraph, Line spacing, "Single"',
    "text direction": "it runs in another direction. In Word: Layout, Text Direction, Horizontal",
    "bidi": "it runs from right to left. In Word: mark it, then Left-to-Right Text Direction",
    "rtl": "it runs from right to left. In Word: mark it, then Left-to-Right Text Direction",
    "strike": "it is crossed out. In Word: mark it, then Clear All Formatting",
    "dstrike": "it is crossed out. In Word: mark it, then Clear All Formatting",
    "vertAlign": "it is raised or lowered. In Word: mark it, then Clear All Formatting",
    "position": "it is raised or lowered. In Word: mark it, then Clear All Formatting",
}
SAYS_OTHER = "its letters are changed. In Word: mark it, then Clear All Formatting"
"""What is done to letters, as Word calls it, by the name in the file."""


def examine(data: bytes, expected: Expected) -> list[tuple[str, str]]:
    """Every fault of a Word document as (rule, sentence), each once."""
    try:
        document = read(data, counted=expected.edition is not None)
    except (zipfile.BadZipFile, KeyError, SyntaxError, ValueError):
        return [
            (CARRIES, f"{expected.name} must be a Word document that can be opened; it cannot.")
        ]
    text = "".join(run.text for run in document.runs)
    found: list[tuple[str, str]] = []
    for carry in expected.carries:
        found += [(CARRIES, text) for text in _carries(document, expected, carry)]
    found += [(ACCESSIBLE, text) for text in _accessible(document, expected)]
    if expected.edition is None:
        found += [(FITS, text) for text in _open(document)]
        found += [(CONFIRMED, text) for text in _of_itself(document, expected)]
    if expected.words is not None and only_letters(text) != only_letters(expected.words):
        found.append((ACCESSIBLE, "must hold the item's words in their order; it does not."))
    found += [(CONFIRMED, text) for text in unconfirmed(text, expected.numbers, expected.mails)]
    return list(dict.fromkeys((rule, f"{expected.name} {text}") for rule, text in found))


def _accessible(document: Document, expected: Expected) -> Iterator[str]:
    # What was brought need have no title, but not a wrong one.
    titled = expected.edition is not None or document.title
    if titled and expected.title and document.title != expected.title:
        yield f'must have the title "{expected.title}"; it has "{document.title}".'
    if not any(lang.lower().startswith(expected.lang[:2]) for lang in document.langs):
        yield f"must say that its language is {expected.lang}."
    if document.undescribed:
        yield "must have words for every picture; one has none (Word: Edit Alt Text)."
    if not any(run.heading for run in document.runs):
        yield "must use Word's heading styles; it has no heading."


def _of_itself(document: Document, expected: Expected) -> Iterator[str]:
    """Names of persons in what the file says of itself."""
    for maker in document.makers:
        if maker not in {*expected.authors, *PROGRAMS}:
            yield no_person(maker, expected.authors)


def _open(document: Document) -> Iterator[str]:
    """Whether everybody sees every word."""
    written = [run for run in document.runs if run.text.strip()]
    faint = [run for run in written if _contrast(run) < FAINT]
    if faint:
        yield (
            f'must show all its words; "{faint[0].text.strip()[:40]}" is {faint[0].colour} on'
            f" {faint[0].ground}."
        )
    small = [run for run in written if run.points < TINY]
    if small:
        yield (
            f"must have letters that can be read, of at least {TINY:g} point;"
            f' "{small[0].text.strip()[:40]}" is {small[0].points:g} point.'
        )


def _contrast(run: Run) -> float:
    return contrast(brightness(rgb(run.colour)), brightness(rgb(run.ground)))


@dataclass(frozen=True, slots=True)
class _Block:
    """A policy as a document shows it: the runs of its heading, of its address, and all of them."""

    carry: Carry
    head: list[Run]
    address: list[Run]
    all: list[Run]

    @property
    def smallest(self) -> float:
        return min(run.points for run in self.all)


def _carries(document: Document, expected: Expected, carry: Carry) -> Iterator[str]:
    text, owner = _searchable(document)
    if _is_card(document, expected) and only_letters(carry.statement) not in text:
        carry = replace(carry, statement=carry.short)
    whole = only_letters(carry.words)
    start = text.find(whole)
    if start < 0:
        where = "on its first page" if expected.edition is None else "letter for letter"
        yield lacking(carry, text, where)
        return
    end = start + len(whole)
    block = _Block(
        carry,
        head=_met(owner[start : start + len(only_letters(carry.heading))]),
        address=_met(owner[end - len(only_letters(carry.address)) : end]),
        all=_met(owner[start:end]),
    )
    yield from _alone(document, expected, carry, block.all)
    yield from _high_enough(document, block, start, len(text))
    yield from _large_enough(document, expected, block)
    yield from _plain(expected, block)
    yield from _seen(block)
    yield from _leads(document, block)
    yield from _codes_lead(document, expected, carry, text)


def _searchable(document: Document) -> tuple[str, list[Run]]:
    """All letters of a document, and for each of them the run that it belongs to."""
    parts: list[str] = []
    owner: list[Run] = []
    for run in document.runs:
        part = only_letters(run.text)
        parts.append(part)
        owner += [run] * len(part)
    return "".join(parts), owner


def _is_card(document: Document, expected: Expected) -> bool:
    return expected.edition is None and max(document.wide, document.high) <= CARD


def _high_enough(document: Document, block: _Block, start: int, length: int) -> Iterator[str]:
    """Whether the policy stands in the upper part of the first page, as far as can be known:
    `start` letters stand before it, of `length`."""
    name, first = block.carry.policy, block.all[0]
    if first.page:
        yield f"must show the {name} statement on its first page; a page break stands above it."
    elif start * 2 > length and start > FIRST:
        yield f"must show the {name} statement before half of its words."
    elif _down(document, first.paragraph) > HIGHEST * document.high:
        yield (
            f"must show the {name} statement in the upper part of its first page; so much space or"
            " so many words stand above it. Take empty lines and space away."
        )


def _large_enough(document: Document, expected: Expected, block: _Block) -> Iterator[str]:
    name, small = block.carry.policy, block.smallest
    least = CARD_LEAST if _is_card(document, expected) else expected.least
    if small < least:
        yield (
            f"must show the {name} statement in text of at least {least:g} point; it is {small:g}"
            " point."
        )
    largest = max(run.points for run in document.runs if run.text.strip())
    if small < largest / SHARE:
        yield (
            f"must show the {name} statement at least an eighth as large as its largest letters,"
            f" {largest / SHARE:.0f} point; it is {small:g} point."
        )


def _plain(expected: Expected, block: _Block) -> Iterator[str]:
    name = block.carry.policy
    as_written = {"bidi", "rtl"} if direction(expected.lang) else set()
    strange = sorted(set().union(*(run.strange for run in block.all)) - as_written)
    if strange:
        yield f"must show the {name} statement as plain text; {SAYS.get(strange[0], SAYS_OTHER)}."
    if any(run.boxed for run in block.all):
        yield (
            f"must show the {name} statement in the text itself, not in a text box, a frame or a"
            " row of fixed height."
        )


def _seen(block: _Block) -> Iterator[str]:
    # Large letters need less contrast (WCAG 2.2, 1.4.3).
    large = {id(run) for run in block.head if run.points > block.smallest or run.points >= 13}
    faint = [run for run in block.all if _contrast(run) < (FAINT if id(run) in large else SEEN)]
    if faint:
        yield (
            f"must show the {block.carry.policy} statement so that it is seen (contrast of at least"
            f" {SEEN:g} to 1); it is {faint[0].colour} on {faint[0].ground}."
        )


def _leads(document: Document, block: _Block) -> Iterator[str]:
    """Whether a heading leads to the policy, and its address to the whole of it, with nothing that
    could lie over them."""
    if not all(run.heading for run in block.head):
        yield (
            f'must show "{block.carry.heading}" in one of Word\'s heading styles (Home, Styles,'
            " Heading 2)."
        )
    if not all(run.link == block.carry.link for run in block.address):
        yield f"must have a link on the printed address that leads to {block.carry.link}."
    if document.floating:
        yield (
            "must hold no floating picture, shape or text box, which could cover the policy. In"
            ' Word: choose it, then Layout Options, "In Line with Text", or take it out.'
        )


def _codes_lead(document: Document, expected: Expected, carry: Carry, text: str) -> Iterator[str]:
    """Whether our own documents have the policy's code, and every code of what was brought leads to
    a policy or to an address that is printed. `text` is all its letters."""
    codes = _codes(document)
    if expected.edition is not None:
        if carry.link not in codes:
            yield f"must have a QR code that leads to {carry.link}."
        return
    policies = {other.link for other in expected.carries}
    for code in sorted(codes - policies):
        if only_letters(re.sub(r"^https?://(www\.)?", "", code).rstrip("/")) not in text:
            yield (
                f'must have QR codes that lead where its words say; one leads to "{code[:80]}",'
                f" which is not printed. Make it again for {carry.link}."
            )
            return


def _alone(
    document: Document, expected: Expected, carry: Carry, block: Sequence[Run]
) -> Iterator[str]:
    """Whether nothing but a title stands right above the block, and a heading, a line or the end
    right below it, as on a page and in a PDF."""
    others: set[str] = set()  # two policies may stand one below the other
    for other in expected.carries:
        if other is not carry:
            shown = (other.words, other.heading, other.statement, other.where)
            others.update(map(only_letters, shown))
    yield from _above(document, expected, carry, block[0].paragraph, others)
    yield from _below(document, carry, block[-1].paragraph, others)


def _above(
    document: Document, expected: Expected, carry: Carry, first: int, others: set[str]
) -> Iterator[str]:
    above = [
        one
        for one in document.paragraphs[:first]
        if (one.text.strip() or one.picture) and only_letters(one.text) not in others
    ]
    lead = squeezed(document.paragraphs[first].text).partition(squeezed(carry.heading))[0]
    if not lead and not above and document.header:  # the edge of the page stands right above it
        above = [Paragraph(document.header, heading=True)]
    if lead:
        said = lead
    elif expected.edition is not None:  # above ours stands nothing else at all
        said = squeezed(" ".join(one.text for one in above))
    else:
        said = squeezed(above[-1].text) if above else ""
    if not besides((only_letters(title) for title in expected.titles), only_letters(said)):
        return
    own_title = not lead and expected.edition is None and above[-1].heading
    if not (own_title and names_a_title(said)):
        yield (
            f"must show the {carry.policy} right below its title or the name of the service, with"
            f' no other words between; "{" ".join(said.split()[-6:])}" stands there. Move it below.'
        )


def _below(document: Document, carry: Carry, last: int, others: set[str]) -> Iterator[str]:
    end = document.paragraphs[last]
    tail = squeezed(end.text).rpartition(squeezed(carry.address))[2].strip(" .")
    following = (
        one
        for one in document.paragraphs[last + 1 :]
        if one.text.strip() or one.lined or one.opened or one.picture
    )
    below = next(following, None)
    apart = below is None or end.lined or below.heading or below.opened
    if not apart and below is not None:
        empty = not below.text.strip() and not below.picture
        apart = empty or only_letters(below.text) in others
    if tail or not apart:
        shown = tail or (squeezed(below.text)[:40] if below is not None else "")
        yield (
            f"must have a heading or a line right below the {carry.policy}, before other words;"
            f' "{shown}" stands there. In Word: put the cursor at the end of the address, then'
            " Borders, Bottom Border."
        )


def _down(document: Document, place: int) -> float:
    """About how many points of the first page lie above a paragraph."""
    width = max(document.wide - 110, 60.0)
    down = document.paragraphs[place].room + 50
    for one in document.paragraphs[:place]:
        lines = max(1, -(-len(one.text) * one.points * 0.5 // width))
        down += one.room + lines * one.points * 1.2
    return down


def _met(runs: Sequence[Run]) -> list[Run]:
    return list({id(run): run for run in runs}.values())


def _codes(document: Document) -> set[str]:
    from PIL import Image, UnidentifiedImageError

    found = set()
    for data in document.pictures:
        try:
            found |= {code.text for code in qr.read(Image.open(io.BytesIO(data)).convert("RGB"))}
        except (UnidentifiedImageError, OSError):
            continue
    return found
