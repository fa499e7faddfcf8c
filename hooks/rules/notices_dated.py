"""A notice that is over is listed, so that somebody takes it out; faults in a notice's words are
listed too, and hold nothing back.

A closed or urgent notice reaches families whatever else is wrong (design: three severities). What
stops it is only a record that cannot be read. Over notices are shown nowhere: the date takes them
off.
"""

from collections.abc import Iterator

from hooks.built.site import Site
from hooks.sources import dictionary
from hooks.sources.content import NOTICES, Content
from hooks.sources.findings import Finding
from hooks.sources.notices import as_markdown, past
from hooks.words import capitals, confused, left_over, links, markup, quotes, slips, style, typed
from hooks.words.passages import (
    COUNTED,
    FACT_WORD,
    MOST_WORDS,
    Passage,
    names_of,
    ours,
    plain,
    sentences,
)
from hooks.words.vocabulary import WORD, known_words, right
from hooks.words.wording import said

NAME = "notices-dated"


def _faults(content: Content, text: str) -> list[str]:
    """What is wrong with an entry of a notice: the first mark that readers would see, else what
    rules say of the same words on a page. It may be written long before a page shows it."""
    entry = filter(None, [typed.of_entry(text)])
    marks = [*left_over.faults(text), *markup.typed_tags(text), *entry]
    words = ours(plain(text), names_of(content))
    halves = quotes.faults([Passage(words, 1, text, english=plain(text))])
    return marks[:1] or [
        *(said_so for _, said_so in halves),
        *style.faults(content, words, stays=False),
        *links.faults(content, text),
        *capitals.faults(content, words),
        *slips.found(words, text),
        *confused.found(words, content.spelling),
    ]


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    path = content.project_path(NOTICES)
    over = past(content.notices, content.today)
    names, known = names_of(content), known_words(content)
    for notice, line in zip(content.notices, content.notice_lines, strict=True):
        if notice in over:
            yield Finding(
                path,
                line,
                f'"{notice.title}" ended on {notice.until:%-d %B %Y} and is shown no more: it can'
                " be taken out here.",
                NAME,
            )
            continue
        words = ours(left_over.without(plain(as_markdown(notice)), FACT_WORD), names)
        for text in (notice.title, notice.words, notice.deadline_help):
            for fault in _faults(content, text):
                yield Finding(path, line, f'"{notice.title}": {fault}', NAME)
        for day in style.days(words):
            if notice.until is not None and day.year > notice.until.year + 1:
                yield Finding(
                    path,
                    line,
                    f'"{notice.title}" names {day:%-d %B %Y}, and is shown until'
                    f" {notice.until:%-d %B %Y}. Look at its year.",
                    NAME,
                )
        for sentence in sentences(words):
            if len(COUNTED.findall(sentence)) > MOST_WORDS:
                yield Finding(
                    path,
                    line,
                    f'"{notice.title}" has a sentence of more than {MOST_WORDS} words. Make two'
                    " of it.",
                    NAME,
                )
        for shown, entry in said(content, words):
            yield Finding(
                path, line, f'"{notice.title}": "{shown}" {entry.why}. {entry.instead}', NAME
            )
        for word in sorted(set(WORD.findall(words)) if dictionary.can_spell() else ()):
            if not right(word, known):
                yield Finding(path, line, f'"{notice.title}": is "{word}" spelt right?', NAME)
