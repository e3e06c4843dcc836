"""Records through worker processes: in batches, answers in the order of the records, memory flat."""

from __future__ import annotations

import gzip
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import IO, TypeVar, cast

from summarizer.errors import InputError

Row = TypeVar("Row")
Answer = TypeVar("Answer")

# Every process works on small matrices: more threads than processors would only wait for one another (half the speed).
ONE_THREAD_EACH = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
N_AHEAD = 4  # batches waiting for each process: enough to keep it busy, few enough that memory stays flat


def answers_in_order(
    work: Callable[[list[Row]], list[Answer]],
    rows: Iterable[Row],
    *,
    n_per_batch: int,
    n_processes: int | None = None,
) -> Iterator[Answer]:
    """What `work` answers to each batch of rows, one by one, in order; rows are read only as they are needed.

    `work` must be importable by name (it is sent to other processes). With one process no other is started. Raises
    `InputError` when `n_processes` is below 1; None stands for every processor that this process may use.

    >>> list(answers_in_order(sorted, [3, 1, 2, 0], n_per_batch=2, n_processes=1))
    [1, 3, 0, 2]
    """
    wanted = n_usable_processors() if n_processes is None else n_processes
    if wanted < 1:
        raise InputError(f"--processes is {wanted}, at least 1 is needed")
    batches = _batches(iter(rows), n_per_batch)
    if wanted == 1:
        for batch in batches:
            yield from work(batch)
        return
    waiting: deque[Future[list[Answer]]] = deque()
    for name, n_threads in ONE_THREAD_EACH.items():
        os.environ.setdefault(name, n_threads)  # inherited by the processes, which import numpy only then
    with ProcessPoolExecutor(wanted, mp_context=get_context("spawn")) as pool:
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) >= N_AHEAD * wanted:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def n_usable_processors() -> int:
    """How many processors this process may use (a container's share, where the system tells it)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def create_text_file(path: Path) -> IO[str]:
    """The file opened for writing, packed when its name ends in .gz. Raises `InputError` when it cannot be."""
    try:
        if path.suffix == ".gz":
            return cast("IO[str]", gzip.open(path, "wt", encoding="utf-8", errors="replace"))
        return path.open("w", encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error}") from error


def _batches(rows: Iterator[Row], n: int) -> Iterator[list[Row]]:
    while batch := list(islice(rows, n)):
        yield batch
