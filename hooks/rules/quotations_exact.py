"""Every quotation equals the record of quotations letter for letter, and names the record it comes
from.

The words stand twice, on the page and in quotations.yml, so that neither can be changed alone.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from hooks.built.site import Site, squeeze
from hooks.sources.findings import Finding

CALLOUT = re.compile(r"\[!\w+\]")
"""Begins a box as other programs have it: "> [!NOTE]"."""


def check(site: Site) -> Iterator[Finding]:
    for page, built in site.each(site.content.pages):
        for quoted in built.quoted:
            if CALLOUT.match(quoted.words):  # no quotation: `shown-as-typed` says what to write
                continue
            path, line = site.where(built, quoted.words)
            record = site.content.quotations.get(quoted.id or "")
            if quoted.id is None and quoted.words[:1].isdigit():
                yield Finding(
                    path,
                    line,
                    'A line that begins with ">" is a quotation: write "more than" in its place.',
                    "quotations-exact",
                )
            elif quoted.id is None:
                yield Finding(
                    path,
                    line,
                    'A quotation must stand in a block "/// quotation | id" that names its record '
                    "in quotations.yml.",
                    "quotations-exact",
                )
            elif record is None:
                yield Finding(
                    path,
                    page.line_with(f"/// quotation | {quoted.id}"),
                    f'There is no quotation "{quoted.id}" in quotations.yml.',
                    "quotations-exact",
                )
            elif quoted.words != squeeze(record.words):
                yield Finding(
                    path,
                    line,
                    f'The quotation "{quoted.id}" must be exact:'
                    f" {_difference(quoted.words, squeeze(record.words))}",
                    "quotations-exact",
                )


def _difference(here: str, record: str) -> str:
    for kind, start, end, other_start, other_end in SequenceMatcher(
        None, here.split(), record.split(), autojunk=False
    ).get_opcodes():
        if kind != "equal":
            ours, theirs = (
                " ".join(words.split()[a:b])
                for words, a, b in ((here, start, end), (record, other_start, other_end))
            )
            if not ours:
                return f'the record has "{theirs}", which is missing here.'
            if not theirs:
                return f'"{ours}" stands here but not in the record.'
            return f'write "{theirs}" instead of "{ours}".'
    return "letters or marks differ from the record."
