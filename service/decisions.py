"""An editor's word on a text: approved, held or withdrawn, by whom and why. A flag is overridden with a reason only.

While one stands without a reason, the text is not handed on to publish either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from service.idempotency import made_before
from service.problems import DecisionRefused, ExportRefused
from service.storage import SUCCEEDED, DuplicateKey, Job, Once, Storage
from service.storage.decisions import APPROVED, HELD, WITHDRAWN, Decision, Overtaken
from service.versions import Approval, approvals_elsewhere, approvals_of_others, earlier, superseded, version_of
from summarizer.report import CANCELED, FLAGS, USABLE, WITHHELD, is_headline_flagged, news_record, news_text, uri_of

_STATUS = {APPROVED: USABLE, HELD: WITHHELD, WITHDRAWN: CANCELED}


def flags_of(job: Job) -> tuple[str, ...]:
    """The headlines and sentences of a job's texts that the articles contradict or do not support, or that nobody has
    checked."""
    return (*_flagged_headlines(job), *_flagged_sentences(job))


def _flagged_headlines(job: Job) -> tuple[str, ...]:
    return tuple(one["title"] for one in _summaries(job) if is_headline_flagged(one))


def _flagged_sentences(job: Job) -> tuple[str, ...]:
    return tuple(s["text"] for one in _summaries(job) for s in one["sentences"] if s["verdict"] in FLAGS)


def _summaries(job: Job) -> list[dict[str, Any]]:
    summaries: list[dict[str, Any]] = (job.result or {}).get("summaries", [])
    return summaries


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that is kept: how many the job had with it, and whether it is new or this very request's of before."""

    n_decisions: int
    decision: Decision
    is_new: bool = True


def decide(
    storage: Storage,
    job: Job,
    kind: str,
    author: str,
    reason: str,
    once: Once | None = None,
    seen: int | None = None,
) -> Decided:
    """Keeps a decision about a finished job; the same request `once` more changes nothing.

    `seen` is the version of the job (`version_of`) that whoever decides had before them; None where that is not said.

    Raises `DecisionRefused` for one about a job without a result or about a version that is no longer the newest, for
    an approval over flags or of what was withdrawn without a reason, and for a withdrawal without one; `KeyReused` for
    another request under a key.
    """
    before = made_before(storage, once)
    if before is not None:
        return _decided_before(storage, job, int(before))
    author, reason = " ".join(author.split()), reason.strip()
    if job.status != SUCCEEDED:
        raise DecisionRefused("There is no text yet to decide about")
    if not author:
        raise DecisionRefused("A decision needs a name", hint="Say who decides.")
    made = storage.decisions.of([job.id]).get(job.id, ())
    n_before = len(made) if seen is not None else None
    if seen is not None and seen != version_of(storage, job):
        raise _overtaken(storage, job)
    if kind == APPROVED and made and made[-1].kind == WITHDRAWN and not reason:
        hint = "Give the reason for approving it all the same."
        raise DecisionRefused(f"This text was withdrawn by {made[-1].author}", hint=hint)
    if kind == APPROVED and flags_of(job) and not reason:
        hint = "Edit the text, or give the reason for approving it all the same."
        raise DecisionRefused(_told(job), hint=hint)
    if kind == WITHDRAWN and not reason:
        raise DecisionRefused("A withdrawal needs a reason", hint="Say why the text is withdrawn.")
    decision = Decision(kind, author, reason, datetime.now(UTC))
    try:
        return Decided(storage.decisions.add(job.id, decision, once, n_before), decision)
    except Overtaken:  # since we looked
        raise _overtaken(storage, job) from None
    except DuplicateKey:  # the same key arrived twice at once
        return _decided_before(storage, job, int(made_before(storage, once) or 0))


def _overtaken(storage: Storage, job: Job) -> DecisionRefused:
    """The refusal of a decision about a text as it was before somebody else decided, told by whom, when and why."""
    own = storage.decisions.of([job.id]).get(job.id, ())
    found = [(one, "This text was") for one in own[-1:]]
    found += [(one.decision, "Another version of this text was") for one in approvals_of_others(storage, job)[-1:]]
    if not found:
        return DecisionRefused("There is no such version of this text", hint="Load the page again.")
    last, what = max(found, key=lambda one: one[0].at)
    why = f": {last.reason}" if last.reason else ""
    told = f"{what} {last.kind} by {last.author} {how_long_ago(last.at, datetime.now(UTC))}{why}"
    return DecisionRefused(told, hint="Your page did not show that yet. Look again, and decide anew.")


def how_long_ago(then: datetime, now: datetime) -> str:
    """How long ago something was, in words; of more than a day its date.

    >>> noon = datetime(2031, 5, 6, 12, tzinfo=UTC)
    >>> [how_long_ago(noon.replace(hour=hour, minute=minute), noon) for hour, minute in ((12, 0), (11, 58), (9, 59))]
    ['just now', '2 minutes ago', '2 hours ago']
    >>> how_long_ago(noon, noon.replace(day=9))
    'on 6 May 2031'
    """
    minutes = round((now - then).total_seconds() / 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
    hours = minutes // 60
    if hours < 24:
        return "an hour ago" if hours == 1 else f"{hours} hours ago"
    return f"on {then.day} {then:%B %Y}"


def _decided_before(storage: Storage, job: Job, n_decisions: int) -> Decided:
    return Decided(n_decisions, storage.decisions.of([job.id])[job.id][n_decisions - 1], is_new=False)


@dataclass(frozen=True, slots=True)
class _Issue:
    """How a text of a job is handed on: under which name, with which status and note, since when, in which version
    since when, and which texts it replaces or is replaced by.

    Until somebody has decided it is withheld. Each decision makes a new version, so that a receiver which knows the one
    before takes the withdrawal, too; and so does the approval of another version of the text, which withholds this one
    until it is approved anew. An edit names the texts that it replaces.
    """

    uri: str
    status: str
    note: str
    created: str
    modified: str
    version: int
    replaces: tuple[str, ...]
    replaced_by: str


def _issues(storage: Storage, job: Job) -> Iterator[tuple[dict[str, Any], _Issue]]:
    """Each text of a job with how it is handed on.

    Raises `ExportRefused` while there is no text, or a flag stands without a reason; one that was approved before, or
    is withdrawn, is handed on as what it is now, so that whoever has it learns of it.
    """
    if job.status != SUCCEEDED:
        raise ExportRefused("There is no text yet to hand on")
    decisions = storage.decisions.of([job.id]).get(job.id, ())
    last = decisions[-1].kind if decisions else ""
    if flags_of(job) and not may_be_out(decisions):
        raise ExportRefused(_told(job), hint="Edit the text, or approve it with the reason first.")
    replaces = [uri for job_id, text_id in earlier(storage, job) if (uri := _uri(storage.job(job_id), text_id))]
    replaced = superseded(storage, job)
    created = job.finished_at or job.created_at
    for summary in _summaries(job):
        by = replaced.get(summary["id"])
        status = _STATUS.get(last, WITHHELD)
        modified = by.decision.at if by else decisions[-1].at if decisions else created
        yield (
            summary,
            _Issue(
                uri=_uri(job, summary["id"]),
                status=WITHHELD if by and status == USABLE else status,
                note=" ".join(filter(None, (_note(decisions), _superseded_note(by)))),
                created=created.isoformat(),
                modified=max(created, modified).isoformat(),
                version=1 + len(decisions) + len(approvals_elsewhere(storage, job, summary["id"])),
                replaces=tuple(replaces),
                replaced_by=f"urn:uuid:{by.job_id}" if by else "",
            ),
        )


def may_be_out(decisions: Sequence[Decision]) -> bool:
    """Whether a text may have been handed on: it was approved, or withdrawn, whatever was decided since."""
    return any(decision.kind in (APPROVED, WITHDRAWN) for decision in decisions)


def export(storage: Storage, job: Job, format: str) -> list[dict[str, Any]]:
    """The texts of a finished job as news items, "ninjs", "jsonld" or (the whole record) "json", as they may be used.

    Raises `ExportRefused` while they may not be handed on, `InputError` for any other format.
    """
    if format == "json":
        return [asdict(issue) | {"summary": summary} for summary, issue in _issues(storage, job)]
    edited = _engine_of_edited(storage, job)
    return [news_record(summary, format, edited=edited, **asdict(issue)) for summary, issue in _issues(storage, job)]


def export_text(storage: Storage, job: Job, format: str) -> str:
    """The texts of a finished job to print, "md" or "html"; one that is not to be used says so at its head.

    Raises as `export` does.
    """
    return "\n".join(
        news_text(summary, format, status=issue.status, note=issue.note) for summary, issue in _issues(storage, job)
    )


def _engine_of_edited(storage: Storage, job: Job) -> str:
    """Who wrote the text that an editor began with; "" where this is no edited text, or the first is not kept."""
    edited = earlier(storage, job)
    if not edited:
        return ""
    job_id, text_id = edited[-1]
    first = storage.job(job_id)
    found = _summaries(first) if first is not None else []
    return next((str(one["audit"]["engine"]) for one in found if len(found) == 1 or one["id"] == text_id), "")


def _uri(job: Job | None, text_id: str) -> str:
    """What a text of a job is called for good: by its job, where it has no other; "" where it is no longer kept."""
    summaries = _summaries(job) if job is not None else []
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


def flags_in_words(job: Job) -> str:
    """What of a job's texts is flagged, "the headline and 2 sentences are …"; "" where nothing is."""
    n, is_of_headline = len(_flagged_sentences(job)), bool(_flagged_headlines(job))
    found = ["the headline"] * is_of_headline + [f"{n} {'sentence' if n == 1 else 'sentences'}"] * bool(n)
    if not found:
        return ""
    verb = "is" if len(flags_of(job)) == 1 else "are"
    return f"{' and '.join(found)} {verb} contradicted, unsupported or not checked"


def _told(job: Job) -> str:
    told = flags_in_words(job)
    return f"{told[0].upper()}{told[1:]}"
