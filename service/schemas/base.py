"""What several shapes share."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

Verdict = Literal["supported", "partial", "contradicted", "unsupported", "unclear", "not_checkable", "not_checked"]

Severity = Literal["note", "minor", "major", "critical"]

MAX_TITLE_CHARS = 500

REVISIONS = (
    "Figures of one thing of which only one value still holds: the others are corrected or replaced by later ones."
)

WITHDRAWN_BY = 'The kill notice that withdrew it, its own id where its outlet canceled it, "" while it stands.'

EXAMPLE_ARTICLES: list[JsonValue] = [
    {
        "id": "meridian-1",
        "outlet": "Meridian Post",
        "published_at": "2025-05-06T14:20:00Z",
        "title": "Bridge closed after cracks are found",
        "text": "The Oberlund bridge was closed on Tuesday after engineers found cracks in two of its cables, "
        "the city council said. About 12,000 cars cross it every day.",
    },
    {
        "id": "ledger-1",
        "outlet": "Oberlund Ledger",
        "published_at": "2025-05-06T17:05:00Z",
        "text": "Oberlund's council shut the bridge over the Tarn on Tuesday. More than 15,000 vehicles use it daily, "
        "said Mara Feld, the council's chief engineer.",
    },
]


def mended(text: str) -> str:
    """The text in whole characters: JSON can spell a half (a lone surrogate), and nothing kept or sent can hold one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
