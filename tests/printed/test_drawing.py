"""Each library that drawing needs, hidden in turn from a real build: the site is built without
PDFs, says so once, and is not publishable.

Hidden is meant literally: an empty file of the library's name lies where the machine's loader looks
first, so nothing that loads it by that name can, WeasyPrint included. No code of ours is replaced.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hooks.printed import drawing
from hooks.printed.drawing import LIBRARIES, Library
from tests import helpers
from tests.helpers import ROOT, Workshop

WEASYPRINT = Path(str(importlib.util.find_spec("weasyprint").origin)).parent  # type: ignore[union-attr]
SAYS = "The PDFs of the publicity were left out because this machine lacks "


def _hidden(library: Library, folder: Path) -> dict[str, str]:
    """The variables of a process that cannot load a library."""
    file = next(name for name in library.names if ".so." in name)
    (folder / "hidden").mkdir()
    (folder / "hidden" / file).touch()
    return {"LD_LIBRARY_PATH": str(folder / "hidden")}


def _python(
    *words: str | Path, folder: Path = ROOT, **env: str
) -> subprocess.CompletedProcess[str]:
    return helpers.run(sys.executable, *words, folder=folder, **env)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The made-up site with the project's code as its own, and therefore with a cache in which
    nothing was ever drawn."""
    made = helpers.workshop(tmp_path_factory.mktemp("fresh"))
    for name in ("hooks", ".cache"):
        (made.home / name).unlink()
    shutil.copytree(
        ROOT / "hooks", made.home / "hooks", ignore=shutil.ignore_patterns("__pycache__")
    )
    return made


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.says)
def test_a_site_is_built_without_a_library(
    library: Library, fresh: Workshop, tmp_path: Path
) -> None:
    env = {**_hidden(library, tmp_path), "PYTHONPATH": str(fresh.home)}
    done = helpers.build(fresh.folder, "-d", tmp_path / "site", **env)
    assert 0 == done.returncode, done.stdout
    said = [line for line in done.stdout.splitlines() if line.startswith(SAYS)]
    assert 1 == len(said) and library.package in said[0] and library.says in said[0], done.stdout
    assert (
        " 0 errors" in done.stdout
        and "could not be printed" not in done.stdout
        and "Traceback" not in done.stdout
    )

    site = tmp_path / "site"
    assert said == json.loads((site / "gate.json").read_text())["left_out"]
    assert {".docx"} == {
        path.suffix
        for path in (site / "publicity").iterdir()
        if path.is_file() and path.suffix in (".pdf", ".png", ".docx")
    }
    asked = _python("-m", "hooks", "check", site, "--publishable", folder=fresh.folder, **env)
    assert (
        1 == asked.returncode
        and f"The gate record is partial: {said[0]}" in asked.stdout.splitlines()
    )
    published = _python(
        "-m", "hooks", "publish", site, tmp_path / "out", "--wait", folder=fresh.folder, **env
    )
    assert (
        1 == published.returncode
        and said[0] in published.stdout
        and not (tmp_path / "out").exists()
    )


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.says)
def test_weasyprint_itself_misses_a_hidden_library(library: Library, tmp_path: Path) -> None:
    """Or else the test above would prove nothing."""
    ask = (
        "import warnings; warnings.simplefilter('ignore'); from weasyprint.text import ffi; assert"
        " ffi.harfbuzz_subset is not None"
    )
    assert 0 == _python("-c", ask).returncode
    env = _hidden(library, tmp_path)
    assert 0 != _python("-c", ask, **env).returncode
    asked = _python("-m", "hooks", "lacking", **env)
    assert library.package in asked.stdout.splitlines()
    assert "" == _python("-m", "hooks", "lacking").stdout


def test_what_was_drawn_before_is_left_out_when_a_library_is_gone(
    workbench_site: Path, fresh: Workshop, tmp_path: Path
) -> None:
    """A site must not depend on what was built before it."""
    assert list((workbench_site / "publicity").glob("*.pdf")), "everything is kept from this build"
    env = _hidden(LIBRARIES[3], tmp_path)
    warm = helpers.workshop(tmp_path / "warm")
    assert 0 == helpers.build(warm.folder, "-d", tmp_path / "site", **env).returncode
    assert (
        0
        == helpers.build(
            fresh.folder, "-d", tmp_path / "cold", PYTHONPATH=str(fresh.home), **env
        ).returncode
    )
    assert helpers.contents(tmp_path / "cold") == helpers.contents(tmp_path / "site")


def test_a_site_without_pdfs_stands_up_to_the_other_checks(fresh: Workshop, tmp_path: Path) -> None:
    env = {**_hidden(LIBRARIES[1], tmp_path), "PYTHONPATH": str(fresh.home)}
    assert 0 == helpers.build(fresh.folder, "-d", tmp_path / "site", **env).returncode
    left = json.loads((tmp_path / "site" / "gate.json").read_text())["left_out"]
    again = _python("-m", "hooks", "check", tmp_path / "site", folder=fresh.folder, **env)
    assert 0 == again.returncode and " 0 errors" in again.stdout, again.stdout
    assert left == json.loads((tmp_path / "site" / "gate.json").read_text())["left_out"]
    followed = _python("-m", "hooks", "links", tmp_path / "site", folder=fresh.folder)
    assert 0 == followed.returncode and ": 0 broken" in followed.stdout, followed.stdout


def test_pdfs_taken_away_blame_no_file_of_content(
    real_site: Path, real_sources: Path, tmp_path: Path
) -> None:
    """Built without, looked at on a machine that could draw: one sentence, and what to run."""
    site = Path(shutil.copytree(real_site, tmp_path / "site"))
    for path in (site / "publicity").glob("*.p[dn]*"):
        path.unlink()
    done = _python("-m", "hooks", "check", site, folder=real_sources)
    assert "content/publicity" not in "".join(
        line for line in done.stdout.splitlines() if "printed" in line
    ), done.stdout
    left = json.loads((site / "gate.json").read_text())["left_out"]
    assert [
        (
            "The PDFs of the publicity are not in site/, and nothing is missing on this machine to "
            "draw"
            " them. Run: make site"
        )
    ] == left


def test_it_asks_for_what_weasyprint_loads_by_the_same_names() -> None:
    """WeasyPrint's own source, so that a new version cannot ask for more without a word. Left out:
    names for other systems, and the one library that it can do without here, because we draw no
    emoji."""
    loaded: dict[str, tuple[str, ...]] = {}
    for node in ast.parse((WEASYPRINT / "text" / "ffi.py").read_text()).body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and ast.unparse(node.value.func) == "_dlopen"
        ):
            names = (ast.literal_eval(argument) for argument in node.value.args[1:])
            loaded[ast.unparse(node.targets[0])] = tuple(
                name for name in names if not name.endswith((".dylib", ".dll"))
            )
    assert loaded.pop("harfbuzz_vector")
    assert list(loaded.values()) == [library.names for library in LIBRARIES]


def test_it_asks_for_the_version_that_weasyprint_asks_for() -> None:
    source = (WEASYPRINT / "pdf" / "fonts.py").read_text()
    least = re.search(
        r"if harfbuzz_subset and harfbuzz\.hb_version_atleast\((\d+), (\d+), (\d+)\):", source
    )
    assert least and {tuple(map(int, least.groups()))} == {
        library.least for library in LIBRARIES if library.least
    }


@pytest.mark.parametrize(
    ("version", "lacking"),
    [
        ("2.7.4", ["HarfBuzz", "HarfBuzz-Subset"]),
        ("4.0.1", ["HarfBuzz", "HarfBuzz-Subset"]),
        ("", ["HarfBuzz", "HarfBuzz-Subset"]),
        ("4.1.0", []),
        ("10.2.0", []),
    ],
)
def test_a_library_that_is_too_old_is_missing(
    version: str, lacking: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_version", lambda *_: version)
    assert lacking == [library.says for library in drawing.missing()]


def test_the_sentence_names_what_is_missing_and_what_brings_it() -> None:
    assert "" == drawing.left_out(())
    assert (
        "The PDFs of the publicity were left out because this machine lacks HarfBuzz-Subset 4.1.0"
        " or newer; the Debian package libharfbuzz-subset0 brings them back."
        == drawing.left_out((LIBRARIES[3],))
    )
    assert (
        "The PDFs of the publicity were left out because this machine lacks Pango, fontconfig and"
        " PangoFT2; the Debian packages libpango-1.0-0, libfontconfig1 and libpangoft2-1.0-0 bring"
        " them back." == drawing.left_out((LIBRARIES[1], *LIBRARIES[4:]))
    )
