"""Every figure of a story with who gives it, of which day it is, and whether a later version replaced it."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.facts.corrections import find_corrected
from summarizer.facts.givers import giver_of
from summarizer.facts.times import as_of
from summarizer.facts.view import StoryView
from summarizer.model import Disagreement, FigureKind, Span, StatedFigure


def state_figures(view: StoryView, told: Sequence[Disagreement]) -> tuple[StatedFigure, ...]:
    """The figures of the articles in reading order; years are dates. What `told` holds is told as there."""
    known = {stated.span: stated for one in told for stated in one.figures}
    found = []
    for read in view.story.sentences:
        for figure in read.mentions.figures:
            if figure.kind is FigureKind.YEAR:
                continue
            span = Span(read.article_id, figure.start, figure.end)
            corrected = find_corrected(view).get((read.article_id, figure.start))
            by = corrected.by if corrected else ""
            stated = known.get(span) or StatedFigure(
                figure=figure,
                span=span,
                outlet=view.label(read.article_id),
                speaker=giver_of(view, read, figure),
                as_of=as_of(view, read, figure),
                is_superseded=bool(by),
                superseded_by=by,
                is_corrected=bool(corrected and corrected.is_wrong),
                origin=view.origin(read.article_id),
            )
            found.append(stated)
    return tuple(found)
