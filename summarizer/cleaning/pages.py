"""A web page to its text and what it says about itself. Hostile pages cost linear time: never more."""

from __future__ import annotations

import html as entities
import json
import re
from dataclasses import dataclass, field

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)/?>|<!--|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SILENT = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "textarea", "button",
    "canvas", "audio", "video", "head",
))  # fmt: skip
_ASIDE = frozenset((
    "nav", "footer", "aside", "form", "menu", "dialog",
))  # fmt: skip
_BLOCK = frozenset((
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl",
    "dt", "dd", "table", "tr", "td", "th", "blockquote", "pre", "br", "hr", "figure", "figcaption", "nav", "footer",
    "aside", "form", "menu", "dialog", "address", "details", "summary", "body", "html", "title", "time",
))  # fmt: skip
_VOID = frozenset((
    "br", "hr", "img", "meta", "link", "input", "source", "wbr", "area", "base", "col", "embed", "param", "track",
))  # fmt: skip
_HEADINGS = frozenset((
    "h1", "h2", "h3", "h4", "h5", "h6",
))  # fmt: skip
_LD_JSON = re.compile(r"<script[^<>]{0,200}application/ld\+json[^<>]{0,200}>", re.I)
_NEWS_TYPES = re.compile(r"Article|Posting|Report|Review|WebPage", re.I)
_MAX_PAGE = 3_000_000  # characters of HTML given to trafilatura; beyond, and with more tags or depth, the plain reader
_MAX_TAGS = 40_000
_MAX_DEPTH = 200
_MAX_TEXT = 400_000
_MAX_BLOCKS = 20_000
_MAX_LD = 500_000


@dataclass
class Page:
    """A page's text, which of its lines are no prose by their place on the page, and its metadata."""

    text: str = ""
    marks: list[tuple[int, int, str]] = field(default_factory=list)
    title: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    is_cut: bool = False
    n_hidden: int = 0  # stretches of words that a browser does not show


@dataclass
class _Block:
    """One line of a page: its text and where it stood."""

    text: str
    reason: str = ""


def read_page(html: str) -> Page:
    """The text of a page, its metadata, and marks on the lines that are not part of the article.

    >>> read_page("<html lang=en><nav>Home</nav><h1>Rain</h1><p>It rained in Bergen.</p></html>").text.splitlines()
    ['Home', 'Rain', 'It rained in Bergen.']
    """
    page = Page()
    blocks, depth, n_tags, page.n_hidden = _read_blocks(html)
    _read_metadata(html, page)
    is_tame = len(html) <= _MAX_PAGE and n_tags <= _MAX_TAGS and depth <= _MAX_DEPTH
    main = _extract_main(html) if is_tame else ""
    if main:
        _mark_outside(blocks, main)
    length = 0
    pieces: list[str] = []
    for block in blocks:
        if length + len(block.text) > _MAX_TEXT or len(pieces) >= _MAX_BLOCKS:
            page.is_cut = True
            pieces.append(block.text[: _MAX_TEXT - length])
            break
        if block.reason:
            page.marks.append((length, length + len(block.text), block.reason))
        pieces.append(block.text)
        length += len(block.text) + 1
    page.text = "\n".join(pieces)
    return page


def _read_blocks(html: str) -> tuple[list[_Block], int, int, int]:
    """The visible text in blocks, in one pass; the greatest depth, the number of tags, and of hidden stretches."""
    blocks: list[_Block] = []
    buffer: list[str] = []
    aside: list[str] = []
    heading = caption = 0
    at = depth = deepest = n_tags = 0
    unclosed: set[str] = set()
    hidden, n_open, n_hidden = "", 0, 0  # the element that hides what is in it, how many of its name are open in it

    def close(reason: str) -> None:
        text = " ".join(entities.unescape("".join(buffer)).split())
        buffer.clear()
        if text:
            blocks.append(_Block(text, reason))

    while True:
        match = _TAG.search(html, at)
        if match is None:
            buffer.append("" if hidden else html[at:])
            break
        if not hidden:
            buffer.append(html[at : match.start()])
        elif html[at : match.start()].strip():
            n_hidden += 1
        at = match.end()
        if match.group() == "<!--":
            end = html.find("-->", at)
            n_hidden += _has_words(html[at : end if end >= 0 else at])
            at = len(html) if end < 0 else end + 3
            continue
        if not match[2]:
            continue
        n_tags += 1
        name, is_end = match[2].lower(), bool(match[1])
        if name in _SILENT and not is_end:
            end = -1 if name in unclosed else _find_end(html, name, at)
            if end >= 0:
                n_hidden += name == "template" and _has_words(html[at:end])
                at = end
            elif name in ("script", "style"):
                at = len(html)
            else:
                unclosed.add(name)
            continue
        if hidden:
            n_open += (name == hidden) * (-1 if is_end else 1)
            hidden = hidden if n_open else ""
            continue
        if not is_end and name not in _VOID and name not in ("html", "body") and _is_hidden(match[3]):
            hidden, n_open = name, 1
            continue
        if name == "p" and not is_end:
            heading = caption = 0  # a paragraph ends headings that were never closed
        reason = "page" if aside else "heading" if heading else "caption" if caption else ""
        if name in _BLOCK:
            close(reason)
        if name not in _VOID:
            depth += -1 if is_end else 1
            deepest = max(deepest, depth)
        if name in _ASIDE:
            if not is_end:
                aside.append(name)
            elif name in aside:
                del aside[aside.index(name) :]
        heading += (name in _HEADINGS) * (-1 if is_end and heading else 0 if is_end else 1)
        caption += (name == "figcaption") * (-1 if is_end and caption else 0 if is_end else 1)
    close("page" if aside else "")
    return blocks, deepest, n_tags, n_hidden


def _is_hidden(attributes: str) -> bool:
    """Whether an element's attributes keep a browser from showing it, or a screen reader from reading it."""
    if not re.search(r"hidden|display", attributes, re.I):
        return False
    values = _attributes(attributes)
    rest = re.sub(r"=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", "= ", attributes)  # attribute names alone
    style = re.sub(r"\s+", "", values.get("style", "").lower())
    return (
        values.get("aria-hidden", "").strip().lower() == "true"
        or re.search(r"(?<![\w-])hidden(?![\w-])", rest, re.I) is not None
        or re.search(r"display:none|visibility:(?:hidden|collapse)", style) is not None
    )


def _has_words(text: str) -> bool:
    """Whether a stretch holds a sentence's worth of words: conditional comments and empty templates do not."""
    return len(re.findall(r"[^\W\d_]{2,}(?=[\s,.!?:;\"])", text[:2_000])) >= 4


def _find_end(html: str, name: str, at: int) -> int:
    close = re.compile(f"</{name}\\s*>", re.I).search(html, at)
    return close.end() if close else -1


def _extract_main(html: str) -> str:
    import trafilatura  # a quarter of a second that plain text does not pay

    try:
        found = trafilatura.extract(
            html, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, output_format="txt"
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, IndexError, KeyError):
        return ""  # the plain reader's text serves
    return found or ""


def _mark_outside(blocks: list[_Block], main: str) -> None:
    """Marks blocks that trafilatura left out, when most of what it kept can be found again."""
    kept = _squeeze(main)
    if len(kept) < 200:
        return
    inside = [block for block in blocks if len(_squeeze(block.text)) and _squeeze(block.text) in kept]
    if sum(len(_squeeze(block.text)) for block in inside) < 0.6 * len(kept):
        return
    for block in blocks:
        if not block.reason and _squeeze(block.text) not in kept:
            block.reason = "page"
        elif block.reason == "page" and len(block.text) > 80 and _squeeze(block.text) in kept:
            block.reason = ""


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _read_metadata(html: str, page: Page) -> None:
    head = html[:400_000]
    names: dict[str, str] = {}
    for match in re.finditer(r"<(meta|link|html|time)\b([^<>]{0,2000})>", head, re.I):
        attributes = _attributes(match[2])
        tag = match[1].lower()
        if tag == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            names.setdefault(key.lower(), attributes.get("content", ""))
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            names.setdefault("canonical", attributes.get("href", ""))
        elif tag == "html":
            names.setdefault("html-lang", attributes.get("lang") or attributes.get("xml:lang") or "")
        elif tag == "time":
            names.setdefault("time", attributes.get("datetime", ""))
    news = _read_json_ld(head)
    heading = re.search(r"<h1\b[^<>]*>(.{1,600}?)</h1\s*>", head, re.I | re.S)
    title = re.search(r"<title\b[^<>]*>([^<]{1,500})", head, re.I)

    def first(*values: str) -> str:
        cleaned = (" ".join(entities.unescape(re.sub(r"<[^<>]*>", " ", value)).split()) for value in values)
        return next((value for value in cleaned if value), "")[:2000]

    page.title = first(
        news.get("headline", ""), names.get("og:title", ""), heading[1] if heading else "", title[1] if title else ""
    )
    page.outlet = first(news.get("publisher", ""), names.get("og:site_name", ""), names.get("application-name", ""))
    page.author = first(news.get("author", ""), names.get("author", ""), names.get("article:author", ""))
    if page.author.startswith(("http://", "https://")):
        page.author = ""
    page.published = first(
        news.get("datePublished", ""), names.get("article:published_time", ""), names.get("datepublished", ""),
        names.get("date", ""), names.get("dc.date.issued", ""), names.get("pubdate", ""), names.get("time", ""),
    )  # fmt: skip
    page.language = first(news.get("inLanguage", ""), names.get("html-lang", ""), names.get("og:locale", ""))
    page.url = first(names.get("canonical", ""), names.get("og:url", ""), news.get("url", ""))
    for separator in (" | ", " - ", " – ", " — "):
        stem, _, site = page.title.rpartition(separator)
        if stem and page.outlet and site.strip().casefold() == page.outlet.casefold():
            page.title = stem.strip()


def _attributes(text: str) -> dict[str, str]:
    return {m[1].lower(): entities.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(text)}


def _read_json_ld(head: str) -> dict[str, str]:
    """What JSON-LD says of the article: headline, author, publisher, times."""
    for match in list(_LD_JSON.finditer(head))[:10]:
        end = head.find("</script", match.end(), match.end() + _MAX_LD)
        if end < 0:
            continue
        try:
            value = json.loads(head[match.end() : end])
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value):
            if _NEWS_TYPES.search(str(node.get("@type", ""))) and ("headline" in node or "datePublished" in node):
                return {
                    "headline": _name_in(node.get("headline")),
                    "author": _name_in(node.get("author")),
                    "publisher": _name_in(node.get("publisher")),
                    "datePublished": _name_in(node.get("datePublished")),
                    "inLanguage": _name_in(node.get("inLanguage")),
                    "url": _name_in(node.get("url")),
                }
    return {}


def _nodes(value: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    queue = [value]
    while queue and len(found) < 200:
        one = queue.pop(0)
        if isinstance(one, list):
            queue.extend(one[:100])
        elif isinstance(one, dict):
            found.append(one)
            queue.append(one.get("@graph"))
    return found


def _name_in(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _name_in(value.get("name"))
    if isinstance(value, list):
        return ", ".join(name for one in value[:20] if (name := _name_in(one)))
    return ""
