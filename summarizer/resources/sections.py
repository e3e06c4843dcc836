"""Word lists and patterns that stand in sections."""

from __future__ import annotations

from functools import cache

from summarizer.resources import read_text


@cache
def read_sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of a list by the `[section]` they stand under; blank lines and lines that begin with # do not count.

    >>> "Mr" in read_sections("abbreviations.txt")["title"]
    True
    """
    sections: dict[str, list[str]] = {}
    current = sections.setdefault("", [])
    for raw in read_text(name).splitlines():
        line = raw.strip()
        if line.startswith("[") and line.endswith("]") and line[1:-1].replace("-", "").isalpha():
            current = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            current.append(line)
    return {section: tuple(lines) for section, lines in sections.items()}
