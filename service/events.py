"""A job as Server-Sent Events: how far it is, then a verdict a sentence, then how it ended. Resumable by id.

`progress` (ids `progress-1` …) tells status and what is done now, whenever that changes, until the job has ended;
`verdict` (ids `verdict-1` …) a sentence of the finished text, its headline as sentence 0; `end` (id `end`) how the job
ended, with the problem it met. Whoever comes back with `Last-Event-ID` gets the verdicts that are wanting.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from fastapi.concurrency import run_in_threadpool
from fastapi.sse import ServerSentEvent

from service.jobs import Jobs
from service.storage import UNFINISHED, Job, Storage

_PAUSE_S = 0.2
_LAST = re.compile(r"(progress|verdict)-(\d{1,6})")


async def events_of(
    job_id: str, storage: Storage, jobs: Jobs, last_event_id: str | None
) -> AsyncIterator[ServerSentEvent]:
    """The events of a kept job from after `last_event_id` on, until it has ended."""
    if last_event_id == "end":
        return
    found = _LAST.fullmatch(last_event_id or "")
    last = {found[1]: int(found[2])} if found is not None else {}
    n_told, told = last.get("progress", 0), ("", "")
    while True:
        state = await run_in_threadpool(storage.state, job_id)
        if state is None:
            return
        job = await run_in_threadpool(storage.job, job_id) if state[0] not in UNFINISHED else None
        if job is not None:
            break
        if state != told:
            told, n_told = state, n_told + 1
            data = {"status": state[0], "progress": state[1]}
            yield ServerSentEvent(event="progress", id=f"progress-{n_told}", data=data)
        await jobs.wait(job_id, _PAUSE_S)
    for number, verdict in enumerate(_verdicts(job), start=1):
        if number > last.get("verdict", 0):
            yield ServerSentEvent(event="verdict", id=f"verdict-{number}", data=verdict)
    yield ServerSentEvent(event="end", id="end", data={"status": job.status, "problem": job.problem})


def _verdicts(job: Job) -> Iterator[dict[str, Any]]:
    for summary in (job.result or {}).get("summaries", []):
        headline = [(0, summary["title_check"])] if summary.get("title_check") else []
        for number, sentence in (*headline, *enumerate(summary["sentences"], start=1)):
            told = {name: sentence[name] for name in ("text", "verdict", "codes", "severity", "reason", "score")}
            own = sentence.get("claims", ())  # a job kept by an older version has none
            claims = [{name: claim[name] for name in ("text", "verdict", "reason")} for claim in own]
            yield {"summary_id": summary["id"], "sentence": number, **told, "claims": claims}
