"""Words in another language: which codes there are, which way each language is written, and in
which letters.

Both come from the Unicode CLDR as Babel carries it, so that no list of ours can be out of date.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Scripts that are written from right to left (Unicode CLDR, script metadata)."""
LEFTWARD = frozenset({"R", "AL"})
"""What Unicode calls their letters."""

NONE = frozenset({"mis", "mul", "und", "zxx", "en"})
"""Codes that name no one other language (ISO 639-2: uncoded, several, undetermined, no words at
all), and English, which the site is in."""


@cache
def is_language(code: str) -> bool:
    """Whether `code` is the code of another language, such as "pl", or of a language in one script,
    such as "ku-Arab"."""
    language, dash, script = code.partition("-")
    english = Locale("en")
    return (
        language in english.languages
        and language not in NONE
        and (not dash or script in english.scripts)
    )


def name(code: str) -> str:
    """A language as English has it: "pl" is Polish."""
    return str(Locale("en").languages.get(code.partition("-")[0], "another language"))


@cache
def direction(code: str) -> str | None:
    """ "rtl" for a language that is written from right to left; None for all others, which need no
    word about it."""
    return "rtl" if script_of(code) in RIGHT_TO_LEFT else None


def runs_left(text: str) -> bool:
    """Whether some words hold a letter that runs to the left."""
    return not text.isascii() and not LEFTWARD.isdisjoint(map(unicodedata.bidirectional, text))


@cache
def own_name(code: str) -> str:
    """What a language is called in itself, such as "polski"; its code where nobody wrote that
    down."""
    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def script_of(code: str) -> str:
    """The script of a language as ISO 15924 has it, such as "Latn"; "" where none is known."""
    language, _, script = code.partition("-")
    return script or next(
        (
            part
            for part in get_global("likely_subtags").get(language, "").split("_")
            if len(part) == 4
        ),
        "",
    )


_NAMED = {
    "Beng": "BENGALI",
    "Orya": "ORIYA",
    "Hans": "CJK",
    "Hant": "CJK",
    "Jpan": "CJK|HIRAGANA|KATAKANA",
    "Kore": "HANGUL|CJK",
    "Cans": "CANADIAN",
}
"""Scripts of which the letters are called otherwise in Unicode than the script is in English."""


def in_other_letters(text: str, code: str) -> str | None:
    """What is wrong with words that are marked with a language, where none of their letters are
    that language's; None where all is well, or nobody can know."""
    script = script_of(code) if is_language(code) else ""
    english = Locale("en")
    name = english.scripts.get(script, "")
    letters = [sign for sign in text if sign.isalpha()]
    if not name or not letters:
        return None
    own = tuple(_NAMED.get(script, name.upper()).split("|"))
    if any(unicodedata.name(sign, "").startswith(own) for sign in letters):
        return None
    language = english.languages.get(code.partition("-")[0], code)
    shown = " ".join(text.split()[:4])
    return (
        f'"{shown}" is marked as {language} ("{code}"), and none of its letters are {name}: write'
        f" the code of its own language{', or say its letters too' if script != 'Latn' else ''}"
        + (f', as in "{code.partition("-")[0]}-Latn".' if script != "Latn" else ".")
    )


# --- letters that look like others ----------------------------------------------------------------

STRANGE = re.compile(r"[^\W\d_\x00-\u024f]|[\u2100-\u214f\u2460-\u24ff]|[^\D0-9]")
"""A letter, or a sign that stands for letters, beyond Latin with its accents; a figure that is none
of 0 to 9. Most texts hold none."""
MADE_OF_LETTERS = frozenset("ªº№™℠")
"""Signs that are written so on purpose, and that nobody reads as a letter of a word."""
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\d*[^\D0-9]\d*")
_SIDE_BY_SIDE = frozenset(
    {
        "CJK",
        "HIRAGANA",
        "KATAKANA",
        "KATAKANA-HIRAGANA",
        "HANGUL",
        "BOPOMOFO",
        "HALFWIDTH",
        "IDEOGRAPHIC",
    }
)
"""Scripts of East Asia, which stand in one word with each other and with Latin letters (Unicode
Technical Standard 39, highly restrictive)."""
_OF_NONE = frozenset({"MODIFIER", "MICRO", "FEMININE", "MASCULINE"})
"""How the names of letters begin that belong to no one script."""


def lookalikes(text: str, code: str) -> tuple[str, str] | None:
    """The first word of a text in a language that could be read as another word than it is, and
    what is wrong with it; None where all is well.

    A rule about words reads letters by their numbers: "Y\u043eu" with a Cyrillic letter is not the
    word "You" to it, but is to a reader. So a letter must be the plain one (NFKC), a word must be
    of one script, and a language of Latin letters must be written in them.
    """
    if not STRANGE.search(text):
        return None
    for sign in text:
        plain = unicodedata.normalize("NFKC", sign)
        if plain != sign and sign not in MADE_OF_LETTERS and re.search("[A-Za-z]", plain):
            return sign, f'the plain letters are "{plain}"'
        if unicodedata.category(sign) == "Ll" and sign == sign.upper() and _named(sign) == "LATIN":
            return (
                sign,
                "it has no capital, so no language is written with it",
            )  # a sign of phonetics
    if (figures := _FIGURES.search(text)) and script_of(code) == "Latn":
        plain = "".join(str(unicodedata.digit(figure)) for figure in figures[0])
        return figures[0], f'the plain figures are "{plain}"'
    for word in _LETTERS.findall(text):
        scripts = {name for letter in word if (name := _named(letter))}
        if len(scripts) > 1:
            return word, "it mixes letters of two scripts"
        if script_of(code) == "Latn" and scripts - {"LATIN"}:
            return (
                word,
                (
                    f'it must stand in the letters of its language, "{code}", or be marked with'
                    " its own"
                ),
            )
    return None


def _named(letter: str) -> str:
    """The script of a letter by its Unicode name; "" for one that may stand beside any. What is
    written from right to left looks like no Latin letter."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return (
        ""
        if script in _SIDE_BY_SIDE | _OF_NONE or unicodedata.bidirectional(letter) != "L"
        else script
    )
