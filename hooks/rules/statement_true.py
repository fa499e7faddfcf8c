"""The accessibility statement has the prescribed order and wording, and claims no more than the
last audit shows.

Source: SI 2018/952 and its model statement (GOV.UK, sample updated 19 December 2023). The parts
that depend on results are filled from audit.yml by hooks/pages/accessibility_statement.py; this
rule reads the built page, so that nobody can write more beside them.
"""

import re
from collections.abc import Iterator

from hooks.built.site import Site
from hooks.pages.accessibility_statement import PARTS, faults, status
from hooks.sources.content import AUDIT
from hooks.sources.findings import Finding
from hooks.sources.prescribed import LAYOUT, STANDARD, same_marks
from hooks.words.passages import line_of_words

NAME = "statement-true"
CLAIMS = (
    "fully compliant",
    "fully accessible",
    "completely accessible",
    "meets all",
    "100% accessible",
    "accessible to everyone",
)
VERDICT = re.compile(
    r"This website is (fully compliant|partially compliant|not compliant) with the"
)


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    for page, built in site.each([page for page in content.pages if page.layout == LAYOUT]):
        path = content.project_path(page.src)
        for message, words in faults(
            [heading.text for heading in built.headings], built.text, page
        ):
            yield Finding(path, line_of_words(content, page, words) if words else 1, message, NAME)
        for number, typed in enumerate(page.body.splitlines(), page.at.body_line):
            name = (
                typed.strip().removeprefix("/// statement |").strip()
                if typed.strip().startswith("/// statement")
                else PARTS[0]
            )
            if name not in PARTS:
                yield Finding(
                    path,
                    number,
                    f'There is no part "{name}" of the statement; there are: {", ".join(PARTS)}.',
                    NAME,
                )
        allowed, text = status(content.audit), same_marks(built.text)
        said = VERDICT.findall(text)
        if said != [allowed]:
            shown = f'it says "{said[0]}"' if said else "it gives none"
            yield Finding(
                path,
                line_of_words(content, page, "This website is"),
                f'The statement must give one status, "{allowed}", as the last audit shows;'
                f" {shown if len(said) < 2 else 'it gives two'}.",
                NAME,
            )
        for claim in CLAIMS:
            if claim != allowed and re.search(rf"(?<!not )(?<!never )\b{re.escape(claim)}", text):
                yield Finding(
                    path,
                    line_of_words(content, page, claim),
                    f'The statement must not say "{claim}": no audit by people shows it.',
                    NAME,
                )
        if content.audit:
            for failure in content.audit.failures:
                if failure.says.rstrip(".") not in text:
                    yield Finding(
                        content.project_path(AUDIT),
                        1,
                        f'The statement must show every fault: "{failure.says}" is missing.',
                        NAME,
                    )
    for page, built in site.each([page for page in content.pages if page.layout != LAYOUT]):
        if any(f"with the {STANDARD}" in block for block in built.own):
            yield Finding(
                content.project_path(page.src),
                line_of_words(content, page, STANDARD),
                "Only the accessibility statement may say how far the site meets the standard.",
                NAME,
            )
