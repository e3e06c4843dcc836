"""Long work, what editors say of it, and what went wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from service.schemas.base import mended
from service.schemas.records import ReportOut

Status = Literal["queued", "running", "succeeded", "failed", "cancelled"]


class ProblemPartOut(BaseModel):
    """One thing that is wrong, and where."""

    pointer: str
    detail: str


class ProblemOut(BaseModel):
    """RFC 9457 problem details."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    instance: str = ""
    errors: list[ProblemPartOut] = []


class DecisionRequest(BaseModel):
    """An editor's word on a text."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"decision": "held", "author": "Pia Rand", "reason": "Waits for the ministry."}]
        },
    )

    decision: Literal["approved", "held", "withdrawn"]
    author: str = Field(min_length=1, max_length=200, description="Who decides.")
    reason: str = Field(
        default="",
        max_length=2_000,
        description="Needed for a withdrawal, and for an approval while the headline or a sentence is contradicted, "
        "unsupported or not checked.",
    )

    summary_id: str = Field(
        default="", max_length=64, description="Which text, where a job has several; all of them without it."
    )
    version: int | None = Field(
        default=None,
        strict=True,
        ge=1,
        description="The `version` of the job that the decision is about; refused (409) where it has a newer one.",
    )

    @field_validator("author", "reason")
    @classmethod
    def _whole_characters(cls, text: str) -> str:
        return mended(text)


class DecisionOut(BaseModel):
    """What was decided, by whom, when and why; of those about a text the newest holds."""

    decision: Literal["approved", "held", "withdrawn"]
    author: str
    reason: str
    at: datetime
    summary_id: str = Field(default="", description='The text that it is about, "" for all of the job.')


class DecisionListOut(BaseModel):
    """Decisions, the oldest first; the newest one holds."""

    decisions: list[DecisionOut]


class SentenceReportRequest(BaseModel):
    """An editor's word that a verdict is wrong."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"sentence": 2, "kind": "missed_error", "author": "Pia Rand", "note": "It was the harbour."}]
        },
    )

    sentence: int = Field(strict=True, ge=0, description="Its number in the text, from 1; 0 is the headline.")
    kind: Literal["wrong_flag", "missed_error"] = Field(
        description="A flag on a sentence that the articles support, or an error that was not flagged."
    )
    author: str = Field(min_length=1, max_length=200, description="Who reports.")
    note: str = Field(default="", max_length=2_000, description="What is wrong, for whoever looks at it.")
    summary_id: str = Field(default="", max_length=64, description="Which text, where a job has several.")

    @field_validator("author", "note")
    @classmethod
    def _whole_characters(cls, text: str) -> str:
        return mended(text)


class SentenceReportOut(BaseModel):
    """A report as it is kept: the sentence (0 is the headline) and the verdict that it had."""

    id: str
    job_id: str
    summary_id: str
    sentence: int
    text: str
    verdict: str
    kind: Literal["wrong_flag", "missed_error"]
    author: str
    note: str
    at: datetime


class SentenceReportListOut(BaseModel):
    """Reports, the newest first; `next` continues the list."""

    reports: list[SentenceReportOut]
    next: str | None


class JobOut(BaseModel):
    """Long work and, once it has succeeded, its result."""

    id: str
    kind: Literal["summary", "verification"]
    status: Status
    progress: str
    title: str
    created_at: datetime
    finished_at: datetime | None
    href: str
    page: str = Field(description="The editors' page of this job.")
    problem: ProblemOut | None = None
    result: ReportOut | None = None
    decisions: list[DecisionOut] = Field(default=[], description="Of editors, the oldest first; the newest one holds.")
    version: int = Field(
        default=1, description="Rises with every decision about a text of it, and every approval of another version."
    )
    edited_from: str = Field(default="", description='Id of the job whose text was edited into this one, "" for none.')
    edits: list[str] = Field(default=[], description="Ids of the verifications of what was edited from this text.")
    superseded_by: dict[str, str] = Field(
        default={},
        description="Id of a text → id of the job that has the version approved since: until this one is approved "
        "anew, it is withheld.",
    )


class JobListOut(BaseModel):
    """Jobs without their results, the newest first; `next` continues the list."""

    jobs: list[JobOut]
    next: str | None
