"""May an article be used? Embargo, publishing status and expiry as the news formats state them (IPTC ninjs, rNews)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from summarizer.bundle.dates import read_date

_EMBARGO = ("embargoed", "embargo", "embargoeduntil", "embargountil", "embargoeddate")
_STATUS = ("pubstatus", "publishingstatus")
_EXPIRES = ("expires", "expiresat", "expiry")
USAGE_FIELDS = frozenset((*_EMBARGO, *_STATUS, *_EXPIRES))
"""Names of the fields that are read here, without case, "_" and "-"."""
_USABLE = "usable"
_STATUSES = {"canceled": "canceled", "cancelled": "canceled", "killed": "canceled", "withheld": "withheld"}


def find_bar(value: Mapping[object, object], now: datetime | None) -> tuple[str, str] | None:
    """Why an article may not be used: code and reason; None where it may.

    An embargo whose end cannot be read holds, and so does any where nobody says what time it is: printed too early
    cannot be undone.

    >>> find_bar({"pubStatus": "canceled"}, None)
    ('canceled', 'its outlet has canceled it (a kill notice)')
    >>> find_bar({"embargoed": "2030-01-01T00:00:00Z"}, datetime(2031, 1, 1, tzinfo=UTC)) is None
    True
    """
    given = _given(value)
    status = _status(given)
    if status == "canceled":
        return "canceled", "its outlet has canceled it (a kill notice)"
    if status == "withheld":
        return "withheld", "its outlet withholds it from publication"
    for name in _EMBARGO:
        if given.get(name) in (None, "", False):
            continue
        until = _time(given[name])
        if until is None:
            return "embargoed", "it is under embargo, and until when cannot be read"
        if now is None or now < until:
            return "embargoed", f"it is under embargo until {until.isoformat()}"
    for name in _EXPIRES:
        until = _time(given.get(name))
        if until is not None and now is not None and until <= now:
            return "expired", f"it expired on {until.isoformat()}"
    return None


def find_doubts(value: Mapping[Any, object]) -> tuple[tuple[str, str], ...]:
    """Code and message for each statement about use that cannot be read and bars nothing: who sent it must know.

    >>> find_doubts({"pubStatus": "weird", "expires": "2031-01-01"})
    (('unknown-status', '"pubStatus" is none of usable, withheld and canceled; the article is used'),)
    """
    found = []
    for key, one in value.items():
        name = _plain(key) if isinstance(key, str) else ""
        if one in (None, "") or name not in (*_STATUS, *_EXPIRES):
            continue
        if name in _STATUS and _last_part(one) not in (_USABLE, *_STATUSES):
            found.append(("unknown-status", f'"{key}" is none of usable, withheld and canceled; the article is used'))
        elif name in _EXPIRES and _time(one) is None:
            found.append(("unread-expiry", f'"{key}" is no date; the article is used as if it did not expire'))
    return tuple(found)


def canceled_names(value: Mapping[Any, object]) -> tuple[str, ...]:
    """The id and uri of an article that its outlet sends as canceled: what it withdraws. () for any other.

    >>> canceled_names({"uri": "urn:post:17", "pubstatus": "canceled"}), canceled_names({"id": "a", "text": "Rain."})
    (('urn:post:17',), ())
    """
    if _status(_given(value)) != "canceled":
        return ()
    names = (value.get(name) for name in ("id", "uri"))
    return tuple(dict.fromkeys(str(name).strip() for name in names if isinstance(name, str | int) and name != ""))


def _given(value: Mapping[Any, object]) -> dict[str, object]:
    return {_plain(key): one for key, one in value.items() if isinstance(key, str)}


def _plain(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")


def _status(given: Mapping[str, object]) -> str | None:
    return next((_STATUSES.get(_last_part(given[name])) for name in _STATUS if name in given), None)


def _last_part(status: object) -> str:
    """The status itself: it may be a code of a vocabulary ("stat:usable") or its address."""
    return re.split("[:/]", str(status).strip().lower())[-1]


def _time(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    read = read_date(value) if isinstance(value, str) else None
    return read[0] if read else None
