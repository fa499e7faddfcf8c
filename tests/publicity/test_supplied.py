"""Each spoiled file that staff could bring is told its sentence, and nobody is told anything of a
harmless one."""

from __future__ import annotations

import pytest

from hooks.printed import expectation
from hooks.printed import supplied as brought
from hooks.printed.proofs import examine, words_of
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


@pytest.mark.parametrize("supplied", PDFS, ids=_name)
def test_pdf(supplied: Supplied) -> None:
    _check(_told(supplied, "pdf"), supplied)


@pytest.mark.parametrize("supplied", WORDS, ids=_name)
def test_word(supplied: Supplied) -> None:
    _check(_told(supplied, "docx"), supplied)
