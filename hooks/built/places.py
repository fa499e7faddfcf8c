"""Where words of the finished site were typed: the file and the line that a person mends."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from hooks.built.site import BuiltPage, Site
from hooks.words.passages import passages


def place_of(site: Site, built: BuiltPage, words: str) -> tuple[str, int]:
    """The line that somebody typed: on the page itself, else in whichever file of content holds the
    words, else in mkdocs.yml."""
    if words:
        page, content = site.source(built), site.content
        for path in dict.fromkeys(
            [*([content.path(page.src)] if page else []), *content.word_files()]
        ):
            line = _line(path, words)
            if line:
                return content.shown(path), line
        for each in content.pages:  # as a record has it, whatever signs YAML writes for it
            line = next((one.line for one in passages(content, each) if words in one.typed), 0)
            if line:
                return content.project_path(each.src), line
        for setting in content.settings:
            if words in setting.words:
                return setting.path, setting.line
        if line := _line(content.root / content.config.name, words):
            return content.config.name, line
    return site.where(built, words)


def _line(path: Path, words: str) -> int | None:
    """The first line of a file that holds the words, typed as they are shown or as HTML writes
    them."""
    text = path.read_text(encoding="utf-8", errors="replace")
    wanted = words.partition("\n")[0]
    return next(
        (
            number
            for number, line in enumerate(text.split("\n"), 1)
            if wanted in line or wanted in unescape(line)
        ),
        None,
    )
