"""The facts of the invented bundle Port Sarabi, read as the product reads them, held against its gold file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.facts import extract_facts, left_out
from summarizer.model import DisagreementKind, Facts, Source, Story
from summarizer.origins import find_origins
from summarizer.sentences import split_sentences
from summarizer.settings import Settings

BUNDLE = Path(__file__).parents[2] / "eval" / "bundles" / "port-sarabi"
GOLD = json.loads((BUNDLE / "gold.json").read_text(encoding="utf-8"))


@cache
def facts() -> Facts:
    sources = [Source(path.name, path.read_bytes()) for path in sorted((BUNDLE / "articles").iterdir())]
    articles = clean_articles(read_bundle(sources, Settings()))
    sentences = split_sentences(articles)
    return extract_facts(Story("port-sarabi", "", articles, sentences, find_origins(articles, sentences)))


def test_every_person_is_one_entity_under_all_spellings() -> None:
    index = {spelling.casefold(): entity for entity in facts().entities for spelling in entity.spellings}
    for person in GOLD["entities"]:
        if person["kind"] == "person":
            found = {index[spelling.casefold()].id for spelling in person["spellings"]}
            assert len(found) == 1, person["name"]


def test_the_five_figures_are_the_only_disagreement_of_figures() -> None:
    (found,) = (d for d in facts().disagreements if d.kind is DisagreementKind.FIGURE)
    assert [stated.figure.low for stated in found.figures] == [f["value"] for f in GOLD["disagreements"][0]["figures"]]
    assert found.subject == "people evacuated"
    assert [stated.figure.low for stated in found.figures if stated.is_superseded] == [3500]


def test_the_mayor_s_sentence_and_his_rule_are_two_utterances() -> None:
    said = [utterance for utterance in facts().utterances if utterance.speaker == "Rustam Haldani"]
    wanted = {variant["words"].rstrip(",.") for variant in GOLD["quotations"][0]["variants"]}
    assert {variant.words.rstrip(",.") for variant in said[0].variants} == wanted
    assert len(said[1].variants) == 4


def test_a_summary_of_one_sentence_leaves_at_least_fifteen_facts_out() -> None:
    missing = left_out(facts(), ["Karvelia said an ammonia leak in Port Sarabi had been stopped."])
    assert len(missing) >= 15
    assert missing[0].n_origins == max(fact.n_origins for fact in missing) > 1
