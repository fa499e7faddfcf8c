"""The examples of the staff guide's page of findings, taken from the fixtures, so that they are
what the tests really refuse.

python -m tests.rules.examples        writes hooks/rules/examples.json anew
"""

from __future__ import annotations

import json

from hooks.pages.rule_guide import EXAMPLES
from hooks.rules import RULES
from tests.rules import Fixture, fixtures, rule_of

LONGEST = 240


def example(found: list[Fixture]) -> dict[str, str]:
    """The plainest fixture of a rule: one change of words on a page, if there is one; else the case
    by its name alone."""
    shown = sorted(
        (fixture for fixture in found if _in_words(fixture)),
        key=lambda fixture: (not fixture.expected, fixture.name),
    )
    chosen = shown[0] if shown else found[0]
    said = next((line for line in chosen.expected or () if rule_of(line) == chosen.rule), "")
    refused, passes = _in_words(chosen) or ("", "")
    return {
        "case": chosen.path.stem.replace("-", " ").capitalize(),
        "refused": refused,
        "passes": passes,
        "said": said.partition(": ")[2].rpartition(" (")[0],
    }


def _in_words(fixture: Fixture) -> tuple[str, str] | None:
    """What is refused, and what stood there. Where words were only added, the added ones alone are
    what is refused."""
    edits = fixture.edits
    changes = edits.get("change", [])
    if (
        set(edits) != {"change"}
        or len(changes) != 1
        or not changes[0]["file"].startswith("content/")
    ):
        return None
    old, new = str(changes[0]["old"]), str(changes[0]["new"])
    refused = new.removeprefix(old).strip() or new.strip()
    return (refused, old.strip()) if 0 < len(refused) <= LONGEST and "TODO" not in refused else None


def examples() -> dict[str, dict[str, str]]:
    failing = fixtures("fail")
    by_rule = {
        rule.name: [fixture for fixture in failing if fixture.rule == rule.name] for rule in RULES
    }
    return {name: example(found) for name, found in sorted(by_rule.items()) if found}


def as_text() -> str:
    return json.dumps(examples(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    EXAMPLES.write_text(as_text(), encoding="utf-8")
    print(f"{EXAMPLES}: {len(examples())} examples.")
