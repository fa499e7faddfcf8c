"""The letters that a family can send: each filled in by keys alone on a small phone; copied, saved
and printed as it is seen; nothing sent, nothing kept unless somebody asks, nothing left after
"forget"; whole without script.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from hooks.printed.normalise import letters as only_letters
from hooks.printed.normalise import squeezed
from hooks.sources import letters, site_records
from hooks.sources.content import Content
from hooks.sources.records import Letter
from tests.audit import checks
from tests.audit.faults import Fault, merged, told
from tests.audit.reader import DESK, PHONE, Reader
from tests.helpers import REAL, TODAY

NAMES = sorted(letter.slug for letter in site_records.read(REAL / "mkdocs.yml", TODAY).letters)
FIRST = "ask-for-assessment"
ALPHABETS = [
    "Łucja Żółć",
    "Ştefan Đặng",
    "Ελένη",
    "Здравко",
    "علي",
    "李小龍",
    "ਗੁਰਪ੍ਰੀਤ",
    "שרה",
    "O’Brien-Ní Chonaill",
    "<b>Zoë</b> & 'Sam' \"S\" 👩‍👧",
]
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch" * 4
PRINT_AGAIN = "dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))"
SHOWN_ON_PAPER = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (walk.currentNode.parentElement.checkVisibility()) found.push(walk.currentNode.data);
  return found.join('');
}"""


@pytest.fixture
def opened(reader: Reader) -> Callable[[str], Page]:
    def open_letter(name: str = FIRST) -> Page:
        page = reader.open(f"/letters/{name}/")
        expect(page.locator("#fill")).to_be_visible()
        return page

    return open_letter


def _letter(content: Content, name: str) -> Letter:
    return next(letter for letter in content.letters if letter.slug == name)


def _seen(page: Page) -> str:
    return squeezed(page.locator("#letter").inner_text())


def _fill(page: Page, words: Callable[[str], str]) -> None:
    """Writes into every field what `words` gives for its name, and ticks the first of each
    choice."""
    for field in page.locator("#fill [type=text], #fill textarea").all():
        field.fill(words(str(field.get_attribute("id"))))
    for group in page.locator("#fill fieldset").all():
        group.locator("input").first.check()


def _copied(page: Page) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the letter").click()
    expect(page.locator("#letter-status")).to_have_text("The letter is copied.")
    return str(page.evaluate("navigator.clipboard.readText()"))


def _saved(page: Page, folder: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as text").click()
    download.value.save_as(folder / "letter.txt")
    return (folder / "letter.txt").read_text("utf-8")


def _printed(page: Page) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf()))
    return only_letters("".join(sheet.get_textpage().get_text_range() for sheet in document))


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("name", NAMES)
def test_filled_by_keys_alone_at_320_pixels(
    opened: Callable[[str], Page], reader: Reader, real_content: Content, name: str, tmp_path: Path
) -> None:
    """Tab, letters and space from the first field to the last; then it is copied, saved and printed
    as it is seen."""
    page, shown = opened(name), letters.sheet(real_content, _letter(real_content, name))
    page.locator("#fill").locator("input, textarea").first.focus()
    written: dict[str, str] = {}
    while (here := str(page.evaluate("document.activeElement.id"))) != "keep":
        kind, _, field = here.partition("-")
        if kind == "write":
            written[field] = f"words for {field}"
            page.keyboard.type(written[field])
        else:
            reader.press("Space")
        reader.press("Tab")
        assert len(written) <= len(shown.fields)
    assert list(written) == [field.id for field in shown.fields]
    seen = _seen(page)
    assert all(words in seen for words in written.values())
    assert "[" not in seen
    expect(page.locator("#left")).to_have_text("Nothing is left in brackets.")
    for choice in shown.choices:
        ticked = [option.words for option in choice.options if squeezed(option.words) in seen]
        assert ticked == [option.words for option in choice.options][: None if choice.many else 1]
    assert squeezed(_copied(page)) == squeezed(_saved(page, tmp_path)) == seen
    assert _printed(page) == only_letters(seen)
    assert _fits(page)
    assert [] == reader.complaints


@pytest.mark.parametrize("name", ALPHABETS)
def test_names_in_many_alphabets(
    opened: Callable[[], Page], reader: Reader, name: str, tmp_path: Path
) -> None:
    page = opened()
    _fill(page, lambda _: name)
    assert squeezed(name) in _seen(page)
    assert squeezed(_copied(page)) == squeezed(_saved(page, tmp_path)) == _seen(page)
    assert page.locator("#letter b").count() == 0
    assert _fits(page)
    reader.colours(printed=True)
    assert only_letters(page.evaluate(SHOWN_ON_PAPER)) == only_letters(
        page.locator("#letter").inner_text()
    )


@pytest.mark.parametrize("name", NAMES)
def test_long_words_and_many_lines(
    opened: Callable[[str], Page], name: str, tmp_path: Path
) -> None:
    page = opened(name)
    _fill(
        page,
        lambda field: (
            f"first {LONG}\n\nsecond {LONG}"
            if page.locator(f"#{field}").evaluate("node => node.tagName") == "TEXTAREA"
            else LONG
        ),
    )
    assert _fits(page)
    saved = _saved(page, tmp_path)
    assert f"first {LONG}\n\nsecond {LONG}" in saved, "lines that somebody wrote stay lines"
    assert squeezed(saved) == _seen(page)
    assert _printed(page) == only_letters(_seen(page))


@pytest.mark.parametrize("name", NAMES)
def test_empty_fields_stand_in_brackets(
    opened: Callable[[str], Page], real_content: Content, name: str, tmp_path: Path
) -> None:
    page, shown = opened(name), letters.sheet(real_content, _letter(real_content, name))
    assert only_letters(_seen(page)) == only_letters(letters.text(shown))
    assert (
        squeezed(_saved(page, tmp_path)) == squeezed(letters.text(shown)) == squeezed(_copied(page))
    )
    expect(page.locator("#left")).to_have_text(f"Still empty, in brackets: {len(shown.fields)}.")
    assert page.locator("#fill :checked").count() == 0


def test_choices_are_equal(opened: Callable[[str], Page]) -> None:
    page = opened("ask-for-certificate")
    looks = page.locator("#fill fieldset label").evaluate_all(
        "all => all.map((one) => { const look = getComputedStyle(one); return [look.fontSize,"
        " look.fontWeight, look.color, look.backgroundColor].join(); })"
    )
    assert len(looks) == 2 and len(set(looks)) == 1
    for place, words in enumerate(
        ["I want mediation before I appeal.", "I do not want mediation before I appeal."]
    ):
        page.locator("#fill fieldset input").nth(place).check()
        assert [words] == [
            squeezed(one)
            for one in page.locator("#letter .ticks li:not([hidden])").all_inner_texts()
        ]


def test_nothing_is_sent_or_kept(
    opened: Callable[[], Page], reader: Reader, tmp_path: Path
) -> None:
    page = opened()
    page.wait_for_load_state("networkidle")
    before = len(reader.asked)
    _fill(page, lambda field: f"words for {field}")
    _copied(page)
    _saved(page, tmp_path)
    page.locator("#write-child").press("Enter")
    page.evaluate(PRINT_AGAIN)
    page.wait_for_load_state("networkidle")
    assert [] == [url for url in reader.asked[before:] if not url.startswith(("blob:", "data:"))]
    assert [] == reader.measure("stored") == page.context.cookies()
    assert page.url == f"{reader.base}/letters/{FIRST}/"
    opened()
    assert "" == page.locator("#write-child").input_value()
    assert [] == reader.complaints


@pytest.mark.parametrize("again", ["reload", "back"])
def test_browser_brings_nothing_back(
    opened: Callable[[], Page], reader: Reader, again: str
) -> None:
    """Without the tick, what was written ends with the page, whatever the browser itself would put
    back."""
    page = opened()
    _fill(page, lambda field: f"words for {field}")
    if again == "reload":
        page.reload()
    else:
        reader.open("/privacy/")
        page.go_back()
    expect(page.locator("#fill")).to_be_visible()
    assert "words for" not in _seen(page)
    assert all(
        "" == field.input_value()
        for field in page.locator("#fill [type=text], #fill textarea").all()
    )
    assert page.locator("#fill :checked").count() == 0


def test_kept_if_asked_and_gone_after_forget(opened: Callable[[], Page], reader: Reader) -> None:
    page = opened()
    _fill(page, lambda field: f"words for {field}")
    page.get_by_label("Keep what I write on this device").check()
    expect(page.locator("#letter-status")).to_have_text("What you write is kept on this device.")
    expect(page.get_by_text("On a device that others use, they could read it.")).to_be_visible()
    seen = _seen(page)
    assert [f"letter:{FIRST}"] == reader.measure("stored")
    opened()
    assert _seen(page) == seen
    page.locator("#forget").click()
    assert [] == reader.measure("stored")
    assert "words for" not in _seen(page)
    assert all(
        "" == field.input_value()
        for field in page.locator("#fill [type=text], #fill textarea").all()
    )
    assert page.locator("#fill :checked").count() == 0
    opened()
    assert "words for" not in page.content()


def test_tick_taken_out_keeps_nothing(opened: Callable[[], Page], reader: Reader) -> None:
    page = opened()
    keep = page.get_by_label("Keep what I write on this device")
    keep.check()
    page.locator("#write-child").fill("Zofia")
    assert [f"letter:{FIRST}"] == reader.measure("stored")
    keep.uncheck()
    expect(page.locator("#letter-status")).to_have_text("Nothing is kept on this device.")
    assert [] == reader.measure("stored")


def test_forget_is_offered_again_after_printing(opened: Callable[[], Page], reader: Reader) -> None:
    page = opened()
    page.get_by_label("Keep what I write on this device").check()
    page.locator("#write-child").fill("Zofia")
    expect(page.locator("#printed")).to_be_hidden()
    title = page.title()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.title() == page.locator("#letter-subject").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.title() == title
    page.locator("#forget-printed").click()
    assert [] == reader.measure("stored")
    assert "Zofia" not in _seen(page)
    expect(page.locator("#printed")).to_be_hidden()


def test_own_mail_gets_address_and_subject_alone(opened: Callable[[], Page]) -> None:
    page = opened()
    _fill(page, lambda _: "Zofia")
    link = str(page.get_by_role("link", name="Open my email program").get_attribute("href"))
    assert link.startswith("mailto:?subject=")
    assert {"subject": [page.locator("#letter-subject").inner_text()]} == parse_qs(
        urlsplit(link).query
    )
    assert "Zofia" not in unquote(link)


@pytest.mark.parametrize("name", NAMES)
def test_whole_without_script(plain_reader: Reader, real_content: Content, name: str) -> None:
    """The letter is read, and on paper it stands alone: nothing of ours, and a line for each thing
    to write."""
    page, shown = (
        plain_reader.open(f"/letters/{name}/"),
        letters.sheet(real_content, _letter(real_content, name)),
    )
    expect(page.locator("#fill")).to_be_hidden()
    assert only_letters(_seen(page)) == only_letters(letters.text(shown))
    assert _printed(page) == only_letters(letters.text(shown))
    kinds = [
        str(link.get_attribute("href")).rpartition(".")[2]
        for link in page.locator(".letter-side .downloads a").all()
    ]
    assert kinds in (["docx", "pdf"], ["docx"])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_state_is_accessible(
    opened: Callable[[str], Page], reader: Reader, size: tuple[int, int], dark: bool
) -> None:
    """axe, contrast, targets: still to be written, written, after printing."""
    reader.screen(size)
    reader.colours(dark=dark)
    page = opened("complain-to-council")
    faults: list[Fault] = [
        *checks.axe(reader),
        *checks.text_contrast(reader),
        *checks.targets(reader),
    ]
    _fill(page, lambda field: f"words for {field}")
    page.evaluate(PRINT_AGAIN)
    expect(page.locator("#printed")).to_be_visible()
    faults += [
        *checks.axe(reader),
        *checks.text_contrast(reader),
        *checks.targets(reader),
        *checks.reflow(reader, f"{size[0]} px"),
    ]
    assert not faults, told(merged(faults))


def test_routes_and_the_clock_lead_to_the_letter_that_fits(reader: Reader) -> None:
    page = reader.open("/your-options/mediation/")
    page.get_by_role("navigation", name="Letters you can send").get_by_role(
        "link", name="Ask for a mediation certificate", exact=True
    ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask for a mediation certificate")
    page = reader.open("/your-options/deadlines/#have-draft-plan")
    page.locator("#have-draft-plan").get_by_role("link", name="Reply to a draft plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reply to a draft plan")
    page = reader.open("/")
    page.get_by_role("link", name="What do I write, and to whom?").click()
    for name in NAMES:
        expect(page.get_by_role("main").locator(f'a[href$="{name}/"]')).to_be_visible()


@pytest.mark.parametrize("words", ["template letter", "what do I write", "subject access request"])
def test_search_finds_the_letters(reader: Reader, words: str) -> None:
    page = reader.open(f"/search/?q={words.replace(' ', '+')}")
    expect(page.locator('#results a[href*="letters/"]').first).to_be_visible()
