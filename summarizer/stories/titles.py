"""What a story is called: the best of its headlines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from summarizer import similarity
from summarizer.model import CleanArticle, ReadSentence

_TITLE_CHARS = 120
"""A title cut from a lead sentence is no longer than this: about two lines on the page."""
_TITLE_PRIOR = 12.0
"""About two words' idf: a headline of one shared word is not better than one of six of which five are shared."""


def sentences_by_article(sentences: Sequence[ReadSentence]) -> dict[str, list[ReadSentence]]:
    """Article → its sentences, in order."""
    found: dict[str, list[ReadSentence]] = defaultdict(list)
    for sentence in sentences:
        found[sentence.article_id].append(sentence)
    return found


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


def title_of(articles: Sequence[CleanArticle], of_article: Mapping[str, Sequence[ReadSentence]]) -> str:
    """The headline of a story; the best of its leads where no article has one."""
    titles = [article.title.strip() for article in articles if article.title.strip()]
    return headline(titles or [_lead(article, of_article) for article in articles], [a.text for a in articles])


def _lead(article: CleanArticle, of_article: Mapping[str, Sequence[ReadSentence]]) -> str:
    sentences = of_article.get(article.id)
    lead = " ".join((sentences[0].text if sentences else article.text).split())
    if len(lead) <= _TITLE_CHARS:
        return lead
    return lead[:_TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:–— ") + "…"
