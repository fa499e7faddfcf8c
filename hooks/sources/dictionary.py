"""What is known of the English language: how British words are spelt, and how many syllables they
have.

Both lists come from npm packages pinned in package-lock.json: dictionary-en-gb (SCOWL's British
dictionary with "-ise", as GOV.UK writes) and cmu-pronouncing-dictionary. Hunspell reads the first.
Without node_modules the rules that need them cannot run, and the gate record says so (`LEFT_OUT`),
so that such a folder is never taken for a checked one.
"""

from __future__ import annotations

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
    """Words of the dictionary that look like a misspelt one, the likeliest first."""
    if len(word) > LONGEST:
        return []
    dictionary = _dictionary()
    assert dictionary is not None
    return [
        found
        for found in dictionary.suggest(word.replace("’", "'"))
        if " " not in found and "-" not in found
    ][:2]


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
