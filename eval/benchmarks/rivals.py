"""Fit the weights by which two figures are told to be of one thing (`summarizer.facts.rivals`), on split dev.

`python -m eval.benchmarks.rivals DATA` prints both tables, with the average precision when each story is judged by
weights that were fitted on the others. A pair is one where both figures stand on sides of one marked disagreement. Our
stories are full of disagreements; real ones are not, so the pairs of real stories (Multi-News) are added as pairs of
different things, which nearly all of them are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from itertools import combinations, islice
from pathlib import Path

from eval.benchmarks.facts import read_stories, story_of
from eval.benchmarks.mentions import bundles_with_marks, read_bundle
from eval.marks import MarkedDisagreement
from eval.training.rivals import table_of
from summarizer.facts.figures import NEAR_SENTENCES, is_comparable, is_excluded
from summarizer.facts.quantities import Quantity, find_quantities
from summarizer.facts.rivals import Choices, features, place
from summarizer.facts.topics import Topics
from summarizer.facts.view import StoryView
from summarizer.model import Story

_N_REAL, _MOST = 150, 120
"""Real stories, and figures of a story, that are looked at."""


Pair = tuple[int, bool, dict[str, float], bool]
"""Story, whether the two stand in one passage, what they share, whether they are of one thing."""


def pairs_of(split: str) -> Iterator[Pair]:
    """The pairs of our stories."""
    for number, bundle in enumerate(bundles_with_marks(split)):
        story, marks = read_bundle(bundle)
        yield from _pairs(number, story, [d for d in marks.disagreements if d.kind == "figure"])


def real_pairs(data: Path, n_stories: int = _N_REAL) -> Iterator[Pair]:
    """The pairs of real stories, taken to be of different things."""
    rows = islice(read_stories(data / "stories" / "multinews.jsonl.gz"), n_stories)
    for number, row in enumerate(rows):
        yield from _pairs(1000 + number, story_of(row["articles"], row["id"]), [])


def _pairs(story_number: int, story: Story, figures: list[MarkedDisagreement]) -> Iterator[Pair]:
    numbers = {article.id: article.number for article in story.articles}
    view, topics = StoryView(story), Topics(story)
    quantities = list(islice(find_quantities(view, topics), _MOST))
    choices = Choices(quantities)
    homes = [_homes(quantity, figures, numbers) for quantity in quantities]
    if quantities:
        seen = set()
        for (one, home), (other, other_home) in combinations(zip(quantities, homes, strict=True), 2):
            key = frozenset(
                (quantity.read.text, quantity.figure.start - quantity.read.sentence.start) for quantity in (one, other)
            )
            is_same = (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high)
            if is_same or key in seen or not is_comparable(one, other) or is_excluded(one, other):
                continue
            seen.add(key)
            is_near = one.article_id == other.article_id and abs(place(one) - place(other)) <= NEAR_SENTENCES
            if is_near or one.article_id != other.article_id:
                yield story_number, is_near, features(one, other, topics, choices), bool(home & other_home)


def _homes(quantity: Quantity, marked: list[MarkedDisagreement], numbers: Mapping[str, int]) -> set[int]:
    return {
        place
        for place, disagreement in enumerate(marked)
        for side in disagreement.sides
        if side.article == numbers[quantity.article_id]
        and side.start < quantity.figure.end
        and quantity.figure.start < side.end
    }


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Fit the weights of rivals.")
    parser.add_argument("data", type=Path, help="folder of outside data, for real stories")
    rows = [*pairs_of("dev"), *real_pairs(parser.parse_args().data)]
    for is_near, title in ((True, "NEAR"), (False, "APART")):
        print(table_of(title, [(story, shared, is_one) for story, near, shared, is_one in rows if near is is_near]))


if __name__ == "__main__":
    main()
