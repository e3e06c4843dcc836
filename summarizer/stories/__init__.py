"""Clean articles to stories: which articles tell of one event, and who first wrote them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from summarizer import similarity
from summarizer.clients.embedding import Embedder
from summarizer.model import CleanArticle, ReadSentence, Story
from summarizer.origins import find_origins
from summarizer.stories.days import days_of_writing, told_from
from summarizer.stories.grouping import partition
from summarizer.stories.meanings import EMBEDDING_FAILED, Meaning, embed_articles, failure_notice, read_meaning
from summarizer.stories.stream import WINDOW_DAYS, Placement, StoryStream, Trace
from summarizer.stories.withdrawals import find_withdrawn, mark_withdrawn, read_kill_notice, uncertainty

__all__ = [
    "EMBEDDING_FAILED",
    "WINDOW_DAYS",
    "Meaning",
    "Placement",
    "StoryStream",
    "Trace",
    "as_one_story",
    "days_of_writing",
    "failure_notice",
    "find_withdrawn",
    "group_stories",
    "headline",
    "mark_withdrawn",
    "partition",
    "read_kill_notice",
    "read_meaning",
    "uncertainty",
]

_TITLE_CHARS = 120
"""A title cut from a lead sentence is no longer than this: about two lines on the page."""


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
    of_article = _sentences_by_article(sentences)
    return tuple(
        _story(number, [articles[place] for place in places], of_article)
        for number, places in enumerate(partition(articles, meanings), start=1)
    )


def as_one_story(articles: Sequence[CleanArticle], sentences: Sequence[ReadSentence]) -> Story:
    """All articles as one story, whatever they tell: to hold a text against everything that was handed over.

    >>> as_one_story([CleanArticle("a", 1, "Rain."), CleanArticle("b", 2, "A cup final.")], []).id
    'story-1'
    """
    return _story(1, list(articles), _sentences_by_article(sentences))


def _sentences_by_article(sentences: Sequence[ReadSentence]) -> dict[str, list[ReadSentence]]:
    found: dict[str, list[ReadSentence]] = defaultdict(list)
    for sentence in sentences:
        found[sentence.article_id].append(sentence)
    return found


def _story(number: int, articles: list[CleanArticle], of_article: dict[str, list[ReadSentence]]) -> Story:
    sentences = tuple(sentence for article in articles for sentence in of_article.get(article.id, ()))
    origins = find_origins(articles, sentences)
    days = days_of_writing(articles, sentences, origins)
    return Story(
        id=f"story-{number}",
        title=_title(articles, of_article),
        articles=tuple(articles),
        sentences=told_from(articles, sentences, origins, days),
        origins=origins,
        written=tuple(days[article.id] for article in articles),
    )


def headline(titles: Sequence[str], texts: Sequence[str]) -> str:
    """Of several headlines the one that says most of what all the texts say; "" of none.

    Words that only one outlet uses pull a headline down.

    >>> titles = ["Chaos!", "Ferry sinks off Orvane", "Ferry sinks near Orvane, four missing"]
    >>> headline(titles, titles)
    'Ferry sinks off Orvane'
    """
    used = Counter(word for text in texts for word in set(similarity.content_words(text)))

    def centrality(title: str) -> float:
        weights = {word: similarity.idf(word) for word in set(similarity.content_words(title))}
        shared = sum(weight * min(1.0, used[word] / len(texts)) for word, weight in weights.items())
        return shared / (sum(weights.values()) + _TITLE_PRIOR) if weights else 0.0

    return min(titles, key=lambda title: (-round(centrality(title), 9), title), default="")


def _title(articles: list[CleanArticle], of_article: dict[str, list[ReadSentence]]) -> str:
    """The headline of a story; the best of its leads where no article has one."""
    titles = [article.title.strip() for article in articles if article.title.strip()]
    return headline(titles or [_lead(article, of_article) for article in articles], [a.text for a in articles])


_TITLE_PRIOR = 12.0
"""About two words' idf: a headline of one shared word is not better than one of six of which five are shared."""


def _lead(article: CleanArticle, of_article: dict[str, list[ReadSentence]]) -> str:
    sentences = of_article.get(article.id)
    lead = " ".join((sentences[0].text if sentences else article.text).split())
    if len(lead) <= _TITLE_CHARS:
        return lead
    return lead[:_TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:–— ") + "…"
