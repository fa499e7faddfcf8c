"""Every item of publicity of the real site, as readers see it: the policy there to be seen, the
service's identity, links that work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hooks.built.site import squeeze
from hooks.sources import site_records
from hooks.sources.content import Content
from hooks.sources.records import Publicity
from tests.browser.judge import EVERY_SCREEN, MEDIA, Judge, wanted
from tests.browser.remembered import Memory
from tests.helpers import DAY, MADE_UP, REAL, TODAY

ITEMS = site_records.read(REAL / "mkdocs.yml", TODAY).publicity
OTHERS = site_records.read(MADE_UP / "mkdocs.yml", DAY)
"""The made-up service carries two policies. On a small phone the second cannot begin on the first
screen."""
IDENTITY = """article => {
  const seen = (element) => { const box = element && element.getBoundingClientRect(); return Boolean(box) && box.width > 20 && box.height > 10; };
  return [seen(article.querySelector('[data-identity=logo] > *')), seen(article.querySelector('[data-identity=name]')), article.querySelector('[data-identity=name]')?.textContent];
}"""


def _slug(item: Publicity) -> str:
    return item.slug


each_item = pytest.mark.parametrize("item", ITEMS, ids=_slug)


@pytest.fixture(scope="module")
def judge(browser: Browser, home: str) -> Iterator[Judge]:
    made = Judge(browser, home.rstrip("/"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def home(real_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(real_site) + "/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@each_item
def test_the_policy_is_there_to_be_seen(
    item: Publicity, judge: Judge, home: str, real_content: Content, memory: Memory
) -> None:
    """In light and dark, on a small phone, in the reader's own colours, and on paper."""
    wants = wanted(real_content, item, home)
    assert [] == memory.faults(
        f"the policy {wanted(real_content, item, '/')}",
        f"/{item.url}",
        [judge],
        lambda: judge.faults(home + item.url, wants),
    )


@each_item
def test_the_policy_is_seen_on_every_screen(
    item: Publicity, judge: Judge, home: str, real_content: Content, memory: Memory
) -> None:
    """At every width from 320 to 1920, held either way, with more contrast, zoomed in, and with the
    largest letters of reading comfort."""
    wants = wanted(real_content, item, home)
    assert [] == memory.faults(
        f"the policy on every screen {wanted(real_content, item, '/')}",
        f"/{item.url}",
        [judge],
        lambda: judge.faults(home + item.url, wants, EVERY_SCREEN),
    )


@pytest.mark.parametrize("item", OTHERS.publicity, ids=_slug)
def test_two_policies_are_there_to_be_seen(
    item: Publicity, judge: Judge, workbench_site: Path, serve: Callable[[Path], str]
) -> None:
    there = serve(workbench_site) + "/"
    wants = wanted(OTHERS, item, there)
    assert len(wants) == 2
    assert [] == judge.faults(
        there + item.url, wants, [medium for medium in MEDIA if medium.name != "phone"]
    )


@each_item
def test_the_link_leads_to_the_policy(
    item: Publicity, page: Page, home: str, real_content: Content
) -> None:
    for policy in real_content.carried:
        page.goto(home + item.url)
        page.click(f'[data-policy="{policy.slug}"] a')
        page.wait_for_url(home + policy.url)
        assert policy.title == squeeze(page.inner_text("h1"))


@each_item
def test_the_item_says_who_we_are_and_where(
    item: Publicity, page: Page, home: str, real_content: Content
) -> None:
    """On screens and on paper: the logo, the name, and the site's own address, printed and as a
    link."""
    assert real_content.service is not None
    address = real_content.site_url.removeprefix("https://").rstrip("/")
    for media in ("screen", "print"):
        page.goto(home + item.url)
        page.emulate_media(media=media)
        article = page.locator("article[data-item]")
        assert [True, True, real_content.service.name] == article.evaluate(IDENTITY)
        link = article.get_by_role("link", name=address, exact=True)
        assert link.is_visible()
        assert home == link.evaluate("link => link.href")


@each_item
def test_only_the_item_is_printed(item: Publicity, page: Page, home: str) -> None:
    page.goto(home + item.url)
    page.emulate_media(media="print")
    for part in (
        "header.top",
        "main > h1",
        ".item-use",
        ".about-page",
        "footer.foot",
        "nav:not(article nav)",
    ):
        for found in page.locator(part).all():
            assert not found.is_visible(), f"{part} is printed"


@pytest.mark.parametrize("item", [item for item in ITEMS if item.as_text], ids=_slug)
def test_what_is_sent_can_be_copied_as_text(
    item: Publicity, page: Page, home: str, real_site: Path
) -> None:
    """The page links to the plain text, which says what the page says, in the same order."""
    page.goto(home + item.url)
    page.get_by_role("link", name="plain text").click()
    assert f"{home}{item.url.rstrip('/')}.txt" == page.url
    text = (real_site / f"{item.url.rstrip('/')}.txt").read_text(encoding="utf-8")
    page.go_back()
    paragraphs = [
        squeeze(words)
        for words in page.locator(
            "article[data-item] > p:not(.item-subject, .item-aside), article[data-item]"
            " .carried-statement"
        ).all_inner_texts()
    ]
    place, text = 0, squeeze(text)
    for words in paragraphs:
        assert words in text[place:], f"the text lacks this, or has it elsewhere: {words}"
        place = text.index(words, place) + len(words)
