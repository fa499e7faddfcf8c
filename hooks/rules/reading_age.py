"""Every page can be read at its own reading age or below it: 11 for families, 10 for young people,
9 for Easy Read.

Formula, sources and limits: hooks/built/readability.py (Flesch-Kincaid grade plus five). Pages
bound to the words of a law or a policy, and pages for professionals, may reach 12. A page may set
its own limit: `reading_age: 12` in its front matter.
"""

from collections.abc import Iterator

from hooks.built.readability import ages
from hooks.built.site import Site
from hooks.sources import dictionary
from hooks.sources.findings import Finding

NAME = "reading-age"
LEFT_OUT = (
    None
    if dictionary.can_count()
    else "reading-age: the list of syllables is not installed (npm ci installs it)"
)


def check(site: Site) -> Iterator[Finding]:
    if LEFT_OUT:
        return
    for age in ages(site):
        if age.years is not None and age.years > age.limit:
            yield Finding(
                site.content.project_path(age.page.src),
                age.page.line_of("reading_age"),
                f"This page must have a reading age of {age.limit} or less; it has {age.exact:.1f}."
                " Use shorter sentences, and shorter words where there are any.",
                NAME,
            )
