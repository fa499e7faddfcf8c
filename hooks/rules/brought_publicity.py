"""Publicity that staff bring as a finished file carries the policy, wherever it stands; what is
declared to be none is listed.

A .pdf or .docx under content/publicity is examined as far as its kind allows; other kinds are
refused. How: hooks/printed/supplied.py. Elsewhere a file, a picture or a page is publicity if it
goes by a word for publicity (publicity_words.yml) or asks to be handed out: there nothing could
show whether it carries the policy.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from hooks.built.page_by_page import of_one_page, rows_of_one_page
from hooks.built.site import Site, squeeze
from hooks.printed import supplied
from hooks.printed.proofs import findings
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.once import once
from hooks.sources.records import Letter, Organisation, Page, Publicity
from hooks.words.carried import shown
from hooks.words.parsing import LANGUAGE
from hooks.words.passages import passages
from hooks.words.patterns import later
from hooks.words.wording import publicity_words

NAME = "brought-publicity"
FILES = (
    ".pdf",
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".pptx",
    ".ppt",
    ".odp",
    ".pub",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".gif",
    ".svg",
)
"""Endings of what can be printed, shown or handed out: documents, slides, pictures."""
LINK = later(
    r'(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?\s*(?:["\'(]([^"\')]*)["\')])?\s*\)'
)
OURS = later(r"\b(?:our|us|we)\b", re.IGNORECASE)
OTHERS = (
    r"(?:an?other|others?|(?:a |your |her |his |their"
    r" )?(?:friends?|neighbours?|group|groups|class|visitors|colleagues)|people|everybody|everyone|"
    r"parents|families)"
)
OUR_ITEM = later(rf"\b(?:our|my)\s+(?:\w+\s+){{0,2}}?{publicity_words().pattern}", re.IGNORECASE)
HAND_OUT = later(
    r"\b(?:put|pin|stick|hang|display|show|share|hand out|give out|pass on)\s+(?:up\s+)?(?:copies"
    r" of\s+)?(?:this|our|these)\s+(?:page|pages|sheet|sheets|list|notice)\b"
    r"(?:\s+(?:up|on|in|at|with|to|round)\b)|"
    r"\b(?:print|photocopy|copy|download|cut)\w*\b[^.!?]*\b(?:hand (?:it|them|this|these)"
    r" (?:out|round|to)|hand out|hands? \w+ (?:out|round)"
    rf"|give (?:it|them|this|these|one|a copy|copies) to {OTHERS}"
    r"|put (?:it|them|this|these) (?:up|on)|pin (?:it|this|up)|stick (?:it|this|up)|display|share"
    r" (?:it|copies|this)|pass (?:it|them|this|these) (?:on|round)"
    r"|leave (?:it|them|copies)|distribute|for your (?:wall|notice ?board|window|waiting room))\b",
    re.IGNORECASE,
)
"""Words that ask for paper to be handed out or put up."""


def check(site: Site) -> Iterator[Finding]:
    yield from (finding for finding in findings(site) if finding.rule == NAME)
    yield from _elsewhere(site)
    yield from _pictures(site)


def _elsewhere(site: Site) -> Iterator[Finding]:
    """Files, pictures and pages outside content/publicity that are publicity by what they are
    called or ask for."""
    for page in site.content.pages:
        if not (isinstance(page, (Publicity, Letter)) or page.section == "publicity"):
            yield from _on_page(site, page)


@of_one_page
def _on_page(site: Site, page: Page) -> Iterator[Finding]:
    content = site.content
    exempt, path = _declared(content), content.project_path(page.src)
    about = publicity_words().search(f"{page.title} {page.description}")
    called = _goes_by(page)
    if called:
        yield Finding(
            path,
            page.line_of("title"),
            f'A page that goes by "{called}" is publicity, and it does not carry the policy.'
            f" Move its words to an item in {content.folder.name}/publicity, or give the page"
            " another title.",
            NAME,
        )
    for passage in passages(content, page):
        links = list(LINK.finditer(passage.typed)) if not passage.front else []
        for found in links:
            fault = _link(content, page, found, passage.typed, bool(about), exempt)
            if fault:
                yield Finding(path, passage.line, fault, NAME)
        ask = next(iter(_asks(passage.text)), "") if page.audience != "staff" else ""
        if ask and not any("publicity/" in found[3] for found in links):
            yield Finding(
                path,
                passage.line,
                f'"{ask}" makes this page publicity, and it does not carry the policy. Move its'
                f" words to an item in {content.folder.name}/publicity, or link to one there.",
                NAME,
            )


def _goes_by(page: Page) -> str:
    """The word for publicity with which a page's title ends, as in "Autumn newsletter"; "" where it
    ends with none, or where staff read how one is made."""
    found = publicity_words().search(page.title)
    ends = found is not None and page.title.endswith(found[0])
    return found[0] if found and ends and page.audience != "staff" else ""


def _asks(text: str) -> Iterator[str]:
    """The words by which a text asks that it be printed and handed out."""
    found = HAND_OUT.search(text) or re.search(
        r"(?<!\bwe )\b(?:print|photocopy|hand out|give out|put up|pin up)\w*\s+"
        r"(?:out\s+|off\s+)?(?:copies"
        rf" of\s+)?(?:this|the|our|these)\s+(?:\w+\s+)?{publicity_words().pattern}",
        text,
        re.IGNORECASE,
    )
    if found:
        yield " ".join(found[0].split()[:9])


def _link(
    content: Content,
    page: Page,
    found: re.Match[str],
    typed: str,
    about: bool,
    exempt: frozenset[str],
) -> str:
    """What is wrong with a link or picture that goes by a word for publicity; "" where nothing
    is."""
    shows, said, target, title = found[1] == "!", found[2], found[3], found[4] or ""
    place = urlsplit(target)
    name = place.path.rpartition("/")[2]
    is_file, away = place.path.lower().endswith(FILES), bool(place.netloc)
    if (
        target in exempt
        or place.path.removeprefix("../").removeprefix("../") in exempt
        or (not away and _is_publicity(page, place.path))
    ):
        return ""
    around = re.sub(r"\]\([^)]*\)", "] ", typed) if shows else ""
    word = publicity_words().search(f"{said} {title} {LANGUAGE.sub('', around)}") or (
        publicity_words().search(re.sub(r"[-_.\d]+|%20", " ", name)) if is_file else None
    )
    if is_file and (word or (about and not away)):
        if (
            away
            and place.netloc in _others(content)
            and not _ours(content, said, typed[: found.start()])
        ):
            return ""  # what another body made speaks for that body
        called = f'"{word[0]}"' if word else "this page's title"
        return (
            f"{name[:60]} goes by {called}, so it is publicity, and nobody can see whether it"
            f" carries the policy. Put it into {content.folder.name}/publicity as a .md file of"
            " words, a .pdf or a .docx, and link to it there; or ask the policy's owner to declare"
            f" it in {content.folder.name}/publicity/not-publicity.yml."
        )
    if away and word and _ours(content, said, typed[: found.start()]):
        return (
            f'"{said.strip()[:60]}" leads to {place.netloc}, where nobody can see whether our'
            f" publicity carries the policy. Put it into {content.folder.name}/publicity, and link"
            " to it there."
        )
    return ""


def _ours(content: Content, said: str, before: str) -> bool:
    """Whether what a link leads to is called ours: by its words, with the service's name or its
    capitals, or by the sentence that it stands in."""
    name = content.service.name if content.service else ""
    capitals = (word for word in name.split() if len(word) > 1 and word.isupper())
    named = any(re.search(rf"\b{re.escape(word)}\b", said) for word in (*capitals, name) if word)
    sentence = re.split(r"[.!?]\s", before)[-1]
    return named or bool(OURS.search(said) or OUR_ITEM.search(sentence))


def _is_publicity(page: Page, target: str) -> bool:
    """Whether a path, as seen from a page's source, leads below content/publicity, where every file
    is proved."""
    steps = [*page.section.split("/")] if page.section else []
    for step in target.split("/"):
        if step == "..":
            steps[-1:] = []
        elif step not in ("", "."):
            steps.append(step)
    return steps[:1] == ["publicity"]


def _others(content: Content) -> frozenset[str]:
    """The hosts of the bodies that we signpost to."""
    return frozenset(
        urlsplit(fact.value).netloc
        for page in content.pages
        if isinstance(page, Organisation)
        for fact in [page.website]
        if fact and fact.value
    )


@once
def _declared(content: Content) -> frozenset[str]:
    return frozenset(entry.file for entry in supplied.declared(content))


def _pictures(site: Site) -> Iterator[Finding]:
    """The picture for social media, wherever a page shows it or gives it to other sites, says in
    words the policy that it shows."""

    content = site.content
    made = {
        f"/{item.url.rstrip('/')}.png": item
        for item in content.publicity
        if item.format == "picture"
    }
    names = tuple(name.rpartition("/")[2] for name in made)
    first_on: dict[tuple[str, str], Page] = {}
    for page in content.pages if made else ():
        for shows in _shows(site, page, names):
            first_on.setdefault(shows, page)
    for (source, says), page in first_on.items():
        path = urlsplit(source).path
        item = next((made[name] for name in made if path.endswith(name.rpartition("/")[2])), None)
        if item and (fault := _fault_of_words(content, item, page, says)):
            yield Finding(content.project_path(item.src), 1, fault, NAME)


def _fault_of_words(content: Content, item: Publicity, page: Page, says: str) -> str:
    """What is wrong with the words that stand for the picture of an item; "" where nothing is."""
    for policy in content.carried:
        if squeeze(shown(content, policy, False, item.language).statement) not in squeeze(says):
            return (
                f"The words that stand for the picture of {item.title} must hold the"
                f" {policy.title} statement; those on /{page.url} do not. Its layout must write the"
                " statement into them."
            )
    after = _after_policies(content, item, says)
    return after and (
        f"The words that stand for the picture of {item.title} must say nothing after the policy;"
        f' on /{page.url} they say "{after}". Take this out of its layout.'
    )


@rows_of_one_page
def _shows(site: Site, page: Page, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The pictures that a page shows or gives to other sites, if one of these names stands on it:
    the address and the words of each."""
    html = site.html(page) if site.built(page) else ""
    if not any(name in html for name in names):
        return
    tree = LexborHTMLParser(html)
    for node in tree.css("img[src]"):
        yield node.attributes.get("src") or "", node.attributes.get("alt") or ""
    given = tree.css_first('meta[property="og:image"]')
    if given is not None:
        said = tree.css_first('meta[property="og:image:alt"]')
        yield (
            given.attributes.get("content") or "",
            (said.attributes.get("content") or "") if said is not None else "",
        )


def _after_policies(content: Content, item: Publicity, says: str) -> str:
    """What stands in the words for a picture behind the last policy: it could take the policy
    back."""
    rest = squeeze(says)
    for policy in content.carried:
        carried = shown(content, policy, False, item.language)
        for words in (carried.statement, carried.where):
            rest = rest.rpartition(squeeze(words))[2]
    return rest.strip(" .")
