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


@pytest.fixture(scope="session")
def _reader(browser: Any, site_address: str, real_site: Path) -> Iterator[Reader]:
    with reading(browser, site_address, real_site) as made:
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
        yield made


@pytest.fixture
def plain_reader(_plain_reader: Reader) -> Iterator[Reader]:
    """Somebody whose browser runs no script."""
    _plain_reader.screen(PHONE)
    _plain_reader.colours()
    yield _plain_reader
    _plain_reader.forget()
