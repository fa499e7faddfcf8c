"""Each rule finds what it must and nothing else, on the fixtures of tests/rules; and
hooks/rules/proved.txt says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.gate import judgement
from hooks.rules import RULES
from tests.rules import Fixture, fixtures, rule_of, tripped

PASS, FAIL = fixtures("pass"), fixtures("fail")
NAMES = {rule.name for rule in RULES}


def _name(fixture: Fixture) -> str:
    return fixture.name


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("fixture", PASS, ids=_name)
def test_lets_pass(fixture: Fixture, tmp_path: Path) -> None:
    """What is right gives no finding of any rule."""
    assert fixture.expected == fixture.found(fixture.lay_out(tmp_path))


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("fixture", FAIL, ids=_name)
def test_finds(fixture: Fixture, tmp_path: Path) -> None:
    """What is spoiled gives exactly the findings that the fixture states, in order."""
    assert fixture.expected == fixture.found(fixture.lay_out(tmp_path))


def test_every_fixture_states_what_to_expect() -> None:
    """A fixture that states nothing proves nothing; one that fails must fail by its own rule."""
    wrong = {fixture.name: fault for fixture in (*PASS, *FAIL) if (fault := _fault(fixture))}
    assert {} == wrong


def _fault(fixture: Fixture) -> str | None:
    if fixture.rule not in NAMES:
        return f"there is no rule {fixture.rule}"
    if fixture.expected is None:
        return 'its first line must be "# expect: nothing" or "# expect: path:line: message (rule)"'
    if (fixture.kind == "pass") is (fixture.rule in tripped(fixture.expected)) or (
        fixture.kind == "pass" and fixture.expected
    ):
        return "what it expects belongs in the other folder"
    return None


def test_each_rule_was_seen_to_pass_and_to_fail() -> None:
    """A rule that was never seen to do both is not known to work."""
    seen = {(fixture.rule, fixture.kind) for fixture in (*PASS, *FAIL)}
    assert [] == [
        f"add tests/rules/{name}/{kind}/<case>.yml"
        for name in sorted(NAMES)
        for kind in ("pass", "fail")
        if (name, kind) not in seen
    ]


def test_proved_rules_are_those_seen_to_fail() -> None:
    """The register counts a rule as a keeper only if it stands in proved.txt, so that list must be
    true: no rule more, none less."""
    seen = set().union(
        *(tripped(fixture.expected or []) for fixture in FAIL)
    )  # that they are found, test_finds says
    assert sorted(seen) == judgement.PROVED.read_text(encoding="utf-8").splitlines(), (
        "hooks/rules/proved.txt must name the rules that the fail fixtures trip. Write it anew"
        " with: python -m tests.rules --write"
    )


def test_rule_name_is_read_from_the_end() -> None:
    """A message may hold brackets of its own."""
    assert "links-lead-somewhere" == rule_of(
        "content/x.md:1: The link (here) leads nowhere. (links-lead-somewhere)"
    )
