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
from service.storage.decisions import APPROVED, HELD, WITHDRAWN, Decision, Overtaken, about
from service.texts import texts_of
from service.versions import Approval, approvals_elsewhere, approvals_of_others, earlier, superseded, version_of
from summarizer.report import CANCELED, FLAGS, USABLE, WITHHELD, is_headline_flagged, news_record, news_text, uri_of

_STATUS = {APPROVED: USABLE, HELD: WITHHELD, WITHDRAWN: CANCELED}


def flags_of(texts: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The headlines and sentences of texts that the articles contradict or do not support, or that nobody checked."""
    return (*_flagged_headlines(texts), *_flagged_sentences(texts))


def _flagged_headlines(texts: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(one["title"] for one in texts if is_headline_flagged(one))


def _flagged_sentences(texts: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(s["text"] for one in texts for s in one["sentences"] if s["verdict"] in FLAGS)


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
    summary_id: str = "",
    once: Once | None = None,
    seen: int | None = None,
) -> Decided:
    """Keeps a decision about a text of a finished job, or all its texts; the same request `once` more changes nothing.

    `seen` is the version of the job (`version_of`) that whoever decides had before them; None where that is not said.
    It is of the job, whichever of its texts is meant: who has not seen what was decided of another text is told and
    asked again, too, so that of several texts, as of one, nobody decides over what they have not seen.

    Raises `DecisionRefused` for one about a job without a result or about a version that is no longer the newest, for
    an approval over flags or of what was withdrawn without a reason, and for a withdrawal without one; `InputError`
    where there is no such text; `KeyReused` for another request under a key.
    """
    before = made_before(storage, once)
    if before is not None:
        return _decided_before(storage, job, int(before))
    author, reason = " ".join(author.split()), reason.strip()
    if job.status != SUCCEEDED:
        raise DecisionRefused("There is no text yet to decide about")
    if not author:
        raise DecisionRefused("A decision needs a name", hint="Say who decides.")
    texts = texts_of(job, summary_id)
    made = storage.decisions.of([job.id]).get(job.id, ())
    if seen is not None and seen != version_of(storage, job):
        raise _overtaken(storage, job, seen)
    withdrawals = withdrawals_of(texts, made)
    if kind == APPROVED and withdrawals and not reason:
        told = f"{_subject(job, withdrawals[-1].summary_id or summary_id)} withdrawn by {withdrawals[-1].author}"
        raise DecisionRefused(told, hint="Give the reason for approving it all the same.")
    if kind == APPROVED and flags_of(texts) and not reason:
        hint = "Edit the text, or give the reason for approving it all the same."
        raise DecisionRefused(_told(texts), hint=hint)
    if kind == WITHDRAWN and not reason:
        raise DecisionRefused("A withdrawal needs a reason", hint="Say why the text is withdrawn.")
    is_of_all = len(texts_of(job)) == 1  # the only text is all of them
    decision = Decision(kind, author, reason, datetime.now(UTC), "" if is_of_all else summary_id)
    n_before = len(made) if seen is not None else None
    try:
        return Decided(storage.decisions.add(job.id, decision, once, n_before), decision)
    except Overtaken:  # since we looked
        raise _overtaken(storage, job, seen or 1) from None
    except DuplicateKey:  # the same key arrived twice at once
        return _decided_before(storage, job, int(made_before(storage, once) or 0))


def _overtaken(storage: Storage, job: Job, seen: int) -> DecisionRefused:
    """The refusal of a decision about a text as it was before others decided: of each text what came last since."""
    made = [(one, _subject(job, one.summary_id)) for one in storage.decisions.of([job.id]).get(job.id, ())]
    ours = "this text" if len(texts_of(job)) == 1 else "one of these texts"
    made += [(one.decision, f"Another version of {ours} was") for one in approvals_of_others(storage, job)]
    unseen = sorted(made, key=lambda one: one[0].at)[max(seen, 1) - 1 :]
    if not unseen:
        return DecisionRefused("There is no such version of this text", hint="Load the page again.")
    now = datetime.now(UTC)
    last = {subject: one for one, subject in unseen}
    told = [
        f"{subject} {one.kind} by {one.author} {how_long_ago(one.at, now)}{f': {one.reason}' if one.reason else ''}"
        for subject, one in last.items()
    ]
    return DecisionRefused("; ".join(told), hint="Your page did not show that yet. Look again, and decide anew.")


def _subject(job: Job, summary_id: str) -> str:
    """Which text of a job something was decided about, or that all of them were, to begin a sentence with."""
    texts = texts_of(job)
    if len(texts) == 1:
        return "This text was"
    title = next((one["title"] for one in texts if one["id"] == summary_id), "")
    return f"“{title}” was" if title else "One of the texts was" if summary_id else f"All {len(texts)} texts were"


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


def _issues(storage: Storage, job: Job, summary_id: str) -> Iterator[tuple[dict[str, Any], _Issue]]:
    """Each text of a job, or the one of that id, with how it is handed on.

    Raises `ExportRefused` while there is no text, or a flag of one stands without a reason; one that was approved
    before, or is withdrawn, is handed on as what it is now, so that whoever has it learns of it.
    """
    if job.status != SUCCEEDED:
        raise ExportRefused("There is no text yet to hand on")
    made = storage.decisions.of([job.id]).get(job.id, ())
    texts = texts_of(job, summary_id, pointer="/query/summary_id")
    kept_back = kept_back_of(texts, made)
    if kept_back:
        raise ExportRefused(_told(kept_back), hint="Edit the text, or approve it with the reason first.")
    replaces = [uri for job_id, text_id in earlier(storage, job) if (uri := _uri(storage.job(job_id), text_id))]
    replaced = superseded(storage, job)
    created = job.finished_at or job.created_at
    for summary in texts:
        by, decisions = replaced.get(summary["id"]), about(made, summary["id"])
        last = decisions[-1].kind if decisions else ""
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


def withdrawals_of(texts: Sequence[dict[str, Any]], made: Sequence[Decision]) -> list[Decision]:
    """Of what was decided about a job, the decisions by which some of these texts are withdrawn, the oldest first."""
    last = [about(made, one["id"])[-1:] for one in texts]
    return sorted({one for found in last for one in found if one.kind == WITHDRAWN}, key=lambda one: one.at)


def kept_back_of(texts: Sequence[dict[str, Any]], made: Sequence[Decision]) -> list[dict[str, Any]]:
    """The texts that may not be handed on: flagged, and never approved or withdrawn, so that nobody can have them."""
    return [one for one in texts if flags_of([one]) and not _may_be_out(about(made, one["id"]))]


def _may_be_out(decisions: Sequence[Decision]) -> bool:
    """Whether a text may have been handed on: it was approved, or withdrawn, whatever was decided since."""
    return any(decision.kind in (APPROVED, WITHDRAWN) for decision in decisions)


def export(storage: Storage, job: Job, format: str, summary_id: str = "") -> list[dict[str, Any]]:
    """The texts of a finished job, or the one of that id, as news items, "ninjs", "jsonld" or (the whole record)
    "json", as they may be used.

    Raises `ExportRefused` while they may not be handed on, `InputError` for any other format or id.
    """
    issues = _issues(storage, job, summary_id)
    if format == "json":
        return [asdict(issue) | {"summary": summary} for summary, issue in issues]
    edited = _engine_of_edited(storage, job)
    return [news_record(summary, format, edited=edited, **asdict(issue)) for summary, issue in issues]


def export_text(storage: Storage, job: Job, format: str, summary_id: str = "") -> str:
    """The texts of a finished job, or the one of that id, to print, "md" or "html"; one that is not to be used says so
    at its head.

    Raises as `export` does.
    """
    return "\n".join(
        news_text(summary, format, status=issue.status, note=issue.note)
        for summary, issue in _issues(storage, job, summary_id)
    )


def _engine_of_edited(storage: Storage, job: Job) -> str:
    """Who wrote the text that an editor began with; "" where this is no edited text, or the first is not kept."""
    edited = earlier(storage, job)
    if not edited:
        return ""
    job_id, text_id = edited[-1]
    first = storage.job(job_id)
    found = texts_of(first) if first is not None else []
    return next((str(one["audit"]["engine"]) for one in found if len(found) == 1 or one["id"] == text_id), "")


def _uri(job: Job | None, text_id: str) -> str:
    """What a text of a job is called for good: by its job, where it has no other; "" where it is no longer kept."""
    summaries = texts_of(job) if job is not None else []
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


def flags_in_words(texts: Sequence[dict[str, Any]]) -> str:
    """What of texts is flagged, "the headline and 2 sentences are …"; "" where nothing is."""
    n, n_headlines = len(_flagged_sentences(texts)), len(_flagged_headlines(texts))
    headlines = "the headline" if n_headlines == 1 else f"{n_headlines} headlines"
    found = [headlines] * bool(n_headlines) + [f"{n} {'sentence' if n == 1 else 'sentences'}"] * bool(n)
    if not found:
        return ""
    verb = "is" if len(flags_of(texts)) == 1 else "are"
    return f"{' and '.join(found)} {verb} contradicted, unsupported or not checked"


def _told(texts: Sequence[dict[str, Any]]) -> str:
    told = flags_in_words(texts)
    return f"{told[0].upper()}{told[1:]}"
