"""The embedded cross-encoder: reads anything, the same each time, and tells plain contradictions from what is said."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import pytest
from tokenizers import Tokenizer

from summarizer import cross_encoder, resources
from summarizer.cross_encoder import MAX_CLAIM_TOKENS, MAX_TOKENS, encode, read, select
from summarizer.similarity import Index

PREMISE = (
    "The council voted by nine to four on Tuesday to close the harbour road while the sea wall is rebuilt. "
    "Mayor Ilse Brandt said work would take at least six weeks."
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_str(resources.read_text("word_pieces.json.gz"))
    found.no_truncation()
    found.no_padding()
    return found


def entailed(claim: str, premise: str = PREMISE) -> float:
    found = read(premise, claim)
    assert found is not None
    return found.entailed


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("The harbour road will be closed while the sea wall is rebuilt.", "The harbour road will stay open."),
        ("The council decided to close the harbour road.", "The council refused to close the harbour road."),
        ("The mayor expects work to last six weeks or more.", "The mayor resigned over the sea wall."),
    ],
)
def test_what_is_said_scores_above_what_is_not(right: str, wrong: str) -> None:
    assert entailed(right) > entailed(wrong)


def test_a_contradiction_is_told_from_silence() -> None:
    against = read(PREMISE, "The council refused to close the harbour road.")
    beside = read(PREMISE, "The football club signed two strikers from abroad.")
    assert against is not None
    assert beside is not None
    assert against.contradicted > beside.contradicted


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_nothing_to_read_gives_no_opinion(nothing: str) -> None:
    assert read(nothing, "It rained.") is None
    assert read(PREMISE, nothing) is None


@pytest.mark.parametrize(
    "odd", ["\x00\ufffd", "日本語のテキスト", "🙂" * 50, "a" * 20_000, "word " * 5_000, "[SEP] [CLS] x"]
)
def test_anything_is_read(odd: str) -> None:
    for found in (read(odd, "It rained on Monday."), read(PREMISE, odd)):
        assert found is not None
        assert math.isfinite(found.entailed)
        assert math.isfinite(found.contradicted)


def test_long_texts_are_cut_to_what_the_model_reads(tokenizer: Tokenizer) -> None:
    """The claim's end goes only where it alone is too long, the premise's first."""
    ids, types = encode(tokenizer, "word " * 1_000, "claim " * 40)
    assert len(ids) == len(types) == MAX_TOKENS
    assert sum(types) == 41
    ids, types = encode(tokenizer, "word " * 1_000, "claim " * 1_000)
    assert (len(ids), sum(types)) == (MAX_TOKENS, MAX_CLAIM_TOKENS + 1)


def test_the_same_texts_give_the_same_opinion_to_all_threads() -> None:
    claims = [f"The council voted to close road {number}." for number in range(6)] * 4
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda claim: read(PREMISE, claim), claims))
    assert found == found[:6] * 4


def test_an_answer_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edited draft costs the edited sentence."""
    model = cross_encoder._model()
    read(PREMISE, "Ferries sail twice a day.")

    def run_once_more(*_: object) -> None:
        raise AssertionError("asked twice")

    monkeypatch.setattr(model, "_session", type("Session", (), {"run": run_once_more})())
    assert read(PREMISE, "Ferries sail twice a day.") is not None


def test_few_sentences_are_chosen_and_copies_crowd_out_nothing() -> None:
    texts = ["The army left on Monday."] * 5 + ["Its commander resigned.", "It rained.", "Schools open in May."]
    rows = select("The army left on Monday and its commander resigned.", Index(texts))
    assert len(rows) == cross_encoder.N_SENTENCES
    assert list(rows) == sorted(rows)
    assert 5 in rows
    assert select("Anything", Index([])) == ()
