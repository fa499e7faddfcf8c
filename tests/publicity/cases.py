"""Every way we know to spoil an item of publicity, who catches it, and harmless changes that nobody
may refuse.

The numbers 1 to 54 are those of the research on printed publicity, as far as they can happen on a
web page. A case changes the built page, the site's stylesheet or the plain text of one item, as a
layout, a stylesheet or a person could. `by` says who must catch it: the build rule, which reads the
page as a browser parses it; the judge, which looks at it in Chromium; or both. The site forbids
inline styles (Content Security Policy), so a style that a browser would not even apply is left to
the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from hooks.sources import site_records
from hooks.sources.records import Format
from tests.helpers import REAL, TODAY

Change = Callable[[str], str]
RECORDS = site_records.read(REAL / "mkdocs.yml", TODAY)
POLICY = RECORDS.carried[0]
assert POLICY.publicity is not None
HEADING = POLICY.publicity.heading
"""Taken from the records, so that staff can change every word and these tests go on."""


def _item(kind: Format) -> str:
    return next(item.slug for item in RECORDS.publicity if item.format == kind)


LEAFLET, EMAIL, SIGNATURE, VOICEMAIL = (
    _item("leaflet"),
    _item("email"),
    _item("signature"),
    _item("voicemail"),
)
RULE, JUDGE, BOTH, NOBODY = (
    frozenset({"rule"}),
    frozenset({"judge"}),
    frozenset({"rule", "judge"}),
    frozenset[str](),
)
ALL = ("light", "phone", "print", "dark", "forced")
OPEN, CLOSE = '<section class="carried"', "</section>"


@dataclass(frozen=True)
class Case:
    """One change of one item. `media` are those in which the judge looks: for a spoiling, where it
    shows."""

    name: str
    by: frozenset[str]
    html: Change | None = None
    css: str = ""
    text: Change | None = None
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    item: str = LEAFLET
    media: tuple[str, ...] = ("light",)

    @property
    def slug(self) -> str:
        return "".join(char if char.isalnum() else "-" for char in self.name.lower()).strip("-")


# --- how to change a page -------------------------------------------------------------------------


def parts(html: str) -> tuple[str, str, str]:
    """The page before the block, the block, and the page after it."""
    start = html.index(OPEN)
    end = html.index(CLOSE, start) + len(CLOSE)
    return html[:start], html[start:end], html[end:]


def block(change: Change) -> Change:
    def apply(html: str) -> str:
        before, middle, after = parts(html)
        changed = change(middle)
        assert changed != middle, "this case changes nothing"
        return before + changed + after

    return apply


def swap(old: str, new: str) -> Change:
    """In the block alone."""

    def change(text: str) -> str:
        assert old in text, f"the block does not hold {old!r}"
        return text.replace(old, new, 1)

    return block(change)


def in_page(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text, f"the page does not hold {old!r}"
        return text.replace(old, new, 1)

    return change


def wrap(before: str, after: str) -> Change:
    return block(lambda text: before + text + after)


def attribute(words: str) -> Change:
    return swap("<section ", f"<section {words} ")


def last(before: str = "", after: str = "", words: str = "") -> Change:
    """The block at the end of the item."""

    def apply(html: str) -> str:
        start, middle, rest = parts(html)
        body, tag, end = rest.partition("</article>")
        return f"{start}{body}{words}{before}{middle}{after}{tag}{end}"

    return apply


def inner(html: str, tag: str) -> str:
    """The words of the block's first element of a kind, tags and all."""
    return html[html.index(">", html.index(f"<{tag}")) + 1 : html.index(f"</{tag}>")]


def without(tag: str, class_: str = "") -> Change:
    def change(text: str) -> str:
        start = text.index(f'<{tag} class="{class_}"' if class_ else f"<{tag}")
        return text[:start] + text[text.index(f"</{tag}>", start) + len(tag) + 3 :]

    return block(change)


def statement(change: Change) -> Change:
    """The statement's own words."""

    def apply(text: str) -> str:
        start = text.index(">", text.index("carried-statement")) + 1
        end = text.index("</p>", start)
        return text[:start] + change(text[start:end]) + text[end:]

    return block(apply)


def link(change: Change) -> Change:
    """The whole <a> element."""

    def apply(text: str) -> str:
        start, end = text.index("<a "), text.index("</a>") + 4
        return text[:start] + change(text[start:end]) + text[end:]

    return block(apply)


def href(target: str) -> Change:
    return link(lambda a: a.replace(a.split('"')[1], target, 1))


def word(number: int, change: Change) -> Change:
    """One word of some words, counted from 0."""

    def apply(words: str) -> str:
        every = words.split(" ")
        every[number] = change(every[number])
        return " ".join(every)

    return apply


def longest(change: Change) -> Change:
    """The longest word of some words that is letters alone."""

    def apply(words: str) -> str:
        chosen = max((one for one in words.split() if one.isalpha()), key=len)
        return words.replace(chosen, change(chosen), 1)

    return apply


def look_alike(words: str) -> str:
    """The first Latin letter that a Cyrillic one looks like."""
    at = min(place for place in map(words.find, "aeo") if place >= 0)
    return words[:at] + "\u0430\u0435\u043e"["aeo".index(words[at])] + words[at + 1 :]


def joined(*changes: Change) -> Change:
    def apply(html: str) -> str:
        for change in changes:
            html = change(html)
        return html

    return apply


LONG = (
    "<p>"
    + "These words stand above the policy and say nothing that a reader needs to know now. " * 40
    + "</p>"
)
DRAWN = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='600' height='200'%3E"
    "%3Ctext y='60' font-size='30'%3EWe do not take sides%3C/text%3E%3C/svg%3E"
)
COVER = '.item { position: relative } .item::after { content: ""; position: absolute; inset: 0; '


# --- the 54 ---------------------------------------------------------------------------------------

NOT_HERE = {38: "no QR code on web pages yet", 39: "no QR code on web pages yet"}
"""Numbers that cannot happen on a web page, and why. On paper they are tests/printed's."""

SPOILED: tuple[Case, ...] = (
    Case("01 block deleted", BOTH, block(lambda _: "")),
    Case("02 commented out", BOTH, wrap("<!-- ", " -->")),
    Case("03 inside a template", BOTH, wrap("<template>", "</template>")),
    Case("04 inside a script", BOTH, wrap('<script type="text/html">', "</script>")),
    Case("05 inline style display:none", RULE, attribute('style="display:none"')),
    Case("05 display:none in the stylesheet", JUDGE, css=".carried { display: none }"),
    Case("06 hidden attribute", BOTH, attribute("hidden")),
    Case("07 aria-hidden, visible", BOTH, attribute('aria-hidden="true"')),
    Case("08 aria-hidden parent", BOTH, wrap('<div aria-hidden="true">', "</div>")),
    Case("09 visibility:hidden", JUDGE, css=".carried { visibility: hidden }"),
    Case("10 opacity 0", JUDGE, css=".carried { opacity: 0 }"),
    Case("11 opacity .25", JUDGE, css=".carried { opacity: .25 }"),
    Case(
        "12 inline font-size 4pt",
        RULE,
        statement(lambda words: f'<span style="font-size:4pt">{words}</span>'),
    ),
    Case("12 font-size 4pt on the statement", JUDGE, css=".carried-statement { font-size: 4pt }"),
    Case("13 font-size 5pt on the block", JUDGE, css=".carried * { font-size: 5pt }"),
    Case("14 white on white", JUDGE, css=".carried, .carried * { color: #fff; background: #fff }"),
    Case(
        "15 pale grey on white", JUDGE, css=".carried, .carried * { color: #ccc; background: #fff }"
    ),
    Case(
        "16 text in the colour of its ground",
        JUDGE,
        css=".carried, .carried * { color: var(--card) }",
    ),
    Case(
        "17 off the screen to the left", JUDGE, css=".carried { position: absolute; left: -9999px }"
    ),
    Case("18 text-indent -999em", JUDGE, css=".carried * { text-indent: -999em }"),
    Case("19 height 0, overflow hidden", JUDGE, css=".carried { height: 0; overflow: hidden }"),
    Case("20 covered by another box", JUDGE, css=COVER + "background: var(--paper) }"),
    Case("21 scaled to a fifth", JUDGE, css=".carried { transform: scale(.2) }"),
    Case("22 letters piled up", JUDGE, css=".carried { letter-spacing: -1em }"),
    Case(
        "23 hidden on paper",
        JUDGE,
        css="@media print { .carried { display: none } }",
        media=("print",),
    ),
    Case("24 hidden on screens", JUDGE, css="@media screen { .carried { display: none } }"),
    Case(
        "25 for screen readers alone",
        BOTH,
        swap('class="carried"', 'class="carried visually-hidden"'),
    ),
    Case("26 clip-path", JUDGE, css=".carried { clip-path: inset(100%) }"),
    Case(
        "27 pushed below the first screen",
        JUDGE,
        css=".carried { margin-top: 90vh }",
        media=("phone",),
    ),
    Case(
        "28 page break before it",
        JUDGE,
        css="@media print { .carried { break-before: page } }",
        media=("print",),
    ),
    Case(
        "29 small print at the foot",
        BOTH,
        last('<footer class="item-foot"><small>', "</small></footer>"),
        media=("phone",),
    ),
    Case("30 at the end, after long paragraphs", BOTH, last(words=LONG), media=("phone",)),
    Case("31 reworded", BOTH, statement(word(2, lambda one: f"try {one}"))),
    Case("32 one letter wrong", BOTH, statement(longest(lambda one: one[:-1]))),
    Case("33 cut short with an ellipsis", BOTH, statement(lambda words: words[:60] + "…")),
    Case(
        "33 cut short by text-overflow",
        JUDGE,
        css=".carried-statement { overflow: hidden; white-space: nowrap; text-overflow: ellipsis }",
    ),
    Case("34 link removed, text kept", BOTH, link(lambda a: inner(a, "a"))),
    Case("35 link to the wrong page", BOTH, href("../../contact/")),
    Case(
        "36 link without words", BOTH, link(lambda a: inner(a, "a") + a.replace(inner(a, "a"), ""))
    ),
    Case(
        "37 printed address removed", BOTH, link(lambda a: a.replace(inner(a, "a"), "our website"))
    ),
    Case(
        "40 a picture of the text, as SVG",
        BOTH,
        statement(lambda words: f'<img src="{DRAWN}" alt="{words}">'),
    ),
    Case(
        "41 generated content alone",
        BOTH,
        statement(lambda _: ""),
        css='.carried-statement::before { content: "We do not take sides." }',
    ),
    Case("42 closed details", BOTH, wrap("<details><summary>Our policy</summary>", "</details>")),
    Case("43 turned by 90 degrees", JUDGE, css=".carried { transform: rotate(90deg) }"),
    Case(
        "44 overlapped by other text",
        JUDGE,
        css=".panels { margin-top: -8rem } .panels .panel { background: none; padding: 0 }",
    ),
    Case("45 heading removed", BOTH, without("h2")),
    Case(
        "46 colour lost in a misspelt variable",
        JUDGE,
        css=".carried, .carried * { color: var(--inc, transparent) }",
    ),
    Case(
        "47 last line cut off by max-height",
        JUDGE,
        css=".carried { max-height: 7.2rem; overflow: hidden }",
    ),
    Case(
        "48 a huge title pushes it away",
        JUDGE,
        css=".layout-publicity h1 { font-size: 11rem }",
        media=("phone",),
    ),
    Case(
        "49 a picture of the text, as PNG",
        BOTH,
        statement(lambda words: f'<img src="../../assets/icon.svg" alt="{words}">'),
    ),
    Case(
        "50 a variable not filled in",
        BOTH,
        statement(lambda _: "{{ statement_for(record, policy) }}"),
    ),
    Case("51 a look-alike letter", BOTH, statement(look_alike)),
    Case(
        "52 a half-clear panel over it",
        JUDGE,
        css=COVER + "background: rgb(252 248 242 / .8); pointer-events: none }",
    ),
    Case("53 smaller than the least size", JUDGE, css=".carried-statement { font-size: 15px }"),
    Case("53 smaller than the words round it", JUDGE, css=".carried-statement { font-size: 17px }"),
    Case(
        "54 grey on paper",
        JUDGE,
        css="@media print { .carried * { color: #aaa } }",
        media=("print",),
    ),
    # --- more of our own: what the page is made of ---
    Case("hidden two steps up", BOTH, wrap("<div hidden><div>", "</div></div>")),
    Case("hidden until found", BOTH, attribute('hidden="until-found"')),
    Case("inert", BOTH, attribute("inert")),
    Case("a closed dialog", BOTH, wrap("<dialog>", "</dialog>")),
    Case(
        "an open dialog",
        RULE,
        wrap("<dialog open>", "</dialog>"),
        css="dialog { position: static; width: auto }",
    ),
    Case("a popover", BOTH, attribute("popover")),
    Case("open details", RULE, wrap("<details open><summary>Our policy</summary>", "</details>")),
    Case("without script alone", BOTH, wrap("<noscript>", "</noscript>")),
    Case("a comment that is never closed", BOTH, wrap("<!-- ", "")),
    Case("a text field that is never closed", BOTH, wrap("<textarea>", "")),
    Case("a select", BOTH, wrap("<select><option>", "</option></select>")),
    Case("an object's fallback", RULE, wrap("<object>", "</object>")),
    Case("a canvas's fallback", BOTH, wrap("<canvas>", "</canvas>")),
    Case("a quotation of somebody else", RULE, wrap("<blockquote>", "</blockquote>")),
    Case("a table", RULE, wrap("<table><tr><td>", "</td></tr></table>")),
    Case("role presentation", RULE, attribute('role="presentation"')),
    Case("role none on the heading", BOTH, swap("<h2 ", '<h2 role="none" ')),
    Case("role img on a parent", RULE, wrap('<div role="img" aria-label="Our policy">', "</div>")),
    Case(
        "other words for screen readers",
        RULE,
        swap('class="carried-statement"', 'class="carried-statement" aria-label="We take sides."'),
    ),
    Case(
        "another language for screen readers",
        RULE,
        swap('class="carried-statement"', 'class="carried-statement" lang="fr"'),
    ),
    Case("right to left", BOTH, attribute('dir="rtl"')),
    Case("turned round by a control character", BOTH, statement(lambda words: "\u202e" + words)),
    Case("struck out", BOTH, statement(lambda words: f"<s>{words}</s>")),
    Case("a word deleted", BOTH, statement(word(2, lambda one: f"<del>{one}</del>"))),
    Case(
        "a word that only the eye misses",
        BOTH,
        statement(word(2, lambda one: f"<span hidden>{one}</span>")),
    ),
    Case(
        "words added by a hidden span",
        RULE,
        statement(lambda words: words + '<span class="visually-hidden"> Sometimes.</span>'),
    ),
    Case(
        "a heading that is none",
        BOTH,
        block(lambda text: text.replace("<h2 ", "<p ").replace("</h2>", "</p>")),
    ),
    Case("another heading", BOTH, swap(HEADING, "Small print")),
    Case(
        "'It is not true that:' in the block",
        RULE,
        swap("<p class", "<p>It is not true that:</p><p class"),
    ),
    Case("'It is not true that:' above the block", RULE, wrap("<p>It is not true that:</p>", "")),
    Case(
        "somebody else's words announced above the block",
        RULE,
        wrap("<p>The council makes us print the following.</p>", ""),
    ),
    Case("any words right above the block", RULE, wrap("<p>You can ask us first.</p>", "")),
    Case("any words right below the block", RULE, wrap("", "<p>This is for you.</p>")),
    Case(
        "a picture with words right above the block",
        RULE,
        wrap('<p><img src="../../assets/icon.svg" alt="Nobody agrees with"></p>', ""),
    ),
    Case("denied in the heading above the block", RULE, wrap("<h2>It is not true that</h2>", "")),
    Case("nobody agrees", RULE, wrap("<p>Nobody in our team agrees with</p>", "")),
    Case("the line below taken out", RULE, in_page("<hr>", ""), item=EMAIL),
    Case("taken back below the block", RULE, wrap("", "<p>It forms no part of this leaflet.</p>")),
    Case(
        "excepted below the block",
        RULE,
        wrap("", "<p>The panel above does not bind us in your case.</p>"),
    ),
    Case("words added at the end", RULE, statement(lambda words: words + " As a rule.")),
    Case("words left out", BOTH, statement(lambda words: words.rsplit(". ", 1)[0] + ".")),
    Case(
        "a second block that says otherwise",
        RULE,
        block(lambda text: text + longest(lambda one: f"un{one}")(text)),
    ),
    Case(
        "a second heading over other words",
        RULE,
        block(lambda text: text + f"<h2>{HEADING}</h2><p>Some of the time.</p>"),
    ),
    Case(
        "the statement outside its block",
        RULE,
        joined(
            statement(lambda _: ""),
            block(lambda text: f"{text}<p>{POLICY.publicity.statement}</p>"),
        ),
        media=(),
    ),
    Case(
        "a hidden block and a bare heading",
        BOTH,
        block(lambda text: text.replace("<section", "<section hidden") + f"<h2>{HEADING}</h2>"),
    ),
    Case(
        "another block's name", RULE, swap(f'data-policy="{POLICY.slug}"', 'data-policy="another"')
    ),
    Case("an item without its mark", RULE, in_page(f'data-item="{LEAFLET}"', "")),
    Case(
        "an item under another's mark",
        RULE,
        in_page(f'data-item="{LEAFLET}"', 'data-item="another"'),
    ),
    Case("a hidden item", BOTH, in_page('<article class="item', '<article hidden class="item')),
    Case(
        "an empty second item",
        RULE,
        in_page("</main>", f'<article data-item="{LEAFLET}"></article></main>'),
    ),
    Case(
        "the words above the item",
        BOTH,
        in_page('<article class="item', f'{LONG}<article class="item'),
    ),
    Case(
        "read last, drawn first",
        RULE,
        last(),
        css=(
            ".item { display: flex; flex-direction: column } .item > * { order: 1 } .item >"
            " .carried { order: -1 }"
        ),
    ),
    Case("link moved out of the block", BOTH, link(lambda a: inner(a, "a")), media=("light",)),
    Case(
        "link on one letter",
        BOTH,
        link(lambda a: a.replace(inner(a, "a"), "w") + inner(a, "a").removeprefix("w")),
    ),
    Case("link to another host", BOTH, href(f"https://example.org/{POLICY.url}")),
    Case("link to another host without a scheme", BOTH, href(f"//example.org/{POLICY.url}")),
    Case("link that is a script", BOTH, href(f"javascript:/{POLICY.url}")),
    Case("link to nowhere", BOTH, href("")),
    Case(
        "a second link in the block",
        RULE,
        swap("Read our", '<a href="../../contact/">Read</a> our'),
    ),
    Case(
        "base address changed",
        BOTH,
        in_page("<meta charset", '<base href="https://example.org/"><meta charset'),
    ),
    Case(
        "page leads away",
        RULE,
        in_page(
            "<meta charset", '<meta http-equiv="Refresh" content="0; url=../../"><meta charset'
        ),
        media=(),
    ),
    Case("a page wider than phones", RULE, in_page("width=device-width", "width=2400")),
    Case("a link round the block", RULE, wrap('<a href="../../">', "</a>")),
    Case("a label round the block", RULE, wrap("<label>", "</label>")),
    Case("a joiner in a word", BOTH, statement(longest(lambda one: f"{one[:2]}\u200c{one[2:]}"))),
    Case("main part hidden", BOTH, in_page("<main ", '<main aria-hidden="true" ')),
    Case(
        "a style element",
        RULE,
        in_page("</head>", "<style>.carried { display: none }</style></head>"),
    ),
    Case(
        "a stylesheet of its own",
        BOTH,
        in_page("</head>", '<link rel="stylesheet" href="../../extra.css"></head>'),
        files={"extra.css": ".carried { display: none }"},
    ),
    Case(
        "the stylesheet of the zero that does more",
        BOTH,
        in_page("</head>", '<link rel="stylesheet" href="../../assets/zero.css"></head>'),
        files={"assets/zero.css": ".carried { display: none }"},
    ),
    Case(
        "a script of its own",
        BOTH,
        in_page("</article>", '<script src="../../extra.js"></script></article>'),
        files={"extra.js": "document.querySelector('.carried').remove()"},
    ),
    # --- more of our own: what is drawn ---
    Case("address line not shown", JUDGE, css=".carried-where { display: none }"),
    Case("heading not shown", JUDGE, css=".carried h2 { font-size: 0 }"),
    Case(
        "first letter not shown",
        JUDGE,
        css=".carried-statement::first-letter { color: transparent }",
    ),
    Case("link cannot be clicked", JUDGE, css=".carried { pointer-events: none }"),
    Case("struck through", JUDGE, css=".carried-statement { text-decoration: line-through }"),
    Case(
        "struck out by a line over it",
        JUDGE,
        css=(
            ".carried-statement { background: repeating-linear-gradient(var(--ink) 0 .3rem,"
            " transparent .3rem .6rem) }"
        ),
    ),
    Case("dots for letters", JUDGE, css=".carried { -webkit-text-security: disc }"),
    Case("vertical", JUDGE, css=".carried { writing-mode: vertical-rl }"),
    Case(
        "letters in reverse",
        JUDGE,
        css=".carried * { direction: rtl; unicode-bidi: bidi-override }",
    ),
    Case("mirrored", JUDGE, css=".carried { transform: scaleX(-1) }"),
    Case("mirrored in depth", JUDGE, css=".carried { transform: rotateY(180deg) }"),
    Case("turned by the property rotate", JUDGE, css=".carried { rotate: 8deg }"),
    Case("zoomed out", JUDGE, css=".carried { zoom: .4 }"),
    Case("blurred", JUDGE, css=".carried { filter: blur(6px) }"),
    Case(
        "behind frosted glass",
        JUDGE,
        css=COVER + "backdrop-filter: blur(12px); pointer-events: none }",
    ),
    Case(
        "behind a mask",
        JUDGE,
        css=".carried { mask-image: linear-gradient(transparent, transparent) }",
    ),
    Case(
        "blended away",
        JUDGE,
        css=(
            ".carried, .carried * { color: #fff; background: none; mix-blend-mode: overlay;"
            " border-color: transparent }"
        ),
    ),
    Case(
        "stripes behind it",
        JUDGE,
        css=(
            ".carried { background: repeating-linear-gradient(90deg, var(--ink) 0 4px, var(--card)"
            " 4px 8px) }"
        ),
    ),
    Case("words run together", JUDGE, css=".carried { word-spacing: -.4em }"),
    Case("lines on one another", JUDGE, css=".carried p { line-height: .3 }"),
    Case(
        "blinking",
        JUDGE,
        css=(
            "@keyframes away { to { opacity: 0 } } .carried { animation: away 1s infinite"
            " alternate }"
        ),
    ),
    Case("cut off by the item", JUDGE, css=".item { height: 12rem; overflow: hidden }"),
    Case(
        "cut off after two lines",
        JUDGE,
        css=(
            ".carried-statement { display: -webkit-box; -webkit-box-orient: vertical;"
            " -webkit-line-clamp: 2; overflow: hidden }"
        ),
        media=("phone",),
    ),
    Case(
        "off the page to the right", JUDGE, css=".carried { white-space: nowrap }", media=("phone",)
    ),
    Case(
        "dark text in the dark",
        JUDGE,
        css="@media (prefers-color-scheme: dark) { .carried * { color: #333 } }",
        media=("dark",),
    ),
    Case(
        "own colours against the reader's",
        JUDGE,
        css=(
            "@media (forced-colors: active) { .carried * { forced-color-adjust: none; color:"
            " Canvas } }"
        ),
        media=("forced",),
    ),
    Case(
        "hidden on narrow screens",
        JUDGE,
        css="@media (max-width: 30em) { .carried { display: none } }",
        media=("phone",),
    ),
    Case("tiny on narrow screens", JUDGE, css=".carried * { font-size: 2vw }", media=("phone",)),
    Case(
        "drawn last, read first",
        JUDGE,
        css=".item { display: flex; flex-direction: column } .item > .carried { order: 9 }",
        media=("phone",),
    ),
    Case(
        "a box over the whole screen",
        JUDGE,
        css='body::after { content: ""; position: fixed; inset: 0; background: var(--paper) }',
        media=("phone",),
    ),
    Case(
        "words added by the stylesheet",
        JUDGE,
        css='.carried-statement::before { content: "It is not true that: " }',
    ),
    Case(
        "words added round it by the stylesheet",
        JUDGE,
        css='.carried::after { content: "As a rule." }',
    ),
    Case("content-visibility hidden", JUDGE, css=".carried { content-visibility: hidden }"),
    Case("one letter to a line", JUDGE, css=".carried { width: 3ch; padding: 0 }"),
    Case("letters far apart", JUDGE, css=".carried { letter-spacing: 2em }"),
    Case(
        "letters in another order",
        JUDGE,
        statement(lambda words: "<span>" + words.replace(". ", ".</span> <span>") + "</span>"),
        css=".carried-statement { display: flex; flex-direction: column-reverse }",
    ),
    Case(
        "heading drawn below",
        JUDGE,
        css=".carried { display: flex; flex-direction: column } .carried h2 { order: 5 }",
    ),
    Case(
        "a page that cannot be scrolled",
        JUDGE,
        css="html, body { height: 100vh; overflow: hidden }",
        media=("phone",),
    ),
    Case(
        "a shadow of itself",
        JUDGE,
        css=".carried-statement { color: transparent; text-shadow: 0 0 8px #888 }",
    ),
    Case(
        "drawn far away",
        JUDGE,
        css=".carried { perspective: 1px } .carried p { transform: translateZ(-9px) }",
    ),
    Case(
        "a ground that turns dark",
        JUDGE,
        css=".carried { background: linear-gradient(90deg, var(--card), var(--ink)) }",
    ),
    Case(
        "letters run together to blots",
        JUDGE,
        css=".carried p { -webkit-text-stroke: 5px var(--ink) }",
    ),
    Case("gone under the pointer", JUDGE, css=".carried:hover { opacity: 0 }"),
    Case("address alone too small", JUDGE, css=".carried-where a { font-size: 14px }"),
    Case(
        "no room on the first sheet",
        JUDGE,
        css="@media print { .carried { margin-top: 24cm } }",
        media=("print",),
    ),
    Case(
        "drawn last on wide screens",
        JUDGE,
        css=(
            "@media (min-width: 40em) { .item { display: flex; flex-direction: column } .item >"
            " .carried { order: 9 } }"
        ),
        media=("720 wide",),
    ),
    Case(
        "pushed down on wide screens",
        JUDGE,
        css="@media (min-width: 60em) { .carried { margin-top: 3000px } }",
        media=("1366 wide",),
    ),
    Case(
        "hidden at one width",
        JUDGE,
        css="@media (width: 1600px) { .carried { display: none } }",
        media=("1600 wide",),
    ),
    Case(
        "hidden between two widths",
        JUDGE,
        css="@media (width > 1500px) and (width < 1560px) { .carried { opacity: 0 } }",
        media=("1536 wide",),
    ),
    Case(
        "hidden on a phone on its side",
        JUDGE,
        css="@media (orientation: landscape) and (max-height: 30em) { .carried { display: none } }",
        media=("phone on its side",),
    ),
    Case(
        "hidden from who chose the largest letters",
        JUDGE,
        css=".size-largest .carried p { display: none }",
        media=("largest letters",),
    ),
    Case(
        "hidden with more contrast",
        JUDGE,
        css="@media (prefers-contrast: more) { .carried { visibility: hidden } }",
        media=("more contrast",),
    ),
    Case("hidden while something has focus", JUDGE, css="body:has(:focus) .carried { opacity: 0 }"),
    Case(
        "hidden while the pointer is on the title",
        JUDGE,
        css=".item-head:hover ~ .carried { display: none }",
    ),
    Case("the line below it not drawn", JUDGE, css=".item hr { display: none }"),
    # --- plain text ---
    Case(
        "text: not there",
        RULE,
        item=EMAIL,
        text=lambda _: "Dear [Name]\n\nThank you for contacting us.\n",
        media=(),
    ),
)


# --- plain text -----------------------------------------------------------------------------------


def lines(text: str) -> tuple[list[str], list[str], list[str]]:
    """The lines before the policy, its three lines, and the lines after it."""
    every = text.splitlines()
    start = every.index(HEADING)
    return every[:start], every[start : start + 3], every[start + 3 :]


def text(change: Callable[[list[str], list[str], list[str]], list[str]]) -> Change:
    return lambda words: "\n".join(change(*lines(words))) + "\n"


def wrapped(words: str, width: int = 60) -> list[str]:
    found = [""]
    for word in words.split():
        if len(found[-1]) + len(word) >= width:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


def _in_text(name: str, by: frozenset[str], change: Change, item: str = EMAIL) -> Case:
    return Case(f"text: {name}", by, text=change, item=item, media=())


SPOILED += (
    _in_text(
        "quoted",
        RULE,
        text(lambda above, policy, below: [*above, *(f"> {line}" for line in policy), *below]),
    ),
    _in_text(
        "quoted with a bar",
        RULE,
        text(lambda above, policy, below: [*above, *(f"| {line}" for line in policy), *below]),
    ),
    _in_text(
        "below the signature",
        RULE,
        text(lambda above, policy, below: [*above, *below, "", *policy]),
    ),
    _in_text(
        "below a line of dashes",
        RULE,
        text(lambda above, policy, below: [*above, "-----", "", *policy, *below]),
    ),
    _in_text(
        "below the greeting at the end",
        RULE,
        text(lambda above, policy, below: [*above, "Kind regards,", "", *policy, *below]),
    ),
    _in_text(
        "in an older message",
        RULE,
        text(lambda above, policy, below: [*above, "-----Original Message-----", *policy, *below]),
    ),
    _in_text(
        "in an answer to another",
        RULE,
        text(
            lambda above, policy, below: [
                *above,
                "On 3 May 2026, somebody wrote:",
                "",
                *policy,
                *below,
            ]
        ),
    ),
    _in_text(
        "address on two lines",
        RULE,
        text(
            lambda above, policy, below: [
                *above,
                *policy[:2],
                *policy[2].replace("/", "/\n", 1).split("\n"),
                *below,
            ]
        ),
    ),
    _in_text(
        "address cut short",
        RULE,
        text(
            lambda above, policy, below: [*above, *policy[:2], policy[2].rsplit("/", 2)[0], *below]
        ),
    ),
    _in_text(
        "reworded",
        RULE,
        text(
            lambda above, policy, below: [
                *above,
                policy[0],
                longest(lambda one: f"un{one}")(policy[1]),
                policy[2],
                *below,
            ]
        ),
    ),
    _in_text(
        "a look-alike letter",
        RULE,
        text(
            lambda above, policy, below: [
                *above,
                policy[0],
                look_alike(policy[1]),
                policy[2],
                *below,
            ]
        ),
    ),
    _in_text(
        "without its heading",
        RULE,
        text(lambda above, policy, below: [*above, *policy[1:], *below]),
    ),
    _in_text(
        "heading in the line",
        RULE,
        text(lambda above, policy, below: [*above, " ".join(policy[:2]), policy[2], *below]),
    ),
    _in_text(
        "'It is not true that:' above",
        RULE,
        text(lambda above, policy, below: [*above, "It is not true that:", "", *policy, *below]),
    ),
    _in_text(
        "announced above",
        RULE,
        text(
            lambda above, policy, below: [
                *above,
                "They make us send the words below.",
                "",
                *policy,
                *below,
            ]
        ),
    ),
    _in_text(
        "taken back below",
        RULE,
        text(
            lambda above, policy, below: [
                *above,
                *policy,
                "",
                "However, this is your case.",
                *below,
            ]
        ),
    ),
    _in_text(
        "words in front",
        RULE,
        text(lambda above, policy, below: [*above[:-1], "They say", *policy, *below]),
    ),
    _in_text(
        "words right behind",
        RULE,
        text(lambda above, policy, below: [*above, *policy, "As a rule.", *below]),
    ),
    _in_text(
        "after half of the words",
        RULE,
        text(lambda above, policy, below: [*above, *below[:14], *policy, "", *below[14:]]),
    ),
    _in_text(
        "a second one that says otherwise",
        RULE,
        text(
            lambda above, policy, below: [
                *above,
                *policy,
                "",
                policy[0],
                "Some of the time.",
                *below,
            ]
        ),
    ),
    _in_text(
        "far down", RULE, text(lambda above, policy, below: [*above, *[""] * 60, *policy, *below])
    ),
    _in_text(
        "a variable not filled in",
        RULE,
        text(
            lambda above, policy, below: [*above, policy[0], "{{ statement }}", policy[2], *below]
        ),
    ),
    _in_text(
        "signature without it", RULE, text(lambda above, policy, below: [*above, *below]), SIGNATURE
    ),
    _in_text(
        "voicemail reworded",
        RULE,
        text(
            lambda above, policy, below: [*above, policy[0], policy[1].upper(), policy[2], *below]
        ),
        VOICEMAIL,
    ),
)


# --- harmless -------------------------------------------------------------------------------------

HARMLESS: tuple[Case, ...] = (
    Case(
        "P1 hard spaces and line breaks",
        NOBODY,
        statement(
            lambda words: (
                words.replace(" ", "&nbsp;", 2).replace(" ", "\n   ", 2).replace(". ", ".\n")
            )
        ),
        media=ALL,
    ),
    Case(
        "words of their own below the line",
        NOBODY,
        in_page(
            f"{CLOSE}\n\n<hr>",
            f"{CLOSE}\n\n<hr><p>It is free. This is for you. They asked us to write. Our promise to"
            " answer is on the next page.</p>",
        ),
    ),
    Case("a heading of its own below", NOBODY, wrap("", "<h2>Our address:</h2>")),
    Case(
        "P2 strong inside",
        NOBODY,
        statement(word(2, lambda one: f"<strong>{one}</strong>")),
        media=ALL,
    ),
    Case(
        "P3 soft hyphens",
        NOBODY,
        statement(longest(lambda one: f"{one[:3]}&shy;{one[3:5]}&shy;{one[5:]}")),
        media=ALL,
    ),
    Case(
        "P4 hyphens in a narrow column",
        NOBODY,
        css=".carried { width: 14rem; hyphens: auto }",
        media=ALL,
    ),
    Case(
        "P5 capitals by the stylesheet",
        NOBODY,
        css=".carried-statement { text-transform: uppercase }",
        media=ALL,
    ),
    Case(
        "P6 white on dark blue",
        NOBODY,
        css=".carried, .carried * { background: #00227a; color: #fff }",
        media=ALL,
    ),
    Case("P7 larger type", NOBODY, css=".carried-statement { font-size: 1.5em }", media=ALL),
    Case(
        "P8 zero-width spaces in the address",
        NOBODY,
        link(lambda a: a.replace("<wbr>", "&#8203;")),
        media=ALL,
    ),
    Case(
        "an address without places to break",
        NOBODY,
        link(lambda a: a.replace("<wbr>", "")),
        media=("light", "print"),
    ),
    Case(
        "each sentence on its own line",
        NOBODY,
        statement(lambda words: words.replace(". ", ".<br>")),
        media=("light", "phone"),
    ),
    Case(
        "a heading of the third level",
        NOBODY,
        block(lambda html: html.replace("<h2", "<h3").replace("</h2>", "</h3>")),
        css=".carried h3 { margin-top: 0 }",
        media=("light", "phone"),
    ),
    Case(
        "letters written as entities",
        NOBODY,
        statement(
            lambda words: "".join(f"&#{ord(char)};" if char.isalpha() else char for char in words)
        ),
        media=("light",),
    ),
    Case(
        "a span in a word",
        NOBODY,
        statement(longest(lambda one: f"{one[:2]}<span>{one[2:]}</span>")),
        media=("light",),
    ),
    Case("the whole web address in the link", NOBODY, href(RECORDS.link(POLICY)), media=("light",)),
    Case("line ends of Windows", NOBODY, lambda html: html.replace("\n", "\r\n"), media=("light",)),
    Case("no line ends", NOBODY, lambda html: html.replace("\n", " "), media=("light",)),
    Case(
        "a long item",
        NOBODY,
        in_page("</article>", f"{LONG * 4}</article>"),
        media=("light", "phone", "print"),
    ),
    Case(
        "a frame and a shadow",
        NOBODY,
        css=(
            ".carried { border: 1px solid; box-shadow: 0 0 2rem; border-radius: 2rem; outline: 2px"
            " dotted }"
        ),
        media=("light",),
    ),
    Case(
        "a drawing behind the item",
        NOBODY,
        css=".item { background: radial-gradient(#fff, #ffe) }",
        media=("light",),
    ),
    Case(
        "two columns",
        NOBODY,
        css=".carried { columns: 2 } .carried h2 { column-span: all }",
        media=("light",),
    ),
    Case(
        "centred, and wide apart",
        NOBODY,
        css=(
            ".carried { text-align: center; letter-spacing: .12em; word-spacing: .2em;"
            " line-height: 2 }"
        ),
        media=("light",),
    ),
    Case(
        "the reader's larger type and spaces",
        NOBODY,
        in_page("<html ", '<html class="size-larger space-wider" '),
        media=("light", "dark"),
    ),
    Case(
        "the reader's yellow on black",
        NOBODY,
        in_page("<html ", '<html class="colour-yellow-on-black" '),
        media=("light", "dark"),
    ),
    _in_text("line ends of Windows", NOBODY, lambda words: words.replace("\n", "\r\n")),
    _in_text(
        "hard spaces",
        NOBODY,
        text(
            lambda above, policy, below: [
                *above,
                policy[0],
                policy[1].replace(" ", "\u00a0"),
                policy[2],
                *below,
            ]
        ),
    ),
    _in_text(
        "wrapped by a mail program",
        NOBODY,
        text(
            lambda above, policy, below: [
                *above,
                policy[0],
                *wrapped(policy[1]),
                *wrapped(policy[2]),
                *below,
            ]
        ),
    ),
    _in_text(
        "empty lines inside",
        NOBODY,
        text(
            lambda above, policy, below: [*above, policy[0], "", policy[1], "", policy[2], *below]
        ),
    ),
    _in_text(
        "spaces at line ends",
        NOBODY,
        text(lambda above, policy, below: [*above, *(f"{line}  " for line in policy), *below]),
    ),
    _in_text(
        "a full stop after the address",
        NOBODY,
        text(lambda above, policy, below: [*above, *policy[:2], f"{policy[2]}.", *below]),
    ),
    _in_text(
        "a second address below",
        NOBODY,
        text(
            lambda above, policy, below: [
                *above,
                *policy,
                *below,
                f"{RECORDS.site_url.removeprefix('https://')}contact/",
            ]
        ),
    ),
)
