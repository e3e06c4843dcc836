"""The marks of our invented stories are read rightly, and the benchmark counts what differs from them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eval.benchmarks.mentions import Scores, bundles_with_marks, measure, measure_bundle, read_bundle
from eval.gold import BUNDLES, read_bundle_gold
from eval.marks import FILE, Marks, read_marks
from summarizer.errors import InputError

TEXTS = {1: "Ada Moss counted 30 boats on Monday. Of the 30, 12 sank.", 2: "The mayor said“no boat”sank on 5 May."}


def marks_of(tmp_path: Path, *rows: str) -> Marks:
    """The marks that these rows make of `TEXTS`."""
    (tmp_path / FILE).write_text("\n".join(row.replace(" | ", "\t") for row in rows), "utf-8")
    return read_marks(tmp_path, TEXTS)


def test_a_mark_is_found_after_the_one_before_it_of_its_kind(tmp_path: Path) -> None:
    marks = marks_of(
        tmp_path,
        "@ | 1",
        "figure | 30 boats | 30 | 30 | count | none | boats | Ada Moss",
        "figure | 30 | 30 | 30 | count | none | boats | ",
        "name | Ada Moss | Ada Moss | person",
        "@ | 2",
        "quote | “no boat” | mayor | said | ",
    )
    assert marks.problems == []
    first, second = marks.articles[1].figures
    assert (first.start, second.start) == (17, 44)
    assert TEXTS[2][marks.articles[2].quotes[0].start :].startswith("“no boat”")
    assert marks.spellings == {"Ada Moss": frozenset({"ada moss"})}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("figure | 31 boats | 31 | 31 | count | none | boats | ", "these words do not stand in the article"),
        ("figure | 30 boats | many | 30 | count | none | boats | ", "cannot be read"),
        ("figure | 30 boats | 30 | 30 | heap | none | boats | ", "kind or hedge"),
        ("name | Ada Moss | Ada Moss | animal", "no kind of name"),
        ("date | Monday | 2031-05-06 | 2031-05-05", "the first day is after the last"),
        ("quote | Ada Moss |  | said | ", "nobody speaks"),
        ("colour | red", "no kind of mark"),
        ("name | Ada Moss", "2 fields"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_by_its_line(tmp_path: Path, row: str, problem: str) -> None:
    problems = marks_of(tmp_path, "@ | 1", row, "@ | 2").problems
    assert len(problems) == 1
    assert problems[0].startswith("line 2: ")
    assert problem in problems[0]


def test_a_disagreement_needs_two_sides_and_every_article_its_marks(tmp_path: Path) -> None:
    rows = ("@ | 1", "@ | story", "disagreement | boats | figure", "side | 1 | 30 boats | 30")
    assert marks_of(tmp_path, *rows).problems == [
        "disagreement on boats: it needs two sides",
        "article 2 has no marks",
    ]
    with pytest.raises(InputError, match=FILE):
        read_marks(tmp_path / "nowhere", TEXTS)


def test_sixty_articles_and_more_are_marked_without_a_fault() -> None:
    n_articles = {"dev": 0, "test": 0}
    for split in n_articles:
        for bundle in bundles_with_marks(split):
            _, marks = read_bundle(bundle)
            assert marks.problems == [], bundle.name
            n_articles[split] += len(marks.articles)
    assert min(n_articles.values()) >= 60


def scores_with(tmp_path: Path, old: str, new: str) -> Scores:
    """The counts of a bundle one of whose marks is changed."""
    folder = tmp_path / "bundle"
    shutil.copytree(BUNDLES / "port-sarabi", folder)
    rows = (folder / FILE).read_text("utf-8")
    assert old in rows
    (folder / FILE).write_text(rows.replace(old, new, 1), "utf-8")
    return measure_bundle(read_bundle_gold(folder))[0]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("figures", "\t5.3333\t5.3333\t", "\t6\t6\t"),
        ("figures", "one reading\t1\t1\tcount\tnone", "one reading\t1\t1\tcount\tabout"),
        ("dates", "date\tTuesday\t2025-06-17\t2025-06-17", "date\tTuesday\t2025-06-10\t2025-06-10"),
        ("quotes", "quote\t“economic necessity.”\tDavit Oreshvili", "quote\t“economic necessity.”\tRustam Haldani"),
        ("name_spans", "name\tLeyla Anvar\tLeyla Anvar\tperson\n", ""),
    ],
)
def test_one_mark_that_differs_counts_as_one(tmp_path: Path, part: str, old: str, new: str) -> None:
    right = measure_bundle(read_bundle_gold(BUNDLES / "port-sarabi"))[0][part]
    wrong = scores_with(tmp_path, old, new)[part]
    n_lost = right.right - wrong.right
    assert 0 < n_lost <= 1
    assert (right.given, right.wanted - wrong.wanted) == (wrong.given, float(new == ""))


def test_the_figures_are_shares_of_what_is_marked() -> None:
    figures = {figure.key: figure for figure in measure("dev", 0)}
    assert {"figures", "dates", "quotes", "names", "disagreements", "disagreements_precision"} <= set(figures)
    assert all(figure.value is not None and 0.0 <= figure.value <= 1.0 for figure in figures.values())
