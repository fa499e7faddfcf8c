"""Pictures of the pages that a change alters, before and after, on a telephone and on a wide
screen, in one index.html.

python -m hooks pictures OLD NEW OUT two built folders python -m hooks pictures --base REF NEW OUT
builds the site as it is at a commit, and compares with that python -m hooks pictures --base REF NEW
only names the pages, in build/changed-pages.json: no browser is needed
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from hooks.sources import terminal
from hooks.staff import drawn
from hooks.staff.drawn import Drawn
from hooks.staff.links import served

WIDTHS = (320, 1280)
MOST = 40
"""So many pages at the most: a change of a layout alters every page, and nobody looks at hundreds
of pictures."""
TALLEST = 6000
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage")


@dataclass(frozen=True, slots=True)
class Changed:
    """A page that differs, by its file; `was` and `now` say on which side it exists."""

    file: str
    title: str
    was: bool
    now: bool


def changed(old: Path, new: Path) -> list[Changed]:
    """Every page whose HTML differs between two built folders."""
    names = sorted(
        {
            path.relative_to(folder).as_posix()
            for folder in (old, new)
            if folder.is_dir()
            for path in folder.rglob("*.html")
        }
    )
    found = []
    for name in names:
        was, now = (
            (folder / name).read_bytes() if (folder / name).is_file() else None
            for folder in (old, new)
        )
        if was != now:
            found.append(Changed(name, _title(now or was or b""), was is not None, now is not None))
    return found


def _title(html: bytes) -> str:
    title = LexborHTMLParser(html.decode("utf-8", errors="replace")).css_first("title")
    return title.text(strip=True) if title else ""


def draw(old: Path, new: Path, out: Path, browser: Any) -> list[Changed]:
    """Draws every changed page into `out`, with an index. Returns the pages."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    pages = changed(old, new)
    for side, folder in (("before", old), ("after", new)):
        if not folder.is_dir():
            continue
        with served(folder, "") as base:
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 800},
                    reduced_motion="reduce",
                    service_workers="block",
                )
                view = context.new_page()
                for page in pages[:MOST]:
                    if page.was if side == "before" else page.now:
                        view.goto(base + page.file, wait_until="load")
                        height = min(
                            int(view.evaluate("document.documentElement.scrollHeight")), TALLEST
                        )
                        view.screenshot(
                            path=out / _picture(page, side, width),
                            clip={"x": 0, "y": 0, "width": width, "height": max(height, 1)},
                            full_page=True,
                        )
                context.close()
    (out / "index.html").write_text(index(pages), encoding="utf-8")
    return pages


def _picture(page: Changed, side: str, width: int) -> str:
    return f"{_name(page)}-{width}-{side}.png"


def _name(page: Changed) -> str:
    return (
        page.file.removesuffix("index.html").removesuffix(".html").strip("/").replace("/", "-")
        or "home"
    )


def index(pages: Sequence[Changed]) -> str:
    """The page that shows all pictures, each before beside its after."""
    body = "".join(_figures(page) for page in pages[:MOST])
    more = (
        f"<p>{len(pages) - MOST} more pages changed. They are not drawn.</p>"
        if len(pages) > MOST
        else ""
    )
    says = (
        "No page changed."
        if not pages
        else "One page changed."
        if len(pages) == 1
        else f"{len(pages)} pages changed."
    )
    return (
        '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Changed pages, before and'
        " after</title><style>body{font:1rem/1.5"
        " sans-serif;margin:1rem}div{display:flex;gap:1rem;flex-wrap:wrap}"
        "figure{margin:0}img{max-width:45vw;border:1px"
        " solid}</style><h1>Changed pages, before and"
        f" after</h1><p>{says}</p>{body}{more}</html>\n"
    )


def _figures(page: Changed) -> str:
    shown = "".join(
        f'<figure><img src="{escape(_picture(page, side, width))}" alt="{escape(page.title)},'
        f' {side}, {width} pixels wide"><figcaption>{side.capitalize()}, {width} pixels'
        " wide</figcaption></figure>"
        for width in WIDTHS
        for side, there in (("before", page.was), ("after", page.now))
        if there
    )
    kind = "" if page.was and page.now else " (new page)" if page.now else " (page taken away)"
    return f"<h2>{escape(page.title or page.file)}{kind}</h2><div>{shown}</div>"


def built_at(ref: str, out: Path) -> bool:
    """Builds the site of a commit into `out`, by that commit's own code. False where it cannot be
    built."""
    root = Path.cwd()
    with TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        if subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", tree, ref], check=False
        ).returncode:
            return False
        try:
            if (root / "node_modules").is_dir():
                (tree / "node_modules").symlink_to(root / "node_modules")
            done = subprocess.run(
                [
                    Path(sys.executable).with_name("mkdocs"),
                    "build",
                    "--quiet",
                    "--site-dir",
                    out.resolve(),
                ],
                cwd=tree,
                check=False,
                env={**os.environ, "PYTHONPATH": str(tree)},
                stdin=subprocess.DEVNULL,
                capture_output=True,
            )
            return done.returncode == 0
        finally:
            subprocess.run(
                ["git", "worktree", "remove", "--force", tree], check=False, capture_output=True
            )


def programs() -> Iterator[str | None]:
    """Where a Chromium may be: the variable CHROMIUM, the machine's own, or (None) Playwright's."""
    named = [
        os.environ.get("CHROMIUM"),
        *map(shutil.which, ("google-chrome", "google-chrome-stable", "chromium")),
    ]
    yield from filter(None, named)
    yield None


def started(playwright: Any) -> Any:
    """The first Chromium that starts."""
    from playwright.sync_api import Error

    for program in programs():
        try:
            return playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        except Error:
            continue
    raise SystemExit("No Chromium that starts was found. Install Google Chrome or Chromium.")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks pictures", description="Draws changed pages, before and after."
    )
    parser.add_argument("--base", help="a commit to build the old site of, instead of OLD")
    parser.add_argument(
        "folders",
        type=Path,
        nargs="+",
        metavar="FOLDER",
        help="OLD NEW OUT, or NEW OUT with --base, or NEW alone with --base",
    )
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    if len(options.folders) not in ((1, 2) if options.base else (3,)):
        parser.error("name OLD NEW OUT, or NEW OUT with --base, or NEW alone with --base")
    new, out = (*options.folders, None)[:2] if options.base else options.folders[1:]
    if not new.is_dir():
        print(
            f"There is no {new}/, so there are no pictures. Put right first what the summary says."
        )
        return 0
    with TemporaryDirectory() as folder:
        old = options.folders[0] if not options.base else Path(folder) / "site"
        if options.base and not built_at(options.base, old):
            print(
                f"The site of {options.base} could not be built, so there are only pictures of"
                " after."
            )
            shutil.rmtree(old, ignore_errors=True)
        pages = changed(old, new)
        drawn.write(Path("build"), (Drawn(page.title, _name(page)) for page in pages))
        if out is not None:
            _draw_all(old, new, out)
    print(f"{len(pages)} changed pages." + (f" Pictures: {out}/index.html" if out else ""))
    return 0


def _draw_all(old: Path, new: Path, out: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = started(playwright)
        draw(old, new, out, browser)
        browser.close()
