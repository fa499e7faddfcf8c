"""Shows what fixtures find, or writes down which rules were seen to fail.

python -m tests.rules [PART OF A NAME ...] shows what each fixture of that name finds now python -m
tests.rules --write runs every fail fixture; writes hooks/rules/proved.txt
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hooks.gate import judgement
from tests import helpers
from tests.rules import Fixture, fixtures, tripped


def found(fixture: Fixture) -> list[str]:
    with tempfile.TemporaryDirectory() as home:
        try:
            return fixture.found(fixture.lay_out(Path(home)))
        except AssertionError as error:
            return [f"cannot be run: {error}"]


def main(arguments: list[str]) -> None:
    if arguments == ["--write"]:
        seen = set().union(*(tripped(found(fixture)) for fixture in fixtures("fail")))
        judgement.PROVED.write_text("".join(f"{rule}\n" for rule in sorted(seen)), encoding="utf-8")
        print(f"{judgement.PROVED}: {len(seen)} rules were seen to fail.")
        return
    for fixture in [*fixtures("pass"), *fixtures("fail")]:
        if not arguments or any(part in fixture.name for part in arguments):
            print(
                f"--- {fixture.name}",
                *(f"# expect: {line}" for line in found(fixture) or ["nothing"]),
                sep="\n",
            )


if __name__ == "__main__":
    with helpers.quick():
        main(sys.argv[1:])
