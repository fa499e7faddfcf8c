"""The page that makes our Markdown of a Word document: the file is read in the browser, is sent
nowhere, and gives what the command gives."""

from __future__ import annotations

from pathlib import Path

from tests.audit.reader import Reader
from tests.staff.test_paste import STYLED, made, with_styles

PAGE = "/staff/paste/"


def test_document_is_read_in_the_browser(reader: Reader, tmp_path: Path) -> None:
    reader.open(PAGE)
    reader.page.wait_for_selector("#paste:not([hidden])")
    before = len(reader.asked)
    reader.page.set_input_files("#document", str(made(with_styles, tmp_path)))
    reader.page.wait_for_selector("#pasted:not([hidden])")
    assert reader.page.input_value("#markdown") == STYLED
    assert reader.page.locator("#look li").count() == 1
    assert not [url for url in reader.asked[before:] if "icon" not in url], (
        "nothing was asked or sent"
    )


def test_no_document_is_said_so(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "notes.docx"
    file.write_bytes(b"no document")
    reader.open(PAGE)
    reader.page.set_input_files("#document", str(file))
    reader.page.wait_for_function(
        "document.getElementById('paste-status').textContent.startsWith('This is no Word')"
    )
    assert reader.page.locator("#pasted").is_hidden()


def test_without_script_the_page_says_what_to_do(plain_reader: Reader) -> None:
    plain_reader.open(PAGE)
    assert plain_reader.page.locator("#paste").is_hidden()
    assert "make paste" in plain_reader.page.inner_text("main")
