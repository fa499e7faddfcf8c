"""Follows every link of the finished site with LinkChecker, on this machine; other people's
addresses only when asked.

    python -m hooks links site
        0 broken, or exit 1: pages, parts of pages, pictures, files, what PDFs link to
    python -m hooks links site --outside
        also asks other people's websites, slowly; writes build/links.md, always exit 0

The rules read the sources' own links; this is the second opinion of a checker that knows nothing of
our code.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from hooks.built.link_targets import resolve
from hooks.built.site import DERIVED, Site
from hooks.gate import findings_file, swap
from hooks.sources import noted, site_records, terminal
from hooks.sources.build_day import today
from hooks.sources.findings import Finding
from hooks.staff.link_report import Reply, report

NAME = "links"
REWRITTEN = frozenset({".html", ".xml", ".txt"})
"""Files whose whole addresses (canonical, site map) are served as addresses of this machine, so
that they are followed too."""


@dataclass(frozen=True, slots=True)
class Row:
    """One address as LinkChecker saw it: where it stood (`parent`), what it is, and what came of
    it."""

    parent: str
    url: str
    words: str
    result: str
    warning: str
    valid: bool


class NotRun(Exception):
    """LinkChecker itself could not run."""


# --- the site on this machine ---------------------------------------------------------------------


class _Handler(SimpleHTTPRequestHandler):
    """Serves the folder below the site's own path. `view` makes what is sent from what is
    stored."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, *arguments: Any, below: str, view: Callable[[Path, bytes, str], bytes], **more: Any
    ) -> None:
        self.below, self.view = below, view
        super().__init__(*arguments, **more)

    # The library's name
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass

    def end_headers(self) -> None:
        self.send_header(
            "LinkChecker", "welcome"
        )  # LinkChecker asks more than 10 times a second only where this stands
        super().end_headers()

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._file(path)
        if (
            file is None
            and path.startswith(self.below)
            and not path.endswith("/")
            and self._file(path + "/")
        ):
            self._send(301, b"", {"Location": path + "/"})
        elif file is None:
            self._send(404, b"Not found", {"Content-Type": "text/plain"})
        else:
            self._send(
                200,
                self.view(file, file.read_bytes(), urlsplit(self.path).query),
                {"Content-Type": self.guess_type(str(file))},
            )

    def _file(self, path: str) -> Path | None:
        """The file of an address, letter for letter: a wrong capital is a dead link on the real
        host."""
        root = Path(self.directory)
        if not path.startswith(self.below):
            return (
                root / "robots.txt"
                if path == "/robots.txt" and (root / "robots.txt").is_file()
                else None
            )
        file = root / path.removeprefix(self.below)
        if path.endswith("/"):
            file /= "index.html"
        return file if file.is_file() and file.resolve().is_relative_to(root.resolve()) else None

    def _send(self, code: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """LinkChecker drops connections that it no longer needs: that is no error of ours."""


@contextmanager
def served(folder: Path, site_url: str, only_parts: bool = False) -> Iterator[str]:
    """The folder on this machine, as the site's host would serve it; yields its address there.

    `only_parts` sends of each page no more than its links to parts, and then of their targets only
    the part asked for: LinkChecker parses a page anew for each such link, which on whole pages
    takes minutes.
    """
    own = site_url.rstrip("/")
    below = urlsplit(site_url).path.rstrip("/") + "/"
    base = ""
    pages = (
        sorted(
            path.relative_to(folder).as_posix().removesuffix("index.html")
            for path in folder.rglob("*.html")
        )
        if only_parts
        else []
    )

    def view(file: Path, body: bytes, query: str) -> bytes:
        if file.suffix not in REWRITTEN:
            return body
        text = body.decode("utf-8", errors="replace")
        if only_parts and file.suffix == ".html":
            text = (
                _part(text, unquote(query.removeprefix(ASKED)))
                if query.startswith(ASKED)
                else _links_to_parts(text)
            )
            if file == folder / "index.html" and not query:
                text += "".join(f'<a href="{quote(page)}">.</a>' for page in pages)
        return (text.replace(own, base) if own else text).encode()

    server = _Server(
        ("127.0.0.1", 0), partial(_Handler, directory=str(folder), below=below, view=view)
    )
    base = f"http://127.0.0.1:{server.server_port}{below.rstrip('/')}"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield base + "/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


ASKED = "part="


def _links_to_parts(html: str) -> str:
    """A page's links to parts, each asking for its part: "../a/#b" as "../a/?part=b#b"."""
    found = []
    for node in LexborHTMLParser(html).css('a[href*="#"]'):
        path, _, part = (node.attributes["href"] or "").partition("#")
        if part and "?" not in path:
            found.append(
                f'<a href="{escape(path)}?{ASKED}{quote(unquote(part))}#{escape(part)}">'
                f"{escape(node.text(strip=True)[:80])}</a>"
            )
    return "<!doctype html><title>.</title>" + "".join(dict.fromkeys(found))


def _part(html: str, part: str) -> str:
    """The part of that name, if the page has one, as a browser's parser finds it."""
    has = any(node.attributes["id"] == part for node in LexborHTMLParser(html).css("[id]"))
    return "<!doctype html><title>.</title>" + (f'<p id="{escape(part)}"></p>' if has else "")


# --- LinkChecker ----------------------------------------------------------------------------------


START = (
    "import sys, _strptime, linkcheck.command.linkchecker as program;"
    " sys.exit(program.linkchecker())"
)
"""LinkChecker's own command. Started by root it gives up root's rights, and may then be unable to
read Python's `_strptime`."""


def crawl(
    start: str,
    *,
    anchors: bool = False,
    everybody: bool = False,
    pace: float = 2,
    trust: Path | None = None,
) -> list[Row]:
    """Runs LinkChecker from one address. `everybody` reads one page and asks every host that it
    names, `pace` times a second at most."""
    checking: dict[str, float | Path] = (
        {"threads": 4, "maxrequestspersecond": pace, "timeout": 30, "recursionlevel": 1}
        if everybody
        else {"threads": 10, "maxrequestspersecond": 1000, "timeout": 60}
    )
    if trust:
        checking["sslverify"] = trust
    parts = "urlname,parentname,result,warningstring,valid,url,name"
    settings: dict[str, dict[str, Any]] = {
        "checking": checking,
        "filtering": {"checkextern": 0, **({"internlinks": "^https?://"} if everybody else {})},
        "output": {"status": 0, "verbose": 1, "log": "csv"},
        "csv": {"parts": parts, "encoding": "utf-8"},
        **({"AnchorCheck": {}} if anchors else {}),
        **({"SslCertificateCheck": {"sslcertwarndays": 30}} if everybody else {"PdfParser": {}}),
    }
    with TemporaryDirectory() as folder:
        file = Path(folder) / "linkcheckerrc"
        file.write_text(
            "".join(
                f"[{section}]\n" + "".join(f"{name}={value}\n" for name, value in values.items())
                for section, values in settings.items()
            ),
            encoding="utf-8",
        )
        done = subprocess.run(
            [sys.executable, "-c", START, "--config", file, "--no-status", start],
            check=False,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"},
        )
    lines = [line for line in done.stdout.splitlines(keepends=True) if not line.startswith("#")]
    rows = [
        Row(
            row["parentname"],
            row["url"],
            row["name"],
            row["result"],
            " ".join(row["warningstring"].split()),
            row["valid"] == "True",
        )
        for row in csv.DictReader(io.StringIO("".join(lines)), delimiter=";")
        if row.get("valid") in ("True", "False")
    ]
    if done.returncode not in (0, 1) or not rows:
        raise NotRun(
            f"LinkChecker could not run: {' '.join((done.stderr or done.stdout).split())[-300:]}"
        )
    return rows


# --- inside ---------------------------------------------------------------------------------------


def inside(site: Site) -> tuple[list[Finding], list[Row]]:
    """What is broken within the site, and every address that LinkChecker saw."""
    url = site.content.site_url
    with served(site.folder, url) as base:
        seen = crawl(base)
    own = url.rstrip("/") + "/"
    rows = [
        _home(_looked_up(site, row) if row.url.startswith(own) else row, base, url) for row in seen
    ]
    with served(site.folder, url, only_parts=True) as base:
        parts = [_home(row, base, url) for row in crawl(base, anchors=True)]
    found = {
        finding
        for row in rows
        if not row.valid
        for finding in _said(site, row, f"which does not work ({_plain(row.result)})")
    }
    found |= {
        finding
        for row in parts
        if row.warning.startswith("Anchor")
        for finding in _said(site, row, "which has no such part")
    }
    return sorted(found), rows


def _looked_up(site: Site, row: Row) -> Row:
    """A whole address of the site's own in a file that is not rewritten, such as a PDF: is there
    such a page or file?"""
    address = unquote(
        urlsplit(row.url).path.removeprefix(urlsplit(site.content.site_url).path.rstrip("/"))
    )
    there = address in site.pages or address in site.files
    return Row(
        row.parent, row.url, row.words, row.result if there else "404 Not Found", row.warning, there
    )


def _home(row: Row, base: str, url: str) -> Row:
    """A row with the site's own addresses in the place of this machine's."""

    def own(address: str) -> str:
        address = re.sub(rf"\?{ASKED}[^#]*", "", address)
        address = base if address == base.rstrip("/") else address
        return (
            (url.rstrip("/") + "/" + address[len(base) :]) if address.startswith(base) else address
        )

    return Row(
        own(row.parent),
        own(row.url),
        row.words,
        row.result.replace(base, url),
        row.warning,
        row.valid,
    )


def _said(site: Site, row: Row, fault: str) -> Iterator[Finding]:
    """One finding for each page that has the link: LinkChecker names only the first."""
    pages = list(_pages_with(site, row.url)) or [(row.parent, row.words)]
    for page, words in pages:
        path, line = place(site, page, words, row.url)
        target = row.url.replace(site.content.site_url.rstrip("/"), "") or "/"
        yield Finding(path, line, f'The link "{words or target}" leads to {target}, {fault}.', NAME)


def _pages_with(site: Site, url: str) -> Iterator[tuple[str, str]]:
    own = site.content.site_url.rstrip("/")
    wanted = url.removeprefix(own) if url.startswith(own) else url
    for built in site.pages.values():
        source = site.source(built)
        for link in built.links if source is None or source.layout not in DERIVED else ():
            if link.target == wanted or (
                "://" not in link.target
                and "#".join(filter(None, resolve(built.address, link.target))) == wanted
            ):
                yield own + built.address, link.text
                break


def place(site: Site, page: str, words: str, url: str) -> tuple[str, int]:
    """Where an address stands in the sources: file and line."""
    address = page.removeprefix(site.content.site_url.rstrip("/"))
    built = site.pages.get(address)
    source = site.sources.get(address)
    if built is None or source is None:
        return f"{site.folder.name}{address}", 1
    path = site.content.project_path(source.src)
    last = url.rstrip("/").rpartition("/")[2].partition("#")[0]
    for wanted in (url.rstrip("/"), f"[{words}]" if words else "", last):
        for number, line in enumerate(
            (site.content.root / path).read_text(encoding="utf-8").splitlines() if wanted else (), 1
        ):
            if wanted in line:
                return path, number
    return path, 1


def _plain(result: str) -> str:
    """LinkChecker's result without its Python."""
    return result.removeprefix("Error: ").strip() or "no answer"


# --- outside --------------------------------------------------------------------------------------


def outside(
    addresses: Iterable[str],
    *,
    tries: int = 3,
    pause: float = 60,
    pace: float = 2,
    trust: Path | None = None,
) -> list[Reply]:
    """What other people's websites answer. One that fails is asked again after a pause: many are
    down for a minute only."""
    todo, replies = sorted(set(addresses)), {}
    for attempt in range(1, tries + 1):
        if attempt > 1:
            time.sleep(pause)
        with TemporaryDirectory() as folder:
            page = "".join(
                f'<p><a href="{escape(url)}">{number}</a></p>' for number, url in enumerate(todo)
            )
            (Path(folder) / "index.html").write_text(
                f"<!doctype html><title>.</title>{page}", encoding="utf-8"
            )
            with served(Path(folder), "") as base:
                rows = {
                    int(row.words): row
                    for row in crawl(base, anchors=True, everybody=True, pace=pace, trust=trust)
                    if row.words.isdigit()
                }
        for number, url in enumerate(todo):
            row = rows.get(number)
            if row is not None:
                replies[url] = Reply(
                    url, row.url, _plain(row.result), row.warning, row.valid, attempt
                )
        todo = [url for url in todo if url not in replies or not replies[url].works]
        if not todo:
            break
    return [replies[url] for url in sorted(replies)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks links", description="Follows every link of a built site."
    )
    parser.add_argument("site", type=Path)
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument(
        "--outside",
        action="store_true",
        help="ask other people's websites too, and write build/links.md",
    )
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    try:
        with swap.alone(
            options.site
        ):  # only to put right what was left; following links takes long, and disturbs nobody
            pass
    except swap.NoFolder as error:
        print(error, file=sys.stderr)
        return 1
    if not options.site.is_dir():
        print(f"There is no built folder {options.site}. Run: make site", file=sys.stderr)
        return 1
    records = site_records.read(options.config, today())
    site = Site(records, options.site.resolve())
    try:
        findings, rows = inside(site)
        findings_file.write(records, findings, noted.LINKS)
        if not options.outside:
            print(
                "\n".join(
                    [*map(str, findings), f"{len(rows)} addresses followed: {len(findings)} broken"]
                )
            )
            return 1 if findings else 0
        return _outside(site, rows)
    except NotRun as error:
        print(error, file=sys.stderr)
        return 1


def _outside(site: Site, rows: Iterable[Row]) -> int:
    own = site.content.site_url.rstrip("/")
    addresses = {
        row.url: row
        for row in rows
        if row.url.startswith(("https://", "http://")) and not (row.url + "/").startswith(own + "/")
    }
    stands = {
        url: (
            [place(site, page, words, url) for page, words in _pages_with(site, url)]
            or [place(site, row.parent, row.words, url)]
        )
        for url, row in addresses.items()
    }
    text = report(outside(addresses), stands, site.content.today)
    out = site.content.root / "build" / "links.md"
    out.parent.mkdir(exist_ok=True)
    out.write_text(text, encoding="utf-8")
    print(text)
    return 0
