"""What people tell us is promised to stay private only with the exception beside it.

A confidentiality policy has an exception: somebody must be told where a person is at serious risk
of harm. "Nothing ever leaves this room" promises more, and a child could believe it. The exception
stands in the same part: below the same heading, or in the same sentence.
"""

from collections.abc import Iterator

from hooks.built.page_by_page import of_one_page
from hooks.built.site import Site
from hooks.sources.content import NOTICES
from hooks.sources.findings import Finding
from hooks.sources.notices import past
from hooks.sources.records import Page, Publicity
from hooks.words.passages import ours, passages
from hooks.words.secrecy import absolute, in_a_notice, passed_on

NAME = "secrecy-not-absolute"


LEAVES_NONE = (
    "leaves no room for the exception to confidentiality. Write the exception below the same"
    ' heading, such as "There is one exception: when we believe that a person is at serious risk of'
    ' harm.", or take the sentence out.'
)
PASSES_ON = (
    "says that we pass on what people told us, and not that they allow it. Write when we do, such"
    ' as "only if you agree", or take the sentence out.'
)


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    for page in content.pages:
        yield from _on_page(site, page)
    over = past(content.notices, content.today)
    for notice, line in zip(content.notices, content.notice_lines, strict=True):
        for text in () if notice in over else (notice.title, notice.words):
            for sentence in in_a_notice(text):
                path = content.project_path(NOTICES)
                yield Finding(path, line, f'"{sentence}" {LEAVES_NONE}', NAME)


@of_one_page
def _on_page(site: Site, page: Page) -> Iterator[Finding]:
    content = site.content
    path = content.project_path(page.src)
    for passage, sentence in absolute(content, page):
        yield Finding(path, passage.line, f'"{sentence}" {LEAVES_NONE}', NAME)
    for passage in passages(content, page) if isinstance(page, Publicity) else ():
        for sentence in passed_on(ours(passage.english)):
            yield Finding(path, passage.line, f'"{sentence}" {PASSES_ON}', NAME)
