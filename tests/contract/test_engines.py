"""One suite over every engine: what any draft owes to the checks that come after it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from summarizer import Brief, Settings
from summarizer.bundle import read_bundle
from summarizer.citations import strip_markers
from summarizer.cleaning import clean_articles
from summarizer.clients.scripted import ScriptedClient
from summarizer.engines import Engine
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.engines.llm import LlmEngine
from summarizer.facts import extract_facts
from summarizer.model import Prompt
from summarizer.prompting import render_prompt
from summarizer.sentences import split_sentences
from summarizer.stories import as_one_story
from tests.articles import BUNDLE


def llm_engine() -> Engine:
    """A language model that writes two sentences, the second with a citation that does not exist."""
    sentences = [
        {"text": "The Oberlund bridge was closed after cracks were found.", "evidence": [1], "paragraph": 0},
        {"text": "It is to stay closed for at least three weeks.", "evidence": [2, 999], "paragraph": 1},
    ]
    reply = json.dumps({"title": "Bridge closed", "sentences": sentences})
    return LlmEngine(ScriptedClient([reply] * 4), Settings(engine="llm"))


ENGINES: list[Callable[[], Engine]] = [ExtractiveEngine, llm_engine]


def prompt_for(engine: Engine) -> Prompt:
    """The prompt that the pipeline renders for this engine."""
    clean = clean_articles(read_bundle(BUNDLE, Settings()))
    story = as_one_story(clean, split_sentences(clean))
    return render_prompt(story, extract_facts(story), Brief(n_words=120), Settings(), template_name=engine.template)


@pytest.fixture(params=ENGINES, ids=["extractive", "llm"])
def engine(request: pytest.FixtureRequest) -> Engine:
    made: Engine = request.param()
    return made


def test_a_draft_names_its_engine(engine: Engine) -> None:
    """The audit record can tell who wrote."""
    assert engine.draft(prompt_for(engine)).engine == engine.name


def test_a_draft_has_a_title_and_sentences(engine: Engine) -> None:
    """Something to read, on one line each."""
    draft = engine.draft(prompt_for(engine))
    assert draft.title
    assert draft.sentences
    assert all(sentence.text == " ".join(sentence.text.split()) != "" for sentence in draft.sentences)


def test_citations_name_articles_of_the_story(engine: Engine) -> None:
    """Numbers of articles, ascending, each once; none of an article that is not there."""
    prompt = prompt_for(engine)
    numbers = {article.number for article in prompt.story.articles}
    for sentence in engine.draft(prompt).sentences:
        assert sentence.cited
        assert set(sentence.cited) <= numbers
        assert list(sentence.cited) == sorted(set(sentence.cited))


def test_markers_do_not_stand_in_the_text(engine: Engine) -> None:
    """Citations are data beside the text, not written into it."""
    for sentence in engine.draft(prompt_for(engine)).sentences:
        assert strip_markers(sentence.text) == (sentence.text, ())


def test_paragraphs_do_not_go_back(engine: Engine) -> None:
    """A reader goes down the page."""
    places = [sentence.paragraph for sentence in engine.draft(prompt_for(engine)).sentences]
    assert places == sorted(places)
    assert places[0] == 0


def test_the_same_prompt_gives_the_same_draft(engine: Engine) -> None:
    """A draft is a function of its prompt (and of the reply, which is scripted here)."""
    prompt = prompt_for(engine)
    assert engine.draft(prompt) == engine.draft(prompt)
