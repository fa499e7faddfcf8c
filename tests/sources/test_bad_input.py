"""Whatever is wrong with the sources: one sentence with file and line for each fault, exit 1, and
the last good site stays."""

from __future__ import annotations

import errno
import re
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.gate import check
from hooks.staff import build
from tests import helpers
from tests.helpers import Workshop

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
FRONT = (
    "---\ntitle: {}\ndescription: A page that a test has spoiled, number {}.\naudience:"
    " everyone\nowner: Lead adviser\nchecked:\nreview_every: 12 months\n---\n{}\n"
)
REFUSED = r"The site was not built: \d+ things? to put right\. The last good site is untouched\."


@pytest.fixture
def made(workshop: Workshop) -> Workshop:
    """A workshop whose site was built before: here a folder of two files, which must outlive every
    refused build."""
    made = workshop
    made.site.mkdir()
    (made.site / "index.html").write_text("<h1>The last good site</h1>", encoding="utf-8")
    (made.site / "gate.json").write_text("{}\n", encoding="utf-8")
    return made


def refused(made: Workshop, *command: str, **env: str) -> list[str]:
    """Builds, asserts that the build was refused as it must be, and returns the lines that it
    printed."""
    before = helpers.contents(made.site)
    done = helpers.run(
        *(command or (Path(sys.executable).with_name("mkdocs"), "build", "-q")),
        folder=made.folder,
        **env,
    )
    assert 1 == done.returncode, done.stdout
    assert "Traceback" not in done.stdout
    assert before == helpers.contents(made.site)
    assert not made.site.with_name("site.new").exists(), "A refused build must leave nothing behind"
    return [
        line
        for line in done.stdout.splitlines()
        if line.strip() and not line.startswith("Printed ")
    ]  # progress of a first build


def refused_here(made: Workshop) -> list[str]:
    """The same in this process, which is quicker; an exception that nobody turned into a sentence
    fails the test."""
    before = helpers.contents(made.site)
    outcome = helpers.build_here(made)
    assert outcome.refusal is not None, outcome.said
    assert before == helpers.contents(made.site)
    assert not made.site.with_name("site.new").exists(), "A refused build must leave nothing behind"
    return [*outcome.said.splitlines(), outcome.refusal]


def test_every_kind_of_bad_page_at_once(made: Workshop) -> None:
    """All faults of all files are said in one go, sorted, a line each; nobody has to build ten
    times to find ten faults."""
    pages = {
        "binary.md": PICTURE,
        "braces.md": FRONT.format("Braces", 1, "Call {{ contact.phone now."),
        "closed-never.md": "---\ntitle: Never closed\n",
        "date.md": FRONT.format("Date", 2, "Words.").replace("checked:", "checked: 22/11/2026"),
        "empty.md": "",
        "huge.md": FRONT.format("Huge", 3, "Words. " * 50_000),
        "latin.md": FRONT.format("Caf\xe9", 4, "Words.").encode("latin-1"),
        "quote.md": FRONT.format('"Not closed', 5, "Words."),
        "same-a.md": FRONT.format("The same title", 6, "Words."),
        "same-b.md": FRONT.format("The Same Title", 7, "Words."),
        "unknown-fact.md": FRONT.format("Unknown fact", 8, "Call {{ contact.phnoe }}."),
        "unknown-key.md": FRONT.format("Unknown key", 9, "Words.").replace("owner:", "owmer:"),
        "wrong-type.md": FRONT.format("[a, list]", 10, "Words."),
        "yaml.md": FRONT.format("Colon: here", 11, "Words."),
        "zero.md": FRONT.format("Zero", 12, "Words\0."),
    }
    for name, text in pages.items():
        (made.folder / "content" / name).write_bytes(
            text if isinstance(text, bytes) else text.encode()
        )
    (made.folder / "content" / "quotations.yml").unlink()
    lines = refused(made, str(Path(sys.executable).with_name("mkdocs")), "--quiet", "build")
    assert [
        (
            "content/binary.md:1: This file must be plain text in UTF-8. Save it again as UTF-8, or"
            " remove it if it is a picture or a document. (front-matter)"
        ),
        (
            'content/braces.md:9: Two braces "{{" must hold the name of a fact and end with "}}",'
            " such as {{ contact.phone }}. (front-matter)"
        ),
        'content/closed-never.md:1: The front matter must end with a line "---". (front-matter)',
        (
            'content/date.md:6: "checked" must be a date written like 2026-11-22, or be left empty;'
            ' it is "22/11/2026". (front-matter)'
        ),
        (
            'content/empty.md:1: A page must begin with its front matter: a line "---", the'
            ' entries, and another line "---". (front-matter)'
        ),
        (
            "content/huge.md:1: A page must be smaller than 300 kB; this one has 350 kB. Split it,"
            " or take out what was pasted by mistake. (front-matter)"
        ),
        (
            "content/latin.md:2: This file must be plain text in UTF-8. Save it again as UTF-8, or"
            " remove it if it is a picture or a document. (front-matter)"
        ),
        "content/quotations.yml:1: This file must exist, but it is missing. (front-matter)",
        (
            "content/quote.md:2: This entry cannot be read (found unexpected end of stream). Check"
            " quotation marks, colons and spaces on this line and the one before it. (front-matter)"
        ),
        (
            "content/same-b.md:2: The title must be this page's own; content/same-a.md has the"
            " same. (front-matter)"
        ),
        (
            'content/unknown-fact.md:9: There is no fact "contact.phnoe". Did you mean'
            ' "contact.phone"? (front-matter)'
        ),
        'content/unknown-key.md:2: There must be an entry "owner" here. (front-matter)',
        (
            'content/unknown-key.md:5: "owmer" is not an entry that belongs here. Did you mean'
            ' "owner"? (front-matter)'
        ),
        'content/wrong-type.md:2: "title" must be text; put it in quotation marks. (front-matter)',
        (
            "content/yaml.md:2: This entry cannot be read (mapping values are not allowed in this"
            " context). Check quotation marks, colons and spaces on this line and the one before"
            " it. (front-matter)"
        ),
        (
            "content/zero.md:9: This file must be plain text; it holds bytes that only a picture or"
            " a program has. (front-matter)"
        ),
    ] == lines[:-1]
    assert re.fullmatch(REFUSED, lines[-1])


def test_make_builds_in_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """`make site` gives the command of the test above, so a refused one leaves the last good site
    too."""
    assert "@$(BIN)/python -m hooks build\n" in (helpers.ROOT / "Makefile").read_text(
        encoding="utf-8"
    )
    asked: list[list[str]] = []

    def ran(module: str, **_: str) -> None:
        asked.append([module, *sys.argv[1:3]])
        raise SystemExit(0)

    monkeypatch.setattr(sys, "argv", ["hooks", "build"])
    monkeypatch.setattr(runpy, "run_module", ran)
    assert 0 == build.main(["--config", str(helpers.MADE_UP / "mkdocs.yml")])
    assert [["mkdocs", "--quiet", "build"]] == asked


def test_a_port_that_is_taken_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence that says what to type, and no traceback; another fault is not hidden."""

    def failed(number: int) -> Callable[..., None]:
        def run(*_: str, **__: str) -> None:
            raise OSError(number, "no")

        return run

    monkeypatch.setattr(sys, "argv", ["hooks", "serve"])
    serve = ["--serve", "--port", "8123", "--config", str(helpers.MADE_UP / "mkdocs.yml")]
    monkeypatch.setattr(runpy, "run_module", failed(errno.EADDRINUSE))
    assert 1 == build.main(serve)
    assert (
        "Another program uses port 8123. Choose another: make serve PORT=8124\n"
        == capsys.readouterr().out
    )
    monkeypatch.setattr(runpy, "run_module", failed(errno.ENOSPC))
    with pytest.raises(OSError, match="no"):
        build.main(serve)


def test_menu_names_a_page_that_is_missing(made: Workshop) -> None:
    """A page was removed, the menu was not changed."""
    (made.folder / "content" / "words.md").unlink()
    assert (
        'mkdocs.yml:11: The menu entry "Words explained" must lead to a page of content/; there is no'
        " words.md. (front-matter)" in refused(made)
    )


REFUSED_BY_MKDOCS = {
    "not-yaml": (
        lambda text: text.replace("docs_dir: content", 'docs_dir: "content'),
        r"mkdocs\.yml.*line \d+",
    ),
    "empty": (lambda text: "", "site_name"),
    "menu-of-the-wrong-type": (
        lambda text: re.sub(r"nav:\n(  - .*\n)+", "nav: words.md\n", text),
        "nav",
    ),
    "folder-missing": (
        lambda text: text.replace("docs_dir: content", "docs_dir: contents"),
        "docs_dir",
    ),
}
REFUSED_BY_US = {
    "service-of-the-wrong-type": (
        lambda text: re.sub(r"  service:\n(    .*\n)+", "  service: Larkmere\n", text),
        r"mkdocs\.yml:\d+: extra\.service",
    ),
    "identity-of-the-wrong-type": (
        lambda text: text[: text.index("  identity:")] + "  identity: blue\n",
        r"mkdocs\.yml:\d+: extra\.identity\.colours\.light\.paper",
    ),
    "colours-of-the-wrong-type": (
        lambda text: text[: text.index("    colours:")] + "    colours: [red, blue]\n",
        r"mkdocs\.yml:\d+: extra\.identity\.colours",
    ),
}


@pytest.mark.parametrize("name", [*REFUSED_BY_MKDOCS, *REFUSED_BY_US])
def test_settings_that_cannot_be_used(made: Workshop, name: str) -> None:
    """mkdocs.yml is read by MkDocs first, so some of these sentences are its own; they still name
    the file or the setting."""
    spoil, said = {**REFUSED_BY_MKDOCS, **REFUSED_BY_US}[name]
    path = made.folder / "mkdocs.yml"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert re.search(
        said, " ".join(refused(made) if name in REFUSED_BY_MKDOCS else refused_here(made))
    )


BROKEN_LAYOUTS: dict[str, tuple[str, str]] = {
    "sentence-not-closed": (
        "{% block body %}{{ page.content }",
        "overrides/words.html:1: This layout cannot be used: unexpected '}'.",
    ),
    "part-missing": (
        'one\n{% include "partials/nothing.html" %}',
        (
            "overrides/words.html:2: This layout cannot be used: there is no layout"
            ' "partials/nothing.html".'
        ),
    ),
    "name-unknown": (
        "one\n{{ nothing.at.all }}",
        "overrides/words.html:2: This layout cannot be used: 'nothing' is undefined.",
    ),
    "fault-in-code": (
        "one\n\n{{ 1 // 0 }}",
        "overrides/words.html:3: This layout cannot be used: integer division or modulo by zero.",
    ),
}


@pytest.mark.parametrize("name", BROKEN_LAYOUTS)
def test_layout_that_cannot_be_used(made: Workshop, name: str) -> None:
    """A designer's slip: the sentence names the layout and its line."""
    text, said = BROKEN_LAYOUTS[name]
    (made.home / "overrides" / "words.html").write_text(text, encoding="utf-8")
    assert said == refused_here(made)[-1]


def test_layout_is_named_once(made: Workshop) -> None:
    """MkDocs has its own line on a page that it cannot build; ours says it better, and once."""
    (made.home / "overrides" / "words.html").write_text("{% block body %}", encoding="utf-8")
    assert 1 == sum("words" in line for line in refused(made))


def test_layout_missing(made: Workshop) -> None:
    """A page's layout was removed."""
    (made.home / "overrides" / "words.html").unlink()
    assert [
        'overrides: This layout cannot be used: there is no layout "words.html".'
    ] == refused_here(made)[-1:]


def test_day_that_is_none(made: Workshop) -> None:
    """SITE_DATE is the only input that comes from outside the sources."""
    assert ['The day must be written like 2026-11-22; it is "yesterday".'] == refused(
        made, SITE_DATE="yesterday"
    )


@pytest.mark.parametrize("strict", [True, False], ids=["strict", "plain"])
def test_warning_of_mkdocs_is_an_error(made: Workshop, strict: bool) -> None:
    """`mkdocs build --strict -q` forgets warnings and returns 0; here each one is a finding, strict
    or not."""
    helpers.edit(
        made.path,
        {
            "change": [
                {
                    "file": "mkdocs.yml",
                    "old": "    absolute_links: ignore",
                    "new": "    absolute_links: warn",
                },
                {
                    "file": "content/privacy.md",
                    "old": "This site stores",
                    "new": "[Reach us](/contact/). This site stores",
                },
            ]
        },
    )
    lines = refused(
        made,
        str(Path(sys.executable).with_name("mkdocs")),
        "build",
        "-q",
        *(["--strict"] if strict else []),
    )
    found = [line for line in lines if line.endswith("(front-matter)")]
    assert 1 == len(found), lines
    assert found[0].startswith(
        "mkdocs.yml:1: Doc file 'privacy.md' contains an absolute link '/contact/'"
    )


def test_build_that_was_killed_is_in_nobodys_way(made: Workshop) -> None:
    """The half of a site that a killed build left behind is never taken for a site."""
    (made.site.with_name("site.new")).mkdir()
    (made.site.with_name("site.new") / "half.html").write_text("half", encoding="utf-8")
    outcome = helpers.build_here(made)
    assert outcome.refusal is None, outcome.said
    assert not (made.site / "half.html").exists()
    assert not made.site.with_name("site.new").exists()


CHECKED: dict[str, tuple[list[str], str | None, str]] = {
    "no-folder": (["nowhere"], None, "There is no built folder nowhere. Run: make site"),
    "no-day": (
        ["site", "--today", "tomorrow"],
        None,
        'The day must be written like 2026-11-22; it is "tomorrow".',
    ),
    "empty": (["site"], "", "mkdocs.yml:1: This file must hold the site's settings"),
    "list": (["site"], "- a list\n", "mkdocs.yml:1: This file must hold the site's settings"),
    "wrong-types": (["site"], "extra: text\ntheme: material\nnav: words.md\n", "mkdocs.yml:1:"),
    "not-closed": (["site"], 'site_name: "not closed\n', "mkdocs.yml:"),
}


@pytest.mark.parametrize("name", CHECKED)
def test_check_says_it_in_a_sentence_too(
    made: Workshop, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`python -m hooks check` on a folder or on settings that cannot be used."""
    arguments, settings, said = CHECKED[name]
    if settings is not None:
        (made.folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(made.folder)
    assert 1 == check.main(arguments)
    shown = capsys.readouterr()
    assert said in shown.out + shown.err
