"""The benchmark of faithfulness: every way scores every case, and the figures hold what the sets hold."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval.benchmarks.faithfulness import SETS, figures_of, judge_ways, read_sets
from eval.cases import Case, read_case
from eval.systems import OWN
from summarizer.errors import InputError

BRIDGE = "The old bridge over the river Lenna was closed on Monday after divers found cracks in two of its piers."


def case(text: str, label: int) -> Case:
    found = read_case({"id": text, "doc": BRIDGE, "text": text, "label": label})
    assert isinstance(found, Case)
    return found


def test_every_way_puts_the_supported_text_first() -> None:
    """Overlap, the model and the product; the rules alone may have nothing to say, but not the contrary."""
    right, wrong = judge_ways(
        [
            case("The old bridge was closed on Monday after divers found cracks.", 1),
            case("The airport of Vienna was sold to a football club in 1987.", 0),
        ]
    )
    assert set(right["scores"]) == set(OWN)
    for way in OWN:
        better, worse = right["scores"][way], wrong["scores"][way]
        assert better >= worse if way == "rules" else better > worse, way


def row(number: int, label: int, score: float) -> dict[str, object]:
    scores = {"overlap": 0.5, "rules": 0.5, "entailment": score, "checks": score}
    verdict = "supported" if score > 0.5 else "unsupported"
    return {
        "id": f"{number}-{label}", "group": f"d{number}", "label": label, "code": "" if label else "number",
        "twin": f"p{number}", "verdict": verdict, "codes": [], "scores": scores,
    }  # fmt: skip


def test_the_figures_hold_sets_twins_and_what_is_undefined() -> None:
    """A set of one label has no figure and is left out of the mean; the contrast pairs' verdicts are counted."""
    pairs = [row(number, label, 0.3 + 0.5 * label) for number in range(8) for label in (0, 1)]
    figures = {f.key: f for f in figures_of({"pairs_dev": pairs, "only right": [row(1, 1, 0.9)]})}
    assert figures["checks/pairs_dev"].value == 1.0
    assert figures["overlap/pairs_dev"].value == 0.5
    assert figures["checks/only right"].value is None
    assert figures["checks/macro"].value == 1.0
    assert figures["contrast pairs, checks/faulty_flagged"].value == 1.0
    assert figures["contrast pairs, checks/faithful_flagged"].value == 0.0
    assert figures["contrast pairs, checks/twin_order"].value == 1.0


def test_sets_are_read_alike_each_time_and_an_absent_folder_is_an_input_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a limit the same cases each time; boilerplate and empty texts are no cases."""
    monkeypatch.setattr("eval.benchmarks.faithfulness.CLAIMS", tmp_path)
    with pytest.raises(InputError):
        next(read_sets(tmp_path, None))
    folder = tmp_path / "faithfulness" / "dev"
    folder.mkdir(parents=True)
    rows = [{"id": str(i), "doc": BRIDGE, "text": f"Case {i}.", "label": i % 2} for i in range(10)]
    rows += [{"id": "e", "doc": BRIDGE, "text": " ", "label": 1}]
    rows += [{"id": "b", "doc": BRIDGE, "text": "Sure, here it is.", "label": 1, "extra": {"boilerplate": True}}]
    for name in SETS[1:]:
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    for name in ("grouping/wikinews", "stories/multinews"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "pairs.jsonl").write_text("", encoding="utf-8")
    sets = dict(read_sets(tmp_path, 5))
    assert tuple(sets) == SETS
    assert sets["pairs_dev"] == []
    assert len(sets["frank_sentence"]) == 5
    assert dict(read_sets(tmp_path, 5)) == sets
    assert len(dict(read_sets(tmp_path, None))["frank_sentence"]) == 10
