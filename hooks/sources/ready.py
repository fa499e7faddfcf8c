"""Asks, before MkDocs is started, whether mkdocs.yml can be read: MkDocs reads it by itself, before
any hook can say what is wrong.

python -m hooks ready [mkdocs.yml]
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hooks.sources import frontmatter, merges, settings_file, terminal
from hooks.sources.findings import Finding
from hooks.sources.limits import Unreadable, is_address

TEXTS = ("site_name", "site_url", "site_description", "docs_dir", "repo_url", "edit_uri")
GROUPS = ("theme", "extra", "validation")
LISTS = ("nav", "hooks", "watch", "markdown_extensions")
BLOCKS = ("note", "gap", "quotation", "language", "easy", "statement")
"""What may stand between two lines of "///": blocks of PyMdown Extensions (pymdownx.blocks), made
in hooks/pages/markdown_blocks.py."""
MARKDOWN: dict[str, dict[str, Any]] = {
    "attr_list": {},
    "tables": {},
    "toc": {"permalink": False},  # no mark beside a heading
    "hooks.pages.markdown_blocks": {"blocks": list(BLOCKS)},
}
"""The extensions of Markdown that pages are written for, each with the options that it has. Another
would be a program that a settings file may start. The settings show what is used;
hooks/words/parsing.py says how pages are parsed, whatever stands there."""
THEME = frozenset({"name", "custom_dir", "language", "font"})
ADAPTER = Path(__file__).resolve().parents[1] / "adapter.py"
"""The one program that a settings file may start."""
KNOWN = frozenset({*TEXTS, *GROUPS, *LISTS, "plugins"})
"""The settings that the site has. Others, such as "extra_templates", would put files into it that
no rule knows."""
LEVELS = frozenset({"warn", "info", "ignore", "relative_to_docs"})
"""What an entry of "validation" may say: MkDocs' own words for how it tells of a link that leads
nowhere."""


def faults(path: Path) -> list[Finding]:
    """What is wrong with the settings, so far as no page need be read to know it; unfinished merges
    of any file before all else."""
    if unfinished := list(merges.found(path.resolve().parent)):
        return unfinished
    try:
        settings = settings_file.read(path)
    except Unreadable as error:
        return [Finding(path.name, error.line, error.message, settings_file.RULE)]
    return [
        settings.finding(place, message) for place, message in _shapes(settings.data, path.parent)
    ]


def _shapes(data: dict[str, Any], root: Path) -> Iterator[tuple[frontmatter.Place, str]]:
    """Settings that are of another kind than MkDocs can use, each with its place."""
    if not data.get("site_name"):
        yield ("site_name",), '"site_name" must be the name of the site.'
    for name in TEXTS:
        if data.get(name) is not None and not isinstance(data[name], str):
            yield (name,), f'"{name}" must be text.'
    for name in GROUPS:
        if name in data and not isinstance(data[name], dict):
            yield (name,), f'"{name}" must hold entries of its own, each as "name: value".'
    for name in LISTS:
        if name in data and not isinstance(data[name], list):
            yield (name,), f'"{name}" must be a list: one item on each line, each after "- ".'
    yield from _levels(("validation",), data.get("validation"))
    yield from refused(data)
    watch = data.get("watch")
    for number, name in enumerate(watch if isinstance(watch, list) else []):
        yield from _folder(("watch", number), name, root, "files to watch")
    if not is_address(data.get("site_url")):
        yield (
            ("site_url",),
            '"site_url" must be the site\'s whole address, beginning with https://.',
        )
    theme = data.get("theme")
    if not isinstance(theme, dict) or not theme.get("name"):
        yield ("theme",), '"theme" must have an entry "name", such as "name: material".'
    else:
        yield from _folder(
            ("theme", "custom_dir"), theme.get("custom_dir"), root, "layouts", "main.html"
        )
    pages = data.get("docs_dir", "content")
    yield from _folder(("docs_dir",), pages, root, "pages", "index.md")
    if isinstance(pages, str) and {".", ".."} & set(Path(pages).parts):
        yield ("docs_dir",), '"docs_dir" must be a folder beside this file, such as "content".'
    hooks = data.get("hooks")
    if not (
        isinstance(hooks, list)
        and len(hooks) == 1
        and isinstance(hooks[0], str)
        and _is_adapter(hooks[0], root)
    ):
        yield (
            ("hooks",),
            (
                '"hooks" must name hooks/adapter.py of this project and nothing else: without it'
                " nothing is checked, and any other program could do anything."
            ),
        )
    nav = data.get("nav")
    for number, entry in enumerate(nav if isinstance(nav, list) else []):
        if not (
            isinstance(entry, dict)
            and len(entry) == 1
            and all(isinstance(part, str) and part for item in entry.items() for part in item)
        ):
            yield (
                (
                    "nav",
                    number,
                ),
                'An entry of "nav" must be a title and a page, such as "Contact us: contact.md".',
            )


def refused(data: dict[str, Any]) -> Iterator[tuple[frontmatter.Place, str]]:
    """Every setting that the site does not use, and every plugin and extension of Markdown that is
    none of ours: each could put into pages what nobody typed there."""
    for name in data:
        if name not in KNOWN:
            yield (str(name),), f'"{str(name)[:80]}" must go: the site has no use for it.'
    if data.get("plugins"):
        yield ("plugins",), '"plugins" must be an empty list: the site has no use for a plugin.'
    theme = data.get("theme")
    for name in theme if isinstance(theme, dict) else ():
        if name not in THEME:
            yield (
                (
                    "theme",
                    str(name),
                ),
                f'"{str(name)[:80]}" must go: "theme" holds {", ".join(sorted(THEME))}.',
            )
    if isinstance(theme, dict) and theme.get("language", "en") != "en":
        yield ("theme", "language"), '"language" must be en.'
    if (repository := data.get("repo_url")) and not is_address(repository):
        yield (
            ("repo_url",),
            '"repo_url" must be the whole address of the repository, beginning with https://.',
        )
    if (way := data.get("edit_uri")) and not re.fullmatch(r"(?:[\w-]+/)+", str(way)):
        yield (
            ("edit_uri",),
            '"edit_uri" must be a way in the repository, such as "edit/main/content/".',
        )
    named = data.get("markdown_extensions")
    for number, entry in enumerate(named if isinstance(named, list) else []):
        said = next(iter(entry), None) if isinstance(entry, dict) else entry
        if (
            not isinstance(said, str)
            or said not in MARKDOWN
            or entry not in (said, {said: MARKDOWN[said]})
        ):
            yield (
                ("markdown_extensions", number),
                (
                    f'"markdown_extensions" must hold only {", ".join(sorted(MARKDOWN))}, which our'
                    ' layouts know, with no options but "permalink: false" for toc and "blocks:'
                    f' [{", ".join(BLOCKS)}]"; it holds "{str(said)[:80]}".'
                ),
            )


def _levels(place: frontmatter.Place, value: Any) -> Iterator[tuple[frontmatter.Place, str]]:
    """Every entry of "validation", also those inside others."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _levels((*place, str(name)), inner)
    elif value not in (None, *LEVELS) and len(place) > 1:
        yield place, f'"{place[-1]}" must be one of {", ".join(sorted(LEVELS))}.'


def _is_adapter(name: str, root: Path) -> bool:
    try:
        return (root / name).resolve() == ADAPTER
    except (OSError, ValueError):  # a name that no file can have
        return False


def _folder(
    place: frontmatter.Place, name: Any, root: Path, what: str, holds: str = "."
) -> Iterator[tuple[frontmatter.Place, str]]:
    try:
        there = isinstance(name, str) and (root / name).is_dir() and (root / name / holds).exists()
    except (OSError, ValueError):  # a name that no folder can have
        there = False
    if not there:
        name_of = next(part for part in reversed(place) if isinstance(part, str))
        yield place, f'"{name_of}" must be the folder of the {what}; "{str(name)[:80]}" is none.'


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks ready",
        description="Says what in mkdocs.yml must be put right before the site can be built.",
    )
    parser.add_argument(
        "config", type=Path, nargs="?", default=Path("mkdocs.yml"), help="the site's settings"
    )
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    found = faults(options.config)
    if found:
        print("\n".join(map(str, found)))
        print(
            f"The site was not built: {len(found)} thing{'s' if len(found) > 1 else ''} to put"
            " right. The last good site is untouched."
        )
    return 1 if found else 0
