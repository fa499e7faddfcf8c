"""Words in another language: which codes there are, and which way each language is written.

Both come from the Unicode CLDR as Babel carries it, so that no list of ours can be out of date.
"""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Scripts that are written from right to left (Unicode CLDR, script metadata)."""

NONE = frozenset({"mis", "mul", "und", "zxx", "en"})
"""Codes that name no one other language (ISO 639-2: uncoded, several, undetermined, no words at all), and English, which the site is in."""


@cache
def is_language(code: str) -> bool:
    """Whether `code` is the code of another language, such as "pl", or of a language in one script, such as "ku-Arab"."""
    language, dash, script = code.partition("-")
    english = Locale("en")
    return language in english.languages and language not in NONE and (not dash or script in english.scripts)


@cache
def direction(code: str) -> str | None:
    """ "rtl" for a language that is written from right to left; None for all others, which need no word about it."""
    language, _, script = code.partition("-")
    if not script:
        script = next((part for part in get_global("likely_subtags").get(language, "").split("_") if len(part) == 4), "")
    return "rtl" if script in RIGHT_TO_LEFT else None
