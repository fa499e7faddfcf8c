"""Web addresses that should not be given to families, although they lead somewhere: what a mail
program, a campaign or an editor made of a page's own.

Such an address may hold the name of a colleague, tell others who followed it, ask for a password,
or stop working when somebody leaves.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from hooks.words.patterns import later

MAIL = later(
    r"(?!\.)[\w.+'-]*[\w+'-]@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}", re.IGNORECASE | re.ASCII
)
"""An e-mail address as most providers give them (RFC 5322, dot-atom)."""
FILTERS = (
    "safelinks.protection.outlook.com",
    "safelinks.protection.office365.us",
    "urldefense.com",
    "urldefense.proofpoint.com",
    "urldefense.us",
    "mimecast.com",
    "mimecastprotect.com",
    "linkprotect.cudasvc.com",
    "clicktime.symantec.com",
    "clicktime.cloud.postoffice.net",
    "secure-web.cisco.com",
    "protection.sophos.com",
    "protect2.fireeye.com",
    "protect.checkpoint.com",
    "url.emailprotection.link",
    "hes.trendmicro.com",
    "link.edgepilot.com",
    "mail-filter.co.uk",
    "urlsand.esvalabs.com",
    "shared.outlook.inky.com",
    "deref-mail.com",
    "deref-gmx.co.uk",
    "statics.teams.cdn.office.net",
)
"""Hosts of programs that look at links in e-mails. They write their own address round that of the
page."""
SHORT = (
    "bit.ly",
    "tinyurl.com",
    "t.co",
    "ow.ly",
    "is.gd",
    "v.gd",
    "goo.gl",
    "buff.ly",
    "rebrand.ly",
    "cutt.ly",
    "lnkd.in",
    "fb.me",
    "amzn.to",
    "eepurl.com",
    "tiny.cc",
    "shorturl.at",
    "rb.gy",
    "t.ly",
    "qrco.de",
    "forms.gle",
    "youtu.be",
    "dlvr.it",
    "trib.al",
    "mailchi.mp",
    "s.id",
    "u.to",
    "bl.ink",
    "short.io",
    "tr.ee",
    "qr.codes",
    "me-qr.com",
    "l.ead.me",
    "surl.li",
    "urlz.fr",
    "shorturl.com",
    "maps.app.goo.gl",
    "we.tl",
    "1drv.ms",
    "aka.ms",
    "tinycc.com",
    "soo.gd",
    "adf.ly",
)
"""Hosts that only lead on to another address."""
SHARED = (
    "sharepoint.com",
    "onedrive.live.com",
    "drive.google.com",
    "dropbox.com",
    "dropboxusercontent.com",
    "box.com",
    "wetransfer.com",
    "icloud.com",
    "teams.microsoft.com",
    "teams.live.com",
    "mail.google.com",
    "outlook.office.com",
    "outlook.office365.com",
    "outlook.live.com",
    "office.com",
    "officeapps.live.com",
    "web.whatsapp.com",
    "app.box.com",
    "mega.nz",
    "huddle.com",
    "slack.com",
    "trello.com",
    "notion.so",
    "miro.com",
    "padlet.org",
    "basecamp.com",
    "1drv.com",
    "sway.office.com",
)
"""Hosts on which people keep and share what they work on. Most ask for a password, and what is
shared there may be changed or taken back."""
EDITORS = later(
    r"/(?:document|spreadsheets|presentation|forms|drawings)/d/.*|.*/edit/?$|.*/(?:wp-admin|"
    r"wp-login\.php|umbraco|node/\d+/edit)(?:/.*)?$",
    re.IGNORECASE,
)
"""Ways to where a page is written, and not read."""
OPEN_TO_ALL = later(r"^/forms/d/e/[\w-]+/viewform/?$|.*/pub(?:html)?/?$")
"""Ways of an editor's own to what it has published."""
TRACKS = later(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ttclid|twclid|igshid|igsh|"
    r"mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|_ga|_gl|li_fat_id|oly_\w+_id"
    r"|vero_id|rb_clickid|wickedid|ns_\w+|cmpid|s_cid|trk\w*|ref_src|ref_url|spm|at_medium|"
    r"at_campaign|at_custom\d|_branch_match_id|mibextid|_kx|epik|si|feature",
    re.IGNORECASE,
)
"""What campaigns and social networks add to an address to know who followed it."""
INSIDE = later(r"(?<!^)https?(?::|%3A|-3A|_3A)(?://|/|%2F%2F|__)", re.IGNORECASE)
"""A whole address inside another."""
ARCHIVES = ("web.archive.org", "webarchive.nationalarchives.gov.uk", "archive.org")
"""Libraries that keep pages under an address of their own, on purpose."""
INTRANET = later(
    r"(?:[\w-]*intranet[\w-]*|localhost|[\w-]+)(?:\.(?:local|internal|lan|corp|intranet))?|(?:\d+"
    r"\.){3}\d+|.*\bintranet\b.*|.*\.(?:local|internal|lan|corp)"
)


BROKEN = later(
    r"h?t{1,3}ps?(?:[:;.,]?[/\\]{0,3})(?=[\w-]+\.)(?P<rest>\S+)|(?P<bare>www\.\S+)", re.IGNORECASE
)
"""A web address with a beginning that somebody typed or pasted wrong: "https//", "www."."""
ON_A_DISK = later(r"file:.*|[A-Za-z]:[/\\%].*|\\\\.*|//?[A-Z]:.*", re.IGNORECASE)
"""A file on somebody's computer, or in an office's own network."""


def whole(address: str) -> str | None:
    """The whole address that one with a wrong beginning means; None where it means none."""
    broken = BROKEN.fullmatch(address)
    if broken is None or address.casefold().startswith(("https://", "http://")):
        return None
    return f"https://{broken['rest'] or broken['bare']}"


def fault(address: str) -> str | None:
    """What is wrong with a web address, as a sentence without its beginning: "must ...". None where
    families may be given it."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # named by whoever asks whether it is an address at all
        return None
    inner = _inner(address) if not _of(host, ARCHIVES) else None
    if inner or _of(host, FILTERS):
        bare = (
            f"write {inner}"
            if inner
            else "open it, and copy the address that the browser then shows"
        )
        return (
            "must lead to the page itself; a mail filter or another website wrote its own address"
            f" round it, which may name a colleague: {bare}."
        )
    if _of(host, SHORT):
        return (
            f"must lead to the page itself; {host} only leads on, and nobody sees where to: open"
            " it, and copy the address that the browser then shows."
        )
    if _of(host, SHARED) or (
        EDITORS.fullmatch(parts.path) and not OPEN_TO_ALL.fullmatch(parts.path)
    ):
        return (
            "must lead to a page that everybody may read; this one leads to where it is written or"
            " shared, which may ask for a password: put the words on a page here, or the file into"
            " publicity, and link to that."
        )
    if INTRANET.fullmatch(host):
        return (
            "must lead to a website that everybody can reach; this one is inside an office's own"
            " network."
        )
    clean = _clean(address, host)
    if clean != address:
        return (
            f"must not tell anybody who followed it, as the end of its address does: write {clean}."
        )
    return None


def _of(host: str, known: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in known)


def _inner(address: str) -> str | None:
    """The address that stands inside another, as it was."""
    found = INSIDE.search(address)
    if not found:
        return None
    text = address[found.start() :]
    if re.match(r"https?-3A", text):  # Proofpoint's own code, version 2
        text = unquote(text.replace("-", "%").replace("_", "/"))
        return text.partition("&")[0]
    if "__;" in text:  # version 3
        return text.partition("__;")[0]
    if "%3a" in text[:10].lower():
        return unquote(text.partition("&")[0])
    return text.partition("&")[0]


def _clean(address: str, host: str) -> str:
    """An address without what is there to follow people."""
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [
        (name, value)
        for name, value in pairs
        if not TRACKS.fullmatch(name)
        or (name in ("si", "feature") and not host.endswith("youtube.com"))
    ]
    if len(kept) == len(pairs):
        return address
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), parts.fragment))
