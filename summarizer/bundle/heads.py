"""Lines above a plain text that say what it is: "Outlet: …", "Date: …", as people paste them and as front matter."""

from __future__ import annotations

import re

from summarizer.bundle.dates import read_date

_KEYS = {
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper"),
    "title": ("title", "headline"),
    "author": ("author", "byline", "by", "written by"),
    "published_at": ("date", "published", "published at", "published on", "publication date", "published_at"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys}
_LINE = re.compile(r"[ \t]*([A-Za-z][A-Za-z_ ]{0,20}?)[ \t]*:[ \t]*(\S.{0,299}?)[ \t]*")
_NOT_ALONE = frozenset({"source", "by", "link", "publication"})
"""Words that also stand over a text by themselves, as a picture's credit or a box: one of them alone is no head."""
_MOST_LINES = 10  # below them no head is looked for
_PROSE_WORDS = 12  # a line of so many words that ends as a sentence begins the text
_ADDRESS = re.compile(r"https?://\S+")


def read_head(text: str) -> tuple[dict[str, str], str]:
    """The fields that lines above a text name, and the text without these lines.

    Other short lines among them (a headline, say) stay. A date that is none, or a field named twice, ends the head.

    >>> read_head("Outlet: Harbour Express\\nDate: 4 March 2031\\n\\nThe works will close.")
    ({'outlet': 'Harbour Express', 'published_at': '2031-03-04T00:00:00+00:00'}, 'The works will close.')
    >>> read_head("Police: two dead\\n\\nTwo people died.")[0]
    {}
    """
    lines = text.lstrip("\ufeff\r\n\t ").splitlines()
    fields: dict[str, str] = {}
    taken: list[int] = []
    keys: list[str] = []
    is_front_matter = bool(lines) and lines[0].strip() == "---"
    for number, line in enumerate(lines[:_MOST_LINES]):
        if is_front_matter and line.strip() == "---":
            taken.append(number)
            if number:
                break
            continue
        found = _field(line)
        if found is None:
            if not is_front_matter and _is_prose(line):
                break
            continue
        key, field, value = found
        if field in fields:
            break
        fields[field] = value
        keys.append(key)
        taken.append(number)
    if not fields or (len(keys) == 1 and keys[0] in _NOT_ALONE and not is_front_matter):
        return {}, text
    rest = "\n".join(line for number, line in enumerate(lines) if number not in set(taken)).strip("\n")
    return (fields, rest) if any(map(str.isalnum, rest)) else ({}, text)


def _field(line: str) -> tuple[str, str, str] | None:
    """The key of a line of a head, the field that it names and the field's value."""
    match = _LINE.fullmatch(line)
    key = " ".join(match[1].lower().split()) if match else ""
    if match is None or key not in _FIELD_OF:
        return None
    field, value = _FIELD_OF[key], match[2].strip("\"'“”")
    if field == "published_at":
        date = read_date(value)
        return (key, field, date[0].isoformat()) if date else None
    if _ADDRESS.fullmatch(value):
        return key, "url", value
    return None if field == "url" or not value else (key, field, value)


def _is_prose(line: str) -> bool:
    words = line.split()
    return len(words) >= _PROSE_WORDS and words[-1].rstrip("\"'”’)")[-1:] in tuple(".!?")
