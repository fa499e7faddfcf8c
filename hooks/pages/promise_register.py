"""The promise register: for each promise, what keeps it. Both the page and the rule `promises-kept`
ask here."""

from __future__ import annotations

from dataclasses import dataclass

from hooks.built.site import BuiltPage, Kept, Site
from hooks.sources.addresses import relative
from hooks.sources.once import once
from hooks.sources.records import Page, Promise, Publicity
from hooks.sources.rule import Rule


@dataclass(frozen=True, slots=True)
class Keepers:
    """What keeps a promise: paragraphs (with their pages), items of publicity, rules, the page of a
    record, and people."""

    paragraphs: tuple[tuple[BuiltPage, Kept], ...]
    publicity: tuple[Publicity, ...]
    rule: tuple[Rule, ...]
    record: Page | None
    people: str | None


def keepers(site: Site, promise: Promise) -> Keepers:
    """Finds the keepers of a promise in the built site; a kind that the promise does not name stays
    empty."""
    return Keepers(
        paragraphs=tuple(
            (page, kept)
            for page, kept in paragraphs(site).get(promise.number, ())
            if "page" in promise.kept_by
        ),
        publicity=tuple(site.content.publicity) if "publicity" in promise.kept_by else (),
        rule=(
            tuple(rule for rule in site.proved if promise.number in rule.keeps)
            if "rule" in promise.kept_by
            else ()
        ),
        record=(
            site.content.page(promise.record)
            if promise.record and "record" in promise.kept_by
            else None
        ),
        people=promise.people if "people" in promise.kept_by else None,
    )


@once
def paragraphs(site: Site) -> dict[str, list[tuple[BuiltPage, Kept]]]:
    """Every paragraph that carries a promise, by the promise's number."""
    found: dict[str, list[tuple[BuiltPage, Kept]]] = {}
    for page in site.pages.values():
        for kept in page.kept:
            for number in kept.numbers:
                found.setdefault(number, []).append((page, kept))
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
        for page, paragraph in kept.paragraphs:
            source = site.source(page)
            target = page.address.lstrip("/") + (f"#{paragraph.id}" if paragraph.id else "")
            places.setdefault(
                page.address, Place(source.title if source else page.title, relative(target, here))
            )
        record = Place(kept.record.title, relative(kept.record.url, here)) if kept.record else None
        found.append(
            Row(
                promise.number,
                promise.promise,
                tuple(places.values()),
                kept.publicity,
                tuple(RuleRow(rule.name, rule.says) for rule in kept.rule),
                record,
                kept.people,
            )
        )
    return found
