"""Every figure of a story with who gives it, of which day it is, and whether a later version replaced it."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.facts.givers import giver_of
from summarizer.facts.quantities import days_of
from summarizer.facts.view import StoryView
from summarizer.model import Disagreement, FigureKind, Span, StatedFigure


def state_figures(view: StoryView, disagreements: Sequence[Disagreement]) -> tuple[StatedFigure, ...]:
    """The figures of the articles in reading order; years are dates. One that disagrees is told as it is there."""
    known = {stated.span: stated for disagreement in disagreements for stated in disagreement.figures}
    found = []
    for read in view.story.sentences:
        for figure in read.mentions.figures:
            if figure.kind is FigureKind.YEAR:
                continue
            span = Span(read.article_id, figure.start, figure.end)
            days = days_of(view, read, figure)
            stated = known.get(span) or StatedFigure(
                figure=figure,
                span=span,
                outlet=view.label(read.article_id),
                speaker=giver_of(view, read, figure),
                as_of=days[1] if days else None,
                origin=view.origin(read.article_id),
            )
            found.append(stated)
    return tuple(found)
