"""Does the evidence have the claim's figures, with this value and hedge, for this thing, as settled as the claim says?

A veto: it objects, doubts or notes, since a figure that is found may still be said of another thing. It affirms one
kind of sentence, which says no more than how many died, are missing or were hurt: "nineteen people died" where an
article has the death toll at 19.
Rounding with a hedge, words for digits, units of one kind and plain differences that a reader can work out are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.checkers._alignment import Binding, content_stems, cue_words, slot_of, stem, story_words
from summarizer.checkers._names import place_names
from summarizer.checkers._values import (
    NAME,
    SMALL,
    Place,
    as_meant,
    comparable,
    converts,
    counts_same,
    is_of,
    outlet,
    own_figures,
    quote,
    relation,
)
from summarizer.checkers.numbers.arithmetic import by_arithmetic, is_reckoned, is_worked_out
from summarizer.checkers.numbers.disputes import (
    BORNE_OUT,
    STRONG,
    by_bracket,
    by_disagreement,
    by_giver,
    by_speaker,
    check_agreement,
    tells_also,
)
from summarizer.checkers.numbers.exchanged import crossed, exchanged, under_another_verb
from summarizer.checkers.numbers.multiples import by_multiple
from summarizer.checkers.numbers.promised import only_promised
from summarizer.checkers.numbers.sorts import of_another_sort, stands_in_text
from summarizer.checkers.numbers.standing import (
    ANYBODY,
    STATE_FIT,
    TOLLS,
    clause_around,
    elsewhere,
    is_whole_of,
    other_direction,
    other_period,
    other_unit,
    other_year,
    past_year,
    state_in,
    state_of,
    state_words,
    whole_or_part,
)
from summarizer.checkers.numbers.updates import without_overtaken
from summarizer.checkers.polarity import is_negative
from summarizer.languages import is_all_in
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
    Story,
    Vote,
)

__all__ = ["NAME", "check", "gives_otherwise"]

_NEARLY_ALL = 0.7  # of the claim's other words stand around a span of time that is taken for the one meant
_CLEARLY_OF = 0.65  # how well a rival must fit when two other figures of the articles happen to give the claim's
_CLOCK = 0.45  # how well a time of day must fit, since few are told
_NEARER = 0.1  # by how much from which it is doubtful whose figure it is
_EXCHANGED = 0.3  # by how much a rival must fit better than the figure's own place
_SAME_SPAN = 0.4  # how well a span of time must fit that is followed by the claim's own words
_BOUNDS = frozenset([Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.FEWER_THAN, Hedge.UP_TO, Hedge.EXACTLY])
"""Hedges of a figure that somebody gave: who works one out himself knows it, or says "about"."""
_TOLD_BY_UNIT = frozenset({FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE, FigureKind.DURATION})
_DERIVED = re.compile(
    r"\b(?:both|lower|higher|more|fewer|less|others?|another|rest|remaining|average|per|each|every|apiece|twice|double[ds]?|half|gap"
    r"|difference|apart|later|earlier|since|altogether|total|combined|share|out of|in all|between them|together"
    r"|sav(?:e[sd]?|ing)|cheaper|dearer|longer|shorter|under what|over what|original(?:ly)?"
    r"|initial(?:ly)?|planned|budgeted)\b|\bby (?:\w+ )?[£€$]?\d",
    re.IGNORECASE,
)  # words of a figure that its writer worked out
_BARE = 3  # words besides: "killed in the leak", "died at the port on Tuesday"
_COUNTED_BY_NAME = 4  # so few people may be named in the articles and be counted by nobody
_BACK_THEN = re.compile(r"(?:Back in|In|During) (?:[A-Z][a-z]+ )?(?:1[89]|20)\d\d\b")
_SUMMED = re.compile(
    r"\b(?:count(?:ing|ed)|includ\w+|c[ao]mes? to|add(?:ing|ed)? up|together|altogether|combined|in all|total)\b", re.I
)
_PLACED = re.compile(r"(?: [a-z-]+){0,3}? ((?:in|at|near|around|across|on|along|inside|within) (?:[\w'’-]+ ?){1,5})")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections, doubts and notes about the figures of a claim; nothing when every figure is found as it is told."""
    figures = [figure for figure in own_figures(claim) if figure.kind is not FigureKind.YEAR]
    found: list[Finding] = []
    for figure in figures:
        others = [other for other in figures if other is not figure]
        finding = _check_figure(figure, others, claim, evidence)
        if finding is not None:
            found.append(finding)
    found.extend(check_agreement(claim, evidence))
    found.extend(by_multiple(claim, evidence))
    found.extend(() if any(f.vote is Vote.OBJECT for f in found) else _exchanged(claim, evidence))
    if not found and len(figures) == 1:
        found.extend(_bare_count(figures[0], claim, evidence))
    return tuple(found)


def _exchanged(claim: Claim, evidence: Evidence) -> list[Finding]:
    """The objection to a figure that stands where another one belongs."""
    pairs = (*exchanged(claim, evidence), *crossed(claim, evidence), *under_another_verb(claim, evidence))
    return [
        Finding(
            NAME, Vote.OBJECT, ErrorCode.NUMBER,
            f"{outlet(sentence, evidence)} has {rival.text} there; {figure.text} is of something else.",
            Severity.MAJOR, (sentence.sentence.span,), figure.text, rival.text, True,
        )
        for figure, rival, sentence in pairs
    ][:1]  # fmt: skip


def _besides(figure: Figure, claim: Claim, state: str) -> frozenset[str]:
    """What a claim tells besides how many people are in a state."""
    own = claim.text[: figure.start - claim.start] + claim.text[figure.end - claim.start :]
    return content_stems(state_words(state).sub(" ", own)) - ANYBODY


def _told_alike(figure: Figure, claim: Claim, evidence: Evidence) -> list[Place]:
    """Where the articles have a claim's count of people, of those whom the same befell."""
    mine = state_in(claim, figure)
    if not mine or figure.kind is not FigureKind.COUNT:
        return []
    places = _places(figure, Binding(claim.text, slot_of(figure, claim), evidence.story), evidence.story)
    return [place for place in places if relation(figure, place.figure) == "same" and state_of(place) == mine]


def _of_another_year(figure: Figure, claim: Claim, evidence: Evidence) -> Finding | None:
    """An objection to a bare toll ("Fourteen people were killed") that the articles tell of a past year alone."""
    if not _is_bare(figure, claim):
        return None
    told = _told_alike(figure, claim, evidence)
    years = [past_year(place, claim, evidence.story) for place in told]
    if not years or not all(years):
        return None
    where = f"of {years[0]} ({outlet(told[0].sentence, evidence)})"
    said = f"The articles give {quote(told[0].figure)} {where}; the sentence names no year."
    return replace(_other_value(figure, told[0], evidence), code=ErrorCode.NUMBER_SCOPE, reason=said, found=years[0])


def _bare_count(figure: Figure, claim: Claim, evidence: Evidence) -> list[Finding]:
    """The finding that vouches for a claim that only tells how many people something befell."""
    mine = state_in(claim, figure)
    read = story_words(evidence.story)
    for place in _told_alike(figure, claim, evidence):
        around = read.lines[place.index].stems.union(*(read.lines[i].stems for i in read.neighbours[place.index]))
        is_so = _besides(figure, claim, mine) <= around and not past_year(place, claim, evidence.story)
        if is_so and not is_negative(place.sentence.text, claim.text) and not is_negative(claim.text):
            reason = f"{outlet(place.sentence, evidence)} gives this figure of the {mine}."
            return [Finding(NAME, Vote.AFFIRM, None, reason, evidence=(place.sentence.sentence.span,))]
    return []


def gives_otherwise(claim: Claim, sentences: Sequence[ReadSentence], all_of_article: Sequence[ReadSentence]) -> bool:
    """Whether an article's sentences near a claim have another value where the claim has a figure, and the article has
    the claim's nowhere: then it speaks of the same and does not say so."""
    for figure in own_figures(claim):
        near = [other for read in sentences for other in read.mentions.figures if _is_alike(figure, other)]
        has = any(
            comparable(figure, other) and relation(figure, other) in ("same", "hedge", "vague")
            for read in all_of_article
            for other in read.mentions.figures
        )
        if near and not has:
            return True
    return False


def _is_alike(figure: Figure, other: Figure) -> bool:
    is_alike = figure.kind is other.kind and figure.unit == other.unit and counts_same(figure, other)
    return is_alike and (bool(figure.unit) or is_of(figure, other))


def _check_figure(figure: Figure, others: list[Figure], claim: Claim, evidence: Evidence) -> Finding | None:
    binding = Binding(claim.text, slot_of(figure, claim), evidence.story, [slot_of(o, claim) for o in others])
    places = _places(figure, binding, evidence.story)
    mine = state_in(claim, figure) if figure.kind is FigureKind.COUNT else ""
    fitting = [place for place in places if not mine or place.figure.kind not in _TOLD_BY_UNIT]  # 9 km are no nine dead
    same = [place for place in fitting if relation(figure, place.figure) == "same"]
    standing = without_overtaken(places, same, evidence)
    hedged = [place for place in fitting if relation(figure, place.figure) == "hedge"]
    for finding in (
        by_bracket(figure, claim, evidence),
        by_speaker(figure, claim, evidence, places),
        by_giver(figure, claim, evidence) if all(other.kind is not figure.kind for other in others) else None,
        _by_exactness(figure, same, hedged, evidence),
        by_disagreement(figure, claim, evidence),
        _of_another_year(figure, claim, evidence),
        _by_standing(figure, claim, evidence, [*same, *hedged]),
        _by_promise(figure, claim, evidence, [*same, *hedged]),
        _by_scope(figure, claim, evidence, same),
        _by_state(figure, claim, same, standing, evidence),
        _by_exchange(figure, claim, same, hedged, _without_part(figure, others, claim, standing), evidence),
    ):
        if finding is not None:
            return finding
    borne_out = [p for p in same if p.fit >= BORNE_OUT and p.figure.hedge not in (Hedge.NONE, Hedge.EXACTLY)]
    if (
        not borne_out
        and hedged
        and counts_same(figure, hedged[0].figure)
        and hedged[0].fit > (same[0].fit if same else 0.0) + 0.05
    ):
        return _hedge_finding(figure, hedged[0], evidence)
    if same or hedged:
        return _dropped_hedge(figure, claim, same)
    return _absent(figure, others, claim, evidence, places, binding)


def _places(figure: Figure, binding: Binding, story: Story) -> list[Place]:
    """The story's figures that could be meant, those whose surroundings fit best first."""
    found = []
    for index, line in enumerate(story_words(story).lines):
        for other in line.sentence.mentions.figures:
            if comparable(figure, other):
                meant = as_meant(other, line.sentence.text[: other.start - line.sentence.sentence.start])
                found.append(Place(index, line.sentence, meant, binding.at(index, other.start, other.end)))
    return sorted(found, key=lambda place: (-place.fit, place.index, place.figure.start))


def _hedge_finding(figure: Figure, place: Place, evidence: Evidence) -> Finding:
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.NUMBER_HEDGE,
        reason=f"The articles say {quote(place.figure)} ({outlet(place.sentence, evidence)}), "
        f"the sentence {quote(figure).rstrip('.')}.",
        severity=Severity.MAJOR,
        evidence=(place.sentence.sentence.span,),
        claimed=figure.text.strip(),
        found=place.figure.text.strip(),
        contradicts=True,
    )


def _by_exactness(figure: Figure, same: list[Place], hedged: list[Place], evidence: Evidence) -> Finding | None:
    """An objection to "exactly" where an article hedges the figure and none says "exactly"."""
    if figure.hedge is not Hedge.EXACTLY or not hedged or any(p.figure.hedge is Hedge.EXACTLY for p in same):
        return None
    return _hedge_finding(figure, hedged[0], evidence)


def _by_standing(figure: Figure, claim: Claim, evidence: Evidence, same: list[Place]) -> Finding | None:
    """An objection when the articles have the figure, but per another time, as a level and no change, or elsewhere."""
    rate, direction = other_period(figure, claim, same), other_direction(figure, claim, same)
    if rate is not None:
        place, mine, theirs = rate
        return _stands_otherwise(figure, place, f"a {theirs}", f"a {mine}", ErrorCode.NUMBER, evidence)
    if direction is not None:
        place, mine, theirs = direction
        return _stands_otherwise(figure, place, f"“{theirs}” it", f"“{mine}” it", ErrorCode.NUMBER, evidence)
    crossed = whole_or_part(figure, claim, same)
    if crossed is not None:
        place, other = crossed
        said = f"{outlet(place.sentence, evidence)} says this of {quote(other)}, not of {quote(place.figure)}."
        return replace(_other_value(figure, place, evidence), reason=said)
    dated = other_year(figure, claim, same)
    if dated is not None:
        place, mine, theirs = dated
        return _stands_otherwise(figure, place, f"for {theirs}", f"for {mine}", ErrorCode.NUMBER_SCOPE, evidence)
    placed = elsewhere(figure, claim, same)
    if placed is not None:
        return _stands_otherwise(figure, placed[0], "elsewhere", f"for {placed[1]}", ErrorCode.NUMBER_SCOPE, evidence)
    return None


def _by_promise(figure: Figure, claim: Claim, evidence: Evidence, same: list[Place]) -> Finding | None:
    """An objection when the claim has given what the articles have only as offered, asked for or planned."""
    found = only_promised(figure, claim, same, evidence.story)
    if found is None:
        return None
    place, theirs, mine = found
    told = f"{outlet(place.sentence, evidence)} has {quote(place.figure)} as to come (“{theirs}”)"
    reason = f"{told}, the sentence as “{mine}”."
    return replace(_other_value(figure, place, evidence), code=ErrorCode.MODALITY, reason=reason)


def _stands_otherwise(
    figure: Figure, place: Place, theirs: str, mine: str, code: ErrorCode, evidence: Evidence
) -> Finding:
    said = (
        f"The articles give {quote(place.figure)} {theirs} ({outlet(place.sentence, evidence)}), the sentence {mine}."
    )
    return replace(_other_value(figure, place, evidence), code=code, reason=said)


def _by_state(
    figure: Figure, claim: Claim, same: list[Place], places: list[Place], evidence: Evidence
) -> Finding | None:
    """An objection when the articles give the figure of others (the missing), and another one of those of the claim
    (the dead)."""
    mine = state_in(claim, figure)
    same = [place for place in same if place.figure.kind is not FigureKind.ORDINAL]  # "a fifth man" is not five men
    if re.search(r"\ball but\b", claim.text, re.I) or figure.kind in (FigureKind.ORDINAL, FigureKind.AGE):
        return None  # "all but six of the 293 dead" tells of those that are left; "a man of 67" of one
    if not mine or not same or any(state_of(place) in ("", mine) for place in same):
        return None
    least = STATE_FIT if _besides(figure, claim, mine) else 0.0  # "26 people died" says nothing else that could fit
    rivals = [p for p in places if relation(figure, p.figure) == "other" and p.fit >= least and state_of(p) == mine]
    if rivals and figure.unit == rivals[0].figure.unit:
        return _other_value(figure, rivals[0], evidence)
    theirs = {state_of(place) for place in same}
    if "dead" not in {mine, *theirs} or figure.low <= SMALL / 4:
        return None  # who was rescued may be hurt, too
    return _stands_otherwise(figure, same[0], f"as {state_of(same[0])}", f"as {mine}", ErrorCode.NUMBER, evidence)


def _by_scope(figure: Figure, claim: Claim, evidence: Evidence, same: list[Place]) -> Finding | None:
    """An objection when the claim places what is counted where no article that has the figure places it."""
    if not same or figure.low <= SMALL or figure.kind is not FigureKind.COUNT or not _is_counting(figure):
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
    around |= {s for p in same for s in _place_of_article(p.sentence.article_id, evidence.story)}
    if all(_is_named(key, around) for key in places):
        return None
    states = {place_names()[name] for n in named if (name := n.text.lower().removeprefix("the ")) in place_names()}
    if any(place_names().get(word.lower()) in states for p in same for word in p.figure.counted.split()):
        return None  # "210,000 Americans" are people in the United States
    best = same[0]
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.NUMBER_SCOPE,
        reason=f"The articles give {quote(best.figure)} ({outlet(best.sentence, evidence)}), "
        f'but not for "{tail.strip()}".',
        severity=Severity.MAJOR,
        evidence=(best.sentence.sentence.span,),
        claimed=(figure.text + place[0]).strip(),
        found=(best.figure.text + " " + best.figure.scope).strip(),
        contradicts=True,
    )


def _place_of_article(article_id: str, story: Story) -> frozenset[str]:
    """The words of an article's title, dateline and first sentences: where all of it is, unless it says otherwise."""
    article = story.article(article_id)
    first = [read.text for read in story.sentences if read.article_id == article_id][:_OPENING]
    return content_stems(" ".join((article.title, article.dateline_place, *first)))


_OPENING = 2  # sentences


def _is_named(key: str, around: frozenset[str] | set[str]) -> bool:
    """Whether a place or direction is among the words, or one of a name's forms ("Oberlund", "Oberlundian")."""
    length = max(5, min(len(key) - 3, 8))
    return key in around or any(len(word) >= length and word[:length] == key[:length] for word in around)


def _stands_at(name: str, words: str) -> bool:
    """Whether the words place something at that name."""
    preposition = r"(?:in|at|near|around|across|on|along|inside|within)"
    return re.search(rf"\b{preposition} (?:the )?{re.escape(name)}", words) is not None


def _is_counting(figure: Figure) -> bool:
    """Whether a figure counts something, and is no year that was taken for a count."""
    return bool(figure.counted) and not re.fullmatch(r"(?:19|20)\d\d", figure.text.strip())


_REACHED = re.compile(
    r"\b(?:reach\w*|hit|peak\w*|top(?:s|ped)?|climb\w*|go(?:es|ne)? (?:up|as high) to|r[io]se? to|stands? at"
    r"|as (?:much|many|high) as|maximum(?: of)?|most)(?: (?:about|around|some|nearly|almost))? [^\w\s]?$",
    re.I,
)
"""Other ways to say "up to"."""
_AT_MOST = re.compile(
    r"\b(?:at most|maximum|might|could|record|peak\w*|highest|strongest|fastest|hottest|coldest|deepest|heaviest"
    r"|tallest|longest|largest|biggest|steepest|worst)\b",
    re.I,
)


def _dropped_hedge(figure: Figure, claim: Claim, same: list[Place]) -> Finding | None:
    """A note when the claim states plainly what every article hedges."""
    if figure.hedge is not Hedge.NONE or not same:
        return None
    exact = [p for p in same if p.figure.low == figure.low and (is_of(figure, p.figure) or figure.low > SMALL)]
    if not exact or any(place.figure.hedge in (Hedge.NONE, Hedge.EXACTLY) for place in exact):
        return None
    before = claim.text[: figure.start - claim.start]
    is_most = all(place.figure.hedge is Hedge.UP_TO for place in exact)
    is_most = is_most and not _REACHED.search(before) and not _AT_MOST.search(claim.text)
    # the most that it may be, told as what it is
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT if is_most else Vote.NOTE,
        code=ErrorCode.NUMBER_HEDGE,
        reason=f"The articles hedge the figure: {quote(exact[0].figure)}.",
        severity=Severity.MINOR,
        evidence=(exact[0].sentence.sentence.span,),
        claimed=figure.text.strip(),
        found=exact[0].figure.text.strip(),
    )


def _absent(
    figure: Figure, others: list[Figure], claim: Claim, evidence: Evidence, places: list[Place], binding: Binding
) -> Finding | None:
    """What to say of a figure that no article has."""
    if is_reckoned(figure, claim, places, evidence.story):
        return None
    sort = of_another_sort(figure, evidence.story, binding)
    if sort is not None:
        return _other_value(figure, sort, evidence)
    if stands_in_text(figure, evidence.story):
        return None
    if _is_next_in_a_row(figure, claim, places):
        return None
    arithmetic = by_arithmetic(figure, others, claim, places)
    if arithmetic is not None:
        return arithmetic
    unit = other_unit(figure, places)
    if unit is not None:
        return _other_value(figure, unit, evidence)
    whole = _without_part(figure, others, claim, places)
    rivals = _rivals(figure, claim, whole) or _spans_of_the_same(figure, claim, whole)
    is_derived = is_worked_out(figure, others, places)
    is_whole = any(_OF_WHOLE.match(claim.context[other.end : figure.start]) for other in others)
    if (
        rivals
        and not (is_derived and is_whole)
        and (not is_derived or (rivals[0].fit >= _CLEARLY_OF and not _DERIVED.search(claim.text)))
    ):
        return _other_value(figure, rivals[0], evidence)
    is_specific = figure.low == figure.high and figure.low > 100 and figure.hedge is Hedge.NONE
    is_derived = is_derived or bool(_DERIVED.search(claim.text))
    is_toll = _is_bare_toll(figure, others, claim, places) and is_all_in(evidence.story)  # or it may be a word there
    is_objection = (is_specific and not is_derived) or is_toll
    vote = Vote.OBJECT if is_objection else Vote.DOUBT
    is_plain = figure.low > SMALL and not (is_derived and figure.hedge not in _BOUNDS)
    return Finding(
        checker=NAME,
        vote=vote,
        code=ErrorCode.NUMBER,
        reason=f"No article has the figure {quote(figure)}.",
        severity=Severity.MAJOR if vote is Vote.OBJECT or is_plain else Severity.MINOR,
        claimed=figure.text.strip(),
    )


def _is_bare(figure: Figure, claim: Claim) -> bool:
    """Whether a clause says hardly more than how many died, are missing, were hurt or held, and counts nothing else."""
    mine = state_in(claim, figure)
    if mine not in TOLLS or figure.kind is not FigureKind.COUNT or figure.low != figure.high:
        return False
    start, end = clause_around(figure, claim)
    if any(start <= other.start < end for other in own_figures(claim) if other.start != figure.start):
        return False
    words = claim.context[start : figure.start] + claim.context[figure.end : end]
    rest = content_stems(state_words(mine).sub(" ", words)) - ANYBODY
    return len(rest) <= _BARE and not _DERIVED.search(words) and not _SUMMED.search(claim.text)


def _is_bare_toll(figure: Figure, others: list[Figure], claim: Claim, places: list[Place]) -> bool:
    """Whether nothing in the clause could tell how its writer came to a figure that no article has, and no two figures
    of such people make it."""
    if figure.low <= _COUNTED_BY_NAME or figure.hedge not in (Hedge.NONE, *_BOUNDS) or not _is_bare(figure, claim):
        return False
    mine = state_in(claim, figure)
    return not is_worked_out(figure, others, [place for place in places if state_of(place) == mine])


def _is_next_in_a_row(figure: Figure, claim: Claim, places: Sequence[Place]) -> bool:
    """Whether a count is of those before one whom the articles number: three women before the fourth."""
    is_before = re.search(r"\b(?:before|earlier|previous(?:ly)?|other)\b", claim.text, re.I) is not None
    return is_before and any(p.figure.kind is FigureKind.ORDINAL and p.figure.low == figure.low + 1 for p in places)


def _other_value(figure: Figure, rival: Place, evidence: Evidence) -> Finding:
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.NUMBER,
        reason=f"The articles say {quote(rival.figure)} ({outlet(rival.sentence, evidence)}), "
        f"the sentence {quote(figure).rstrip('.')}.",
        severity=Severity.MAJOR,
        evidence=(rival.sentence.sentence.span,),
        claimed=figure.text.strip(),
        found=rival.figure.text.strip(),
        contradicts=True,
    )


def _rivals(figure: Figure, claim: Claim, places: list[Place]) -> list[Place]:
    """The articles' figures of the claim's thing with another value, where the claim's words stand around them.

    Those of others are none (the missing, where the claim tells of the dead); those of the same need stand less near.
    """
    mine = state_in(claim, figure)
    told = [
        p for p in places
        if relation(figure, p.figure) == "other" and (not mine or state_of(p) in ("", mine)) and not _rounds(figure, p)
        and (figure.kind is FigureKind.ORDINAL) == (p.figure.kind is FigureKind.ORDINAL)
        and not _is_part_elsewhere(figure, claim, p)
    ]  # fmt: skip
    rivals = [
        p for p in told
        if (p.fit >= STRONG and figure.counted and p.figure.counted and counts_same(figure, p.figure))
        or (mine and p.fit >= STATE_FIT and state_of(p) == mine and counts_same(figure, p.figure) and not figure.unit)
    ]  # fmt: skip
    if rivals or not figure.unit:
        return rivals
    # Spans of time stand everywhere: only one in words that are nearly the claim's own is meant.
    needed = {FigureKind.DURATION: _NEARLY_ALL, FigureKind.CLOCK: _CLOCK}.get(figure.kind, STRONG)
    return [
        p for p in told
        if (p.fit >= needed and p.figure.unit == figure.unit)
        or (p.fit >= _NEARLY_ALL and figure.kind is p.figure.kind and converts(figure, p.figure))
    ]  # fmt: skip


def _is_part_elsewhere(figure: Figure, claim: Claim, place: Place) -> bool:
    """Whether so few as a reader may count himself are a part of an article's more, by what else the claim says of
    them: "two people were killed in Marsa" of the six whom a storm killed."""
    state = state_in(claim, figure)
    if not state or not figure.low < place.figure.low or figure.low > _COUNTED_BY_NAME:
        return False
    return not _besides(figure, claim, state) <= content_stems(place.sentence.text)


def _rounds(figure: Figure, place: Place) -> bool:
    """Whether an article's whole figure is the claim's, rounded: 6 % of 5.53 %."""
    theirs = place.figure
    return theirs.low == theirs.high == round(figure.low) != figure.low


_OF_WHOLE = re.compile(r"^ (?:[\w-]+ ){0,2}of (?:the|its|his|her|their|these|those) $")


def _without_part(figure: Figure, others: list[Figure], claim: Claim, places: list[Place]) -> list[Place]:
    """The places without those of the part of which the claim's figure is the whole, or of its whole ("400,000 of the
    2.3 million has been recovered"): what is told of the one stands around the other, and makes them no rivals."""
    apart = [
        other for other in others
        if _OF_WHOLE.match(claim.context[other.end : figure.start])
        or _OF_WHOLE.match(claim.context[figure.end : other.start])
    ]  # fmt: skip
    return [place for place in places if all(relation(o, place.figure) not in ("same", "hedge") for o in apart)]


def _by_exchange(
    figure: Figure, claim: Claim, same: list[Place], hedged: list[Place], places: list[Place], evidence: Evidence
) -> Finding | None:
    """An objection when the articles have the figure of something else, and another one just where the claim has it."""
    own = max((place.fit for place in (*same, *hedged)), default=0.0)
    if not (same or hedged) or figure.low <= 2 or _is_next_in_a_row(figure, claim, (*same, *hedged, *places)):
        return None
    rivals = [
        p
        for p in _rivals(figure, claim, places)
        if (is_of(figure, p.figure) or (figure.unit and figure.unit == p.figure.unit and p.fit >= _CLEARLY_OF))
        and not is_whole_of(p, (*same, *hedged))
        and not (_BACK_THEN.match(p.sentence.text) and past_year(p, claim, evidence.story))
    ]
    if not rivals or rivals[0].fit - own < _NEARER:
        return None
    if len(claim.mentions.attributions) > 1 and tells_also(claim, figure, rivals[0].figure):
        return None  # several give a figure of one thing, and it tells each: whose is whose, others ask
    if rivals[0].fit >= _CLEARLY_OF and rivals[0].fit - own >= _EXCHANGED:
        return _other_value(figure, rivals[0], evidence)
    return replace(_other_value(figure, rivals[0], evidence), vote=Vote.DOUBT, contradicts=False)


def _spans_of_the_same(figure: Figure, claim: Claim, places: list[Place]) -> list[Place]:
    """Other spans of time of the very thing that follows the claim's ("40 hours of community service")."""
    if figure.kind is not FigureKind.DURATION:
        return []
    mine = _following(claim.text, figure.end - claim.start)
    return [
        p for p in places
        if p.figure.kind is FigureKind.DURATION and p.figure.unit == figure.unit and p.fit >= _SAME_SPAN
        and relation(figure, p.figure) == "other"
        and mine & _following(p.sentence.text, p.figure.end - p.sentence.sentence.start)
    ]  # fmt: skip


def _following(text: str, place: int) -> frozenset[str]:
    """The content words of the phrase of "of", "in" or "for" that follows a place of a text."""
    match = re.match(r"\s+(?:of|in|for)\s+((?:[\w-]+\s*){1,3})", text[place:])
    return content_stems(match[1]) if match else frozenset()
