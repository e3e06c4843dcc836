"""The stream of articles: each is put into a story as it comes, kept, and found again after a restart."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import uuid_utils

from service.problems import ArticleExists
from service.storage import Arrival, KeptArticle, KeptStory, Storage, StoryEvent, Withdrawn
from summarizer.bundle import canceled_names, read_bundle
from summarizer.cleaning import clean_articles
from summarizer.clients import build_embedder
from summarizer.errors import InputError, LimitExceeded
from summarizer.facts import extract_facts
from summarizer.model import Article, CleanArticle, Facts, Notice, Story
from summarizer.pipeline import read_story
from summarizer.settings import Settings
from summarizer.stories import (
    WITHDRAWN,
    KillNotice,
    Meaning,
    Placement,
    StoryStream,
    Trace,
    Withdrawal,
    find_withdrawn,
    mark_withdrawn,
    read_kill_notice,
    read_meaning,
    uncertainty,
)
from summarizer.stories.stream import Read, read_article

log = logging.getLogger(__name__)

_TITLE_CHARS = 120
_MOST_ID_CHARS = 255
_MOST_EVENTS = 200
_TOLD = ("text", "html", "title", "url", "outlet", "author", "published_at", "language")
"""The fields of an article by which it is the same as another; what else was sent with it is not read."""
_OF_USE = ("embargoed", "expires", "uri")
_MOST_READ = 32
"""Stories whose reading is kept in memory: a large one takes seconds to read."""
_PAUSE_S = 60.0
"""How long an embedding model that has failed is not asked: whoever posts would wait for its time-out every time."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article is, and what it withdraws. `is_known` when the same article was sent before.

    `notices` tell of a model that failed, and of a kill notice of which it is not plain what it withdraws.
    """

    placement: Placement
    is_known: bool
    withdrawn: tuple[Withdrawn, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its articles as they are read, what they state, and what happened to it."""

    kept: KeptStory
    story: Story
    facts: Facts
    events: tuple[StoryEvent, ...]


class Stories:
    """Adds articles to stories and tells of them. Safe for many threads; articles are added one at a time."""

    def __init__(self, storage: Storage, settings: Settings) -> None:
        self._store = storage.articles
        self._settings = settings
        self._lock = threading.Lock()
        self._stream: StoryStream | None = None  # read from storage when the first article comes
        self._embedder = build_embedder(settings)
        self._asks_again_at = 0.0  # when the embedding model may be asked again, and how it failed last
        self._failure: tuple[Notice, ...] = ()
        self._reading = lru_cache(maxsize=_MOST_READ)(self._read_story)

    def add(self, sent: dict[str, Any]) -> Placed:
        """Put an article into its story and keep it; the same article sent again changes nothing.

        One that is sent as canceled (IPTC's `pubStatus`) is not kept: it withdraws the article of its id or uri.

        Raises `InputError` for one that cannot be used, `ArticleExists` for an id that another article has.
        """
        if "articles" in sent:
            told = 'one article is added at a time; send its fields themselves, without "articles" around them'
            raise InputError(told, pointer="/articles")
        names = canceled_names(sent)
        if names:
            return self._canceled(sent, names)
        sha256 = hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()
        own_id = str(sent.get("id") or "").strip()
        named = sent | {"id": own_id or f"article-{sha256[:32]}"}  # of its content: sent again, it is the same article
        if len(str(named["id"])) > _MOST_ID_CHARS:
            told = f"the id has {len(str(named['id']))} characters; {_MOST_ID_CHARS} at most"
            raise InputError(told, pointer="/id")
        clean, noted = self._read(named, own_id)
        known = self._known(clean.id, sha256, named)
        if known is not None:
            return replace(known, notices=(*noted, *known.notices))
        meaning, notices = self._meaning(clean)  # before the lock: nobody waits for another's model
        with self._lock:
            placed = self._known(clean.id, sha256, named) or self._placed(clean, named, sha256, meaning)
        return replace(placed, notices=(*noted, *(() if placed.is_known else notices), *placed.notices))

    def _canceled(self, sent: dict[str, Any], names: tuple[str, ...]) -> Placed:
        """What an outlet withdraws by sending it once more as canceled."""
        outlet = sent.get("outlet")
        with self._lock:
            withdrawn = self._store.cancel(names, outlet if isinstance(outlet, str) else "", datetime.now(UTC))
        if not withdrawn:
            raise InputError(
                f"It is canceled, and no article{f' of {outlet}' if outlet else ''} is kept under {' or '.join(names)}",
                pointer="/id",
                hint="There is nothing to withdraw.",
            )
        first = withdrawn[0]
        log.info("%s canceled by their outlet", ", ".join(one.article_id for one in withdrawn))
        placement = Placement(first.article_id, first.story_id, is_new=False)
        return Placed(placement, is_known=True, withdrawn=withdrawn)

    def _known(self, article_id: str, sha256: str, sent: dict[str, Any]) -> Placed | None:
        """Where the article is, when it was sent before, in these or other words for the same ("Z" for "+00:00")."""
        before = self._store.article(article_id)
        if before is None:
            return None
        if before.request_sha256 != sha256:
            differing = self._differing(before.request, sent)
            if differing:
                listed = ", ".join(differing)
                is_one = len(differing) == 1
                told = f"its {listed} {'is' if is_one else 'are'} not the same"
                raise ArticleExists(f"There is another article with the id {article_id!r}: {told}")
        placement = Placement(article_id, before.story_id, is_new=False)
        withdraws = [one for one in self._store.withdrawals(notice_id=article_id) if one.article_id != article_id]
        by = self.withdrawn_by(article_id)
        named = f" ({by})" if by != article_id else ""
        told = f"Its outlet has withdrawn it{named}, and sending it again changes nothing."
        notices = (Notice(WITHDRAWN, told, article_id),) if by else ()
        return Placed(placement, is_known=True, withdrawn=tuple(withdraws), notices=notices)

    def _meaning(self, clean: CleanArticle) -> tuple[Meaning | None, tuple[Notice, ...]]:
        """What the embedding model makes of an article; after a failure it is left alone for a while."""
        if time.monotonic() < self._asks_again_at:
            return None, self._failure
        meaning, notices = read_meaning(clean, self._embedder)
        if notices:
            log.warning("article %s: %s", clean.id, notices[0].message)
            self._asks_again_at, self._failure = time.monotonic() + _PAUSE_S, notices
        return meaning, notices

    def _placed(self, clean: CleanArticle, sent: dict[str, Any], sha256: str, meaning: Meaning | None) -> Placed:
        now = datetime.now(UTC)
        notice = read_kill_notice(clean)
        withdrawal = self._withdrawal(notice, now) if notice is not None else Withdrawal()
        stream = self._stream = self._stream or self._restored(now)
        read = read_article(clean)
        try:
            if notice is not None:
                placement = self._beside(clean.id, withdrawal, stream.story_near(read, meaning))
                trace = _trace_of_notice(placement, read, now)
            else:
                placement = stream.add_read(clean.id, read, now.date(), meaning)
                trace = stream.trace(clean.id)
            self._store.add(
                Arrival(
                    article=KeptArticle(clean.id, placement.story_id, now, sent, sha256),
                    title=_headline(clean),
                    outlet=clean.outlet,
                    headline=clean.title,
                    trace=trace,
                    placement=placement,
                    is_notice=notice is not None,
                    withdrawn=withdrawal.article_ids,
                )
            )
        except Exception:
            self._stream = None  # what is in memory is ahead of what is kept: read anew
            raise
        _log(placement, withdrawal)
        doubts = uncertainty(notice, withdrawal) if notice is not None else ()
        withdrawn = self._store.withdrawals(notice_id=clean.id) if withdrawal.article_ids else ()
        return Placed(placement, is_known=False, withdrawn=withdrawn, notices=doubts)

    def _beside(self, notice_id: str, withdrawal: Withdrawal, near: str | None) -> Placement:
        """Where a kill notice is shown: with what it withdraws, else with what is like it, else by itself.

        It is no article, so no story is grouped anew for it: that would part what it withdraws from its own story.
        """
        killed = self._store.article(withdrawal.article_ids[0]) if withdrawal.article_ids else None
        story_id = killed.story_id if killed is not None else near
        return Placement(notice_id, story_id or _new_story_id(), is_new=story_id is None)

    def _withdrawal(self, notice: KillNotice, now: datetime) -> Withdrawal:
        """Which of the outlet's articles that are alive a kill notice withdraws."""
        return find_withdrawn(notice, self._store.standing(notice.outlet, self._alive_since(now)))

    def withdrawn_by(self, article_id: str) -> str:
        """The notice that withdrew an article, "" while it stands."""
        found = self._store.withdrawals(article_id=article_id)
        return found[0].notice_id if found else ""

    def article(self, article_id: str) -> KeptArticle | None:
        """The article of that id, or None."""
        return self._store.article(article_id)

    def page(
        self, *, before: int | None, n: int, since: datetime | None = None, words: Collection[str] = ()
    ) -> tuple[KeptStory, ...]:
        """At most `n` stories, the one with the newest article first, older than the arrival `before`; only those that
        have changed `since`, and whose title has all the `words` (of `title_words`), where these are given."""
        return self._store.page(before=before, n=n, since=since, words=words)

    def kept(self, story_id: str) -> KeptStory | None:
        """The story of that id as it stands in lists, or None."""
        return self._store.story(story_id)

    def story(self, kept: KeptStory) -> StoryView:
        """The newest articles of a story (`max_articles` at most), read as one, with what they state."""
        story, facts = self._reading(kept.id, kept.changed_at)
        return StoryView(kept, story, facts, self._store.events_of(kept.id)[-_MOST_EVENTS:])

    def _read_story(self, story_id: str, _changed_at: datetime) -> tuple[Story, Facts]:
        """A story as it is read; kept until articles come to it, leave it, or are withdrawn."""
        articles = self._store.articles_of(story_id, self._settings.max_articles)
        story = read_story([article.request for article in articles], self._settings)
        withdrawn = {one.article_id: one.notice_id for one in self._store.withdrawals(story_id=story_id)}
        story = mark_withdrawn(story, withdrawn, self._store.notices_of(story_id))
        return story, extract_facts(story)

    def _differing(self, one: dict[str, Any], other: dict[str, Any]) -> list[str]:
        """The names of the fields that two articles have otherwise, as they are read: an instant is one in any zone."""
        try:
            first, second = (self._article(sent) for sent in (one, other))
        except InputError:  # one of them may be used no more
            return ["use"]
        fields = [name for name in _TOLD if getattr(first, name) != getattr(second, name)]
        return [*fields, *(name for name in _OF_USE if one.get(name) != other.get(name))]

    def _article(self, sent: dict[str, Any]) -> Article:
        (article,) = read_bundle([sent], self._settings, now=datetime.now(UTC)).articles
        return article

    def _read(self, sent: dict[str, Any], own_id: str) -> tuple[CleanArticle, tuple[Notice, ...]]:
        """The article as it is read, and what was noted. Raises InputError with pointers into the article.

        One that came without an id is called "the article" there: nobody knows the id that it was given here.
        """
        try:
            bundle = read_bundle([sent], self._settings, now=datetime.now(UTC))
        except InputError as error:
            made_up = f'article "{sent["id"]}"' if not own_id else ""
            own = tuple(
                (_pointer_in_article(pointer), what.replace(made_up, "the article") if made_up else what)
                for pointer, what in error.problems
            )
            told = "; ".join(f"{pointer or 'the article'}: {what}" for pointer, what in own)
            kind = LimitExceeded if isinstance(error, LimitExceeded) else InputError
            raise kind(told, hint=error.hint, pointer=own[0][0], problems=own) from error
        (clean,) = clean_articles(bundle)
        if not clean.text.strip() and not clean.title.strip():
            told = "nothing is left of the article once page furniture is taken out"
            raise InputError(told, pointer="", hint="Send the text of the article itself.")
        notices = (*bundle.notices, *(notice for notice in clean.notices if notice.code == "empty"))
        return clean, tuple(dict.fromkeys(replace(notice, article_id=clean.id) for notice in notices))

    def _restored(self, now: datetime) -> StoryStream:
        """The stream as it was when the service stopped."""
        traces = self._store.traces(self._alive_since(now))
        stream = StoryStream(self._settings.story_window_days, traces, _new_story_id)
        log.info("%d articles of %d stories are alive", stream.n_articles, len(stream.story_ids))
        return stream

    def _alive_since(self, now: datetime) -> int:
        """The ordinal of the day from which on articles are alive."""
        return (now - timedelta(days=2 * self._settings.story_window_days)).date().toordinal()


def _new_story_id() -> str:
    return str(uuid_utils.uuid7())


def _trace_of_notice(placement: Placement, read: Read, now: datetime) -> Trace:
    """What is kept of a kill notice; no stream takes it up."""
    vector, traits = read
    return Trace(placement.article_id, placement.story_id, vector, *traits, float(now.date().toordinal()), near=())


def _pointer_in_article(pointer: str) -> str:
    """A pointer into a bundle of one article, as one into the article: "" is all of it."""
    return "" if pointer == "/articles" else pointer.removeprefix("/articles/0")


def _log(placement: Placement, withdrawal: Withdrawal) -> None:
    for ended, into in placement.merged:
        log.info("story %s is part of %s since article %s", ended, into, placement.article_id)
    for begun, of in placement.split:
        log.info("story %s was part of %s until article %s", begun, of, placement.article_id)
    for article_id in withdrawal.article_ids:
        log.info("article %s is withdrawn by %s", article_id, placement.article_id)


def _headline(clean: CleanArticle) -> str:
    title = " ".join((clean.title or clean.text).split())
    return title if len(title) <= _TITLE_CHARS else title[:_TITLE_CHARS].rsplit(" ", 1)[0] + "…"
