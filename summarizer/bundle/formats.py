"""Text to records: which format it is, and JSON that cannot hurt us."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import cast

from summarizer.errors import LimitExceeded

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h1|meta)(?![\w:.-])",
    re.I,
)
_FEED = re.compile(r"<(?:!DOCTYPE\s+(?:[\w.-]+:)?(?:rss|rdf|feed|RDF)|(?:[\w.-]+:)?(?:rss|feed|RDF|entry))(?![\w.-])")
_NEWSML = re.compile(
    r"<(?:!DOCTYPE\s+)?(?:[\w.-]+:)?(?:newsItem|newsMessage|packageItem|NewsML|nitf)(?![\w.-])",
)
_BEFORE = (("<!--", "-->"), ("<?", "?>"))  # what may stand before the first element
_GAP = re.compile(r"[\s\ufeff]*")
_XML = re.compile(r"[\s\ufeff]*<\?xml\s")
_JSON = re.compile(r'\s*(?:\[\s*(?:\{|\]|$)|\{\s*(?:"|\}))')
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.S)
_SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
}
FEED_INSIDE = "a feed holds articles and is none; hand it over as a file, or its items as articles"
NO_NEWSML = "NewsML and NITF are not read; hand over ninjs, RSS, Atom or the articles' text"
_HEAD = 4_000  # characters in which a text shows what it is
_MANY_DIGITS = 18  # longer integers are read as floats: int() of thousands of digits is refused by Python


class Repeating(dict[str, object]):
    """A JSON object some of whose keys stand in it twice with different values; the last one counts."""

    repeated: tuple[str, ...] = ()


class BadJson(ValueError):
    """The JSON cannot be read."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article's fields as they came, with where they stood: a JSON pointer and words for people."""

    value: object
    pointer: str
    place: str

    @property
    def file(self) -> str:
        """The file it stood in, without the line or the item."""
        return re.split(r", (?:line|item) (?=\d+$)", self.place)[0]


def name_format(name: str, text: str) -> str:
    """Which format it is: "json", "jsonl", "html", "feed" (RSS, Atom), "newsml" or "text".

    XML of any other kind is a feed, too, since whoever reads it as one refuses it by name; text it is not.

    >>> name_format("a.txt", "[Updated] It rained."), name_format("upload", '{"text": "It rained."}')
    ('text', 'json')
    """
    by_name = _SUFFIXES.get(PurePosixPath(name.replace("\\", "/")).suffix.lower(), "")
    if by_name in ("json", "jsonl"):
        return by_name
    root = _from_root(text)
    if _FEED.match(root):
        return "feed"
    if _NEWSML.match(root):
        return "newsml"
    if by_name == "html" or _HTML.match(root):
        return "html"
    if by_name == "xml" or _XML.match(text):
        return "feed"
    if by_name != "text" and _JSON.match(text[:_HEAD]):
        return "json"
    return "text"


def is_feed(text: str) -> bool:
    """Whether a text is a feed, which holds articles and is none.

    >>> is_feed('<?xml version="1.0"?><rss version="2.0">'), is_feed("RSS feeds were shut down on Monday.")
    (True, False)
    """
    return _FEED.match(_from_root(text)) is not None


def is_newsml(text: str) -> bool:
    """Whether a text is XML of the news agencies' own formats, which are not read."""
    return _NEWSML.match(_from_root(text)) is not None


def _from_root(text: str) -> str:
    """The beginning of a text behind comments and instructions. In a loop: one pattern for them backtracks for ages."""
    at = 0
    while True:
        at = _GAP.match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere
        closed = next((shut for opened, shut in _BEFORE if text.startswith(opened, at)), "")
        end = text.find(closed, at + 2) if closed else -1
        if end < 0:
            return text[at : at + _HEAD]
        at = end + len(closed)


def read_records(text: str, place: str, max_depth: int) -> tuple[list[Record], list[str]]:
    """The records of a JSON text (an object with "articles", a list, one article, or JSON Lines), and unknown keys.

    Raises BadJson when it cannot be read and LimitExceeded when it is nested too deeply.

    >>> read_records('{"articles": [{"text": "x"}]}', "a.json", 32)[0][0].pointer
    '/articles/0'
    """
    check_depth(text, max_depth, place)
    try:
        value = load_json(text)
    except BadJson as whole:
        lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith("{") for _, line in lines[:3]):
            raise
        return _read_lines(lines, place, whole), []
    return spread(value, place)


def read_json_lines(text: str, place: str, max_depth: int) -> tuple[list[Record], list[str]]:
    """The records of JSON Lines: one article a line. Raises as `read_records` does."""
    check_depth(text, max_depth, place)
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    return _read_lines(lines, place, None), []


def spread(value: object, place: str, pointer: str = "") -> tuple[list[Record], list[str]]:
    """The records in a JSON value that holds one article or many, and the unknown keys beside "articles"."""
    if isinstance(value, list):
        return [Record(one, f"{pointer}/{i}", place) for i, one in enumerate(value)], []
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        articles = cast(list[object], value["articles"])
        records = [Record(one, f"{pointer}/articles/{i}", place) for i, one in enumerate(articles)]
        return records, [str(key) for key in value if key != "articles"]
    return [Record(value, pointer, place)], []


def load_json(text: str) -> object:
    """The value of a JSON text; repeated keys are noted in `Repeating`. Raises BadJson, for NaN and infinities too."""
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_no_constant, parse_int=_read_int)
    except json.JSONDecodeError as error:
        raise BadJson(f"not valid JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise BadJson(str(error) or "not valid JSON") from None


def check_depth(text: str, max_depth: int, place: str) -> None:
    """Raises LimitExceeded when brackets are nested deeper than the setting allows; looked at before parsing.

    >>> check_depth('{"a": "[[[["}', 2, "a.json")
    """
    depth = 0
    for token in _TOKEN.finditer(text):
        first = token.group()[0]
        if first in "[{":
            depth += 1
            if depth > max_depth:
                raise LimitExceeded(
                    f"{place}: JSON is nested deeper than max_json_depth = {max_depth}",
                    hint="Hand over articles as flat objects, or raise SUMMARIZER_MAX_JSON_DEPTH.",
                )
        elif first in "]}":
            depth -= 1


def _read_lines(lines: list[tuple[int, str]], place: str, whole: BadJson | None) -> list[Record]:
    records = []
    for index, (number, line) in enumerate(lines):
        try:
            records.append(Record(load_json(line), f"/{index}", f"{place}, line {number}"))
        except BadJson as error:
            if whole is not None:
                raise whole from None
            raise BadJson(f"line {number}: {error}") from None
    return records


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = Repeating(pairs)
    if len(found) < len(pairs):
        seen: dict[str, object] = {}
        for key, value in pairs:
            if key in seen and seen[key] != value:
                found.repeated = (*found.repeated, key)
            seen[key] = value
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON; leave the field out or write null")


def _read_int(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MANY_DIGITS else float(digits)
