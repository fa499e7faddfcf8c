"""What several test files do: build a site with the real command, or here in this process; change
copies of sources."""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 22)
"""The day for which the made-up site and every fixture is built; no test of these asks the
clock."""
TODAY = (
    date.fromisoformat(os.environ["SITE_DATE_OF_TESTS"])
    if "SITE_DATE_OF_TESTS" in os.environ
    else date.today()  # noqa: DTZ011
)
"""The day for which the real site is built: the day of the run, so that a date that somebody
writes today counts. tests/conftest.py hands it to every worker, so that a run over midnight has
one day."""
SITES = (
    tuple(map(Path, os.environ["SITE_UNDER_TEST"].split(os.pathsep)))
    if "SITE_UNDER_TEST" in os.environ
    else (ROOT,)
)
"""The folders of the real site's sources. The test of the first year puts copies in its place: each
test of the real site looks at each."""
REAL = SITES[0]
MADE_UP = ROOT / "tests" / "sites" / "made-up"
FEW_PAGES = ROOT / "tests" / "sites" / "few-pages"
"""What stands in a workshop in the place of the national pages."""
TWO_BAYS = ROOT / "tests" / "sites" / "two-bays"
NATIONAL_LINE = "  national: ../../../content/national\n"
"""What such a service's mkdocs.yml says about the pages that hold for every service."""


def environment(**more: str) -> dict[str, str]:
    """The variables of a build: those of this process, but for the ones that decide how a site
    looks or that a `make` or a test run round it sets."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SITE_", "MAKE", "MFLAGS", "PYTEST_"))
    }
    return {
        **kept,
        "SITE_DATE": DAY.isoformat(),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        **more,
    }


def run(
    *command: str | Path, folder: Path = ROOT, seconds: float = 300, **env: str
) -> subprocess.CompletedProcess[str]:
    """A command as a person gives it; never raises for its exit code. `stdout` holds both
    streams."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment(**env),
        check=False,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=seconds,
    )


def build(
    folder: Path, *options: str | Path, engine: str = "mkdocs", **env: str
) -> subprocess.CompletedProcess[str]:
    """`mkdocs build -q` in `folder`, with more options and variables: build(folder, "-d", out,
    SITE_DATE="2030-01-01")."""
    return run(
        Path(sys.executable).with_name(engine), "build", "-q", *options, folder=folder, **env
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, to compare two folders byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- a made-up site that a test may spoil ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Workshop:
    """A copy of a made-up site that stands to its own copy of the layouts as the original stands to
    the real ones."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / MADE_UP.relative_to(ROOT)

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def path(self, name: str) -> Path:
        """A source by its name in a fixture: layouts begin with overrides/, all else is the made-up
        site's."""
        return (self.home if name.startswith("overrides/") else self.folder) / name


def workshop(home: Path, *, own_layouts: bool = True) -> Workshop:
    """Lays out a workshop in an empty folder: sources of its own, layouts too unless told not to;
    all else is the project's. A few pages stand in it in the place of the national ones, so that
    hundreds of spoiled copies are built fast."""
    made = _laid_out(home, MADE_UP, own_layouts=own_layouts)
    shutil.copytree(FEW_PAGES, made.folder, dirs_exist_ok=True)
    line = {"file": "mkdocs.yml", "old": NATIONAL_LINE, "new": ""}
    edit(made.path, {"change": [line], "remove": ["content/local.yml"]})
    return made


def over_national(home: Path, sources: Path) -> Workshop:
    """The same with the sources of a made-up service, over the national pages as they are."""
    made = _laid_out(home, sources, own_layouts=False)
    (home / "content").symlink_to(ROOT / "content", target_is_directory=True)
    return made


def _laid_out(home: Path, sources: Path, *, own_layouts: bool) -> Workshop:
    made = Workshop(home)
    shutil.copytree(sources, made.folder, ignore=shutil.ignore_patterns("site", "site.*", "build"))
    if own_layouts:
        shutil.copytree(ROOT / "overrides", home / "overrides")
    (ROOT / ".cache").mkdir(
        exist_ok=True
    )  # printed files are kept there by what they are made of, so tests may share them
    for name in ("hooks", "node_modules", ".cache", "overrides"):
        if not (home / name).exists():
            (home / name).symlink_to(ROOT / name, target_is_directory=True)
    return made


def edit(find: Any, edits: Mapping[str, Any]) -> None:
    """Applies a fixture's edits: `change` (file, old, new), `write` (name: text) and `remove`
    (names)."""
    for change in edits.get("change", ()):
        path = find(change["file"])
        text = path.read_text(encoding="utf-8")
        assert change["old"] in text, (
            f"{change['file']} does not hold {change['old']!r}, so this fixture spoils nothing"
        )
        path.write_text(text.replace(change["old"], change["new"]), encoding="utf-8")
    for name, text in edits.get("write", {}).items():
        find(name).parent.mkdir(parents=True, exist_ok=True)
        find(name).write_text(text, encoding="utf-8")
    for name in edits.get("remove", ()):
        path = find(name)
        shutil.rmtree(path) if path.is_dir() else path.unlink()


PAGES_KEPT = 128
"""Nearly three times the pages of the made-up site: each is some megabytes when it was read."""
TEXTS_KEPT = 512
"""Front matter and records, as their sources hold them."""


@contextlib.contextmanager
def quick() -> Iterator[None]:
    """Builds in this process take no time over what no rule looks at, compile a layout once, and
    read a text or a built page once: a fixture spoils one, and all others are those of the fixture
    before.

    Left out: the letters of the typeface; and the printed files with their rules, but inside
    `printing()`.
    """
    from jinja2 import BytecodeCache
    from jinja2.bccache import Bucket
    from mkdocs.theme import Theme

    from hooks.built import parsed, site
    from hooks.pages import assets, rendered
    from hooks.printed import letters, pack, proofs, year
    from hooks.sources import answered, frontmatter

    class Kept(BytecodeCache):
        compiled: ClassVar[dict[str, bytes]] = {}

        def get_cache_key(self, name: str, filename: str | None = None) -> str:
            return name  # the bucket's checksum tells two layouts of one name apart

        def load_bytecode(self, bucket: Bucket) -> None:
            if bucket.key + bucket.checksum in self.compiled:
                bucket.bytecode_from_string(self.compiled[bucket.key + bucket.checksum])

        def dump_bytecode(self, bucket: Bucket) -> None:
            self.compiled[bucket.key + bucket.checksum] = bucket.bytecode_to_string()

    cache, subset, get_env, make, examine = (
        Kept(),
        assets._subset,
        Theme.get_env,
        pack.make,
        proofs._findings,
    )
    make_letters, make_year = letters.make, year.make
    parse_page, page, parse = site.parse_page, parsed.page, frontmatter.parse

    @lru_cache(maxsize=TEXTS_KEPT)
    def read(*text: Any, **kind: Any) -> bytes:
        return pickle.dumps(parse(*text, **kind))

    def quick_env(theme: Theme) -> Any:
        env = get_env(theme)
        env.bytecode_cache = cache
        return env

    folder, kept = answered.FOLDER, tempfile.TemporaryDirectory()
    answered.FOLDER = Path(kept.name)  # of no use to any other build
    pages, rendered.FOLDER = rendered.FOLDER, Path(kept.name) / "rendered"
    answered._kept.cache_clear()
    assets._subset, Theme.get_env = lambda *_: b"", quick_env
    site.parse_page = parsed.page = lru_cache(maxsize=PAGES_KEPT)(parse_page)
    # As bytes, so that what one build does with its data is in no other's.
    frontmatter.parse = lambda *text, **kind: pickle.loads(read(*text, **kind))
    pack.make = lambda records, *_: (
        make(records, lambda _: None) if _printing.get() else pack.Pack()
    )
    letters.make = lambda records: make_letters(records) if _printing.get() else letters.Blanks()
    year.make = lambda records: make_year(records) if _printing.get() else None
    proofs._findings = lambda site: examine(site) if _printing.get() else []
    try:
        yield
    finally:
        assets._subset, Theme.get_env, pack.make, proofs._findings = subset, get_env, make, examine
        letters.make, year.make = make_letters, make_year
        site.parse_page, parsed.page, frontmatter.parse = parse_page, page, parse
        answered.FOLDER, rendered.FOLDER = folder, pages
        answered._kept.cache_clear()
        kept.cleanup()


_printing = ContextVar("_printing", default=False)


@contextlib.contextmanager
def printing() -> Iterator[None]:
    """Inside it, quick builds print as well."""
    before = _printing.set(True)
    try:
        yield
    finally:
        _printing.reset(before)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build said: its findings in the order shown, its last sentence when it refused, and
    all it printed."""

    findings: list[str]
    refusal: str | None
    said: str


def build_here(made: Workshop, day: date = DAY) -> Outcome:
    """A whole build of a workshop in this process, by the same steps as the `mkdocs build`
    command."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    said, refusal = io.StringIO(), None
    with (
        contextlib.redirect_stdout(said),
        _variables(SITE_DATE=day.isoformat(), NO_MKDOCS_2_WARNING="1"),
    ):
        config = load_config(config_file=str(made.folder / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        except Abort as error:
            refusal = str(error)
        finally:
            config.plugins.on_shutdown()
    findings = lines_of(said.getvalue()) if refusal else findings_of_record(made.site)
    if refusal and not findings:  # stopped by something else than a rule
        findings = [refusal]
    return Outcome(findings, refusal, said.getvalue())


_built: tempfile.TemporaryDirectory[str] | None = None


def take_built(made: Workshop) -> None:
    """Puts the built folder of the unspoiled site into a workshop; built once for each process."""
    global _built  # noqa: PLW0603 - a workshop is one test's, the built folder is the process's
    if _built is None:
        outcome = build_here(made)
        assert outcome.refusal is None, f"The made-up site could not be built:\n{outcome.said}"
        _built = tempfile.TemporaryDirectory()
        atexit.register(_built.cleanup)
        shutil.copytree(made.site, Path(_built.name) / "site")
    elif not made.site.exists():
        shutil.copytree(Path(_built.name) / "site", made.site)


def lines_of(said: str) -> list[str]:
    """The findings among what a build printed: every line but its counts and its hints."""
    return [line for line in said.splitlines() if line.endswith(")") and ": " in line]


def findings_of_record(site: Path) -> list[str]:
    """Every finding of a gate record, as a person reads it."""
    record = json.loads((site / "gate.json").read_text(encoding="utf-8"))
    return [f"{f['path']}:{f['line']}: {f['message']} ({f['rule']})" for f in record["findings"]]


def judge_here(made: Workshop, proved: Iterable[str] | None = None, day: date = DAY) -> list[str]:
    """Runs every rule over a workshop's built folder, as `python -m hooks check` does."""
    from hooks.built.site import Site
    from hooks.gate import judgement
    from hooks.rules import RULES
    from hooks.sources import site_records

    known = (
        judgement.proved_rules()
        if proved is None
        else tuple(rule for rule in RULES if rule.name in set(proved))
    )
    records = site_records.read(made.folder / "mkdocs.yml", day)
    return [str(finding) for finding in judgement.judge(Site(records, made.site, known)).findings]


@contextlib.contextmanager
def _variables(**wanted: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
