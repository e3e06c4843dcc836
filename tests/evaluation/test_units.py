"""Units of work: each is done once, a run that was killed goes on, and nothing half done is taken for whole."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval import units
from eval.benchmarks.bulk import records
from eval.score import ScoreOptions, run_score
from eval.tables import write_records
from eval.units import Plan, UnitStore, do_units, in_processes
from summarizer.errors import InputError

DONE: list[int] = []


def double(rows: Sequence[int]) -> list[dict[str, object]]:
    """The work of these tests; keeps what it was given."""
    DONE.extend(rows)
    return [{"id": row, "twice": 2 * row} for row in rows]


def double_quietly(rows: Sequence[int]) -> list[dict[str, object]]:
    """The same, for other processes."""
    return [{"id": row, "twice": 2 * row} for row in rows]


def lazy(rows: Sequence[int]) -> list[dict[str, object]]:
    """Work that does not answer every row."""
    return [{"id": row} for row in rows[1:]]


def dying(rows: Sequence[int]) -> list[dict[str, object]]:
    """A worker that is killed."""
    if 30 in rows:  # late enough that the first units are done
        os.kill(os.getpid(), signal.SIGKILL)
    return double_quietly(rows)


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    """Two units of three lie there: only the third is worked on, and all answers come in the order of the rows."""
    DONE.clear()
    plan = Plan(n_per_unit=4, n_processes=1)
    with UnitStore(tmp_path / "parts", {"data": "a"}) as store:
        assert do_units(double, range(12), store, plan) == 3
        store.path(1).unlink()
        DONE.clear()
        assert do_units(double, range(12), store, plan) == 3
        assert DONE == [4, 5, 6, 7]
        assert [answer["twice"] for answer in store.answers(3)] == [2 * row for row in range(12)]


def test_processes_give_what_one_gives(tmp_path: Path) -> None:
    """Whatever order the units are finished in."""
    with UnitStore(tmp_path / "parts", {}) as store:
        n_units = do_units(double_quietly, range(50), store, Plan(n_per_unit=3, n_processes=2))
        assert [answer["id"] for answer in store.answers(n_units)] == list(range(50))
    assert [a["id"] for a in in_processes(double_quietly, list(range(9)), n_per_unit=2)] == list(range(9))


def test_a_half_written_part_is_no_part(tmp_path: Path) -> None:
    """A file that a kill left half written has another name, and its unit is done anew."""
    store = UnitStore(tmp_path / "parts", {})
    store.path(0).with_name("part-000000.jsonl.99.part").write_text('{"id": 0', encoding="utf-8")
    DONE.clear()
    do_units(double, range(2), store, Plan(n_per_unit=2, n_processes=1))
    assert DONE == [0, 1]
    store.remove()
    assert not (tmp_path / "parts").exists()


def test_parts_of_another_run_are_refused(tmp_path: Path) -> None:
    """Other data, system or settings: an error that names what changed, and nothing is mixed."""
    with UnitStore(tmp_path / "parts", {"data": "a", "system": "checks"}) as store:
        do_units(double, range(2), store, Plan(n_per_unit=2, n_processes=1))
    with pytest.raises(InputError, match="system changed"):
        UnitStore(tmp_path / "parts", {"data": "a", "system": "rules"})
    UnitStore(tmp_path / "parts", {"data": "a", "system": "rules"}, is_restarted=True).close()


def test_a_start_that_failed_keeps_nobody_out(tmp_path: Path) -> None:
    """A folder without parts is taken away, and where a kill left one, it is anybody's."""
    with pytest.raises(RuntimeError), UnitStore(tmp_path / "parts", {"data": "a"}):
        raise RuntimeError("no such set")
    assert not (tmp_path / "parts").exists()
    UnitStore(tmp_path / "parts", {"data": "a"}).close()
    with UnitStore(tmp_path / "parts", {"data": "b"}) as store:
        do_units(double, range(2), store, Plan(n_per_unit=2, n_processes=1))
    with pytest.raises(InputError, match="data changed"):
        UnitStore(tmp_path / "parts", {"data": "c"})


def test_a_restart_takes_nothing_from_a_run_that_is_at_work(tmp_path: Path) -> None:
    """Its parts stay, and the second run is refused."""
    with UnitStore(tmp_path / "parts", {"data": "a"}) as first:
        do_units(double, range(2), first, Plan(n_per_unit=2, n_processes=1))
        with pytest.raises(InputError, match="Another run"):
            UnitStore(tmp_path / "parts", {"data": "b"}, is_restarted=True)
        assert first.is_done(0)
        with pytest.raises(InputError, match="Another run"):
            UnitStore(tmp_path / "parts", {"data": "a"})


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    """The second is told so while the first holds the folder, and may have it afterwards."""
    first = UnitStore(tmp_path / "parts", {})
    with pytest.raises(InputError, match="Another run"):
        UnitStore(tmp_path / "parts", {})
    first.close()
    UnitStore(tmp_path / "parts", {}).close()


def test_a_lock_whose_folder_was_taken_away_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening and holding it the run before may finish: the next one holds the new folder's lock."""
    folder, turns = tmp_path / "parts", []
    hold = units._hold

    def late(descriptor: int, held: Path) -> None:
        if not turns:
            shutil.rmtree(folder)  # what `remove` of another run does at this very moment
        turns.append(descriptor)
        hold(descriptor, held)

    monkeypatch.setattr(units, "_hold", late)
    with UnitStore(folder, {}):
        assert len(turns) == 2
        with pytest.raises(InputError, match="Another run"):
            UnitStore(folder, {})


def test_work_that_does_not_answer_every_row_is_an_error(tmp_path: Path) -> None:
    """A unit is kept only when every row has its answer."""
    with UnitStore(tmp_path / "parts", {}) as store:
        with pytest.raises(ValueError, match="3 rows were given and 2 answers"):
            do_units(lazy, range(3), store, Plan(n_per_unit=3, n_processes=1))
        assert not store.is_done(0)


def test_a_killed_worker_is_told_in_words(tmp_path: Path) -> None:
    """And what the others did stays done."""
    with UnitStore(tmp_path / "parts", {}) as store, pytest.raises(InputError, match="worker process was killed"):
        do_units(dying, range(40), store, Plan(n_per_unit=2, n_processes=2))
    assert any((tmp_path / "parts").glob("part-*.jsonl"))


@pytest.mark.parametrize(("n", "processes"), [(0, 1), (5_000, 1), (10, 0)])
def test_a_plan_that_cannot_be_is_refused(tmp_path: Path, n: int, processes: int) -> None:
    """Units of nothing or of too much, and no process at all."""
    with UnitStore(tmp_path / "parts", {}) as store, pytest.raises(InputError):
        do_units(double, range(3), store, Plan(n_per_unit=n, n_processes=processes))


def test_a_killed_command_goes_on_and_answers_each_record_once(tmp_path: Path) -> None:
    """SIGKILL in the middle: no orphan stays, the same command finishes, and the answers are those of one run."""
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    write_records(given, records(400))
    command = [sys.executable, "-m", "eval", "score", "--data", str(given), "--out", str(out), "--batch", "10"]
    parts = tmp_path / "out.jsonl.parts"
    process = subprocess.Popen([*command, "--processes", "2"], stderr=subprocess.DEVNULL)
    while process.poll() is None and len(list(parts.glob("part-*.jsonl"))) < 4:
        time.sleep(0.05)
    assert process.poll() is None, "the run was over before it could be killed"
    process.kill()
    process.wait()
    assert not out.exists()
    n_done = len(list(parts.glob("part-*.jsonl")))
    assert subprocess.run([*command, "--processes", "2"], check=False, stderr=subprocess.DEVNULL).returncode == 0
    assert n_done >= 4
    assert not parts.exists()
    answers = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert Counter(answer["id"] for answer in answers) == Counter(f"r{number}" for number in range(400))
    whole = tmp_path / "whole.jsonl"
    run_score(given, whole, ScoreOptions(plan=Plan(n_processes=2)))
    assert whole.read_bytes() == out.read_bytes()
