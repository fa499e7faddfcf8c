"""Pictures of the pages that a change alters, before and after."""

from __future__ import annotations

import struct
from pathlib import Path

from hooks.staff import pictures


def _page(folder: Path, name: str, words: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(
        f'<!doctype html><html lang="en"><title>{words}</title><h1>{words}</h1><p'
        ' style="height:2000px">x</p></html>'
    )


def _sites(folder: Path) -> tuple[Path, Path]:
    old, new = folder / "old", folder / "new"
    for side in (old, new):
        _page(side, "same/index.html", "Same")
    _page(old, "index.html", "Before & after")
    _page(new, "index.html", "After <b>")
    _page(old, "gone/index.html", "Gone")
    _page(new, "added/index.html", "Added")
    return old, new


def test_changed_new_and_removed_pages_are_told_apart(tmp_path: Path) -> None:
    found = [(page.file, page.was, page.now) for page in pictures.changed(*_sites(tmp_path))]
    assert [
        ("added/index.html", False, True),
        ("gone/index.html", True, False),
        ("index.html", True, True),
    ] == found


def test_pictures_are_drawn_at_both_widths(tmp_path: Path, browser: object) -> None:
    old, new = _sites(tmp_path)
    pictures.draw(old, new, tmp_path / "out", browser)
    drawn = {
        path.name: struct.unpack(">II", path.read_bytes()[16:24])
        for path in (tmp_path / "out").glob("*.png")
    }
    assert {
        "added-320-after.png",
        "added-1280-after.png",
        "gone-320-before.png",
        "gone-1280-before.png",
        "home-320-before.png",
        "home-320-after.png",
        "home-1280-before.png",
        "home-1280-after.png",
    } == set(drawn)
    assert {320, 1280} == {width for width, _ in drawn.values()} and all(
        height > 2000 for _, height in drawn.values()
    )
    assert (
        drawn["home-320-before.png"] != b""
        and (tmp_path / "out" / "home-320-before.png").read_bytes()
        != (tmp_path / "out" / "home-320-after.png").read_bytes()
    )
    page = (tmp_path / "out" / "index.html").read_text()
    assert "3 pages changed." in page and "After &lt;b&gt;" in page
    assert all(f'src="{name}"' in page for name in drawn)


def test_equal_sites_have_no_pictures(tmp_path: Path, browser: object) -> None:
    old, _ = _sites(tmp_path)
    assert [] == pictures.draw(old, old, tmp_path / "out", browser)
    assert "No page changed." in (tmp_path / "out" / "index.html").read_text()


def test_a_change_of_every_page_is_drawn_in_part_and_says_so(tmp_path: Path) -> None:
    pages = [
        pictures.Changed(f"{number}/index.html", str(number), True, True)
        for number in range(pictures.MOST + 7)
    ]
    assert "7 more pages changed. They are not drawn." in pictures.index(pages)


def test_without_a_site_it_says_what_to_do_and_is_no_second_failure(tmp_path: Path, capsys) -> None:
    assert 0 == pictures.main(["--base", "HEAD", str(tmp_path / "none"), str(tmp_path / "out")])
    assert (
        "so there are no pictures. Put right first what the summary says."
        in capsys.readouterr().out
    )
