"""The illustrations: of one kind, in the palette's colours, and another service's by its
mkdocs.yml alone."""

import re
from pathlib import Path

import pytest

from hooks.pages import assets
from hooks.sources import illustrations, site_records, svg
from tests.helpers import MADE_UP, TODAY

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|rgb|hsl")


@pytest.mark.parametrize("name", sorted(illustrations.names()))
def test_a_drawing_of_the_house(name: str) -> None:
    """Shapes alone, in the same frame, and no colour but by name."""
    data = (illustrations.HOUSE / f"{name}.svg").read_bytes()
    svg.examine(data)
    assert b'viewBox="0 0 96 96"' in data
    assert len(data) < 4_000
    used = {found[1] for found in illustrations.PAINT.finditer(data.decode())}
    assert used <= {*assets.COLOURS, *illustrations.FACES}
    assert not COLOUR.search(illustrations.painted(data.decode(), lambda _: "none"))


def test_a_line_is_seen_on_every_ground() -> None:
    """Whatever a shape is filled with, its edge is seen: a picture needs no other contrast."""
    assert {("ink", "paper", assets.TEXT), ("ink", "card", assets.TEXT)} <= set(assets.PAIRS)
    for path in illustrations.HOUSE.glob("*.svg"):
        assert '<g class="ink" stroke="' in path.read_text("utf-8")


def test_a_service_changes_them_in_mkdocs_yml() -> None:
    """Its own drawing where it has one, the house's where it has none, both in its own colours."""
    content = site_records.read(MADE_UP / "mkdocs.yml", TODAY)
    folder, identity = content.folder, content.identity
    own = illustrations.drawing(folder, identity, "telephone")
    assert own != illustrations.drawing(folder, {}, "telephone")
    assert illustrations.drawing(folder, identity, "letter") == illustrations.drawing(
        folder, {}, "letter"
    )
    sprite = illustrations.sprite(folder, identity)
    assert 'd="M22 10' not in sprite.partition('id="telephone"')[2].partition("</symbol>")[0]
    assert sprite.count("<symbol ") == len(illustrations.names())
    assert set(COLOUR.findall(sprite)) == set(illustrations.FACES.values())


def test_what_is_wrong_with_a_folder_of_drawings(tmp_path: Path) -> None:
    def said(folder: str) -> list[str]:
        named = {"illustrations": folder}
        found = illustrations.problems(tmp_path, named, assets.COLOURS)
        return [message for _, message in found]

    assert said("") == []
    assert said("away") == [
        "extra.identity.illustrations must be a folder of content/; away is none."
    ]
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.svg").write_text('<svg><path class="pink" fill="#ff00ff"/></svg>')
    (tmp_path / "own" / "dragon.svg").write_text("<svg></svg>")
    assert said("own") == [
        (
            "extra.identity.illustrations: dragon.svg must have the name of a drawing of"
            " overrides/illustrations/."
        ),
        "extra.identity.illustrations: letter.svg must have no colour pink.",
    ]
    with pytest.raises(KeyError, match="no illustration"):
        illustrations.drawing(tmp_path, {}, "dragon")
