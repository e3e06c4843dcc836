"""Our invented bundles: their gold holds, and what is wrong with a bundle is found and told by its place."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.gold import BUNDLES, all_bundles, problems_of, read_bundle_gold
from eval.judging import attribution_accuracy, n_sides_told
from eval.metrics.coverage import Insight
from eval.sets import KeyFact, gold_cases
from summarizer.errors import InputError
from summarizer.model import ErrorCode

COMPLETE = [bundle for bundle in all_bundles() if bundle.gold.faulty]
TOPICS = {"politics", "disaster", "court", "sport", "business", "science", "local"}


@pytest.mark.parametrize("bundle", all_bundles(), ids=lambda bundle: bundle.name)
def test_what_the_gold_says_stands_in_the_articles(bundle: Any) -> None:
    """Every anchor, spelling, quotation, date and stretch of furniture is there to be read."""
    assert problems_of(bundle) == []


def test_the_benchmark_is_as_large_as_it_says() -> None:
    """Thirty stories at least, all topics, three to twelve articles, both splits, every code of a sentence."""
    assert len(COMPLETE) >= 30
    assert {topic for bundle in COMPLETE for topic in bundle.gold.topic.split("/")} >= TOPICS
    assert all(3 <= len(bundle.gold.articles) <= 12 for bundle in COMPLETE)
    splits = Counter(bundle.gold.split for bundle in COMPLETE)
    assert min(splits["dev"], splits["test"]) >= 10
    codes = Counter(row.code for bundle in COMPLETE for row in bundle.gold.faulty)
    about_articles = {ErrorCode.SOURCE_ERROR, ErrorCode.NAME_SPLIT, ErrorCode.GARBLE, ErrorCode.QUOTE_VARIANT}
    about_summaries = {ErrorCode.ONE_SIDED, ErrorCode.OMISSION}
    assert set(codes) == set(ErrorCode) - about_articles - about_summaries
    assert min(codes.values()) >= 12
    for bundle in COMPLETE:
        assert len(bundle.gold.facts) >= 20
        assert 6 <= sum(fact.is_key for fact in bundle.gold.facts) <= 12
        assert bundle.gold.disagreements
        assert 100 <= len(bundle.gold.summary.split()) <= 190


def test_every_story_tells_it_in_its_own_words() -> None:
    """No two stories share a sentence: none was made from another."""
    seen: dict[str, str] = {}
    for bundle in COMPLETE:
        for row in (*bundle.gold.faithful, *bundle.gold.faulty):
            assert seen.setdefault(row.text, bundle.name) == bundle.name


def test_gold_sentences_become_cases_with_what_is_wrong_marked() -> None:
    """Label, code, twin and citation markers; the marked stretch is cut from the very text."""
    cases = gold_cases(read_bundle_gold(BUNDLES / "port-sarabi"))
    faulty = [case for case in cases if case.label == 0]
    assert len(cases) == 67
    assert all(case.code and case.is_raw for case in faulty)
    assert all(case.spans == () for case in cases if case.label == 1)  # nothing is wrong, which is not "not marked"
    marked = [case for case in faulty if case.spans]
    assert len(marked) > 30
    wrong = {f"port-sarabi/{row.id}": row.wrong for row in read_bundle_gold(BUNDLES / "port-sarabi").gold.faulty}
    for case in marked:
        (start, end), *_ = case.spans or ()
        assert case.text[start:end] == wrong[str(case.id)]
    assert sum("[" in case.text for case in cases) > 60


BREAKS: list[tuple[str, Any, str]] = [
    ("facts/0/evidence/0/anchor", "words that nobody wrote", "does not have"),
    ("facts/0/evidence/0/article", 99, "no article 99"),
    ("facts/0/id", "k02", "used twice"),
    ("faithful/0/cited", [77], "cites an article"),
    ("faulty/0/twin", "f99", "no faithful sentence f99"),
    ("faulty/0/wrong", "not in it", "is not in its text"),
    ("origins/0/articles", [1, 2], "hold each article once"),
    ("entities/0/spellings", ["Nobody Here"], "no article has"),
    ("disagreements/0/figures/0/hedge", "perhaps", "is no hedge"),
    ("articles/0/number", 9, "not numbered"),
]


@pytest.mark.parametrize(("place", "value", "message"), BREAKS, ids=[place for place, _, _ in BREAKS])
def test_a_break_is_told_by_its_place(tmp_path: Path, place: str, value: object, message: str) -> None:
    """Whatever a writer gets wrong."""
    folder = tmp_path / "port-sarabi"
    shutil.copytree(BUNDLES / "port-sarabi", folder)
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    *path, last = place.split("/")
    target = gold
    for part in path:
        target = target[int(part)] if part.isdigit() else target[part]
    target[last] = value
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    assert any(message in problem for problem in problems_of(read_bundle_gold(folder)))
    assert main(["gold", str(folder)]) == 1


@pytest.mark.parametrize("content", ["{", "[]", '{"title": "x", "articles": [], "typo": 1}'])
def test_a_file_that_is_no_gold_is_an_input_error(tmp_path: Path, content: str) -> None:
    """Naming the file and the first field."""
    (tmp_path / "gold.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.json"):
        read_bundle_gold(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_bundle_gold(tmp_path / "absent")


def test_a_disagreement_is_told_when_two_sides_are() -> None:
    """A range tells its ends, one figure is one side, and other figures are none."""
    disagreement = read_bundle_gold(BUNDLES / "port-sarabi").gold.disagreements[0]
    assert n_sides_told(disagreement, ["Between 3,000 and more than 4,200 people were moved."]) == 2
    assert n_sides_told(disagreement, ["Nearly 3,800 people were moved, the Fire Service said."]) == 1
    assert n_sides_told(disagreement, ["About 240 tonnes escaped and 61 people were treated."]) == 0


def test_a_claim_needs_its_speaker() -> None:
    """Named in the sentence or the one before; a surname is enough, another's name is not."""
    claim = "The acute phase of the accident was over."
    fact = KeyFact(Insight(claim, frozenset({1})), names=("Davit Oreshvili", "Oreshvili"))
    assert attribution_accuracy([fact], ["Oreshvili said the acute phase of the accident was over."]) == 1.0
    assert attribution_accuracy([fact], ["Davit Oreshvili spoke.", "The acute phase of the accident was over."]) == 1.0
    assert attribution_accuracy([fact], ["Haldani said the acute phase of the accident was over."]) == 0.0
    assert attribution_accuracy([fact], ["A cyclist won a medal."]) is None
