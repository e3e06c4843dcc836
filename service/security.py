"""Who may ask: API keys, where the settings name any. Compared by hash, in constant time."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from fastapi import HTTPException, Request

from summarizer.settings import Settings


def require_key(request: Request) -> None:
    """Lets a request pass that carries one of the keys, or any when no key is set.

    A key comes as `Authorization: Bearer KEY`, as `X-API-Key`, or (for a browser) as the password of basic
    authentication. Raises 401 otherwise.
    """
    settings: Settings = request.app.state.settings
    if not settings.api_keys:
        return
    offered = _offered_key(request)
    known = [hashlib.sha256(key.get_secret_value().encode()).digest() for key in settings.api_keys]
    digest = hashlib.sha256(offered.encode()).digest()
    n_equal = sum(hmac.compare_digest(digest, key) for key in known)  # every key is compared, whichever fits
    if not offered or not n_equal:  # an empty entry in the settings lets nobody in
        raise HTTPException(401, "An API key is needed.", headers={"WWW-Authenticate": 'Basic realm="summarizer"'})


def require_same_site(request: Request) -> None:
    """Refuses a form that another site's page sends in an editor's name.

    Browsers say so in `Sec-Fetch-Site`; where that is wanting (older ones, plain http), the host of `Origin` must be
    the one that was asked. What sends neither is no browser, so nobody's name is at stake.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        is_ours = site in ("same-origin", "none")
    else:
        is_ours = origin is None or origin.partition("://")[2] == request.headers.get("host")
    if not is_ours:
        raise HTTPException(403, "This form was sent from another site.")


def _offered_key(request: Request) -> str:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return request.headers.get("x-api-key", "")
