"""What an editor's form holds, as articles; and what of it cannot be used, in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from service.edits import as_json
from summarizer.bundle import read_bundle, read_feed_source
from summarizer.bundle.decoding import decode
from summarizer.bundle.formats import name_format
from summarizer.errors import BundleError, InputError, LimitExceeded
from summarizer.model import Source
from summarizer.settings import Settings

SEPARATOR = re.compile(r"^[ \t]*(?:-{3,}|={3,}|\*{3,})[ \t]*$", re.MULTILINE)  # between two pasted articles
_PLACE = re.compile(r"^(?:article \d+ of )?(?P<name>[^:]+): (?P<why>.+)$", re.DOTALL)
_SETTING = re.compile(r"\b(max_\w+) = (\d+)")
_CALLED = re.compile(r'article "([^"]*)"')


class FormRoute(APIRoute):
    """A route whose form fields may be as large as a body: Starlette refuses more than a megabyte, on an empty page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The usual handler, of a request whose form is read already."""
        handler = super().get_route_handler()

        async def with_form(request: Request) -> Response:
            settings: Settings = request.app.state.settings
            if request.method == "POST":
                await request.form(max_part_size=settings.max_bundle_bytes)
            return await handler(request)

        return with_form


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that cannot be used: its place among those sent, from 0, its name, and why."""

    place: int
    name: str
    why: str


class FormRefused(InputError):
    """What the form holds cannot be used: `unread` are files without which it may be, `told` is said of the rest."""

    def __init__(
        self, message: str, *, hint: str = "", unread: Sequence[Unread] = (), told: Sequence[str] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.unread = tuple(unread)
        self.told = tuple(told)


def articles_of(pasted: str, uploads: Sequence[Source], settings: Settings) -> list[dict[str, Any]]:
    """The articles of a form as the API takes them: pasted ones, apart at lines of dashes, then the files.

    Raises `FormRefused`, or `LimitExceeded` for what is larger than a setting allows.
    """
    texts = [part.strip() for part in SEPARATOR.split(pasted) if part.strip()]
    sources = [Source(f"pasted article {number}", text.encode()) for number, text in enumerate(texts, start=1)]
    if not sources and not uploads:
        raise FormRefused("There is no article.", hint="Paste at least one article or choose files.")
    try:
        bundle = read_bundle([*sources, *uploads], settings, now=datetime.now(UTC))
    except LimitExceeded as error:
        raise _in_words(error) from error
    except BundleError as error:
        raise _refused(error, uploads, settings) from error
    return [*(as_json(article) for article in bundle.articles), *_textless(uploads, settings)]


def _textless(uploads: Sequence[Source], settings: Settings) -> list[dict[str, Any]]:
    """The items without text of the feeds among the files: the result tells of them."""
    feeds = [one for one in uploads if name_format(one.name, decode(one.content)[0]) == "feed"]  # all can be read
    return [item for feed in feeds for item in read_feed_source(feed, settings) if item.get("text") == ""]


def _refused(error: BundleError, uploads: Sequence[Source], settings: Settings) -> FormRefused:
    unread = [one for place, upload in enumerate(uploads) if (one := _unread(place, upload, settings))]
    if unread:
        n, of = len(unread), len(uploads)
        told = "The file cannot be used." if of == 1 else f"{n} of {of} files cannot be used."
        return FormRefused(told, unread=unread)
    return FormRefused("This cannot be used.", told=[_why(detail, with_name=True) for _, detail in error.problems])


def _unread(place: int, upload: Source, settings: Settings) -> Unread | None:
    """Why a file cannot be used by itself; None where it can."""
    try:
        read_bundle([upload], settings, now=datetime.now(UTC))
    except InputError as error:
        return Unread(place, upload.name, "; ".join(_why(detail) for _, detail in error.problems))
    return None


def _why(detail: str, *, with_name: bool = False) -> str:
    """A problem without what only a program can follow: pointers, names of fields.

    >>> _why('article 1 of e.txt: the text is empty; give "text" or "html"')
    'the text is empty'
    """
    plain = detail.replace('; give "text" or "html"', "")
    found = _PLACE.match(plain)
    if found is None:
        return plain
    return f"{found['name']}: {found['why']}" if with_name else found["why"]


def _in_words(error: LimitExceeded) -> LimitExceeded:
    """A limit in words, without the environment variable that an editor cannot set.

    >>> str(_in_words(LimitExceeded('article "3" has 9000 characters, more than max_article_chars = 4000')))
    'Article “3” has 9000 characters, more than the limit of 4,000 (max_article_chars).'
    """
    told = _SETTING.sub(lambda found: f"the limit of {int(found[2]):,} ({found[1]})", str(error))
    told = _CALLED.sub(r"article “\1”", told)
    hint = re.split(r",? or raise SUMMARIZER_", error.hint)[0].rstrip(".")
    if "max_article_chars" in told:
        hint = "Shorten it; if it is several articles, put a line of three dashes (---) between them"
    return LimitExceeded(f"{told[:1].upper()}{told[1:]}.", hint=f"{hint}." if hint else "")
