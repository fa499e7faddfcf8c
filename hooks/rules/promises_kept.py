"""Every promise of the service's documents has a paragraph that says it and somebody or something
that keeps it.

A rule counts as a keeper only if a test has seen it fail on a spoiled input
(hooks/rules/proved.txt, written by the tests).
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.pages.promise_register import keepers
from hooks.sources.findings import Finding
from hooks.sources.records import Promises

NAME = "promises-kept"


def check(site: Site) -> Iterator[Finding]:
    register = next(iter(site.content.of(Promises)), None)
    if register is None:
        return
    path = site.content.project_path(register.src)
    known = {promise.number for promise in site.content.promises}
    for number, promise in enumerate(register.promises):
        line = register.line_of("promises", number)
        kept = keepers(site, promise)
        for kind in promise.kept_by:
            if not getattr(kept, "paragraphs" if kind == "page" else kind):
                yield Finding(
                    path,
                    line,
                    f"{promise.number} must be kept by"
                    f" {_LACKING[kind].format(number=promise.number)}",
                    NAME,
                )
        if not promise.kept_by:
            yield Finding(
                path, line, f'{promise.number} must have a keeper: fill in "kept_by".', NAME
            )
    for page in site.pages.values():
        for kept_here in page.kept:
            for name in kept_here.numbers:
                if name not in known:
                    where, line = site.where(page, name)
                    yield Finding(where, line, f'There is no promise "{name}" in {path}.', NAME)


_LACKING = {
    "page": 'a paragraph: write {{: promise="{number}" }} after the paragraph that says it.',
    "publicity": "publicity, but there is no item of publicity.",
    "rule": "a rule, but no rule that was seen to fail on a spoiled input keeps it.",
    "record": 'a record: name in "record" the page that shows it.',
    "people": 'people: say in "people" what they do.',
}
