"""What a service's records deny stands nowhere on its finished site, on paper neither: no volunteers,
no voicemail, no council that runs it, no word of another service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hooks.printed import editions
from hooks.sources import site_records
from hooks.sources.records import Publicity
from hooks.staff import new_site
from tests import helpers
from tests.denied import said_all_the_same, words
from tests.helpers import DAY, MADE_UP, ROOT, TWO_BAYS, Workshop
from tests.staff.test_new_site import CHARITY, COUNCIL

WITHOUT = dict.fromkeys(("volunteers", "monitoring-group", "voicemail"), "no")
NEW = {"new, of a council": COUNCIL, "new, of a charity": {**CHARITY, **WITHOUT}}


def _few(
    of: Callable[[Publicity], Iterator[editions.Edition]],
) -> Callable[[Publicity], Iterator[editions.Edition]]:
    """One file of each kind for each item: what another size holds, this one holds."""

    def few(item: Publicity) -> Iterator[editions.Edition]:
        first: dict[str, editions.Edition] = {}
        for edition in of(item):
            first.setdefault(edition.kind, edition)
        return iter(first.values())

    return few


def _built(made: Workshop) -> None:
    with helpers.quick(), helpers.printing(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(editions, "of", _few(editions.of))
        outcome = helpers.build_here(made)
    assert outcome.refusal is None, outcome.said


def test_the_made_up_service(made_up_site: Path) -> None:
    said = words(made_up_site)
    assert "publicity/leaflet.pdf" in said
    assert said_all_the_same(site_records.read(MADE_UP / "mkdocs.yml", DAY), said) == []


def test_the_service_of_two_councils(two_bays_site: Path) -> None:
    said = words(two_bays_site)
    assert "publicity/leaflet.pdf" in said
    assert said_all_the_same(site_records.read(TWO_BAYS / "mkdocs.yml", DAY), said) == []


@pytest.mark.parametrize("name", NEW)
def test_a_new_service(tmp_path: Path, name: str) -> None:
    made = Workshop(tmp_path)
    new_site.write(new_site.answers(NEW[name]), made.folder)
    (made.folder / "generator").symlink_to(ROOT, target_is_directory=True)
    _built(made)
    said = words(made.site)
    assert "publicity/leaflet.pdf" in said
    assert said_all_the_same(site_records.read(made.path("mkdocs.yml"), DAY), said) == []


WITH_LIE = ("leaflet.pdf", "first-letter.pdf", "first-letter.docx", "voicemail.txt")
LIE = "Our volunteers can come with you.\n"


def test_what_is_not_so_would_be_found_on_paper_too(tmp_path: Path) -> None:
    """In a PDF, in Word and in what is read out, not on their pages alone."""
    made = helpers.over_national(tmp_path, TWO_BAYS)
    for name in ("leaflet", "first-letter", "voicemail"):
        item = made.path(f"content/publicity/{name}.md")
        text = item.read_text(encoding="utf-8").rstrip("\n")
        item.write_text(f"{text}\n\n{LIE}", encoding="utf-8")
    _built(made)
    records = site_records.read(made.path("mkdocs.yml"), DAY)
    found = {one.partition(": ")[0] for one in said_all_the_same(records, words(made.site))}
    assert found == {
        *(f"publicity/{name}" for name in ("leaflet", "first-letter", "voicemail")),
        *(f"publicity/{file}" for file in WITH_LIE),
    }
