"""What people type that a page cannot show as they mean it: each with its line, and with what to
write instead.

Three questions are asked. Of the source, line by line: is it written for another program, or in a
form that Markdown reads otherwise? Of the finished page: did a mark stay as text? And of both
together: is every word and every number that was typed still there?
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from hooks.sources.answered import answered
from hooks.sources.content import FACT
from hooks.sources.records import Page, Publicity
from hooks.words import brackets, left_over, lists
from hooks.words.left_over import cut
from hooks.words.parsing import LANGUAGE
from hooks.words.patterns import later

Fault = tuple[int, str]
"""A line, counted from the first of the text, and what must be put right there."""

# --- marks of other programs ----------------------------------------------------------------------

NOTE = 'write "/// note" on a line of its own, then the words, then "///" on a line of its own'
HOW = "| What | When |, then |---|---|, then a line for each row"
"""How a table is written."""
SAID: tuple[tuple[str, str], ...] = (
    (
        r"\w*\u00ad\w*",
        (
            "A word here holds a soft hyphen (U+00AD), which nobody sees: delete the word, and type"
            " it again."
        ),
    ),
    (r"^\s*>?\s*\[!\w+\].*", f'"{{}}" makes no box here: {NOTE}.'),
    (r"^\s*!!!.*", f'"{{}}" makes no box here: {NOTE}.'),
    (
        (
            r"\{\s*(?:PAGE|DATE|TIME|REF|SEQ|TOC|FORM[A-Z]+|[A-Z]{6,})\b[^{}\n]*\}"
            r"|\b(?:HYPERLINK|INCLUDEPICTURE|DOCPROPERTY|MERGEFIELD|STYLEREF|PAGEREF|NOTEREF)\b.*"
        ),
        (
            '"{}" is what Word works with, in place of words: write the words that stood there, and'
            " a link as [words](address)."
        ),
    ),
    (
        r"\\\([^()\n]*[=^_+\\][^\n]*?\\\)|\$\$[^$\n]+\$\$|\$[A-Za-z\\][^$\n]*\$(?!\w)",
        '"{}" is shown as no sum here: write it in words.',
    ),
    (
        r"(?<=[a-z.,;!?)])\^\d{1,2}\b",
        '"{}" makes no footnote here: write the words where they belong, in brackets.',
    ),
    (
        r"^\s*\?\?\?\+?.*",
        (
            '"{}" makes nothing that opens here: write the words below a heading ("## "), or'
            f" {NOTE}."
        ),
    ),
    (r"^\s*:::+.*", f'"{{}}" makes no box here: {NOTE}.'),
    (
        r'^\s*===[+!]*\s*["“].*',
        (
            '"{}" makes no tab here: write each part below a heading of its own, which begins with'
            ' "## ".'
        ),
    ),
    (
        r"^\s*;?-*8<-*.*",
        (
            '"{}" takes in no other file: type the words here, or write a link to the page that has'
            " them."
        ),
    ),
    (r"^\s*\.\. ?[\w-]+::.*", f'"{{}}" makes no box here: {NOTE}.'),
    (
        r"\[\^[^\[\]\n]+\](?::.*)?",
        '"{}" makes no footnote here: write the words where they belong, in brackets.',
    ),
    (
        r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]?\](?!\()",
        '"{}" makes no box to tick here: write "- " and the words.',
    ),
    (
        r"^\s*\*\[[^\[\]\n]+\]:.*",
        '"{}" explains no abbreviation here: write the words out, with the short form in brackets.',
    ),
    (
        r"(?<!~)~~(?=[^\s~]).*?~~|(?<!~)~~(?!~)",
        '"{}" strikes nothing out: take the words out, or write what is right now.',
    ),
    (r"==(?=[^\s=]).*?==(?!=)", '"{}" marks nothing: write **words** for words that matter.'),
    (
        r"\+\+(?=\S)[^+\n]+\+\+|\^\^(?=\S)[^^\n]+\^\^",
        '"{}" stays as it is typed: write the words alone, or **words** for words that matter.',
    ),
    (
        r"(?<=\w)~(?=\w+~)\w+~|(?<=\w)\^(?=\w+\^)\w+\^",
        '"{}" sets nothing higher or lower: write it in words.',
    ),
    (r"(?<![\w:/]):[a-z][a-z0-9_+-]+:(?![\w/:])", '"{}" makes no picture here: write it in words.'),
    (
        r"^(?:@@ -\d.*|diff --git .*|(?:---|\+\+\+) [ab]/.*)",
        (
            '"{}" is left over from a view of changes: take it out, and each line with "-" before'
            ' it; take the "+" from the lines that stay.'
        ),
    ),
    (r"\[\[[^\[\]\n]*\]\]", '"{}" makes no link here: write [the name of the page](page.md).'),
    (
        r"(?<!\])\([^()\n]+\)\[(?:https?://|www\.|[\w./-]+\.md)[^\[\]\n]*\]",
        '"{}" is the wrong way round: write [the words](the address).',
    ),
    (
        r"\{%.*?%\}|\{#.*?#\}|<%.*?%>|\$\{[^{}\n]*\}|%%\w+%%|«\w+»|<<\w+>>",
        (
            '"{}" is filled in by no program: write the words, or the name of a fact, such as {{{{'
            " contact.phone }}}}."
        ),
    ),
    (
        r"\[/?(?:b|i|u|s|url|img|quote|list|size|color|colour|center)(?:=[^\[\]\n]*)?\](?![(\[{])",
        (
            '"{}" is of another program: write **words** for words that matter, [words](address)'
            " for a link."
        ),
    ),
    (
        (
            r"\b(?:[Cc]lick|[Tt]ap|[Pp]ress) here\b(?![^\[\]]*\]\()"
            r"|\b[Tt]he (?:link|button|video|picture|photo|map) (?:above|below|opposite)\b"
        ),
        (
            '"{}" points to what not everybody can see: name the page, and make its name the link,'
            " as in [Contact us](contact.md)."
        ),
    ),
    (r"'''?(?=\S)[^'\n]+'''?", '"{}" stays as it is typed: write **words** for words that matter.'),
    (r"^h[1-6]\.\s.*", '"{}" makes no heading here: write "## " and its words.'),
    (r"^\s*(?:=+ .+? =+|\+{3,}.*|%%.*)$", '"{}" makes no heading here: write "## " and its words.'),
    (
        r"^:\s+.*",
        '"{}" explains no word here: write **the word:** and what it means in one paragraph.',
    ),
    (
        r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-Z*\[]).*",
        (
            '"{}" begins no step of a list: write "1. " at the start of a step, "- " at the start'
            ' of each of its parts, or "## " before a heading.'
        ),
    ),
    (
        r"^\s*[-*+]\s+[-*+]\s+\w.*",
        '"{}" has the mark of an item twice: write "- " once; four spaces go before an inner one.',
    ),
    (
        r"^\s*\d{1,2}\\[.)]\s.*",
        '"{}" begins no step of a list: take the backslash out, as in "1. Ring us".',
    ),
    (
        r"^\s*\\[-*+•]\s.*",
        '"{}" begins no item of a list: take the backslash out, as in "- letters".',
    ),
    (
        (
            r"[\w.+'-]+@[\w.-]+[,;](?:org|com|co|net|gov|nhs|info|uk)\b[\w.]*"
            r"|[\w.+'-]+ ?[\[(] ?at ?[\])] ?[\w-]+[\w.-]*\w"
        ),
        (
            '"{}" is no e-mail address: write {{{{ contact.email }}}} if it is ours, else [write to'
            " them](mailto:name@example.org)."
        ),
    ),
    (r"^\s*\\\w+.*", '"{}" stays as it is typed: take it out.'),
    (
        r'^\s*"[^"\n]*"(?:,"[^"\n]*")+\s*$',
        '"{}" is a row of a spreadsheet: a table is written as ' + HOW + ".",
    ),
    (
        r"\b\d(?:\.\d+)?E\+\d{2,}\b",
        '"{}" is how a spreadsheet shortens a long number: write the number itself.',
    ),
    (
        r"\b(?:full stop|comma|question mark),? (?:new line|new paragraph)\b",
        '"{}" was spoken: write the sign itself, and an empty line before a new paragraph.',
    ),
    (
        r"Error! (?:Reference source|Bookmark|Hyperlink|No ).*?(?:\.|$)",
        '"{}" came from Word in place of words: write what stood there.',
    ),
    (
        r"(?<!\w)[A-Za-z]:\\[^\s\\]+\\?.*|\\\\[\w.-]+\\.*",
        (
            '"{}" is on your own computer, or in your office: put the file into assets/, and write'
            " [what it is](assets/its-name.pdf)."
        ),
    ),
    (
        r"^\s*[-=_~.#*+–—]{2,}\s*$",
        (
            '"{}" is no line across the page: take it out, or write "---" with an empty line above'
            " and below."
        ),
    ),
    (
        r"^\s*(?:[–—‒―]\s*\S|(?:~|[-=]>)\s*[^\W\d]|(?:>>|»)\s+\w).*",
        '"{}" begins no item of a list: write "- " at the start of each such line.',
    ),
    (
        r"^\s*(?:[-+](?![-+\d\s.])|\*(?![*\s])(?!.*[^*\s]\*(?!\*)))\w.*",
        '"{}" begins no item of a list: write a space after its first sign.',
    ),
    (
        r"^\s*\d{1,2}[.)](?=[A-Za-z])(?!\w\.).*",
        '"{}" begins no step of a list: write a space after its number, as in "1. Ring us".',
    ),
    (
        r"(?<=[a-z][.!?])(?:[-–]| ?•) ?[A-Z]\w* \w.*",
        '"{}" is an item in the middle of a line: begin a new line with it.',
    ),
    (
        r"(?<!\S)[^\s:./]+//+\S*|(?<=\S )//+(?=\s|$)|([:;,&%@^])\1+|([<>=+~])\2{2,}",
        '"{}" stays as it is typed: write one sign, or take it out.',
    ),
)
"""What a line may hold that is written for another program, and what to write. "{}" stands for what
was found."""
COLUMNS = later(r"(?<=\S)(?:[ \u00a0]*\t[ \t]*| {5,})(?=\S)")
RUN = (
    "The columns of this line would run together, because a tab and many spaces are shown as one"
    " space: write a table, each row as | one | two |."
)
_MARK = later(r"\s*\S{1,10}?[ \t\u00a0]+")
_SAID = tuple((later(pattern), says) for pattern, says in SAID)
_FINE = later(r"^\s*(?:-{3,}|\*{3,}|_{3,}|(?:- ?){3,}|(?:\* ?){3,})\s*$")
"""A line across the page as Markdown has it."""


_ENDS = later(r":::+|\{%-?\s*end.*|\[\^[^\[\]]+\]:.*")
"""The end of what is named where it begins, and a note whose mark is named in the text."""


def _marks(lines: list[str]) -> Iterator[Fault]:
    """The marks of other programs, each once where lines stand together: one cause there is one
    finding."""
    taken = [line.kind for line in lists.read(line.expandtabs(4) for line in lines)]
    above, named = set[str](), set[str]()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            above.clear()
        if taken[number - 1] == "blank":  # the line below a heading is one
            continue
        bare = re.sub(
            r"`[^`]*`|\]\([^()]*\)|<https?://[^<>]*>",
            lambda code: "x" * len(code[0]),
            FACT.sub("x", line),
        )
        if _FINE.match(line) or not bare.strip():
            continue
        mark, says = next(
            (
                (found[0].strip(), says)
                for pattern, says in _SAID
                if (found := pattern.search(bare))
            ),
            ("", ""),
        )
        words = _MARK.sub("", bare, count=1) if lists.ITEM.fullmatch(line.expandtabs(4)) else bare
        if not says and not _TABLE.match(bare) and COLUMNS.search(words.strip()):
            says = RUN
        if says and says not in above and not (says in named and _ENDS.fullmatch(mark)):
            yield number, says.format(cut(mark))
        above.add(says)
        named.add(says)


_TABLE = later(r"\s*(?:\||///|\{:)")

# --- the shape of the text ------------------------------------------------------------------------

BOLD = later(r"\s{0,3}(\*\*|__|\*\*\*)(?!\s)((?:(?!\1).)+?)(?<!\s)\1:?\s*")
LETTERED = later(
    r"\s*(?:o(?= )|[✓✔☑✗✘→⇒►▶★☆✦❖»>]|\(?[a-hA-H][.)]|\(?(?:i{1,3}|iv|vi{0,3}|I{1,3}|IV|V)[.)]"
    r"|\(\d{1,2}\)|\d{1,2} ?[-–:](?= [A-Za-z])|(?:Step|Stage|Part|Point|Day) \d{1,2}\W*)\s+\S.*"
)
INDENTED = later(r" {4,}(?=\S)|\s*\t\s*(?=\S)")
WRAPPED = 70
"""Signs of a line that some programs break on their own."""
HEAD = later(r"(?!Dear |Yours )[A-Z][\w’'-]*(?: [\w’'-]+){0,7}\??")
"""Words that are no sentence and begin with a capital: a heading, of which the sign was lost."""

NO_END = later(r"[.!?][\])”’*]* [A-Z“‘*\[](?:[^.!?]|[.!?](?! ))*[^\W_]$")
"""A sentence that comes after another and has no sign at its end."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines of text that Markdown shows as one paragraph."""

    line: int
    lines: tuple[str, ...]
    alone: bool
    """Whether it stands in no list."""
    after_item: str | None
    """The words of the item of a list right above it, of which Markdown takes it for a part."""
    leads: bool = False
    """Whether it is the beginning of a sentence that the list right below it ends."""


def _paragraphs(lines: list[str]) -> Iterator[_Paragraph]:
    held: list[str] = []
    begun, alone, above, item = 1, True, lists.Line("blank", ""), None
    read = [*lists.read(lines), lists.Line("blank", "")]
    for number, line in enumerate(read, 1):
        if line.kind == "text" and not line.apart:
            if not held:
                begun, alone = number, not line.depth
                item = (
                    above.text if above.kind == "item" and not line.text.startswith("  ") else None
                )
            held.append(line.text)
        else:
            if held:
                below = next((each for each in read[number - 1 :] if each.kind != "blank"), line)
                leads = below.kind == "item" and _leads(held[-1])
                yield _Paragraph(begun, tuple(held), alone, item, leads)
            held = [line.text] if line.kind == "text" else []
            begun, alone, item = number, True, None
        above = line


def _shapes(lines: list[str], *, heads: bool, page: bool) -> Iterator[Fault]:
    """Headings, lists and lines that are only text. `heads`: a short line alone is a heading, as it
    is not in a letter. `page`: it is no entry of a record, which may be called as a button is."""
    for paragraph in _paragraphs(lines):
        first = paragraph.lines[0]
        control = left_over.control(paragraph.lines) if page else None
        if control is not None:
            yield paragraph.line + control, left_over.CONTROL.format(cut(paragraph.lines[control]))
            continue
        bold = BOLD.fullmatch(first)
        if bold and paragraph.alone and not bold[2].rstrip().endswith((".", "!", ";", ",")):
            rest = "" if len(paragraph.lines) == 1 else ", with an empty line below it"
            yield (
                paragraph.line,
                (
                    f'"{cut(first)}" looks like a heading and is none: write "##'
                    f' {cut(_small(bold[2].strip().rstrip(":")))}"{rest}.'
                ),
            )
            continue
        lettered = [place for place, line in enumerate(paragraph.lines) if LETTERED.fullmatch(line)]
        if len(lettered) > 1:
            at = lettered[0]
            yield (
                paragraph.line + at,
                (
                    f'"{cut(paragraph.lines[at])}" begins no item of a list: write "1. " or "- "'
                    " at the start of each."
                ),
            )
            continue
        if (
            paragraph.after_item is not None
            and len(paragraph.lines) == 1
            and first.strip()[:1].isupper()
            and len(paragraph.after_item) < WRAPPED
        ):
            yield (
                paragraph.line,
                (
                    f'"{cut(first)}" would stand in the item above it: leave an empty line'
                    ' before it, or write "- ".'
                ),
            )
            continue
        braced = paragraph.line < len(lines) and lines[paragraph.line].lstrip().startswith("{:")
        if (
            heads
            and not braced
            and paragraph.alone
            and not paragraph.leads
            and len(paragraph.lines) == 1
            and HEAD.fullmatch(first)
        ):
            yield (
                paragraph.line,
                (
                    f'"{cut(first)}" looks like a heading and is none: write "##'
                    f' {cut(_small(first))}", end it with a full stop, or take it out.'
                ),
            )
            continue
        whole = " ".join(line.strip() for line in paragraph.lines)
        if page and paragraph.alone and not paragraph.leads and NO_END.search(whole):
            yield (
                paragraph.line + len(paragraph.lines) - 1,
                (
                    f'"{" ".join(whole.split()[-5:])}" has no end: write the rest of the sentence,'
                    " or a full stop."
                ),
            )
            continue
        if _runs_together(paragraph.lines):
            yield (
                paragraph.line,
                (
                    f'These {len(paragraph.lines)} lines would run together as one: write "- " at'
                    " the start of each, or leave an empty line between them."
                ),
            )


def _small(heading: str) -> str:
    """Words of a heading as they may stand: not all in capitals."""
    shout = heading.isupper() and len(heading.split()) > 1
    return heading.capitalize() if shout else heading


ASKS = frozenset("what who where when why how which our your about".split())
"""Words that begin headings of which the last word could lead on: "Where we are"."""
LEADS = frozenset(
    """
    a an about also and are as at be bring by call can for from give has have if in include
    includes is like may must need needs of offer on or should the to was were when will with
    write you
    """.split()
)


def _leads(line: str) -> bool:
    """Whether a line is no whole sentence, and ends as one that goes on: "The room is at"."""
    words = line.casefold().split()
    return bool(words) and words[0] not in ASKS and words[-1] in LEADS


def _runs_together(lines: tuple[str, ...]) -> bool:
    """Whether lines were typed to stand below each other: each begins with a little picture, or
    with the name of what it holds; or, as in an address, they are short, and each begins anew."""
    if len(lines) > 1 and any(all(map(sign.match, lines)) for sign in (PICTURE, NAMED)):
        return True
    if len(lines) < 3 or any("|" in line for line in lines):
        return False
    return (
        all(
            len(line.strip()) <= 40
            and not line.rstrip("\n").endswith("  ")
            and not line.rstrip().endswith((".", ":", ";", "\\"))
            and _begins(line)
            for line in lines[:-1]
        )
        and _begins(lines[-1])
        and len(lines[-1].strip()) <= 40
    )


PICTURE = later(r"\s*[\u2190-\u2bff\U0001f000-\U0001faff]")
"""A sign that is drawn rather than written: arrows, ticks, telephones, faces."""


NAMED = later(r"\s*\**[A-Z][\w’'-]*(?: [\w’'-]+){0,2}(?:\**:\**| [–-])\s+\S(?!.*  $)")
"""What a line of a notice of a meeting begins with, or a question: "When:", "Q:"."""


def _begins(line: str) -> bool:
    return line.strip()[:1].isupper() or line.strip()[:1].isdigit()


COUNTED = later(
    r"(?<![\w(])\(?(?P<mark>[a-h]|\d{1,2}|i{1,3}|iv|v)\)(?= \w+[ ,;]\w*)"
    r"|(?<![\w.,£])(?P<step>\d)\.(?= [A-Z]\w* \w)"
)
"""What counts things in the middle of a line, with two words behind it: "a) call us", "2. Then
wait"."""
ORDERS = ("abcdefgh", tuple(map(str, range(1, 21))), ("i", "ii", "iii", "iv", "v"))
MANY = 3


def _in_one_line(lines: list[str]) -> Iterator[Fault]:
    """Lists of three things or more that were typed on along one line, and are no sentence: that
    joins its last thing with "and" or "or"."""
    for number, line in enumerate(lines, 1):
        marks = [(found["mark"] or found["step"], found) for found in COUNTED.finditer(line)]
        names = [mark for mark, _ in marks]
        joined = marks and re.search(r"\b(?:and|or) $", line[: marks[-1][1].start()])
        if not joined and any(names[:MANY] == [*order[:MANY]] for order in ORDERS):
            yield (
                number,
                (
                    f'"{cut(line[marks[0][1].start() :])}" is a list in one line: begin a new line'
                    ' with "- " or "1. " for each thing.'
                ),
            )


OPENS = later(r"(?:Dear|Hi|Hello|Hiya|Good (?:morning|afternoon|evening))\b[^.!?:]{0,40}")
CLOSES = later(
    r"(?:(?:(?:With )?(?:[Kk]ind(?:est)?|[Bb]est|[Ww]arm(?:est)?) )?[Rr]egards|Best wishes"
    r"|All the best|Yours (?:sincerely|faithfully|truly)|(?:Many )?[Tt]hanks(?: in advance)?"
    r"|Cheers)\s*[,.!]?\s*"
)
OF_A_LETTER = '"{}" is of a letter or an e-mail, and this is a page: take it out.'
ELSEWHERE: tuple[tuple[str, str], ...] = (
    (
        (
            r"\b(?:[Pp]lease (?:see|find)|[Ss]ee) (?:the )?attached\b"
            r"|\b(?:is|are) attached(?=[.!]|$)|\b[Aa]ttached (?:is|are|please find)\b"
        ),
        '"{}" is of an e-mail, and a page has nothing with it: write a link to the page or file.',
    ),
    (
        (
            r"\b(?:[Ss]ee |[Pp]lease turn )?overleaf\b|\bP\.?T\.?O\b\.?"
            r"|^\W*[Cc]ontinued (?:on|from|over)\b.*|\b[Ss]ee (?:page|p\.) ?\d+\b(?! (?:of|in)\b)"
        ),
        (
            '"{}" is of paper, and a page has one side: name the page or the heading, and make its'
            " name the link."
        ),
    ),
)
"""What is right in an e-mail or in print, and not on a page; "{}" stands for what was found."""
_ELSEWHERE = tuple((later(pattern), says) for pattern, says in ELSEWHERE)


def _elsewhere(lines: list[str]) -> Iterator[Fault]:
    """Words that belong to an e-mail, a letter or a sheet of paper."""
    for number, line in enumerate(lines, 1):
        if OPENS.fullmatch(line.strip()) or CLOSES.fullmatch(line):
            yield number, OF_A_LETTER.format(cut(line))
        for pattern, says in _ELSEWHERE:
            if found := pattern.search(line):
                yield number, says.format(cut(found[0]))


def _before_signed(lines: list[str]) -> list[str]:
    """The lines without those of a signature, below the words that end a letter."""
    ends = next((number for number, line in enumerate(lines) if CLOSES.fullmatch(line)), len(lines))
    return lines[:ends]


def _controls(lines: list[str]) -> Iterator[Fault]:
    """Items of a list that are buttons of another website: more than one word, with a capital, and
    no rest of a sentence that leads to them."""
    lead = ""
    for number, line in enumerate(lists.read(lines), 1):
        if line.kind in ("text", "other"):
            lead = line.text.strip().rstrip(":")
        elif (
            line.kind == "item"
            and " " in line.text.strip()
            and not _leads(lead)
            and left_over.control([line.text]) is not None
        ):
            yield number, left_over.CONTROL.format(cut(line.text))


SHORT = 8
"""Words of the shortest paragraph that nobody writes twice on purpose, one below the other."""


def _twice(lines: list[str]) -> Iterator[Fault]:
    """A paragraph that was pasted twice, right below itself."""
    before, held, begun = "", list[str](), 1
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            begun = begun if held else number
            held.append(line)
        elif held:
            text = " ".join(" ".join(held).split())
            if text == before and len(text.split()) >= SHORT:
                yield begun, "This paragraph stands here twice: take one of the two out."
            before, held = text, []


# --- numbers --------------------------------------------------------------------------------------


def _numbers(lines: list[str]) -> Iterator[Fault]:
    """Numbers of steps that are shown otherwise than they were typed, and numbers that are taken
    for a step's."""
    last: dict[int, int] = {}
    open_: dict[int, tuple[int, bool]] = {}
    before = ""
    for number, line in enumerate(lists.read(lines), 1):
        if line.kind == "other" and line.text.lstrip().startswith("#"):
            last.clear()
            open_.clear()
        if line.kind in ("text", "other") and not line.depth and before == "blank":
            open_.clear()
        if line.kind == "item":
            for depth in [depth for depth in open_ if depth > line.depth]:
                del open_[depth]
            for depth in [depth for depth in last if depth > line.depth]:
                del last[depth]
            if line.mark == "-":
                open_.pop(line.depth, None)
            else:
                yield from _number(number, int(line.mark), line, last, open_)
        before = line.kind


def _number(
    number: int,
    typed: int,
    line: lists.Line,
    last: dict[int, int],
    open_: dict[int, tuple[int, bool]],
) -> Iterator[Fault]:
    depth = line.depth
    if depth not in open_:  # a list begins
        if typed != 1 and typed != last.get(depth, 0) + 1:
            after = (
                f"the last step before it is {last[depth]}"
                if depth in last
                else "no step stands before it"
            )
            yield (
                number,
                (
                    f'"{typed}." at the start of a line begins a numbered list, and {after}: write'
                    ' the number elsewhere in the sentence, or begin the list at "1.".'
                ),
            )
        open_[depth] = typed, True
        last[depth] = typed
        return
    shown, ones = last[depth] + 1, open_[depth][1] and open_[depth][0] == 1
    if typed != shown and not (typed == 1 and ones):
        yield (
            number,
            (
                f"This step would be shown as {shown}, and it is typed as {typed}: write"
                f' "{shown}."; to begin anew, write words or a heading above it.'
            ),
        )
    open_[depth] = open_[depth][0], ones and typed == 1
    last[depth] = shown


# --- tables ---------------------------------------------------------------------------------------


def cells(row: str) -> list[str]:
    """The cells of a row of a table, as they are typed. Code and a pipe after a backslash hold none
    of its edges."""
    held = re.sub(r"`[^`]*`|\\\|", lambda code: "x" * len(code[0]), row.strip())
    edges = [place for place, sign in enumerate(held) if sign == "|"]
    row = row.strip()
    parts = [
        row[one:two]
        for one, two in zip([0, *(edge + 1 for edge in edges)], [*edges, len(row)], strict=True)
    ]
    if held.startswith("|"):
        parts = parts[1:]
    if held.endswith("|") and len(parts) > 1:
        parts = parts[:-1]
    return [part.strip() for part in parts]


def _tables(lines: list[str]) -> Iterator[Fault]:
    number = 0
    while number < len(lines):
        head, second = lines[number], lines[number + 1] if number + 1 < len(lines) else ""
        if (
            "|" in second
            and "|" in head
            and lists.ROW.fullmatch(second)
            and not lists.ROW.fullmatch(head)
        ):
            end = number + 2
            while (
                end < len(lines)
                and lines[end].strip()
                and not re.match(r"\s*(?:\{:|///|#)", lines[end])
            ):
                end += 1
            yield from _table(lines, number, end)
            number = end
            continue
        if head.count("|") > 1 or (
            head.lstrip().startswith("|") and not head.lstrip().startswith("||")
        ):
            start = number
            while number < len(lines) and "|" in lines[number]:
                number += 1
            missing = (
                "its first row, with a name for each column"
                if lists.ROW.fullmatch(head)
                else "its second row, |---|---|"
            )
            yield start + 1, f"This is no table yet, because it lacks {missing}: write {HOW}."
            continue
        number += 1


def _table(lines: list[str], start: int, end: int) -> Iterator[Fault]:
    head = cells(lines[start])
    under = cells(lines[start + 1])
    if len(head) != len(under):
        yield (
            start + 2,
            (
                f"The second row of a table must have as many parts as its first, {len(head)}; it"
                f" has {len(under)}: write |{'---|' * len(head)}."
            ),
        )
        return
    if not all(head):
        yield (
            start + 1,
            (
                "Each column of a table must have a name in its first row; one has none. Write what"
                " stands below it."
            ),
        )
    if end == start + 2:
        yield (
            start + 1,
            f"A table must have a row below its first two; this one has none: write {HOW}.",
        )
    for number in range(start + 2, end):
        row = cells(lines[number])
        if len(row) > len(head):
            yield (
                number + 1,
                (
                    f"This row has {len(row)} cells, and its table has {len(head)} columns, so"
                    f' "{cut(row[-1])}" would not be shown: give the first row another cell, or '
                    f"take"
                    " one out here."
                ),
            )
        elif "|" not in lines[number]:
            yield (
                number + 1,
                (
                    f'"{cut(lines[number])}" would stand in the table above it: leave an empty'
                    " line before it."
                ),
            )
        elif _goes_on(lines, number, end):
            yield (
                number + 1,
                (
                    f"A row of a table must be one line, and this one goes on below: write"
                    f' "{cut(lines[number].strip())} {cut(lines[number + 1].strip())}".'
                ),
            )
            return
        elif len(row) < len(head):
            yield (
                number + 1,
                (
                    f"This row has {len(row)} cell{'s' if len(row) > 1 else ''}, and its table has"
                    f" {len(head)} columns: write | - | for a cell that holds nothing."
                ),
            )


def _goes_on(lines: list[str], number: int, end: int) -> bool:
    """Whether a row of a table has its rest on the line below: it lacks its last edge, that its
    first."""
    below = lines[number + 1] if number + 1 < end else ""
    first, rest = lines[number].strip(), below.strip()
    return first.startswith("|") and not first.endswith("|") and rest[:1] not in ("", "|")


# --- all of a text --------------------------------------------------------------------------------


@answered
def faults(
    text: str,
    *,
    staff: bool = False,
    item: bool = False,
    filled_in: bool = False,
    entry: bool = False,
) -> Iterator[Fault]:
    """Everything in a text that Markdown shows otherwise than it is meant, by line; one for each
    line, the first that is found.

    `staff`: it may hold blocks of code; `item`: it is publicity, in which a name may stand alone;
    `filled_in`: whoever sends it writes words in place of square brackets; `entry`: it is an entry
    of a record, in which a few words may stand alone.
    """
    text = FencedBlockPreprocessor.FENCED_BLOCK_RE.sub(
        lambda code: "\n" * code[0].count("\n"), text
    )  # as Markdown itself does
    typed = text.split("\n")
    lines = [line.expandtabs(4) for line in typed]
    if staff:
        typed = lines = [
            "" if INDENTED.match(line) and not lists.ITEM.fullmatch(line) else line
            for line in lines
        ]
    found: dict[int, str] = {}
    for line, said in (
        *_tables(lines),
        *left_over.heads(lines),
        *(
            (line + 1, left_over.rejoined(*parts))
            for line, parts in left_over.halves(lines).items()
        ),
        *_marks(typed),
        *_numbers(lines),
        *brackets.faults(lines, filled_in=filled_in),
        *_twice(lines),
        *_in_one_line(lines),
        *(() if staff or item or entry else _elsewhere(lines)),
        *(() if staff or entry else _controls(lines)),
        *_shapes(
            lines if staff or item or entry else _before_signed(lines),
            heads=not (staff or item or entry),
            page=not (staff or entry),
        ),
    ):
        found.setdefault(line, said)
    yield from sorted(found.items())


# --- the finished page ----------------------------------------------------------------------------

LEFT: tuple[tuple[str, str], ...] = (
    (
        r"\*\*|(?<![\w_])__(?!_)|(?<!_)__(?![\w_])",
        (
            'Readers see "{}" as it is typed: write **words**, with no space inside the stars and'
            " as many stars behind as before."
        ),
    ),
    (
        r"(?<![\w*.])\*(?=\w[^*]*$)|(?<=[\w.!?])(?<![A-G])\*(?=\w)",
        (
            'Readers see "{}" as it is typed: write *words*, with a star before them and one'
            " behind, or take it out."
        ),
    ),
    (
        r"(?<=\w\w)\*(?=[\s.,;:!?]|$)",
        'Readers see "{}" as it is typed: write the remark where it belongs, in brackets.',
    ),
    (
        r"(?<=\s)\*$",
        (
            'Readers see "{}" as it is typed: write as many stars before the words as behind them,'
            " with no space inside."
        ),
    ),
    (
        r"^\s*\*+\s*$",
        'Readers see "{}" as it is typed: write as many stars before the words as behind them.',
    ),
    (
        r"`",
        'Readers see "{}" as it is typed: write \' for an apostrophe, and take it out elsewhere.',
    ),
    (
        r"\]\(",
        (
            'Readers see "{}" as it is typed: write a link as [words](address), with no space in'
            " the address and a bracket at its end."
        ),
    ),
    (
        r"[{}]",
        (
            'Readers see "{}" as it is typed: take it out; a fact is written as {{{{ contact.phone'
            " }}}}, words of a language as [Pomagamy]{{lang=pl}}."
        ),
    ),
    (
        r"\|",
        'Readers see "{}" as it is typed: a table is written as '
        + HOW
        + "; elsewhere write a comma.",
    ),
    (r"\\", 'Readers see "{}" as it is typed: take it out.'),
    (r"&#?\w+;", 'Readers see "{}" as it is typed: type the sign itself.'),
    (r"(?<=\w) ?--+ ?(?=\w)", 'Readers see "{}" as it is typed: write a comma, or a full stop.'),
    (r"^\s*#{1,6}\s", 'Readers see "{}" as it is typed: leave an empty line before a heading.'),
)
"""Marks that no text of a page holds on purpose. "{}" stands for what was found."""
_LEFT = tuple((later(pattern), says) for pattern, says in LEFT)
_ANY = later("|".join(f"(?:{pattern})" for pattern, _ in LEFT))


@answered
def left(texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Marks that are still there as text, as sentences, each with the words round it by which its
    line is found."""
    for text in texts:
        yield from _left(text)


@lru_cache(maxsize=1 << 15)
def _left(text: str) -> tuple[tuple[str, str], ...]:
    """The same of one text, kept: the copy of the site holds those of all pages."""
    for pattern, says in _LEFT if _ANY.search(text) else ():
        found = pattern.search(text)
        if found:
            round_ = next(
                (
                    line
                    for line in text.split("\n")
                    if found[0].strip() in line and pattern.search(line)
                ),
                found[0],
            )
            return ((says.format(cut(found[0].strip())), _near(round_, found[0])),)
    return ()


def _near(line: str, mark: str) -> str:
    """A few signs of a line round a mark."""
    at = line.find(mark.strip())
    return line[max(0, at - 12) : at + len(mark) + 12].strip() if at >= 0 else line.strip()


# --- both together --------------------------------------------------------------------------------

WORD = later(r"[^\W_]+")
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_NOT_SHOWN = later(
    r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)?\)|\]\[[^\[\]]*\](?!\()|^\s*\{:[^{}]*\}\s*$|\{:?[^{}\n]*"
    r"\}|^\s*///.*$|<https?://[^<>]*>|&#?\w+;",
    re.MULTILINE,
)


def lost(page: Page, shown: str) -> Iterator[Fault]:
    """The words and numbers of a page's text that stand on the finished page fewer times than they
    were typed. `shown` are all its words."""
    body = FencedBlockPreprocessor.FENCED_BLOCK_RE.sub(
        lambda code: "\n" * code[0].count("\n"), page.body
    )
    there = Counter(WORD.findall(shown.translate(_UNSEEN).casefold()))
    typed: Counter[str] = Counter()
    for number, line in enumerate(body.split("\n"), 1):
        text = LANGUAGE.sub(r"\1", FACT.sub(" ", line))
        step = lists.ITEM.fullmatch(text.expandtabs(4))
        text = _NOT_SHOWN.sub(" ", step["text"] if step else text)
        defined = re.match(r"\s{0,3}\[([^\[\]]+)\]:\s*", line)
        if (
            defined and body.casefold().count(f"[{defined[1].casefold()}]") > 1
        ):  # a link elsewhere leads there
            continue
        gone = []
        for word in WORD.findall(text.translate(_UNSEEN).casefold()):
            typed[word] += 1
            if typed[word] > there[word]:
                gone.append(word)
        if gone and defined:
            yield (
                number,
                (
                    "Readers do not see this line, because it begins with square brackets and a "
                    "colon:"
                    f' write "{cut(defined[1])}:" without the brackets.'
                ),
            )
        elif gone:
            yield (
                number,
                (
                    f'"{" ".join(gone[:8])}" is typed here, and readers do not see it: type it'
                    " again in plain words."
                ),
            )


PLAIN = frozenset({"title", "description"})
"""Entries that are shown as they are typed, letter for letter."""


ONE_LINE = "This entry must be one line: write it as a sentence or two, without a list."


def of_entry(text: str, *, plain: bool = False, filled_in: bool = False) -> str | None:
    """The first thing that is wrong with how an entry of a record is typed; None where nothing is.
    It is read as a page's text is, but that a few words may stand alone there; `plain`: no mark of
    Markdown is one there."""
    if plain and "\n" in text:
        return ONE_LINE
    found = [said for _, said in faults(text, entry=True, filled_in=filled_in)]
    if not found:
        found = [said for said, _ in left((FACT.sub("x", text) if plain else _as_read(text),))]
    return found[0] if found else None


def _as_read(text: str) -> str:
    """An entry without the marks that Markdown takes away."""
    text = LANGUAGE.sub(r"\1", FACT.sub("x", text))
    text = re.sub(r"`[^`]*`|&#?\w+;|<https?://[^<>]*>|\{[\w-]+\}", "x", text)
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)?\)", r"\1", text)
    text = re.sub(r"\\([^\w\s])", "x", text)
    return re.sub(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)


def of_page(page: Page, shown: str | None) -> Iterator[Fault]:
    """Everything that is wrong with how a page's words are typed, by line of its file; `shown` are
    the words of the finished page, where it has one."""
    found = dict(
        faults(
            page.body,
            staff=page.audience == "staff",
            item=isinstance(page, Publicity),
            filled_in=isinstance(page, Publicity) and page.filled_in,
        )
    )
    if shown is not None:
        for line, said in lost(page, shown):
            found.setdefault(line, said)
    return ((page.at.body_line + line - 1, said) for line, said in sorted(found.items()))
