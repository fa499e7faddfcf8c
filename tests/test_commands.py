"""One command for everything: `python -m hooks`, and a Makefile that only calls it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from hooks.__main__ import COMMANDS, MISUSE, main
from hooks.pages import markdown_blocks
from hooks.sources import ready
from tests import helpers
from tests.helpers import ROOT


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_explains_itself_and_runs_nothing(name: str, tmp_path: Path) -> None:
    done = helpers.run(
        sys.executable, "-m", "hooks", name, "--help", folder=tmp_path, PYTHONPATH=str(ROOT)
    )
    assert 0 == done.returncode and f"python -m hooks {name}" in done.stdout, done
    assert not list(tmp_path.iterdir())


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert MISUSE == main([]) == main(["no-such-command"])
    assert 0 == main(["--help"])
    listed = capsys.readouterr().out
    assert all(
        f"  {name} " in listed and command.says in listed for name, command in COMMANDS.items()
    )


def test_targets_of_the_makefile_call_commands_that_there_are() -> None:
    called = set(re.findall(r"-m hooks ([a-z-]+)", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert {"build", "serve", "check", "publishable", "links"} <= called <= set(COMMANDS)
    assert "-m hooks." not in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_settings_name_the_blocks_that_there_are() -> None:
    """mkdocs.yml shows which blocks of PyMdown Extensions pages may use; naming others than there
    are is refused."""
    assert ready.BLOCKS == tuple(block.NAME for block in markdown_blocks.BLOCKS)
    assert markdown_blocks.makeExtension(blocks=ready.BLOCKS)
    with pytest.raises(ValueError, match="blocks must be"):
        markdown_blocks.makeExtension(blocks=["note"])
