"""Articles that their outlets have withdrawn: what they said is not current, and is told as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from summarizer.facts.statements import state_figures
from summarizer.facts.view import StoryView
from summarizer.model import Facts, Notice, Story

WITHDRAWN, COPY = "withdrawn", "copy-of-withdrawn"
"""Codes of the notices."""


def standing(story: Story) -> Story:
    """The story without the sentences of withdrawn articles; the story itself where none is."""
    gone = _withdrawn(story)
    if not gone:
        return story
    return replace(story, sentences=tuple(read for read in story.sentences if read.article_id not in gone))


def with_withdrawn(facts: Facts, story: Story) -> Facts:
    """The facts of what stands, with the figures of withdrawn articles as superseded, and a notice for each article."""
    gone = _withdrawn(story)
    order = {article.id: place for place, article in enumerate(story.articles)}
    stated = [
        replace(figure, is_superseded=True, superseded_by=gone[figure.span.article_id])
        for figure in state_figures(StoryView(story), ())
        if figure.span.article_id in gone
    ]
    figures = sorted((*facts.figures, *stated), key=lambda f: (order[f.span.article_id], f.span.start))
    return replace(facts, figures=tuple(figures), notices=(*facts.notices, *_told(story, gone)))


def _told(story: Story, gone: Mapping[str, str]) -> Iterator[Notice]:
    """That an article is withdrawn, and that another outlet's has the text of one that is."""
    for article in story.articles:
        if article.id in gone:
            message = f"{article.label} has withdrawn this article: nothing in it counts as current."
            yield Notice(WITHDRAWN, message, article.id)
    for origin in story.origins:
        of = [story.article(article_id) for article_id in origin.article_ids if article_id in gone]
        for article in (story.article(article_id) for article_id in origin.article_ids):
            if of and article.id not in gone and article.outlet not in {one.outlet for one in of}:
                message = f"{article.label} shares the text of an article that {of[0].label} has withdrawn."
                yield Notice(COPY, message, article.id)


def _withdrawn(story: Story) -> Mapping[str, str]:
    """Withdrawn article → the notice that withdrew it."""
    return {
        member.article_id: member.withdrawn_by
        for origin in story.origins
        for member in origin.members
        if member.withdrawn_by
    }
