"""Reads mkdocs.yml and content/ once into typed records; everything that is wrong comes out as
findings, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import GenericAlias
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from hooks.sources import (
    failed,
    files,
    frontmatter,
    merges,
    national,
    ready,
    records,
    settings_file,
)
from hooks.sources.content import (
    ADDRESSES,
    AUDIT,
    BANK_HOLIDAYS,
    FAMILIES_SAY,
    FILE_NAME,
    LETTER_WORDING,
    LIKE_PAGES,
    LOCAL,
    NOT_PAGES,
    NOTICES,
    OWN_LIMITS,
    OWN_WORDS,
    QUOTATIONS,
    SPELLING,
    WORDING,
    Address,
    Content,
    Filled,
    Setting,
    url_of,
)
from hooks.sources.cross_checks import cross_checks, texts, unknown_names
from hooks.sources.findings import Elsewhere, Finding, Refused, did_you_mean
from hooks.sources.limits import Unreadable, is_address
from hooks.sources.records import (
    Audit,
    BankHolidays,
    Deadline,
    Deadlines,
    Notice,
    Page,
    Publicity,
    Quotation,
    Replacing,
    SameWords,
    Service,
    Slot,
    SlotWords,
    Word,
    Wording,
    Words,
)
from hooks.sources.settings_file import RULE, SettingsFile
from hooks.sources.site_path import LONGEST, SitePath, site_path


def read(config_file: Path, today: date, folder: Path | None = None) -> Content:
    """The content of the site that `config_file` (an mkdocs.yml) describes. Never raises for bad
    content."""
    root = config_file.resolve().parent
    findings: list[Finding] = []
    settings = _read_config(config_file, findings)
    config = settings.data
    folder = folder or root / str(config.get("docs_dir", "content"))
    is_link, folder = files.linked(folder, root), folder.parent.resolve() / folder.name
    extra = _entries(config, "extra")
    content = Content(
        root,
        folder,
        str(config.get("site_url") or ""),
        _service(settings, extra, findings),
        today,
        config=settings,
        identity=_entries(extra, "identity"),
        findings=findings,
    )
    content.layouts = root / str(_entries(config, "theme").get("custom_dir", "overrides"))
    content.national = _national(extra, root)
    content.national_edit = str(extra.get("national_edit") or "")
    if content.national_edit and not (
        is_address(content.national_edit) and content.national_edit.endswith("/")
    ):
        says = (
            '"national_edit" must be the address at which a change of a national page is suggested,'
            " with a / at its end."
        )
        findings.append(settings.finding(("extra", "national_edit"), says))
    content.nav = _nav(config.get("nav"))
    content.settings = [
        Setting(words, settings.name, settings.line(*place)) for place, words in _shown(config)
    ]
    if not config_file.is_file():  # then its folder is nobody's site, and may be a whole disk
        return content
    if unfinished := list(
        merges.found(root, content.layouts)
    ):  # what else is wrong follows from it
        findings[:] = unfinished
        return content
    if is_link:  # nothing of it is read
        findings[:] = [Finding(folder.name, 1, files.LINK, files.RULE)]
        return content
    if content.national is not None and not (
        content.national.is_dir() and not content.national.is_symlink()
    ):
        message = (
            f'"national" must be the folder of the national pages; "{extra["national"]}" is none.'
        )
        findings.append(settings.finding(("extra", "national"), message))
        return content
    try:
        _read_all(content)
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


def _read_all(content: Content) -> None:
    _read_slots(content)
    _read_files(content)
    _add_to_pages(content)
    _read_quotations(content)
    content.wording = _read_wording(content)
    content.letter_wording = _read_layers(content, LETTER_WORDING, Wording)
    content.families_say = _read_layers(content, FAMILIES_SAY, SameWords)
    _read_addresses(content)
    content.spelling = _read_spelling(content)
    _read_notices(content)
    _read_audit(content)
    _read_bank_holidays(content)
    content.findings.extend(cross_checks(content))


def _read_config(path: Path, findings: list[Finding]) -> SettingsFile:
    try:
        settings = settings_file.read(path)
    except Unreadable as error:
        findings.append(Finding(path.name, error.line, error.message, RULE))
        return SettingsFile(path.name)
    if not is_address(settings.data.get("site_url")):
        says = '"site_url" must be the site\'s whole address, beginning with https://.'
        findings.append(settings.finding(("site_url",), says))
        settings.data["site_url"] = ""
    findings.extend(
        settings.finding(place, message) for place, message in ready.refused(settings.data)
    )
    return settings


def _shown(config: dict[str, Any]) -> Iterator[tuple[frontmatter.Place, str]]:
    """The settings that readers see as words, each with its place."""
    for name in ("site_name", "site_description"):
        yield from texts(config.get(name), (name,))
    yield from texts(_entries(config, "extra").get("service"), ("extra", "service"))
    for number, entry in enumerate(config["nav"] if isinstance(config.get("nav"), list) else ()):
        yield from (
            (("nav", number, str(title)), str(title))
            for title in (entry if isinstance(entry, dict) else ())
        )


def _entries(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _service(
    settings: SettingsFile, extra: dict[str, Any], findings: list[Finding]
) -> Service | None:
    try:
        return Service.model_validate(extra.get("service") or {})
    except ValidationError as error:
        findings += [
            settings.finding(("extra", "service", *place), f"extra.service: {message}")
            for place, message in records.faults(error, Service)
        ]
        return None


def _national(extra: dict[str, Any], root: Path) -> Path | None:
    """The folder of what holds for every service, which may stand in another repository; None
    where a site has none."""
    name = extra.get("national")
    if not isinstance(name, str) or not name:
        return None
    folder = root / name
    return folder.parent.resolve() / folder.name


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
    for found in _both_folders(content):
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


def _both_folders(content: Content) -> list[files.Found]:
    """Every file of the service's own, and the national ones that it does not replace, A to Z as
    if they stood in one folder."""
    layer, inside = content.national, ""
    if layer and layer.is_relative_to(content.folder):
        inside = f"{layer.relative_to(content.folder).as_posix()}/"
    own = {
        found.src: found
        for found in files.walk(content.folder)
        if not (inside and found.src.startswith(inside))
    }
    below = {found.src: found for found in files.walk(layer)} if layer else {}
    content.not_replaced = frozenset(below.keys() - own.keys())
    return sorted({**below, **own}.values(), key=lambda found: found.src.split("/"))


def _read_file(content: Content, src: str, shown: str) -> None:
    """One file of content/: a page, a record that is read elsewhere, or a file that is published as
    it is."""
    path = content.path(src)
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
            files.check(content.folder_of(src), src)
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
        page = _read_page(content, src)
    except Unreadable as error:
        content.findings.append(Finding(shown, error.line, error.message, RULE))
    except _Faulty as faulty:
        content.findings += [Finding(shown, line, message, RULE) for line, message in faulty.faults]
    else:
        content.pages.append(page)
        if src not in content.not_replaced:
            before = content.national / src if content.national else None
            _replaces(content, page, shown, page.line_of("replaces"), before)


def _has_its_place(src: str) -> bool:
    """Whether a file that is no page may stand in content/: a record, a picture among the assets,
    and supplied publicity."""
    return src in NOT_PAGES or src.startswith(("publicity/", "assets/"))


RECORDS_KEPT = 512


class _Faulty(Exception):
    def __init__(self, faults: list[tuple[int, str]]) -> None:
        super().__init__("faulty record")
        self.faults = faults


def _read_page(content: Content, src: str) -> Page:
    text = frontmatter.read_text(content.path(src))
    if src in content.not_replaced:
        for line, own, slots in national.slots_of(text):
            content.filled[content.project_path(src), line] = Filled(own, slots)
        text = national.filled(text, src, content.service, content.slots)
    return _record(src, text)


@lru_cache(maxsize=RECORDS_KEPT)
def _record(src: str, text: str) -> Page:
    """The record of a page's text, read once in this process: while somebody writes, all others are
    as they were. Raises Unreadable or _Faulty."""
    front, body, body_line = frontmatter.split(text)
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


def _read_list(
    content: Content, path: Path, kind: type[records.Record]
) -> tuple[tuple[Any, ...], dict[frontmatter.Place, int]]:
    """A YAML list of records, and the line of every entry; what is wrong goes to the findings."""
    shown = content.shown(path)
    try:
        data, lines = frontmatter.parse(frontmatter.read_text(path))
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


def _read_slots(content: Content) -> None:
    """The service's words for the slots of national pages. An empty slot says what the national
    list has for it."""
    known = content.national / LOCAL if content.national else None
    slots = _read_list(content, known, Slot)[0] if known and known.exists() else ()
    content.slots = {slot.id: slot.empty for slot in slots}
    content.empty_slots = {slot.id: slot for slot in slots}
    path = content.folder / LOCAL
    given, lines = _read_list(content, path, SlotWords) if path.exists() else ((), {})
    for number, slot in enumerate(given):
        if slot.id in content.slots:
            content.slots[slot.id] = slot.words
            line = frontmatter.line_of(lines, (number, "words"))
            content.local[slot.id] = Setting(slot.words, content.shown(path), line)
            content.empty_slots.pop(slot.id, None)
        else:
            says = f'There is no slot "{slot.id}".{did_you_mean(slot.id, content.slots)}'
            content.findings.append(Finding(content.shown(path), lines[number, "id"], says, RULE))


def _read_layers(content: Content, name: str, kind: type[Wording | SameWords]) -> list[Any]:
    """A list to which the service adds its own. An entry that begins with the same words as a
    national one is in its place."""
    merged: list[Wording | SameWords] = []
    for path in content.layers(name):
        entries, lines = _read_list(content, path, kind)
        before = {
            (entry.words[0], getattr(entry, "then", ())): at for at, entry in enumerate(merged)
        }
        for number, entry in enumerate(entries):
            at = before.get((entry.words[0], getattr(entry, "then", ())))
            line = frontmatter.line_of(lines, (number, "words"))
            _replaces(content, entry, content.shown(path), line, None if at is None else merged[at])
            if at is None:
                merged.append(entry)
            else:
                merged[at] = entry
    return merged


def _add_to_pages(content: Content) -> None:
    """The words and the time limits that a service adds to national pages, or has in the place of
    theirs."""
    for name, kind, pages, entry_of in (
        (OWN_WORDS, Word, Words, "words"),
        (OWN_LIMITS, Deadline, Deadlines, "deadlines"),
    ):
        path = content.folder / name
        own, lines = _read_list(content, path, kind) if path.exists() else ((), {})
        for number, entry in enumerate(own):
            places = {place[1:]: line for place, line in lines.items() if place[:1] == (number,)}
            if not _add_entry(content, path, pages, entry_of, entry, places):
                says = f"There is no page of {entry_of} to which this could be added."
                content.findings.append(Finding(content.shown(path), lines[(number,)], says, RULE))


def _add_entry(
    content: Content,
    path: Path,
    kind: type[Page],
    name: str,
    entry: Any,
    lines: dict[frontmatter.Place, int],
) -> bool:
    """Puts an entry into the place of the one of its id, or behind the others of its kind."""
    key = "id" if kind is Deadlines else "word"
    found = [(page, getattr(page, name)) for page in content.pages if isinstance(page, kind)]
    shown, line = content.shown(path), frontmatter.line_of(lines, (key,))

    def same(other: Any) -> bool:
        return bool(getattr(other, key) == getattr(entry, key))

    page, entries = next(((page, old) for page, old in found if any(map(same, old))), (None, ()))
    if page is None:
        whose = getattr(entry, "whose", None)
        page, entries = next(
            (
                (page, old)
                for page, old in found
                if whose is None or any(other.whose == whose for other in old)
            ),
            (None, ()),
        )
    if page is None:
        return False
    at = next((number for number, old in enumerate(entries) if same(old)), len(entries))
    _replaces(content, entry, shown, line, entries[at] if at < len(entries) else None, page.owner)
    known = {place: line for place, line in page.at.lines.items() if place[:2] != (name, at)}
    known |= {(name, at, *place): Elsewhere(line, shown) for place, line in lines.items()}
    merged = (*entries[:at], entry, *entries[at + 1 :])
    content.pages[content.pages.index(page)] = page.model_copy(
        update={name: merged, "at": page.at.model_copy(update={"lines": known})}
    )
    return True


def _replaces(
    content: Content,
    own: Replacing,
    shown: str,
    line: int,
    before: Path | Replacing | None,
    owner: str | None = None,
) -> None:
    """Notes what a page or an entry is in the place of: a national file, or an entry of one. It
    must name that one's version."""
    if before is None or (isinstance(before, Path) and not before.is_file()):
        if own.replaces is not None:
            says = '"replaces" must go: there is no national page or entry in whose place this is.'
            content.findings.append(Finding(shown, line, says, RULE))
        return
    if isinstance(before, Path):
        what, today = "page", national.digest_of_file(before)
    else:
        what, today = "entry", national.digest_of(before)
    if own.replaces is None:
        says = (
            f"This {what} is in the place of a national one, so it must say which version of it:"
            f' write replaces: "{today}"'
        )
        content.findings.append(Finding(shown, line, says, RULE))
        return
    changes = ""
    if own.replaces != today and isinstance(before, Path):
        changes = national.changes_of_file(before, own.replaces)
    elif own.replaces != today and isinstance(before, Replacing):
        changes = national.changes_of(own, before)
    asked = owner or getattr(own, "owner", None) or ""
    content.replaced.append(
        national.Replaced(shown, line, asked, what, own.replaces, today, changes)
    )


def _read_wording(content: Content) -> list[Wording]:
    """A service that has no such list yet has no file; a file that holds nothing was emptied, and
    would switch the rule off."""
    if not content.layers(WORDING):
        return []
    shown = content.project_path(WORDING)
    wording = _read_layers(content, WORDING, Wording)
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


def _read_quotations(content: Content) -> None:
    """The national quotations and the service's own. Of two with one id the service's counts."""
    for path in content.layers(QUOTATIONS) or [content.path(QUOTATIONS)]:
        shown, here = content.shown(path), set[str]()
        quotations, lines = _read_list(content, path, Quotation)
        for number, quotation in enumerate(quotations):
            place = shown, lines[number, "id"]
            if quotation.id not in here:
                _replaces(content, quotation, *place, content.quotations.get(quotation.id))
            if quotation.id in here:
                says = f'The id "{quotation.id}" must stand here once.'
                content.findings.append(Finding(*place, says, RULE))
            here.add(quotation.id)
            content.quotations[quotation.id] = quotation
            content.quotation_places[quotation.id] = place


def _read_addresses(content: Content) -> None:
    """Lines of `/address/`, or `/old/ -> /new/`; "#" begins a comment. Where the service and the
    national list have one address, the service's line counts."""
    known: dict[SitePath, Address] = {}
    for path in content.layers(ADDRESSES) or [content.path(ADDRESSES)]:
        known |= _read_addresses_of(content, path)
    content.addresses = list(known.values())


def _read_addresses_of(content: Content, file: Path) -> dict[SitePath, Address]:
    shown, known = content.shown(file), dict[SitePath, Address]()
    try:
        text = frontmatter.read_text(file)
    except Unreadable as error:
        content.findings.append(Finding(shown, error.line, error.message, RULE))
        return known
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
        if path in known:
            content.findings.append(
                Finding(shown, number, f"The address {path} must stand here once.", RULE)
            )
        else:
            known[path] = Address(path, moved_to, number, shown)
    return known


def _read_spelling(content: Content) -> frozenset[str]:
    """One word a line; "#" begins a comment. The service's words add to the national ones."""
    words = set[str]()
    for path in content.layers(SPELLING):
        try:
            lines = frontmatter.read_text(path).splitlines()
        except Unreadable as error:
            content.findings.append(Finding(content.shown(path), error.line, error.message, RULE))
            continue
        words.update(word for line in lines for word in line.partition("#")[0].split())
    return frozenset(words)


def _read_notices(content: Content) -> None:
    if not content.path(NOTICES).exists():
        return
    shown = content.project_path(NOTICES)
    notices_read, lines = _read_list(content, content.path(NOTICES), Notice)
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
            content.findings += unknown_names(
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
    path, shown = content.path(name), content.project_path(name)
    if not path.exists():
        return None, {}
    try:
        data, lines = frontmatter.parse(frontmatter.read_text(path))
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
