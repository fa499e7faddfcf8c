"""The promise register: for each promise, what keeps it. Both the page and the rule `promises-kept`
ask here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hooks.built.site import BuiltPage, Site
from hooks.sources.addresses import relative
from hooks.sources.once import once
from hooks.sources.records import Page, Promise, Publicity
from hooks.sources.rule import Rule


@dataclass(frozen=True, slots=True)
class Keepers:
    """What keeps a promise: the places that say it (a page, and the name of a part of it), items of
    publicity, rules, the page of a record, and people."""

    said: tuple[tuple[BuiltPage, str], ...]
    publicity: tuple[Publicity, ...]
    rules: tuple[Rule, ...]
    record: Page | None
    people: str | None


def keepers(site: Site, promise: Promise) -> Keepers:
    """Finds the keepers of a promise in the built site; a kind that the promise does not name stays
    empty."""
    return Keepers(
        said=tuple(_said(site, promise)) if "page" in promise.kept_by else (),
        publicity=tuple(site.content.publicity) if "publicity" in promise.kept_by else (),
        rules=tuple(rule for rule in site.proved if rule.name in promise.rules),
        record=(
            site.content.page(promise.record)
            if promise.record and "record" in promise.kept_by
            else None
        ),
        people=promise.people if "people" in promise.kept_by else None,
    )


def _said(site: Site, promise: Promise) -> Iterator[tuple[BuiltPage, str]]:
    """Where a promise is said: the paragraphs that carry its number, then the parts that its record
    names. A part that is not there says nothing."""
    yield from _paragraphs(site).get(promise.number, ())
    for said in promise.said_on:
        page = site.content.page(said.page)
        built = site.built(page) if page else None
        if built is not None and (not said.part or said.part in built.ids):
            yield built, said.part


@once
def _paragraphs(site: Site) -> dict[str, list[tuple[BuiltPage, str]]]:
    """Every paragraph that carries a promise, by the promise's number."""
    found: dict[str, list[tuple[BuiltPage, str]]] = {}
    for page in site.pages.values():
        for kept in page.kept:
            for number in kept.numbers:
                found.setdefault(number, []).append((page, kept.id or ""))
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph as the register links to it."""

    title: str
    link: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the register: what it says, in a sentence, and its name (for what the last build
    found)."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """One promise as the register shows it."""

    number: str
    key: str
    promise: str
    places: tuple[Place, ...]
    publicity: tuple[Publicity, ...]
    rules: tuple[RuleRow, ...]
    record: Place | None
    people: str | None


def rows(site: Site, here: str) -> list[Row]:
    """Every promise with its keepers, as links from the page at `here`."""
    found = []
    for promise in site.content.promises:
        kept = keepers(site, promise)
        places: dict[str, Place] = {}
        for page, part in kept.said:
            source = site.source(page)
            target = page.address.lstrip("/") + (f"#{part}" if part else "")
            places.setdefault(
                page.address, Place(source.title if source else page.title, relative(target, here))
            )
        record = Place(kept.record.title, relative(kept.record.url, here)) if kept.record else None
        found.append(
            Row(
                promise.number,
                promise.key,
                promise.promise,
                tuple(places.values()),
                kept.publicity,
                tuple(RuleRow(rule.name, rule.says) for rule in kept.rules),
                record,
                kept.people,
            )
        )
    return found
