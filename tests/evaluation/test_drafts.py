"""The benchmark of language models' summaries: what is kept of them, and that a sentence is judged where it stands."""

from __future__ import annotations

import pytest

from eval.benchmarks.drafts import FOLDER, Drafted, Faulty, cases_of, figures_of, judge_draft, read_drafts
from eval.disputes import story_files
from eval.sets import StoryCase
from eval.writers import read_story
from summarizer.citations import strip_markers
from summarizer.model import Article, ErrorCode
from summarizer.verification import read_draft

ARTICLES = (
    Article(
        "a", 1, "Mayor Ada Quill said on Monday that 40 people were hurt in the fire at Norl. She thanked the crews."
    ),
    Article("b", 2, "The union counted 58 people hurt in the fire at Norl, its chair Bo Penn said."),
)
DRAFTED = Drafted(
    "norl-fire",
    "Mayor Ada Quill said that 40 people were hurt in the fire at Norl. [1] She thanked the crews. [1]",
    (Faulty(0, "Mayor Ada Quill said that 58 people were hurt in the fire at Norl.", "number"),),
)


@pytest.mark.parametrize("name", ["dev", "test", "real_dev", "real_test"])
def test_what_is_kept_is_whole(name: str) -> None:
    """Every faulty version belongs to a sentence, differs from it, and has a code that there is."""
    codes = {code.value for code in ErrorCode}
    drafts = list(read_drafts(FOLDER / f"{name}.jsonl"))
    assert len({drafted.story for drafted in drafts}) == len(drafts)
    for drafted in drafts:
        sentences = [sentence.text for sentence in read_draft(drafted.text).sentences]
        assert all(sentence.cited for sentence in read_draft(drafted.text).sentences)
        for faulty in drafted.faulty:
            assert faulty.code in codes
            assert strip_markers(faulty.text)[0].strip() == faulty.text != sentences[faulty.place]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_stories_of_the_invented_drafts_are_there(split: str) -> None:
    known = {path.stem for path in story_files(split)}
    assert {drafted.story for drafted in read_drafts(FOLDER / f"{split}.jsonl")} <= known


def test_no_story_is_in_both_halves() -> None:
    halves = [{drafted.story for drafted in read_drafts(FOLDER / f"real_{split}.jsonl")} for split in ("dev", "test")]
    assert not halves[0] & halves[1]


def test_each_sentence_is_judged_where_it_stands() -> None:
    """The pronoun of the second sentence is read behind the first; a faulty version takes its sentence's place."""
    rows = judge_draft(DRAFTED, read_story(StoryCase("norl-fire", ARTICLES)))
    assert [(row["label"], row["verdict"]) for row in rows] == [
        (1, "supported"),
        (1, "supported"),
        (0, "contradicted"),
    ]
    assert (rows[2]["code"], rows[2]["twin"]) == ("number", rows[0]["twin"])
    figures = {figure.key: figure.value for figure in figures_of(rows, n_samples=0)}
    assert (figures["faulty_flagged"], figures["faithful_flagged"], figures["not_judged"]) == (1.0, 0.0, 0.0)


def test_a_faulty_version_of_two_sentences_is_judged_by_the_worse() -> None:
    wrong = Faulty(0, "Forty people were hurt in the fire at Norl. Mayor Ada Quill said that 58 were hurt.", "number")
    rows = judge_draft(Drafted("norl-fire", DRAFTED.text, (wrong,)), read_story(StoryCase("norl-fire", ARTICLES)))
    assert rows[-1]["verdict"] == "contradicted"


def test_cases_stand_by_themselves() -> None:
    cases = list(cases_of(DRAFTED, ARTICLES))
    assert [case.label for case in cases] == [1, 1, 0]
    assert "[" not in cases[0].text
    assert cases[2].code == "number"
