"""Handles: the names under which readers comment: "@harbour_watch", "old_elevator", "maria77 wrote"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.mentions.tokens import Line

_HANDLE = re.compile(
    r"(?<![\w@./:#-])(?:@\w{3,30}|(?=\w*[a-zA-Z]{2})[^\W_]+(?:_[^\W_]+)+)(?![\w@/]|\.\w)"  # "@moss", "old_elevator"
    r"|(?<![\w@./:#-])[a-z]{3,}\d{1,4}(?=:|,? (?:wrote|writes|commented|posted|replied|asked|added"
    r"|said)\b)"  # "moss77 wrote"
)


def find_handles(text: str, line: Line) -> Iterator[tuple[int, int]]:
    """The first and last token of each handle of a line."""
    if "_" not in text[line.start : line.end] and not re.search(r"@|[a-z]\d", text[line.start : line.end]):
        return
    for match in _HANDLE.finditer(text, line.start, line.end):
        inside = [k for k, token in enumerate(line.tokens) if match.start() <= token.start and token.end <= match.end()]
        if inside:
            yield inside[0], inside[-1]
