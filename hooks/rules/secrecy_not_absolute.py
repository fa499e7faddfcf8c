"""What people tell us is promised to stay private only with the exception beside it.

A confidentiality policy has an exception: somebody must be told where a person is at serious risk
of harm. "Nothing ever leaves this room" promises more, and a child could believe it. The exception
stands in the same part: below the same heading, or in the same sentence.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources.findings import Finding
from hooks.words.secrecy import absolute

NAME = "secrecy-not-absolute"


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    for page in content.pages:
        for passage, sentence in absolute(content, page):
            yield Finding(
                content.project_path(page.src),
                passage.line,
                f'"{sentence}" leaves no room for the exception to confidentiality. Write the'
                ' exception below the same heading, such as "There is one exception: when we'
                ' believe that a person is at serious risk of harm.", or take the sentence out.',
                NAME,
            )
