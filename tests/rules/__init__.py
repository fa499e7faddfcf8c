"""Each rule's fixtures: tests/rules/<rule>/{pass,fail}/<case>.yml.

A fixture's first lines say what must be found: `# expect: nothing`, or `# expect: content/x.md:12:
message (rule)`, one line for each finding. Its body says how the made-up site is spoiled: `change`
(file, old, new), `write` (name: text), `remove` (names) in the sources, then the same under `built`
in the built folder, over which the rules then run again. `proved` names the rules that count as
seen to fail (default: hooks/rules/proved.txt).
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests import helpers
from tests.helpers import Workshop

FOLDER = Path(__file__).parent
NOTHING = "nothing"
KEYS = frozenset({"change", "write", "remove", "built", "proved"})


@dataclass(frozen=True)
class Fixture:
    path: Path

    @property
    def rule(self) -> str:
        return self.path.parent.parent.name

    @property
    def kind(self) -> str:
        """ "pass" or "fail"."""
        return self.path.parent.name

    @property
    def name(self) -> str:
        return self.path.relative_to(FOLDER).with_suffix("").as_posix()

    @cached_property
    def expected(self) -> list[str] | None:
        """The findings that the first lines state; None where they state none."""
        lines = []
        for line in self.path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("# expect: "):
                break
            lines.append(line.removeprefix("# expect: "))
        return None if not lines else [] if lines == [NOTHING] else lines

    @cached_property
    def edits(self) -> dict[str, Any]:
        edits = yaml.safe_load(self.path.read_text(encoding="utf-8")) or {}
        assert set(edits) <= KEYS, (
            f"{self.name} holds {sorted(set(edits) - KEYS)}, which a fixture does not know"
        )
        return edits

    @property
    def prints(self) -> bool:
        """Whether the rule looks at printed files; all others are spared the time to print."""
        return self.rule.startswith(("printed-", "brought-"))

    def lay_out(self, home: Path) -> Workshop:
        """A workshop for this fixture alone; without a copy of the layouts where it spoils none."""
        named = [change["file"] for change in self.edits.get("change", ())] + [
            *self.edits.get("write", ()),
            *self.edits.get("remove", ()),
        ]
        return helpers.workshop(
            home, own_layouts=any(name.startswith("overrides/") for name in named)
        )

    def found(self, made: Workshop) -> list[str]:
        """What the rules find in a workshop that is spoiled as the fixture says."""
        with helpers.printing() if self.prints else nullcontext():
            return self._found(made)

    def _found(self, made: Workshop) -> list[str]:
        sources = {
            name: edits
            for name, edits in self.edits.items()
            if name in ("change", "write", "remove")
        }
        helpers.edit(made.path, sources)
        if sources or self.prints:
            outcome = helpers.build_here(made)
            if "built" not in self.edits and "proved" not in self.edits:
                return outcome.findings
            assert outcome.refusal is None, (
                f"{self.name} edits the built folder, but nothing was built:\n{outcome.said}"
            )
        else:
            helpers.take_built(made)
        helpers.edit(lambda name: made.site / name, self.edits.get("built", {}))
        return helpers.judge_here(made, self.edits.get("proved"))


def fixtures(kind: str) -> list[Fixture]:
    return [Fixture(path) for path in sorted(FOLDER.glob(f"*/{kind}/*.yml"))]


def rule_of(finding: str) -> str:
    """The rule that a finding's line names at its end."""
    return finding.rpartition(" (")[2].removesuffix(")")


def tripped(findings: list[str]) -> set[str]:
    return {rule_of(finding) for finding in findings}
