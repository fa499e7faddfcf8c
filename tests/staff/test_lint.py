"""`make lint`: each tool is there, knows its settings, and sees what it must find."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from hooks.staff import lint
from tests.helpers import ROOT

SPOILED = {
    "ruff": ("hooks/words/vocabulary.py", "\nimport os\n"),
    "ruff format": ("hooks/words/foreign.py", "\nWIDE   =  1\n"),
    "mypy": ("hooks/sources/facts.py", "\n\ndef spoiled() -> int:\n    return 'no number'\n"),
    "import-linter": ("hooks/sources/notices.py", "\nfrom hooks.gate import check\n"),
    "djlint": ("overrides/404.html", '<img src="picture.png">\n'),
    "biome": ("overrides/assets/js/menu.js", "\ndebugger;\n"),
    "tsc": ("overrides/assets/js/find.js", "\ncommon(1);\n"),
    "stylelint": ("overrides/assets/css/1-base.css", "\na { colour: red }\n"),
}
"""Each tool with a file, and what somebody might write at its end."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tools look at, in a folder of its own."""
    folder = tmp_path_factory.mktemp("lint")
    for name in ("hooks", "overrides", "tests"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("node_modules", lint.PACKAGES):
        (folder / name).symlink_to(ROOT / name)
    return folder


def test_every_tool_finds_what_is_spoiled_and_nothing_before(project: Path) -> None:
    assert [] == [(tool.name, said) for tool, said in lint.run(project)]
    for name, text in SPOILED.values():
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(text)
    found = {tool.name: said for tool, said in lint.run(project)}
    assert {tool.name for tool in lint.TOOLS} == set(SPOILED) == set(found)
    for name, (path, _) in SPOILED.items():
        shown = (
            path.removesuffix(".py").replace("/", ".")
            if name == "import-linter"
            else Path(path).name
        )
        assert shown in found[name], found[name]


def test_the_order_of_rooms_holds_for_mkdocs_and_for_rules_too(project: Path) -> None:
    contracts = tuple(tool for tool in lint.TOOLS if tool.name == "import-linter")
    for path, line, says in (
        (
            "hooks/pages/rule_guide.py",
            "import mkdocs.config",
            "hooks.pages is not allowed to import mkdocs",
        ),
        (
            "hooks/rules/capitals.py",
            "from hooks.rules import spelling",
            "hooks.rules.capitals -> hooks.rules.spelling",
        ),
        (
            "hooks/staff/summary.py",
            "from hooks.rules.spelling import check",
            "hooks.staff.summary -> hooks.rules.spelling",
        ),
    ):
        shutil.copy(ROOT / path, project / path)
        with (project / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
        assert says in {tool.name: said for tool, said in lint.run(project, contracts)}.get(
            "import-linter", ""
        )
        shutil.copy(ROOT / path, project / path)


def test_a_tool_that_is_missing_or_fails_never_passes_for_one_that_found_nothing(
    tmp_path: Path,
) -> None:
    missing = lint.Tool("missing", "x", ("no-such-program",))
    failing = lint.Tool("failing", "x", (sys.executable, "-c", "raise SystemExit('it broke')"))
    fine = lint.Tool("fine", "x", (sys.executable, "-c", "print('all is well')"))
    found = {tool.name: said for tool, said in lint.run(tmp_path, (missing, fine, failing))}
    assert ["missing", "failing"] == list(found)
    assert "no-such-program" in found["missing"] and "it broke" == found["failing"]
