"""A stranger's files, names and paths: each is refused in one sentence, nothing is written elsewhere, and what passes is harmless in a browser."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from PIL import Image

from hooks import check, content, files, gate, owners, svg
from hooks.findings import Finding, printable
from hooks.output import Blocked, Output
from hooks.site_path import site_path, strange
from tests import helpers
from tests.helpers import DAY, ROOT, Workshop

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
RUNS = "document.documentElement.setAttribute('data-ran', '1')"
SHAPES = SVG + ('<title>A map</title><defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient><g id="b"><path d="M0 0h1"/></g></defs>'
                '<rect width="9" height="9" fill="url(#a)" transform="rotate(9) scale(1, 2)"/><use href="#b" x="3"/><text x="1" y="2">&lt;b&gt;</text></svg>')
LISTED = "- file: {}\n  reason: It only shows the way to our door.\n  declared_by: Lead adviser\n"


# --- what is spoiled -----------------------------------------------------------------------------------------------


def put(name: str, data: bytes | str) -> Callable[[Workshop], None]:
    """A spoiling that writes one file below content/."""
    def spoil(made: Workshop) -> None:
        path = made.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return spoil


def drawn(inside: str) -> Callable[[Workshop], None]:
    return put("assets/map.svg", f"{SVG}{inside}</svg>")


def link(name: str, to: str) -> Callable[[Workshop], None]:
    """A spoiling that makes a link of the file system below content/, in the place of what stands there."""
    def spoil(made: Workshop) -> None:
        path = made.folder / "content" / name
        if path.is_dir():
            shutil.move(path, made.folder / "moved")
        path.unlink(missing_ok=True)
        path.symlink_to(to)
    return spoil


def pipe(name: str) -> Callable[[Workshop], None]:
    def spoil(made: Workshop) -> None:
        (made.folder / "content" / name).unlink(missing_ok=True)
        os.mkfifo(made.folder / "content" / name)
    return spoil


def address(line: str) -> Callable[[Workshop], None]:
    def spoil(made: Workshop) -> None:
        path = made.folder / "content" / "addresses.txt"
        path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    return spoil


def picture(kind: str, width: int = 8, height: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#0b4a6f").save(out, kind)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 3,600 million pixels."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def pdf(**root: object) -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in root.items():
        document.Root[f"/{name}"] = document.make_indirect(pikepdf.Dictionary(value)) if isinstance(value, dict) else value
    document.save(out)
    return out.getvalue()


def locked() -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(out, encryption=pikepdf.Encryption(user="open", owner="own"))
    return out.getvalue()


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{}"/></Types>'
PLAIN_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATION = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{}" Target="{}" TargetMode="External"/></Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word(types: str = PLAIN_WORD, kind: str = "hyperlink", target: str = "https://other.example.org/", more: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", TYPES.format(types))
        parts.writestr("word/document.xml", "<document/>")
        parts.writestr("word/_rels/document.xml.rels", RELATION.format(OFFICE + kind, target))
        parts.writestr("word/media/more", more)
    return out.getvalue()


def declared(name: str, data: bytes | str) -> Callable[[Workshop], None]:
    """Supplied publicity that is declared to be none: no rule about publicity looks at it."""
    def spoil(made: Workshop) -> None:
        put(f"publicity/{name}", data)(made)
        put("publicity/not-publicity.yml", LISTED.format(name))(made)
    return spoil


def both(*spoilings: Callable[[Workshop], None]) -> Callable[[Workshop], None]:
    def spoil(made: Workshop) -> None:
        for one in spoilings:
            one(made)
    return spoil


def content_elsewhere(made: Workshop) -> None:
    (made.folder / "content").rename(made.home / "elsewhere")
    (made.folder / "content").symlink_to(made.home / "elsewhere")


def name_that_is_not_utf_8(made: Workshop) -> None:
    (made.folder / "content" / "assets" / os.fsdecode(b"caf\xe9.png")).write_bytes(picture("PNG"))


LINK, KIND, NONE = "it is a link to another place", "must be of one of these kinds", "as its name says"
WAY, NAMED = "must be a way inside the site", "The name of a file becomes its address"
REFUSED: dict[str, tuple[Callable[[Workshop], None], str, str]] = {
    # links of the file system, to files and folders, outside and inside, and to nothing
    "link-to-passwd": (link("assets/file.png", "/etc/passwd"), "content/assets/file.png:1: ", LINK),
    "link-to-a-folder-outside": (link("assets/dir", "/etc/apt"), "content/assets/dir:1: ", LINK),
    "link-to-a-folder-of-the-project": (link("assets/m", "../../.github/x"), "content/assets/m:1: ", LINK),
    "link-to-a-file-of-the-site": (link("assets/copy.svg", "logo.svg"), "content/assets/copy.svg:1: ", LINK),
    "link-to-nothing": (link("assets/none.png", "nowhere.png"), "content/assets/none.png:1: ", LINK),
    "link-to-itself": (link("assets/loop.png", "loop.png"), "content/assets/loop.png:1: ", LINK),
    "hidden-link-to-everything": (link("about/.all", "/"), "content/about/.all:1: ", LINK),
    "link-in-a-hidden-folder": (both(put(".all/x", ""), link(".all/more", "/etc")), "content/.all/more:1: ", LINK),
    "link-to-the-folder-above": (link("about/more", ".."), "content/about/more:1: ", LINK),
    "link-for-a-page": (link("about/who.md", "../privacy.md"), "content/about/who.md:1: ", LINK),
    "link-for-a-record": (link("notices.yml", "/etc/hostname"), "content/notices.yml:1: ", LINK),
    "link-for-the-logo": (link("assets/logo.svg", "/etc/hostname"), "content/assets/logo.svg:1: ", LINK),
    "link-for-the-list-of-no-publicity": (link("publicity/not-publicity.yml", "/etc/hostname"), "content/publicity/not-publicity.yml:1: ", LINK),
    "link-for-content": (content_elsewhere, "content:1: ", LINK),
    "link-among-the-layouts": (lambda made: (made.home / "overrides" / "assets" / "js" / "more.js").symlink_to("/etc/hostname"), "overrides/assets/js/more.js:1: ", LINK),
    # what is no ordinary file
    "pipe-for-a-page": (pipe("about/pipe.md"), "content/about/pipe.md:1: ", "a pipe, a device"),
    "pipe-for-a-picture": (pipe("assets/pipe.png"), "content/assets/pipe.png:1: ", "a pipe, a device"),
    "pipe-for-a-record": (pipe("wording.yml"), "content/wording.yml:1: ", "a pipe, a device"),
    # names
    "line-feed-in-a-name": (put("assets/a\n::error::x.txt", "x"), "content/assets/a\\x0a::error::x.txt:1: ", "Rename it"),
    "line-feed-in-a-picture": (put("assets/a\n::error::x.png", picture("PNG")), "content/assets/a\\x0a::error::x.png:1: ", NAMED),
    "escape-of-the-terminal": (put("assets/a\x1b[31m.png", picture("PNG")), "content/assets/a\\x1b[31m.png:1: ", NAMED),
    "turned-name": (put("assets/a\u202egnp.png", picture("PNG")), "content/assets/a\\u202egnp.png:1: ", NAMED),
    "name-that-is-not-utf-8": (name_that_is_not_utf_8, "content/assets/caf\\xe9.png:1: ", NAMED),
    "page-with-a-line-feed": (put("about/a\nb.md", "x"), "content/about/a\\x0ab.md:1: ", "Rename this file"),
    "backslash-in-a-name": (put("assets/a\\b.png", picture("PNG")), "content/assets/a\\b.png:1: ", NAMED),
    "escape-in-a-name": (put("assets/a%2fb.png", picture("PNG")), "content/assets/a%2fb.png:1: ", NAMED),
    "long-name": (put(f"assets/{'a' * 220}.png", picture("PNG")), "content/assets/aaa", NAMED),
    "capitals-alone-differ": (both(put("assets/a.png", picture("PNG")), put("assets/A.png", picture("PNG"))), "content/assets/a.png:1: ", "in more than capitals"),
    "well-known": (put(".well-known/security.txt", "Contact: mailto:a@example.org"), "content/.well-known:1: ", "This must go"),
    # kinds
    "script-that-is-no-publicity": (declared("notes.js", RUNS), "content/publicity/notes.js:1: ", KIND),
    "script-among-the-assets": (put("assets/notes.js", RUNS), "content/assets/notes.js:1: ", "nobody would have checked it"),
    "page-of-html": (put("about/form.html", "<form>"), "content/about/form.html:1: ", "nobody would have checked it"),
    "html-that-is-no-publicity": (declared("form.html", "<form>"), "content/publicity/form.html:1: ", KIND),
    "no-ending": (declared("map", "a map"), "content/publicity/map:1: ", KIND),
    "stylesheet": (put("assets/more.css", "*{}"), "content/assets/more.css:1: ", "nobody would have checked it"),
    "html-called-a-picture": (put("assets/map.png", "<script>1</script>"), "content/assets/map.png:1: ", "of the kind that its name says"),
    "jpeg-called-png": (put("assets/map.png", picture("JPEG")), "content/assets/map.png:1: ", "of the kind that its name says"),
    "picture-cut-short": (put("assets/map.png", picture("PNG", 90, 90)[:-60]), "content/assets/map.png:1: ", "or it is damaged"),
    "picture-too-wide": (put("assets/map.png", picture("PNG", 2401, 4)), "content/assets/map.png:1: ", "at most 2,400 pixels wide"),
    "picture-too-high": (put("assets/map.png", picture("PNG", 4, 4801)), "content/assets/map.png:1: ", "4,800 high"),
    "picture-bomb": (put("assets/map.png", bomb()), "content/assets/map.png:1: ", "at most 2,400 pixels wide"),
    "picture-too-heavy": (put("assets/map.jpg", picture("JPEG") + b"\0" * 300_000), "content/assets/map.jpg:1: ", "at most 300 kB; it has 301. Make it smaller"),
    "html-called-pdf": (declared("map.pdf", "<script>1</script>"), "content/publicity/map.pdf:1: ", NONE),
    "pdf-that-is-broken": (declared("map.pdf", b"%PDF-1.7\n"), "content/publicity/map.pdf:1: ", "it cannot"),
    "pdf-with-a-password": (declared("map.pdf", locked()), "content/publicity/map.pdf:1: ", "without a password"),
    "pdf-that-runs": (declared("map.pdf", pdf(OpenAction={"/S": pikepdf.Name("/JavaScript"), "/JS": "app.alert(1)"})), "content/publicity/map.pdf:1: ", "nothing that runs"),
    "pdf-that-starts-a-program": (declared("map.pdf", pdf(OpenAction={"/S": pikepdf.Name("/Launch"), "/F": "cmd.exe"})), "content/publicity/map.pdf:1: ", "nothing that runs"),
    "pdf-that-sends": (declared("map.pdf", pdf(AA={"/WC": pikepdf.Dictionary({"/S": pikepdf.Name("/SubmitForm")})})), "content/publicity/map.pdf:1: ", "nothing that runs"),
    "pdf-with-a-script-link": (declared("map.pdf", pdf(OpenAction={"/S": pikepdf.Name("/URI"), "/URI": "javascript:1"})), "content/publicity/map.pdf:1: ", "A link of a PDF"),
    "zip-called-word": (declared("map.docx", b"PK\x03\x04"), "content/publicity/map.docx:1: ", NONE),
    "word-with-macros": (declared("map.docx", word("application/vnd.ms-word.document.macroEnabled.main+xml")), "content/publicity/map.docx:1: ", "Word document"),
    "word-that-fetches": (declared("map.docx", word(kind="attachedTemplate")), "content/publicity/map.docx:1: ", "nothing from elsewhere"),
    "word-bomb": (declared("map.docx", word(more=b"\0" * 41_000_000)), "content/publicity/map.docx:1: ", "more than 40 MB"),
    "word-with-a-script-link": (declared("map.docx", word(target="javascript:1")), "content/publicity/map.docx:1: ", "A link of a Word document"),
    # drawings
    "drawing-with-a-script": (drawn(f"\n<script>{RUNS}</script>"), "content/assets/map.svg:2: ", "<script>"),
    "drawing-that-runs-when-opened": (put("assets/map.svg", SVG.replace("<svg ", f'<svg onload="{RUNS}" ') + "</svg>"), "content/assets/map.svg:1: ", '"onload"'),
    "drawing-with-a-form": (drawn("<foreignObject><form/></foreignObject>"), "content/assets/map.svg:1: ", "<foreignObject>"),
    "drawing-from-elsewhere": (drawn('<use href="https://other.example.org/#a"/>'), "content/assets/map.svg:1: ", "must not lead outside itself"),
    "drawing-with-old-link": (drawn('<a xlink:href="https://other.example.org/"/>'), "content/assets/map.svg:1: ", "<a>"),
    "drawing-with-a-picture": (drawn('<image href="data:image/png;base64,AA"/>'), "content/assets/map.svg:1: ", "<image>"),
    "drawing-filled-from-elsewhere": (drawn('<rect fill="url(//other.example.org/#a)"/>'), "content/assets/map.svg:1: ", '"fill"'),
    "drawing-with-a-style": (drawn("<style>@import url(//other.example.org)</style>"), "content/assets/map.svg:1: ", "<style>"),
    "drawing-with-style-on-a-shape": (drawn('<rect style="fill:url(//other.example.org)"/>'), "content/assets/map.svg:1: ", '"style"'),
    "drawing-that-moves": (drawn('<set attributeName="href" to="javascript:1"/>'), "content/assets/map.svg:1: ", "<set>"),
    "drawing-with-a-document-type": (put("assets/map.svg", f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}</svg>'), "content/assets/map.svg:1: ", "<!DOCTYPE"),
    "drawing-with-a-stylesheet": (put("assets/map.svg", f'<?xml-stylesheet href="//other.example.org"?>{SVG}</svg>'), "content/assets/map.svg:1: ", "another file or program"),
    "drawing-with-raw-text": (drawn("<title><![CDATA[<img src=x onerror=1>]]></title>"), "content/assets/map.svg:1: ", "raw text"),
    "drawing-in-another-encoding": (put("assets/map.svg", f'<?xml version="1.0" encoding="utf-7"?>{SVG}</svg>'), "content/assets/map.svg:1: ", "in UTF-8"),
    "drawing-with-another-namespace": (drawn('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'), "content/assets/map.svg:1: ", "<x:script>"),
    "drawing-without-end": (drawn('<g id="a"><use href="#a"/></g>'), "content/assets/map.svg:1: ", "refer to itself"),
    "drawing-drawn-again-and-again": (drawn('<path id="a0"/>' + "".join(f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 9 + "</g>" for n in range(9))),
                                      "content/assets/map.svg:1: ", "what is drawn again counted too"),
    "drawing-that-is-none": (put("assets/map.svg", "<html><script>1</script></html>"), "content/assets/map.svg:1: ", "begin with <svg>"),
    # the logo
    "logo-with-a-form": (put("assets/logo.svg", f"{SVG}<foreignObject><form/></foreignObject></svg>"), "content/assets/logo.svg:1: ", "<foreignObject>"),
    "logo-that-is-not-utf-8": (put("assets/logo.svg", f"{SVG}<title>Caf\xe9</title></svg>".encode("latin-1")), "content/assets/logo.svg:1: ", "in UTF-8"),
    "logo-that-is-a-png": (put("assets/logo.svg", picture("PNG")), "content/assets/logo.svg:1: ", "in UTF-8"),
    "logo-of-60000-paths": (put("assets/logo.svg", SVG + "<path/>" * 60_000 + "</svg>"), "content/assets/logo.svg:1: ", "at most 16 kB"),
    "drawing-of-60000-paths": (drawn("<g/>" * 60_000), "content/assets/map.svg:1: ", "at most 2,000 shapes"),
    # paths
    "address-above": (address("/../x/ -> /about/"), "content/addresses.txt:1: ", WAY),
    "address-into-the-last-good-site": (address("/../site/x/ -> /about/"), "content/addresses.txt:1: ", WAY),
    "address-above-later": (address("/about/../../x/ -> /about/"), "content/addresses.txt:1: ", WAY),
    "address-escaped": (address("/%2e%2e/x/ -> /about/"), "content/addresses.txt:1: ", WAY),
    "address-escaped-twice": (address("/%252e%252e/x/ -> /about/"), "content/addresses.txt:1: ", WAY),
    "address-with-an-empty-step": (address("//other.example.org/ -> /about/"), "content/addresses.txt:1: ", WAY),
    "address-with-a-backslash": (address("/..\\x/ -> /about/"), "content/addresses.txt:1: ", WAY),
    "address-with-a-space": (address("/a b/ -> /about/"), "content/addresses.txt:1: ", WAY),
    "address-of-the-first-page": (address("/index.html/ -> /about/"), "content/addresses.txt:1: ", "without index.html"),
    "address-of-a-page's-file": (address("/old/index.html -> /about/"), "content/addresses.txt:1: ", "without index.html"),
    "address-of-300-letters": (address(f"/{'a' * 300}/ -> /about/"), "content/addresses.txt:1: ", "at most 200 characters"),
    "address-that-leads-away": (address("/x/ -> //other.example.org/"), "content/addresses.txt:1: ", WAY),
    "address-that-leads-above": (address("/x/ -> /../etc/"), "content/addresses.txt:1: ", WAY),
    "address-alone": (address("/../x/"), "content/addresses.txt:1: ", WAY),
    "no-publicity-elsewhere": (put("publicity/not-publicity.yml", LISTED.format("../../mkdocs.yml")), "content/publicity/not-publicity.yml:1: ", "must be the way to a file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(workshop: Workshop, name: str) -> None:
    """One sentence, with file and line; nothing is built, and nothing is written anywhere else."""
    spoil, begins, says = REFUSED[name]
    (workshop.site).mkdir()
    (workshop.site / "index.html").write_text("The last good site", encoding="utf-8")
    spoil(workshop)
    if name == "no-publicity-elsewhere":
        assert _declarations(workshop)[0].startswith(begins)
        return
    before = everywhere(workshop)
    outcome = helpers.build_here(workshop)
    assert 1 == len(outcome.findings), outcome.findings
    assert outcome.findings[0].startswith(begins)
    assert says in outcome.findings[0]
    assert outcome.refusal == "The site was not built: 1 thing to put right. The last good site is untouched."
    assert all(line.isprintable() and not line.startswith("::") for line in outcome.said.splitlines())
    assert before == everywhere(workshop)


def _declarations(workshop: Workshop) -> list[str]:
    """What is wrong with the list of what is no publicity; quick builds do not ask."""
    from hooks.printed import brought
    found: list[Finding] = []
    brought.declared(content.read(workshop.folder / "mkdocs.yml", DAY), found)
    assert "must be the way to a file" in found[0].message
    return [str(finding) for finding in found]


def everywhere(workshop: Workshop) -> list[str]:
    """Every name in the workshop but what a build may write."""
    return sorted(str(path.relative_to(workshop.home)) for path in workshop.home.rglob("*")
                  if not {"site.new", "build"} & set(path.relative_to(workshop.home).parts))


# --- what a build may still meet -----------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["/robots.txt/ -> /about/", "/assets/site.css/ -> /about/", "/assets/search.json/ -> /about/", "/whole-site.html/x/ -> /about/", "/gate.json/ -> /about/", "/contact/index/ -> /about/"])
def test_address_below_a_file(workshop: Workshop, line: str) -> None:
    """Only the build knows all files: an address below one of them is a finding on its line, or has room."""
    address(line)(workshop)
    outcome = helpers.build_here(workshop)
    below_a_file = not line.startswith("/contact/")
    assert [line for line in outcome.findings if "(service-confirms)" not in line] == ([
        f"content/addresses.txt:1: {line.split()[0]} cannot lead on: a file of the site stands there. Remove this line. (addresses-kept)"] if below_a_file else [])


def test_name_of_a_file_that_the_build_makes(workshop: Workshop) -> None:
    """A picture that would take the place of the site's own icon."""
    put("assets/icon.svg", SHAPES)(workshop)
    found = helpers.build_here(workshop).findings
    assert ["content/assets/icon.svg:1: Two parts of the build make assets/icon.svg: a file of content/ and the assets. Give the file of content/ "
            "another name. (nothing-unaccounted)"] == [line for line in found if "nothing-unaccounted" in line]


def test_pictures_are_weighed(workshop: Workshop) -> None:
    """A picture that is allowed by itself may still be too heavy for a page."""
    out = io.BytesIO()
    Image.effect_noise((220, 220), 90).save(out, "PNG")
    put("assets/door.png", out.getvalue())(workshop)
    page = workshop.folder / "content" / "about" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n![Our door is blue](../assets/door.png)\n", encoding="utf-8")
    found = [line for line in helpers.build_here(workshop).findings if "light-enough" in line]
    assert 1 == len(found), found
    assert found[0].startswith("content/about/index.md:1: A page must weigh at most 40 KiB with typefaces and pictures; this one weighs ")


# --- the finished folder -------------------------------------------------------------------------------------------


def add(name: str, text: str = "x") -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return spoil


def grow(name: str) -> Callable[[Path], None]:
    return lambda site: (site / name).write_bytes((site / name).read_bytes() + b" ")


def relink(site: Path) -> None:
    shutil.copy(site / "assets" / "site.css", site.parent / "site.css")
    (site / "assets" / "site.css").unlink()
    (site / "assets" / "site.css").symlink_to(site.parent / "site.css")


NO_PART, CHANGED = "No part of the build made", "it was changed afterwards"
SPOILED: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "script": (add("assets/more.js", RUNS), "site/assets/more.js:1: ", NO_PART),
    "hidden-file": (add(".htaccess"), "site/.htaccess:1: ", NO_PART),
    "program-of-the-host": (add("functions/all.js"), "site/functions/all.js:1: ", NO_PART),
    "link-to-a-folder": (lambda site: (site / "more").symlink_to("/etc/apt"), "site/more:1: ", NO_PART),
    "link-for-a-file": (relink, "site/assets/site.css:1: ", "it is a link"),
    "script-changed": (grow("assets/menu.js"), "site/assets/menu.js:1: ", CHANGED),
    "stylesheet-changed": (grow("assets/site.css"), "site/assets/site.css:1: ", CHANGED),
    "search-changed": (grow("assets/search.json"), "site/assets/search.json:1: ", CHANGED),
    "headers-changed": (grow("_headers"), "site/_headers:1: ", CHANGED),
    "drawing-changed": (grow("assets/icon.svg"), "site/assets/icon.svg:1: ", CHANGED),
    "typeface-changed": (lambda site: grow(next(path.relative_to(site).as_posix() for path in site.rglob("*.woff2")))(site), "site/assets/fonts/", CHANGED),
}


@pytest.mark.parametrize("name", SPOILED)
def test_finished_folder(workshop: Workshop, name: str) -> None:
    """What nobody made, and what was changed after it was made, is found again without the build; and its record no longer fits."""
    spoil, begins, says = SPOILED[name]
    helpers.take_built(workshop)
    assert not any("gate record is of another folder" in reason for reason in gate.reasons_against(workshop.site))
    spoil(workshop.site)
    found = [line for line in helpers.judge_here(workshop) if "(nothing-unaccounted)" in line]
    assert 1 == len(found), found
    assert found[0].removeprefix("content/").startswith(begins)
    assert says in found[0]
    assert any("gate record is of another folder" in reason for reason in gate.reasons_against(workshop.site))


@pytest.mark.parametrize("kept", [None, "older", "{"], ids=["none", "older", "broken"])
def test_without_a_list_nothing_is_accounted_for(workshop: Workshop, kept: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    """The list stands in the gate record; to remove it is no way round, and what to do is said once, again and again."""
    helpers.take_built(workshop)
    record = workshop.site / "gate.json"
    if kept == "older":
        record.write_text(json.dumps({name: value for name, value in json.loads(record.read_text(encoding="utf-8")).items() if name != "made"}), encoding="utf-8")
    elif kept:
        record.write_text(kept, encoding="utf-8")
    else:
        record.unlink()
    says = "site/gate.json:1: gate.json must list what the build made; it is missing, or an older build wrote it. Build the site again: make site"
    for _ in range(2):
        done = check.main([str(workshop.site), "--config", str(workshop.folder / "mkdocs.yml"), "--today", DAY.isoformat()])
        said = capsys.readouterr().out.splitlines()
        assert (1, [f"{says} (nothing-unaccounted)"]) == (done, [line for line in said if "nothing-unaccounted" in line])


def test_every_file_has_its_maker(workshop: Workshop) -> None:
    """The record lists each file of the folder but itself, and nothing else."""
    helpers.take_built(workshop)
    listed = json.loads((workshop.site / "gate.json").read_text(encoding="utf-8"))["made"]
    assert set(helpers.contents(workshop.site)) - {"gate.json"} == set(listed)


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "a//x", "", ".", "a\\..\\x", "link/x", "file/x", "link", "folder"])
def test_writing_stays_inside(tmp_path: Path, name: str) -> None:
    """The one function that writes: no way out of the folder, through no link, over no folder."""
    folder = tmp_path / "site"
    (folder / "folder").mkdir(parents=True)
    (folder / "file").write_text("x", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path)
    before = helpers.contents(tmp_path)
    with pytest.raises(Blocked):
        Output(folder).write(name, "written", "a test")
    assert before == helpers.contents(tmp_path)


def test_writing_records_who_wrote(tmp_path: Path) -> None:
    """The maker stays when the file is changed later; its number follows the bytes."""
    output = Output(tmp_path / "site")
    output.write("a/b.txt", "one", "a test")
    first = output.made["a/b.txt"]
    output.change("a/b.txt", "two")
    assert ("a test", "two") == (output.made["a/b.txt"].by, (tmp_path / "site" / "a" / "b.txt").read_text(encoding="utf-8"))
    assert first.digest != output.made["a/b.txt"].digest


# --- paths, names, findings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["/", "/about/", "/publicity/poster.pdf", "/Old_Page/v1.2~x/", "/.well-known/security.txt", f"/{'a' * 198}/"])
def test_site_path(text: str) -> None:
    assert text == site_path(text)


@pytest.mark.parametrize("text", ["", "about", "//", "/a//b/", "/./", "/../", "/a/..", "/.git/", "/a\\b/", "/%2e%2e/", "/%5c/", "/a?b", "/a b/", "/a\n/", "/caf\xe9/",
                                  "/index.html/", "/a/index.html", f"/{'a' * 200}/"])
def test_no_site_path(text: str) -> None:
    with pytest.raises(ValueError, match="^must "):
        site_path(text)


@pytest.mark.parametrize("target", ["..\\x", "a//b", "%2e%2e/x", "a%2Fb", "a%5Cb", "a%252fb", "a%0ab", "a" * 201])
def test_strange_link(target: str) -> None:
    assert strange(target)


@pytest.mark.parametrize("target", ["../contact/", "../words/#a//b", "?q=a//b", "caf%C3%A9/", "#%2e"])
def test_link_that_is_not_strange(target: str) -> None:
    assert not strange(target)


def test_finding_is_one_line() -> None:
    """Whatever a file is named and holds: no line of a log begins with a stranger's words, and no mark turns them round."""
    found = Finding("content/a\n::error::x.txt", 1, "It holds \x1b[1m, \u202e and \udce9.\n::error::no", "rule")
    assert r"content/a\x0a::error::x.txt:1: It holds \x1b[1m, \u202e and \xe9. ::error::no (rule)" == str(found)
    assert "\\x0a" in found.path
    assert "Caf\xe9 \u201cfree\u201d" == printable("Caf\xe9 \u201cfree\u201d")


# --- drawings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [ROOT / "content" / "assets" / "logo.svg", helpers.MADE_UP / "content" / "assets" / "logo.svg"], ids=["real", "made-up"])
def test_our_logos_are_plain_drawings(path: Path) -> None:
    svg.examine(path.read_bytes())
    assert path.stat().st_size < files.MOST_LOGO


def test_list_of_drawing_holds_nothing_that_acts() -> None:
    """Whoever adds to the list meets this test: no element that runs, fetches, moves or frames, and no attribute that a browser runs."""
    every = set().union(*svg.ELEMENTS.values())
    assert not {"script", "style", "foreignObject", "a", "image", "iframe", "animate", "set", "animateMotion", "animateTransform", "feImage", "filter",
                "mask", "pattern", "marker", "handler", "audio", "video"} & set(svg.ELEMENTS)
    assert not [name for name in every if name.startswith("on") or name in ("style", "src", "filter", "mask", "cursor")]


# --- who approves --------------------------------------------------------------------------------------------------


def test_every_path_has_an_owner() -> None:
    """GitHub asks the owners of the last line that fits; the patterns are those of .gitignore (GitHub: About code owners)."""
    from pathspec import GitIgnoreSpec

    lines = [(GitIgnoreSpec.from_lines([line.pattern]), line) for line in owners.lines((ROOT / owners.FILE).read_text(encoding="utf-8"))]
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    paths = [name for name in done.stdout.decode().split("\0") if name]
    own = {path: [line for spec, line in lines if spec.match_file(path)] for path in paths}
    assert [] == [path for path, fit in own.items() if not fit or not fit[-1].owners]
    assert [] == [path for path, fit in own.items() if fit[-1].pattern == "*"], "each has a line that names its place"
    manager = "@fill-in-organisation/service-manager"
    for path in ("content/addresses.txt", "content/notices.yml", "content/wording.yml", "content/families-say.yml", "content/spelling.txt",
                 "content/publicity/not-publicity.yml", "content/assets/logo.svg", "content/policies/impartiality.md"):
        last = [line for spec, line in lines if spec.match_file(path)][-1]
        assert manager in last.owners or not any(name.startswith(owners.PLACEHOLDER) for name in last.owners), path


@pytest.mark.parametrize(("text", "line", "says"), [
    ("/content/ @larkmere/advisers\n", None, ""),
    ("# who\n/content/ @larkmere/advisers # the team\n* @one two@example.org\n", None, ""),
    ("/content/ @larkmere/advisers\n/hooks/ @fill-in-organisation/site-code\n", 2, "in place of @fill-in-organisation/site-code"),
    ("\n/content/\n", 2, "write who approves /content/"),
    ("# nothing\n", 1, "write who approves what"),
    (None, 1, "there must be a file .github/CODEOWNERS"),
])
def test_who_approves_is_a_question(workshop: Workshop, text: str | None, line: int | None, says: str) -> None:
    """While nobody has said who approves, publishing waits, and the draft notice asks; a site without a .github/ has no such question."""
    records = content.read(workshop.folder / "mkdocs.yml", DAY)
    assert records.no_approver is None
    (workshop.folder / ".github").mkdir()
    if text is not None:
        (workshop.folder / ".github" / "CODEOWNERS").write_text(text, encoding="utf-8")
    helpers.take_built(workshop)
    found = [finding for finding in helpers.judge_here(workshop) if "CODEOWNERS" in finding]
    asked = content.read(workshop.folder / "mkdocs.yml", DAY).unconfirmed
    if line is None:
        assert ([], False) == (found, owners.ASK in asked)
    else:
        assert found[0].startswith(f".github/CODEOWNERS:{line}: The service must confirm: Who approves changes to this website. To do so, ")
        assert (1, True) == (len(found), owners.ASK in asked)
        assert says in found[0]


# --- what passes, in a browser -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def passing(tmp_path_factory: pytest.TempPathFactory, _quick: None) -> Path:
    """A site with a file of every kind that may be added, as a host serves it that sends no headers of ours."""
    made = helpers.workshop(tmp_path_factory.mktemp("passing"), own_layouts=False)
    for name, data in {"map.svg": SHAPES, "a.png": picture("PNG"), "b.jpg": picture("JPEG"), "c.webp": picture("WEBP"), "d.gif": picture("GIF")}.items():
        put(f"assets/{name}", data)(made)
    for name, data in {"way.pdf": pdf(), "way.docx": word(), "way.svg": SHAPES}.items():
        put(f"publicity/{name}", data)(made)
    put("publicity/not-publicity.yml", "".join(LISTED.format(name) for name in ("way.pdf", "way.docx", "way.svg")))(made)
    put(".DS_Store", "left by a computer")(made)
    link("about/.#index.md", "somebody@computer.123")(made)  # Emacs holds an open file by such a link
    page = made.folder / "content" / "about" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n![Our map](../assets/map.svg) ![Our door](../assets/a.png)\n", encoding="utf-8")
    outcome = helpers.build_here(made)
    assert outcome.refusal is None, outcome.said
    assert [] == [line for line in outcome.findings if "(service-confirms)" not in line and "(checks-due)" not in line]
    (made.site / "_headers").unlink()
    return made.site


def opened(browser: object, address: str, names: list[str]) -> tuple[set[str], set[str]]:
    """Opens files by themselves in one page: the scripts that ran (an inline one is named by its page), and the hosts that were asked."""
    from playwright.sync_api import Browser, Error

    assert isinstance(browser, Browser)
    context = browser.new_context()
    page = context.new_page()
    ran: set[str] = set()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc)
            if not request.url.startswith("chrome") else None)  # the browser's own viewer of PDFs asks itself
    watch = context.new_cdp_session(page)
    watch.on("Debugger.scriptParsed", lambda script: ran.add(urlsplit(script["url"]).path)
             if (script.get("executionContextAuxData") or {}).get("isDefault") and script["url"] else None)
    watch.send("Debugger.enable")
    for name in names:
        try:
            page.goto(f"{address}/{name}", wait_until="load")
        except Error as error:
            if "is interrupted by another navigation" not in str(error):
                assert "Download is starting" in str(error) or "ERR_ABORTED" in str(error), error
                continue
            page.wait_for_load_state()  # the page before leads on by itself, and was quicker
            page.goto(f"{address}/{name}", wait_until="load")
    context.close()
    return ran, asked


def test_browser_runs_our_scripts_alone(passing: Path, serve: Callable[[Path], str], browser: object) -> None:
    """Every page and every file of the site that passed, opened by itself: only the build's own scripts run, and no other host is asked."""
    names = sorted(name.removesuffix("index.html") for name in helpers.contents(passing))
    address = serve(passing)
    ran, asked = opened(browser, address, names)
    ours = {f"/{path.relative_to(passing).as_posix()}" for path in passing.glob("assets/*.js")}
    assert ran
    assert ran <= ours
    assert {urlsplit(address).netloc} == asked


def test_browser_would_tell(tmp_path: Path, serve: Callable[[Path], str], browser: object) -> None:
    """The test above can fail: a drawing that runs, and one that asks another host, are seen."""
    (tmp_path / "runs.svg").write_text(f"{SVG}<script>{RUNS}</script></svg>", encoding="utf-8")
    (tmp_path / "asks.svg").write_text(f'{SVG}<image href="http://other.example.org/a.png"/></svg>', encoding="utf-8")
    ran, asked = opened(browser, serve(tmp_path), ["runs.svg", "asks.svg"])
    assert {"/runs.svg"} == ran
    assert "other.example.org" in asked
