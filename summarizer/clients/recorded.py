"""Replies kept in a folder, by what was asked: a run can be replayed without a network, byte for byte."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from summarizer.clients import Client
from summarizer.errors import ClientUnavailable
from summarizer.model import Completion, Reply, Usage


def completion_key(completion: Completion) -> str:
    """SHA-256 (hex) of all that is asked: equal for equal questions, whatever the order of their schema's keys."""
    return hashlib.sha256(json.dumps(asdict(completion), sort_keys=True, default=str).encode()).hexdigest()


class RecordedClient:
    """Replays the reply that `folder` holds for a question; asks `live`, when given, for one it lacks, and keeps it."""

    name = "recorded"

    def __init__(self, folder: Path, live: Client | None = None) -> None:
        self._folder = folder
        self._live = live

    def complete(self, completion: Completion) -> Reply:
        """The recorded reply. Raises `ClientUnavailable` when there is none and nobody to ask."""
        path = self._folder / f"{completion_key(completion)}.json"
        if path.exists():
            kept = json.loads(path.read_text("utf-8"))
            return Reply(kept["text"], kept["model"], Usage(**kept["usage"]))
        if self._live is None:
            raise ClientUnavailable(
                f"No reply is recorded for question {path.stem[:12]}.",
                hint="Record it once with a live client, or check that prompt and model are those recorded.",
            )
        reply = self._live.complete(completion)
        self._folder.mkdir(parents=True, exist_ok=True)
        half_written = path.with_suffix(".part")
        half_written.write_text(json.dumps(asdict(reply), ensure_ascii=False, indent=1), "utf-8")
        half_written.replace(path)
        return reply
