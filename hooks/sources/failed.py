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

    def project_path(self, src: str) -> str: ...

    def page(self, src: str) -> Page | None: ...


def place(
    error: BaseException, content: Sources | None, otherwise: str = "mkdocs.yml"
) -> tuple[str, int]:
    """File and line of the source nearest to an error: of the innermost step that had a page, or a
    file of content/, in hand."""
    if content is not None:
        for frame in [frame for frame, _ in walk_tb(error.__traceback__)][::-1]:
            src = _in_hand(frame, content)
            if src is not None:
                return content.project_path(src), 1
    return otherwise, 1


def _in_hand(frame: FrameType, content: Sources) -> str | None:
    """The file that one step worked on, as a path below content/."""
    for value in frame.f_locals.values():
        if isinstance(value, Page):
            return value.src
        if (
            isinstance(value, Path)
            and value.is_absolute()
            and value != content.folder
            and value.is_relative_to(content.folder)
        ):
            return value.relative_to(content.folder).as_posix()
        src = getattr(getattr(value, "file", None), "src_uri", None)  # the engine's own page
        if isinstance(src, str) and content.page(src) is not None:
            return src
    return None


def said(error: BaseException) -> str:
    """An error as part of a sentence, on one line and short."""
    if isinstance(error, RecursionError):
        return "something is nested too deeply"
    words = " ".join(str(error).split()).rstrip(".")
    return (words if len(words) <= LONGEST else words[:LONGEST] + "...") or type(error).__name__
