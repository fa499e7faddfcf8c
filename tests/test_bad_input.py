"""Whatever is wrong with the sources: one sentence with file and line for each fault, exit 1, and the last good site stays."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests import helpers
from tests.helpers import Workshop

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
FRONT = "---\ntitle: {}\ndescription: A page that a test has spoiled, number {}.\naudience: everyone\nowner: Lead adviser\nchecked:\nreview_every: 12 months\n---\n{}\n"
REFUSED = r"The site was not built: \d+ things? to put right\. The last good site is untouched\."


@pytest.fixture
def made(tmp_path: Path) -> Workshop:
    """A workshop whose site was built before: here a folder of two files, which must outlive every refused build."""
    made = helpers.workshop(tmp_path)
    made.site.mkdir()
    (made.site / "index.html").write_text("<h1>The last good site</h1>", encoding="utf-8")
    (made.site / "gate.json").write_text("{}\n", encoding="utf-8")
    return made


def refused(made: Workshop, *command: str, **env: str) -> list[str]:
    """Builds, asserts that the build was refused as it must be, and returns the lines that it printed."""
    before = helpers.contents(made.site)
    done = helpers.run(*(command or (Path(sys.executable).with_name("mkdocs"), "build", "-q")), folder=made.folder, **env)
    assert 1 == done.returncode, done.stdout
    assert "Traceback" not in done.stdout
    assert before == helpers.contents(made.site)
    assert not made.site.with_name("site.new").exists(), "A refused build must leave nothing behind"
    return [line for line in done.stdout.splitlines() if line.strip()]


def test_every_kind_of_bad_page_at_once(made: Workshop) -> None:
    """All faults of all files are said in one go, sorted, a line each; nobody has to build ten times to find ten faults."""
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
        (made.folder / "content" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (made.folder / "content" / "quotations.yml").unlink()
    lines = refused(made)
    assert [
        "content/binary.md:1: This file must be plain text in UTF-8. Save it again as UTF-8, or remove it if it is a picture or a document. (front-matter)",
        'content/braces.md:9: Two braces "{{" must hold the name of a fact and end with "}}", such as {{ contact.phone }}. (front-matter)',
        'content/closed-never.md:1: The front matter must end with a line "---". (front-matter)',
        'content/date.md:6: "checked" must be a date written like 2026-11-22, or be left empty; it is "22/11/2026". (front-matter)',
        'content/empty.md:1: A page must begin with its front matter: a line "---", the entries, and another line "---". (front-matter)',
        "content/huge.md:1: A page must be smaller than 300 kB; this one has 350 kB. Split it, or take out what was pasted by mistake. (front-matter)",
        "content/latin.md:2: This file must be plain text in UTF-8. Save it again as UTF-8, or remove it if it is a picture or a document. (front-matter)",
        "content/quotations.yml:1: This file must exist, but it is missing. (front-matter)",
        "content/quote.md:2: This entry cannot be read (found unexpected end of stream). Check quotation marks, colons and spaces on this line and the one before it. (front-matter)",
        "content/same-b.md:2: The title must be this page's own; content/same-a.md has the same. (front-matter)",
        'content/unknown-fact.md:9: There is no fact "contact.phnoe". Did you mean "contact.phone"? (front-matter)',
        'content/unknown-key.md:2: There must be an entry "owner" here. (front-matter)',
        'content/unknown-key.md:5: "owmer" is not an entry that belongs here. Did you mean "owner"? (front-matter)',
        'content/wrong-type.md:2: "title" must be text; put it in quotation marks. (front-matter)',
        "content/yaml.md:2: This entry cannot be read (mapping values are not allowed in this context). Check quotation marks, colons and spaces on this line and the one before it. (front-matter)",
        "content/zero.md:9: This file must be plain text; it holds bytes that only a picture or a program has. (front-matter)",
    ] == lines[:-1]
    assert re.fullmatch(REFUSED, lines[-1])


def test_make_leaves_the_last_site_too(made: Workshop) -> None:
    """`make site` builds by the command below; a refused one leaves the last good site as plain `mkdocs build` does."""
    makefile = (helpers.ROOT / "Makefile").read_text(encoding="utf-8")
    assert "@$(BIN)/mkdocs --quiet build\n" in makefile
    (made.folder / "content" / "privacy.md").write_text("", encoding="utf-8")
    lines = refused(made, str(Path(sys.executable).with_name("mkdocs")), "--quiet", "build")
    assert lines[0].startswith("content/privacy.md:1: A page must begin with its front matter")


def test_menu_names_a_page_that_is_missing(made: Workshop) -> None:
    """A page was removed, the menu was not changed."""
    (made.folder / "content" / "words.md").unlink()
    assert 'mkdocs.yml:1: The menu entry "Words" must lead to a page of content/; there is no words.md. (front-matter)' == refused(made)[0]


BROKEN_SETTINGS = {
    "not-yaml": (lambda text: text.replace("docs_dir: content", 'docs_dir: "content'), r"mkdocs\.yml.*line \d+"),
    "empty": (lambda text: "", "site_name"),
    "a-list": (lambda text: "- one\n- two\n", "configuration is invalid"),
    "menu-of-the-wrong-type": (lambda text: re.sub(r"nav:\n(  - .*\n)+", "nav: words.md\n", text), "nav"),
    "folder-missing": (lambda text: text.replace("docs_dir: content", "docs_dir: contents"), "docs_dir"),
    "layouts-missing": (lambda text: text.replace("custom_dir: ../../../overrides", "custom_dir: ../nowhere"), "custom_dir"),
    "service-of-the-wrong-type": (lambda text: re.sub(r"  service:\n(    .*\n)+", "  service: Larkmere\n", text), r"mkdocs\.yml:1: extra\.service"),
    "identity-of-the-wrong-type": (lambda text: text[:text.index("  identity:")] + "  identity: blue\n", r"mkdocs\.yml:1: extra\.identity\.colours\.light\.paper"),
    "colours-of-the-wrong-type": (lambda text: text[:text.index("    colours:")] + "    colours: [red, blue]\n", r"mkdocs\.yml:1: extra\.identity\.colours"),
}


@pytest.mark.parametrize("name", BROKEN_SETTINGS)
def test_settings_that_cannot_be_used(made: Workshop, name: str) -> None:
    """mkdocs.yml is read by MkDocs first, so some of these sentences are its own; they still name the file or the setting."""
    spoil, said = BROKEN_SETTINGS[name]
    path = made.folder / "mkdocs.yml"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert re.search(said, " ".join(refused(made)))


BROKEN_LAYOUTS: dict[str, tuple[str, str, str]] = {
    "sentence-not-closed": ("words.html", "{% block body %}{{ page.content }", r"overrides/words\.html:\d+: This layout cannot be used: .*"),
    "part-missing": ("words.html", '{% include "partials/nothing.html" %}', r"(overrides/)?(words|partials/nothing)\.html:\d+: This layout cannot be used: .*"),
    "name-unknown": ("words.html", "one\n{{ nothing.at.all }}", r"overrides/words\.html:2: This layout cannot be used: 'nothing' is undefined\."),
    "fault-in-code": ("words.html", "{{ 1 // 0 }}", r"overrides/words\.html:1: This layout cannot be used: .*division.*"),
}


@pytest.mark.parametrize("name", BROKEN_LAYOUTS)
def test_layout_that_cannot_be_used(made: Workshop, name: str) -> None:
    """A designer's slip: the sentence names the layout and its line."""
    file, text, said = BROKEN_LAYOUTS[name]
    (made.home / "overrides" / file).write_text(text, encoding="utf-8")
    lines = refused(made)
    assert 1 == len(lines)
    assert re.fullmatch(said, lines[0].removeprefix(f"{made.home}/")), lines


def test_layout_missing(made: Workshop) -> None:
    """A page's layout was removed."""
    (made.home / "overrides" / "words.html").unlink()
    lines = refused(made)
    assert 1 == len(lines)
    assert "words.html" in lines[0]


def test_day_that_is_none(made: Workshop) -> None:
    """SITE_DATE is the only input that comes from outside the sources."""
    assert ['The day must be written like 2026-11-22; it is "yesterday".'] == refused(made, SITE_DATE="yesterday")


@pytest.mark.parametrize("strict", [True, False], ids=["strict", "plain"])
def test_warning_of_mkdocs_is_an_error(made: Workshop, strict: bool) -> None:
    """`mkdocs build --strict -q` forgets warnings and returns 0; here each one is a finding, strict or not."""
    helpers.edit(made.path, {"change": [
        {"file": "mkdocs.yml", "old": "    absolute_links: ignore", "new": "    absolute_links: warn"},
        {"file": "content/privacy.md", "old": "This site stores", "new": "[Reach us](/contact/). This site stores"}]})
    lines = refused(made, str(Path(sys.executable).with_name("mkdocs")), "build", "-q", *(["--strict"] if strict else []))
    found = [line for line in lines if line.endswith("(front-matter)")]
    assert 1 == len(found), lines
    assert found[0].startswith("mkdocs.yml:1: Doc file 'privacy.md' contains an absolute link '/contact/'")


def test_build_that_is_stopped_leaves_the_last_site(made: Workshop) -> None:
    """A folder left behind by a build that was killed is in nobody's way."""
    (made.site.with_name("site.new")).mkdir()
    (made.site.with_name("site.new") / "half.html").write_text("half", encoding="utf-8")
    (made.folder / "content" / "privacy.md").write_text("", encoding="utf-8")
    refused_lines = _refused_or_left(made)
    assert refused_lines[0].startswith("content/privacy.md:1:")


def _refused_or_left(made: Workshop) -> list[str]:
    before = helpers.contents(made.site)
    done = helpers.build(made.folder)
    assert 1 == done.returncode
    assert before == helpers.contents(made.site)
    shutil.rmtree(made.site.with_name("site.new"), ignore_errors=True)
    return done.stdout.splitlines()


def test_check_without_mkdocs_says_it_in_a_sentence_too(made: Workshop) -> None:
    """`python -m hooks.check` on a folder or settings that cannot be used."""
    check: Callable[..., CompletedProcess[str]] = lambda *arguments: helpers.run(sys.executable, "-m", "hooks.check", *arguments, folder=made.folder)  # noqa: E731
    for arguments, said in ((["nowhere"], "There is no built folder nowhere. Run: make site"),
                            (["site", "--today", "tomorrow"], 'The day must be written like 2026-11-22; it is "tomorrow".')):
        done = check(*arguments)
        assert 1 == done.returncode
        assert said == done.stdout.strip()
    for settings in ("", "- a list\n", "extra: text\ntheme: material\nnav: words.md\n", 'site_name: "not closed\n'):
        (made.folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
        done = check("site")
        assert 1 == done.returncode
        assert "Traceback" not in done.stdout, done.stdout
        assert "mkdocs.yml:" in done.stdout
