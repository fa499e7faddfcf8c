"""Every item of publicity carries every policy that says so, in its rendered result, seen early and
whole.

"The Impartiality Policy is given prominence in all Service publicity." The page is read as a
browser parses it, and the block may be made only of what is named here: a list of tricks would
never end. What is drawn (size, contrast, covering, first screen) is proved in Chromium by
tests/browser/test_publicity.py; tests/publicity/cases.py holds the ways to break both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import get_args
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hooks.built.causes import Fault, at_their_source, shown
from hooks.built.page_by_page import of_one_page, rows_of_one_page
from hooks.built.site import BLOCKS, NOT_TEXT, Site, squeeze
from hooks.pages import assets, other_letters
from hooks.printed.criteria import names_a_title
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.records import AS_TEXT, Format, InLanguage, Page, Policy, Publicity
from hooks.words import cut_off
from hooks.words.carried import EASY, SMALL, besides, denials, says, shown_by, titles
from hooks.words.foreign import is_language
from hooks.words.passages import WORD, passages, sentences
from hooks.words.spoken_of import takes_back

NAME = "publicity-carries-policy"
LOGO = re.compile(r"(\.\./)*assets/(icon\.svg|logo\.png)")
STYLESHEET = "/assets/site.css"

BLOCK_TAGS = frozenset({"section", "div", "h2", "h3", "p", "a", "strong", "b", "br", "wbr", "span"})
BLOCK_ATTRIBUTES = frozenset({"id", "class", "href", "aria-labelledby"})
"""What the block itself may be made of. Its classes begin with "carried"."""
ROUND_TAGS = frozenset({"html", "body", "main", "div", "section", "article", "header"})
ROUND_ATTRIBUTES = frozenset(
    {"id", "class", "lang", "dir", "tabindex", "aria-label", "aria-labelledby"}
)
"""What may stand round it, besides data-*."""
HIDING_CLASSES = frozenset(
    {
        "visually-hidden",
        "print-only",
        "screen-only",
        "narrow",
        "wide",
        "skip",
        "menu",
        "find",
        "comfort",
        "contents",
        "trail",
        "top",
        "foot",
        "about-page",
        "item-use",
        "only-online",
    }
)
"""Classes that the stylesheet hides: from sight, on one medium, or on paper."""
UNSEEN_TAGS = NOT_TEXT | {
    "s",
    "del",
    "strike",
    "dialog",
    "object",
    "iframe",
    "canvas",
    "option",
    "textarea",
    "audio",
    "video",
    "datalist",
    "rp",
    "map",
    "title",
}
UNSEEN_ATTRIBUTES = ("hidden", "inert", "popover")
UNSPOKEN_ROLES = frozenset(
    {
        "presentation",
        "none",
        "img",
        "button",
        "checkbox",
        "math",
        "meter",
        "option",
        "progressbar",
        "radio",
        "scrollbar",
        "separator",
        "slider",
        "switch",
        "tab",
    }
)
"""Roles whose words a screen reader may leave out."""
SIGN_OFFS = frozenset(
    {
        "kind regards",
        "regards",
        "best wishes",
        "yours sincerely",
        "yours faithfully",
        "many thanks",
        "with thanks",
    }
)
SIGNATURE = re.compile(r"[-_=–—]{2,}|—|[-_]+ ?original message ?[-_]+|.*\bwrote:\s*", re.IGNORECASE)
"""A line below which mail programs show a signature or somebody else's words."""

SHARES = re.compile(
    r"\bwe\s+(?:(?:may|might|can|could|will|would|also|often|always|sometimes)\s+)*"
    r"(?:share|pass(?:\s+on)?|forward|report)\s+(?:your|what\s+you)\b[^.!?]*\b(?:with|to)\b",
    re.IGNORECASE,
)
"""That we tell others what people told us."""
AGREED = re.compile(
    r"\b(?:not|never|unless|if|once|only|when|agree\w*|permission|consent|risk)\b", re.IGNORECASE
)
"""When we do so."""

FIRST_LINES = 25
"""Of plain text: what a mail program shows without scrolling."""


def check(site: Site) -> Iterator[Finding]:
    content = site.content
    items = content.publicity
    yield from _which(site)
    for policy in content.carried:
        yield from _emptied(content, policy)
    yield from _unused_layouts(site)
    for page in content.pages:
        yield from _cut_off(site, page)
    faults: list[Fault] = []
    made: list[tuple[Publicity, str]] = []
    for item in items:
        path = content.project_path(item.src)
        yield from _named_alone(content, item)
        yield from _spoken_of(content, item)
        yield from _shared(content, item)
        if site.built(item) is None:
            yield Finding(
                path,
                1,
                f"{item.title} was not built, so nobody can see whether it carries the policy.",
                NAME,
            )
            continue
        lacking = [
            policy
            for policy in content.carried
            if item.language
            and policy.publicity
            and item.language not in policy.publicity.languages
        ]
        if lacking:
            yield Finding(
                path,
                item.line_of("language"),
                _no_words_in(content, lacking[0], item.language),
                NAME,
            )
            continue
        layout = f"publicity/{item.format}.html"
        leads_to = tuple(policy.slug for policy in content.carried if site.built(policy))
        html = site.html(item)
        found = [
            *_whole_page_faults(site, item, html),
            *_policies_shown(site, item, html, leads_to),
        ]
        faults += [Fault(item, _of(item, said), layout, NAME) for said in found]
        made.append((item, layout))
        if item.as_text:
            layout = layout.replace(".html", ".txt")
            found = [
                said for policy in content.carried for said in _text_faults(site, item, policy)
            ]
            faults += [Fault(item, _of(item, said), layout, NAME) for said in found]
            made.append((item, layout))
    yield from at_their_source(content, made, faults)


def _of(item: Publicity, said: str) -> str:
    """What is said of an item, without its name, so that it can be said of several."""
    return said.replace(item.title, "{}", 1)


def _named_alone(content: Content, item: Publicity) -> Iterator[Finding]:
    """An item's title, and an e-mail's subject, stand right above the block and are no part of the
    layout: each names the item, as a title of a supplied file does, or is the policy's own name."""
    own = {
        words
        for policy in content.carried
        for words in (policy.title, shown_by(content, policy, item).heading)
    }
    for entry, said in (("title", item.title), ("subject", item.subject)):
        if said and said not in own and not names_a_title(said):
            yield Finding(
                content.project_path(item.src),
                item.line_of(entry),
                f"The {entry} stands right above the policy, so it must be short and whole, and"
                f' say nothing about the words below it; "{said}" may. Write what the item is.',
                NAME,
            )


def _spoken_of(content: Content, item: Publicity) -> Iterator[Finding]:
    """Words of an item that speak of the policy, and could take it back."""
    for policy in content.carried:
        if policy.impartiality_policy:
            for passage, sentence in takes_back(content, policy, item):
                yield Finding(
                    content.project_path(item.src),
                    passage.line,
                    f'"{sentence}" may take back what the {policy.title} says. Say there only what'
                    ' it says, such as "We do not take sides.", or where to read it, such as "You'
                    f' can read our {policy.title}."; or take the sentence out.',
                    NAME,
                )


@of_one_page
def _cut_off(site: Site, page: Page) -> Iterator[Finding]:
    """Words of an item, or of a page that tells people what they may do with our items, that invite
    readers to take the policy away."""
    content = site.content
    known: set[str] = set()  # said already, of this policy or of another
    for policy in content.carried:
        if policy.impartiality_policy and isinstance(page, Publicity):
            known |= {sentence for _, sentence in takes_back(content, policy, page)}
        for passage, sentence in cut_off.invites(content, policy, page):
            if sentence not in known:
                known.add(sentence)
                yield Finding(
                    content.project_path(page.src),
                    passage.line,
                    f'"{sentence}" invites people to take the policy off what they print, and'
                    " all publicity must show it. Take the sentence out.",
                    NAME,
                )


def _shared(content: Content, item: Publicity) -> Iterator[Finding]:
    """Sentences that say that we tell others what people told us, without saying when we do."""
    for passage in passages(content, item):
        for sentence in sentences(passage.english):
            if SHARES.search(sentence) and not AGREED.search(sentence):
                yield Finding(
                    content.project_path(item.src),
                    passage.line,
                    f'"{sentence}" may take back that what people tell us stays private. Write when'
                    ' we do so, such as "if you agree", or take the sentence out.',
                    NAME,
                )


def _no_words_in(content: Content, policy: Policy, language: str) -> str:
    return (
        f'There are no words of the {policy.title} in "{language}" yet. Write them into'
        f' {content.project_path(policy.src)}, below "publicity" and "languages", once the service'
        " has confirmed them."
    )


def _which(site: Site) -> Iterator[Finding]:
    """Which policy is the impartiality policy its own record says: one policy of the site, and no
    other."""
    content = site.content
    named = [policy for policy in content.policies if policy.impartiality_policy]
    brought = any(name.startswith("publicity/") for name in content.files)
    if not named and (content.publicity or brought):
        path = content.project_path(content.carried[0].src if content.carried else "policies")
        yield Finding(
            path,
            1,
            "One policy must say in its front matter that it is the impartiality policy, and what"
            ' publicity shows of it: "impartiality_policy: true", and "publicity:" with heading,'
            " statement and short.",
            NAME,
        )
    for policy in named[1:]:
        yield Finding(
            content.project_path(policy.src),
            policy.line_of("impartiality_policy"),
            f"One policy alone may be the impartiality policy; {content.project_path(named[0].src)}"
            ' is it. Take "impartiality_policy" out here.',
            NAME,
        )
    for policy in named[:1]:
        path = content.project_path(policy.src)
        if policy.publicity is None:
            yield Finding(
                path,
                policy.line_of("impartiality_policy"),
                f'The {policy.title} must say what publicity shows of it: "publicity:" with'
                " heading, statement and short.",
                NAME,
            )
            continue
        if policy.audience != "everyone":
            yield Finding(
                path,
                policy.line_of("audience"),
                f"The {policy.title} must be there for everyone, because all publicity leads to it:"
                f' write "audience: everyone"; it is "{policy.audience}".',
                NAME,
            )
        yield from _says_other(content, policy)
        own = [passage.text for passage in passages(content, policy) if not passage.front]
        if not own:
            yield Finding(
                path,
                policy.at.body_line,
                f"The {policy.title} is empty: below its front matter there must be the policy's"
                " own words.",
                NAME,
            )
        elif not any(says(content, policy, words) for words in own):
            yield Finding(
                path,
                policy.at.body_line,
                f"The {policy.title} must say in its own words, in a sentence of its own, that the"
                ' service takes no side, such as "We do not take sides."; it does not.',
                NAME,
            )


def _says_other(content: Content, policy: Policy) -> Iterator[Finding]:
    """A heading or statement that says something else, or takes back what it says."""
    assert policy.publicity is not None
    path, items = content.project_path(policy.src), content.publicity
    carry = {
        "short": [item for item in items if item.format in SMALL],
        "easy_read": [item for item in items if item.format == EASY],
    }
    for entry in ("heading", *policy.publicity.entries):
        count = len(carry.get(entry, items))
        carried = f" It stands on {count} items." if count > 1 else ""
        words, line = getattr(policy.publicity, entry), policy.line_of("publicity", entry)
        called = "Easy Read statement" if entry == "easy_read" else entry
        against = list(denials(content, policy, words, heading=entry == "heading"))
        if against:
            yield Finding(
                path,
                line,
                f"The {called} of the {policy.title} must say that the service takes no side, and"
                f' take nothing back; "{against[0]}" may say something else. Write a sentence such'
                ' as "We do not take sides.", or add your own way to say it to "impartial_words"'
                f" below it.{carried}",
                NAME,
            )
        elif not says(content, policy, words, heading=entry == "heading"):
            yield Finding(
                path,
                line,
                f"The {called} of the {policy.title} must say that the service takes no side or is"
                f' impartial; it is "{words}". Write {HEADING if entry == "heading" else SENTENCE}.'
                f"{carried}",
                NAME,
            )


HEADING = '"We are impartial" or "Our Impartiality Policy"'
SENTENCE = 'a sentence such as "We do not take sides."'


def _emptied(content: Content, policy: Policy) -> Iterator[Finding]:
    """A statement of one word would be carried by every item, and say nothing."""
    assert policy.publicity is not None
    for entry in policy.publicity.entries:
        words = getattr(policy.publicity, entry)
        if len(words.split()) < 5 or not words.rstrip().endswith((".", "!", "?")):
            yield Finding(
                content.project_path(policy.src),
                policy.line_of("publicity", entry),
                f"The {entry} that publicity carries for the {policy.title} must be at least one"
                f' whole sentence; it is "{words}".',
                NAME,
            )
    for code, said in policy.publicity.languages.items():
        path, line = (
            content.project_path(policy.src),
            policy.line_of("publicity", "languages", code),
        )
        if not is_language(code):
            yield Finding(
                path,
                line,
                f'"{code}" is no code of another language; Polish is "pl", Urdu is "ur".',
                NAME,
            )
        if said.checked > content.today + timedelta(days=1):
            yield Finding(
                path,
                line,
                '"checked" must be the day on which the service confirmed these words;'
                f" {said.checked:%-d %B %Y} is still to come.",
                NAME,
            )
        if _is_english(policy, said):
            yield Finding(
                path,
                line,
                f'The words in "{code}" are the English ones: write them in the language itself,'
                " once the service has confirmed them, or take them out.",
                NAME,
            )
        if len(said.statement.split()) < 5 or len(said.short.split()) < 2:
            yield Finding(path, line, f'The words in "{code}" must be whole sentences.', NAME)


def _is_english(policy: Policy, said: InLanguage) -> bool:
    """Whether most words that should be in another language stand in the policy's own."""
    assert policy.publicity is not None
    english = f"{policy.publicity.statement} {policy.publicity.short}".casefold()
    words = WORD.findall(f"{said.statement} {said.short}".casefold())
    return len(set(words) & set(WORD.findall(english))) * 2 > len(set(words))


def _unused_layouts(site: Site) -> Iterator[Finding]:
    """A layout that no item uses is proved by nothing, and the next item that takes it could forget
    the policy."""
    used: set[str] = {item.format for item in site.content.publicity}
    unused = set(site.content.service.formats_not_used if site.content.service else ())
    folder = site.content.layouts / "publicity"
    for layout in sorted([*folder.glob("*.html"), *folder.glob("*.txt")]) if used else ():
        wanted = used if layout.suffix == ".html" else used & AS_TEXT
        if layout.stem not in wanted | unused and not layout.stem.startswith("_"):
            yield Finding(
                shown(site.content, f"publicity/{layout.name}"),
                1,
                (
                    f'No item of publicity has "format: {layout.stem}". Add an item, or write'
                    f" {layout.stem} into extra.service.formats_not_used of mkdocs.yml."
                    if layout.stem in get_args(Format)
                    else f'No item of publicity can have "format: {layout.stem}": remove this'
                    " layout."
                ),
                NAME,
            )
    for item in site.content.publicity:
        if item.format in unused:
            yield Finding(
                site.content.project_path(item.src),
                item.line_of("format"),
                f"mkdocs.yml says that the service has no {item.format}: take {item.format} out of"
                " extra.service.formats_not_used.",
                NAME,
            )


# --- pages ----------------------------------------------------------------------------------------


def _whole_page_faults(site: Site, item: Publicity, html: str) -> Iterator[str]:
    """What would change, from anywhere in the page, how the item looks or where its links lead."""
    tree = LexborHTMLParser(html)
    if tree.css_first("style") is not None:
        yield (
            f"{item.title} must take its look from the site's stylesheet only; remove the <style>"
            " element from its layout."
        )
    for node in tree.css("link[rel]"):
        href = node.attributes.get("href") or ""
        if (
            "stylesheet" in (node.attributes["rel"] or "").lower().split()
            and (address := urljoin(f"https://site/{item.url}", href).removeprefix("https://site"))
            != STYLESHEET
            and not _only_typefaces(site, address.removeprefix("/"))
        ):
            yield (
                f"{item.title} must take its look from the site's stylesheet only; remove the"
                f" stylesheet {href} from its layout."
            )
    if (
        any("src" not in node.attributes for node in tree.css("script"))
        or tree.css_first("article script") is not None
    ):
        yield (
            f"{item.title} must have no script of its own; remove the <script> element from its"
            " layout."
        )
    if tree.css_first("base") is not None:
        yield (
            f"{item.title} must not change where its links lead; remove the <base> element from its"
            " layout."
        )
    if any(
        "width=device-width" not in (node.attributes.get("content") or "")
        for node in tree.css('meta[name="viewport"]')
    ):
        yield (
            f"{item.title} must be drawn as wide as the reader's screen; its layout must keep the"
            ' site\'s <meta name="viewport">.'
        )
    if any(
        (node.attributes["http-equiv"] or "").strip().lower() == "refresh"
        for node in tree.css("meta[http-equiv]")
    ):
        yield (
            f'{item.title} must not lead away from itself; remove the <meta> element with "refresh"'
            " from its layout."
        )


ONLY_TYPEFACES: dict[str, Callable[[str], bool]] = {
    other_letters.STYLE: other_letters.names_typefaces,
    assets.ZERO_STYLE: assets.draws_the_zero_alone,
}
"""The stylesheets of the site that name typefaces, each with what tells whether it does nothing
else."""


def _only_typefaces(site: Site, address: str) -> bool:
    path = site.folder / address
    return (
        address in ONLY_TYPEFACES
        and path.is_file()
        and ONLY_TYPEFACES[address](path.read_text(encoding="utf-8"))
    )


@rows_of_one_page
def _policies_shown(
    site: Site, item: Publicity, html: str, leads_to: tuple[str, ...]
) -> Iterator[str]:
    """What is wrong with how an item's page shows each policy. `leads_to` names those that have a
    page of their own."""
    tree = LexborHTMLParser(html)
    for policy in site.content.carried:
        yield from _page_faults(site, item, policy, tree)


def _page_faults(
    site: Site, item: Publicity, policy: Policy, tree: LexborHTMLParser
) -> Iterator[str]:
    carried = shown_by(site.content, policy, item)
    name = policy.title
    articles = tree.css("article[data-item]")
    main = tree.css_first("main")
    if (
        len(articles) != 1
        or articles[0].attributes["data-item"] != item.slug
        or main is None
        or not _seen(articles[0])
        or not _inside(articles[0], main)
    ):
        yield (
            f"The layout of {item.title} must put the item into one <article data-item> of <main>,"
            " where it can be seen."
        )
        return
    article = articles[0]
    blocks = tree.css(f'[data-policy="{policy.slug}"]')
    visible = [block for block in blocks if _seen(block) and _inside(block, article)]
    if not visible:
        hidden = (
            " It is in the page, but hidden from readers."
            if blocks
            else ' Its layout must include "publicity/_policy.html".'
        )
        yield f"{item.title} must show the {name} statement.{hidden}"
        return
    block = visible[0]
    if len(blocks) > 1:
        yield (
            f"{item.title} must show the {name} statement once; its layout shows it {len(blocks)}"
            " times."
        )
    yield from _made_of(item, policy, block)
    seen = _visible_text(block)
    heading = next((node for node in block.css("h2,h3") if _seen(node)), None)
    if heading is None or _same(_visible_text(heading)) != _same(carried.heading):
        there = f'; it is "{_visible_text(heading)}"' if heading is not None else ""
        yield f'{item.title} must show the {name} under its own heading "{carried.heading}"{there}.'
    if any(
        _same(_visible_text(node)) == _same(carried.heading) and not _inside(node, block)
        for node in article.css("h2,h3,h4,h5,h6")
    ):
        yield (
            f'{item.title} must show the heading "{carried.heading}" once, on the {name}; remove'
            " the other."
        )
    statement = carried.statement
    if _same(statement) not in _same(seen):
        yield (
            f"{item.title} must show the {name} statement letter for letter, where readers can"
            " see it."
        )
    else:
        expected = carried.words
        if _same(seen) != _same(expected):
            yield (
                f"{item.title} must show the {name} in a block of its own, with nothing added or"
                " left out: it must read "
                f'"{expected}".'
            )
    yield from _link_faults(site, item, policy, block)
    yield from _place_faults(site.content, item, policy, article, block)
    before, total = _words_before(main, article, block)
    if before * 2 > total:
        yield (
            f"{item.title} must show the {name} before half of its words; {before} of {total} words"
            " stand above it."
        )


def _place_faults(
    content: Content, item: Publicity, policy: Policy, article: LexborNode, block: LexborNode
) -> Iterator[str]:
    """Whether nothing but the service's name stands right above the block, and a heading, a rule or
    the end right below it.

    Words there could lead into the policy, deny it, or give it to somebody else, in more ways than
    a list could hold. Further on, they are for people to judge.
    """
    pieces = list(_pieces(article))
    place = next(number for number, (node, _) in enumerate(pieces) if _is(node, block))
    last = max(
        number
        for number, (node, _) in enumerate(pieces)
        if _is(node, block) or _inside(node, block)
    )
    policies = [number for number, (node, _) in enumerate(pieces[:place]) if _policy_of(node)]
    above = squeeze(
        " ".join(words for _, words in pieces[policies[-1] + 1 if policies else 0 : place])
    )
    if item.subject:
        above = above.removeprefix(squeeze(f"Subject: {item.subject}")).strip()
    strange = besides(titles(content), above)
    if strange:
        yield (
            f"{item.title} must show the {policy.title} right below the name of the service, with"
            " no other words between; "
            f'move "{_end_of(strange)}" below it.'
        )
    after = next(((node, words) for node, words in pieces[last + 1 :] if words), None)
    if after and not (after[0].tag in (*HEADINGS, "hr") or _policy_of(after[0])):
        yield (
            f"{item.title} must have a line (---) or a heading right below the {policy.title},"
            " before other words; "
            f'"{" ".join(after[1].split()[:6])}" stands there.'
        )


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
RULE = "\u2015"
"""Stands for a rule among the words of an item."""


def _pieces(article: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """The item's parts that readers see, in their order: each element that is no more than words,
    and each rule; what a picture says counts as words. An element that holds others is a piece
    without words."""
    for child in article.iter(include_text=True):
        if child.tag == "-text":
            if (child.text_content or "").strip():
                yield article, squeeze(child.text_content or "")
        elif not child.is_element_node or _hides(child):
            continue
        elif child.tag == "hr":
            yield child, RULE
        elif child.tag == "img":
            alt = squeeze(child.attributes.get("alt") or "picture")
            yield child, "" if _is_logo(child) else alt
        elif child.tag in HEADINGS:
            yield child, _visible_text(child)
        else:
            yield child, ""
            yield from _pieces(child)


def _is_logo(picture: LexborNode) -> bool:
    """Whether a picture is the service's logo, which stands beside its name and says no more."""
    holder = picture.parent
    return (
        holder is not None
        and holder.attributes.get("data-identity") == "logo"
        and not picture.attributes.get("alt")
        and LOGO.fullmatch(picture.attributes.get("src") or "") is not None
    )


def _policy_of(node: LexborNode) -> bool:
    return any("data-policy" in step.attributes for step in (node, *_ancestors(node)))


def _is(node: LexborNode, other: LexborNode) -> bool:
    return node.mem_id == other.mem_id


def _end_of(words: str) -> str:
    return " ".join(words.split()[-6:])


def _made_of(item: Publicity, policy: Policy, block: LexborNode) -> Iterator[str]:
    """The block and all that is in it and round it must be what the partial makes, and nothing
    else."""
    name, inner, outer = policy.title, block.css("*"), _ancestors(block)
    inside = [block, *(node for node in inner if node.mem_id != block.mem_id)]
    strange = sorted({node.tag or "" for node in inside} - BLOCK_TAGS)
    if strange:
        yield (
            f"{item.title} must show the {name} statement as plain text; remove <{strange[0]}> from"
            " the block."
        )
    strange = sorted({node.tag or "" for node in outer} - ROUND_TAGS)
    if strange:
        yield (
            f"{item.title} must show the {name} statement as part of its own text; take the block"
            f" out of <{strange[0]}>."
        )
    for node in (*inside, *outer):
        ours = any(node.mem_id == other.mem_id for other in inside)
        allowed = BLOCK_ATTRIBUTES if ours else ROUND_ATTRIBUTES
        for attribute in node.attributes:
            plain = (
                attribute in allowed
                or attribute.startswith("data-")
                or (node.tag, attribute, node.attributes[attribute]) == ("a", "dir", "ltr")
            )
            strange_lang = (
                attribute == "lang"
                and node.tag != "html"
                and (node.tag, node.attributes["lang"]) != ("article", item.language)
            )
            if (
                not plain
                or strange_lang
                or (attribute == "dir" and not item.language)
                or (attribute == "aria-labelledby" and ours and node.mem_id != block.mem_id)
            ):
                yield (
                    f'{item.title} must show the {name} statement without {attribute}="..." on'
                    f" <{node.tag}>."
                )
        for class_ in (node.attributes.get("class") or "").split():
            if class_ in HIDING_CLASSES or (ours and not class_.startswith("carried")):
                yield (
                    f'{item.title} must show the {name} statement without the class "{class_}" on'
                    f" <{node.tag}>."
                )


def _link_faults(site: Site, item: Publicity, policy: Policy, block: LexborNode) -> Iterator[str]:
    address = site.content.printed_address(policy)
    links = [
        (node, _leads(site, item, node.attributes.get("href") or "", policy))
        for node in block.css("a")
        if _seen(node)
    ]
    good = [node for node, leads in links if leads]
    if not good:
        yield f"{item.title} must have a link that leads to the {policy.title}."
    elif not all(leads for _, leads in links):
        yield f"{item.title} must have no other link in its {policy.title} block."
    elif not any(
        _same(_visible_text(node)) in (_same(address), _same(policy.title)) for node in good
    ):
        yield (
            f"The link of {item.title} to the {policy.title} must have words: its address,"
            f" {address}"
        )
    if site.built(policy) is None:
        yield f"{item.title} must lead to the {policy.title}, but that page was not built."
    if _same(address) not in _same(_visible_text(block)):
        yield f"{item.title} must print the address of the {policy.title}: {address}"


def _leads(site: Site, item: Publicity, href: str, policy: Policy) -> bool:
    """Whether a link on the item's page is one to the policy's page, whatever the host."""
    href = href.strip()
    if ":" in href or "\\" in href or href.startswith("//"):
        return href == site.content.link(policy)
    return (
        bool(href)
        and unquote(urlsplit(urljoin(f"https://site/{item.url}", href)).path) == f"/{policy.url}"
    )


def _seen(node: LexborNode) -> bool:
    """Whether neither the element nor anything round it hides it from eyes or from a screen
    reader."""
    return not any(map(_hides, (node, *_ancestors(node))))


def _hides(node: LexborNode) -> bool:
    values = node.attributes
    if node.tag in UNSEEN_TAGS or any(name in values for name in UNSEEN_ATTRIBUTES):
        return True
    if (values.get("aria-hidden") or "").strip().lower() == "true":
        return True
    if UNSPOKEN_ROLES & set((values.get("role") or "").lower().split()) or HIDING_CLASSES & set(
        (values.get("class") or "").split()
    ):
        return True
    return node.tag == "details" and "open" not in values


def _ancestors(node: LexborNode) -> list[LexborNode]:
    found = []
    above = node.parent
    while above is not None and above.is_element_node:
        found.append(above)
        above = above.parent
    return found


def _inside(node: LexborNode, outer: LexborNode) -> bool:
    return any(step.mem_id == outer.mem_id for step in _ancestors(node))


def _visible_text(
    node: LexborNode,
    until: LexborNode | None = None,
    skip: Callable[[LexborNode], bool] = lambda _: False,
) -> str:
    """The words of an element that readers see; only those above `until`; without the elements that
    `skip` names."""
    parts: list[str] = []
    stop = until.mem_id if until is not None else None

    def gather(step: LexborNode) -> bool:
        for child in step.iter(include_text=True):
            if child.mem_id == stop:
                return True
            if child.tag == "-text":
                parts.append(child.text_content or "")
            elif child.is_element_node and not _hides(child) and not skip(child):
                edge = " " if child.tag in BLOCKS or child.tag == "br" else ""
                parts.append(edge)
                if gather(child):
                    return True
                parts.append(edge)
        return False

    gather(node)
    return squeeze("".join(parts))


def _words_before(main: LexborNode, article: LexborNode, block: LexborNode) -> tuple[int, int]:
    """How many words a reader meets before the block, and how many the item has. Other policies'
    blocks count as no words."""

    def skip(node: LexborNode) -> bool:
        return node.tag in ("nav", "h1") or (
            "data-policy" in node.attributes and node.mem_id != block.mem_id
        )

    before = len(_visible_text(main, block, skip).split())
    outside = len(_visible_text(main, article, skip).split())
    return before, outside + len(_visible_text(article, None, skip).split())


def _same(text: str) -> str:
    """Text as it must be equal: letter for letter, whatever the spaces."""
    return unicodedata.normalize("NFC", squeeze(text))


# --- text -----------------------------------------------------------------------------------------


def _text_faults(site: Site, item: Publicity, policy: Policy) -> Iterator[str]:
    """The plain-text item: outside quoted lines and above the signature, in lines of its own, the
    address whole on one."""
    carried = shown_by(site.content, policy, item)
    file = site.folder / (item.url.rstrip("/") + ".txt")
    if not file.is_file():
        yield f"{item.title} is sent as text, so /{item.url.rstrip('/')}.txt must be built."
        return
    lines = [
        squeeze(line) for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
    ]
    own = [line for line in lines[: _end(lines, item)] if not line.startswith((">", "|"))]
    text = _same(" ".join(own))
    expected = _same(carried.words)
    if expected not in text:
        yield (
            f"The text of {item.title} must carry the {policy.title} letter for letter, outside"
            " quoted lines and above the "
            f'signature: "{expected}".'
        )
        return
    headings = [number for number, line in enumerate(own) if _same(line) == _same(carried.heading)]
    if len(headings) != 1:
        yield (
            f'The text of {item.title} must show the heading "{carried.heading}" on a line of its'
            " own, once."
        )
    address = site.content.printed_address(policy)
    others = [
        shown_by(site.content, other, item)
        for other in site.content.carried
        if other.slug != policy.slug
    ]
    ends = [
        number for number, line in enumerate(own) if {address, f"{address}."} & set(line.split())
    ]
    if not ends:
        yield f"The text of {item.title} must print {address} whole on one line."
    elif len(headings) == 1:
        yield from _text_place(site.content, item, policy, own, headings[0], ends[0])
    if headings and headings[0] >= FIRST_LINES:
        yield (
            f"The text of {item.title} must show the {policy.title} within its first {FIRST_LINES}"
            f" lines; it begins on line {headings[0] + 1}."
        )
    above = text.partition(expected)[0].rstrip()
    blocks = [_same(other.words) for other in others]
    before, total = (len(_words_without(blocks, part).split()) for part in (above, text))
    if before * 2 > total:
        yield (
            f"The text of {item.title} must carry the {policy.title} before half of its words;"
            f" {before} of {total} words stand above it."
        )


TEXT_RULE = re.compile(r"(?:[*=_~.-] ?){3,}")
"""A line of signs: what ends a part of a plain text."""


def _text_place(
    content: Content, item: Publicity, policy: Policy, own: list[str], first: int, last: int
) -> Iterator[str]:
    """As on a page: above it only the subject and the service's name, below it a line of signs or
    the end."""
    others = [
        shown_by(content, other, item) for other in content.carried if other.slug != policy.slug
    ]
    if own[first - 1 : first] not in ([], [""]) or (
        own[last + 1 : last + 2] not in ([], [""]) and not TEXT_RULE.fullmatch(own[last + 1])
    ):
        yield (
            f"The text of {item.title} must show the {policy.title} in lines of its own: leave an"
            " empty line above and below."
        )
        return
    upper = _same(" ".join(own[:first]))
    above = min(
        (upper.rpartition(_same(other.where))[2] for other in others), key=len, default=upper
    )  # below the policy before it
    above = (
        above.removeprefix(squeeze(f"Subject: {item.subject}")).strip() if item.subject else above
    )
    strange = besides(titles(content), above)
    if strange:
        yield (
            f"The text of {item.title} must show the {policy.title} right below the name of the"
            " service, with no other words between; "
            f'move "{_end_of(strange)}" below it.'
        )
    below = next((line for line in own[last + 1 :] if line), "")
    if (
        below
        and not TEXT_RULE.fullmatch(below)
        and below not in {_same(other.heading) for other in others}
    ):
        yield (
            f"The text of {item.title} must have a line of signs (* * *) right below the"
            f" {policy.title}, before other words; "
            f'"{" ".join(below.split()[:6])}" stands there.'
        )


def _end(lines: list[str], item: Publicity) -> int:
    """The line at which a signature or an older message begins; the signature item is one, so it
    has no end."""
    for number, line in enumerate(lines):
        if item.format != "signature" and (
            SIGNATURE.fullmatch(line) or line.casefold().rstrip(",.!") in SIGN_OFFS
        ):
            return number
    return len(lines)


def _words_without(blocks: list[str], text: str) -> str:
    for block in blocks:
        text = text.replace(block, " ")
    return squeeze(text)
