"""Ways to spoil a printed item: each is a name, what it does to the print page, and whether it does
harm.

Numbers and names follow the list of 54 that the check was developed against; the ones from 60 are
our own. A spoiling is done to the HTML that a layout gives, or to the stylesheet, or to the
finished PDF, as a careless or a clever person could do it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

BLOCK = re.compile(r'<section class="carried".*?</section>', re.DOTALL)
STATEMENT = re.compile(r'(<p class="carried-statement">)(.*?)(</p>)', re.DOTALL)
HEADING = re.compile(r'(<section class="carried"[^>]*>\s*)<h2>(.*?)</h2>', re.DOTALL)
LINK = re.compile(r'<a href="(https://[^"]*)">([^<]*)</a></p>\s*</section>')
PICTURE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 100'><rect"
    " width='400' height='100' fill='white'/></svg>"
)


@dataclass(frozen=True)
class Spoiling:
    """`html` and `css` change the page and what is added to its stylesheet. `harm`: it must be
    caught; `without`: layouts that have nothing of the kind."""

    name: str
    html: Callable[[str], str]
    css: str = ""
    harm: bool = True
    without: tuple[str, ...] = ()

    def applies(self, layout: str) -> bool:
        """Whether the layout has what this spoils: a picture has no QR code, because nobody scans
        the screen that they read."""
        return layout not in self.without


def _same(html: str) -> str:
    return html


def _block(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda html: BLOCK.sub(lambda match: change(match[0]), html)


def _style(style: str) -> Callable[[str], str]:
    return _block(
        lambda block: block.replace('class="carried"', f'class="carried" style="{style}"', 1)
    )


def _words(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda html: STATEMENT.sub(lambda match: match[1] + change(match[2]) + match[3], html)


def _end(html: str) -> str:
    """The block at the end of the item, after long words."""
    blocks = "".join(BLOCK.findall(html))
    return BLOCK.sub("", html).replace(
        "</body>", "<p>" + "More words that stand before it. " * 150 + f"</p>{blocks}</body>"
    )


def _link(change: Callable[[str, str], str]) -> Callable[[str], str]:
    return lambda html: LINK.sub(lambda match: change(match[1], match[2]) + "</p></section>", html)


def _code(address: str, dark: str = "#000000") -> Callable[[str], str]:
    """Codes for `address` (empty: for where they lead anyway), drawn in `dark`."""

    def change(html: str) -> str:
        from hooks.printed import qr

        return re.sub(
            r'(<div class="code"><img src=")[^"]*(" data-leads="([^"]*)")',
            lambda match: match[1] + qr.as_image(address or match[3], dark) + match[2],
            html,
        )

    return change


SPOILINGS: tuple[Spoiling, ...] = (
    Spoiling("00 unchanged", _same, harm=False),
    Spoiling("01 block left out", _block(lambda block: "")),
    Spoiling("02 commented out", _block(lambda block: f"<!-- {block} -->")),
    Spoiling("03 inside a template element", _block(lambda block: f"<template>{block}</template>")),
    Spoiling(
        "04 inside a script", _block(lambda block: f'<script type="text/html">{block}</script>')
    ),
    Spoiling("05 display: none", _style("display:none")),
    Spoiling(
        "06 hidden attribute", _block(lambda block: block.replace("<section", "<section hidden", 1))
    ),
    Spoiling("09 visibility: hidden", _style("visibility:hidden")),
    Spoiling("10 opacity: 0", _style("opacity:0")),
    Spoiling("11 faint", _style("opacity:.25")),
    Spoiling("12 4 point", _words(lambda text: f'<span style="font-size:4pt">{text}</span>')),
    Spoiling(
        "13 5 point by stylesheet", _same, ".carried, .carried * { font-size: 5pt !important }"
    ),
    Spoiling(
        "14 white on white",
        _same,
        ".carried, .carried * { color: #fff !important; background: #fff !important }",
    ),
    Spoiling(
        "15 pale grey on white",
        _same,
        ".carried, .carried * { color: #ccc !important; background: #fff !important }",
    ),
    Spoiling(
        "16 the ground's own colour",
        _same,
        ".carried { background: #4c1a42 !important } .carried * { color: #4c1a42 !important }",
    ),
    Spoiling("17 off the sheet", _style("position:absolute;left:-9999px")),
    Spoiling("18 text-indent", _same, ".carried p { text-indent: -999em }"),
    Spoiling("19 no height", _style("height:0;overflow:hidden;padding:0;border:0")),
    Spoiling(
        "20 covered by a box",
        _block(
            lambda block: (
                f'<div style="position:relative">{block}<div'
                ' style="position:absolute;inset:0;background:#fff"></div></div>'
            )
        ),
    ),
    Spoiling("21 scaled down", _style("transform:scale(.2)")),
    Spoiling("22 letters piled up", _same, ".carried-statement { letter-spacing: -1em }"),
    Spoiling("23 hidden in print", _same, "@media print { .carried { display: none } }"),
    Spoiling(
        "24 hidden on screens", _same, "@media screen { .carried { display: none } }", harm=False
    ),
    Spoiling(
        "25 cut to one pixel",
        _style("position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)"),
    ),
    Spoiling("26 clip-path", _style("clip-path:inset(100%)")),
    Spoiling("27 pushed to another page", _style("margin-top:90cm")),
    Spoiling("28 page break before it", _style("break-before:page")),
    Spoiling("29 small print", _same, ".carried, .carried * { font-size: 7.5pt !important }"),
    Spoiling("30 at the end, after long words", _end),
    Spoiling("31 reworded", _words(lambda text: "We always try to be fair to everybody.")),
    Spoiling(
        "32 one letter wrong",
        _words(
            lambda text: (
                text.replace("sides", "side", 1) if "sides" in text else text[:-3] + text[-2:]
            )
        ),
    ),
    Spoiling("33 cut short", _words(lambda text: text[: len(text) // 2] + "…")),
    Spoiling("34 no link", _link(lambda href, text: text)),
    Spoiling(
        "35 link to another page",
        _link(lambda href, text: f'<a href="https://example.org/other/">{text}</a>'),
    ),
    Spoiling("36 link without words", _link(lambda href, text: f'{text}<a href="{href}"></a>')),
    Spoiling(
        "37 no printed address", _link(lambda href, text: f'<a href="{href}">our website</a>')
    ),
    Spoiling(
        "38 code for another address", _code("https://example.org/other/"), without=("picture",)
    ),
    Spoiling("39 code 6 mm wide", _same, ".code { width: 6mm !important }", without=("picture",)),
    Spoiling(
        "40 a picture in place of the words",
        _words(lambda text: f'<img style="width:60mm" src="{PICTURE}" alt="{text}">'),
    ),
    Spoiling(
        "41 words from the stylesheet only",
        _words(lambda text: ""),
        ".carried-statement::before { content: 'We do not take sides.' }",
    ),
    Spoiling("43 turned by 90 degrees", _style("transform:rotate(90deg)")),
    Spoiling(
        "44 other words over it",
        _block(
            lambda block: (
                f'<div style="position:relative">{block}<p'
                ' style="position:absolute;top:12mm;left:0">Other words that lie over the'
                " statement and its letters</p></div>"
            )
        ),
    ),
    Spoiling("45 no heading", lambda html: HEADING.sub(r"\1", html)),
    Spoiling("46 transparent", _same, ".carried, .carried * { color: transparent !important }"),
    Spoiling(
        "47 last line cut off",
        _same,
        ".carried-statement { height: 1.2em !important; overflow: hidden }",
    ),
    Spoiling(
        "48 a heading that pushes it away",
        _same,
        "h1 { font-size: 90pt !important; padding-bottom: 60cm }",
    ),
    Spoiling("50 a name that was not filled in", _words(lambda text: "{{ policy.statement }}")),
    Spoiling("51 a letter that only looks alike", _words(lambda text: text.replace("a", "а", 1))),
    Spoiling(
        "52 a half transparent panel over it",
        _block(
            lambda block: (
                f'<div style="position:relative">{block}<div style="position:absolute;inset:0;'
                'background:rgba(255,255,255,.8)"></div></div>'
            )
        ),
    ),
    Spoiling("53 smaller than the rest", _same, ".carried-statement { font-size: 80% !important }"),
    Spoiling("54 grey in print", _same, "@media print { .carried * { color: #bbb !important } }"),
    Spoiling("60 struck through", _words(lambda text: f"<s>{text}</s>")),
    Spoiling("61 code in pale grey", _code("", "#d9d9d9"), without=("picture",)),
    Spoiling("62 words added inside", _words(lambda text: f"It is not true that: {text}")),
    Spoiling(
        "63 words added after the heading",
        lambda html: HEADING.sub(r"\1<h2>\2</h2><p>This was so until last year.</p>", html),
    ),
    Spoiling("64 another heading", lambda html: HEADING.sub(r"\1<h2>Small print</h2>", html)),
    Spoiling(
        "65 striped ground",
        _same,
        ".carried { background: repeating-linear-gradient(90deg, #fff 0, #fff 1.4mm, #222 1.4mm,"
        " #222 2.8mm) !important }",
    ),
    Spoiling("66 mirrored", _style("transform:scaleX(-1)")),
    Spoiling("67 squeezed", _style("transform:scaleX(.5);transform-origin:left")),
    Spoiling(
        "68 heading that is no heading",
        lambda html: HEADING.sub(r'\1<p style="font-weight:700;font-size:16pt">\2</p>', html),
    ),
    Spoiling(
        "69 in a running edge of the page",
        _block(lambda block: f'<div style="position:running(edge)">{block}</div>'),
        "@page { margin-top: 60mm; @top-center { content: element(edge); width: 100% } }",
    ),
    Spoiling("70 no space between words", _words(lambda text: text.replace(" ", ""))),
    Spoiling(
        "71 spaces taken away by the stylesheet",
        _same,
        ".carried-statement { word-spacing: -.35em }",
    ),
    Spoiling("72 lines on each other", _same, ".carried-statement { line-height: .5 !important }"),
    Spoiling("73 language left out", lambda html: re.sub(r'<html lang="[^"]*"', "<html", html)),
    Spoiling("74 title left out", lambda html: re.sub(r"<title>.*?</title>", "", html)),
    Spoiling(
        "75 a picture without words",
        lambda html: html.replace("</body>", f'<img src="{PICTURE}"></body>'),
    ),
    Spoiling(
        "76 a heading level left out", lambda html: html.replace("</body>", "<h5>More</h5></body>")
    ),
    Spoiling(
        "77 a telephone number that nobody confirmed",
        lambda html: html.replace("</body>", "<p>Call 01709 000000</p></body>"),
    ),
    Spoiling(
        "78 code left out",
        lambda html: re.sub(r'<div class="code">.*?</div>', "", html, flags=re.DOTALL),
        without=("picture",),
    ),
    Spoiling(
        "79 hyphens added at line ends",
        _same,
        "* { hyphens: auto !important } .carried-statement { width: 24mm }",
    ),
    Spoiling(
        "80 'It is not true that:' above it",
        _block(lambda block: "<p>It is not true that:</p>" + block),
    ),
    Spoiling(
        "81 announced as another's words",
        _block(lambda block: "<p>The council makes us print the following.</p>" + block),
    ),
    Spoiling(
        "82 taken back below it", _block(lambda block: block + "<p>It forms no part of this.</p>")
    ),
    Spoiling(
        "83 on the panel that is folded in",
        _same,
        ".outside { grid-template-columns: 100mm 100mm 97mm !important } .cover { grid-column: 1"
        " !important } .flap { grid-column: 3 !important }",
        without=(
            "large-print",
            "poster",
            "card",
            "letter",
            "declaration",
            "picture",
            "slides",
            "easy-read",
        ),
    ),
    Spoiling(
        "84 a veil over it",
        _same,
        ".carried { position: relative } .carried::after { content: ''; position: absolute; inset:"
        " 0; background: #ffffffdb }",
    ),
    Spoiling(
        "P1 spaces that do not break",
        _words(lambda text: text.replace(" ", "&nbsp;", 1)),
        harm=False,
    ),
    Spoiling(
        "P10 other words below it",
        _block(lambda block: block + "<p>This is for you.</p>"),
        harm=False,
        without=("card", "slides", "picture", "poster", "leaflet"),
    ),
    Spoiling("P2 strong words", _words(lambda text: f"<strong>{text}</strong>"), harm=False),
    Spoiling("P3 soft hyphens", _words(lambda text: text.replace("con", "con&shy;")), harm=False),
    Spoiling(
        "P5 capitals by stylesheet", _same, ".carried h2 { text-transform: uppercase }", harm=False
    ),
    Spoiling(
        "P6 white on a dark ground",
        _same,
        ".carried, .promise { background: #10222e !important } .carried, .carried *, .promise * {"
        " color: #fff !important }",
        harm=False,
    ),
    Spoiling(
        "P7 larger heading", _same, ".carried h2 { font-size: 1.5rem !important }", harm=False
    ),
    Spoiling(
        "P8 a zero-width space in the address",
        _link(lambda href, text: f'<a href="{href}">{text.replace("/", "/&#8203;")}</a>'),
        harm=False,
    ),
    Spoiling(
        "P9 ligatures and kerning",
        _same,
        "* { font-variant-ligatures: normal !important }",
        harm=False,
    ),
)
