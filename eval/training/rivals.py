"""Fit the weights by which two figures are told to be of one thing (`summarizer.facts.rivals`), on split dev.

`python -m eval.training.rivals` prints both tables, with the average precision when each story is judged by weights that
were fitted on the others. A pair is one where both figures stand on sides of one marked disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from eval.benchmarks.mentions import bundles_with_marks, read_bundle
from eval.marks import MarkedDisagreement
from summarizer.facts.figures import NEAR_SENTENCES, is_comparable
from summarizer.facts.quantities import Quantity, find_quantities
from summarizer.facts.rivals import features, place
from summarizer.facts.topics import Topics
from summarizer.facts.view import StoryView

_STRENGTH = 0.1
"""Inverse of the regularization: few pairs, many features."""


def pairs_of(split: str) -> Iterator[tuple[int, bool, dict[str, float], bool]]:
    """(story, whether the two stand in one passage, what they share, whether they are of one thing) of each pair."""
    for story_number, bundle in enumerate(bundles_with_marks(split)):
        story, marks = read_bundle(bundle)
        numbers = {article.id: article.number for article in story.articles}
        figures = [d for d in marks.disagreements if d.kind == "figure"]
        view = StoryView(story)
        topics = Topics(story)
        quantities = find_quantities(view, topics)
        homes = [_homes(quantity, figures, numbers) for quantity in quantities]
        seen = set()
        for (one, home), (other, other_home) in combinations(zip(quantities, homes, strict=True), 2):
            key = frozenset((quantity.read.text, quantity.figure.start - quantity.read.sentence.start) for quantity in (one, other))
            is_same = (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high)
            if not is_comparable(one, other) or is_same or key in seen:
                continue
            seen.add(key)
            is_near = one.article_id == other.article_id and abs(place(one) - place(other)) <= NEAR_SENTENCES
            if is_near or one.article_id != other.article_id:
                yield story_number, is_near, features(one, other, topics), bool(home & other_home)


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
    """Print the tables."""
    rows = list(pairs_of("dev"))
    names = sorted(rows[0][2])
    for is_near, title in ((True, "NEAR"), (False, "APART")):
        chosen = [row for row in rows if row[1] is is_near]
        values = np.array([[row[2][name] for name in names] for row in chosen])
        truth = np.array([row[3] for row in chosen])
        stories = np.array([row[0] for row in chosen])
        sure = np.zeros(len(truth))
        for story in set(stories.tolist()):
            held = stories == story
            sure[held] = _fit(values[~held], truth[~held]).predict_proba(values[held])[:, 1]
        precision = average_precision_score(truth, sure)
        print(f"# {title}: {len(truth)} pairs, {truth.sum()} of one thing; average precision {precision:.3f}")
        model = _fit(values, truth)
        print(f'{title}: Mapping[str, float] = {{\n    "": {model.intercept_[0]:.2f},')
        for name, weight in zip(names, model.coef_[0], strict=True):
            if abs(weight) >= 0.05:
                print(f'    "{name}": {weight:.2f},')
        print("}")


def _fit(values: np.ndarray, truth: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=3000).fit(values, truth)


if __name__ == "__main__":
    main()
