"""The command line as a person uses it: output, messages, exit codes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.cli import main
from tests.articles import BUNDLE, COUNCIL, HANDBALL
from tests.wire import model_server, status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, article in enumerate(BUNDLE):
        (folder / f"{number}.json").write_text(json.dumps(article), "utf-8")
    return folder


def test_summarize_prints_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The default is a cited summary in Markdown, with the disagreement and the sources, and exit code 0."""
    assert main(["summarize", str(folder)]) == 0
    printed = capsys.readouterr()
    assert "[1]" in printed.out
    assert "The outlets disagree" in printed.out
    assert "Valley Herald" in printed.out
    assert printed.err == ""


def test_json_to_a_file(folder: Path, tmp_path: Path) -> None:
    """--out writes the whole file or none."""
    out = tmp_path / "summary.json"
    assert main(["summarize", str(folder), "--format", "json", "--out", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["summaries"][0]["sentences"]
    assert list(tmp_path.glob("*.part")) == []


def test_html_stands_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The HTML report fetches nothing."""
    assert main(["summarize", str(folder), "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "http://" not in page
    assert "https://" not in page


def test_verify_and_fail_on(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A contradicted sentence is explained; it sets the exit code only when asked."""
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("The bridge will stay closed for at least nine weeks, Feld said.", "utf-8")
    assert main(["verify", str(wrong), "--articles", str(folder)]) == 0
    assert "contradicted" in capsys.readouterr().out
    assert main(["verify", str(wrong), "--articles", str(folder), "--fail-on", "contradicted"]) == 1


def test_a_flagged_headline_is_marked_and_counts(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.md"
    wrong.write_text("# Bridge shut, 400 dead\n\nThe Oberlund bridge was closed on Tuesday.", "utf-8")
    assert main(["verify", str(wrong), "--articles", str(folder), "--fail-on", "flag"]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("# Bridge shut, 400 dead **(✗ unsupported)**\n")
    assert "*Headline unsupported. 1 sentence: 1 supported. " in printed
    assert "): No article has the figure 400 dead.\n  > Bridge shut, 400 dead\n" in printed


def test_group_prints_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two events are two stories."""
    (folder / "sport.json").write_text(json.dumps(HANDBALL), "utf-8")
    assert main(["group", str(folder), "--format", "json"]) == 0
    assert [story["n_articles"] for story in json.loads(capsys.readouterr().out)["stories"]] == [3, 1]


def test_facts_prints_what_the_articles_state(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Facts, the disagreement and what is quoted, without a summary; two events are two sheets."""
    (folder / "sport.json").write_text(json.dumps(HANDBALL), "utf-8")
    assert main(["facts", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "The outlets disagree" in printed
    assert "We cannot take any risk" in printed
    assert "Left out" not in printed
    assert printed.index("Oberlund") < printed.index("\n---\n") < printed.index("Karsten Lions")


def test_facts_tells_what_any_summary_leaves_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same facts in the same order as `verify` tells of the same summary."""
    summary = tmp_path / "summary.txt"
    summary.write_text("Bridge closed\n\nIt will stay closed for at least three weeks, Feld said. [1]", "utf-8")
    assert main(["facts", str(folder), "--summary", str(summary), "--format", "json"]) == 0
    (sheet,) = json.loads(capsys.readouterr().out)["stories"]
    assert main(["verify", str(summary), "--articles", str(folder), "--format", "json"]) == 0
    (verified,) = json.loads(capsys.readouterr().out)["summaries"]
    assert sheet["left_out"] == verified["left_out"]
    assert sheet["facts"] == verified["facts"]
    ranks = [(-fact["n_origins"], -fact["importance"]) for fact in sheet["left_out"]]
    assert ranks == sorted(ranks)
    assert not any("at least three weeks, Feld" in fact["text"] for fact in sheet["left_out"])


def test_a_summary_that_cannot_be_read_exits_with_2(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty file and a folder in the summary's place are told."""
    empty = tmp_path / "empty.txt"
    empty.write_text(" ", "utf-8")
    assert main(["facts", str(folder), "--summary", str(empty)]) == 2
    assert "empty" in capsys.readouterr().err
    assert main(["facts", str(folder), "--summary", str(folder)]) == 2
    assert "is a folder" in capsys.readouterr().err
    assert main(["verify", str(folder), "--articles", str(folder)]) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "not text"), (b'{"articles": [', "JSON")],
)
def test_bad_files_exit_with_2(content: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the file and what is wrong with it."""
    bad = tmp_path / ("bad.json" if content.startswith(b"{") else "bad.txt")
    bad.write_bytes(content)
    assert main(["summarize", str(bad)]) == 2
    message = capsys.readouterr().err
    assert "bad." in message
    assert told in message


def test_missing_paths_and_settings_exit_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path that is not there, an empty folder and a wrong setting are told apart."""
    assert main(["summarize", str(tmp_path / "nowhere.txt")]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
    assert main(["summarize", str(tmp_path)]) == 2
    assert "holds no article" in capsys.readouterr().err
    monkeypatch.setenv("SUMMARIZER_MAX_ARTICLES", "many")
    assert main(["summarize", str(tmp_path)]) == 2
    assert "SUMMARIZER_MAX_ARTICLES" in capsys.readouterr().err


def test_a_failing_language_model_exits_with_3(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extractive summary is printed all the same, and standard error says why."""
    with model_server(status(401)) as server:
        monkeypatch.setenv("SUMMARIZER_LLM_BASE_URL", server.base_url)
        monkeypatch.setenv("SUMMARIZER_LLM_API_KEY", "secret-key")
        assert main(["summarize", str(folder), "--engine", "llm"]) == 3
    printed = capsys.readouterr()
    assert "Oberlund" in printed.out
    assert "401" in printed.err
    assert "secret-key" not in printed.err + printed.out


def test_one_article_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A dash reads standard input."""
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(str(COUNCIL["text"]).encode())))
    assert main(["summarize", "-"]) == 0
    assert "Oberlund" in capsys.readouterr().out


def test_out_makes_its_folder_and_leaves_nothing_half_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new folder is made; a folder in the file's place is told, and no part file stays behind."""
    out = tmp_path / "new" / "folder" / "stories.json"
    assert main(["group", str(folder), "--format", "json", "--out", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["stories"]
    monkeypatch.chdir(out.parent)
    for name in (str(out.parent), "."):
        assert main(["group", str(folder), "--out", name]) == 2
        assert "It is a folder" in capsys.readouterr().err
    assert list(tmp_path.rglob("*.part")) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told(folder: Path) -> None:
    """Output that cannot be written is an error with a message, not a traceback."""
    import subprocess
    import sys

    command = [sys.executable, "-m", "summarizer.cli", "group", str(folder)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "standard output cannot be written" in done.stderr
    assert "Error" not in done.stderr


def test_a_folder_is_read_without_its_hidden_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What an editor or a system hides in a folder is no article, nor are pictures and tables."""
    (folder / ".draft.txt").write_text("A hidden draft about a flood in another town.", "utf-8")
    (folder / ".trash").mkdir()
    (folder / ".trash" / "old.txt").write_text("An old article about a flood in another town.", "utf-8")
    (folder / "chart.png").write_bytes(b"\x89PNG")
    assert main(["group", str(folder), "--format", "json"]) == 0
    (story,) = json.loads(capsys.readouterr().out)["stories"]
    assert story["n_articles"] == len(BUNDLE)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["summarize", "x", "--length", "²"], "from 10 to 5000"),
        (["summarize", "x", "--length", "9" * 5_000], "from 10 to 5000"),
        (["serve", "--port", "99999"], "from 0 to 65535"),
    ],
)
def test_numbers_out_of_range_are_told(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A flag's number that cannot be used exits with 2 and says which numbers can."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert told in capsys.readouterr().err


def test_serve_tells_what_stops_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong setting is told as everywhere; a port that is taken is no failure of a language model."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        # In a process of its own: a server that could not start leaves files of the test runner closed behind it.
        code = (
            f"from summarizer.cli import main; raise SystemExit(main(['serve', '--port', '{taken.getsockname()[1]}']))"
        )
        environment = os.environ | {"SUMMARIZER_DATABASE": "sqlite:///:memory:"}
        served = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, timeout=60)
        assert served.returncode == 2
    monkeypatch.setenv("SUMMARIZER_ENGINE", "magic")
    assert main(["serve"]) == 2
    assert "SUMMARIZER_ENGINE" in capsys.readouterr().err


def test_the_package_runs_as_a_module() -> None:
    """Where the script is not on the path."""
    done = subprocess.run([sys.executable, "-m", "summarizer", "--version"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.split()[0]) == (0, "summarizer")


def test_group_reads_a_feed_and_tells_what_it_could_not_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = "<item><title>Crane falls</title><description>A crane fell in Ebbe on Monday.</description></item>"
    feed = f"<rss><channel><title>Echo</title>{items}<item><title>Only a headline</title></item></channel></rss>"
    (tmp_path / "day.rss").write_text(feed)
    assert main(["group", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "[1] Echo" in told
    assert 'one item has no text and cannot be used: "Only a headline"' in told
