"""How alike the surroundings of two stretches of a story are: by word vectors, the nearest words and the whole passage.

Outlets tell one thing in words of their own ("evacuees", "those moved out"), so shared words alone do not find it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from summarizer.facts.pairs import Floats, Pairs
from summarizer.facts.view import StoryView
from summarizer.model import ReadSentence
from summarizer.similarity import embed

_WINDOW, _NEAR = 70, 35
"""Characters on either side of a stretch."""


class Stretch(NamedTuple):
    """[start, end) of an article's text, in a sentence of it."""

    read: ReadSentence
    start: int
    end: int


def likeness(view: StoryView, stretches: Sequence[Stretch], pairs: Pairs[Any]) -> dict[str, Floats]:
    """Cosines of the pairs by what is compared; `stretches` are those of the pairs' items, in order."""
    before = {
        id(read): previous
        for reads in view.by_article().values()
        for previous, read in zip([None, *reads], reads, strict=False)
    }
    texts = [stretch.read.text for stretch in stretches]
    led = [before.get(id(stretch.read)) for stretch in stretches]
    sentence = embed(texts)
    passage = embed([f"{one.text} {text}" if one else text for one, text in zip(led, texts, strict=True)])
    return {
        "sentences": pairs.cosines(sentence),
        "passages": pairs.cosines(passage),
        "passage and sentence": np.maximum(pairs.cosines(passage, sentence), pairs.cosines(sentence, passage)),
        "windows": pairs.cosines(embed([_around(stretch, _WINDOW) for stretch in stretches])),
        "nearest words": pairs.cosines(embed([_around(stretch, _NEAR) for stretch in stretches])),
    }


def _around(stretch: Stretch, reach: int) -> str:
    offset, text = stretch.read.sentence.start, stretch.read.text
    start, end = stretch.start - offset, stretch.end - offset
    return f"{text[max(0, start - reach) : max(0, start)]} {text[end : end + reach]}"
