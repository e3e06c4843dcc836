"""A text and all that was edited from it: of these, the one that was approved last is the one to publish."""

from __future__ import annotations

from dataclasses import dataclass

from service.storage import Decision, Job, Storage
from service.storage.decisions import APPROVED, about
from service.texts import texts_of


@dataclass(frozen=True, slots=True)
class Approval:
    """That another version of a text was approved: the job that has it, and the decision."""

    job_id: str
    decision: Decision


def superseded(storage: Storage, job: Job) -> dict[str, Approval]:
    """The texts of a job, by their ids, of which another version was approved after all that was decided here.

    One that is approved anew holds again, and supersedes the other.
    """
    decided = storage.decisions.of([job.id]).get(job.id, ())
    found = {}
    for text_id in _texts(storage, job):
        own, made = about(decided, text_id), approvals_elsewhere(storage, job, text_id)
        if made and made[-1].decision.at > (own[-1].at if own else job.created_at):
            found[text_id] = made[-1]
    return found


def approvals_elsewhere(storage: Storage, job: Job, text_id: str) -> tuple[Approval, ...]:
    """The approvals of all other versions of a text since its job was asked for, the oldest first."""
    others = {job_id: text for job_id, text in _versions(storage, job.id, text_id).items() if job_id != job.id}
    made = [
        Approval(job_id, decision)
        for job_id, decisions in storage.decisions.of(others).items()
        for decision in about(decisions, others[job_id])
        if decision.kind == APPROVED and decision.at > job.created_at
    ]
    return tuple(sorted(made, key=lambda approval: approval.decision.at))


def approvals_of_others(storage: Storage, job: Job) -> tuple[Approval, ...]:
    """The approvals of other versions of any text of a job, the oldest first."""
    made = (one for text_id in _texts(storage, job) for one in approvals_elsewhere(storage, job, text_id))
    return tuple(sorted(dict.fromkeys(made), key=lambda approval: approval.decision.at))


def version_of(storage: Storage, job: Job, n_decisions: int | None = None) -> int:
    """The version of a job: it rises with every decision about it (the first `n_decisions` alone, where they are
    given) and with every approval of another version of a text of it.

    Who decides about an older one does not know of what was decided since.
    """
    made = storage.decisions.of([job.id]).get(job.id, ())[:n_decisions]
    return 1 + len(made) + len(approvals_of_others(storage, job))


def earlier(storage: Storage, job: Job) -> tuple[tuple[str, str], ...]:
    """The texts that the text of a job goes back to, as (job, id of the text), the one before it first."""
    found: list[tuple[str, str]] = []
    job_id = job.id
    while (edit := storage.edits.of(job_id)) is not None:
        found.append((edit.edited_from, edit.summary_id))
        job_id = edit.edited_from
    return tuple(found)


def _versions(storage: Storage, job_id: str, text_id: str) -> dict[str, str]:
    """The jobs that have a version of a text: the first one, with the text's id there, and all that was edited from it,
    each with "" for its only text."""
    while (edit := storage.edits.of(job_id)) is not None:
        job_id, text_id = edit.edited_from, edit.summary_id
    found = {job_id: text_id}
    newer = [edit.job_id for edit in storage.edits.made_of([job_id]) if edit.summary_id == text_id]
    while newer:
        found |= dict.fromkeys(newer, "")
        newer = [edit.job_id for edit in storage.edits.made_of(newer)]
    return found


def _texts(storage: Storage, job: Job) -> list[str]:
    """The ids of a job's texts; of one whose result is not loaded those that were edited, or "" for its only one."""
    texts = [one["id"] for one in texts_of(job)]
    return texts or list(dict.fromkeys(edit.summary_id for edit in storage.edits.made_of([job.id]))) or [""]
