"""Proves a finished Word document: it carries the policy, and can be read by everybody.

A Word document has no pages until it is opened, so "first page" means here: before any page break,
and before half of its words or among the first 1,200 letters.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    "strike": "it is crossed out. In Word: mark it, then Clear All Formatting",
    "dstrike": "it is crossed out. In Word: mark it, then Clear All Formatting",
    "vertAlign": "it is raised or lowered. In Word: mark it, then Clear All Formatting",
    "position": "it is raised or lowered. In Word: mark it, then Clear All Formatting",
}
SAYS_OTHER = "its letters are changed. In Word: mark it, then Clear All Formatting"
"""What is done to letters, as Word calls it, by the name in the file."""


def examine(data: bytes, expected: Expected) -> list[tuple[str, str]]:
    """Every fault of a Word document as (rule, sentence)."""
    try:
        document = read(data, counted=expected.edition is not None)
    except (zipfile.BadZipFile, KeyError, SyntaxError, ValueError):
        return [
            (CARRIES, f"{expected.name} must be a Word document that can be opened; it cannot.")
        ]
    found = [
        (CARRIES, text)
        for carry in expected.carries
        for text in _carries(document, expected, carry)
    ]
    if (
        (expected.edition is not None or document.title)
        and expected.title
        and document.title != expected.title
    ):
        found.append(
            (ACCESSIBLE, f'must have the title "{expected.title}"; it has "{document.title}".')
        )
    if not any(lang.lower().startswith(expected.lang[:2]) for lang in document.langs):
        found.append((ACCESSIBLE, f"must say that its language is {expected.lang}."))
    if document.undescribed:
        found.append(
            (ACCESSIBLE, "must have words for every picture; one has none (Word: Edit Alt Text).")
        )
    if not any(run.heading for run in document.runs):
        found.append((ACCESSIBLE, "must use Word's heading styles; it has no heading."))
    text = "".join(run.text for run in document.runs)
    if expected.edition is None:
        found += [(FITS, text) for text in _open(document)]
        found += [
            (CONFIRMED, no_person(maker, expected.authors))
            for maker in document.makers
            if maker not in {*expected.authors, *PROGRAMS}
        ]
    if expected.words is not None and only_letters(text) != only_letters(expected.words):
        found.append((ACCESSIBLE, "must hold the item's words in their order; it does not."))
    found += [(CONFIRMED, text) for text in unconfirmed(text, expected.numbers, expected.mails)]
    return list(dict.fromkeys((rule, f"{expected.name} {text}") for rule, text in found))


def _open(document: Document) -> Iterator[str]:
    """Whether everybody sees every word."""
    written = [run for run in document.runs if run.text.strip()]
    faint = [
        run
        for run in written
        if contrast(brightness(rgb(run.colour)), brightness(rgb(run.ground))) < FAINT
    ]
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


def _carries(document: Document, expected: Expected, carry: Carry) -> Iterator[str]:
    name = carry.policy
    pieces = [(only_letters(run.text), run) for run in document.runs]
    text = "".join(piece for piece, _ in pieces)
    owner = [run for piece, run in pieces for _ in piece]
    if (
        expected.edition is None
        and max(document.wide, document.high) <= CARD
        and only_letters(carry.statement) not in text
    ):
        carry = replace(carry, statement=carry.short)
    whole = only_letters(carry.words)
    start = text.find(whole)
    if start < 0:
        yield lacking(
            carry, text, "on its first page" if expected.edition is None else "letter for letter"
        )
        return
    block = _met(owner[start : start + len(whole)])
    head = _met(owner[start : start + len(only_letters(carry.heading))])
    address = _met(
        owner[start + len(whole) - len(only_letters(carry.address)) : start + len(whole)]
    )
    yield from _alone(document, expected, carry, block)
    if block[0].page:
        yield f"must show the {name} statement on its first page; a page break stands above it."
    elif start * 2 > len(text) and start > FIRST:
        yield f"must show the {name} statement before half of its words."
    elif _down(document, block[0].paragraph) > HIGHEST * document.high:
        yield (
            f"must show the {name} statement in the upper part of its first page; so much space or"
            " so many words stand above it. Take empty lines and space away."
        )
    least = (
        expected.least
        if max(document.wide, document.high) > CARD or expected.edition is not None
        else CARD_LEAST
    )
    small = min(run.points for run in block)
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
    strange = sorted(set().union(*(run.strange for run in block)))
    if strange:
        yield f"must show the {name} statement as plain text; {SAYS.get(strange[0], SAYS_OTHER)}."
    if any(run.boxed for run in block):
        yield (
            f"must show the {name} statement in the text itself, not in a text box, a frame or a"
            " row of fixed height."
        )
    headed = {
        id(run) for run in head if run.points > small or run.points >= 13
    }  # large letters need less (WCAG 2.2, 1.4.3)
    faint = [
        run
        for run in block
        if contrast(brightness(rgb(run.colour)), brightness(rgb(run.ground)))
        < (FAINT if id(run) in headed else SEEN)
    ]
    if faint:
        yield (
            f"must show the {name} statement so that it is seen (contrast of at least {SEEN:g} to"
            f" 1); it is {faint[0].colour} on {faint[0].ground}."
        )
    if not all(run.heading for run in head):
        yield (
            f'must show "{carry.heading}" in one of Word\'s heading styles (Home, Styles,'
            " Heading 2)."
        )
    if not all(run.link == carry.link for run in address):
        yield f"must have a link on the printed address that leads to {carry.link}."
    if document.floating:
        yield (
            "must hold no floating picture, shape or text box, which could cover the policy. In"
            ' Word: choose it, then Layout Options, "In Line with Text", or take it out.'
        )
    codes = _codes(document)
    if expected.edition is not None and carry.link not in codes:
        yield f"must have a QR code that leads to {carry.link}."
    wrong = [
        code
        for code in sorted(codes)
        if expected.edition is None
        and all(code != other.link for other in expected.carries)
        and only_letters(re.sub(r"^https?://(www\.)?", "", code).rstrip("/")) not in text
    ]
    if wrong:
        yield (
            f'must have QR codes that lead where its words say; one leads to "{wrong[0][:80]}",'
            f" which is not printed. Make it again for {carry.link}."
        )


def _alone(
    document: Document, expected: Expected, carry: Carry, block: Sequence[Run]
) -> Iterator[str]:
    """Whether nothing but a title stands right above the block, and a heading, a line or the end
    right below it, as on a page and in a PDF."""
    others = [
        only_letters(part)
        for other in expected.carries
        if other is not carry
        for part in (other.words, other.heading, other.statement, other.where)
    ]
    above = [
        one
        for one in document.paragraphs[: block[0].paragraph]
        if (one.text.strip() or one.picture) and only_letters(one.text) not in others
    ]
    inner = document.paragraphs[block[0].paragraph].text
    lead = squeezed(inner).partition(squeezed(carry.heading))[0]
    if not lead and not above and document.header:  # the edge of the page stands right above it
        above = [Paragraph(document.header, heading=True)]
    said = lead or (
        squeezed(" ".join(one.text for one in above))
        if expected.edition is not None
        else squeezed(above[-1].text)
        if above
        else ""
    )
    strange = besides((only_letters(title) for title in expected.titles), only_letters(said))
    if strange and not (
        not lead and expected.edition is None and above[-1].heading and names_a_title(said)
    ):
        yield (
            f"must show the {carry.policy} right below its title or the name of the service, with"
            f' no other words between; "{" ".join(said.split()[-6:])}" stands there. Move it below.'
        )
    last = block[-1].paragraph
    tail = (
        squeezed(document.paragraphs[last].text).rpartition(squeezed(carry.address))[2].strip(" .")
    )
    below = next(
        (
            one
            for one in document.paragraphs[last + 1 :]
            if one.text.strip() or one.lined or one.opened or one.picture
        ),
        None,
    )
    if tail or (
        below is not None
        and not (
            document.paragraphs[last].lined
            or below.heading
            or (not below.text.strip() and not below.picture)
            or below.opened
            or only_letters(below.text) in others
        )
    ):
        shown = tail or (squeezed(below.text)[:40] if below is not None else "")
        yield (
            f"must have a heading or a line right below the {carry.policy}, before other words;"
            f' "{shown}" stands there. In Word: put the cursor at the end of the address, then'
            " Borders, Bottom Border."
        )


def _down(document: Document, place: int) -> float:
    """About how many points of the first page lie above a paragraph."""
    width = max(document.wide - 110, 60.0)
    return (
        sum(
            one.room + max(1, -(-len(one.text) * one.points * 0.5 // width)) * one.points * 1.2
            for one in document.paragraphs[:place]
        )
        + document.paragraphs[place].room
        + 50
    )


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
