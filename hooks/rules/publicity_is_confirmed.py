"""Publicity prints no telephone number, e-mail address or other fact that is not confirmed
(design: Facts).

A leaflet cannot be called back, so only the service's own word, or a national body's own page, is
enough. The site's own address alone is always printed: it is where the policy can be read.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import phonenumbers

from hooks.built.site import BuiltPage, Site, squeeze
from hooks.sources.facts import MISSING, UNCHECKED
from hooks.sources.findings import Finding
from hooks.sources.records import Fact, Publicity, international

NAME = "publicity-is-confirmed"
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SHORTEST = 6
"""Letters of a fact that can be told from a common word."""


def check(site: Site) -> Iterator[Finding]:
    facts = [fact for fact in site.content.facts.values() if isinstance(fact, Fact)]
    sure = {fact.value.casefold() for fact in facts if fact.confirmed and fact.value}
    numbers = {international(value) or value for value in sure}  # 111 is called as it stands
    for item, built in site.each(site.content.publicity):
        text = _words(site, item, built)
        faults: dict[str, str] = {}
        for shown, number in _numbers(text, built).items():
            if number not in numbers:
                faults[shown] = f"Publicity must not print {shown}: no record confirms this number."
        for address in EMAIL.findall(
            " ".join(
                (text, *(link.target for link in built.links if link.target.startswith("mailto:")))
            )
        ):
            if address.casefold() not in sure:
                faults[address] = (
                    f"Publicity must not print {address}: no record confirms this address."
                )
        for shown in _unsure(site, facts, text):
            if not any(shown in other for other in faults):
                faults[shown] = (
                    f'Publicity must not print "{shown}": it is not confirmed. Take it out, or'
                    " confirm it in its record."
                )
        if not faults and UNCHECKED in text:
            faults[UNCHECKED] = (
                f'Publicity must not print what is "{UNCHECKED}". Take it out, or confirm it in its'
                " record."
            )
        for shown, fault in sorted(faults.items()):
            yield Finding(*site.where(built, shown), fault, NAME)


def _words(site: Site, item: Publicity, built: BuiltPage) -> str:
    """All words of an item, its plain text included."""
    sent = site.folder / (item.url.rstrip("/") + ".txt")
    return squeeze(
        f"{built.text}"
        f" {sent.read_text(encoding='utf-8', errors='replace') if sent.is_file() else ''}"
    )


def _numbers(text: str, built: BuiltPage) -> dict[str, str]:
    """Every telephone number as it is shown, and as +44...; one that stands only in a link is shown
    as the link has it."""
    found = {
        match.raw_string: phonenumbers.format_number(
            match.number, phonenumbers.PhoneNumberFormat.E164
        )
        for match in phonenumbers.PhoneNumberMatcher(
            text, "GB", leniency=phonenumbers.Leniency.POSSIBLE
        )
        if _is_number(match)
    }
    for link in built.links:
        scheme, _, number = link.target.partition(":")
        if link.tag == "a" and scheme in ("tel", "sms") and number not in found.values():
            found[number] = international(number) or number
    return found


def _is_number(match: phonenumbers.PhoneNumberMatch) -> bool:
    """A year, a date or the number of a law is no telephone number: those begin with 0 or +, or are
    known to be one."""
    digits = sum(character.isdigit() for character in match.raw_string)
    return digits >= 7 and (
        match.raw_string.lstrip("( ").startswith(("0", "+"))
        or phonenumbers.is_valid_number(match.number)
    )


def _unsure(site: Site, facts: list[Fact], text: str) -> Iterator[str]:
    """The facts without confirmation that stand in a text, typed by hand or taken from their
    record."""
    parts = urlsplit(site.content.site_url)
    own = {
        parts.netloc,
        f"{parts.netloc}{parts.path}".rstrip("/"),
    }  # a site may stand in a folder of its host
    for fact in facts:
        if fact.confirmed:
            continue
        shown = re.sub(r"^https?://", "", fact.value or "").rstrip("/") or fact.missing or MISSING
        if (
            len(shown) >= SHORTEST
            and shown not in own
            and re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", text)
        ):
            yield shown
