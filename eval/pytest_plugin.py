"""A pytest plug-in: `assert_faithful(summary, articles)` in a newsroom's own tests.

Installed with the package; nothing needs to be configured::

    def test_morning_briefing(assert_faithful):
        assert_faithful(write_briefing(articles), articles)

or `from eval.pytest_plugin import assert_faithful`. Options: `--faithful-min-supported SHARE` sets the default share.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from eval.figures import read_share

MIN_SUPPORTED = 0.0
"""By default no share is asked for: a flag fails, and what the checks cannot decide does not."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The plug-in's option."""
    group = parser.getgroup("summarizer", "faithfulness of summaries")
    group.addoption(
        "--faithful-min-supported",
        type=read_share,
        default=MIN_SUPPORTED,
        metavar="SHARE",
        help="share of sentences (0..1) that must be supported, where a test does not say it (default: 0)",
    )


@pytest.fixture(name="assert_faithful")
def _assert_faithful(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`assert_faithful(summary, articles)`: fails when a sentence of the summary is not supported by the articles."""
    default = float(request.config.getoption("--faithful-min-supported"))

    def check(summary: str, articles: Sequence[object], *, min_supported: float = default, max_flags: int = 0) -> None:
        __tracebackhide__ = True
        assert_faithful(summary, articles, min_supported=min_supported, max_flags=max_flags)

    return check


def assert_faithful(
    summary: str, articles: Sequence[object], *, min_supported: float = MIN_SUPPORTED, max_flags: int = 0
) -> None:
    """Fail, showing each offending sentence with its reason and evidence, when a summary is not faithful.

    `articles` are texts, mappings with the fields of an article, or anything else that `summarizer.verify` takes.
    At most `max_flags` sentences may be flagged, and at least `min_supported` (0..1) of those that state something
    must be supported. An empty summary is not faithful: there is nothing of it to check. Raises AssertionError, or
    InputError for articles that cannot be read.
    """
    from summarizer import verify
    from summarizer.errors import InputError
    from summarizer.model import Verdict

    __tracebackhide__ = True
    if not 0 <= min_supported <= 1:
        raise ValueError(f"min_supported is {min_supported}, it must be between 0 and 1")
    if not isinstance(summary, str) or not summary.strip():
        found = "empty" if isinstance(summary, str) else f"{type(summary).__name__}, not a text"
        raise AssertionError(f"the summary is {found}: there is nothing to check")
    try:
        checked = verify(summary, () if articles is None else articles).summaries[0]  # type: ignore[arg-type]
    except InputError as error:  # told from here: where in the library it was found helps nobody
        raise error.with_traceback(None) from None
    stating = [sentence for sentence in checked.sentences if sentence.verdict is not Verdict.NOT_CHECKABLE]
    supported = [sentence for sentence in stating if sentence.verdict is Verdict.SUPPORTED]
    share = len(supported) / len(stating) if stating else 1.0
    too_many = len(checked.flagged) > max_flags
    if not too_many and share >= min_supported:
        return
    shown = checked.flagged if too_many else tuple(s for s in stating if s.verdict is not Verdict.SUPPORTED)
    counts = f"{len(checked.flagged)} of {len(checked.sentences)} sentences flagged, {len(supported)} supported"
    wanted = f"(at most {max_flags} flags, {min_supported:.0%} supported are asked for)"
    raise AssertionError("\n".join([f"the summary is not faithful: {counts} {wanted}", *map(_told, shown)]))


def _told(sentence: object) -> str:
    """A sentence with its verdict, reason and evidence, as a test's output shows it."""
    from summarizer.model import CheckedSentence

    if not isinstance(sentence, CheckedSentence):  # the plug-in imports nothing heavy before it is used
        raise TypeError(type(sentence).__name__)
    codes = f" ({', '.join(sentence.codes)})" if sentence.codes else ""
    lines = [f"\n  {sentence.verdict.value}{codes}: {sentence.text}", f"    reason: {sentence.reason}"]
    passages = (*sentence.counter_citations, *sentence.citations)[:2]
    lines += [f"    {passage.outlet or passage.article_id}: “{passage.exact}”" for passage in passages]
    return "\n".join(lines)
