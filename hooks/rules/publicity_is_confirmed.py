"""Publicity prints no telephone number and no e-mail address that is not confirmed (P10; design: Facts).

A leaflet cannot be called back, so only the service's own word, or a national body's own page, is enough.
"""

import re
from collections.abc import Iterator

import phonenumbers

from hooks.built import Site
from hooks.findings import Finding
from hooks.records import Fact, international

KEEPS = ("P10",)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def check(site: Site) -> Iterator[Finding]:
    sure = {fact.value for fact in site.content.facts.values() if isinstance(fact, Fact) and fact.confirmed and fact.value}
    numbers = {international(value) for value in sure} - {None}
    for item, built in site.each(site.content.publicity):
        text = built.text
        spoken = site.folder / item.url.rstrip("/")
        if (spoken := spoken.with_name(spoken.name + ".txt")).is_file():
            text += "\n" + spoken.read_text(encoding="utf-8")
        linked = [link.target[4:] for link in built.links if link.tag == "a" and link.target.startswith("tel:")]
        found = {match.raw_string: phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
                 for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.POSSIBLE)}
        found |= {number: number for number in linked}
        for shown, number in found.items():
            if number not in numbers and sum(character.isdigit() for character in shown) >= 7:
                yield Finding(*site.where(built, shown), f"Publicity must not print {shown}: no record confirms this number.", "publicity-is-confirmed")
        for address in sorted(set(EMAIL.findall(text))):
            if address not in sure:
                yield Finding(*site.where(built, address), f"Publicity must not print {address}: no record confirms this address.", "publicity-is-confirmed")
