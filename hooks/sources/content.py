"""All records of one site: what its pages say of themselves, and where each thing stands."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from hooks.sources import (
    notices,
    owners,
    records,
)
from hooks.sources.files import LOGOS
from hooks.sources.findings import Finding
from hooks.sources.national import Replaced
from hooks.sources.once import once
from hooks.sources.records import (
    Audit,
    BankHolidays,
    Contact,
    Deadline,
    Deadlines,
    Fact,
    Letter,
    Notice,
    Organisation,
    Page,
    Policy,
    Promise,
    Promises,
    Publicity,
    Quotation,
    Route,
    SameWords,
    Service,
    Slot,
    Topic,
    Way,
    Word,
    Wording,
    Words,
)
from hooks.sources.settings_file import SettingsFile
from hooks.sources.site_path import SitePath

FACT = re.compile(r"\{\{\s*([A-Za-z0-9_.-]+)\s*\}\}")
GAP = re.compile(r"\s*///\s*gap\s*\|\s*(\S.*)")
QUOTATIONS, ADDRESSES, WORDING, FAMILIES_SAY = (
    "quotations.yml",
    "addresses.txt",
    "wording.yml",
    "families-say.yml",
)
SPELLING, NOTICES, AUDIT, BANK_HOLIDAYS = (
    "spelling.txt",
    "notices.yml",
    "audit.yml",
    "bank-holidays.yml",
)
LETTER_WORDING = "letters/wording.yml"
LOCAL, OWN_WORDS, OWN_LIMITS = "local.yml", "words.yml", "time-limits.yml"
"""What a service puts into national pages: words for their slots, and entries of their lists."""
EVERY_SERVICE_CONFIRMS = (
    "contact.phone",
    "contact.email",
    "contact.hours",
    "contact.response",
    "contact.website",
)
"""What a family acts on first; only the service itself can confirm it (design: Facts)."""
MAY_STAY_OPEN = frozenset({"contact.adopted_policy"})
"""Facts of the contact record that are shown as a gap and hold nothing back."""
SOURCES = frozenset({".md", ".yml", ".txt"})
"""Endings of files that hold words."""
LONGEST_LIST = 200
"""Pages that one list may hold."""
FILE_NAME = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*\.md")
LIKE_PAGES = frozenset({".markdown", ".mdown", ".mkdn", ".mkd"})
"""Endings that MkDocs takes for a page's as well: two ways to write one thing would hide a page
from the rules."""
NOT_PAGES = (
    QUOTATIONS,
    ADDRESSES,
    WORDING,
    FAMILIES_SAY,
    SPELLING,
    NOTICES,
    AUDIT,
    BANK_HOLIDAYS,
    LETTER_WORDING,
    LOCAL,
    OWN_WORDS,
    OWN_LIMITS,
    "publicity/not-publicity.yml",
)
"""Records in content/ that are read here and never published as they are."""


@dataclass(frozen=True, slots=True)
class Door:
    """An entry of the menu: a page of mkdocs.yml's `nav`, with the other pages of its folder."""

    title: str
    url: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A line of addresses.txt: an address once published or printed, and where it leads now if it
    moved."""

    path: SitePath
    moved_to: SitePath | None
    line: int
    shown: str  # the file in which it stands, as findings show it


@dataclass(frozen=True, slots=True)
class Setting:
    """Words that readers see and that stand in a list of settings. Those of mkdocs.yml are the
    site's name, what it is, the service's names, a label of the menu; those of local.yml, what the
    service says in a slot of a national page."""

    words: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A line of a national file in which the service's words stand: its own words, and which
    slots."""

    own: str
    slots: tuple[str, ...]


Kind = TypeVar("Kind", bound=Page)


@dataclass
class Content:
    """All records of one site. `findings` holds what could not be read; `today` is given, never
    asked of the clock."""

    root: Path
    folder: Path
    site_url: str
    service: Service | None
    today: date
    national: Path | None = None  # the folder of what holds for every service
    not_replaced: frozenset[str] = frozenset()  # its files, but for those that the service replaces
    national_edit: str = ""  # where its changes are suggested, if in another repository
    slots: dict[str, str] = field(default_factory=dict)  # what stands in each slot of them
    empty_slots: dict[str, Slot] = field(default_factory=dict)  # those without words yet
    local: dict[str, Setting] = field(default_factory=dict)  # what the service says in its slots
    filled: dict[tuple[str, int], Filled] = field(default_factory=dict)  # by file and line
    replaced: list[Replaced] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    files: list[str] = field(
        default_factory=list
    )  # pictures and supplied publicity: published as they are
    quotations: dict[str, Quotation] = field(default_factory=dict)
    quotation_places: dict[str, tuple[str, int]] = field(default_factory=dict)
    addresses: list[Address] = field(default_factory=list)
    wording: list[Wording] = field(default_factory=list)
    letter_wording: list[Wording] = field(default_factory=list)
    families_say: list[SameWords] = field(default_factory=list)
    spelling: frozenset[str] = frozenset()
    notices: list[Notice] = field(default_factory=list)
    notice_lines: list[int] = field(default_factory=list)
    audit: Audit | None = None
    bank_holidays: BankHolidays | None = None
    bank_holidays_end_line: int = 1
    layouts: Path = Path("overrides")
    config: SettingsFile = field(default_factory=lambda: SettingsFile("mkdocs.yml"))
    nav: list[tuple[str, str]] = field(default_factory=list)
    identity: dict[str, Any] = field(default_factory=dict)
    settings: list[Setting] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    remembered: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )  # hooks/sources/once.py

    # --- records by kind --------------------------------------------------------------------------

    # Kept once asked for (every page's menu and footer ask again), so nothing may be asked before
    # all pages are read.

    def of(self, kind: type[Kind]) -> list[Kind]:
        """The pages of one kind, A to Z by title; `order` goes first where a page has one."""
        return sorted((page for page in self.pages if isinstance(page, kind)), key=_place_in_list)

    @cached_property
    def organisations(self) -> list[Organisation]:
        return self.of(Organisation)

    @cached_property
    def routes(self) -> list[Route]:
        return self.of(Route)

    @cached_property
    def policies(self) -> list[Policy]:
        return self.of(Policy)

    @cached_property
    def publicity(self) -> list[Publicity]:
        return self.of(Publicity)

    @cached_property
    def letters(self) -> list[Letter]:
        """The letters that a family can send. They are the family's own, and so no publicity."""
        return self.of(Letter)

    @cached_property
    def topics(self) -> list[Topic]:
        return self.of(Topic)

    @cached_property
    def carried(self) -> list[Policy]:
        """The policies that every item of publicity must carry."""
        return [policy for policy in self.policies if policy.publicity]

    @cached_property
    def contact(self) -> Contact | None:
        return next(iter(self.of(Contact)), None)

    @property
    def logo(self) -> Path | None:
        """The service's logo: a drawing, or else a picture."""
        return next((self.folder / name for name in LOGOS if (self.folder / name).is_file()), None)

    def ways(self, *kinds: str) -> list[Way]:
        """The ways of these kinds to reach the service."""
        return self.contact.ways(*kinds) if self.contact else []

    @cached_property
    def deadlines(self) -> list[Deadline]:
        return [limit for page in self.of(Deadlines) for limit in page.deadlines]

    @cached_property
    def words(self) -> list[Word]:
        return sorted(
            (word for page in self.of(Words) for word in page.words),
            key=lambda word: word.word.casefold(),
        )

    @cached_property
    def register(self) -> Promises | None:
        """The page of what the service promises."""
        return next(iter(self.of(Promises)), None)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        return self.register.promises if self.register else ()

    def promise(self, number: str) -> Promise | None:
        """The promise of a number, whatever its capitals."""
        return self._by_number.get(number.lower())

    @cached_property
    def _by_number(self) -> dict[str, Promise]:
        return {promise.key: promise for promise in self.promises}

    def page(self, src: str) -> Page | None:
        return self._by_src.get(src)

    @cached_property
    def _by_src(self) -> dict[str, Page]:
        return {page.src: page for page in self.pages}

    def translations(self, page: Page) -> list[Page]:
        """The pages that translate a page."""
        return self._by_translated.get(page.src, [])

    @cached_property
    def _by_translated(self) -> dict[str, list[Page]]:
        translated: dict[str, list[Page]] = {}
        for page in self.pages:
            if page.translates:
                translated.setdefault(page.translates, []).append(page)
        return translated

    def is_outdated(self, page: Page) -> bool:
        """Whether the page that a page translates has changed since."""
        original = self.page(page.translates) if page.translates else None
        return original is not None and original.digest != page.translated

    # --- where things stand -----------------------------------------------------------------------

    def path(self, src: str) -> Path:
        """The file that counts for a content path: the service's own, else the national one."""
        return self.folder_of(src) / src

    def folder_of(self, src: str) -> Path:
        return self.national if self.national and src in self.not_replaced else self.folder

    def is_shared(self, page: Page) -> bool:
        """Whether a page is one of those that many services share."""
        return self.folder_of(page.src) == self.national

    def layers(self, src: str) -> list[Path]:
        """The files of a record to which a service adds its own: the national one first."""
        folders = [self.national, self.folder] if self.national else [self.folder]
        return [folder / src for folder in folders if (folder / src).exists()]

    def word_files(self) -> list[Path]:
        """Every file of content that holds words, A to Z by content path."""
        national = self.national
        below = [*national.rglob("*")] if national else []
        own = [path for path in self.folder.rglob("*") if path not in set(below)]
        found = [(path.relative_to(self.folder), path) for path in own]
        found += [(path.relative_to(national), path) for path in below if national]
        return [path for _, path in sorted(found) if path.suffix in SOURCES and path.is_file()]

    def is_own(self, path: Path) -> bool:
        """Whether a file of content is the service's own, and not a national one."""
        return not (self.national and path.is_relative_to(self.national))

    @once
    def project_path(self, src: str) -> str:
        """A content path as findings show it: relative to the project."""
        return self.shown(self.path(src))

    def shown(self, path: Path) -> str:
        """A file of content, or its folder, as findings show it: relative to the project."""
        if path.is_relative_to(self.root):
            return path.relative_to(self.root).as_posix()
        national = self.national if self.national and path.is_relative_to(self.national) else None
        return path.relative_to((national or self.folder).parent).as_posix()

    def src_of(self, shown: str) -> str:
        """The content path of a file that a finding shows; the file as shown where it is none."""
        for folder in filter(None, (self.national, self.folder)):
            below = self.shown(folder) + "/"
            if shown.startswith(below):
                return shown.removeprefix(below)
        return shown

    def printed_address(self, page: Page) -> str:
        """The address as it is printed: whole, without the scheme
        (www.example.org/policies/impartiality/)."""
        parts = urlsplit(self.site_url)
        return f"{parts.netloc}{parts.path.rstrip('/')}/{page.url}"

    def link(self, page: Page) -> str:
        return f"{self.site_url.rstrip('/')}/{page.url}"

    @cached_property
    def menu(self) -> list[Door]:
        doors = []
        for title, src in self.nav:
            page = self.page(src)
            if page is not None:
                doors.append(
                    Door(
                        title,
                        page.url,
                        tuple(self.siblings(page)) if src.endswith("/index.md") else (),
                    )
                )
        return doors

    def siblings(self, page: Page) -> list[Page]:
        """The other pages of a page's folder, in their order; none at the top."""
        return self._by_section.get(page.section, [])

    @cached_property
    def _by_section(self) -> dict[str, list[Page]]:
        sections: dict[str, list[Page]] = {}
        for page in sorted(self.pages, key=_place_in_list):
            if page.section and page.src != f"{page.section}/index.md" and not page.translates:
                sections.setdefault(page.section, []).append(page)
        return sections

    @cached_property
    def listed(self) -> list[Page]:
        """What the A to Z and the site map list: every page; on a very large site only the first
        page of each folder, because a list of a thousand links is no help, and is heavy."""
        public = [
            page for page in self.pages if page.audience != "staff" and not page.translates
        ]  # a translation stands with what it translates
        if len(public) > LONGEST_LIST:
            public = [page for page in public if not page.section or page.src.endswith("/index.md")]
        return sorted(public, key=lambda page: page.title.casefold())

    def trail(self, page: Page) -> list[Page]:
        """The way to a page from the home page, both included."""
        steps = ["index.md"]
        parts = page.src.split("/")[:-1]
        steps += ["/".join(parts[: depth + 1]) + "/index.md" for depth in range(len(parts))]
        return [step for src in dict.fromkeys([*steps, page.src]) if (step := self.page(src))]

    # --- facts ------------------------------------------------------------------------------------

    @cached_property
    def facts(self) -> dict[str, Fact | str]:
        """Every fact that words can take, by its name: "contact.phone", "deadline.appeal",
        "organisation.ipsea.website"."""
        facts: dict[str, Fact | str] = {}
        if self.contact:
            facts |= {f"contact.{name}": fact for name, fact in self.contact.facts.items()}
        facts |= {f"deadline.{limit.id}": limit.limit for limit in self.deadlines}
        for body in self.organisations:
            facts |= {f"organisation.{body.slug}.{name}": fact for name, fact in body.facts.items()}
            facts[f"organisation.{body.slug}.name"] = body.title
        for policy in self.policies:
            facts |= {f"policy.{policy.slug}.{name}": fact for name, fact in policy.facts.items()}
            facts[f"policy.{policy.slug}.address"] = self.printed_address(policy)
        if self.service:
            facts |= {f"service.{name}": value for name, value in self.service.words.items()}
        return facts

    @cached_property
    def current_notices(self) -> list[Notice]:
        """What every page must say today."""
        return notices.current(self.notices, self.today)

    def notice_with(self, words: str) -> tuple[str, int] | None:
        """Where the notice of today that holds these words was typed: every page shows it, and none
        holds it."""
        return next(
            (
                (self.project_path(NOTICES), line)
                for notice, line in zip(self.notices, self.notice_lines, strict=True)
                if words and notice in self.current_notices and words in notices.as_markdown(notice)
            ),
            None,
        )

    @property
    def urgent(self) -> str | None:
        """The notices of today as Markdown, for the top of every page; None on a quiet day."""
        return "\n\n".join(map(notices.as_markdown, self.current_notices)) or None

    @cached_property
    def to_confirm(self) -> list[records.Question]:
        """The questions that the service has still to answer before the site may be published."""
        if not self.contact:
            return []
        return [question for question in self.contact.must_confirm if self.open_facts(question)]

    def open_facts(self, question: records.Question) -> list[str]:
        """The facts of a question that the service has not confirmed."""
        facts = {name: self.facts.get(name) for name in question.facts}
        return [
            name
            for name, fact in facts.items()
            if not (isinstance(fact, Fact) and fact.confirmed_by_service)
        ]

    @cached_property
    def no_approver(self) -> owners.Unanswered | None:
        """Whether the service has still to say who approves changes to the site; a question like
        the others."""
        return owners.unanswered(self.root)

    @cached_property
    def unconfirmed(self) -> list[str]:
        """What the draft notice lists; empty once the site may be published."""
        return [question.ask for question in self.to_confirm] + (
            [owners.ASK] if self.no_approver else []
        )


def _place_in_list(page: Page) -> tuple[int, str]:
    return page.order, page.title.casefold()


def url_of(src: str) -> str:
    """The address of a page below the site's own: MkDocs' directory style."""
    stem = src.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"
