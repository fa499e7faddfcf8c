"""Sentences of the accessibility statement that the regulations prescribe, letter for letter.

Source: the model accessibility statement under SI 2018/952 (GOV.UK, sample statement updated 19
December 2023).
"""

from __future__ import annotations

from hooks.sources.records import Page

LAYOUT = "accessibility"
STANDARD = "Web Content Accessibility Guidelines version 2.2"
REGULATIONS = (
    "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"
)
SENTENCES = (
    (
        "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the"
        f" {REGULATIONS} (the 'accessibility regulations')."
    ),
    (
        "If you're not happy with how we respond to your complaint, contact the Equality Advisory"
        " and Support Service (EASS)."
    ),
    f"is committed to making its website accessible, in accordance with the {REGULATIONS}.",
    "The content listed below is non-accessible for the following reasons.",
)
"""Prescribed, letter for letter but for the kind of apostrophe."""


def same_marks(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")


def is_prescribed(page: Page, block: str) -> bool:
    """Whether a block of the statement is made of prescribed sentences, which nobody may
    shorten."""
    if page.layout != LAYOUT:
        return False
    plain = same_marks(block)
    return (
        any(sentence in plain for sentence in SENTENCES)
        or f"compliant with the {STANDARD}" in plain
    )
