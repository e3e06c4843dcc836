"""Pairs → token ids, by the encoding that the product itself uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from eval.training.cross_encoder.pairs import Pair
from summarizer.cross_encoder import encode


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair in tokens, with what the loss and the judging must know of it."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    label: int
    source: str
    group: str
    code: str


class Encoder:
    """The word pieces of the published tokenizer."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def encode_all(self, pairs: Sequence[Pair]) -> list[Encoded]:
        """All pairs, in their order."""
        out = []
        for pair in pairs:
            ids, types = encode(self.tokenizer, pair.premise, pair.hypothesis)
            out.append(Encoded(tuple(ids), tuple(types), pair.label, pair.source, pair.group, pair.code))
        return out
