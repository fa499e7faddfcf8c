"""An address that leads nowhere, however deep: a page with a way out, and one that works."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from hooks.sources.content import Content
from tests.audit import checks
from tests.audit.reader import DESK, PHONE, Reader

WAYS_OUT = ("home page", "Search", "Contact")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    "address", ["/gone", "/gone/", "/your-options/gone/", "/a/b/c/d/gone.html"]
)
def test_there_is_a_way_out(
    reader: Reader, address: str, size: tuple[int, int], real_content: Content
) -> None:
    assert real_content.service is not None
    reader.screen(size)
    answer = reader.page.goto(reader.base + address)
    assert answer and answer.status == 404
    reader.address = address
    assert not list(checks.skip_link(reader))
    expect(reader.page).to_have_title(f"We cannot find this page – {real_content.service.name}")
    family = real_content.identity["typeface"]["family"]
    shown = reader.page.evaluate("getComputedStyle(document.body).fontFamily")
    assert shown.startswith(f'"{family}"')
    for name in WAYS_OUT:
        link = reader.page.get_by_role("main").get_by_role("link", name=name).first
        assert reader.page.request.get(link.evaluate("link => link.href")).ok, name
    reader.page.get_by_role("main").get_by_role("link", name="home page").click()
    expect(reader.page).to_have_url(reader.base + "/")


def test_its_menu_works(reader: Reader, real_content: Content) -> None:
    contact = next(name for name, src in real_content.nav if src == "contact.md")
    reader.page.goto(reader.base + "/a/b/c/")
    reader.page.click("#menu-open")
    reader.page.locator("#menu").get_by_role("link", name=contact, exact=True).click()
    expect(reader.page).to_have_url(reader.base + "/contact/")
