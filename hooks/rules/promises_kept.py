"""Every promise of the service's documents has a paragraph that says it and somebody or something
that keeps it.

A paragraph that carries a promise's number must share words with it: a number that stays behind
when its words were changed says what nobody reads.

A rule counts as a keeper only if a test has seen it fail on a spoiled input
(hooks/rules/proved.txt, written by the tests).
"""

import re
from collections.abc import Iterator

from hooks.built.site import BuiltPage, Kept, Site
from hooks.pages.promise_register import keepers
from hooks.sources.findings import Finding, did_you_mean
from hooks.sources.records import ByRule, Promise

NAME = "promises-kept"
WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 4
"""Letters by which a word is known in all its forms."""
EVERYWHERE = frozenset(
    "about all and any are can for from has have how into may more not our out that the their them"
    " they this those use what when where which who will with you your".split()
)
"""Words that any two sentences share."""
SHARED = 0.25
"""The least share of words that a paragraph and its promise have in common, of whichever has fewer.
All that were written for the sites here have at least 0.38."""


def check(site: Site) -> Iterator[Finding]:
    register = site.content.register
    if register is None:
        return
    path = site.content.project_path(register.src)
    for number, promise in enumerate(register.promises):
        line = register.line_of("promises", number)
        nowhere = [
            Finding(path, register.line_of("promises", number, "said_on", place), message, NAME)
            for place, message in _said_nowhere(site, promise)
        ]
        yield from nowhere
        for lacking in _lacking(site, promise, said=bool(nowhere)):
            yield Finding(path, line, f"{promise.number} must {lacking}", NAME)
    for built in site.pages.values():
        for kept_here in built.kept:
            for name in kept_here.numbers:
                fault = _fault_of_number(site, built, name, path) or _says_other(
                    site, built, kept_here, name
                )
                if fault:
                    yield Finding(*_typed_at(site, built, name), fault, NAME)


def _fault_of_number(site: Site, built: BuiltPage, number: str, register: str) -> str | None:
    """What is wrong with the number that a paragraph carries."""
    page = site.source(built)
    if page is not None and site.content.is_shared(page):
        return (
            "A page that many services share must hold no promise of one of them: take"
            f' promise="{number}" out, and name the page in "said_on" in {register}.'
        )
    if site.content.promise(number) is None:
        known = [promise.number for promise in site.content.promises]
        return f'There is no promise "{number}" in {register}.{did_you_mean(number, known)}'
    return None


def _says_other(site: Site, built: BuiltPage, kept: Kept, number: str) -> str | None:
    """That a paragraph has nothing to do with the promise whose number it carries. Words in another
    language are not compared."""
    page, promise = site.source(built), site.content.promise(number)
    if promise is None or kept.foreign or (page is not None and page.language):
        return None
    said, promised = _words(kept.words), _words(promise.promise)
    if len(said & promised) >= SHARED * min(len(said), len(promised)) > 0:
        return None
    return (
        f'promise="{number}" stands on words that say something else: "{_short(kept.words)}" The'
        f' promise is: "{promise.promise}" Write it there, or move the number to the paragraph that'
        " says it."
    )


def _words(text: str) -> set[str]:
    words = (word.casefold() for word in WORD.findall(text))
    return {word[:STEM] for word in words if word not in EVERYWHERE}


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:90].rsplit(' ', 1)[0]} ..."


def _said_nowhere(site: Site, promise: Promise) -> Iterator[tuple[int, str]]:
    """The entries of `said_on` that lead nowhere, each with its place in that list."""
    for place, said in enumerate(promise.said_on):
        page = site.content.page(said.page)
        built = site.built(page) if page else None
        if built is None:
            known = [page.src for page in site.content.pages]
            yield place, f"There is no page {said.page}.{did_you_mean(said.page, known)}"
        elif said.part and said.part not in built.ids:
            hint = did_you_mean(said.part, sorted(built.ids))
            yield place, f'The page {said.page} has no part "#{said.part}".{hint}'


def _lacking(site: Site, promise: Promise, *, said: bool) -> Iterator[str]:
    """What a promise must have and has not. Where it is said is left out if that is `said`."""
    kept = keepers(site, promise)
    there = {
        "page": said or kept.said,
        "publicity": kept.publicity,
        "record": kept.record,
        "people": kept.people,
    }
    for keeper in promise.kept_by:
        if isinstance(keeper, ByRule):
            if keeper.rule not in {rule.name for rule in kept.rules}:
                hint = did_you_mean(keeper.rule, [rule.name for rule in site.proved])
                yield (
                    "be kept by a rule that was seen to fail on a spoiled input;"
                    f' "{keeper.rule}" is none.{hint}'
                )
        elif not there[keeper]:
            yield _LACKING[keeper].format(number=promise.number)
    if not promise.kept_by:
        yield 'have a keeper: fill in "kept_by".'
    if promise.said_on and "page" not in promise.kept_by:
        yield 'name "page" in "kept_by": its "said_on" says where it stands.'


def _typed_at(site: Site, built: BuiltPage, number: str) -> tuple[str, int]:
    """Where a paragraph was given a number; the number alone may stand in many a line."""
    page = site.source(built)
    for line, typed in enumerate(page.body.splitlines(), page.at.body_line) if page else ():
        if any(number in numbers.split() for numbers in re.findall(r'promise="([^"]*)"', typed)):
            return site.where(built)[0], line
    return site.where(built)


_LACKING = {
    "page": (
        'be kept by a paragraph: write {{: promise="{number}" }} after the paragraph that says it,'
        ' or name in "said_on" the page that does.'
    ),
    "publicity": "be kept by publicity, but there is no item of publicity.",
    "record": 'be kept by a record: name in "record" the page that shows it.',
    "people": 'be kept by people: say in "people" what they do.',
}
