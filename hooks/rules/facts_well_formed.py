"""A telephone number, an e-mail address and a web address in a record can be used as they stand.

One wrong key makes a number that nobody can call, and it would stand on every page and item:
phonenumbers knows Ofcom's plan.
"""

import re
from collections.abc import Iterator

import phonenumbers

from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.records import Fact, costs_more
from hooks.words.patterns import later

NAME = "facts-well-formed"
EMAIL = later(r"[\w.+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
WEB = later(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/\S*)?")


def check(site: Site) -> Iterator[Finding]:
    for page in site.content.pages:
        for name, fact in getattr(page, "facts", {}).items():
            if not isinstance(fact, Fact) or not fact.value:
                continue
            fault = _fault(name, fact.value)
            if fact.sure == "not confirmed" and fact.checked:
                fault = (
                    f'Somebody checked "{fact.value}", so "sure" cannot be "not confirmed": write'
                    ' "confirmed by the service", or take out "checked".'
                )
            if fault:
                yield Finding(
                    site.content.project_path(page.src), page.line_of_fact(name), fault, NAME
                )


def _callable(value: str) -> bool:
    """Whether a number is in use in Britain, a short one such as 119, or has all ten figures: 01632
    960123 is kept for examples."""
    if re.search(r"[^\d+() -]", value):
        return False
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return False
    return (
        phonenumbers.is_valid_number(number)
        or phonenumbers.is_valid_short_number_for_region(number, "GB")
        or re.fullmatch(r"116\d{3}", str(number.national_number))
        is not None  # helplines, the same in all Europe
        or (number.country_code == 44 and len(str(number.national_number)) == 10)
    )


def _fault(name: str, value: str) -> str | None:
    if name.startswith("phone") and not _callable(value):
        return (
            'The telephone number must be one that can be called, such as "01632 960123" with'
            f' every figure; it is "{value}".'
        )
    if name.startswith("phone") and costs_more(value):
        return (
            f'The telephone number must cost no more than other calls; "{value}" does. Give one'
            " that begins with 01, 02, 03, 07 or 080."
        )
    if name.startswith("email") and not EMAIL.fullmatch(value):
        return f'The e-mail address must be whole, such as "name@example.org"; it is "{value}".'
    if name.startswith("website") and not WEB.fullmatch(value):
        return f'The web address must be whole and begin with https://; it is "{value}".'
    return None
