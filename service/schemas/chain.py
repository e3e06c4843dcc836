"""The chain of records, as its readers see it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field


class RecordOut(BaseModel):
    """One record: its hash is of all the rest of it, the hash of the one before among it."""

    number: int = Field(description="Its place in the chain.")
    kind: Literal["result", "decision"]
    job_id: str
    content: dict[str, Any] = Field(
        description="Of a result: `status`, `request_sha256`, `result_sha256`, `timings` (`started_at`, `read_at`: "
        "what embargoes are held against; `waited_s`, `took_s`). Of a decision: what, by whom, when, why, of what."
    )
    previous_sha256: str
    sha256: str = Field(
        description="SHA-256 of the JSON list [kind, job_id, content as sorted JSON, previous_sha256] in UTF-8."
    )


class RecordsOut(BaseModel):
    """The records of a job, the oldest first."""

    records: list[RecordOut]
    is_unchanged: bool | None = Field(
        description="Whether the kept result is the recorded one; null for a job that has no record."
    )


class ChainOut(BaseModel):
    """Whether every record follows from the one before it."""

    n_records: int
    sha256: str = Field(
        description='Of the newest record: kept elsewhere, it proves the chain. "" where there is none.'
    )
    is_whole: bool
    first_broken: int | None = Field(description="The number of the first record that does not follow.")


class ReplayOut(BaseModel):
    """A result beside the same work done again."""

    is_same: bool = Field(description="Byte for byte.")
    result_sha256: str
    replayed_sha256: str
    is_same_version: bool
    is_same_settings: bool
    differs: list[str] = Field(description="JSON pointers to what differs, the first of them.")
