"""The day for which a site is built: an input, which no rule reads from the clock itself."""

from __future__ import annotations

import os
from datetime import date

from hooks.sources.records import in_reach


def today(given: str | None = None) -> date:
    """The day for which a site is built: given, or SITE_DATE, or the clock's. The only place that
    asks the clock.

    Raises ValueError with one sentence for a day that is none.
    """
    text = given or os.environ.get("SITE_DATE")
    if not text:
        return date.today()  # noqa: DTZ011 - the day where the service is, as its computer has it
    try:
        day = date.fromisoformat(text)
        if not in_reach(day):
            raise ValueError
        return day
    except ValueError:
        raise ValueError(f'The day must be written like 2026-11-22; it is "{text}".') from None
