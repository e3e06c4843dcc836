"""The fit of the weights that join all findings: bars that keep a share of errors, and signs that cannot be wrong."""

from __future__ import annotations

import numpy as np

from eval.training.combining import SHARES, Shown, bars, table_of


def rows(n: int = 400) -> tuple[list[Shown], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Sentences of two sets whose chance tells faithful from faulty, but for an overlap in the middle."""
    chances = np.linspace(0.02, 0.98, n)
    draw = np.random.default_rng(1).random(n)
    found = [
        Shown(
            f"set {place % 2}",
            {"log odds": float(np.log(c / (1 - c))), "lucky contradicted": float(c > 0.5)},
            int(d < c),
            is_open=True,
        )
        for place, (c, d) in enumerate(zip(chances, draw, strict=True))
    ]
    return found, chances


def test_a_bar_keeps_its_share_and_a_smaller_share_asks_for_more() -> None:
    """Of those that pass, weighed as a tenth faulty, no more are faulty than was asked, where that can be had."""
    found, chances = rows()
    told = dict(bars(found, chances))
    assert list(told) == list(SHARES)
    assert sorted(told.values(), reverse=True) == list(told.values())
    bar = told[0.05]
    passing = [row.label for row, chance in zip(found, chances, strict=True) if chance >= bar]
    n_faulty, n_faithful = (sum(row.label == label for row in found) for label in (0, 1))
    wrong = 0.1 * passing.count(0) / n_faulty
    right = 0.9 * passing.count(1) / n_faithful
    assert wrong / (wrong + right) <= 0.05
    assert bar > told[0.2]


def test_sentences_that_a_rule_objects_to_do_not_count_as_passing() -> None:
    found, chances = rows()
    shut = [Shown(row.source, row.shown, row.label, is_open=bool(row.label)) for row in found]
    assert dict(bars(shut, chances))[0.05] <= dict(bars(found, chances))[0.05]


def test_an_objection_that_speaks_for_a_sentence_is_left_out() -> None:
    """Here it stands with faithful ones only, by chance: its weight would raise the probability."""
    table = table_of(rows()[0])
    assert "log odds" in table
    assert "lucky contradicted" not in table
