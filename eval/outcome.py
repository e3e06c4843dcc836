"""What came of a file's records, in counts: enough to tell it, and to decide whether a build may pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from summarizer.errors import InputError

Answers = Callable[[], Iterable[Mapping[str, Any]]]
"""The answers from their beginning, as often as they are asked for: they may be millions, and are never all held."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many answers there are, how many judged ones of each verdict ("" where a system gives only scores), how many
    records could not be judged or used, what is said of the first of them, and which ids stand there more than once.
    """

    n: int
    verdicts: Mapping[str, int]
    n_unjudged: int = 0
    first_problem: str = ""
    repeated: tuple[str, ...] = ()

    @property
    def supported(self) -> float:
        """The share of supported texts among those that were judged and state something; 1 where none does."""
        n_stating = sum(n for verdict, n in self.verdicts.items() if verdict != "not_checkable")
        return self.verdicts.get("supported", 0) / n_stating if n_stating else 1.0


def outcome_of(answers: Answers) -> Outcome:
    """What came of the records that these are the answers to.

    >>> found = outcome_of(lambda: [{"id": 1, "verdict": "supported"}, {"id": 1, "verdict": "", "message": "no text"}])
    >>> found.n, dict(found.verdicts), found.n_unjudged, found.first_problem, found.repeated
    (2, {'supported': 1}, 1, 'no text', ('1',))
    """
    verdicts: Counter[str] = Counter()
    n = n_unjudged = 0
    first = ""
    for answer in answers():
        n += 1
        problem = _problem_of(answer)
        if problem:
            first = first or problem
            n_unjudged += 1
        else:
            verdicts[str(answer.get("verdict") or "")] += 1
    return Outcome(n, verdicts, n_unjudged, first, repeated_ids(lambda: (answer.get("id") for answer in answers())))


def _problem_of(answer: Mapping[str, Any]) -> str:
    """Why a record could not be judged, as its answer says; nobody having looked is such a reason, too."""
    said = answer.get("message") or answer.get("problem")
    if not said and answer.get("verdict") == "not_checked":
        said = f"id {answer.get('id')}: {answer.get('reason') or 'no check could look at it'}"
    return str(said or "")


def repeated_ids(ids: Callable[[], Iterable[object]]) -> tuple[str, ...]:
    """The ids that occur more than once, as text. In two passes: the first needs eight bytes an id, however many.

    >>> repeated_ids(lambda: iter([1, "a", "1", None, None]))
    ('1',)
    """
    marks = np.fromiter((hash(str(id_)) for id_ in ids() if id_ is not None), dtype=np.int64)
    values, counts = np.unique(marks, return_counts=True)
    doubtful = set(values[counts > 1].tolist())
    if not doubtful:
        return ()
    counted = Counter(str(id_) for id_ in ids() if id_ is not None and hash(str(id_)) in doubtful)
    return tuple(id_ for id_, n in counted.items() if n > 1)


N_NAMED = 5
"""Repeated ids that a message names; the others are counted."""


def repeats_in_words(ids: Sequence[str]) -> str:
    """Which ids are there more than once.

    >>> repeats_in_words(["a", "b"]), repeats_in_words([*"abcdefg"])
    ('2 ids occur more than once: a, b', '7 ids occur more than once: a, b, c, d, e and 2 more')
    """
    more = f" and {len(ids) - N_NAMED} more" if len(ids) > N_NAMED else ""
    return f"{len(ids)} ids occur more than once: {', '.join(ids[:N_NAMED])}{more}".replace(
        "1 ids occur", "1 id occurs"
    )


def in_words(found: Outcome) -> str:
    """How many there are of each verdict.

    >>> in_words(Outcome(4, {"supported": 2, "partial": 1}, 1))
    '2 supported, 1 partial, 1 not judged'
    """
    parts = [f"{n} {verdict}" for verdict, n in Counter(found.verdicts).most_common() if verdict]
    return ", ".join([*parts, *([f"{found.n_unjudged} not judged"] if found.n_unjudged else [])])


def shortfalls(found: Outcome, bad: Collection[str] = (), min_supported: float = 0.0) -> list[str]:
    """What a build must not pass with, in words: verdicts of the bad ones, too small a share of supported texts.

    Raises InputError when a system gives scores and no verdicts: no threshold can be held against them.

    >>> shortfalls(Outcome(4, {"supported": 2, "partial": 2}), {"partial", "unsupported"}, 0.75)
    ['2 of 4 texts are not good enough: 2 partial', '0.500 of the texts are supported, 0.75 are asked for']
    """
    if (bad or min_supported) and found.verdicts.get(""):
        hint = "Leave the threshold out, or have the system give verdicts."
        raise InputError(
            "The system gives scores and no verdicts, so no threshold can be held against them.", hint=hint
        )
    wrong = {verdict: n for verdict, n in found.verdicts.items() if verdict in bad}
    told = []
    if wrong:
        what = ", ".join(f"{n} {verdict}" for verdict, n in wrong.items())
        told.append(f"{sum(wrong.values())} of {found.n} texts are not good enough: {what}")
    if found.supported < min_supported:
        told.append(f"{found.supported:.3f} of the texts are supported, {min_supported:g} are asked for")
    return told
