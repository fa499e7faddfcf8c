"""MkDocs' events as calls of the core, a few lines each. ProperDocs runs the same file.

It builds into a fresh folder beside the site and swaps it in only when no error is left, so that a
failed build leaves the last good site in place, under plain `mkdocs build` too.
"""

from __future__ import annotations

import gc
import json
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, get_toc
from watchdog.observers.polling import PollingObserver

from hooks.built import page_by_page, parsed
from hooks.built.output import Output
from hooks.built.site import BuiltPage, Site
from hooks.gate import check, findings_file, judgement, swap
from hooks.pages import assets, compiled, rendered, site_files, template_helpers
from hooks.pages.markdown_blocks import OurMarkdown
from hooks.printed import letters, pack, proofs, supplied, year
from hooks.rules import RULES
from hooks.sources import answered, failed, illustrations, site_records, terminal
from hooks.sources.build_day import today
from hooks.sources.content import Content
from hooks.sources.files import LOGO
from hooks.sources.findings import Finding
from hooks.sources.records import Page, Publicity
from hooks.sources.settings_file import RULE
from hooks.words import parsing

LOOKS_EVERY = 0.15
"""Seconds after which `make serve` looks whether a file was saved."""
MOST_PARSED = 500
"""Pages that `make serve` keeps as they were parsed: some megabytes each."""


class _Build:
    """One build: what the events share."""

    def __init__(self, records: Content, final: Path, held: ExitStack) -> None:
        self.content = records
        self.markdown = OurMarkdown(records)
        self.final = final
        self.fresh = swap.fresh(final)
        self.held = held
        self.warnings = _Warnings()
        self.env: Environment | None = None
        self.assets: assets.Assets | None = None
        self.printed = pack.Pack()
        self.blanks = letters.Blanks()
        self.year: year.Year | None = None
        self.for_all = ""
        self.output = Output(self.fresh)


class _Warnings(logging.Handler):
    """MkDocs' own warnings, kept to be reported as findings: `--strict -q` would lose them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []
        self.logger = logging.getLogger("mkdocs")
        self.before = self.logger.level

    def start(self) -> None:
        """`-q` closes the logger itself; the handlers that print take over its level, so that it
        can be opened."""
        self.before = self.logger.level
        for handler in self.logger.handlers:
            handler.setLevel(max(handler.level, self.before))
        self.logger.setLevel(min(self.before, logging.WARNING))
        self.logger.addHandler(self)
        logging.getLogger("mkdocs.commands.build").addFilter(_said_by_us)

    def stop(self) -> None:
        self.logger.removeHandler(self)
        self.logger.setLevel(self.before)
        logging.getLogger("mkdocs.commands.build").removeFilter(_said_by_us)

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(" ".join(record.getMessage().split()))


def _said_by_us(record: logging.LogRecord) -> bool:
    """Leaves out MkDocs' own line on a page that cannot be built: `on_build_error` says it once,
    with the layout's name."""
    return not str(record.msg).startswith("Error building page")


class _Engine:
    """What outlives an event: MkDocs calls plain functions and hands nothing on from one to the
    next."""

    def __init__(self) -> None:
        self.serving = False
        self.parse: Callable[[str, str], BuiltPage] = parsed.page
        self.begun: _Build | None = None

    @property
    def build(self) -> _Build:
        """The build that is going on."""
        assert self.begun is not None
        return self.begun


_engine = _Engine()


def on_startup(command: str, dirty: bool) -> None:
    terminal.on_any_terminal()
    _engine.serving = command == "serve"
    if _engine.serving:  # one page is saved, and all others are as they were
        _engine.parse = lru_cache(MOST_PARSED)(parsed.page)
    gc.set_threshold(
        50_000
        # records live until the end; to look at them all again and again took a tenth of a
        # large build
    )


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """A saved file is noticed sooner: MkDocs would look twice a second. It still looks, and is not
    told: not every disk tells."""
    watched = [*server._watched_paths]
    server._watched_paths.clear()
    server.observer = PollingObserver(timeout=LOOKS_EVERY)
    for path in watched:
        server.watch(path)
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    try:
        day = today()
    except ValueError as error:
        raise Abort(str(error)) from None
    held = _alone(config)
    records = site_records.read(Path(config.config_file_path), day, Path(config.docs_dir))
    if _engine.serving:
        config.site_url = (
            records.site_url
        )  # and not this computer's: what is looked at is what will be published
    build = _engine.begun = _Build(records, Path(config.site_dir), held)
    records.findings += [
        records.config.finding(place, problem)
        for place, problem in (
            *assets.identity_problems(records.identity, records.layouts.parent),
            *illustrations.problems(records.folder, records.identity, assets.COLOURS),
        )
    ]
    if (
        records.folder.is_relative_to(records.root)
        and not records.folder.is_symlink()
        and not _logo(records).is_file()
    ):
        records.findings.append(
            Finding(
                _logo(records).relative_to(records.root).as_posix(),
                1,
                "This file must exist: it is the service's logo, which every page shows.",
                RULE,
            )
        )
    if records.findings:
        if not _engine.serving:
            findings_file.write(records, records.findings)
        _stop(records.findings)
    build.warnings.start()
    # MkDocs declares names alone, and hands on to Markdown whatever stands there; Markdown takes
    # extensions too.
    extensions = parsing.extensions(build.markdown, contents=True)
    config.markdown_extensions = extensions  # type: ignore[assignment]
    config.mdx_configs = {}
    config.theme.static_templates = {"404.html"}
    config.theme.get_env = partial(_without_list, config.theme.get_env)  # type: ignore[method-assign]
    config.extra["serving"] = _engine.serving
    if not _engine.serving:
        config.site_dir = str(build.fresh)
    build.output = Output(Path(config.site_dir))
    return config


def _without_list(make: Callable[[], Environment]) -> Environment:
    """The theme's environment, which lists no files to copy: `on_files` would leave all of them
    out, and Material has 14,000."""
    env = make()
    env.list_templates = lambda *_, **__: []  # type: ignore[method-assign]
    return env


def _alone(config: MkDocsConfig) -> ExitStack:
    """Waits for another build of the same folder, and holds it until this one is done. When
    serving, each build has a folder of its own."""
    held = ExitStack()
    if _engine.begun:
        _engine.build.held.close()
    try:
        if _engine.serving:
            with swap.alone(Path(config.config_file_path).with_name("site")):
                return held
        final = Path(config.site_dir)
        held.enter_context(swap.alone(final))
        swap.remove(swap.fresh(final))
    except swap.NoFolder as error:
        raise Abort(str(error)) from None
    return held


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keeps pages that were read and files that were looked into: not Material's own assets, not
    records, nothing else that lies about; and adds those of the national folder."""
    ours = {page.src for page in _engine.build.content.pages} | set(_engine.build.content.files)
    content = _engine.build.content
    for file in list(files):
        if (
            not file.src_dir
            or Path(file.src_dir).resolve() != content.folder
            or file.src_uri not in ours - content.not_replaced
        ):
            files.remove(file)
    for src in sorted(ours & content.not_replaced):
        files.append(_national(src, content, config))
    return files


def _national(src: str, content: Content, config: MkDocsConfig) -> File:
    """A file of the national folder, as if it stood among the service's own. Its changes are
    suggested where it stands."""
    file = File(
        src,
        str(content.folder_of(src)),
        config.site_dir,
        use_directory_urls=config.use_directory_urls,
    )
    path = content.path(src)
    inside = path.is_relative_to(content.folder)
    file.edit_uri = path.relative_to(content.folder).as_posix() if inside else None
    return file


def on_pre_page(page: MkDocsPage, config: MkDocsConfig, files: Files) -> MkDocsPage:
    """A change of a page of another repository is suggested there."""
    content, src = _engine.build.content, page.file.src_uri
    if page.file.edit_uri is None and content.national_edit and config.edit_uri:
        page.edit_url = f"{content.national_edit}{src}"
    return page


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """The words as they were read and checked: MkDocs would read the file once more, and front
    matter by rules of its own."""
    record = _engine.build.content.page(page.file.src_uri)
    return (
        None
        if record is None
        else f"---\n{json.dumps({'title': record.title})}\n---\n{record.body}"
    )


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    record = _engine.build.content.page(page.file.src_uri)
    assert record is not None
    _engine.build.markdown.page = record
    page.render = partial(_render, page, record)  # type: ignore[method-assign]
    if isinstance(record, Publicity):
        page.meta["template"] = f"publicity/{record.format}.html"
    elif record.layout != "page":
        page.meta["template"] = f"{record.layout}.html"
    return markdown


class _Warned(Exception):
    """MkDocs had something to say of a page's links: it is not kept, so that it is said again."""


def _render(page: MkDocsPage, record: Page, config: MkDocsConfig, files: Files) -> None:
    """A page's words as HTML, with its list of headings and its anchors: rendered by MkDocs, and
    kept while the page and all that holds for more than one are the same."""
    build = _engine.build

    def rendered() -> Iterator[tuple[Any, ...]]:
        said = len(build.warnings.texts)
        MkDocsPage.render(page, config, files)
        if len(build.warnings.texts) > said:
            raise _Warned
        linked = page.links_to_anchors or {}
        yield page.content, [*map(_token, page.toc)], sorted(page.present_anchor_ids or ())
        yield tuple(
            (file.src_uri, anchor, typed)
            for file, links in linked.items()
            for anchor, typed in links.items()
        )

    try:
        found, links = answered.rows(
            (__name__, page_by_page.state_of(build.content, record)), rendered
        )
    except _Warned:
        return
    page.content, tokens, anchors = found
    page.toc, page.present_anchor_ids = get_toc(tokens), set(anchors)
    page.links_to_anchors = {}
    for src, anchor, typed in links:
        file = files.get_file_from_path(src)
        if file is not None:
            page.links_to_anchors.setdefault(file, {})[anchor] = typed


def _token(heading: AnchorLink) -> dict[str, Any]:
    """A heading as the extension `toc` gives it."""
    return {
        "name": heading.title,
        "id": heading.id,
        "level": heading.level,
        "children": [*map(_token, heading.children)],
    }


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> Markup:
    return Markup(html)  # made by our parser, which holds no HTML but its own


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    build = _engine.build
    compiled.keep(env, "pages")
    env.template_class = rendered.Layout
    template_helpers.add_to(env, build.content, RULES)
    # Stylesheet and scripts stand with the layouts, which several services may share; the logo is
    # the service's own.
    build.assets = env.globals["assets"] = assets.make_assets(
        build.content.layouts.parent, build.content.identity, _logo(build.content)
    )
    build.env = env
    build.printed = pack.make(build.content)  # before the pages, which say how large each file is
    build.blanks = letters.make(build.content)
    build.year = year.make(build.content)
    env.globals.update(letter_files=build.blanks.of, year_file=build.year)
    env.globals.update(
        downloads=build.printed.downloads,
        likeliest=build.printed.likeliest,
        previews=build.printed.previews,
        ready_pack=build.printed.ready,
        not_publicity=supplied.declared(build.content),
    )
    build.for_all = _for_all(build, config)
    return env


def _for_all(build: _Build, config: MkDocsConfig) -> str:
    """A number for what layouts of pages are given besides a page and the records; files by what is
    said of them."""
    made = build.assets
    assert made is not None
    return rendered.number(
        *(config.site_url, _engine.serving),
        *(made.logo, made.picture, made.preload, made.search, made.paste),
        *(build.printed.said, build.blanks.downloads),
        *(build.year and (build.year.file, build.year.words), supplied.declared(build.content)),
        [build.content.is_outdated(page) for page in build.content.pages],
    )


def on_page_context(
    context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    build = _engine.build
    record = build.content.page(page.file.src_uri)
    assert record is not None
    context.update(
        record=record, trail=build.content.trail(record), siblings=build.content.siblings(record)
    )
    state = page_by_page.state_of(build.content, record)
    addresses = (page.canonical_url, page.edit_url)
    context[rendered.KEPT] = rendered.file_for(state, addresses, page.content, build.for_all)
    if isinstance(record, Publicity) and record.as_text:
        site_files.text_item(build.output, record, build.env, page.content or "")
    return context


def on_post_build(config: MkDocsConfig) -> None:
    build = _engine.build
    build.warnings.stop()
    assert build.env is not None and build.assets is not None
    site_files.by_the_engine(build.output, build.content)
    build.printed.write(build.output)
    build.blanks.write(build.output)
    if build.year:
        build.year.write(build.output)
    site = Site(
        build.content, build.output.folder, judgement.proved_rules(), build.output, _engine.parse
    )
    more = site_files.everything_else(site, build.env, build.assets)
    verdict = judgement.judge(site)
    more += [*build.printed.findings, *build.blanks.findings]
    if build.warnings.texts:
        more += [Finding("mkdocs.yml", 1, text, "front-matter") for text in build.warnings.texts]
    if more:
        verdict = judgement.Verdict(
            tuple(sorted({*build.printed.causes(verdict.findings), *more})), verdict.ran
        )
    site_files.results(site, {name: verdict.found_by(name) for name in verdict.ran})
    for sentence in (*build.assets.notes, *build.printed.left_out, *build.printed.notes):
        print(sentence)
    print(check.report(verdict, pages=len(site.content.pages), items=len(site.content.publicity)))
    if _engine.serving:
        return
    findings_file.write(site.content, verdict.findings)
    if verdict.errors:
        raise Abort(_refusal(len(verdict.errors)))
    judgement.write_record(
        site,
        verdict,
        build.printed.left_out or proofs.left_out(site.folder, site.content.publicity),
    )
    swap.put_in_place(build.final)
    build.held.close()
    print(
        "Next: make serve, to look at it"
        + (", and make publishable, to see what holds it back" if verdict.holds else "")
    )


def on_build_error(error: Exception) -> None:
    """Says in a sentence what went wrong; the last good site is untouched."""
    if _engine.begun:
        _engine.build.warnings.stop()
        if not _engine.serving:
            swap.remove(_engine.build.fresh)
        _engine.build.held.close()
    if isinstance(error, (Abort, BuildError)):
        return
    place = _layout_of(error)
    if place or isinstance(error, TemplateError):
        said = (
            f'there is no layout "{error.name}"'
            if isinstance(error, TemplateNotFound)
            else str(error)
        )
        raise Abort(
            f"{place or _engine.build.content.layouts.name}: This layout cannot be used:"
            f" {said.rstrip('.')}."
        ) from None
    path, line = failed.place(error, _engine.begun.content if _engine.begun else None)
    raise Abort(
        f"{path}:{line}: The build stopped here: {failed.said(error)}. The last good site is"
        " untouched."
    ) from None


def _layout_of(error: Exception) -> str | None:
    """The layout in which something went wrong, and its line; None where no layout had a part in
    it."""
    if _engine.begun is None:
        return None
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    layouts = _engine.build.content.layouts.resolve()
    found = [
        (Path(name), line) for name, line in places if Path(name).resolve().is_relative_to(layouts)
    ]
    return (
        f"{layouts.name}/{found[-1][0].resolve().relative_to(layouts).as_posix()}:{found[-1][1]}"
        if found
        else None
    )


def _logo(records: Content) -> Path:
    return records.logo or records.folder / LOGO


def _stop(findings: list[Finding]) -> None:
    print("\n".join(map(str, sorted(set(findings)))))
    if not _engine.serving:
        raise Abort(_refusal(len(findings)))


def _refusal(count: int) -> str:
    return (
        f"The site was not built: {count} thing{'s' if count > 1 else ''} to put right. The last"
        " good site is untouched."
    )
