"""An editor's word on a text: approved, held or withdrawn, by whom and why. A flag is overridden with a reason only.

While one stands without a reason, the text is not handed on to publish either.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from service.problems import DecisionRefused, ExportRefused
from service.storage import SUCCEEDED, Job, Storage
from service.storage.decisions import APPROVED, HELD, WITHDRAWN, Decision
from service.versions import Approval, approvals_elsewhere, earlier, superseded
from summarizer.report import CANCELED, FLAGS, USABLE, WITHHELD, news_record, uri_of

_STATUS = {APPROVED: USABLE, HELD: WITHHELD, WITHDRAWN: CANCELED}


def flags_of(job: Job) -> tuple[str, ...]:
    """The sentences of a job's texts that the articles contradict or do not support, or that nobody has checked."""
    summaries = (job.result or {}).get("summaries", [])
    return tuple(s["text"] for one in summaries for s in one["sentences"] if s["verdict"] in FLAGS)


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
        hint = "Edit the text, or give the reason for approving it all the same."
        raise DecisionRefused(_told(flags), hint=hint)
    if kind == WITHDRAWN and not reason:
        raise DecisionRefused("A withdrawal needs a reason", hint="Say why the text is withdrawn.")
    decision = Decision(kind, author, reason, datetime.now(UTC))
    storage.decisions.add(job.id, decision)
    return decision


def export(storage: Storage, job: Job, format: str) -> list[dict[str, Any]]:
    """The texts of a finished job as news items, "ninjs" or "jsonld", with the status that an editor gave them.

    Until somebody has decided they are withheld. Each decision makes a new version, so that a receiver which knows the
    one before takes the withdrawal, too; and so does the approval of another version of the text, which withholds this
    one until it is approved anew. An edit names the texts that it replaces.

    Raises `ExportRefused` while there is no text, or a flag stands without a reason; one that is withdrawn is handed on
    as such, so that whoever has it learns of it. Raises `InputError` for any other format.
    """
    if job.status != SUCCEEDED:
        raise ExportRefused("There is no text yet to hand on")
    decisions = storage.decisions.of([job.id]).get(job.id, ())
    last = decisions[-1].kind if decisions else ""
    flags = flags_of(job)
    if flags and last not in (APPROVED, WITHDRAWN):
        raise ExportRefused(_told(flags), hint="Edit the text, or approve it with the reason first.")
    summaries = (job.result or {}).get("summaries", [])
    replaces = [uri for job_id, text_id in earlier(storage, job) if (uri := _uri(storage.job(job_id), text_id))]
    replaced = superseded(storage, job)
    return [
        _item(storage, job, summary, format, decisions, replaces=replaces, by=replaced.get(summary["id"]))
        for summary in summaries
    ]


def _item(
    storage: Storage,
    job: Job,
    summary: dict[str, Any],
    format: str,
    decisions: Sequence[Decision],
    *,
    replaces: Sequence[str],
    by: Approval | None,
) -> dict[str, Any]:
    """One text as a news item; `by` is the approval of another version that holds instead."""
    status = _STATUS[decisions[-1].kind] if decisions else WITHHELD
    at = decisions[-1].at if decisions else job.finished_at or job.created_at
    return news_record(
        summary,
        format,
        uri=_uri(job, summary["id"]),
        created=(by.decision.at if by else at).isoformat(),
        status=WITHHELD if by and status == USABLE else status,
        note=" ".join(filter(None, (_note(decisions), _superseded_note(by)))),
        version=1 + len(decisions) + len(approvals_elsewhere(storage, job, summary["id"])),
        replaces=replaces,
        replaced_by=f"urn:uuid:{by.job_id}" if by else "",
    )


def _uri(job: Job | None, text_id: str) -> str:
    """What a text of a job is called for good: by its job, where it has no other; "" where it is no longer kept."""
    summaries = (job.result or {}).get("summaries", []) if job is not None else []
    if job is not None and len(summaries) == 1:
        return f"urn:uuid:{job.id}"
    return next((uri_of(summary) for summary in summaries if summary["id"] == text_id), "")


def _superseded_note(by: Approval | None) -> str:
    return f"Superseded by another version, approved by {by.decision.author}".rstrip(".") + "." if by else ""


def _note(decisions: Sequence[Decision]) -> str:
    """The last decision in words."""
    if not decisions:
        return "Not yet approved by an editor."
    last = decisions[-1]
    return f"{last.kind.capitalize()} by {last.author}{': ' + last.reason if last.reason else ''}".rstrip(".") + "."


def _told(flags: Sequence[str]) -> str:
    n = len(flags)
    return f"{n} {'sentence is' if n == 1 else 'sentences are'} contradicted, unsupported or not checked"
