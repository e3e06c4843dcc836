"""Fit the trees that tell whether two figures are of one thing (`summarizer.facts.rivals`), on splits dev.

`python -m eval.benchmarks.rivals DATA [--out FILE]` prints the average precision when each story is judged by trees
that were fitted on others, and writes the trees. A pair is of one thing where both figures stand on sides of one marked
disagreement. Two figures that can both be right and stand in none may be of one thing all the same: such pairs are
left out. Our stories are full of disagreements, real ones are not: of those the pairs that a reader judged
(`disagreements_real.jsonl`) count three times, and the others as pairs of different things.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from eval.benchmarks.disagreements import label_of, real_stories
from eval.disputes import read_disputes, story_files
from eval.marked import bundles_with_marks, read_bundle
from eval.marks import MarkedDisagreement
from eval.training.rivals import StoryPairs, average_precision, fitted, left_out
from summarizer.facts.quantities import Quantity, find_quantities
from summarizer.facts.rivals import Rivals
from summarizer.facts.view import StoryView
from summarizer.model import Span, Story
from summarizer.trees import packed

OUT = Path(__file__).parents[2] / "summarizer" / "resources" / "rivals.npz"
_MOST = 400
_RIGHT = ("true", "update")
_JUDGED, _NOT_JUDGED = 3.0, 1.0
"""What a pair of a real story weighs."""


def invented() -> Iterator[tuple[str, Story, Sequence[MarkedDisagreement]]]:
    """Our stories of split dev with what is marked as a disagreement."""
    for bundle in bundles_with_marks("dev"):
        story, marks = read_bundle(bundle)
        yield f"bundles/{bundle.name}", story, marks.disagreements
    for path in story_files("dev"):
        story, marks = read_disputes(path)
        yield f"disputes/{path.stem}", story, marks.disagreements


def pairs_of(name: str, story: Story, marked: Sequence[MarkedDisagreement]) -> StoryPairs:
    """The pairs of one of our stories."""
    numbers = {article.id: article.number for article in story.articles}
    rivals = _rivals(story)
    homes = [
        {
            place
            for place, disagreement in enumerate(marked)
            for side in disagreement.sides
            if side.article == numbers[one.article_id] and side.start < one.figure.end and one.figure.start < side.end
        }
        for one in rivals.items
    ]
    pairs = list(zip(rivals.first.tolist(), rivals.second.tolist(), strict=True))
    is_one = np.array([bool(homes[a] & homes[b]) for a, b in pairs], dtype=bool)
    may_agree = rivals.columns["both right"] > 0 if rivals.columns else np.zeros(0, dtype=bool)
    known = np.array([bool(homes[a] or homes[b]) for a, b in pairs], dtype=bool) | ~may_agree
    return StoryPairs(name, rivals.columns, is_one, known.astype(float))


def real_pairs(data: Path) -> Iterator[StoryPairs]:
    """The pairs of real stories."""
    for name, story in real_stories(data):
        rivals = _rivals(story)
        labels = [
            label_of(name, "figure", [_span(rivals.items[a]), _span(rivals.items[b])])
            for a, b in zip(rivals.first.tolist(), rivals.second.tolist(), strict=True)
        ]
        if len(rivals):
            may_agree = rivals.columns["both right"] > 0
            weight = np.where([bool(label) for label in labels], _JUDGED, np.where(may_agree, 0.0, _NOT_JUDGED))
            yield StoryPairs(name, rivals.columns, np.array([label in _RIGHT for label in labels]), weight)


def _rivals(story: Story) -> Rivals:
    view = StoryView(story)
    return Rivals(view, list(islice(find_quantities(view), _MOST)))


def _span(one: Quantity) -> Span:
    return Span(one.article_id, one.figure.start, one.figure.end)


def main() -> None:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(description="Fit the trees of facts.rivals.")
    parser.add_argument("data", type=Path, help="folder of outside data, for real stories")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    stories = [found for one in invented() if len((found := pairs_of(*one)).is_one)]
    real = list(real_pairs(options.data))
    sure = left_out([*stories, *real])
    n_pairs, n_one = sum(len(one.is_one) for one in stories), sum(int(one.is_one.sum()) for one in stories)
    print(f"{len(stories)} stories, {n_pairs} pairs, {n_one} of one thing, and {len(real)} real stories")
    print(f"average precision, left out: {average_precision(stories, sure[: len(stories)]):.3f}")
    options.out.write_bytes(packed(fitted([*stories, *real])))


if __name__ == "__main__":
    main()
