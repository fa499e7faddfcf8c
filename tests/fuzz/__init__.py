"""Real files, spoiled at random: whatever is written, a build ends, and says in sentences with file
and line what is wrong.

    python -m tests.fuzz --seed 1 --count 2000

Each round spoils one to three files of a copy of the made-up site, or of the real one, and builds
it in this process. The watchdog is for endlessness only: no round is judged by its time, which is
reported.
"""

from __future__ import annotations

import contextlib
import html
import random
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hooks.sources import ready
from tests import helpers
from tests.helpers import ROOT, Workshop

ENDLESS = 120
"""Seconds after which a build is called endless; an unspoiled one takes about one."""
MOST_EDITS = 3
REAL = 0.25
"""The part of the rounds that spoil the real site, which takes longer to build."""
NAMED = re.compile(r"^[^\s:][^:]*\.[a-z]+:[1-9]\d*: \S")
"""A sentence that begins with a file and a line."""
SUMS_UP = re.compile(r"The site was not built: \d+ things? to put right\.")


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one spoiled site: the files that were spoiled and how, the fault, or nothing,
    whether it was built and the rules judged it, and seconds."""

    number: int
    spoiled: tuple[str, ...]
    fault: str
    judged: bool
    seconds: float


# --- spoiling -------------------------------------------------------------------------------------

VALUES = (
    "",
    "~",
    "null",
    "true",
    "maybe",
    "0",
    "-1",
    "1e400",
    ".nan",
    "9" * 30,
    "1:1:1:1",
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "2026-11-22 10:00:00",
    "2026-11-22T10:00:00Z",
    '!!int ""',
    '!!float ""',
    "!!bool maybe",
    "!!timestamp x",
    "!!binary aGVsbG8=",
    "!!set {a, b}",
    "!!python/name:os.system",
    "!x y",
    "&a [*a]",
    "*a",
    "[]",
    "{}",
    "[[[[[[]]]]]]",
    "{a: {b: {c: d}}}",
    '"\\0"',
    '"\\ud800"',
    '"\\x1b"',
    "|",
    ">-",
    "- a",
    "=",
    "<<",
    "https://[",
    "https://",
    "https://exa mple.org/",
    "mailto:",
    "//",
    "100000 months",
    "0 months",
    "not confirmed",
    "confirmed by the service",
    "{{ contact.phone }}",
    "{{ contact.nothing }}",
    "{{",
    "'",
    '"',
    "%s",
    "{0}",
    "../../etc",
    "a" * 4_000,
    "\u2028",
    "\u202e",
    "\ufeff",
    "<b>",
    "&",
    "\U0001f600",
)
CONSTRUCTS = (
    "[",
    "]",
    "![",
    "](",
    "[x](",
    "[x][",
    "[x]: ",
    "[x](https://[)",
    "[x](//)",
    "[x](:)",
    "[x](mailto:)",
    "<a ",
    "<!--",
    "<b>",
    "</div>",
    "<![CDATA[",
    "<?",
    "&#x110000;",
    "&#0;",
    "`",
    "```",
    "~~~",
    "*",
    "**",
    "***",
    "_",
    "{: #a }",
    "{: .a #a b=c }",
    "{:",
    "{{ contact.phone }}",
    "{{ x",
    "}}",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "# ",
    "###### ",
    "---\n",
    "===\n",
    "| a | b |\n| - | - |\n| c |\n",
    "|",
    "/// note\n",
    "///\n",
    "/// quotation | x\n",
    "/// gap | contact.phone\n",
    "/// easy | telephone\n",
    "/// easy | ../x\n",
    "/// statement | status\n",
    "/// html | b\n",
    "\\",
    "\\[",
    "http://[",
    "<http://[>",
    "a@b",
    "\n\n",
    "\r",
    "\x02",
    "\x03klzzwxh:0000\x03",
    "\x02wzxhzdk:0\x03",
    "\u00ad",
    "\u200b",
    "\u2028",
    '{ promise="P1" }\n',
    '{: promise="" }\n',
    '{: id="" }',
    "[](",
    "[^1]",
    "*[a]: b\n",
    "!!!",
)


def _bytes(text: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, taken out or put in."""
    data = bytearray(text)
    last = chance.choice((128, 128, 128, 256))  # mostly such as leave a text a text
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(3):
            case 0 if place < len(data):
                data[place] = chance.randrange(last)
            case 1:
                del data[place : place + chance.randint(1, 40)]
            case _:
                data[place:place] = bytes(
                    chance.randrange(10, last) for _ in range(chance.randint(1, 2))
                )
    return bytes(data)


def _lines(text: bytes, chance: random.Random) -> bytes:
    """Lines taken out, written twice, moved, indented, or all of a file cut off."""
    lines = text.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[place]
            case 1:
                lines[place:place] = [lines[place]] * chance.choice((1, 3, 200))
            case 2:
                lines.insert(chance.randrange(len(lines)), lines.pop(place))
            case 3:
                lines[place] = b" " * chance.choice((1, 2, 4, 60)) + lines[place]
            case _:
                del lines[place + 1 :]
        lines = lines or [b""]
    return b"\n".join(lines)


ENTRY = re.compile(rb"^([ ]*(?:- )?)([A-Za-z_]+):(.*)$", re.MULTILINE)


def _entries(text: bytes, chance: random.Random) -> bytes:
    """A YAML entry with another value, or another name, or none."""
    found = list(ENTRY.finditer(text))
    if not found:
        return _lines(text, chance)
    entry = chance.choice(found)
    match chance.randrange(5):
        case 0:
            changed = entry[1] + entry[2][::-1] + b":" + entry[3]
        case 1:
            changed = b""
        case _:
            changed = (
                entry[1] + entry[2] + b": " + chance.choice(VALUES).encode("utf-8", "surrogatepass")
            )
    return text[: entry.start()] + changed + text[entry.end() :]


def _constructs(text: bytes, chance: random.Random) -> bytes:
    """Something that Markdown or YAML gives a meaning to, once or very often."""
    what = chance.choice(CONSTRUCTS).encode()
    many = chance.choice((1, 1, 1, 1, 1, 2, 5, 20, 140, 1_000, 60_000))
    put = (
        b"".join(b"a" + what * number for number in range(1, min(many, 700)))
        if chance.random() < 0.1
        else what * many
    )
    place = chance.randint(
        min(text.find(b"\n---\n") + 5, len(text)) if chance.random() < 0.8 else 0, len(text)
    )  # mostly in the body, where there is one
    return text[:place] + chance.choice((b"", b"\n\n", b" ")) + put[:280_000] + text[place:]


KINDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _bytes,
    _lines,
    _entries,
    _entries,
    _constructs,
    _constructs,
)


def spoil(made: Workshop, chance: random.Random) -> tuple[str, ...]:
    """Spoils files of a workshop, each in one way. Returns what was done, to say where a fault came
    from."""
    sources = sorted(
        path
        for path in made.folder.rglob("*")
        if path.suffix in (".md", ".yml", ".txt")
        and "site" not in path.relative_to(made.folder).parts
    )
    done = []
    for path in chance.sample(sources, chance.choice((1, 1, 1, MOST_EDITS))):
        kind = chance.choice(KINDS)
        path.write_bytes(kind(path.read_bytes(), chance))
        done.append(f"{path.relative_to(made.folder).as_posix()} {kind.__name__.strip('_')}")
    return tuple(done)


# --- building -------------------------------------------------------------------------------------


class _Endless(BaseException):
    """Not an Exception, so that nothing that is tried takes it for a fault of a page."""


@contextlib.contextmanager
def _watched() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _Endless

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(ENDLESS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def built(made: Workshop) -> tuple[str, bool]:
    """Builds as `make site` does. Returns what no person should meet, or nothing; and whether it
    came to the rules."""
    if found := ready.faults(made.folder / "mkdocs.yml"):
        return _unnamed([str(finding) for finding in found]), False
    try:
        with _watched():
            outcome = helpers.build_here(made)
    except _Endless:
        return f"no end in {ENDLESS} seconds", False
    # Any exception that gets here is a traceback on somebody's screen
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}", False
    judged = " rules run: " in outcome.said
    if outcome.refusal is None:
        return lost(made), judged
    return (
        _unnamed(
            [*outcome.findings, *([] if SUMS_UP.match(outcome.refusal) else [outcome.refusal])]
            or ["refused without a finding"]
        ),
        judged,
    )


WORD = re.compile(r"[^\W_]{4,}")
NOT_WORDS = re.compile(
    r"\A---\n.*?\n---["
    r" \t]*\n|^(```|~~~).*?^\1|^\s*(?:///|\{:|\[[^\]]*\]:).*$|\]\([^)]*\)|\]\[[^\]]*\]|\{[^{}\n]*"
    r"\}|\{\{.*?\}\}|<[^<>\n]*>|&#?\w+;",
    re.MULTILINE | re.DOTALL,
)
"""What of a file is no word on its page: its record, blocks of code, marks of boxes, what braces
set, addresses, facts."""


def lost(made: Workshop) -> str:
    """Words that a file of a site that was built holds and its page does not; nothing where all are
    there. By other means than the rule's own."""
    for path in sorted((made.folder / "content").rglob("*.md")):
        name = path.relative_to(made.folder / "content").with_suffix("")
        if name.parts[0] == "national":
            name = name.relative_to("national")
        page = made.site / (name if name.name != "index" else name.parent) / "index.html"
        if not page.is_file() or re.search(
            r"^layout: copy$", path.read_text(encoding="utf-8-sig", errors="replace"), re.MULTILINE
        ):
            continue
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        shown = (
            html.unescape(re.sub(r"<[^<>]*>", "", page.read_text(encoding="utf-8"))).casefold()
            + page.read_text(encoding="utf-8").casefold()
        )
        gone = sorted(
            set(WORD.findall(NOT_WORDS.sub(" ", text).casefold())) - set(WORD.findall(shown))
        )
        if gone:
            return f"words that nobody sees in {path.name}: {', '.join(gone[:5])}"
    return ""


def _unnamed(lines: list[str]) -> str:
    return next((line for line in lines if not NAMED.match(line)), "")


def _made_up(home: Path) -> Workshop:
    return helpers.workshop(home, own_layouts=False)


def _real(home: Path) -> Workshop:
    """The real site's sources, where a workshop has the made-up one's."""
    made = Workshop(home)
    shutil.copytree(ROOT / "content", made.folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", made.folder)
    for name in ("hooks", "node_modules", "overrides"):
        (made.folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return made


def rounds(home: Path, seed: int, count: int, first: int = 0) -> Iterator[Round]:
    """`count` rounds. Each depends on the seed and its own number alone, so that one can be had
    again: --first 17 --count 1."""
    with helpers.quick():
        clean = (_made_up(home / "made-up"), _real(home / "real"))
        for number in range(first, first + count):
            chance = random.Random(f"{seed} {number}")
            made = Workshop(home / "spoiled")
            shutil.rmtree(made.home, ignore_errors=True)
            shutil.copytree(clean[chance.random() < REAL].home, made.home, symlinks=True)
            done = spoil(made, chance)
            started = time.monotonic()
            fault, judged = built(made)
            yield Round(number, done, fault, judged, time.monotonic() - started)
