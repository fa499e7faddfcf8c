"""The list of bank holidays reaches at least 18 months ahead, or staff are asked for more.

Without it time limits are no longer counted, and that is all: a date that passes is only a notice.
GOV.UK publishes the days about two years ahead, and now and then adds one.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.content import BANK_HOLIDAYS
from hooks.sources.findings import Finding

NAME = "bank-holidays-last"


def check(site: Site) -> Iterator[Finding]:
    known = site.content.bank_holidays
    if known and known.more_wanted < site.content.today:
        path = site.content.project_path(BANK_HOLIDAYS)
        yield Finding(
            path,
            site.content.bank_holidays_end_line,
            f"The bank holidays are known until {known.ends:%-d %B %Y}. Add the next year from "
            f'{known.source} ({known.url}), then move "ends".',
            NAME,
        )
