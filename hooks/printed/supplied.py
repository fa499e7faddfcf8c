"""Publicity that staff bring as finished files: what may stand under content/publicity, and what is
declared to be no publicity."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from hooks.built.site import Site
from hooks.printed import expectation
from hooks.printed.criteria import Expected
from hooks.printed.layout import LANGUAGE
from hooks.printed.normalise import letters as only_letters
from hooks.printed.normalise import squeezed
from hooks.printed.pdf_text import Paper
from hooks.printed.pdf_text import Unreadable as NoPaper
from hooks.sources import disk_cache, frontmatter, records
from hooks.sources.content import Content
from hooks.sources.findings import Finding, printable
from hooks.sources.lazily import lazily
from hooks.sources.limits import Unreadable
from hooks.sources.records import Record, Text
from hooks.sources.site_path import Below
from hooks.words import spoken_of, wording

if TYPE_CHECKING:
    import pikepdf
else:
    pikepdf = lazily("pikepdf")

RULE = "brought-publicity"
FOLDER, DECLARED = "publicity", "publicity/not-publicity.yml"
PROVED = (".pdf", ".docx")
"""Kinds that can be held to the rule."""


class NotPublicity(Record):
    """A file under content/publicity that is no publicity: why, and the role that says so."""

    file: Below
    reason: Text
    declared_by: Text


def declared(content: Content, findings: list[Finding] | None = None) -> list[NotPublicity]:
    """The list of not-publicity.yml; what is wrong with it goes to `findings`."""
    path, shown = content.folder / DECLARED, content.project_path(DECLARED)
    found = findings if findings is not None else []
    if not path.is_file():
        return []
    try:
        data, lines = frontmatter.parse(frontmatter.read_text(path))
        entries = list(TypeAdapter(tuple[NotPublicity, ...]).validate_python(data or []))
    except Unreadable as error:
        found.append(Finding(shown, error.line, error.message, RULE))
        return []
    except ValidationError as error:
        found += [
            Finding(shown, frontmatter.line_of(lines, place), message, RULE)
            for place, message in records.faults(error, NotPublicity)
        ]
        return []
    owners = sorted(
        {policy.owner for policy in content.carried if policy.impartiality_policy}
        or {policy.owner for policy in content.carried}
    )
    for number, entry in enumerate(entries):
        line = frontmatter.line_of(lines, (number, "file"))
        if not any((content.folder / folder / entry.file).is_file() for folder in (FOLDER, "")):
            found.append(
                Finding(
                    shown,
                    line,
                    f"{entry.file} must be a file of {content.folder.name}/{FOLDER}; there is none."
                    " Take the entry out.",
                    RULE,
                )
            )
        if entry.declared_by not in owners:
            found.append(
                Finding(
                    shown,
                    line,
                    f'"declared_by" must be the owner of the policy, {" or ".join(owners)}; it is'
                    f' "{entry.declared_by}".',
                    RULE,
                )
            )
        called = wording.publicity_words().search(entry.reason)
        if called:
            found.append(
                Finding(
                    shown,
                    line,
                    f'"reason" must say why {entry.file} is no publicity; "{called[0]}" is a word'
                    " for publicity. Let it carry the policy, or say what else it is.",
                    RULE,
                )
            )
        if len(entry.reason.split()) < 4:
            found.append(
                Finding(
                    shown,
                    line,
                    f'"reason" must say in a sentence why {entry.file} is no publicity.',
                    RULE,
                )
            )
    return entries


def files(content: Content) -> Iterator[Path]:
    """Every file under content/publicity that is published as it is."""
    return (content.path(name) for name in content.files if name.startswith(f"{FOLDER}/"))


def findings(
    site: Site,
    made: set[str],
    examine: Callable[[bytes, Expected], list[tuple[str, str]]],
    words_of: Callable[[bytes], str],
    language_of: Callable[[bytes], str],
) -> list[Finding]:
    """What is wrong with everything brought. `made` are the files that the build made itself;
    `examine` proves a file, `words_of` reads it, `language_of` says the code of its language."""
    content = site.content
    found: list[Finding] = []
    exempt = {entry.file: entry for entry in declared(content, found)}
    for path in files(content):
        name, shown = (
            path.relative_to(content.folder / FOLDER).as_posix(),
            content.project_path(path.relative_to(content.folder).as_posix()),
        )
        if path.relative_to(content.folder).as_posix() in made:
            found.append(
                Finding(
                    shown,
                    1,
                    f"{name} has the name of a file that the build makes; give it another name.",
                    RULE,
                )
            )
        elif name in exempt:
            continue
        elif path.suffix.lower() not in PROVED:
            found.append(
                Finding(
                    shown,
                    1,
                    f"{name} cannot be held to the policy: publicity must be a .md file of words, a"
                    " .pdf or a .docx. Save it as one of these, or ask the policy's owner to"
                    f" declare it in {content.folder.name}/{DECLARED}.",
                    RULE,
                )
            )
        else:
            data = path.read_bytes()
            expected = expectation.brought(content, name, _language(content, language_of(data)))
            faults = disk_cache.proofs(disk_cache.FOLDER, data, expected, examine)
            found += [
                Finding(shown, 1, f"{text} (brought publicity; in the words of {rule})", RULE)
                for rule, text in faults
            ]
            if path.suffix.lower() == ".pdf":
                found += [
                    Finding(shown, 1, f"{name} {text}", RULE) for text in _as_shown(data, expected)
                ]
            found += [
                Finding(shown, 1, f"{name}: {text}", RULE)
                for text in _side(content, words_of(data), expected)
            ]
    found += _listed(site, exempt)
    return found


def _language(content: Content, code: str) -> str:
    """The code of the language that a file says it is in, where every policy has words in it; ""
    for the site's own."""
    known = [code in policy.publicity.languages for policy in content.carried if policy.publicity]
    return code if known and all(known) else ""


def _side(content: Content, text: str, expected: Expected) -> Iterator[str]:
    """What its words say that ours may not: held to the same wording as every page. The policy's
    own statement is left alone, as a quotation is."""
    blocks = [squeezed(block) for block in text.split("\n\n")]
    blocks = [
        block for block in blocks if not any(block != other and block in other for other in blocks)
    ]  # a file may say the parts of a paragraph again
    text = squeezed(text)
    for carry in expected.carries:
        text = text.replace(squeezed(carry.statement), " … ")
        for words in (carry.statement, carry.where, carry.heading, carry.address):
            shown_so = re.compile(r"\s*".join(map(re.escape, only_letters(words))), re.IGNORECASE)
            blocks = [shown_so.sub("\n", block) for block in blocks]
    for shown, entry in dict(wording.said(content, text)).items():
        yield f'"{shown}" {entry.why}. {entry.instead}'
    if expected.lang[:2] != LANGUAGE[:2]:
        return
    for policy in content.carried:
        for sentence in dict.fromkeys(
            found
            for block in blocks
            for part in block.split("\n")
            for found in spoken_of.taken_back_in(content, policy, part)
        ):
            yield (
                f'"{sentence[:120]}" may take back what the {policy.title} says. Say there only'
                " what it says, or take the sentence out."
            )


def _as_shown(data: bytes, expected: Expected) -> Iterator[str]:
    """What a PDF says to a screen reader, and to our rules, that differs from what it shows."""
    try:
        with Paper(data) as paper:
            lang = str(paper.tags.Root.get("/Lang", expected.lang))
            if lang[:2].lower() != expected.lang[:2].lower():
                yield (
                    f"must say that its language is {expected.lang}; it says"
                    f' "{printable(lang)[:20]}". If that is so, the policy needs its words in that'
                    ' language first: below "publicity" and "languages" in its front matter,'
                    " confirmed by the service."
                )
            said = _letters(paper)
            _without_replacements(paper.tags)
            out = io.BytesIO()
            paper.tags.save(out)
        with Paper(out.getvalue()) as bare:
            shows = _letters(bare)
    except NoPaper:
        return  # the proofs say so
    except pikepdf.PdfError:
        yield (
            "must be drawn as every reader of PDFs understands; one of its pages is not. Save it as"
            " a PDF again."
        )
        return
    if said != shows:
        start = next(
            (
                place
                for place, (one, two) in enumerate(zip(said, shows, strict=False))
                if one != two
            ),
            min(len(said), len(shows)),
        )
        yield (
            "must say what it shows, letter for letter; where it shows"
            f' "{shows[start : start + 20]}", it says "{said[start : start + 20]}" to a screen '
            f"reader."
            " Save it as a PDF again, from the program in which it was written."
        )


def _letters(paper: Paper) -> str:
    """The letters and numbers of a PDF, one way of writing each."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKC", "".join(letter.text for letter in paper.letters))
        if sign.isalnum()
    )


def _without_replacements(document: pikepdf.Pdf) -> None:
    """Takes out of a PDF what is to be read in place of drawn letters (ISO 32000-2, 14.9.4), so
    that these are read themselves."""
    streams = [
        *(page.obj for page in document.pages),
        *(
            found
            for found in document.objects
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form"
        ),
    ]
    lists: Any
    for stream in streams:
        steps, changed = list(pikepdf.parse_content_stream(stream)), False
        for step in steps:
            for operand in step.operands:
                if isinstance(operand, pikepdf.Dictionary) and "/ActualText" in operand:
                    del operand["/ActualText"]
                    changed = True
        if changed and isinstance(stream, pikepdf.Stream):
            stream.write(pikepdf.unparse_content_stream(steps))
        elif changed:
            stream["/Contents"] = document.make_stream(pikepdf.unparse_content_stream(steps))
        for lists in (stream.get("/Resources", {}), document.Root.Pages.get("/Resources", {})):
            for named in lists.get("/Properties", {}).values():
                if "/ActualText" in named:
                    del named["/ActualText"]


def _listed(site: Site, exempt: dict[str, NotPublicity]) -> Iterator[Finding]:
    """Each file that is declared to be no publicity stands on the promises page, with its
    reason."""
    register = next((page for page in site.content.pages if page.layout == "promises"), None)
    built = site.built(register) if register else None
    text = built.text if built else ""
    for entry in exempt.values():
        if entry.file not in text or " ".join(entry.reason.split()) not in text:
            yield Finding(
                site.content.project_path(DECLARED),
                1,
                f"{entry.file} and its reason must be listed on the promises page; it is not.",
                RULE,
            )
