"""The benchmark of faithfulness: every way scores every case, and the table holds what the sets hold."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval.benchmarks.faithfulness import LEADING, WAYS, Case, Row, judge, read_sets, report
from summarizer.errors import InputError

BRIDGE = "The old bridge over the river Lenna was closed on Monday after divers found cracks in two of its piers."


def test_every_way_puts_the_supported_text_first() -> None:
    """Overlap, the model and the product; the rules alone may have nothing to say, but not the contrary."""
    right = judge(Case((BRIDGE,), "The old bridge was closed on Monday after divers found cracks.", 1))
    wrong = judge(Case((BRIDGE,), "The airport of Vienna was sold to a football club in 1987.", 0))
    assert len(right.scores) == len(WAYS)
    for way, (better, worse) in zip(WAYS, zip(right.scores, wrong.scores, strict=True), strict=True):
        assert better >= worse if way == "rules" else better > worse, way


def test_a_case_without_documents_is_scored_by_no_way_as_supported() -> None:
    """Nothing to look at gives the middle, never a pass."""
    assert max(judge(Case(("",), "It rained in Lenna on Monday.", 1)).scores) <= 0.5


def test_the_table_shows_sets_twins_and_what_is_undefined() -> None:
    """A set of one label has no figure, shown as a dash and left out of the mean."""
    pairs = [
        Row(label, f"d{i}", f"p{i}", (0.5, 0.5, 0.2 + 0.6 * label, 0.3 + 0.5 * label, 0.5))
        for i in range(8)
        for label in (0, 1)
    ]
    lines = list(report({"pairs_dev": pairs, "only right": [Row(1, "d", "", (0.5,) * 5)]}))
    assert "1.000 (1.00–1.00)" in lines[2]
    assert lines[3].startswith("| only right | 1 | – | – | – | – | – |")
    assert lines[4].startswith("| **macro** | | 0.500 | 0.500 | 1.000 | 1.000 | 0.500 |")
    assert "overlap 0.500, rules 0.500, entailment 1.000, all 1.000, verdicts 0.500" in lines[-1]


def test_sets_are_read_alike_each_time_and_an_absent_folder_is_an_input_error(tmp_path: Path) -> None:
    """With a limit the same cases each time; boilerplate and empty texts are no cases."""
    with pytest.raises(InputError):
        next(read_sets(tmp_path, None))
    folder = tmp_path / "faithfulness" / "dev"
    folder.mkdir(parents=True)
    rows = [{"id": str(i), "doc": BRIDGE, "text": f"Case {i}.", "label": i % 2} for i in range(10)]
    rows += [{"id": "e", "doc": BRIDGE, "text": " ", "label": 1}]
    rows += [{"id": "b", "doc": BRIDGE, "text": "Sure, here it is.", "label": 1, "extra": {"boilerplate": True}}]
    for name in LEADING[1:]:
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    for name in ("grouping/wikinews", "stories/multinews"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "pairs.jsonl").write_text("", encoding="utf-8")
    sets = dict(read_sets(tmp_path, 5))
    assert tuple(sets) == LEADING
    assert sets["pairs_dev"] == []
    assert len(sets["frank_sentence"]) == 5
    assert dict(read_sets(tmp_path, 5)) == sets
    assert len(dict(read_sets(tmp_path, None))["frank_sentence"]) == 10
