"""Spoils a copy of a built item as a case says, and asks the rule and the judge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hooks.built.site import Site
from hooks.rules import publicity_carries_policy
from hooks.sources.content import Content
from hooks.sources.records import Publicity
from tests.browser.judge import EVERY_SCREEN, MEDIA, Judge, wanted
from tests.publicity.cases import Case


@dataclass(frozen=True)
class Bench:
    """The built site, its records, and a folder for copies; `address` is where that folder is
    served."""

    site: Path
    content: Content
    folder: Path
    address: str
    judge: Judge

    def lay(self, case: Case) -> Path:
        """A site that differs from the real one in what the case spoils. All else are links to the
        real one."""
        made = self.folder / case.slug
        html, css, text = (
            Path("publicity") / case.item / "index.html",
            Path("assets/site.css"),
            Path("publicity") / f"{case.item}.txt",
        )
        changed: dict[Path, str] = {Path(name): words for name, words in case.files.items()}
        if case.html:
            changed[html] = case.html(self._read(html))
        if case.css:
            changed[css] = f"{self._read(css)}\n{case.css}\n"
        if case.text:
            changed[text] = case.text(self._read(text))
        _link(self.site, made, set(changed))
        for path, words in changed.items():
            (made / path).write_bytes(words.encode())
        return made

    def _read(self, path: Path) -> str:
        return (self.site / path).read_bytes().decode()

    def rule(self, case: Case, made: Path) -> list[str]:
        """What the build rule finds on the item."""
        item = self._item(case)
        others = [page for page in self.content.pages if not isinstance(page, Publicity)]
        site = Site(replace(self.content, pages=[*others, item]), made)
        site.__dict__["_pages"] = self._pages()  # the real site's: a case changes none of them
        path = self.content.project_path(item.src)
        return [
            found.message for found in publicity_carries_policy.check(site) if found.path == path
        ]

    def judged(self, case: Case) -> list[str]:
        """What the judge finds on the item, in the media of the case."""
        base, item = f"{self.address}/{case.slug}/", self._item(case)
        media = [medium for medium in (*MEDIA, *EVERY_SCREEN) if medium.name in case.media]
        return self.judge.faults(base + item.url, wanted(self.content, item, base), media)

    def _pages(self) -> Any:
        if "pages" not in _KNOWN:
            _KNOWN["pages"] = Site(self.content, self.site).pages
        return _KNOWN["pages"]

    def _item(self, case: Case) -> Publicity:
        return next(item for item in self.content.publicity if item.slug == case.item)


_KNOWN: dict[str, Any] = {}


def _link(real: Path, copy: Path, changed: set[Path], inside: Path = Path()) -> None:
    """Links to everything in `real`; folders that hold a changed file are made anew."""
    (copy / inside).mkdir(parents=True)
    for entry in (real / inside).iterdir():
        path = inside / entry.name
        if path in changed:
            continue
        if any(path in other.parents for other in changed):
            _link(real, copy, changed, path)
        else:
            (copy / path).symlink_to(entry, target_is_directory=entry.is_dir())
