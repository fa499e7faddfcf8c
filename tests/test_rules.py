"""Each rule finds what it must and nothing else, on the fixtures of tests/rules; and hooks/rules/proved.txt says so."""

from __future__ import annotations

import pytest

from hooks import gate
from hooks.rules import RULES
from tests.helpers import Workshop
from tests.rules import Fixture, fixtures, rule_of, tripped

PASS, FAIL = fixtures("pass"), fixtures("fail")
NAMES = {rule.name for rule in RULES}


def _name(fixture: Fixture) -> str:
    return fixture.name


@pytest.mark.parametrize("fixture", PASS, ids=_name)
def test_lets_pass(fixture: Fixture, workshop: Workshop) -> None:
    """What is right gives no finding of any rule."""
    assert fixture.expected == fixture.found(workshop)


@pytest.mark.parametrize("fixture", FAIL, ids=_name)
def test_finds(fixture: Fixture, workshop: Workshop) -> None:
    """What is spoiled gives exactly the findings that the fixture states, in order."""
    assert fixture.expected == fixture.found(workshop)


@pytest.mark.parametrize("fixture", [*PASS, *FAIL], ids=_name)
def test_states_what_to_expect(fixture: Fixture) -> None:
    """A fixture that states nothing proves nothing."""
    assert fixture.rule in NAMES, f"There is no rule {fixture.rule}"
    assert fixture.expected is not None, 'Its first line must be "# expect: nothing" or "# expect: path:line: message (rule)"'
    if fixture.kind == "pass":
        assert [] == fixture.expected
    else:
        assert fixture.rule in tripped(fixture.expected), f"A fail fixture of {fixture.rule} must expect a finding of that rule"


@pytest.mark.parametrize("rule", sorted(NAMES))
@pytest.mark.parametrize("kind", ["pass", "fail"])
def test_each_rule_has_both_kinds(rule: str, kind: str) -> None:
    """A rule that was never seen to pass, or never to fail, is not known to work."""
    assert any(fixture.rule == rule for fixture in (PASS if kind == "pass" else FAIL)), f"Add tests/rules/{rule}/{kind}/<case>.yml"


def test_proved_rules_are_those_seen_to_fail() -> None:
    """The register counts a rule as a keeper only if it stands in proved.txt, so that list must be true: no rule more, none less."""
    seen = set().union(*(tripped(fixture.expected or []) for fixture in FAIL))  # that they are found, test_finds says
    assert sorted(seen) == gate.PROVED.read_text(encoding="utf-8").splitlines(), \
        "hooks/rules/proved.txt must name the rules that the fail fixtures trip. Write it anew with: python -m tests.rules --write"


def test_rule_name_is_read_from_the_end() -> None:
    """A message may hold brackets of its own."""
    assert "links-lead-somewhere" == rule_of("content/x.md:1: The link (here) leads nowhere. (links-lead-somewhere)")
