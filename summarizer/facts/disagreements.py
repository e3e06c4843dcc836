"""What the articles do not agree on: figures, days, places, claims. Sure ones and those of most articles first."""

from __future__ import annotations

from dataclasses import replace

from summarizer.facts.figures import find_figure_disagreements
from summarizer.facts.moments import find_moments
from summarizer.facts.offices import find_offices
from summarizer.facts.oppositions import find_oppositions
from summarizer.facts.topics import Topics
from summarizer.facts.view import StoryView
from summarizer.model import Disagreement, Span


def find_disagreements(view: StoryView, topics: Topics) -> tuple[tuple[Disagreement, ...], tuple[Disagreement, ...]]:
    """The story's disagreements and its revisions, the sure ones and those that most articles take part in first."""
    found, revised = find_figure_disagreements(view, topics)
    told = [_spans(disagreement) for disagreement in (*found, *revised)]
    found += find_oppositions(view, topics, told)
    found += find_moments(view, topics)
    found += find_offices(view)
    return _in_order(found, "d"), _in_order(revised, "r")


def _in_order(found: list[Disagreement], letter: str) -> tuple[Disagreement, ...]:
    found.sort(
        key=lambda disagreement: (
            not disagreement.is_sure,
            -_n_articles(disagreement),
            disagreement.kind,
            disagreement.subject,
            _spans(disagreement)[0].start,
            _spans(disagreement)[0].article_id,
        )
    )
    return tuple(replace(one, id=f"{letter}{number}") for number, one in enumerate(found, start=1))


def _spans(disagreement: Disagreement) -> list[Span]:
    return [figure.span for figure in disagreement.figures] + [claim.span for claim in disagreement.claims]


def _n_articles(disagreement: Disagreement) -> int:
    return len({span.article_id for span in _spans(disagreement)})
