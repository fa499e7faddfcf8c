"""The clock on the page of time limits: from a letter in hand to the day to act by, by pointer, by
keys alone, on a small phone, without script; and nothing sent, nothing kept, no date in the
address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Page, Request, expect

from hooks.sources.content import Content
from hooks.sources.records import Home
from hooks.time_limits.answers import answer
from hooks.time_limits.shown import Clock
from hooks.time_limits.words import FORM, spoken
from tests.audit import checks
from tests.audit.faults import Fault, merged, told
from tests.audit.reader import DESK, PHONE, Reader
from tests.helpers import TODAY

CLOCK = "/your-options/deadlines/"
LETTER = TODAY - timedelta(days=20)
MOST_PRESSES = 4
TEN_LETTERS = {
    "have-no-assessment": "appeal",
    "have-no-plan": "appeal",
    "have-draft-plan": "draft_plan_comments",
    "have-final-plan": "appeal",
    "have-changes": "review_comments",
    "have-review-decision": "appeal",
    "have-certificate": "appeal",
    "have-unfair-treatment": "discrimination_claim",
    "have-exclusion": "review_panel_application",
    "have-asked": "assessment_decision",
}


@pytest.fixture
def clock(real_content: Content) -> Clock:
    return Clock(real_content)


@pytest.fixture
def open_kind(reader: Reader) -> Callable[[str], Page]:
    def opened(kind: str) -> Page:
        page = reader.open(f"{CLOCK}#{kind}")
        expect(page.locator("#by-when")).to_be_visible()
        return page

    return opened


def _write(page: Page, name: str, *typed: str) -> None:
    for part, text in zip(("day", "month", "year"), typed, strict=True):
        page.locator(f"#{name}-{part}").fill(text)


def _write_day(page: Page, day: date, name: str = "first") -> None:
    _write(page, name, str(day.day), str(day.month), str(day.year))


def _count(page: Page) -> None:
    page.get_by_role("button", name="Count the days").click()


def _in_view(page: Page, selector: str) -> bool:
    return bool(
        page.locator(selector).first.evaluate(
            "node => { const { top, bottom } = node.getBoundingClientRect(); "
            "return top >= 0 && bottom <= innerHeight; }"
        )
    )


@pytest.mark.parametrize("kind", TEN_LETTERS)
def test_ten_letters_from_the_home_page(
    reader: Reader, clock: Clock, kind: str, real_content: Content
) -> None:
    """At most four presses, typing apart, and the answer in view without scrolling, at 320 px."""
    home = real_content.page("index.md")
    assert isinstance(home, Home)
    asked = next(need.question for need in home.needs if need.url == "your-options/deadlines.md")
    page = reader.open("/")
    presses = 0
    page.get_by_role("main").get_by_role("link", name=asked, exact=True).click()
    presses += 1
    page.locator(f'#{kind} > a[href="#{kind}"]').click()
    presses += 1
    expect(page.locator("#by-when")).to_be_visible()
    assert _in_view(page, "#first")
    _write_day(page, LETTER)
    _count(page)
    presses += 1
    assert presses <= MOST_PRESSES
    assert clock.rules
    found = answer(clock.rules, TEN_LETTERS[kind], LETTER.isoformat())
    expect(page.locator("#said .much").first).to_have_text(found.says[0])
    assert _in_view(page, "#said .much")
    assert page.url.endswith(f"{CLOCK}#{kind}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_answer_has_every_step_and_the_topics_that_fit(
    open_kind: Callable[[str], Page], clock: Clock
) -> None:
    page = open_kind("have-no-plan")
    _write_day(page, LETTER)
    _count(page)
    expect(page.locator("#counted")).to_have_text(f"Counted from {spoken(LETTER)}")
    for summary in page.get_by_text(FORM["how"]).all():
        summary.click()
    assert clock.rules
    for event in ("appeal", "mediation_contact"):
        for step in answer(clock.rules, event, LETTER.isoformat()).steps:
            expect(page.get_by_text(f"{step.did} ({step.law})").first).to_be_visible()
    kind = next(kind for kind in clock.kinds if kind.id == "have-no-plan")
    for topic in clock.topics(kind):
        led = page.locator("#have-no-plan").get_by_role("link", name=topic.title, exact=True)
        expect(led).to_be_visible()
    unsigned = page.get_by_text(FORM["unsigned"])
    if clock.signed:  # as a published site is; the draft counts with all rules
        expect(unsigned).to_have_count(0)
    else:
        expect(unsigned.first).to_be_visible()


def test_two_dates(open_kind: Callable[[str], Page], clock: Clock) -> None:
    page = open_kind("have-certificate")
    _write_day(page, LETTER)
    _write_day(page, TODAY, "second")
    _count(page)
    assert clock.rules
    found = answer(clock.rules, "appeal", LETTER.isoformat(), TODAY.isoformat())
    expect(page.locator("#said .much").first).to_have_text(found.says[0])


def test_keys_alone(reader: Reader) -> None:
    """From the list to the answer, and back to it from an error."""
    page = reader.open(CLOCK)
    link = page.locator("#have-draft-plan > a")
    link.focus()
    reader.press("Enter")
    expect(page.locator("#by-when")).to_be_visible()
    reader.press("Tab", "Tab")  # the question's own link once more, then its first field
    expect(page.locator("#first-day")).to_be_focused()
    reader.press("Enter")
    expect(page.locator("#faults")).to_be_focused()
    reader.press("Tab", "Enter")
    expect(page.locator("#first-day")).to_be_focused()
    for text in (str(LETTER.day), f"{LETTER:%B}", str(LETTER.year)):
        page.keyboard.type(text)
        reader.press("Tab")
    reader.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    assert page.title().startswith("Time limits")


@pytest.mark.parametrize(
    ("typed", "said", "wrong"),
    [
        (("", "", ""), "Enter the date on the letter", ["day", "month", "year"]),
        (("27", "", "2026"), "The date on the letter must include a month", ["month"]),
        (("", "3", "2026"), "The date on the letter must include a day", ["day"]),
        (("27", "3", "26"), "Year must include 4 numbers", ["year"]),
        (("31", "11", "2025"), "The date on the letter must be a real date", ["day"]),
        (("29", "2", "2025"), "The date on the letter must be a real date", ["day"]),
        (("1", "13", "2025"), "The date on the letter must be a real date", ["month"]),
        (("1", "Octember", "2025"), "The date on the letter must be a real date", ["month"]),
        (("x", "1", "2025"), "The date on the letter must be a real date", ["day"]),
        (
            ("1", "1", "2090"),
            "The date on the letter must be today or in the past",
            ["day", "month", "year"],
        ),
    ],
)
def test_errors_name_the_field(
    open_kind: Callable[[str], Page], typed: tuple[str, str, str], said: str, wrong: list[str]
) -> None:
    page = open_kind("have-draft-plan")
    _write(page, "first", *typed)
    _count(page)
    expect(page.locator("#faults")).to_be_focused()
    expect(page.locator("#faults a")).to_contain_text(said)
    expect(page.locator("#first-fault")).to_contain_text(said)
    assert page.title().startswith("Error: ")
    marked = page.locator("[aria-invalid]")
    assert wrong == [
        str(field.get_attribute("id")).removeprefix("first-") for field in marked.all()
    ]
    assert all("first-fault" == field.get_attribute("aria-describedby") for field in marked.all())
    expect(page.locator("#answer")).to_be_hidden()


@pytest.mark.parametrize("month", ["10", "october", "Oct", " OCTOBER "])
def test_month_in_words(open_kind: Callable[[str], Page], month: str) -> None:
    page = open_kind("have-draft-plan")
    _write(page, "first", "05", month, "2026" if TODAY >= date(2026, 10, 5) else "2025")
    _count(page)
    expect(page.locator("#counted")).to_contain_text("5 October")


def test_date_to_come_where_it_may_be(open_kind: Callable[[str], Page]) -> None:
    page = open_kind("have-review-meeting")
    _write_day(page, TODAY + timedelta(days=60))
    _count(page)
    expect(page.locator("#answer")).to_be_visible()


def test_old_letter(open_kind: Callable[[str], Page]) -> None:
    page = open_kind("have-draft-plan")
    _write_day(page, TODAY.replace(year=TODAY.year - 3, day=1))
    _count(page)
    expect(page.get_by_text(FORM["old"])).to_be_visible()


def test_nothing_is_sent_or_kept(reader: Reader, open_kind: Callable[[str], Page]) -> None:
    page = open_kind("have-no-plan")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    _write_day(page, LETTER)
    _count(page)
    expect(page.locator("#answer")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [] == asked
    page.locator("#have-draft-plan > a").click()  # another address: the browser asks for the icon
    _write_day(page, LETTER)
    _count(page)
    page.wait_for_load_state("networkidle")
    page.remove_listener("request", note)
    assert {f"{reader.base}/assets/icon.svg"} >= set(asked)
    assert [] == reader.measure("stored") == page.context.cookies()
    assert not re.search(r"\d", page.url.removeprefix(reader.base))
    assert [] == reader.complaints


def test_calendar_file_is_saved(
    open_kind: Callable[[str], Page], clock: Clock, tmp_path: Path
) -> None:
    page = open_kind("have-no-plan")
    _write_day(page, LETTER)
    _count(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save a reminder").first.click()
    assert "appeal.ics" == saved.value.suggested_filename
    saved.value.save_as(tmp_path / "appeal.ics")
    read = icalendar.Calendar.from_ical((tmp_path / "appeal.ics").read_bytes())
    (event,) = read.walk("VEVENT")
    assert clock.rules
    found = answer(clock.rules, "appeal", LETTER.isoformat())
    assert (found.safe_by, found.says[0]) == (event["dtstart"].dt, str(event["description"]))


def test_title_in_the_calendar_is_a_choice(
    open_kind: Callable[[str], Page], tmp_path: Path
) -> None:
    """Discreet unless somebody asks for more; the choice shows its own words."""
    page = open_kind("have-no-plan")
    expect(page.locator("#naming")).to_be_hidden()
    _write_day(page, LETTER)
    _count(page)
    choice = page.get_by_label(FORM["named"])
    for chosen, title in ((False, "reminder"), (True, "named"), (False, "reminder")):
        choice.set_checked(chosen)
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save a reminder").first.click()
        saved.value.save_as(tmp_path / "appeal.ics")
        (event,) = icalendar.Calendar.from_ical((tmp_path / "appeal.ics").read_bytes()).walk(
            "VEVENT"
        )
        alarms = {str(alarm["description"]) for alarm in event.walk("VALARM")}
        assert ({FORM[title]}, FORM[title]) == (alarms, str(event["summary"]))


def test_every_question_is_answered(reader: Reader, clock: Clock) -> None:
    """Each kind: its limits in the order of the record, each as the engine here says."""
    assert clock.rules
    page = reader.open(CLOCK)
    for kind in clock.kinds:
        page.locator(f"#{kind.id} > a").click()
        if not kind.events:  # in words alone
            expect(page.locator("#by-when")).to_be_hidden()
            continue
        expect(page.locator(f"#{kind.id} #by-when")).to_be_visible()
        _write_day(page, LETTER)
        _count(page)
        said = page.locator("#said .much").all_inner_texts()
        assert said == [
            answer(clock.rules, event, LETTER.isoformat()).says[0] for event in kind.events
        ]


def test_without_script_each_limit_stands_in_words(plain_reader: Reader, clock: Clock) -> None:
    page = plain_reader.open(CLOCK)
    expect(page.locator("form.clock")).to_be_hidden()
    for kind in clock.kinds:
        page.locator(f"#{kind.id} > a").click()
        for limit in clock.limits(kind):
            led = page.locator(f'#{kind.id} ul a[href$="#{limit.id}"]')
            expect(led).to_be_visible()
            where = page.locator(f"#{limit.id}")  # below on this page, or in the list itself
            expect(where if where.count() else page.locator(f"#{kind.id} ul")).to_contain_text(
                limit.limit
            )
    page = plain_reader.open("/your-options/recent-letters/")
    row = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name=_day(LETTER), exact=True)
    )
    assert clock.rules
    expect(row).to_contain_text(spoken(answer(clock.rules, "appeal", LETTER.isoformat()).safe_by))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_state_is_accessible(
    reader: Reader, open_kind: Callable[[str], Page], size: tuple[int, int], dark: bool
) -> None:
    """axe and contrast: the question, an error, the answer with its steps open."""
    reader.screen(size)
    reader.colours(dark=dark)
    page = open_kind("have-no-plan")
    faults: list[Fault] = [*checks.axe(reader)]
    _count(page)
    expect(page.locator("#faults")).to_be_visible()
    faults += [*checks.axe(reader), *checks.text_contrast(reader), *checks.targets(reader)]
    _write_day(page, LETTER)
    _count(page)
    for summary in page.get_by_text(FORM["how"]).all():
        summary.click()
    faults += [*checks.axe(reader), *checks.text_contrast(reader), *checks.targets(reader)]
    faults += checks.reflow(reader, f"{size[0]} px")
    assert not faults, told(merged(faults))


def test_page_that_names_a_limit_leads_to_its_count(reader: Reader) -> None:
    page = reader.open("/your-options/discrimination-claim/")
    page.get_by_role("region", name="Count the days").get_by_role("link").first.click()
    expect(page.locator("#have-unfair-treatment #by-when")).to_be_visible()
