"""Is the policy there to be seen? Judges an item of publicity as Chromium draws it, whatever its HTML says.

For each policy that it must carry, the heading, the statement and the line with the address are looked up by their letters, then
measured: drawn at all, large enough (16 px, 12 point on paper, and no smaller than the words round it), upright, whole, with
nothing on top, and with a contrast of 4.5 between the letters' own pixels and the pixels behind them. Two pictures tell which
pixels are letters: one with them, one with them made transparent. In the accessibility tree it must stand as a heading, as text
and as a link. On a small phone the statement must begin on the first screen, on paper it must stand on the first sheet.

    judge = Judge(browser)
    faults = judge.faults(url, wanted)      # wanted(...) makes it from an item's record; no fault is an empty list
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

HERE = Path(__file__).parent
SCRIPT, PIXELS = ((HERE / name).read_text(encoding="utf-8") for name in ("judge.js", "pixels.js"))
LEAST_SIZE, LEAST_CONTRAST = 16, 4.5
LEAST_INK, MOST_SPOILED = 0.005, 0.1
"""Shares of a letter's box: ink covers at least the first (a full stop); at most the second is a ground of nearly the ink's colour."""
SCALE = 2


@dataclass(frozen=True)
class Medium:
    """A way in which a reader meets an item."""

    name: str
    width: int = 1280
    height: int = 900
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def paper(self) -> bool:
        return self.options.get("media") == "print"


MEDIA = (
    Medium("light"),
    Medium("phone", 320, 640),
    Medium("print", 718, 1047, {"media": "print"}),  # A4 at 96 px to the inch, margins of 10 mm
    Medium("dark", options={"color_scheme": "dark"}),
    Medium("forced", options={"forced_colors": "active", "color_scheme": "dark"}),
)


@dataclass(frozen=True)
class Wanted:
    """What an item must show of one policy, and the addresses that its link may lead to."""

    heading: str
    statement: str
    where: str
    links: tuple[str, ...]


def wanted(content: Any, item: Any, base: str) -> list[Wanted]:
    """What an item must show, from the records. `base` is where the site is served, with a slash at its end."""
    from hooks.rules.publicity_carries_policy import statement_for, where_sentence

    return [Wanted(policy.publicity.heading, statement_for(item, policy), where_sentence(content, policy), (base + policy.url, content.link(policy)))
            for policy in content.carried]


class Judge:
    """Judges pages in one browser. It keeps one page for each medium, because opening one takes as long as judging."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[str, tuple[Page, CDPSession]] = {}
        self._pixels = browser.new_context().new_page()

    def close(self) -> None:
        for page in (self._pixels, *(page for page, _ in self._pages.values())):
            page.context.close()

    def faults(self, url: str, wants: Iterable[Wanted], media: Iterable[Medium] = MEDIA, first: bool = False) -> list[str]:
        """Every fault as a sentence with the medium before it. With `first`, the media after a fault are not looked at."""
        found: list[str] = []
        wants = list(wants)
        for medium in media:
            found += [f"{medium.name}: {fault}" for fault in self._in(medium, url, wants)]
            if found and first:
                break
        return found

    def _page(self, medium: Medium) -> tuple[Page, CDPSession]:
        if medium.name not in self._pages:
            options = {name: value for name, value in medium.options.items() if name != "media"}
            context = self._browser.new_context(viewport={"width": medium.width, "height": medium.height}, device_scale_factor=SCALE, **options)
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Accessibility.enable")
            self._pages[medium.name] = page, session
        return self._pages[medium.name]

    def _in(self, medium: Medium, url: str, wants: list[Wanted]) -> Iterator[str]:
        page, session = self._page(medium)
        page.goto(url)
        if medium.paper:
            page.emulate_media(media="print")  # after each opening: a page of another host begins as a screen
        page.evaluate("document.fonts.ready.then(() => true)")
        if page.url != url:
            yield f"The page leads away to {page.url}."
            return
        page.evaluate(SCRIPT)
        for want in wants:
            if not medium.paper:
                yield from _spoken(session, want)
            texts = {"heading": want.heading, "statement": want.statement, "address": want.where}
            options = {"least": LEAST_SIZE, "paper": medium.paper, "phone": medium.name == "phone", "link": list(want.links)}
            found = page.evaluate("([texts, options]) => __judge.look(texts, options)", [texts, options])
            yield from found["faults"]
            if not found["faults"]:
                yield from self._drawn(page, found["letters"], first=["statement"] if medium.name == "phone" else [])

    def _drawn(self, page: Page, letters: dict[str, list[dict[str, Any]]], first: list[str]) -> Iterator[str]:
        """What the pictures say, screen by screen: a word may be covered on one screen if it can be read on the next."""
        page.evaluate("__judge.mark()")
        todo = [(name, number, letter["rect"]) for name, some in letters.items() for number, letter in enumerate(some)]

        def near(name: str, number: int) -> str:
            return "".join(letter["char"] for letter in letters[name][max(0, number - 6):number + 7])

        top: float | None = None
        last: dict[str, str] = {}
        for _ in range(6):
            verdicts = self._screen(page, [rect for _, _, rect in todo], top)
            for (name, number, _), verdict in zip(todo, verdicts, strict=True):
                if verdict:
                    last.setdefault(name, f'The {name} {verdict} at "{near(name, number)}".')
                    if top is None and name in first and number == 0:
                        yield f'On the first screen the {name} {verdict} at "{near(name, number)}".'
            left = [entry for entry, verdict in zip(todo, verdicts, strict=True) if verdict != ""]
            if not left:
                return
            high = page.viewport_size["height"] if page.viewport_size else 640
            nearest = min(rect["y"] for _, _, rect in left)
            new = max(0.0, nearest - high / 3)
            if top is not None and abs(new - top) < 1 and len(left) == len(todo):
                break
            todo, top = left, new
        for name in dict.fromkeys(name for name, _, _ in todo):
            yield last.get(name, f"The {name} cannot be brought on the screen.")

    def _screen(self, page: Page, rects: list[dict[str, float]], top: float | None) -> list[str | None]:
        """For each rectangle None where it is not on this screen, "" where all is well, else what is wrong."""
        views = page.evaluate("([rects, top]) => __judge.view(rects, top)", [rects, top])
        here = [view for view in views if view]
        if not here:
            return [None] * len(rects)
        left, upper = min(view["x"] for view in here), min(view["y"] for view in here)
        left, upper = max(0, int(left) - 2), max(0, int(upper) - 2)
        clip = {"x": left, "y": upper, "width": max(view["x"] + view["width"] for view in here) - left + 2,
                "height": max(view["y"] + view["height"] for view in here) - upper + 2}
        pictures = []
        for hidden in (False, True):
            page.evaluate("(yes) => __judge.hide(yes)", hidden)
            pictures.append(base64.b64encode(page.screenshot(clip=clip, animations="disabled", caret="hide")).decode())  # type: ignore[arg-type]
        page.evaluate("__judge.hide(false)")
        places = [{"x": view["x"] - left, "y": view["y"] - upper, "width": view["width"], "height": view["height"]} for view in here]
        measured = iter(self._pixels.evaluate(PIXELS, {"withText": pictures[0], "without": pictures[1], "rects": places, "scale": SCALE}))
        return [None if view is None else _verdict(view, next(measured)) for view in views]


def _verdict(view: dict[str, Any], pixels: dict[str, float]) -> str:
    if view["covered"]:
        return f"is covered by {view['covered']}"
    if pixels["ink"] < LEAST_INK:
        return "cannot be seen"
    if pixels["contrast"] < LEAST_CONTRAST:
        return f"has a contrast of {pixels['contrast']:.1f}"
    if pixels["spoiled"] > MOST_SPOILED:
        return "lies on other marks of its own colour"
    return ""


def _letters(text: str) -> str:
    """Letters alone, small: the tree shows text as it is transformed (text-transform: uppercase)."""
    return re.sub(r"[\s\u00ad\u200b\u2060]", "", text).casefold()


def _spoken(session: CDPSession, want: Wanted) -> Iterator[str]:
    """What is missing from what a screen reader is given."""
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    texts: list[str] = []
    names: dict[str, list[str]] = {"heading": [], "link": []}

    def walk(node: dict[str, Any]) -> None:
        role, name = node.get("role", {}).get("value"), str(node.get("name", {}).get("value", ""))
        if not node.get("ignored"):
            if role == "StaticText":
                texts.append(name)
                return
            if role in names:
                names[role].append(_letters(name))
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child])

    walk(nodes[0])
    text = _letters("".join(texts))
    for name, words in (("statement", want.statement), ("address", want.where)):
        if _letters(words) not in text:
            yield f"The {name} is not in the accessibility tree."
    if _letters(want.heading) not in names["heading"]:
        yield "The heading is not a heading of the accessibility tree."
    if not any(link and link in _letters(want.where) and len(link) > 4 for link in names["link"]):
        yield "The link is not in the accessibility tree."
