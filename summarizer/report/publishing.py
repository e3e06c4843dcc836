"""A summary in the formats in which newsrooms pass news on: IPTC ninjs 3.1 and schema.org's NewsArticle as JSON-LD.

They, and a text to print in Markdown or HTML, are made of a summary's record (`record.summary_record`), so that one
kept as JSON can be passed on as well. Nothing in them is new: text, markers, articles and names are the record's.

Sources: the JSON schema of ninjs 3.1 (IPTC, 2024), https://schema.org/NewsArticle, and IPTC's vocabulary of digital
source types, which says what a machine had to do with a text.
"""

from __future__ import annotations

import html
import re
import textwrap
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from summarizer.errors import InputError
from summarizer.report.markdown_text import md

NEWS_FORMATS = ("ninjs", "jsonld")
TEXT_FORMATS = ("md", "html")
USABLE, WITHHELD, CANCELED = "usable", "withheld", "canceled"

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_WRITTEN = {
    "llm": ("trainedAlgorithmicMedia", "TrainedAlgorithmicMediaDigitalSource"),
    "extractive": ("composite", "CompositeDigitalSource"),  # the articles' own sentences, put together
}
"""Engine → its digital source type for IPTC and for schema.org; of a text that somebody gave us nothing is known."""
_EDITED = _WRITTEN | {
    "llm": ("compositeWithTrainedAlgorithmicMedia", "CompositeWithTrainedAlgorithmicMediaDigitalSource")
}
"""The same of what somebody has made of an engine's text: a model's words are still in it."""
_STATUS_WORDS = {WITHHELD: "Withheld", CANCELED: "Withdrawn"}
_MOST_TITLE_CHARS = 100  # of a page whose text has no headline, and goes by its first words
FLAGS = frozenset({"contradicted", "unsupported", "not_checked"})  # nobody has looked at the third
_IS_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:[^\s]+")
_IS_WEB = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_NINJS_LISTS = {"person": "people", "organisation": "organisations", "place": "places"}
_SCHEMA_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}


def news_record(
    summary: Mapping[str, Any],
    format: str,
    *,
    uri: str = "",
    created: str = "",
    modified: str = "",
    edited: str = "",
    status: str = "",
    note: str = "",
    version: int = 1,
    replaces: Sequence[str] = (),
    replaced_by: str = "",
) -> dict[str, Any]:
    """The record of one summary as "ninjs" or "jsonld". Raises `InputError` for any other format.

    `uri` names the text for good (without one, one is made of its words and articles), `created` and `modified` (when
    this version came to be) are times of RFC 3339, `edited` is the engine of the text that somebody edited into this
    one, `status` one of "usable", "withheld" and "canceled" (without one, a text is withheld while a sentence of it is
    contradicted, unsupported or not checked), `note` a line for the receiving desk, not to be published, `version`
    rises with everything that is decided about the text. `replaces` are the `uri`s of its earlier versions, the one
    before it first, `replaced_by` that of the version which holds instead.
    """
    uri = uri or uri_of(summary)
    status = status or (WITHHELD if is_flagged(summary) else USABLE)
    if format == "ninjs":
        versions = {"firstCreated": created, "versionCreated": modified or created, "version": str(version)}
        item = _ninjs(summary, uri, status, note, edited) | versions
        item["associations"] += _versions(replaces, replaced_by)
        return _without_empty(item)
    if format == "jsonld":
        times = {"dateCreated": created, "dateModified": modified or created}
        versions_of = {"version": version, "isBasedOn": [{"@type": "NewsArticle", "@id": one} for one in replaces]}
        item = _json_ld(summary, uri, _in_words(status, replaced_by), edited)
        return _without_empty(item | times | versions_of)
    raise InputError(f"There is no format {format!r}.", hint=f"Formats are {', '.join(NEWS_FORMATS)}.")


def news_text(summary: Mapping[str, Any], format: str, *, status: str = "", note: str = "") -> str:
    """The record of one summary as a text to print, "md" or "html": headline, paragraphs with markers, the articles.

    One that is not usable says so, with the note, above all else. Raises `InputError` for any other format.
    """
    status = status or (WITHHELD if is_flagged(summary) else USABLE)
    warning = "" if status == USABLE else f"{_STATUS_WORDS.get(status, status.capitalize())}. {note}".strip()
    if format == "md":
        return _markdown(summary, warning)
    if format == "html":
        return _html(summary, warning)
    raise InputError(f"There is no text in format {format!r}.", hint=f"Formats are {', '.join(TEXT_FORMATS)}.")


def _in_words(status: str, replaced_by: str) -> str:
    """What a status is called; "" of one that is usable."""
    if status == WITHHELD and replaced_by:
        return f"Superseded by {replaced_by}"
    return _STATUS_WORDS.get(status, "")


def _markdown(summary: Mapping[str, Any], warning: str) -> str:
    blocks = [f"**{md(warning)}**"] if warning else []
    blocks += [f"# {md(summary['title'])}"] if summary["title"] else []
    for part in _paragraphs(summary):
        blocks.append(" ".join(md(s["text"]) + "".join(f" [{number}]" for number in _numbers_of(s)) for s in part))
    listed = [
        f"- [{article['number']}] {md(_named_article(article))}"
        + (f" <{article['url']}>" if _IS_WEB.fullmatch(article["url"]) and not set("<>") & set(article["url"]) else "")
        for article in summary["story"]["articles"]
    ]
    return "\n\n".join([*blocks, "\n".join(listed)]) + "\n"


def _html(summary: Mapping[str, Any], warning: str) -> str:
    articles = summary["story"]["articles"]
    title = html.escape(summary["title"])
    named = title or html.escape(textwrap.shorten(_plain(summary), _MOST_TITLE_CHARS, placeholder=" …"))
    lines = [f"<p><strong>{html.escape(warning)}</strong></p>"] if warning else []
    lines += [f"<h1>{title}</h1>"] if title else []
    lines += [f"<p>{' '.join(_linked(s, articles) for s in part)}</p>" for part in _paragraphs(summary)]
    listed = []
    for article in articles:
        told = html.escape(_named_article(article))
        is_web = _IS_WEB.fullmatch(article["url"])
        linked = f'<a href="{html.escape(article["url"])}">{told}</a>' if is_web else told
        listed.append(f"<li>[{article['number']}] {linked}</li>")
    head = f'<!doctype html>\n<html lang="{html.escape(_language(articles) or "en")}"><head><meta charset="utf-8">'
    return f"{head}<title>{named}</title></head><body><article>\n" + "\n".join(
        [*lines, f"<ul>{''.join(listed)}</ul>", "</article></body></html>\n"]
    )


def _named_article(article: Mapping[str, Any]) -> str:
    """An article in a list: its outlet (else its id), its title and its day."""
    told = f"{article['outlet'] or article['id']}{': ' + article['title'] if article['title'] else ''}"
    return f"{told} ({article['published_at'][:10]})" if article["published_at"] else told


def _numbers_of(sentence: Mapping[str, Any]) -> list[int]:
    return sorted({citation["number"] for citation in sentence["citations"]})


def is_flagged(summary: Mapping[str, Any]) -> bool:
    """Whether the headline or a sentence of a summary's record is one that nobody may publish unseen."""
    return is_headline_flagged(summary) or any(sentence["verdict"] in FLAGS for sentence in summary["sentences"])


def is_headline_flagged(summary: Mapping[str, Any]) -> bool:
    """Whether nobody may publish the headline unseen; one kept before headlines were checked is not held against it."""
    return (summary.get("title_check") or {}).get("verdict") in FLAGS


def _ninjs(summary: Mapping[str, Any], uri: str, status: str, note: str, edited: str) -> dict[str, Any]:
    articles = summary["story"]["articles"]
    written, _ = _source_type(summary, edited)
    rich = "".join(f"<p>{' '.join(_linked(s, articles) for s in part)}</p>" for part in _paragraphs(summary))
    outlets = dict.fromkeys(article["outlet"] for article in articles if article["outlet"])
    return {
        "uri": uri,
        "type": "text",
        "representationType": "full",
        "pubStatus": status,
        "language": _language(articles),
        "edNote": " ".join(filter(None, (note, _standing(summary)))),
        "headlines": [{"role": "main", "value": summary["title"]}] if summary["title"] else [],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(_plain(summary)),
                "wordCount": len(_plain(summary).split()),
                "value": _plain(summary),
            },
            {"role": "richtext", "contentType": "application/xhtml+xml", "value": rich},
        ],
        **{
            key: [{"name": entity["name"], "rel": "mentioned"} for entity in _named(summary, kind)]
            for kind, key in _NINJS_LISTS.items()
        },
        "infoSources": [{"name": outlet, "role": "source"} for outlet in outlets],
        "associations": [_association(article) for article in articles],
        "altIds": [{"role": "summary", "value": summary["id"]}],
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "digitalSourceType": {"name": written, "uri": _SOURCE_TYPES + written} if written else {},
    }


def _source_type(summary: Mapping[str, Any], edited: str) -> tuple[str, str]:
    return _EDITED.get(edited, ("", "")) if edited else _WRITTEN.get(summary["audit"]["engine"], ("", ""))


def _association(article: Mapping[str, Any]) -> dict[str, Any]:
    """An article as the ninjs object that its marker names."""
    return _without_empty(
        {
            "name": f"article-{article['number']}",
            "rel": "source",
            "uri": _article_uri(article),
            "type": "text",
            "representationType": "partial",
            "versionCreated": article["published_at"] or "",
            "language": article["language"],
            "by": article["author"],
            "headlines": [{"role": "main", "value": article["title"]}] if article["title"] else [],
            "infoSources": [{"name": article["outlet"], "role": "publisher"}] if article["outlet"] else [],
        }
    )


def _versions(replaces: Sequence[str], replaced_by: str) -> list[dict[str, Any]]:
    """The other versions of a text as ninjs objects; the standard has no field of its own for them."""
    named = [(f"replaces-{n}", "replaces", uri) for n, uri in enumerate(replaces, start=1)]
    if replaced_by:
        named.append(("replaced-by", "replacedBy", replaced_by))
    return [
        {"name": name, "rel": rel, "uri": uri, "type": "text", "representationType": "partial"}
        for name, rel, uri in named
    ]


def _json_ld(summary: Mapping[str, Any], uri: str, status: str, edited: str) -> dict[str, Any]:
    articles = summary["story"]["articles"]
    _, written = _source_type(summary, edited)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": uri,
        "headline": summary["title"],
        "articleBody": _plain(summary),
        "wordCount": len(_plain(summary).split()),
        "inLanguage": _language(articles),
        "creativeWorkStatus": status,
        "digitalSourceType": f"https://schema.org/{written}" if written else "",
        "mentions": [
            {"@type": kind_of, "name": entity["name"]}
            for kind, kind_of in _SCHEMA_TYPES.items()
            for entity in _named(summary, kind)
        ],
        "citation": [_cited(article) for article in articles],
    }


def _cited(article: Mapping[str, Any]) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": article["outlet"]} if article["outlet"] else {}
    return _without_empty(
        {
            "@type": "NewsArticle",
            "@id": _article_uri(article),
            "position": article["number"],
            "headline": article["title"],
            "url": article["url"] if _IS_WEB.fullmatch(article["url"]) else "",
            "author": {"@type": "Person", "name": article["author"]} if article["author"] else {},
            "publisher": publisher,
            "datePublished": article["published_at"] or "",
            "inLanguage": article["language"],
        }
    )


def _paragraphs(summary: Mapping[str, Any]) -> Iterator[list[Mapping[str, Any]]]:
    """The sentences of a summary, paragraph by paragraph."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    for sentence in summary["sentences"]:
        found.setdefault(sentence["paragraph"], []).append(sentence)
    yield from found.values()


def _plain(summary: Mapping[str, Any]) -> str:
    return "\n\n".join(" ".join(sentence["text"] for sentence in part) for part in _paragraphs(summary))


def _linked(sentence: Mapping[str, Any], articles: Sequence[Mapping[str, Any]]) -> str:
    """A sentence as XHTML, its markers linked to the articles that have an address on the web."""
    address = {article["number"]: article["url"] for article in articles}
    told = html.escape(sentence["text"], quote=False)
    for number in _numbers_of(sentence):
        url = address.get(number, "")
        marker = f"[{number}]"
        told += f'<sup><a href="{html.escape(url)}">{marker}</a></sup>' if _IS_WEB.fullmatch(url) else (
            f"<sup>{marker}</sup>"
        )  # fmt: skip
    return told


def _standing(summary: Mapping[str, Any]) -> str:
    """What the desk must know: how many sentences are supported, and which are not, with the reason; a bad headline."""
    sentences = summary["sentences"]
    n_supported = sum(sentence["verdict"] == "supported" for sentence in sentences)
    lines = [f"{n_supported} of {len(sentences)} sentences are supported by the articles."]
    headline = [summary["title_check"]] if is_headline_flagged(summary) else []
    for sentence in (*headline, *sentences):
        if sentence["verdict"] not in ("supported", "not_checkable"):
            reason = f" {sentence['reason']}" if sentence["reason"] else ""
            lines.append(f"{sentence['verdict'].replace('_', ' ').capitalize()}: “{sentence['text']}”{reason}")
    return " ".join(lines)


def _named(summary: Mapping[str, Any], kind: str) -> Iterator[Mapping[str, Any]]:
    """The entities of a kind that the summary names under one of their spellings."""
    text = _plain(summary)
    for entity in summary["entities"]:
        if entity["kind"] == kind and any(
            re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in (entity["name"], *entity["spellings"])
        ):
            yield entity


def _language(articles: Sequence[Mapping[str, Any]]) -> str:
    """The language of most articles; "" where none is known."""
    counts = Counter(article["language"] for article in articles if article["language"])
    return min(counts, key=lambda language: (-counts[language], language)) if counts else ""


def _article_uri(article: Mapping[str, Any]) -> str:
    """The address of an article, its id where that is a URI, else a name made of its text."""
    for given in (article["url"], article["id"]):
        if _IS_URI.fullmatch(given):
            return str(given)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"sha256:{article['sha256']}").urn


def uri_of(summary: Mapping[str, Any]) -> str:
    """A name for the summary that is the same for the same words and articles."""
    hashes = " ".join(article["sha256"] for article in summary["story"]["articles"])
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{summary['title']}\n{_plain(summary)}\n{hashes}").urn


def _without_empty(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in ("", [], {})}
