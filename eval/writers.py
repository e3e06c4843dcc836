"""Who writes a summary of a story: our engines, a reference, the articles' leads, or anybody, from a file.

==============  ==========================================================================================
spelling        what it is
==============  ==========================================================================================
`extractive`    our embedded engine
`llm`           our language-model engine, with a prompt template, a live model or recorded replies
`reference`     the reference summary of the set: what its makers wrote
`leads`         baseline: the first sentences of the articles, in turn
`file:PATH`     summaries from a file of records `{id, text}`, with citation markers such as [2] or without
==============  ==========================================================================================

Whatever is written goes through our checks, so that all writers are judged alike.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.fingerprint import fingerprint
from eval.sets import StoryCase
from eval.systems.own import as_prose
from eval.tables import read_records
from summarizer import pipeline
from summarizer.citations import write_markers
from summarizer.cleaning import clean_articles
from summarizer.clients import Client, build_client
from summarizer.clients.recorded import RecordedClient
from summarizer.engines.llm import LlmEngine
from summarizer.errors import InputError
from summarizer.model import Brief, Bundle, Story, Summary
from summarizer.sentences import split_sentences
from summarizer.settings import from_environment
from summarizer.stories import as_one_story
from summarizer.verification import read_draft

WRITERS = ("extractive", "llm", "reference", "leads")


@dataclass(frozen=True, slots=True)
class WritingOptions:
    """Who writes and how. `replies` is a folder of recorded replies; a model is asked only for those it lacks."""

    writer: str = "extractive"
    n_words: int = 180
    template: str = ""
    replies: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A checked summary, and what its sentences cite: article numbers as the set counts them."""

    summary: Summary
    cited: tuple[tuple[int, ...], ...]


def check_writer(spelling: str) -> None:
    """Raises InputError for a writer that there is not."""
    kind, _, path = spelling.partition(":")
    if spelling not in WRITERS and not (kind == "file" and path):
        raise InputError(f"There is no writer {spelling!r}.", hint=f"Known: {', '.join((*WRITERS, 'file:PATH'))}.")
    if kind == "file" and not Path(path).is_file():
        raise InputError(f"{path} is no file of summaries.", hint="Give records {id, text}: id is the story's folder.")


def write(case: StoryCase, options: WritingOptions) -> Written | None:
    """The summary of a story by the writer of the options; None when that writer has none of it.

    Raises InputError for an unknown writer, a ClientError when a language model cannot be asked (nobody's text
    stands in for it, or the figures would be somebody else's).
    """
    story = read_story(case)
    if options.writer in ("extractive", "llm"):
        return _drafted(story, options)
    text = _text_of(case, story, options)
    if not text.strip():
        return None
    draft = read_draft(text)
    return Written(pipeline.verify_draft(draft, story), tuple(sentence.cited for sentence in draft.sentences))


def writer_fingerprint(options: WritingOptions) -> str:
    """What decides what is written besides the options: a file's content, recorded replies, the model that is asked."""
    kind, _, path = options.writer.partition(":")
    if kind == "file" and Path(path).is_file():
        return fingerprint([Path(path)])
    if options.writer != "llm":
        return ""
    settings = from_environment(os.environ)
    replies = fingerprint(sorted(Path(options.replies).glob("*.json"))) if options.replies else ""
    return f"{options.model or settings.llm_model} {options.template or settings.template} {replies}"


def read_story(case: StoryCase) -> Story:
    """The case's articles as one story: cleaned where they are raw, as prose where they are."""
    articles = clean_articles(Bundle(case.articles)) if case.is_raw else tuple(map(as_prose, case.articles))
    return replace(as_one_story(articles, split_sentences(articles)), id=case.id)


def _drafted(story: Story, options: WritingOptions) -> Written:
    brief = Brief(n_words=options.n_words)
    engine = _llm_engine(options) if options.writer == "llm" else None
    summary = pipeline.summarize_story(story, brief, engine=engine)
    for notice in summary.notices:
        if notice.code == pipeline.LLM_FAILED:
            raise InputError(f"Story {story.id}: {notice.message}")
    numbers = {article.id: article.number for article in story.articles}
    cited = tuple(
        tuple(sorted({numbers[citation.article_id] for citation in sentence.citations}))
        for sentence in summary.sentences
    )
    return Written(summary, cited)


@functools.lru_cache(maxsize=4)
def _llm_engine(options: WritingOptions) -> LlmEngine:
    settings = from_environment(os.environ)
    changes = {"template": options.template, "llm_model": options.model}
    settings = settings.model_copy(update={name: value for name, value in changes.items() if value})
    has_model = bool(settings.llm_api_key.get_secret_value() or settings.llm_base_url)
    if not has_model and not options.replies:
        hint = "Set OPENAI_API_KEY, or SUMMARIZER_LLM_BASE_URL for a server of your own, or give recorded --replies."
        raise InputError("The writer llm needs a language model.", hint=hint)
    client: Client | None = build_client(settings) if has_model else None
    if options.replies:
        client = RecordedClient(Path(options.replies), live=client)
    if client is None:  # cannot be: there is a model or there are replies
        raise InputError("The writer llm needs a language model.")
    return LlmEngine(client, settings)


def _text_of(case: StoryCase, story: Story, options: WritingOptions) -> str:
    if options.writer == "reference":
        return case.reference
    if options.writer == "leads":
        return leads(story, options.n_words)
    kind, _, path = options.writer.partition(":")
    if kind == "file" and path:
        state = Path(path).stat()
        return _texts(Path(path), (state.st_mtime_ns, state.st_size)).get(case.id, "")
    check_writer(options.writer)
    return ""


def leads(story: Story, n_words: int) -> str:
    """The first sentence of each article, then the second of each, and so on, each cited, up to a length.

    At least one sentence, however long it is.
    """
    by_article: list[list[str]] = []
    for article in story.articles:
        own = [read.text for read in story.sentences if read.article_id == article.id]
        by_article.append([f"{' '.join(text.split())} {write_markers([article.number])}" for text in own])
    chosen: list[str] = []
    for place in range(max(map(len, by_article), default=0)):
        for sentences in by_article:
            if place < len(sentences):
                if chosen and _length(chosen) + len(sentences[place].split()) > n_words:
                    return " ".join(chosen)
                chosen.append(sentences[place])
    return " ".join(chosen)


def _length(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


@functools.lru_cache(maxsize=2)
def _texts(path: Path, _state: tuple[int, int]) -> dict[str, str]:
    """Summaries by the ids of their stories, read anew when the file is another.

    Raises InputError for a row that has no id or text.
    """
    found = {}
    for number, record in read_records(path):
        if isinstance(record, InputError):
            raise record
        if record.get("id") in (None, "") or not isinstance(record.get("text"), str):
            raise InputError(f"Row {number} of {path.name} has no id or no text.", pointer=f"/{number}")
        found[str(record["id"])] = str(record["text"])
    return found
