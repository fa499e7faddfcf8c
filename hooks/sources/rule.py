"""What a rule is, to those who only speak of rules: the register, the staff guide, the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from hooks.sources.findings import Finding


class Severity(Enum):
    """What a finding does: fails the build; holds back publication; or is only shown."""

    ERROR = "error"
    HOLD = "hold"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by the name that findings show.

    `says` is the rule in a sentence, `why` the law or the reason behind it; which promises it keeps
    is a service's own affair, and stands in its register. `check` is given the built site.
    `left_out` says what the rule cannot do on this machine; such a folder is not publishable.
    """

    name: str
    says: str
    check: Callable[[Any], Iterator[Finding]]
    severity: Severity = Severity.ERROR
    left_out: str | None = None
    why: str = ""
