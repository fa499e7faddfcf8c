"""A generator, not one site: another service's site is another mkdocs.yml and another content/, and
not one changed line of code."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks.gate import judgement
from hooks.gate.check import main
from hooks.sources.content import Content
from hooks.sources.records import AS_TEXT, Format
from tests.helpers import MADE_UP, ROOT, findings_of_record

OURS = ("hooks", "overrides")
"""The folders that all services share."""


def _shared_files() -> list[Path]:
    """What is written by hand in the shared folders, as git knows it."""
    known = (
        subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", *OURS],
            cwd=ROOT,
            check=True,
            text=True,
            stdout=subprocess.PIPE,
        ).stdout.split("\n")
        if (ROOT / ".git").exists()
        else []
    )
    files = [ROOT / name for name in known if name] or [
        path for folder in OURS for path in (ROOT / folder).rglob("*")
    ]
    return [path for path in files if path.is_file() and "__pycache__" not in path.parts]


def _names_of(content: Content) -> list[str]:
    """What says whose site it is: names, address, telephone, bodies of the place. Any service may
    be open from Monday to Friday."""
    service, contact = content.service, content.contact
    assert service is not None and contact is not None
    host = content.site_url.split("//")[1].strip("/").removeprefix("www.")
    facts = [
        fact.value
        for name in ("phone", "email", "website", "base")
        if (fact := contact.facts.get(name)) and fact.value
    ]
    return [*service.names, host, *facts]


def test_nothing_of_the_first_service_stands_in_what_all_share(real_content: Content) -> None:
    """Neither its names nor its address nor the abbreviations that people there use."""
    words = [*_names_of(real_content), "RMBC", "Riverside House"]
    wanted = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
    files = _shared_files()
    assert len(files) > 60
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1
        )
        if wanted.search(line)
    ]
    assert [] == found


def test_nothing_that_all_share_knows_a_promise(real_content: Content) -> None:
    """Which rules keep a promise stands in a service's own register, by their names."""
    numbers = [re.escape(promise.number) for promise in real_content.promises]
    assert len(numbers) > 1
    wanted = re.compile(rf"(?<![\w#-])(?:{'|'.join(numbers)})(?![\w-])")
    files = [path for path in _shared_files() if path.suffix in (".py", ".html", ".txt", ".yml")]
    assert len(files) > 60
    assert [] == [
        f"{path.relative_to(ROOT)}:{line}: {typed.strip()}"
        for path in files
        for line, typed in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if wanted.search(typed) and path.name not in ("records.py", "proved.txt")
    ]


def test_made_up_site_builds_without_a_finding(made_up_site: Path, workbench_site: Path) -> None:
    """Every rule ran, and none found an error, a hold or a notice, but for notices on pages that
    hold for every service."""
    for site in (made_up_site, workbench_site):
        record = json.loads((site / "gate.json").read_text(encoding="utf-8"))
        assert [] == [one for one in findings_of_record(site) if not one.startswith("national/")]
        assert {"notice"} >= {found["severity"] for found in record["findings"]}
        assert [] == record["left_out"]
    assert [] == findings_of_record(workbench_site)


def test_made_up_site_is_publishable(
    made_up_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `make publishable` runs says so and returns 0: every fact of the made-up service is
    confirmed."""
    assert [] == judgement.reasons_against(made_up_site)
    assert 0 == main([str(made_up_site), "--publishable"])
    assert "Publishable.\n" == capsys.readouterr().out


def test_no_word_of_the_first_service_on_the_made_up_site(
    made_up_site: Path, real_content: Content
) -> None:
    """Not in any file, whatever its kind, and whatever its capitals."""
    words = [word.lower().encode() for word in (*_names_of(real_content), "Rotherham", "RMBC")]
    files = [path for path in made_up_site.rglob("*") if path.is_file()]
    assert len(files) > 60
    assert [] == [
        f"{path.relative_to(made_up_site)}: {word.decode()}"
        for path in files
        for word in words
        if word in path.read_bytes().lower()
    ]


def test_made_up_site_shows_its_own(made_up_site: Path) -> None:
    """Its name, council, telephone, colours and logo, and both of its policies on each item."""
    home = (made_up_site / "index.html").read_text(encoding="utf-8")
    css = (made_up_site / "assets" / "site.css").read_text(encoding="utf-8")
    assert "Larkmere SEND Advice" in home
    assert 'href="tel:+441632960123"' in home
    assert "--brand:#0c3348" in css
    assert 'cx="14"' in home  # a circle of its logo
    for item in (MADE_UP / "content" / "publicity").glob("*.md"):
        if item.stem != "index":
            page = (made_up_site / "publicity" / item.stem / "index.html").read_text(
                encoding="utf-8"
            )
            assert (
                'data-policy="impartiality"' in page and 'data-policy="confidentiality"' in page
            ), item.name


def test_made_up_site_has_an_item_of_each_format(made_up_site: Path) -> None:
    """So that every layout of publicity is built for a service that nobody thought of when it was
    written."""
    formats = {
        match[1]
        for path in (MADE_UP / "content" / "publicity").glob("*.md")
        if (match := re.search(r"^format: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    }
    assert set(Format.__args__) == formats
    for name in AS_TEXT & formats:
        assert any((made_up_site / "publicity").glob(f"{name}*.txt")), f"{name} is sent as text"


def test_made_up_site_uses_the_real_adapter_and_layouts() -> None:
    """No copy of its own that could differ."""
    settings = (MADE_UP / "mkdocs.yml").read_text(encoding="utf-8")
    assert "  - ../../../hooks/adapter.py\n" in settings
    assert "  custom_dir: ../../../overrides\n" in settings
    assert {"content", "mkdocs.yml"} == {
        path.name for path in MADE_UP.iterdir() if path.name not in ("build", "site")
    }


def test_contact_page_speaks_the_languages_that_the_service_confirmed(
    made_up_site: Path, real_site: Path
) -> None:
    """Each under the name that it has for itself, marked for who hears the page, and running its own
    way. A service that confirmed none says nothing, in no language."""
    page = LexborHTMLParser((made_up_site / "contact/index.html").read_text("utf-8"))
    assert [("#in-pl", "polski"), ("#in-ur", "اردو")] == [
        (link.attributes["href"], link.text()) for link in page.css(".tongues a")
    ]
    spoken = {
        part.attributes["lang"]: (part.attributes.get("dir"), part.text())
        for part in page.css("main div[lang]")
    }
    assert ["pl", "ur"] == list(spoken)
    assert spoken["pl"][0] is None and "Pomagamy rodzinom" in spoken["pl"][1]
    assert spoken["ur"] == ("rtl", "ہم خاندانوں کی مدد کرتے ہیں۔ہمیں فون کریں۔")
    assert [] == LexborHTMLParser((real_site / "contact/index.html").read_text("utf-8")).css(
        "main [lang]"
    )
