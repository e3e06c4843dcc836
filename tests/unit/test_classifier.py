"""A larger entailment model as judge: classes found by name, stretches of articles, findings with passages.

The model here is a stand-in with the interface of `transformers`; where the packages are installed, a tiny real one
with random weights is made and asked too.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from summarizer import classifier, pipeline
from summarizer.classifier import Classifier, ClassifierJudge, places_of
from summarizer.errors import InputError
from summarizer.model import Story, Verdict
from summarizer.settings import Settings

FILLER = " ".join(f"Stand {n} at the harbour fair sold candles, rope and smoked fish to visitors." for n in range(90))
ARTICLES = (
    {"id": "a", "outlet": "Post", "text": f"{FILLER} The Oster bridge closed on Monday after divers found cracks."},
)
CLOSED = "The Oster bridge closed on Monday."


class Tensor:
    """As much of a tensor as is used."""

    def __init__(self, values: list[list[float]]) -> None:
        self._values = np.array(values)

    def float(self) -> Tensor:
        return self

    def numpy(self) -> Any:
        return self._values


class Reader:
    """Says "entailed" of premises that hold a word, "contradicted" of those that hold another."""

    def __init__(self, yes: str, no: str = "\0") -> None:
        self.yes, self.no = yes, no
        self.config = SimpleNamespace(id2label={0: "entailment", 1: "neutral", 2: "contradiction"})
        self.asked: list[str] = []

    def __call__(self, premises: list[str], **_: object) -> Any:
        self.asked.extend(premises)
        rows = [[6.0 * (self.yes in text), 3.0, 6.0 * (self.no in text)] for text in premises]
        return SimpleNamespace(logits=Tensor(rows))


class NoTorch:
    class inference_mode:  # noqa: N801 - the name that torch gives it
        def __enter__(self) -> None: ...

        def __exit__(self, *_: object) -> None: ...


def tokenize(premises: list[str], claims: list[str], **_: object) -> dict[str, list[str]]:
    return {"premises": premises, "claims": claims}


@pytest.fixture
def story() -> Story:
    return pipeline.read_story(ARTICLES)


def use(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    monkeypatch.setattr(classifier, "load", lambda _name: Classifier(tokenize, reader, NoTorch))


def test_what_it_finds_is_an_affirmation_with_the_stretch(monkeypatch: pytest.MonkeyPatch, story: Story) -> None:
    reader = Reader(yes="Oster bridge")
    use(monkeypatch, reader)
    (found,) = ClassifierJudge("big").judge([CLOSED], story).findings
    assert found is not None
    (span,) = found.evidence
    assert "Oster bridge" in story.article("a").text[span.start : span.end]
    assert all(len(text.split()) < 500 for text in reader.asked)
    assert len(reader.asked) > 1


def test_the_opposite_and_silence_are_two_objections(monkeypatch: pytest.MonkeyPatch, story: Story) -> None:
    use(monkeypatch, Reader(yes="\0", no="Oster bridge"))
    (against,) = ClassifierJudge("big").judge([CLOSED], story).findings
    use(monkeypatch, Reader(yes="\0"))
    (silent,) = ClassifierJudge("big").judge([CLOSED], story).findings
    assert against is not None
    assert against.contradicts
    assert against.evidence
    assert silent is None or not silent.contradicts


def test_a_setting_makes_it_the_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Reader(yes="\0", no="Oster bridge"))
    (summary,) = pipeline.verify(CLOSED, ARTICLES, Settings(entailment_model="big")).summaries
    assert summary.sentences[0].verdict is Verdict.CONTRADICTED


def test_no_articles_no_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Reader(yes="x"))
    assert ClassifierJudge("big").judge([CLOSED], Story("s", "", (), (), ())).findings == (None,)


def test_classes_that_tell_nothing_are_an_error() -> None:
    with pytest.raises(InputError, match="label_2"):
        places_of({0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"})


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    classifier.load.cache_clear()
    with pytest.raises(InputError) as found:
        classifier.load("anything")
    assert "summarizer[models]" in found.value.hint


def test_a_tiny_real_model_answers(tmp_path: Path, story: Story) -> None:
    """Random weights: any answer will do that is one."""
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "bridge", "closed", "on", "monday"]
    (tmp_path / "vocab.txt").write_text("\n".join(words), "utf-8")
    transformers.BertTokenizerFast(vocab_file=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        num_labels=3, id2label={0: "entailment", 1: "neutral", 2: "contradiction"},
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(tmp_path)
    classifier.load.cache_clear()
    chances = classifier.load(str(tmp_path)).chances([("the bridge closed", "on monday"), ("the", "bridge")])
    assert chances.shape == (2, 2)
    assert all(math.isfinite(value) and 0 <= value <= 1 for value in chances.flat)
    (found,) = ClassifierJudge(str(tmp_path)).judge([CLOSED], story).findings
    assert found is None or found.score is not None
