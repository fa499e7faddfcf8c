"""Work that many ask for and that is done once for each site: its answer is kept with what was
asked, and goes with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Remembers(Protocol):
    """Records or a built site, which keep the answers that were worked out from them."""

    @property
    def remembered(self) -> dict[Hashable, Any]: ...


Asked = TypeVar("Asked", bound=Remembers)
Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")


def once(
    work: Callable[Concatenate[Asked, Rest], Answer],
) -> Callable[Concatenate[Asked, Rest], Answer]:
    """Does the work the first time, and gives the same answer from then on. All but what is asked
    must be hashable, and in place.

    A cached property would do the same for what a class itself can answer. This is for a later
    room's question to an earlier room's records, which cannot know of it.
    """

    @wraps(work)
    def ask(asked: Asked, /, *rest: Rest.args, **named: Rest.kwargs) -> Answer:
        question = (work, rest)
        if question not in asked.remembered:
            asked.remembered[question] = work(asked, *rest, **named)
        answer: Answer = asked.remembered[question]
        return answer

    return ask
