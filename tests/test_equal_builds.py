"""A build can be repeated, anywhere, and by the engine that continues MkDocs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from hooks.sources import owners
from tests import helpers
from tests.helpers import ROOT


def _comparable(site: Path) -> dict[str, bytes]:
    """A site's files without what names the engine: the generator tag, and the record's numbers for
    bytes."""
    found = {
        name: (
            re.sub(rb'<meta name="generator" content="[^"]*">', b"", data)
            if name.endswith(".html")
            else data
        )
        for name, data in helpers.contents(site).items()
    }
    found["gate.json"] = re.sub(rb'"[0-9a-f]{64}"', b"", found["gate.json"])
    return found


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture
def elsewhere(real_sources: Path, tmp_path: Path) -> Path:
    """The sources in another folder, with other times on their files, which stands to the project
    as theirs does."""
    home = tmp_path / "deep" / "down"
    inside = real_sources.is_relative_to(ROOT)
    folder = home / real_sources.relative_to(ROOT) if inside else home
    for name in ("content", "overrides", owners.FILE.parent):
        if (real_sources / name).is_dir():
            shutil.copytree(real_sources / name, folder / name, copy_function=shutil.copyfile)
    shutil.copyfile(real_sources / "mkdocs.yml", folder / "mkdocs.yml")
    if (real_sources / "generator").is_dir():
        _lay_out_generator((real_sources / "generator").resolve(), folder / "generator")
    for place in {home, folder}:
        for name in ("hooks", "node_modules", ".cache", "content", "overrides"):
            if not (place / name).exists():
                (place / name).symlink_to(ROOT / name, target_is_directory=True)
    return folder


def _lay_out_generator(original: Path, folder: Path) -> None:
    """A submodule in another place. Its words are copied: a finding names their file by where it
    really stands."""
    shutil.copytree(original / "content", folder / "content", copy_function=shutil.copyfile)
    for part in original.iterdir():
        if part.name != "content":
            (folder / part.name).symlink_to(part, target_is_directory=part.is_dir())


def test_two_builds_for_one_day_are_equal(real_site: Path, elsewhere: Path) -> None:
    """Byte for byte: from another folder, with another order of sets, in another part of the
    world."""
    done = helpers.build(
        elsewhere,
        "-d",
        elsewhere / "public",
        SITE_DATE=helpers.TODAY.isoformat(),
        PYTHONHASHSEED="4711",
        TZ="Pacific/Auckland",
        LC_ALL="C",
        LANGUAGE="fr",
    )
    assert 0 == done.returncode, done.stdout
    assert [] == _differences(helpers.contents(real_site), helpers.contents(elsewhere / "public"))


def test_properdocs_builds_the_same_site(real_site: Path, elsewhere: Path) -> None:
    """The way out when MkDocs stops: the same sources, the same adapter, the same files but for the
    generator tag."""
    done = helpers.build(
        elsewhere,
        "-f",
        "mkdocs.yml",
        "-d",
        elsewhere / "public",
        engine="properdocs",
        SITE_DATE=helpers.TODAY.isoformat(),
    )
    assert 0 == done.returncode, done.stdout
    assert [] == _differences(_comparable(real_site), _comparable(elsewhere / "public"))
