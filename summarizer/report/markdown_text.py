"""How text is written in Markdown so that nothing of an article can be markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarizer.model import CleanArticle

# An underscore inside a word is no markup, and escaped it would be read as it stands on a terminal.
_ESCAPED = re.compile(r"([\\`*\[\]<>|#~]|(?<!\w)_|_(?!\w))")


def md(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would take for markup.

    >>> md("*five* hurt,\\n said a_b")
    '\\\\*five\\\\* hurt, said a_b'
    """
    return _ESCAPED.sub(r"\\\1", " ".join(text.split()))


def md_inside(text: str) -> str:
    """A piece of a sentence as `md` writes it, with the space at its ends kept.

    >>> md_inside(" of *five* ")
    ' of \\\\*five\\\\* '
    """
    return f"{' ' if text[:1].isspace() else ''}{md(text)}{' ' if text[-1:].isspace() and text.strip() else ''}"


def named(article: CleanArticle) -> str:
    """An article as a reader finds it: its outlet and its marker.

    >>> named(CleanArticle("a", 2, "", outlet="Meridian Post"))
    'Meridian Post [2]'
    """
    return f"{md(article.label)} [{article.number}]"


def heading(title: str) -> tuple[str, str, str]:
    """A section's title with the empty lines around it; the title is ready Markdown."""
    return ("", f"## {title}", "")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    """A table's lines; cells are ready Markdown. A column that is empty in every row is left out.

    >>> list(table(("figure", "hedge"), [("7", "")]))
    ['| figure |', '|---|', '| 7 |']
    """
    cells = list(rows)
    kept = [place for place in range(len(columns)) if any(row[place] for row in cells)]
    yield f"| {' | '.join(columns[place] for place in kept)} |"
    yield "|" + "---|" * len(kept)
    for row in cells:
        yield f"| {' | '.join(row[place] for place in kept)} |"


def bullets(items: Sequence[str], n_at_most: int) -> Iterable[str]:
    """The first items as a list, and how many more there are."""
    yield from (f"- {item}" for item in items[:n_at_most])
    if len(items) > n_at_most:
        yield ""
        yield f"… and {len(items) - n_at_most} more; JSON and HTML have them all."
