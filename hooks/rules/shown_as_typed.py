"""What is typed reaches the reader: no mark stays as text, and no word and no number is lost or changed (P20).

People write as they would in an e-mail, in Word or for another program. What is meant is made right where that is safe (hooks/words/lists.py); all else
is asked for here, because Markdown says nothing when it shows a mark as it stands, or leaves words out.
"""

from collections.abc import Iterator

from hooks.built.site import DERIVED, Site
from hooks.rules.markup_sound import place_of
from hooks.sources.findings import Finding
from hooks.words import typed

KEEPS = ("P20",)
NAME = "shown-as-typed"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    said: set[tuple[str, int]] = set()
    for page in content.pages:
        built = site.built(page)
        path = content.project_path(page.src)
        sound = built is not None and not built.unsound and page.layout not in DERIVED
        for line, fault in typed.of_page(page, built.all_text if built is not None and sound else None):
            said.add((path, line))
            yield Finding(path, line, fault, NAME)
    for built in site.pages.values():
        source = site.source(built)
        if source is not None and (source.layout in DERIVED or source.audience == "staff"):  # the guide shows marks on purpose
            continue
        said |= {place_of(site, built, words) for _, words in built.unsound}  # named by markup-sound
        for fault, words in built.left:
            place = place_of(site, built, words)
            if place not in said:
                said.add(place)
                yield Finding(*place, fault, NAME)
