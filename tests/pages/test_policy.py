"""The Content Security Policy is in force, and nothing of ours needs more: on this machine, below a
path without the host's headers, and on the host.

A policy that is too wide looks like one that holds, and one that is too narrow like a page whose
scripts were slow: so a browser tries both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as TooLate
from selectolax.lexbor import LexborHTMLParser

from hooks.sources import security_policy
from tests import helpers
from tests.browser import chromium
from tests.helpers import Workshop
from tests.serving import serving

PATH = "/some/project/"
NO_LETTERS = ("Failed to decode downloaded font", "OTS parsing error")
"""What the browser says of a typeface that has no letters: quick builds leave them out
(tests/helpers.py)."""
LISTEN = (
    "window.heard = []; addEventListener('securitypolicyviolation', (event) =>"
    " window.heard.push(event.effectiveDirective))"
)
MARKUP: dict[str, tuple[str, str]] = {
    "script in the page": ("script-src-elem", "<script>window.ran = 1</script>"),
    "script of another host": (
        "script-src-elem",
        "<script src='https://example.org/x.js'></script>",
    ),
    "script as data": (
        "script-src-elem",
        "<script src='data:text/javascript,window.ran=1'></script>",
    ),
    "handler": ("script-src-attr", "<img src='x.png' alt='' onerror='window.ran = 1'>"),
    "handler of a drawing": ("script-src-attr", "<svg onload='window.ran = 1'></svg>"),
    "style in the page": ("style-src-elem", "<style>main { display: none }</style>"),
    "style on an element": ("style-src-attr", "<p style='position: fixed'>x</p>"),
    "stylesheet of another host": (
        "style-src-elem",
        "<link rel='stylesheet' href='https://example.org/x.css'>",
    ),
    "picture of another host": ("img-src", "<img src='https://example.org/x.png' alt=''>"),
    "picture as data": ("img-src", "<img src='data:image/svg+xml,x' alt=''>"),
    "film": ("media-src", "<video src='/x.mp4' autoplay></video>"),
    "frame of this site": ("frame-src", "<iframe src='../'></iframe>"),
    "frame of another host": ("frame-src", "<iframe src='https://example.org/'></iframe>"),
    "plug-in": ("object-src", "<object data='../assets/icon.svg'></object>"),
    "another base": ("base-uri", "<base href='https://example.org/'>"),
}
"""By what is tried: the part of the policy that must forbid it, and what stands in the page as if
the build had let it in."""
CODE: dict[str, tuple[str, str]] = {
    "form to another host": (
        "form-action",
        "put('form', {action: 'https://example.org/', method: 'post'}).submit()",
    ),
    "address that acts": ("script-src-elem", "put('a', {href: 'javascript:window.ran=1'}).click()"),
    "script made by a script": (
        "require-trusted-types-for",
        "put('script', {textContent: 'window.ran = 1'})",
    ),
    "words made into HTML": (
        "require-trusted-types-for",
        "document.body.innerHTML = '<img src=x onerror=\"window.ran = 1\">'",
    ),
    "worker": ("require-trusted-types-for", "new Worker('../assets/first.js')"),
    "typeface of another host": (
        "font-src",
        "new FontFace('x', 'url(https://example.org/x.woff2)').load().catch(() => 0)",
    ),
    "asking another host": ("connect-src", "fetch('https://example.org/x').catch(() => 0)"),
    "asking this site": ("connect-src", "fetch('../search/').catch(() => 0)"),
    "sending to another host": (
        "connect-src",
        "navigator.sendBeacon('https://example.org/x', 'words')",
    ),
}
"""By what is tried: the part of the policy that must forbid it, and what a script does that had
come in."""
PUT = (
    "const put = (name, has) =>"
    " document.body.appendChild(Object.assign(document.createElement(name), has));"
)


@pytest.fixture(scope="module")
def below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The made-up site as GitHub Pages serves a project's: below a path."""
    with helpers.quick():
        made = helpers.workshop(tmp_path_factory.mktemp("policy"))
        settings = made.folder / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(
            re.sub(
                r"^site_url: (https://[^/\s]+).*$", rf"site_url: \1{PATH}", text, flags=re.MULTILINE
            ),
            encoding="utf-8",
        )
        outcome = helpers.build_here(made)
    assert outcome.refusal is None, outcome.said
    return made.site


@contextmanager
def place(site: Path, home: Path, name: str) -> Iterator[str]:
    """The address of the site's home page: at a host that sends `_headers`, or below a path at one
    that sends none."""
    if name == "host":
        with serving(site) as address:
            yield f"{address}/"
    else:
        (home / PATH.strip("/")).parent.mkdir(parents=True)
        (home / PATH.strip("/")).symlink_to(site, target_is_directory=True)
        with serving(home) as address:
            yield address + PATH


@pytest.fixture
def elsewhere() -> list[str]:
    """What was asked of other hosts: every address that left the browser's page. None of them
    answers."""
    return []


@pytest.fixture
def tab(browser: Any, elsewhere: list[str]) -> Iterator[Any]:
    """A browser's page that keeps what the policy forbade (`window.heard`)."""

    def ask(route: Any) -> None:
        elsewhere.append(route.request.url)
        route.abort()

    context = browser.new_context()
    context.route(chromium.ELSEWHERE, ask)
    opened = context.new_page()
    opened.add_init_script(LISTEN)
    yield opened
    context.close()


def test_policy_stands_in_every_page_and_in_the_headers(workshop: Workshop) -> None:
    """Nothing inline and no other host is let in. The headers are the widest of the pages'
    policies, since a browser holds a page to both."""
    assert helpers.build_here(workshop).refusal is None
    headers = (workshop.site / "_headers").read_text(encoding="utf-8")
    assert (
        f"Content-Security-Policy: {security_policy.POLICY_OF_SEARCH}; frame-ancestors 'none'"
        in headers
    )
    for wide in ("unsafe", "*", "http:", "https:", "data:", "blob:", "strict-dynamic"):
        assert wide not in security_policy.POLICY_OF_SEARCH
    for path in workshop.site.rglob("*.html"):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        policies = [
            node.attributes["content"] or ""
            for node in tree.css('head > meta[http-equiv="Content-Security-Policy"]')
        ]
        if path.name == "whole-site.html":
            assert 1 == len(policies) and security_policy.POLICY_OF_ONE_FILE.fullmatch(policies[0])
        else:
            search = path.parent.name == "search"
            assert [
                security_policy.POLICY_OF_SEARCH if search else security_policy.POLICY
            ] == policies, path


@pytest.mark.parametrize("where", ["host", "path"])
def test_site_needs_no_more(
    where: str, below_a_path: Path, tmp_path: Path, tab: Any, elsewhere: list[str]
) -> None:
    """Every page, its stylesheet, typeface, scripts and search work; the policy had nothing to
    forbid, and no other host was asked.

    At the host, the "not found" page is left out: this site knows that it stands below a path.
    """
    said: list[str] = []
    tab.on(
        "console",
        lambda message: (
            said.append(message.text) if not message.text.startswith(NO_LETTERS) else None
        ),
    )
    pages = sorted(
        path.relative_to(below_a_path).as_posix() for path in below_a_path.rglob("*.html")
    )
    with place(below_a_path, tmp_path, where) as home:
        for page in pages:
            if page == "whole-site.html" or (page == "404.html" and where == "host"):
                continue  # the copy is saved and opened from a disk: tests/test_real_site.py
            chromium.show(tab, home + page, below_a_path / page)
            assert [] == said, page
            assert tab.evaluate("document.styleSheets[0].cssRules.length") > 10, page
        tab.goto(f"{home}search/?q=contact")
        tab.wait_for_selector("#results a")
        assert [] == said
    assert [] == elsewhere


@pytest.mark.parametrize("where", ["host", "path"])
def test_policy_is_in_force(
    where: str, below_a_path: Path, tmp_path: Path, tab: Any, elsewhere: list[str]
) -> None:
    """Whatever code had come in: it does not run, and nothing is asked or sent. Each try is
    forbidden by the part that must forbid it."""
    with place(below_a_path, tmp_path, where) as home:
        page = f"{home}contact/"
        for name, (directive, html) in MARKUP.items():
            tab.route(page, partial(_with, html))
            _try(tab, page, name, directive)
            tab.unroute(page)
        for name, (directive, code) in CODE.items():
            _try(tab, page, name, directive, f"() => {{ {PUT} try {{ {code} }} catch {{}} }}")
        assert [] == elsewhere
        tab.evaluate(
            "location = 'https://example.org/heard'"
        )  # the ears are open: no policy forbids a link to be followed
        tab.wait_for_timeout(200)
        assert ["https://example.org/heard"] == elsewhere


def _with(html: str, route: Any) -> None:
    """The page with more HTML in it, headers as they were."""
    answer = route.fetch()
    assert "</main>" in answer.text()
    route.fulfill(response=answer, body=answer.text().replace("</main>", f"{html}</main>"))


def _try(tab: Any, page: str, name: str, directive: str, code: str = "() => 0") -> None:
    tab.goto(page)
    tab.evaluate(code)
    try:
        tab.wait_for_function("one => window.heard.includes(one)", arg=directive, timeout=5_000)
    except TooLate:
        raise AssertionError(
            f"{name}: heard {tab.evaluate('window.heard')}, not {directive}"
        ) from None
    assert tab.evaluate("window.ran") is None, name


def test_host_says_who_may_frame_it(below_a_path: Path, tmp_path: Path, tab: Any) -> None:
    """Only a header can: without it, as on GitHub Pages, a frame of another page shows the site.
    The README says so."""
    (tmp_path / "frame.html").write_text(
        "<!doctype html><title>Elsewhere</title><iframe></iframe>", encoding="utf-8"
    )
    with serving(tmp_path) as elsewhere, serving(below_a_path) as address:
        tab.goto(f"{elsewhere}/frame.html")
        tab.evaluate(
            "address => { document.querySelector('iframe').src = address; }", f"{address}/contact/"
        )
        tab.wait_for_timeout(500)
        frame = tab.frames[1]
        assert "contact" not in frame.url or not frame.query_selector("main")
