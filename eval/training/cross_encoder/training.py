"""The stages of training: entailment pairs, then labelled summary sentences and mutations, then contrast pairs.

Each stage starts from the one before. A stage's batches are fixed by its seed, so that one that was stopped goes on
from its last checkpoint with the batch after it. Batches hold pairs of like length, by tokens rather than by number;
twins share a batch, with a ranking term (softplus(1 - (faithful - faulty)), Burges et al. 2005, RankNet's loss with a
margin).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from eval.metrics.detection import roc_auc
from eval.training.cross_encoder import mutated
from eval.training.cross_encoder import pairs as reading
from eval.training.cross_encoder.encoding import Encoded, Encoder
from eval.training.cross_encoder.export import export
from eval.training.cross_encoder.network import CrossEncoder, from_encoder
from eval.training.cross_encoder.pairs import CLAIMS, ENTAILMENT, NOT_ENTAILMENT, Pair

RESOURCES = Path(__file__).parents[3] / "summarizer" / "resources"
CHECKPOINT_EVERY = 120  # seconds
TOKENS_PER_BATCH = 3_600
RANKING_WEIGHT = 1.0
N_JUDGED = 6  # times in a stage
REHEARSED = 12
"""One in so many of the entailment pairs comes again among the contrast pairs."""
ROUNDS = {"claims": 1, "reworded": 3}
"""In so many epochs every pair of a source comes once; `_ROUNDS_OF_OTHERS` for any other source."""
_ROUNDS_OF_OTHERS = 6


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what it learns from, for how long, and how fast."""

    name: str
    follows: str
    examples: Callable[[Path, Path], list[Pair]]
    epochs: int
    rate: float
    n_batches: int | None = None  # of the plan, when the stage ends before its schedule does
    n_frozen: int = 0  # lower layers that are left as the stage before made them
    dropout: float = 0.1
    smoothing: float = 0.05


def _entailment(data: Path, _run: Path) -> list[Pair]:
    return reading.nli_pairs(data, held_out=False)


def _all(data: Path, run: Path) -> list[Pair]:
    claims = sorted(CLAIMS.glob("*.jsonl"))
    found = [*_entailment(data, run)[::REHEARSED], *reading.labelled_pairs(data)]
    for name, make in (("mutations", mutated.make), ("reworded", mutated.of_claims)):
        made = run / f"{name}.jsonl"
        if not made.exists():
            make(data, claims, made)
        found.extend(mutated.read(made))
    return [*found, *reading.contrast_pairs(data, claims, "train")]


STAGES = {
    stage.name: stage
    for stage in (
        Stage("entailment", "", _entailment, epochs=2, rate=1.5e-4, dropout=0.0, smoothing=0.03),
        Stage("claims", "entailment", _all, epochs=3, rate=6e-5, n_frozen=2),
    )
}


# --------------------------------------------------------------------------------------- batches


def batches_of(pairs: Sequence[Encoded], epoch: int) -> list[list[int]]:
    """Pairs by position, in batches of like length; twins together; the order of batches shuffled by the epoch.

    Where there are contrast pairs, they come in every epoch, and of other sources a part (`ROUNDS`): the former are
    what is to be learnt, the latter keep it from learning only that.
    """
    whole = all(pair.source != "claims" for pair in pairs)
    rng = random.Random(epoch)
    groups: dict[str, list[int]] = {}
    for place, pair in enumerate(pairs):
        name = pair.group or str(place)
        n_rounds = 1 if whole else ROUNDS.get(pair.source, _ROUNDS_OF_OTHERS)
        if reading.fold_of(name, n_rounds) == epoch % n_rounds:
            groups.setdefault(name, []).append(place)
    units = list(groups.values())
    rng.shuffle(units)
    found: list[list[int]] = []
    for start in range(0, len(units), 4_096):  # sorted within a stretch: like lengths, and still every mix of sources
        part = sorted(units[start : start + 4_096], key=lambda unit: max(len(pairs[place].ids) for place in unit))
        batch: list[int] = []
        longest = 0
        for unit in part:
            longest = max(longest, *(len(pairs[place].ids) for place in unit))
            if batch and longest * (len(batch) + len(unit)) > TOKENS_PER_BATCH:
                found.append(batch)
                batch, longest = [], max(len(pairs[place].ids) for place in unit)
            batch.extend(unit)
        if batch:
            found.append(batch)
    rng.shuffle(found)
    return found


def tensors_of(pairs: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, types and mask of a batch, padded to its longest; both sides rounded up, the rows after the batch's empty.

    Rounded, because the CPU's matrix library compiles a program for every shape that it has not met: with each batch
    of another shape, it compiles more than it multiplies.
    """
    longest = -(-max(len(pair.ids) for pair in pairs) // 16) * 16
    n_rows = -(-len(pairs) // 8) * 8
    ids = torch.zeros(n_rows, longest, dtype=torch.long)
    types = torch.zeros(n_rows, longest, dtype=torch.long)
    mask = torch.zeros(n_rows, longest)
    mask[:, 0] = 1.0
    for row, pair in enumerate(pairs):
        ids[row, : len(pair.ids)] = torch.tensor(pair.ids)
        types[row, : len(pair.ids)] = torch.tensor(pair.types)
        mask[row, : len(pair.ids)] = 1.0
    return ids, types, mask


def loss_of(logits: Tensor, batch: Sequence[Encoded], smoothing: float) -> Tensor:
    """Cross-entropy ("not entailed" is neutral or contradiction), and the ranking of twins."""
    chances = logits.log_softmax(1)
    joined = torch.logsumexp(chances[:, 1:], 1)
    labels = torch.tensor([pair.label for pair in batch])
    known = labels < NOT_ENTAILMENT
    three = -chances[torch.arange(len(batch)), labels.clamp(max=2)]
    two = torch.where(labels == ENTAILMENT, -chances[:, 0], -joined)
    plain = torch.where(known, three, two)
    even = -(chances[:, 0] + joined) / 2
    loss = ((1 - smoothing) * plain + smoothing * even).mean()
    scores = chances[:, 0] - joined
    places: dict[str, list[int]] = {}
    for place, pair in enumerate(batch):
        if pair.group:
            places.setdefault(pair.group, []).append(place)
    margins = [
        scores[better] - scores[worse]
        for group in places.values()
        for better in group
        if batch[better].label == ENTAILMENT
        for worse in group
        if batch[worse].label != ENTAILMENT
    ]
    if margins:
        loss = loss + RANKING_WEIGHT * functional.softplus(1 - torch.stack(margins)).mean()
    return loss


# ----------------------------------------------------------------------------------------- stages


def train(stage: Stage, data: Path, encoder: Path, run: Path) -> None:
    """Train one stage, from its last checkpoint where there is one; nothing where it is finished."""
    finished = run / f"{stage.name}.pt"
    if finished.exists():
        return
    torch.manual_seed(0)
    network = from_encoder(encoder, stage.dropout)
    if stage.follows:
        network.load_state_dict(torch.load(run / f"{stage.follows}.pt"))
    network.freeze(stage.n_frozen)
    decayed = [p for p in network.parameters() if p.requires_grad and p.ndim > 1]
    others = [p for p in network.parameters() if p.requires_grad and p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}], lr=stage.rate, fused=True
    )
    encoder_ = Encoder(encoder.parent / "tokenizer.json")
    examples = encoder_.encode_all(stage.examples(data, run))
    plan = [batch for epoch in range(stage.epochs) for batch in batches_of(examples, epoch)]
    end = min(stage.n_batches or len(plan), len(plan))
    held_out = encoder_.encode_all(reading.nli_pairs(data, held_out=True)[::4])
    twins = encoder_.encode_all(_seen_on_the_way(data))
    started, partial = 0, run / f"{stage.name}.part"
    if partial.exists():
        kept: dict[str, Any] = torch.load(partial)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        started = kept["step"]
    _log(run, f"{stage.name}: {len(examples)} pairs, {len(plan)} batches, from batch {started}")
    halved = torch.cpu._is_amx_tile_supported()  # three times the speed where the CPU multiplies bfloat16 tiles
    saved, losses, n_seen, begun = time.monotonic(), [], 0, time.monotonic()
    for step in range(started, end):
        for group in optimizer.param_groups:
            group["lr"] = stage.rate * _schedule(step / len(plan))
        network.train()
        batch = [examples[place] for place in plan[step]]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=halved):
            logits = network(*tensors_of(batch))[: len(batch)]
        loss = loss_of(logits.float(), batch, stage.smoothing)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
        n_seen += len(batch)
        if time.monotonic() - saved > CHECKPOINT_EVERY:
            _save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}, partial)
            rate = n_seen / (time.monotonic() - begun)
            _log(run, f"  {step + 1}/{len(plan)} loss {np.mean(losses[-200:]):.3f}, {rate:.1f} pairs/s")
            saved = time.monotonic()
        if (step + 1) % max(1, len(plan) // N_JUDGED) == 0:
            _log(run, f"  {step + 1}/{len(plan)} {_judged(network, held_out, twins)}")
    _save(network.state_dict(), finished)
    partial.unlink(missing_ok=True)
    _log(run, f"{stage.name} finished")


def _seen_on_the_way(data: Path) -> list[Pair]:
    """A third of the dev contrast pairs, to see how a stage gets on; `judge` reads them all."""
    pairs = reading.contrast_pairs(data, sorted(CLAIMS.glob("*.jsonl")), "dev")
    return [pair for pair in pairs if reading.fold_of(pair.group, 3) == 0]


def _schedule(share: float, warm: float = 0.06) -> float:
    """Linear rise, then half a cosine down to a twentieth."""
    if share < warm:
        return max(share, 1e-3) / warm
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * (share - warm) / (1 - warm)))


def _save(what: object, path: Path) -> None:
    torch.save(what, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)  # never half a checkpoint


def _log(run: Path, line: str) -> None:
    print(line, flush=True)
    with (run / "log.txt").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


# ----------------------------------------------------------------------------------------- judging


def scores_of(network: CrossEncoder, pairs: Sequence[Encoded]) -> np.ndarray[Any, Any]:
    """Log probabilities of the three classes for each pair: (n, 3)."""
    network.eval()
    out = np.zeros((len(pairs), 3), dtype=np.float32)
    order = sorted(range(len(pairs)), key=lambda place: len(pairs[place].ids))
    with torch.inference_mode():
        for start in range(0, len(order), 32):
            part = order[start : start + 32]
            out[part] = network(*tensors_of([pairs[place] for place in part]))[: len(part)].log_softmax(1).numpy()
    return out


def figures_of(scores: np.ndarray[Any, Any], pairs: Sequence[Encoded]) -> dict[str, float]:
    """ROC-AUC of entailment, the share of twins in the right order, and three-way accuracy where labels allow."""
    chance = scores[:, 0]
    labels = np.array([pair.label for pair in pairs])
    found = {"auc": roc_auc([int(label == ENTAILMENT) for label in labels], chance.tolist()) or float("nan")}
    three = labels < NOT_ENTAILMENT
    if three.any() and not all(pair.group for pair in pairs):
        found["accuracy"] = float((scores[three].argmax(1) == labels[three]).mean())
    groups: dict[str, dict[bool, float]] = {}
    for value, pair in zip(chance, pairs, strict=True):
        if pair.group:
            groups.setdefault(pair.group, {})[pair.label == ENTAILMENT] = float(value)
    both = [twins[True] > twins[False] for twins in groups.values() if len(twins) == 2]
    if both:
        found["twins"] = float(np.mean(both))
    return found


def _judged(network: CrossEncoder, held_out: Sequence[Encoded], twins: Sequence[Encoded]) -> str:
    parts = []
    for name, pairs in (("nli", held_out), ("contrast", twins)):
        found = figures_of(scores_of(network, pairs), pairs)
        parts.append(f"{name} " + " ".join(f"{key} {value:.3f}" for key, value in found.items()))
    return "; ".join(parts)


def main() -> None:
    """Read the arguments and do what they name."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.cross_encoder")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("train", "judge", "export"):
        command = commands.add_parser(name)
        command.add_argument("--run", type=Path, required=True)
        command.add_argument("--stage", choices=tuple(STAGES), default="claims")
        command.add_argument("--encoder", type=Path, required=True, help="model.safetensors, tokenizer.json beside it")
        if name != "export":
            command.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(torch.get_num_threads())
    if arguments.command == "train":
        arguments.run.mkdir(parents=True, exist_ok=True)
        needed: list[Stage] = []
        name = arguments.stage
        while name:
            needed.insert(0, STAGES[name])
            name = STAGES[name].follows
        for stage in needed:
            train(stage, arguments.data, arguments.encoder, arguments.run)
    elif arguments.command == "export":
        state = torch.load(arguments.run / f"{arguments.stage}.pt")
        export({name: values.numpy() for name, values in state.items()}, RESOURCES / "cross_encoder.onnx")
        tokenizer = (arguments.encoder.parent / "tokenizer.json").read_bytes()
        (RESOURCES / "word_pieces.json.gz").write_bytes(gzip.compress(tokenizer, 9, mtime=0))
    elif arguments.command == "judge":
        network = CrossEncoder()
        network.load_state_dict(torch.load(arguments.run / f"{arguments.stage}.pt"))
        encoder = Encoder(arguments.encoder.parent / "tokenizer.json")
        twins = encoder.encode_all(reading.contrast_pairs(arguments.data, sorted(CLAIMS.glob("*.jsonl")), "dev"))
        print(json.dumps(figures_of(scores_of(network, twins), twins)))
