"""A service of several councils, whoever runs it: its pages, its letters and its machine-readable
name say so."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.helpers import Workshop, build_here

TWO = """    councils:
      - {name: Larkmere Borough Council, short: Larkmere Council}
      - {name: Tidewater County Council, short: Tidewater Council}
    run_by: RUN_BY"""
OF_WHICH = "part_of: Larkmere Council"
FOR_BOTH = "Larkmere Borough Council and Tidewater County Council"


def _text(made: Workshop, url: str, part: str) -> str:
    html = (made.site / url / "index.html").read_text(encoding="utf-8")
    node = LexborHTMLParser(html).css_first(part)
    assert node is not None, part
    return " ".join(node.text(separator=" ").split())


def _of_two_councils(made: Workshop, run_by: str, tide: str) -> None:
    """The made-up service as one of two councils; `tide` is what the Tide Foundation is part of."""
    settings = (made.folder / "mkdocs.yml").read_text(encoding="utf-8")
    start, end = settings.index("    councils:"), settings.index("  identity:")
    settings = settings[:start] + TWO.replace("RUN_BY", run_by) + "\n" + settings[end:]
    (made.folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    folder = made.path("content") / "organisations"
    for name, wanted in (("larkmere-council", "Larkmere Council"), ("tide-foundation", tide)):
        record = (folder / f"{name}.md").read_text(encoding="utf-8").splitlines()
        record = [f"part_of: {wanted}" if line.startswith("part_of:") else line for line in record]
        (folder / f"{name}.md").write_text("\n".join(record) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("run_by", "says", "kind", "tide", "belongs"),
    [
        (
            "{kind: jointly}",
            f"{FOR_BOTH} together",
            "GovernmentOrganization",
            "Tidewater County Council",
            (
                "It is part of Tidewater County Council. It is not part of Larkmere Borough Council, and"
                " not part of Larkmere SEND Advice."
            ),
        ),
        (
            "{kind: charity, name: Harbour Trust, number: '1234'}",
            "Harbour Trust, a charity, registered number 1234",
            "NGO",
            "the provider",
            (
                "It is part of Harbour Trust, which also runs Larkmere SEND Advice. It is not part of"
                " Larkmere Borough Council, not part of Tidewater County Council, and not part of"
                " Larkmere SEND Advice."
            ),
        ),
    ],
)
def test_service_of_two_councils(
    run_by: str, says: str, kind: str, tide: str, belongs: str, workshop: Workshop
) -> None:
    """Who runs it stands in the footer, on the contact page and on each policy; a body belongs to
    one of its councils, or to the charity."""
    _of_two_councils(workshop, run_by, tide)
    outcome = build_here(workshop)
    assert outcome.refusal is None, outcome.said
    assert f"Larkmere SEND Advice , run by {says}" in _text(workshop, "", "footer.foot")
    assert f"Who runs us {says}" in _text(workshop, "contact", "main dl.how")
    assert f"Who runs the service {says}" in _text(workshop, "policies/impartiality", "main")
    contact = (workshop.site / "contact" / "index.html").read_text(encoding="utf-8")
    assert 2 == contact.count(f'itemtype="https://schema.org/{kind}"')
    assert belongs in _text(workshop, "organisations/tide-foundation", "main")
    of_council = _text(workshop, "organisations/larkmere-council", "main")
    assert (
        "It is part of Larkmere Borough Council. It is not part of Tidewater County Council, and not"
        " part of Larkmere SEND Advice." in of_council
    )
    letter = _text(workshop, "letters/ask-for-a-meeting", "main")
    assert "Larkmere Borough Council or Tidewater County Council" in letter
    assert "[the name of your council, and the address on your letter]" in letter
