"""What a report says of itself in words: counts, verdicts, what a figure counts. Shared by Markdown and the page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.facts import CORRECTED
from summarizer.mentions import plural
from summarizer.model import (
    CheckedClaim,
    CheckedSentence,
    Citation,
    Fact,
    Facts,
    FactSheet,
    Figure,
    FigureKind,
    Notice,
    Story,
    Summary,
    Verdict,
)

NO_TITLE, NOT_NAMED = "Without a title", "not named"
_N_FIRST_WORDS, _MOST_CHARS = 10, 100
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
_OF_HEADLINE = "headline"  # the code of a notice about it
_BARE_QUOTATION = re.compile(r"([“\"][^“”\"]+?)([.,]?)(’?[”\"])\.?")
_DETERMINERS = frozenset({"the", "a", "an", "one", "some", "his", "her", "its", "their"})
_ONE_QUOTATION = re.compile(r"[“\"][^“”\"]*[”\"]")
VERDICT_WORD = {verdict: verdict.value.replace("_", " ") for verdict in Verdict}


def headline(summary: Summary) -> str:
    """What a text is called: its title; one that has none, by its first words."""
    words = summary.text.split()
    if summary.title or not words:
        return summary.title or NO_TITLE
    told = " ".join(words[:_N_FIRST_WORDS])[:_MOST_CHARS]
    return in_quotes(told if told == summary.text else f"{told.rstrip(' ,;:')} …")


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
    disagreements = summary.facts.disagreements
    headline = headline_to_look_at(summary)
    parts = [
        *([f"Headline {VERDICT_WORD[headline.verdict]}"] if headline is not None else []),
        f"{n} {counted('sentence', n)}{_verdicts_told(summary)}{withheld}" if n else f"no sentence{withheld}",
        origins_line(summary.story),
    ]
    if disagreements:
        parts.append(f"{len(disagreements)} {counted('disagreement', len(disagreements))}")
    n_corrected = sum(any(stated.is_corrected for stated in revision.figures) for revision in summary.facts.revisions)
    if n_corrected:
        parts.append(f"{n_corrected} {counted('figure', n_corrected)} corrected")
    return ". ".join(parts) + "."


def origins_line(story: Story) -> str:
    """How many origins stand behind how many articles.

    >>> origins_line(Story("s", "", (), (), ()))
    '0 origins, 0 articles'
    """
    origins, articles = story.n_origins, story.n_articles
    return f"{origins} {counted('origin', origins)}, {articles} {counted('article', articles)}"


def facts_line(sheet: FactSheet) -> str:
    """The counts of a story's facts: what there is, and how much of it one origin alone tells."""
    facts = sheet.facts
    n, alone = len(facts.facts), n_of_one_origin(facts.facts, sheet.story)
    told = f"{n} {counted('fact', n)}" + (f", {alone} of them of one origin only" if alone else "")
    kinds = {
        "disagreement": facts.disagreements,
        "figure": facts.figures,
        "quotation": facts.utterances,
        "name": facts.entities,
    }
    others = ", ".join(f"{len(found)} {counted(noun, len(found))}" for noun, found in kinds.items())
    return f"{told}. {origins_line(sheet.story)}. {others}."


def differing_claims(sentence: CheckedSentence) -> tuple[CheckedClaim, ...]:
    """The claims of a sentence, where it makes several and they are not worth the same."""
    return sentence.claims if len({claim.verdict for claim in sentence.claims}) > 1 else ()


def in_quotes(words: str) -> str:
    """Words as a quotation; what is one already stays as it is.

    >>> in_quotes("A ferry sank."), in_quotes("“Nobody asked us.”"), in_quotes('"No," Lund said.')
    ('“A ferry sank.”', '“Nobody asked us.”', '“‘No,’ Lund said.”')
    """
    if _ONE_QUOTATION.fullmatch(words):
        return words
    inner = re.sub(r'"([^"“”]*)"', r"‘\1’", words)
    inner = re.sub(r"[“„]", "‘", inner).replace("”", "’")
    return f"“{inner}”"


def as_sentence(fact: Fact) -> str:
    """A fact's words as a sentence of a summary: a quotation that stands alone says whose words it is, where known."""
    found = _BARE_QUOTATION.fullmatch(fact.text)
    if found is None or not fact.speaker or fact.speaker.split()[-1].casefold() in fact.text.casefold():
        return fact.text
    words, _, mark = found.groups()
    comma = "" if words.endswith(("?", "!", "…")) else ","
    is_bare = fact.speaker[0].islower() and fact.speaker.split()[0] not in _DETERMINERS
    return f"{words}{comma}{mark} {'the ' if is_bare else ''}{fact.speaker} said."


def left_out_line(left_out: tuple[Fact, ...], story: Story) -> str:
    """What the list of facts left out is, in a sentence."""
    n, alone = len(left_out), n_of_one_origin(left_out, story)
    told = f"{n} {counted('fact', n)} that the summary does not tell"
    if n > 1:
        told += ", those of most independent origins first"
    return told + (f"; {alone} of them of one origin only." if alone else ".")


def n_of_one_origin(facts: tuple[Fact, ...], story: Story) -> int:
    """How many of the facts one of several origins alone tells; 0 in a story of one origin, where that goes unsaid."""
    return sum(fact.n_origins == 1 for fact in facts) if len(story.origins) > 1 else 0


def notices_of(story: Story, *notices: Notice, about: str = "") -> tuple[tuple[str, str], ...]:
    """Each notice once, as whose article it is about ("" for all) and what it says: those given, then the articles'.

    With `about`, the id of an article, only those about it.
    """
    labels = {article.id: article.label for article in story.articles}
    every = (*notices, *(notice for article in story.articles for notice in article.notices))
    wanted = (notice for notice in every if not about or notice.article_id == about)
    return tuple(dict.fromkeys((labels.get(n.article_id, n.article_id), n.message) for n in wanted))


def notes_of(story: Story, facts: Facts, *notices: Notice) -> tuple[tuple[str, str], ...]:
    """The notices that a list of notes shows: not those of corrections, which have a section of their own."""
    told = (notice for notice in facts.notices if notice.code != CORRECTED or not facts.revisions)
    return notices_of(story, *notices, *told)


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
    """What needs a reader, flagged or unclear, the worst first and else as it stands: sentences, and the headline."""
    headline = headline_to_look_at(summary)
    found = [headline] if headline is not None else []
    found += [sentence for sentence in summary.sentences if needs_a_reader(sentence.verdict)]
    return tuple(sorted(found, key=lambda sentence: (-sentence.severity, WORST_FIRST.index(sentence.verdict))))


def headline_to_look_at(summary: Summary) -> CheckedSentence | None:
    """The headline as it was checked, where an editor must look at it."""
    is_told = any(notice.code == _OF_HEADLINE for notice in summary.notices)
    return summary.title_check if is_told else None


def other_notices(summary: Summary) -> tuple[Notice, ...]:
    """The notices of a summary that do not tell what its headline tells already."""
    is_told = summary.title_check is not None
    return tuple(notice for notice in summary.notices if not is_told or notice.code != _OF_HEADLINE)


def needs_a_reader(verdict: Verdict) -> bool:
    """Whether an editor must look: a flag, or a sentence that the checks cannot decide."""
    return verdict.is_flag or verdict is Verdict.UNCLEAR


def further_citations(sentence: CheckedSentence) -> tuple[Citation, ...]:
    """The sentence's citations without the passages that already stand against it."""
    against = {(c.article_id, c.start, c.end) for c in sentence.counter_citations}
    return tuple(c for c in sentence.citations if (c.article_id, c.start, c.end) not in against)


def marker_line(sentence: CheckedSentence, engine: str) -> str:
    """Where the writer's markers and the passages found are of other articles, both; "" where they agree.

    Of a text that an `engine` of ours wrote there is nothing to tell: its markers are those of the passages.

    >>> marker_line(CheckedSentence("Rain fell.", Verdict.SUPPORTED, written_numbers=(1, 3)), "given")
    ''
    """
    written, found = set(sentence.written_numbers), set(sentence.cited_numbers)
    if engine in _OURS or not written or not found or written == found:
        return ""
    return f"The text cites {_numbers(written)}; the passages found are in {_numbers(found)}."


_OURS = ("llm", "extractive")


def _numbers(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in sorted(numbers))


def of_what(figure: Figure) -> str:
    """What a figure counts and where, as a reader would say it.

    >>> of_what(Figure(0, 7, "150,000", 150_000, 150_000, counted="troop", scope="around Ukraine"))
    'troops around Ukraine'
    """
    is_several = figure.kind is FigureKind.COUNT and figure.high != 1
    counted = plural(figure.counted) if figure.counted and is_several else figure.counted
    return " ".join(part for part in (counted, figure.scope) if part)


def value_in_words(figure: Figure) -> str:
    """A figure's value and unit without its hedge, in digits.

    >>> value_in_words(Figure(0, 12, "Seven people", 7, 7)), value_in_words(Figure(0, 1, "x", 1.2e9, 1.2e9, unit="USD"))
    ('7', '1,200,000,000 USD')
    >>> value_in_words(Figure(0, 8, "7.40 a.m.", 7 + 40 / 60, 7 + 40 / 60, FigureKind.CLOCK))
    '7:40'
    >>> value_in_words(Figure(0, 4, "5 to 7", 5, 7, FigureKind.DURATION, "week"))
    '5–7 weeks'
    """
    write = _as_clock if figure.kind is FigureKind.CLOCK else _as_year if figure.kind is FigureKind.YEAR else _as_number
    is_one = figure.low == figure.high and figure.kind is not FigureKind.SCORE
    value = write(figure.low) if is_one else f"{write(figure.low)}–{write(figure.high)}"
    if figure.kind is FigureKind.CLOCK:
        return value
    is_word = figure.kind in (FigureKind.DURATION, FigureKind.AGE) and figure.unit
    return f"{value} {plural(figure.unit) if is_word and figure.high != 1 else figure.unit}".strip()


def _as_clock(hours: float) -> str:
    minutes = round(hours * 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _as_year(value: float) -> str:
    return f"{value:.0f}"


def _as_number(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def counted(noun: str, n: int) -> str:
    """The noun in the number of what is counted."""
    return noun if n == 1 else noun + "s"


_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote", "speak": "spoke", "swear": "swore", "put": "put", "read": "read",
    "admit": "admitted", "quip": "quipped", "rebut": "rebutted", "hold": "held", "feel": "felt", "think": "thought",
}  # fmt: skip


def past(verb: str) -> str:
    """A verb of saying as a report tells it: "said".

    >>> [past(verb) for verb in ("say", "add", "announce", "deny", "admit", "")]
    ['said', 'added', 'announced', 'denied', 'admitted', '']
    """
    if not verb or verb in _IRREGULAR:
        return _IRREGULAR.get(verb, "")
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"
