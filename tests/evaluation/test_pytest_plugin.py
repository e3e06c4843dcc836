"""The pytest plug-in: a faithful summary passes, another fails and shows the sentence with its reason and evidence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.pytest_plugin import assert_faithful as asserted
from summarizer.errors import InputError
from tests.evaluation.test_score import BRIDGE

ARTICLES = [{"outlet": "Lenna Post", "text": BRIDGE}]
TRUE = "The old bridge over the river Lenna was closed on Monday."
FALSE = "Mayor Mara Feld said repairs would take at least nine weeks."


def test_a_faithful_summary_passes(assert_faithful: Callable[..., None]) -> None:
    """By the fixture, which needs no import."""
    assert_faithful(TRUE, ARTICLES)
    assert_faithful(TRUE, [BRIDGE], min_supported=1.0)


def test_a_failure_shows_sentence_reason_and_evidence() -> None:
    """All that a newsroom's developer needs to see in the test's output."""
    with pytest.raises(AssertionError) as found:
        asserted(f"{TRUE} {FALSE}", ARTICLES)
    message = str(found.value)
    assert "1 of 2 sentences flagged" in message
    assert FALSE in message
    assert TRUE not in message
    assert "contradicted (number)" in message
    assert "Lenna Post: “" in message
    assert "three weeks" in message


def test_flags_may_be_allowed_and_support_asked_for() -> None:
    """One flag is one too many only when none is allowed; half supported is less than all."""
    asserted(f"{TRUE} {FALSE}", ARTICLES, max_flags=1)
    with pytest.raises(AssertionError, match=r"at most 1 flags, 100% supported"):
        asserted(f"{TRUE} {FALSE}", ARTICLES, max_flags=1, min_supported=1.0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        asserted(TRUE, ARTICLES, min_supported=95)


@pytest.mark.parametrize(("summary", "told"), [("", "empty"), (" \n", "empty"), (None, "NoneType, not a text")])
def test_a_summary_that_is_none_is_told(summary: str, told: str) -> None:
    """A writer that failed gives nothing, which is not faithful."""
    with pytest.raises(AssertionError, match=f"the summary is {told}: there is nothing to check"):
        asserted(summary, ARTICLES)


@pytest.mark.parametrize(("articles", "told"), [([7], "not a number"), ([], "no articles"), (None, "no articles")])
def test_articles_that_cannot_be_read_are_told_without_our_insides(articles: list[object], told: str) -> None:
    """The traceback ends in what was called."""
    with pytest.raises(InputError, match=told) as found:
        asserted(TRUE, articles)
    assert [Path(str(entry.path)).name for entry in found.traceback] == [Path(__file__).name, "pytest_plugin.py"]


def test_a_share_that_is_none_stops_at_the_start(tmp_path: Path) -> None:
    """Before any test has run, with the way to write it."""
    (tmp_path / "test_nothing.py").write_text("def test_nothing():\n    pass\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(
        [*command, "--faithful-min-supported", "80"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "80 is no share between 0 and 1; write 0.8 for 80 %" in done.stderr


def test_it_works_in_somebody_elses_project(tmp_path: Path) -> None:
    """Nothing is imported or configured there; the option sets the share that is asked for."""
    (tmp_path / "test_briefing.py").write_text(
        f"def test_true(assert_faithful):\n    assert_faithful({TRUE!r}, [{BRIDGE!r}])\n"
        f"def test_false(assert_faithful):\n    assert_faithful({FALSE!r}, [{BRIDGE!r}])\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(
        [*command, "--faithful-min-supported", "0.5"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert "the summary is not faithful" in done.stdout
