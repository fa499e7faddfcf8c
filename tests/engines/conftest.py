"""The real site, served with a probe in each page, and one browser of each engine."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hooks.sources.content import Content
from hooks.time_limits.shown import Clock
from tests.engines.firefox import Firefox
from tests.engines.session import Driver, Session, put_probe
from tests.engines.webkit import WebKit

pytest.register_assert_rewrite("tests.engines.scenarios")

PHONE = (320, 640)
"""WebKit's own browser makes no window as narrow: it takes the narrowest that it can."""
ENGINES = (Firefox, WebKit)


@pytest.fixture(scope="session", params=ENGINES, ids=lambda engine: engine.name)
def driver(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Driver]:
    started: Driver = request.param(tmp_path_factory.mktemp(request.param.name), PHONE)
    yield started
    started.close()


@pytest.fixture(scope="session")
def probed(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real site with the probe. Read only."""
    folder = tmp_path_factory.mktemp("probed") / "site"
    shutil.copytree(real_site, folder)
    put_probe(folder)
    return folder


@pytest.fixture
def visitor(driver: Driver, serve: Callable[[Path], str]) -> Iterator[Callable[[Path], Session]]:
    """visitor(folder): somebody who reads a copy of the site and has been nowhere yet."""
    made: list[Session] = []

    def visit(folder: Path) -> Session:
        for old in driver.saved.iterdir():
            old.unlink()
        made.append(Session(driver, serve(folder)))
        return made[-1]

    yield visit
    for session in made:
        session.forget()


@pytest.fixture
def reader(visitor: Callable[[Path], Session], probed: Path) -> Session:
    """Somebody who reads the site as it is."""
    return visitor(probed)


@pytest.fixture
def clock(real_content: Content) -> Clock:
    return Clock(real_content)
