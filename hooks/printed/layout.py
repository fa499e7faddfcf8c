"""Puts an item's words into its print layout: overrides/publicity/print/<layout>.html with
print.css and <layout>.css."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from hooks.built.page_by_page import for_all_pages
from hooks.built.site import NOT_TEXT
from hooks.pages import assets, compiled
from hooks.printed import item_text, qr
from hooks.printed.editions import SHORT, Edition
from hooks.printed.normalise import text_of_html
from hooks.sources import answered, illustrations
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.once import once
from hooks.sources.records import Policy, Publicity
from hooks.words.carried import EASY as EASY_READ
from hooks.words.carried import Shown, shown
from hooks.words.foreign import direction, runs_left

FOLDER = Path("publicity") / "print"
LANGUAGE = "en-GB"
DRAFT = "Draft. Not for use until the service has confirmed its details."
MARKS = 7.0
"""Millimetres outside the bleed for crop marks."""
BLOCKS = "h1, h2, h3, h4, h5, h6, p, ul, ol, li, table, th, td"
EASY = re.compile(r'<div class="easy" data-picture="([a-z-]+)">')


@dataclass(frozen=True, slots=True)
class Sheet:
    """An edition ready to be drawn: its page as HTML and its stylesheets as one text. `title` and
    `lang` go into the file."""

    edition: Edition
    html: str
    css: str
    title: str
    lang: str


def carries(content: Content, policy: Policy, edition: Edition, item: Publicity) -> Shown:
    """What an edition must show of a policy: whole, or short where its format has no room."""
    return shown(
        content, policy, edition.layout in SHORT, item.language, easy=edition.layout == EASY_READ
    )


def environment(content: Content) -> Environment:
    """What layouts for print are read with: they ask for nothing that they were not given."""
    env = Environment(
        loader=FileSystemLoader(content.layouts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    compiled.keep(env, "print")
    return env


class Layouts:
    """Print layouts of one site. Engine-free; raises jinja2.TemplateError where a layout cannot be
    used."""

    def __init__(self, content: Content, lang: str = LANGUAGE) -> None:
        self.content, self.lang = content, lang
        self.folder = content.layouts / FOLDER
        self.palette = assets.palettes(content.identity)["light"]
        self.env = environment(content)
        self.env.filters.update(
            broken=item_text.broken,
            marked=item_text.marked,
            fields=item_text.fields,
            slug=item_text.slug,
            plain=text_of_html,
            direction=direction,
        )
        logo = self._logo()
        # What a sheet shows besides words and lists: files beside them.
        drawings = (
            illustrations.drawing(content.folder, content.identity, name)
            for name in sorted(illustrations.names())
        )
        self._given = answered.number("".join((logo, *drawings)))
        self.env.globals.update(
            site=content,
            carries=partial(carries, content),
            share=item_text.share,
            contacts=item_text.contacts(content),
            lang=lang,
            draft=DRAFT if content.unconfirmed else "",
            qr_image=self._qr,
            logo=logo,
            palette=self.palette,
            picture=self._picture,
        )

    def html(self, item: Publicity, edition: Edition) -> str:
        """The page of one edition as HTML, the same for every type size; made once for drawing and
        for proving."""
        made = _made(self.content, self.lang)
        key = (repr(item), edition)
        if key not in made:
            question = (__name__, *key, self.lang, self._given, for_all_pages(self.content))
            (made[key],) = answered.rows(question, lambda: [self._html(item, edition)])
        return made[key]

    def _html(self, item: Publicity, edition: Edition) -> str:
        parts = item_text.parts(self.content, item)
        if edition.layout == "easy-read":
            parts = [item_text.Part(part.title, self._pictured(part.html)) for part in parts]
        html = self.env.get_template(f"{FOLDER.as_posix()}/{edition.layout}.html").render(
            record=item, edition=edition, parts=parts, title=self.title(item, edition)
        )
        return _both_ways(html, item.language) if direction(item.language) else html

    def sheet(self, item: Publicity, edition: Edition) -> Sheet:
        return Sheet(
            edition,
            self.html(item, edition),
            self._css(edition),
            self.title(item, edition),
            item.language or self.lang,
        )

    def title(self, item: Publicity, edition: Edition) -> str:
        """The title that a PDF reader shows and speaks first."""
        name = self.content.service.name if self.content.service else ""
        kind = {
            "large-print": ", large print",
            "printer": ", for a printing firm",
            "a3": ", A3",
            "square": ", square",
            "tall": ", tall",
        }.get(edition.name, "")
        return f"{item.title}{kind}: {name}"

    def declared(self, edition: Edition, name: str) -> tuple[str, str]:
        """What a layout declares and why; "" where it declares nothing of the kind:
        <meta name="smallest-text" content="8" data-why="...">.

        Names are "smallest-text" (points), "read-from" (metres) and "room" (free).
        """
        path = self.folder / f"{edition.layout}.html"
        found = (
            re.search(
                rf'<meta name="{name}" content="([^"]+)" data-why="([^"]+)">',
                path.read_text("utf-8"),
            )
            if path.is_file()
            else None
        )
        return (found[1], found[2]) if found else ("", "")

    def _css(self, edition: Edition) -> str:
        width, height = edition.size
        colours = "".join(
            f"--{name.replace('_', '-')}:{value};" for name, value in self.palette.items()
        )
        bleed = f"bleed:{edition.bleed + MARKS}mm;marks:crop cross;" if edition.bleed else ""
        texts = [f":root{{{colours}}}@page{{size:{width}mm {height}mm;margin:0;{bleed}}}"]
        for name in ("print.css", f"{edition.layout}.css"):
            path = self.folder / name
            if path.is_file():
                texts.append(path.read_text("utf-8"))
        return "\n".join(texts)

    def _qr(self, address: str) -> str:
        return qr.as_image(address, "#000000")

    def _picture(self, name: str) -> Markup:
        """An illustration in the service's colours, for a background: an inline drawing without a
        text of its own would be a figure without one."""
        content, colours = self.content, {**self.palette, **illustrations.FACES}
        source = illustrations.drawing(content.folder, content.identity, name)
        painted = illustrations.painted(source, colours.__getitem__)
        return Markup(_as_address(painted.encode()))

    def _pictured(self, html: str) -> Markup:
        """Easy Read pictures as backgrounds."""
        bare = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
        bare = EASY.sub(
            lambda match: (
                f'<div class="easy" style="background-image:url(\'{self._picture(match[1])}\')">'
            ),
            bare,
        )
        return Markup(bare.replace('<span class="easy-picture"></span>', ""))

    def _logo(self) -> str:
        path = self.content.logo
        if path is None:
            return ""
        data = path.read_bytes()
        if path.suffix == ".png":
            return _as_address(data, "png")
        return _as_address(assets.logo_in(self.palette, data))


@once
def _made(content: Content, lang: str) -> dict[tuple[str, Edition], str]:
    """The pages that were made so far, by item and edition."""
    return {}


NO_CAPTION = NOT_TEXT | {"section", "div"}
"""What may stand in the box of a code and is no caption of it."""


def captions(html: str, link: str) -> list[str]:
    """The words right beside each code of a sheet that leads to an address, without a printed
    address."""
    found = []
    for code in LexborHTMLParser(html).css("img[data-leads]"):
        box = code.parent.parent if code.parent is not None else None
        if box is None or code.attributes["data-leads"] != link:
            continue
        for words in (child for child in box.iter() if child.tag not in NO_CAPTION):
            text = " ".join(words.text(separator=" ").split())
            for address in words.css("a"):
                text = text.replace(" ".join(address.text().split()), "")
            found.append(text.strip())
    return [text for text in found if text]


def _both_ways(html: str, language: str) -> str:
    """A sheet in a language that runs to the left: each block with a letter of it runs so. What
    stands there in English keeps its own way, and so does an address inside such a block."""
    tree = LexborHTMLParser(html)
    for block in tree.css(BLOCKS):
        if runs_left(block.text()):
            block.attrs["lang"], block.attrs["dir"] = language, "rtl"
    for link in tree.css("[dir=rtl] a"):
        if not runs_left(link.text()):
            link.attrs["dir"] = "ltr"
    return tree.html or ""


def _as_address(drawing: bytes, kind: str = "svg+xml") -> str:
    """A drawing as an address that holds all of it."""
    return f"data:image/{kind};base64,{base64.b64encode(drawing).decode()}"


__all__ = ["DRAFT", "Layouts", "Sheet", "TemplateError", "captions", "carries"]


def layout_fault(content: Content, edition: Edition, error: TemplateError) -> Finding:
    """A layout that cannot be used, as a finding on the layout."""
    name = getattr(error, "filename", None) or content.layouts / FOLDER / f"{edition.layout}.html"
    path = Path(name)
    shown = (
        path.relative_to(content.root).as_posix()
        if path.is_relative_to(content.root)
        else path.name
    )
    return Finding(
        shown,
        getattr(error, "lineno", None) or 1,
        f"This print layout cannot be used: {error}.",
        "printed-fits",
    )
