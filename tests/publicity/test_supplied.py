"""Each spoiled file that staff could bring is told its sentence, and nobody is told anything of a
harmless one."""

from __future__ import annotations

import pytest

from hooks.printed import expectation
from hooks.printed import supplied as brought
from hooks.printed.proofs import examine, words_of
from tests.printed import bench
from tests.publicity.supplied import PDFS, RECORDS, WORDS, Supplied


def _told(supplied: Supplied, ending: str) -> list[str]:
    data = supplied.make()
    name = f"{supplied.name.replace(' ', '-')}.{ending}"
    expected = expectation.brought(RECORDS, name, brought._language(RECORDS, data))
    return [
        *(text for _, text in examine(data, expected)),
        *(brought._as_shown(data, expected) if ending == "pdf" else ()),
        *brought._side(RECORDS, words_of(data), expected),
    ]


def _name(supplied: Supplied) -> str:
    return supplied.name.replace(" ", "-")


def _check(told: list[str], supplied: Supplied) -> None:
    if supplied.says:
        assert any(supplied.says in text for text in told), told
    else:
        assert [] == told


@pytest.mark.parametrize("layout", sorted({edition.layout for _, edition in bench.every()}))
def test_our_own_words_take_nothing_back(layout: str) -> None:
    """Each PDF that we make says of the policy nothing that a brought file may not say."""
    for item, edition in bench.every():
        if (edition.layout, edition.kind) == (layout, "pdf") and edition.name != "printer":
            data, _ = bench.drawn(RECORDS, item, edition)
            expected = expectation.brought(RECORDS, edition.file)
            assert [] == list(brought._side(RECORDS, words_of(data), expected)), edition.file


@pytest.mark.parametrize("supplied", PDFS, ids=_name)
def test_pdf(supplied: Supplied) -> None:
    _check(_told(supplied, "pdf"), supplied)


@pytest.mark.parametrize("supplied", WORDS, ids=_name)
def test_word(supplied: Supplied) -> None:
    _check(_told(supplied, "docx"), supplied)
