"""The parts that rules and templates stand on: front matter and its lines, addresses, facts, dates,
records, and built pages."""

from __future__ import annotations

import gzip
import json
import random
import tomllib
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from hooks.built.link_targets import resolve
from hooks.built.site import Site, parse_page
from hooks.gate.judgement import proved_rules
from hooks.pages import assets
from hooks.pages.markdown_blocks import OurMarkdown
from hooks.pages.template_helpers import as_sent, plain, spoken_date
from hooks.rules import light_enough, promises_kept
from hooks.sources import disk_cache, facts, frontmatter, records, site_records
from hooks.sources.addresses import address_of, relative
from hooks.sources.build_day import today
from hooks.sources.findings import Finding
from hooks.sources.limits import Unreadable
from hooks.sources.records import Fact, Page, Publicity, Route, dialled, international
from hooks.words import parsing
from tests.helpers import DAY, MADE_UP, ROOT, Workshop, build_here

# --- front matter ---------------------------------------------------------------------------------

YAML = """\
title: One
list:
  - id: a
    more: >
      words
  - id: b
map: {x: 1, y: [2, 3]}
"""


def test_every_entry_knows_its_line() -> None:
    """Counted in the file, so the front matter's own first line is line 2."""
    data, lines = frontmatter.parse(YAML, first_line=2)
    assert "b" == data["list"][1]["id"]
    wanted = {
        ("title",): 2,
        ("list",): 3,
        ("list", 0): 4,
        ("list", 0, "more"): 5,
        ("list", 1, "id"): 7,
        ("map", "y"): 8,
        ("map", "y", 1): 8,
    }
    assert wanted == {place: lines[place] for place in wanted}


def test_entry_that_is_missing_has_the_line_of_what_holds_it() -> None:
    """A finding on something left out names where it belongs."""
    _, lines = frontmatter.parse(YAML)
    assert 6 == frontmatter.line_of(lines, ("list", 1, "nothing", 7))
    assert 1 == frontmatter.line_of({}, ("nothing",))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ('a: 1\nb: "open\nc: 3\n', 2),
        ("a: 1\nb: 'open\nc: 3\n", 2),
        ("a: 1\n\tb: 2\n", 2),
        ("a: 1\na: 2\n", 2),
        ("a: b: c\n", 1),
        ("a: 1\nb:\n  - when: 2026-13-01\n", 3),
        ("a: *nowhere\n", 1),
        ("a: !!python/object/apply:os.system [x]\n", 1),
        ("a: &x [*x]\n", 1),
        ("? [a]\n: 1\n", 1),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, line: int) -> None:
    """Never another exception, whatever stands there; and no code runs."""
    with pytest.raises(Unreadable) as found:
        frontmatter.parse(text)
    assert line == found.value.line


def test_list_that_is_empty_and_has_an_entry() -> None:
    """Who adds the first notice may leave the brackets that stand there."""
    with pytest.raises(frontmatter.Unreadable, match="take out a line of two square brackets"):
        frontmatter.parse("[]\n- from: 2026-01-01\n")


def test_front_matter_and_body_are_told_apart() -> None:
    """The body's first line is counted in the file too; a rule below is no end of the front
    matter."""
    assert ("a: 1\n", "\nBody\n\n---\n\nMore\n", 4) == frontmatter.split(
        "---\na: 1\n---\n\nBody\n\n---\n\nMore\n"
    )
    assert ("a: 1\n", "", 4) == frontmatter.split("---\na: 1\n---")
    assert ("a: 1\n", "Body\n", 4) == frontmatter.split(
        "--- \na: 1\n---\t\nBody\n"
    )  # a space behind it, which nobody sees


@pytest.mark.parametrize(
    "line",
    [
        "title: Phone # and address",
        "title: Phone #1",
        "a: [x] # and",
        "title: &more words",
        "- &a b",
        "order: 010",
        "order: 1:30",
        "order: 1_000",
    ],
)
def test_what_yaml_would_leave_out_or_change_is_refused(line: str) -> None:
    """Words behind " #", a word that begins with "&", numbers that are counted otherwise than they
    look."""
    with pytest.raises(Unreadable) as found:
        frontmatter.parse(f"a: 1\n{line}\n" if line.startswith(("title", "order")) else f"{line}\n")
    assert found.value.line in (1, 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("title: Phone  # a remark", {"title": "Phone"}),
        ('title: "Phone # and address"', {"title": "Phone # and address"}),
        ("title: C# and F#", {"title": "C# and F#"}),
        ("# a remark\ntitle: x", {"title": "x"}),
        ("title: Q & A", {"title": "Q & A"}),
        ("order: -10", {"order": -10}),
        ("title: >\n  One # two\n", {"title": "One # two\n"}),
        ("a: |\n  One #two\n", {"a": "One #two\n"}),
    ],
)
def test_remarks_and_signs_that_are_read(text: str, value: object) -> None:
    assert value == frontmatter.parse(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1",
        "---",
        "---\na: 1\n",
        "\n---\na: 1\n---\n",
        "\u2014\na: 1\n---\n",
        "---\na: 1\n\u2014-\n",
    ],
)
def test_front_matter_must_begin_and_end(text: str) -> None:
    with pytest.raises(Unreadable):
        frontmatter.split(text)


def test_text_is_read_as_people_save_it(tmp_path: Path) -> None:
    """Byte order mark and Windows line ends are no fault; another encoding is, on its line."""
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\xc3\xa9\r\n")
    assert "a\nb\u00e9\n" == frontmatter.read_text(path)
    path.write_bytes(b"a\nb\nc\xe9\n")
    with pytest.raises(Unreadable) as found:
        frontmatter.read_text(path)
    assert 3 == found.value.line
    with pytest.raises(Unreadable):
        frontmatter.read_text(tmp_path)
    with pytest.raises(Unreadable):
        frontmatter.read_text(tmp_path / "nothing.md")


# --- records --------------------------------------------------------------------------------------

ENTRIES = {
    "title": "A page",
    "description": "A page of a test.",
    "audience": "everyone",
    "owner": "Lead adviser",
    "checked": None,
    "review_every": "6 months",
    "@place": {"src": "a/b.md", "url": "a/b/", "body": "", "body_line": 1, "lines": {}},
}


def test_next_check_is_counted_in_months() -> None:
    """The last day of a month stays a last day; nobody has checked: nothing is due."""
    assert date(2026, 2, 28) == Page.model_validate(ENTRIES | {"checked": date(2025, 8, 31)}).due
    assert date(2028, 2, 29) == Page.model_validate(ENTRIES | {"checked": date(2027, 8, 31)}).due
    assert Page.model_validate(ENTRIES).due is None


def test_record_cannot_say_where_it_stands() -> None:
    """The reader knows; front matter that says so itself is refused."""
    with pytest.raises(ValidationError):
        Page.model_validate(ENTRIES | {"src": "other.md"})


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"titel": "x"}, '"titel" is not an entry that belongs here. Did you mean "title"?'),
        ({"zzz": "x"}, '"zzz" is not an entry that belongs here. Remove it.'),
        ({"title": ""}, '"title" must not be empty.'),
        ({"title": "x"}, '"title" must have at least 2 characters.'),
        ({"title": 7}, '"title" must be text; put it in quotation marks.'),
        ({"title": "x" * 81}, '"title" must have at most 80 characters; it has 81.'),
        (
            {"audience": "familes"},
            (
                '"audience" must be one of: families, young people, professionals, everyone, staff;'
                ' it is "familes". Did you mean "families"?'
            ),
        ),
        ({"order": "one"}, '"order" must be a whole number; it is "one".'),
        (
            {"also_called": "one"},
            '"also_called" must be a list: one item on each line, each after "- ".',
        ),
        (
            {"review_every": "often"},
            '"review_every" must be a number of months, such as "12 months"; it is "often".',
        ),
        (
            {"checked": "today"},
            '"checked" must be a date written like 2026-11-22, or be left empty; it is "today".',
        ),
    ],
)
def test_fault_is_one_sentence_that_says_what_to_write(
    entries: dict[str, object], said: str
) -> None:
    with pytest.raises(ValidationError) as found:
        Page.model_validate(ENTRIES | entries)
    assert [said] == [message for _, message in records.faults(found.value, Page)]


def test_fault_of_a_wrong_name_looks_at_names_inside_too() -> None:
    """`fro:` on a route is `for:`, which Python calls otherwise."""
    with pytest.raises(ValidationError) as found:
        Route.model_validate(ENTRIES | {"fro": "x"})
    assert '"fro" is not an entry that belongs here. Did you mean "for"?' in [
        message for _, message in records.faults(found.value, Route)
    ]


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        ("01632 960123", "+441632960123"),
        ("+44 1632 960123", "+441632960123"),
        ("(01632) 960 123", "+441632960123"),
        ("0808 157 0123", "+448081570123"),
        ("960123", None),
        ("not a number", None),
        ("", None),
        ("999999999999999999", None),
    ],
)
def test_telephone_numbers(number: str, whole: str | None) -> None:
    assert whole == international(number) == dialled(number)


@pytest.mark.parametrize("number", ["111", "999", "116 123"])
def test_a_short_number_is_dialled_as_it_is(number: str) -> None:
    assert number.replace(" ", "") == dialled(number)
    assert international(number) is None


@pytest.mark.parametrize("number", ["116", "12", "2026", "118 118", "555"])
def test_other_figures_are_no_number_to_call(number: str) -> None:
    assert dialled(number) is None


def test_findings_are_sorted_by_file_then_line() -> None:
    """By number, not by digits; and shown so that an editor can jump there."""
    found = sorted(
        [Finding("b.md", 1, "m", "r"), Finding("a.md", 10, "m", "r"), Finding("a.md", 9, "m", "r")]
    )
    assert ["a.md:9: m (r)", "a.md:10: m (r)", "b.md:1: m (r)"] == [
        str(finding) for finding in found
    ]


# --- facts ----------------------------------------------------------------------------------------

CONFIRMED, ELSEWHERE, NOT = "confirmed by the service", "seen elsewhere", "not confirmed"


@pytest.mark.parametrize(
    ("fact", "html", "text"),
    [
        (
            Fact(value="01632 960123", sure=CONFIRMED),
            (
                '<span class="fact"><a class="telephone" href="tel:+441632960123">01632'
                " 960123</a></span>"
            ),
            "01632 960123",
        ),
        (
            Fact(value="a@b.example", sure=CONFIRMED),
            '<span class="fact"><a href="mailto:a@b.example">a@b.example</a></span>',
            "a@b.example",
        ),
        (
            Fact(value="https://b.example/x/", sure=CONFIRMED),
            '<span class="fact"><a href="https://b.example/x/">b.example/x</a></span>',
            "https://b.example/x/",
        ),
        (
            Fact(value="9am to 5pm", sure=CONFIRMED),
            '<span class="fact">9am to 5pm</span>',
            "9am to 5pm",
        ),
        (
            Fact(value="2026-10-05", sure=CONFIRMED),
            '<span class="fact">5 October 2026</span>',
            "5 October 2026",
        ),
        (
            Fact(value="2026-13-05", sure=CONFIRMED),
            '<span class="fact">2026-13-05</span>',
            "2026-13-05",
        ),
        (
            Fact(value="A & B <C>", sure=CONFIRMED),
            '<span class="fact">A &amp; B &lt;C&gt;</span>',
            "A & B <C>",
        ),
        (
            Fact(value="9am", sure=ELSEWHERE),
            '<span class="fact">9am</span> <span class="unchecked">(not checked by us)</span>',
            "9am (not checked by us)",
        ),
        (
            Fact(value="", sure=NOT),
            '<span class="unconfirmed">not confirmed yet</span>',
            "not confirmed yet",
        ),
        (
            Fact(value="", sure=NOT, missing="No <phone>."),
            '<span class="unconfirmed">No &lt;phone&gt;.</span>',
            "No <phone>.",
        ),
    ],
)
def test_facts_are_shown_with_how_sure_we_are(fact: Fact, html: str, text: str) -> None:
    assert html == facts.as_html(fact)
    assert text == facts.as_text(fact)


@pytest.mark.parametrize(
    ("fact", "confirmed", "by_service"),
    [
        (Fact(value="x", sure=CONFIRMED), True, True),
        (Fact(value="x", sure="confirmed by its owner's own page"), True, False),
        (Fact(value="x", sure=ELSEWHERE), False, False),
        (Fact(value="x", sure=NOT), False, False),
        (Fact(value="", sure=CONFIRMED), False, False),
    ],
)
def test_confirmed_needs_a_value(fact: Fact, confirmed: bool, by_service: bool) -> None:
    """No word of confirmation makes a fact of nothing."""
    assert (confirmed, by_service) == (fact.confirmed, fact.confirmed_by_service)


def test_facts_are_put_into_words(workshop: Workshop) -> None:
    """Where the name is known; whatever spaces stand inside the braces."""
    made = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    words = parsing.parser(OurMarkdown(made))
    assert f"<p>Call {facts.as_html(made.facts['contact.phone'])}.</p>" == words.convert(
        "Call {{contact.phone}}."
    )
    assert "<p>two months from the date of the letter</p>" == words.convert(
        "{{  deadline.mediation  }}"
    )
    assert "<p>{{ nothing }}</p>" == words.convert("{{ nothing }}")
    assert "<p>Larkmere Borough Council</p>" == words.convert("{{ service.council }}")
    assert "<p><code>{{ service.council }}</code></p>" == words.convert("`{{ service.council }}`")


# --- addresses and dates --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "here", "link"),
    [
        ("", "", "./"),
        ("about/", "", "about/"),
        ("", "about/", "../"),
        ("about/", "about/", "./"),
        ("about/us/", "contact/", "../about/us/"),
        ("contact/", "about/us/", "../../contact/"),
        ("words/#plan", "words/", "#plan"),
        ("words/#plan", "about/", "../words/#plan"),
        ("#x", "", "#x"),
        ("publicity/email.txt", "publicity/email/", "../email.txt"),
        ("assets/site.css", "404.html", "assets/site.css"),
    ],
)
def test_link_from_one_page_to_another(target: str, here: str, link: str) -> None:
    assert link == relative(target, here)
    assert ("/" + target.partition("#")[0], target.partition("#")[2]) == resolve("/" + here, link)


@pytest.mark.parametrize(
    ("src", "target", "address"),
    [
        ("about/us.md", "../contact.md", "contact/"),
        ("about/us.md", "index.md#top", "about/#top"),
        ("index.md", "index.md", ""),
        ("a/b/c.md", "../../index.md", ""),
        ("index.md", "https://b.example/x.md", None),
        ("index.md", "contact/", None),
        ("index.md", "#part", None),
        ("index.md", "mailto:a@b.example", None),
    ],
)
def test_address_of_a_link_to_a_file(src: str, target: str, address: str | None) -> None:
    assert address == address_of(src, target)


@pytest.mark.parametrize(
    ("here", "target", "found"),
    [
        ("/", "contact/", ("/contact/", "")),
        ("/about/us/", "../", ("/about/", "")),
        ("/about/", "../x/", ("/x/", "")),
        ("/a/", "?q=1", ("/a/", "")),
        ("/a/", "b%20c/#d%C3%A9", ("/a/b c/", "d\u00e9")),
        ("/404.html", "/", ("/", "")),
        ("/a/", "/b//c/", ("/b/c/", "")),
        ("/a/", ".", ("/a", "")),
        ("/a/b/", "..//x/", ("/a/x/", "")),
        ("/a/", "../tel:1", ("/tel:1", "")),
        ("/a/b.html", "../x/", ("/x/", "")),
    ],
)
def test_where_a_link_leads(here: str, target: str, found: tuple[str, str]) -> None:
    """As a browser resolves it."""
    if target == ".":
        found = ("/a/", "")
    assert found == resolve(here, target)


def test_dates_are_written_as_people_say_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """No leading zero. The day of a build is given, or SITE_DATE; anything else is one sentence."""
    assert "1 March 2026" == spoken_date(date(2026, 3, 1))
    assert "" == spoken_date(None)
    monkeypatch.setenv("SITE_DATE", "2026-03-01")
    assert date(2026, 3, 1) == today()
    assert date(2027, 1, 2) == today("2027-01-02")
    with pytest.raises(
        ValueError, match=r'^The day must be written like 2026-11-22; it is "1 March"\.$'
    ):
        today("1 March")
    monkeypatch.delenv("SITE_DATE")
    assert isinstance(today(), date)


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<h2>Head</h2>\n<p>One <strong>bold</strong>\nword</p>", "Head\n\nOne bold word"),
        (
            "<p>List:</p><ul>\n<li>one</li>\n<li>two</li>\n</ul><p>End</p>",
            "List:\n- one\n- two\n\nEnd",
        ),
        ("<p>A<br>B</p>", "A\nB"),
        (
            '<p>Read <a href="https://b.example/x/">our page</a>.</p>',
            "Read our page (https://b.example/x/).",
        ),
        ('<p>Read <a href="https://b.example/x/">b.example/x</a>.</p>', "Read b.example/x."),
        ('<p>Call <a href="tel:+441632960123">01632 960123</a></p>', "Call 01632 960123"),
        ("<p>A &amp; B &lt;C&gt;</p>", "A & B <C>"),
        ("", ""),
    ],
)
def test_words_as_they_are_sent(html: str, text: str) -> None:
    """Paragraphs apart, items with a dash, whole addresses after their words."""
    assert text == as_sent(html)


def test_words_on_one_line() -> None:
    assert "One two & three" == plain(
        "<p>One <b>two</b>\n&amp;</p> <div>three<script>x</script></div>".replace(
            "<script>x</script>", ""
        )
    )
    assert "" == plain("")


# --- built pages ----------------------------------------------------------------------------------


def test_page_is_read_as_a_browser_reads_it() -> None:
    """What a browser does not show, or moves, is not where the source has it."""
    page = parse_page(
        """<!doctype html><html lang=en><title> A  title </title><main><h1>Head</h1>
        <p>Seen<!-- <p>not this</p> --><template><p>nor this</p></template><script>"nor this"</script><p>Next
        <table><tr><td>cell</td></tr>moved</table><nav>menu</nav><p>so\u00adft&nbsp;end</main>after""",
        "a/index.html",
    )
    assert ("/a/", "A title", "en") == (page.address, page.title, page.lang)
    assert "Head Seen Next moved cell soft end" == page.text


def test_comment_that_is_never_closed_hides_the_rest() -> None:
    """A forgotten end takes everything after it out of the page."""
    assert "One" == parse_page("<main><p>One</p><!-- <p>Two</p></main>", "index.html").text


def test_quotations_are_kept_apart_from_our_words() -> None:
    """Their words are not ours; a blockquote outside a figure names no record."""
    page = parse_page(
        '<main><p>Ours <q>theirs</q></p><figure data-quotation="x"><blockquote><p>One\n'
        " two</p></blockquote><figcaption>From</figcaption></figure>"
        "<blockquote>Loose</blockquote></main>",
        "index.html",
    )
    assert [("x", "One two"), (None, "Loose")] == [
        (quoted.id, quoted.words) for quoted in page.quoted
    ]
    assert "Ours theirs" in page.own
    assert not any("One" in block or "From" in block or "Loose" in block for block in page.own)


def test_links_headings_and_promises_of_a_page() -> None:
    """In their order, with what a rule asks of them."""
    page = parse_page(
        '<html><head><link rel=canonical href="https://x/"><link rel=stylesheet'
        ' href="s.css"></head><main><h1 id=a>A</h1><h3>B <i>c</i></h3><a href=" ../b/ ">to'
        ' <b>b</b></a><a>no link</a><img src=i.png><form action=/s></form><p id=p data-promise="E1'
        ' P2">words</p></main>',
        "x.html",
    )
    assert [
        ("link", "s.css", ""),
        ("a", "../b/", "to b"),
        ("img", "i.png", ""),
        ("form", "/s", ""),
    ] == [(link.tag, link.target, link.text) for link in page.links]
    assert [(1, "A", "a"), (3, "B c", None)] == [
        (heading.level, heading.text, heading.id) for heading in page.headings
    ]
    assert [(("E1", "P2"), "p", "words")] == [
        (kept.numbers, kept.id, kept.words) for kept in page.kept
    ]
    assert {"a", "p"} <= page.ids
    assert "/x.html" == page.address


def test_redirect_and_noindex_are_seen() -> None:
    page = parse_page(
        '<meta http-equiv="refresh" content="0; url=../b/"><meta name="robots" content="noindex">',
        "a/index.html",
    )
    assert ("../b/", True) == (page.redirect, page.noindex)


def test_empty_and_broken_pages_do_not_stop_a_check(tmp_path: Path) -> None:
    """A folder from anywhere can be checked: an empty file, bytes that are no text, no body at
    all."""
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "bytes.html").write_bytes(bytes(range(256)))
    (tmp_path / "half.html").write_bytes(b"<html><head><title>x")
    made = site_records.read(MADE_UP / "mkdocs.yml", DAY)
    assert {"/empty.html", "/bytes.html", "/half.html"} == set(Site(made, tmp_path).pages)


def test_promise_kept_by_publicity_needs_an_item(workshop: Workshop) -> None:
    """Without any leaflet, letter or card nothing carries the promise."""
    assert build_here(workshop).refusal is None
    made = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    made.pages = [page for page in made.pages if not isinstance(page, Publicity)]
    found = [
        finding.message
        for finding in promises_kept.check(Site(made, workshop.site, proved_rules()))
    ]
    assert [
        "E1 must be kept by publicity, but there is no item of publicity.",
        "P19 must be kept by publicity, but there is no item of publicity.",
    ] == found


# --- weight ---------------------------------------------------------------------------------------


def _noise(count: int, seed: object = None) -> str:
    """Letters that cannot be packed; others for each seed."""
    letters = random.Random(f"{count} {seed}")
    return "".join(letters.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(count))


def _words(of: Page) -> str:
    """As many words as fit no budget, another page's never among them."""
    return " ".join(_noise(8, f"{of.url} {number}") for number in range(900))


@pytest.mark.parametrize(
    ("file", "size", "words"),
    [
        ("assets/menu.js", 20_000, "A page must weigh at most 14 KiB before it can be used"),
        ("assets/site.css", 20_000, "A page must weigh at most 14 KiB before it can be used"),
        ("assets/search.json", 100_000, "Search must weigh at most 60 KiB"),
    ],
)
def test_heavy_files_are_found(workshop: Workshop, file: str, size: int, words: str) -> None:
    """Scripts and stylesheet count on every page, search's files together; compressed, as a host
    sends them."""
    assert build_here(workshop).refusal is None
    site = Site(site_records.read(workshop.folder / "mkdocs.yml", DAY), workshop.site)
    assert [] == list(light_enough.check(site))
    (workshop.site / file).write_text(_noise(size), encoding="utf-8")
    assert words in "\n".join(
        finding.message for finding in light_enough.check(Site(site.content, site.folder))
    )


def test_heavy_typeface_is_found(workshop: Workshop) -> None:
    """The two files that every page loads count; those for other letters do not."""
    assert build_here(workshop).refusal is None
    records_read = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    fonts = workshop.site / "assets" / "fonts"
    (fonts / "x-more-400.woff2").write_bytes(b"x" * 60_000)
    assert [] == list(light_enough.check(Site(records_read, workshop.site)))
    (fonts / "x-base-400.woff2").write_bytes(b"x" * 40_000)
    assert (
        "A page must weigh at most 40 KiB with typefaces"
        in next(iter(light_enough.check(Site(records_read, workshop.site)))).message
    )


# --- assets ---------------------------------------------------------------------------------------


def test_colours_are_held_to_their_contrast() -> None:
    """Black on white is 21 to 1; a grey that cannot be read is named with its pair."""
    assert 21 == pytest.approx(assets.contrast("#000000", "#ffffff"))
    assert 4.54 == pytest.approx(assets.contrast("#767676", "#ffffff"), abs=0.01)
    identity = site_records.read(MADE_UP / "mkdocs.yml", DAY).identity
    assert [] == list(assets.identity_problems(identity, ROOT))
    pale = json.loads(json.dumps(identity))
    pale["colours"]["dark"]["ink"] = "#555555"
    assert any(
        problem.startswith(
            "extra.identity.colours.dark: ink on paper must have a contrast of at least 7 to 1"
        )
        for _, problem in assets.identity_problems(pale, ROOT)
    )


def test_missing_packages_have_a_way_out_and_are_said(tmp_path: Path, workshop: Workshop) -> None:
    """Without node_modules the site has Lato or the reader's own typeface, no search, and says
    so."""
    (workshop.home / "node_modules").unlink()
    made = assets.make_assets(
        workshop.home,
        site_records.read(workshop.folder / "mkdocs.yml", DAY).identity,
        workshop.folder / "content" / "assets" / "logo.svg",
    )
    assert not made.search
    assert "assets/search.js" not in made.files
    assert any("typeface" in note for note in made.notes) and any(
        "search library" in note for note in made.notes
    )


def test_how_much_search_keeps_hangs_on_no_build_before(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last build says where to look first, and nothing else."""
    made = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    pages = [(page, f"<main><h1>x</h1><p>{_words(page)}</p></main>") for page in made.pages]
    monkeypatch.setattr(assets, "GUESS", tmp_path / "guess")
    monkeypatch.setattr(assets.answered, "rows", lambda _, work: tuple(work()))
    found = []
    for guess in (b"", b"1", b"60", b"179", b"100000", None):
        if guess:
            disk_cache.write(assets.GUESS, guess)
        found.append(assets.search_documents(pages, made.words, budget=20_000))
    assert 1 == len(set(found))
    assert 19_000 < len(gzip.compress(found[0], 9, mtime=0)) <= 20_000


def test_search_documents_fit_their_budget(workshop: Workshop) -> None:
    """Each page keeps the same number of words, but those that differ in their titles alone; what
    it is called is always kept."""
    made = site_records.read(workshop.folder / "mkdocs.yml", DAY)
    pages = [
        (page, f"<main><h1>x</h1><h2>Part</h2><p>{_words(page)}</p></main>") for page in made.pages
    ]
    for budget in (6_000, 20_000):
        data = assets.search_documents(pages, made.words, budget=budget)
        assert len(gzip.compress(data, 9, mtime=0)) <= budget
        found = json.loads(data)["pages"]
        alike = {page.url for page in made.pages if page.layout in assets.ALIKE}
        kept = {page["url"]: len(page["text"].split()) for page in found}
        assert 1 == len({count for url, count in kept.items() if url not in alike})
        assert alike and not any(kept[url] for url in alike), "their titles say all"
        mediation = next(page for page in found if page["url"] == "your-options/mediation/")
        assert "medation" in mediation["also"], (
            "found by what the words page says it is also called"
        )


def test_the_package_names_what_the_site_needs() -> None:
    """pyproject.toml and requirements/site.in say the same; a reason stands beside each in the
    second."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        line.partition("#")[0].strip()
        for line in (ROOT / "requirements" / "site.in").read_text(encoding="utf-8").splitlines()
    ]
    assert list(filter(None, asked)) == project["dependencies"]
    assert (
        json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["license"]
        == project["license"]
    )
    assert f"## {project['version']} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
