"""Words on a terminal that cannot show all letters."""

from __future__ import annotations

import io
import sys


def on_any_terminal() -> None:
    """From now on a letter that the terminal cannot show is printed as "?": no sentence is worth
    stopping for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
