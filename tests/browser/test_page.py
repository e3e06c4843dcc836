"""The editors' page in a real browser, with the service behind it."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from service.app import create_app
from summarizer.settings import Settings
from tests.articles import COUNCIL, LEDGER

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a running service."""
    app = create_app(Settings(database=str(tmp_path / "jobs.sqlite3")))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_an_editor_checks_a_summary(address: str, tmp_path: Path) -> None:
    """Paste, drop, check; go to the flag by key; see its reason and the passage lit up in the article."""
    from playwright.sync_api import sync_playwright

    dropped = tmp_path / "ledger.json"
    dropped.write_text(json.dumps(LEDGER), "utf-8")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.fill("#pasted", str(COUNCIL["text"]))
        page.set_input_files("#files", str(dropped))
        page.fill("#summary", "The bridge was shut on Tuesday. It will stay closed for at least nine weeks, Feld said.")
        page.click("button[type=submit]")
        page.wait_for_selector(".sentence.look")
        page.keyboard.press("n")
        flagged = page.locator(".sentence.open")
        assert "nine" in flagged.locator(".reason").inner_text()
        assert "three weeks" in flagged.locator(".against mark").first.inner_text()
        assert "three weeks" in page.locator(".articles .lit-against").first.inner_text()
        page.keyboard.press("Escape")
        assert page.locator(".sentence.open").count() == 0
        page.goto(address)
        assert page.locator("text=verification, succeeded").count() == 1
        browser.close()
    assert faults == []
