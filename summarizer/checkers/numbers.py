"""Does the evidence have the claim's figures, with this value and hedge, for this thing, as settled as the claim says?

A veto: it objects, doubts or notes, and never affirms, since a figure that is found may still be said of another thing.
Rounding with a hedge, words for digits, units of one kind and plain differences that a reader can work out are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from summarizer.checkers._alignment import (
    Binding,
    align,
    content_stems,
    cue_pattern,
    cue_words,
    slot_of,
    stem,
    story_words,
)
from summarizer.model import (
    Claim,
    ErrorCode,
    Evidence,
    Figure,
    FigureKind,
    Finding,
    Hedge,
    NameKind,
    ReadSentence,
    Severity,
    StatedFigure,
    Story,
    Vote,
)

NAME = "numbers"

_MORE = frozenset({Hedge.MORE_THAN, Hedge.AT_LEAST})
_LESS = frozenset({Hedge.FEWER_THAN, Hedge.UP_TO, Hedge.NEARLY})
_SECONDS = {
    "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0, "fortnight": 1209600.0,
    "month": 2629800.0, "year": 31557600.0, "decade": 315576000.0, "century": 3155760000.0,
}  # fmt: skip
_METRIC = {
    "km": ("m", 1000.0), "m": ("m", 1.0), "mile": ("m", 1609.34), "ft": ("m", 0.3048), "foot": ("m", 0.3048),
    "inch": ("m", 0.0254), "kg": ("kg", 1.0), "lb": ("kg", 0.45359), "pound": ("kg", 0.45359), "g": ("kg", 0.001),
    "tonne": ("kg", 1000.0), "ton": ("kg", 1000.0), "hectare": ("m2", 1e4), "ha": ("m2", 1e4), "acre": ("m2", 4046.86),
    "km2": ("m2", 1e6), "square km": ("m2", 1e6), "square mile": ("m2", 2.59e6),
}  # fmt: skip
_SMALL = 12.0  # a count a reader makes by counting what is named
_EQUAL = 0.005  # relative difference of what is the same figure written in another way
_ROUNDED = 0.06  # the same for a figure with a hedge: 148,700 is "about 150,000", 53 % "about half"
_BEYOND = 0.16  # "more than 150,000" may be said of up to 174,000
_STRONG = 0.5  # how well the surroundings must fit before another value there is called a contradiction
_BORNE_OUT = 0.25  # how well a place must fit whose figure has the claim's hedge
_CLEARLY = 0.12  # by how much another place must fit better than the one that supports
_FRACTION = re.compile(r"\b(?:an?|one) (half|third|quarter|fifth|tenth)$")
_PUTS = re.compile(r"([A-Z][\w’'-]+) (?:puts?|estimate[ds]?|gave|gives|counted|counts|spoke of|speaks of)\b")
_BY = re.compile(r"\b(?:by|(?:margin|gap|lead|difference) of)\s*$")  # what follows is a difference
_PLACED = re.compile(r"(?: [a-z-]+){0,3}? ((?:in|at|near|around|across|on|along|inside|within) (?:[\w'’-]+ ?){1,5})")


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure of the articles: the story's sentence it stands in, and how well its surroundings fit the claim's."""

    index: int
    sentence: ReadSentence
    figure: Figure
    fit: float


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections, doubts and notes about the figures of a claim; nothing when every figure is found as it is told."""
    figures = [figure for figure in _own_figures(claim) if figure.kind not in (FigureKind.YEAR, FigureKind.CLOCK)]
    found: list[Finding] = []
    for figure in figures:
        others = [other for other in figures if other is not figure]
        finding = _check_figure(figure, others, claim, evidence)
        if finding is not None:
            found.append(finding)
    found.extend(_check_agreement(claim, evidence))
    return tuple(found)


def _own_figures(claim: Claim) -> list[Figure]:
    """The claim's figures outside quotations, which are checked word by word elsewhere."""
    quoted = [(q.start, q.end) for q in claim.mentions.quotations]
    inside = [f for f in claim.mentions.figures if claim.start <= f.start and f.end <= claim.end]
    return [_as_share(f) for f in inside if not any(start <= f.start < end for start, end in quoted)]


def _as_share(figure: Figure) -> Figure:
    """ "A third" as a share, where it was read as a rank."""
    match = _FRACTION.search(figure.text)
    if figure.kind is not FigureKind.ORDINAL or match is None:
        return figure
    share = 100.0 / {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}[match[1]]
    return replace(figure, low=share, high=share, kind=FigureKind.PERCENT, unit="%")


def _check_figure(figure: Figure, others: list[Figure], claim: Claim, evidence: Evidence) -> Finding | None:
    binding = Binding(claim.text, slot_of(figure, claim), evidence.story, [slot_of(o, claim) for o in others])
    places = _places(figure, binding, evidence.story)
    same = [place for place in places if _relation(figure, place.figure) == "same"]
    hedged = [place for place in places if _relation(figure, place.figure) == "hedge"]
    for finding in (
        _by_speaker(figure, claim, evidence, places),
        _by_exactness(figure, same, hedged, evidence),
        _by_disagreement(figure, claim, evidence),
        _by_scope(figure, claim, evidence, same),
    ):
        if finding is not None:
            return finding
    borne_out = [p for p in same if p.fit >= _BORNE_OUT and p.figure.hedge not in (Hedge.NONE, Hedge.EXACTLY)]
    if (
        not borne_out
        and hedged
        and _counts_same(figure, hedged[0].figure)
        and hedged[0].fit > (same[0].fit if same else 0.0) + 0.05
    ):
        return _hedge_finding(figure, hedged[0], evidence)
    if same or hedged:
        return _dropped_hedge(figure, same)
    return _absent(figure, others, claim, evidence, places)


def _places(figure: Figure, binding: Binding, story: Story) -> list[_Place]:
    """The story's figures that could be meant, those whose surroundings fit best first."""
    found = []
    for index, line in enumerate(story_words(story).lines):
        for other in line.sentence.mentions.figures:
            if _comparable(figure, other):
                found.append(_Place(index, line.sentence, other, binding.at(index, other.start, other.end)))
    return sorted(found, key=lambda place: (-place.fit, place.index, place.figure.start))


# ------------------------------------------------------------------------------------------ values


def _comparable(one: Figure, other: Figure) -> bool:
    loose = {FigureKind.COUNT, FigureKind.ORDINAL, FigureKind.AGE, FigureKind.DURATION, FigureKind.MEASURE}
    if one.kind == other.kind:
        return one.kind is not FigureKind.MONEY or not one.unit or not other.unit or one.unit == other.unit
    return one.kind in loose and other.kind in loose


def _values(one: Figure, other: Figure) -> tuple[float, float, float, float]:
    """Low and high of both in one unit where their units convert, else as they stand."""
    if one.unit in _SECONDS and other.unit in _SECONDS:
        a, b = _SECONDS[one.unit], _SECONDS[other.unit]
        return one.low * a, one.high * a, other.low * b, other.high * b
    if one.unit in _METRIC and other.unit in _METRIC and _METRIC[one.unit][0] == _METRIC[other.unit][0]:
        a, b = _METRIC[one.unit][1], _METRIC[other.unit][1]
        return one.low * a, one.high * a, other.low * b, other.high * b
    return one.low, one.high, other.low, other.high


def _relation(claimed: Figure, stated: Figure) -> str:
    """ "same", "hedge" (the value, with a hedge that says otherwise) or "other".

    >>> _relation(Figure(0, 1, "", 150_000, 150_000, hedge=Hedge.ABOUT), Figure(0, 1, "", 148_700, 148_700))
    'same'
    >>> _relation(Figure(0, 1, "", 53, 53, hedge=Hedge.UP_TO), Figure(0, 1, "", 53, 53, hedge=Hedge.AT_LEAST))
    'hedge'
    """
    low, high, stated_low, stated_high = _values(claimed, stated)
    if claimed.kind is FigureKind.SCORE:
        return "same" if {low, high} == {stated_low, stated_high} else "other"
    if low != high or stated_low != stated_high:
        inside = low * (1 - _EQUAL) <= stated_high and stated_low <= high * (1 + _EQUAL)
        return "same" if inside else "other"
    if abs(low - stated_low) <= _EQUAL * max(abs(low), abs(stated_low)):
        is_below = (
            claimed.hedge is Hedge.FEWER_THAN
            and stated.hedge in (Hedge.NONE, Hedge.EXACTLY)
            and claimed.low > _SMALL
            and bool(claimed.counted)
            and stem(claimed.counted) == stem(stated.counted)
        )
        return "hedge" if is_below or _hedges_clash(claimed.hedge, stated.hedge) else "same"
    if not stated_low or not low:
        return "other"
    ratio = stated_low / low
    if claimed.hedge in _MORE:
        if 1 < ratio <= 1 + _BEYOND:
            return "same"
        return (
            "hedge"
            if 1 - _ROUNDED <= ratio < 1 and stated.hedge not in _MORE and _is_rounder(low, stated_low)
            else "other"
        )
    if claimed.hedge in _LESS:
        if 1 - _BEYOND <= ratio < 1:
            return "same"
        return (
            "hedge"
            if 1 < ratio <= 1 + _ROUNDED and stated.hedge not in _LESS and _is_rounder(low, stated_low)
            else "other"
        )
    if claimed.hedge is Hedge.ABOUT and abs(ratio - 1) <= _ROUNDED:
        return "same"
    return "other"


def _is_rounder(one: float, other: float) -> bool:
    """Whether the first figure has fewer significant digits than the second."""
    return len(f"{one:.10g}".replace(".", "").strip("0")) < len(f"{other:.10g}".replace(".", "").strip("0"))


def _hedges_clash(claimed: Hedge, stated: Hedge) -> bool:
    if claimed is Hedge.EXACTLY:
        return stated not in (Hedge.EXACTLY, Hedge.NONE)
    return (claimed in _MORE and stated in _LESS) or (claimed in _LESS and stated in _MORE)


def _counts_same(one: Figure, other: Figure) -> bool:
    """Whether two figures may count the same thing: nobody says what, or the same noun."""
    if one.unit != other.unit and one.unit and other.unit and one.kind is not FigureKind.DURATION:
        return one.unit in _METRIC and other.unit in _METRIC
    return not one.counted or not other.counted or stem(one.counted) == stem(other.counted)


# ----------------------------------------------------------------------------------------- findings


def _hedge_finding(figure: Figure, place: _Place, evidence: Evidence) -> Finding:
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.NUMBER_HEDGE,
        reason=f"The articles say {_quote(place.figure)} ({_outlet(place.sentence, evidence)}), "
        f"the sentence {_quote(figure)}.",
        severity=Severity.MAJOR,
        evidence=(place.sentence.sentence.span,),
        claimed=figure.text.strip(),
        found=place.figure.text.strip(),
        contradicts=True,
    )


def _by_exactness(figure: Figure, same: list[_Place], hedged: list[_Place], evidence: Evidence) -> Finding | None:
    """An objection to "exactly" where an article hedges the figure and none says "exactly"."""
    if figure.hedge is not Hedge.EXACTLY or not hedged or any(p.figure.hedge is Hedge.EXACTLY for p in same):
        return None
    return _hedge_finding(figure, hedged[0], evidence)


def _by_scope(figure: Figure, claim: Claim, evidence: Evidence, same: list[_Place]) -> Finding | None:
    """An objection when the claim places what is counted where no article that has the figure places it."""
    if not same or figure.low <= _SMALL or figure.kind is not FigureKind.COUNT or not _is_counting(figure):
        return None
    tail = re.split(
        r"[,;:.()]|\b(?:and|but|while|who|which|that|after|before)\b", claim.text[figure.end - claim.start :]
    )[0]
    place = _PLACED.match(tail)
    if place is None:
        return None
    directions = {stem(w) for w in re.findall(r"[A-Za-z]+", place[1]) if w.lower() in cue_words("direction")}
    named = [
        n for n in claim.mentions.names
        if n.kind in (NameKind.PLACE, NameKind.OTHER) and _stands_at(n.text, place[1])
    ]  # fmt: skip
    places = directions | {key for n in named for key in content_stems(n.text)}
    read = story_words(evidence.story)
    around = {s for p in same for i in (p.index, *read.neighbours[p.index]) for s in read.lines[i].stems}
    missing = places - around
    if not missing:
        return None
    best = same[0]
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.NUMBER_SCOPE,
        reason=f"The articles give {_quote(best.figure)} ({_outlet(best.sentence, evidence)}), "
        f'but not for "{tail.strip()}".',
        severity=Severity.MAJOR,
        evidence=(best.sentence.sentence.span,),
        claimed=(figure.text + place[0]).strip(),
        found=(best.figure.text + " " + best.figure.scope).strip(),
        contradicts=True,
    )


def _stands_at(name: str, words: str) -> bool:
    """Whether the words place something at that name."""
    preposition = r"(?:in|at|near|around|across|on|along|inside|within)"
    return re.search(rf"\b{preposition} (?:the )?{re.escape(name)}", words) is not None


def _is_counting(figure: Figure) -> bool:
    """Whether a figure counts something, and is no year that was taken for a count."""
    return bool(figure.counted) and not re.fullmatch(r"(?:19|20)\d\d", figure.text.strip())


def _dropped_hedge(figure: Figure, same: list[_Place]) -> Finding | None:
    """A note when the claim states plainly what every article hedges."""
    if figure.hedge is not Hedge.NONE or not same:
        return None
    exact = [p for p in same if p.figure.low == figure.low and (_is_of(figure, p.figure) or figure.low > _SMALL)]
    if not exact or any(place.figure.hedge in (Hedge.NONE, Hedge.EXACTLY) for place in exact):
        return None
    return Finding(
        checker=NAME,
        vote=Vote.NOTE,
        code=ErrorCode.NUMBER_HEDGE,
        reason=f"The articles hedge the figure: {_quote(exact[0].figure)}.",
        severity=Severity.MINOR,
        evidence=(exact[0].sentence.sentence.span,),
        claimed=figure.text.strip(),
        found=exact[0].figure.text.strip(),
    )


def _absent(
    figure: Figure, others: list[Figure], claim: Claim, evidence: Evidence, places: list[_Place]
) -> Finding | None:
    """What to say of a figure that no article has."""
    if _stands_in_text(figure, evidence.story):
        return None
    arithmetic = _by_arithmetic(figure, others, claim, places)
    if arithmetic is not None:
        return arithmetic
    rivals = [
        p for p in places if p.fit >= _STRONG and figure.counted and p.figure.counted and _counts_same(figure, p.figure)
    ]
    if figure.unit and figure.kind is not FigureKind.DURATION:
        rivals = rivals or [p for p in places if p.fit >= _STRONG and p.figure.unit == figure.unit]
    if rivals and not _is_worked_out(figure, places):
        return Finding(
            checker=NAME,
            vote=Vote.OBJECT,
            code=ErrorCode.NUMBER,
            reason=f"The articles say {_quote(rivals[0].figure)} ({_outlet(rivals[0].sentence, evidence)}), "
            f"the sentence {_quote(figure)}.",
            severity=Severity.MAJOR,
            evidence=(rivals[0].sentence.sentence.span,),
            claimed=figure.text.strip(),
            found=rivals[0].figure.text.strip(),
            contradicts=True,
        )
    is_specific = figure.low == figure.high and figure.low > 100 and figure.hedge is Hedge.NONE
    vote = Vote.OBJECT if is_specific and not _is_worked_out(figure, places) else Vote.DOUBT
    return Finding(
        checker=NAME,
        vote=vote,
        code=ErrorCode.NUMBER,
        reason=f"No article has the figure {_quote(figure)}.",
        severity=Severity.MAJOR if vote is Vote.OBJECT else Severity.MINOR,
        claimed=figure.text.strip(),
    )


def _stands_in_text(figure: Figure, story: Story) -> bool:
    """Whether the figure's digits stand somewhere where they were not read as a figure (a title, a list, a date)."""
    if figure.low != figure.high or figure.low != int(figure.low):
        return False
    value = int(figure.low)
    pattern = re.compile(rf"(?<![\d.,])(?:{value}|{value:,})(?![\d]|[.,]\d)")
    return any(pattern.search(article.text) or pattern.search(article.title) for article in story.articles)


# --------------------------------------------------------------------------------------- arithmetic


def _by_arithmetic(figure: Figure, others: list[Figure], claim: Claim, places: list[_Place]) -> Finding | None:
    """An objection to a sum that nobody states, or to a difference of two figures of the claim that is wrong."""
    if cue_pattern("sum").search(claim.text) and figure.low > _SMALL and places:
        own = {o.low for o in others}
        counted = [p for p in places if p.figure.kind is figure.kind and p.figure.low > 1]
        alike = [
            p
            for p in counted
            if p.figure.low in own or (figure.counted and stem(p.figure.counted) == stem(figure.counted))
        ]
        parts = _parts_of(figure.low, alike)
        if parts is not None:
            one, other = parts
            return Finding(
                checker=NAME,
                vote=Vote.OBJECT,
                code=ErrorCode.ARITHMETIC,
                reason=f"No article gives the sum {_quote(figure)} of {_quote(one.figure)} and {_quote(other.figure)}.",
                severity=Severity.MAJOR,
                evidence=(one.sentence.sentence.span, other.sentence.sentence.span),
                claimed=figure.text.strip(),
            )
    if not _BY.search(claim.text[: figure.start - claim.start]):
        return None
    operands = [o for o in others if o.kind is figure.kind and o.unit == figure.unit and o.low > figure.low]
    if (
        len(operands) == 2
        and cue_pattern("difference").search(claim.text)
        and figure.kind in (FigureKind.MONEY, FigureKind.PERCENT)
    ):
        difference = abs(operands[0].low - operands[1].low)
        if difference and _relation(figure, _figure_like(figure, difference)) != "same":
            return Finding(
                checker=NAME,
                vote=Vote.OBJECT,
                code=ErrorCode.ARITHMETIC,
                reason=f"{_quote(operands[0])} and {_quote(operands[1])} are {difference:,.6g} apart, "
                f"not {_quote(figure)}.",
                severity=Severity.MAJOR,
                claimed=figure.text.strip(),
                found=f"{difference:,.6g}",
                contradicts=True,
            )
    return None


def _figure_like(figure: Figure, value: float) -> Figure:
    return Figure(0, 1, "", value, value, figure.kind, figure.unit)


def _parts_of(total: float, places: Iterable[_Place]) -> tuple[_Place, _Place] | None:
    for one, other in combinations(tuple(places)[:60], 2):
        if one.figure.low != other.figure.low and abs(one.figure.low + other.figure.low - total) <= _EQUAL * total:
            return one, other
    return None


def _is_worked_out(figure: Figure, places: list[_Place]) -> bool:
    """Whether a careful reader may get the figure from two figures of the articles: a difference, a share, a rest."""
    values = {p.figure.low for p in places[:40]} | {p.figure.high for p in places[:40]}
    if figure.kind is FigureKind.PERCENT:
        values.add(100.0)
    for one, other in combinations(sorted(values), 2):
        results = [other - one, one + other]
        if one:
            results += [other / one, 100 * one / other, 100 * (other - one) / one, 100 * (other - one) / other]
        if any(r and abs(figure.low - r) <= 0.02 * abs(r) for r in results):
            return True
    return figure.low - 1 in values and figure.low <= _SMALL


# ---------------------------------------------------------------------- speakers, disputes, versions


def _by_speaker(figure: Figure, claim: Claim, evidence: Evidence, places: list[_Place]) -> Finding | None:
    """An objection when the claim's speaker gives another figure of the same thing wherever the articles cite him."""
    speakers = [a.speaker for a in claim.mentions.attributions if a.speaker and not a.is_anonymous]
    speakers += _PUTS.findall(claim.text[: figure.start - claim.start])
    names = {word for speaker in speakers for word in re.findall(r"\b[A-Z][\w-]{2,}", speaker)}
    if not names:
        return None
    theirs = [
        place for place in places
        if _is_of(figure, place.figure)
        and any(re.search(rf"\b{re.escape(name)}\b", place.sentence.text) for name in names)
    ]  # fmt: skip
    if not theirs or any(_relation(figure, place.figure) != "other" for place in theirs):
        return None
    near = [p for p in theirs if p.fit >= _BORNE_OUT and 0.2 < p.figure.low / max(figure.low, 1e-9) < 5]
    if not near or figure.low <= _SMALL:
        return None
    sentence, other = near[0].sentence, near[0].figure
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.NUMBER,
        reason=f"{speakers[0]} says {_quote(other)} ({_outlet(sentence, evidence)}), the sentence {_quote(figure)}.",
        severity=Severity.MAJOR,
        evidence=(sentence.sentence.span,),
        claimed=figure.text.strip(),
        found=other.text.strip(),
        contradicts=True,
    )


def _by_disagreement(figure: Figure, claim: Claim, evidence: Evidence) -> Finding | None:
    """An objection to a superseded figure told as the latest, or to a disputed one told as settled."""
    for disagreement in evidence.facts.disagreements:
        stated = [s for s in disagreement.figures if _comparable(figure, s.figure) and _is_of(figure, s.figure)]
        same = [s for s in stated if _relation(figure, s.figure) == "same"]
        if not same or len(stated) < 2 or not _tells_of(claim, same, evidence.story):
            continue
        is_attributed = bool(claim.mentions.attributions) or any(
            cue_pattern(cue).search(claim.text) for cue in ("dispute", "attributed")
        )
        newer = [s for s in stated if not s.is_superseded and _relation(figure, s.figure) == "other"]
        if (
            all(s.is_superseded for s in same)
            and newer
            and (not is_attributed or cue_pattern("latest").search(claim.text))
        ):
            return _dispute_finding(
                ErrorCode.SUPERSEDED, figure, newer[0], f"A later version says {_quote(newer[0].figure)}"
            )
        if not is_attributed and newer:
            return _dispute_finding(
                ErrorCode.CONFLICT_FLATTENED,
                figure,
                newer[0],
                f"The articles disagree: {disagreement.wording.rstrip('.')}",
            )
    return None


def _is_of(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same thing, and both say what."""
    return bool(one.counted) and bool(other.counted) and stem(one.counted) == stem(other.counted)


def _tells_of(claim: Claim, stated: list[StatedFigure], story: Story) -> bool:
    """Whether the claim shares more than the figure with a sentence that states it."""
    spans = {(s.span.article_id, s.span.start) for s in stated}
    lines = story_words(story).lines
    wanted = content_stems(claim.text)
    near = [ln for ln in lines if (ln.sentence.article_id, ln.sentence.sentence.start) in spans] or [
        ln for ln in lines for s in stated
        if ln.sentence.article_id == s.span.article_id
        and ln.sentence.sentence.start <= s.span.start < ln.sentence.sentence.end
    ]  # fmt: skip
    return any(len(wanted & line.stems) >= 3 for line in near)


def _dispute_finding(code: ErrorCode, figure: Figure, other: StatedFigure, reason: str) -> Finding:
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=code,
        reason=f"{reason}; the sentence says {_quote(figure)} without telling whose figure it is.",
        severity=Severity.MAJOR,
        evidence=(other.span,),
        claimed=figure.text.strip(),
        found=other.figure.text.strip(),
        contradicts=True,
    )


def _check_agreement(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """An objection to "the reports agree" on a figure that fewer than two articles have; a doubt where none is near it.

    The words alone say nothing: true sentences say them too, and share as little wording with a second article as
    false ones do (median share .25 against .34 on the training pairs). Only a figure can be held against the articles.
    """
    cue = cue_pattern("agreement").search(claim.text)
    if cue is None or len(evidence.story.articles) < 2:
        return ()
    for figure in _own_figures(claim):
        holders = {
            line.sentence.article_id
            for line in story_words(evidence.story).lines
            for other in line.sentence.mentions.figures
            if _comparable(figure, other) and _relation(figure, other) == "same"
        }
        if len(holders) < 2 and not _stands_in_two(figure, evidence.story):
            reason = f"The sentence says that the articles agree on {_quote(figure)}; fewer than two of them have it."
            return (_agreement_finding(Vote.OBJECT, Severity.MAJOR, reason, cue[0]),)
    best: dict[str, float] = {}
    for alignment in align(claim.text.replace(cue[0], " "), evidence.story):
        best.setdefault(alignment.sentence.article_id, alignment.score)
    if len(best) >= 2 and sorted(best.values())[-2] >= _STRONG:
        return ()
    reason = "The sentence says that the articles agree; no two of them clearly say this."
    return (_agreement_finding(Vote.DOUBT, Severity.MINOR, reason, cue[0]),)


def _agreement_finding(vote: Vote, severity: Severity, reason: str, claimed: str) -> Finding:
    return Finding(NAME, vote, ErrorCode.CONFLICT_FLATTENED, reason, severity, claimed=claimed)


def _stands_in_two(figure: Figure, story: Story) -> bool:
    """Whether the figure's digits stand in the text of two articles, read as a figure or not."""
    if figure.low != figure.high or figure.low != int(figure.low):
        return True
    pattern = re.compile(rf"(?<![\d.,])(?:{int(figure.low)}|{int(figure.low):,})(?!\d|[.,]\d)")
    return sum(bool(pattern.search(f"{article.title} {article.text}")) for article in story.articles) >= 2


def _quote(figure: Figure) -> str:
    words = figure.text.strip()
    return f"{words} {figure.counted}s" if figure.counted and figure.low != 1 and not figure.unit else words


def _outlet(sentence: ReadSentence, evidence: Evidence) -> str:
    return evidence.story.article(sentence.article_id).label
