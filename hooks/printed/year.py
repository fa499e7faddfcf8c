"""The year of last days as a PDF, to print and to keep beside the telephone.

The layout is overrides/year/print.html: the same days as on the page, from the same clock. It says
for which months it was made and not on which day, so that it is drawn anew once a month.
"""

from __future__ import annotations

from dataclasses import dataclass

from hooks.built.output import CLOCK, Output
from hooks.built.page_by_page import state_of
from hooks.printed import editions, sheets
from hooks.printed.layout import LANGUAGE, Sheet, environment
from hooks.sources import answered
from hooks.sources.content import Content
from hooks.sources.records import Page
from hooks.time_limits.shown import Clock
from hooks.time_limits.words import spoken

POINTS = 12.5
"""At which two months stand on a page in each typeface that is installed."""
MOST_PAGES = 8
LAYOUT, STYLE = "year/print.html", "year/print.css"


@dataclass(frozen=True, slots=True)
class Year:
    """The file, by its way in the site, and how its link says it."""

    file: str
    data: bytes
    words: str

    def write(self, output: Output) -> None:
        """Puts the file into a built site."""
        output.write(self.file, self.data, CLOCK)


def make(content: Content) -> Year | None:
    """The PDF of the year; None where nothing is counted, or this machine cannot draw."""
    page = next((page for page in content.pages if page.layout == "year"), None)
    shown = sheet(content, page) if page else None
    if page is None or shown is None:
        return None
    faces = sheets.types(content, [shown], POINTS)
    if faces is None:
        return None
    data = sheets.pdf(shown, POINTS, faces)
    words = f"{page.title}: PDF, {max(1, round(len(data) / 1024))} KB"
    return Year(shown.edition.file, data, words)


def sheet(content: Content, page: Page) -> Sheet | None:
    """The sheet with its twelve tables; None where nothing may be counted."""
    question = (__name__, state_of(content, page))
    (html,) = answered.rows(question, lambda: [_html(content, page)])
    if not html:
        return None
    file = f"{page.url.rstrip('/')}.pdf"
    edition = editions.Edition(
        page.slug, "year", "", file, "A4", "year", editions.A4, (1, MOST_PAGES), (POINTS,)
    )
    style = (content.layouts / STYLE).read_text("utf-8")
    return Sheet(edition, html, style, page.title, LANGUAGE)


def _html(content: Content, page: Page) -> str:
    clock = Clock(content)
    months = clock.year()
    if not months:
        return ""
    env = environment(content)
    env.filters["weekday"] = spoken
    return env.get_template(LAYOUT).render(
        title=page.title,
        lang=LANGUAGE,
        months=months,
        signed=clock.signed,
        service=content.service,
        where=content.printed_address(clock.page_of_clock),
    )
