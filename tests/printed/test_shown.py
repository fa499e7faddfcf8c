"""What the page of leaflets shows and offers of the finished files: a small picture of each item,
one button, and a ready pack. For every service."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from hooks.printed import editions, pack, pdf_draw, preview, ready_pack
from hooks.sources import disk_cache, site_records
from hooks.sources.content import Content
from hooks.sources.records import Publicity
from tests.helpers import DAY, MADE_UP, ROOT
from tests.printed import bench

pytestmark = pytest.mark.skipif(bool(pdf_draw.missing()), reason="Pango is not installed")
MAKE = pack.make
"""Taken before a quick build of another test puts something else in its place."""
SITES = ("mkdocs.yml", "tests/sites/made-up/mkdocs.yml", "tests/sites/two-bays/mkdocs.yml")


@pytest.fixture(scope="module", params=SITES)
def made(request: pytest.FixtureRequest) -> tuple[Content, pack.Pack]:
    content = site_records.read(ROOT / request.param, DAY)
    return content, MAKE(content, lambda _: None)


def _printed(content: Content) -> list[Publicity]:
    return [item for item in content.publicity if next(editions.of(item), None)]


def test_each_item_that_is_printed_is_shown(made: tuple[Content, pack.Pack]) -> None:
    content, printed = made
    assert {item.slug for item in _printed(content)} == set(printed.previews)
    for front in printed.previews.values():
        data = printed.shown[front.url]
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == (front.wide, front.high)
            assert front.wide <= preview.WIDE and front.high <= preview.HIGH
            assert len(image.convert("RGB").getcolors() or ()) > 2, "a picture of nothing"
        assert len(data) <= preview.HEAVIEST


def test_equal_sheets_give_equal_pictures(made: tuple[Content, pack.Pack]) -> None:
    content, printed = made
    for item in _printed(content):
        first = next(editions.of(item))
        again = preview.of_pdf(printed.files[first.file], first)
        assert again == printed.shown[printed.previews[item.slug].url]


def test_a_sheet_full_of_small_words_stays_light(monkeypatch: pytest.MonkeyPatch) -> None:
    item, edition = bench.first_with("declaration")
    data, _ = bench.drawn(bench.real(), item, edition)
    many = preview.of_pdf(data, edition)
    monkeypatch.setattr(preview, "HEAVIEST", len(many) - 1)
    assert len(preview.of_pdf(data, edition)) < len(many)


def test_the_front_of_a_folded_sheet_is_the_panel_in_front() -> None:
    item, edition = bench.first_with("leaflet")
    data, _ = bench.drawn(bench.real(), item, edition)
    with Image.open(io.BytesIO(preview.of_pdf(data, edition))) as image:
        assert image.width < image.height
        top = image.convert("RGB").getpixel((2, 2))
    assert top != (255, 255, 255), "the front begins with a coloured panel, the others do not"


def test_what_was_drawn_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_cache, "FOLDER", tmp_path)
    item, edition = bench.first_with("card")
    data, _ = bench.drawn(bench.real(), item, edition)
    first, again = pack.Pack({edition.file: data}), pack.Pack({edition.file: data})
    first.show(bench.real(), tmp_path, "")
    monkeypatch.setattr(preview, "of_pdf", _never)
    again.show(bench.real(), tmp_path, "")
    assert first.shown and again.shown == first.shown


def _never(*_: object) -> bytes:
    raise AssertionError("drawn once more")


def test_the_ready_pack_holds_what_is_handed_out(made: tuple[Content, pack.Pack]) -> None:
    content, printed = made
    assert printed.ready is not None
    with zipfile.ZipFile(io.BytesIO(printed.ready.data)) as whole:
        assert whole.testzip() is None
        names = whole.namelist()
        inside = {f"publicity/{name}": whole.read(name) for name in names}
        assert {entry.date_time for entry in whole.infolist()} == {ready_pack.LONG_AGO}
    assert names == sorted(names) and len(names) == printed.ready.count
    handed_out = [item for item in content.publicity if item.format in ready_pack.HANDED_OUT]
    assert inside == {
        name: data
        for name, data in printed.files.items()
        if name.endswith(".pdf")
        and not name.endswith("-printer.pdf")
        and any(name.startswith(item.url.rstrip("/")) for item in handed_out)
    }


def test_equal_files_give_an_equal_pack_in_whatever_order() -> None:
    files = {"b.pdf": b"two", "a.pdf": b"one"}
    assert ready_pack.zipped(files) == ready_pack.zipped(dict(reversed(files.items())))
    assert ready_pack.zipped(files) != ready_pack.zipped({**files, "a.pdf": b"One"})


def test_nothing_drawn_nothing_offered() -> None:
    assert ready_pack.of(bench.real(), {}) is None


def test_the_page_shows_and_offers_it(real_site: Path, real_content: Content) -> None:
    _shows_and_offers(real_site, real_content)


def test_the_page_of_the_made_up_service_does(made_up_site: Path) -> None:
    _shows_and_offers(made_up_site, site_records.read(MADE_UP / "mkdocs.yml", DAY))


def _shows_and_offers(site: Path, content: Content) -> None:
    page = site / "publicity"
    tree = LexborHTMLParser((page / "index.html").read_text("utf-8"))
    entries = tree.css("ul.listing > li")
    assert entries
    shown = 0
    for entry in entries:
        assert len(entry.css("a.button")) == 1, "one button for the likeliest"
        for image in entry.css("img"):
            shown += 1
            given = image.attributes
            data = (page / str(given["src"])).read_bytes()
            assert preview.size(data) == (int(given["width"] or 0), int(given["height"] or 0))
            assert given["loading"] == "lazy" and len(str(given["alt"])) > 40
        for link in entry.css("a.button, .downloads a"):
            assert (page / str(link.attributes["href"])).is_file()
    assert shown == len([item for item in _printed(content) if item.pack])
    zipped = tree.css_first(f'a[href$="{ready_pack.NAME}"]')
    assert zipped is not None
    size = len((page / ready_pack.NAME).read_bytes())
    assert f"{round(size / 1024)} KB" in zipped.text()
