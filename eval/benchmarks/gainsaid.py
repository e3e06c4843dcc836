"""Fit the trees that tell whether an outlet gainsays another (`summarizer.facts.gainsaid`), on splits dev.

`python -m eval.benchmarks.gainsaid DATA [--out FILE]` prints the average precision when each story is judged by trees
that were fitted on others, and writes the trees. A pair is right where the negated clause and the sentence stand on two
sides of one marked disagreement. Of real stories nobody has judged such pairs: hardly any of them is right, and all
count as wrong.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.benchmarks.disagreements import real_stories
from eval.benchmarks.rivals import invented
from eval.marks import MarkedDisagreement
from eval.training.rivals import OPTIONS, StoryPairs, average_precision, fitted, left_out
from summarizer.facts.gainsaid import LEAST, Gainsaid, Told
from summarizer.facts.topics import Topics
from summarizer.facts.view import StoryView
from summarizer.model import Story
from summarizer.trees import packed

OUT = Path(__file__).parents[2] / "summarizer" / "resources" / "gainsaid.npz"
FEW = replace(OPTIONS, n_trees=200, n_leaves=6, share_of_features=0.15)
"""Two hundred right pairs bear smaller trees than the figures' thousands."""
_COMMON, _COMMON_SHARE = 12, 0.5
"""Characters, or the share of the marked words, that a clause or sentence must have of them."""


def pairs_of(name: str, story: Story, marked: Sequence[MarkedDisagreement]) -> StoryPairs:
    """The pairs of a story; without marks all are wrong."""
    numbers = {article.id: article.number for article in story.articles}
    found = Gainsaid(StoryView(story), Topics(story))
    sides = [_sides(one, numbers[one.read.article_id], marked) for one in found.items]
    is_right = [
        any(place == other and side != another for place, side in sides[a] for other, another in sides[b])
        for a, b in zip(found.first.tolist(), found.second.tolist(), strict=True)
    ]
    return StoryPairs(name, found.columns, np.array(is_right, dtype=bool), np.ones(len(found)))


def _sides(one: Told, article: int, marked: Sequence[MarkedDisagreement]) -> set[tuple[int, str]]:
    return {
        (place, side.says)
        for place, disagreement in enumerate(marked)
        for side in disagreement.sides
        if side.article == article
        and min(side.end, one.end) - max(side.start, one.start) >= min(_COMMON, _COMMON_SHARE * (side.end - side.start))
    }


def _told(stories: Iterator[tuple[str, Story, Sequence[MarkedDisagreement]]]) -> list[StoryPairs]:
    return [found for one in stories if len((found := pairs_of(*one)).is_one)]


def main() -> None:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(description="Fit the trees of facts.gainsaid.")
    parser.add_argument("data", type=Path, help="folder of outside data, for real stories")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    stories = _told(invented())
    real = _told((name, story, ()) for name, story in real_stories(options.data))
    sure = left_out([*stories, *real], FEW)
    n_pairs, n_right = sum(len(one.is_one) for one in stories), sum(int(one.is_one.sum()) for one in stories)
    n_shown = sum(int((own >= LEAST).sum()) for own in sure[len(stories) :])
    print(f"{len(stories)} stories, {n_pairs} pairs, {n_right} right, and {len(real)} real stories")
    print(f"average precision, left out: {average_precision(stories, sure[: len(stories)]):.3f}")
    print(f"pairs of real stories that are shown, left out: {n_shown}")
    options.out.write_bytes(packed(fitted([*stories, *real], FEW)))


if __name__ == "__main__":
    main()
