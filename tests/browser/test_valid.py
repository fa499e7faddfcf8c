"""Valid HTML, CSS and SVG on every page of the real site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.audit import validity
from tests.audit.faults import told
from tests.browser.remembered import Memory


def test_every_page_is_valid(real_site: Path, site_address: str, memory: Memory) -> None:
    pages = [page for page in validity.pages_of(real_site) if not memory.knows("valid", page)]
    faults = list(validity.check(real_site, site_address, pages))
    assert not faults, told(faults)
    for page in pages:
        memory.keep("valid", page)


def test_what_is_not_valid_would_be_noticed(tmp_path: Path, serve: Callable[[Path], str]) -> None:
    """A second of one name, a style that the page's policy forbids, a property that there is not,
    and a drawing with a mistake."""
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    page = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">{}<title>A'
        " page</title></head><body><main><h1>A page</h1>{}</main></body></html>"
    )
    (tmp_path / "good.html").write_text(page.format("", "<p id='a'>Words.</p>"), encoding="utf-8")
    (tmp_path / "twice.html").write_text(
        page.format("", "<p id='a'>Words.</p><p id='a'>Words.</p>"), encoding="utf-8"
    )
    (tmp_path / "policy.html").write_text(
        page.format(policy + "<style>p { margin: 0 }</style>", "<p>Words.</p>"), encoding="utf-8"
    )
    (tmp_path / "site.css").write_text("p { colour: red }", encoding="utf-8")
    (tmp_path / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><path/><zirkel/></svg>', encoding="utf-8"
    )
    found = {
        Path(fault.page).name
        for fault in validity.check(tmp_path, serve(tmp_path), validity.pages_of(tmp_path))
    }
    assert found == {"twice.html", "policy.html", "site.css", "drawing.svg"}
