"""The texts that a finished job has, one a story, as they are kept."""

from __future__ import annotations

from typing import Any

from service.storage import Job
from summarizer.errors import InputError


def texts_of(job: Job, summary_id: str = "", *, pointer: str = "/summary_id") -> list[dict[str, Any]]:
    """All texts of a job, or the one of that id; none while it has not succeeded. Raises `InputError` for any other id.

    `pointer` says where the id stood in the request.
    """
    texts: list[dict[str, Any]] = (job.result or {}).get("summaries", [])
    found = [one for one in texts if summary_id in ("", one["id"])]
    if summary_id and not found:
        told = f"there is no text {summary_id[:20]!r}"
        raise InputError(told, pointer=pointer, hint=f"Name one of {ids_of(texts)}." if texts else "")
    return found


def ids_of(texts: list[dict[str, Any]]) -> str:
    """The ids of these texts, to be read."""
    return ", ".join(one["id"] for one in texts)
