"""Multi-source news summaries that are cited, checked sentence by sentence, and honest about disagreement.

>>> from summarizer import summarize
>>> report = summarize(["The bridge at Oberlund closed on Monday after cracks were found, the council said."])
>>> report.summaries[0].sentences[0].verdict.value
'supported'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Brief", "Settings", "__version__", "extract", "group", "summarize", "verify"]

if TYPE_CHECKING:
    from summarizer.model import Brief
    from summarizer.pipeline import extract, group, summarize, verify
    from summarizer.settings import Settings

_HOMES = {
    "Brief": "summarizer.model",
    "Settings": "summarizer.settings",
    "extract": "summarizer.pipeline",
    "group": "summarizer.pipeline",
    "summarize": "summarizer.pipeline",
    "verify": "summarizer.pipeline",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: `summarizer --version` need not load the whole pipeline."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
