"""Proves a finished PDF: it carries the policy, can be read by everybody, fits its sheet, and
prints nothing unconfirmed.

A finding is one sentence. Nothing here asks how the file was made.
"""

from __future__ import annotations

from collections.abc import Iterator

from hooks.printed import pdf_balance, pdf_foot, pdf_policy, pdf_sheet, pdf_supplied, pdf_tags
from hooks.printed.criteria import (
    ACCESSIBLE,
    BALANCED,
    CARRIES,
    CONFIRMED,
    FITS,
    Expected,
    unconfirmed,
)
from hooks.printed.normalise import letters as only_letters
from hooks.printed.pdf_text import Paper, Unreadable
from hooks.printed.pdf_words import hidden_letters, readable, searchable


def examine(data: bytes, expected: Expected) -> list[tuple[str, str]]:
    """Every fault of a PDF as (rule, sentence), each once."""
    try:
        paper = Paper(data)
    except Unreadable as error:
        return [
            (CARRIES, f"{expected.name}: {error}, so nobody can see whether it carries the policy.")
        ]
    with paper:
        return faults(paper, expected)


def faults(paper: Paper, expected: Expected) -> list[tuple[str, str]]:
    """The same of a PDF that is open."""
    found: list[tuple[str, str]] = []
    for carry in expected.carries:
        found += [(CARRIES, text) for text in pdf_policy.carries(paper, expected, carry)]
    found += [(ACCESSIBLE, text) for text in _accessible(paper, expected)]
    if expected.edition is not None:
        found += [(FITS, text) for text in pdf_sheet.faults(paper, expected, expected.edition)]
        # What does not fit says so first: then its sheets are not what they will be.
        if not found:
            looks = pdf_balance.faults(paper, expected, expected.edition)
            found += [(BALANCED, text) for text in looks]
    else:
        found += pdf_supplied.faults(paper, expected)
    text = readable(paper)
    found += [(CONFIRMED, text) for text in unconfirmed(text, expected.numbers, expected.mails)]
    return list(dict.fromkeys((rule, f"{expected.name} {text}") for rule, text in found))


def too_full(paper: Paper, expected: Expected) -> bool:
    """Whether the words do not fit the sheet at this size of type: what a smaller size can cure."""
    assert expected.edition is not None
    pages = range(len(paper.pages))
    return (
        any(True for _ in pdf_sheet.overflows(paper, expected.edition))
        or any(paper.piled(page) for page in pages)
        or only_letters(expected.words or "") != searchable(paper.spoken)[0]
        or any(hidden_letters(paper, page) for page in pages)
    )


def _accessible(paper: Paper, expected: Expected) -> Iterator[str]:
    if expected.words is None:  # brought: the policy must be spoken; the rest is its maker's
        if not paper.spoken:
            yield (
                "must have tags, so that a screen reader can read it. In Word: save as PDF with"
                ' "Document structure tags for accessibility".'
            )
        return
    yield from pdf_tags.faults(paper.tags, expected.title, expected.lang)
    feet = {
        id(letter)
        for page in range(len(paper.pages))
        for letter in pdf_foot.of_page(paper, page, expected.titles)
    }
    silent = [letter for letter in paper.unspoken if id(letter) not in feet]
    if silent:
        words = "".join(letter.text for letter in silent[:24])
        yield (
            f"must speak all that it shows; {len(silent)} letters on page {silent[0].page + 1} are"
            f' drawn but not spoken ("{words}").'
        )
    yield from _order(paper, expected.words)
    fields = _fields(paper)
    if fields != list(expected.fields):
        yield (
            f"must have the fields {', '.join(expected.fields) or 'of its words: none'}, in this"
            f" order; it has {', '.join(fields) or 'none'}."
        )


def _fields(paper: Paper) -> list[str]:
    """The titles of what can be filled in."""
    found: list[str] = []
    for page in paper.tags.pages:
        notes = page.obj.get("/Annots", ())
        found += (str(one.get("/TU", "")) for one in notes if one.get("/Subtype") == "/Widget")
    return found


def _order(paper: Paper, words: str) -> Iterator[str]:
    """The spoken words must be the item's words, all of them and in their order."""
    spoken, _ = searchable(paper.spoken)
    wanted = only_letters(words)
    if spoken == wanted:
        return
    pairs = enumerate(zip(spoken, wanted, strict=False))
    shorter = min(len(spoken), len(wanted))
    place = next((number for number, (one, two) in pairs if one != two), shorter)
    near = max(0, place - 12)
    yield (
        f'must be spoken in the order of its words; it says "{spoken[near : place + 18]}" where its'
        f' words are "{wanted[near : place + 18]}".'
    )
