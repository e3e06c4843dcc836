"""Word lists as rows: one line a row, `#` begins a comment, parts apart by "|" or, where a line has none, by blanks."""

from __future__ import annotations

from functools import cache

from summarizer.resources import read_text


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a word list of this package, each split into its parts.

    >>> read_rows("demonyms.txt")[0]
    ('Russia', 'Russian', 'Russians')
    """
    rows = []
    for line in read_text(name).splitlines():
        stripped = line.partition("#")[0].strip()
        if stripped:
            parts = stripped.split("|") if "|" in stripped else stripped.split()
            rows.append(tuple(part.strip() for part in parts))
    return tuple(rows)


@cache
def read_words(name: str, row: str) -> frozenset[str]:
    """The words of the row of a list that begins with `row`.

    >>> "monday" in read_words("name_words.txt", "calendar")
    True
    """
    return frozenset(word for head, *words in read_rows(name) if head == row for word in words)
