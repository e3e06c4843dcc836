"""What every test of the service gets: articles that may be dated years ahead of the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest


@pytest.fixture(autouse=True)
def articles_of_2031(monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles of the tests are dated 2031, and the service has no clock but the true one."""
    monkeypatch.setattr("summarizer.bundle.fields.MOST_AHEAD", timedelta(days=365 * 20))
