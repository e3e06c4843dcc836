"""Figures that are somebody's: of a speaker, disputed, superseded, or said to be agreed."""

from __future__ import annotations

import re

from summarizer.checkers._alignment import (
    align,
    content_stems,
    cue_pattern,
    holds,
    story_words,
)
from summarizer.checkers._values import (
    NAME,
    SMALL,
    Place,
    comparable,
    is_of,
    outlet,
    own_figures,
    quote,
    relation,
)
from summarizer.checkers.numbers.standing import ANYBODY, TOLLS, state_at, state_in, state_words
from summarizer.checkers.numbers.updates import is_overtaken
from summarizer.model import (
    Claim,
    ErrorCode,
    Evidence,
    Figure,
    FigureKind,
    Finding,
    Precision,
    ReadSentence,
    Severity,
    StatedFigure,
    Story,
    Vote,
)

STRONG = 0.5  # how well the surroundings must fit before another value there is called a contradiction
BORNE_OUT = 0.25  # how well a place must fit whose figure has the claim's hedge
_PUTS = re.compile(r"([A-Z][\w’'-]+) (?:puts?|estimate[ds]?|gave|gives|counted|counts|spoke of|speaks of)\b")


_NAME = re.compile(r"\b[A-Z][\w-]{2,}")
_BY_COUNT = re.compile(
    r"\b(?:by|on|in) (?:[\w’'.-]+ ){1,5}(?:count|reckoning|estimates?|tally|account|figures|calculations?)\b",
    re.IGNORECASE,
)
"""Whose figure it is, without a verb of saying: "by the railway's own count"."""


_PART = re.compile(r"(?<!\d),|,(?!\d)|[;:—–]|\b(?:and|while|whereas|but|although|though|against)\b")
_OF_THE_FIGURE = re.compile(
    r"(?:more|less|fewer|than|about|around|some|nearly|almost|over|under|least|most|roughly|only|just|exactly|another"
    r"|were|was|had|have|been|that|said|with|from)",
    re.I,
)
"""What may stand between who says it and a further figure that is his, too: "and nearly 40"."""


def _speaking(figure: Figure, claim: Claim) -> tuple[list[str], set[str]]:
    """Who gives a figure in the claim, as it stands there, and the names in that.

    Where the claim gives several figures of a kind, each may be somebody else's ("Osk says 40, the union 58"): then
    only who is named in the figure's own part gives it, or who spoke last if the part has nothing but the figure.
    """
    speakers = [a.speaker for a in claim.mentions.attributions if a.speaker and not a.is_anonymous]
    speakers += _PUTS.findall(claim.text[: figure.start - claim.start])
    if sum(comparable(figure, other) for other in claim.mentions.figures) > 1:
        at = figure.start - claim.start
        start = max((m.end() for m in _PART.finditer(claim.text, 0, at)), default=0)
        end = next((m.start() for m in _PART.finditer(claim.text, figure.end - claim.start)), len(claim.text))
        names = set(_NAME.findall(claim.text[start:at] + " " + claim.text[figure.end - claim.start : end]))
        others = [
            word for word in re.findall(r"[^\W\d_]{4,}", claim.text[start:at]) if not _OF_THE_FIGURE.fullmatch(word)
        ]
        if start and others:
            speakers = [speaker for speaker in speakers if names & set(_NAME.findall(speaker))]
            return speakers, names if speakers else set()
    return speakers, {word for speaker in speakers for word in _NAME.findall(speaker)}


def tells_also(claim: Claim, figure: Figure, other: Figure) -> bool:
    """Whether beside its figure the claim tells another one as well, if only as a bare number ("40 metres, Osk nearly
    60")."""
    return any(
        relation(told, other) == "same"
        or (told.kind is FigureKind.COUNT and not told.counted and (told.low, told.high) == (other.low, other.high))
        for told in claim.mentions.figures
        if told.start != figure.start
    )


def by_speaker(figure: Figure, claim: Claim, evidence: Evidence, places: list[Place]) -> Finding | None:
    """An objection when the claim's speaker gives another figure of the same thing wherever the articles cite him."""
    speakers, names = _speaking(figure, claim)
    if not names:
        return None
    theirs = [
        place for place in places
        if is_of(figure, place.figure)
        and any(re.search(rf"\b{re.escape(name)}\b", place.sentence.text) for name in names)
    ]  # fmt: skip
    if not theirs or any(relation(figure, place.figure) != "other" for place in theirs):
        return None
    if any(tells_also(claim, figure, place.figure) for place in theirs):
        return None  # the claim gives this speaker's own figure, too: the other is somebody else's
    if any(
        relation(figure, p.figure) == "same" and is_of(figure, p.figure) and not p.sentence.mentions.attributions
        for p in places
    ):
        return None  # an article has it in its own voice, and may have it from this speaker
    near = [p for p in theirs if p.fit >= BORNE_OUT and 0.2 < p.figure.low / max(figure.low, 1e-9) < 5]
    if not near or figure.low <= SMALL:
        return None
    sentence, other = near[0].sentence, near[0].figure
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.NUMBER,
        reason=f"{speakers[0]} says {quote(other)} ({outlet(sentence, evidence)}), the sentence {quote(figure)}.",
        severity=Severity.MAJOR,
        evidence=(sentence.sentence.span,),
        claimed=figure.text.strip(),
        found=other.text.strip(),
        contradicts=True,
    )


_IN_BRACKETS = re.compile(r"(?: [\w’'-]+){0,3}? \(([^()]{2,60})\)")


def by_bracket(figure: Figure, claim: Claim, evidence: Evidence) -> Finding | None:
    """An objection to "range from 3,000 (Abashel) to 4,900 (Oreshvili)" where no article has the second from him.

    What the figures are of, is told by those of the same disagreement that stand beside.
    """
    found = _IN_BRACKETS.match(claim.text, figure.end - claim.start)
    names = _words_of(found[1]) if found is not None else set()
    for disagreement in (*evidence.facts.disagreements, *evidence.facts.revisions) if names else ():
        stated = [s for s in disagreement.figures if comparable(figure, s.figure)]
        beside = [other for other in claim.mentions.figures if other.start != figure.start]
        if not any(relation(other, s.figure) == "same" for other in beside for s in stated):
            continue
        theirs = [s for s in stated if names & _words_of(s.speaker or s.outlet)]
        if any(relation(figure, s.figure) in ("same", "hedge") for s in theirs or stated):
            return None  # without any of theirs nobody can tell whose it is
        if theirs:
            told = f"{theirs[0].speaker or theirs[0].outlet} says {quote(theirs[0].figure)} ({theirs[0].outlet})"
            reason = f"{told}, the sentence {quote(figure)}."
            return _dispute_finding(ErrorCode.NUMBER, figure, theirs[0], reason, evidence.story)
    return None


def _words_of(giver: str) -> set[str]:
    """What tells one giver from another, folded: names where there are any ("Mayor Ada Quill"), else all words."""
    names = re.findall(r"\b(?!The\b)[A-Z][^\W\d_]{2,}", giver)
    return {word.casefold() for word in names or re.findall(r"[^\W\d_]{4,}", giver)} - _TITLES


_TITLES = frozenset(["governor", "mayor", "minister", "president", "prime", "officials", "spokesman", "spokeswoman"])


_TURNS = re.compile(r"\b(?:whereas|while|but|although|though|against)\b", re.I)


def by_giver(figure: Figure, claim: Claim, evidence: Evidence) -> Finding | None:
    """An objection when the claim's speaker gives another figure where the articles disagree; this one is others'."""
    speakers, named = _speaking(figure, claim)
    is_one_voice = len(speakers) == 1 and not _TURNS.search(claim.text)
    names = named or ({word for speaker in speakers for word in _words_of(speaker)} if is_one_voice else set())
    for disagreement in evidence.facts.disagreements if names else ():
        stated = [s for s in disagreement.figures if comparable(figure, s.figure)]
        same = [s for s in stated if relation(figure, s.figure) in ("same", "hedge")]
        theirs = [s for s in stated if names & (_capitals(s.speaker) if named else _words_of(s.speaker))]
        if not same or not theirs or any(relation(figure, s.figure) != "other" for s in theirs):
            continue
        if any(tells_also(claim, figure, s.figure) for s in theirs):
            continue  # each side has its own
        if _tells_of(claim, theirs, evidence.story):
            other = theirs[0]
            reason = f"{other.speaker} says {quote(other.figure)} ({other.outlet}), the sentence {quote(figure)}."
            return _dispute_finding(ErrorCode.NUMBER, figure, other, reason, evidence.story)
    return None


def _capitals(giver: str) -> set[str]:
    return set(re.findall(r"[A-Z][\w-]{2,}", giver))


def by_disagreement(figure: Figure, claim: Claim, evidence: Evidence) -> Finding | None:
    """An objection to a superseded figure told as the latest, or to a disputed one told as settled."""
    facts = evidence.facts
    for disagreement in (d for d in (*facts.revisions, *facts.disagreements) if d.is_sure):
        stated = [s for s in disagreement.figures if comparable(figure, s.figure)]
        same = [
            s for s in stated
            if relation(figure, s.figure) == "same" and (is_of(figure, s.figure) or not s.figure.counted)
        ]  # fmt: skip
        is_named = any(is_of(figure, s.figure) for s in stated)
        if not is_named:  # as headlines count: "14 hurt"
            same = [s for s in stated if relation(figure, s.figure) == "same" and _is_toll(figure, claim, s, evidence)]
        if not same or len(stated) < 2 or not _tells_of(claim, same, evidence.story):
            continue
        is_attributed = bool(claim.mentions.attributions) or any(
            cue_pattern(cue).search(claim.text) for cue in ("dispute", "attributed")
        )
        is_attributed = is_attributed or _BY_COUNT.search(claim.text) is not None
        newer = [s for s in stated if not s.is_superseded and relation(figure, s.figure) == "other"]
        if all(s.is_superseded for s in same) and _tells_both(claim, newer):
            continue  # "first put at 2,400, later corrected to 1,400"
        if (
            all(s.is_superseded for s in same)
            and newer
            and (
                not is_attributed
                or all(s.is_corrected for s in same)
                or cue_pattern("latest").search(claim.text)
                or _is_the_outlets_own(claim, same, evidence.story)
                or _is_told_as_now(claim)
            )
        ):
            later = [s for s in newer if s.span.article_id in {old.superseded_by for old in same}] or newer
            told = f"{_replaced_by(same, later[0])} {quote(later[0].figure)}; the sentence still says {quote(figure)}."
            return _dispute_finding(ErrorCode.SUPERSEDED, figure, later[0], told, evidence.story)
        sides = [s for s in disagreement.figures if relation(figure, s.figure) == "other"]
        if sides and all(is_overtaken(read, figure, evidence.story) for s in sides for read in _read_at(s, evidence)):
            continue  # "corrected the number to eight" settles it
        if is_named and not is_attributed and newer and not _tells_both(claim, sides):
            reason = f"The articles disagree: {disagreement.wording.rstrip('.')}; the sentence says "
            told = f"{reason}{quote(figure)} without telling whose figure it is."
            return _dispute_finding(ErrorCode.CONFLICT_FLATTENED, figure, newer[0], told, evidence.story)
    return None


def _read_at(stated: StatedFigure, evidence: Evidence) -> list[ReadSentence]:
    """The sentence in which a figure is stated, in a list of one; [] for one of a title."""
    return [read for read in evidence.story.sentences if holds(read, stated.span)]


def _is_toll(figure: Figure, claim: Claim, stated: StatedFigure, evidence: Evidence) -> bool:
    """Whether two figures count people in one state (the dead, the hurt), each in its own words."""
    mine = state_in(claim, figure)
    if mine not in TOLLS or not all(_counts_people(one, mine) for one in (figure, stated.figure)):
        return False
    span = stated.span
    return any(
        state_at(read.text, span.start - read.sentence.start, span.end - read.sentence.start) == mine
        for read in _read_at(stated, evidence)
    )


def _counts_people(figure: Figure, state: str) -> bool:
    """Whether what a figure counts is nothing but people, or their state: "14 hurt", "14 people", "14"."""
    counted = figure.counted
    return not counted or content_stems(counted) <= ANYBODY or state_words(state).fullmatch(counted) is not None


_NOW = re.compile(
    r"\b(?:says?|puts?|counts?|gives?|speaks? of|according to|now|have been|has been|is|are)\b", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince (?:the )?$", re.IGNORECASE)


def _is_told_as_now(claim: Claim) -> bool:
    """Whether a claim gives a figure as that of today: in the present tense, and without a day on which it held."""
    days = [
        mention for mention in claim.mentions.dates
        if mention.precision in (Precision.DAY, Precision.MINUTE)
        and not _SINCE.search(claim.context[: mention.start])
    ]  # fmt: skip
    return not days and _NOW.search(claim.text) is not None and not cue_pattern("dispute").search(claim.text)


def _tells_both(claim: Claim, newer: list[StatedFigure]) -> bool:
    """Whether the claim gives another of the figures, too: it tells how it has changed, or that it is disputed."""
    return any(relation(own, s.figure) == "same" for own in claim.mentions.figures for s in newer)


def _replaced_by(old: list[StatedFigure], new: StatedFigure) -> str:
    """Who gives the newer figure, and how it came about."""
    if all(s.is_corrected for s in old):
        return f"{new.outlet} has corrected it to"
    return f"A later {'version' if new.outlet in {s.outlet for s in old} else 'report'} ({new.outlet}) says"


def _is_the_outlets_own(claim: Claim, stated: list[StatedFigure], story: Story) -> bool:
    """Whether the figure is attributed to the very outlet whose later version replaced it."""
    ids = {s.span.article_id for s in stated}
    origins = [origin for origin in story.origins if ids & set(origin.article_ids)]
    outlets = {story.article(member).outlet.casefold() for origin in origins for member in origin.article_ids} - {""}
    return any(attribution.speaker.casefold() in outlets for attribution in claim.mentions.attributions)


def _tells_of(claim: Claim, stated: list[StatedFigure], story: Story) -> bool:
    """Whether the claim shares more than the figure with a sentence that states it."""
    spans = {(s.span.article_id, s.span.start) for s in stated}
    lines = story_words(story).lines
    wanted = content_stems(claim.text)
    near = [ln for ln in lines if (ln.sentence.article_id, ln.sentence.sentence.start) in spans] or [
        line for line in lines if any(holds(line.sentence, one.span) for one in stated)
    ]
    return any(len(wanted & line.stems) >= 3 for line in near)


def _dispute_finding(code: ErrorCode, figure: Figure, other: StatedFigure, reason: str, story: Story) -> Finding:
    whole = (read.sentence.span for read in story.sentences if holds(read, other.span))
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=code,
        reason=reason,
        severity=Severity.MAJOR,
        evidence=(next(whole, other.span),),
        claimed=figure.text.strip(),
        found=other.figure.text.strip(),
        contradicts=True,
    )


_OF_REPORTS = re.compile(
    r"(?: \w+)? (?:reports?|articles?|outlets?|accounts?|sources?|matters?|points?|things?)\b", re.I
)
_AT_ONE = re.compile(r"\bat one$")


def check_agreement(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """An objection to "the reports agree" on a figure that fewer than two articles have; a doubt where none is near it.

    The words alone say nothing: true sentences say them too, and share as little wording with a second article as
    false ones do (median share .25 against .34 on the training pairs). Only a figure can be held against the articles.
    """
    cue = cue_pattern("agreement").search(claim.text)
    if cue is None or len(evidence.story.articles) < 2:
        return ()
    for figure in own_figures(claim):
        if _OF_REPORTS.match(claim.text, figure.end - claim.start) or _AT_ONE.search(
            claim.text[: figure.end - claim.start]
        ):
            continue  # "the three reports agree", "are at one": no figure on which they agree
        holders = {
            line.sentence.article_id
            for line in story_words(evidence.story).lines
            for other in line.sentence.mentions.figures
            if comparable(figure, other) and relation(figure, other) == "same"
        }
        if len(holders) < 2 and not _stands_in_two(figure, evidence.story):
            reason = f"The sentence says that the articles agree on {quote(figure)}; fewer than two of them have it."
            return (_agreement_finding(Vote.OBJECT, Severity.MAJOR, reason, cue[0]),)
    best: dict[str, float] = {}
    for alignment in align(claim.text.replace(cue[0], " "), evidence.story):
        best.setdefault(alignment.sentence.article_id, alignment.score)
    if len(best) >= 2 and sorted(best.values())[-2] >= STRONG:
        return ()
    reason = "The sentence says that the articles agree; no two of them clearly say this."
    return (_agreement_finding(Vote.OBJECT, Severity.MAJOR, reason, cue[0]),)


def _agreement_finding(vote: Vote, severity: Severity, reason: str, claimed: str) -> Finding:
    return Finding(NAME, vote, ErrorCode.CONFLICT_FLATTENED, reason, severity, claimed=claimed)


def _stands_in_two(figure: Figure, story: Story) -> bool:
    """Whether the figure's digits stand in the text of two articles, read as a figure or not."""
    if figure.low != figure.high or figure.low != int(figure.low):
        return True
    pattern = re.compile(rf"(?<![\d.,])(?:{int(figure.low)}|{int(figure.low):,})(?!\d|[.,]\d)")
    return sum(bool(pattern.search(f"{article.title} {article.text}")) for article in story.articles) >= 2
