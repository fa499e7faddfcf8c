"""The real site in a real browser: one reader for each worker, whose page all tests share. A test
leaves it as it found it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.audit.reader import PHONE, Reader, addresses, file_of, reading
from tests.browser import remembered
from tests.browser.remembered import Memory


@pytest.fixture(scope="session")
def site_address(real_site: Path, serve: Callable[[Path], str]) -> str:
    """Where the real site is served, without a slash at the end."""
    return serve(real_site)


@pytest.fixture(scope="session")
def pages(real_site: Path) -> list[str]:
    """Every page of the real site: /, /404.html, /about/, ... The heaviest come first, so that
    equal parts take equal time."""
    return sorted(
        addresses(real_site), key=lambda address: -file_of(real_site, address).stat().st_size
    )


@pytest.fixture(scope="session")
def memory(real_site: Path, browser: Any) -> Memory:
    """What is known of the pages from before, where `make check` asks for it; otherwise nothing."""
    folder = remembered.FOLDER if remembered.asked_for() else None
    if folder:
        remembered.tidy(folder)
    return Memory(
        real_site,
        f"Chromium {browser.version}",
        datetime.now(UTC).astimezone().date().isoformat(),
        folder,
        remembered.code_of_checks(),
    )


STARTED: list[Reader] = []
"""The readers that all tests of this worker share."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    for reader in STARTED:
        reader.requested.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Where `make check` asks for it: a test that does nothing but use pages as a reader does, and
    that passed with all that it was given, is not run again. All other tests are pytest's own
    matter."""
    named = pyfuncitem._fixtureinfo.argnames
    if not (remembered.asked_for() and remembered.by_readers(named, _chosen(pyfuncitem))):
        return None
    sources = pyfuncitem._request.getfixturevalue("real_sources")
    memory: Memory = pyfuncitem._request.getfixturevalue("memory")
    measure = memory.of_test(
        pyfuncitem.nodeid, pyfuncitem.path.read_text(encoding="utf-8"), remembered.records(sources)
    )
    if not memory.knows(measure, remembered.WHOLE_TEST):
        pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in named})
        memory.keep(measure, remembered.WHOLE_TEST, memory.asked(STARTED))
    return True


def _chosen(item: pytest.Function) -> set[str]:
    """The names that a test takes from its own list of cases, and from no fixture."""
    callspec = getattr(item, "callspec", None)
    return set(callspec.params) - remembered.USES if callspec else set()


@pytest.fixture(scope="session")
def _reader(browser: Any, site_address: str, real_site: Path) -> Iterator[Reader]:
    with reading(browser, site_address, real_site) as made:
        STARTED.append(made)
        yield made


@pytest.fixture
def reader(_reader: Reader) -> Iterator[Reader]:
    """Somebody with a phone, scripts and the colours of a new device, who has been nowhere yet."""
    _reader.screen(PHONE)
    _reader.colours()
    yield _reader
    _reader.forget()


@pytest.fixture(scope="session")
def _plain_reader(browser: Any, site_address: str, real_site: Path) -> Iterator[Reader]:
    with reading(browser, site_address, real_site, script=False) as made:
        STARTED.append(made)
        yield made


@pytest.fixture
def plain_reader(_plain_reader: Reader) -> Iterator[Reader]:
    """Somebody whose browser runs no script."""
    _plain_reader.screen(PHONE)
    _plain_reader.colours()
    yield _plain_reader
    _plain_reader.forget()
