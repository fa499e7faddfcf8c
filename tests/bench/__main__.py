"""`make bench`: how long a build takes and how much memory, side by side on the same content; how
soon a saved page is on the screen; how long the last `make check` took, part by part.

Each size is built in turn by this project (all rules included), by MkDocs with an empty theme (the
engine's own floor) and, up to 1,000 pages, by stock Material; several runs, the middle one counts.
Nothing here is asserted: a time is no test. Seconds of the processor are printed beside those of
the clock: on a machine that others use too, they say more.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from hooks.staff.checks import TIMES

ROOT = Path(__file__).resolve().parents[2]
MKDOCS = [str(Path(sys.executable).with_name("mkdocs")), "--quiet", "build"]
PAGES_IN_A_FOLDER = 50
STOCK_UP_TO = 1000
EMPTY_THEME = (
    '<!doctype html><html lang="en-GB"><head><title>{{ page.title }}</title></head>'
    "<body><main><h1>{{ page.title }}</h1>{{ page.content }}</main></body></html>"
)
CLAUSES = (
    "we can help you with a meeting at school",
    "you can bring a friend who knows your child well",
    "the letter says what the council will do next",
    "the council must answer you by a day that the letter gives",
    "you may ask for a copy of the plan in another form",
    "your child can say what they think of their support",
    "a college can tell you which courses it has",
)
"""Put together by chance, they are sentences: a page of loose words would only measure findings."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds by the clock and of the processor, and peak resident memory in MB."""

    seconds: float
    processor: float
    megabytes: float


def generate(content: Path, pages: int) -> None:
    """Adds `pages` pages of about 300 words to a content folder, in folders of 50, each reachable.
    The same every time."""
    chance = random.Random(pages)
    addresses = (content / "addresses.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    folders = []
    for start in range(0, pages, PAGES_IN_A_FOLDER):
        folder = content / f"part-{start // PAGES_IN_A_FOLDER:03}"
        folder.mkdir()
        folders.append(folder.name)
        numbers = range(start, min(pages, start + PAGES_IN_A_FOLDER))
        links = "\n".join(
            f"- [Page {number - start + 1} of part {start // PAGES_IN_A_FOLDER}](page-{number}.md)"
            for number in numbers
        )
        (folder / "index.md").write_text(_page(f"Part {folder.name}", links), encoding="utf-8")
        addresses.append(f"/{folder.name}/")
        for number in numbers:
            (folder / f"page-{number}.md").write_text(
                _page(
                    f"Page {number - start + 1} of part {start // PAGES_IN_A_FOLDER}",
                    _body(chance, start),
                ),
                encoding="utf-8",
            )
            addresses.append(f"/{folder.name}/page-{number}/")
    (content / "addresses.txt").write_text("\n".join(addresses) + "\n", encoding="utf-8")
    home = content / "index.md"
    listed = "\n".join(f"- [Part {name}]({name}/index.md)" for name in folders)
    home.write_text(f"{home.read_text(encoding='utf-8')}\n## Parts\n\n{listed}\n", encoding="utf-8")


def _page(title: str, body: str) -> str:
    return (
        f"---\ntitle: {title}\ndescription: What {title} is about, said in a few plain"
        " words.\naudience: everyone\nowner: Service manager\nchecked:\nreview_every: 12"
        f" months\n---\n\n{body}\n"
    )


def _body(chance: random.Random, first: int) -> str:
    def sentence() -> str:
        first, second = chance.sample(CLAUSES, k=2)
        return f"{first[0].upper()}{first[1:]}, and {second}."

    paragraphs: dict[str, None] = {}  # a page that says one thing twice is refused
    while len(paragraphs) < 10:
        paragraphs[" ".join(sentence() for _ in range(2))] = None
    texts = list(paragraphs)
    parts = [
        f"## Heading {number}\n\n{texts[2 * number]}\n\n{texts[2 * number + 1]}"
        f"\n\nSee [the first page](page-{first}.md)."
        for number in range(5)
    ]
    return "\n\n".join(parts)


def project(folder: Path, pages: int) -> None:
    """This project with generated pages. The copy of the whole site is left out: at 5,000 pages
    nobody would print it."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("overrides", "hooks", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    if pages:
        (folder / "content" / "national" / "copy.md").unlink(missing_ok=True)
        addresses = folder / "content" / "national" / "addresses.txt"
        addresses.write_text(
            addresses.read_text(encoding="utf-8").replace("/copy/\n", ""), encoding="utf-8"
        )
        generate(folder / "content", pages)


def other(folder: Path, content: Path, theme: str) -> None:
    """The same Markdown with another theme and no rules."""
    shutil.copytree(content, folder / "content")
    settings = [
        "site_name: Bench",
        "docs_dir: content",
        "markdown_extensions: [attr_list, tables, toc]",
        (
            "validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, anchors: ignore,"
            " absolute_links: ignore, unrecognized_links: ignore}}"
        ),
    ]
    if theme == "empty theme":
        (folder / "theme").mkdir()
        (folder / "theme" / "main.html").write_text(EMPTY_THEME, encoding="utf-8")
        settings += [
            "theme: {name: null, custom_dir: theme}",
            "plugins: []",
            "nav: [{Home: index.md}]",
        ]
    else:
        settings += ["theme: {name: material}"]
    (folder / "mkdocs.yml").write_text("\n".join(settings) + "\n", encoding="utf-8")


def build(folder: Path) -> Run:
    """Builds once, in a process of its own. Raises SystemExit with the last lines where it fails: a
    failed build is no result."""
    log = folder / "build.log"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_DATE": "2026-11-22"}
    began = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(MKDOCS, cwd=folder, env=environment, stdout=out, stderr=out)
        _, status, used = os.wait4(
            process.pid, 0
        )  # wait4 alone tells the memory of this one process
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if status and not _too_heavy_alone(log):
        sys.exit(f"The build failed:\n{log.read_text(encoding='utf-8')[-2000:]}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _too_heavy_alone(log: Path) -> bool:
    """Whether every rule ran and only weights were found: 5,000 pages fit into no search of 60 KiB,
    and the work was done all the same."""
    lines = log.read_text(encoding="utf-8").splitlines()
    errors = [
        line for line in lines if line.endswith(")") and not line.endswith("(service-confirms)")
    ]
    return any("rules run" in line for line in lines) and all(
        line.endswith("(light-enough)") for line in errors
    )


def save_to_screen(folder: Path, saves: int) -> list[float]:
    """Seconds from saving a page of the real site, each time with words that were never there, to
    its being served, once for each save, by a server in a process of its own. It is waited for as a
    browser waits. Raises SystemExit where a save does not arrive within a minute."""
    project(folder, 0)
    page, port = folder / "content" / "about" / "index.md", _free_port()
    home, address = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}/about/"
    text = page.read_text(encoding="utf-8")
    command = [MKDOCS[0], "--quiet", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_DATE": "2026-11-22"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            shown = _started(address)
            found = []
            for number in range(saves):
                said = f"This is save number {number} of {time.time_ns()}."
                page.write_text(f"{text}\n{said}\n", encoding="utf-8")
                began = time.perf_counter()
                waits = RELOADS.search(shown)
                assert waits
                _read(f"{home}/livereload/{waits[1]}/{waits[2]}")
                shown = _read(address)
                found.append(time.perf_counter() - began)
                if said not in shown:
                    sys.exit(f"{address} was served anew, and does not say: {said}")
            return found
        finally:
            server.terminate()


RELOADS = re.compile(r"livereload\((\d+), (\d+)\)")
"""How a served page says what it waits for: numbers of its build and of itself."""


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _started(address: str, seconds: float = 120) -> str:
    """The page at an address, as soon as it is served."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        with suppress(OSError):
            return _read(address)
        time.sleep(0.1)
    sys.exit(f"After {seconds:.0f} seconds nothing is served at {address}")


def _read(address: str) -> str:
    with urlopen(address, timeout=60) as answer:
        text: str = answer.read().decode()
    return text


def last_check() -> list[str]:
    """What each gate of the last `make check` took, as lines."""
    record = ROOT / "build" / TIMES
    if not record.is_file():
        return ["make check has not run here yet, so there are no times of it."]
    data = json.loads(record.read_text(encoding="utf-8"))
    what = "of words alone" if data["only_words"] else "of more than words"
    return [
        f"The last make check, of a change {what}:",
        *(f"  make {name:<12} {seconds:>6.0f} s" for name, seconds in data["seconds"].items()),
    ]


HEAD = (
    f"{'pages':>6}  {'built with':<14} {'seconds (all runs)':<28} {'middle':>7} {'processor':>9}"
    f" {'MB':>6}  {'times the floor':>15} {'times stock':>11}"
)


def table(pages: int, runs: dict[str, list[Run]]) -> Iterator[str]:
    """A line for each builder of one size. The ratios are those of the seconds by the clock, with
    those of the processor's in brackets."""
    middles = {
        name: (
            statistics.median(run.seconds for run in found),
            statistics.median(run.processor for run in found),
        )
        for name, found in runs.items()
    }

    def times(name: str, other: str) -> str:
        if other not in middles:
            return "-"
        (seconds, processor), (least, least_processor) = middles[name], middles[other]
        return f"{seconds / least:.2f} ({processor / least_processor:.2f})"

    for name, found in runs.items():
        seconds, processor = middles[name]
        each = ", ".join(f"{run.seconds:.2f}" for run in found)
        yield (
            f"{pages or 'real':>6}  {name:<14} {each:<28} {seconds:>7.2f} {processor:>9.2f}"
            f" {max(run.megabytes for run in found):>6.0f}  {times(name, 'empty theme'):>15}"
            f" {times(name, 'stock Material'):>11}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--pages", type=int, nargs="*", default=[0, 100, 1000], help="0 is the real site"
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--saves", type=int, default=10, help="how often a page is saved; 0 leaves it out"
    )
    options = parser.parse_args()
    print(HEAD, flush=True)
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as place:
            ours = Path(place) / "ours"
            ours.mkdir()
            project(ours, pages)
            folders = {"empty theme": Path(place) / "floor", "this project": ours}
            if pages <= STOCK_UP_TO:
                folders["stock Material"] = Path(place) / "stock"
            for name, folder in folders.items():
                if folder != ours:
                    folder.mkdir()
                    other(folder, ours / "content", name)
            runs: dict[str, list[Run]] = {name: [] for name in folders}
            for _ in range(options.runs):
                for (
                    name,
                    folder,
                ) in folders.items():  # in turn, so that a busy moment meets all of them
                    runs[name].append(build(folder))
            for line in table(pages, runs):
                print(line, flush=True)
    if options.saves:
        with tempfile.TemporaryDirectory() as place:
            found = save_to_screen(Path(place), options.saves)
        print(
            f"A saved page is on the screen after {statistics.median(found):.2f} s (median of"
            f" {len(found)}; {min(found):.2f} to {max(found):.2f})",
            flush=True,
        )
    print("\n".join(last_check()))


if __name__ == "__main__":
    main()
