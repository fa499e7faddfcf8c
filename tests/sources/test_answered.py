"""What was answered of a text before is used for the same text alone, by the same code alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hooks.sources import answered, dictionary, disk_cache, illustrations


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Begins another build, and gives what it asks: the answers, and what had to be worked out."""
    monkeypatch.setattr(answered, "FOLDER", tmp_path)
    monkeypatch.setattr(answered.atexit, "register", lambda _: None)

    def build(*texts: str) -> tuple[list[tuple[tuple[int, str], ...]], list[str]]:
        answered._kept.cache_clear()
        answered.state.cache_clear()
        asked: list[str] = []

        @answered.answered
        def words(text: str) -> Iterator[tuple[int, str]]:
            asked.append(text)
            yield from enumerate(text.split())

        found = [words(text) for text in texts]
        answered._kept().write()
        return found, asked

    yield build
    answered._kept.cache_clear()
    answered.state.cache_clear()


def test_the_same_text_is_worked_out_once(builds) -> None:
    assert builds("a b", "ü", "a b") == (
        [((0, "a"), (1, "b")), ((0, "ü"),), ((0, "a"), (1, "b"))],
        ["a b", "ü"],
    )
    assert builds("a b", "ü", "") == ([((0, "a"), (1, "b")), ((0, "ü"),), ()], [""])


def test_half_of_a_sign_is_kept_too(builds) -> None:
    """YAML lets people type one, and a file holds no such letter."""
    assert builds("\ud83d") == ([((0, "\ud83d"),)], ["\ud83d"])
    assert builds("\ud83d")[1] == []


def test_a_changed_text_is_asked_anew(builds) -> None:
    builds("a b")
    assert builds("a  c") == ([((0, "a"), (1, "c"))], ["a  c"])


@pytest.mark.parametrize(
    ("where", "what"),
    [(disk_cache, "package"), (dictionary, "kind"), (illustrations, "names")],
    ids=["code", "dictionary", "illustrations"],
)
def test_other_code_counts_nothing_that_was_kept(builds, monkeypatch, where, what) -> None:
    builds("a")
    monkeypatch.setattr(where, what, lambda: "x")
    assert builds("a")[1] == ["a"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-1],
        lambda data: data[:100],
        lambda data: data.replace(b'"a"', b'"b"'),
        lambda data: b"",
        lambda data: b"no file of this kind",
    ],
    ids=["cut", "cut short", "changed", "empty", "other"],
)
def test_what_is_damaged_is_worked_out_again(builds, tmp_path: Path, harm) -> None:
    builds("a")
    (file,) = tmp_path.iterdir()
    before = file.read_bytes()
    file.write_bytes(harm(before))
    assert file.read_bytes() != before
    assert builds("a") == ([((0, "a"),)], ["a"])
    assert builds("a")[1] == []


def test_what_another_build_wrote_meanwhile_is_kept_too(builds, monkeypatch) -> None:
    builds("a")
    write = answered._Kept.write

    def other(kept: answered._Kept) -> None:
        monkeypatch.setattr(answered._Kept, "write", write)
        builds("b")
        write(kept)

    monkeypatch.setattr(answered._Kept, "write", other)
    builds("c")
    assert builds("a", "b", "c")[1] == []


def test_the_oldest_go_first(builds, monkeypatch) -> None:
    monkeypatch.setattr(answered, "MOST", 2)
    builds("a", "b")
    builds("c")
    assert builds("b", "c")[1] == []
    assert builds("a")[1] == ["a"]


def test_a_process_of_many_builds_keeps_few_at_hand(builds, monkeypatch) -> None:
    monkeypatch.setattr(answered, "AT_HAND", 2)
    texts = [str(number) for number in range(7)]
    assert builds(*texts, *texts)[1] == texts
    assert len(answered._kept().at_hand) <= 2
    assert builds(*texts)[1] == []


def test_two_functions_share_no_answer(builds) -> None:
    builds("a")

    @answered.answered
    def other(text: str) -> Iterator[str]:
        yield text + "!"

    assert other("a") == ("a!",)
