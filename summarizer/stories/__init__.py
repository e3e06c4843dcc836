"""Clean articles to stories: which articles tell of one event, and who first wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.clients.embedding import Embedder
from summarizer.model import CleanArticle, ReadSentence, Story
from summarizer.origins import find_origins
from summarizer.stories.days import days_of_writing, told_from
from summarizer.stories.grouping import partition
from summarizer.stories.meanings import EMBEDDING_FAILED, Meaning, embed_articles, failure_notice, read_meaning
from summarizer.stories.stream import WINDOW_DAYS, Placement, StoryStream, Trace
from summarizer.stories.titles import headline, latest_versions, sentences_by_article, title_of
from summarizer.stories.withdrawals import (
    WITHDRAWN,
    KillNotice,
    Standing,
    Withdrawal,
    find_killed,
    find_withdrawn,
    mark_withdrawn,
    read_kill_notice,
    uncertainty,
)

__all__ = [
    "EMBEDDING_FAILED",
    "WINDOW_DAYS",
    "WITHDRAWN",
    "KillNotice",
    "Meaning",
    "Placement",
    "Standing",
    "StoryStream",
    "Trace",
    "Withdrawal",
    "as_one_story",
    "days_of_writing",
    "failure_notice",
    "find_killed",
    "find_withdrawn",
    "group_stories",
    "headline",
    "mark_withdrawn",
    "partition",
    "read_kill_notice",
    "read_meaning",
    "uncertainty",
]


def group_stories(
    articles: Sequence[CleanArticle], sentences: Sequence[ReadSentence], embedder: Embedder | None = None
) -> tuple[Story, ...]:
    """The stories that the articles tell, the largest first; every article is in exactly one.

    Articles belong together when they tell what happened once, not when they share a topic. The order of the
    articles decides nothing but which of two equally large stories comes first.

    With an `embedder` what they mean counts as much as their words (`meanings`). Raises its `ClientError`: whoever
    calls groups without it then, and tells so.

    >>> quake = [CleanArticle(str(n), n, "A strong earthquake shook Lima on Monday.") for n in (1, 3)]
    >>> cup = CleanArticle("2", 2, "Ghana won the women's cup final in Rabat.")
    >>> [[article.id for article in story.articles] for story in group_stories([quake[0], cup, quake[1]], [])]
    [['1', '3'], ['2']]
    """
    meanings = embed_articles(articles, embedder) if embedder is not None else ()
    of_article = sentences_by_article(sentences)
    return tuple(
        _story(number, [articles[place] for place in places], of_article)
        for number, places in enumerate(partition(articles, meanings), start=1)
    )


def as_one_story(articles: Sequence[CleanArticle], sentences: Sequence[ReadSentence]) -> Story:
    """All articles as one story, whatever they tell: to hold a text against everything that was handed over.

    >>> as_one_story([CleanArticle("a", 1, "Rain."), CleanArticle("b", 2, "A cup final.")], []).id
    'story-1'
    """
    return _story(1, list(articles), sentences_by_article(sentences))


def _story(number: int, articles: list[CleanArticle], of_article: Mapping[str, Sequence[ReadSentence]]) -> Story:
    sentences = tuple(sentence for article in articles for sentence in of_article.get(article.id, ()))
    origins = find_origins(articles, sentences)
    days = days_of_writing(articles, sentences, origins)
    return Story(
        id=f"story-{number}",
        title=title_of(latest_versions(articles, origins), of_article),
        articles=tuple(articles),
        sentences=told_from(articles, sentences, origins, days.written),
        origins=origins,
        written=tuple(days.written[article.id] for article in articles),
        guessed=days.guessed,
    )
