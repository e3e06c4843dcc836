"""The plots of a report, as SVG: ROC, reliability, by error code, by length; of stories, the spread of each measure.

Drawn by matplotlib, which the extra `eval` installs. The same run gives the same bytes.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from markupsafe import Markup

from eval.figures import Figure
from eval.metrics.calibration import reliability_bins
from eval.metrics.detection import roc_auc, roc_points
from eval.metrics.intervals import wilson_interval
from eval.tally import CaseColumns, by_code
from summarizer.errors import InputError

Row = Mapping[str, Any]

INK, ACCENT, PALE, WARN = "#22303c", "#1f6f8b", "#c9d6dd", "#b3541e"
N_LENGTHS = 4
STYLE = {
    "svg.hashsalt": "summarizer",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    **dict.fromkeys(("axes.edgecolor", "axes.labelcolor", "text.color", "xtick.color", "ytick.color"), INK),
    "axes.spines.top": False,
    "axes.spines.right": False,
}


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its title and what it tells, in one sentence."""

    title: str
    caption: str
    svg: Markup


def can_draw() -> bool:
    """Whether matplotlib is there: a run of hours must not end in an error for want of its pictures."""
    return importlib.util.find_spec("matplotlib") is not None


def case_plots(rows: Sequence[Row]) -> list[Plot]:
    """The plots of a run over labelled texts; those that nothing can be drawn of are left out."""
    columns = CaseColumns(rows)
    found = [_roc(columns), _reliability(columns), _codes(rows), _lengths(columns)]
    return [plot for plot in found if plot is not None]


def story_plots(rows: Sequence[Row]) -> list[Plot]:
    """Of a run over stories: each measure's value for every story."""
    keys = ("supported", "citation_recall", "citation_precision", "coverage", "joint", "disagreements_told", "neutral")
    values = {key: [v for row in rows if (v := row["measures"].get(key)) is not None] for key in keys}
    values = {key: found for key, found in values.items() if found}
    if not values:
        return []
    figure, axes = _canvas(6.4, 0.5 + 0.45 * len(values))
    for place, found in enumerate(values.values()):
        spread = np.linspace(-0.12, 0.12, len(found))
        axes.scatter(sorted(found), place + spread, s=14, color=ACCENT, alpha=0.6, linewidths=0)
        axes.plot([np.mean(found)] * 2, [place - 0.3, place + 0.3], color=WARN, lw=2)
    axes.set_yticks(range(len(values)), [Figure(key, None).name for key in values])
    axes.set_xlim(-0.02, 1.02)
    axes.invert_yaxis()
    caption = "Each dot is a story; the bar is the mean."
    return [Plot("Measures by story", caption, _svg(figure, "Measures by story"))]


# ------------------------------------------------------------------------------------------- cases


def _roc(columns: CaseColumns) -> Plot | None:
    points = roc_points(columns.labels, columns.scores)
    area = roc_auc(columns.labels, columns.scores)
    if not points or area is None:
        return None
    figure, axes = _canvas(3.6, 3.4)
    axes.plot([0, 1], [0, 1], color=PALE, lw=1)
    axes.plot(*zip(*points, strict=True), color=ACCENT, lw=2)
    if columns.has_verdicts:
        kept = [float((~columns.flagged[columns.labels == label]).mean()) for label in (0, 1)]
        axes.plot(kept[0], kept[1], "o", color=WARN)
    axes.set_xlabel("faulty texts that pass")
    axes.set_ylabel("supported texts that pass")
    caption = f"Area under the curve {area:.3f}; the dot is what the flags let pass."
    return Plot("ROC", caption, _svg(figure, "ROC curve"))


def _reliability(columns: CaseColumns) -> Plot | None:
    if not len(columns.rows) or columns.scores.min() < 0 or columns.scores.max() > 1:
        return None
    bins = reliability_bins(columns.labels, columns.scores)
    figure, axes = _canvas(3.6, 3.4)
    axes.plot([0, 1], [0, 1], color=PALE, lw=1)
    largest = max(found.n for found in bins)
    for found in bins:
        low, high = wilson_interval(round(found.share_supported * found.n), found.n)
        axes.plot([found.mean_score] * 2, [low, high], color=PALE, lw=2)
        axes.scatter(found.mean_score, found.share_supported, s=15 + 90 * found.n / largest, color=ACCENT, zorder=3)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("score")
    axes.set_ylabel("share supported")
    caption = "Scores that may be read as probabilities lie on the line; a dot's size is its number of texts."
    return Plot("Reliability", caption, _svg(figure, "Reliability of the score"))


def _codes(rows: Sequence[Row]) -> Plot | None:
    codes = sorted(by_code(rows), key=lambda row: (row[2] / row[1], row[0]))
    if not codes:
        return None
    figure, axes = _canvas(6.4, 0.8 + 0.22 * len(codes))
    places = np.arange(len(codes))
    axes.barh(places, [flagged / n for _, n, flagged, _ in codes], color=PALE, height=0.7)
    axes.barh(places, [named / n for _, n, _, named in codes], color=ACCENT, height=0.4)
    axes.set_yticks(places, [f"{code} ({n})" for code, n, _, _ in codes])
    axes.set_xlim(0, 1)
    caption = "Share of faulty texts flagged (pale), and flagged with the right code (dark)."
    return Plot("By error code", caption, _svg(figure, "Recall by error code"))


def _lengths(columns: CaseColumns) -> Plot | None:
    """Flags among supported and faulty texts, by quarters of their length in words."""
    lengths = np.array([len(str(row["text"]).split()) for row in columns.rows])
    if not columns.has_verdicts or len(lengths) < 4 * N_LENGTHS:
        return None
    bounds = np.unique(np.quantile(lengths, np.linspace(0, 1, N_LENGTHS + 1)))
    figure, axes = _canvas(3.6, 3.4)
    names, drawn = [], {0: [], 1: []}  # type: tuple[list[str], dict[int, list[float]]]
    for place, (low, high) in enumerate(pairwise(bounds)):
        is_last = place == len(bounds) - 2
        inside = (lengths >= low) & ((lengths <= high) if is_last else (lengths < high))
        names.append(f"{low:.0f}–{high if is_last else high - 1:.0f}")
        for label, shares in drawn.items():
            own = columns.flagged[inside & (columns.labels == label)]
            shares.append(float(own.mean()) if len(own) else np.nan)
    axes.plot(names, drawn[0], "o-", color=ACCENT, label="faulty flagged")
    axes.plot(names, drawn[1], "o-", color=WARN, label="supported flagged")
    axes.set_ylim(0, 1)
    axes.set_xlabel("words")
    axes.legend(frameon=False)
    return Plot("By length", "Share flagged, by the text's length.", _svg(figure, "Flags by length"))


# ----------------------------------------------------------------------------------------- drawing


def _canvas(width: float, height: float) -> tuple[Any, Any]:
    """A figure of this size (inches) and its axes, without the state of `pyplot`."""
    try:
        figure_module = importlib.import_module("matplotlib.figure")
        matplotlib = importlib.import_module("matplotlib")
    except ImportError as error:
        raise InputError("Reports need matplotlib.", hint="pip install 'summarizer[eval]'") from error
    matplotlib.rcParams.update(STYLE)
    figure = figure_module.Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots()


def _svg(figure: Any, label: str) -> Markup:
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.S)
    return Markup(text.replace("<svg", f'<svg role="img" aria-label="{label}"', 1))
