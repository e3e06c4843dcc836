"""Bytes to Bundle: parsed once, at the edge, in every format. Every problem is found, with place and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath

from summarizer.bundle.decoding import NotText, decode
from summarizer.bundle.feeds import FROM_FEED, read_feed
from summarizer.bundle.fields import Findings, Noted, read_article
from summarizer.bundle.formats import NO_NEWSML, BadJson, Record, name_format, read_json_lines, read_records, spread
from summarizer.bundle.heads import read_head
from summarizer.bundle.usage import canceled_names
from summarizer.bundle.xml_tree import BadXml
from summarizer.errors import BundleError, LimitExceeded
from summarizer.model import Article, Bundle, Notice, Source
from summarizer.settings import Settings

__all__ = ["canceled_names", "read_bundle", "read_feed_source"]

_MAX_SHOWN = 10  # problems spelled out in an error's message; `problems` has them all


def read_bundle(
    sources: Iterable[Source | Article | Mapping[str, object] | str],
    settings: Settings,
    *,
    now: datetime | None = None,
) -> Bundle:
    """The articles of these sources, in order, each id once.

    A `Source` holds a file's bytes: plain text, HTML, RSS, Atom, JSON or JSON Lines, told by its name and content. A
    mapping is an article (or an object with "articles"); a string is the text of an article. Raises BundleError with
    every problem as (JSON pointer, detail), and LimitExceeded naming the setting that the input is too large for.

    `now` is what embargo and expiry are measured by: an article that may not be used is left out with a notice;
    without it every embargo holds and nothing expires.

    >>> bundle = read_bundle(["It rained in Bergen on Monday.", {"id": "b", "text": "It snowed."}], Settings())
    >>> [(article.id, article.number) for article in bundle.articles]
    [('article-1', 1), ('b', 2)]
    """
    if isinstance(sources, str | Mapping | Source | Article):
        sources = [sources]
    found = Findings(now=now)
    records = _collect(sources, settings, found)
    articles = []
    for number, record in enumerate(records, 1):
        article = read_article(record, number, found)
        if article is not None:
            articles.append((record, article))
    found.note_textless()
    articles = _without_canceled(articles, records, found)
    _check_chars(articles, settings)
    named = _name(articles, found)
    if found.n_barred and not articles and not found.problems:
        told = "; ".join(one.told for one in found.noted[-3:])
        found.problem("/articles", f"no article may be used: {told}")
    if not records and not found.problems:
        found.problem("/articles", "there are no articles; hand over at least one")
    if found.problems:
        raise BundleError(_describe(found.problems), pointer=found.problems[0][0], problems=tuple(found.problems))
    return Bundle(tuple(named), found.notices() + _unknown_fields(found))


def _collect(
    sources: Iterable[Source | Article | Mapping[str, object] | str], settings: Settings, found: Findings
) -> list[Record]:
    records: list[Record] = []
    n_bytes = 0
    for index, source in enumerate(sources):
        n_bytes += _size(source, settings)
        if n_bytes > settings.max_bundle_bytes:
            raise _too_large("the bundle", "max_bundle_bytes", settings.max_bundle_bytes, "Split it")
        if isinstance(source, Source):
            records += _read_source(source, settings, found)
        elif isinstance(source, Mapping):
            value = dict(source)
            several = isinstance(value.get("articles"), list | tuple)
            if several:
                value["articles"] = list(value["articles"])  # type: ignore[call-overload]
            inner, unknown = spread(value, "the bundle", "" if several else f"/articles/{index}")
            records += inner
            _note_unknown(unknown, "the bundle", found)
        else:
            value_of = {"text": source} if isinstance(source, str) else source
            records.append(Record(value_of, f"/articles/{index}", "the bundle"))
        if len(records) > settings.max_articles:
            raise _too_large("the bundle", "max_articles", settings.max_articles, "Split it")
    return records


def _read_source(source: Source, settings: Settings, found: Findings) -> list[Record]:
    name = source.name or "unnamed"
    try:
        text, notices = decode(source.content)
        form = name_format(name, text)
        found.noted += [Noted(notice.code, f"{name}: {notice.message}") for notice in notices]
        if form == "newsml":
            raise NotText(NO_NEWSML)
        if form == "feed":
            return [Record(item, "", f"{name}, item {number}") for number, item in enumerate(read_feed(text, name), 1)]
        if form in ("json", "jsonl"):
            read = read_records if form == "json" else read_json_lines
            records, unknown = read(text, name, settings.max_json_depth)
            _note_unknown(unknown, name, found)
            if not records:
                found.problem("", f"{name}: there are no articles in it")
            return records
    except (NotText, BadJson, BadXml) as error:
        found.problem("", f"{name}: {error}")
        return []
    if form == "html":
        return [Record({"html": text, "source_name": name}, "", name)]
    fields, text = read_head(text)
    return [Record({**fields, "text": text, "source_name": name}, "", name)]


def read_feed_source(source: Source, settings: Settings) -> list[dict[str, object]]:
    """The items of an RSS or Atom feed as mappings that `read_bundle` takes for articles, those without text too.

    Raises BundleError naming line and remedy for what is no feed or not well-formed, LimitExceeded for a large one.
    """
    _size(source, settings)
    name = source.name or "unnamed"
    try:
        return read_feed(decode(source.content)[0], name)
    except (NotText, BadXml) as error:
        raise BundleError(f"{name}: {error}", problems=(("", f"{name}: {error}"),)) from None


def _size(source: object, settings: Settings) -> int:
    if isinstance(source, Source):
        if len(source.content) > settings.max_source_bytes:
            raise _too_large(source.name, "max_source_bytes", settings.max_source_bytes, "Split the file")
        return len(source.content)
    if isinstance(source, str):
        return len(source)
    if isinstance(source, Article):
        return len(source.text) + len(source.html)
    if isinstance(source, Mapping):
        return sum(len(value) for value in source.values() if isinstance(value, str))
    return 0


def _without_canceled(
    articles: list[tuple[Record, Article]], records: list[Record], found: Findings
) -> list[tuple[Record, Article]]:
    """The articles without those that their outlet sends once more as canceled, each with a notice."""
    values = [record.value for record in records if isinstance(record.value, Mapping)]
    canceled = {name for value in values for name in canceled_names(value)}
    kept = []
    for record, article in articles:
        uri = record.value.get("uri") if isinstance(record.value, Mapping) else None
        if canceled and (article.id in canceled or uri in canceled):
            found.n_barred += 1
            message = "its outlet has canceled it later in the bundle; it is not used"
            found.noted.append(Noted("canceled", message, article.number, f'article "{article.id or uri}"'))
        else:
            kept.append((record, article))
    return kept


def _check_chars(articles: list[tuple[Record, Article]], settings: Settings) -> None:
    for record, article in articles:
        is_plain = isinstance(record.value, Mapping) and "text" in record.value
        pointer = f"{record.pointer}/text" if is_plain else record.pointer
        if len(article.text) > settings.max_article_chars:
            raise LimitExceeded(
                f'article "{article.id or article.number}" has {len(article.text)} characters, more than '
                f"max_article_chars = {settings.max_article_chars}",
                pointer=pointer,
                hint="Shorten the article or raise SUMMARIZER_MAX_ARTICLE_CHARS.",
            )
        if len(article.html) > settings.max_source_bytes:
            name = f'the page of article "{article.id or article.number}"'
            raise _too_large(name, "max_source_bytes", settings.max_source_bytes, "Shorten the page")


def _name(articles: list[tuple[Record, Article]], found: Findings) -> list[Article]:
    """Articles with an id each: their own, else made from the file's name or the number; numbered from 1."""
    first: dict[str, int] = {}
    versions: set[int] = set()
    for record, article in articles:
        if article.id in first and _is_named_by_uri(record):
            versions.add(article.number)
        elif article.id and article.id in first:
            found.problem(
                f"{record.pointer}/id",
                f'article "{article.id}": the id is already that of article {first[article.id]}; ids must differ',
            )
        elif article.id:
            first[article.id] = article.number
    taken = set(first)
    named = []
    for record, article in articles:  # one that may not be used keeps its number: markers name articles by their place
        own_id = "" if article.number in versions else article.id
        article_id = own_id or _free_id(record, article.number, taken)
        taken.add(article_id)
        found.ids[article.number] = article_id
        named.append(replace(article, id=article_id))
    return named


def _is_named_by_uri(record: Record) -> bool:
    """Whether an article's id is one that all its versions share: the uri of ninjs, the guid of a feed's item."""
    if not isinstance(record.value, Mapping):
        return False
    return FROM_FEED in record.value or (not record.value.get("id") and bool(record.value.get("uri")))


def _free_id(record: Record, number: int, taken: set[str]) -> str:
    stem = PurePosixPath(record.file.replace("\\", "/")).stem
    stem = re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:80]
    if record.place == "the bundle" or not stem:
        stem = f"article-{number}"
    candidate, n = stem, 1
    while candidate in taken:
        n += 1
        candidate = f"{stem}-{n}"
    return candidate


def _note_unknown(names: list[str], place: str, found: Findings) -> None:
    for name in names:
        found.unknown[place, name[:60]] = found.unknown.get((place, name[:60]), 0) + 1


def _unknown_fields(found: Findings) -> tuple[Notice, ...]:
    return tuple(
        Notice("unknown-field", f'{place}: the field "{name}" is not known and was left out ({n} times)')
        for (place, name), n in list(found.unknown.items())[:50]
    )


def _too_large(what: str, setting: str, value: int, remedy: str) -> LimitExceeded:
    return LimitExceeded(
        f"{what} is larger than {setting} = {value}", hint=f"{remedy}, or raise SUMMARIZER_{setting.upper()}."
    )


def _describe(problems: list[tuple[str, str]]) -> str:
    shown = [f"{pointer}: {detail}" if pointer else detail for pointer, detail in problems[:_MAX_SHOWN]]
    more = [f"(and {len(problems) - _MAX_SHOWN} more)"] if len(problems) > _MAX_SHOWN else []
    head = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    return f"the bundle has {head}: " + "; ".join(shown + more)
