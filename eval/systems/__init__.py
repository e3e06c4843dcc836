"""What is measured: anything that says how well a text is supported by its documents. One small interface, many doors.

=====================  ======================================================================================
spelling               what it is
=====================  ======================================================================================
`checks`               our checks, as `verify` runs them
`rules`                our rule checkers alone
`entailment`           our embedded entailment model alone
`overlap`              baseline: the share of two-word sequences that the documents have
`judge`                an OpenAI-compatible language model (`SUMMARIZER_LLM_*` or `OPENAI_*` say which)
`command:CMD ARG …`    a program that reads JSON lines `{id, docs, text}` and writes a JSON line for each, in order
`python:module:name`   a function that takes a list of such records and gives a list of answers
=====================  ======================================================================================

A program's or function's answer is a number (higher is better supported) or an object with `score` and, if it has
them, `verdict`, `codes`, `spans`, `reason`. Answers with an `id` are matched by it, others by their order. So
MiniCheck, AlignScore, SummaC, RAGAS or DeepEval are put beside ours in ten lines of one's own, and we depend on none.
"""

from __future__ import annotations

import functools
import importlib.util
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from eval.cases import Case, SpanList
from eval.fingerprint import fingerprint
from summarizer.errors import InputError
from summarizer.model import ErrorCode, Verdict
from summarizer.settings import from_environment

OWN = ("checks", "rules", "entailment", "overlap")

MAX_SCORE = 1e300
"""Of a foreign system: any number that a table can hold."""

VERDICTS = {verdict.value for verdict in Verdict}
CODES = {code.value for code in ErrorCode}


@dataclass(frozen=True, slots=True)
class SentenceAnswer:
    """What a system says of one sentence of a text; [start, end) is where it stands there."""

    text: str
    start: int
    end: int
    verdict: str
    score: float | None = None
    codes: tuple[str, ...] = ()
    reason: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says of a text.

    `score` is in 0..1 for ours and any number for others, higher is better supported. `verdict` is "" where a system
    gives only a score. `spans` are the stretches of the text that it finds wrong, None where it does not say.
    `message` says why a text could not be scored.
    """

    score: float
    verdict: str = ""
    codes: tuple[str, ...] = ()
    spans: SpanList | None = None
    reason: str = ""
    sentences: tuple[SentenceAnswer, ...] = ()
    message: str = ""

    @property
    def is_flagged(self) -> bool | None:
        """Whether the system says that something is wrong with the text; None where it gives only a score."""
        return Verdict(self.verdict).is_flag if self.verdict in VERDICTS else None


class System(Protocol):
    """Anything that judges texts. `judge` answers every case, in order; one that it cannot judge says so."""

    @property
    def name(self) -> str:
        """What tables call it."""
        ...

    def judge(self, cases: Sequence[Case]) -> list[Answer]:
        """One answer a case, in order."""
        ...


@functools.cache
def build_system(spelling: str) -> System:
    """The system that a spelling names; built once a process. Raises InputError for one that there is not."""
    kind, _, rest = spelling.partition(":")
    if spelling in OWN:
        from eval.systems.own import OwnSystem

        return OwnSystem(spelling)
    if spelling == "judge":
        from eval.systems.judge import judge_from_environment

        return judge_from_environment()
    if kind == "command" and rest.strip():
        from eval.systems.outside import CommandSystem

        return CommandSystem(rest)
    if kind == "python" and rest.strip():
        from eval.systems.outside import FunctionSystem

        return FunctionSystem(rest)
    known = ", ".join((*OWN, "judge", "command:CMD", "python:module:name"))
    raise InputError(f"There is no system {spelling!r}.", hint=f"Known: {known}.")


def system_fingerprint(spelling: str) -> str:
    """What decides a foreign system's answers, as far as it can be seen: its module's or script's content, its model.

    "" for our own, which is told by the code's hash.
    """
    kind, _, rest = spelling.partition(":")
    if spelling == "judge":
        settings = from_environment(os.environ)
        return f"{settings.llm_model} {settings.llm_base_url}"
    if kind == "python":
        found = importlib.util.find_spec(rest.partition(":")[0])
        return fingerprint([Path(found.origin)]) if found and found.origin and Path(found.origin).is_file() else ""
    if kind == "command":
        return fingerprint(path for part in rest.split() if (path := Path(part.strip("'\""))).is_file())
    return ""


def read_answer(given: object, length: int | None = None) -> Answer:
    """A foreign system's answer: a number, or an object with `score` or `verdict` and more; spans are cut to `length`.

    Raises ValueError saying what is wrong with it.

    >>> read_answer(0.25).score, read_answer({"verdict": "contradicted"}).score
    (0.25, 0.0)
    """
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = {"score": given}
    if not isinstance(given, Mapping):
        raise ValueError(f"an answer must be a number or an object, not {type(given).__name__}")
    verdict = str(given.get("verdict") or "")
    if verdict and verdict not in VERDICTS:
        raise ValueError(f"{verdict!r} is no verdict; known: {', '.join(sorted(VERDICTS))}")
    score = given.get("score")
    if score is None and verdict:
        score = _SCORE_OF.get(verdict, 0.5)
    if not isinstance(score, int | float) or isinstance(score, bool) or not abs(score) < MAX_SCORE:
        raise ValueError('"score" must be a finite number')
    codes = given.get("codes") or ()
    if not isinstance(codes, list | tuple):
        raise ValueError('"codes" must be a list')
    return Answer(
        score=float(score),
        verdict=verdict,
        codes=tuple(str(code) for code in codes if str(code) in CODES),
        spans=_read_spans(given.get("spans"), length),
        reason=str(given.get("reason") or ""),
        message=str(given.get("message") or ""),
    )


_SCORE_OF = {"supported": 1.0, "partial": 0.4, "contradicted": 0.0, "unsupported": 0.0, "not_checked": 0.0}
"""What a verdict without a score counts for; every other is in the middle."""


def _read_spans(given: object, length: int | None) -> SpanList | None:
    if not isinstance(given, list | tuple):
        return None
    found = []
    for part in given:
        if not (isinstance(part, list | tuple) and len(part) == 2 and all(type(bound) is int for bound in part)):
            raise ValueError('"spans" must be pairs of whole numbers')
        start, end = max(0, part[0]), part[1] if length is None else min(part[1], length)
        if start < end:
            found.append((start, end))
    return tuple(sorted(found))


def failed(message: str) -> Answer:
    """The answer to a text that could not be judged: the lowest score, never a silent pass."""
    return Answer(0.0, Verdict.NOT_CHECKED.value, message=message)
