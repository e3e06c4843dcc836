"""The gate: quick benchmarks measured anew, against floors that only rise and against what `RESULTS.md` says.

`eval/floors.json` holds for each benchmark the hash of the data that its floors are of, and for each figure the least
value (or, where lower is better, the greatest) that it may have. `raise_floors` moves floors towards what is measured
and never away; away goes only one floor at a time, by name and with a reason, which is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.figures import LOWER, NEITHER, Figure, number
from eval.results import Measurement, stale_figures
from summarizer.errors import InputError

FLOORS = Path(__file__).parent / "floors.json"

SLACK = 0.01
"""How far a new floor stays from what was measured, in shares: a harmless change of a word list moves a case or two."""

GATED: Mapping[str, tuple[str, ...]] = {
    "sentences": ("auc", "faulty_flagged", "faithful_flagged", "right_code", "twin_order", "not_judged"),
    "bundles": (
        "extractive/supported", "extractive/citation_recall", "extractive/citation_precision", "extractive/coverage",
        "extractive/omission", "extractive/disagreements_told", "extractive/neutral", "extractive/not_written",
    ),
    "mutations": ("auc", "faulty_flagged", "faithful_flagged", "right_code", "not_judged"),
    "newsroom": ("auc", "faulty_flagged", "faithful_flagged", "right_code", "not_judged"),
    "slips": ("auc", "faulty_flagged", "faithful_flagged", "right_code", "not_judged"),
    "drafts": ("auc", "faulty_flagged", "faithful_flagged", "right_code", "not_judged"),
    "cleaning": ("story_recall", "furniture_removed"),
    "mentions": ("figures", "dates", "quotes", "names", "disagreements", "disagreements_precision"),
    "disputes": ("disagreements", "disagreements_figure", "disagreements_precision"),
    "origins": ("held/precision", "held/recall", "tune/precision", "tune/recall"),
}  # fmt: skip
"""The figures that have floors, by benchmark (both splits)."""


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that the gate does not let pass, in words."""

    benchmark: str
    what: str


def read_floors(path: Path = FLOORS) -> dict[str, Any]:
    """The floors as they are kept; empty when there are none yet. Raises InputError for a file that holds none."""
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InputError(f"{path} is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise InputError(f"{path} holds no floors.")
    return found


def breaches(measured: Iterable[Measurement], floors: Mapping[str, Any], kept: Iterable[Measurement]) -> list[Breach]:
    """What is below a floor, has no floor though it should, is of other data, or is told otherwise in the results."""
    told = {measurement.benchmark: measurement for measurement in kept}
    found: list[Breach] = []
    for measurement in measured:
        name = measurement.benchmark
        found += [Breach(name, what) for what in _below(measurement, floors.get(name))]
        if name not in told:
            found.append(Breach(name, "is not in eval/results; measure it with `python -m eval run NAME --record`"))
        else:
            found += [Breach(name, f"RESULTS.md is stale: {what}") for what in stale_figures(told[name], measurement)]
    return found


def _below(measurement: Measurement, floors: Mapping[str, Any] | None) -> list[str]:
    if floors is None:
        return ["has no floors; set them with `python -m eval gate --raise`"]
    if floors["data_hash"] != measurement.data_hash:
        return ["its data changed, so its floors are of other data; set them anew with `gate --repin NAME --why …`"]
    wanted = GATED.get(measurement.benchmark.partition("_")[0], ())
    found = [f"{key} has no floor; set it with `gate --raise`" for key in wanted if key not in floors["floors"]]
    return found + below_floors(measurement.figures, floors["floors"])


def below_floors(figures: Iterable[Figure], floors: Mapping[str, float]) -> list[str]:
    """The figures that are worse than their floors, or are not measured though they have one, in words."""
    values = {figure.key: figure for figure in figures}
    found = []
    for key, bound in floors.items():
        figure = values.get(key)
        if figure is None or figure.value is None:
            known = ", ".join(name for name, figure in values.items() if figure.value is not None)
            found.append(f"{key} has a floor and is not measured; measured are {known or 'none'}")
        elif _is_beyond(figure, bound):
            found.append(f"{figure.name} ({key}) is {number(figure.value)}, its floor is {number(bound)}")
    return found


def gated(measurement: Measurement) -> list[Figure]:
    """The figures of a measurement that have floors."""
    wanted = GATED.get(measurement.benchmark.partition("_")[0], ())
    return [figure for figure in measurement.figures if figure.key in wanted and figure.value is not None]


def _is_beyond(figure: Figure, bound: float) -> bool:
    value = round(figure.value or 0.0, 4)
    return value > bound if figure.direction == LOWER else value < bound


def raise_floors(floors: Mapping[str, Any], measured: Iterable[Measurement]) -> dict[str, Any]:
    """The floors moved towards what is measured, with `SLACK`; none is moved away. Data that changed is not touched."""
    found = {name: dict(entry) for name, entry in floors.items()}
    for measurement in measured:
        entry = found.setdefault(measurement.benchmark, {"data_hash": measurement.data_hash, "floors": {}})
        if entry["data_hash"] != measurement.data_hash:
            continue
        entry["floors"] = dict(entry["floors"])
        for figure in gated(measurement):
            entry["floors"][figure.key] = _raised(figure, entry["floors"].get(figure.key))
    return found


def _raised(figure: Figure, bound: float | None) -> float:
    value = figure.value or 0.0
    if figure.direction == LOWER:
        wanted = round(min(value + SLACK, 1.0), 3)
        return wanted if bound is None else min(bound, wanted)
    if figure.direction == NEITHER:
        raise InputError(f"{figure.key} has no better side, so it can have no floor.")
    wanted = round(max(value - SLACK, 0.0), 3)
    return wanted if bound is None else max(bound, wanted)


def lower_floor(floors: Mapping[str, Any], name: str, value: float, why: str) -> dict[str, Any]:
    """One floor moved away from what is better, with the reason kept. `name` is `BENCHMARK:KEY`.

    Raises InputError for an unknown floor or without a reason.
    """
    benchmark, _, key = name.partition(":")
    if key not in floors.get(benchmark, {}).get("floors", {}):
        raise InputError(f"There is no floor {name!r}.", hint="Name it BENCHMARK:KEY as in eval/floors.json.")
    _need_reason(why)
    if not 0 <= value <= 1:
        raise InputError(f"{value} is no floor: it must be between 0 and 1.")
    found = json.loads(json.dumps(floors))
    old = found[benchmark]["floors"][key]
    is_ceiling = Figure(key, None).direction == LOWER
    if (value <= old) if is_ceiling else (value >= old):
        raise InputError(f"{name} is {old}; {value} would not lower it.", hint="Floors rise by `gate --raise`.")
    found[benchmark]["floors"][key] = value
    found[benchmark].setdefault("lowered", []).append({"key": key, "from": old, "to": value, "why": why})
    return found  # type: ignore[no-any-return]


def repin(floors: Mapping[str, Any], measurement: Measurement, why: str) -> dict[str, Any]:
    """The floors of a benchmark whose data changed, set anew from what is measured, with the reason kept."""
    _need_reason(why)
    found = {name: dict(entry) for name, entry in floors.items()}
    old = found.pop(measurement.benchmark, {})
    entry = {"from": old.get("data_hash", ""), "to": measurement.data_hash, "why": why}
    fresh = raise_floors({}, [measurement])[measurement.benchmark]
    fresh["repinned"] = [*old.get("repinned", []), entry]
    if "lowered" in old:
        fresh["lowered"] = old["lowered"]
    return found | {measurement.benchmark: fresh}


def _need_reason(why: str) -> None:
    if len(why.split()) < 3:
        raise InputError(
            "Floors only rise: to move one down takes a reason.", hint='Give --why "…", three words at least.'
        )


def write_floors(floors: Mapping[str, Any], path: Path = FLOORS) -> None:
    """Keep the floors, in the order of their names."""
    path.write_text(json.dumps(floors, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
