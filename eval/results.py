"""The measurements that the project keeps, and the page that is made of them.

A measurement is one benchmark's figures with what they are of: the command, hashes of data and code, the version. It is
kept as `eval/results/NAME.json` by `python -m eval run NAME --record`; `eval/RESULTS.md` is rendered from these
files, and a test fails when it is not what they give. Quick benchmarks are measured anew by the gate, which fails
when what is kept is no longer true.
"""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import summarizer
from eval.benchmarks import NAMES, Benchmark
from eval.figures import Figure, figure_from, shown
from eval.fingerprint import code_fingerprint, fingerprint
from summarizer.errors import InputError

FOLDER = Path(__file__).parent / "results"
PAGE = Path(__file__).parent / "RESULTS.md"


@dataclass(frozen=True, slots=True)
class Measurement:
    """A benchmark's figures and what they are of."""

    benchmark: str
    title: str
    about: str
    command: str
    data_hash: str
    code_hash: str
    version: str
    machine: str
    figures: tuple[Figure, ...]


def measure(benchmark: Benchmark, data: Path | None = None) -> Measurement:
    """The benchmark, measured now. Raises InputError when it needs data that is not there."""
    return _measurement(benchmark, benchmark.measure(data), data)


def measure_again(benchmark: Benchmark) -> Measurement:
    """What the gate measures anew of a benchmark. Raises InputError for one that the gate does not measure."""
    if benchmark.measure_again is None:
        raise InputError(f"The gate does not measure {benchmark.name}.", hint="It takes too long, or outside data.")
    return _measurement(benchmark, benchmark.measure_again(), None)


def _measurement(benchmark: Benchmark, figures: Sequence[Figure], data: Path | None) -> Measurement:
    return Measurement(
        benchmark=benchmark.name,
        title=benchmark.title,
        about=benchmark.about,
        command=benchmark.command,
        data_hash=fingerprint(benchmark.files(data)),
        code_hash=code_fingerprint(),
        version=summarizer.__version__,
        machine=f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        figures=tuple(figures),
    )


def keep(measurement: Measurement, folder: Path = FOLDER) -> Path:
    """Write the measurement to its file."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{measurement.benchmark}.json"
    fields = {name: getattr(measurement, name) for name in Measurement.__slots__}
    fields["figures"] = [figure.to_json() for figure in measurement.figures]
    path.write_text(json.dumps(fields, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def kept(folder: Path = FOLDER) -> list[Measurement]:
    """All measurements that are kept, in the order of the page. Raises InputError for a file that is none."""
    found = []
    for name in NAMES:
        path = folder / f"{name}.json"
        if path.exists():
            try:
                fields = json.loads(path.read_text("utf-8"))
                fields["figures"] = tuple(map(figure_from, fields["figures"]))
                found.append(Measurement(**fields))
            except (ValueError, TypeError, KeyError) as error:
                raise InputError(
                    f"{path} holds no measurement: {error}", hint="Measure it again with --record."
                ) from error
    return found


WITH_MODEL = ("sentences", "mutations", "bundles", "prompts")
"""Benchmarks whose figures hold the embedded cross-encoder's opinion."""
PROCESSOR_SLACK, PLOT_SLACK = 0.02, 0.2
"""How far these figures, and the points of a reliability plot over few cases, may lie apart: processors add up products
of eight bits in different ways, which moves an opinion by a tenth of log odds now and then."""


def _has_moved(then: object, now: object, slack: float) -> bool:
    if isinstance(then, int | float) and isinstance(now, int | float):
        return abs(now - then) > slack
    return then != now


def stale_figures(old: Measurement, new: Measurement) -> list[str]:
    """What is kept and no longer true: figures that have another value now, of those measured anew, in words."""
    then = {figure.key: figure.to_json()["value"] for figure in old.figures}
    now = {figure.key: figure.to_json()["value"] for figure in new.figures}
    slack = PROCESSOR_SLACK if new.benchmark.partition("_")[0] in WITH_MODEL else 0.0
    found = [
        f"{key}: kept {then.get(key)}, now {value}"
        for key, value in now.items()
        if _has_moved(then.get(key), value, PLOT_SLACK if slack and key.startswith("faithful/score") else slack)
    ]
    if old.data_hash != new.data_hash:
        found.append(f"data: kept {old.data_hash}, now {new.data_hash}")
    return found


# -------------------------------------------------------------------------------------------- the page


def render_page(measurements: Sequence[Measurement]) -> str:
    """`RESULTS.md`: what the figures are, in short, and every measurement with its command and hashes."""
    lines = [
        "# What was measured",
        "",
        "This page is generated from `eval/results/*.json` by `python -m eval results`; do not edit it. Every "
        "figure has the",
        "command that measures it, the hash of the data that it is of and of the code that it was measured with "
        "(`summarizer/` and",
        "`prompts/`), and, where it is over cases, a 95 % interval: a bootstrap over whole documents or stories, "
        "Wilson's formula for",
        "shares by code. `dev` was looked at while the product was made, `test` was not. Quick benchmarks are "
        "measured anew by",
        "`make check`, which fails when this page no longer tells the truth; outside data is read from "
        "`SUMMARIZER_DATA`.",
        "",
        "| what | command | data | code | version |",
        "|---|---|---|---|---|",
    ]
    for found in measurements:
        lines.append(
            f"| [{found.title}](#{_anchor(found.title)}) | `{found.command}` | `{found.data_hash}` | "
            f"`{found.code_hash}` | "
            f"{found.version} |"
        )
    lines += _in_short(measurements)
    for found in measurements:
        lines += ["", f"## {found.title}", "", found.about, ""]
        lines += [f"`{found.command}` · data `{found.data_hash}` · code `{found.code_hash}` · {found.machine}", ""]
        lines += list(_tables(found.figures))
    return "\n".join(lines) + "\n"


HEADLINES = (
    ("sentences_test", "faulty_flagged", "errors found in invented stories that the rules have never seen"),
    ("sentences_test", "faithful_flagged", "faithful sentences flagged there"),
    ("sentences_test", "faulty_supported", "errors called supported there"),
    (
        "realdrafts_test",
        "faithful_flagged",
        "true sentences of language models' summaries of real news flagged (blind)",
    ),
    ("realdrafts_test", "faulty_flagged", "errors of a language model's kind flagged there"),
    ("realdrafts_test", "faulty_supported", "such errors called supported there"),
    ("mutations_test", "faulty_flagged", "errors made by program found, in the same stories"),
    ("mutations_test", "faithful_flagged", "faithful sentences flagged there"),
    (
        "faithfulness",
        "checks/macro",
        "ranking of public benchmarks' texts, macro ROC-AUC (dev, most of them fitted on)",
    ),
    ("faithfulness", "checks/pairs_dev", "ranking of contrast pairs, ROC-AUC (dev)"),
    ("bundles_test", "extractive/coverage", "gold facts that the embedded engine's summaries tell"),
    ("bundles_test", "reference/coverage", "the same, of the summaries that the stories' writers would print"),
    ("bundles_test", "extractive/disagreements_told", "disagreements that the embedded engine's summaries tell"),
    ("bundles_test", "extractive/supported", "its sentences that our checks support"),
    ("prompts", "difference/joint", "joint score that prompt summary.v2 wins over summary.v1"),
    ("coverage", "ours/spearman", "our coverage metric and people, Spearman"),
    ("coverage", "ours less ROUGE-1/spearman", "what it wins over ROUGE-1"),
    ("mentions_test", "figures", "figures with value, kind and hedge read rightly in stories never seen, F1"),
    ("mentions_test", "dates", "dates with their days there, F1"),
    ("mentions_test", "quotes", "quotations with their speakers there, F1"),
    ("mentions_test", "names", "names put together by bearer there, BCubed F1"),
    ("mentions_test", "disagreements", "disagreements found there by rules, F1"),
    ("reading", "with_model/f1", "the same with a language model's second reading (recorded replies)"),
    ("disputes_test", "disagreements", "disagreements among decoys, by other writers, F1"),
    ("disagreements", "sure/right", "disagreements called sure in real news that are any (dev)"),
    ("quotes", "speaker", "speakers of quotations right, PolNeAR"),
    ("grouping", "wikinews/f1", "grouping of wikinews, BCubed F1 (dev)"),
    ("scale", "rate", "articles put into stories, one at a time"),
    ("scale", "growth", "cost of one at 50,000 articles beside 5,000"),
    ("speed", "cold", "a cited, checked summary of five articles, cold"),
    ("bulk", "rate_2", "short records scored on two processes"),
)
"""What a reader wants to know first, good and bad."""


def _in_short(measurements: Sequence[Measurement]) -> list[str]:
    """The leading figures, of the measurements that are there."""
    figures = {(found.benchmark, figure.key): figure for found in measurements for figure in found.figures}
    rows = [(words, figures[name, key]) for name, key, words in HEADLINES if (name, key) in figures]
    if not rows:
        return []
    lines = ["", "## In short", "", "| what | value (95 % interval) | n |", "|---|---|---|"]
    return lines + [f"| {words} | {shown(figure)} | {figure.n or ''} |" for words, figure in rows]


def _anchor(title: str) -> str:
    kept_characters = "".join(c for c in title.lower() if c.isalnum() or c in " -")
    return kept_characters.replace(" ", "-")


def _tables(figures: Sequence[Figure]) -> list[str]:
    """Plain figures a row each; those with a prefix ("extractive/coverage") in a table with a column a prefix."""
    plain = [figure for figure in figures if "/" not in figure.key]
    columns: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        if "/" in figure.key:
            prefix, _, key = figure.key.partition("/")
            columns.setdefault(prefix, {})[key] = figure
    lines = []
    if plain:
        lines += ["| figure | value (95 % interval) | n |", "|---|---|---|"]
        lines += [f"| {figure.name} | {shown(figure)} | {figure.n or ''} |" for figure in plain]
    for group in _alike(columns):
        lines += ["", *_columns_table(group)]
        for found in group.values():
            lines += reliability_plot(found)
    return lines


_BIN = re.compile(r"score (0\.\d) to (0\.\d|1\.0)")
_PLOT_WIDTH = 50


def reliability_plot(found: Mapping[str, Figure]) -> list[str]:
    """Bars of the faithful share of each bin of scores, "◆" where a calibrated score would have them end; [] for other
    figures.

    >>> plot = reliability_plot({"score 0.8 to 0.9": Figure("faithful/score 0.8 to 0.9", 0.6, n=17)})
    >>> print(plot[4])
    0.8 to 0.9  ██████████████████████████████············◆·······  .60  n 17
    """
    bins = [(match, found[key]) for key in found if (match := _BIN.fullmatch(key)) and found[key].value is not None]
    if not bins:
        return []
    scale = "".join(f"{tenth / 10:<{_PLOT_WIDTH // 5}.1f}".replace("0.", ".") for tenth in range(0, 10, 2))
    told = "Faithful share (bar) of each bin of scores; ◆ is where it would end if the score were exact."
    lines = ["", told, "", "```text"]
    rows = []
    for match, figure in bins:
        share, middle = float(figure.value or 0), (float(match[1]) + float(match[2])) / 2
        bar = list(("█" * round(share * _PLOT_WIDTH)).ljust(_PLOT_WIDTH, "·"))
        bar[min(int(middle * _PLOT_WIDTH), _PLOT_WIDTH - 1)] = "◆"
        rows.append(f"{match[1]} to {match[2]}  {''.join(bar)}  {f'{share:.2f}'.removeprefix('0')}  n {figure.n}")
    return [*lines, *rows, f"{'':12}{scale}1", "```"]


def _columns_table(group: Mapping[str, dict[str, Figure]]) -> list[str]:
    """A column a prefix; `n` stands in a column of its own where it is the same for all, else beside each value."""
    rows = dict.fromkeys(key for found in group.values() for key in found)
    has_one_n = all(len({found[key].n for found in group.values() if key in found}) == 1 for key in rows)
    lines = [
        f"| | {' | '.join(group)} |{' n |' if has_one_n else ''}",
        "|---|" + "---|" * (len(group) + has_one_n),
    ]
    for key in rows:
        figures = [found.get(key) for found in group.values()]
        first = next(figure for figure in figures if figure)
        cells = ["" if f is None else shown(f) + ("" if has_one_n or not f.n else f", n {f.n}") for f in figures]
        lines.append(f"| {first.name} | {' | '.join(cells)} |{f' {first.n or str()} |' if has_one_n else ''}")
    return lines


def _alike(columns: Mapping[str, dict[str, Figure]]) -> list[dict[str, dict[str, Figure]]]:
    """Prefixes whose figures are mostly the same stand in one table."""
    groups: list[dict[str, dict[str, Figure]]] = []
    for prefix, found in columns.items():
        for group in groups:
            known = set().union(*group.values())
            if len(known & set(found)) * 2 > len(found):
                group[prefix] = found
                break
        else:
            groups.append({prefix: found})
    return groups


def write_page(folder: Path = FOLDER, page: Path = PAGE) -> None:
    """Render the page anew."""
    page.write_text(render_page(kept(folder)), "utf-8")
