"""python -m tests.fuzz --seed N --count 2000: says each fault as it is found, then the slowest
rounds."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fuzz import rounds


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Builds sites that are spoiled at random."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first round")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done = []
        for found in rounds(Path(folder), options.seed, options.count, options.first):
            done.append(found)
            if found.fault:
                print(
                    f"round {found.number}: {found.fault[:400]} [{'; '.join(found.spoiled)}]",
                    flush=True,
                )
        faults = sum(bool(found.fault) for found in done)
        slow = sorted(done, key=lambda found: -found.seconds)[:5]
        print(
            f"{len(done)} rounds, {sum(found.judged for found in done)} built and judged, {faults}"
            f" faults, {sum(found.seconds for found in done):.0f} seconds; the slowest: "
            + ", ".join(
                f"round {found.number} {found.seconds:.1f} s ({'; '.join(found.spoiled)})"
                for found in slow
            )
        )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
