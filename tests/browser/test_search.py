"""Search on the real site, as a family uses it: the right page is among the first three, and what
was found is said and shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from hooks.sources.content import Content
from tests.audit.reader import DESK, Reader
from tests.conftest import Once

Questions = list[dict[str, Any]]
FAMILIES: Questions = yaml.safe_load(
    (Path(__file__).parents[1] / "search" / "families.yml").read_text(encoding="utf-8")
)
QUESTIONS: Questions = yaml.safe_load(
    (Path(__file__).parents[1] / "search" / "questions.yml").read_text(encoding="utf-8")
)
FRESH: Questions = yaml.safe_load(
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


@pytest.fixture(scope="session")
def answers(_reader: Reader, real_site: Path, once: Once) -> dict[str, list[str]]:
    """Every question with the addresses that the list of results would have, nearest first. Asked
    by one worker for all: there are some hundreds."""

    def ask(folder: Path) -> None:
        _reader.open("/search/")
        questions = [question["ask"] for question in [*QUESTIONS, *FAMILIES, *FRESH]]
        found = dict(zip(questions, _reader.page.evaluate(ASK, questions), strict=True))
        (folder / "answers.json").write_text(json.dumps(found), encoding="utf-8")

    asked = once(f"answers-{real_site.parent.name}", ask) / "answers.json"
    answers: dict[str, list[str]] = json.loads(asked.read_text(encoding="utf-8"))
    return answers


def missed_of(questions: Questions, answers: dict[str, list[str]]) -> list[str]:
    """The questions of which no page that answers them is among the first few found."""
    return [
        str(question["ask"])
        for question in questions
        if not set(answering(question))
        & {address.partition("#")[0] for address in answers[question["ask"]][:FIRST]}
    ]


def answering(question: dict[str, Any]) -> list[str]:
    """The pages that answer a question: one, or any of several."""
    finds = question["finds"]
    return [finds] if isinstance(finds, str) else finds


def asked_of(content: Content, questions: Questions) -> Questions:
    """The questions that national pages alone answer, so that each site must. How well a service's
    own pages are found depends on its own words; Rotherham's are asked for in its own file."""
    shared = {page.url for page in content.pages if content.is_shared(page)}
    return [question for question in questions if set(answering(question)) <= shared]


def test_the_page_is_among_the_first_three(
    answers: dict[str, list[str]], real_content: Content
) -> None:
    asked = asked_of(real_content, [*QUESTIONS, *FAMILIES])
    assert asked
    assert [] == missed_of(asked, answers)


def test_what_fresh_readers_ask_is_found(
    answers: dict[str, list[str]], real_content: Content
) -> None:
    """Nobody who wrote the pages chose these words. What no site answers yet is marked."""
    asked = asked_of(real_content, FRESH)
    known = {question["ask"] for question in asked if question.get("missed")}
    assert 10 * len(known) <= 2 * len(asked)
    assert set(missed_of(asked, answers)) <= known


def test_each_question_is_asked_once() -> None:
    assert len({question["ask"] for question in QUESTIONS}) == len(QUESTIONS) >= 40


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


def test_the_count_is_announced(reader: Reader, real_content: Content) -> None:
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
    assert real_content.service is not None
    expect(reader.page).to_have_title(f"mediation – Search – {real_content.service.name}")
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


def test_another_word_is_offered_where_it_helps(reader: Reader) -> None:
    """Where a word stands nowhere and one much like it does: said, and one press away."""
    for typed, meant in (
        ("ispea", "ipsea"),
        ("exlcusion", "exclusion"),
        ("Easyread", "easy read"),
        ("how to ask for an assesment", "how to ask for an assessment"),
    ):
        reader.open(f"/search/?q={typed.replace(' ', '+')}")
        status = reader.page.get_by_role("status")
        expect(status).to_contain_text(f"for “{typed}”. Did you mean {meant}?")
        status.get_by_role("link", name=meant).press("Enter")
        expect(status).to_contain_text(f"for “{meant}”.")
        assert reader.page.locator("#results > li").count()
    for right in (
        "ipsea",
        "co-ordinator",
        "S.E.N.",
        "what's an EHCP",
        "dyslexia",
        "primary",
        "meant",
    ):
        reader.open(f"/search/?q={right.replace(' ', '+')}")
        expect(reader.page.get_by_role("status")).to_contain_text(f"for “{right}”.")
        expect(reader.page.get_by_role("status")).not_to_contain_text("Did you mean")


def test_a_word_is_found_however_it_is_spelt(reader: Reader) -> None:
    """With a hyphen, in one word or in two; with full stops or apostrophes, or without."""
    reader.open("/search/")
    for alike in (
        ("co-ordinator", "coordinator"),
        ("S.E.N.", "SEN", "s.e.n"),
        ("Down's syndrome", "Downs syndrome", "Down’s syndrome"),
    ):
        lists = reader.page.evaluate(ASK, list(alike))
        assert all(found and found[0] == lists[0][0] for found in lists), (alike, lists)


def test_what_is_shown_of_a_page_is_whole_sentences(reader: Reader) -> None:
    """No label runs into its value, and nothing is cut in the middle."""
    for question in ("ipsea phone", "who runs ofsted", "best endeavours"):
        reader.open(f"/search/?q={question.replace(' ', '+')}")
        shown = reader.page.locator("#results p").all_inner_texts()
        assert shown and all(words[-1] in ".?!" and "…" not in words for words in shown), shown


def test_every_page_is_listed_only_where_nothing_is_found_or_asked(reader: Reader) -> None:
    for asked, seen in (("?q=mediation", False), ("?q=xyzzy", True), ("", True)):
        reader.open(f"/search/{asked}")
        expect(reader.page.locator("#every")).to_be_visible(visible=seen)


def test_no_page_is_pushed(real_site: Path) -> None:
    """Fields and kinds of page are weighed, pages never: no address of a page stands in the search's code."""
    code = "".join(
        (real_site / "assets" / name).read_text(encoding="utf-8")
        for name in ("find.js", "search.js")
    )
    documents = yaml.safe_load((real_site / "assets" / "search.json").read_text(encoding="utf-8"))
    assert [page["url"] for page in documents["pages"] if page["url"] and page["url"] in code] == []
    assert {name for page in documents["pages"] for name in page} == {
        "layout",
        "title",
        "url",
        "summary",
        "also",
        "headings",
        "text",
    }
