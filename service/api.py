"""The HTTP API: thin endpoints over jobs and the pipeline. Shapes are in `schemas`, errors in `problems`.

What editors say of a text is in `review`.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import AfterValidator, AwareDatetime

import summarizer
from service import schemas
from service.answers import (
    NOT_FOUND,
    OF_READING,
    PROBLEM,
    PROBLEMS,
    Cursor,
    KeptSummary,
    KeptVerification,
    job_out,
    kept_job,
    refuse_unknown,
)
from service.events import events_of
from service.feeds import TAKES_FEEDS, FeedRoute
from service.idempotency import IdempotencyKey
from service.jobs import SUMMARY, VERIFICATION, Jobs, href_of
from service.security import require_key
from service.storage import Job, Storage
from service.storage.articles import MOST_LOOKED_AT
from service.storage.titles import title_words
from service.stories import Stories
from summarizer import pipeline
from summarizer.errors import InputError
from summarizer.report import fact_report_record, facts_record, group_record, story_record
from summarizer.settings import Settings

RETRY_AFTER_S = 1  # a summary without a language model takes about that long
PREFERENCE = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?(\d{1,4})\"?", re.IGNORECASE)

IN_FLIGHT: dict[int | str, dict[str, Any]] = {
    409: {"description": "The first request with this Idempotency-Key is being answered"} | PROBLEM
}
_location = {"Location": {"description": "The job", "schema": {"type": "string"}}}
_retry_after = {"Retry-After": {"description": "Seconds after which to ask again", "schema": {"type": "integer"}}}
ACCEPTED: dict[int | str, dict[str, Any]] = {
    200: {"description": "The job has ended: its result, or the problem it met", "headers": _location},
    202: {
        "model": schemas.JobOut,
        "description": "Queued: ask again at `Location` after `Retry-After` seconds",
        "headers": _location | _retry_after,
    },
}

ADDED: dict[int | str, dict[str, Any]] = {
    200: {"model": schemas.PlacementOut, "description": "The same article was added before: where it is now"},
    201: {
        "description": "Added",
        "headers": {"Location": {"description": "The article", "schema": {"type": "string"}}},
    },
    409: {"description": "Another article has this id"} | PROBLEM,
}
NO_ARTICLE: dict[int | str, dict[str, Any]] = {404: {"description": "No such article"} | PROBLEM, **OF_READING}
OF_STORY: dict[int | str, dict[str, Any]] = {
    308: {"description": "Part of another story now: `Location`"} | PROBLEM,
    404: {"description": "No such story"} | PROBLEM,
    **OF_READING,
}

router = APIRouter(prefix="/v1", dependencies=[Depends(require_key), Depends(refuse_unknown)], route_class=FeedRoute)
health = APIRouter()

LastEventId = Annotated[str | None, Header(max_length=40, description="The last event that was received.")]
Events = AsyncIterator[ServerSentEvent]
Prefer = Annotated[str | None, Header(description="`wait=N`: answer with the result when it takes at most N seconds.")]


@router.post(
    "/summaries",
    responses=PROBLEMS | IN_FLIGHT | ACCEPTED,
    summary="Summarize a bundle of articles",
    openapi_extra=TAKES_FEEDS,
)
async def post_summaries(
    body: schemas.SummaryRequest,
    request: Request,
    response: Response,
    prefer: Prefer = None,
    idempotency_key: IdempotencyKey = None,
) -> schemas.JobOut:
    """Queues the bundle (202), or gives the result (200) when `Prefer: wait=N` leaves enough time."""
    return await _submitted(SUMMARY, _as_request(body), request, response, _wait_s(prefer), idempotency_key)


@router.post("/verifications", responses=PROBLEMS | IN_FLIGHT | ACCEPTED, summary="Check a summary against articles")
async def post_verifications(
    body: schemas.VerificationRequest,
    request: Request,
    response: Response,
    prefer: Prefer = None,
    idempotency_key: IdempotencyKey = None,
) -> schemas.JobOut:
    """The verdicts (200); a check that takes longer than the service waits goes on as a job (202)."""
    wait_s = _wait_s(prefer) if prefer else float("inf")
    return await _submitted(VERIFICATION, _as_request(body), request, response, wait_s, idempotency_key)


@router.post("/groupings", responses=PROBLEMS, summary="Tell articles apart by event", openapi_extra=TAKES_FEEDS)
async def post_groupings(body: schemas.GroupingRequest, request: Request) -> schemas.GroupingOut:
    """The stories that the articles tell, with the origins behind each."""
    settings: Settings = request.app.state.settings
    report = await run_in_threadpool(pipeline.group_report, _as_request(body)["articles"], settings)
    return schemas.GroupingOut.model_validate(group_record(report))


@router.post(
    "/facts",
    responses=PROBLEMS,
    summary="Tell what the articles state, and what a summary leaves out",
    openapi_extra=TAKES_FEEDS,
)
async def post_facts(body: schemas.FactsRequest, request: Request) -> schemas.FactsOut:
    """Facts, figures, quotations, names, disagreements and a timeline of each story, without a summary of ours."""
    settings: Settings = request.app.state.settings
    articles = _as_request(body)["articles"]
    report = await run_in_threadpool(pipeline.extract, articles, settings, summary=body.summary)
    return schemas.FactsOut.model_validate(fact_report_record(report))


@router.post(
    "/articles", status_code=201, responses=PROBLEMS | ADDED, summary="Add an article to the stream, get its story"
)
async def post_articles(body: schemas.ArticleIn, request: Request, response: Response) -> schemas.PlacementOut:
    """Puts one article into the story of its event, or begins one (201); the same one again changes nothing (200).

    So no Idempotency-Key is needed: an article without an `id` gets one of its content. Another one under an `id` that
    is taken is refused (409), with what differs.

    A kill notice also withdraws the earlier article of its outlet that it names: `withdraws`. Where it is not plain
    which one is meant, a notice says so, and nothing is withdrawn. An article sent as canceled (`pubStatus` of IPTC's
    ninjs) withdraws the kept one of its `id` or `uri` (200).
    """
    stories: Stories = request.app.state.stories
    placed = await run_in_threadpool(stories.add, body.model_dump(exclude_none=True))
    response.status_code = 200 if placed.is_known else 201
    response.headers["Location"] = _article_href(placed.placement.article_id)
    return schemas.PlacementOut(
        article_id=placed.placement.article_id,
        story_id=placed.placement.story_id,
        is_new=placed.placement.is_new,
        merged=[ended for ended, _ in placed.placement.merged],
        split=[begun for begun, _ in placed.placement.split],
        withdraws=[
            schemas.WithdrawnOut(article_id=one.article_id, story_id=one.story_id, href=_story_href(one.story_id))
            for one in placed.withdrawn
        ],
        notices=[schemas.NoticeOut(**asdict(notice)) for notice in placed.notices],
        href=_story_href(placed.placement.story_id),
    )


@router.get("/articles/{article_id:path}", responses=NO_ARTICLE, summary="In which story an article is now")
def get_article(article_id: str, request: Request) -> schemas.KeptArticleOut:
    """The article as it was sent, and its story."""
    stories: Stories = request.app.state.stories
    kept = stories.article(article_id)
    if kept is None:
        raise HTTPException(404, f"There is no article {article_id[:255]!r}.")
    return schemas.KeptArticleOut(
        id=kept.id,
        story_id=kept.story_id,
        arrived_at=kept.arrived_at,
        article=schemas.ArticleIn.model_validate(kept.request),
        withdrawn_by=stories.withdrawn_by(kept.id),
        href=_story_href(kept.story_id),
    )


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("there is no such time in UTC: it lies before the year 1 or after 9999") from None


@router.get("/stories", responses=OF_READING, summary="The stories of the stream")
def get_stories(
    request: Request,
    cursor: Annotated[str | None, Query(pattern=r"^\d{1,18}$", description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    since: Annotated[
        Annotated[AwareDatetime, AfterValidator(_in_utc)] | None,
        Query(description="Only stories that changed then or later: RFC 3339, with a zone."),
    ] = None,
    q: Annotated[
        str,
        Query(
            max_length=200,
            description="Only stories whose title has all these words: whole ones, in any case, with or without "
            f"accents. The next {MOST_LOOKED_AT:,} stories are looked at.",
        ),
    ] = "",
) -> schemas.StoryListOut:
    """Stories without their articles, the one with the newest article first.

    An article that comes while you page moves its story to the front, where this pass has been: ask again with `since`
    set to when you began.
    """
    stories: Stories = request.app.state.stories
    words = title_words(q)
    if q.strip() and not words:
        raise InputError("q has no word", pointer="/query/q", hint="Give words of the title.")
    page = stories.page(before=int(cursor) if cursor else None, n=limit, since=since, words=words)
    return schemas.StoryListOut(
        stories=[
            schemas.StoryEntryOut(
                id=kept.id,
                title=kept.title,
                n_articles=kept.n_articles,
                n_withdrawn=kept.n_withdrawn,
                created_at=kept.created_at,
                changed_at=kept.changed_at,
                href=_story_href(kept.id),
            )
            for kept in page
        ],
        next=str(page[-1].last_arrival) if len(page) == limit else None,
    )


@router.get("/stories/{story_id}", responses=OF_STORY, summary="A story: articles, origins, timeline")
async def get_story(story_id: str, request: Request) -> schemas.StoryDetailOut:
    """The story as it stands now. One that became part of another answers 308 with the other's address."""
    stories: Stories = request.app.state.stories
    kept = await run_in_threadpool(stories.kept, story_id)
    if kept is None:
        raise HTTPException(404, f"There is no story {story_id[:36]!r}.")
    if kept.merged_into:
        told = f"The story is part of {kept.merged_into} now."
        raise HTTPException(308, told, headers={"Location": _story_href(kept.merged_into)})
    view = await run_in_threadpool(stories.story, kept)
    facts = facts_record(view.facts, view.story)
    return schemas.StoryDetailOut.model_validate(
        story_record(view.story)
        | {
            "id": kept.id,
            "created_at": kept.created_at,
            "changed_at": kept.changed_at,
            "n_kept": kept.n_articles,
            "disagreements": facts["disagreements"],
            "revisions": facts["revisions"],
            "timeline": facts["timeline"],
            "figures": facts["figures"],
            "notices": [asdict(notice) for notice in view.facts.notices],
            "events": [asdict(event) for event in view.events],
        }
    )


@router.get("/summaries", responses=OF_READING, summary="The newest summaries")
def get_summaries(
    request: Request,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    status: Annotated[schemas.Status | None, Query(description="Only those of this status.")] = None,
) -> schemas.JobListOut:
    """Summaries without their results, the newest first."""
    storage: Storage = request.app.state.storage
    jobs = storage.page(SUMMARY, before=cursor, n=limit, status=status)
    return schemas.JobListOut(
        jobs=[job_out(job, storage) for job in jobs], next=jobs[-1].id if len(jobs) == limit else None
    )


@router.get("/summaries/{job_id}", responses=NOT_FOUND, summary="A summary, or how far it is")
async def get_summary(job_id: str, request: Request, response: Response, prefer: Prefer = None) -> schemas.JobOut:
    """The job with its result once it has succeeded; before that, `Retry-After` says when to ask again."""
    return await _shown(SUMMARY, job_id, request, response, prefer)


@router.get("/verifications/{job_id}", responses=NOT_FOUND, summary="A verification, or how far it is")
async def get_verification(job_id: str, request: Request, response: Response, prefer: Prefer = None) -> schemas.JobOut:
    """The job with its result once it has succeeded; before that, `Retry-After` says when to ask again."""
    return await _shown(VERIFICATION, job_id, request, response, prefer)


async def _shown(kind: str, job_id: str, request: Request, response: Response, prefer: str | None) -> schemas.JobOut:
    kept_job(request.app.state.storage, job_id, kind)
    job = await _finished_within(job_id, request, _wait_s(prefer))
    if not job.is_finished:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return job_out(job, request.app.state.storage)


@router.get("/summaries/{job_id}/events", responses=NOT_FOUND, response_class=EventSourceResponse, summary="Follow it")
async def get_summary_events(job: KeptSummary, request: Request, last_event_id: LastEventId = None) -> Events:
    """Server-Sent Events: `progress`, a `verdict` a sentence, `end`; `Last-Event-ID` goes on where it broke off."""
    async for event in _events(job, request, last_event_id):
        yield event


@router.get(
    "/verifications/{job_id}/events", responses=NOT_FOUND, response_class=EventSourceResponse, summary="Follow it"
)
async def get_verification_events(job: KeptVerification, request: Request, last_event_id: LastEventId = None) -> Events:
    """Server-Sent Events: `progress`, a `verdict` a sentence, `end`; `Last-Event-ID` goes on where it broke off."""
    async for event in _events(job, request, last_event_id):
        yield event


def _events(job: Job, request: Request, last_event_id: str | None) -> Events:
    return events_of(job.id, request.app.state.storage, request.app.state.jobs, last_event_id)


@router.delete("/summaries/{job_id}", responses=NOT_FOUND, summary="Cancel a summary that has not finished")
def delete_summary(job_id: str, request: Request) -> schemas.JobOut:
    """Cancels; what has finished stays as it is."""
    return _cancelled(SUMMARY, job_id, request)


@router.delete("/verifications/{job_id}", responses=NOT_FOUND, summary="Cancel a verification that has not finished")
def delete_verification(job_id: str, request: Request) -> schemas.JobOut:
    """Cancels; what has finished stays as it is."""
    return _cancelled(VERIFICATION, job_id, request)


def _cancelled(kind: str, job_id: str, request: Request) -> schemas.JobOut:
    storage: Storage = request.app.state.storage
    jobs: Jobs = request.app.state.jobs
    kept_job(storage, job_id, kind)
    jobs.cancel(job_id)
    return job_out(kept_job(storage, job_id, kind), storage)


@health.get("/healthz", summary="The process lives")
def healthz() -> dict[str, str]:
    """Always 200 while the process answers."""
    return {"status": "ok", "version": summarizer.__version__}


@health.get("/readyz", responses={503: PROBLEM}, summary="The service can work")
def readyz(request: Request) -> dict[str, str]:
    """200 when the database answers, else 503."""
    storage: Storage = request.app.state.storage
    if not storage.is_ready():
        raise HTTPException(503, "The database does not answer.", headers={"Retry-After": "5"})
    return {"status": "ready"}


async def _submitted(
    kind: str, asked: dict[str, Any], request: Request, response: Response, wait_s: float, key: str | None
) -> schemas.JobOut:
    jobs: Jobs = request.app.state.jobs
    in_flight: set[str] = request.app.state.in_flight
    is_answering = key is not None and key in in_flight
    in_flight.update({key} if key is not None else ())
    try:
        job = await run_in_threadpool(jobs.submit, kind, asked, key)
        if is_answering:
            told = "The first request with this Idempotency-Key is being answered. The job is at Location."
            headers = {"Location": href_of(job), "Retry-After": str(RETRY_AFTER_S)}
            raise HTTPException(409, told, headers=headers)
        job = await _finished_within(job.id, request, wait_s)
    finally:
        if not is_answering:
            in_flight.discard(key or "")
    response.headers["Location"] = href_of(job)
    if not job.is_finished:
        response.status_code = 202
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    elif wait_s > 0:
        response.headers["Preference-Applied"] = "wait"
    return job_out(job, request.app.state.storage)


async def _finished_within(job_id: str, request: Request, wait_s: float) -> Job:
    """The job, after waiting for it as long as the client prefers and the settings allow. 404 when there is none."""
    settings: Settings = request.app.state.settings
    jobs: Jobs = request.app.state.jobs
    await jobs.wait(job_id, min(wait_s, settings.max_wait_s))
    return await run_in_threadpool(kept_job, request.app.state.storage, job_id)


def _wait_s(prefer: str | None) -> float:
    """Seconds of `wait=N` in a Prefer header (RFC 7240); 0 without one.

    >>> _wait_s("respond-async, wait=10"), _wait_s(None)
    (10.0, 0.0)
    """
    found = PREFERENCE.search(prefer or "")
    return float(found.group(1)) if found else 0.0


def _as_request(
    body: schemas.SummaryRequest | schemas.VerificationRequest | schemas.GroupingRequest | schemas.FactsRequest,
) -> dict[str, Any]:
    """The body as it is stored: what was left out stays out."""
    return body.model_dump(exclude_none=True)


def _article_href(article_id: str) -> str:
    return f"/v1/articles/{quote(article_id, safe='')}"


def _story_href(story_id: str) -> str:
    return f"/v1/stories/{story_id}"
