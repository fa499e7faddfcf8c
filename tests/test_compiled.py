"""Compiled layouts are kept, used again only for the same source, and made again where they are
damaged."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from hooks.pages import compiled
from hooks.pages.compiled import Compiled
from hooks.sources import disk_cache
from hooks.sources.lazily import lazily
from tests.helpers import ROOT


def _says(source: str, folder: Path, kind: str = "pages", **options: bool) -> str:
    env = Environment(
        loader=DictLoader({"a.html": source}), bytecode_cache=Compiled(kind, folder), **options
    )
    compiled.keep(env, kind)
    env.filters["twice"] = lambda text: 2 * text
    return env.get_template("a.html").render(word="<b>")


def test_what_is_kept_is_used_and_a_changed_layout_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _says("One {{ word }}", tmp_path) == "One <b>"
    (file,) = tmp_path.iterdir()
    assert _says("Two {{ word }}", tmp_path) == "Two <b>"
    assert [file] == list(tmp_path.iterdir())
    monkeypatch.setattr(Environment, "_generate", None)  # nothing can be compiled any more
    assert _says("Two {{ word }}", tmp_path) == "Two <b>"
    with pytest.raises(TypeError):
        _says("One {{ word }}", tmp_path)


def test_environments_of_two_kinds_share_nothing(tmp_path: Path) -> None:
    assert _says("{{ word }}", tmp_path, "print", autoescape=True) == "&lt;b&gt;"
    assert _says("{{ word }}", tmp_path, "pages") == "<b>"


@pytest.mark.parametrize(
    "harm",
    [lambda data: data[:-1], lambda data: data[:90] + b"?" + data[91:], lambda data: b""],
    ids=["cut", "changed", "empty"],
)
def test_what_is_damaged_is_compiled_again(harm, tmp_path: Path) -> None:
    _says("{{ word }}", tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(harm(whole))
    assert _says("{{ word }}", tmp_path) == "<b>"
    assert file.read_bytes() == whole


def test_another_state_of_the_code_compiles_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a filter gives for a fixed word is kept with the layout, so it is kept for that filter
    alone."""
    assert _says("{{ 'ab'|twice }}", tmp_path) == "abab"
    (file,) = tmp_path.iterdir()
    assert b"abab" in file.read_bytes()
    monkeypatch.setattr(compiled, "code", lambda: "another")
    assert _says("{{ 'ab'|twice }}", tmp_path) == "abab"
    assert 2 == len(list(tmp_path.iterdir()))


def test_the_code_is_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks")
    monkeypatch.setattr(
        disk_cache, "__file__", str(tmp_path / "hooks" / "sources" / "disk_cache.py")
    )
    package = disk_cache.package.__wrapped__
    assert package() == disk_cache.package()
    for name in ("printed/item_text.py", "words/confused.yml"):
        before = package()
        with (tmp_path / "hooks" / name).open("a") as file:
            file.write("\n")
        assert package() != before
    monkeypatch.setattr(disk_cache, "package", package)
    assert compiled.code.__wrapped__() != compiled.code()


def test_a_large_library_is_loaded_when_it_is_used() -> None:
    _holds(
        "from hooks.printed import pdf_repair as repair; assert 'pikepdf._core' not in sys.modules;"
        " repair.pikepdf.Pdf; assert 'pikepdf._core' in sys.modules"
    )


def test_a_build_that_draws_nothing_loads_nothing_that_draws() -> None:
    """One plain import of a library in any room loads it for every build."""
    _holds(
        "import hooks.adapter; large = {'pikepdf._core', 'weasyprint', 'zxingcpp', 'docx',"
        " 'lxml.etree'} & sys.modules.keys(); assert not large, large"
    )


def _holds(statements: str) -> None:
    """Python statements that assert something, in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {statements}"],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_a_library_that_is_not_there_is_missed_at_once() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        lazily("no_such_library")
