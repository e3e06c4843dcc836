"""One record to one article: fields, their older spellings, and every problem with its pointer and its remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from summarizer.bundle.dates import read_date
from summarizer.bundle.decoding import mend
from summarizer.bundle.feeds import FROM_FEED
from summarizer.bundle.formats import FEED_INSIDE, NO_NEWSML, Record, Repeating, is_feed, is_newsml
from summarizer.bundle.ninjs import flatten_ninjs
from summarizer.bundle.usage import USAGE_FIELDS, find_bar, find_doubts
from summarizer.model import Article, Notice

_FIELDS = ("id", "title", "text", "html", "url", "outlet", "author", "published_at", "language")
# Older and foreign spellings, compared without case, "_" and "-"; the first that is there counts.
_ALIASES = {
    "id": ("articleid", "uid"),
    "title": ("headline",),
    "text": ("body", "content", "bodytext", "articlebody", "fulltext", "maintext", "articletext"),
    "html": ("bodyhtml", "bodyxhtml", "contenthtml", "rawhtml"),
    "url": ("link", "permalink", "canonicalurl"),
    "outlet": ("source", "publisher", "publication", "sitename", "newspaper"),
    "author": ("authors", "byline", "creator"),
    "published_at": (
        "publishedat", "published", "date", "pubdate", "datepublished", "publishdate", "publicationdate",
        "publisheddate", "datetime", "publishedon", "versioncreated", "firstcreated",
    ),
    "language": ("lang", "inlanguage"),
}  # fmt: skip
_BLOCK_TAG = re.compile(
    r"<(/?)(p|div|html|body|article|section|br|h[1-6]|ul|ol|li|table|blockquote)\b[^<>]{0,300}>", re.I
)
_HEAD = 20_000  # characters in which a page shows that it is one
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_LANGUAGE_NAMES = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "ukrainian": "uk", "russian": "ru"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # two blocks of controls, and two ends of lines
MOST_AHEAD = timedelta(days=2)
"""How far ahead of the clock an article may be dated: zones are left out, and clocks are wrong."""
_MOST_NAMED = 10  # items of a feed without text that are named
_MAX_FIELD = 2_000  # of a title, an outlet, an author, a URL: longer is no title


@dataclass(frozen=True, slots=True)
class Noted:
    """A notice before all articles have their ids: `number` is the article's place in the bundle, 0 for the bundle."""

    code: str
    message: str
    number: int = 0
    label: str = ""  # how the article is called where it gets no id

    @property
    def told(self) -> str:
        """The message with whom it is about."""
        return f"{self.label}: {self.message}" if self.label else self.message


@dataclass
class Findings:
    """What was found while reading: problems as (pointer, detail), and notices. Grows; the reader raises at the end."""

    problems: list[tuple[str, str]] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    ids: dict[int, str] = field(default_factory=dict)  # of the articles that have one, by number
    unknown: dict[tuple[str, str], int] = field(default_factory=dict)
    now: datetime | None = None  # what embargo and expiry are measured by
    n_barred: int = 0
    textless: dict[str, list[str]] = field(default_factory=dict)  # by feed: the items of which nothing is to be read

    def problem(self, pointer: str, detail: str) -> None:
        """One more thing that keeps the bundle from being read."""
        self.problems.append((pointer, detail))

    def note_textless(self) -> None:
        """One notice a feed for its items without text, which are not used: how many, and which."""
        for feed, names in self.textless.items():
            what = "one item has" if len(names) == 1 else f"{len(names)} items have"
            shown = ", ".join(f'"{name}"' for name in names[:_MOST_NAMED])
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            self.noted.append(Noted("no-text", f"{feed}: {what} no text and cannot be used: {shown}{more}"))

    def notices(self) -> tuple[Notice, ...]:
        """What was noted, each with the id of its article; where it has none, the message says which is meant."""
        return tuple(
            Notice(one.code, one.message, self.ids[one.number])
            if one.number in self.ids
            else Notice(one.code, one.told)
            for one in self.noted
        )


@dataclass
class _Reader:
    """One record while it is read."""

    record: Record
    number: int
    label: str
    found: Findings
    n_problems: int = 0

    @property
    def is_of_feed(self) -> bool:
        return isinstance(self.record.value, Mapping) and FROM_FEED in self.record.value

    def problem(self, name: str, detail: str) -> None:
        self.n_problems += 1
        self.found.problem(f"{self.record.pointer}/{name}" if name else self.record.pointer, f"{self.label}: {detail}")

    def notice(self, code: str, message: str) -> None:
        self.found.noted.append(Noted(code, message, self.number, self.label))


def read_article(record: Record, number: int, found: Findings) -> Article | None:
    """The article of a record; None with a problem noted, or with a notice where it may not be used.

    `id` is "" where the record has none.
    """
    value = record.value
    reader = _Reader(record, number, record.place, found)
    if isinstance(value, Article):
        value = {name: getattr(value, name) for name in (*_FIELDS, "source_name")}
    if not isinstance(value, Mapping):
        reader.problem("", f'an article must be an object with "text" or "html", not {_kind(value)}')
        return None
    value = flatten_ninjs(value) or value
    fields, names = _canonical(value, reader)
    article_id = _read_id(fields, names, reader)
    reader.label = f'article "{article_id}"' if article_id else f"article {number} of {record.place}"
    if article_id:
        found.ids[number] = article_id
    bar = find_bar(value, found.now)
    if bar is not None:
        found.n_barred += 1
        reader.notice(bar[0], f"{bar[1]}; it is not used")
        return None
    for key in value.repeated if isinstance(value, Repeating) else ():
        reader.problem(_escape(key), f'"{key}" stands twice with different values; keep one')
    for code, message in find_doubts(value):
        reader.notice(code, message)
    n_problems = reader.n_problems
    texts = {name: _read_text(fields, names, name, reader) for name in ("text", "html")}
    for name in ("text", "html"):
        if is_feed(texts[name]):
            reader.problem(_escape(names[name]), FEED_INSIDE)
        elif is_newsml(texts[name]):
            reader.problem(_escape(names[name]), NO_NEWSML)
    is_readable = reader.n_problems == n_problems
    texts |= {name: _read_text(fields, names, name, reader) for name in ("title", "url")}
    texts["outlet"] = _read_outlet(fields, names, reader)
    texts["author"] = _read_author(fields, names, reader)
    if is_readable and value.get(FROM_FEED) and not any(any(map(str.isalnum, texts[n])) for n in ("text", "html")):
        found.n_barred += 1
        named = article_id or texts["url"] or f"item {number}"
        found.textless.setdefault(str(value[FROM_FEED])[:200], []).append((texts["title"] or named)[:100])
        return None
    if not texts["html"] and is_markup(texts["text"]):
        texts["html"], texts["text"] = texts["text"], ""  # "content" and "body" often hold a page, "text" sometimes
        reader.notice("markup", f'"{names.get("text", "text")}" holds markup; it was read as a page')
    elif texts["html"].strip() and texts["text"].strip():
        shown = names.get("html", "html")
        reader.notice("unread-html", f'"{shown}" was not read, since the article has a text; leave one of them out')
    if is_readable and not texts["html"].strip() and not any(map(str.isalnum, texts["text"])):
        stood = "is empty" if "text" in fields or "html" in fields else "is missing"
        stood = "has no words" if texts["text"].strip() else stood
        reader.problem(names.get("text", "text"), f'the text {stood}; give "text" or "html"')
    published = _read_published(fields, names, reader)
    if published is not None and found.now is not None and published > found.now + MOST_AHEAD:
        reader.notice("future-date", f"it is dated {published:%Y-%m-%d}, a day that is yet to come")
    return Article(
        id=article_id,
        number=number,
        text=texts["text"],
        html=texts["html"],
        title=_one_line(texts["title"], "title", reader),
        url=_check_url(_one_line(texts["url"], "url", reader), reader),
        outlet=_one_line(texts["outlet"], "outlet", reader),
        author=_one_line(texts["author"], "author", reader),
        published_at=published,
        language=_read_language(fields, names, reader),
        source_name=record.place if not value.get("source_name") else str(value["source_name"])[:200],
    )


def is_markup(text: str) -> bool:
    """Whether a text is a page or a piece of one: a block that is opened and closed, or lines broken by tags.

    >>> is_markup("<p>It rained.</p>"), is_markup("If a < b and b > c, <p> starts a paragraph.")
    (True, False)
    """
    tags = _BLOCK_TAG.findall(text[:_HEAD])
    opened = {name.lower() for slash, name in tags if not slash}
    n_breaks = sum(name.lower() == "br" for _, name in tags)
    return n_breaks >= 2 or any(slash and name.lower() in opened for slash, name in tags)


def _canonical(value: Mapping[object, object], reader: _Reader) -> tuple[dict[str, object], dict[str, str]]:
    """Fields under our names, and for each the name under which it stood."""
    known = {alias: (name, rank) for name, aliases in _ALIASES.items() for rank, alias in enumerate(aliases, 1)}
    known.update({name: (name, 0) for name in _FIELDS})
    best: dict[str, tuple[int, str, object]] = {}
    for key, one in value.items():
        if not isinstance(key, str):
            reader.problem("", f"the name of a field must be text, not {_kind(key)}")
            continue
        if key in ("source_name", FROM_FEED) or key.lower().replace("_", "").replace("-", "") in USAGE_FIELDS:
            continue
        found = known.get(key) or known.get(key.lower().replace("_", "").replace("-", ""))
        if found is None:
            shown = (reader.record.file, key[:60])
            reader.found.unknown[shown] = reader.found.unknown.get(shown, 0) + 1
            continue
        name, rank = found
        is_given = one is not None and not (isinstance(one, str) and not one.strip())
        if is_given and (name not in best or rank < best[name][0]):
            best[name] = (rank, key, one)
        elif name == "text" and name not in best:
            best[name] = (rank + 100, key, "" if one is None else one)
    return {name: one for name, (_, _, one) in best.items()}, {name: key for name, (_, key, _) in best.items()}


def _read_id(fields: Mapping[str, object], names: Mapping[str, str], reader: _Reader) -> str:
    value = fields.get("id")
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        reader.problem(_escape(names["id"]), f"the id must be text, not {_kind(value)}")
        return ""
    value = mend(value)[0].strip()
    if len(value) > 200 or _CONTROL.search(value):
        reader.problem(_escape(names["id"]), "the id must be one line of at most 200 characters")
        return ""
    return value


def _read_text(fields: Mapping[str, object], names: Mapping[str, str], name: str, reader: _Reader) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        reader.problem(_escape(names[name]), f'"{names[name]}" must be text, not {_kind(value)}')
        return ""
    if "\x00" in value:
        reader.problem(_escape(names[name]), f'"{names[name]}" holds NUL characters: it is binary, not text')
        return ""
    mended, what = mend(value)
    if what:
        reader.notice("mended-text", f'mended in "{names[name]}": {what}')
    return mended


def _read_outlet(fields: Mapping[str, object], names: Mapping[str, str], reader: _Reader) -> str:
    value = fields.get("outlet")
    if isinstance(value, Mapping):  # {"id": ..., "name": ...}, as news interfaces and JSON-LD have it
        value = value.get("name") or value.get("title") or ""
        fields = {**fields, "outlet": value}
    outlet = _read_text(fields, names, "outlet", reader)
    if outlet.startswith(("http://", "https://")):
        reader.notice("outlet-is-url", f'"{names["outlet"]}" is an address, no name; its host is used as the outlet')
        try:
            return (urlsplit(outlet).hostname or "").removeprefix("www.")
        except ValueError:
            return ""
    return outlet


def _read_author(fields: Mapping[str, object], names: Mapping[str, str], reader: _Reader) -> str:
    value = fields.get("author")
    many = value if isinstance(value, list | tuple) else [value] if value is not None else []
    authors = [one.get("name", "") if isinstance(one, Mapping) else one for one in many]
    read = [_read_text({"author": one}, names, "author", reader) for one in authors]
    return ", ".join(one for one in read if one)


def _read_published(fields: Mapping[str, object], names: Mapping[str, str], reader: _Reader) -> datetime | None:
    value = fields.get("published_at")
    if value is None:
        return None
    if isinstance(value, datetime):
        if value.tzinfo is None:
            reader.notice("no-zone", "the date has no time zone; taken as UTC")
            return value.replace(tzinfo=UTC)
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    name = names["published_at"]
    if not isinstance(value, str):
        reader.problem(_escape(name), f'"{name}" must be text such as 2022-02-15T18:30:00Z, not {_kind(value)}')
        return None
    read = read_date(mend(value)[0])
    if read is None:
        shown = f' "{value}"' if len(value) <= 40 and value.isprintable() else ""
        if reader.is_of_feed:  # whoever reads a feed cannot mend it
            reader.notice("bad-date", f"its date{shown} is no date; left out")
            return None
        reader.problem(_escape(name), f'"{name}"{shown} is no date; write it as 2022-02-15T18:30:00Z or 2022-02-15')
        return None
    found, has_zone = read
    if not has_zone:
        reader.notice("no-zone", f'"{name}" has no time zone; taken as UTC')
    return found


def _read_language(fields: Mapping[str, object], names: Mapping[str, str], reader: _Reader) -> str:
    value = _read_text(fields, names, "language", reader).strip()
    value = _LANGUAGE_NAMES.get(value.lower(), value)
    if value and not _LANGUAGE.fullmatch(value):
        reader.notice("bad-language", f'"{names["language"]}" is no language tag such as en or en-GB; left out')
        return ""
    return value.replace("_", "-")


def _check_url(url: str, reader: _Reader) -> str:
    try:
        parts = urlsplit(url)
        is_good = not url or (parts.scheme in ("http", "https") and bool(parts.hostname))
    except ValueError:
        is_good = False
    if is_good and not re.search(r"\s", url):
        return url
    reader.notice("bad-url", '"url" is no http or https address; left out')
    return ""


def _one_line(value: str, name: str, reader: _Reader) -> str:
    line = " ".join(value.split())
    if len(line) > _MAX_FIELD:
        reader.problem(name, f'"{name}" has {len(line)} characters; at most {_MAX_FIELD}')
        return ""
    return line


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text", type(None): "null"}
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list | tuple) else kinds.get(type(value), type(value).__name__)


def _escape(key: str) -> str:
    return key[:100].replace("~", "~0").replace("/", "~1")
