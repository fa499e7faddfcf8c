"""Closed and urgent notices: one dated record that every page, the contact page and the voicemail
show, and stop showing, by date.

A notice is shown from its first day to its last, both included; one without a last day, until it is
taken out. `site.today` decides, so a build of every morning brings it and takes it off. Its words
are looked at like all others, but what is found there is only a notice: nothing holds it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hooks.sources.records import Notice

LETS_THROUGH = timedelta(days=31)
"""So long after its last day a notice still lets the site be published: it has to come off as
surely as it came on."""


def current(notices: Iterable[Notice], today: date) -> list[Notice]:
    """The notices of a day: urgent before closed, then by first day."""
    return sorted(
        (notice for notice in notices if notice.from_ <= today and not _over(notice, today)),
        key=lambda notice: (notice.kind != "urgent", notice.from_, notice.title),
    )


def past(notices: Iterable[Notice], today: date) -> list[Notice]:
    return [notice for notice in notices if _over(notice, today)]


def must_go_out(notices: Iterable[Notice], today: date) -> bool:
    """Whether a notice is on, or came off so lately that the published site may still show it."""
    return any(
        notice.from_ <= today and not _over(notice, today - LETS_THROUGH) for notice in notices
    )


def _over(notice: Notice, today: date) -> bool:
    return notice.until is not None and notice.until < today


def as_markdown(notice: Notice) -> str:
    """A notice as one paragraph: its title, its words, and what to do about a time limit."""
    return f"**{notice.title}.** {notice.words} {notice.deadline_help}"
