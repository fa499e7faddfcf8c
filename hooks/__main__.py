"""`python -m hooks COMMAND ...`: what the project does besides a build. Without a command it lists
them.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from types import MappingProxyType

MISUSE = 64
COMMANDS = MappingProxyType(
    {"clock": ("hooks.time_limits.command", "By when must somebody act? EVENT DATE [SECOND-DATE]")}
)
"""Each command, the module whose `main(arguments)` does it and returns the exit code, and what it
is for.
"""


def main(arguments: Sequence[str]) -> int:
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        # Here, so that a small command waits for no other's libraries.
        module = importlib.import_module(COMMANDS[name][0])
        return int(module.main(arguments[1:]))
    wanted = name in ("-h", "--help")
    lines = [f"  {known:10} {says}" for known, (_, says) in COMMANDS.items()]
    print(
        "\n".join(["python -m hooks COMMAND ...", *lines]),
        file=sys.stdout if wanted else sys.stderr,
    )
    return 0 if wanted else MISUSE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
