"""Each measure tried on a page that was spoiled for it. A measure that cannot fail is no
measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.audit import checks
from tests.audit.faults import Fault
from tests.audit.reader import DESK, PHONE, Reader

PAGE = "/contact/"
Check = Callable[[Reader], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Spoiled:
    """What is done to the contact page, which measure must see it, and what the fault must be
    called and say."""

    check: Check
    rule: str
    says: str = ""
    css: str = ""
    script: str = ""
    change: tuple[str, str] = ("", "")
    size: tuple[int, int] = PHONE
    page: str = PAGE


def at_320(reader: Reader) -> Iterator[Fault]:
    return checks.reflow(reader, "320 px")


def no_shortcut(reader: Reader) -> Iterator[Fault]:
    return checks.shortcuts(reader)


def no_real_shortcut(reader: Reader) -> Iterator[Fault]:
    return checks.shortcuts(reader, real=True)


def axe_in_all_ways(reader: Reader) -> Iterator[Fault]:
    return checks.axe_in(reader, checks.ways(reader))


def axe_in_dark_alone(reader: Reader) -> Iterator[Fault]:
    return checks.axe_in(reader, [(DESK, True, False)])


def painted_focus(reader: Reader) -> Iterator[Fault]:
    return checks.focus_pixels(reader, set())


ON_KEY = "document.addEventListener('{}', (event) => {{ {} }});"

SPOILED = {
    "no language": Spoiled(checks.axe, "html-has-lang", change=(' lang="en-GB"', "")),
    "a landmark twice": Spoiled(
        checks.axe,
        "landmark-unique",
        change=("</main>", '</main><nav aria-label="Main menu"><a href="..">Home</a></nav>'),
        size=DESK,
    ),
    "a field without a name": Spoiled(checks.axe, "label", change=("</h1>", "</h1><input>")),
    "pale text": Spoiled(checks.axe, "color-contrast", css="main p { color: #999 }"),
    "pale text in dark": Spoiled(
        axe_in_all_ways,
        "color-contrast",
        css="@media (prefers-color-scheme: dark) { main p { color: #555 } }",
    ),
    "no main heading in dark": Spoiled(
        axe_in_all_ways,
        "page-has-heading-one",
        css="@media (prefers-color-scheme: dark) { h1 { display: none } }",
    ),
    "no main heading with the menu open": Spoiled(
        axe_in_all_ways,
        "page-has-heading-one",
        css=":has(#menu-open[aria-expanded=true]) h1 { display: none }",
    ),
    "no main heading where light was not looked at": Spoiled(
        axe_in_dark_alone, "page-has-heading-one", css="h1 { display: none }"
    ),
    "targets of axe": Spoiled(
        checks.axe,
        "target-size",
        css=(
            ".foot li a { font-size: 8px; line-height: 1; padding: 0 } .foot li { line-height: 1;"
            " height: 9px }"
        ),
    ),
    "text at 6:1": Spoiled(
        checks.text_contrast, "text-contrast", "must have 7", css="main p { color: #666 }"
    ),
    "text on a picture": Spoiled(
        checks.text_contrast,
        "text-contrast",
        "on its picture",
        css="main { background: linear-gradient(#fff, #555) }",
    ),
    "a wide thing": Spoiled(at_320, "two-way-scrolling", "px wide", css="main p { width: 500px }"),
    "a thing that scrolls sideways": Spoiled(
        at_320,
        "two-way-scrolling",
        "no named region",
        css="main p { overflow-x: auto; white-space: nowrap }",
    ),
    "a thing that scrolls": Spoiled(
        at_320,
        "two-way-scrolling",
        "scrolls by itself",
        css="main { overflow-y: scroll; height: 200px }",
    ),
    "cut off": Spoiled(at_320, "cut-off", css=".trail { height: 9px; overflow: hidden }"),
    "cut off at the side": Spoiled(
        at_320,
        "cut-off",
        "reaches",
        css="body { overflow-x: clip } main p { margin-left: 200px; white-space: nowrap }",
    ),
    "three dots": Spoiled(
        at_320,
        "cut-off",
        css=(
            "h1, .trail li { white-space: nowrap; overflow: hidden; text-overflow: ellipsis;"
            " max-width: 60px }"
        ),
    ),
    "lines on one another": Spoiled(at_320, "overlaps", css="main p { line-height: .4 }"),
    "a thing on another": Spoiled(at_320, "overlaps", css="h1 { margin-bottom: -3.5rem }"),
    "no room for wide spacing": Spoiled(
        checks.spaced,
        "cut-off",
        "text spacing",
        css=(
            "#menu-open { width: 62px; overflow: hidden; padding: 0 4px; white-space: nowrap }"
            " #menu-open { font-size: 20px }"
        ),
    ),
    "no room for large text": Spoiled(
        checks.large_text,
        "cut-off",
        "200 %",
        css=".name { height: 38px; overflow: hidden }",
        size=DESK,
    ),
    "small targets": Spoiled(
        checks.targets,
        "target-size",
        "too near",
        css=(
            ".foot li a { font-size: 8px; line-height: 1; padding: 0 } .foot li { line-height: 1;"
            " height: 9px }"
        ),
    ),
    "a small menu button": Spoiled(
        checks.targets,
        "target-size",
        "menu-open",
        css="#menu-open { min-height: 0; height: 40px; align-self: start }",
    ),
    "a small telephone number": Spoiled(
        checks.targets,
        "target-size",
        "0300",
        change=("</h1>", '</h1><p>Call <a href="tel:+443000000000">0300 000 0000</a> today.</p>'),
    ),
    "a link that Tab passes over": Spoiled(
        checks.keyboard,
        "keyboard-reach",
        "does not reach",
        change=('<a class="brand"', '<a tabindex="-1" class="brand"'),
    ),
    "a button by mouse only": Spoiled(
        checks.keyboard,
        "keyboard-reach",
        "is nothing to act on",
        change=(
            "</h1>",
            '</h1><details open><summary tabindex="-1">More</summary><div id="x">.</div></details>',
        ),
        script=(
            "document.addEventListener('focusin', (event) => { if (event.target.closest('.trail'))"
            " { document.getElementById('x').tabIndex = 0; document.getElementById('x').focus();"
            " } });"
        ),
    ),
    "an order of its own": Spoiled(
        checks.keyboard,
        "focus-order",
        "goes back",
        change=('<a class="brand"', '<a tabindex="5" class="brand"'),
    ),
    "shown in another order": Spoiled(
        checks.keyboard, "focus-order", "on the screen", css=".bar { flex-direction: row-reverse }"
    ),
    "focus off the screen": Spoiled(
        checks.keyboard, "focus-seen", css=".skip:focus { top: -6rem }"
    ),
    "a menu off the screen": Spoiled(
        checks.keyboard,
        "focus-seen",
        css=".menu { display: block !important; position: fixed; left: -300px; width: 250px }",
    ),
    "focus below a band": Spoiled(
        checks.keyboard,
        "focus-covered",
        css=".notice { position: fixed; z-index: 5; inset: auto 0 0 0; height: 130px }",
    ),
    "no ring": Spoiled(
        checks.keyboard,
        "focus-ring",
        css=":focus-visible { outline: 0 !important; box-shadow: none !important }",
    ),
    "a pale ring": Spoiled(
        checks.keyboard,
        "focus-ring",
        css=":focus-visible { outline-color: #bbb !important; box-shadow: none !important }",
    ),
    "a thin ring": Spoiled(
        checks.keyboard,
        "focus-ring",
        css=":focus-visible { outline: 1px solid #000 !important; box-shadow: none !important }",
    ),
    "a ring cut off": Spoiled(
        painted_focus, "focus-ring", "menu-open", css="#menu-open { clip-path: inset(0) }"
    ),
    "a ring that is always there": Spoiled(
        painted_focus,
        "focus-ring",
        css=(
            "a, button { outline: .19rem solid var(--ink) !important; outline-offset: .13rem;"
            " box-shadow: 0 0 0 .35rem var(--accent) !important }"
        ),
    ),
    "a trap": Spoiled(
        checks.keyboard,
        "keyboard-trap",
        script=ON_KEY.format(
            "keydown",
            "if (event.key === 'Tab' && document.activeElement.closest('.foot'))"
            " event.preventDefault();",
        ),
    ),
    "no way past the menu": Spoiled(
        checks.skip_link, "skip-link", change=('href="#main"', 'href="#menu"')
    ),
    "a single-key shortcut": Spoiled(
        no_shortcut,
        "single-key",
        script=ON_KEY.format("keydown", "if (event.key === '/') document.body.dataset.open = '';"),
    ),
    "a shortcut that moves focus": Spoiled(
        no_real_shortcut,
        "single-key",
        script=ON_KEY.format(
            "keypress", "if (event.key === 's') document.querySelector('main a').focus();"
        ),
    ),
    "a shortcut that goes away": Spoiled(
        no_real_shortcut,
        "single-key",
        "loaded again",
        script=ON_KEY.format("keyup", "if (event.key === 'n') location.href = '../words/';"),
    ),
    "a cookie": Spoiled(checks.privacy, "cookie", "seen", script="document.cookie = 'seen=yes';"),
    "something kept": Spoiled(
        checks.privacy, "storage", "visits", script="localStorage.setItem('visits', '1');"
    ),
    "something kept until the window closes": Spoiled(
        checks.privacy, "storage", "here", script="sessionStorage.setItem('here', '1');"
    ),
    "another host": Spoiled(
        checks.privacy,
        "other-host",
        "counter.example",
        change=("img-src &#39;self&#39;", "img-src https://counter.example"),
        script="new Image().src = 'https://counter.example/1.png';",
    ),
    "a style in the page": Spoiled(
        checks.privacy,
        "console",
        "Content Security Policy",
        change=("<h1", '<h1 style="color: red"'),
    ),
    "a script in the page": Spoiled(
        checks.privacy,
        "console",
        "Content Security Policy",
        change=("</main>", "<script>1</script></main>"),
    ),
    "an error in a script": Spoiled(
        checks.privacy, "console", "script error", script="nothing.at.all();"
    ),
    "no menu without script": Spoiled(
        checks.without_script,
        "without-script",
        "does not show",
        css=".menu:target { display: none !important }",
    ),
}


def spoil(reader: Reader, spoiled: Spoiled) -> None:
    """Opens the page so spoiled. Stylesheet and script are changed where they stand, so that no
    policy stops them."""

    def changed(route: Route) -> None:
        answer = route.fetch()
        before, after = spoiled.change
        assert before in answer.text(), f"The page does not hold {before}"
        headers = (
            {
                name: value
                for name, value in answer.headers.items()
                if name != "content-security-policy"
            }
            if "counter" in spoiled.script
            else answer.headers
        )
        route.fulfill(
            response=answer,
            headers=headers,
            body=answer.text()
            .replace(before, after, 1)
            .replace(
                "connect-src 'self'",
                "connect-src *" if "counter" in spoiled.script else "connect-src 'self'",
            ),
        )

    def longer(more: str) -> Callable[[Route], None]:
        def fulfil(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text() + more)

        return fulfil

    page = reader.page
    page.route("https://counter.example/**", lambda route: route.abort())
    page.route(f"**{spoiled.page}", changed)
    page.route("**/assets/site.css", longer(spoiled.css))
    page.route("**/assets/menu.js", longer(f"\n{spoiled.script}"))
    reader.screen(spoiled.size)
    reader.open(spoiled.page)


@pytest.mark.parametrize("name", SPOILED)
def test_it_is_noticed(request: pytest.FixtureRequest, name: str) -> None:
    spoiled = SPOILED[name]
    reader: Reader = request.getfixturevalue(
        "plain_reader" if spoiled.check is checks.without_script else "reader"
    )
    spoil(reader, spoiled)
    found = list(spoiled.check(reader))
    assert any(fault.rule == spoiled.rule and spoiled.says in fault.says for fault in found), [
        str(fault) for fault in found
    ]


def test_every_measure_is_tried() -> None:
    """Each measure that pages are held to has a page spoiled for it."""
    tried: set[Any] = {spoiled.check for spoiled in SPOILED.values()}
    held = {
        checks.axe,
        checks.text_contrast,
        checks.spaced,
        checks.large_text,
        checks.targets,
        checks.keyboard,
        checks.skip_link,
        checks.privacy,
        checks.without_script,
        at_320,
        no_shortcut,
        painted_focus,
    }
    assert held <= tried


def test_axe_leaves_nothing_out(reader: Reader) -> None:
    """No part of a page is excluded, no rule is switched off, and what axe runs is all that it has
    for these standards."""
    assert checks.EXCLUDED == ()
    assert checks.UNUSED == ()
    reader.open("/")
    kinds = ("violations", "passes", "incomplete", "inapplicable")
    ran = {rule["id"] for rule in checks.run_axe(reader, kinds=kinds)}
    known = reader.page.evaluate(
        "standards => axe.getRules(standards).filter(rule => !rule.tags.some(tag =>"
        " ['experimental', 'deprecated'].includes(tag))).map(rule => rule.ruleId)",
        list(checks.STANDARDS),
    )
    assert ran == set(known)
    assert {"target-size", "color-contrast", "region", "heading-order"} <= ran
