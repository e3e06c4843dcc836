"""Where the articles of the stream and their stories are kept, with all that the stream needs to go on."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import numpy as np
import sqlalchemy as sql

from service.storage.tables import ARTICLES, EVENTS, HEADS, MEANINGS, NOTICES, STORIES, URIS, WITHDRAWALS
from service.storage.titles import has_words
from summarizer.stories import Meaning, Placement, Standing, Trace, headline
from summarizer.stories.archive import TermVector

_TITLES_READ = 50
"""Of the newest so many articles the best headline is a story's: more would make each article of a large one dearer."""
MOST_LOOKED_AT = 20_000
"""Titles that are read for one page of stories with given words: a third of a second."""
BEGUN, JOINED, MERGED, SPLIT, WITHDRAWN = "begun", "joined", "merged", "split", "withdrawn"


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
    """A story in a list; `merged_into` is the story that it is part of now, "" while it stands.

    `n_articles` are those that stand, `n_withdrawn` those that their outlets have withdrawn; kill notices are neither.
    """

    id: str
    title: str
    n_articles: int
    n_withdrawn: int
    created_at: datetime
    changed_at: datetime
    last_arrival: int
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """What happened to a story when an article came: begun, joined, took in `other_id`, lost part of itself to it.

    One of kind WITHDRAWN names the article that was withdrawn, every other the article that came.
    """

    kind: str
    at: datetime
    article_id: str
    other_id: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An article that was withdrawn, the notice that did it, and the article's story."""

    article_id: str
    notice_id: str
    story_id: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that comes, and all that its coming changes.

    `title` is for lists; `outlet` and `headline` are what a kill notice may name. `withdrawn` are the articles that it
    withdraws; `is_notice` says that it is a kill notice, whether it withdraws any or none.
    """

    article: KeptArticle
    title: str
    outlet: str
    headline: str
    trace: Trace
    placement: Placement
    is_notice: bool = False
    withdrawn: tuple[str, ...] = ()


_N_WITHDRAWN = (
    sql.select(sql.func.count())
    .select_from(ARTICLES.join(WITHDRAWALS, WITHDRAWALS.c.article_id == ARTICLES.c.id))
    .where(ARTICLES.c.story_id == STORIES.c.id)
    .scalar_subquery()
)
_STORIES = sql.select(STORIES, _N_WITHDRAWN.label("n_withdrawn"))  # the table's own count has those withdrawn, too
_OF_NOTICES = sql.union(  # the second half: of databases that were begun before notices were kept as such
    sql.select(NOTICES.c.article_id),
    sql.select(WITHDRAWALS.c.notice_id).where(WITHDRAWALS.c.notice_id != WITHDRAWALS.c.article_id),
)


class ArticleStore:
    """Articles and stories in the service's database. Safe for many threads; one at a time should add."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def add(self, arrival: Arrival) -> None:
        """Keeps an article and all that its coming changed, in one transaction."""
        article, placement = arrival.article, arrival.placement
        at = article.arrived_at.isoformat()
        with self._engine.begin() as connection:
            _insert(connection, arrival)
            for article_id, _, story_id in placement.moved:
                its_notices = sql.select(WITHDRAWALS.c.notice_id).where(WITHDRAWALS.c.article_id == article_id)
                own = (ARTICLES.c.id == article_id) | ARTICLES.c.id.in_(its_notices)
                connection.execute(ARTICLES.update().where(own).values(story_id=story_id))
            connection.execute(EVENTS.insert(), [_event_row(event, at, article.id) for event in _told(placement)])
            for story_id, into in placement.merged:  # notices that withdraw nothing stand there still
                left = (ARTICLES.c.story_id == story_id) & ARTICLES.c.id.in_(_OF_NOTICES)
                connection.execute(ARTICLES.update().where(left).values(story_id=into))
            touched = {placement.story_id, *(story for _, *both in placement.moved for story in both)}
            touched |= _withdraw(connection, dict.fromkeys(arrival.withdrawn, article.id), at)
            for story_id in sorted(touched - {story for story, _ in placement.merged}):
                _refresh(connection, story_id, at)
            for story_id, into in placement.merged:
                ended = {"n_articles": 0, "merged_into": into, "changed_at": at}
                connection.execute(STORIES.update().where(STORIES.c.id == story_id).values(**ended))
            _lead_on(connection, {before for _, before, _ in placement.moved}, placement.story_id)

    def standing(self, outlet: str, since: float) -> tuple[Standing, ...]:
        """The articles of an outlet that a kill notice may mean: since the day of that ordinal, not yet withdrawn."""
        query = (
            sql.select(ARTICLES.c.id, ARTICLES.c.story_id, HEADS.c.title)
            .join(HEADS, HEADS.c.article_id == ARTICLES.c.id)
            .where(HEADS.c.outlet == outlet.casefold(), ARTICLES.c.arrived >= since)
            .where(ARTICLES.c.id.not_in(sql.select(WITHDRAWALS.c.article_id)))
            .order_by(ARTICLES.c.arrival)
        )
        with self._engine.connect() as connection:
            return tuple(Standing(*row) for row in connection.execute(query))

    def withdrawals(self, *, story_id: str = "", notice_id: str = "", article_id: str = "") -> tuple[Withdrawn, ...]:
        """What is withdrawn of a story or by an article of it, by a notice, or of one article; in order of arrival."""
        own = sql.select(ARTICLES.c.id).where(ARTICLES.c.story_id == story_id)
        query = (
            sql.select(WITHDRAWALS.c.article_id, WITHDRAWALS.c.notice_id, ARTICLES.c.story_id)
            .join(ARTICLES, ARTICLES.c.id == WITHDRAWALS.c.article_id)
            .where(
                WITHDRAWALS.c.article_id.in_(own)
                | WITHDRAWALS.c.notice_id.in_(own)
                | (WITHDRAWALS.c.notice_id == notice_id)
                | (WITHDRAWALS.c.article_id == article_id)
            )
            .order_by(ARTICLES.c.arrival)
        )
        with self._engine.connect() as connection:
            return tuple(Withdrawn(*row) for row in connection.execute(query))

    def notices_of(self, story_id: str) -> tuple[str, ...]:
        """The articles of a story that are kill notices, in order of arrival."""
        query = sql.select(ARTICLES.c.id).where(ARTICLES.c.story_id == story_id, ARTICLES.c.id.in_(_OF_NOTICES))
        with self._engine.connect() as connection:
            return tuple(connection.execute(query.order_by(ARTICLES.c.arrival)).scalars())

    def cancel(self, names: Collection[str], outlet: str, at: datetime) -> tuple[Withdrawn, ...]:
        """Withdraws the articles of these ids or uris: by themselves, since their outlet sent them as canceled.

        Gives all of them, those withdrawn before too; another outlet's are none of them, where both are known.
        """
        query = (
            sql.select(ARTICLES.c.id, ARTICLES.c.story_id, WITHDRAWALS.c.notice_id)
            .select_from(
                ARTICLES.outerjoin(URIS, URIS.c.article_id == ARTICLES.c.id)
                .outerjoin(HEADS, HEADS.c.article_id == ARTICLES.c.id)
                .outerjoin(WITHDRAWALS, WITHDRAWALS.c.article_id == ARTICLES.c.id)
            )
            .where(ARTICLES.c.id.in_(names) | URIS.c.uri.in_(names))
            .order_by(ARTICLES.c.arrival)
        )
        if outlet:
            query = query.where(HEADS.c.outlet.is_(None) | (HEADS.c.outlet == outlet.casefold()))
        told = at.isoformat()
        with self._engine.begin() as connection:
            found = list(connection.execute(query))
            touched = _withdraw(connection, {row.id: row.id for row in found if row.notice_id is None}, told)
            for story_id in sorted(touched):
                _refresh(connection, story_id, told)
        return tuple(Withdrawn(row.id, row.notice_id or row.id, row.story_id) for row in found)

    def article(self, article_id: str) -> KeptArticle | None:
        """The article of that id, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(ARTICLES.select().where(ARTICLES.c.id == article_id)).mappings().first()
        return _article(row) if row is not None else None

    def story(self, story_id: str) -> KeptStory | None:
        """The story of that id, or None; one that was merged says into which."""
        with self._engine.connect() as connection:
            row = connection.execute(_STORIES.where(STORIES.c.id == story_id)).mappings().first()
        return _story(row) if row is not None else None

    def articles_of(self, story_id: str, n: int) -> tuple[KeptArticle, ...]:
        """The newest `n` articles of a story, in the order of arrival."""
        query = ARTICLES.select().where(ARTICLES.c.story_id == story_id).order_by(ARTICLES.c.arrival.desc()).limit(n)
        with self._engine.connect() as connection:
            return tuple(_article(row) for row in connection.execute(query).mappings())[::-1]

    def events_of(self, story_id: str) -> tuple[StoryEvent, ...]:
        """What happened to a story, the oldest first."""
        query = EVENTS.select().where(EVENTS.c.story_id == story_id).order_by(EVENTS.c.number)
        with self._engine.connect() as connection:
            return tuple(
                StoryEvent(row["kind"], datetime.fromisoformat(row["at"]), row["article_id"], row["other_id"])
                for row in connection.execute(query).mappings()
            )

    def page(
        self, *, before: int | None, n: int, since: datetime | None = None, words: Collection[str] = ()
    ) -> tuple[KeptStory, ...]:
        """At most `n` stories that stand, the one with the newest article first, older than the arrival `before`.

        Only those that have changed `since`, and whose title has all the `words` (of `title_words`), where these are
        given; for words the next `MOST_LOOKED_AT` stories are looked at. A kill notice alone is none; a story of which
        all is withdrawn is still shown as such.
        """
        wanted = [STORIES.c.merged_into.is_(None), STORIES.c.n_articles > 0]
        if before is not None:
            wanted.append(STORIES.c.last_arrival < before)
        if since is not None:
            wanted.append(STORIES.c.changed_at >= since.astimezone(UTC).isoformat())
        newest = STORIES.c.last_arrival.desc()
        with self._engine.connect() as connection:
            if words:
                titles = sql.select(STORIES.c.id, STORIES.c.title).where(*wanted).order_by(newest).limit(MOST_LOOKED_AT)
                found = (row.id for row in connection.execute(titles) if has_words(row.title, words))
                wanted.append(STORIES.c.id.in_(list(islice(found, n))))
            query = _STORIES.where(*wanted).order_by(newest).limit(n)
            return tuple(_story(row) for row in connection.execute(query).mappings())

    def traces(self, since: float) -> Iterator[Trace]:
        """The traces of the articles that arrived on the day of that ordinal or later, in the order of arrival.

        Kill notices are none of them: nothing is grouped by them.
        """
        read = ARTICLES.outerjoin(MEANINGS, MEANINGS.c.article_id == ARTICLES.c.id)
        columns = (*ARTICLES.c, MEANINGS.c.model, MEANINGS.c.vector, MEANINGS.c.unlike, MEANINGS.c.alike)
        query = sql.select(*columns).select_from(read).order_by(ARTICLES.c.arrival)
        query = query.where(ARTICLES.c.arrived >= since, ARTICLES.c.id.not_in(_OF_NOTICES))
        with self._engine.connect() as connection:
            for row in connection.execute(query).mappings():
                yield _trace(row)


def _insert(connection: sql.Connection, arrival: Arrival) -> None:
    article, trace = arrival.article, arrival.trace
    connection.execute(ARTICLES.insert().values(**_article_row(article, arrival.title, trace)))
    if trace.meaning is not None:
        connection.execute(MEANINGS.insert().values(**_meaning_row(article.id, trace.meaning)))
    if arrival.is_notice:
        connection.execute(NOTICES.insert().values(article_id=article.id))
    elif arrival.outlet:
        head = {"article_id": article.id, "outlet": arrival.outlet.casefold(), "title": arrival.headline}
        connection.execute(HEADS.insert().values(**head))
    uri = article.request.get("uri")
    if isinstance(uri, str) and uri.strip():
        connection.execute(URIS.insert().values(article_id=article.id, uri=uri.strip()))


def _withdraw(connection: sql.Connection, notices: Mapping[str, str], at: str) -> set[str]:
    """Keeps which articles are withdrawn, each by which notice, and tells it of their stories, which are the answer."""
    if not notices:
        return set()
    rows = [{"article_id": article_id, "notice_id": notice_id} for article_id, notice_id in notices.items()]
    connection.execute(WITHDRAWALS.insert(), rows)
    query = sql.select(ARTICLES.c.story_id, ARTICLES.c.id).where(ARTICLES.c.id.in_(notices))
    found = [(row.story_id, row.id) for row in connection.execute(query.order_by(ARTICLES.c.arrival))]
    connection.execute(EVENTS.insert(), [_event_row((story, WITHDRAWN, ""), at, gone) for story, gone in found])
    return {story for story, _ in found}


def _lead_on(connection: sql.Connection, parted: Collection[str], placed_in: str) -> None:
    """Has each story that went into those parted lead to the one which now has most of the articles that came to it.

    What was merged may part again, and newsroom tools hold its address. Of equal ones `placed_in` counts first.
    """
    ended, looked_at = set[str](), set(parted)
    while looked_at:
        query = sql.select(EVENTS.c.other_id).where(EVENTS.c.story_id.in_(looked_at), EVENTS.c.kind == MERGED)
        looked_at = set(connection.execute(query).scalars()) - ended
        ended |= looked_at
    for story_id in sorted(ended):
        came = (EVENTS.c.story_id == story_id) & EVENTS.c.kind.in_([BEGUN, JOINED])
        found = connection.execute(
            sql.select(ARTICLES.c.story_id, sql.func.count().label("n_articles"))
            .join(EVENTS, EVENTS.c.article_id == ARTICLES.c.id)
            .where(came, ARTICLES.c.id.not_in(_OF_NOTICES))
            .group_by(ARTICLES.c.story_id)
        ).all()
        if found:
            into = min(found, key=lambda row: (-row.n_articles, row.story_id != placed_in, row.story_id)).story_id
            connection.execute(STORIES.update().where(STORIES.c.id == story_id).values(merged_into=into))


def _refresh(connection: sql.Connection, story_id: str, at: str) -> None:
    """Counts a story's articles anew and gives it its headline; makes its row where there is none."""
    own = ARTICLES.c.story_id == story_id
    n_articles = sql.func.count().filter(ARTICLES.c.id.not_in(_OF_NOTICES))  # a notice tells nothing of the event
    counted = sql.select(n_articles, sql.func.max(ARTICLES.c.arrival)).where(own)
    n_articles, last_arrival = connection.execute(counted).one()
    newest = sql.select(ARTICLES.c.title).where(own).order_by(ARTICLES.c.arrival.desc()).limit(_TITLES_READ)
    told = newest.where(ARTICLES.c.id.not_in(_OF_NOTICES))
    current = told.where(ARTICLES.c.id.not_in(sql.select(WITHDRAWALS.c.article_id)))
    titles: list[str] = []
    for query in (current, told, newest):  # of what stands, else of what was withdrawn, else of a notice
        titles = titles or [title for title in connection.execute(query).scalars() if title]
    values = {
        "title": headline(titles, titles),
        "n_articles": n_articles,
        "last_arrival": last_arrival or 0,
        "changed_at": at,
    }
    if not connection.execute(STORIES.update().where(STORIES.c.id == story_id).values(**values)).rowcount:
        connection.execute(STORIES.insert().values(id=story_id, created_at=at, **values))


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
        n_articles=row["n_articles"] - row["n_withdrawn"],
        n_withdrawn=row["n_withdrawn"],
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
