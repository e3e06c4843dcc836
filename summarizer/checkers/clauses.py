"""Does the clause that tells of the claim tell it as surely, with the same yes or no, and of as many?

A veto, asked by `modality` where nearer looks found nothing. A claim in free words shares too few of them with a whole
sentence to be set beside it; the one clause that holds most of what it says (names apart) is enough to tell whether
the articles have a thing as possible that the claim has as coming or done, whether they deny it, and whether "all" is
"all but two". Every clause that tells of it is asked, and one that bears the claim out ends the matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.checkers._alignment import (
    Alignment,
    align,
    content_stems,
    cue_pattern,
    cue_words,
    read_words,
    share_told,
    story_words,
)
from summarizer.checkers.polarity import COUNTERFACTUAL, corrects
from summarizer.checkers.predicates import contradiction, label
from summarizer.model import Claim, ErrorCode, Finding, NameKind, Story

_TOLD = 0.5  # share of the claim's words in a sentence, with whom its pronouns mean, that tells of the claim
_HELD = 0.5  # share of the claim's words, names left out, that one clause must hold
_SENTENCES = 5
_SCOPE = 50  # characters behind a cue in which a word of the claim must stand
_MAIN = 0.7  # share of the claim's main clause in a sentence that tells of the same
_LEAST = 2  # words that the clause and the claim share
_OPEN, _LIKELY, _COMING, _DONE = range(4)
_CUES = (
    (_OPEN, re.compile(
        r"\b(?:may|might|could(?! not (?!be (?:excluded|ruled out)))|possibly|possible (?:that|for|to)|perhaps|"
        r"consider(?:s|ed|ing)? (?:whether|an?|\w+ing)|whether|threaten(?:s|ed)? to|seek(?:s|ing)? to|"
        r"hop(?:e|es|ed|ing)(?: to)?|"
        r"doubt(?:s|ed|ing)?|fear(?:s|ed|ing)?|want(?:s|ed)? to|"
        r"propos(?:e|es|ed|ing) (?:to|an?|that)|cannot be (?:excluded|ruled out)|potentially|open to)\b"
    )),
    (_LIKELY, re.compile(
        r"\b(?:probabl[ey]|likely|expect(?:s|ed|ing)?|forecast(?:s|ed)?|predict(?:s|ed)?|projected|"
        r"thought to|believe[sd]?|suspect(?:s|ed)?|apparently|"
        r"alleged(?:ly)?|reported(?:ly| to)|presumabl[ey]|(?:appear|seem)(?:s|ed)? to)\b"
    )),
    (_COMING, re.compile(
        r"\b(?:will|would|shall|plan(?:s|ned|ning)? to|intend\w*|(?:is|are|was|were) to|to be|set to|going to|"
        r"(?:due|set|scheduled|slated|timed) (?:to|for|in|on|at|by|next|this|later|before|after|within|until)|"
        r"about to|aim(?:s|ed|ing)? to|ready to)\b"
    )),
)  # fmt: skip
"""What a clause says of how sure a thing is; what says nothing of it is told as done."""
_CLAUSE = re.compile(r"[,;:—–]+|\b(?:and|but|while|although|though|because|that|who|which)\b")
_PARTS = re.compile(r"[;:—–]+|,(?=\s)|\b(?:but|while|although|though|because|who|which)\b")
_COMMAS = re.compile(r"[,;:—–]+")
_IDEA = re.compile(
    r"\b(?:an?|the|his|her|its|their|this|that|any|[\w-]+[’']s?) (?:[\w-]+ ){0,2}?"
    r"(?:proposals?|suggestions?|plans?|demands?|requests?|ideas?|calls?|offers?|threats?|motions?|initiatives?)\b"
)
"""What is no more than wished for, named as such: who "rejected a proposal" tells of nothing that was done with it."""
_ALL = re.compile(r"\b(?:all|every|everyone|everybody|entire|whole)\b", re.I)
NOT_ALL = re.compile(r"\b(?:all but|all except|(?:nearly|almost|not) (?:all|every)|most of)\b", re.I)
_COUNTED = re.compile(r" (?:of )?(?:(?:the|its|his|her|their|these|those) )?(?P<noun>(?:[\w-]+ ?){1,3})")
_SOME = re.compile(
    r"\b(?:some|several|a few|few|many|half|most|one|two|three|part)"
    r"(?: of(?: (?:the|its|his|her|their|them))?(?: [\d,]+)?)? (?P<noun>(?:[a-z-]+ ?){1,3})",
    re.I,
)
_BEFORE_ALL = re.compile(r"\b([a-z-]+s|people|men|women|children|police) $")
_TIMES = frozenset({"day", "night", "week", "month", "year", "hour", "morning", "evening", "time", "summer", "winter"})
_BUT_NOT = re.compile(r"\b(?:but|and|though|although) not (?P<rest>[^,.;]{3,80})", re.I)
_VERB = re.compile(
    r"\b(?:will|would|has|have|had|was|were|is|are)\s+(?:been\s+|be\s+)?(?:\w+ly\s+)?(?P<verb>[a-z]{3,})\b"
)
_NOT_DONE = re.compile(
    r"^no\b[^,;]{3,60}\b(?:has|have|had|was|were|is|are)\b"
    r"|\b(?:not|never|n[’']t)\b[^,;]{0,60}\b(?:yet|so far|to date)\b",
    re.I,
)
_UNSAID = re.compile(
    r"\b(?:(?:has|have|had|did|does|do|would) not (?:yet )?|hasn['’]t |didn['’]t |(?:declin|refus)ed to )"
    r"(?:said|say|announced?|confirm(?:ed)?|disclosed?|told|tell|decided?)\b"
)
_VERBAL = re.compile(r"\b(?:not|never|without|cannot|[a-z]+n['’]t)(?: \w+ly)? $", re.I)
_WARNS = re.compile(r"\b(?:warn|caution|advis|urg|ban|against)\w*", re.I)
"""What says not to do a thing without a word of denial."""
_NO_DENIAL = re.compile(r"\bnot (?:only|just|even|far|least|one|a single|until|so much) ?$", re.I)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a sentence that tells of the claim."""

    text: str
    alignment: Alignment


def check_clauses(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection to how surely, whether at all, or of how many a claim tells something."""
    near = [a for a in align(claim.text, story)[:_SENTENCES] if a.score >= _TOLD]
    if not near:
        return
    for rule in (_surer, _turned, _all, _joined, _unsaid):
        finding = rule(claim, near, story)
        if finding is not None:
            yield finding
            return


def _telling(
    claim: Claim, text: str, near: list[Alignment], story: Story, split: re.Pattern[str], *, by_verb: bool = False
) -> list[_Clause]:
    """The clauses of the near sentences that hold most of what a part of the claim says, people's names left out; with
    `by_verb` those with its verb, too."""
    named = {s for n in claim.mentions.names if n.kind is NameKind.PERSON for s in content_stems(n.text)}
    read = story_words(story)
    own = [
        word.stem for word in read_words(text)
        if word.stem and word.stem not in named and text[word.start : word.end].lower() not in cue_words("attributed")
    ]  # fmt: skip
    wanted = {s: read.weight(s) for s in own}
    total = sum(wanted.values())
    verbs = {s for match in _VERB.finditer(text) for s in content_stems(match["verb"])}
    found: list[_Clause] = []
    for alignment in near:
        for clause in split.split(alignment.sentence.text):
            shared = content_stems(clause) & wanted.keys()
            is_most = len(shared) >= _LEAST and sum(wanted[s] for s in shared) >= _HELD * total
            if is_most or (by_verb and shared & verbs):
                found.append(_Clause(clause, alignment))
    return found


_SAYING = frozenset(s for word in cue_words("attributed") for s in content_stems(word))


def names_idea(text: str) -> bool:
    """Whether a text itself calls what it tells of a proposal, a plan, a demand.

    >>> names_idea("The port rejected a proposal by Osk."), names_idea("The port got the levy.")
    (True, False)
    """
    return _IDEA.search(text) is not None


def _sureness(text: str) -> int:
    return next((level for level, cue in _CUES if cue.search(text)), _DONE)


_ASSOCIATES = re.compile(
    r"\b(?:linked|tied|associated|connected|correlate[sd]?) (?:to|with)\b|\blink(?:s|ed)? \w+ (?:\w+ )?to\b"
)
_WISHED = re.compile(r"\b(?:hop(?:e|es|ed|ing)|wish(?:es|ed|ing)?|fear(?:s|ed|ing)?|doubt(?:s|ed|ing)?)\b")


_THING = re.compile(r"(?:\b(?:its|their|his|her|the|an?)|[’']s) (?:[\w-]+ ){0,2}$")
_NOUN = re.compile(r"(?:forecast|expectation|estimate|plan|hope|fear|offer|demand|claim)s?", re.I)
_OF_THAT = re.compile(r" (?:that|of|is|was)\b")


def _comes(text: str) -> bool:
    """Whether a clause tells what will be, and not what somebody hopes or doubts that it would."""
    coming = _CUES[_COMING][1].search(text)
    return coming is not None and not _WISHED.search(text[: coming.start()])


def _surer(claim: Claim, near: list[Alignment], story: Story) -> Finding | None:
    """What may be told as what will be or is; what is likely told as what is."""
    mine = _sureness(claim.text)
    if mine == _DONE and _NOT_DONE.search(claim.text):
        return None  # what may still come has not come "so far"
    if mine in (_OPEN, _LIKELY) or cue_pattern("tentative").search(claim.text):
        return None
    clauses = _telling(claim, claim.text, near, story, _CLAUSE, by_verb=True)
    levels = [_sureness(clause.text) for clause in clauses]
    if not levels or max(levels) >= mine or max(levels) == _COMING:
        return None  # `modality` tells what was planned and is told as done, by the forms of the verb
    if mine == _COMING and any(_comes(clause.text) for clause in clauses):
        return None  # "would be seeking to take it to court"
    if names_idea(claim.text) or _is_told_as_done(claim, story):
        return None
    clause = clauses[0]
    if _ASSOCIATES.search(claim.text) and not _ASSOCIATES.search(clause.text):
        return None  # "linked to a lower risk" is said no more firmly than "may cut the risk"
    match = next(match for _, pattern in _CUES if (match := pattern.search(clause.text)))
    cue = match[0]
    if not content_stems(clause.text[match.end() : match.end() + _SCOPE]) & content_stems(claim.text):
        return None  # the word weakens something else
    is_thing = _NOUN.fullmatch(cue) and _THING.search(clause.text[: match.start()])
    if is_thing and not _OF_THAT.match(clause.text, match.end()):
        return None  # "cut its full-year forecast after profit fell": a thing, and no doubt about the profit
    if mine == _COMING and cue.startswith("expect"):
        return None  # what is expected is commonly told as what will be
    reason = f'{label(story, clause.alignment)} does not say it so firmly ("{cue}").'
    return contradiction(ErrorCode.MODALITY, clause.alignment, reason, claim.text, clause.text.strip())


def _is_told_as_done(claim: Claim, story: Story) -> bool:
    """Whether a sentence with most of the claim's main clause, its verb among it, has nothing open: what one article
    expects, a later one tells, without the rest of the claim."""
    main = _COMMAS.split(claim.text)[0]
    read, wanted = story_words(story), content_stems(main)
    verbs = {s for match in _VERB.finditer(main) for s in content_stems(match["verb"])}
    return bool(verbs) and any(
        verbs <= line.stems and share_told(wanted, line.stems, read) >= _MAIN and _sureness(line.sentence.text) == _DONE
        for line in read.lines
    )


def _turned(claim: Claim, near: list[Alignment], story: Story) -> Finding | None:
    """A no told as a yes, or the other way round: what one of the two denies stands in both, with what goes with it."""
    if COUNTERFACTUAL.search(claim.text):
        return None
    for part in _CLAUSE.split(claim.text):
        told = [
            _Clause(clause, alignment) for alignment in near for clause in _PARTS.split(alignment.sentence.text)
            if _speak_of_one(part, clause) and not NOT_ALL.search(clause)
        ]  # fmt: skip
        mine = bool(cue_pattern("negation").search(part))
        if (
            not told
            or _implied(part)
            or _WARNS.search(part)
            or any(_implied(clause.text) - _implied(part) for clause in told)
        ):
            continue
        if any(bool(cue_pattern("negation").search(clause.text)) == mine for clause in told):
            continue
        clause = told[0]
        if corrects(claim.text, clause.alignment.sentence.text):
            continue
        what = "denies what {0} says" if mine else "says what {0} denies"
        reason = f"The sentence {what.format(label(story, clause.alignment))}."
        return contradiction(ErrorCode.NEGATION, clause.alignment, reason, part.strip(), clause.text.strip())
    return None


def _speak_of_one(part: str, clause: str) -> bool:
    """Whether two texts share a denied word and the telling word next to it ("without admitting liability")."""
    for one, other in ((part, clause), (clause, part)):
        words = [word for word in read_words(one) if word.stem]
        there = content_stems(other)
        for at, word in enumerate(words):
            before = one[max(0, word.start - 14) : word.start]
            after = words[at + 1].stem if at + 1 < len(words) else ""
            cue = _VERBAL.search(before)
            if cue is None or _NO_DENIAL.search(before) or not {word.stem, after} <= there:
                continue
            if cue[0][:7].lower() != "without" or one[word.start : word.end].endswith("ing"):
                return True
    return False


def _implied(text: str) -> set[str]:
    return {cue.lower() for cue in cue_pattern("implied_negation").findall(text)}


def _unsaid(claim: Claim, near: list[Alignment], story: Story) -> Finding | None:
    """Somebody let say what an article says that he has not said."""
    speakers = [a.speaker for a in claim.mentions.attributions if claim.start <= a.start < claim.end and a.speaker]
    if not speakers or cue_pattern("negation").search(claim.text):
        return None
    speaker = content_stems(speakers[0])
    for alignment in near:
        cue = _UNSAID.search(alignment.sentence.text)
        if cue is None or not speaker or not speaker & (alignment.matched):
            continue
        said = content_stems(claim.text) - speaker - _SAYING
        if any(said & a.matched and not _UNSAID.search(a.sentence.text) and speaker & a.matched for a in near):
            continue
        reason = f'{label(story, alignment)} says that {speakers[0]} "{cue[0]}" it.'
        return contradiction(ErrorCode.NEGATION, alignment, reason, claim.text, cue[0])
    return None


def _all(claim: Claim, near: list[Alignment], story: Story) -> Finding | None:
    """ "All of them" where the articles have "all but two" or "nearly all"."""
    match = _ALL.search(claim.text)
    if match is None or NOT_ALL.search(claim.text):
        return None
    clauses = _telling(claim, claim.text, near, story, _COMMAS, by_verb=True)
    less = [clause for clause in clauses if NOT_ALL.search(clause.text)]
    if not less and match[0].lower() in ("all", "every"):
        return _all_of_some(claim, match, near, story)
    if not less or any(_ALL.search(NOT_ALL.sub(" ", clause.text)) for clause in clauses):
        return None
    found = NOT_ALL.findall(less[0].text)[0]
    reason = f'{label(story, less[0].alignment)} says "{found}", the sentence "{match[0]}".'
    return contradiction(ErrorCode.NUMBER, less[0].alignment, reason, match[0], less[0].text.strip())


def _all_of_some(claim: Claim, match: re.Match[str], near: list[Alignment], story: Story) -> Finding | None:
    """ "All residents" where the articles have "some residents", or one of them, and nowhere all."""
    counted = _COUNTED.match(claim.text, match.end())
    before = _BEFORE_ALL.search(claim.text[: match.start()])  # "they all stayed"
    if counted is None:
        return None
    noun = before[1] if before else counted["noun"]
    nouns = frozenset(word.stem for word in read_words(noun) if word.stem)
    if noun.split()[:1] and noun.split()[0].lower().removesuffix("s") in _TIMES:
        return None  # "every day" counts no residents
    rival: tuple[Alignment, str] | None = None
    for alignment in near:
        text = alignment.sentence.text
        if _ALL.search(text) or not nouns:
            return None
        for some in _SOME.finditer(text):
            held = [word.stem for word in read_words(some["noun"]) if word.stem]
            if nouns.intersection(held) and rival is None:
                rival = alignment, some[0].strip()
    if rival is None:
        return None
    alignment, found = rival
    reason = f'{label(story, alignment)} says "{found}", the sentence "{(match[0] + counted[0]).strip()}".'
    return contradiction(ErrorCode.NUMBER_SCOPE, alignment, reason, match[0], found)


def _joined(claim: Claim, near: list[Alignment], story: Story) -> Finding | None:
    """ "A and B" where an article says "A but not B"."""
    if cue_pattern("negation").search(claim.text):
        return None
    for alignment in near:
        contrast = _BUT_NOT.search(alignment.sentence.text)
        if contrast is None:
            continue
        denied = [word.stem for word in read_words(contrast["rest"]) if word.stem][:3]
        after = {s for part in re.split(r"\b(?:and|as well as|,)\b", claim.text)[1:] for s in content_stems(part)}
        if denied and set(denied[:2]) <= after:
            reason = f'{label(story, alignment)} says "{contrast[0].strip()}".'
            return contradiction(ErrorCode.NEGATION, alignment, reason, claim.text, contrast[0].strip())
    return None
