"""Prints the table of spoiled items: python -m tests.printed [LAYOUT ...] (all layouts take some
minutes)."""

import sys

from tests.printed import bench
from tests.printed.spoilings import SPOILINGS

wrong = 0
for layout in sys.argv[1:] or bench.FORMATS:
    for spoiling in SPOILINGS:
        found = bench.faults(layout, spoiling)
        wrong += bool(found) != spoiling.harm and spoiling.applies(layout)
        print(
            f"| {layout} | {spoiling.name} | {'caught' if found else 'passes'} |"
            f" {found[0] if found else ''} |",
            flush=True,
        )
print(f"{wrong} not as they must be")
sys.exit(wrong > 0)
