"""What a rule finds on one page, kept from one build to the next while nothing has changed that
the rule may look at.

That is the page as it was typed and as it was built, and everything that holds for more than one
page: the settings, every list, the layouts, what each page says of itself in its front matter, the
words of the policies, the day. Another page's words are none of it: what compares pages is not
asked here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import astuple, fields
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from hooks.built.site import Site
from hooks.sources import answered
from hooks.sources.content import NOT_PAGES, Content
from hooks.sources.findings import Finding
from hooks.sources.once import once
from hooks.sources.records import Page, Policy

More = ParamSpec("More")
Kind = TypeVar("Kind", bound=Page)
Row = TypeVar("Row")
ELSEWHERE = frozenset({"root", "folder", "layouts", "national", "pages", "findings"})
"""Fields of the records that say where they stand on a disk, or that are taken up in another
way."""


def rows_of_one_page(
    work: Callable[Concatenate[Site, Kind, More], Iterable[Row]],
) -> Callable[Concatenate[Site, Kind, More], tuple[Row, ...]]:
    """Does the work on a page, or gives the rows that it gave there before. A row is a text, a
    number, or a tuple of them; what is given besides the page has a fixed repr."""
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def ask(site: Site, page: Kind, /, *more: More.args, **named: More.kwargs) -> tuple[Row, ...]:
        built = site.built(page)
        return answered.rows(
            (name, state_of(site.content, page), built.digest if built else "", more, named),
            lambda: work(site, page, *more, **named),
        )

    return ask


def of_one_page(
    work: Callable[Concatenate[Site, Kind, More], Iterable[Finding]],
) -> Callable[Concatenate[Site, Kind, More], tuple[Finding, ...]]:
    """The same for work that gives findings."""

    @wraps(work)
    def rows(site: Site, page: Kind, /, *more: More.args, **named: More.kwargs) -> Iterable[Any]:
        return map(astuple, work(site, page, *more, **named))

    ask = rows_of_one_page(rows)

    @wraps(work)
    def found(
        site: Site, page: Kind, /, *more: More.args, **named: More.kwargs
    ) -> tuple[Finding, ...]:
        return tuple(Finding(*row) for row in ask(site, page, *more, **named))

    return found


def state_of(content: Content, page: Page) -> tuple[str, str]:
    """Numbers for a page as it was typed, and for all that holds for more than one."""
    return _of_page(content, page.src), for_all_pages(content)


@once
def _of_page(content: Content, src: str) -> str:
    """A number for a page as it was typed."""
    page = content.page(src)
    return answered.number(f"{content.project_path(src)} {page.at if page else None}")


@once
def for_all_pages(content: Content) -> str:
    """A number for all that holds for more than one page."""
    parts = [
        f"{each.name} {_fixed(getattr(content, each.name))}"
        for each in fields(content)
        if each.repr and each.name not in ELSEWHERE
    ]
    parts.append(repr(content.no_approver))  # it stands beside the content, in .github/
    for page in content.pages:
        front = [(name, getattr(page, name)) for name in type(page).model_fields if name != "at"]
        words = page.body if isinstance(page, Policy) else ""
        parts.append(f"{page.src} {content.is_shared(page)} {front} {words}")
    lists = (content.folder / name for name in NOT_PAGES)
    parts += [
        f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in (*lists, *sorted(content.layouts.rglob("*")))
        if path.is_file()
    ]
    return answered.number("\n".join(parts))


def _fixed(value: Any) -> str:
    """The same text for the same value in every process."""
    return repr(sorted(value)) if isinstance(value, frozenset) else repr(value)
