"""A letter puts no verdict, no order and no voice of ours into a family's mouth.

The words are data, letters/wording.yml, in the form of wording.yml. What a family writes itself is
its own and is never looked at.
"""

import re
from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources import letters
from hooks.sources.content import LETTER_WORDING
from hooks.sources.findings import Finding
from hooks.words.passages import line_of_words

NAME = "letters-neutral"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    if content.letters and not content.letter_wording:
        yield Finding(
            content.project_path(LETTER_WORDING),
            1,
            "There must be a list of the words that no letter uses, as there are letters. Put it"
            " back.",
            NAME,
        )
    names = (content.service.name, content.service.long_name) if content.service else ()
    for page in content.letters:
        text, path = (
            letters.text(letters.sheet(content, page)).replace("’", "'"),
            content.project_path(page.src),
        )
        for entry in content.letter_wording:
            for phrase in entry.words:
                found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
                if found:
                    yield Finding(
                        path,
                        line_of_words(content, page, found[0]),
                        f'"{found[0]}" in a letter {entry.why}. {entry.instead}',
                        NAME,
                    )
        for name in names:
            if name in text:
                yield Finding(
                    path,
                    line_of_words(content, page, name),
                    f'"{name}" must not stand in a letter: it is the family\'s, and not ours.',
                    NAME,
                )
