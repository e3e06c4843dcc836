"""What a loader is, and what a story with its human summary or its insights is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from eval.metrics.coverage import Insight
from summarizer.model import Article

Loaded = TypeVar("Loaded")


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """Articles on one event with what people wrote of them: a summary, or insights that a summary should tell.

    Articles are numbered from 1, and `Insight.documents` are such numbers. `reference` is "" where nobody wrote one;
    `topic` is the title or the question that the summary answers.
    """

    id: str
    articles: tuple[Article, ...]
    reference: str = ""
    insights: tuple[Insight, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Loader(Generic[Loaded]):
    """One public set: where it is published, under which licence, which files it takes, and what reads them.

    `read` takes the folder or the file itself, and downloads nothing. It is lazy: a broken row raises InputError when
    it is reached.
    """

    name: str
    kind: str
    title: str
    url: str
    licence: str
    files: str
    read: Callable[[Path], Iterator[Loaded]]

    @property
    def hint(self) -> str:
        """Where the files come from, for people."""
        return f"{self.title} is published as {'/'.join(self.url.split('/')[-2:])}; needed: {self.files}."
