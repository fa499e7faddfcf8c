"""Every gate of a pull request, one after the other; it stops at the first that fails and says
which.

    python -m hooks check-change           what `make check` runs
    python -m hooks check-change PART
        one part of it, so that several machines share the work: words, pages, print, rest

The quick gates come first, and their answer is given in plain words as soon as they are done. A
change of content/ alone cannot break what checks it, so the tests of the tools and of the made-up
sites are left out for it (where the pages that every service publishes are changed, what holds for
other services is asked too), and the tests of the site look at a page or a printed file only if it,
or anything that it depends on, differs from what was found right before; that is said. `make test`
runs everything, every time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from hooks.sources import noted, terminal

RECORD = "failed.json"
TIMES = "check-times.json"
"""How long each gate took when all passed, for `make bench`."""
TAIL = 30
"""How many of a failed gate's last lines are kept."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A `make` command and what it checks, in words."""

    command: str
    says: str
    part: str = ""
    """The part of the work to which it belongs, where several machines share it."""


WORDS, PAGES, PRINT, REST = "words", "pages", "print", "rest"
QUICK = (
    Gate("site", "the site is built, and every rule holds", WORDS),
    Gate("check-site", "the rules hold without the site's engine too", WORDS),
    Gate("links", "every link of the finished site leads somewhere", WORDS),
)
TOOLS = (
    Gate("lint", "the code keeps its habits: types, imports, names", REST),
    Gate("test-tools", "the tests of the tools pass: every check against what it must find", REST),
)
"""They test only what checks the site."""
NATIONAL = Gate("test-national", "what every service publishes holds for other services", REST)
"""Asked where content/national/ was changed and the tests of the tools are left out."""
GATES = (
    *QUICK,
    Gate(
        "test-site",
        "the tests of this site pass: every page in a real browser, every finished item of"
        " publicity",
    ),
    *TOOLS,
)
"""What one machine runs."""
SHARED = (
    *QUICK,
    Gate("test-pages", "the tests of this site pass in a real browser", PAGES),
    Gate("test-print", "the tests of the finished items of publicity pass", PRINT),
    Gate("test-rest", "the other tests of this site pass", REST),
    *TOOLS,
)
"""The same, in parts for several machines."""


def of_this_site(folder: Path) -> dict[str, str]:
    """The variables by which tests ask for what was found right before, and leave out whatever does
    not look at the site in `folder` (tests/browser/remembered.py, tests/conftest.py)."""
    return {"REMEMBER_PAGES": "yes", "SITE_UNDER_TEST": str(folder.resolve())}


@dataclass(frozen=True, slots=True)
class Failed:
    """The gate that failed first, and its last words."""

    command: str
    says: str
    said: tuple[str, ...]


def changed(base: str, folder: Path = Path()) -> tuple[str, ...]:
    """Every path that differs from the commit `base`, new files too. Empty where nobody can tell,
    or where nothing differs."""
    found: list[str] = []
    for command in (
        ["git", "diff", "--name-only", base, "--"],
        ["git", "ls-files", "--others", "--exclude-standard"],
    ):
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                check=False,
                text=True,
                encoding="utf-8",
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return ()
        if done.returncode:
            return ()
        found += (name.strip('"') for name in done.stdout.splitlines())
    return tuple(found)


def words_only(paths: Sequence[str]) -> bool:
    """Whether all that was changed stands in content/. False where nothing is known to be."""
    return bool(paths) and all(path.startswith("content/") for path in paths)


def run(
    gates: Sequence[Gate] = GATES,
    folder: Path = Path(),
    make: str = "make",
    *,
    remember: bool = False,
    answer: Callable[[Sequence[str]], None] = lambda _: None,
) -> Failed | None:
    """Runs the gates in order, showing what they print. Returns the first that failed, or None.

    `answer` is called when the quick ones are done (with "--so-far"), or when one of them has
    failed. With `remember` the tests leave out what was found right before.
    """
    build = folder / "build"
    record = record_of(gates)
    for name in (record, noted.FINDINGS, noted.LINKS):
        (build / name).unlink(missing_ok=True)
    _write(
        build / record,
        Failed("check", "every check runs to its end", ("It was stopped before its end.",)),
    )
    variables = {**os.environ, **(of_this_site(folder) if remember else {})}
    started, taken = time.monotonic(), dict[str, float]()
    for number, gate in enumerate(gates, 1):
        print(f"{number} of {len(gates)}: {gate.says} (make {gate.command})", flush=True)
        begun, said = time.monotonic(), []
        with subprocess.Popen(
            [make, "--no-print-directory", gate.command],
            cwd=folder,
            text=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=variables,
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                print(line, end="", flush=True)
                said.append(line.rstrip())
        if process.returncode:
            failed = Failed(gate.command, gate.says, tuple(said[-TAIL:]))
            _write(build / record, failed)
            if gate in QUICK:
                answer(())
            print(
                f"Failed first: make {gate.command} ({gate.says}), after"
                f" {time.monotonic() - begun:.0f} seconds."
            )
            return failed
        taken[gate.command] = time.monotonic() - begun
        print(f"Passed in {taken[gate.command]:.0f} seconds.", flush=True)
        if gate == QUICK[-1]:
            answer(("--so-far",))
            print(
                f"That was the answer after {time.monotonic() - started:.0f} seconds.", flush=True
            )
    (build / record).unlink()
    (build / TIMES).write_text(
        json.dumps({"only_words": remember, "seconds": taken}) + "\n", encoding="utf-8"
    )
    print(f"All {len(gates)} checks passed in {time.monotonic() - started:.0f} seconds.")
    return None


def record_of(gates: Sequence[Gate]) -> str:
    """The file that names what failed: of each part its own, so that several can be laid side by
    side."""
    parts = {gate.part for gate in gates}
    return f"failed-{parts.pop()}.json" if len(parts) == 1 and "" not in parts else RECORD


def _write(path: Path, failed: Failed) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(asdict(failed), ensure_ascii=False) + "\n", encoding="utf-8")


def read_failed(build: Path) -> Failed | None:
    """The gate that failed in the last run, of its parts the first in order. Raises ValueError for
    a file that is none of ours."""
    for name in (RECORD, *(f"failed-{part}.json" for part in (WORDS, PAGES, PRINT, REST))):
        if (build / name).is_file():
            try:
                data = json.loads((build / name).read_text(encoding="utf-8"))
                return Failed(
                    str(data["command"]), str(data["says"]), tuple(map(str, data["said"]))
                )
            except (KeyError, TypeError) as error:
                raise ValueError(f"{build / name}: {error}") from None
    return None


def chosen(part: str, paths: Sequence[str]) -> tuple[Gate, ...]:
    """The gates of a part, or all; those of the tools only where more than words was changed.
    Raises ValueError for no part."""
    gates: tuple[Gate, ...] = SHARED if part else GATES
    if words_only(paths):
        gates = tuple(gate for gate in gates if gate not in TOOLS)
        if any(path.startswith("content/national/") for path in paths):
            gates = (*gates, NATIONAL)
    gates = tuple(gate for gate in gates if part in ("", gate.part))
    if not gates:
        raise ValueError(
            f"There is no part {part}. Name one of {WORDS}, {PAGES}, {PRINT}, {REST}, or none for"
            " all."
        )
    return gates


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks check-change",
        description=(
            "Runs every check of a change, the quick ones first, and stops at the first that fails."
        ),
    )
    parser.add_argument(
        "part",
        nargs="?",
        default="",
        choices=("", WORDS, PAGES, PRINT, REST),
        help="only one part, so that several machines share the work",
    )
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    base = os.environ.get("BASE", "origin/main")
    paths = changed(base)
    gates = chosen(options.part, paths)
    if words_only(paths):
        print(
            "Only content/ was changed, so the tests of the tools and of made-up sites are left"
            " out, and pages and printed files that were found right before, with all that they"
            " depend on, are not looked at again. make test runs all.",
            flush=True,
        )

    def answer(how: Sequence[str]) -> None:
        subprocess.run(
            [sys.executable, "-m", "hooks", "summary", "--base", base, *how], check=False
        )

    return 1 if run(gates, remember=words_only(paths), answer=answer) else 0
