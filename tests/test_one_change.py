"""A time limit stands once, in the national pages: changed there, every service's site says the new
one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks.staff import new_site
from tests import helpers
from tests.helpers import MADE_UP, ROOT, TWO_BAYS, Workshop
from tests.staff.test_new_site import COUNCIL

LIMIT = "council-complaint-reply"
BEFORE, AFTER = (f"{days} working days" for days in (10, 12))
SAID_ON = ("your-options/council-complaint", "your-options/council-deadlines")
EXAMPLES = tuple(sources.relative_to(ROOT) for sources in (MADE_UP, TWO_BAYS))
NEW = Path("build/new")


class Place(Workshop):
    """One site of several in one copy of the project."""

    @property
    def folder(self) -> Path:
        return self.home


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with four sites in it, and one time limit changed in one place."""
    home = tmp_path_factory.mktemp("project")
    for name in ("hooks", "node_modules", "overrides", ".cache"):
        (home / name).symlink_to(ROOT / name, target_is_directory=True)
    for name in ("content", ".github", *EXAMPLES):
        unbuilt = shutil.ignore_patterns("site", "site.*", "build")
        shutil.copytree(ROOT / name, home / name, ignore=unbuilt)
    shutil.copyfile(ROOT / "mkdocs.yml", home / "mkdocs.yml")
    new_site.write(new_site.answers(COUNCIL), home / NEW)
    (home / NEW / "generator").symlink_to(home, target_is_directory=True)
    page = home / "content" / "national" / "your-options" / "council-deadlines.md"
    text = page.read_text(encoding="utf-8")
    before, entry, rest = text.partition(f"  - id: {LIMIT}\n")
    typed = f'limit: "{BEFORE}"\n'
    assert entry and typed in rest
    changed = rest.replace(typed, typed.replace(BEFORE, AFTER), 1)
    page.write_text(f"{before}{entry}{changed}", encoding="utf-8")
    return home


@pytest.mark.parametrize("name", [Path(), *EXAMPLES, NEW], ids=lambda name: name.name or "ours")
def test_a_time_limit_changed_once_is_changed_on_every_site(project: Path, name: Path) -> None:
    made = Place(project / name)
    with helpers.quick():
        outcome = helpers.build_here(made)
    assert outcome.refusal is None, outcome.said
    for address in SAID_ON:
        page = (made.site / address / "index.html").read_text(encoding="utf-8")
        main = LexborHTMLParser(page).css_first("main")
        assert main is not None and AFTER in main.text(), address
