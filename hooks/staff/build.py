"""Builds the site with MkDocs, or shows it while somebody writes; settings that cannot be used are
named first.

python -m hooks build                what `make site` runs
python -m hooks serve --port 8001    what `make serve` runs
"""

from __future__ import annotations

import argparse
import errno
import os
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from hooks.sources import ready, terminal

PORT = 8000
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
"""Material prints a notice about MkDocs 2 on every build; this is its author's own switch for
it."""


def main(arguments: Sequence[str] | None = None) -> int:
    asked = "serve" if "--serve" in (arguments or ()) else "build"
    parser = argparse.ArgumentParser(
        prog=f"python -m hooks {asked}",
        description="Builds the site into site/ and runs every rule over it.",
    )
    parser.add_argument(
        "--config", type=Path, default=Path("mkdocs.yml"), help="the site's settings"
    )
    parser.add_argument(
        "--serve",
        action="store_true",
        help="show the site on this computer, and build it anew when a file changes",
    )
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"where --serve shows it (default: {PORT})"
    )
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    if ready.main([str(options.config)]):
        return 1
    work = ["serve", "--dev-addr", f"127.0.0.1:{options.port}"] if options.serve else ["build"]
    quiet = [] if options.serve else ["--quiet"]
    os.environ.update(QUIET)
    sys.argv = ["mkdocs", *quiet, *work, "--config-file", str(options.config)]
    code = 0
    try:  # `python -m mkdocs`, in this process: another would load as much once more
        runpy.run_module("mkdocs", run_name="__main__")
    except SystemExit as ended:
        code = int(bool(ended.code))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(
            f"Another program uses port {options.port}. Choose another: make serve"
            f" PORT={options.port + 1}"
        )
        code = 1
    return code
