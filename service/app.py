"""The app: settings, storage and jobs put together, endpoints and pages mounted."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware

import summarizer
from service import api, pages, records, review
from service.contract import contract_of
from service.jobs import Jobs
from service.problems import BodyLimit, HeadAsGet, install_problem_handlers
from service.storage import Storage
from service.stories import Stories
from service.transport import Inflate, RequestId
from service.webhooks import Webhooks
from summarizer.settings import Settings, from_environment

DESCRIPTION = """Cited, checked, neutral summaries of several articles on one event.

Every sentence is checked against the articles, ours and other people's alike; errors are RFC 9457 problem details."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service, ready for any ASGI server. Settings come from the environment unless they are given.

    The database and the workers are opened when the app starts and closed when it stops.
    """
    settings = settings or from_environment(os.environ)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        storage = Storage(settings.database)
        webhooks = Webhooks(storage, settings)
        jobs = Jobs(storage, settings, lambda job_id: webhooks.tell_job(storage.job(job_id)))
        app.state.storage, app.state.jobs, app.state.stories = storage, jobs, Stories(storage, settings)
        app.state.webhooks = webhooks
        app.state.in_flight = set()  # idempotency keys of requests that are being answered
        try:
            yield
        finally:
            await run_in_threadpool(jobs.close)  # so that those who wait for a job are answered meanwhile
            await run_in_threadpool(webhooks.close)
            storage.close()

    app = FastAPI(
        title="Summarizer",
        version=summarizer.__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # these two fetch their scripts from elsewhere
        redoc_url=None,
    )
    app.add_middleware(Inflate, n_bytes=settings.max_bundle_bytes)
    app.add_middleware(BodyLimit, n_bytes=settings.max_bundle_bytes)
    app.add_middleware(GZipMiddleware, minimum_size=2_000)
    app.add_middleware(HeadAsGet)
    app.add_middleware(RequestId)  # the outermost
    app.state.settings = settings
    install_problem_handlers(app)
    app.include_router(api.router)
    app.include_router(review.router)
    app.include_router(records.router)
    app.include_router(api.health)
    app.include_router(pages.router)
    app.openapi = contract_of(app, asks_for_keys=bool(settings.api_keys))  # type: ignore[method-assign]
    return app
