"""What the word rules stand on: passages with their lines, sentences, syllables, reading ages, and
missing word lists."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hooks.built import readability
from hooks.built.site import Site
from hooks.gate import judgement
from hooks.rules import spelling
from hooks.sources import content, dictionary, site_records
from hooks.words.passages import Names, names_of, ours, passages, sentences
from tests.helpers import DAY, Workshop, build_here

BODY = """

First **words** with [a link](contact.md) and {{ contact.phone }}.

/// quotation | code-2-1
Words of the law.
///

/// note
A note.
///

> quoted words

| Head | More |
|---|---|
| cell | next |

```
code
```

- an item
{: promise="E1" }
"""


def test_passages_are_our_words_with_their_lines(workshop: Workshop) -> None:
    path = workshop.path("content/privacy.md")
    front = (
        path.read_text(encoding="utf-8")
        .partition("\n---\n")[0]
        .replace("audience: everyone", "audience: staff")
    )  # whose code is no prose
    path.write_text(f"{front}\n---\n{BODY}", encoding="utf-8")
    records = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    found = [
        (passage.line, passage.text)
        for passage in passages(records, records.page("privacy.md"))
        if not passage.front
    ]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [text for _, text in found] == [
        "First words with a link and ….",
        "A note.",
        "Head",
        "More",
        "cell",
        "next",
        "an item",
    ]
    for line, text in found:
        assert text.split()[0] in lines[line - 1], (line, text)


@pytest.mark.parametrize(
    ("block", "count"),
    [
        ("One. Two.", 2),
        ("One: Two.", 2),
        ("Is it? It is.", 2),
        ("The (No. 2) Regulations.", 1),
        ("See Mr Jones.", 1),
        ("He said “No.” She went.", 2),
        ("Free. 2 people", 2),
        ("No capital. here", 1),
    ],
)
def test_sentences(block: str, count: int) -> None:
    assert len(sentences(block)) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("information", 4),
        ("behaviour", 3),
        ("organise", 3),
        ("counselling", 3),
        ("council’s", 2),
        ("Larkmeret", 3),
        ("xyzle", 2),
        ("colour", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert dictionary.syllables(word) == count


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("colour", True),
        ("color", False),
        ("organise", True),
        ("organize", False),
        ("council’s", True),
        ("teh", False),
    ],
)
def test_spelling_is_british(word: str, right: bool) -> None:
    assert dictionary.spelt(word) is right


def test_a_word_joined_to_a_name_in_capitals_is_read_alone() -> None:
    """Together they look like an abbreviation, which the dictionary is not asked about."""
    assert "aproved" in spelling._doubtful(
        "Ask IPSEA-aproved people.", Names(["IPSEA"]), frozenset(), set()
    )


def test_what_is_left_alone(workshop: Workshop) -> None:
    names = names_of(site_records.read(workshop.folder / "mkdocs.yml", DAY))
    assert (
        ours("The Tide Foundation says “teh” at www.teh.example and teh@example.org.", names)
        == "The … says … at … and …"
    )


def test_reading_age_is_flesch_kincaid_plus_five(workshop: Workshop) -> None:
    """Worked by hand: 12 sentences of 10 words and 12 syllables: 0.39 x 10 + 11.8 x 1.2 - 15.59 + 5
    = 7.47."""
    path = workshop.path("content/privacy.md")
    before, first, _ = path.read_text(encoding="utf-8").partition("This site stores nothing")
    assert first
    words = "The cat sat on the mat with a little kitten. " * 12
    path.write_text(f"{before}{words}\n", encoding="utf-8")
    build_here(workshop)
    site = Site(site_records.read(workshop.folder / "mkdocs.yml", DAY), workshop.site)
    age = next(age for age in readability.ages(site) if age.page.src == "privacy.md")
    assert age.words == 120
    assert age.exact == pytest.approx(7.47, abs=0.01)
    assert age.years == 7


def test_every_page_of_the_real_site_keeps_its_limit(
    real_site: Path, real_content: content.Content
) -> None:
    ages = list(readability.ages(Site(real_content, real_site)))
    assert len(ages) > 50
    assert [] == [
        (age.page.src, age.exact) for age in ages if age.years is not None and age.years > age.limit
    ]


def test_without_the_dictionary_a_folder_is_not_publishable(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where npm's packages are missing the site builds, but nobody may take it for checked."""
    from hooks import rules

    missing = "spelling: the British dictionary is not installed (npm ci installs it)"
    monkeypatch.setattr(spelling, "LEFT_OUT", missing)
    changed = tuple(
        replace(rule, left_out=missing) if rule.name == "spelling" else rule for rule in rules.RULES
    )
    monkeypatch.setattr(judgement, "RULES", changed)
    path = workshop.path("content/privacy.md")
    path.write_text(
        path.read_text(encoding="utf-8").replace("stores nothing", "stors nothing"),
        encoding="utf-8",
    )
    outcome = build_here(workshop)
    assert outcome.refusal is None, outcome.said
    assert (
        missing
        in json.loads((workshop.site / judgement.RECORD).read_text(encoding="utf-8"))["left_out"]
    )
    assert any(missing in reason for reason in judgement.reasons_against(workshop.site))


def test_missing_packages_are_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dictionary, "PACKAGES", tmp_path)
    dictionary._dictionary.cache_clear()
    dictionary._sounds.cache_clear()
    try:
        assert not dictionary.can_spell()
        assert not dictionary.can_count()
    finally:
        monkeypatch.undo()
        dictionary._dictionary.cache_clear()
        dictionary._sounds.cache_clear()
