"""What a report says of itself in words: counts, verdicts, what a figure counts. Shared by Markdown and the page."""

from __future__ import annotations

from summarizer.mentions import plural
from summarizer.model import (
    CheckedSentence,
    Citation,
    Figure,
    FigureKind,
    Summary,
    Verdict,
)

NO_TITLE, NOT_NAMED = "Without a title", "not named"
VERDICT_MARK = {
    Verdict.SUPPORTED: "✓",
    Verdict.PARTIAL: "◐",
    Verdict.CONTRADICTED: "✗",
    Verdict.UNSUPPORTED: "✗",
    Verdict.UNCLEAR: "?",
    Verdict.NOT_CHECKABLE: "–",
    Verdict.NOT_CHECKED: "!",
}
WORST_FIRST = (
    Verdict.CONTRADICTED,
    Verdict.UNSUPPORTED,
    Verdict.NOT_CHECKED,
    Verdict.PARTIAL,
    Verdict.UNCLEAR,
    Verdict.SUPPORTED,
    Verdict.NOT_CHECKABLE,
)
VERDICT_WORD = {verdict: verdict.value.replace("_", " ") for verdict in Verdict}


def verdict_counts(summary: Summary) -> dict[str, int]:
    """How many sentences of the summary have each verdict; verdicts that none has are left out."""
    counts = {verdict.value: 0 for verdict in Verdict}
    for sentence in summary.sentences:
        counts[sentence.verdict.value] += 1
    return {verdict: n for verdict, n in counts.items() if n}


def counts_line(summary: Summary) -> str:
    """The counts an editor reads first: sentences by verdict, origins, articles, disagreements."""
    n = len(summary.sentences)
    withheld = f"; {len(summary.withheld)} withheld" if summary.withheld else ""
    story = summary.story
    disagreements = summary.facts.disagreements
    parts = [
        f"{n} {counted('sentence', n)}{_verdicts_told(summary)}{withheld}" if n else f"no sentence{withheld}",
        f"{len(story.origins)} {counted('origin', len(story.origins))}, "
        f"{len(story.articles)} {counted('article', len(story.articles))}",
    ]
    if disagreements:
        parts.append(f"{len(disagreements)} {counted('disagreement', len(disagreements))}")
    return ". ".join(parts) + "."


def _verdicts_told(summary: Summary) -> str:
    """ ", 3 to look at: 1 contradicted, 2 unclear; 5 supported": what needs a reader first, the worst of it first."""
    counts = {verdict: sum(s.verdict is verdict for s in summary.sentences) for verdict in WORST_FIRST}
    told = {verdict: f"{n} {VERDICT_WORD[verdict]}" for verdict, n in counts.items() if n}
    looked_at = [verdict for verdict in told if needs_a_reader(verdict)]
    others = ", ".join(told[verdict] for verdict in told if verdict not in looked_at)
    if not looked_at:
        return f": {others}"
    n = sum(counts[verdict] for verdict in looked_at)
    return f", {n} to look at: {', '.join(told[verdict] for verdict in looked_at)}" + (f"; {others}" if others else "")


def to_look_at(summary: Summary) -> tuple[CheckedSentence, ...]:
    """The sentences that need a reader, flagged or unclear, the worst first and else as they stand."""
    found = [sentence for sentence in summary.sentences if needs_a_reader(sentence.verdict)]
    return tuple(sorted(found, key=lambda sentence: (-sentence.severity, WORST_FIRST.index(sentence.verdict))))


def needs_a_reader(verdict: Verdict) -> bool:
    """Whether an editor must look: a flag, or a sentence that the checks cannot decide."""
    return verdict.is_flag or verdict is Verdict.UNCLEAR


def further_citations(sentence: CheckedSentence) -> tuple[Citation, ...]:
    """The sentence's citations without the passages that already stand against it."""
    against = {(c.article_id, c.start, c.end) for c in sentence.counter_citations}
    return tuple(c for c in sentence.citations if (c.article_id, c.start, c.end) not in against)


def of_what(figure: Figure) -> str:
    """What a figure counts and where, as a reader would say it.

    >>> of_what(Figure(0, 7, "150,000", 150_000, 150_000, counted="troop", scope="around Ukraine"))
    'troops around Ukraine'
    """
    is_several = figure.kind is FigureKind.COUNT and figure.high != 1
    counted = plural(figure.counted) if figure.counted and is_several else figure.counted
    return " ".join(part for part in (counted, figure.scope) if part)


def counted(noun: str, n: int) -> str:
    """The noun in the number of what is counted."""
    return noun if n == 1 else noun + "s"
