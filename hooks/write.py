"""Writes what is not a page: text items, redirects, the register, the site's list of addresses for machines, assets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment

from hooks import hosting, language, offline, reading
from hooks.assets import Assets, search_documents
from hooks.blocks import ICONS, icon_file
from hooks.built import ONE_FILE, Site
from hooks.records import Publicity
from hooks.register import rows

REGISTER = "<!-- register -->"
COPY = "<!-- copy -->"
AGES = "<!-- reading ages -->"
"""Where finished parts are put into a page; overrides/promises.html and copy.html hold them."""


def text_item(folder: Path, item: Publicity, env: Environment | None, body: str) -> None:
    """An item that is sent as text: overrides/publicity/<format>.txt beside its page."""
    assert env is not None
    text = env.get_template(f"publicity/{item.format}.txt").render(record=item, body=body)
    path = folder / (item.url.rstrip("/") + ".txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.strip() + "\n", encoding="utf-8")


def everything_else(site: Site, env: Environment, made: Assets, icons: Iterable[str]) -> None:
    """Everything that needs the finished pages. The order matters only where a line says so."""
    _redirects(site, env)
    _hosting(site)
    _assets(site, made, icons)
    _register(site, env)  # after the pages: it points at their paragraphs
    _reading_ages(site, env)  # after the register: it is read too
    _copy(site, env, made, icons)  # after the register: it copies it too


def results(site: Site, counts: Mapping[str, int]) -> None:
    """Puts what the rules found into the register, in words, and into the copies of it. `counts`: findings of each rule that ran."""
    copies = [site.folder / page.url / "index.html" for page in site.content.pages if page.layout == "copy"]
    for page in (_register_page(site), *copies, site.folder / ONE_FILE):
        if page is None or not page.is_file():
            continue
        html = page.read_text(encoding="utf-8")
        for name, count in counts.items():
            words = "nothing to put right" if not count else f"{count} to put right" if count > 1 else "one thing to put right"
            html = html.replace(f"@@found:{name}@@", words)
        page.write_text(html, encoding="utf-8")


def _assets(site: Site, made: Assets, icons: Iterable[str]) -> None:
    """Stylesheet, scripts, typeface and icons, and what the search page searches."""
    for name, data in {**made.files, ICONS: icon_file(icons).encode()}.items():
        path = site.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if made.search:
        pages = ((page, site.html(page)) for page, _ in site.each(site.content.pages) if page.audience != "staff")
        (site.folder / "assets" / "search.json").write_bytes(search_documents(pages, site.content.words, [same.words for same in site.content.families_say]))


def _redirects(site: Site, env: Environment) -> None:
    """A page at every address that moved: it leads on without JavaScript, and says where to."""
    layout = env.get_template("redirect.html")
    lines = []
    for address in site.content.addresses:
        if address.moved_to is None:
            continue
        lines.append(f"{address.path} {address.moved_to} 301")
        path = site.folder / address.path.strip("/") / "index.html"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            depth = address.path.strip("/").count("/") + 1
            path.write_text(layout.render(target="../" * depth + address.moved_to.lstrip("/"), base_url="/".join([".."] * depth)), encoding="utf-8")
    if lines:
        (site.folder / "_redirects").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _hosting(site: Site) -> None:
    for name, text in hosting.files(site.content).items():
        path = site.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _copy(site: Site, env: Environment, made: Assets, icons: Iterable[str]) -> None:
    """The whole site as one page and as one file, where the content has a page for it."""
    page = next((page for page in site.content.pages if page.layout == "copy"), None)
    if page is None:
        return
    path = site.folder / page.url / "index.html"
    html = path.read_text(encoding="utf-8").replace(COPY, env.get_template("partials/whole.html").render(parts=offline.parts(site)))
    path.write_text(html, encoding="utf-8")
    (site.folder / ONE_FILE).write_text(offline.one_file(site, f"/{page.url}", html, made.files["assets/site.css"].decode(), icon_file(icons)), encoding="utf-8")
    site.read_again(path)


def _register_page(site: Site) -> Path | None:
    page = next((page for page in site.content.pages if page.layout == "promises"), None)
    return site.folder / page.url / "index.html" if page else None


def _register(site: Site, env: Environment) -> None:
    page = _register_page(site)
    if page is None or not page.is_file():
        return
    here = page.parent.relative_to(site.folder).as_posix() + "/"
    filled = env.get_template("partials/register.html").render(rows=rows(site, here))
    page.write_text(page.read_text(encoding="utf-8").replace(REGISTER, filled), encoding="utf-8")
    site.read_again(page)


def _reading_ages(site: Site, env: Environment) -> None:
    """How hard each page is to read, hardest first, on the staff page that shows it."""
    for page, _ in list(site.each(page for page in site.content.pages if page.layout == "reading-ages")):
        path = site.folder / page.url / "index.html"
        found = sorted(reading.ages(site), key=lambda age: (-(age.exact or 0), age.page.url)) if language.can_count() else []
        filled = env.get_template("partials/reading-ages.html").render(ages=found, grade_to_age=reading.GRADE_TO_AGE, fewest_words=reading.FEWEST_WORDS)
        path.write_text(path.read_text(encoding="utf-8").replace(AGES, filled), encoding="utf-8")
        site.read_again(path)
