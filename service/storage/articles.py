"""Where the articles of the stream and their stories are kept, with all that the stream needs to go on."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import sqlalchemy as sql

from service.storage.tables import TABLES
from summarizer.stories import Meaning, Placement, Trace, headline
from summarizer.stories.archive import TermVector

_TITLES_READ = 50
"""Of the newest so many articles the best headline is a story's: more would make each article of a large one dearer."""
BEGUN, JOINED, MERGED, SPLIT, WITHDRAWN = "begun", "joined", "merged", "split", "withdrawn"

_articles = sql.Table(
    "articles",
    TABLES,
    sql.Column("arrival", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("id", sql.String(255), nullable=False, unique=True),
    sql.Column("story_id", sql.String(36), nullable=False, index=True),
    sql.Column("arrived_at", sql.String(40), nullable=False, index=True),
    sql.Column("title", sql.Text, nullable=False),
    sql.Column("request", sql.Text, nullable=False),
    sql.Column("request_sha256", sql.String(64), nullable=False),
    sql.Column("day", sql.Float),
    sql.Column("weekdays", sql.Integer, nullable=False),
    sql.Column("log_length", sql.Float, nullable=False),
    sql.Column("arrived", sql.Float, nullable=False),
    sql.Column("terms", sql.LargeBinary, nullable=False),
    sql.Column("weights", sql.LargeBinary, nullable=False),
    sql.Column("near", sql.Text, nullable=False),
)
_meanings = sql.Table(  # of articles that an embedding model has read
    "article_meanings",
    TABLES,
    sql.Column("article_id", sql.String(255), primary_key=True),
    sql.Column("model", sql.Text, nullable=False),
    sql.Column("vector", sql.LargeBinary, nullable=False),
    sql.Column("unlike", sql.Float, nullable=False),
    sql.Column("alike", sql.Float, nullable=False),
)
_stories = sql.Table(
    "stories",
    TABLES,
    sql.Column("id", sql.String(36), primary_key=True),  # UUIDv7
    sql.Column("title", sql.Text, nullable=False),
    sql.Column("n_articles", sql.Integer, nullable=False),
    sql.Column("created_at", sql.String(40), nullable=False),
    sql.Column("changed_at", sql.String(40), nullable=False),
    sql.Column("last_arrival", sql.Integer, nullable=False, index=True),
    sql.Column("merged_into", sql.String(36)),
)
_events = sql.Table(
    "story_events",
    TABLES,
    sql.Column("number", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("story_id", sql.String(36), nullable=False, index=True),
    sql.Column("at", sql.String(40), nullable=False),
    sql.Column("kind", sql.String(16), nullable=False),
    sql.Column("article_id", sql.String(255), nullable=False),
    sql.Column("other_id", sql.String(36), nullable=False, default=""),
)


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as it was sent, and the story that it is in now."""

    id: str
    story_id: str
    arrived_at: datetime
    request: dict[str, Any]
    request_sha256: str


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A story in a list; `merged_into` is the story that it is part of now, "" while it stands."""

    id: str
    title: str
    n_articles: int
    created_at: datetime
    changed_at: datetime
    last_arrival: int
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """What happened to a story when an article came: begun, joined, took in `other_id`, lost part of itself to it."""

    kind: str
    at: datetime
    article_id: str
    other_id: str = ""


class ArticleStore:
    """Articles and stories in the service's database. Safe for many threads; one at a time should add."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def add(self, article: KeptArticle, title: str, trace: Trace, placement: Placement) -> None:
        """Keeps an article and all that its placement changed, in one transaction."""
        at = article.arrived_at.isoformat()
        with self._engine.begin() as connection:
            connection.execute(_articles.insert().values(**_article_row(article, title, trace)))
            if trace.meaning is not None:
                connection.execute(_meanings.insert().values(**_meaning_row(article.id, trace.meaning)))
            for article_id, _, story_id in placement.moved:
                connection.execute(_articles.update().where(_articles.c.id == article_id).values(story_id=story_id))
            connection.execute(_events.insert(), [_event_row(event, at, article.id) for event in _told(placement)])
            touched = {placement.story_id, *(story for _, *both in placement.moved for story in both)}
            for story_id in sorted(touched - {story for story, _ in placement.merged}):
                _refresh(connection, story_id, at)
            for story_id, into in placement.merged:
                ended = {"n_articles": 0, "merged_into": into, "changed_at": at}
                connection.execute(_stories.update().where(_stories.c.id == story_id).values(**ended))

    def article(self, article_id: str) -> KeptArticle | None:
        """The article of that id, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(_articles.select().where(_articles.c.id == article_id)).mappings().first()
        return _article(row) if row is not None else None

    def story(self, story_id: str) -> KeptStory | None:
        """The story of that id, or None; one that was merged says into which."""
        with self._engine.connect() as connection:
            row = connection.execute(_stories.select().where(_stories.c.id == story_id)).mappings().first()
        return _story(row) if row is not None else None

    def articles_of(self, story_id: str, n: int) -> tuple[KeptArticle, ...]:
        """The newest `n` articles of a story, in the order of arrival."""
        query = _articles.select().where(_articles.c.story_id == story_id).order_by(_articles.c.arrival.desc()).limit(n)
        with self._engine.connect() as connection:
            return tuple(_article(row) for row in connection.execute(query).mappings())[::-1]

    def events_of(self, story_id: str) -> tuple[StoryEvent, ...]:
        """What happened to a story, the oldest first."""
        query = _events.select().where(_events.c.story_id == story_id).order_by(_events.c.number)
        with self._engine.connect() as connection:
            return tuple(
                StoryEvent(row["kind"], datetime.fromisoformat(row["at"]), row["article_id"], row["other_id"])
                for row in connection.execute(query).mappings()
            )

    def page(self, *, before: int | None, n: int) -> tuple[KeptStory, ...]:
        """At most `n` stories that stand, the one with the newest article first, older than the arrival `before`."""
        query = _stories.select().where(_stories.c.merged_into.is_(None)).order_by(_stories.c.last_arrival.desc())
        if before is not None:
            query = query.where(_stories.c.last_arrival < before)
        with self._engine.connect() as connection:
            return tuple(_story(row) for row in connection.execute(query.limit(n)).mappings())

    def traces(self, since: float) -> Iterator[Trace]:
        """The traces of the articles that arrived on the day of that ordinal or later, in the order of arrival."""
        read = _articles.outerjoin(_meanings, _meanings.c.article_id == _articles.c.id)
        columns = (*_articles.c, _meanings.c.model, _meanings.c.vector, _meanings.c.unlike, _meanings.c.alike)
        query = sql.select(*columns).select_from(read).where(_articles.c.arrived >= since).order_by(_articles.c.arrival)
        with self._engine.connect() as connection:
            for row in connection.execute(query).mappings():
                yield _trace(row)


def _refresh(connection: sql.Connection, story_id: str, at: str) -> None:
    """Counts a story's articles anew and gives it its headline; makes its row where there is none."""
    own = _articles.c.story_id == story_id
    counted = sql.select(sql.func.count(), sql.func.max(_articles.c.arrival)).where(own)
    n_articles, last_arrival = connection.execute(counted).one()
    newest = sql.select(_articles.c.title).where(own).order_by(_articles.c.arrival.desc()).limit(_TITLES_READ)
    titles = [title for title in connection.execute(newest).scalars() if title]
    values = {
        "title": headline(titles, titles),
        "n_articles": n_articles,
        "last_arrival": last_arrival or 0,
        "changed_at": at,
    }
    if not connection.execute(_stories.update().where(_stories.c.id == story_id).values(**values)).rowcount:
        connection.execute(_stories.insert().values(id=story_id, created_at=at, **values))


def _told(placement: Placement) -> list[tuple[str, str, str]]:
    """What is to be told of a placement, as (story, kind, other story)."""
    return [
        (placement.story_id, BEGUN if placement.is_new else JOINED, ""),
        *((into, MERGED, story) for story, into in placement.merged),
        *((before, SPLIT, story) for story, before in placement.split),
    ]


def _event_row(event: tuple[str, str, str], at: str, article_id: str) -> dict[str, str]:
    story_id, kind, other_id = event
    return {"story_id": story_id, "at": at, "kind": kind, "article_id": article_id, "other_id": other_id}


def _article_row(article: KeptArticle, title: str, trace: Trace) -> dict[str, Any]:
    return {
        "id": article.id,
        "story_id": article.story_id,
        "arrived_at": article.arrived_at.isoformat(),
        "title": title,
        "request": json.dumps(article.request),
        "request_sha256": article.request_sha256,
        "day": None if math.isnan(trace.day) else trace.day,
        "weekdays": trace.weekdays,
        "log_length": trace.log_length,
        "arrived": trace.arrived,
        "terms": trace.vector.terms.astype("<u4").tobytes(),
        "weights": trace.vector.weights.astype("<f4").tobytes(),
        "near": json.dumps(trace.near),
    }


def _meaning_row(article_id: str, meaning: Meaning) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "model": meaning.model,
        "vector": meaning.vector.astype("<f4").tobytes(),
        "unlike": meaning.unlike,
        "alike": meaning.alike,
    }


def _meaning(row: Any) -> Meaning | None:
    if row["model"] is None:
        return None
    vector = np.frombuffer(row["vector"], dtype="<f4").astype(np.float32)
    return Meaning(row["model"], vector, row["unlike"], row["alike"])


def _article(row: Any) -> KeptArticle:
    return KeptArticle(
        id=row["id"],
        story_id=row["story_id"],
        arrived_at=datetime.fromisoformat(row["arrived_at"]),
        request=json.loads(row["request"]),
        request_sha256=row["request_sha256"],
    )


def _story(row: Any) -> KeptStory:
    return KeptStory(
        id=row["id"],
        title=row["title"],
        n_articles=row["n_articles"],
        created_at=datetime.fromisoformat(row["created_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
        last_arrival=row["last_arrival"],
        merged_into=row["merged_into"] or "",
    )


def _trace(row: Any) -> Trace:
    vector = TermVector(
        np.frombuffer(row["terms"], dtype="<u4").astype(np.uint32),
        np.frombuffer(row["weights"], dtype="<f4").astype(np.float32),
    )
    return Trace(
        article_id=row["id"],
        story_id=row["story_id"],
        vector=vector,
        day=math.nan if row["day"] is None else row["day"],
        weekdays=row["weekdays"],
        log_length=row["log_length"],
        arrived=row["arrived"],
        near=tuple((name, score) for name, score in json.loads(row["near"])),
        meaning=_meaning(row),
    )
