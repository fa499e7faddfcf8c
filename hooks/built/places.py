"""Where words of the finished site were typed: the file and the line that a person mends."""

from __future__ import annotations

from html import unescape

from hooks.built.site import BuiltPage, Site
from hooks.sources.content import Content

SOURCES = frozenset({".md", ".yml", ".txt"})


def place_of(site: Site, built: BuiltPage, words: str) -> tuple[str, int]:
    """The line that somebody typed: on the page itself, else in whichever file of content holds the
    words, else in mkdocs.yml."""
    if words:
        page, content = site.source(built), site.content
        for name in ([page.src] if page else []) + [
            src for src in _files(content) if not page or src != page.src
        ]:
            line = _line(content, name, words)
            if line:
                return content.project_path(name), line
        for setting in content.settings:
            if words in setting.words:
                return setting.path, setting.line
        if words in (content.root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace"):
            return "mkdocs.yml", 1
    return site.where(built, words)


def _files(content: Content) -> list[str]:
    """Every file of content that holds words."""
    return [
        path.relative_to(content.folder).as_posix()
        for path in sorted(content.folder.rglob("*"))
        if path.suffix in SOURCES and path.is_file()
    ]


def _line(content: Content, name: str, words: str) -> int | None:
    """The first line of a file that holds the words, typed as they are shown or as HTML writes
    them."""
    text = (content.folder / name).read_text(encoding="utf-8", errors="replace")
    wanted = words.partition("\n")[0]
    return next(
        (
            number
            for number, line in enumerate(text.split("\n"), 1)
            if wanted in line or wanted in unescape(line)
        ),
        None,
    )
