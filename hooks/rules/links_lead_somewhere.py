"""Every link inside the site leads to a page or file that exists, and every anchor to an element
that exists.

Information must be clear and accurate: a family that meets a dead end at midnight has nobody to
ask.
"""

import re
from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from hooks.built.link_targets import from_nearest, resolve
from hooks.built.site import DERIVED, BuiltPage, Link, Site
from hooks.sources.findings import Finding
from hooks.sources.records import Fact, costs_more, dialled, international
from hooks.sources.site_path import strange
from hooks.words import astray

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HOST = re.compile(
    r"(?<![\w@.-])(?:www\.[\w.-]*\w|[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net|info|eu))(?![\w@-])",
    re.IGNORECASE,
)
"""The name of a website among the words of a link."""
SCHEMES = frozenset({"https", "mailto", "tel"})


def check(site: Site) -> Iterator[Finding]:
    fine: set[tuple[str, tuple[str, str]]] = set()
    """Links that lead somewhere: the same stand in the header and footer of every page."""
    for built in site.pages.values():
        source = site.source(built)
        if source and source.layout in DERIVED:
            continue  # its links are other pages' links, and are named there
        for link in dict.fromkeys(built.links):
            leads = (link.tag, from_nearest(built.address, link.target))
            if link.target and leads in fine:
                continue
            fault = _fault(site, built, link)
            if fault is None and leads[1][0] == "/":
                fine.add(leads)
            if fault is not None and not (link.tag == "img" and _named(built, link)):
                path, line = site.where(built, link.text)
                if source and link.target and f"]({link.target}" in source.body:
                    line = source.line_with(f"]({link.target}")
                elif source and link.target and line == 1:
                    line = source.line_with(link.target.strip("./").split("/#")[0])
                if source is None or link.target not in source.body:
                    path, line = site.content.notice_with(f"]({link.target}") or (path, line)
                yield Finding(path, line, fault, "links-lead-somewhere")


def _named(built: BuiltPage, link: Link) -> bool:
    """Whether a picture lacks words too, or may not come from where it does, which is named first
    (markup-sound)."""
    file = link.target.rpartition("/")[2]
    return any(
        words == link.target or (words == file and "![what it shows]" in fault)
        for fault, words in built.unsound
    )


def _fault(site: Site, built: BuiltPage, link: Link) -> str | None:
    target, name = link.target, f'"{link.text}"' if link.text else f"<{link.tag}>"
    if not target:
        return f"The link {name} must lead somewhere; its address is empty."
    if astray.MAIL.fullmatch(target):
        return f"The link {name} must say that it leads to an e-mail: write mailto:{target}."
    if astray.ON_A_DISK.fullmatch(target):
        return (
            f"The link {name} leads to a file on your own computer, which no reader can open: put"
            " the words on a page here, or the file into publicity, and link to that."
        )
    whole = astray.whole(target)
    if whole is not None and not target.casefold().startswith("https:"):  # markup-sound names those
        return f"The link {name} must have a whole address: write {whole}."
    parts = urlsplit(target)
    base = site.content.site_url.rstrip("/")
    if base and (target + "/").startswith(base + "/"):
        target = target[len(base) :] or "/"
        parts = urlsplit(target)
    if parts.scheme == "tel":
        shown = dialled(link.text)
        if shown and "tel:" + shown != target:
            return (
                f"The telephone link {name} must call the number that it shows; it calls"
                f" {target[4:]}."
            )
        if costs_more(target[4:]) and not _recorded(
            site, target[4:]
        ):  # a record's number is named there, once (facts-well-formed)
            return (
                f"The telephone link {name} must call a number that costs no more than others;"
                f" {target[4:]} does."
            )
        ok = dialled(target[4:]) == target[4:]
        return (
            None
            if ok
            else (
                f"The telephone link {name} must be a whole number like tel:+441234567890, or a"
                f" short one like tel:111; it is {target}."
            )
        )
    if parts.scheme == "mailto":
        address = parts.path
        if any(shown.casefold() != address.casefold() for shown in MAIL.findall(link.text)):
            return (
                f"The e-mail link {name} must write to the address that it shows; it writes to"
                f" {address}."
            )
        ok = astray.MAIL.fullmatch(unquote(address)) is not None
        return (
            None
            if ok
            else (
                f"The e-mail link {name} must hold an e-mail address, such as"
                f" mailto:name@example.org; it is {target}."
            )
        )
    if parts.scheme or parts.netloc:
        other = next(
            (
                shown
                for shown in HOST.findall(link.text)
                if not _within(parts.hostname or "", shown.casefold())
            ),
            None,
        )
        if link.tag == "a" and other:
            return (
                f"The link {name} must lead to the website that it names, {other}; it leads to"
                f" {parts.hostname}."
            )
        wrong = (
            astray.fault(target) if link.tag == "a" and parts.scheme in ("https", "http") else None
        )
        if wrong is not None and not _repository(target):
            return f"The link {name} {wrong}"
        ok = parts.scheme in SCHEMES or (
            parts.scheme == "http"
            and link.tag == "a"
            and parts.hostname in ("127.0.0.1", "localhost")
        )
        return None if ok else f"The link {name} must begin with https://; it is {target}."
    if strange(target):
        return (
            f"The link {name} leads to {target[:80]}, which is no way inside the site. Name the"
            " page's file, such as ../contact.md."
        )
    folder = built.address.rpartition("/")[0].lstrip("/")
    if normpath(f"{folder}/{parts.path}" if folder else parts.path).startswith(".."):
        return (
            f"The link {name} leads to {target}, which is above the site. Name the page's file,"
            " such as ../contact.md."
        )
    address, anchor = resolve(built.address, target)
    page = site.pages.get(address)
    if page is None and address not in site.files:
        if address + "/" in site.pages:
            return f'The link {name} must end with "/": write {target}/.'
        return (
            f"The link {name} leads to {target}, which does not exist. Name the page's file, such"
            " as ../contact.md."
        )
    if anchor and page is not None and anchor not in page.ids:
        return (
            f'The link {name} leads to the part "#{anchor}" of {address}, which has no such part.'
        )
    return None


def _repository(target: str) -> bool:
    """Whether a link leads to the project's own repository, where pages for staff and "suggest a
    change" lead."""
    return target.startswith("https://github.com/")


def _recorded(site: Site, number: str) -> bool:
    return any(
        name.rpartition(".")[2].startswith("phone")
        and isinstance(fact, Fact)
        and international(fact.value or "") == number
        for name, fact in site.content.facts.items()
    )


def _within(host: str, shown: str) -> bool:
    """Whether a host is the website that words name, or a part of it:
    assets.publishing.service.gov.uk is of GOV.UK."""
    shown = shown.removeprefix("www.")
    return host == shown or host.endswith(f".{shown}")
