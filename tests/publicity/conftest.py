"""Prints the table of spoiled and harmless items after the tests that made it."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    rows = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "publicity" and report.when == "call"
    ]
    if rows:
        terminalreporter.section(
            "publicity: what was done to an item, what the build rule says, what Chromium shows"
        )
        for name, rule, judge in rows:
            terminalreporter.write_line(f"{name} | {rule[:110]} | {judge[:110]}")
