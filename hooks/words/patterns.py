"""Patterns that are compiled when they are first asked: of a site in which little has changed, most
never are."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """A pattern's text and flags; each method is the compiled pattern's own, looked up once."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self.flags = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self.flags), name)
        self.__dict__[name] = found
        return found


def later(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, for one who asks its methods. A text that is no pattern is found out
    when it is first asked: re.error."""
    return cast("re.Pattern[str]", _Later(text, flags))
