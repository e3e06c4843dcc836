"""A figure: one measured number with its interval, what it is called, and which way is better."""

from __future__ import annotations

import math
from argparse import ArgumentTypeError
from collections.abc import Mapping
from dataclasses import asdict, dataclass

HIGHER, LOWER, NEITHER = "higher", "lower", ""

MEANINGS: Mapping[str, tuple[str, str]] = {
    # texts that are supported or not
    "auc": ("ROC-AUC of the score", HIGHER),
    "recall_at_5": ("faulty found at 5 % false flags (by score)", HIGHER),
    "faulty_flagged": ("faulty flagged", HIGHER),
    "faithful_flagged": ("faithful flagged (false flags)", LOWER),
    "balanced_accuracy": ("balanced accuracy of the flags", HIGHER),
    "best_balanced_accuracy": ("balanced accuracy at the set's own best threshold", HIGHER),
    "right_code": ("faulty flagged with the right code", HIGHER),
    "faulty_supported": ("faulty called supported", LOWER),
    "faithful_supported": ("faithful called supported", HIGHER),
    "unclear": ("called unclear", LOWER),
    "text_f1": ("F1 of flags, texts", HIGHER),
    "sentence_f1": ("F1 of flags, sentences", HIGHER),
    "span_f1": ("F1 of wrong stretches, characters", HIGHER),
    "calibration_error": ("expected calibration error of the score", LOWER),
    "twin_order": ("faithful twin above the faulty one", HIGHER),
    "not_judged": ("could not be judged", LOWER),
    "not_written": ("stories without a summary", LOWER),
    # summaries
    "supported": ("sentences supported", HIGHER),
    "partial": ("sentences partial", LOWER),
    "contradicted": ("sentences contradicted", LOWER),
    "unsupported": ("sentences unsupported", LOWER),
    "summary_unclear": ("sentences unclear", LOWER),
    "citation_recall": ("citation recall (ALCE)", HIGHER),
    "citation_precision": ("citation precision (ALCE)", HIGHER),
    "coverage": ("coverage of the gold insights", HIGHER),
    "citation_f1": ("citations of covered insights, F1 (SummHay)", HIGHER),
    "joint": ("joint score (SummHay)", HIGHER),
    "omission": ("key facts left out", LOWER),
    "disagreements_told": ("disagreements told", HIGHER),
    "disagreements_flattened": ("disagreements told one-sidedly", LOWER),
    "attribution_accuracy": ("claims with the right speaker", HIGHER),
    "neutral": ("sentences in neutral words", HIGHER),
    "rouge1": ("ROUGE-1", HIGHER),
    "rouge2": ("ROUGE-2", HIGHER),
    "rougeL": ("ROUGE-L", HIGHER),
    "n_words": ("words", NEITHER),
    "n_withheld": ("sentences withheld", NEITHER),
}
"""By key: what a reader calls it, and which way is better."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `low` and `high` bound its 95 % interval, None where none is stated; `n` is what it is over.

    `value` is None where the number is not defined, which is not 0. `unit` is "" for a share or score in 0..1.
    """

    key: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    unit: str = ""
    label: str = ""
    better: str = ""

    def __post_init__(self) -> None:
        for number in (self.value, self.low, self.high):
            if number is not None and not math.isfinite(number):
                raise ValueError(f"{self.key} is {number}: a figure that is not defined is None")

    @property
    def name(self) -> str:
        """What a reader calls it."""
        return self.label or MEANINGS.get(self.key.rpartition("/")[2], (self.key, ""))[0]

    @property
    def direction(self) -> str:
        """ "higher", "lower" or "": which way is better."""
        return self.better or MEANINGS.get(self.key.rpartition("/")[2], ("", NEITHER))[1]

    def to_json(self) -> dict[str, object]:
        """The fields that say something, rounded to four digits: what is kept must not depend on the last bit."""
        fields = asdict(self)
        return {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in fields.items()
            if value not in ("", None) or name == "value"
        }


def figure_from(fields: Mapping[str, object]) -> Figure:
    """The figure that was kept."""
    return Figure(**fields)  # type: ignore[arg-type]


def shown(figure: Figure) -> str:
    """The value with its interval, as tables show it.

    >>> shown(Figure("auc", 0.8125, 0.75, 0.875, 40)), shown(Figure("auc", None)), shown(Figure("t", 1234.5, unit="ms"))
    ('.812 (.75 to .88)', '–', '1,234 ms')
    """
    if figure.value is None:
        return "–"
    text = number(figure.value, figure.unit)
    if figure.low is None or figure.high is None:
        return text
    low, high = (_bound(bound, figure.unit) for bound in (figure.low, figure.high))
    return f"{text} ({low} to {high})"


def read_share(text: str) -> float:
    """A share as an option gives it. Raises ArgumentTypeError, which argparse tells with the option's name.

    >>> read_share("0.8")
    0.8
    """
    try:
        share = float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no number; write 0.8 for four of five") from None
    if not 0 <= share <= 1:
        percent = f"; write {share / 100:g} for {share:g} %" if 1 < share <= 100 else ""
        raise ArgumentTypeError(f"{text} is no share between 0 and 1{percent}")
    return share


def number(value: float, unit: str = "") -> str:
    """A value in its unit.

    >>> number(0.05), number(-0.05), number(1.0), number(3.14159, "s"), number(52, "words")
    ('.050', '-.050', '1.000', '3.14 s', '52 words')
    """
    if unit == "times":
        return f"{value:.2f} times" if abs(value) < 10 else f"{value:.0f} times"
    if unit:
        digits = f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
        return f"{digits} {unit}"
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


def _bound(value: float, unit: str) -> str:
    if unit:
        return number(value, unit).removesuffix(f" {unit}")
    return f"{value:.2f}".replace("0.", ".", 1) if abs(value) < 0.995 else f"{value:.2f}"


def one_line(text: str) -> str:
    """A text as a cell of a Markdown table or an item of a list: on one line, and no markup of its own.

    >>> one_line("a | <b>\\n`c`")
    "a \\\\| &lt;b> 'c'"
    """
    return " ".join(text.split()).replace("<", "&lt;").replace("`", "'").replace("|", "\\|")
