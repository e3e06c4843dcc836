"""The pytest plug-in: a faithful summary passes, another fails and shows the sentence with its reason and evidence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.pytest_plugin import assert_faithful as asserted
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
