"""LinkChecker over the finished site: 0 broken; each kind of planted defect is found by it, or by a
rule of ours that is named."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from hooks.built.site import Site
from hooks.sources import site_records
from hooks.staff import link_report, links
from hooks.staff.link_report import Reply
from tests import helpers
from tests.helpers import DAY, Workshop

PAGE = "content/privacy.md"
WORDS = "This site stores nothing about you."


def _site(folder: Path, config: Path) -> Site:
    return Site(site_records.read(config, DAY), folder)


@pytest.fixture
def built(workbench_site: Path, workshop: Workshop) -> Site:
    """The made-up site, built; its folder may be spoiled."""
    shutil.copytree(workbench_site, workshop.site)
    return _site(workshop.site, workshop.folder / "mkdocs.yml")


def _plant(site: Site, html: str) -> None:
    page = site.folder / "privacy" / "index.html"
    text = page.read_text()
    assert WORDS in text
    page.write_text(text.replace(WORDS, f"{WORDS} {html}"))


def _found(site: Site) -> list[str]:
    return [str(finding) for finding in links.inside(site)[0]]


def test_the_real_site_has_no_broken_link(real_site: Path, real_sources: Path) -> None:
    assert [] == _found(_site(real_site, real_sources / "mkdocs.yml"))


def test_the_workbench_site_has_no_broken_link(built: Site) -> None:
    assert [] == _found(built)


def test_every_page_is_reached_the_canonical_addresses_too(built: Site) -> None:
    """The site's own whole addresses are followed on this machine, and no other host is asked."""
    rows = links.inside(built)[1]
    seen = {row.url for row in rows}
    assert not [row.url for row in rows if "127.0.0.1" in row.url]
    assert {
        built.content.link(page) for page in built.content.pages if page.audience != "staff"
    } <= seen


PLANTED = {
    "missing page": (
        '<a href="../gone/">our office</a>',
        'The link "our office" leads to /gone/, which does not work (404 Not Found).',
    ),
    "missing page, from the root": (
        '<a href="/gone/">our office</a>',
        'The link "our office" leads to /gone/, which does not work (404 Not Found).',
    ),
    "missing page, whole address": (
        '<a href="https://larkmere.example.org/gone/">our office</a>',
        'The link "our office" leads to /gone/, which does not work (404 Not Found).',
    ),
    "missing part of this page": (
        '<a href="#gone">our office</a>',
        'The link "our office" leads to /privacy/#gone, which has no such part.',
    ),
    "missing part of another page": (
        '<a href="../contact/#gone">our office</a>',
        'The link "our office" leads to /contact/#gone, which has no such part.',
    ),
    "missing picture": (
        '<img src="gone.png" alt="our office">',
        (
            'The link "/privacy/gone.png" leads to /privacy/gone.png, which does not work (404 Not'
            " Found)."
        ),
    ),
    "missing file": (
        '<a href="gone.pdf">our office</a>',
        'The link "our office" leads to /privacy/gone.pdf, which does not work (404 Not Found).',
    ),
    "missing script": (
        '<script src="gone.js"></script>',
        (
            'The link "/privacy/gone.js" leads to /privacy/gone.js, which does not work (404 Not'
            " Found)."
        ),
    ),
    "wrong capital": (
        '<a href="../Contact/">our office</a>',
        'The link "our office" leads to /Contact/, which does not work (404 Not Found).',
    ),
    "bare domain": (
        '<a href="www.example.org">our office</a>',
        (
            'The link "our office" leads to /privacy/www.example.org, which does not work (404 Not'
            " Found)."
        ),
    ),
}


def test_each_planted_defect_is_found_by_linkchecker(built: Site) -> None:
    """All at once, because each run starts LinkChecker twice."""
    for html, _ in PLANTED.values():
        _plant(built, html)
    assert sorted({f"{PAGE}:9: {said} (links)" for _, said in PLANTED.values()}) == sorted(
        line.replace(f"{PAGE}:1:", f"{PAGE}:9:") for line in _found(built)
    )


def test_a_broken_link_in_a_pdf_is_found(built: Site) -> None:
    (built.folder / "leaflet.pdf").write_bytes(_pdf("https://larkmere.example.org/gone/"))
    _plant(built, '<a href="../leaflet.pdf">Leaflet</a>')
    assert [
        (
            'site/leaflet.pdf:1: The link "/gone/" leads to /gone/, which does not work (404 Not'
            " Found). (links)"
        )
    ] == _found(built)


def _pdf(target: str) -> bytes:
    """One empty page with one link."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[<</Type/Annot/Subtype/Link/Rect[0 0"
        b" 9 9]/A<</S/URI/URI(" + target.encode() + b")>>>>]>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 4\n0000000000 65535 f \n"
        + table
        + b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


MISSED = {
    "malformed telephone number": ("[Call us](tel:01632960123)", "links-lead-somewhere"),
    "malformed e-mail address": (
        "[Write](mailto:advice@@larkmere.example.org)",
        "links-lead-somewhere",
    ),
    "reference left as text": ("[our office][undefined]", "markup-sound"),
    "link left as text": ("[our office] (contact.md)", "markup-sound"),
    "empty address": ("[our office]()", "links-lead-somewhere"),
    "a name twice": ("\n\n## One {: #same }\n\n## Two {: #same }", "markup-sound"),
    "javascript address": ("[our office](javascript:alert)", "links-lead-somewhere"),
    "picture without alternative text": ("![](../assets/logo.svg)", "markup-sound"),
    "click here": ("[Click here](contact.md)", "link-words"),
    "heading level left out": ("\n\n## One\n\n#### Two", "page-outline"),
}


@pytest.mark.parametrize("name", MISSED)
def test_what_linkchecker_misses_is_found_by_a_rule(workshop: Workshop, name: str) -> None:
    words, rule = MISSED[name]
    helpers.edit(
        workshop.path, {"change": [{"file": PAGE, "old": WORDS, "new": f"{WORDS} {words}"}]}
    )
    outcome = helpers.build_here(workshop)
    assert outcome.refusal and [line for line in outcome.findings if line.endswith(f"({rule})")], (
        outcome.said
    )


def test_a_page_that_nothing_leads_to_is_found_by_a_rule(workshop: Workshop) -> None:
    text = (workshop.folder / PAGE).read_text()
    helpers.edit(
        workshop.path,
        {
            "write": {
                "content/alone.md": (
                    text.replace("Privacy of this site", "Alone").replace(
                        "What this site", "Nothing leads here, and it"
                    )
                )
            },
            "change": [
                {"file": "content/addresses.txt", "old": "/privacy/", "new": "/privacy/\n/alone/"}
            ],
        },
    )
    assert [
        line
        for line in helpers.build_here(workshop).findings
        if line.startswith("content/alone.md:1:") and "(pages-reachable)" in line
    ]


def test_linkchecker_that_cannot_run_is_said(
    monkeypatch: pytest.MonkeyPatch, built: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """A checker that reads nothing must never pass for one that found nothing."""
    monkeypatch.setattr(
        links.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 2, "", "it broke")
    )
    assert 1 == links.main([str(built.folder), "--config", str(built.content.root / "mkdocs.yml")])
    assert "LinkChecker could not run: it broke\n" == capsys.readouterr().err


# --- other people's addresses ---------------------------------------------------------------------


@contextmanager
def _neighbour(certificate: Path | None = None) -> Iterator[tuple[str, list[str]]]:
    """Somebody else's website, on this machine; what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            path = self.path.split("?")[0]
            flaky = path == "/flaky" and asked.count(self.path) == 1
            code = {"/gone": 404, "/moved": 301, "/closed": 403}.get(
                path, 503 if flaky else 404 if path == "/robots.txt" else 200
            )
            body = b'<!doctype html><title>x</title><p id="there">x</p>'
            self.send_response(code)
            if code == 301:
                self.send_header("Location", "/new")
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield f"http{'s' if certificate else ''}://localhost:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_other_peoples_addresses_are_asked_again_and_told_apart() -> None:
    with _neighbour() as (base, _):
        paths = ("/fine", "/gone", "/moved", "/closed", "/flaky", "/fine#there", "/fine#nowhere")
        replies = {
            reply.address.removeprefix(base): reply
            for reply in links.outside([base + path for path in paths], tries=2, pause=0, pace=10)
        }
    assert {"/gone"} == {path for path, reply in replies.items() if reply.broken}
    assert {"/moved"} == {path for path, reply in replies.items() if reply.moved} and replies[
        "/moved"
    ].final.endswith("/new")
    assert {"/closed"} == {path for path, reply in replies.items() if reply.closed}
    assert {"/fine#nowhere"} == {path for path, reply in replies.items() if reply.part_missing}
    assert (2, True) == (replies["/flaky"].attempts, replies["/flaky"].works)
    assert 2 == replies["/gone"].attempts and 1 == replies["/fine"].attempts


def test_a_certificate_about_to_expire_is_named(tmp_path: Path) -> None:
    file = tmp_path / "host.pem"
    done = helpers.run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "10",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        tmp_path / "key.pem",
        "-out",
        tmp_path / "certificate.pem",
    )
    assert done.returncode == 0, done.stdout
    file.write_text((tmp_path / "key.pem").read_text() + (tmp_path / "certificate.pem").read_text())
    for path in (tmp_path, *tmp_path.parents):  # LinkChecker gives up root's rights
        if Path(tempfile.gettempdir()) in path.parents:
            path.chmod(0o755)
    (tmp_path / "certificate.pem").chmod(0o644)
    with _neighbour(file) as (base, _):
        (reply,) = links.outside([f"{base}/fine"], tries=1, trust=tmp_path / "certificate.pem")
    assert reply.works and reply.expires


def test_the_report_is_in_plain_sentences() -> None:
    replies = [
        Reply("https://a.example/", "https://a.example/", "404 Not Found", "", False, 3),
        Reply("https://b.example/x", "https://b.example/y", "200 OK", "", True, 1),
        Reply(
            "https://c.example/",
            "https://c.example/",
            "200 OK",
            "SSL certificate expires on Dec  3 10:00:00 2026 GMT and is only 11 days valid.",
            True,
            1,
        ),
        Reply("https://d.example/", "https://d.example/", "403 Forbidden", "", False, 3),
        Reply("https://e.example/", "https://e.example/", "200 OK", "", True, 1),
    ]
    stands = {
        "https://a.example/": [(f"content/{name}.md", 12) for name in "abcdefg"],
        "https://b.example/x": [("content/a.md", 3)],
    }
    assert """\
# Other people's addresses on 22 November 2026

We asked 5 addresses. 4 need somebody.

## Do not work

Find the new address on the organisation's own website, and write it on these pages.

- <https://a.example/> does not work: 404 Not Found, 3 times. It stands on content/a.md, line 12; content/b.md, line 12; content/c.md, line 12; content/d.md, line 12; content/e.md, line 12; and 2 more.

## Have moved

Look at the new address. If it is the same page, write the new address.

- <https://b.example/x> now leads to <https://b.example/y>. It stands on content/a.md, line 3.

## Have a certificate that ends soon

Nothing to do yet. If it is not renewed, readers will see a warning there.

- <https://c.example/>: the certificate ends on 3 December 2026. It stands on no page that we know.

## Do not answer to machines

Open the address in a browser. If it works, there is nothing to do.

- <https://d.example/> answered: 403 Forbidden, 3 times. It stands on no page that we know.
""" == link_report.report(replies, stands, date(2026, 11, 22))


def test_all_well_is_said_so_that_the_issue_closes() -> None:
    assert "We asked 1 addresses. All is well.\n" in link_report.report(
        [Reply("https://e.example/", "https://e.example", "200 OK", "", True, 1)], {}, DAY
    )


def test_a_broken_outside_address_never_fails_the_command(
    workshop: Workshop, workbench_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(workbench_site, workshop.site)
    monkeypatch.setattr(
        links,
        "outside",
        lambda addresses: [Reply(url, url, "404 Not Found", "", False, 3) for url in addresses],
    )
    assert 0 == links.main(
        [str(workshop.site), "--config", str(workshop.folder / "mkdocs.yml"), "--outside"]
    )
    text = (workshop.folder / "build" / "links.md").read_text()
    assert "does not work: 404 Not Found, 3 times. It stands on content/organisations/" in text
