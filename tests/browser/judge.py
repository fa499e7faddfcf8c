"""Is the policy there to be seen? Judges an item of publicity as Chromium draws it, whatever its
HTML says.

For each policy that it must carry, the heading, the statement and the line with the address are
looked up by their letters, then measured: drawn at all, large enough (16 px, 12 point on paper, and
no smaller than the words round it), upright, whole, with nothing on top, and with a contrast of 4.5
between the letters' own pixels and the pixels behind them. Two pictures tell which pixels are
letters: one with them, one with them made transparent. In the accessibility tree it must stand as a
heading, as text and as a link. On a small phone the statement must begin on the first screen, on
paper it must stand on the first sheet.

    judge = Judge(browser)
    faults = judge.faults(url, wanted)      # wanted(...) makes it from an item's record; no fault is an empty list
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, CDPSession

HERE = Path(__file__).parent
SCRIPT, PIXELS = ((HERE / name).read_text(encoding="utf-8") for name in ("judge.js", "pixels.js"))
LEAST_SIZE, LEAST_CONTRAST = 16, 4.5
LEAST_INK, MOST_INK, MOST_SPOILED = 0.005, 0.7, 0.1
"""Shares of a letter's box: ink covers at least the first (a full stop) and at most the second (a
blot); at most the third is a ground of nearly the ink's colour."""
SCALE = 1
COMFORT = """(names) => {
  window.plainly ??= document.documentElement.className;
  document.documentElement.className = names || window.plainly;
}"""


@dataclass(frozen=True)
class Medium:
    """A way in which a reader meets an item."""

    name: str
    width: int = 1280
    height: int = 900
    media: Literal["screen", "print"] = "screen"
    colours: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"
    more: bool = False
    """Whether the reader asks for more contrast."""
    comfort: str = ""
    """What the reader chose on the page of reading comfort: classes of the page."""


MEDIA = (
    Medium("light"),
    Medium("phone", 320, 640),
    Medium("print", 718, 1047, "print"),  # A4 at 96 px to the inch, margins of 10 mm
    Medium("dark", colours="dark"),
    Medium("forced", colours="dark", forced="active"),
)


EVERY_SCREEN = (
    *(
        Medium(f"{width} wide", width, 900)
        for width in (
            360,
            412,
            480,
            600,
            640,
            720,
            768,
            834,
            912,
            960,
            1024,
            1100,
            1200,
            1366,
            1440,
            1536,
            1600,
            1760,
            1920,
        )
    ),
    Medium("phone on its side", 844, 390),
    Medium("tablet on its side", 1180, 820),
    Medium("tall screen", 1080, 1920),
    Medium("200 % zoom", 640, 450),
    Medium("400 % zoom", 320, 256),
    Medium("more contrast", more=True),
    Medium("more contrast, dark", colours="dark", more=True),
    Medium("largest letters", comfort="size-largest space-wider"),
)
"""Screens between and beyond those: a stylesheet can name any width, either way of holding a
screen, and what a reader asked for."""


@dataclass(frozen=True)
class Wanted:
    """What an item must show of one policy, and the addresses that its link may lead to."""

    heading: str
    statement: str
    where: str
    links: tuple[str, ...]


def wanted(content: Any, item: Any, base: str) -> list[Wanted]:
    """What an item must show, from the records. `base` is where the site is served, with a slash at
    its end."""
    from hooks.words.carried import shown_by

    shown = [(policy, shown_by(content, policy, item)) for policy in content.carried]
    return [
        Wanted(
            words.heading, words.statement, words.where, (base + policy.url, content.link(policy))
        )
        for policy, words in shown
    ]


class Judge:
    """Judges pages in one browser, in one page, because opening one takes as long as judging."""

    def __init__(self, browser: Browser, base: str = "") -> None:
        """`base` is where the site is served, without a slash at its end: what a page asks for
        there is noted, for who remembers it."""
        self.base, self.requested = base, set[str]()
        self._page = browser.new_context(device_scale_factor=SCALE).new_page()
        self._page.on("request", lambda request: self.requested.add(request.url))
        self._session = self._page.context.new_cdp_session(self._page)
        self._session.send("Accessibility.enable")
        self._pixels = browser.new_context().new_page()
        self._ink = self._pixels.evaluate_handle(f"() => (\n{PIXELS})")

    def close(self) -> None:
        for page in (self._pixels, self._page):
            page.context.close()

    def faults(
        self, url: str, wants: Iterable[Wanted], media: Iterable[Medium] = MEDIA
    ) -> list[str]:
        """Every fault as a sentence with the medium before it. The page is opened once, and turned
        from one medium to the next."""
        wants, media = list(wants), list(media)
        if not media:
            return []
        self._turn(media[0])
        self._page.goto(url)
        self._page.evaluate("document.fonts.ready.then(() => true)")
        if self._page.url != url:
            return [f"The page leads away to {self._page.url}."]
        self._page.evaluate(SCRIPT)
        return [f"{medium.name}: {fault}" for medium in media for fault in self._in(medium, wants)]

    def _turn(self, medium: Medium) -> None:
        self._page.set_viewport_size({"width": medium.width, "height": medium.height})
        self._page.emulate_media(
            media=medium.media,
            color_scheme=medium.colours,
            forced_colors=medium.forced,
            contrast="more" if medium.more else "no-preference",
        )
        self._page.evaluate(COMFORT, medium.comfort)

    def _in(self, medium: Medium, wants: list[Wanted]) -> Iterator[str]:
        self._turn(medium)
        for want in wants:
            if medium.media == "screen":
                yield from _spoken(self._session, want)
            texts = {"heading": want.heading, "statement": want.statement, "address": want.where}
            options = {
                "least": LEAST_SIZE,
                "paper": medium.media == "print",
                "phone": medium.name == "phone",
                "link": list(want.links),
            }
            options["screens"] = 0 if medium.media == "print" else 1 if medium.height >= 600 else 3
            found = self._page.evaluate(
                "([texts, options]) => __judge.look(texts, options)", [texts, options]
            )
            yield from found["faults"]
            if not found["faults"]:
                self._page.evaluate("__judge.mark()")
                faults = list(
                    self._drawn(found["words"], first="statement" if medium.name == "phone" else "")
                )
                yield from faults or (self._pointed_at() if medium.name == "light" else ())
                self._page.evaluate("__judge.unmark()")
                if medium.name in ("light", "phone") and not faults:
                    yield from self._with_focus(texts, options)

    def _drawn(self, words: dict[str, str], first: str) -> Iterator[str]:
        """What the pictures say, screen by screen: a letter may be covered on one screen if it can
        be read on the next."""
        wrong: dict[str, str] = {}
        left = sum(map(len, words.values()))
        for screen in range(6):
            verdicts = self._screen(first=screen == 0)
            wrong = {}
            for number, verdict in verdicts.items():
                if verdict:
                    place = self._page.evaluate("(number) => __judge.name(number)", number)
                    name, at = place["name"], place["number"]
                    fault = f'The {name} {verdict} at "{words[name][max(0, at - 6) : at + 7]}".'
                    wrong.setdefault(name, fault)
                    if screen == 0 and name == first and at == 0:
                        yield f"On the first screen: {fault}"
            before, left = (
                left,
                self._page.evaluate(
                    "(numbers) => __judge.prove(numbers)",
                    [number for number, verdict in verdicts.items() if not verdict],
                ),
            )
            if not left:
                return
            if screen and before == left:
                break
        yield from wrong.values() or ["Some of it cannot be brought on the screen."]

    def _with_focus(self, texts: dict[str, str], options: dict[str, Any]) -> Iterator[str]:
        """While something has focus, or the pointer lies on another part of the page, it must not
        go away or move."""
        for number in range(self._page.evaluate("__judge.others()")):
            self._page.evaluate("(number) => __judge.touch(number)", number)
            found = self._page.evaluate(
                "([texts, options]) => __judge.look(texts, options)", [texts, options]
            )
            faults = list(found["faults"])
            if not faults:
                self._page.evaluate("__judge.mark()")
                faults = [
                    verdict
                    for verdict in self._screen(first=True).values()
                    if verdict == "cannot be seen"
                ]  # a mark of focus may lie round it
                self._page.evaluate("__judge.unmark()")
            if faults:
                yield f"While something else has focus: {faults[0]}"
                break
        self._page.evaluate("document.activeElement?.blur()")
        for part in ("article header", "article h2:last-of-type", "main h1"):
            place = self._page.locator(part).first
            if place.count() and place.is_visible():
                place.hover(force=True)
                found = self._page.evaluate(
                    "([texts, options]) => __judge.look(texts, options)", [texts, options]
                )
                if found["faults"]:
                    yield f"While the pointer is elsewhere: {found['faults'][0]}"
                    break
        self._page.mouse.move(0, 0)

    def _pointed_at(self) -> Iterator[str]:
        """With the pointer on it, it must not go away."""
        x, y = self._page.evaluate("__judge.again()")
        self._page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        self._page.mouse.move(x, y)
        if any(self._screen(first=True).values()):
            yield "The policy changes under the pointer."
        self._page.mouse.move(0, 0)

    def _screen(self, first: bool) -> dict[int, str]:
        """What is wrong with each letter on this screen; nothing is an empty text."""
        here = json.loads(self._page.evaluate("(first) => __judge.view(first)", first))
        if not here:
            return {}
        left, upper = (max(0, int(min(letter[side] for letter in here)) - 2) for side in (1, 2))
        clip = {
            "x": left,
            "y": upper,
            "width": max(x + width for _, x, _, width, *_ in here) - left + 2,
            "height": max(y + height for _, _, y, _, height, _ in here) - upper + 2,
        }
        pictures = [self._picture("__judge.still()", clip)]
        pictures.append(self._picture("__judge.hide(true)", clip))
        self._page.evaluate("__judge.hide(false)")
        rects = [[x - left, y - upper, width, height] for _, x, y, width, height, _ in here]
        given = {"withText": pictures[0], "without": pictures[1], "rects": rects, "scale": SCALE}
        measured = json.loads(
            self._ink.evaluate("(ink, given) => ink(JSON.parse(given))", json.dumps(given))
        )
        return {
            number: _verdict(covered, *pixels)
            for (number, *_, covered), pixels in zip(here, measured, strict=True)
        }

    def _picture(self, ready: str, clip: dict[str, float]) -> str:
        """A part of the screen as PNG in base64, after `ready` was called. Where that says that
        nothing moves or blinks, the browser alone is asked: Playwright would first look for what
        does, and take twice as long."""
        scrolled = self._page.evaluate(ready)
        if scrolled is None:
            return base64.b64encode(
                self._page.screenshot(clip=clip, animations="disabled")  # type: ignore[arg-type]
            ).decode()
        place = {"x": clip["x"] + scrolled[0], "y": clip["y"] + scrolled[1]}
        picture = self._session.send(
            "Page.captureScreenshot",
            {"clip": {**clip, **place, "scale": 1}, "optimizeForSpeed": True},
        )
        return str(picture["data"])


def _verdict(covered: str | None, ink: float, contrast: float, spoiled: float) -> str:
    if covered:
        return f"is covered by {covered}"
    if ink < LEAST_INK:
        return "cannot be seen"
    if ink > MOST_INK:
        return "is a blot"
    if contrast < LEAST_CONTRAST:
        return f"has a contrast of {contrast:.1f}"
    if spoiled > MOST_SPOILED:
        return "lies on other marks of its own colour"
    return ""


def _letters(text: str) -> str:
    """Letters alone, small: the tree shows text as it is transformed (text-transform:
    uppercase)."""
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
