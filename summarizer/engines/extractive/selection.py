"""Which sentences: a lead, then at each step the sentence that tells most that is new, for its length.

What matters is what several origins tell, and what they tell early: a concept (a content word, or two in a row) weighs
the more, the more origins have it and the nearer to their beginning (after Gillick and Favre 2009, "A scalable global
model for summarization", whose concepts are bigrams weighed by the documents that hold them). An origin counts once,
however many copies it has. Voices are balanced: each further sentence of a speaker counts for less; one of an article
that tells already counts for a little more, since who tells a thing through is easier to follow.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from summarizer.engines.extractive.antecedents import LIKE, Told
from summarizer.engines.extractive.candidate import Candidate
from summarizer.engines.extractive.print_rules import outside_quotes
from summarizer.engines.extractive.retelling import told_share
from summarizer.facts.opposites import main_clause
from summarizer.mentions.lexicon import english_words
from summarizer.similarity import STOP_WORDS, content_words, idf, stem, word_vectors, words

# Chosen on data/stories (multinews) by ROUGE and by reading. A quarter more or less of any of LENGTH_POWER,
# LONE_ORIGIN, POSITION_DECAY and SAME_SPEAKER moves ROUGE-1, -2 and -L by 0.3 at most there.
LENGTH_POWER = 0.6  # gain is divided by words ** this: 0 prefers long sentences, 1 short ones
SHORT = 12  # words below which a sentence is no better for being shorter: a remark says little
LONE_ORIGIN = 0.35  # what a concept of only one of several origins weighs
POSITION_DECAY = 0.12  # a concept first met in the ninth sentence weighs half of one in the first
SAME_SPEAKER = 0.55  # each further sentence of a speaker
SAME_ARTICLE = 1.1  # each further sentence of an article
HEARD = 0.25  # what each further outlet that quotes an utterance adds to it
OTHER_SIDE = (
    2.0  # what a sentence gains that tells the other side of what is told: nobody is accused without his answer
)
SECOND_LEAD, LED_ALREADY = 0.6, 0.5  # a first sentence with so much of the lead's gist tells it again: what is left
OF_A_LATER_DAY = 0.7  # what is left of it where it is of the newest day and the lead is not
FLAT = 0.5  # what is left of a sentence that states a figure others give otherwise, and does not say whose it is
AGAIN = 0.6  # of the words of an opening's main clause: when the lead has so many, or their like, it is told again
SCENIC, SCENE = 0.4, 0.6  # a first sentence with less of the lead's gist sets a scene: what is left of it
TOLD_ALREADY = 0.35  # what is left of a sentence one of whose figures the sentence on a disagreement gives
REPEATED = 0.62  # a sentence is a repetition when this part of its content words stands in one chosen before
FIGURES_AGAIN = 0.4  # of its content words, where all its figures stand there, too
FIGURES_RETOLD = 0.42  # of its words or their like, by rarity, in one chosen before that has all its figures, too
RARE_FIGURE = 1000.0
OF_A_PLACE = 2  # words of a new name that such a sentence may have and tell nothing new: "the University of Norl"
OF_RARE_FIGURE = 0.3  # the same where one of these figures is so large that no other thing has it
NOTHING_NEW = 0.9  # of its words or their like: it tells nothing more
HALF_TOLD, ALL_TOLD = 0.45, 0.8  # of its words in one chosen before, of which it tells nearly all: the same in longer
OPENED_AGAIN, OF_ITS_GIST = 0.42, 0.5  # of an opening's words in the lead, and of its gist: the same news once more
OWN_FIGURES = 2  # figures of its own with which an opening is news of its own
ALIKE_AGAIN, TOLD_AGAIN = 0.4, 0.75  # of its content words in one chosen before; and of all its words, or their like
NEAR = 0.55  # cosine from which a sentence begins to count as told; lower, and colour comes before the matter itself
SAME = 0.9  # cosine at which nothing new is left
LEAD_GIST = 1.5  # how strongly the lead is chosen by the gist it tells
LEAD_DEEPER = 0.35  # what each sentence further down costs a lead
OLDER_LEAD = 0.6  # what is left of a lead of a day before the newest article's
UNDATED_LEAD = 0.7  # what is left of a lead that does not say when
NEEDY_LEAD = 0.4  # what is left of a lead that takes something as told
REACTION = 0.7  # what is left of a lead that tells how somebody took what happened
ANALYSIS = 0.6  # of one that tells what somebody makes of it, or what may be: an analysis opens so, no report
ESSAY = 0.5  # of one that opens with how few, or how many, ever did the like
STATE = 0.25  # what is left of one that tells how something is, and nothing that happened on a day
LEAD_SHARE = 1.3  # a lead that is longer than this part of the summary does not fit it
ENOUGH = 0.2  # of the words asked for: so near to the length, only what tells something is added
FEW = 60  # words of a summary that is a lead and little more:
MIN_ROOM, FILLER = 12, 0.5  # in its last words there is room for a remark only, which must be as good as half the lead
OF_GIST = 0.17  # what telling the whole gist adds to a sentence; .3 and more cost coverage of what one outlet alone has
WORTH = 0.12  # of the first choice's: what tells little or what is told must be worth so much, or there is no more
MIN_GAIN = 0.02  # of the first choice's: what tells less than this is not worth a reader's time

_CAPITAL = re.compile(r"(?<=[a-z,;’”] )[A-Z][\w’'-]+")
_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?) \d{1,2}\b"
    r"|\b\d{1,2} [A-Z][a-z]{2,8}\b"
)
_SAID_NOW = re.compile(r"(?<!had )\b(?:said|says?|told|admitted|found|ruled|accuses?d?|reported|according to)\b")
_OF_MANY = re.compile(
    r"(?:Few|Many|Most|No|Not many|Every|Some) [a-z]+ (?:[a-z]+ ){0,3}?(?:have|has|had|ever|can|could)\b"
)
_NOW = re.compile(
    r"(?<!who )(?<!which )\b(?:has|have) (?:just )?(?:died|resigned|won|been (?:killed|arrested|found|named|elected"
    r"|sentenced|convicted|charged|closed|opened))\b"
)
"""What has happened now, whatever else the sentence tells of former years: "…, who sang it in 1971, has died"."""
_REACTS = re.compile(
    r"^[^,;:]{0,80}? (?:(?:has|have|had) )?(?:mocked|reacted|welcomed|condemned|critici[sz]ed|praised|hailed|slammed"
    r"|blasted|responded|mourned|denounced|applauded|ridiculed|celebrated|lamented|defended|paid tribute|weighed in)\b"
)
_ANALYSES = re.compile(
    r"^(?:(?!\b(?:said|says|told|warned|according)\b)[^,;:])*? (?:(?:is|are) (?:seizing on|betting|gambling|grappling"
    r"|reeling|bracing|banking on|counting on|scrambling|struggling|poised|at a crossroads|under pressure|in trouble)"
    r"|(?:might|may|could|would) (?:yet |well |soon |just |also )?(?:be|become|turn|prove|have)\b)"
)
_IS_A_STATE = re.compile(
    r"^(?:(?!\b(?:said|was|were|has|have|had|will|[a-z]{3,}ed)\b)[^,;:]){0,60}? (?:is|are) (?:an? |the |one of )"
)
_WISH = re.compile(r"\b(?:should|must|ought|urged|demand(?:ed|s)|call(?:ed|s) (?:for|on))\b")


def concepts_of(text: str) -> frozenset[str]:
    """The content words of a text, and each two in a row.

    >>> sorted(concepts_of("The harbour was closed."))
    ['clos', 'harbour', 'harbour clos']
    """
    found = content_words(text)
    return frozenset(found) | frozenset(f"{a} {b}" for a, b in pairwise(found))


def weigh_concepts(sentences: Iterable[tuple[str, int, frozenset[str]]]) -> dict[str, float]:
    """What each concept of a story weighs, from (origin, place in its article, concepts) of all its sentences."""
    by_origin: dict[str, dict[str, float]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for origin, index, concepts in sentences:
        early = 1.0 / (1.0 + POSITION_DECAY * index)
        known = by_origin[origin]
        for concept in concepts:
            known[concept] = max(known.get(concept, 0.0), early)
            counts[concept] += 1
    totals: dict[str, list[float]] = defaultdict(list)
    for known in by_origin.values():
        for concept, early in known.items():
            totals[concept].append(early)
    weights = {}
    for concept, found in totals.items():
        lone = LONE_ORIGIN if len(found) == 1 and len(by_origin) > 1 else 1.0
        rare = min(1.0, idf(concept) / 4.0) if " " not in concept else 1.0
        often = min(1.0, counts[concept] / 3.0) ** 0.5
        weights[concept] = sum(sorted(found)) * lone * rare * often
    return weights


def choose(
    candidates: Sequence[Candidate],
    weights: dict[str, float],
    n_words: int,
    told: str = "",
    told_ids: Collection[str] = (),
) -> list[Candidate]:
    """The candidates to print, the lead first, in about `n_words` words besides `told`, which is said of disagreements.

    Nothing is chosen before what it needs to be understood. What is `told_ids` is told by `told`: only the lead may
    give its figures too, since what happened comes first, disputed or not.
    """
    pool = sorted(candidates, key=lambda c: (c.text, c.span.article_id))
    free = [c for c in pool if c.follows is None]
    if not free:
        return []
    lead = max(free, key=lambda c: (not c.is_reply_only, _lead_value(c, n_words), c.text))
    n_words -= len(told.split())
    told_of = frozenset(told_ids)
    pool = [c for c in pool if c is lead or not (c.is_flat(told_of) or c.is_teaser)]
    chosen = [lead]
    printed = Told(need for candidate in pool for need in candidate.needs)
    printed.add(lead.text)
    printed.add(told)
    covered = set(lead.concepts) | concepts_of(told)
    first_gain = _gain(lead, weights, set()) or 1.0
    n_left = n_words - lead.n_words
    while pool and n_left > 0:
        if reply := _reply(pool, chosen, n_left + n_words * 0.1):
            chosen.append(reply)
            printed.add(reply.text)
            covered |= reply.concepts
            n_left -= reply.n_words
            continue
        pool = [
            c
            for c in pool
            if not (_repeats(c, chosen) or _leads_again(c, lead) or _differs(c, chosen))
            and c.n_words <= n_left + n_words * 0.1
        ]
        values = (
            (
                _value(c, chosen, weights, covered, told_of)
                * (TOLD_ALREADY if told_of.intersection(c.disagreements) else 1),
                c.text,
                c,
            )
            for c in pool
            if not c.is_reply_only
            and printed.answers(c.needs)
            and (c.follows is None or any(c.follows == other.span for other in chosen))
        )
        values = (
            found
            for found in values
            if found[0] >= WORTH * first_gain
            or not (found[2].is_filler or told_of.intersection(found[2].disagreements))
        )
        value, _, best = max(values, key=lambda found: found[:2], default=(0.0, "", None))
        if best is None or (n_left <= n_words * ENOUGH and value < MIN_GAIN * first_gain):
            break
        if n_words <= FEW and n_left < MIN_ROOM and value < FILLER * first_gain:
            break
        chosen.append(best)
        printed.add(best.text)
        covered |= best.concepts
        n_left -= best.n_words
    return chosen


def _reply(pool: Sequence[Candidate], chosen: Sequence[Candidate], n_left: float) -> Candidate | None:
    """The shortest answer of somebody whom the last of the chosen accuses and who is not heard yet, if any."""
    last = chosen[-1]
    if last.answer.by or any(one.replies(last) for one in chosen):
        return None
    fitting = [
        c
        for c in pool
        if c.replies(last)
        and c.n_words <= n_left
        and c.follows in (None, last.span)
        and not (c.answer.by & {word for one in chosen for word in one.answer.by})
        and not any(c.span == one.span for one in chosen)
    ]
    return min(fitting, key=lambda c: (last.span not in c.answer.to, c.n_words, c.text), default=None)


def _gain(candidate: Candidate, weights: dict[str, float], covered: set[str]) -> float:
    new = sum(sorted(weights.get(concept, 0.0) for concept in candidate.concepts - covered))
    return new / math.pow(max(SHORT, candidate.n_words), LENGTH_POWER)


def _lead_value(candidate: Candidate, n_words: int) -> float:
    """An opening says what happened, to whom, where and when: most of what the articles' own openings agree on.

    It is a first sentence or near to one, told plainly, fresh, on a day, and leans on nothing told before it.
    """
    value = (
        math.pow((candidate.gist + candidate.main_gist) / 2, LEAD_GIST)
        * (0.5 + candidate.importance)
        * (1 - candidate.loss)
    )
    value /= 1.0 + LEAD_DEEPER * candidate.index
    value *= 0.6 if candidate.is_quotation or candidate.text[0] in '“"' else 1.0
    value *= 0.6 if candidate.is_background else 1.0
    value *= (0.8 if candidate.speaker else FLAT) if candidate.disagreements else 1.0
    value *= NEEDY_LEAD if candidate.needs else 1.0
    value *= 1.0 if candidate.is_of_newest_day else OLDER_LEAD
    own = outside_quotes(candidate.text)
    if not _DAY.search(own):
        value *= STATE if _IS_A_STATE.match(own) else UNDATED_LEAD
    value *= ANALYSIS if _ANALYSES.match(own) else 1.0
    value *= ESSAY if _OF_MANY.match(own) else 1.0
    value *= REACTION if _REACTS.search(own) else 1.0
    value *= 0.7 if _WISH.search(own) else 1.0
    value *= 0.8 if candidate.n_words > 45 or candidate.n_words < 10 else 1.0
    return value * (0.5 if candidate.n_words > max(LEAD_SHARE * n_words, 20) else 1.0)


def _value(
    candidate: Candidate,
    chosen: Sequence[Candidate],
    weights: dict[str, float],
    covered: set[str],
    told_of: frozenset[str],
) -> float:
    value = _gain(candidate, weights, covered) * math.pow(1 - candidate.loss, 1.5) * (0.5 + candidate.importance)
    value *= 1.0 + OF_GIST * candidate.gist
    if candidate.disagreements and not candidate.speaker:
        value *= FLAT
    if candidate.speaker:
        value *= math.pow(SAME_SPEAKER, sum(other.speaker == candidate.speaker for other in chosen))
    value *= 1.0 - min(0.95, max(0.0, _nearest(candidate, chosen) - NEAR) / (SAME - NEAR))
    is_answer = any(candidate.answers(other) for other in chosen) and not told_of.intersection(candidate.disagreements)
    if is_answer and not any(candidate.sides & other.sides for other in chosen):
        value *= OTHER_SIDE
    value *= 1.0 + HEARD * min(3, candidate.n_heard - 1)
    if candidate.index == 0:
        told = candidate.gist / max(0.01, chosen[0].gist)
        is_newer = candidate.is_of_newest_day and not chosen[0].is_of_newest_day
        again = OF_A_LATER_DAY if is_newer else LED_ALREADY
        value *= again if told > SECOND_LEAD else SCENE if told < SCENIC else 1.0
    value *= math.pow(SAME_ARTICLE, sum(other.number == candidate.number for other in chosen))
    return value


def _nearest(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """How near in meaning the nearest of the chosen is, 0..1."""
    if candidate.vector is None:
        return 0.0
    near = [float(np.dot(candidate.vector, other.vector)) for other in chosen if other.vector is not None]
    return max(near, default=0.0)


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether one of the chosen tells this already: the same fact, utterance or figures, or nearly the same words."""
    for other in chosen:
        if candidate.span == other.span or set(candidate.utterances) & set(other.utterances):
            return True
        is_one_fact = (candidate.fact_id and candidate.fact_id == other.fact_id) or candidate.span in other.evidence
        if is_one_fact and (other.accuses or not candidate.accuses):
            return True
        shared = len(candidate.content & other.content)
        if (
            candidate.figures
            and candidate.figures <= other.figures
            and shared >= FIGURES_AGAIN * len(candidate.content)
        ):
            return True
        if not candidate.is_quotation and _retells(candidate, other):
            return True
        smaller = min(len(candidate.content), len(other.content))
        if smaller and shared / smaller > REPEATED and shared >= 3:
            return True
        if shared >= ALIKE_AGAIN * len(candidate.content) and _tells_again(candidate, other):
            return True
    return False


def _differs(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether it gives a figure otherwise than one of the chosen, where nobody says that they differ."""
    told = [dict(other.open_sides) for other in chosen]
    return any(sides.get(id_, side) != side for sides in told for id_, side in candidate.open_sides)


def _retells(candidate: Candidate, other: Candidate) -> bool:
    """Whether a sentence gives the same figures of the same matter as another, or tells all of it or nearly nothing
    else, and names nobody whom that one does not."""
    is_of_rare = bool(candidate.figures) and candidate.figures <= other.figures and _has_rare(candidate.figures)
    n_new = len(_names_in(candidate.text) - {stem(word) for word in words(other.text)})
    if n_new > (OF_A_PLACE if is_of_rare else 0):
        return False
    share, back = told_share(candidate.text, other.text), told_share(other.text, candidate.text)
    if candidate.figures and candidate.figures <= other.figures:
        likeness = max(share, back) if candidate.figures == other.figures else share
        return likeness >= (OF_RARE_FIGURE if is_of_rare else FIGURES_RETOLD)
    is_small = len(candidate.figures - other.figures) < OWN_FIGURES and not candidate.speaker
    is_all = not candidate.figures and share >= NOTHING_NEW
    return is_all or (is_small and share >= HALF_TOLD and back >= ALL_TOLD)


def _names_in(text: str) -> set[str]:
    """The stems of the words of a text that are names by their capitals, its first word where it is no other word."""
    first = text.split()[0].strip('“"‘')
    is_word = all(part in english_words() for part in first.lower().split("-"))
    opening = "" if is_word or not first[:1].isupper() else first
    return {stem(word) for word in words(" ".join([opening, *_CAPITAL.findall(text)]))} - set(STOP_WORDS)


def _has_rare(figures: Collection[float]) -> bool:
    """Whether one of some figures is too large to be of two things by chance."""
    return any(figure >= RARE_FIGURE for figure in figures)


def _tells_again(candidate: Candidate, other: Candidate) -> bool:
    """Whether a sentence says nothing that another does not, perhaps in other words, and adds no name and no figure."""
    if candidate.is_quotation or not candidate.figures <= other.figures:
        return False
    names = {stem(word) for word in words(" ".join(_CAPITAL.findall(candidate.text)))} - set(STOP_WORDS)
    own, told = _plain_words(candidate.text), _plain_words(other.text)
    roots = {stem(word) for word in told}
    if not names <= roots or len(own) < 3 or not told:
        return False
    near = (word_vectors(own) @ word_vectors(told).T).max(axis=1)
    n_told = sum(stem(word) in roots or value >= LIKE for word, value in zip(own, near.tolist(), strict=True))
    return bool(n_told >= TOLD_AGAIN * len(own))


def _leads_again(candidate: Candidate, lead: Candidate) -> bool:
    """Whether an article's opening tells the lead again, perhaps in other words: its main clause says nothing new.

    What another article opens with is the same news told by somebody else, too, where it has most of the lead's gist,
    much of its words or their like, and no figures of its own. That somebody is accused is news of its own.
    """
    if candidate.index > 1 or (candidate.accuses and not lead.accuses):
        return False
    is_newer = candidate.is_of_newest_day and not lead.is_of_newest_day
    is_other_lead = candidate.index == 0 and candidate.number != lead.number and not is_newer
    if (
        is_other_lead
        and candidate.gist >= OF_ITS_GIST * lead.gist
        and len(candidate.figures - lead.figures) < OWN_FIGURES
        and told_share(candidate.text, lead.text)
        >= (OF_RARE_FIGURE if _has_rare(candidate.figures & lead.figures) else OPENED_AGAIN)
    ):
        return True
    main = _plain_words(main_clause(candidate.text))
    if len(main) < 3:
        return False
    told = _plain_words(lead.text)
    roots = {stem(word) for word in told}
    near = (word_vectors(main) @ word_vectors(told).T).max(axis=1)
    n_told = sum(stem(word) in roots or value >= LIKE for word, value in zip(main, near.tolist(), strict=True))
    return bool(n_told >= AGAIN * len(main))


@lru_cache(maxsize=1024)
def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(words(text)) if word not in STOP_WORDS and not word.endswith("day"))


def is_background(text: str, year: int | None) -> bool:
    """Whether a sentence tells of what was before: an earlier year, or a word for former times.

    What somebody now says of former years is news.

    >>> is_background("A leak at the plant killed 14 dockers in 2019.", 2025)
    True
    """
    if _SAID_NOW.search(outside_quotes(text)) or _NOW.search(outside_quotes(text)):
        return False
    years = [int(found) for found in re.findall(r"\b(?:1[89]|20)\d\d\b", text)]
    if years and (year is None or min(years) < year):
        return True
    return bool(
        re.search(
            r"\b(?:last year|years ago|decades|since (?:the )?[12]\d{3}|previously|for years|in the past)\b", text
        )
    )
