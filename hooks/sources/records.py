"""The typed records that everything else works with. Raw dictionaries end here.

One page is one record: its front matter, checked, plus where it stands. An unknown entry is an
error with a suggestion.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, Self, get_args

import phonenumbers
from dateutil.relativedelta import relativedelta
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from hooks.sources import illustrations
from hooks.sources.findings import did_you_mean
from hooks.sources.frontmatter import Place, line_of
from hooks.sources.site_path import Below

Sure = Literal[
    "confirmed by the service",
    "confirmed by its owner's own page",
    "seen elsewhere",
    "not confirmed",
]
Audience = Literal["families", "young people", "professionals", "everyone", "staff"]
Format = Literal[
    "leaflet",
    "easy-read",
    "poster",
    "card",
    "letter",
    "email",
    "signature",
    "voicemail",
    "slides",
    "declaration",
    "picture",
]
AS_TEXT: frozenset[str] = frozenset({"email", "signature", "voicemail"})
"""Formats that are sent or spoken as plain text, so that the item is also published as .txt."""

FILLED_IN = AS_TEXT | {"letter", "declaration"}
"""Formats in which whoever sends the item fills in what stands in square brackets: [Your name]."""

Keeper = Literal["page", "publicity", "record", "people"]


FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
MOST_MONTHS = 120
CHECKED_WITHIN = 24
"""Months after which a person looks at a page again, at the most. A policy may say itself how often
it is reviewed."""
REVIEWED_WITHIN = 36
"""Months between two reviews of a policy, at the most, where its record names no other time."""


def _months(value: object) -> object:
    match = re.fullmatch(r"([0-9]+) months?", value) if isinstance(value, str) else None
    if not match:
        raise ValueError('must be a number of months, such as "12 months"')
    if len(match[1]) > 3 or not 1 <= int(match[1]) <= MOST_MONTHS:
        raise ValueError(f"must be from 1 to {MOST_MONTHS} months")
    return int(match[1])


def _iso_date(value: object) -> object:
    return (
        value
        if value is None
        else _day(value, "must be a date written like 2026-11-22, or be left empty")
    )


def in_reach(day: date) -> bool:
    """Whether the program can reckon with a day: months later, and days before, are days too."""
    return FIRST_DAY <= day <= LAST_DAY


def _day(value: object, says: str) -> date:
    if type(value) is not date:  # a day with an hour is another type, which passes for a date
        raise ValueError(says)
    if not in_reach(value):
        raise ValueError(f"must be a day from {FIRST_DAY.year} to {LAST_DAY.year}")
    return value


Months = Annotated[int, BeforeValidator(_months)]


def _within_two_years(months: int) -> int:
    if months > CHECKED_WITHIN:
        raise ValueError(
            f"must be at most {CHECKED_WITHIN} months: what nobody looks at goes out of date"
        )
    return months


def _iso_day(value: object) -> object:
    return _day(value, "must be a date written like 2026-11-22")


def _until_further_notice(value: object) -> object:
    return (
        value
        if value is None
        else _day(
            value, "must be a date written like 2026-11-22, or be left empty: until further notice"
        )
    )


CheckedOn = Annotated[date | None, BeforeValidator(_iso_date)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Until = Annotated[date | None, BeforeValidator(_until_further_notice)]


def _one_line(value: str) -> str:
    if len(value.splitlines()) > 1:
        raise ValueError("must be one line")
    return value


def _illustration(name: str) -> str:
    if not illustrations.is_name(name):
        known = ", ".join(sorted(illustrations.names()))
        raise ValueError(f"must be the name of an illustration: {known}")
    return name


Text = Annotated[str, Field(min_length=1)]


def _inside_words(value: str) -> str:
    if re.search(r'["\\]', value):
        raise ValueError('must hold no straight quotation mark (") and no backslash')
    return value


OneLine = Annotated[Text, AfterValidator(_one_line)]
"""Words that stand where a second line would be something else, as in the head of an e-mail."""
Illustration = Annotated[str, AfterValidator(_illustration)]
"""The name of a drawing of overrides/illustrations/."""


class Record(BaseModel):
    """Immutable; an entry that is not named below is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
"""Names one version of a page or an entry (hooks/sources/national.py)."""


class Replacing(Record):
    """What a service may have in the place of a national page or entry. `replaces` names the
    version of that."""

    replaces: Digest | None = None


def _or_none(value: object) -> object:
    return None if value == "" else value


class Fact(Record):
    """Something a family acts on, with how sure we are of it (design: Facts).

    `as_at` says how old the evidence is; `checked` is the day on which a person checked it, or
    empty; `missing` is the sentence to show while there is no value.
    """

    value: Annotated[str | None, BeforeValidator(_or_none)] = None
    sure: Sure
    source: str | None = None
    as_at: str | None = None
    checked: CheckedOn = None
    missing: str | None = None

    @property
    def confirmed(self) -> bool:
        """Sure enough to be printed on publicity."""
        return self.value is not None and self.sure.startswith("confirmed")

    @property
    def confirmed_by_service(self) -> bool:
        return self.value is not None and self.sure == "confirmed by the service"


class Place_(Record):  # noqa: N801 - `Place` is what a fact stands in, in frontmatter
    """Where a page's record came from; filled in by the reader, never by front matter."""

    model_config = ConfigDict(
        str_strip_whitespace=False
    )  # a blank line at the start of a body counts as a line

    src: str
    url: str
    body: str
    body_line: int
    lines: dict[Place, int]


class Page(Replacing):
    """Any page. `review_every` is in months; `checked` is the day on which a person last checked
    the page.

    `picture` is an illustration beside its heading, as decoration.

    `language` is the code of the one that it is written in, such as "pl", where that is not
    English. Such a page names in `translates` the page that it translates, and in `translated` the
    `digest` that this one had then; publicity needs neither.
    """

    title: Annotated[str, Field(min_length=2, max_length=80)]
    description: Annotated[str, Field(min_length=10, max_length=160)]
    audience: Audience
    owner: Text
    checked: CheckedOn
    review_every: Annotated[Months, AfterValidator(_within_two_years)]
    layout: str = "page"
    also_called: tuple[str, ...] = ()
    order: Annotated[int, Field(ge=-10_000, le=10_000)] = 1000
    picture: Illustration | None = None
    language: str = ""
    translates: Below | None = None
    translated: str | None = None
    reading_age: Annotated[int, Field(ge=7, le=16)] | None = (
        None  # the page's own limit (hooks/built/readability.py has the others)
    )
    at: Place_ = Field(alias="@place")  # no YAML key that a person would type

    @property
    def src(self) -> str:
        return self.at.src

    @property
    def url(self) -> str:
        return self.at.url

    @property
    def body(self) -> str:
        return self.at.body

    @property
    def section(self) -> str:
        """The folder the page stands in, "" at the top."""
        return self.src.rpartition("/")[0]

    @property
    def slug(self) -> str:
        """The file's name without its ending, or its folder's for an index."""
        name = self.src.removesuffix(".md").removesuffix("/index")
        return name.rpartition("/")[2]

    @property
    def digest(self) -> str:
        """A mark of its words, which changes with any of them."""
        words = f"{self.title}\n{self.description}\n{self.body.strip()}"
        return hashlib.sha256(words.encode()).hexdigest()[:12]

    @property
    def due(self) -> date | None:
        """When a person must check the page again; None while nobody has checked it."""
        return self.checked + relativedelta(months=self.review_every) if self.checked else None

    def line_of(self, *place: str | int) -> int:
        return line_of(self.at.lines, place)

    def line_of_fact(self, name: str) -> int:
        """The line of a fact: among the facts, or an entry of its own."""
        line = self.line_of("facts", name)
        return line if line > 1 else self.line_of(name)

    def line_with(self, text: str) -> int:
        """The first line of the source that holds `text`, else the first line that holds its first
        words, else 1."""
        words = text.split()
        for count in (len(words), 6, 4, 2):
            wanted = " ".join(words[:count])
            for number, line in enumerate(self.body.splitlines(), self.at.body_line):
                if wanted and wanted in " ".join(line.split()):
                    return number
        return 1


class Door(Record):
    """One way in from the home page. `picture` is an illustration, as decoration."""

    title: Text
    text: Text
    url: Below
    picture: Illustration | None = None


class Need(Record):
    """One question of the home page, in a family's words, and the page that answers it."""

    question: Text
    url: Below


class Home(Page):
    doors: tuple[Door, ...]
    needs: tuple[Need, ...]


class InLanguage(Record):
    """What publicity in another language shows of a policy: its translation, which only the service
    can confirm. `where` is what stands before the policy's address."""

    heading: OneLine
    statement: Text
    short: Text
    where: OneLine
    sure: Literal["confirmed by the service"]
    checked: Day


class Carried(Record):
    """What every item of publicity must show of a policy. `short` is for small formats, `easy_read`
    for Easy Read: the whole statement again, a sentence for each idea. `languages` holds the same
    by the code of a language, such as "pl"; `impartial_words` are ways of the service's own to say
    that it takes no side, beside the national ones; `we_also` are verbs for what it also does, such
    as "cook".
    """

    heading: Text
    statement: Text
    short: Text
    easy_read: Text | None = None
    languages: dict[str, InLanguage] = {}
    impartial_words: tuple[Text, ...] = ()
    we_also: tuple[Text, ...] = ()

    @property
    def entries(self) -> tuple[str, ...]:
        """The names of its own statements that there are."""
        return ("statement", "short", *(("easy_read",) if self.easy_read else ()))


def _not_emptied(value: object) -> object:
    if value is None:  # left out, a policy asks nothing of publicity; emptied, it is a slip
        raise ValueError(
            "must hold heading, statement and short; to ask nothing of publicity, remove the entry"
            " itself"
        )
    return value


class Policy(Page):
    """`names` are the slugs of the bodies that the policy names, each of which must have its
    signpost page. `reviewed_within` is the longest time between two reviews that the policy itself
    allows; `review_every` of its page may be shorter, and never makes it longer."""

    publicity: Annotated[Carried | None, BeforeValidator(_not_emptied)] = None
    impartiality_policy: bool = False  # one policy of a site is; whatever it is called
    names: tuple[str, ...] = ()
    review_every: Months
    reviewed_within: Months = REVIEWED_WITHIN
    facts: dict[str, Fact] = {}

    @property
    def months_between_reviews(self) -> int:
        return min(self.review_every, self.reviewed_within)


class Route(Page):
    """One way to deal with a disagreement. Every route has the same fields, so that none looks
    better than another."""

    what: Text
    for_: Text = Field(alias="for")
    who_decides: Text
    cost: Text
    time_limit: Text
    first: Text
    who_can_help: Text
    next: Text


ROUTE_FIELDS: tuple[tuple[str, str], ...] = (
    ("what", "In short"),
    ("for_", "What it is for"),
    ("who_decides", "Who decides"),
    ("cost", "Cost"),
    ("time_limit", "Time limit"),
    ("first", "What you need first"),
    ("who_can_help", "Who can help"),
    ("next", "What happens next"),
)
"""The fields of a route and what readers see, in the order in which every page shows them."""


OF_THE_COUNCIL = "the council"
"""What `part_of` of an organisation says of a part of the council; the page then gives the
council's name. Where there are several, it gives the name itself."""
OF_THE_PROVIDER = "the provider"
"""The same of a part of the charity or company that runs the service."""


class Organisation(Page):
    """A body that we signpost to.

    `part_of` completes "It is part of ...": "the council", a council's name, "the provider", "the
    NHS", "the UK government", or "no other body". A public body that is no part of the council is
    not neutral for that reason, so readers are told what it belongs to.
    """

    full_name: Text
    does: Text
    for_whom: Text
    run_by: Text
    part_of: Text
    cost: Text
    website: Fact | None = None
    phone: Fact | None = None
    email: Fact | None = None
    address: Fact | None = None
    status: str | None = None

    @property
    def facts(self) -> dict[str, Fact]:
        given = {name: getattr(self, name) for name in ("website", "phone", "email", "address")}
        return {name: fact for name, fact in given.items() if fact is not None}


Whose = Literal["family", "others"]
Unit = Literal["days", "weeks", "months", "working", "school", "before"]
"""What a time limit is counted in: days and weeks of the calendar, months, working days, school
days, or up to a day of the year."""


def _at_least_one(items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        raise ValueError("must have at least one item")
    return items


class Span(Record):
    """A length of time. `n` below nought counts back; `first_day_counts` where the law says
    "beginning with" or "starting with".

    The unit "before" has no number: it ends on the day before `day` of `month`.
    """

    unit: Unit
    n: Annotated[int, Field(ge=-366, le=366)] = 0
    month: int | None = None
    day: int | None = None
    first_day_counts: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.unit == "before") != (self.month is not None and self.day is not None):
            raise ValueError('must hold "month" and "day" for the unit before, and for no other')
        if (self.unit == "before") != (self.n == 0):
            raise ValueError('must hold "n", a number other than 0, for every unit but before')
        if self.unit in ("working", "school") and self.n < 0:
            raise ValueError("must count working days and school days forwards")
        if self.month is not None and self.day is not None:
            try:
                date(2001, self.month, self.day)  # a year that is no leap year
            except ValueError:
                raise ValueError("must name a day that every year has") from None
        return self


class Count(Span):
    """How a time limit is counted; hooks/time_limits/engine.py does it.

    `or_later`: the span from the second date, where the law takes the later day. `where`: whose
    bank holidays are no working days. `skip`: days that do not count. `roll`: where the time ends
    when its last day has no work; `roll_law` says so. `perhaps_uk`: it is not settled whether bank
    holidays elsewhere in the United Kingdom move the day too; the latest is taken.
    """

    or_later: Span | None = None
    where: Literal["england", "uk"] = "england"
    skip: Literal["none", "tribunal"] = "none"
    roll: Literal["none", "next_working", "tribunal_start"] = "none"
    roll_law: Text | None = None
    perhaps_uk: bool = False


class InForce(Record):
    """From and until when a rule is the law, both days included. The law of the letter's date
    counts."""

    from_: Annotated[CheckedOn, Field(alias="from")] = None
    until: CheckedOn = None

    def on(self, day: date) -> bool:
        return (self.from_ is None or self.from_ <= day) and (
            self.until is None or day <= self.until
        )


class Signature(Record):
    """Who, trained in SEND law, read the rule and its worked examples and signed it, and when."""

    by: Text
    day: Day


class Deadline(Replacing):
    """A time limit: the only place where its number stands. `limit` is the phrase shown everywhere.

    `whose` says who must keep it: the family, whose own limits come first on the page, or others.
    `last_day` says what happens when the last day is a weekend or a holiday, where that is known.
    `guidance` marks a limit that stands in guidance and in no law: readers are told so.

    A limit that can be counted has an `event`, its name for the command and the page, and a
    `count`. Two rules may share an event when they are the law at different times. Of the answer,
    `act` is what a family does, up to the word "by"; `clock` the hour; `exceptions` and `conflict`
    are said with every date; `when_passed` is for a day that is gone. `letters` are pages that help
    to write. A rule that is `withdrawn` is counted nowhere on the site, and one that nobody has
    `signed` only in the draft.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    title: Text
    whose: Whose
    who: Text
    limit: Text
    guidance: bool = False
    counts_from: Text
    last_day: Text | None = None
    stage: Text
    law: Text
    url: HttpUrl
    sure: Sure
    event: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")] | None = None
    count: Count | None = None
    act: Text | None = None
    clock: Text | None = None
    exceptions: tuple[Text, ...] = ()
    conflict: Text | None = None
    when_passed: Text | None = None
    letters: tuple[Text, ...] = ()
    in_force: InForce = InForce()
    signed: Signature | None = None
    withdrawn: bool = False


class BankHolidays(Record):
    """The bank holidays that we know, and from when until when we know them all. Outside of that,
    no working day is counted.

    `england` are those of England and Wales; `elsewhere` those of the rest of the United Kingdom
    alone.
    """

    begins: Day
    ends: Day
    source: Text
    url: HttpUrl
    as_at: Text
    checked: CheckedOn
    england: Annotated[tuple[Day, ...], AfterValidator(_at_least_one)]
    elsewhere: tuple[Day, ...] = ()

    @property
    def more_wanted(self) -> date:
        """From when on staff are asked for more days: 18 months before the end."""
        return self.ends - relativedelta(months=18)


class Kind(Record):
    """Something that a family has in hand: a letter, a certificate, something that happened.

    `group` is where a reader looks for it, such as "A letter from the council"; groups and what is
    in them are shown in the order of the record. `date` and `second` name the dates that are asked
    for, such as "the date on the letter"; with `ahead` the date may be still to come. `events` are
    the time limits that it starts, the family's own first; `limits` are those that nobody can count
    here, by `id`. `topics` are the files of the topics that answer it, the fittest first: the
    options of these topics are those that fit.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    group: Text
    title: Text
    date: Text | None = None
    second: Text | None = None
    ahead: bool = False
    events: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = ()
    topics: tuple[Below, ...] = ()

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not self.events and not self.topics:
            raise ValueError('must hold "events", the time limits that it starts, or "topics"')
        if self.events and self.date is None:
            raise ValueError('must hold "date", the date from which its time limits are counted')
        return self


class Deadlines(Page):
    """Time limits. A page with `kinds` begins with the clock: "What do you have?". `withdrawn`
    takes the whole clock off the site."""

    deadlines: tuple[Deadline, ...]
    kinds: tuple[Kind, ...] = ()
    withdrawn: bool = False


FieldName = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]


class LetterField(Record):
    """Something that a family writes into a letter. `label` asks for it; `blank` stands in the
    letter until then, in brackets.

    `lines` above 1 is a field of several lines. `fills` is what the browser may offer, where the
    reader's own details are asked for.
    """

    id: FieldName
    label: Text
    blank: Text
    hint: Text | None = None
    lines: Annotated[int, Field(ge=1, le=12)] = 1
    fills: Literal["name", "street-address"] | None = None


class LetterOption(Record):
    """One of several equal choices. With `limit`, the letter adds the law of that time limit from
    its record."""

    words: Text
    limit: Text | None = None


class LetterChoice(Record):
    """What a family ticks: one option, or with `many` as many as fit. None is ticked for them."""

    id: FieldName
    question: Text
    many: bool = False
    options: Annotated[tuple[LetterOption, ...], Field(min_length=2)]


class LetterPart(Record):
    """A piece of a letter: a heading, words and a choice, in this order, each where it is
    wanted."""

    heading: Text | None = None
    words: Text | None = None
    choose: LetterChoice | None = None

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.words is None and self.choose is None:
            raise ValueError('must hold "words" or "choose"')
        return self


class LetterLaw(Record):
    """A law that a letter or a topic rests on; `sure` as for a time limit."""

    law: Text
    url: HttpUrl
    sure: Sure


THE_COUNCIL = "council"
"""What `body` of a recipient says for the service's own council, whichever that is."""


class Recipient(Record):
    """Who a letter goes to. `office` opens it; `body` is "council", or the file name of an
    organisation's page, whose record has the address.

    `blank` is what the family writes where there is no confirmed address. Where no record can know
    the body, such as a family's school, `body` is left out.
    """

    office: Text | None = None
    body: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = None
    blank: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.body is None and self.blank is None:
            raise ValueError(
                'must hold "body", an organisation with a record, or "blank", what the family'
                " writes"
            )
        return self


class Letter(Page):
    """A letter that a family can send: theirs, and so never publicity. Every letter has the same
    fields (hooks/sources/letters.py).

    `want` is what a family wants, in its words, and `group` the heading under which the list shows
    it. `starts` are the time limits that the letter starts; none means nothing in law. `cite` is
    the law as the letter itself names it, at {law}. `letter` are its pieces, with {names} of
    `fields`. `pages` are the pages that it fits, and `version_of` the letter that this is another
    version of.
    """

    group: Text
    want: Text
    what: Text
    who: Text
    to: Recipient
    law: Annotated[tuple[LetterLaw, ...], Field(min_length=1)]
    cite: Text
    starts: tuple[Text, ...] = ()
    starts_more: Text | None = None
    back: Text
    goes_with: Text
    pages: tuple[Below, ...] = ()
    version_of: Below | None = None
    easy: bool = False
    subject: OneLine
    fields: tuple[LetterField, ...] = ()
    letter: Annotated[tuple[LetterPart, ...], Field(min_length=1)]


class Duties(Record):
    """What each body must do, one duty an item, with a link to its law. An empty list says that we
    found none; readers are then told nothing."""

    school: tuple[Text, ...] = ()
    council: tuple[Text, ...] = ()
    health: tuple[Text, ...] = ()


DUTY_BEARERS: tuple[tuple[str, str], ...] = (
    ("school", "The school or college"),
    ("council", "The council"),
    ("health", "The health service"),
)
"""The bodies of `Duties` and what readers see, in the order in which every topic shows them."""


class Topic(Page):
    """One thing that families come for: its answer first, then the same parts on every topic.

    `answer` is two sentences. `now` is what a family can do at once. `limits` are time limits by
    `id`, `routes` the files of options, `bodies` the file names of organisations, `explains`
    entries of the page of words: all are shown from their own records. A letter says itself which
    topics it fits. `not_read` says what law we could not read: such a topic may leave out `must`.
    """

    answer: Text
    who_decides: Text
    young_people: Text
    now: Annotated[tuple[Text, ...], Field(min_length=1)]
    must: Duties | None = None
    limits: tuple[Text, ...] = ()
    routes: Annotated[tuple[Below, ...], Field(min_length=1)]
    bodies: Annotated[tuple[Text, ...], Field(min_length=1)]
    explains: Annotated[tuple[Text, ...], Field(min_length=1)]
    law: Annotated[tuple[LetterLaw, ...], Field(min_length=1)]
    not_read: Text | None = None

    @model_validator(mode="after")
    def _read_or_said(self) -> Self:
        if self.must is None and self.not_read is None:
            raise ValueError(
                'must hold "must", what each body must do, or "not_read", what law we could not'
                " read"
            )
        return self


TOPIC_PARTS: tuple[tuple[str, str], ...] = (
    ("who-decides", "Who decides"),
    ("young-people", "If you are a young person"),
    ("now", "What you can do now"),
    ("must", "What others must do"),
    ("by-when", "By when"),
    ("disagree", "If you disagree"),
    ("help", "Who can help"),
    ("letters", "Letters that fit"),
    ("words", "Words explained"),
    ("law", "The law"),
)
"""The parts of a topic, each with its name in the page's address, in the order of every topic."""


class Word(Replacing):
    """One word of the words page. `misspelt` are ways to type it wrongly: the search knows them,
    and no page shows them."""

    word: Text
    also_called: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    means: Text
    see: Below | None = None
    explain: bool = False  # a hard word: every page that uses it must explain it

    @property
    def letter(self) -> str:
        """The letter under which it stands."""
        return self.word[0].upper()

    @property
    def typed(self) -> tuple[str, ...]:
        """All that the search finds it by."""
        return (self.word, *self.also_called, *self.misspelt)


class Words(Page):
    words: tuple[Word, ...]


class ByRule(Record):
    """A rule of the build that keeps a promise, by the name that findings show."""

    rule: Text


def _keeper(value: object) -> object:
    if isinstance(value, dict) and list(value) == ["rule"] and isinstance(value["rule"], str):
        return ByRule(rule=value["rule"])
    if value in get_args(Keeper):
        return value
    raise ValueError(
        f'must be one of: {", ".join(get_args(Keeper))}, or a rule by its name, such as "rule:'
        ' plain-words"'
    )


class Said(Record):
    """Where a promise is said: a page, and the part of it that has this name in its address."""

    page: Below
    part: str = ""


def _said(value: object) -> object:
    page, _, part = value.partition("#") if isinstance(value, str) else ("", "", "")
    try:
        return Said(page=page, part=part)
    except ValidationError:
        raise ValueError(
            "must be a page, or a part of it by its address, such as"
            " about/impartial-support.md#what-the-law-says"
        ) from None


class Promise(Record):
    """A promise of the service's documents, in our own words, and who keeps it.

    `number` is the label that the service's own documents give it: "P19", "2.3", "Fair-4". A page
    of the service says which paragraph keeps it; `said_on` names a page that many services share.
    `record` is the page that shows the dated record; `people` says what people do, where a website
    cannot keep the promise by itself.
    """

    number: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=12)]
    promise: Text
    kept_by: tuple[Annotated[Keeper | ByRule, BeforeValidator(_keeper)], ...]
    said_on: tuple[Annotated[Said, BeforeValidator(_said)], ...] = ()
    record: Below | None = None
    people: str | None = None

    @property
    def key(self) -> str:
        """The number without its capitals: as addresses have it, and as it may be typed."""
        return self.number.lower()

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(keeper.rule for keeper in self.kept_by if isinstance(keeper, ByRule))


class Promises(Page):
    promises: tuple[Promise, ...]


class Question(Record):
    """What the service must confirm before the site may be published, and the facts that answer
    it."""

    ask: Text
    facts: tuple[str, ...]


class Welcome(Record):
    """What the service is and how to ask it, in another language: words that only the service can
    confirm."""

    what: Text
    ask: Text
    sure: Literal["confirmed by the service"]
    checked: Day


Reach = Literal["phone", "email", "hours", "response", "website", "base", "address"]
"""What a way to reach the service is, and the first word of its name in the contact record."""


class ContactFact(Fact):
    """A fact of the contact record. `for_` says what one is for where there are several."""

    for_: OneLine | None = Field(None, alias="for")


class Way(NamedTuple):
    """A way to reach the service, and what it is for."""

    kind: str
    fact: ContactFact

    def label(self, name: str) -> str:
        """The name that a layout gives this kind, and what this one is for: Phone (young
        people)."""
        return f"{name} ({self.fact.for_})" if self.fact.for_ else name


class Contact(Page):
    """The service's own contact record: the one place of its phone numbers, e-mail addresses,
    offices and opening hours. `languages` holds its words in other languages, by the code of each,
    such as "pl".

    "phone" is the first telephone; "phone-young-people" is another, and says what it is `for`;
    "hours-young-people" are its hours.
    """

    facts: dict[str, ContactFact]
    languages: dict[str, Welcome] = {}
    must_confirm: tuple[Question, ...] = ()

    def ways(self, *kinds: str) -> list[Way]:
        """The ways of these kinds: the service's first ones, then those of each line and office, in
        the order of the record."""
        lines = dict.fromkeys(name.partition("-")[2] for name in ("first", *self.facts))
        return [
            Way(kind, self.facts[name])
            for line in lines
            for kind in kinds
            if (name := f"{kind}-{line}".rstrip("-")) in self.facts
        ]

    def __getattr__(self, name: str) -> Any:
        facts = self.__dict__.get("facts", {})
        if name in facts:
            return facts[name]
        # Pydantic hides it from type checkers
        return super().__getattr__(name)  # type: ignore[misc]


class Publicity(Page):
    """An item of publicity: words only. `pack` says whether it is in the public pack.

    `headline` stands in large letters on its front, in a family's words; `pictures` are
    illustrations by name, the front's first, then for each panel or slide in turn.
    """

    format: Format
    pack: bool
    subject: OneLine | None = None
    headline: OneLine | None = None
    pictures: tuple[Illustration, ...] = ()

    @property
    def as_text(self) -> bool:
        return self.format in AS_TEXT

    @property
    def filled_in(self) -> bool:
        return self.format in FILLED_IN


class Quotation(Replacing):
    """Words of the law or of the council, exact. `held` says how we hold them."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    words: Text
    from_: Text = Field(alias="from")
    url: HttpUrl | None = None
    held: Literal["as quoted by the service", "read in the original", "as quoted by others"]
    note: str | None = None


def _some(value: object) -> object:
    """One word, or a list of words."""
    return (value,) if isinstance(value, str) else value


class Wording(Replacing):
    """Words that we do not use, why, and what to write instead. `except_on` are pages that must
    name them.

    `words` are one phrase or a list of them; with `then`, they count only where one of these words
    comes next.
    """

    words: Annotated[tuple[Text, ...], BeforeValidator(_some)]
    then: Annotated[tuple[Text, ...], BeforeValidator(_some)] = ()
    why: Text
    instead: Text
    except_on: tuple[Below, ...] = ()


class SameWords(Replacing):
    """Words that families use for one thing: the search finds a page that has one of them for
    whoever asks in another."""

    words: Annotated[tuple[Text, ...], Field(min_length=2)]


def _joined(value: object) -> object:
    """A notice is one paragraph wherever it shows, so a line break in it is a space."""
    return " ".join(value.split()) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_joined), Field(min_length=1)]


class Notice(Record):
    """A notice to everybody: from its first day to its last, both included; `until` left empty,
    until further notice. `deadline_help` says what to do about a time limit."""

    from_: Day = Field(alias="from")
    until: Until
    kind: Literal["closed", "urgent"]
    title: Annotated[Line, Field(min_length=2, max_length=120)]
    words: Line
    deadline_help: Line


class Failure(Record):
    """A fault that an audit found: on which page, against which rule, of which success criterion,
    in words."""

    page: Text
    rule: Text
    says: Text
    criterion: str | None = None
    places: Annotated[int, Field(ge=0, le=1_000_000)] = 1


class PeoplesAudit(Record):
    """An audit by people. `result` is theirs; without one, nothing may be called fully
    compliant."""

    day: Day
    by: Text
    scope: Text
    result: Literal["fully compliant", "partially compliant", "not compliant"]


class Audit(Record):
    """The last result of the accessibility audit (hooks/staff/audit.py writes it). `pages` are the
    addresses that were tested."""

    tested: Day
    by: Text
    tools: tuple[Text, ...]
    pages: tuple[Text, ...]
    documents: tuple[Text, ...] = ()
    failures: tuple[Failure, ...] = ()
    not_tested: tuple[Text, ...]
    people: tuple[PeoplesAudit, ...] = ()


class Council(Record):
    """A council that the service works for, and what people call it."""

    name: OneLine
    short: OneLine


class RunBy(Record):
    """Who runs the service. A charity or a company has its name here, and the `number` that it is
    registered under; of several councils, the one that runs it alone."""

    kind: Literal["council", "charity", "company", "jointly"]
    name: OneLine | None = None
    number: OneLine | None = None


SlotName = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]


class Slot(Record):
    """A place in national pages for words that only the service knows: `{{ local.mediation }}`.
    `asks` says what the service writes there, and `owner` which role; `empty` stands there until
    then."""

    id: SlotName
    asks: Text
    owner: Text = "Advisers"
    empty: str = ""


class SlotWords(Record):
    """A service's words for a slot. They stand inside other words, of records too, so they are one
    line without straight quotation marks. Links name pages from content/."""

    id: SlotName
    words: Annotated[OneLine, AfterValidator(_inside_words)]


OF_ADVICE = re.compile(r"IASS\b|\badvice\b", re.IGNORECASE)
"""What a service of this kind calls itself, whoever it belongs to."""


class Service(Record):
    """Who the site is about: `extra.service` of mkdocs.yml. `formats_not_used` are formats of
    publicity that the service has no item of, so that no item need show what their layouts do."""

    name: Text
    long_name: Text
    area: Text
    councils: Annotated[tuple[Council, ...], AfterValidator(_at_least_one)]
    run_by: RunBy
    formats_not_used: tuple[Format, ...] = ()

    @field_validator("councils")
    @classmethod
    def _is_no_council(
        cls, given: tuple[Council, ...], info: ValidationInfo
    ) -> tuple[Council, ...]:
        """The policy stands below the service's name: it must not be a council's."""
        area = str(info.data.get("area", ""))
        for entry in ("name", "long_name"):
            said = str(info.data.get(entry, ""))
            for council in given:
                for theirs in (council.name, council.short, f"{area} Council"):
                    if (
                        theirs
                        and theirs.casefold() in said.casefold()
                        and not OF_ADVICE.search(said)
                    ):
                        raise ValueError(
                            f'names "{theirs}", and so does "{entry}", which must be the'
                            f' service\'s own name; it is "{said}"'
                        )
        return given

    @field_validator("run_by")
    @classmethod
    def _runs(cls, given: RunBy, info: ValidationInfo) -> RunBy:
        councils = [council.name for council in info.data.get("councils", ())]
        own = {str(info.data.get(entry, "")).casefold() for entry in ("name", "long_name")}
        if given.name and given.name.casefold() in own and not OF_ADVICE.search(given.name):
            raise ValueError(
                "must name who runs the service, which has a name of its own; both are called"
                f' "{given.name}"'
            )
        if given.kind in ("charity", "company") and not given.name:
            raise ValueError(f'must hold the "name" of the {given.kind}')
        if given.kind == "jointly" and (given.name or len(councils) < 2):
            raise ValueError(
                'must hold no "name" where councils run the service jointly: "councils" names them,'
                " at least two"
            )
        named = given.name is not None or len(councils) > 1
        if given.kind == "council" and named and given.name not in councils:
            raise ValueError(f'must hold the "name" of a council: {" or ".join(councils)}')
        if given.number and given.kind not in ("charity", "company"):
            raise ValueError('must hold a "number" for a charity or a company alone')
        return given

    @property
    def runners(self) -> tuple[str, ...]:
        """The names of who runs the service."""
        if self.run_by.name:
            return (self.run_by.name,)
        return tuple(council.name for council in self.councils)

    @property
    def runs(self) -> str:
        """Who runs the service, to follow "Run by"."""
        number = f" number {self.run_by.number}" if self.run_by.number else ""
        return (
            both(self.runners)
            + {
                "council": "",
                "jointly": " together",
                "charity": f", a charity{number and ', registered'}{number}",
                "company": f", a company{number and ', registered'}{number}",
            }[self.run_by.kind]
        )

    @property
    def regulated(self) -> str:
        """Whether the accessibility regulations for public bodies bind who runs the service, as
        sentences. Of councils it was seen elsewhere; of a charity or a company nobody has confirmed
        it."""
        councils = (
            "Other websites say that councils must keep to these regulations. We could not check"
            " the law itself."
        )
        if self.run_by.kind in ("council", "jointly"):
            return councils
        return (
            f"{councils} We are not sure whether a {self.run_by.kind} that runs a service like ours"
            " must keep to them too."
        )

    @property
    def schema_type(self) -> str:
        """What schema.org calls a body of this kind."""
        kinds = {"charity": "NGO", "company": "Organization"}
        return kinds.get(self.run_by.kind, "GovernmentOrganization")

    def belonging(self, part_of: str, full_name: str) -> str:
        """What a body is part of and what it is not, in sentences, from its `part_of` and the
        `full_name`. That a council is part of itself is nothing to say."""
        ours = [council.name for council in self.councils]
        called = full_name.partition(" (")[0].removeprefix("The ")
        itself = next((c.name for c in self.councils if called in (c.name, c.short)), None)
        part, also = part_of, ""
        if part_of == OF_THE_PROVIDER:
            part, also = both(self.runners), f", which also runs {self.name}"
        elif part_of == OF_THE_COUNCIL:
            part = both(ours)
        else:  # by either of its names
            part = next((c.name for c in self.councils if part_of in (c.name, c.short)), part_of)
        others = [name for name in ours if name not in part and name != itself]
        *first, last = (f"not part of {name}" for name in (*others, self.name))
        apart = f"{', '.join(first)}, and {last}" if first else last
        if itself:
            return f"It is {itself} itself. It is {apart}."
        return f"It is part of {part}{also}. It is {apart}."

    @property
    def words(self) -> dict[str, str]:
        """What pages can show of it: `{{ service.name }}`."""
        return {
            "name": self.name,
            "long_name": self.long_name,
            "area": self.area,
            "council": both([council.name for council in self.councils]),
            "council_short": both([council.short for council in self.councils]),
            "run_by": self.runs,
            "regulated": self.regulated,
        }

    @property
    def names(self) -> set[str]:
        """Every name in it."""
        councils = {name for council in self.councils for name in (council.name, council.short)}
        return {self.name, self.long_name, self.area, *councils, *self.runners}


def both(names: Sequence[str]) -> str:
    """Names as a sentence has them: A; A and B; A, B and C."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


LAYOUTS: dict[str, type[Page]] = {
    "page": Page,
    "home": Home,
    "policy": Policy,
    "route": Route,
    "organisation": Organisation,
    "deadlines": Deadlines,
    "words": Words,
    "promises": Promises,
    "contact": Contact,
    "options": Page,
    "organisations": Page,
    "easy-read": Page,
    "site-map": Page,
    "search": Page,
    "pack": Page,
    "ready-table": Page,
    "year": Page,
    "signing": Page,
    "comfort": Page,
    "copy": Page,
    "accessibility": Page,
    "findings": Page,
    "reading-ages": Page,
    "letter": Letter,
    "letters": Page,
    "topic": Topic,
    "topics": Page,
    "paste": Page,
}
"""Each layout and the record that it shows. A layout's template is overrides/<layout>.html (page:
main.html)."""


def faults(error: ValidationError, model: Any) -> Iterator[tuple[Place, str]]:
    """Each fault of a record as the place where it stands and one sentence that says what to
    write."""
    for fault in error.errors():
        place = tuple(part for part in fault["loc"] if part != "@place")
        name = next((part for part in reversed(place) if isinstance(part, str)), "entry")
        kind, value = fault["type"], fault.get("input")
        if kind == "extra_forbidden":
            hint = did_you_mean(name, _known_names(model)) or " Remove it."
            yield place, f'"{name}" is not an entry that belongs here.{hint}'
        elif kind == "missing":
            yield place[:-1], f'There must be an entry "{name}" here.'
        elif kind == "literal_error":
            allowed = [
                "".join(pair)
                for pair in re.findall(r"""'([^']*)'|"([^"]*)\"""", fault["ctx"]["expected"])
            ]
            near = get_close_matches(str(value), allowed, n=1)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            yield place, f'"{name}" must be one of: {", ".join(allowed)}; it is "{value}".{hint}'
        elif kind == "string_too_long":
            yield (
                place,
                (
                    f'"{name}" must have at most {fault["ctx"]["max_length"]} characters; it has'
                    f" {len(value)}."
                ),
            )
        elif kind in ("string_too_short", "string_type") and value in ("", None):
            yield place, f'"{name}" must not be empty.'
        elif kind == "string_too_short":
            yield place, f'"{name}" must have at least {fault["ctx"]["min_length"]} characters.'
        elif kind == "string_type":
            yield place, f'"{name}" must be text; put it in quotation marks.'
        elif kind == "string_pattern_mismatch":
            yield place, f'"{name}" must be written like {_example(name)}; it is "{value}".'
        elif kind == "value_error":
            it_is = (
                ""
                if value is None or isinstance(value, (dict, list, tuple))
                else f'; it is "{value}"'
            )
            yield place, f'"{name}" {fault["ctx"]["error"]}{it_is}.'
        elif kind in ("bool_type", "bool_parsing"):
            yield place, f'"{name}" must be true or false; it is "{value}".'
        elif kind in ("tuple_type", "list_type"):
            what = f'"{name}"' if place else "This file"
            yield place, f'{what} must be a list: one item on each line, each after "- ".'
        elif kind == "too_short":
            yield (
                place,
                (
                    f'"{name}" must have at least {fault["ctx"]["min_length"]} items; it has'
                    f" {fault['ctx']['actual_length']}."
                ),
            )
        elif kind in ("model_type", "dict_type"):
            yield place, f'"{name}" must hold entries of its own, each as "name: value".'
        elif kind in ("int_type", "int_parsing"):
            yield place, f'"{name}" must be a whole number; it is "{value}".'
        elif kind in ("greater_than_equal", "less_than_equal"):
            least = kind == "greater_than_equal"
            yield (
                place,
                (
                    f'"{name}" must be at {"least" if least else "most"}'
                    f' {fault["ctx"]["ge" if least else "le"]}; it is "{value}".'
                ),
            )
        elif kind.startswith("url"):
            yield (
                place,
                f'"{name}" must be a whole web address that begins with https://; it is "{value}".',
            )
        else:
            yield place, f'"{name}" cannot be read: {fault["msg"].lower()}.'


def _known_names(model: Any) -> list[str]:
    """Every entry name that a record, or a record inside it, knows: a wrong name is often right one
    level away."""
    names, todo, seen = [], [model], set()
    while todo:
        current = todo.pop()
        if current in seen or not (isinstance(current, type) and issubclass(current, BaseModel)):
            continue
        seen.add(current)
        for name, field in current.model_fields.items():
            names.append(field.alias or name)
            todo.extend(_inner_models(field.annotation))
    return [name for name in names if not name.startswith("@")]


def _inner_models(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _inner_models(inner)


def _example(name: str) -> str:
    return {"number": '"P19" or "2.3"', "id": '"final-plan"'}.get(name, "the others")


NUMBERS = 1000
"""Ways to write a telephone number of which the answer is kept: a site has
some twenty, on every page."""


@lru_cache(maxsize=NUMBERS)
def international(number: str) -> str | None:
    """A British telephone number as +44..., or None where it is not one (phonenumbers: Ofcom's
    numbering plan)."""
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return None
    whole = (
        phonenumbers.is_possible_number_with_reason(parsed)
        == phonenumbers.ValidationResult.IS_POSSIBLE
    )  # not a local part alone
    return (
        phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if whole else None
    )


HELPLINE = re.compile(r"[1-9]\d{2}|116\d{3}")
"""Short numbers, the same from every telephone: 111, 999, and the helplines of all Europe."""


@lru_cache(maxsize=NUMBERS)
def dialled(number: str) -> str | None:
    """What a telephone link calls: a whole number as +44..., a short one such as 111 or 116 123 by
    its figures alone; None where it is neither."""
    short = "".join(sign for sign in number if sign.isdigit())
    if HELPLINE.fullmatch(short) and phonenumbers.is_valid_short_number_for_region(
        phonenumbers.parse(short, "GB"), "GB"
    ):
        return short
    return international(number)


COSTS_MORE = frozenset(
    {
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
    }
)


def costs_more(number: str) -> bool:
    """Whether a call to a number costs more than a call to a house: in Britain, one that begins
    with 070, 084, 087, 09 or the like."""
    whole = international(number)
    return whole is not None and phonenumbers.number_type(phonenumbers.parse(whole)) in COSTS_MORE
