"""Runs: a set through a system or writer into a folder; compared, gated, reported and ranked from there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval import gate
from eval.__main__ import main
from eval.benchmarks import gated_benchmarks
from eval.compare import compare, render_comparison
from eval.figures import Figure
from eval.leaderboard import render_leaderboard, run_all
from eval.report import write_reports
from eval.results import HEADLINES, Measurement, keep, kept, render_page, stale_figures, write_page
from eval.runs import Run, RunOptions, identity_of, read_run, run_set
from eval.sets import find_set
from eval.tables import write_records
from eval.tally import CaseColumns
from eval.units import Plan, UnitStore
from eval.writers import WritingOptions
from summarizer.errors import InputError
from tests.evaluation.test_score import BRIDGE

OPTIONS = RunOptions(plan=Plan(n_per_unit=50, n_processes=1))

TRUE = (
    "The old bridge over the river Lenna was closed on Monday.",
    "Divers found cracks in two of the bridge's piers.",
    "Ferries will run every ten minutes.",
    "Mayor Mara Feld said repairs would take at least three weeks.",
    "The bridge over the Lenna is an old one.",
    "It is ferries that will run, every ten minutes.",
)
FALSE = (
    ("The old bridge over the river Lenna was closed on Friday.", "date", "Friday"),
    ("Divers found cracks in seven of the bridge's piers.", "number", "seven"),
    ("Trains will run every ten minutes.", "entity", "Trains"),
    ("Mayor Mara Feld said repairs would take at least nine weeks.", "number", "nine"),
    ("The bridge over the Danube is an old one.", "place", "Danube"),
    ("It is ferries that will run, every sixty minutes.", "number", "sixty"),
)


def labelled(path: Path) -> Path:
    """A file of twelve labelled texts over one document, with codes, twins and marked stretches."""
    rows: list[dict[str, object]] = []
    for number, (true, (false, code, wrong)) in enumerate(zip(TRUE, FALSE, strict=True)):
        start = false.index(wrong)
        both = {"doc": BRIDGE, "group": f"g{number}", "twin": f"t{number}"}
        rows.append({"id": f"true-{number}", "text": true, "label": 1, "spans": [], **both})
        marks = {"label": 0, "code": code, "spans": [[start, start + len(wrong)]]}
        rows.append({"id": f"false-{number}", "text": false, **marks, **both})
    write_records(path, rows)
    return path


@pytest.fixture(name="run")
def _run(tmp_path: Path) -> Run:
    """Our checks over the twelve."""
    return run_set(str(labelled(tmp_path / "set.jsonl")), tmp_path / "checks", OPTIONS)


def value(run: Run, key: str) -> float | None:
    return next(figure.value for figure in run.figures if figure.key == key)


def test_a_run_keeps_rows_figures_and_what_it_is_of(run: Run) -> None:
    """The folder alone tells all; the figures are those of the rows."""
    again = read_run(run.folder)
    assert [f.key for f in again.figures] == [f.key for f in run.figures]
    rows = list(again.rows())
    assert [row["id"] for row in rows][:2] == ["true-0", "false-0"]
    flagged = [row["verdict"] in ("partial", "contradicted", "unsupported") for row in rows if row["label"] == 0]
    assert value(run, "faulty_flagged") == sum(flagged) / 6
    assert value(run, "faithful_flagged") == 0.0
    assert (value(run, "auc") or 0) > 0.8
    assert (value(run, "span_f1") or 0) > 0.3
    for name in ("set", "who", "data_hash", "code_hash", "version", "n_rows"):
        assert again.manifest[name]
    assert not (run.folder / "parts").exists()


def test_a_set_that_is_none_or_empty_is_an_input_error(tmp_path: Path) -> None:
    """Told before any work, with what is known."""
    with pytest.raises(InputError, match="no set"):
        run_set("nothing", tmp_path / "out", OPTIONS)
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="no row"):
        run_set(str(tmp_path / "empty.jsonl"), tmp_path / "out", OPTIONS)
    with pytest.raises(InputError, match="no finished run"):
        read_run(tmp_path)


def test_unlabelled_and_odd_rows_are_kept_and_not_counted(tmp_path: Path) -> None:
    """A row without a label has an answer and no part in a figure; one without a document is told."""
    path = tmp_path / "set.jsonl"
    write_records(path, [{"id": "a", "doc": BRIDGE, "text": TRUE[0]}, {"id": "b", "doc": "", "text": "x", "label": 1}])
    run = run_set(str(path), tmp_path / "out", OPTIONS)
    assert [row["verdict"] for row in run.rows()] == ["supported", "not_checked"]
    assert {figure.key: figure.value for figure in run.figures if figure.value is not None} == {"not_judged": 0.5}


def test_a_public_benchmark_runs_as_it_is_published(tmp_path: Path) -> None:
    """LOADER:PATH names it: here QAGS' file format, with three judges a sentence."""
    votes = (("yes", "yes", "no"), ("no", "no", "yes"))
    sentences = [
        {"sentence": text, "responses": [{"worker_id": n, "response": vote} for n, vote in enumerate(row)]}
        for text, row in zip((TRUE[0], FALSE[1][0]), votes, strict=True)
    ]
    record = {"article": BRIDGE, "summary_sentences": sentences}
    (tmp_path / "mturk_cnndm.jsonl").write_text(json.dumps(record), encoding="utf-8")
    run = run_set(f"qags:{tmp_path}", tmp_path / "out", OPTIONS)
    assert [row["label"] for row in run.rows()] == [1, 0]
    assert value(run, "auc") == 1.0


@pytest.mark.parametrize(("field", "value"), [("label", "maybe"), ("code", "typo")])
def test_gold_that_is_none_stops_a_run(tmp_path: Path, field: str, value: str) -> None:
    """Its figures would be wrong: the row is named, and nothing is measured."""
    rows: list[dict[str, object]] = [{"id": "a", "doc": BRIDGE, "text": TRUE[0], "label": 1}]
    write_records(tmp_path / "set.jsonl", [*rows, *rows, rows[0] | {field: value}])
    with pytest.raises(InputError, match=f'line 3 .id a.: "{field}"'):
        run_set(str(tmp_path / "set.jsonl"), tmp_path / "out", replace(OPTIONS, plan=Plan(1, 1)))
    write_records(tmp_path / "set.jsonl", rows)  # mended, it runs: nothing of the failed start is in the way
    assert run_set(str(tmp_path / "set.jsonl"), tmp_path / "out", OPTIONS).manifest["n_rows"] == 1


def test_codes_may_be_spelled_as_score_writes_them(tmp_path: Path) -> None:
    """A list is read, its first code counts."""
    row = {"id": "a", "doc": BRIDGE, "text": FALSE[1][0], "label": 0, "codes": ["number"]}
    write_records(tmp_path / "set.jsonl", [row])
    assert next(run_set(str(tmp_path / "set.jsonl"), tmp_path / "out", OPTIONS).rows())["code"] == "number"


def test_a_finished_run_and_other_files_are_not_overwritten(run: Run, tmp_path: Path) -> None:
    """Another system in the same folder is refused, unless it is asked for; so is a folder of one's own things."""
    again = run_set(run.manifest["set"], run.folder, OPTIONS)
    assert [f.value for f in again.figures] == [f.value for f in run.figures]
    with pytest.raises(InputError, match=r"holds another run \(who"):
        run_set(run.manifest["set"], run.folder, replace(OPTIONS, system="overlap"))
    replaced = run_set(run.manifest["set"], run.folder, replace(OPTIONS, system="overlap", is_restarted=True))
    assert read_run(run.folder).manifest["who"] == replaced.manifest["who"] == "overlap"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="holds other files"):
        run_set(run.manifest["set"], tmp_path / "mine", OPTIONS)


def test_a_damaged_run_is_told(run: Run) -> None:
    """Not read in half."""
    with (run.folder / "results.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "cut o')
    with pytest.raises(InputError, match=r"results\.jsonl cannot be read"):
        compare(run, run)


# ------------------------------------------------------------------------------- stories and writers


def story_folder(folder: Path) -> Path:
    """A bundle of one's own without gold: two articles as files."""
    (folder / "bridge").mkdir(parents=True)
    (folder / "bridge" / "1.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "bridge" / "2.txt").write_text(BRIDGE.replace("three weeks", "a month"), encoding="utf-8")
    return folder


def test_a_folder_of_articles_without_gold_is_summarized_and_judged(tmp_path: Path) -> None:
    """Verdicts and citations are measured; coverage of gold that is not there is no number."""
    run = run_set(str(story_folder(tmp_path / "mine")), tmp_path / "out", OPTIONS)
    assert value(run, "supported") == 1.0
    assert value(run, "citation_recall") == 1.0
    assert value(run, "coverage") is None
    (row,) = run.rows()
    assert row["id"] == "bridge"
    assert row["sentences"][0]["cited"]


def test_other_peoples_summaries_are_judged_alike(tmp_path: Path) -> None:
    """From a file by story id; one that is missing is told and not counted."""
    folder = story_folder(tmp_path / "mine")
    write_records(tmp_path / "theirs.jsonl", [{"id": "bridge", "text": f"{TRUE[0]} [1] {FALSE[3][0]} [1][2]"}])
    writing = WritingOptions(f"file:{tmp_path / 'theirs.jsonl'}")
    run = run_set(str(folder), tmp_path / "out", replace(OPTIONS, writing=writing))
    (row,) = run.rows()
    assert [sentence["cited"] for sentence in row["sentences"]] == [[1], [1, 2]]
    assert value(run, "contradicted") == 0.5
    assert value(run, "citation_recall") == 0.5
    write_records(tmp_path / "none.jsonl", [{"id": "other", "text": "Rain."}])
    none = run_set(
        str(folder), tmp_path / "none", replace(OPTIONS, writing=WritingOptions(f"file:{tmp_path}/none.jsonl"))
    )
    assert [row["message"] for row in none.rows()] == [f"file:{tmp_path}/none.jsonl has no summary of it"]
    assert [(figure.key, figure.value) for figure in none.figures] == [("not_written", 1.0)]


def test_each_folder_of_articles_is_a_story_whatever_lies_beside_it(tmp_path: Path) -> None:
    """A README beside the bundles makes no story of them all; a missing folder is told."""
    folder = story_folder(tmp_path / "mine")
    (folder / "README.txt").write_text("My stories.", encoding="utf-8")
    (folder / "tunnel").mkdir()
    (folder / "tunnel" / "1.txt").write_text(BRIDGE.replace("bridge", "tunnel"), encoding="utf-8")
    run = run_set(str(folder), tmp_path / "out", OPTIONS)
    assert [row["id"] for row in run.rows()] == ["bridge", "tunnel"]
    assert main(["mutate", "--bundle", str(folder), "--out", str(tmp_path / "cases.jsonl")]) == 0
    groups = {json.loads(line)["group"] for line in (tmp_path / "cases.jsonl").read_text("utf-8").splitlines()}
    assert groups == {"bridge", "tunnel"}
    assert main(["mutate", "--bundle", str(tmp_path / "absent"), "--out", str(tmp_path / "cases.jsonl")]) == 2


def test_a_citation_of_no_article_spoils_its_sentence(tmp_path: Path) -> None:
    """As in ALCE's code: [1] supports it, [1][9] does not."""
    folder = story_folder(tmp_path / "mine")
    found = []
    for markers in ("[1]", "[1][9]"):
        write_records(tmp_path / "theirs.jsonl", [{"id": "bridge", "text": f"{TRUE[0]} {markers}"}])
        writing = WritingOptions(f"file:{tmp_path / 'theirs.jsonl'}")
        run = run_set(str(folder), tmp_path / markers, replace(OPTIONS, writing=writing))
        found.append(value(run, "citation_recall"))
    assert found == [1.0, 0.0]


def test_an_unknown_writer_is_told(tmp_path: Path) -> None:
    """With the ones that are known."""
    with pytest.raises(InputError, match="no writer"):
        run_set(str(story_folder(tmp_path / "mine")), tmp_path / "out", replace(OPTIONS, writing=WritingOptions("me")))


# ------------------------------------------------------------------------------------------ compare


def test_a_comparison_says_which_is_better_and_what_changed(run: Run, tmp_path: Path) -> None:
    """Against itself nothing differs; against word overlap the checks rank better, and every row is told."""
    same = compare(run, run)
    assert not same.changes
    assert all(found.difference == 0 for _, found in same.differences)
    assert "0 show" not in render_comparison(same)
    other = run_set(run.manifest["set"], tmp_path / "overlap", replace(OPTIONS, system="overlap"))
    found = compare(other, run, n_samples=200)
    difference = dict(found.differences)["auc"]
    assert difference.second == value(run, "auc")
    assert difference.low <= difference.difference <= difference.high
    text = render_comparison(found)
    assert "ROC-AUC of the score" in text
    assert "**In short:**" in text
    assert found.changes == ()
    assert "each system's scores have a scale of their own" in text


def kept_run(folder: Path, who: str, answers: list[tuple[str, float]], labels: tuple[int, ...] = (1, 0)) -> Run:
    """A finished run of these verdicts and scores."""
    folder.mkdir()
    rows = [
        {"id": str(n), "group": str(n), "label": label, "text": "It rained.", "verdict": verdict, "score": score}
        for n, ((verdict, score), label) in enumerate(zip(answers, labels, strict=True))
    ]
    write_records(folder / "results.jsonl", rows)
    return Run(folder, {"kind": "cases", "who": who, "set": "s", "data_hash": "d"}, ())


@pytest.mark.parametrize(
    ("before", "after", "faithful_is_better", "faulty_is_better"),
    [
        ("unsupported", "contradicted", None, None),  # a flag is a flag, whatever the scores
        ("supported", "partial", False, True),
        ("unclear", "supported", True, False),
        ("unclear", "not_checkable", None, None),
    ],
)
def test_a_change_is_worse_by_the_verdict_not_by_the_score(
    tmp_path: Path, before: str, after: str, faithful_is_better: bool | None, faulty_is_better: bool | None
) -> None:
    """Of a faithful and a faulty text."""
    first = kept_run(tmp_path / "a", "checks", [(before, 0.4)] * 2)
    second = kept_run(tmp_path / "b", "checks", [(after, 0.1)] * 2)
    changes = {change.label: change.is_better for change in compare(first, second, n_samples=20).changes}
    assert changes == {1: faithful_is_better, 0: faulty_is_better}


def test_bare_scores_are_compared_within_one_system_only(tmp_path: Path) -> None:
    """Another system's .4 is another thing; of one system more is better for a faithful text."""
    first = kept_run(tmp_path / "a", "overlap", [("", 0.4), ("", 0.4)])
    same = kept_run(tmp_path / "b", "overlap", [("", 0.5), ("", 0.5)])
    assert [(c.first, c.second, c.is_better) for c in compare(first, same, n_samples=20).changes] == [
        ("0.400", "0.500", False),
        ("0.400", "0.500", True),
    ]
    for who, verdict in (("python:mine:score", ""), ("checks", "supported")):
        other = kept_run(tmp_path / who, who, [(verdict, 0.5), (verdict, 0.5)])
        assert not compare(first, other, n_samples=20).changes


def test_runs_over_different_sets_are_not_compared(run: Run, tmp_path: Path) -> None:
    """No row in common, or the same ids with other labels."""
    write_records(tmp_path / "other.jsonl", [{"id": "z", "doc": BRIDGE, "text": TRUE[0], "label": 1}])
    with pytest.raises(InputError, match="share no judged rows"):
        compare(run, run_set(str(tmp_path / "other.jsonl"), tmp_path / "o", OPTIONS))
    write_records(tmp_path / "twisted.jsonl", [{"id": "true-0", "doc": BRIDGE, "text": TRUE[0], "label": 0}])
    with pytest.raises(InputError, match="true-0 has the label 1 in the first run and the label 0 in the second"):
        compare(run, run_set(str(tmp_path / "twisted.jsonl"), tmp_path / "t", OPTIONS))
    write_records(tmp_path / "unlabelled.jsonl", [{"id": "true-0", "doc": BRIDGE, "text": TRUE[0]}])
    with pytest.raises(InputError, match="true-0 has no label in the first run and the label 1 in the second"):
        compare(run_set(str(tmp_path / "unlabelled.jsonl"), tmp_path / "u", OPTIONS), run)
    write_records(tmp_path / "other-text.jsonl", [{"id": "true-0", "doc": BRIDGE, "text": TRUE[1], "label": 1}])
    with pytest.raises(InputError, match="another text"):
        compare(run, run_set(str(tmp_path / "other-text.jsonl"), tmp_path / "x", OPTIONS))


def test_the_leaderboard_ranks_systems_over_sets(tmp_path: Path) -> None:
    """Best mean first; two sets of one name are two; a second call reads what is there, unless it is of other data."""
    first, second = labelled(tmp_path / "set.jsonl"), tmp_path / "more" / "set.jsonl"
    write_records(second, [{"id": "a", "doc": BRIDGE, "text": TRUE[0], "label": 1}])
    systems, sets = ["overlap", "checks"], [str(first), str(second)]
    runs, failures = run_all(systems, sets, tmp_path / "board", OPTIONS)
    assert not failures
    table = render_leaderboard(runs)
    assert table.index("| checks |") < table.index("| overlap |")
    assert [run.manifest["n_rows"] for run in runs] == [12, 12, 1, 1]
    made = [run.manifest["made_at"] for run in runs]
    assert [run.manifest["made_at"] for run in run_all(systems, sets, tmp_path / "board", OPTIONS)[0]] == made
    write_records(second, [{"id": "b", "doc": BRIDGE, "text": FALSE[0][0], "label": 0}])
    again, _ = run_all(systems, sets, tmp_path / "board", OPTIONS)
    assert [next(run.rows())["id"] for run in again] == ["true-0", "true-0", "b", "b"]
    with pytest.raises(InputError, match="No run has the figure"):
        render_leaderboard(runs, "beauty")


def test_a_system_that_fails_does_not_rank_by_what_it_answered(tmp_path: Path) -> None:
    """What it left out is told beside its figure."""
    path = str(labelled(tmp_path / "set.jsonl"))
    runs, _ = run_all(["python:tests.evaluation.test_runs:answers_few"], [path], tmp_path / "board", OPTIONS)
    assert value(runs[0], "not_judged") == pytest.approx(1 / 3, abs=0.01)
    assert ".333 not judged" in render_leaderboard(runs)


def test_a_system_that_breaks_is_told_below_the_others(tmp_path: Path) -> None:
    """Its row does not vanish silently, and theirs are kept."""
    path = str(labelled(tmp_path / "set.jsonl"))
    breaking = "python:tests.evaluation.test_systems:raising"
    runs, failures = run_all(["overlap", breaking], [path], tmp_path / "board", OPTIONS)
    table = render_leaderboard(runs, failures=failures)
    assert "| overlap |" in table
    assert table.endswith("raised KeyError: '12'\n")
    board = ["leaderboard", "--systems", "overlap", breaking, "--sets", path, "--out", str(tmp_path / "again")]
    assert main([*board, "--processes", "1"]) == 2


def answers_few(records: list[dict[str, object]]) -> list[object]:
    """A checker of these tests that has no answer to a third of the records."""
    return [{} if place % 3 == 0 else place / len(records) for place, _ in enumerate(records)]


def test_a_run_of_other_units_is_not_gone_on_with(tmp_path: Path) -> None:
    """Parts of four rows and parts of two do not fit together."""
    path, out = str(labelled(tmp_path / "set.jsonl")), tmp_path / "out"
    four, two = (replace(OPTIONS, plan=Plan(n_per_unit=n, n_processes=1)) for n in (4, 2))
    with UnitStore(out / "parts", identity_of(find_set(path), four)) as store:
        store.path(0).write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="rows_per_unit changed"):
        run_set(path, out, two)
    assert run_set(path, out, replace(two, is_restarted=True)).manifest["n_rows"] == 12


def test_twins_are_counted_by_pair_and_as_often_as_drawn() -> None:
    """One faithful sentence with two faulty twins is two pairs; a group drawn twice counts twice."""
    rows = [
        {"id": "t", "group": "g", "label": 1, "twin": "x", "score": 0.5, "verdict": ""},
        {"id": "a", "group": "g", "label": 0, "twin": "x", "score": 0.4, "verdict": ""},
        {"id": "b", "group": "g", "label": 0, "twin": "x", "score": 0.6, "verdict": ""},
        {"id": "c", "group": "h", "label": 1, "twin": "y", "score": 0.9, "verdict": ""},
        {"id": "d", "group": "h", "label": 0, "twin": "y", "score": 0.1, "verdict": ""},
    ]
    columns = CaseColumns(rows)
    order = columns.statistics()["twin_order"]
    assert columns.n_of("twin_order") == 3
    assert order(np.arange(5)) == pytest.approx(2 / 3)
    assert order(np.array([0, 1, 2, 0, 1, 2, 3, 4])) == pytest.approx(3 / 5)
    assert order(np.array([0, 3])) is None


def test_few_documents_are_told_to_be_few(tmp_path: Path) -> None:
    """One document resampled is always itself: no interval, and no run is better for sure."""
    rows: list[dict[str, object]] = [
        {"id": f"{label}-{n}", "doc": BRIDGE, "text": text, "label": label}
        for label, texts in ((1, TRUE), (0, [false for false, _, _ in FALSE]))
        for n, text in enumerate(texts)
    ]
    write_records(tmp_path / "one.jsonl", rows)
    runs = [
        run_set(str(tmp_path / "one.jsonl"), tmp_path / s, replace(OPTIONS, system=s)) for s in ("checks", "overlap")
    ]
    assert all(figure.low is None for figure in runs[0].figures if figure.key != "not_judged")
    text = render_comparison(compare(*runs))
    assert "1 documents or stories are too few to tell" in text
    assert " to " not in text.split("|---|")[1].split("**In short")[0].replace("too few to tell", "")


# ------------------------------------------------------------------------------------------- report


def test_a_report_stands_alone_and_shows_the_worst_cases_with_evidence(run: Run) -> None:
    """Nothing is fetched; plots are inside; what is wrong is marked, and a text cannot bring its own markup."""
    html, markdown = (path.read_text("utf-8") for path in write_reports(run))
    assert "<svg" in html
    assert "http" not in html.replace("http://www.w3.org", "")
    assert "ROC" in html
    assert "Reliability" in html
    missed = [row for row in run.rows() if row["label"] == 0 and row["score"] > 0.5]
    assert all(row["id"] in html and row["id"] in markdown for row in missed)
    before = html
    write_reports(run)
    assert (run.folder / "report.html").read_text("utf-8") == before


def test_hostile_text_is_escaped(tmp_path: Path) -> None:
    """In the page as in the table of the Markdown."""
    text = "<script>alert(1)</script> The bridge | was sold on Friday to nobody."
    write_records(tmp_path / "set.jsonl", [
        {"id": "<b>x</b>\n# forged", "doc": BRIDGE, "text": text, "label": 1},
        {"id": "y", "doc": BRIDGE, "text": TRUE[0], "label": 0},
    ])  # fmt: skip
    for path in write_reports(run_set(str(tmp_path / "set.jsonl"), tmp_path / "out", OPTIONS)):
        page = path.read_text("utf-8")
        assert "<script>" not in page
        assert "<b>x</b>" not in page
    assert "\n# forged" not in page


def test_a_report_of_stories_shows_them(tmp_path: Path) -> None:
    """Each story in a table and a plot; flagged sentences with their reason."""
    folder = story_folder(tmp_path / "mine")
    write_records(tmp_path / "theirs.jsonl", [{"id": "bridge", "text": f"{TRUE[0]} [1] {FALSE[3][0]} [1]"}])
    writing = WritingOptions(f"file:{tmp_path / 'theirs.jsonl'}")
    run = run_set(str(folder), tmp_path / "out", replace(OPTIONS, writing=writing))
    html, markdown = (path.read_text("utf-8") for path in write_reports(run))
    assert FALSE[3][0] in html
    assert "<svg" in html
    assert "contradicted" in markdown


# --------------------------------------------------------------------------------------- the gate

MEASURED = Measurement(
    "cleaning", "Cleaning", "About.", "python -m eval run cleaning", "d1", "c1", "0.1.0", "a machine",
    (
        Figure("story_recall", 0.9, 0.8, 0.95, 40, label="kept", better="higher"),
        Figure("furniture_removed", 0.7, n=9, label="removed", better="higher"),
    ),
)  # fmt: skip


def worse(key: str, value: float) -> Measurement:
    """The same with another value of one figure."""
    return replace(MEASURED, figures=tuple(replace(f, value=value) if f.key == key else f for f in MEASURED.figures))


def test_floors_rise_and_never_fall_by_themselves() -> None:
    """A better measurement raises them, a worse one leaves them where they are."""
    floors = gate.raise_floors({}, [MEASURED])
    assert floors["cleaning"]["floors"] == {"story_recall": 0.89, "furniture_removed": 0.69}
    higher = gate.raise_floors(floors, [worse("story_recall", 0.95)])
    assert higher["cleaning"]["floors"]["story_recall"] == 0.94
    assert gate.raise_floors(higher, [worse("story_recall", 0.5)]) == higher
    assert floors["cleaning"]["floors"]["story_recall"] == 0.89


def test_the_gate_is_shut_below_a_floor_on_other_data_and_on_a_stale_page() -> None:
    """And open when nothing of this is so."""
    floors = gate.raise_floors({}, [MEASURED])
    assert gate.breaches([MEASURED], floors, [MEASURED]) == []
    below = worse("story_recall", 0.88)
    assert any("its floor is .890" in b.what for b in gate.breaches([below], floors, [below]))
    within = worse("story_recall", 0.895)
    assert [b.what for b in gate.breaches([within], floors, [MEASURED])] == [
        "RESULTS.md is stale: story_recall: kept 0.9, now 0.895"
    ]
    moved = replace(MEASURED, data_hash="d2")
    assert any("its data changed" in b.what for b in gate.breaches([moved], floors, [moved]))
    assert any("has no floors" in b.what for b in gate.breaches([MEASURED], {}, [MEASURED]))
    assert any("is not in eval/results" in b.what for b in gate.breaches([MEASURED], floors, []))
    unguarded = {"cleaning": floors["cleaning"] | {"floors": {"story_recall": 0.89}}}
    assert any("furniture_removed has no floor" in b.what for b in gate.breaches([MEASURED], unguarded, [MEASURED]))
    gone = replace(MEASURED, figures=MEASURED.figures[:1])
    assert any("is not measured; measured are story_recall" in b.what for b in gate.breaches([gone], floors, [gone]))


def test_a_figure_where_less_is_better_has_a_ceiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """False flags may fall, not rise."""
    flags = replace(MEASURED, benchmark="other", figures=(Figure("faithful_flagged", 0.05, n=99),))
    monkeypatch.setattr(gate, "GATED", {"other": ("faithful_flagged",)})
    floors = gate.raise_floors({}, [flags])
    assert floors["other"]["floors"] == {"faithful_flagged": 0.06}
    more = replace(flags, figures=(Figure("faithful_flagged", 0.07, n=99),))
    assert gate.breaches([more], floors, [more])
    fewer = replace(flags, figures=(Figure("faithful_flagged", 0.01, n=99),))
    assert not gate.breaches([fewer], floors, [fewer])
    assert gate.raise_floors(floors, [fewer])["other"]["floors"] == {"faithful_flagged": 0.02}


def test_a_floor_is_lowered_by_name_and_with_a_reason_that_is_kept() -> None:
    """Never by accident."""
    floors = gate.raise_floors({}, [MEASURED])
    with pytest.raises(InputError, match="takes a reason"):
        gate.lower_floor(floors, "cleaning:story_recall", 0.5, "")
    with pytest.raises(InputError, match="no floor"):
        gate.lower_floor(floors, "cleaning:beauty", 0.5, "it had to be")
    with pytest.raises(InputError, match="would not lower it"):
        gate.lower_floor(floors, "cleaning:story_recall", 0.95, "it had to be")
    with pytest.raises(InputError, match="between 0 and 1"):
        gate.lower_floor(floors, "cleaning:story_recall", float("nan"), "it had to be")
    lowered = gate.lower_floor(floors, "cleaning:story_recall", 0.5, "two cases were wrong")
    assert lowered["cleaning"]["floors"]["story_recall"] == 0.5
    assert lowered["cleaning"]["lowered"][0]["why"] == "two cases were wrong"
    moved = replace(worse("story_recall", 0.4), data_hash="d2")
    again = gate.repin(lowered, moved, "three cases were added")
    assert again["cleaning"]["floors"]["story_recall"] == 0.39
    assert again["cleaning"]["repinned"][0]["from"] == "d1"
    assert again["cleaning"]["lowered"] == lowered["cleaning"]["lowered"]


def test_every_gated_figure_of_the_project_has_its_floor() -> None:
    """`eval/floors.json` holds what `GATED` names, of the data that is there, and what is kept is not below it."""
    floors, measured = gate.read_floors(), {m.benchmark: m for m in kept()}
    names = [benchmark.name for benchmark in gated_benchmarks()]
    assert set(floors) == set(names)
    for name in names:
        assert set(floors[name]["floors"]) == set(gate.GATED[name.partition("_")[0]])
    assert not gate.breaches([measured[name] for name in names], floors, kept())


# ------------------------------------------------------------------------------------------ results


def test_the_page_is_what_the_kept_figures_give() -> None:
    """RESULTS.md is generated: run `python -m eval results` when this fails."""
    from eval.results import PAGE

    assert PAGE.read_text("utf-8") == render_page(kept())


def test_every_headline_is_a_figure_that_is_kept() -> None:
    """A figure that was renamed would vanish from the top of the page unseen."""
    known = {(found.benchmark, figure.key) for found in kept() for figure in found.figures}
    assert {(name, key) for name, key, _ in HEADLINES} <= known
    assert "## In short" in render_page(kept())


def test_what_is_kept_is_read_and_told(tmp_path: Path) -> None:
    """Values, intervals, hashes and command stand on the page; a figure that moved makes it stale."""
    keep(MEASURED, tmp_path)
    (found,) = kept(tmp_path)
    assert found == MEASURED
    write_page(tmp_path, tmp_path / "page.md")
    page = (tmp_path / "page.md").read_text("utf-8")
    for part in (".900 (.80 to .95)", "`d1`", "`c1`", "`python -m eval run cleaning`", "| kept |"):
        assert part in page
    assert stale_figures(MEASURED, MEASURED) == []
    assert stale_figures(MEASURED, worse("furniture_removed", 0.71)) == ["furniture_removed: kept 0.7, now 0.71"]
    (tmp_path / "cleaning.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="no measurement"):
        kept(tmp_path)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_figure_is_never_nan(number: float) -> None:
    """A number that is not defined is None."""
    with pytest.raises(ValueError, match="is None"):
        Figure("auc", number)


# ------------------------------------------------------------------------------------- the commands


def test_the_commands_work_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """run, report, compare, leaderboard and convert, as a person calls them; exit codes tell how it went."""
    path, out = str(labelled(tmp_path / "set.jsonl")), str(tmp_path / "run")
    assert main(["run", path, "--out", out, "--processes", "1"]) == 0
    assert "ROC-AUC" in capsys.readouterr().out
    assert main(["report", out]) == 0
    assert main(["compare", out, out, "--out", str(tmp_path / "same.md")]) == 0
    assert "no sure difference" in (tmp_path / "same.md").read_text("utf-8")
    assert main(["convert", "sentences:dev", "--out", str(tmp_path / "cases.csv")]) == 0
    board = ["leaderboard", "--systems", "overlap", "rules", "--sets", path, "--out", str(tmp_path / "board")]
    assert main([*board, "--processes", "1"]) == 0
    assert (tmp_path / "board" / "leaderboard.md").exists()
    assert main(["convert", "sentences:dev", "--out", str(tmp_path / "cases.jsonl")]) == 0
    first = json.loads((tmp_path / "cases.jsonl").read_text("utf-8").splitlines()[0])
    assert first["label"] == 1
    assert "raw" not in first
    assert all("<p>" not in doc["text"] and "html" not in doc for doc in first["docs"])
    assert main(["compare", out, str(tmp_path)]) == 2
    assert main(["run", "nothing", "--out", out]) == 2
    assert main(["gate", "--lower", "cleaning:story_recall=x", "--why", "no reason at all"]) == 2
    assert main(["gate", "nothing"]) == 2
    assert main(["compare", out, out, "--out", "/proc/same.md"]) == 2
    assert main([*board[:3], "absent", *board[3:]]) == 2
    with pytest.raises(SystemExit):
        main(["run", path, "--limit", "0"])
    assert "no benchmark" in capsys.readouterr().err


def test_a_build_can_be_failed_by_a_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One below its floor, above it where less is better, or one that is not measured at all."""
    path, out = str(labelled(tmp_path / "set.jsonl")), str(tmp_path / "run")
    run = ["run", path, "--out", out, "--processes", "1", "--batch", "12"]
    assert main([*run, "--floor", "auc=0.8", "--floor", "faithful_flagged=0.1"]) == 0
    assert main([*run, "--floor", "faithful_flagged=-0.1"]) == 1
    assert "faithful flagged (false flags) (faithful_flagged) is .000, its floor is -.100" in capsys.readouterr().err
    assert main([*run, "--floor", "beauty=0.8"]) == 1
    assert "beauty has a floor and is not measured; measured are auc" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*run, "--floor", "auc"])


def test_a_build_can_be_failed_by_a_run_that_is_worse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For sure, in any figure; where documents are too few to tell, that is no pass."""
    rows: list[dict[str, object]] = [
        {"id": f"{n}-{label}", "doc": f"{BRIDGE} It was day {n}.", "text": text, "label": label}
        for n in range(24)
        for label, text in ((1, TRUE[n % 6]), (0, FALSE[n % 6][0]))
    ]
    write_records(tmp_path / "set.jsonl", rows)
    good, bad, few = tmp_path / "good", tmp_path / "bad", tmp_path / "few"
    path = str(tmp_path / "set.jsonl")
    for out, system, limit in ((good, "checks", None), (bad, "overlap", None), (few, "checks", 6)):
        run_set(path, out, replace(OPTIONS, system=system, limit=limit))
    quiet = ["--out", str(tmp_path / "compared.md")]
    assert main(["compare", str(good), str(bad), *quiet]) == 0
    assert main(["compare", str(good), str(bad), *quiet, "--fail-on-worse"]) == 1
    assert "worse for sure in ROC-AUC of the score" in capsys.readouterr().err
    assert main(["compare", str(bad), str(good), *quiet, "--fail-on-worse"]) == 0
    assert main(["compare", str(few), str(few), *quiet, "--fail-on-worse"]) == 2
    assert "too few to tell whether a run is worse" in capsys.readouterr().err


def test_ids_that_repeat_are_told_and_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By `run` and `score`; two runs are matched by id, so `compare` refuses. Rows without an id are no repetition."""
    rows = [{"id": id_, "doc": BRIDGE, "text": TRUE[0], "label": 1} for id_ in (*"aabcb", 1, "1")]
    write_records(tmp_path / "set.jsonl", [*rows, {"text": "no id"}, {"text": "no id"}])
    path, out = str(tmp_path / "set.jsonl"), str(tmp_path / "run")
    for command in (["run", path, "--out", out], ["score", "--data", path, "--out", str(tmp_path / "scores.csv")]):
        assert main([*command, "--processes", "1", "--allow-unjudged"]) == 0
        assert "note: 3 ids occur more than once: a, b, 1\n" in capsys.readouterr().err
    assert main(["compare", out, out]) == 2
    assert f"The rows of {out} cannot be matched: 3 ids occur more than once: a, b, 1." in capsys.readouterr().err
    write_records(tmp_path / "set.jsonl", [rows[0], {"text": "no id"}, {"text": "no id"}])
    found = compare(*[run_set(path, tmp_path / "one", replace(OPTIONS, is_restarted=True))] * 2)
    assert (found.n_rows, found.n_left_out) == (1, 4)


def test_rows_that_could_not_be_judged_fail_a_run_unless_allowed(tmp_path: Path) -> None:
    """As they do in `score`."""
    write_records(tmp_path / "set.jsonl", [{"id": "a", "doc": BRIDGE, "text": TRUE[0], "label": 1}, {"id": "b"}])
    run = ["run", str(tmp_path / "set.jsonl"), "--out", str(tmp_path / "run"), "--processes", "1"]
    assert main(run) == 2
    assert main([*run, "--allow-unjudged"]) == 0


def test_figures_with_the_models_opinion_may_move_as_far_as_processors_differ() -> None:
    """A hundredth is a processor, a twentieth is a change; figures of rules alone may not move at all."""
    kept_ = replace(MEASURED, benchmark="sentences_dev")
    a_little, much = (replace(worse("furniture_removed", value), benchmark="sentences_dev") for value in (0.69, 0.65))
    assert stale_figures(kept_, a_little) == []
    assert len(stale_figures(kept_, much)) == 1
    assert len(stale_figures(MEASURED, worse("furniture_removed", 0.69))) == 1


def test_several_floors_are_lowered_at_once_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[dict[str, Any]] = []
    monkeypatch.setattr("eval.gate.write_floors", written.append)
    asked = ["--lower", "mentions_dev:dates=.1", "--lower", "mentions_dev:quotes=.2", "--why", "to see that both are"]
    assert main(["gate", *asked]) == 0
    assert [written[0]["mentions_dev"]["floors"][key] for key in ("dates", "quotes")] == [0.1, 0.2]
    assert main(["gate", *asked[:2], "--lower", "mentions_dev:nothing=.1", *asked[-2:]]) == 2
    assert len(written) == 1


def test_the_page_draws_how_reliable_a_score_is() -> None:
    """A bar a bin, and the diagonal that it would reach: what is overrated ends before it."""
    figures = [Figure(f"faithful/score 0.{n} to 0.{n + 1}", share, n=10) for n, share in ((2, 0.25), (7, 0.4))]
    page = render_page([replace(MEASURED, figures=(*figures, Figure("flagged/date", 0.5, n=3)))])
    low, high = (line for line in page.splitlines() if "◆" in line and "n 10" in line)
    assert low.index("◆") - low.rindex("█") in (0, 1), "as the score says"
    assert high.index("◆") - high.rindex("█") > 10, "much less than it says"
    assert page.count("```text") == 1
