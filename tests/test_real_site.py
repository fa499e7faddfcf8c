"""The real site, built once by the real command and walked: every promise, link and record."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import material
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.built.site import ONE_FILE
from hooks.sources import owners
from hooks.sources.content import EVERY_SERVICE_CONFIRMS, FACT, Content
from hooks.sources.facts import as_text
from hooks.sources.records import ROUTE_FIELDS, Deadlines, Fact
from hooks.words import wording
from tests import helpers
from tests.helpers import ROOT


def tree_of(path: Path) -> LexborHTMLParser:
    return _tree(path.read_bytes())


PAGES = 512
"""More than the pages of two sites: of a site and of the same a step later, most are the same."""


@lru_cache(maxsize=PAGES)
def _tree(page: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(page.decode())


def page(site: Path, url: str) -> LexborHTMLParser:
    """A built page by its address below the site's own."""
    return tree_of(site / url / "index.html")


def words(node: LexborHTMLParser | LexborNode | None) -> str:
    """What a page or a part of it says, with one space between words."""
    assert node is not None
    body = node.body if isinstance(node, LexborHTMLParser) else node
    assert body is not None
    return " ".join(body.text(separator=" ").replace("\u00ad", "").replace("\u200b", "").split())


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page by its file."""
    return {
        path.relative_to(site).as_posix(): tree_of(path) for path in sorted(site.rglob("*.html"))
    }


def said(text: str) -> str:
    """A record's words as a page says them: no Markdown marks, one space."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"\*\*|`", "", text).split())


def loose(text: str) -> str:
    """Words whatever spaces and marks stand between them: inline elements leave spaces that nobody
    sees."""
    return "".join(text.split())


# --- promises -------------------------------------------------------------------------------------


def test_every_promise_stands_on_the_site(real_site: Path, real_content: Content) -> None:
    """Where it must be said on a page, at least one paragraph or part of a page says it, with words
    and an address of its own."""
    carried: dict[str, list[tuple[str, LexborNode]]] = {}
    for file, tree in pages(real_site).items():
        for node in tree.css("[data-promise]"):
            for number in (node.attributes["data-promise"] or "").split():
                carried.setdefault(number, []).append((file, node))
    for promise in real_content.promises:
        found = carried.get(promise.number, [])
        for said in promise.said_on:
            record = real_content.page(said.page)
            assert record is not None, f"{promise.number}: {said.page}"
            part = page(real_site, record.url).css_first(f'[id="{said.part or "main"}"]')
            assert part is not None, f"{promise.number}: {said}"
            found.append((said.page, part.parent or part))
        assert found or "page" not in promise.kept_by, f"Nothing says {promise.number}"
        for file, node in found:
            assert len(words(node).split()) >= 5, f"{promise.number}: {file}"
            assert node.attributes.get("id") or promise.said_on, file


def test_every_promise_has_a_keeper_in_the_register(real_site: Path, real_content: Content) -> None:
    """The register names somebody or something that keeps it, in a sentence, and links lead to
    where it is said."""
    assert real_content.register is not None
    register = page(real_site, real_content.register.url)
    for promise in real_content.promises:
        row = register.css_first(f'#register ~ .register > li[id="{promise.key}"]')
        assert row is not None, f"{promise.number} is not in the register"
        sentences = [words(item) for item in row.css("ul > li")]
        assert len(sentences) >= len(promise.kept_by), promise.number
        for sentence in sentences:
            assert sentence.endswith("."), sentence
            assert sentence[0].isupper(), sentence


def test_register_says_what_the_last_build_found(real_site: Path, real_content: Content) -> None:
    """In words; nothing that still waits to be filled in."""
    assert real_content.register is not None
    register = real_site / real_content.register.url / "index.html"
    text = register.read_text(encoding="utf-8")
    assert "@@" not in text
    assert "<!-- register -->" not in text
    checks = re.findall(r"The last check found (.+?)\.</li>", text)
    assert len(checks) == sum(len(promise.rules) for promise in real_content.promises)
    for check in checks:
        assert re.fullmatch(r"nothing to put right|one thing to put right|\d+ to put right", check)


def test_commitments_of_a_policy_show_their_numbers(real_site: Path, real_content: Content) -> None:
    """Each is a paragraph of its own, whose number is a link to itself."""
    shown = 0
    for policy in real_content.carried:
        for node in page(real_site, policy.url).css(".commitment[data-promise]"):
            link = node.css_first(".commitment-number a")
            assert link is not None
            assert f"#{node.attributes['id']}" == link.attributes["href"]
            numbers = (node.attributes["data-promise"] or "").split()
            assert f"Commitment {' and '.join(numbers)}" == words(link)
            shown += 1
    assert shown


# --- findings -------------------------------------------------------------------------------------


def test_what_holds_the_site_back(real_site: Path, real_content: Content) -> None:
    """One hold for each question of a record that the service has not answered, and none besides;
    no error."""
    record = json.loads((real_site / "gate.json").read_text(encoding="utf-8"))
    assert [] == [finding for finding in record["findings"] if finding["severity"] == "error"]
    holds = {
        finding["message"]
        for finding in record["findings"]
        if finding["severity"] == "hold" and finding["rule"] == "service-confirms"
    }
    approver = real_content.no_approver
    assert len(real_content.to_confirm) + (approver is not None) == len(holds)
    assert (
        approver is None
        or f"The service must confirm: {owners.ASK} To do so, {approver.how}." in holds
    )
    for question in real_content.to_confirm:
        open_facts = [name for name in question.facts if not _confirmed(real_content, name)]
        assert (
            f"The service must confirm: {question.ask} (not confirmed: {', '.join(open_facts)})"
            in holds
        )


def test_every_fact_that_must_be_confirmed_is_asked_for(real_content: Content) -> None:
    """Each fact of a question is in a record; the facts that every service must confirm are all
    asked for."""
    assert real_content.contact is not None
    asked = {name for question in real_content.contact.must_confirm for name in question.facts}
    assert asked <= set(real_content.facts)
    assert set(EVERY_SERVICE_CONFIRMS) <= asked
    for policy in real_content.carried:
        assert {f"policy.{policy.slug}.{name}" for name in policy.facts} <= asked
    for question in real_content.contact.must_confirm:
        assert (question in real_content.to_confirm) is not all(
            _confirmed(real_content, name) for name in question.facts
        )


def _confirmed(records: Content, name: str) -> bool:
    """Whether the service has confirmed a fact, read from the record itself."""
    fact = records.facts[name]
    return (
        isinstance(fact, Fact)
        and fact.value is not None
        and fact.sure == "confirmed by the service"
    )


def test_nothing_was_left_out(real_site: Path) -> None:
    """Every part of the site was made and checked on this machine."""
    assert [] == json.loads((real_site / "gate.json").read_text(encoding="utf-8"))["left_out"]


def test_draft_notice_while_a_question_is_open(real_site: Path, real_content: Content) -> None:
    """Then every page says that it is a draft and leads to what is missing; afterwards no page
    does."""
    draft = bool(real_content.unconfirmed)
    for file, tree in pages(real_site).items():
        if tree.css_first('meta[http-equiv="refresh"]') is None and file.endswith("index.html"):
            assert (tree.css_first(".draft") is not None) is draft, file
            assert (tree.css_first('.draft a[href$="#to-confirm"]') is not None) is draft, file
    listed = [words(item) for item in page(real_site, "contact").css("#to-confirm li")]
    assert real_content.unconfirmed == listed


def test_only_a_day_that_has_come_is_a_day_of_a_check(real_content: Content) -> None:
    """No check is claimed that no person can have made yet."""
    for entry in real_content.pages:
        days = [
            entry.checked,
            *(
                fact.checked
                for fact in getattr(entry, "facts", {}).values()
                if isinstance(fact, Fact)
            ),
        ]
        assert all(day <= helpers.TODAY + timedelta(days=1) for day in days if day), entry.src


# --- links ----------------------------------------------------------------------------------------


class _Reader(HTMLParser):
    """Reads links and anchors in its own way, apart from the rule that reads them for the build."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        self.links += [
            values[name] or ""
            for name in ("href", "src", "action", "data", "poster")
            if name in values
        ]
        self.links += [
            part.split()[0] for part in (values.get("srcset") or "").split(",") if part.strip()
        ]


@lru_cache(maxsize=PAGES)
def _read(page: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(page.decode())
    return reader


def test_every_link_leads_somewhere(real_site: Path, real_content: Content) -> None:
    """Every link inside the site, to a page, a file or a part of a page; and nothing but https,
    mail and telephone leads outside."""
    readers = {
        path.relative_to(real_site).as_posix(): _read(path.read_bytes())
        for path in sorted(real_site.rglob("*.html"))
    }
    own, dead, count = real_content.site_url.rstrip("/"), [], 0
    for file, reader in readers.items():
        for link in reader.links:
            count += 1
            target = link.removeprefix(own) if (link + "/").startswith(own + "/") else link
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                if parts.scheme not in ("https", "mailto", "tel", "data"):
                    dead.append(f"{file}: {link}")
                continue
            path = unquote(urlsplit(urljoin(f"https://site/{file}", target or "/")).path).lstrip(
                "/"
            )
            name = path + "index.html" if not path or path.endswith("/") else path
            if not (real_site / name).is_file() or (
                parts.fragment
                and name in readers
                and unquote(parts.fragment) not in readers[name].ids
            ):
                dead.append(f"{file}: {link}")
    assert count > 10 * len(real_content.pages)
    assert [] == dead


def test_every_address_ever_published_works(real_site: Path, real_content: Content) -> None:
    """Each line of addresses.txt is a page, a file, or leads on to one."""
    for address in real_content.addresses:
        path = real_site / address.path.lstrip("/")
        assert (path / "index.html" if address.path.endswith("/") else path).is_file(), address.path
    assert {"/" + entry.url for entry in real_content.pages} <= {
        address.path for address in real_content.addresses
    }


# --- records --------------------------------------------------------------------------------------


def _shown(fact: Fact | str) -> str:
    """A fact as a page shows it: an address without its scheme."""
    text = fact if isinstance(fact, str) else as_text(fact)
    return re.sub(r"https?://", "", text).rstrip("/").replace("/ (", " (")


def test_every_page_has_its_title_and_is_complete(real_site: Path, real_content: Content) -> None:
    """Each source page was built with its title as the one main heading; nothing of the source's
    signs is left over."""
    for entry in real_content.pages:
        tree = page(real_site, entry.url)
        headings = [words(node) for node in tree.css("main h1")]
        assert [entry.title] == headings, entry.src
        text = words(tree.css_first("main"))
        for sign in ("{{", "}}", "{%", "{:", "/// ", "](", "@@"):
            assert sign not in text or entry.audience == "staff", f"{entry.src} shows {sign}"


def test_every_organisation_is_shown(real_site: Path, real_content: Content) -> None:
    """Its page shows each entry of its record; the list of organisations names and describes it, A
    to Z."""
    assert real_content.service is not None and real_content.organisations
    councils = real_content.service.councils
    listing = loose(words(page(real_site, "organisations")))
    for body in real_content.organisations:
        text = words(page(real_site, body.url))
        for entry in (body.full_name, body.does, body.for_whom, body.run_by, body.cost):
            assert loose(said(entry)) in loose(text), f"{body.src}: {entry}"
        for name, fact in body.facts.items():
            assert loose(_shown(fact)) in loose(text), f"{body.src}: {name}"
        assert loose(body.title) in listing
        names = {name for council in councils for name in (council.name, council.short)}
        of_one = body.part_of in (*names, "the council")
        if not of_one and body.part_of != "the provider":
            assert f"It is part of {body.part_of}." in text, body.src
        apart = [name for name in councils if f"not part of {name.name}" in text]
        assert len(councils) - of_one <= len(apart), body.src
        assert f"not part of {real_content.service.name}." in text, body.src
    links = [node.attributes["href"] for node in page(real_site, "organisations").css(".listing a")]
    assert [f"{body.slug}/" for body in real_content.organisations] == links


def test_every_route_has_the_same_fields(real_site: Path, real_content: Content) -> None:
    """The same eight entries and the same headings, in the same order, on each page; all of them in
    one list, A to Z."""
    labels = [label for _, label in ROUTE_FIELDS]
    headings = set()
    for route in real_content.routes:
        tree = page(real_site, route.url)
        assert labels == [words(node) for node in tree.css("main dl.facts dt")], route.src
        headings.add(tuple(words(node) for node in tree.css("main .words h2")))
    assert 1 == len(headings)
    options = page(real_site, "your-options")
    assert labels * len(real_content.routes) == [
        words(node) for node in options.css("main dl.facts dt")
    ]
    titles = [words(node) for node in options.css("main section.panel h2")]
    assert sorted(titles) == titles == [route.title for route in real_content.routes]


def test_every_deadline_is_shown_with_its_law(real_site: Path, real_content: Content) -> None:
    """Who, how long, from when, how sure, what a weekend does to it, and the law with its link."""
    assert real_content.deadlines
    for record in real_content.of(Deadlines):
        tree = page(real_site, record.url)
        for limit in record.deadlines:
            part = tree.css_first(f"section.limit#{limit.id}")
            assert part is not None, limit.id
            for entry in (
                limit.title,
                limit.limit,
                limit.counts_from,
                limit.last_day or "",
                limit.who,
                limit.law,
            ):
                assert loose(said(entry)) in loose(words(part)), f"{limit.id}: {entry}"
            assert str(limit.url) in [link.attributes["href"] for link in part.css("a")]
            differs = not limit.sure.startswith("confirmed")
            assert ["Seen elsewhere"] * differs == [words(one) for one in part.css(".badge")]


def test_time_limits_stand_on_the_page_of_those_who_must_keep_them(real_content: Content) -> None:
    """A family meets its own limits on one page, and those of the council and others on another."""
    for record in real_content.of(Deadlines):
        assert 1 == len({limit.whose for limit in record.deadlines}), record.src


def test_facts_in_words_come_from_their_record(real_site: Path, real_content: Content) -> None:
    """Wherever a page takes a fact, the built page says what the record says."""
    taken = 0
    for entry in real_content.pages:
        text = loose(words(page(real_site, entry.url)))
        for name in FACT.findall(entry.body):
            taken += 1
            assert loose(_shown(real_content.facts[name])) in text, f"{entry.src}: {name}"
    assert taken


def test_every_word_is_explained(real_site: Path, real_content: Content) -> None:
    """Each entry with what else it is called and what it means."""
    text = loose(words(page(real_site, "words")))
    assert real_content.words
    for word in real_content.words:
        for entry in (word.word, *word.also_called):
            assert loose(entry) in text, entry


def test_every_quotation_is_exact(real_site: Path, real_content: Content) -> None:
    """Each quotation on the site equals its record letter for letter, and says where it is from and
    how we hold it."""
    figures = [
        (file, node)
        for file, tree in pages(real_site).items()
        for node in tree.css("figure.quotation")
    ]
    for file, node in figures:
        quotation = real_content.quotations[node.attributes["data-quotation"] or ""]
        assert " ".join(quotation.words.split()) == words(node.css_first("blockquote")), file
        caption = words(node.css_first("figcaption"))
        assert quotation.from_ in caption and quotation.held in caption, file
    assert figures


@pytest.mark.parametrize(
    "sentence",
    [
        "You should appeal now.",
        "We recommend mediation.",
        "This is your best option.",
        "It is the right school.",
        "The council is breaking the law.",
        "You will win at the tribunal.",
        "Families come first.",
        "Sign the petition.",
        "She suffers from autism.",
        "This does not bind us.",
        "He has a statement of SEN.",
    ],
)
def test_list_of_words_holds_every_kind(sentence: str, real_content: Content) -> None:
    """wording.yml is data that anybody can suggest to change: whatever else it holds, no kind of
    words may go from it."""
    assert list(wording.said(real_content, sentence))


def test_every_item_of_publicity_is_built(real_site: Path, real_content: Content) -> None:
    """As a page, and as text where it is sent as text; the public pack lists the public ones, and
    only those."""
    listed = {node.attributes["href"] for node in page(real_site, "publicity").css(".listing a")}
    assert {f"{item.slug}/" for item in real_content.publicity if item.pack} == {
        link for link in listed if link and link.endswith("/")
    }
    for item in real_content.publicity:
        assert page(real_site, item.url).css_first(f'article[data-item="{item.slug}"]') is not None
        assert item.as_text == (real_site / f"publicity/{item.slug}.txt").is_file(), item.src


# --- the frame ------------------------------------------------------------------------------------


def test_nothing_of_materials_reaches_a_reader(real_site: Path) -> None:
    """None of its files by name or by bytes, and none of its classes."""
    theirs = Path(material.__file__).parent / "templates"
    names = {path.name for path in (theirs / "assets").rglob("*") if path.is_file()} - {
        "favicon.png"
    }
    sizes = {
        path.stat().st_size: path
        for path in theirs.rglob("*")
        if path.is_file()
        and path.suffix in (".js", ".css", ".png", ".svg", ".map")
        and path.stat().st_size > 3000
    }
    for path in real_site.rglob("*"):
        if path.is_file():
            assert path.name not in names, path
            same = sizes.get(path.stat().st_size)
            assert same is None or same.read_bytes() != path.read_bytes(), path
    for file, tree in pages(real_site).items():
        assert not tree.css('[class^="md-"], [class*=" md-"], [data-md-component]'), file


def test_base_keeps_the_block_names_of_material(real_site: Path) -> None:
    """Layouts and habits that rest on Material's blocks go on working. Compared with the installed
    wheel."""
    theirs = (Path(material.__file__).parent / "templates" / "base.html").read_text(
        encoding="utf-8"
    )
    ours = (ROOT / "overrides" / "base.html").read_text(encoding="utf-8") + (
        ROOT / "overrides" / "main.html"
    ).read_text(encoding="utf-8")
    block = re.compile(r"{%-?\s*block\s+(\w+)")
    assert set() == set(block.findall(theirs)) - set(block.findall(ours))


def test_nothing_inline_and_no_other_host(real_site: Path) -> None:
    """The Content Security Policy of every page forbids both; so no page may need them. The copy
    for a disk is one file on purpose."""
    for file, tree in pages(real_site).items():
        if file == ONE_FILE:
            continue
        for node in tree.css("*"):
            for name, value in node.attributes.items():
                assert name != "style" and not name.startswith("on"), f"{file}: <{node.tag} {name}>"
                if name in ("src", "srcset", "action") or (
                    name == "href"
                    and node.tag in ("link", "use", "image")
                    and node.attributes.get("rel") not in (None, "canonical")
                ):
                    assert not re.match(r"(https?:)?//", value or ""), (
                        f"{file}: <{node.tag} {name}={value}>"
                    )
        assert [] == [node for node in tree.css("script") if not node.attributes.get("src")], file
        assert [] == tree.css("style"), file


# --- commands -------------------------------------------------------------------------------------


def test_make_lists_the_commands() -> None:
    """`make` alone, one line for each, none left out."""
    done = helpers.run("make")
    assert 0 == done.returncode, done.stdout
    lines = done.stdout.splitlines()
    promised = dict(
        re.findall(
            r"^([a-z-]+):.*?## (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    assert {"site", "serve", "test", "publishable", "help"} <= set(promised)
    assert list(promised.items()) == [tuple(line.split(maxsplit=2)[1:]) for line in lines]
    for line in lines:
        assert re.fullmatch(r"  make [a-z-]+ +\S.*", line)
        assert len(line) <= 120


def test_picture_for_sharing_is_there(real_site: Path, real_content: Content) -> None:
    """Who sends a page to a friend sends the picture with the policy along, and its words."""
    html = (real_site / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<meta property="og:image" content="https://[^/"]+/([^"]+)">', html)
    if not any(item.format == "picture" for item in real_content.publicity):
        assert found is None  # a service that has no such item
        return
    assert found is not None
    picture = real_site / found[1]
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert (1200, 630) == tuple(
        int.from_bytes(picture.read_bytes()[start : start + 4], "big") for start in (16, 20)
    )
    assert real_content.service is not None
    said = f"{real_content.service.name}."
    for policy in real_content.carried:
        assert policy.publicity is not None
        said += f" {policy.publicity.heading}. {policy.publicity.statement}"
    assert f'property="og:image:alt" content="{escape(said)}"' in html
