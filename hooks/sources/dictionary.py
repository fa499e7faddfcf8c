"""What is known of the English language: how British words are spelt, and how many syllables they
have.

Both lists come from npm packages pinned in package-lock.json: dictionary-en-gb (SCOWL's British
dictionary with "-ise", as GOV.UK writes) and cmu-pronouncing-dictionary. Hunspell reads the first.
Without node_modules the rules that need them cannot run, and the gate record says so (`LEFT_OUT`),
so that such a folder is never taken for a checked one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import hunspell

PACKAGES = Path(__file__).resolve().parents[2] / "node_modules"
DICTIONARY, SOUNDS = "dictionary-en-gb", "cmu-pronouncing-dictionary"
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=1)
def _dictionary() -> hunspell.Hunspell | None:
    folder = PACKAGES / DICTIONARY
    return (
        hunspell.Hunspell("index", hunspell_data_dir=str(folder))
        if (folder / "index.dic").is_file()
        else None
    )


@lru_cache(maxsize=1)
def _sounds() -> dict[str, str]:
    """Sounds by word: a vowel ends with a digit, its stress."""
    path = PACKAGES / SOUNDS / "index.js"
    if not path.is_file():
        return {}
    sounds: dict[str, str] = json.loads(
        path.read_text(encoding="utf-8").partition("dictionary =")[2]
    )
    return sounds


def can_spell() -> bool:
    """Whether the dictionary is installed; it is read when the first word is asked for."""
    return (PACKAGES / DICTIONARY / "index.dic").is_file()


def kind() -> str:
    """A number for the dictionary that is installed; another gives other answers."""
    total = hashlib.sha256()
    for name in ("index.aff", "index.dic"):
        path = PACKAGES / DICTIONARY / name
        total.update(path.read_bytes() if path.is_file() else b"")
    return total.hexdigest()


def can_count() -> bool:
    """Whether the list of sounds is installed; it is read when the first word is asked for."""
    return (PACKAGES / SOUNDS / "index.js").is_file()


@lru_cache(maxsize=1 << 16)
def spelt(word: str) -> bool:
    """Whether a word is in the British dictionary. Never ask before `can_spell`."""
    dictionary = _dictionary()
    assert dictionary is not None
    return bool(dictionary.spell(word.replace("’", "'")))


LONGEST = 30
"""Letters of a word that may be one; the dictionary looks for the like of a longer one for
seconds."""


def near(word: str) -> list[str]:
    """Words of the dictionary for which a misspelt one may be meant, the likeliest first: one slip
    away, two in a long word. A street or a name is like none."""
    if len(word) > LONGEST:
        return []
    dictionary = _dictionary()
    assert dictionary is not None
    word = word.replace("’", "'")
    far = [
        (found[0].casefold() != word[0].casefold(), slips(word.casefold(), found.casefold()), found)
        for found in dictionary.suggest(word)
        if " " not in found and ("-" not in found or "-" in word)
    ]
    most = 1 if len(word) < LONG else 2
    return [found for _, many, found in sorted(far, key=lambda each: each[:2]) if many <= most][:2]


LONG = 7
"""Letters of a word in which two slips are likely."""


def slips(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed or swapped to make one word of another
    (optimal string alignment)."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        above, before, row = row, above, [at]
        for place, letter in enumerate(other, 1):
            many = min(above[place] + 1, row[-1] + 1, above[place - 1] + (sign != letter))
            if at > 1 and place > 1 and (sign, one[at - 2]) == (other[place - 2], letter):
                many = min(many, before[place - 2] + 1)
            row.append(many)
    return row[-1]


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> int:
    """How many syllables a word has: as listed, American spelling tried too; else its groups of
    vowels."""
    known, word = _sounds(), word.lower().replace("’", "'")
    for form in _forms(word):
        if form in known:
            return sum(map(known[form].count, "012"))
    groups = len(_VOWELS.findall(word))
    return max(1, groups - (word.endswith("e") and not word.endswith("le") and groups > 1))


def _forms(word: str) -> Iterable[str]:
    yield word
    yield word.removesuffix("'s").removesuffix("'")
    yield word.replace("our", "or")
    yield re.sub(r"is(e[ds]?|ing|ations?|er)$", r"iz\1", word)
    yield re.sub(r"ll(ing|ed|or)", r"l\1", word)
