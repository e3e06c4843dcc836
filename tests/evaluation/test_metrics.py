"""Metrics: right on small sets worked out by hand, equal to the reference libraries, and undefined on nothing."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import stats
from sklearn import metrics as reference
from sklearn.calibration import calibration_curve

from eval.benchmarks.coverage import spearman
from eval.metrics import calibration, detection
from eval.metrics.citing import citation_scores
from eval.metrics.coverage import Covered, Insight, citation_f1, cover_all, coverage_scores
from eval.metrics.grouping import bcubed, bcubed_items
from eval.metrics.intervals import bootstrap_interval, mean, paired_bootstrap
from eval.metrics.spans import SpanCounts, span_counts, span_f1
from eval.metrics.wording import rouge

CHANCE = np.random.default_rng(7)
LABELS = CHANCE.integers(0, 2, 300)
SCORES = np.round(np.clip(0.4 * LABELS + CHANCE.normal(0.3, 0.25, 300), 0, 1), 2)  # rounded, so that some are equal


def test_nothing_has_no_metric() -> None:
    """An empty set scores None, never 0 or 1."""
    assert detection.roc_auc([], []) is None
    assert detection.balanced_accuracy([], []) is None
    assert detection.best_balanced_accuracy([], []) is None
    assert detection.recall_at_false_flags([], []) is None
    assert detection.f1_score([], []) is None
    assert detection.roc_points([], []) == []
    assert calibration.calibration_error([], []) is None
    assert span_f1([]) is None
    assert citation_scores([], lambda _text, _cited: True) is None
    assert coverage_scores([], [("Rain.", [1])]) is None
    assert rouge("", "Rain.") is None
    assert bcubed([], []) is None
    assert bootstrap_interval(lambda rows: float(len(rows)), []) is None
    assert paired_bootstrap(lambda _: 1.0, lambda _: 1.0, []) is None
    assert mean([]) is None


@pytest.mark.parametrize("label", [0, 1])
def test_one_kind_of_label_has_no_metric(label: int) -> None:
    """There is nothing to tell apart."""
    assert detection.roc_auc([label, label], [0.1, 0.9]) is None
    assert detection.balanced_accuracy([label, label], [True, False]) is None
    assert detection.best_balanced_accuracy([label, label], [0.1, 0.9]) is None
    assert detection.recall_at_false_flags([label, label], [0.1, 0.9]) is None


def test_roc_auc_counts_pairs_and_ties_half() -> None:
    """Of six pairs four are in order and one is tied."""
    assert detection.roc_auc([1, 1, 0, 0, 0], [0.9, 0.5, 0.5, 0.2, 0.7]) == pytest.approx(4.5 / 6)
    assert detection.roc_auc([0, 1], [0.9, 0.1]) == 0.0
    assert detection.roc_auc([0, 1, 0, 1], [0.5] * 4) == 0.5


def test_roc_is_scikit_learns() -> None:
    """The area, and every point of the curve, ties included."""
    assert detection.roc_auc(LABELS, SCORES) == pytest.approx(reference.roc_auc_score(LABELS, SCORES))
    wrong, right, _ = reference.roc_curve(LABELS, SCORES, drop_intermediate=False)
    assert np.allclose(detection.roc_points(LABELS, SCORES), list(zip(wrong, right, strict=True)))


def test_accuracy_and_f1_are_scikit_learns() -> None:
    """At a threshold, and the best of all thresholds."""
    accepted = SCORES >= 0.5
    expected = reference.balanced_accuracy_score(LABELS, accepted)
    assert detection.balanced_accuracy(LABELS, accepted) == pytest.approx(expected)
    found = detection.best_balanced_accuracy(LABELS, SCORES)
    every = [reference.balanced_accuracy_score(LABELS, at <= SCORES) for at in np.unique(SCORES)]
    assert found is not None
    assert found[0] == pytest.approx(max(every))
    assert reference.balanced_accuracy_score(LABELS, found[1] <= SCORES) == pytest.approx(max(every))
    score = detection.f1_score(LABELS == 0, ~accepted)
    expected_f1 = reference.precision_recall_fscore_support(LABELS == 0, ~accepted, average="binary")
    assert score is not None
    assert (score.precision, score.recall, score.f1) == pytest.approx(expected_f1[:3])


def test_balanced_accuracy_does_not_reward_the_larger_class() -> None:
    """To accept everything is worth one half, however many positives there are."""
    assert detection.balanced_accuracy([1] * 99 + [0], [True] * 100) == 0.5


def test_recall_is_at_no_more_false_flags_than_are_allowed() -> None:
    """Of twenty supported one may be flagged at 5 %, of nineteen none."""
    supported = [0.1, *[0.6] * 19]
    assert detection.recall_at_false_flags([1] * 20 + [0] * 4, [*supported, 0.05, 0.5, 0.6, 0.9]) == 0.5
    assert detection.recall_at_false_flags([1] * 19 + [0] * 4, [*supported[:19], 0.05, 0.5, 0.6, 0.9]) == 0.25


def test_reliability_bins_are_scikit_learns_and_the_error_is_their_mean_distance() -> None:
    """Bins of equal width, the empty ones left out."""
    inside = (
        SCORES * 0.997 + 0.0011
    )  # no score on an edge: the library puts those into the lower bin, we into the upper
    bins = calibration.reliability_bins(LABELS, inside)
    shares, scores = calibration_curve(LABELS, inside, n_bins=10)
    assert np.allclose([found.mean_score for found in bins], scores)
    assert np.allclose([found.share_supported for found in bins], shares)
    by_hand = sum(f.n * abs(f.mean_score - f.share_supported) for f in bins) / len(LABELS)
    assert calibration.calibration_error(LABELS, inside) == pytest.approx(by_hand)
    assert calibration.calibration_error([1, 0], [1.0, 0.0]) == 0.0
    assert calibration.calibration_error([0, 1], [1.0, 0.0]) == 1.0


def test_spans_are_counted_in_characters_each_once() -> None:
    """Ten marked, six of them found, two found too many: precision .75, recall .6."""
    counts = span_counts([(0, 10)], [(4, 12), (4, 6)])
    assert counts == SpanCounts(6, 8, 10)
    score = span_f1([counts])
    assert score is not None
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert span_f1([counts, SpanCounts(0, 8, 0)]).precision == 6 / 16  # type: ignore[union-attr]


def test_citations_are_alces() -> None:
    """A needed pair counts twice, an idle third not; a sentence without citations or support counts against recall."""
    held = {("pair", frozenset({1, 2})), ("pair", frozenset({1, 2, 3})), ("one", frozenset({4}))}

    def supports(text: str, cited: tuple[int, ...]) -> bool:
        return (text, frozenset(cited)) in held

    found = citation_scores([("pair", [1, 2, 3]), ("one", [4]), ("none", []), ("wrong", [1])], supports)
    assert found is not None
    assert found.recall == 0.5
    assert found.n_citations == 5
    # 1 and 2 are needed: without either the rest does not support. 3 is idle. 4 supports alone. The last is wrong.
    assert found.precision == 3 / 5
    assert citation_scores([("none", [])], supports).precision == 0.0  # type: ignore[union-attr]


def test_the_joint_score_is_summhays() -> None:
    """Coverage times citation F1, over all insights: 1 × 2/3, and 0 for the one that is not told."""
    insights = [
        Insight("The bridge over the Lenna was closed on Monday.", frozenset({1, 2})),
        Insight("A cyclist won four medals in Oslo.", frozenset({3})),
    ]
    found = coverage_scores(insights, [("The bridge over the Lenna was closed on Monday.", [1])])
    assert found is not None
    assert (found.coverage, found.citation) == (0.5, pytest.approx(2 / 3))
    assert found.joint == pytest.approx(1 / 3)
    assert coverage_scores(insights, []).citation is None  # type: ignore[union-attr]
    assert citation_f1(frozenset(), frozenset()) == 0.0


def cover(insight: str, sentence: str) -> Covered:
    return cover_all([insight], [sentence])[0]


def test_coverage_rises_with_what_is_told() -> None:
    """The same in other words, a part of it, something else."""
    insight = "Engineers found cracks in two piers of the old bridge."
    whole = cover(insight, "Cracks were found by engineers in two of the old bridge's piers.")
    part = cover(insight, "The old bridge has cracks.")
    other = cover(insight, "The mayor will open a school.")
    assert whole.score == 1.0
    assert whole.strength > part.strength > other.strength
    assert other.score == 0.0
    assert other.place is None


def test_what_all_insights_say_tells_none_of_them_apart() -> None:
    """The bridge's name stands in all three: a sentence with nothing but that covers each less than it would alone."""
    insights = [
        "The Lenna bridge was closed on Monday.",
        "Divers found cracks in the Lenna bridge.",
        "The Lenna bridge will be mended by spring.",
    ]
    sentence = "Many photographs of the Lenna bridge are sold in the town."
    among = cover_all(insights, [sentence])
    for insight, found in zip(insights, among, strict=True):
        assert found.strength < cover(insight, sentence).strength


def test_rouge_is_the_librarys() -> None:
    """Precision 4/5 and recall 4/4 of words give F1 8/9."""
    found = rouge("The bridge was closed.", "The old bridge was closed.")
    assert found is not None
    assert found["rouge1"] == pytest.approx(8 / 9)


def test_rank_correlation_is_scipys() -> None:
    """Ties share their mean rank; what does not vary has none."""
    other = np.round(SCORES + CHANCE.normal(0, 0.2, 300), 1)
    assert spearman(SCORES, other) == pytest.approx(stats.spearmanr(SCORES, other).statistic)
    assert spearman(SCORES, np.ones(300)) is None


def test_bcubed_is_the_mean_over_items() -> None:
    """Two stories of two, one article in the wrong one: precision 1, 1/3 and 2/3 twice; recall 1/2 twice, 1 twice."""
    truth, found = ["a", "a", "b", "b"], ["1", "2", "2", "2"]
    scores = bcubed(truth, found)
    assert scores is not None
    assert scores.precision == pytest.approx((1 + 1 / 3 + 2 / 3 + 2 / 3) / 4)
    assert scores.recall == pytest.approx((1 / 2 + 1 / 2 + 1 + 1) / 4)
    assert (scores.pair_precision, scores.pair_recall) == (1 / 3, 1 / 2)
    precisions, recalls = bcubed_items(truth, found)
    assert (np.mean(precisions), np.mean(recalls)) == pytest.approx((scores.precision, scores.recall))
    alone = bcubed(["a", "b"], ["1", "2"])
    assert alone is not None
    assert alone.pair_precision is None


def test_the_interval_holds_the_value_and_is_the_same_each_time() -> None:
    """Narrower with more rows; wider when whole documents are drawn; none where the figure is undefined."""

    def auc(rows: np.ndarray) -> float | None:  # type: ignore[type-arg]
        return detection.roc_auc(LABELS[rows], SCORES[rows])

    value, first = auc(np.arange(300)), bootstrap_interval(auc, 300)
    assert first == bootstrap_interval(auc, 300)
    assert first is not None
    assert value is not None
    assert first[0] <= value <= first[1]
    few = bootstrap_interval(auc, 40)
    assert few is not None
    assert few[1] - few[0] > first[1] - first[0]
    assert bootstrap_interval(lambda _: None, 40) is None


def test_whole_groups_are_drawn() -> None:
    """Forty copies of six documents tell no more than the six; of fewer than five documents no interval is stated."""
    values = np.repeat([0.0, 0.0, 0.0, 1.0, 1.0, 1.0], 40)
    groups = [str(place // 40) for place in range(240)]
    together = bootstrap_interval(lambda rows: float(values[rows].mean()), groups)
    alone = bootstrap_interval(lambda rows: float(values[rows].mean()), 240)
    assert together is not None
    assert alone is not None
    assert together[1] - together[0] > 3 * (alone[1] - alone[0])
    assert bootstrap_interval(lambda rows: float(values[rows].mean()), groups[:160]) is None


def test_a_paired_difference_is_surer_than_two_intervals() -> None:
    """The second is better by .05 on every document, though documents differ far more than that."""
    first = CHANCE.uniform(0, 0.9, 50)
    second = first + 0.05
    groups = [str(place) for place in range(50)]
    found = paired_bootstrap(lambda r: float(first[r].mean()), lambda r: float(second[r].mean()), groups)
    assert found is not None
    assert found.low == pytest.approx(0.05)
    assert found.high == pytest.approx(0.05)
    assert found.chance_higher == 1.0
    same = paired_bootstrap(lambda r: float(first[r].mean()), lambda r: float(first[r].mean()), groups)
    assert same is not None
    assert (same.difference, same.chance_higher) == (0.0, 0.5)


def test_no_metric_warns() -> None:
    """Not even on constant scores: a warning in a run of a million records is a flood."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert detection.roc_auc([1, 0], [0.5, 0.5]) == 0.5
        assert detection.recall_at_false_flags([1, 0], [0.5, 0.5]) == 0.0
        assert calibration.calibration_error([1, 0], [0.5, 0.5]) == 0.0
