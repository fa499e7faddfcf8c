"""Lets WeasyPrint lay each piece of text out once for each document.

WeasyPrint 70 asks for the width of the same words again and again: for every box round them, for
every column and every page that it tries. Pango's answer depends on the words, their style and the
width alone, so half of the time that a drawing takes goes into answers that were there already.
What is drawn stays the same; a test compares.
"""

from __future__ import annotations

from copy import copy
from functools import cache, wraps
from typing import Any

Answer = tuple[Any, ...]


@cache
def begin() -> None:
    """Puts the memory between WeasyPrint's layout and Pango, in both places that ask."""
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    for asks in (inline, preferred):
        asks.split_first_line = remembered(line_break.split_first_line)


def remembered(ask: Any) -> Any:
    """WeasyPrint's `split_first_line`, that keeps its answers as long as the document's `context`
    lives."""

    @wraps(ask)
    def split_first_line(text: str, style: Any, context: Any, *more: Any, **named: Any) -> Answer:
        known = vars(context).setdefault("_measured", {})
        key = text, id(style), more, *named.items()
        if key not in known:
            # With the style, so that no other gets its id while the answer is kept.
            known[key] = style, ask(text, style, context, *more, **named)
        line, *rest = known[key][1]
        # Justified text gets its spaces from its own line, so none is handed out twice.
        return copy(line), *rest

    return split_first_line
