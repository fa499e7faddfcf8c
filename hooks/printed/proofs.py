"""Proves a finished file of any kind; and gathers what is wrong with all of a site's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from hooks.built.causes import Fault, at_items, at_their_source
from hooks.built.site import Site
from hooks.printed import (
    docx_proof,
    docx_text,
    drawing,
    editions,
    expectation,
    item_text,
    pdf_proof,
    pdf_words,
    picture,
    supplied,
)
from hooks.printed.criteria import CARRIES, CONFIRMED, Expected
from hooks.printed.layout import Layouts, TemplateError, captions, layout_fault
from hooks.sources import answered, disk_cache
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.once import once
from hooks.sources.records import Publicity
from hooks.words import spoken_of

NOT_THERE = (
    "The PDFs of the publicity are not in {}/, and nothing is missing on this machine to draw them."
    " Run: make site"
)


def examine(data: bytes, expected: Expected) -> list[tuple[str, str]]:
    """Every fault of a file as (rule, sentence), by its kind."""
    kind = expected.edition.kind if expected.edition else "docx" if data[:2] == b"PK" else "pdf"
    if kind == "docx":
        return docx_proof.examine(data, expected)
    if kind == "png":
        return picture.examine(data, expected)
    return pdf_proof.examine(data, expected)


def words_of(data: bytes) -> str:
    """All words of a brought PDF or Word document."""
    return docx_text.words(data) if data[:2] == b"PK" else pdf_words.words(data)


def language_of(data: bytes) -> str:
    """The code of the language that a brought file says it is in, such as "pl"; "" where it says
    none."""
    said = docx_text.language(data) if data[:2] == b"PK" else pdf_words.language(data)
    return said.replace("_", "-").partition("-")[0].lower()


@once
def findings(site: Site) -> list[Finding]:
    """All findings on the printed files of a built site; asked by each printed rule, worked out
    once."""
    return _findings(site)


def _findings(site: Site) -> list[Finding]:
    content = site.content
    if not content.carried or not (
        content.publicity
        or any(True for _ in supplied.files(content))
        or (content.folder / supplied.DECLARED).is_file()
    ):
        return []
    found: list[Finding] = []
    layouts, cache = Layouts(content), disk_cache.FOLDER
    none_drawn = bool(left_out(site.folder, content.publicity))
    known = set()
    faults: list[Fault] = []
    made: list[tuple[Publicity, str]] = []
    for item in content.publicity:
        path = content.project_path(item.src)
        for line, name in item_text.unconfirmed(content, item):
            found.append(
                Finding(
                    path,
                    line,
                    f"{item.title} must not print {{{{ {name} }}}}: it is not confirmed. Take it"
                    " out; the layout prints our own details as soon as they are.",
                    CONFIRMED,
                )
            )
        by_file: dict[str, bytes] = {}
        for edition in editions.of(item):
            known.add(edition.file)
            file = site.folder / edition.file
            if not file.is_file():
                if not (none_drawn and edition.kind != "docx"):
                    found.append(
                        Finding(
                            path,
                            1,
                            f"{item.title} must also be made as {edition.file}; it is not there, so"
                            " nobody can see whether it carries the policy.",
                            CARRIES,
                        )
                    )
                continue
            try:
                html = layouts.html(item, edition)
                expected = expectation.of_edition(layouts, item, edition, html)
            except TemplateError as error:
                found.append(layout_fault(content, edition, error))
                continue
            layout = f"publicity/print/{edition.layout}.html"
            made.append((item, layout))
            named = expected.name.removeprefix(item.title).strip(" ()")
            faults += [
                Fault(item, text, layout, CARRIES, named) for text in _beside_codes(content, html)
            ]
            data = by_file[edition.kind] = file.read_bytes()
            for rule, text in disk_cache.proofs(cache, data, expected, examine):
                faults.append(Fault(item, text.removeprefix(expected.name), layout, rule, named))
            if (
                edition.kind == "png"
                and "pdf" in by_file
                and not _same_picture(data, by_file["pdf"])
            ):
                found.append(
                    Finding(
                        path,
                        1,
                        f"{expected.name} must show the same picture as its PDF, which was proved;"
                        " it shows another.",
                        CARRIES,
                    )
                )
    carries = [fault for fault in faults if fault.rule == CARRIES]
    found += at_their_source(content, made, carries)
    # Whether words fit is a matter of each item's own words
    found += at_items(content, [fault for fault in faults if fault.rule != CARRIES])
    found += supplied.findings(site, known, examine, words_of, language_of)
    return found


def _same_picture(png: bytes, pdf: bytes) -> bool:
    """Whether a PNG shows what a PDF shows, asked once for the same bytes."""
    digests = [hashlib.sha256(data).hexdigest() for data in (png, pdf)]
    return all(answered.rows((__name__, digests), lambda: (picture.same(png, pdf),)))


def _beside_codes(content: Content, html: str) -> Iterator[str]:
    """Words of a layout beside a policy's code that say something else than where it leads, each
    once, whatever policies have a code there."""
    strange = dict.fromkeys(
        sentence
        for policy in content.carried
        for caption in captions(html, content.link(policy))
        for sentence in spoken_of.leads_to(content, policy, caption)
    )
    for sentence in strange:
        yield (
            " must say beside the code of a policy where it leads, and nothing else;"
            f' "{sentence}" stands there. Write "Point a phone camera at this code to read the'
            ' policy." in its layout.'
        )


def left_out(folder: Path, items: Iterable[Publicity]) -> list[str]:
    """What a built folder lacks because it could not be made on its machine; the gate record says
    so, and publishing refuses."""
    drawn = [edition for edition in editions.of_all(items) if edition.kind == "pdf"]
    if not drawn or any((folder / edition.file).is_file() for edition in drawn):
        return []
    return [drawing.left_out(drawing.missing()) or NOT_THERE.format(folder.name)]
