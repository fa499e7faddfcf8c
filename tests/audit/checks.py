"""The measures, each on the page that a reader has open: what is wrong, in words. Which pages,
screens and colours is for the caller to say."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Error

from tests.audit.faults import Fault
from tests.audit.reader import DESK, PHONE, Reader

Measure = Callable[[Reader], Iterator[Fault]]
AXE = Path(__file__).resolve().parents[1] / "tools" / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
ASK_AXE = """async ([standards, coloursOnly, exclude, options, kinds]) => {
  const onColour = () => axe.getRules(standards).filter(({ tags }) => tags.includes('cat.color')).map(({ ruleId }) => ruleId);
  const runOnly = coloursOnly ? { type: 'rule', values: onColour() } : { type: 'tag', values: standards };
  const ask = (selectors) => axe.run({ include: [document], exclude }, { ...options, runOnly, selectors });
  let result = await ask(false);
  if (result.violations.length) result = await ask(true);
  return kinds.flatMap((kind) => result[kind]);
}"""
EXCLUDED: tuple[str, ...] = ()
"""Parts of a page that axe does not look at. A test says that there are none."""
UNUSED: tuple[str, ...] = ()
"""Rules of axe that are not run. A test says that there are none."""

LEAST_TEXT, LEAST_EDGE = 7.0, 3.0
LEAST_TARGET, LEAST_LARGE = 24, 44
STANDARD_TEXT = 16
ROUNDED = 0.9
"""What is left of the ring round a rectangle when its corners are cut off."""
REACH = 5
"""How far the ring reaches beyond a thing, in px: 3-px line, 2 px off."""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""WCAG 1.4.12: what a reader may set."""
STOPS_TO_MENU = 6
MOST_COLOURS = 1 << 17
"""More than there are pixels below a line of text."""
KEYS = (*"abcdefghijklmnopqrstuvwxyzNP0123456789.,/;-=?'",)
"""Keys that must do nothing while no field is open: a person who speaks to the computer presses
them by chance (WCAG 2.1.4)."""


# Ways to look at a page
# ------------------------------------------------------------------------------------------------


def ways(reader: Reader) -> list[tuple[tuple[int, int], bool, bool]]:
    """Every way to look at the open page: size of the screen, dark or not, menu open or not (where
    there is a menu to open)."""
    menus = (False, True) if reader.page.locator("button#menu-open").count() else (False,)
    return [
        *((PHONE, dark, menu) for menu in menus for dark in (False, True)),
        (DESK, False, False),
        (DESK, True, False),
    ]


def stand(reader: Reader, size: tuple[int, int], dark: bool, menu: bool) -> None:
    """Looks at the open page in one of these ways. The menu is closed and opened as a reader does
    it, where the button can be seen."""
    reader.colours(dark=dark)
    button = reader.page.locator("button#menu-open")
    if menu != (button.count() and button.get_attribute("aria-expanded") == "true"):
        reader.screen(PHONE)
        button.click()
    reader.screen(size)


# axe
# -------------------------------------------------------------------------------------------------


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def axe_in(
    reader: Reader, chosen: list[tuple[tuple[int, int], bool, bool]], *more: Measure
) -> Iterator[Fault]:
    """axe, and more measures, in each of these ways. Where nothing but colours differs from a way
    that was looked at in full, only its rules on colour are asked again."""
    full: dict[tuple[tuple[int, int], bool], str] = {}
    for size, dark, menu in chosen:
        stand(reader, size, dark, menu)
        shape, before = reader.measure("shape"), full.get((size, menu))
        full.setdefault((size, menu), shape)
        yield from axe(reader, colours_only=before == shape and dark)
        for measure in more:
            yield from measure(reader)


def axe(reader: Reader, *, colours_only: bool = False) -> Iterator[Fault]:
    """Every rule of WCAG 2.0, 2.1 and 2.2, A and AA, and of good practice that axe-core knows."""
    for rule in run_axe(reader, colours_only=colours_only):
        places = rule["nodes"]
        yield Fault(
            reader.address,
            rule["id"],
            f"{rule['help']}: {' '.join(map(str, places[0]['target']))}",
            _criterion(rule["tags"]),
            len(places),
        )


def run_axe(
    reader: Reader, *, colours_only: bool = False, kinds: tuple[str, ...] = ("violations",)
) -> list[dict[str, Any]]:
    """What axe says of each rule, of these kinds of answers. Its own selectors cost more than many
    of its rules, so they are asked for only where it finds something."""
    if not reader.page.evaluate("'axe' in globalThis"):
        reader.bring(_axe())
    options = {
        "resultTypes": ["violations"],
        "preload": False,
        "iframes": False,
        "rules": {name: {"enabled": False} for name in UNUSED},
    }
    excluded = [[selector] for selector in EXCLUDED]
    found: list[dict[str, Any]] = reader.page.evaluate(
        ASK_AXE, [list(STANDARDS), colours_only, excluded, options, list(kinds)]
    )
    return found


def _criterion(tags: list[str]) -> str | None:
    found = next(
        (match for tag in tags if (match := re.fullmatch(r"wcag(\d)(\d)(\d+)", tag))), None
    )
    return ".".join(found.groups()) if found else None


def text_contrast(reader: Reader) -> Iterator[Fault]:
    """Every word of the page at 7:1 to what it lies on; where that is a picture, to the worst of
    its pixels below the word."""
    measured = reader.measure("textContrast", LEAST_TEXT, "body")
    for bad in measured["bad"]:
        yield Fault(
            reader.address,
            "text-contrast",
            f"{bad['what']} has a contrast of {bad['found']:.1f}; it must have {LEAST_TEXT:g}",
            "1.4.6",
        )
    if measured["onPicture"]:
        yield from _text_on_picture(reader, measured["onPicture"])


def _text_on_picture(reader: Reader, pieces: list[dict[str, Any]]) -> Iterator[Fault]:
    reader.measure(
        "readerStyle", "* { color: transparent !important } svg, ::marker { visibility: hidden }"
    )
    picture = Image.open(io.BytesIO(reader.page.screenshot(full_page=True, scale="css"))).convert(
        "RGB"
    )
    reader.measure("readerStyle", "")
    for piece in pieces:
        place = piece["box"]
        edges = tuple(int(max(0, place[side])) for side in ("left", "top", "right", "bottom"))
        if edges[2] > edges[0] and edges[3] > edges[1]:
            below = [
                colour for count, colour in picture.crop(edges).getcolors(MOST_COLOURS) if count > 2
            ]
            found = min(
                (contrast(tuple(piece["colour"][:3]), colour) for colour in below), default=21.0
            )
            if found < LEAST_TEXT:
                yield Fault(
                    reader.address,
                    "text-contrast",
                    f'"{piece["words"]}" has a contrast of {found:.1f} on its picture; it must have'
                    f" {LEAST_TEXT:g}",
                    "1.4.6",
                )


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The contrast of two colours, 0 to 255, as WCAG counts it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    red, green, blue = (
        part / 12.92 if (part := value / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for value in colour[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Room
# -------------------------------------------------------------------------------------------------


def reflow(reader: Reader, how: str) -> Iterator[Fault]:
    """Nothing cut off, nothing over something else, no scrolling in two directions. `how` says at
    which size."""
    criterion = {"text spacing": "1.4.12", "200 % text": "1.4.4"}.get(how, "1.4.10")
    for kind, what in reader.measure("reflow"):
        yield Fault(reader.address, kind.replace(" ", "-"), f"{what} (at {how})", criterion)


def spaced(reader: Reader) -> Iterator[Fault]:
    """The same with the spacing of WCAG 1.4.12."""
    reader.measure("readerStyle", SPACING)
    yield from reflow(reader, "text spacing")
    reader.measure("readerStyle", "")


def large_text(reader: Reader) -> Iterator[Fault]:
    """The same with the browser's own text twice as large (WCAG 1.4.4)."""
    reader.text_size(2 * STANDARD_TEXT)
    yield from reflow(reader, "200 % text")
    reader.text_size(STANDARD_TEXT)


def targets(reader: Reader) -> Iterator[Fault]:
    """24 by 24 px for all, 44 by 44 px for menu, search and telephone numbers."""
    for kind, what in reader.measure("targets", LEAST_TARGET, LEAST_LARGE)["faults"]:
        yield Fault(
            reader.address, "target-size", what, "2.5.8" if str(LEAST_TARGET) in kind else None
        )


# Keyboard
# -------------------------------------------------------------------------------------------------


def keyboard(reader: Reader) -> Iterator[Fault]:
    """Tab alone reaches everything, in the order of the page, seen and uncovered, with a ring; and
    then leaves the page."""
    page, count = reader.address, reader.measure("watchFocus")
    reader.tab(count + 1)
    stops = reader.measure("walked")
    reached = [stop["index"] for stop in stops]
    names = reader.measure("focusable")
    for missed in sorted(set(range(count)) - set(reached)):
        yield Fault(
            page,
            "keyboard-reach",
            f"Tab does not reach {names[missed] if missed < len(names) else missed}",
            "2.1.1",
        )
    round_again = reached[count:] == reached[:1]  # where a browser has nothing else to go to
    if not round_again and -1 not in reached:
        yield Fault(
            page,
            "keyboard-trap",
            f"Tab does not leave the page: its last stop is {stops[-1].get('what')}",
            "2.1.2",
        )
    before = None
    for stop in stops[:-1] if round_again else stops:
        if stop["index"] < 0:
            if "what" in stop:
                yield Fault(
                    page,
                    "keyboard-reach",
                    f"Tab stops at {stop['what']}, which is nothing to act on",
                    "2.4.3",
                )
            continue
        if before and before["index"] > stop["index"]:
            yield Fault(
                page,
                "focus-order",
                f"Tab goes back from {before['what']} to {stop['what']}",
                "2.4.3",
            )
        elif before and before["region"] == stop["region"] and _backwards(before, stop):
            yield Fault(
                page,
                "focus-order",
                f"{stop['what']} comes after {before['what']}, but stands before it on the screen",
                "2.4.3",
            )
        before = stop
        if not stop["seen"]:
            yield Fault(page, "focus-seen", f"{stop['what']} has focus off the screen", "2.4.7")
        if stop["covered"]:
            yield Fault(
                page, "focus-covered", f"{stop['what']} has focus below {stop['covered']}", "2.4.11"
            )
        if stop["ring"] < LEAST_EDGE:
            yield Fault(
                page,
                "focus-ring",
                f"{stop['what']} shows focus with a contrast of {stop['ring']:.1f}; it must have"
                f" {LEAST_EDGE:g}",
                "1.4.11",
            )


def _backwards(before: dict[str, Any], stop: dict[str, Any]) -> bool:
    """Whether a stop lies wholly before the last one for a reader of English: above it and in no
    column further right, or left of it on its line. Asked only where the page did not scroll
    between the two, which would move the later one up.
    """
    if stop["scroll"] != before["scroll"]:
        return False
    above = stop["bottom"] <= before["top"] and stop["left"] < before["right"]
    line = min(stop["bottom"], before["bottom"]) - max(stop["top"], before["top"])
    same_line = line > min(stop["height"], before["height"]) / 2
    return bool(above or (same_line and stop["right"] <= before["left"]))


def focus_pixels(reader: Reader, known: set[str]) -> Iterator[Fault]:
    """The ring as it is painted: the pixels that focus changes, with 3:1 between before and after,
    are at least a line of 2 px round the whole thing. Looks in `known` were measured already and
    are left out; new ones are added."""
    reader.tab(1)
    for look, index in reader.measure("focusLooks"):
        if look in known:
            continue
        known.add(look)
        place = reader.measure("focusOn", index)
        room = {
            "x": max(0, place["left"] - 12),
            "y": max(0, place["top"] - 12),
            "width": place["width"] + 24,
            "height": place["height"] + 24,
        }
        with_focus = _picture(reader, room, still=place["still"])
        reader.measure("unfocus")
        changed = _changed(with_focus, _picture(reader, room, still=place["still"]))
        needed = 2 * ROUNDED * _edges(place["line"], reader.page.viewport_size)
        if changed < needed:
            yield Fault(
                reader.address,
                "focus-ring",
                f"{place['what']}: focus changes {changed} pixels enough to be seen; a line of 2 px"
                f" round it has {needed:.0f}",
                "2.4.7",
            )


def _edges(place: dict[str, float], screen: dict[str, int]) -> float:
    """How long the edges of a thing are that lie on the screen: a table may be taller than it, and
    then its upper or lower edge may lie so near to the screen's that the ring there is off it."""
    reach = REACH if place["bottom"] - place["top"] > screen["height"] else 0
    width = min(place["right"], screen["width"]) - max(place["left"], 0)
    height = min(place["bottom"], screen["height"]) - max(place["top"], 0)
    across = (place["top"] >= reach) + (place["bottom"] <= screen["height"] - reach)
    down = (place["left"] >= 0) + (place["right"] <= screen["width"])
    return across * width + down * height


def _picture(reader: Reader, room: dict[str, float], *, still: bool) -> Image.Image:
    """A part of the screen. Where nothing moves or blinks, the browser alone is asked: Playwright
    would first look for what does, and take twice as long."""
    data = (
        reader.picture(room)
        if still
        else reader.page.screenshot(clip=room, scale="css", animations="disabled", caret="hide")
    )
    return Image.open(io.BytesIO(data)).convert("RGB")


def _changed(one: Image.Image, other: Image.Image) -> int:
    pairs: dict[tuple[Any, Any], int] = {}
    for pair in zip(one.get_flattened_data(), other.get_flattened_data(), strict=True):
        if pair[0] != pair[1]:
            pairs[pair] = pairs.get(pair, 0) + 1
    return sum(
        count for (before, after), count in pairs.items() if contrast(before, after) >= LEAST_EDGE
    )


def shortcuts(reader: Reader, *, real: bool = False) -> Iterator[Fault]:
    """A letter, figure or sign pressed outside a field does nothing. `real` presses the keys;
    otherwise the page is told that they were, which it cannot tell apart except on purpose, and
    which is a hundred times as fast."""
    reader.measure("unfocus")
    reader.measure("watchChanges")
    if real:
        reader.press(*KEYS)
    else:
        reader.measure("pretend", *KEYS)
    try:
        after = reader.measure("changed")
    except Error:  # a key led away, and the page was on its way: the next one is asked
        reader.page.wait_for_load_state()
        after = reader.measure("changed")
    if after["moved"] or after["changes"]:
        yield Fault(
            reader.address,
            "single-key",
            "Pressing single keys changes the page:"
            f" {after['moved'] or str(after['changes']) + ' changes'}",
            "2.1.4",
        )


def skip_link(reader: Reader) -> Iterator[Fault]:
    """The first Tab stop leads past header and menu, into <main>."""
    reader.measure("startAtTop")
    reader.tab(1)
    first = reader.page.evaluate("document.activeElement.textContent")
    reader.press("Enter")
    if reader.page.evaluate("document.activeElement.localName") != "main":
        yield Fault(
            reader.address,
            "skip-link",
            f'The first stop, "{first.strip()}", does not lead to the main content',
            "2.4.1",
        )


def without_script(reader: Reader) -> Iterator[Fault]:
    """The link "Menu" opens the menu by keyboard, every entry of it can be seen, and it closes
    again."""
    page, link = reader.page, reader.page.locator("a#menu-open")
    if not link.count():
        if page.locator("#menu").count():
            yield Fault(
                reader.address,
                "without-script",
                "There is a menu, but no link that opens it",
                "2.1.1",
            )
        return
    for _ in range(STOPS_TO_MENU):
        reader.press("Tab")
        if page.evaluate("document.activeElement.id") == "menu-open":
            break
    reader.press("Enter")
    entries = page.locator("#menu a")
    hidden = entries.filter(visible=False)
    if hidden.count():
        yield Fault(
            reader.address,
            "without-script",
            f'Enter on "Menu" does not show {hidden.first.text_content()}',
            "2.1.1",
        )
        return
    reader.press("Tab")
    if not page.evaluate("document.activeElement.closest('#menu')"):
        yield Fault(
            reader.address,
            "without-script",
            "After the menu is opened, Tab does not go into it",
            "2.4.3",
        )
    entries.last.press("Enter")
    if entries.first.is_visible():
        yield Fault(reader.address, "without-script", "The menu does not close again")


# Privacy
# -------------------------------------------------------------------------------------------------


def privacy(reader: Reader) -> Iterator[Fault]:
    """Nothing asked of another host, no cookie, nothing kept on the device, nothing that the
    Content Security Policy stops."""
    for url in reader.foreign():
        yield Fault(reader.address, "other-host", f"The page asks another host: {url}")
    for cookie in reader.context.cookies():
        yield Fault(reader.address, "cookie", f"The page sets the cookie {cookie['name']}")
    for name in reader.measure("stored") if reader.script else ():
        yield Fault(reader.address, "storage", f"The page keeps {name} on the device")
    for complaint in reader.complaints:
        yield Fault(reader.address, "console", f"The browser complains: {complaint}")
    reader.asked.clear()
    reader.complaints.clear()
