"""An editor's word on a text: approved, held or withdrawn, by whom and why. A flag is overridden with a reason only."""

from __future__ import annotations

from datetime import UTC, datetime

from service.problems import DecisionRefused
from service.storage import SUCCEEDED, Job, Storage
from service.storage.decisions import APPROVED, WITHDRAWN, Decision

_FLAGS = frozenset({"contradicted", "unsupported", "not_checked"})  # nobody has looked at the third


def flags_of(job: Job) -> tuple[str, ...]:
    """The sentences of a job's texts that the articles contradict or do not support, or that nobody has checked."""
    summaries = (job.result or {}).get("summaries", [])
    return tuple(s["text"] for one in summaries for s in one["sentences"] if s["verdict"] in _FLAGS)


def decide(storage: Storage, job: Job, kind: str, author: str, reason: str) -> Decision:
    """Keeps a decision about a finished job.

    Raises `DecisionRefused` for one about a job without a result, for an approval over flags without a reason, and for
    a withdrawal without one.
    """
    author, reason = " ".join(author.split()), reason.strip()
    if job.status != SUCCEEDED:
        raise DecisionRefused("There is no text yet to decide about")
    if not author:
        raise DecisionRefused("A decision needs a name", hint="Say who decides.")
    flags = flags_of(job)
    if kind == APPROVED and flags and not reason:
        n = len(flags)
        told = f"{n} {'sentence is' if n == 1 else 'sentences are'} contradicted, unsupported or not checked"
        raise DecisionRefused(told, hint="Edit the text, or give the reason for approving it all the same.")
    if kind == WITHDRAWN and not reason:
        raise DecisionRefused("A withdrawal needs a reason", hint="Say why the text is withdrawn.")
    decision = Decision(kind, author, reason, datetime.now(UTC))
    storage.decisions.add(job.id, decision)
    return decision
