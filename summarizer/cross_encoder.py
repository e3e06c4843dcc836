"""A small model that reads a premise and a claim together: does a reader who believes the premise accept the claim?

A transformer of six layers (22 million weights in int8, in the package; `resources/cross_encoder.md` has its data,
licences, figures and limits). It is one opinion among others: `checkers.entailment` decides what to make of it.
"""

from __future__ import annotations

import functools
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from summarizer import resources
from summarizer.similarity import Index

N_SENTENCES = 4
"""Sentences of the premise: four chosen ones beat a window of the article on every set of a first trial."""
MAX_TOKENS = 256
MAX_CLAIM_TOKENS = 96
_CACHED = 4_096
"""Answers kept, so that a draft with one edited sentence is read for that sentence alone; 1 MB at most."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Log odds (natural) that the premise entails the claim, and that it contradicts it."""

    entailed: float
    contradicted: float

    @property
    def balance(self) -> float:
        """What speaks for the claim less what speaks against it, in log odds."""
        return (self.entailed - self.contradicted) / 2


def select(claim: str, index: Index) -> tuple[int, ...]:
    """The sentences of the index to read beside the claim, in the articles' order."""
    return index.covering(claim, N_SENTENCES)


def read(premise: str, claim: str) -> Opinion | None:
    """The model's opinion; None where there is nothing to read. The same texts, the same opinion.

    A premise longer than the model reads is cut at its end, a claim at 96 word pieces.
    """
    if not premise.strip() or not claim.strip():
        return None
    return _model().read(premise, claim)


def encode(tokenizer: Any, premise: str, claim: str) -> tuple[list[int], list[int]]:
    """Token ids and types of [CLS] premise [SEP] claim [SEP]: what the model is trained on and run with."""
    claimed = tokenizer.encode(claim, add_special_tokens=False).ids[:MAX_CLAIM_TOKENS]
    given = tokenizer.encode(premise, add_special_tokens=False).ids[: MAX_TOKENS - len(claimed) - 3]
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    return [first, *given, last, *claimed, last], [0] * (len(given) + 2) + [1] * (len(claimed) + 1)


class _Model:
    """The session and its answers so far; safe to be asked by several threads."""

    def __init__(self) -> None:
        # here, not above: a process that checks nothing (parsing, grouping) need not load the runtime
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _n_threads()
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other threads have work, too
        options.log_severity_level = 3
        raw = resources.read_bytes("cross_encoder.onnx")
        self._session = onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(resources.read_text("word_pieces.json.gz"))
        self._tokenizer.no_truncation()  # the published file cuts at 128 word pieces
        self._tokenizer.no_padding()
        self._answers: OrderedDict[tuple[str, str], Opinion] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, premise: str, claim: str) -> Opinion:
        key = (premise, claim)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        ids, types = encode(self._tokenizer, premise, claim)
        feed = {"ids": np.array([ids], dtype=np.int64), "types": np.array([types], dtype=np.int64)}
        found = _opinion(self._session.run(None, feed)[0][0].astype(np.float64).tolist())
        with self._lock:
            self._answers[key] = found
            if len(self._answers) > _CACHED:
                self._answers.popitem(last=False)
        return found


def _opinion(logits: Sequence[float]) -> Opinion:
    """Log odds of the first and the last of three classes against the other two.

    >>> _opinion([1.0, 0.0, 0.0])
    Opinion(entailed=0.3, contradicted=-1.3)
    """
    entailed, neutral, contradicted = logits
    # one decimal: how eight-bit products are added up differs between processors by a few hundredths
    return Opinion(
        round(entailed - float(np.logaddexp(neutral, contradicted)), 1),
        round(contradicted - float(np.logaddexp(entailed, neutral)), 1),
    )


def _n_threads() -> int:
    """Two at most: more gain little on texts this short. `OMP_NUM_THREADS` is obeyed, so that a pool sets one each."""
    asked = os.environ.get("OMP_NUM_THREADS", "")
    return max(1, min(2, os.cpu_count() or 1, int(asked) if asked.isdigit() else 2))


@functools.cache
def _model() -> _Model:
    return _Model()
