"""Other people's checkers, reached without depending on them: a program or a Python function."""

from __future__ import annotations

import importlib
import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from eval.cases import Case, write_case
from eval.systems import Answer, failed, read_answer
from eval.systems.own import prose_case
from eval.tables import json_line
from summarizer.errors import InputError

ANSWERED_WITHIN_S = 1_800
"""How long a program may take over one unit: a large model on a CPU takes seconds a record."""

GOLD = ("label", "code", "twin", "spans", "group", "level")
"""What a system under test is not told."""


class CommandSystem:
    """A program, started once for every unit: records on its standard input, as many answers on its output."""

    def __init__(self, command: str) -> None:
        self.name = f"command:{command}"
        try:
            self._command = shlex.split(command)
        except ValueError as error:
            raise InputError(f"The command cannot be read: {error}: {command}") from error

    def judge(self, cases: Sequence[Case]) -> list[Answer]:
        """One answer a case. Raises InputError when the program fails or does not answer every line."""
        given = "".join(json_line(question(case)) for case in cases)
        try:
            done = subprocess.run(
                self._command, input=given, capture_output=True, text=True, encoding="utf-8", errors="replace",
                timeout=ANSWERED_WITHIN_S, check=False,
            )  # fmt: skip
        except OSError as error:
            raise InputError(f"{self._command[0]} cannot be started: {error}") from error
        except subprocess.TimeoutExpired as error:
            raise InputError(f"{self._command[0]} did not answer within {ANSWERED_WITHIN_S} s.") from error
        if done.returncode:
            last = "".join(done.stderr.strip().splitlines()[-1:])
            raise InputError(f"{self._command[0]} ended with code {done.returncode}: {last}")
        lines = [line for line in done.stdout.split("\n") if line.strip()]
        if len(lines) != len(cases):
            raise InputError(f"{self._command[0]} was given {len(cases)} lines and answered {len(lines)}.")
        found = _matched([_parsed(line) for line in lines], cases, self._command[0])
        return [_answer(part, case) for part, case in zip(found, cases, strict=True)]


class FunctionSystem:
    """A function `module:name` that takes a list of records and gives a list of answers of the same length."""

    def __init__(self, path: str) -> None:
        self.name = f"python:{path}"
        self._path = path
        self._function = _imported(path)

    def judge(self, cases: Sequence[Case]) -> list[Answer]:
        """One answer a case. Raises InputError when the function does not answer every record."""
        try:
            given = self._function([question(case) for case in cases])
        except Exception as error:
            raise InputError(f"{self._path} raised {type(error).__name__}: {error}") from error
        if not isinstance(given, Iterable) or isinstance(given, str | bytes | Mapping):
            raise InputError(f"{self._path} gave {type(given).__name__}, not a list of answers.")
        answers = list(given)
        if len(answers) != len(cases):
            raise InputError(f"{self._path} was given {len(cases)} records and answered {len(answers)}.")
        found = _matched(answers, cases, self._path)
        return [_answer(part, case) for part, case in zip(found, cases, strict=True)]


def question(case: Case) -> dict[str, object]:
    """What a system under test is told: the record without its gold, `docs` as objects with `text`, which is prose."""
    return {name: value for name, value in write_case(prose_case(case)).items() if name not in GOLD}


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return "no JSON"


def _matched(answers: Sequence[object], cases: Sequence[Case], name: str) -> list[object]:
    """The answers in the order of the cases: by their ids where all have one, else as they came.

    Raises InputError when the ids are not those that were asked: a shifted answer would be a wrong figure.
    """
    given = [str(answer["id"]) for answer in answers if isinstance(answer, Mapping) and answer.get("id") is not None]
    if len(given) < len(answers):
        return list(answers)
    asked = [str(case.id) for case in cases]
    if given == asked:
        return list(answers)
    if sorted(given) != sorted(asked) or len(set(asked)) < len(asked):
        raise InputError(f"{name} answered with ids that were not asked, or not in their order.")
    by_id = dict(zip(given, answers, strict=True))
    return [by_id[id_] for id_ in asked]


def _answer(found: object, case: Case) -> Answer:
    try:
        return read_answer(found, len(case.text))
    except ValueError as problem:
        return failed(str(problem))


def _imported(path: str) -> Callable[[list[dict[str, object]]], object]:
    module, _, name = path.partition(":")
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))  # a script beside the data is what people have
    try:
        found = getattr(importlib.import_module(module), name or "score")
    except (ImportError, AttributeError) as error:
        hint = "Spell it python:module:function, with the module on the Python path or in this folder."
        raise InputError(f"{path} cannot be imported: {error}", hint=hint) from error
    if not callable(found):
        raise InputError(f"{path} is no function.")
    return found  # type: ignore[no-any-return]
