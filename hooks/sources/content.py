"""Reads mkdocs.yml and content/ once into typed records; everything that is wrong comes out as
findings, all at once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import GenericAlias
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from hooks.sources import (
    failed,
    files,
    frontmatter,
    letters,
    merges,
    notices,
    owners,
    ready,
    records,
)
from hooks.sources.findings import Finding, Refused
from hooks.sources.limits import Unreadable, is_address
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
    Word,
    Wording,
    Words,
)
from hooks.sources.site_path import LONGEST, SitePath, site_path

RULE = "front-matter"
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


@dataclass(frozen=True, slots=True)
class Setting:
    """Words of mkdocs.yml that readers see: the site's name, what it is, the service's names, a
    label of the menu."""

    words: str
    path: str
    line: int


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
    pages: list[Page] = field(default_factory=list)
    files: list[str] = field(
        default_factory=list
    )  # pictures and supplied publicity: published as they are
    quotations: dict[str, Quotation] = field(default_factory=dict)
    quotation_lines: dict[str, int] = field(default_factory=dict)
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
    def carried(self) -> list[Policy]:
        """The policies that every item of publicity must carry."""
        return [policy for policy in self.policies if policy.publicity]

    @cached_property
    def contact(self) -> Contact | None:
        return next(iter(self.of(Contact)), None)

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
    def promises(self) -> list[Promise]:
        return [promise for page in self.of(Promises) for promise in page.promises]

    def page(self, src: str) -> Page | None:
        return self._by_src.get(src)

    @cached_property
    def _by_src(self) -> dict[str, Page]:
        return {page.src: page for page in self.pages}

    # --- where things stand -----------------------------------------------------------------------

    def project_path(self, src: str) -> str:
        """A content path as findings show it: relative to the project."""
        path = self.folder / src
        return (
            path.relative_to(self.root).as_posix()
            if path.is_relative_to(self.root)
            else f"{self.folder.name}/{src}"
        )

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
            if page.section and page.src != f"{page.section}/index.md":
                sections.setdefault(page.section, []).append(page)
        return sections

    @cached_property
    def listed(self) -> list[Page]:
        """What the A to Z and the site map list: every page; on a very large site only the first
        page of each folder, because a list of a thousand links is no help, and is heavy."""
        public = [page for page in self.pages if page.audience != "staff"]
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
            facts |= {f"service.{name}": value for name, value in self.service.model_dump().items()}
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

        def confirmed(name: str) -> bool:
            fact = self.facts.get(name)
            return isinstance(fact, Fact) and fact.confirmed_by_service

        return [
            question
            for question in self.contact.must_confirm
            if not all(map(confirmed, question.facts))
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


def read(config_file: Path, today: date, folder: Path | None = None) -> Content:
    """The content of the site that `config_file` (an mkdocs.yml) describes. Never raises for bad
    content."""
    root = config_file.resolve().parent
    findings: list[Finding] = []
    config, lines = _read_config(config_file, findings)
    folder = folder or root / str(config.get("docs_dir", "content"))
    is_link, folder = files.linked(folder, root), folder.parent.resolve() / folder.name
    extra = _entries(config, "extra")
    content = Content(
        root,
        folder,
        str(config.get("site_url") or ""),
        _service(extra, config_file.name, findings),
        today,
        identity=_entries(extra, "identity"),
        findings=findings,
    )
    content.layouts = root / str(_entries(config, "theme").get("custom_dir", "overrides"))
    content.nav = _nav(config.get("nav"))
    content.settings = [
        Setting(words, config_file.name, frontmatter.line_of(lines, place))
        for place, words in _shown(config)
    ]
    if unfinished := list(
        merges.found(root, content.layouts)
    ):  # what else is wrong follows from it
        findings[:] = unfinished
        return content
    if is_link:  # nothing of it is read
        findings[:] = [Finding(folder.name, 1, files.LINK, files.RULE)]
        return content
    try:
        _read_all(content, config_file.name)
    # What nobody foresaw is a finding too, with a file and a line
    except Exception as error:  # noqa: BLE001
        findings.append(
            Finding(
                *failed.place(error, content, config_file.name),
                f"This file cannot be read: {failed.said(error)}.",
                RULE,
            )
        )
    refused = {
        finding.path for finding in findings if finding.rule == files.RULE
    }  # what else is wrong there follows from it
    findings[:] = sorted(
        finding for finding in findings if finding.rule == files.RULE or finding.path not in refused
    )
    return content


def _read_all(content: Content, config_name: str) -> None:
    _read_files(content)
    content.quotations, content.quotation_lines = _read_quotations(content)
    content.wording = _read_wording(content)
    content.letter_wording = (
        list(_read_list(content, LETTER_WORDING, Wording)[0])
        if (content.folder / LETTER_WORDING).exists()
        else []
    )
    content.families_say = (
        list(_read_list(content, FAMILIES_SAY, SameWords)[0])
        if (content.folder / FAMILIES_SAY).exists()
        else []
    )
    _read_addresses(content)
    content.spelling = _read_spelling(content)
    _read_notices(content)
    _read_audit(content)
    _read_bank_holidays(content)
    content.findings.extend(_cross_checks(content, config_name))


def _read_config(
    path: Path, findings: list[Finding]
) -> tuple[dict[str, Any], dict[frontmatter.Place, int]]:
    try:
        data, lines = frontmatter.parse(frontmatter.read_text(path), settings=True)
    except Unreadable as error:
        findings.append(Finding(path.name, error.line, error.message, RULE))
        return {}, {}
    if not isinstance(data, dict):
        findings.append(
            Finding(
                path.name,
                1,
                'This file must hold the site\'s settings, each as "name: value".',
                RULE,
            )
        )
        return {}, {}
    if not is_address(data.get("site_url")):
        findings.append(
            Finding(
                path.name,
                frontmatter.line_of(lines, ("site_url",)),
                '"site_url" must be the site\'s whole address, beginning with https://.',
                RULE,
            )
        )
        data["site_url"] = ""
    findings.extend(
        Finding(path.name, frontmatter.line_of(lines, place), message, RULE)
        for place, message in ready.refused(data)
    )
    return data, lines


def _shown(config: dict[str, Any]) -> Iterator[tuple[frontmatter.Place, str]]:
    """The settings that readers see as words, each with its place."""
    for name in ("site_name", "site_description"):
        yield from _texts(config.get(name), (name,))
    yield from _texts(_entries(config, "extra").get("service"), ("extra", "service"))
    for number, entry in enumerate(config["nav"] if isinstance(config.get("nav"), list) else ()):
        yield from (
            (("nav", number, str(title)), str(title))
            for title in (entry if isinstance(entry, dict) else ())
        )


def _entries(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _service(extra: dict[str, Any], name: str, findings: list[Finding]) -> Service | None:
    try:
        return Service.model_validate(extra.get("service") or {})
    except ValidationError as error:
        findings += [
            Finding(name, 1, f"extra.service: {message}", RULE)
            for _, message in records.faults(error, Service)
        ]
        return None


def _nav(nav: Any) -> list[tuple[str, str]]:
    entries = nav if isinstance(nav, list) else []
    return [
        (str(title), str(src))
        for entry in entries
        if isinstance(entry, dict)
        for title, src in entry.items()
    ]


def _read_files(content: Content) -> None:
    """Reads every page, and looks into every other file that would be published."""
    if not content.folder.is_dir():
        content.findings.append(
            Finding(
                content.folder.name,
                1,
                "There must be a folder of this name that holds the pages.",
                RULE,
            )
        )
        return
    seen: dict[str, str] = {}
    for found in files.walk(content.folder):
        src, shown = found.src, content.project_path(found.src)
        twin = seen.setdefault(files.alike(src), src)
        if found.fault is not None:
            content.findings.append(Finding(shown, 1, found.fault, files.RULE))
        elif twin != src:
            content.findings.append(
                Finding(
                    shown,
                    1,
                    f"The name must differ from {content.project_path(twin)} in more than capitals:"
                    " many computers take both for one file. Rename one of them.",
                    files.RULE,
                )
            )
        else:
            _read_file(content, src, shown)
    if content.layouts.is_dir():
        content.findings += [
            Finding(f"{content.layouts.name}/{found.src}", 1, found.fault, files.RULE)
            for found in files.walk(content.layouts)
            if found.fault is not None
        ]


def _read_file(content: Content, src: str, shown: str) -> None:
    """One file of content/: a page, a record that is read elsewhere, or a file that is published as
    it is."""
    path = content.folder / src
    if path.suffix.lower() in LIKE_PAGES or path.stem.lower() == "readme":
        content.findings.append(
            Finding(
                shown,
                1,
                "A page's file must have a name of its own that ends with \".md\" (a section's"
                " first page: index.md). Rename this file.",
                RULE,
            )
        )
    elif path.suffix == ".md":
        _read_page_file(content, src, shown)
    elif not _has_its_place(src):
        content.findings.append(
            Finding(
                shown,
                1,
                "This file would be published, and nobody would have checked it. A page's file must"
                " have a name that "
                f'ends with ".md"; a picture stands in {content.folder.name}/assets, a document in '
                f"{content.folder.name}/publicity. Rename it, move it, or remove it.",
                RULE,
            )
        )
    elif src not in NOT_PAGES:
        try:
            files.check(content.folder, src)
        except Refused as fault:
            content.findings.append(Finding(shown, fault.line, fault.message, files.RULE))
        else:
            content.files.append(src)


def _read_page_file(content: Content, src: str, shown: str) -> None:
    if not FILE_NAME.fullmatch(src) or len(src) > LONGEST:
        content.findings.append(
            Finding(
                shown,
                1,
                "The name of a page's file becomes its address: write it in small letters, with"
                " hyphens for spaces. Rename this file.",
                RULE,
            )
        )
        return
    try:
        page = _read_page(content.folder / src, src)
    except Unreadable as error:
        content.findings.append(Finding(shown, error.line, error.message, RULE))
    except _Faulty as faulty:
        content.findings += [Finding(shown, line, message, RULE) for line, message in faulty.faults]
    else:
        content.pages.append(page)


def _has_its_place(src: str) -> bool:
    """Whether a file that is no page may stand in content/: a record, a picture among the assets,
    and supplied publicity."""
    return src in NOT_PAGES or src.startswith(("publicity/", "assets/"))


class _Faulty(Exception):
    def __init__(self, faults: list[tuple[int, str]]) -> None:
        super().__init__("faulty record")
        self.faults = faults


def _read_page(path: Path, src: str) -> Page:
    front, body, body_line = frontmatter.split(frontmatter.read_text(path))
    data, lines = frontmatter.parse(front, first_line=2)
    if not isinstance(data, dict):
        raise Unreadable(1, 'The front matter must hold entries, each as "name: value".')
    kind = _kind(src, data, lines)
    at = {"src": src, "url": url_of(src), "body": body, "body_line": body_line, "lines": lines}
    try:
        return kind.model_validate(
            {"layout": "publicity" if kind is Publicity else "page", **data, "@place": at}
        )
    except ValidationError as error:
        raise _Faulty(
            [
                (frontmatter.line_of(lines, place), message)
                for place, message in records.faults(error, kind)
            ]
        ) from None


def _kind(src: str, data: dict[str, Any], lines: dict[frontmatter.Place, int]) -> type[Page]:
    if src.startswith("publicity/") and src != "publicity/index.md":
        return Publicity
    layout = data.get("layout", "page")
    if isinstance(layout, str) and layout in records.LAYOUTS:
        return records.LAYOUTS[layout]
    near = get_close_matches(str(layout), records.LAYOUTS, n=1)
    hint = (
        f' Did you mean "{near[0]}"?'
        if near
        else f" It must be one of: {', '.join(records.LAYOUTS)}."
    )
    raise Unreadable(
        frontmatter.line_of(lines, ("layout",)), f'There is no layout "{layout}".{hint}'
    )


def url_of(src: str) -> str:
    """The address of a page below the site's own: MkDocs' directory style."""
    stem = src.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def _read_list(
    content: Content, name: str, kind: type[records.Record]
) -> tuple[tuple[Any, ...], dict[frontmatter.Place, int]]:
    """A YAML list of records, and the line of every entry; what is wrong goes to the findings."""
    shown = content.project_path(name)
    try:
        data, lines = frontmatter.parse(frontmatter.read_text(content.folder / name))
        many: Any = GenericAlias(
            tuple, (kind, ...)
        )  # tuple[kind, ...], of a kind that is known only now
        return (
            TypeAdapter[tuple[Any, ...]](many).validate_python(() if data is None else data),
            lines,
        )  # the last record may be taken out
    except Unreadable as error:
        content.findings.append(Finding(shown, error.line, error.message, RULE))
    except ValidationError as error:
        content.findings += [
            Finding(shown, frontmatter.line_of(lines, place), message, RULE)
            for place, message in records.faults(error, kind)
        ]
    return (), {}


def _read_wording(content: Content) -> list[Wording]:
    """A service that has no such list yet has no file; a file that holds nothing was emptied, and
    would switch the rule off."""
    if not (content.folder / WORDING).exists():
        return []
    shown = content.project_path(WORDING)
    wording = list(_read_list(content, WORDING, Wording)[0])
    if not wording and not any(finding.path == shown for finding in content.findings):
        content.findings.append(
            Finding(
                shown,
                1,
                "This list must hold the words that take a side, but it is empty, so no page is"
                " read for them. Put its entries back.",
                RULE,
            )
        )
    return wording


def _read_quotations(content: Content) -> tuple[dict[str, Quotation], dict[str, int]]:
    quotations, lines = _read_list(content, QUOTATIONS, Quotation)
    found: dict[str, Quotation] = {}
    places: dict[str, int] = {}
    for number, quotation in enumerate(quotations):
        if quotation.id in found:
            content.findings.append(
                Finding(
                    content.project_path(QUOTATIONS),
                    lines[number, "id"],
                    f'The id "{quotation.id}" must stand here once.',
                    RULE,
                )
            )
        found[quotation.id], places[quotation.id] = quotation, lines[number, "id"]
    return found, places


def _read_addresses(content: Content) -> None:
    """Lines of `/address/`, or `/old/ -> /new/`; "#" begins a comment."""
    shown = content.project_path(ADDRESSES)
    try:
        text = frontmatter.read_text(content.folder / ADDRESSES)
    except Unreadable as error:
        content.findings.append(Finding(shown, error.line, error.message, RULE))
        return
    seen: set[str] = set()
    for number, typed in enumerate(text.splitlines(), 1):
        line = typed.partition("#")[0].strip()
        if not line:
            continue
        old, arrow, new = (part.strip() for part in line.partition("->"))
        if not old.startswith("/") or (arrow and not new.startswith("/")):
            content.findings.append(
                Finding(
                    shown,
                    number,
                    'A line must be "/address/", or "/old/ -> /new/" for a page that moved.',
                    RULE,
                )
            )
            continue
        try:
            path, moved_to = site_path(old), site_path(new) if arrow else None
        except ValueError as error:
            content.findings.append(Finding(shown, number, f"An address {error}.", RULE))
            continue
        if path in seen:
            content.findings.append(
                Finding(shown, number, f"The address {path} must stand here once.", RULE)
            )
        else:
            seen.add(path)
            content.addresses.append(Address(path, moved_to, number))


def _read_spelling(content: Content) -> frozenset[str]:
    """One word a line; "#" begins a comment."""
    if not (content.folder / SPELLING).exists():
        return frozenset()
    try:
        lines = frontmatter.read_text(content.folder / SPELLING).splitlines()
    except Unreadable as error:
        content.findings.append(
            Finding(content.project_path(SPELLING), error.line, error.message, RULE)
        )
        return frozenset()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def _read_notices(content: Content) -> None:
    if not (content.folder / NOTICES).exists():
        return
    shown = content.project_path(NOTICES)
    notices_read, lines = _read_list(content, NOTICES, Notice)
    unread = {finding.path for finding in content.findings}
    for number, notice in enumerate(notices_read):
        if notice.until is not None and notice.until < notice.from_:
            content.findings.append(
                Finding(
                    shown,
                    frontmatter.line_of(lines, (number, "until")),
                    '"until" must not be before "from".',
                    RULE,
                )
            )
        for entry in ("title", "words", "deadline_help"):
            content.findings += _unknown_names(
                content,
                shown,
                frontmatter.line_of(lines, (number, entry)),
                getattr(notice, entry),
                unread,
            )
            content.findings += _lost_links(
                content, shown, frontmatter.line_of(lines, (number, entry)), getattr(notice, entry)
            )
        content.notices.append(notice)
        content.notice_lines.append(frontmatter.line_of(lines, (number,)))


def _lost_links(content: Content, shown: str, line: int, text: str) -> Iterator[Finding]:
    for target in re.findall(r"\]\(([^)#\s]+\.md)[^)]*\)", text):
        if content.page(target) is None:
            yield Finding(
                shown,
                line,
                f"There is no page {target}. Write the way from content/, such as"
                " your-options/deadlines.md.",
                RULE,
            )


_One = TypeVar("_One", bound=records.Record)


def _read_one(
    content: Content, name: str, kind: type[_One]
) -> tuple[_One | None, dict[frontmatter.Place, int]]:
    """A file of content/ that is one record, with its lines; None where it is missing, or where
    findings say what is wrong with it."""
    if not (content.folder / name).exists():
        return None, {}
    shown = content.project_path(name)
    try:
        data, lines = frontmatter.parse(frontmatter.read_text(content.folder / name))
        return kind.model_validate(data), lines
    except Unreadable as error:
        content.findings.append(Finding(shown, error.line, error.message, RULE))
    except ValidationError as error:
        content.findings += [
            Finding(shown, frontmatter.line_of(lines, place), message, RULE)
            for place, message in records.faults(error, kind)
        ]
    return None, {}


def _read_audit(content: Content) -> None:
    content.audit = _read_one(content, AUDIT, Audit)[0]


def _read_bank_holidays(content: Content) -> None:
    known, lines = _read_one(content, BANK_HOLIDAYS, BankHolidays)
    if known is None:
        return
    shown = content.project_path(BANK_HOLIDAYS)
    content.bank_holidays = known
    content.bank_holidays_end_line = frontmatter.line_of(lines, ("ends",))
    for name in ("england", "elsewhere"):
        for number, day in enumerate(getattr(known, name)):
            if not known.begins <= day <= known.ends:
                content.findings.append(
                    Finding(
                        shown,
                        frontmatter.line_of(lines, (name, number)),
                        f'{day:%-d %B %Y} must be from "begins" to "ends". Put the days of the list'
                        " right.",
                        RULE,
                    )
                )


def _cross_checks(content: Content, config_name: str) -> Iterator[Finding]:
    """What no single record can know: unique titles and descriptions, facts that exist, a menu that
    leads somewhere."""
    for entry in ("title", "description"):
        seen: dict[str, Page] = {}
        for page in content.pages:
            value = getattr(page, entry).casefold()
            if value in seen:
                yield Finding(
                    content.project_path(page.src),
                    page.line_of(entry),
                    f"The {entry} must be this page's own; {content.project_path(seen[value].src)}"
                    " has the same.",
                    RULE,
                )
            seen.setdefault(value, page)
    read = {page.src for page in content.pages} | {
        finding.path.removeprefix(content.folder.name + "/") for finding in content.findings
    }
    addresses: dict[str, Page] = {}
    for page in content.pages:
        other = addresses.setdefault(page.url, page)
        if other is not page:
            yield Finding(
                content.project_path(page.src),
                1,
                f"The address /{page.url} must be this page's own;"
                f" {content.project_path(other.src)} has the same. Rename one of them.",
                RULE,
            )
        for place, src in _leads_to(page):
            if src not in read:
                yield Finding(
                    content.project_path(page.src),
                    page.line_of(*place),
                    f"There is no page {src}.{_near(src, sorted(read))}",
                    RULE,
                )
    for title, src in content.nav:
        if src not in read:
            yield Finding(
                config_name,
                1,
                f'The menu entry "{title}" must lead to a page of content/; there is no {src}.',
                RULE,
            )
    for kind, name in ((Contact, "contact"),):
        if not any(isinstance(page, kind) for page in content.pages) and f"{name}.md" not in read:
            yield Finding(
                content.project_path(f"{name}.md"),
                1,
                f'There must be a page with "layout: {name}": the service\'s own record.',
                RULE,
            )
    for page in content.pages:
        yield from _unknown_facts(content, page)
        yield from _checked_tomorrow(content, page)
        if isinstance(page, Policy):
            yield from _reviewed_tomorrow(content, page)
        yield from _gaps_closed(content, page)
        if isinstance(page, Letter):
            yield from (
                Finding(content.project_path(page.src), page.line_of(*place), message, RULE)
                for place, message in letters.faults(content, page)
            )
        if isinstance(page, Deadlines):
            yield from _letters_known(content, page, read)
    website = content.facts.get("contact.website")
    if (
        isinstance(website, Fact)
        and website.value is not None
        and is_address(website.value)
        and content.site_url
        and content.contact
        and urlsplit(website.value).netloc != urlsplit(content.site_url).netloc
    ):
        yield Finding(
            config_name,
            1,
            f'"site_url" must be on the website that {content.project_path(content.contact.src)}'
            f" records, {website.value}: all printed addresses and QR codes are made from it. It is"
            f" {content.site_url}.",
            RULE,
        )
    if content.contact:
        for number, question in enumerate(content.contact.must_confirm):
            for name in question.facts:
                if name not in content.facts and not _holder_unread(
                    content, name, {finding.path for finding in content.findings}
                ):
                    yield Finding(
                        content.project_path(content.contact.src),
                        content.contact.line_of("must_confirm", number),
                        f'There is no fact "{name}" to confirm.{_near(name, content.facts)}',
                        RULE,
                    )
        yield from _not_asked(content, content.contact)


def _not_asked(content: Content, contact: Contact) -> Iterator[Finding]:
    """Facts that the service must confirm and that no question asks for: without this, no question
    would mean nothing to confirm.

    Asked for must be what every service has, all else that the contact record holds, and all facts
    of a policy that publicity carries.
    """
    asked = {name for question in contact.must_confirm for name in question.facts}
    if not asked <= set(
        content.facts
    ):  # a name that is none was found above; the fact that was meant would be said to be missing
        return
    needed = dict.fromkeys(
        [*EVERY_SERVICE_CONFIRMS, *(f"contact.{name}" for name in contact.facts)]
    )
    needed |= dict.fromkeys(
        f"policy.{policy.slug}.{name}" for policy in content.carried for name in policy.facts
    )
    lacking = [name for name in needed if name not in asked and name not in MAY_STAY_OPEN]
    if lacking:
        yield Finding(
            content.project_path(contact.src),
            contact.line_of("must_confirm"),
            f'"must_confirm" must ask for {", ".join(lacking)}: the service confirms this before'
            ' its site may be published. Write it into the "facts" of a question.',
            RULE,
        )


def _letters_known(content: Content, page: Deadlines, read: set[str]) -> Iterator[Finding]:
    """The letters that a time limit names are pages of letters/."""
    known = sorted(src for src in read if src.startswith("letters/"))
    for number, limit in enumerate(page.deadlines):
        for src in limit.letters:
            if src not in known:
                yield Finding(
                    content.project_path(page.src),
                    page.line_of("deadlines", number, "letters"),
                    f"There is no letter {src}.{_near(src, known)}",
                    RULE,
                )


def _leads_to(page: Page) -> Iterator[tuple[frontmatter.Place, str]]:
    """The pages that a record names by their files, each with its place in the record."""
    if isinstance(page, Words):
        yield from (
            (("words", number, "see"), word.see)
            for number, word in enumerate(page.words)
            if word.see
        )
    if isinstance(page, records.Home):
        yield from ((("doors", number, "url"), door.url) for number, door in enumerate(page.doors))
        yield from ((("needs", number, "url"), need.url) for number, need in enumerate(page.needs))
    if isinstance(page, Letter):
        yield from ((("pages", number), src) for number, src in enumerate(page.pages))
        if page.version_of:
            yield ("version_of",), page.version_of


def _texts(value: Any, place: frontmatter.Place = ()) -> Iterator[tuple[frontmatter.Place, str]]:
    """Every text of a record, and of the records inside it, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*place, str(name)))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


def _holder_unread(content: Content, name: str, unread: set[str]) -> bool:
    """Whether a fact is unknown only because the record that holds it could not be read, which is a
    finding already."""
    group, _, rest = name.partition(".")
    if group in ("organisation", "policy"):
        folder = "organisations" if group == "organisation" else "policies"
        return content.project_path(f"{folder}/{rest.partition('.')[0]}.md") in unread
    kinds: dict[str, type[Page]] = {"contact": Contact, "deadline": Deadlines}
    kind = kinds.get(group)
    return (kind is not None and bool(unread) and not content.of(kind)) or (
        group == "service" and content.service is None
    )


def _checked_tomorrow(content: Content, page: Page) -> Iterator[Finding]:
    """Days of a check that are still to come. One day is let by: where the person sits it may be
    tomorrow already."""
    facts = getattr(page, "facts", {})
    days = [(page.checked, page.line_of("checked"))]
    days += [
        (fact.checked, page.line_of_fact(name))
        for name, fact in facts.items()
        if isinstance(fact, Fact)
    ]
    for day, line in days:
        if day and day > content.today + timedelta(days=1):
            yield Finding(
                content.project_path(page.src),
                line,
                f'"checked" must be the day on which a person checked it; {day:%-d %B %Y} is still'
                " to come.",
                RULE,
            )


def _reviewed_tomorrow(content: Content, policy: Policy) -> Iterator[Finding]:
    """A review that is still to come: nobody can have confirmed it."""
    reviewed = policy.facts.get("last_reviewed")
    value = reviewed.value if reviewed else None
    if (
        value
        and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        and value > (content.today + timedelta(days=1)).isoformat()
    ):
        yield Finding(
            content.project_path(policy.src),
            policy.line_of_fact("last_reviewed"),
            f'"last_reviewed" must be a day that has come; {value} is still to come. Write the day'
            " on which the policy was last reviewed.",
            RULE,
        )


def _gaps_closed(content: Content, page: Page) -> Iterator[Finding]:
    """Gaps that name facts (`/// gap | contact.hub`) and say that they are not confirmed, although
    all of them are."""
    for line, typed in enumerate(page.body.splitlines(), page.at.body_line):
        match = GAP.match(typed)
        names = [name.strip() for name in match[1].split(",")] if match else []
        unknown = [name for name in names if name not in content.facts]
        if unknown:
            yield Finding(
                content.project_path(page.src),
                line,
                f'There is no fact "{unknown[0]}".{_near(unknown[0], content.facts)}',
                RULE,
            )
        elif names and all(
            isinstance(fact := content.facts[name], Fact) and fact.confirmed_by_service
            for name in names
        ):
            yield Finding(
                content.project_path(page.src),
                line,
                f"This gap must go: the service has confirmed {', '.join(names)}. Write what is now"
                " known, or take the part out.",
                RULE,
            )


def _unknown_facts(content: Content, page: Page) -> Iterator[Finding]:
    unread = {finding.path for finding in content.findings}
    front = [
        (page.line_of(*place), text)
        for place, text in _texts(page.model_dump(exclude={"at"}, by_alias=True))
    ]
    body = list(enumerate(page.body.splitlines(), page.at.body_line)) if "{{" in page.body else []
    for line, text in [*front, *body]:
        yield from _unknown_names(content, content.project_path(page.src), line, text, unread)


def _unknown_names(
    content: Content, shown: str, line: int, text: str, unread: set[str]
) -> Iterator[Finding]:
    if "{{" not in text:
        return
    for name in FACT.findall(text):
        if name not in content.facts and not _holder_unread(content, name, unread):
            yield Finding(
                shown, line, f'There is no fact "{name}".{_near(name, content.facts)}', RULE
            )
    if "{{" in FACT.sub("", text):
        yield Finding(
            shown,
            line,
            'Two braces "{{" must hold the name of a fact and end with "}}", such as {{'
            " contact.phone }}.",
            RULE,
        )


def _near(name: str, known: Any) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f' Did you mean "{near[0]}"?' if near else ""
