"""The cross-encoder in torch: all-MiniLM-L6-v2 reading premise and hypothesis as one text, and a head of three classes.

Written out, not taken from a hub's library: the published package brings the weights alone, and training needs three
things that a generic class has no place for: frozen word pieces, no padding inside a batch of one length, and logits
of three classes from [CLS] and the mean together.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from eval.training.encoder import N_HEADS, N_LAYERS, WIDTH, read_weights

CLASSES = ("entailment", "neutral", "contradiction")
N_WORDS, N_PLACES, N_TYPES, INNER = 30_522, 512, 2, 1536


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm), with dropout after attention and after the feed-forward part."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.joined = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, allowed: Tensor) -> Tensor:
        """(n, length, width), (n, 1, 1, length) with 0 where a token is and -inf where padding is → the same shape."""
        n, length, _ = hidden.shape
        joined = self.joined(hidden).view(n, length, 3, N_HEADS, WIDTH // N_HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = joined[0], joined[1], joined[2]
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // N_HEADS) + allowed
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(n, length, WIDTH)
        hidden = self.norm(hidden + self.dropout(self.attended(mixed)))
        return self.last_norm(hidden + self.dropout(self.outer(functional.gelu(self.inner(hidden)))))


class CrossEncoder(nn.Module):
    """Token ids, types and lengths of pairs → logits of `CLASSES`."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(N_WORDS, WIDTH)
        self.places = nn.Embedding(N_PLACES, WIDTH)
        self.types = nn.Embedding(N_TYPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(N_LAYERS))
        self.pooled = nn.Linear(2 * WIDTH, WIDTH)
        self.head = nn.Linear(WIDTH, len(CLASSES))
        self.words.weight.requires_grad_(False)  # a few hundred thousand pairs cannot better 30,522 word pieces
        self.n_frozen = 0

    def freeze(self, n_layers: int) -> None:
        """Leave the embeddings and so many lower layers as they are: a fifth less to compute, and less to overfit."""
        self.n_frozen = n_layers
        parts = [self.places, self.types, self.norm, *self.layers[:n_layers]] if n_layers else []
        for part in parts:
            part.requires_grad_(False)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """(n, length) ids, types (0 premise, 1 hypothesis), mask (1 token, 0 padding) → (n, 3) logits."""
        allowed = (1.0 - mask)[:, None, None, :] * -1e9
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.dropout(self.norm(self.words(ids) + self.places(places) + self.types(types)))
        for i, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and i >= self.n_frozen):
                hidden = layer(hidden, allowed)
        mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        pooled = functional.gelu(self.pooled(torch.cat([hidden[:, 0], mean], dim=1)))
        return self.head(self.dropout(pooled))


def from_encoder(path: Path, dropout: float = 0.1) -> CrossEncoder:
    """A cross-encoder that starts from the published sentence encoder's weights (its hash is checked)."""
    weights = {name: torch.from_numpy(values.copy()) for name, values in read_weights(path).items()}
    network = CrossEncoder(dropout)
    state = network.state_dict()
    for ours, theirs in (("words", "word"), ("places", "position"), ("types", "token_type")):
        state[f"{ours}.weight"] = weights[f"embeddings.{theirs}_embeddings.weight"]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for i in range(N_LAYERS):
            theirs = f"encoder.layer.{i}"
            parts = [weights[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"layers.{i}.joined.{kind}"] = torch.cat(parts)
            state[f"layers.{i}.attended.{kind}"] = weights[f"{theirs}.attention.output.dense.{kind}"]
            state[f"layers.{i}.norm.{kind}"] = weights[f"{theirs}.attention.output.LayerNorm.{kind}"]
            state[f"layers.{i}.inner.{kind}"] = weights[f"{theirs}.intermediate.dense.{kind}"]
            state[f"layers.{i}.outer.{kind}"] = weights[f"{theirs}.output.dense.{kind}"]
            state[f"layers.{i}.last_norm.{kind}"] = weights[f"{theirs}.output.LayerNorm.{kind}"]
    network.load_state_dict(state)
    return network
