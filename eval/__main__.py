"""The evaluator's command line: `python -m eval COMMAND`. `COMMAND --help` tells each one's options."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.figures import read_share
from eval.tables import READ
from summarizer.cli import FAIL_ON
from summarizer.errors import SummarizerError

Options = argparse.Namespace
if TYPE_CHECKING:
    from eval.outcome import Outcome
    from eval.units import Plan
    from eval.writers import WritingOptions

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


SYSTEMS = (
    "who judges (default: checks): checks, rules, entailment, overlap, judge (a language model), command:CMD (reads "
    "JSON lines {id, docs, text}, writes a number or {id, score, verdict} for each), python:module:function (takes a "
    "list of such records, gives a list of such answers)"
)


SCORE = (
    "The verdict is what the checks decide: what any of them objects to is flagged. The score (0..1) is how probable "
    "support is when all they found is weighed together, of the worst sentence, lifted a little by the others. The two "
    "can disagree: put thresholds on verdicts (--fail-on, --min-supported), and sort by the score."
)
RECORDS = (
    "A record holds id, text, and doc (a text) or docs (texts, or objects with text, outlet, title, published_at); it "
    "may hold raw (true: the documents may carry page furniture, and are cleaned)."
)
GOLD = (
    "What is measured against: label (1 supported, 0 not, or yes/no, true/false, supported/unsupported, "
    "faithful/unfaithful), code (the error made), twin (the pair that it belongs to), spans (what is wrong: [[start, "
    "end], …]), level (sentence or summary), group (texts over one story, which are no independent witnesses)."
)
EXIT_CODES = (
    "Exit codes: 0 fine; 1 a threshold that was asked for is broken (--fail-on, --min-supported, --floor, "
    "--fail-on-worse), or a floor of the gate; 2 input that cannot be used, also single records of it (what could be "
    "done is written; --allow-unjudged or --allow-odd lets them pass); 3 a language model that could not be asked."
)


UNUSED = "could not be used as they are"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code.

    `EXIT_CODES` has those that a build looks at; 130 is stopped, 141 nobody reads what is printed.
    """
    options = _parser().parse_args(arguments)
    options.arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return int(options.run(options))
    except SummarizerError as error:
        print(f"error: {error}" + (f"\n{error.hint}" if error.hint else ""), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # whoever read us has enough: nothing more to say, and nothing to say about that
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        print("Stopped. The same command goes on where it stopped.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="How good is it?", epilog=EXIT_CODES)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_add_records, _add_runs, _add_keeping):
        add(commands)
    return parser


def _command(commands: Commands, name: str, what: str, run: Callable[[Options], int]) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".", epilog=EXIT_CODES)
    command.set_defaults(run=run)
    return command


def _add_records(commands: Commands) -> None:
    """Files of records in, files of records out."""
    score = _command(
        commands, "score", "how well each text is supported: {id, doc | docs, text} → {id, score, …}", _score
    )
    score.description = f"{score.description} {RECORDS} {SCORE}"
    _files(score)
    _bulk(score, 100)
    score.add_argument("--system", default="checks", metavar="NAME", help=SYSTEMS)
    score.add_argument(
        "--fail-on",
        choices=tuple(FAIL_ON),
        default="none",
        help="exit with 1 when a text's verdict is at least this bad (flag: partial, too; unclear: too)",
    )
    score.add_argument(
        "--min-supported", type=read_share, default=0.0, metavar="SHARE", help="exit with 1 when a smaller share "
        "(0..1) of the texts that state something is supported",
    )  # fmt: skip
    _lenient(score, "--allow-unjudged", "could not be judged")
    score.add_argument("--details", action="store_true", help="write the sentences with reason and evidence, too")
    group = _command(
        commands, "group", "which story each article belongs to: {id, title, text, date} → {id, story}", _group
    )
    _files(group)
    _lenient(group, "--allow-odd", UNUSED)
    summarize = _command(
        commands, "summarize", "a summary of each record's articles: {id, articles} → {id, text, …}", _summarize
    )
    _files(summarize)
    _lenient(summarize, "--allow-odd", UNUSED)
    _bulk(summarize, 50)
    summarize.add_argument("--words", type=_positive, default=180, metavar="N", help="length aimed at (default: 180)")
    mutate = _command(
        commands, "mutate", "labelled cases made from articles: faithful sentences, and one error in each", _mutate
    )
    mutate.add_argument("--bundle", type=Path, required=True, nargs="+", metavar="FOLDER", help="folders of articles")
    mutate.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write the cases")
    mutate.add_argument(
        "--per-code", type=_positive, default=3, metavar="N", help="cases a story and error code (default: 3)"
    )
    mutate.add_argument("--seed", type=int, default=0, metavar="N", help="another number, other cases (default: 0)")
    mutate.add_argument(
        "--no-markers",
        dest="has_markers",
        action="store_false",
        help="texts without [1, 2], which only our checks read; errors of citing are left out",
    )
    convert = _command(
        commands, "convert", "a set, or a public benchmark as published, as records that any checker reads", _convert
    )
    convert.add_argument("set", metavar="SET", help="see `run`")
    convert.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write the records")


def _add_runs(commands: Commands) -> None:
    """Runs, and what is made of them."""
    run = _command(commands, "run", "a set or benchmark through engine and checks into a run's folder", _run)
    run.description = f"{run.description} {RECORDS} {GOLD}"
    run.add_argument(
        "set", metavar="SET", help="sentences[:dev|test], bundles[:dev|test], a file of labelled records, a folder of "
        "bundles, LOADER:PATH (a public benchmark as published), or the name of a benchmark",
    )  # fmt: skip
    run.add_argument("--out", type=Path, default=None, metavar="FOLDER", help="default: out/runs/SET")
    run.add_argument("--system", default="checks", metavar="NAME", help=SYSTEMS)
    run.add_argument("--limit", type=_positive, default=None, metavar="N", help="only the first N texts or stories")
    run.add_argument(
        "--data", type=Path, default=None, metavar="DIR", help="outside data of a benchmark (SUMMARIZER_DATA)"
    )
    run.add_argument("--record", action="store_true", help="keep a benchmark's figures in eval/results and RESULTS.md")
    run.add_argument(
        "--floor", type=_floor, default=[], action="append", metavar="KEY=VALUE", help="exit with 1 when a figure is "
        "worse, as auc=0.75, or faithful_flagged=0.1 where less is better (figures.json has the keys); repeatable",
    )  # fmt: skip
    _lenient(run, "--allow-unjudged", "could not be judged")
    _writing(run)
    _bulk(run, 50)
    compare = _command(
        commands, "compare", "two runs: how the figures differ, how sure that is, which rows changed", _compare
    )
    compare.add_argument("first", type=Path, metavar="RUN")
    compare.add_argument("second", type=Path, metavar="RUN")
    compare.add_argument("--out", type=Path, default=None, metavar="FILE", help="Markdown; default: the screen")
    compare.add_argument("--changes", type=int, default=20, metavar="N", help="rows shown that changed (default: 20)")
    compare.add_argument(
        "--fail-on-worse", action="store_true", help="exit with 1 when the second run is worse for sure in any figure"
    )
    report = _command(commands, "report", "a run as one self-contained HTML page and as Markdown, with plots", _report)
    report.add_argument("run_folder", type=Path, metavar="RUN")
    board = _command(commands, "leaderboard", "several systems over several sets", _leaderboard)
    board.add_argument(
        "--systems", nargs="+", required=True, metavar="NAME", help="checkers, or writers where sets are stories"
    )
    board.add_argument("--sets", nargs="+", required=True, metavar="SET")
    board.add_argument("--figure", default="", metavar="KEY", help="default: auc of texts, coverage of stories")
    board.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="the runs, and leaderboard.md")
    board.add_argument("--limit", type=_positive, default=None, metavar="N", help="only the first N of each set")
    _writing(board, with_writer=False)
    _bulk(board, 50)


def _add_keeping(commands: Commands) -> None:
    """What keeps the project honest."""
    gate = _command(
        commands, "gate", "quick benchmarks against their floors and RESULTS.md; 1 when one is broken", _gate
    )
    gate.add_argument("names", nargs="*", metavar="BENCHMARK", help="default: all quick ones")
    gate.add_argument("--raise", dest="is_raised", action="store_true", help="raise the floors to what is measured")
    gate.add_argument(
        "--lower",
        default=[],
        action="append",
        metavar="BENCHMARK:KEY=VALUE",
        help="lower a floor, with --why; repeatable",
    )
    gate.add_argument(
        "--repin", default="", metavar="BENCHMARK", help="set floors anew after its data changed, with --why"
    )
    gate.add_argument("--why", default="", metavar="TEXT", help="the reason, which is kept")
    _command(commands, "results", "render eval/RESULTS.md anew from eval/results", _results)
    gold = _command(commands, "gold", "what is wrong with the gold of bundles", _gold)
    gold.add_argument("bundles", nargs="*", type=Path, metavar="BUNDLE", help="folders; default: all that ship")


def _positive(text: str) -> int:
    """A whole number above 0, for argparse, which tells the option's name."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is below 1")
    return number


def _floor(text: str) -> tuple[str, float]:
    """A figure's key and the least that it may be, for argparse."""
    key, _, value = text.partition("=")
    try:
        return key, float(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not spelled KEY=VALUE, as auc=0.75") from None


def _lenient(command: argparse.ArgumentParser, name: str, what: str) -> None:
    text = f"exit with 0 although some records (not all) {what}"
    command.add_argument(name, dest="is_lenient", action="store_true", help=text)


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, required=True, metavar="FILE", help="records: " + READ)
    command.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="where to write, in the format of its name"
    )


def _bulk(command: argparse.ArgumentParser, n_per_unit: int) -> None:
    command.add_argument("--processes", type=int, default=None, metavar="N", help="default: one a processor")
    command.add_argument(
        "--batch",
        type=_positive,
        default=n_per_unit,
        metavar="N",
        help=f"records a unit of work (default: {n_per_unit})",
    )
    command.add_argument("--restart", action="store_true", help="begin anew where an earlier run stopped half-way")


def _writing(command: argparse.ArgumentParser, *, with_writer: bool = True) -> None:
    if with_writer:
        writers = "extractive, llm, reference, leads, file:PATH"
        command.add_argument(
            "--writer", default="extractive", metavar="NAME", help=f"who summarizes stories: {writers}"
        )
    command.add_argument("--words", type=_positive, default=180, metavar="N", help="length of summaries (default: 180)")
    command.add_argument(
        "--template", default="", metavar="NAME", help="prompt template of the writer llm (summary.v1)"
    )
    command.add_argument("--model", default="", metavar="NAME", help="its model (default: SUMMARIZER_LLM_MODEL)")
    command.add_argument("--replies", default="", metavar="FOLDER", help="recorded replies; missing ones are asked for")


# ------------------------------------------------------------------------------------ the commands


def _score(options: Options) -> int:
    from eval.outcome import in_words, shortfalls
    from eval.score import ScoreOptions, run_score

    chosen = ScoreOptions(options.system, options.details, options.restart, _plan(options, "Scoring"))
    outcome = run_score(options.data, options.out, chosen)
    _written(outcome.n, options.out)
    print(in_words(outcome), file=sys.stderr)
    broken = shortfalls(outcome, FAIL_ON[options.fail_on], options.min_supported)
    return _code_of(outcome, broken, options)


def _code_of(outcome: Outcome, broken: Sequence[str], options: Options, what: str = "could not be judged") -> int:
    """The exit code, and on standard error what it is for: broken thresholds, records that were not judged.

    Ids that occur more than once are told, too: whoever joins the answers to anything by id must know.
    """
    from eval.outcome import repeats_in_words

    for threshold in broken:
        print(f"error: {threshold}", file=sys.stderr)
    if outcome.repeated:
        print(f"note: {repeats_in_words(outcome.repeated)}", file=sys.stderr)
    if outcome.n_unjudged:
        told = f"{outcome.n_unjudged} of {outcome.n} records {what}. The first: {outcome.first_problem}"
        print(told, file=sys.stderr)
        if outcome.n_unjudged == outcome.n or not options.is_lenient:
            return 2
    return 1 if broken else 0


def _group(options: Options) -> int:
    from eval.group import run_group

    n_stories, outcome = run_group(options.data, options.out, progress=sys.stderr.isatty())
    _written(n_stories, options.out, "stories")
    return _code_of(outcome, (), options, UNUSED)


def _summarize(options: Options) -> int:
    from eval.summarize import SummarizeOptions, run_summarize

    chosen = SummarizeOptions(options.words, options.restart, _plan(options, "Summarizing"))
    outcome = run_summarize(options.data, options.out, chosen)
    _written(outcome.n, options.out)
    return _code_of(outcome, (), options, UNUSED)


def _mutate(options: Options) -> int:
    from eval.cases import write_case
    from eval.mutations import mutate_story
    from eval.sets import stories_in
    from eval.tables import write_records
    from eval.writers import read_story

    stories = [read_story(case) for folder in options.bundle for case in stories_in(folder)]
    cases = [
        case
        for place, story in enumerate(stories)
        for case in mutate_story(
            story,
            n_per_code=options.per_code,
            seed=options.seed,
            others=stories[:place] + stories[place + 1 :],
            has_markers=options.has_markers,
        )
    ]
    return _written(write_records(options.out, map(write_case, cases)), options.out, "cases")


def _convert(options: Options) -> int:
    from eval.cases import OddRecord, write_case
    from eval.sets import cases_of, find_set, stories_of, write_story
    from eval.systems.own import prose_case
    from eval.tables import write_records
    from summarizer.errors import InputError

    if find_set(options.set).kind == "stories":
        return _written(write_records(options.out, map(write_story, stories_of(options.set))), options.out, "stories")

    def records() -> object:
        for case in cases_of(options.set):
            if isinstance(case, OddRecord):
                raise InputError(case.message)
            yield write_case(prose_case(case))

    return _written(write_records(options.out, records()), options.out, "cases")  # type: ignore[arg-type]


def _run(options: Options) -> int:
    from eval.benchmarks import NAMES

    if options.set in NAMES:
        return _run_benchmark(options)
    from eval.gate import below_floors
    from eval.metrics.intervals import MIN_GROUPS
    from eval.outcome import outcome_of
    from eval.report import write_reports
    from eval.runs import RunOptions, run_set

    out = options.out or Path("out") / "runs" / "".join(c if c.isalnum() else "-" for c in options.set)
    command = "python -m eval " + shlex.join(options.arguments)
    chosen = RunOptions(
        options.system, _writing_options(options), options.limit, options.restart, command, _plan(options, "Running")
    )
    run = run_set(options.set, out, chosen)
    write_reports(run)
    _tell_of_plots()
    _print_figures(run.figures)
    outcome = outcome_of(run.rows)
    if not outcome.n_unjudged and all(figure.value is None for figure in run.figures if figure.key != "not_judged"):
        print('No row has a "label" (1 supported, 0 not), so there is nothing to measure against.', file=sys.stderr)
    n_groups = len({row.get("group") or row["id"] for row in run.rows()})
    if n_groups < MIN_GROUPS:
        print(f"No intervals: {n_groups} documents or stories are too few ({MIN_GROUPS} are needed).", file=sys.stderr)
    print(f"{outcome.n} rows; see {out / 'report.html'}", file=sys.stderr)
    return _code_of(outcome, below_floors(run.figures, dict(options.floor)), options)


def _run_benchmark(options: Options) -> int:
    from eval.benchmarks import find_benchmark
    from eval.gate import below_floors
    from eval.results import keep, measure, write_page

    given = options.data or os.environ.get("SUMMARIZER_DATA")
    measurement = measure(find_benchmark(options.set), Path(given) if given else None)
    if options.record:
        print(f"kept in {keep(measurement)}", file=sys.stderr)
        write_page()
    _print_figures(measurement.figures)
    broken = below_floors(measurement.figures, dict(options.floor))
    print("".join(f"error: {what}\n" for what in broken), end="", file=sys.stderr)
    return 1 if broken else 0


def _compare(options: Options) -> int:
    from eval.compare import compare, render_comparison, worse_figures
    from eval.runs import read_run

    found = compare(read_run(options.first), read_run(options.second))
    text = render_comparison(found, options.changes)
    if options.out is None:
        print(text, end="")
    else:
        _write_text(options.out, text)
    worse = worse_figures(found) if options.fail_on_worse else []
    if worse:
        print(f"error: the second run is worse for sure in {', '.join(worse)}", file=sys.stderr)
    return 1 if worse else 0


def _tell_of_plots() -> None:
    from eval.report.plots import can_draw

    if not can_draw():
        print("The report has no plots: matplotlib is missing (pip install 'summarizer[eval]').", file=sys.stderr)


def _report(options: Options) -> int:
    from eval.report import write_reports
    from eval.runs import read_run

    for path in write_reports(read_run(options.run_folder)):
        print(path)
    _tell_of_plots()
    return 0


def _leaderboard(options: Options) -> int:
    from eval.leaderboard import render_leaderboard, run_all
    from eval.runs import RunOptions

    options.writer = "extractive"
    chosen = RunOptions(
        writing=_writing_options(options),
        limit=options.limit,
        is_restarted=options.restart,
        plan=_plan(options, "Running"),
    )
    runs, failures = run_all(options.systems, options.sets, options.out, chosen)
    text = render_leaderboard(runs, options.figure, failures)
    _write_text(options.out / "leaderboard.md", text)
    print(text, end="")
    return 2 if failures else 0


def _gate(options: Options) -> int:
    from eval import gate
    from eval.benchmarks import find_benchmark, gated_benchmarks
    from eval.results import kept, measure_again

    floors = gate.read_floors()
    if options.lower:
        asked = [(name, value) for name, _, value in (one.partition("=") for one in options.lower)]
        for name, value in asked:
            floors = gate.lower_floor(floors, name, _number(value), options.why)
        gate.write_floors(floors)
        print("\n".join(f"{name} is {value} now." for name, value in asked))
        return 0
    if options.repin:
        measurement = measure_again(find_benchmark(options.repin))
        gate.write_floors(gate.repin(floors, measurement, options.why))
        return 0
    chosen = [find_benchmark(name) for name in options.names] or gated_benchmarks()
    measured = [measure_again(benchmark) for benchmark in chosen]
    if options.is_raised:
        floors = gate.raise_floors(floors, measured)
        gate.write_floors(floors)
    found = gate.breaches(measured, floors, kept())
    for breach in found:
        print(f"{breach.benchmark}: {breach.what}", file=sys.stderr)
    n_floors = sum(len(floors.get(m.benchmark, {}).get("floors", {})) for m in measured)
    print(f"gate: {len(measured)} benchmarks, {n_floors} floors, {len(found)} broken")
    return 1 if found else 0


def _results(_: Options) -> int:
    from eval.results import PAGE, write_page

    write_page()
    print(PAGE)
    return 0


def _gold(options: Options) -> int:
    from eval.gold import all_bundles, problems_of, read_bundle_gold

    bundles = [read_bundle_gold(folder) for folder in options.bundles] or all_bundles()
    n_problems = 0
    for bundle in bundles:
        found = problems_of(bundle)
        n_problems += len(found)
        for problem in found:
            print(f"{bundle.name}: {problem}")
    print(f"{len(bundles)} bundles, {n_problems} problems")
    return 1 if n_problems else 0


# --------------------------------------------------------------------------------------- small parts


def _plan(options: Options, what: str) -> Plan:
    from eval.units import Plan

    return Plan(options.batch, options.processes, True, what)


def _writing_options(options: Options) -> WritingOptions:
    from eval.writers import WritingOptions

    return WritingOptions(options.writer, options.words, options.template, options.replies, options.model)


def _print_figures(figures: Sequence[object]) -> None:
    from eval.figures import Figure, shown

    for figure in figures:
        if isinstance(figure, Figure):
            prefix, slash, _ = figure.key.rpartition("/")
            print(f"{prefix + slash + figure.name:60} {shown(figure):28} n {figure.n}")


def _write_text(path: Path, text: str) -> None:
    from summarizer.errors import InputError

    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def _number(value: str) -> float:
    from summarizer.errors import InputError

    try:
        return float(value)
    except ValueError as error:
        raise InputError(f"{value!r} is no number.", hint="Spell it BENCHMARK:KEY=0.75.") from error


def _written(n: int, out: Path, what: str = "records") -> int:
    print(f"{n} {what} written to {out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
