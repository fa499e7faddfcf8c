"""Which words are spelt right here: those of the British dictionary, of the service's own list,
names with accents, abbreviations."""

from __future__ import annotations

import re
import unicodedata

from hooks.sources import dictionary, files
from hooks.sources.content import Content
from hooks.sources.once import once
from hooks.words.patterns import later

WORD = later(r"(?<![^\W_])[^\W\d_]+(?:['’-][^\W\d_]+)*")
CAPITALS = later(r"[A-Z].*[A-Z]")
"""An abbreviation, or a name with a capital inside: other rules look at those."""


def right(word: str, known: frozenset[str]) -> bool:
    """Whether a word is spelt right: by the dictionary, by our list, or because it is an
    abbreviation; hyphened words part by part."""
    plain = "".join(
        sign for sign in word.replace("’", "'") if sign.isalpha() or sign in "'-"
    )  # without ½ and ²
    base = plain.removesuffix("'s").removesuffix("'")
    if (
        not any(map(str.isalpha, base))
        or CAPITALS.match(base)
        or _accented(base)
        or known & {plain.casefold(), base.casefold()}
        or dictionary.spelt(plain)
        or dictionary.spelt(base)
    ):
        return True
    return "-" in word and (
        dictionary.spelt(base.replace("-", ""))
        or all(right(part, known) for part in word.split("-") if part)
    )


def _accented(word: str) -> bool:
    """Whether a word is a name such as Müller: a capital, an accent, and no word of the dictionary
    under it, which other rules would not read; or one of the words that English writes with an
    accent."""
    if word.casefold().removesuffix("s") in LOANED or word.casefold() in LOANED:
        return True
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", word.translate(NO_ACCENT))
        if not unicodedata.combining(letter)
    )
    return (
        plain != word
        and plain.isascii()
        and word[0].isupper()
        and not dictionary.spelt(plain.casefold())
    )


LOANED = frozenset(
    """
    à attaché blasé café château cliché clichéd communiqué crèche crêpe cortège déjà décor détente
    doppelgänger éclair élite entrée exposé façade fête fiancé fiancée flambé jalapeño matinée mêlée
    née noël naïve naïvety passé piñata première protégé protégée purée résumé rosé sauté señor
    soirée soufflé tête touché über vis-à-vis voilà
    """.split()
)
"""Words that English writes with an accent, or without. The dictionary has them without; any other
accent may hide a word from rules that read letters."""
NO_ACCENT = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ß": "ss",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ı": "i",
    }
)
"""Letters of names that Unicode does not take apart into a plain letter and its accent."""


@once
def known_words(content: Content) -> frozenset[str]:
    """Words that this service may use: its list, and the words that its page of words explains."""
    explained = {part for word in content.words for part in WORD.findall(word.word)}
    host = set(re.findall(r"[a-z]+", content.site_url))
    kinds = {
        ending.lstrip(".") for ending in files.KINDS
    }  # the promises page names files that are no publicity
    return frozenset(word.casefold() for word in content.spelling | explained | host | kinds)
