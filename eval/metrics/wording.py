"""Nearness of a summary's words to a reference: ROUGE, by the library rouge-score. It knows nothing of truth."""

from __future__ import annotations

import functools
import importlib
from typing import Any

from summarizer.errors import InputError

MEASURES = ("rouge1", "rouge2", "rougeL")


def rouge(reference: str, text: str) -> dict[str, float] | None:
    """ROUGE-1, -2 and -L (F1 in 0..1, stemmed) of a text. None without a reference.

    Raises InputError when the library is absent.

    >>> round(rouge("The bridge was closed.", "The bridge is closed.")["rouge1"], 2)
    0.75
    """
    if not reference.strip():
        return None
    return {name: float(found.fmeasure) for name, found in _scorer().score(reference, text).items()}


@functools.cache
def _scorer() -> Any:
    try:
        library = importlib.import_module("rouge_score.rouge_scorer")
    except ImportError as error:
        raise InputError("ROUGE needs the library rouge-score.", hint="pip install 'summarizer[eval]'") from error
    return library.RougeScorer(MEASURES, use_stemmer=True)
