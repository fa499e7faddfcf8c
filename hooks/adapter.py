"""MkDocs' events as calls of the core, a few lines each. ProperDocs runs the same file.

It builds into a fresh folder beside the site and swaps it in only when no error is left, so that a failed build leaves
the last good site in place, under plain `mkdocs build` too.
"""

from __future__ import annotations

import gc
import json
import logging
import traceback
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from hooks.built.output import Output
from hooks.built.site import Site
from hooks.gate import check, findings_file, judgement, swap
from hooks.pages import assets, site_files, template_helpers
from hooks.pages.markdown_blocks import OurMarkdown
from hooks.printed import letters, pack, proofs, supplied
from hooks.rules import RULES
from hooks.sources import content, failed, terminal
from hooks.sources.build_day import today
from hooks.sources.content import Content
from hooks.sources.findings import Finding
from hooks.sources.records import Publicity
from hooks.words import parsing


class _Build:
    """One build: what the events share."""

    serving = False

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
        self.output = Output(self.fresh)


class _Warnings(logging.Handler):
    """MkDocs' own warnings, kept to be reported as findings: `--strict -q` would lose them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []
        self.logger = logging.getLogger("mkdocs")
        self.before = self.logger.level

    def start(self) -> None:
        """`-q` closes the logger itself; the handlers that print take over its level, so that it can be opened."""
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
    """Leaves out MkDocs' own line on a page that cannot be built: `on_build_error` says it once, with the layout's name."""
    return not str(record.msg).startswith("Error building page")


_build: _Build


def on_startup(command: str, dirty: bool) -> None:
    terminal.on_any_terminal()
    _Build.serving = command == "serve"
    gc.set_threshold(200_000)  # records live until the end; to look at them all again and again took a tenth of a large build


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _build
    try:
        day = today()
    except ValueError as error:
        raise Abort(str(error)) from None
    held = _alone(config)
    records = content.read(Path(config.config_file_path), day, Path(config.docs_dir))
    if _Build.serving:
        config.site_url = records.site_url  # and not this computer's: what is looked at is what will be published
    _build = _Build(records, Path(config.site_dir), held)
    name = Path(config.config_file_path).name
    records.findings += [Finding(name, 1, problem, content.RULE) for problem in assets.identity_problems(records.identity)]
    if records.folder.is_relative_to(records.root) and not records.folder.is_symlink() and not _logo(records).is_file():
        records.findings.append(Finding(_logo(records).relative_to(records.root).as_posix(), 1, "This file must exist: it is the service's logo, "
                                                                                              "which every page shows.", content.RULE))
    if records.findings:
        if not _Build.serving:
            findings_file.write(records, records.findings)
        _stop(records.findings)
    _build.warnings.start()
    config.markdown_extensions, config.mdx_configs = parsing.extensions(_build.markdown, contents=True), {}
    config.theme.static_templates = {"404.html"}
    config.extra["serving"] = _Build.serving
    if not _Build.serving:
        config.site_dir = str(_build.fresh)
    _build.output = Output(Path(config.site_dir))
    return config


def _alone(config: MkDocsConfig) -> ExitStack:
    """Waits for another build of the same folder, and holds it until this one is done. When serving, each build has a folder of its own."""
    held = ExitStack()
    if "_build" in globals():
        _build.held.close()
    try:
        if _Build.serving:
            with swap.alone(Path(config.config_file_path).with_name("site")):
                return held
        final = Path(config.site_dir)
        held.enter_context(swap.alone(final))
        swap.remove(swap.fresh(final))
    except swap.NoFolder as error:
        raise Abort(str(error)) from None
    return held


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keeps pages that were read and files that were looked into: not Material's own assets, not records, nothing else that lies about."""
    ours = {page.src for page in _build.content.pages} | set(_build.content.files)
    for file in list(files):
        if not file.src_dir or Path(file.src_dir).resolve() != _build.content.folder or file.src_uri not in ours:
            files.remove(file)
    return files


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """The words as they were read and checked: MkDocs would read the file once more, and front matter by rules of its own."""
    record = _build.content.page(page.file.src_uri)
    return record and f"---\n{json.dumps({'title': record.title})}\n---\n{record.body}"


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    record = _build.content.page(page.file.src_uri)
    assert record is not None
    _build.markdown.page = record
    if isinstance(record, Publicity):
        page.meta["template"] = f"publicity/{record.format}.html"
    elif record.layout != "page":
        page.meta["template"] = f"{record.layout}.html"
    return markdown


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> Markup:
    return Markup(html)  # made by our parser, which holds no HTML but its own


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    template_helpers.add_to(env, _build.content, RULES)
    # Stylesheet and scripts stand with the layouts, which several services may share; the logo is the service's own.
    _build.assets = env.globals["assets"] = assets.make_assets(_build.content.layouts.parent, _build.content.identity, _logo(_build.content))
    _build.env = env
    _build.printed = pack.make(_build.content)  # before the pages, which say how large each file is
    _build.blanks = letters.make(_build.content)
    env.globals.update(letter_files=_build.blanks.of)
    env.globals.update(downloads=_build.printed.downloads, not_publicity=supplied.declared(_build.content))
    return env


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    record = _build.content.page(page.file.src_uri)
    assert record is not None
    context.update(record=record, trail=_build.content.trail(record), siblings=_build.content.siblings(record))
    if isinstance(record, Publicity) and record.as_text:
        site_files.text_item(_build.output, record, _build.env, page.content or "")
    return context


def on_post_build(config: MkDocsConfig) -> None:
    _build.warnings.stop()
    assert _build.env is not None and _build.assets is not None
    site_files.by_the_engine(_build.output, _build.content)
    _build.printed.write(_build.output)
    _build.blanks.write(_build.output)
    site = Site(_build.content, _build.output.folder, judgement.proved_rules(), _build.output)
    more = site_files.everything_else(site, _build.env, _build.assets, _build.markdown.icons)
    verdict = judgement.judge(site)
    more += _build.printed.findings
    if _build.warnings.texts:
        more += [Finding("mkdocs.yml", 1, text, "front-matter") for text in _build.warnings.texts]
    if more:
        verdict = judgement.Verdict(tuple(sorted({*verdict.findings, *more})), verdict.ran)
    site_files.results(site, {name: verdict.found_by(name) for name in verdict.ran})
    for sentence in (*_build.assets.notes, *_build.printed.left_out, *_build.printed.notes):
        print(sentence)
    print(check.report(verdict, pages=len(site.content.pages), items=len(site.content.publicity)))
    if _Build.serving:
        return
    findings_file.write(site.content, verdict.findings)
    if verdict.errors:
        raise Abort(_refusal(len(verdict.errors)))
    judgement.write_record(site, verdict, _build.printed.left_out or proofs.left_out(site.folder, site.content.publicity))
    swap.put_in_place(_build.final)
    _build.held.close()
    print("Next: make serve, to look at it" + (", and make publishable, to see what holds it back" if verdict.holds else ""))


def on_build_error(error: Exception) -> None:
    """Says in a sentence what went wrong; the last good site is untouched."""
    if "_build" in globals():
        _build.warnings.stop()
        if not _Build.serving:
            swap.remove(_build.fresh)
        _build.held.close()
    if isinstance(error, (Abort, BuildError)):
        return
    place = _layout_of(error)
    if place or isinstance(error, TemplateError):
        said = f'there is no layout "{error.name}"' if isinstance(error, TemplateNotFound) else str(error)
        raise Abort(f"{place or _build.content.layouts.name}: This layout cannot be used: {said.rstrip('.')}.") from None
    path, line = failed.place(error, _build.content if "_build" in globals() else None)
    raise Abort(f"{path}:{line}: The build stopped here: {failed.said(error)}. The last good site is untouched.") from None


def _layout_of(error: Exception) -> str | None:
    """The layout in which something went wrong, and its line; None where no layout had a part in it."""
    if "_build" not in globals():
        return None
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    layouts = _build.content.layouts.resolve()
    found = [(Path(name), line) for name, line in places if Path(name).resolve().is_relative_to(layouts)]
    return f"{layouts.name}/{found[-1][0].resolve().relative_to(layouts).as_posix()}:{found[-1][1]}" if found else None


def _logo(records: Content) -> Path:
    return records.folder / "assets" / "logo.svg"


def _stop(findings: list[Finding]) -> None:
    print("\n".join(map(str, sorted(set(findings)))))
    if not _Build.serving:
        raise Abort(_refusal(len(findings)))


def _refusal(count: int) -> str:
    return f"The site was not built: {count} thing{'s' if count > 1 else ''} to put right. The last good site is untouched."
