"""Fixtures that every test may ask for: the real site and the made-up ones, built once; a server; a
browser."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest

from hooks.sources import site_records
from hooks.sources.content import Content
from tests import helpers
from tests.helpers import REAL, SITES, TODAY, Workshop
from tests.serving import serving

LONG = frozenset({"test_first_year.py", "test_every_page.py", "test_without_script.py"})
"""Files whose tests take half a minute and more each."""


MADE_UP_SITES = frozenset({"made_up_site", "two_bays_site", "workbench_site"})
"""What builds the site of a service that does not exist: minutes that say nothing of another."""
FIRST_SERVICE = "test_rotherham.py"
"""What is true of the service in this repository alone."""


def _name_of(site: Path) -> str | None:
    service = site_records.read(site / "mkdocs.yml", TODAY).service
    return service.name if service else None


MEMORY = Path("/dev/shm")
ROOM = 6 << 30
"""Bytes that must be free there: a run holds less than 2 GiB at any moment."""


def pytest_configure() -> None:
    """One day for all workers, which start after this; and their files in the machine's memory
    where there is room. Hundreds of small sites are made and taken away again."""
    os.environ.setdefault("SITE_DATE_OF_TESTS", TODAY.isoformat())
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("TMPDIR", str(MEMORY))
        tempfile.tempdir = None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With other sites in the real one's place (SITE_UNDER_TEST), only the tests that look at them
    and at no made-up one are run; where they are another service's, without those of this one. The
    long ones come first, so that at the end there are short ones to share, and no worker waits for
    another."""
    if "SITE_UNDER_TEST" in os.environ:
        ours = all(_name_of(site) == _name_of(helpers.ROOT) for site in SITES)
        others = [
            item
            for item in items
            if "real_sources" not in (asked := set(getattr(item, "fixturenames", ())))
            or asked & MADE_UP_SITES
            or (item.path.name == FIRST_SERVICE and not ours)
        ]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With several sites in the real one's place, each of those tests is run for each."""
    if "real_sources" in metafunc.fixturenames and len(SITES) > 1:
        metafunc.parametrize(
            "real_sources", SITES, indirect=True, scope="session", ids=[site.name for site in SITES]
        )


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(shared_folder: Path) -> Once:
    """once(name, make): a folder that the first worker to ask makes, and all others wait for and
    read. Never change it."""

    def make_once(name: str, make: Callable[[Path], None]) -> Path:
        folder, unfinished = shared_folder / name, shared_folder / f"{name}.unfinished"
        with _alone(shared_folder / f"{name}.lock"):
            if not folder.exists():
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return make_once


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def real_sources(request: pytest.FixtureRequest) -> Path:
    """The folder of the real site's sources."""
    return getattr(request, "param", REAL)


@pytest.fixture(scope="session")
def real_site(once: Once, real_sources: Path) -> Path:
    """The real site, built by the real command. Read only: a test that spoils it copies it
    first."""

    def make(folder: Path) -> None:
        done = helpers.build(real_sources, "-d", folder / "site", SITE_DATE=TODAY.isoformat())
        assert done.returncode == 0, f"The real site could not be built:\n{done.stdout}"

    return once("real" if real_sources == REAL else f"real-{real_sources.name}", make) / "site"


@pytest.fixture(scope="session")
def real_content(real_sources: Path) -> Content:
    """The records of the real site."""
    return site_records.read(real_sources / "mkdocs.yml", TODAY)


@pytest.fixture(scope="session")
def workbench_site(once: Once) -> Path:
    """The made-up service's site with a few pages in the place of the national ones, built by the
    real command. Read only."""
    return _built(once, "workbench", partial(helpers.workshop, own_layouts=False))


@pytest.fixture(scope="session")
def made_up_site(once: Once) -> Path:
    """The made-up service's site, over the national pages. Read only."""
    return _built(once, "made-up", partial(helpers.over_national, sources=helpers.MADE_UP))


@pytest.fixture(scope="session")
def two_bays_site(once: Once) -> Path:
    """The site of a made-up service of two councils, over the national pages. Read only."""
    return _built(once, "two-bays", partial(helpers.over_national, sources=helpers.TWO_BAYS))


def _built(once: Once, name: str, lay_out: Callable[[Path], Workshop]) -> Path:
    """In a workshop, so that nothing is written beside the sources."""

    def make(folder: Path) -> None:
        made = lay_out(folder / "workshop")
        done = helpers.build(made.folder, "-d", folder / "site")
        assert done.returncode == 0, f"The site {name} could not be built:\n{done.stdout}"

    return once(name, make) / "site"


@pytest.fixture(scope="session")
def _quick() -> Iterator[None]:
    with helpers.quick():
        yield


@pytest.fixture
def workshop(tmp_path: Path, _quick: None) -> Workshop:
    """A copy of the made-up site's sources that a test may spoil."""
    return helpers.workshop(tmp_path)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """serve(folder): its address on this machine, such as http://127.0.0.1:41234 (then
    "/contact/"). One server for each folder."""
    with ExitStack() as running:
        addresses: dict[Path, str] = {}

        def start(folder: Path) -> str:
            if folder not in addresses:
                addresses[folder] = running.enter_context(serving(folder))
            return addresses[folder]

        yield start


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, one for each worker. A test opens a context of its own and closes it."""
    from playwright.sync_api import sync_playwright

    from tests.browser import chromium

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.find(),
            args=list(chromium.ARGUMENTS),
            env=chromium.environment(),
        )
        yield started
        started.close()
