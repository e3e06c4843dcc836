"""The frame of every page: our templates, one style and script inside, and the headers that allow nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import jinja2
from fastapi.responses import HTMLResponse

from summarizer.report import content_security_policy, html_page

_templates = jinja2.Environment(
    loader=jinja2.PackageLoader("service"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
)


def html_response(
    templates: Sequence[str],
    title: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    view: str = "",
    **values: object,
) -> HTMLResponse:
    """A page of the templates, filled with the values, and of a ready view below them."""
    bodies = [_templates.get_template(name).render(values) for name in templates]
    guards = {
        "Content-Security-Policy": content_security_policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",  # with "no-referrer" our own forms would come from nowhere (Origin: null)
        "Cache-Control": "no-store",
    }
    return HTMLResponse(html_page(bodies, view, title=title), status, {**(headers or {}), **guards})
