"""Every gate of a pull request, one after the other; it stops at the first that fails and says which.

    python -m hooks check-change           what `make check` runs

The quick gates come first, so that a person hears within a minute what most changes get wrong. A change of content/ alone cannot break
what checks it, so the last gate is left out for it, and that is said; `make test` runs everything, and so does the build server.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from hooks.gate import findings_file
from hooks.sources import terminal

RECORD = "failed.json"
TAIL = 30
"""How many of a failed gate's last lines are kept."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A `make` command and what it checks, in words."""

    command: str
    says: str
    tools: bool = False
    """Whether it tests only what checks the site."""


GATES: tuple[Gate, ...] = (
    Gate("site", "the site is built, and every rule holds"),
    Gate("check-site", "the rules hold without the site's engine too"),
    Gate("links", "every link of the finished site leads somewhere"),
    Gate("lint", "the code keeps its habits: types, imports, names", tools=True),
    Gate("test-site", "the tests of this site pass: every page in a real browser, every finished item of publicity"),
    Gate("test-tools", "the tests of the tools pass: every check against what it must find", tools=True),
)


@dataclass(frozen=True, slots=True)
class Failed:
    """The gate that failed first, and its last words."""

    command: str
    says: str
    said: tuple[str, ...]


def words_only(base: str, folder: Path = Path()) -> bool:
    """Whether all that differs from the commit `base`, new files too, stands in content/. False where nobody can tell, or where nothing differs."""
    found: list[str] = []
    for command in (["git", "diff", "--name-only", base, "--"], ["git", "ls-files", "--others", "--exclude-standard"]):
        try:
            done = subprocess.run(command, cwd=folder, check=False, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        except OSError:
            return False
        if done.returncode:
            return False
        found += done.stdout.splitlines()
    return bool(found) and all(name.strip('"').startswith("content/") for name in found)


def run(gates: Sequence[Gate] = GATES, folder: Path = Path(), make: str = "make") -> Failed | None:
    """Runs the gates in order, showing what they print. Returns the first that failed, or None."""
    build = folder / "build"
    for name in (RECORD, findings_file.FINDINGS, findings_file.LINKS):
        (build / name).unlink(missing_ok=True)
    _write(build, Failed("check", "every check runs to its end", ("It was stopped before its end.",)))
    started = time.monotonic()
    for number, gate in enumerate(gates, 1):
        print(f"{number} of {len(gates)}: {gate.says} (make {gate.command})", flush=True)
        begun, said = time.monotonic(), []
        with subprocess.Popen([make, "--no-print-directory", gate.command], cwd=folder, text=True, encoding="utf-8", errors="replace",
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            assert process.stdout is not None
            for line in process.stdout:
                print(line, end="", flush=True)
                said.append(line.rstrip())
        if process.returncode:
            failed = Failed(gate.command, gate.says, tuple(said[-TAIL:]))
            _write(build, failed)
            print(f"Failed first: make {gate.command} ({gate.says}), after {time.monotonic() - begun:.0f} seconds.")
            return failed
        print(f"Passed in {time.monotonic() - begun:.0f} seconds.", flush=True)
    (build / RECORD).unlink()
    print(f"All {len(gates)} checks passed in {time.monotonic() - started:.0f} seconds.")
    return None


def _write(build: Path, failed: Failed) -> None:
    build.mkdir(exist_ok=True)
    (build / RECORD).write_text(json.dumps(asdict(failed), ensure_ascii=False) + "\n", encoding="utf-8")


def read_failed(build: Path) -> Failed | None:
    """The gate that failed in the last run. Raises ValueError for a file that is none of ours."""
    if not (build / RECORD).is_file():
        return None
    try:
        data = json.loads((build / RECORD).read_text(encoding="utf-8"))
        return Failed(str(data["command"]), str(data["says"]), tuple(map(str, data["said"])))
    except (KeyError, TypeError) as error:
        raise ValueError(f"{build / RECORD}: {error}") from None


def main(arguments: Sequence[str] | None = None) -> int:
    argparse.ArgumentParser(prog="python -m hooks check-change",
                            description="Runs every check of a change, the quick ones first, and stops at the first that fails.").parse_args(arguments)
    terminal.on_any_terminal()
    chosen = GATES
    if words_only(os.environ.get("BASE", "origin/main")):
        chosen = tuple(gate for gate in GATES if not gate.tools)
        print("Only content/ was changed, so the tests of the tools are left out. make test runs all.", flush=True)
    return 1 if run(chosen) else 0
