"""The evaluator's command line: `python -m eval COMMAND`. Each command reads and writes JSON lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from summarizer.errors import SummarizerError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 fine, 2 input that cannot be used, 130 stopped."""
    options = _parser().parse_args(arguments)
    try:
        n_done: int = options.run(options)
    except SummarizerError as error:
        print(f"error: {error}" + (f"\n{error.hint}" if error.hint else ""), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    print(f"{n_done} written to {options.out}", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="How good is it?")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    score = _command(commands, "score", "how well each text is supported: {id, doc | docs, text} → {id, score, …}")
    score.add_argument("--processes", type=int, default=None, metavar="N", help="default: one a processor")
    score.set_defaults(run=_score)
    group = _command(commands, "group", "which story each article belongs to: {id, title, text, date} → {id, story}")
    group.set_defaults(run=_group)
    summarize = _command(commands, "summarize", "a summary of each record's articles: {id, articles} → {id, text, …}")
    summarize.add_argument("--words", type=int, default=180, metavar="N", help="length aimed at (default: 180)")
    summarize.set_defaults(run=_summarize)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=what, description=what)
    command.add_argument("--data", type=Path, required=True, metavar="FILE", help=".jsonl or .jsonl.gz")
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write, JSON lines")
    return command


def _score(options: argparse.Namespace) -> int:
    from eval.score import run_score

    return run_score(options.data, options.out, processes=options.processes, progress=sys.stderr.isatty())


def _group(options: argparse.Namespace) -> int:
    from eval.group import run_group

    return run_group(options.data, options.out, progress=sys.stderr.isatty())


def _summarize(options: argparse.Namespace) -> int:
    from eval.summarize import run_summarize

    return run_summarize(options.data, options.out, options.words, progress=sys.stderr.isatty())


if __name__ == "__main__":
    sys.exit(main())
