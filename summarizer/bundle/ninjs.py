"""IPTC ninjs 2 and 3 to our fields: what stands there in lists of objects with a `value` each."""

from __future__ import annotations

from collections.abc import Mapping

_FLAT = ("headline", "body_text", "body_xhtml", "versioncreated")  # of ninjs 1, beside its uri
_TAKEN = ("bodies", "headlines", "uri", "by", "infoSources")
_DESCRIBING = frozenset((
    "standard", "profile", "type", "representationtype", "mimetype", "version", "urgency", "genre", "genres",
    "subject", "subjects", "person", "people", "organisation", "organisations", "place", "places", "event", "events",
    "object", "objects", "altids", "charcount", "wordcount", "contentcreated", "contentmodified",
))  # fmt: skip
"""Fields of the standard, without case, that say nothing which is read here: left out, and no news to whoever sends
them. What the standard says of use, rights and editors ("usageTerms", "edNote") is none of them."""
_MAIN = ("", "main", "article", "body", "headline", "full", "long")  # roles that name the whole text, in no order


def flatten_ninjs(value: Mapping[object, object]) -> dict[object, object] | None:
    """The fields of a ninjs article under names of ours; None where it is none.

    Those of the older, lower-case spelling have names that we know, but for `uri`, its id. What only describes an
    article is left out.

    >>> flatten_ninjs({"uri": "urn:a", "headlines": [{"value": "Rain"}], "bodies": [{"value": "It rained."}]})
    {'id': 'urn:a', 'title': 'Rain', 'text': 'It rained.'}
    """
    found: dict[object, object] = {"id": value.get("id") or value.get("uri")}
    if not any(isinstance(value.get(name), list | tuple) for name in ("bodies", "headlines")):
        if "uri" not in value or not any(name in value for name in _FLAT):
            return None
        return {**{key: one for key, one in value.items() if key != "uri" and not _describes(key)}, **found}
    flat = {key: one for key, one in value.items() if key not in _TAKEN and not _describes(key)}
    found["title"] = _chosen(value.get("headlines"))[0]
    bodies = _values(value.get("bodies"))  # of one text: a page is read where it does not stand there as plain text
    found["text"] = next((text for text, is_page in bodies if not is_page), "")
    found["html"] = "" if found["text"] else next((text for text, _ in bodies), "")
    found["author"] = value.get("by")
    sources = value.get("infoSources")
    if isinstance(sources, list | tuple) and sources and isinstance(sources[0], Mapping):
        found["outlet"] = sources[0].get("name")
    return {**{name: one for name, one in found.items() if one not in (None, "")}, **flat}


def _describes(key: object) -> bool:
    return isinstance(key, str) and key.lower() in _DESCRIBING


def _chosen(several: object) -> tuple[str, bool]:
    return next(iter(_values(several)), ("", False))


def _values(several: object) -> list[tuple[str, bool]]:
    """Texts with whether each is a page, the main ones first."""
    rows = [one for one in several if isinstance(one, Mapping)] if isinstance(several, list | tuple) else []
    rows.sort(key=lambda one: str(one.get("role", "")).rpartition(":")[2].lower() not in _MAIN)
    kinds = [
        (one.get("value"), "html" in str(one.get("contentType", one.get("contenttype", ""))).lower()) for one in rows
    ]
    return [(text, is_page) for text, is_page in kinds if isinstance(text, str) and text.strip()]
