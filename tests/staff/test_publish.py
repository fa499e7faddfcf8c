"""Publishing copies the folder that was checked, or nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from hooks.gate import judgement, publish
from tests import helpers


@pytest.fixture
def site(workbench_site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(workbench_site, tmp_path / "site"))


def _change(site: Path, **entries: object) -> None:
    record = json.loads((site / judgement.RECORD).read_text())
    (site / judgement.RECORD).write_text(json.dumps({**record, **entries}))


HOLD = {
    "path": "content/contact.md",
    "line": 1,
    "message": "The service must confirm: x",
    "rule": "service-confirms",
    "severity": "hold",
}


def test_the_checked_folder_is_copied_byte_for_byte(site: Path, tmp_path: Path) -> None:
    _change(site, left_out=[])
    assert [] == publish.publish(site, tmp_path / "out")
    assert helpers.contents(site) == helpers.contents(tmp_path / "out")


@pytest.mark.parametrize("spoil", ["change", "add", "remove", "rename"])
def test_another_folder_than_the_one_checked_is_refused(
    site: Path, tmp_path: Path, spoil: str
) -> None:
    _change(site, left_out=[])
    page = site / "contact" / "index.html"
    if spoil == "change":
        page.write_text(page.read_text().replace("01632 960123", "01632 960124"))
    elif spoil == "add":
        (site / "extra.html").write_text("x")
    elif spoil == "remove":
        page.unlink()
    else:
        page.rename(page.with_name("other.html"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.html").write_text("of yesterday")
    reasons = publish.publish(site, tmp_path / "out")
    assert [
        (
            "The gate record is of another folder: site/ was changed after it was checked. Run: "
            "make"
            " site"
        )
    ] == reasons
    assert not (tmp_path / "out").exists(), "a refusal must leave nothing that could be published"
    assert not publish.only_waits(site, reasons)


def test_a_record_taken_from_another_folder_is_refused(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("another site")
    shutil.copy(site / judgement.RECORD, other)
    assert publish.publish(other, tmp_path / "out")


def test_a_folder_without_a_record_is_refused(site: Path, tmp_path: Path) -> None:
    (site / judgement.RECORD).unlink()
    assert [
        (
            "site/ has no gate record (gate.json), so nobody knows whether it was checked. Run: "
            "make"
            " site"
        )
    ] == publish.publish(site, tmp_path / "out")


def test_a_partial_record_is_refused_but_for_a_site_published_earlier(
    site: Path, tmp_path: Path
) -> None:
    record = json.loads((site / judgement.RECORD).read_text())
    _change(site, left_out=[], rules=record["rules"][1:])
    assert publish.publish(site, tmp_path / "out")
    assert [] == publish.publish(site, tmp_path / "out", earlier=True)


def test_an_earlier_site_that_was_changed_since_is_refused(site: Path, tmp_path: Path) -> None:
    (site / "index.html").write_text("x")
    assert publish.publish(site, tmp_path / "out", earlier=True)


def test_waiting_for_the_service_is_said_and_is_no_failure(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _change(site, left_out=[], findings=[HOLD])
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    assert 1 == publish.main([str(site), str(tmp_path / "out")])
    assert 0 == publish.main([str(site), str(tmp_path / "out"), "--wait"])
    assert not (tmp_path / "out").exists()
    assert "publishable=false\npublishable=false\n" == (tmp_path / "output").read_text()
    assert (
        "The site was built and checked. It is not published yet. 1 reason:\n\n-"
        " content/contact.md:1: The service must confirm: x (service-confirms)"
        in capsys.readouterr().out
    )


def test_a_fault_is_a_failure_also_beside_a_hold(site: Path, tmp_path: Path) -> None:
    _change(
        site, left_out=[], findings=[HOLD, {**HOLD, "severity": "error", "rule": "plain-words"}]
    )
    assert 1 == publish.main([str(site), str(tmp_path / "out"), "--wait"])


def test_what_is_publishable_is_said_to_the_next_step(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _change(site, left_out=[], findings=[])
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    assert 0 == publish.main([str(site), str(tmp_path / "out"), "--wait"])
    assert "publishable=true\n" == (tmp_path / "output").read_text()
