"""The command line: an edge. Files, flags, progress and exit codes; everything else is `pipeline`.

Exit codes: 0 fine, 1 something flagged (only with --fail-on), 2 bad input, 3 a model failed and the embedded means
stood in (extractive summary, grouping by words): what they gave is still printed.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import summarizer
from summarizer.errors import BundleError, InputError, LimitExceeded, SummarizerError
from summarizer.model import Brief, Notice, Report, Source, Story, Verdict
from summarizer.settings import Settings, from_environment

if TYPE_CHECKING:
    from summarizer.pipeline import Progress

FAIL_ON = {
    "none": frozenset[Verdict](),
    "contradicted": frozenset({Verdict.CONTRADICTED}),
    "unsupported": frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.NOT_CHECKED}),
    "flag": frozenset(verdict for verdict in Verdict if verdict.is_flag),
    "unclear": frozenset(verdict for verdict in Verdict if verdict.is_flag or verdict is Verdict.UNCLEAR),
}
FORMATS = ("md", "json", "html", "ninjs", "jsonld")  # those of `report`, which is not loaded for `--help`
SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom")


# numpy's threads only wait for one another on matrices as small as ours; numpy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    options = _parser().parse_args(arguments)
    try:
        exit_code: int = options.run(options)
    except SummarizerError as error:
        _tell_error(error)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output (head, less) has left
        _drop_output()
        return 0
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return exit_code


def _drop_output() -> None:
    """Standard output to nowhere: what it still holds would fail once more when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def read_sources(paths: Iterable[Path], settings: Settings) -> tuple[Source, ...]:
    """The files at the paths, a folder's files in the order of their names ("-" is standard input).

    Raises `InputError` naming the path that is missing, unreadable, or a folder without articles, and
    `LimitExceeded` for a file that is too large to be read.
    """
    sources = []
    for path in paths:
        if str(path) == "-":
            sources.append(Source("standard input", sys.stdin.buffer.read(settings.max_source_bytes + 1)))
            continue
        for file in _files(path):
            sources.append(_read_file(file, settings))
    return tuple(sources)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if _is_article(file, path))
        if not found:
            raise InputError(
                f"The folder {path} holds no article.", hint=f"Articles end in {', '.join(SUFFIXES)}; name other files."
            )
        return found
    return [path]


def _is_article(file: Path, folder: Path) -> bool:
    """Whether a file in a folder is meant: by its name's end, and not hidden."""
    is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.suffix.lower() in SUFFIXES and not is_hidden and file.is_file()


def _read_file(file: Path, settings: Settings) -> Source:
    try:
        size = file.stat().st_size
        if size > settings.max_source_bytes:
            raise LimitExceeded(
                f"{file} has {size} bytes, the limit max_source_bytes is {settings.max_source_bytes}.",
                hint="Split the file or raise SUMMARIZER_MAX_SOURCE_BYTES.",
            )
        return Source(str(file), file.read_bytes())
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}.", hint="Check the path.") from error


# ------------------------------------------------------------------------------------- commands


def _summarize(options: argparse.Namespace) -> int:
    from summarizer import pipeline
    from summarizer.report import render_report

    settings = _settings({"engine": options.engine})
    brief = Brief(n_words=options.length)
    report = pipeline.summarize(read_sources(options.paths, settings), brief, settings, progress=_progress())
    _write(render_report(report, options.format), options.out)
    notices = [*report.notices, *(notice for summary in report.summaries for notice in summary.notices)]
    return _failure_code(notices) or _flag_code(report, options.fail_on)


def _failure_code(notices: Iterable[Notice]) -> int:
    """3 where a model failed, which is told; else 0."""
    from summarizer import pipeline

    failures = [notice for notice in notices if notice.code in pipeline.FAILURES]
    for notice in failures:
        print(f"summarizer: {notice.message}", file=sys.stderr)
    return 3 if failures else 0


def _verify(options: argparse.Namespace) -> int:
    from summarizer import pipeline
    from summarizer.report import render_report

    settings = _settings({})
    text = _read_summary(options.summary, settings)
    report = pipeline.verify(text, read_sources(options.articles, settings), settings, progress=_progress())
    _write(render_report(report, options.format), options.out)
    return _flag_code(report, options.fail_on)


def _read_summary(path: Path, settings: Settings) -> str:
    if path.is_dir():
        raise InputError(f"{path} is a folder.", hint="Name the file that holds the summary.")
    (summary,) = read_sources([path], settings)
    try:
        return summary.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{summary.name} is not UTF-8 text.", hint="Save the summary as UTF-8.") from error


def _facts(options: argparse.Namespace) -> int:
    from summarizer import pipeline
    from summarizer.report import render_facts

    settings = _settings({})
    summary = _read_summary(options.summary, settings) if options.summary else None
    sources = read_sources(options.paths, settings)
    report = pipeline.extract(sources, settings, summary=summary, progress=_progress())
    _write(render_facts(report, options.format), options.out)
    return _failure_code(report.notices)


def _group(options: argparse.Namespace) -> int:
    from summarizer import pipeline
    from summarizer.report import group_record

    settings = _settings({})
    report = pipeline.group_report(read_sources(options.paths, settings), settings, progress=_progress())
    if options.format == "json":
        _write(json.dumps(group_record(report), ensure_ascii=False, indent=2) + "\n", options.out)
    else:
        notices = [f"{one.article_id}: {one.message}" if one.article_id else one.message for one in report.notices]
        _write("\n".join([*_told(report.stories), *(f"Note: {told}" for told in notices)]) + "\n", options.out)
    return _failure_code(report.notices)


def _told(stories: Iterable[Story]) -> list[str]:
    """The stories in lines: articles under their origins, and why they stand there."""
    lines = []
    for number, story in enumerate(stories, start=1):
        lines.append(f"{number}. {story.title} ({len(story.articles)} articles, {len(story.origins)} origins)")
        for origin in story.origins:
            for place, member in enumerate(origin.members):
                article = story.article(member.article_id)
                why = f"  {member.kind.value}: {member.reason}" if member.kind.value != "original" else ""
                lines.append(f"   {'   ' if place else ''}[{article.number}] {article.label}{why}")
    return lines


def _serve(options: argparse.Namespace) -> int:
    import logging

    import uvicorn

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    _settings({})  # one that is wrong is told as everywhere else
    try:
        # By name: the service stands on the library, never the other way round.
        uvicorn.run(
            "service.app:create_app",
            factory=True,
            host=options.host,
            port=options.port,
            access_log=False,  # the service's own lines have the request's id
            timeout_graceful_shutdown=10,
        )
    except SystemExit as stop:  # uvicorn has said why; its code 3 would say that a language model failed
        return 2 if stop.code else 0
    return 0


# --------------------------------------------------------------------------------- flags and output


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="summarizer",
        description="Cited, checked summaries of several articles on one event.",
        epilog="Exit codes: 0 fine, 1 something flagged (with --fail-on), 2 bad input, 3 a model failed.",
    )
    parser.add_argument("--version", action="version", version=f"summarizer {summarizer.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("summarize", help="write a cited, checked summary of the articles")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders; - is standard input")
    command.add_argument(
        "--engine", choices=("extractive", "llm"), help="who writes (default: the setting, extractive)"
    )
    command.add_argument("--length", type=_length, default=180, metavar="N", help="words aimed at (default 180)")
    _output_flags(command, FORMATS, _summarize)

    command = commands.add_parser("verify", help="check a summary, ours or not, against the articles")
    command.add_argument("summary", type=Path, metavar="SUMMARY", help="a text file, UTF-8; - is standard input")
    command.add_argument("--articles", nargs="+", type=Path, required=True, metavar="PATH", help="files or folders")
    _output_flags(command, FORMATS, _verify)

    command = commands.add_parser("facts", help="tell what the articles state, and what a summary leaves out")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders; - is standard input")
    command.add_argument(
        "--summary", type=Path, metavar="FILE", help="a summary of all the articles: tell which facts it leaves out"
    )
    _output_flags(command, ("md", "json"), _facts, fail_on=False)

    command = commands.add_parser("group", help="tell which articles report the same event, and their origins")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders; - is standard input")
    _output_flags(command, ("md", "json"), _group, fail_on=False)

    command = commands.add_parser("serve", help="start the HTTP service and the editors' page")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    command.add_argument("--port", type=_port, default=8000, help="port to listen on (default 8000)")
    command.set_defaults(run=_serve)
    return parser


def _output_flags(
    command: argparse.ArgumentParser, formats: tuple[str, ...], run: object, *, fail_on: bool = True
) -> None:
    command.add_argument("--format", choices=formats, default="md", help="form of the output (default md)")
    command.add_argument("--out", type=Path, metavar="FILE", help="write there instead of to standard output")
    if fail_on:
        command.add_argument(
            "--fail-on", choices=tuple(FAIL_ON), default="none", help="exit with 1 when a sentence is at least this bad"
        )
    command.set_defaults(run=run)


def _length(text: str) -> int:
    return _number(text, 10, 5_000, "a number of words")


def _port(text: str) -> int:
    return _number(text, 0, 65_535, "a port")


def _number(text: str, low: int, high: int, what: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"{text!r} is not {what} from {low} to {high}")
    return int(text)


def _settings(overrides: dict[str, object]) -> Settings:
    """The environment's settings with the flags that were given. Raises `InputError` naming a setting that is wrong."""
    from pydantic import ValidationError

    try:
        settings = from_environment(os.environ)
        given = {name: value for name, value in overrides.items() if value is not None}
        return Settings.model_validate(settings.model_dump() | given)
    except ValidationError as error:
        first = error.errors()[0]
        name = "SUMMARIZER_" + "_".join(str(part) for part in first["loc"]).upper()
        raise InputError(f"The setting {name} cannot be used: {first['msg']}.", hint=f"Mend or unset {name}.") from None


def _progress() -> Progress | None:
    """A line on standard error that is written over, on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        return None

    def tell(message: str) -> None:
        sys.stderr.write(f"\r\x1b[K{message} …")
        sys.stderr.flush()

    return tell


def _write(text: str, out: Path | None) -> None:
    """The text to standard output, or to a file that is whole or not there; its folder is made where there is none."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    try:
        if out is None:
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.flush()
        else:
            _write_file(text, out)
    except BrokenPipeError:
        raise
    except OSError as error:
        if out is None:
            _drop_output()
        name = out or "standard output"
        raise InputError(f"{name} cannot be written: {error.strerror or error}.", hint="Check the path.") from error


def _write_file(text: str, out: Path) -> None:
    if out.is_dir():
        raise OSError(errno.EISDIR, "It is a folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    half_written = out.with_name(out.name + ".part")
    try:
        half_written.write_text(text, "utf-8", errors="replace")
        half_written.replace(out)
    except OSError:
        half_written.unlink(missing_ok=True)
        raise


def _flag_code(report: Report, fail_on: str) -> int:
    headlines = [summary.flagged_title for summary in report.summaries if summary.flagged_title is not None]
    sentences = [s for summary in report.summaries for s in (*summary.sentences, *summary.withheld)]
    verdicts = [verdict for s in (*headlines, *sentences) for verdict in (s.verdict, *(c.verdict for c in s.claims))]
    return 1 if any(verdict in FAIL_ON[fail_on] for verdict in verdicts) else 0


def _tell_error(error: SummarizerError) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    print(f"summarizer: {error}", file=sys.stderr)
    if isinstance(error, BundleError) and len(error.problems) > 1:
        for pointer, detail in error.problems:
            print(f"  {pointer}: {detail}", file=sys.stderr)
    if error.hint:
        print(f"  {error.hint}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
