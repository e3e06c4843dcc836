"""Units of work: a file's rows in stretches of 50 to 200, each done once and its result kept, by one process or many.

A unit is a stretch of rows of the input, known by its number. Doing it is one call of a function that is importable by
name; its answers are written to `part-NNNNNN.jsonl` in the run's folder of parts, whole or not at all, before it counts
as done. So a run that was killed goes on where it stopped, and loses at most the units that were in work. Nothing else
is shared between units: a durable engine on several machines can do the same units into the same folder.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import active_children, connection, get_context, parent_process
from pathlib import Path
from typing import IO, TypeVar

from tqdm import tqdm

from eval.tables import json_line
from summarizer.errors import InputError

Row = TypeVar("Row")
Answer = dict[str, object]
Work = Callable[[Sequence[Row]], list[Answer]]

# Every process works on small matrices: more threads than processors would only wait for one another (half the speed).
ONE_THREAD_EACH = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
N_AHEAD = 3  # units waiting for each process: enough to keep it busy, few enough that memory stays flat
SMALLEST, LARGEST = 1, 1_000  # rows of a unit; 50 to 200 are sensible (a unit is what a kill loses)
SECONDS_BETWEEN_LINES = 30  # of progress, where nobody watches a terminal

MANIFEST, LOCK = "manifest.json", "lock"


class UnitStore:
    """The folder that keeps a run's units. Only one run at a time may write to it.

    Raises InputError when the folder holds parts of another run: other data, another system, other settings. A folder
    without parts keeps nobody out, and a run that ends without any leaves none behind: a start that failed (a set that
    cannot be read, a system that breaks) does not stand in the way of the corrected command.
    """

    def __init__(self, folder: Path, identity: Mapping[str, object], *, is_restarted: bool = False) -> None:
        self.folder = folder
        self._lock = _locked(folder)
        try:
            if is_restarted:
                self._clear()
            self._claim(identity)
        except InputError:
            self._lock.close()
            raise

    def __enter__(self) -> UnitStore:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._lock.closed and not self._has_parts():  # once let go of, the folder may be another run's
            self.remove()
        self.close()

    def _claim(self, identity: Mapping[str, object]) -> None:
        found = self._read_manifest()
        if found is None or not self._has_parts():
            _write_whole(self.folder / MANIFEST, json.dumps(identity, indent=1, default=str))
            return
        changed = sorted(name for name in {*found, *identity} if found.get(name) != identity.get(name))
        if changed:
            what = ", ".join(changed)
            raise InputError(
                f"{self.folder} holds the parts of another run ({what} changed); it cannot be gone on with.",
                hint="Give --restart to begin anew, or another --out.",
            )

    def _read_manifest(self) -> dict[str, object] | None:
        try:
            found = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _has_parts(self) -> bool:
        return any(self.folder.glob("part-*.jsonl"))

    def path(self, unit: int) -> Path:
        """Where the unit's answers stand when it is done."""
        return self.folder / f"part-{unit:06d}.jsonl"

    def is_done(self, unit: int) -> bool:
        """Whether the unit's answers stand there, whole."""
        return self.path(unit).exists()

    def answers(self, n_units: int) -> Iterator[Answer]:
        """All answers, in the order of the rows."""
        for unit in range(n_units):
            with self.path(unit).open(encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines)

    def close(self) -> None:
        """Let another run have the folder."""
        self._lock.close()

    def remove(self) -> None:
        """Take the folder away, while it is held: its answers stand elsewhere now. What is not a store's stays."""
        self._clear()
        (self.folder / LOCK).unlink(missing_ok=True)
        if not any(self.folder.iterdir()):
            self.folder.rmdir()
        self.close()

    def _clear(self) -> None:
        for path in (*self.folder.glob("part-*.jsonl*"), self.folder / MANIFEST):
            path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run is done: rows a unit, processes (None: all that this one may use), whether progress is shown."""

    n_per_unit: int = 100
    n_processes: int | None = None
    has_progress: bool = False
    what: str = "Working"


def do_units(work: Work[Row], rows: Iterable[Row], store: UnitStore, plan: Plan, *, total: int | None = None) -> int:
    """Do every unit of the rows that the store does not have yet; gives how many units there are.

    `work` must be importable by name (it is sent to other processes). With one process no other is started. Raises
    InputError for a plan that cannot be, and when a worker process was killed; what is done stays done.
    """
    n_processes = n_usable_processors() if plan.n_processes is None else plan.n_processes
    if n_processes < 1:
        raise InputError(f"--processes is {n_processes}, at least 1 is needed")
    if not SMALLEST <= plan.n_per_unit <= LARGEST:
        raise InputError(f"--batch is {plan.n_per_unit}, it must be {SMALLEST} to {LARGEST}")
    units = enumerate(_stretches(iter(rows), plan.n_per_unit))
    with _progress(plan, total) as bar:
        if n_processes == 1:
            return _do_here(work, units, store, bar)
        try:
            return _do_in_processes(work, units, store, bar, n_processes)
        except BrokenProcessPool as error:
            raise InputError(
                "A worker process was killed, perhaps for want of memory.",
                hint="Run the same command again to go on; fewer --processes need less memory.",
            ) from error


def _do_here(work: Work[Row], units: Iterator[tuple[int, list[Row]]], store: UnitStore, bar: tqdm[None]) -> int:
    n_units = 0
    for unit, rows in units:
        n_units += 1
        if store.is_done(unit):
            _skip(bar, len(rows))
        else:
            do_unit(work, rows, store.path(unit))
            bar.update(len(rows))
    return n_units


def _do_in_processes(
    work: Work[Row], units: Iterator[tuple[int, list[Row]]], store: UnitStore, bar: tqdm[None], n_processes: int
) -> int:
    n_units = 0
    waiting: dict[Future[int], int] = {}
    for name, n_threads in ONE_THREAD_EACH.items():
        os.environ.setdefault(name, n_threads)  # inherited by the processes, which import numpy only then
    with ProcessPoolExecutor(n_processes, get_context("spawn"), _begin_worker) as pool:
        try:
            for unit, rows in units:
                n_units += 1
                if store.is_done(unit):
                    _skip(bar, len(rows))
                    continue
                waiting[pool.submit(do_unit, work, rows, store.path(unit))] = unit
                if len(waiting) >= N_AHEAD * n_processes:
                    _collect(waiting, bar)
            while waiting:
                _collect(waiting, bar)
        except BaseException:
            # Nobody waits for units that take minutes: parts are whole or not there, so a worker may be ended anywhere.
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in active_children():
                worker.terminate()
            raise
    return n_units


def _collect(waiting: dict[Future[int], int], bar: tqdm[None]) -> None:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        del waiting[future]
        bar.update(future.result())


def do_unit(work: Work[Row], rows: Sequence[Row], path: Path) -> int:
    """Do one unit and keep its answers; gives the number of rows. This is the whole unit of work, wherever it runs.

    Raises ValueError when `work` does not answer every row.
    """
    answers = work(rows)
    if len(answers) != len(rows):
        raise ValueError(f"{len(rows)} rows were given and {len(answers)} answers came back")
    _write_whole(path, "".join(map(json_line, answers)))
    return len(rows)


def n_usable_processors() -> int:
    """How many processors this process may use (a container's share, where the system tells it)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# --------------------------------------------------------------------------------------- small parts


def _stretches(rows: Iterator[Row], n: int) -> Iterator[list[Row]]:
    while stretch := list(islice(rows, n)):
        yield stretch


def _write_whole(path: Path, text: str) -> None:
    """The file is there whole or not at all, even when the machine stops."""
    half_written = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with half_written.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        half_written.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error}") from error


def _locked(folder: Path) -> IO[str]:
    """The folder taken for this process; the system lets go of it when the process ends, however it ends."""
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = (folder / LOCK).open("w")
        except OSError as error:
            raise InputError(f"{folder} cannot be written to: {error.strerror}") from error
        try:
            _hold(lock.fileno(), folder)
        except InputError:
            lock.close()
            raise
        if _is_at(lock, folder / LOCK):
            return lock
        lock.close()  # the run that held it has just finished and taken its folder away


def _hold(descriptor: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: nothing keeps two runs apart there
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise InputError(f"Another run is writing to {folder}.", hint="Wait for it, or give another --out.") from error


def _is_at(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _begin_worker() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when its parent was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _progress(plan: Plan, total: int | None) -> tqdm[None]:
    """How many rows are done, how fast, and how long it will take: a bar on a terminal, else a line now and then."""
    interval = 0.2 if sys.stderr.isatty() else SECONDS_BETWEEN_LINES
    return tqdm(
        total=total, desc=plan.what, unit=" records", disable=not plan.has_progress, file=sys.stderr,
        mininterval=interval, maxinterval=interval, dynamic_ncols=True, smoothing=0.05,
    )  # fmt: skip


def _skip(bar: tqdm[None], n_rows: int) -> None:
    """Rows of an earlier run count as done, but not for the rate."""
    if not bar.disable:
        bar.initial += n_rows
    bar.update(n_rows)


def in_processes(work: Work[Row], rows: Sequence[Row], *, n_per_unit: int) -> list[Answer]:
    """The answers to rows that are few enough to be held, by all processors, nothing kept on disk.

    `work` must be importable by name.
    """
    n_processes = n_usable_processors()
    stretches = list(_stretches(iter(rows), n_per_unit))
    if n_processes == 1 or len(stretches) < 2:
        return [answer for stretch in stretches for answer in work(stretch)]
    for name, n_threads in ONE_THREAD_EACH.items():
        os.environ.setdefault(name, n_threads)
    with ProcessPoolExecutor(n_processes, get_context("spawn"), _begin_worker) as pool:
        return [answer for answers in pool.map(work, stretches) for answer in answers]
