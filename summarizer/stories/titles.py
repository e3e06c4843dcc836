"""What a story is called: the best of its headlines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from summarizer import similarity
from summarizer.model import CleanArticle, Origin, ReadSentence

_TITLE_CHARS = 120
"""A title cut from a lead sentence is no longer than this: about two lines on the page."""
_CORRECTED = re.compile(
    r"\s*[(\[](?:corrected|correction)[)\]]\s*|^(?:corrected|correction)\s*[-–:]\s+|\s+[-–]\s*corrected$", re.IGNORECASE
)
_FIGURE = re.compile(r"\d[\d.,]*")
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

    Words that only one outlet uses pull a headline down. Of headlines that differ in their figures alone the first
    counts, so the latest is to come first; one that is marked as corrected counts before the others.

    >>> titles = ["Chaos!", "Ferry sinks off Orvane", "Ferry sinks near Orvane, four missing"]
    >>> headline(titles, titles)
    'Ferry sinks off Orvane'
    """
    used = Counter(word for text in texts for word in set(similarity.content_words(text)))

    def centrality(title: str) -> float:
        weights = {word: similarity.idf(word) for word in set(similarity.content_words(title))}
        shared = sum(weight * min(1.0, used[word] / len(texts)) for word, weight in weights.items())
        return shared / (sum(weights.values()) + _TITLE_PRIOR) if weights else 0.0

    return min(_current(titles), key=lambda title: (-round(centrality(title), 9), title), default="")


def _current(titles: Sequence[str]) -> list[str]:
    """The headlines without those of which another is the same with other figures, and without marks of correction."""
    marked = sorted(titles, key=lambda title: _CORRECTED.search(title) is None)
    kept: dict[str, str] = {}
    for title in marked:
        bare = _CORRECTED.sub("", title).strip()
        kept.setdefault(_FIGURE.sub("#", bare.casefold()), bare)
    return list(kept.values())


def title_of(articles: Sequence[CleanArticle], of_article: Mapping[str, Sequence[ReadSentence]]) -> str:
    """The headline of a story; the best of its leads where no article has one."""
    articles = sorted(articles, key=lambda article: (_age(article), article.id))
    titles = [article.title.strip() for article in articles if article.title.strip()]
    return headline(titles or [_lead(article, of_article) for article in articles], [a.text for a in articles])


def latest_versions(articles: Sequence[CleanArticle], origins: Sequence[Origin]) -> list[CleanArticle]:
    """The articles without those of which their outlet has a later version: their headlines are out of date."""
    origin_of = {article_id: origin.id for origin in origins for article_id in origin.article_ids}

    def text_of(article: CleanArticle) -> tuple[str, str]:
        return article.outlet.casefold(), origin_of.get(article.id, article.id)

    return [
        article
        for article in articles
        if not (article.outlet and article.title.strip())
        or not any(
            text_of(other) == text_of(article) and other.title.strip() and _age(other) < _age(article)
            for other in articles
        )
    ]


def _age(article: CleanArticle) -> float:
    """What puts articles in order, the latest first; those without a time last."""
    return -article.published_at.timestamp() if article.published_at else 0.0


def _lead(article: CleanArticle, of_article: Mapping[str, Sequence[ReadSentence]]) -> str:
    sentences = of_article.get(article.id)
    lead = " ".join((sentences[0].text if sentences else article.text).split())
    if len(lead) <= _TITLE_CHARS:
        return lead
    return lead[:_TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:–— ") + "…"
