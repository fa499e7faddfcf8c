"""Where something went wrong that nobody foresaw: the source file that was being worked on, so that
every failure names one."""

from __future__ import annotations

from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Protocol

from hooks.sources.records import Page

LONGEST = 160
"""Letters of an error that nobody wrote for people."""


class Sources(Protocol):
    """What is asked of the records of a site (content.Content)."""

    @property
    def folder(self) -> Path: ...

    @property
    def national(self) -> Path | None: ...

    def shown(self, path: Path) -> str: ...

    def project_path(self, src: str) -> str: ...

    def page(self, src: str) -> Page | None: ...


def place(
    error: BaseException, content: Sources | None, otherwise: str = "mkdocs.yml"
) -> tuple[str, int]:
    """File and line of the source nearest to an error: of the innermost step that had a page, or a
    file of content/, in hand."""
    if content is not None:
        for frame in [frame for frame, _ in walk_tb(error.__traceback__)][::-1]:
            shown = _in_hand(frame, content)
            if shown is not None:
                return shown, 1
    return otherwise, 1


def _in_hand(frame: FrameType, content: Sources) -> str | None:
    """The file of content that one step worked on, as findings show it."""
    folders = [folder for folder in (content.folder, content.national) if folder]
    for value in frame.f_locals.values():
        if isinstance(value, Page):
            return content.project_path(value.src)
        if (
            isinstance(value, Path)
            and value.is_absolute()
            and value not in folders
            and any(map(value.is_relative_to, folders))
        ):
            return content.shown(value)
        src = getattr(getattr(value, "file", None), "src_uri", None)  # the engine's own page
        if isinstance(src, str) and content.page(src) is not None:
            return content.project_path(src)
    return None


def said(error: BaseException) -> str:
    """An error as part of a sentence, on one line and short."""
    if isinstance(error, RecursionError):
        return "something is nested too deeply"
    words = " ".join(str(error).split()).rstrip(".")
    return (words if len(words) <= LONGEST else words[:LONGEST] + "...") or type(error).__name__
