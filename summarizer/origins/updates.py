"""Which article calls itself an update of another: agencies tell a story anew under its old head."""

from __future__ import annotations

import re

from summarizer.model import CleanArticle

_HEAD = 200
"""Characters of an article in which it says that it is an update."""
_UPDATES = re.compile(
    r"^\W*(?:(?:\d+(?:st|nd|rd|th)? )?(?:updates?|updated|adds?|recasts?|lead)\b(?: \d+)?[:,\s-]"
    r"|updat(?:es|ed|ing) (?:number|toll|figure))",
    re.IGNORECASE | re.MULTILINE,
)
""" "(Updates number of households, adds minister)", "UPDATE 2-", "3rd Lead": how agencies head a story told anew."""


def is_update_of(later: CleanArticle, earlier: CleanArticle) -> bool:
    """Whether `later` calls itself an update and is by the outlet of `earlier`, which it came after; however much of it
    was written anew. Both are taken to tell of one event.
    """
    if not earlier.outlet or earlier.outlet.casefold() != later.outlet.casefold():
        return False
    first, second = earlier.published_at, later.published_at
    if first is None or second is None or (first.tzinfo is None) != (second.tzinfo is None):
        return False
    heads = later.title, later.text[:_HEAD], later.original[:_HEAD]  # cleaning takes such a line out of the text
    return first < second and any(_UPDATES.search(head) for head in heads)
