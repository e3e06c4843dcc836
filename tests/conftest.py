"""What every test gets: no outside settings, and no browser tests where there is no browser."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

# In CI the same examples every time: a failure there is the change's own. Elsewhere new ones, to find what nobody saw.
# No deadline anywhere: how long a test takes says what else the machine does.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def no_outside_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own keys and settings cannot reach a test."""
    for name in list(os.environ):
        if name.startswith(("SUMMARIZER_", "OPENAI_", "TIKTOKEN_", "LANGCHAIN_", "LANGSMITH_")):
            monkeypatch.delenv(name)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests run where Chromium is installed; elsewhere they are left out by name."""
    if shutil.which("chromium") or shutil.which("google-chrome"):
        return
    browser = [item for item in items if item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=browser)
    items[:] = [item for item in items if item not in browser]
