"""Draws the items of publicity, or one of them, in seconds: for whoever changes a layout, colours
or the typeface.

    python -m hooks print leaflet
        writes build/print/leaflet.pdf and a picture of each page, and says what the proofs find
    python -m hooks print
        draws all items
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from hooks.printed import editions, expectation, pack, proofs
from hooks.printed.layout import Layouts
from hooks.sources import site_records, terminal
from hooks.sources.build_day import today
from hooks.sources.content import Content

WIDE = 1200
"""Pixels of the longer side of a picture of a page."""


def drawn(content: Content, item: str, folder: Path) -> Iterator[str]:
    """Draws an item ("" for all) into a folder; a sentence for each file that was made and for each
    fault. Raises ValueError where no item has that name."""
    names = sorted(one.slug for one in content.publicity)
    if item and item not in names:
        raise ValueError(f"There is no item {item}. There are: {', '.join(names)}.")
    folder.mkdir(parents=True, exist_ok=True)
    made = pack.make(content, lambda _: None, item)
    yield from made.left_out
    for finding in made.findings:
        yield f"{finding.path}:{finding.line}: {finding.message} ({finding.rule})"
    layouts = Layouts(content)
    for publicity in content.publicity:
        for edition in editions.of(publicity):
            data = made.files.get(edition.file)
            if data is None:
                continue
            path = folder / Path(edition.file).name
            path.write_bytes(data)
            yield f"{path}: {edition.says}"
            if edition.kind == "pdf":
                _pages(data, path)
            expected = expectation.of_edition(layouts, publicity, edition)
            for rule, text in proofs.examine(data, expected):
                yield f"  {text} ({rule})"


def _pages(data: bytes, path: Path) -> None:
    """A picture of each page, beside the PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, 1):
        scale = WIDE / max(page.get_size())
        page.render(scale=scale).to_pil().save(path.with_name(f"{path.stem}-{number}.png"))
    document.close()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m hooks print", description="Draws the items of publicity, or one of them."
    )
    parser.add_argument("item", nargs="?", default="", help="its name, such as leaflet")
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument("--to", type=Path, default=Path("build/print"), help="the folder")
    options = parser.parse_args(arguments)
    terminal.on_any_terminal()
    if not options.config.is_file():
        parser.error(f"There is no file {options.config}.")
    try:
        content = site_records.read(options.config, today())
        for line in drawn(content, options.item, options.to):
            print(line)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
