"""Search on the real site, as a family uses it: the right page is among the first three, and what
was found is said and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from tests.audit.reader import DESK, Reader

QUESTIONS: list[dict[str, str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "search" / "questions.yml").read_text(encoding="utf-8")
)
FRESH: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "search" / "fresh.yml").read_text(encoding="utf-8")
)
FIRST = 3
ASK = """async (questions) => {
  const { find } = await import('/assets/find.js');
  const documents = await (await fetch('/assets/search.json')).json();
  return questions.map((question) => {
    const { word, pages } = find(question, documents);
    return [...(word ? [word.url] : []), ...pages.map(({ url }) => url)];
  });
}"""
"""What the search page does with a question, for all questions on one page."""


@pytest.fixture(scope="module")
def answers(_reader: Reader) -> dict[str, list[str]]:
    """Every question with the addresses that the list of results would have, nearest first."""
    _reader.open("/search/")
    questions = [question["ask"] for question in [*QUESTIONS, *FRESH]]
    return dict(zip(questions, _reader.page.evaluate(ASK, questions), strict=True))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["ask"])
def test_the_page_is_among_the_first_three(
    answers: dict[str, list[str]], question: dict[str, str]
) -> None:
    found = [address.partition("#")[0] for address in answers[question["ask"]]]
    assert question["finds"] in found[:FIRST], f"Found: {found[:6]}"


def test_what_fresh_readers_ask_is_found(answers: dict[str, list[str]], real_content: Any) -> None:
    """37 of 40; those that are missed are marked in the list, and a mark that is no longer true
    must go."""
    assert {page for question in FRESH for page in question["finds"]} <= {
        page.url for page in real_content.pages
    }
    missed = {
        question["ask"]
        for question in FRESH
        if not set(question["finds"])
        & {address.partition("#")[0] for address in answers[question["ask"]][:FIRST]}
    }
    assert missed == {question["ask"] for question in FRESH if question.get("missed")}
    assert len(FRESH) == 40 and len(missed) == 3


def test_there_are_at_least_forty_questions(real_content: Any) -> None:
    """Each asked once, and each about a page that there is."""
    assert len({question["ask"] for question in QUESTIONS}) == len(QUESTIONS) >= 40
    assert {question["finds"] for question in QUESTIONS} <= {
        page.url for page in real_content.pages
    }


def test_the_list_shown_is_the_list_found(reader: Reader, answers: dict[str, list[str]]) -> None:
    """The questions above are put to the module. These go through the form, from another page."""
    for question in ("what is a senco", "appeal deadline", "medation"):
        reader.screen(DESK)
        reader.open("/contact/")
        reader.page.get_by_role("searchbox", name="Search this site").fill(question)
        reader.press("Enter")
        reader.page.wait_for_url("**/search/?q=*")
        reader.page.wait_for_selector("#without-script", state="detached")
        shown = reader.page.eval_on_selector_all(
            "#results a", "links => links.map((link) => link.href)"
        )
        assert shown == [f"{reader.base}/{address}" for address in answers[question]]


def test_the_count_is_announced(reader: Reader) -> None:
    """The place that screen readers listen to is there, empty, before anything is written into
    it."""
    reader.page.route("**/assets/search.json", lambda route: None)
    reader.page.goto(f"{reader.base}/search/?q=mediation")
    status = reader.page.get_by_role("status")
    expect(status).to_have_text("")
    reader.page.unroute_all()
    reader.open("/search/?q=mediation")
    count = reader.page.locator("#results > li").count()
    expect(status).to_have_text(f"{count} results for “mediation”.")
    expect(reader.page).to_have_title("mediation – Search – Rotherham SENDIASS")
    expect(reader.page.get_by_role("searchbox", name="What are you looking for?")).to_have_value(
        "mediation"
    )


def test_no_results_helps(reader: Reader) -> None:
    reader.open("/search/?q=xyzzy")
    expect(reader.page.get_by_role("status")).to_have_text("No results for “xyzzy”.")
    expect(reader.page.get_by_role("heading", name="Nothing found")).to_be_visible()
    expect(reader.page.get_by_role("heading", name="Every page, A to Z")).to_be_visible()


def test_words_found_are_marked(reader: Reader) -> None:
    """In the summary; and what somebody typed never becomes markup."""
    reader.open("/search/?q=mediations")
    marks = reader.page.locator("#results mark").all_inner_texts()
    assert marks and all(mark.lower().startswith("mediat") for mark in marks[:3])
    reader.open("/search/?q=" + "%3Cimg%20src%3Dx%3E%3Cb%3Emediation%3C%2Fb%3E")
    assert not reader.page.locator("main img, main b").count()
    expect(reader.page.get_by_role("status")).to_contain_text("<img src=x><b>mediation</b>")


def test_an_empty_question_changes_nothing(reader: Reader) -> None:
    reader.open("/search/?q=")
    expect(reader.page.get_by_role("status")).to_have_text("")
    expect(reader.page.locator("#nothing")).to_be_hidden()
    assert not reader.page.locator("#results > li").count()


def test_a_word_is_explained_at_once(reader: Reader) -> None:
    reader.open("/search/?q=what+is+a+senco")
    expect(reader.page.locator("#results > li").first).to_contain_text("means")
    reader.page.locator("#results a").first.click()
    expect(reader.page.locator(":target")).to_be_in_viewport()


def test_no_page_is_pushed(real_site: Path) -> None:
    """Fields are weighed, pages never: no address of a page stands in the search's code."""
    code = "".join(
        (real_site / "assets" / name).read_text(encoding="utf-8")
        for name in ("find.js", "search.js")
    )
    documents = yaml.safe_load((real_site / "assets" / "search.json").read_text(encoding="utf-8"))
    assert [page["url"] for page in documents["pages"] if page["url"] and page["url"] in code] == []
    assert {name for page in documents["pages"] for name in page} == {
        "title",
        "url",
        "summary",
        "also",
        "headings",
        "text",
    }
