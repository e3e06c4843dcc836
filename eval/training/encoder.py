"""The sentence encoder all-MiniLM-L6-v2 in numpy, enough to encode word pieces once. It is not part of the product.

A BERT of six layers, 384 wide, twelve heads, mean-pooled. Written out here because a table made once does not justify
torch (1 GB): its output equals the original's to five digits (SBERT's model card gives the architecture).
"""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
N_LAYERS, N_HEADS, WIDTH = 6, 12, 384

Floats = NDArray[np.float32]


def read_weights(path: Path) -> dict[str, Floats]:
    """The tensors of a safetensors file by name. Raises ValueError when it is not the published file, by its hash."""
    raw = path.read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != SHA256:
        raise ValueError(f"{path.name} has sha256 {found}, not that of all-MiniLM-L6-v2 ({SHA256})")
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    weights: dict[str, Floats] = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        values = np.frombuffer(raw[8 + size + start : 8 + size + end], dtype=np.float32)
        weights[name] = values.reshape(entry["shape"])
    return weights


def encode(ids: NDArray[np.int64], weights: dict[str, Floats]) -> Floats:
    """Mean-pooled vectors of rows of token ids, all of one length (no padding): (n, length) → (n, 384)."""
    n, length = ids.shape
    hidden = weights["embeddings.word_embeddings.weight"][ids]
    hidden = hidden + weights["embeddings.position_embeddings.weight"][:length]
    hidden = _norm(hidden + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm", weights)
    for layer in range(N_LAYERS):
        name = f"encoder.layer.{layer}"
        query, key, value = (
            _linear(hidden, f"{name}.attention.self.{part}", weights)
            .reshape(n, length, N_HEADS, WIDTH // N_HEADS)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(WIDTH // N_HEADS)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ value
        mixed = mixed.transpose(0, 2, 1, 3).reshape(n, length, WIDTH)
        mixed = _linear(mixed, f"{name}.attention.output.dense", weights)
        hidden = _norm(hidden + mixed, f"{name}.attention.output.LayerNorm", weights)
        inner = _gelu(_linear(hidden, f"{name}.intermediate.dense", weights))
        hidden = _norm(hidden + _linear(inner, f"{name}.output.dense", weights), f"{name}.output.LayerNorm", weights)
    return np.asarray(hidden.mean(axis=1), dtype=np.float32)


def _linear(values: Floats, name: str, weights: dict[str, Floats]) -> Floats:
    return np.asarray(values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], dtype=np.float32)


def _norm(values: Floats, name: str, weights: dict[str, Floats]) -> Floats:
    centred = values - values.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
    return np.asarray(scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"], dtype=np.float32)


def _gelu(values: Floats) -> Floats:
    # erf by Abramowitz and Stegun 7.1.26 (error below 1.5e-7): numpy has none
    x = np.abs(values) / math.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * x)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(values) * (1.0 - poly * np.exp(-x * x))
    return np.asarray(0.5 * values * (1.0 + erf), dtype=np.float32)
