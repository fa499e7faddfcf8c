"""A service's identity stands in one place: with other colours, another typeface and other drawings
in mkdocs.yml, nothing of the old ones is left on the finished site, on paper neither."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml
from fontTools.ttLib import TTFont
from PIL import Image

from hooks.pages import assets
from hooks.printed import editions
from hooks.sources.records import Publicity
from tests import helpers
from tests.helpers import TWO_BAYS, Workshop

TYPEFACES = {
    "@fontsource/atkinson-hyperlegible-next": "Atkinson",
    "@fontsource/noto-sans": "Noto Sans",
}
"""What a typeface is called inside its files, by its package."""
PRINTED = ("poster",)
SHARED = frozenset({"#ffffff", "#fdf3d0", "#ffe58f", "#33290a", "#4a3a00"})
"""Colours that both palettes have."""
SUBSET = assets._subset
"""The letters of a typeface are made here, whatever quick builds of other tests leave out."""
Identity = dict[str, Any]


def identity_of(settings: Path) -> Identity:
    return dict(yaml.safe_load(settings.read_text(encoding="utf-8"))["extra"]["identity"])


def colours_of(identity: Identity) -> set[str]:
    return {colour for palette in identity["colours"].values() for colour in palette.values()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Identity | None], Workshop]:
    """The made-up service's site with its own identity or with another in its mkdocs.yml, and its
    poster."""

    def build(identity: Identity | None) -> Workshop:
        made = helpers.workshop(tmp_path_factory.mktemp("identity"), own_layouts=False)
        settings = made.path("mkdocs.yml")
        text = yaml.safe_load(settings.read_text(encoding="utf-8"))
        if identity:
            text["extra"]["identity"] = identity
            settings.write_text(yaml.safe_dump(text, allow_unicode=True), encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(editions, "of", _few(editions.of))
            patch.setattr(assets, "_subset", SUBSET)
            with helpers.printing():
                outcome = helpers.build_here(made)
        assert outcome.refusal is None, outcome.said
        return made

    return build


def _few(
    of: Callable[[Publicity], Iterator[editions.Edition]],
) -> Callable[[Publicity], Iterator[editions.Edition]]:
    wanted = {f"publicity/{name}.pdf" for name in PRINTED}

    def few(item: Publicity) -> Iterator[editions.Edition]:
        return (edition for edition in of(item) if edition.file in wanted)

    return few


def left_of(old: Identity, site: Path) -> list[str]:
    """Where a finished site still has a colour or the typeface of an identity, but for the service's
    own files as they were saved."""
    colours, name = colours_of(old) - SHARED, TYPEFACES[old["typeface"]["package"]]
    assert len(colours) > 10
    found = []
    for path in sorted(site.rglob("*")):
        where = path.relative_to(site).as_posix()
        if (helpers.MADE_UP / "content" / where).is_file():
            continue
        if path.suffix in (".html", ".css", ".svg", ".js"):
            text = path.read_text(encoding="utf-8").lower()
            found += [f"{where}: {colour}" for colour in sorted(colours) if colour in text]
            found += [f"{where}: {name}"] if f'"{name.lower()}' in text else []
        elif path.suffix == ".woff2" and not path.name.startswith("zero-"):
            found += [f"{where}: {name}"] if name in _family(path.read_bytes()) else []
        elif path.suffix == ".pdf":
            found += [f"{where}: {said}" for said in _on_paper(path.read_bytes(), colours)]
    return found


def _family(data: bytes) -> str:
    return str(TTFont(io.BytesIO(data))["name"].getDebugName(1))


def _on_paper(data: bytes, colours: set[str]) -> Iterator[str]:
    seen = set()
    for sheet in pypdfium2.PdfDocument(data):
        image: Image.Image = sheet.render(scale=2).to_pil().convert("RGB")
        seen |= {f"#{bytes(colour).hex()}" for _, colour in image.getcolors(1 << 24) or ()}
    yield from sorted(colours & seen)


def faces_on_paper(site: Path) -> set[tuple[int, int]]:
    """The typefaces of a poster by how high and how low their letters go: print calls each by the
    same name."""
    with pikepdf.open(site / "publicity" / "poster.pdf") as document:
        entries = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        return {
            (int(one["/Ascent"]), int(one["/Descent"])) for one in entries if "/FontName" in one
        }


@pytest.fixture(scope="module")
def other() -> Identity:
    """Another identity, with drawings of its own where the made-up service has none."""
    return identity_of(TWO_BAYS / "mkdocs.yml")


def test_nothing_of_the_old_identity_is_left(
    built: Callable[[Identity | None], Workshop], other: Identity
) -> None:
    before = built(None)
    own = identity_of(before.path("mkdocs.yml"))
    left = left_of(own, before.site)
    # What would be left is seen: on pages, as an icon, in the typeface and on paper.
    for name in ("assets/site.css", "assets/icon.svg", "publicity/poster.pdf"):
        assert any(one.startswith(f"{name}: #") for one in left), name
    assert any(one.startswith("assets/fonts/") and one.endswith("Atkinson") for one in left)
    after = built(other)
    assert left_of(own, after.site) == []
    assert faces_on_paper(after.site).isdisjoint(faces_on_paper(before.site))
    assert left_of(other, after.site) != []


def test_a_drawing_of_the_services_own_is_shown(
    built: Callable[[Identity | None], Workshop], other: Identity
) -> None:
    own = identity_of(helpers.MADE_UP / "mkdocs.yml")
    drawings = [
        (built(identity).site / "assets" / "illustrations.svg").read_text("utf-8")
        for identity in (own, {**own, "illustrations": ""})
    ]
    assert drawings[0] != drawings[1]
