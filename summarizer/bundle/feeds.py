"""RSS and Atom to articles: every item or entry is one, with whom the feed names as its publisher."""

from __future__ import annotations

import hashlib
import re

from summarizer.bundle.dates import read_date
from summarizer.bundle.xml_tree import BadXml, Node, read_xml

FROM_FEED = "from_feed"
"""The field of an article that came in a feed: the feed's name. An item without text is told of, and bars nothing."""
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_XHTML = "http://www.w3.org/1999/xhtml"
_FOREIGN = (
    "http://search.yahoo.com/mrss",
    "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "http://www.google.com/schemas/play-podcasts/1.0",
    "http://purl.org/rss/1.0/modules/slash",
)
"""Extensions whose elements are called as those of the feed (`title`, `author`, `description`) and mean others: their
addresses in small letters and without the stroke at the end, as feeds write them in many ways."""
_OTHER_MEDIA = re.compile(
    r"(?!application/(?:xhtml\+)?xml\b)(?:application|audio|font|image|message|model|multipart|video)/"
)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,2000})?/?>|<!--")
_INLINE = re.compile(r"</?(?:a|abbr|b|br|cite|em|font|i|mark|p|q|small|span|strong|sub|sup|u)\b[^<>]{0,500}>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_MAIL_AND_NAME = re.compile(r"[^\s@]+@[^\s@()]+\s*\((?P<name>[^()]+)\)\s*")
_MAX_ID = 200
_MOST_NAME_CHARS = 2_000  # more is no name


def read_feed(text: str, name: str) -> list[dict[str, object]]:
    """The articles of a feed (RSS 0.9x, 1.0 and 2.0, Atom), in its order, as mappings of our fields.

    The text is `content:encoded` or Atom's `content`, else the description or summary; as `html` where it is markup.
    The outlet is whom `<source>` names, else the feed's title. An item of which nothing is to be read has the text
    "". Raises BadXml, also for XML that is no feed and for one without items.

    >>> rss = "<rss><channel><title>Post</title><item><guid>a</guid><description>It rained.</description></item>"
    >>> read_feed(rss + "</channel></rss>", "feed.xml")
    [{'from_feed': 'feed.xml', 'id': 'a', 'outlet': 'Post', 'text': 'It rained.'}]
    """
    root = read_xml(text)
    if root.name == "entry" and root.space in _ATOM:  # Atom has documents of one entry alone
        return [_article(root, name, "", "")]
    feed = next((node for node in root.children if node.name == "channel"), root)
    within = root.children if feed is root else [*feed.children, *root.children]  # RSS 1.0 has them beside the channel
    items = [node for node in within if node.name in ("item", "entry")]
    if root.name not in ("rss", "RDF", "feed"):
        raise BadXml(f"<{root.name}> is neither RSS nor Atom; hand over the articles themselves")
    if not items:
        raise BadXml("the feed has no items; hand over one that has")
    outlet = _line(_first(feed, "title"))
    language = _text(feed, "language") or root.attributes.get("lang", "")
    return [_article(item, name, outlet, language) for item in items]


def _article(item: Node, name: str, outlet: str, language: str) -> dict[str, object]:
    source = _first(item, "source")
    credited = _line(_first(source, "title") or source) if source is not None else ""
    credited = credited or (source.attributes.get("url", "") if source is not None else "")
    title = _line(_first(item, "title"))
    if credited and title.endswith(f" - {credited}"):  # as aggregators write headlines
        title = title.removesuffix(f" - {credited}")
    found: dict[str, object] = {
        "id": _id(item),
        "title": title,
        "url": _link(item),
        "outlet": credited or _line(_first(item, "publisher")) or outlet,
        "author": _authors(item),
        "published_at": _published(item),
        "language": _text(item, "language") or item.attributes.get("lang", "") or language,
    }
    return {FROM_FEED: name, **{key: one for key, one in found.items() if one}, **_body(item)}


def _nodes(node: Node, *names: str) -> list[Node]:
    own = [child for child in node.children if child.space.lower().rstrip("/") not in _FOREIGN]
    return [child for name in names for child in own if child.name == name]


def _first(node: Node, *names: str) -> Node | None:
    return next(iter(_nodes(node, *names)), None)


def _text(node: Node, *names: str) -> str:
    return next((text for child in _nodes(node, *names) if (text := child.text)), "")


def _line(node: Node | None) -> str:
    """A text that is no body, in one line: markup in it, escaped or not, is taken out."""
    return " ".join(_INLINE.sub("", node.text).split()) if node is not None else ""


def _id(item: Node) -> str:
    given = _text(item, "guid", "id") or item.attributes.get("about", "")
    given = " ".join(given.split())
    return given if len(given) <= _MAX_ID else f"sha256:{hashlib.sha256(given.encode()).hexdigest()}"


def _link(item: Node) -> str:
    """Where the item leads: Atom's alternate link, RSS's link, a guid that is said, or left, to be an address."""
    links = _nodes(item, "link")
    of_atom = [link for link in links if "href" in link.attributes]
    best = [link for link in of_atom if link.attributes.get("rel", "alternate") == "alternate"]
    plain = [link.text for link in links if link.text]
    guid = _first(item, "guid")
    is_address = guid is not None and guid.attributes.get("isPermaLink", "true").lower() == "true"
    of_guid = [guid.text] if guid is not None and is_address and guid.text.startswith(("http://", "https://")) else []
    return next(iter([*plain, *(link.attributes["href"] for link in best), *of_guid]), "")


def _authors(item: Node) -> list[str]:
    names = [_line(_first(author, "name") or author) for author in _nodes(item, "author")]
    names += [_line(creator) for creator in _nodes(item, "creator")]
    names = [name for name in names if len(name) <= _MOST_NAME_CHARS]
    names = [match["name"] if (match := _MAIL_AND_NAME.fullmatch(name)) else name for name in names]
    return list(dict.fromkeys(name for name in names if name and "@" not in name))


def _published(item: Node) -> str:
    """When it appeared, as it stands there: the first of its dates that is one, else the first."""
    given = [node.text for node in _nodes(item, "pubDate", "published", "issued", "date", "updated", "modified")]
    return next((one for one in given if read_date(one) is not None), next((one for one in given if one), ""))


def _body(item: Node) -> dict[str, object]:
    """Its words, as "html" or "text": the whole text where it is there, else what tells of it."""
    full = [node for node in item.children if node.name == "encoded" and node.space == _CONTENT]
    full += [node for node in item.children if node.name == "content" and node.space in (*_ATOM, "")]
    for node in (*full, *_nodes(item, "description", "summary")):
        kind = node.attributes.get("type", "").partition(";")[0].strip().lower()
        if _OTHER_MEDIA.match(kind) or node.attributes.get("mode", "").lower() == "base64":
            continue  # a file in letters, as Atom has it
        is_page = any(child.space in (_XHTML, "", *_ATOM) for child in node.children)
        text = node.markup if is_page else node.text
        if not any(map(str.isalnum, _TAG.sub("", text))):
            continue
        is_html = kind not in ("text", "text/plain") and (is_page or _TAG.search(text) or _ENTITY.search(text))
        return {"html": text} if is_html else {"text": text}
    return {"text": ""}
