"""A process that makes printed files: reads pickled jobs from its input, answers each with what
stopped it.

Started by pack.py as `python -m hooks.printed.worker CACHE`, and not through multiprocessing, which
would run the program that asked once more (and fails where that program has no file or no guard).
Only pack.py speaks to it, over a pipe of its own.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import BinaryIO

from hooks.printed import one_file, pdf_draw
from hooks.printed.one_file import Family

Done = tuple[Family, list[list[str]]]
STOPPED = "the process that draws it stopped. Run the build again."


def run(families: list[Family], workers: int, cache: Path) -> Iterator[Done]:
    """Each family with its results, as they are done. A worker that dies is a result too: one
    sentence for each file."""
    waiting: Queue[Family | None] = Queue()
    done: Queue[Done] = Queue()
    for family in families:
        waiting.put(family)
    for _ in range(workers):
        waiting.put(None)
        Thread(target=_serve, args=(waiting, done, cache), daemon=True).start()
    for _ in families:
        yield done.get()


def _serve(waiting: Queue[Family | None], done: Queue[Done], cache: Path) -> None:
    process: subprocess.Popen[bytes] | None = None
    while (family := waiting.get()) is not None:
        if process is None or process.poll() is not None:
            process = subprocess.Popen(
                [sys.executable, "-m", "hooks.printed.worker", str(cache)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        assert process.stdin is not None and process.stdout is not None
        try:
            pickle.dump(family, process.stdin)
            process.stdin.flush()
            done.put((family, pickle.load(process.stdout)))
        except (EOFError, OSError, pickle.UnpicklingError):
            process.kill()
            done.put((family, [[STOPPED] for _ in family]))
    if process is not None:
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()


def _answer(asked: BinaryIO, answers: BinaryIO) -> None:
    while True:
        try:
            family = pickle.load(asked)
        except EOFError:
            return
        pickle.dump(one_file.make(family), answers)
        answers.flush()


if __name__ == "__main__":
    pdf_draw.prepare(Path(sys.argv[1]))
    pipe, sys.stdout = (
        sys.stdout.buffer,
        sys.stderr,
    )  # whatever a library prints must not get between the answers
    _answer(sys.stdin.buffer, pipe)
