"""Every spoiled item is caught, by the build rule or by the judge in Chromium as its case says; no
harmless one is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hooks.sources.content import Content
from tests.browser.judge import Judge
from tests.publicity.cases import HARMLESS, NOT_HERE, SPOILED, Case
from tests.publicity.workbench import Bench


@pytest.fixture(scope="module")
def bench(
    real_site: Path,
    real_content: Content,
    serve: Callable[[Path], str],
    browser: object,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("publicity")
    judge = Judge(browser)
    yield Bench(real_site, real_content, folder, serve(folder), judge)
    judge.close()


def _name(case: Case) -> str:
    return case.slug


@pytest.mark.parametrize("case", [*SPOILED, *HARMLESS], ids=_name)
def test_case(case: Case, bench: Bench, record_property: Callable[[str, object], None]) -> None:
    made = bench.lay(case)
    rule, judge = bench.rule(case, made), bench.judged(case)
    found = {name for name, faults in (("rule", rule), ("judge", judge)) if faults}
    record_property(
        "publicity",
        (case.name, (rule or ["–"])[0], (judge or ["–" if case.media else "not asked"])[0]),
    )
    assert found == case.by, f"rule: {rule}\njudge: {judge}"


def test_every_number_of_the_research_is_here() -> None:
    numbers = {
        int(match[1]) for case in SPOILED if (match := re.match(r"(\d\d) ", case.name))
    } | set(NOT_HERE)
    assert numbers == set(range(1, 55))
    assert {f"P{number}" for number in range(1, 9)} <= {
        case.name.partition(" ")[0] for case in HARMLESS
    }


def test_no_two_cases_have_one_name() -> None:
    names = [case.slug for case in (*SPOILED, *HARMLESS)]
    assert len(names) == len(set(names))
