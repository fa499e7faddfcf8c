"""What falls due in the next 30 days, by owner, on given days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hooks.sources import site_records
from hooks.staff import freshness
from tests import helpers
from tests.helpers import Workshop


def _due(made: Workshop, day: date, folder: Path | None = None) -> list[freshness.Due]:
    return freshness.due(site_records.read(made.folder / "mkdocs.yml", day), folder)


def test_nothing_is_due_well_before(workshop: Workshop) -> None:
    assert [] == _due(workshop, date(2026, 11, 22))
    assert (
        "# What falls due by 22 December 2026\n\nAll is well. Nothing falls due.\n"
        == freshness.report([], date(2026, 11, 22))
    )


@pytest.mark.parametrize(
    ("day", "named"),
    [("2027-09-04", False), ("2027-09-05", True), ("2027-10-05", True), ("2027-12-01", True)],
)
def test_a_page_is_named_from_thirty_days_before(workshop: Workshop, day: str, named: bool) -> None:
    """The privacy page was checked on 5 October 2026, for 12 months."""
    pages = [
        item.place for item in _due(workshop, date.fromisoformat(day)) if "Privacy" in item.says
    ]
    assert (["content/privacy.md, line 6"] if named else []) == pages


def test_a_fact_the_policy_a_notice_and_the_host_file_are_named(
    workshop: Workshop, tmp_path: Path
) -> None:
    (workshop.folder / "content" / "notices.yml").write_text(
        "- from: 2027-09-01\n  until: 2027-09-20\n  kind: closed\n  title: We are closed\n  words:"
        " We are closed until then.\n  deadline_help: Look up your time limit.\n"
    )
    helpers.edit(
        workshop.path,
        {
            "change": [
                {
                    "file": "content/policies/impartiality.md",
                    "old": '"2025-03-01"',
                    "new": '"2024-09-15"',
                }
            ]
        },
    )
    well_known = tmp_path / "site" / ".well-known"
    well_known.mkdir(parents=True)
    (well_known / "security.txt").write_text("Contact: x\nExpires: 2027-09-18T00:00:00Z\n")
    found = [
        item
        for item in _due(workshop, date(2027, 9, 10), tmp_path / "site")
        if "Check the page" not in item.says
    ]
    assert """\
# What falls due by 10 October 2027

4 things to do. When you have checked a page, write the day after `checked:`.

## Lead adviser

- By 15 September 2027: Review the policy "Fairness Policy". (content/policies/impartiality.md, line 16)
- By 18 September 2027: The file security.txt of the published site expires. Publish the site again. (.well-known/security.txt, line 1)
- By 20 September 2027: The notice "We are closed" ends. Is it still true, and must another follow? (content/notices.yml, line 1)
- By 5 October 2027: Check the fact "phone" of "Reach us". (content/contact.md, line 10)
""" == freshness.report(found, date(2027, 9, 10))


def test_owners_stand_apart_overdue_first_and_never_checked_last(workshop: Workshop) -> None:
    helpers.edit(
        workshop.path,
        {
            "change": [
                {"file": "content/privacy.md", "old": "checked: 2026-10-05", "new": "checked:"},
                {
                    "file": "content/words.md",
                    "old": "owner: Lead adviser\nchecked: 2026-10-05",
                    "new": "owner: Another adviser\nchecked: 2025-01-31",
                },
            ]
        },
    )
    assert """\
# What falls due by 22 December 2026

2 things to do. When you have checked a page, write the day after `checked:`.

## Another adviser

- Was due on 31 January 2026: Check the page "Words explained". (content/words.md, line 6)

## Lead adviser

- Nobody has checked this page yet:
  - Check the page "Privacy of this site". (content/privacy.md, line 6)
""" == freshness.report(_due(workshop, date(2026, 11, 22)), date(2026, 11, 22))


def test_the_command_writes_the_report_and_a_date_is_no_failure(workshop: Workshop) -> None:
    assert 0 == freshness.main(
        ["--config", str(workshop.folder / "mkdocs.yml"), "--today", "2031-01-01"]
    )
    assert (
        (workshop.folder / "build" / "freshness.md")
        .read_text()
        .startswith("# What falls due by 31 January 2031\n")
    )


def test_a_day_that_is_none_is_refused_in_a_sentence(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == freshness.main(
        ["--config", str(workshop.folder / "mkdocs.yml"), "--today", "tomorrow"]
    )
    assert 'The day must be written like 2026-11-22; it is "tomorrow".\n' == capsys.readouterr().err
