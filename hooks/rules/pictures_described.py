"""The words of a picture say what it shows: not "image", not the name of its file (WCAG 2.2,
1.1.1).

People who cannot see a picture hear these words in its place.
"""

import re
from collections.abc import Iterator

from hooks.built.page_by_page import of_one_page
from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.sources.records import Page
from hooks.words.passages import passages

NAME = "pictures-described"
PICTURE = re.compile(r"!\[([^\[\]]*)\]\(([^)\s]*)[^)]*\)")
KINDS = (
    "image picture photo photograph photography pic img graphic graphics logo icon banner"
    " screenshot illustration drawing diagram chart graph figure header thumbnail untitled"
    " placeholder attachment scan clipart"
).split()
NOTHING = re.compile(
    rf"(?:(?:an?|the|this|our|insert|add|new|stock|first|main|cover|inline|decorative|here|see|of|"
    rf"file|text|alt|alternative|description|is|{'|'.join(KINDS)})s?[\s:._-]*|\d+[\s._-]*)*",
    re.IGNORECASE,
)
"""Words that any picture could have."""
OF_A_FILE = re.compile(
    r".*\.(?:png|jpe?g|webp|svg|gif|heic|bmp|tiff?|pdf)|(?:img|dsc[nf]?|pxl|image|photo|picture|"
    r"screenshot|screen"
    r" shot|scan|wa|mvimg)[\s_-]*\d[\w\s.:_-]*|[\w-]*_[\w-]*|[a-z]*\d{3,}\w*",
    re.IGNORECASE,
)
"""The name of a file, as a camera, a telephone or a program gives it."""


def check(site: Site) -> Iterator[Finding]:
    for page in site.content.pages:
        yield from _on_page(site, page)


@of_one_page
def _on_page(site: Site, page: Page) -> Iterator[Finding]:
    content = site.content
    for passage in passages(content, page):
        for words, _ in PICTURE.findall(passage.typed) if "![" in passage.typed else ():
            said = words.strip(" .")
            if said and (NOTHING.fullmatch(said) or OF_A_FILE.fullmatch(said)):
                yield Finding(
                    content.project_path(page.src),
                    passage.line,
                    f'The words of the picture, "{words}", must say what it shows, for people'
                    " who cannot see it: write it as you would say it on the phone.",
                    NAME,
                )
