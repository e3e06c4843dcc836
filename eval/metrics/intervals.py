"""How sure a figure is: intervals by resampling whole documents, and by Wilson's formula for shares of few cases."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Statistic = Callable[[Rows], float | None]
"""A figure of the rows whose places are given (some of them more than once); None where it is not defined."""

MIN_GROUPS = 5
"""Documents or stories of which an interval is stated: of fewer, resampling shows the same few again and looks sure."""
N_SAMPLES = 1_000
SHARE = 0.95


def bootstrap_interval(
    statistic: Statistic, groups: Sequence[str] | int, *, n_samples: int = N_SAMPLES, share: float = SHARE
) -> tuple[float, float] | None:
    """The interval that holds `share` of the statistic over resampled sets; the same input gives the same interval.

    `groups` has one name a row (its document or story), and whole groups are drawn, since rows of one document are no
    independent witnesses; a number stands for as many rows that are independent. None where the statistic is not
    defined on the set itself or on less than half of the samples, of fewer than `MIN_GROUPS` groups, and without
    samples. (Percentile bootstrap, Efron 1979.)

    >>> bootstrap_interval(lambda rows: float(np.mean(np.ones(6)[rows])), 6)
    (1.0, 1.0)
    """
    names = [str(place) for place in range(groups)] if isinstance(groups, int) else list(groups)
    if len(set(names)) < MIN_GROUPS or not n_samples or statistic(np.arange(len(names))) is None:
        return None
    values = [value for rows in resamples(names, n_samples) if (value := statistic(rows)) is not None]
    if len(values) < n_samples / 2:
        return None
    low, high = np.quantile(values, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def resamples(groups: Sequence[str], n_samples: int) -> Iterator[Rows]:
    """Row places of sets drawn anew from the groups, as many groups as there are; the same ones every time."""
    _, names = np.unique(np.asarray(groups), return_inverse=True)
    order = np.argsort(names, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(names[order])) + 1)
    chance = np.random.default_rng(0)
    for _ in range(n_samples):
        yield np.concatenate([members[place] for place in chance.integers(0, len(members), len(members))])


def mean_of(values: Sequence[float] | NDArray[np.float64]) -> Statistic:
    """The mean of the rows' values, as a statistic.

    >>> mean_of([1.0, 2.0])(np.array([1, 1]))
    2.0
    """
    column = np.asarray(values, dtype=float)
    return lambda rows: float(column[rows].mean()) if len(rows) else None


@dataclass(frozen=True, slots=True)
class Difference:
    """Of a second system to a first on the same rows: the difference, its interval, how likely it is above zero.

    `chance_higher` is the share of resampled sets in which the second is higher, ties half.
    """

    first: float
    second: float
    difference: float
    low: float
    high: float
    chance_higher: float


def paired_bootstrap(
    first: Statistic, second: Statistic, groups: Sequence[str], *, n_samples: int = N_SAMPLES, share: float = SHARE
) -> Difference | None:
    """Both statistics over the same resampled sets (Koehn 2004). None where either is not defined.

    >>> a, b = np.array([0.0, 1.0]), np.array([1.0, 2.0])
    >>> found = paired_bootstrap(lambda r: float(a[r].mean()), lambda r: float(b[r].mean()), ["x", "y"])
    >>> found.difference, found.low, found.chance_higher
    (1.0, 1.0, 1.0)
    """
    if not groups:
        return None
    everything = np.arange(len(groups))
    values = first(everything), second(everything)
    if values[0] is None or values[1] is None:
        return None
    found = []
    for rows in resamples(groups, n_samples):
        one, other = first(rows), second(rows)
        if one is not None and other is not None:
            found.append(other - one)
    if len(found) < n_samples / 2:
        return None
    drawn = np.asarray(found)
    low, high = np.quantile(drawn, [(1 - share) / 2, (1 + share) / 2])
    higher = float((drawn > 0).mean() + (drawn == 0).mean() / 2)
    return Difference(values[0], values[1], values[1] - values[0], float(low), float(high), higher)


def mean(values: Sequence[float | None]) -> float | None:
    """The mean of the values that are defined. None when none is.

    >>> mean([1.0, None, 0.0]), mean([None]), mean([])
    (0.5, None, None)
    """
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None


def wilson_interval(n_hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share of few cases (Wilson 1927); (0, 1) when there is no case.

    >>> [round(bound, 2) for bound in wilson_interval(8, 10)]
    [0.49, 0.94]
    """
    if n == 0:
        return 0.0, 1.0
    share, z2 = n_hits / n, z * z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)
