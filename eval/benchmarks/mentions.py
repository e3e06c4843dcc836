"""Figures, quotations, names, dates and disagreements on our invented bundles, where every one of them is marked.

`python -m eval.benchmarks.mentions --show N [--what figures,dates] [BUNDLE...]` prints what is missed and what is too
much, of split `dev` only.

What counts as right: a *figure* that overlaps a marked one and has its value, kind and hedge; a *quotation* whose
stretch is the marked one (four fifths in common) and whose speaker is the marked one; a *date* that overlaps a marked
one and means the same days; *names* by BCubed over mentions, one that is missed or too much counting nothing; a
*disagreement* of which two items that differ stand on two different sides of one marked disagreement (a figure stands
wherever its article says it again, one of two claims may stand a sentence from the marked words).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from eval.benchmarks import Benchmark
from eval.benchmarks.sentences import ABOUT
from eval.figures import HIGHER, Figure
from eval.gold import BUNDLES, GoldBundle
from eval.marked import bundles_with_marks, read_bundle
from eval.marks import MarkedDate, MarkedDisagreement, MarkedFigure, MarkedName, MarkedQuote, Marks, is_speaker
from eval.metrics.intervals import N_SAMPLES, bootstrap_interval
from summarizer.facts import extract_facts
from summarizer.facts.view import StoryView, resolve
from summarizer.model import Disagreement, FigureKind, ReadSentence, Span, Story

Span_ = tuple[int, int]
T = TypeVar("T")
G = TypeVar("G")
PARTS = ("figures", "dates", "quotes", "names", "disagreements")
_COMMON = 0.8
"""Share of the longer of two stretches that both must have in common to be the same quotation."""
_SLIGHT = 0.01
_CLOSE_BY = 150
"""Characters: about a sentence."""


@dataclass(slots=True)
class Count:
    """Of the marked ones, how many there are and how many are found; of ours, how many there are and are right."""

    wanted: float = 0
    found: float = 0
    given: float = 0
    right: float = 0

    def add(self, other: Count) -> None:
        """Add another's numbers."""
        self.wanted, self.found = self.wanted + other.wanted, self.found + other.found
        self.given, self.right = self.given + other.given, self.right + other.right

    @property
    def precision(self) -> float | None:
        """Share of ours that is right."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """Share of the marked that is found."""
        return self.found / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; None where nothing is marked."""
        precision, recall = self.precision or 0.0, self.recall
        if recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Scores:
    """The counts of one bundle by what is counted."""

    counts: dict[str, Count] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Count:
        return self.counts.setdefault(key, Count())


@dataclass(frozen=True, slots=True)
class Miss:
    """Something missed, too much, or read otherwise than it is marked."""

    part: str
    what: str
    where: str


def measure_bundle(bundle: GoldBundle) -> tuple[Scores, list[Miss]]:
    """The counts of one bundle, and what is not as it is marked."""
    story, marks = read_bundle(bundle)
    return measure_story(bundle.name, story, marks)


def measure_story(name: str, story: Story, marks: Marks, parts: Sequence[str] = PARTS) -> tuple[Scores, list[Miss]]:
    """The counts of these parts of a story against its marks, and what is not as it is marked."""
    return _Measure(name, story, marks).run(parts)


def compare_disagreements(name: str, story: Story, marks: Marks, ours: Sequence[Disagreement]) -> Scores:
    """The counts of these disagreements of a story against its marks, whoever found them."""
    measure_ = _Measure(name, story, marks)
    measure_.disagreements(ours)
    return measure_.scores


class _Measure:
    """Compares one story with its marks."""

    def __init__(self, name: str, story: Story, marks: Marks) -> None:
        self.name, self.story, self.marks = name, story, marks
        self.view = StoryView(story)
        self.scores = Scores()
        self.misses: list[Miss] = []
        self.spellings = marks.spellings
        self.givers: dict[tuple[str, int], str] = {}

    def run(self, parts: Sequence[str]) -> tuple[Scores, list[Miss]]:
        names: list[tuple[str, str]] = []
        facts = extract_facts(self.story)
        self.givers = {(stated.span.article_id, stated.span.start): stated.speaker for stated in facts.figures}
        for article in self.story.articles:
            marked = self.marks.articles.get(article.number)
            if marked is None:
                continue
            reads = [read for read in self.story.sentences if read.article_id == article.id]
            if "figures" in parts:
                self._figures(article.text, marked.figures, reads)
            if "dates" in parts:
                self._dates(article.text, marked.dates, reads)
            if "quotes" in parts:
                self._quotes(article.text, marked.quotes, reads)
            if "names" in parts:
                names += self._names(article.text, marked.names, reads)
        if "names" in parts:
            self._cluster(names)
        if "disagreements" in parts:
            self.disagreements((*facts.disagreements, *facts.revisions))  # marked alike, the latter with "old"
        return self.scores, self.misses

    def _miss(self, part: str, what: str, text: str, span: Span_) -> None:
        around = (
            text[max(0, span[0] - 70) : span[0]] + "⟦" + text[span[0] : span[1]] + "⟧" + text[span[1] : span[1] + 50]
        )
        self.misses.append(Miss(part, what, f"{self.name}: {around}".replace("\n", " ")))

    def _figures(self, text: str, marked: Sequence[MarkedFigure], reads: Sequence[ReadSentence]) -> None:
        ours = [
            (read, figure) for read in reads for figure in read.mentions.figures if figure.kind is not FigureKind.YEAR
        ]
        strict, value = self.scores["figures"], self.scores["figures_value"]
        for count in (strict, value):
            count.wanted, count.given = count.wanted + len(marked), count.given + len(ours)
        pairs, missed, extra = _paired(
            marked, ours, lambda gold: (gold.start, gold.end), lambda our: (our[1].start, our[1].end)
        )
        for gold, (read, figure) in pairs:
            self._giver(text, gold, self.givers.get((read.article_id, figure.start), ""))
            same = _close(gold.low, figure.low) and _close(gold.high, figure.high)
            same_kind = gold.kind == figure.kind.value
            value.found, value.right = value.found + same, value.right + same
            right = same and same_kind and gold.hedge == figure.hedge.value
            strict.found, strict.right = strict.found + right, strict.right + right
            if not right:
                is_, own = (f"{f.low:g}–{f.high:g} {f.kind} {f.hedge}" for f in (gold, figure))
                told = f"is {is_}, read {own}"
                self._miss("figures", told, text, (gold.start, gold.end))
        for gold in missed:
            self._miss(
                "figures", f"missed {gold.low:g}–{gold.high:g} {gold.kind} {gold.hedge}", text, (gold.start, gold.end)
            )
        for _, figure in extra:
            self._miss(
                "figures", f"too much {figure.low:g} {figure.kind} {figure.counted}", text, (figure.start, figure.end)
            )

    def _giver(self, text: str, gold: MarkedFigure, told: str) -> None:
        """Whether a figure that we find has the speaker that it is marked with; most are the outlet's own."""
        count = self.scores["figure_speakers"]
        right = is_speaker(gold.speaker, told, self.spellings) if gold.speaker else not told
        count.wanted, count.given = count.wanted + bool(gold.speaker), count.given + bool(told)
        count.found, count.right = count.found + (right and bool(told)), count.right + (right and bool(told))
        if not right:
            self._miss("figures", f"given by {gold.speaker or '-'}, read {told or '-'}", text, (gold.start, gold.end))

    def _dates(self, text: str, marked: Sequence[MarkedDate], reads: Sequence[ReadSentence]) -> None:
        ours: list[tuple[Span_, tuple[date, date]]] = []
        for read in reads:
            for mention in read.mentions.dates:
                days = resolve(mention, self.view.published_on(read.article_id))
                if days is not None:
                    ours.append(((mention.start, mention.end), days))
        count = self.scores["dates"]
        count.wanted, count.given = count.wanted + len(marked), count.given + len(ours)
        pairs, missed, extra = _paired(marked, ours, lambda gold: (gold.start, gold.end), lambda our: our[0])
        resolved = self.scores["dates_resolved"]
        for gold, (_, days) in pairs:
            right = days == (gold.earliest, gold.latest)
            count.found, count.right = count.found + right, count.right + right
            resolved.wanted, resolved.found = resolved.wanted + 1, resolved.found + right
            if not right:
                told = f"means {gold.earliest} {gold.latest}, read {days[0]} {days[1]}"
                self._miss("dates", told, text, (gold.start, gold.end))
        for gold in missed:
            self._miss("dates", f"missed {gold.earliest} {gold.latest}", text, (gold.start, gold.end))
        for span, days in extra:
            self._miss("dates", f"too much {days[0]} {days[1]}", text, span)

    def _quotes(self, text: str, marked: Sequence[MarkedQuote], reads: Sequence[ReadSentence]) -> None:
        ours = _joined(text, reads)
        count, spans = self.scores["quotes"], self.scores["quote_spans"]
        for each in (count, spans):
            each.wanted, each.given = each.wanted + len(marked), each.given + len(ours)
        pairs, missed, extra = _paired(marked, ours, lambda gold: (gold.start, gold.end), lambda our: our[0])
        for gold, (span, read, speaker) in pairs:
            own = (gold.start, gold.end)
            same = _overlap(own, span) >= _COMMON * max(own[1] - own[0], span[1] - span[0]) - 2
            spans.found, spans.right = spans.found + same, spans.right + same
            told = self.view.speaker(read, speaker)
            right = same and is_speaker(gold.speaker, told, self.spellings)
            count.found, count.right = count.found + right, count.right + right
            if not right:
                self._miss(
                    "quotes",
                    f"by {gold.speaker}, read {told or '-'}{'' if same else ' ' + text[slice(*span)]}",
                    text,
                    own,
                )
        for gold in missed:
            self._miss("quotes", f"missed, by {gold.speaker}", text, (gold.start, gold.end))
        for span, _, speaker in extra:
            self._miss("quotes", f"too much, by {speaker or '-'}", text, span)

    def _names(self, text: str, marked: Sequence[MarkedName], reads: Sequence[ReadSentence]) -> list[tuple[str, str]]:
        """(whose it is, whose we say) of each name, "" where one side has none."""
        ours = [(read, name) for read in reads for name in read.mentions.names]
        pairs, missed, extra = _paired(
            marked, ours, lambda gold: (gold.start, gold.end), lambda our: (our[1].start, our[1].end)
        )
        found = self.scores["name_spans"]
        found.wanted, found.given = found.wanted + len(marked), found.given + len(ours)
        kinds = self.scores["name_kinds"]
        rows = []
        for gold, (read, name) in pairs:
            found.found, found.right = found.found + 1, found.right + 1
            entity = self.view.names.bearer_of(name, read.article_id)
            kind = (entity.kind if entity else name.kind).value
            kinds.wanted, kinds.found = kinds.wanted + 1, kinds.found + (gold.kind == kind)
            if gold.kind != kind:
                self._miss("names", f"is {gold.kind}, read {kind}", text, (gold.start, gold.end))
            rows.append((gold.bearer, entity.id if entity else f"{name.text} alone"))
        for gold in missed:
            rows.append((gold.bearer, ""))
            self._miss("names", f"missed, {gold.kind}", text, (gold.start, gold.end))
        for read, name in extra:
            entity = self.view.names.bearer_of(name, read.article_id)
            rows.append(("", entity.id if entity else f"{name.text} alone"))
            self._miss("names", f"too much, {name.kind}", text, (name.start, name.end))
        return rows

    def _cluster(self, rows: Sequence[tuple[str, str]]) -> None:
        """BCubed over mentions (Bagga and Baldwin 1998); a name that one side lacks counts nothing on the other."""
        both, of_gold, of_ours = Counter(rows), Counter(a for a, _ in rows), Counter(b for _, b in rows)
        count, coreference = self.scores["names"], self.scores["names_coreference"]
        for (gold, our), n in both.items():
            if gold:
                count.wanted += n
                count.found += n * n / of_gold[gold] if our else 0
            if our:
                count.given += n
                count.right += n * n / of_ours[our] if gold else 0
        matched = Counter({pair: n for pair, n in both.items() if all(pair)})
        of_gold, of_ours = Counter(), Counter()
        for (gold, our), n in matched.items():
            of_gold[gold] += n
            of_ours[our] += n
        entities = {entity.id: entity.name for entity in self.view.names.entities}
        for (gold, our), n in matched.items():
            coreference.wanted, coreference.given = coreference.wanted + n, coreference.given + n
            coreference.found += n * n / of_gold[gold]
            coreference.right += n * n / of_ours[our]
            if n < of_gold[gold] or n < of_ours[our]:
                told = f"{gold} ({n} of {of_gold[gold]}) is our {entities.get(our, our)} ({n} of {of_ours[our]})"
                self.misses.append(Miss("names", "mixed or split", f"{self.name}: {told}"))

    def _items(self, disagreement: Disagreement) -> list[tuple[Span, str]]:
        """What a disagreement of ours holds: where it stands, and what tells it from the others.

        A figure stands wherever its article says it again: a side is marked at one place of an article.
        """
        claims = [(claim.span, str(claim.side)) for claim in disagreement.claims]
        return claims + [
            (Span(read.article_id, figure.start, figure.end), f"{figure.low}–{figure.high} {stated.figure.hedge}")
            for stated in disagreement.figures
            for read in self.story.sentences
            if read.article_id == stated.span.article_id
            for figure in read.mentions.figures
            if (figure.low, figure.high) == (stated.figure.low, stated.figure.high)
        ]

    def disagreements(self, ours: Sequence[Disagreement]) -> None:
        numbers = {article.id: article.number for article in self.story.articles}
        texts = {article.id: article.text for article in self.story.articles}
        count = self.scores["disagreements"]
        count.wanted, count.given = count.wanted + len(self.marks.disagreements), count.given + len(ours)
        taken: set[int] = set()
        for disagreement in ours:
            homes = _homes(self._items(disagreement), self.marks.disagreements, numbers)
            sure = self.scores["disagreements_sure"]
            sure.given, sure.right = (
                sure.given + disagreement.is_sure,
                sure.right + (disagreement.is_sure and bool(homes)),
            )
            if homes:
                count.right += 1
                taken.update(homes)
            else:
                told = " / ".join(
                    texts[span.article_id][max(0, span.start - 40) : span.end + 40]
                    for span, _ in self._items(disagreement)
                )
                self.misses.append(
                    Miss(
                        "disagreements", f"too much: {disagreement.wording}", f"{self.name}: {told}".replace("\n", " ")
                    )
                )
        count.found += len(taken)
        for place, marked in enumerate(self.marks.disagreements):
            kind = self.scores[f"disagreements_{marked.kind}"]
            kind.wanted, kind.found = kind.wanted + 1, kind.found + (place in taken)
            if place not in taken:
                sides = " / ".join(f"[{side.article}] {side.text} = {side.says}" for side in marked.sides)
                self.misses.append(
                    Miss("disagreements", f"missed {marked.kind}: {marked.subject}", f"{self.name}: {sides}")
                )


def _homes(
    items: Sequence[tuple[Span, str]], marked: Sequence[MarkedDisagreement], numbers: dict[str, int]
) -> set[int]:
    """The marked disagreements on two sides of which two items that differ stand.

    An article takes a side of claims in a passage of which one place is marked: one of both items may stand close by.
    """
    found = set()
    for place, disagreement in enumerate(marked):
        met = _met(items, disagreement, numbers, 0)
        near = _met(items, disagreement, numbers, _CLOSE_BY) if disagreement.kind == "claim" else met
        if any(one[0] != other[0] and one[1] != other[1] for one in met for other in near):
            found.add(place)
    return found


def _met(
    items: Sequence[tuple[Span, str]], disagreement: MarkedDisagreement, numbers: dict[str, int], reach: int
) -> set[tuple[str, str]]:
    """(side, item) for the items that stand on a side, or no more characters than `reach` from its words."""
    return {
        (side.says, value)
        for span, value in items
        for side in disagreement.sides
        if side.article == numbers[span.article_id]
        and _overlap((span.start - reach, span.end + reach), (side.start, side.end))
    }


def _joined(text: str, reads: Iterable[ReadSentence]) -> list[tuple[Span_, ReadSentence, str]]:
    """Our quotations from mark to mark: the pieces of one over several sentences together; scare quotes left out."""
    found: list[tuple[Span_, ReadSentence, str]] = []
    for read in reads:
        for quotation in read.mentions.quotations:
            if quotation.is_scare:
                continue
            if found and not text[found[-1][0][1] : quotation.start].strip() and text[quotation.start] not in "“\"‘'«„":
                start = found[-1][0][0]
                found[-1] = ((start, quotation.end), found[-1][1], found[-1][2] or quotation.speaker)
            else:
                found.append(((quotation.start, quotation.end), read, quotation.speaker))
    return found


def _paired(
    marked: Sequence[G], ours: Sequence[T], span_of: Callable[[G], Span_], own_span: Callable[[T], Span_]
) -> tuple[list[tuple[G, T]], list[G], list[T]]:
    """(pairs that overlap most, each once; marked ones without ours; ours without a marked one)."""
    common = [
        (-_overlap(span_of(gold), own_span(our)), a, b)
        for a, gold in enumerate(marked)
        for b, our in enumerate(ours)
        if _overlap(span_of(gold), own_span(our))
    ]
    left, right = set(range(len(marked))), set(range(len(ours)))
    pairs = []
    for _, a, b in sorted(common):
        if a in left and b in right:
            left.discard(a)
            right.discard(b)
            pairs.append((marked[a], ours[b]))
    return pairs, [marked[a] for a in sorted(left)], [ours[b] for b in sorted(right)]


def _overlap(one: Span_, other: Span_) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= _SLIGHT * max(abs(one), abs(other))


# --------------------------------------------------------------------------------------- figures

_LABELS = {
    "figures": "figures with value, kind and hedge, F1",
    "figures_value": "figures with value, F1",
    "figure_speakers": "who gives the figures, F1",
    "dates": "dates with their days, F1",
    "quotes": "quotations with speaker, F1",
    "quote_spans": "quotations, F1",
    "names": "names: BCubed over mentions, F1",
    "name_spans": "names found, F1",
    "disagreements": "disagreements, F1",
}
_SHARES = {
    "dates_resolved": "dates found that are resolved rightly",
    "name_kinds": "names found that are of the right kind",
    "disagreements_figure": "disagreements of figures found",
    "disagreements_date": "disagreements of dates found",
    "disagreements_place": "disagreements of places found",
    "disagreements_claim": "disagreements of claims found",
}
_RIGHT = {
    "disagreements": "disagreements, precision",
    "disagreements_sure": "disagreements called sure, precision",
}


def measure(split: str, n_samples: int = N_SAMPLES) -> list[Figure]:
    """Every figure of a split."""
    return figures_of([measure_bundle(bundle)[0] for bundle in bundles_with_marks(split)], n_samples)


def figures_of(rows: Sequence[Scores], n_samples: int = N_SAMPLES) -> list[Figure]:
    """Every figure of these stories' counts that there is anything to count for; intervals resample stories."""
    found = []

    def add(
        key: str,
        label: str,
        value_of: Callable[[Count], float | None],
        of: Callable[[Count], float] = lambda count: count.wanted,
        name: str = "",
    ) -> None:
        def statistic(at: Iterable[int]) -> float | None:
            total = Count()
            for place in at:
                total.add(rows[place][key])
            return value_of(total)

        value = statistic(range(len(rows)))
        if value is None or not any(of(row[key]) for row in rows):
            return
        low, high = bootstrap_interval(statistic, len(rows), n_samples=n_samples) or (None, None)
        n = int(sum(of(row[key]) for row in rows))
        found.append(Figure(name or key, value, low, high, n, label=label, better=HIGHER))

    for key, label in _LABELS.items():
        add(key, label, lambda count: count.f1)
    add("names_coreference", "names found: BCubed, F1", lambda count: count.f1)
    for key, label in _SHARES.items():
        add(key, label, lambda count: count.recall)
    for key, label in _RIGHT.items():
        add(key, label, lambda count: count.precision, lambda count: count.given, f"{key}_precision")
    return found


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"mentions_{split}",
        title=f"Figures, quotations, names, dates, disagreements of invented stories, {split}",
        about=f"{ABOUT[split]} Every name, date, figure, quotation and disagreement of their articles is marked by "
        "readers who did not know the rules (`eval/bundles/MARKING.md`); what counts as right says "
        "`eval.benchmarks.mentions`.",
        measure=lambda _: measure(split),
        files=lambda _: [
            path for bundle in bundles_with_marks(split) for path in bundle.folder.rglob("*") if path.is_file()
        ],
        measure_again=lambda: measure(split, 0),
    )


def print_misses(measured: Iterable[tuple[Scores, list[Miss]]], parts: Sequence[str], n_shown: int) -> None:
    """Print so many misses of each of the parts, then the counts of all that was measured."""
    left = dict.fromkeys(parts, n_shown)
    total = Scores()
    for scores, misses in measured:
        for key, count in scores.counts.items():
            total[key].add(count)
        for miss in misses:
            if left.get(miss.part, 0) > 0:
                left[miss.part] -= 1
                print(f"{miss.part}: {miss.what} | {miss.where}")
    for key, count in total.counts.items():
        shares = [f"{share:.3f}" if share is not None else "–" for share in (count.precision, count.recall, count.f1)]
        print(f"{key:24} precision {shares[0]} recall {shares[1]} F1 {shares[2]} of {count.wanted:.0f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is not as it is marked, and the counts."""
    parser = argparse.ArgumentParser(description="What is missed in the bundles of split dev.")
    parser.add_argument("bundles", nargs="*", help=f"names of folders in {BUNDLES.name}; default: all of dev")
    parser.add_argument("--what", default=",".join(PARTS), help="which parts, by commas")
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each part")
    options = parser.parse_args(arguments)
    chosen = [each for each in bundles_with_marks("dev") if not options.bundles or each.name in options.bundles]
    print_misses(map(measure_bundle, chosen), options.what.split(","), options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
