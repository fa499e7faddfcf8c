"""What another program, or somebody in a hurry, left where words for readers belong: the heads of
an e-mail, comments of Word, "[insert name]", "TBC", letters that came in wrong.

Each is named once, with what to write (`shown-as-typed`); rules about words pass it over.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from hooks.sources import dictionary
from hooks.sources.answered import answered
from hooks.words.patterns import later

MISSING = (
    '"{}" stands where words are missing: write them, or write in a box, "/// gap", what the'
    " service has still to confirm."
)
FORM = '"{}" is left over from a form: write the words that belong there, or take it out.'
PICTURE = (
    '"{}" stands where an e-mail had a picture: put its file into assets/, and write ![what'
    " it shows](assets/its-name.png), or take it out."
)
MAIL = '"{}" is left over from an e-mail: take it out.'
OFFICE = (
    r"DRAFT|[Dd]raft (?:v(?:ersion)? ?)?\d[\d.]*|v\d+\.\d+|CONFIDENTIAL|Confidential(?=\W+\w)"
    r"|(?:[Ss]trictly|[Pp]rivate (?:and|&)) [Cc]onfidential|OFFICIAL(?:[ -]SENSITIVE)?"
    r"|(?:[Ff]or )?[Ii]nternal [Uu]se(?: [Oo]nly)?"
    r"|[Nn]ot for (?:circulation|publication|distribution)"
)
"""What an office writes on a paper that is not for everybody."""
SAID: tuple[tuple[str, str], ...] = (
    (
        (
            r"\b(?:Commented|Comment|Formatted|Deleted|Inserted) ?\[[A-Z]{1,4}\d*(?:R\d+)?\]:?"
            r"|\[[A-Z][A-Za-z]{0,3}\d{1,3}(?:R\d{1,3})?\](?![(\[{:])"
        ),
        '"{}" is the mark of a comment in Word: take it out.',
    ),
    (
        (
            r"\[(?:cid|[Ii]mage): ?[^\[\]\n]*\](?!\()|\[[^\[\]\n]*\b[Dd]escription automatically"
            r" generated[^\[\]\n]*\](?!\()"
        ),
        PICTURE,
    ),
    (
        (
            r"(?<![“‘\"'])(?:\b(?:TBC|TBA|TBD|TODO|FIXME)\b|\b[xX]{3,}\b"
            r"|\b[xX]{2}/[xX]{2}(?:/[xX]{2,4})?|(?<=\()tb[acd](?=\)))(?![”’\"'])"
        ),
        MISSING,
    ),
    (
        r"_{4,}",
        (
            '"{}" is read aloud sign by sign: take it out; where there must be room to write, end'
            " the line with a colon."
        ),
    ),
    (
        r"\b[a-z]{4,}\d{1,2}\b|(?<=[a-z][a-z])[.!?]\d{1,2}(?=\s|$)",
        '"{}" ends with the number of a note: take the number out.',
    ),
    (
        r"\b\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b",
        (
            '"{}" is what a spreadsheet makes of two numbers: write them with "to" between, as in'
            ' "5 to 8", or the date, as in "5 August".'
        ),
    ),
    (
        r"\b(?:the|an|our|your|their|and|or)\.(?=\s|$)",
        '"{}" ends a sentence that lacks its last words: write them.',
    ),
    (
        r"^(?:title|description|audience|owner|checked|review_every|layout)\s*:\s.*",
        '"{}" belongs to the first lines of a file, between two lines "---": take it out here.',
    ),
    (
        r"(?<=\S) [•▪●◦‣] (?=\S.* [•▪●◦‣] ).*",
        '"{}" makes no list in the middle of a line: begin a new line with "- " for each thing.',
    ),
    (
        (
            r"(?:\?{1,2}/){1,2}\d*\?*|(?<=[\w:]) ?\?{3,}|…{2,}|\.{4,}|^Coming soon\W*$"
            r"|\b(?:page|website|section) is (?:still )?(?:under construction|being written)\b"
        ),
        MISSING,
    ),
    (
        r"(?<![\w/#&])#(?:[A-Z]+(?:/\d)?[!?]|N/A\b)|(?<![\w#])#{3,}(?=[\s.,;)]|$)",
        (
            '"{}" is what a spreadsheet shows where it has no number: write the number, or take the'
            " row out."
        ),
    ),
    (
        (
            r"\bLorem ipsum\b.*"
            r"|\b(?:Click|Tap)(?: or (?:click|tap))?(?: here)? to (?:enter|add|insert|type|choose|"
            r"select) (?:your )?(?:text|title|subtitle|notes|an? (?:item|date))\b\.?"
            r"|\bChoose an item\b\.?|\b(?:Type|Enter|Insert|Add|Write) (?:(?:your|the|some) )?"
            r"(?:text|(?:title|subtitle|heading|caption|name|date|address) here)\b(?=[.!]?\s*$)"
        ),
        FORM,
    ),
    (r"[\u2610\u2612].*", FORM),
    (
        r"^\W*[Pp](?:age|\.) ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?\W*$",
        '"{}" is the head or the foot of a sheet: take it out.',
    ),
    (
        rf"^\W*(?:{OFFICE})(?:\W+(?:{OFFICE}))*\W*$",
        '"{}" is the mark of a draft, or of an office: take it out.',
    ),
    (r"\bFrom: ?\S.{0,60}\bSent: ?\S.*", MAIL),
    (
        (
            r"^\[(?:[\w/.,]+ )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?\] ?[^:\n]{0,40}:?"
            r"|^\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2} ?(?:[AaPp][Mm] ?)?- [^:\n]{1,40}:"
        ),
        '"{}" is left over from a chat: take it out.',
    ),
    (
        r"(?<=[.!?,;:…] )[JL](?=\s*$)",
        '"{}" was a smiling or a sad face in Outlook: take it out.',
    ),
    (
        (
            r"\b[Aa]s (?:discussed|mentioned|agreed|promised) (?:on the phone|by (?:phone|e-?mail)"
            r"|earlier|yesterday|today|last week)\b,?|^Hi (?:all|both|team|everyone|folks)\b,?"
        ),
        MAIL,
    ),
    (
        (
            r"^\W*(?:Begin forwarded message|(?:Original|Forwarded) [Mm]essage)\W*$"
            r"|^On .{5,80}\bwrote:\s*$|^\W*Sent from my \w[\w ]*\.?|^\W*Get \W*Outlook for .*"
            r"|^\W*CAUTION:.*(?:outside|external).*"
            r"|^This e-?mail (?:and|is|may|was)\b.*(?:confidential|intended|virus|attachment).*"
        ),
        MAIL,
    ),
)
"""What stands in one line, and what is said of it; "{}" stands for what was found."""
_SAID = tuple((later(pattern), says) for pattern, says in SAID)
CONTROL = '"{}" is a button or a link of another website: take it out.'
_CONTROL = later(
    r"""
    \[?(?:
      skip\ to\ .{4,20}
    | (?:go\ )?back(?:\ to\ (?:the\ )?(?:top|home|list|search|results|start).*)?
    | (?:share|print|e-?mail|save|bookmark|rate|translate|download|listen\ to)
      \ (?:this|the)\ (?:page|article)
    | share|tweet|print|download|listen|menu|search|home|close|hide|show|next|previous
    | contents|cookies|facebook|twitter|instagram|youtube
    | (?:share|follow\ us|like\ us|find\ us|tweet)\ (?:on|via|by)\ .{1,20}
    | (?:open|close|show|hide|toggle|main|site)\ (?:the\ )?(?:main\ )?(?:menu|navigation|search)
    | search\ (?:this|the|our)\ (?:site|website)
    | (?:sign|log)\ ?(?:in|out|up)
    | (?:next|previous)(?:\ page|:.*)
    | (?:subscribe|sign\ up)\ (?:to|for)\ (?:our\ )?(?:newsletter|updates|e-?mails).*
    | (?:accept|reject|manage|allow)\ (?:all\ |additional\ )?cookies
    | cookies?\ (?:settings|preferences|policy|notice)
    | (?:we|this\ (?:web)?site)\ uses?\ cookies\b.*
    | (?:was|is|did\ you\ find)\ this\ (?:page|information|article)\ (?:helpful|useful).*
    | (?:read|show|see|view|load|learn|find\ out)\ (?:more|less|all)
    | yes\ ?/?\ ?no | (?:expand|collapse|open|close)\ all
    | (?:report\ a\ problem|give\ feedback|leave\ feedback)
      (?:\ (?:with|on|about)\ this\ page)?
    | related\ (?:pages|content|links|articles)
    | in\ this\ section|on\ this\ page|table\ of\ contents
    | (?:page\ )?(?:last\ |first\ )?(?:updated|reviewed|modified|published|created)
      (?:\ on)?:?\ [\w ]*\d{4}
    | \(?opens?\ in\ (?:a\ )?new\ (?:tab|window)\)?
    | (?:you\ are\ here\W*|home\ *[>»›/→|]\ *\w).*
    | (?:copyright\b|©)\W.*\d{4}.*
    )(?:\]\([^()]*\))?[\s.…:?>»›→]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A line that holds the words of a control and no others: no sentence of a page is so short."""


def control(lines: Sequence[str]) -> int | None:
    """The first line of a paragraph that is a control's words alone, counted from 0; None where
    none is. A line that goes on with a small letter belongs to a sentence."""
    return next(
        (
            number
            for number, line in enumerate(lines)
            if not line.strip()[:1].islower() and _CONTROL.fullmatch(line.strip())
        ),
        None,
    )


HEAD = later(
    r"[\s>*_]*(From|Sent|To|Cc|Bcc|Subject|Date|Importance|Attachments|Reply-To)[\s*_]*:[\s*_]*\S",
    re.IGNORECASE,
)
"""A line at the head of an e-mail."""
SURE = frozenset({"from", "sent", "subject", "cc", "bcc"})
"""Without one of these it may be an invitation: "Date: ...", "To: ..."."""
HEADS = "These lines are the head of an e-mail: take them out, and leave the words for readers."
GARBLED = later(r"[^\x00-\x7f]{2,}")


def garbled(signs: str) -> str | None:
    """What signs were before a program took UTF-8 for the code of Windows: "é" for "Ã©"; None where
    they are what they seem."""
    raw = bytearray()
    for sign in signs:
        try:
            raw += sign.encode("cp1252")
        except UnicodeEncodeError:
            if not "\x80" <= sign <= "\x9f":  # places of that code that hold no sign
                return None
            raw.append(ord(sign))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


@answered
def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    for pattern, says in _SAID:
        for found in pattern.finditer(text):
            yield *found.span(), says.format(cut(found[0].strip()))
    for found in CUT.finditer(text):
        yield *found.span(), rejoined(found[1], found[2])
    if not text.isascii():
        for found in GARBLED.finditer(text):
            before = garbled(found[0])
            if before is not None:
                start, end = _word(text, *found.span())
                right = f"{text[start : found.start()]}{before}{text[found.end() : end]}"
                yield (
                    start,
                    end,
                    (
                        f'"{text[start:end]}" came in the wrong letters from another program:'
                        f' write "{right}".'
                    ),
                )


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """The word round a part of it."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def faults(text: str) -> Iterator[str]:
    """What is left over in a line of text, as sentences that say what to write."""
    seen: set[str] = set()
    for _, _, said in sorted(_spans(text)):
        if said not in seen:
            seen.add(said)
            yield said


def without(text: str, instead: str) -> str:
    """A line of text with `instead` for what is left over in it."""
    for start, end, _ in sorted(_spans(text), reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def heads(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The heads of e-mails in a text, by the line on which each begins."""
    yield from ((group[0], HEADS) for group in _heads(lines))


def lines_of_heads(lines: list[str]) -> frozenset[int]:
    """The lines that belong to heads of e-mails, counted from 0."""
    return frozenset(number - 1 for group in _heads(lines) for number in group)


def _heads(lines: list[str]) -> Iterator[list[int]]:
    group, across = dict[int, str](), False
    for number, line in enumerate([*lines, "."], 1):
        found = HEAD.match(line) if ":" in line else None
        if found:
            group[number] = found[1].casefold()
        elif line.strip() and group:
            names, first = set(group.values()), lines[min(group) - 1]
            alone = "from" in names and ("@" in first or across)
            if names & SURE and (len(names) > 1 or alone):
                yield list(group)
            group = {}
        if line.strip() and not found:
            across = not line.strip("-_* ")


CUT = later(r"([a-z]{2,})- ([a-z]{2,})\b(?<! and)(?<! or)(?<! to)(?<! nor)(?<! but)")
ENDS, GOES_ON = (
    later(r"([a-z]{2,})-$"),
    later(r"\s*(?!(?:and|or|to|nor|but)\b)([a-z]{2,})\b"),
)
WHOLE = '"{}-" and "{}" are one word, cut at the end of a line: write "{}".'


def rejoined(first: str, second: str) -> str:
    """What is said of a word that was cut: how it is written whole."""
    whole = first + second
    right = whole if not dictionary.can_spell() or dictionary.spelt(whole) else f"{first}-{second}"
    return WHOLE.format(first, second, right)


def halves(lines: list[str]) -> dict[int, tuple[str, str]]:
    """Words that were cut at the end of a line, as a PDF has them: both parts, by the line on which
    the first stands, counted from 0."""
    return {
        number: (end[1], next_[1])
        for number, (line, below) in enumerate(itertools.pairwise(lines))
        if (end := ENDS.search(line.rstrip())) and (next_ := GOES_ON.match(below))
    }


def cut(text: str, longest: int = 60) -> str:
    """A text as a finding shows it, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 3]}..."
