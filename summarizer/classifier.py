"""A larger entailment model from a folder, in place of a language model as judge: any sequence classifier of
`transformers`, such as an NLI model or MiniCheck. Optional: needs `pip install 'summarizer[models]'`.

It reads a claim beside stretches of each article and keeps the best answer (MiniCheck, Tang et al. 2024). Nothing is
downloaded: the setting names a folder, or a model that is already in the local cache.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from summarizer.errors import InputError
from summarizer.judge import NAME, Judgement
from summarizer.model import ErrorCode, Finding, Severity, Span, Story, Vote
from summarizer.similarity import Index

STRETCH_WORDS = 350
"""Words of an article read at once; MiniCheck was trained on stretches of 500 word pieces."""
N_STRETCHES = 8  # the nearest to the claim
AFFIRMS, OBJECTS = 0.5, 0.2
"""Probabilities from which it vouches, and below which it objects; in between it has nothing to say."""
_CONTRADICTS = 0.7


@dataclass(frozen=True, slots=True)
class _Stretch:
    span: Span
    text: str


class ClassifierJudge:
    """A sequence classifier as judge: the same findings as a language model's, without reasons of its own."""

    def __init__(self, name: str) -> None:
        self.name = name

    def judge(self, sentences: Sequence[str], story: Story) -> Judgement:
        """A finding for each sentence, None where the model is not sure or there is nothing to read.

        Raises `InputError` when the packages or the model are not there.
        """
        model = load(self.name)
        stretches = list(_stretches(story))
        if not stretches:
            return Judgement((None,) * len(sentences))
        index = Index([stretch.text for stretch in stretches])
        return Judgement(tuple(self._finding(text, stretches, index, model) for text in sentences))

    def _finding(self, text: str, stretches: Sequence[_Stretch], index: Index, model: Classifier) -> Finding | None:
        near = [stretches[row] for row, _ in index.nearest(text, N_STRETCHES)]
        chances = model.chances([(stretch.text, text) for stretch in near])
        best = int(chances[:, 0].argmax())
        supported, against = float(chances[best, 0]), float(chances[:, 1].max())
        if supported >= AFFIRMS:
            reason = f"{self.name} finds this in the articles."
            return Finding(NAME, Vote.AFFIRM, None, reason, evidence=(near[best].span,), score=round(supported, 4))
        if supported >= OBJECTS:
            return None
        if against >= _CONTRADICTS:
            span = near[int(chances[:, 1].argmax())].span
            return Finding(
                NAME, Vote.OBJECT, ErrorCode.PREDICATE, f"{self.name} finds the opposite in the articles.",
                Severity.MAJOR, (span,), contradicts=True, score=round(supported, 4),
            )  # fmt: skip
        reason = f"{self.name} finds this nowhere in the articles."
        return Finding(NAME, Vote.OBJECT, ErrorCode.EXTRINSIC, reason, Severity.MAJOR, score=round(supported, 4))


class Classifier:
    """A loaded model: pairs in, probabilities of "supported" and "contradicted" out."""

    def __init__(self, tokenizer: Any, network: Any, torch: Any) -> None:
        self._tokenizer, self._network, self._torch = tokenizer, network, torch
        self._supported, self._against = places_of(network.config.id2label)

    def chances(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """(n, 2): the probability that the claim is supported, and that it is contradicted (0 where no class says)."""
        premises, claims = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        given = self._tokenizer(premises, claims, truncation="only_first", padding=True, return_tensors="pt")
        with self._torch.inference_mode():
            logits = self._network(**given).logits.float().numpy().astype(np.float64)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        against = chances[:, self._against] if self._against is not None else np.zeros(len(chances))
        return np.stack([chances[:, self._supported], against], axis=1)


def places_of(labels: Mapping[int, str]) -> tuple[int, int | None]:
    """Which class means "supported" and which "contradicted" (None where none does), by the model's own names.

    >>> places_of({0: "CONTRADICTION", 1: "NEUTRAL", 2: "ENTAILMENT"})
    (2, 0)
    >>> places_of({0: "LABEL_0", 1: "LABEL_1"})  # MiniCheck and other models of two classes: the second is "supported"
    (1, None)
    """
    names = {int(place): name.lower() for place, name in labels.items()}
    yes = [place for place, name in names.items() if re.match(r"entail|support|consistent|factual", name)]
    no = [place for place, name in names.items() if re.match(r"contradict|refut", name)]
    if len(yes) == 1:
        return yes[0], no[0] if no else None
    if len(names) == 2 and not yes:
        return 1, None
    raise InputError(
        f"The classes of the model ({', '.join(names.values())}) do not tell which means that a claim is supported.",
        hint="Set id2label in the model's config.json to entailment, neutral and contradiction.",
    )


@lru_cache(maxsize=1)
def load(name: str) -> Classifier:
    """The model of that folder or name, from this machine only. Raises `InputError` when it is not there."""
    try:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
    except ImportError as error:
        hint = "pip install 'summarizer[models]'"
        raise InputError("An entailment model needs the packages torch and transformers.", hint=hint) from error
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=True)
        network = AutoModelForSequenceClassification.from_pretrained(name, local_files_only=True).eval()
    except (OSError, ValueError) as error:
        raise InputError(
            f"There is no sequence classifier {name!r} on this machine.",
            hint="Give the folder that holds its config.json, tokenizer and weights.",
        ) from error
    return Classifier(tokenizer, network, torch)


def _stretches(story: Story) -> Iterator[_Stretch]:
    """The articles in stretches of whole sentences."""
    for article in story.articles:
        spans = [sentence.sentence.span for sentence in story.sentences if sentence.article_id == article.id]
        start, n_words = 0, 0
        for place, span in enumerate(spans):
            n_words += len(article.text[span.start : span.end].split())
            if n_words >= STRETCH_WORDS or place == len(spans) - 1:
                whole = Span(article.id, spans[start].start, span.end)
                yield _Stretch(whole, article.text[whole.start : whole.end])
                start, n_words = place + 1, 0
