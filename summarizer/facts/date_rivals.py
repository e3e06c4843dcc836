"""Whether two dates are of one event, and cannot both be right.

A story tells of many events of one sort, so the same verb on other days is no disagreement. Two dates are held against
one another only where what the sentences say is so definite that one event can be meant: the last of a series, the day
that stands on a letter, the one vote ahead, a death of the same person; or where a passage itself sets one day against
another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from summarizer.facts.date_words import ASPECTS, roots_of
from summarizer.facts.occasions import Occasion, topic_around
from summarizer.facts.topics import Topic, Topics, alike
from summarizer.model import Span

Days = tuple[date, date]
NEAR_SENTENCES = 2
_SENTENCES, _AROUND = 0.5, 0.75
"""How like nearly equal sentences must be, and the words around their dates."""
_SAME_SENTENCES = 0.75
"""The same, where the date is only that of a saying, or a bound of a span."""
_ARGUMENT = 0.3
"""What the weightiest word that both sentences have beside the happening weighs, where one is needed."""
_SOME_ARGUMENT = 0.2
"""The same, of the last time that somebody did it."""
_HEAVY = 4.0
"""The weight of a rare word right beside the date."""
_A_MONTH = timedelta(days=31)
_LONGEST_GAP = 800
"""Days between two dates of one event: further apart, somebody tells of another."""
_SERIES = frozenset(
    ["strike", "march", "inspect", "vote", "election", "talks", "fire", "flood", "quake", "fail", "attack"]
)
"""Of these nothing comes after the last."""
_SCHEDULED = frozenset(["vote", "election", "trial", "sign", "march", "strike", "talks", "appeal", "deadline"])
"""What is set for a day by somebody: of one sort, an article tells of one."""
_ONCE = frozenset(["die"])
"""What befalls somebody once."""
_SENT = frozenset(["letter", "notice"])
_WEEK = 7
_TOLD = frozenset(["letter", "notice", "inspect", "die", "talks", "sign"])
"""Happenings about which two speakers who give two days in one breath quarrel."""
_CONTRAST = re.compile(
    r"\b(?:but|while|however|whereas|although|though|instead|only|in fact|insist\w*|den(?:y|ies|ied)|disput\w+"
    r"|maintain\w*|contradict\w*|mistaken)\b",
    re.I,
)
_CORRECTION = re.compile(
    r"\b(?:(?:earlier|previous) (?:version|edition|report)|corrections?|corrects?|corrected|wrongly|mistakenly"
    r"|erroneously|misstated|in error|by mistake)\b",
    re.I,
)
_NOT = re.compile(r",? (?:and )?not (?:on |in |the |until )?")
_DENIAL = re.compile(
    r"\W*(?:not so|wrong|untrue|not true|nonsense|rubbish|on the contrary|no,|false"
    r"|(?:that|this) (?:is|was) (?:not (?:true|so|right)|wrong|false|untrue))\b",
    re.I,
)
_LATE, _EARLY = (
    re.compile(r"\b(?:night|late|evening|dusk)\b"),
    re.compile(r"\b(?:early|morning|dawn|overnight|night)\b"),
)


class Tellings:
    """What the dates of a story are of, and which days each article tells of each class of happening."""

    def __init__(self, occasions: Sequence[Occasion], topics: Topics) -> None:
        self.topics = topics
        self._around: dict[Occasion, Topic] = {}
        self._own: dict[tuple[str, str], set[Days]] = defaultdict(set)
        self._all: dict[tuple[str, str], set[Days]] = defaultdict(set)
        self._in_sentence: dict[Span, list[Days]] = defaultdict(list)
        for one in occasions:
            self._in_sentence[one.read.sentence.span].append(one.days)
            for name in one.events if one.is_own and not one.is_dropped else ():
                self._all[one.article_id, name].add(one.days)
                if not one.is_borrowed and not one.is_from_publication:
                    self._own[one.article_id, name].add(one.days)

    def around(self, one: Occasion) -> Topic:
        """The words around a date, weighed."""
        if one not in self._around:
            self._around[one] = topic_around(one, self.topics)
        return self._around[one]

    def dates_too(self, one: Occasion, other: Occasion) -> bool:
        """Whether the sentence of one gives the days of the other, too."""
        longest = other.days[1] - other.days[0]
        told = self._in_sentence[one.read.sentence.span]
        return any(_overlap(days, other.days) and days[1] - days[0] <= longest for days in told)

    def tells_too(self, article_id: str, event: str, days: Days) -> bool:
        """Whether the article tells these days, too, of a happening of that class."""
        longest = days[1] - days[0] + _A_MONTH  # "this year" does not tell of June
        return any(
            _overlap(told, days) and told[1] - told[0] <= longest for told in self._all.get((article_id, event), ())
        )

    def is_only(self, one: Occasion, event: str) -> bool:
        """Whether the article tells no other day of a happening of that class."""
        return all(_overlap(told, one.days) for told in self._own.get((one.article_id, event), ()))


def _days_between(one: Occasion, other: Occasion) -> int:
    return max((one.days[0] - other.days[1]).days, (other.days[0] - one.days[1]).days)


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def can_both_hold(one: Occasion, other: Occasion) -> bool:
    """Whether the days overlap, or meet in one night."""
    if _overlap(one.days, other.days):
        return True
    earlier, later = sorted((one, other), key=lambda each: each.days)
    if (later.days[0] - earlier.days[1]).days == 1 and one.is_day and other.is_day:
        return bool(_LATE.search(earlier.beside) and _EARLY.search(later.beside))
    return False


def tie(first: Occasion, second: Occasion, tellings: Tellings) -> float:
    """How sure it is that two dates, in order, which cannot both be right are of one event; 0 if nothing tells so."""
    if first.article_id == second.article_id:
        gap = second.read.sentence.index - first.read.sentence.index
        if first.is_last_done and second.is_last_done and first.voice != second.voice:
            is_one = first.event == second.event or not (first.event and second.event)
            return 0.7 if is_one and _argument(first, second, first.event, tellings) >= _SOME_ARGUMENT else 0.0
        return _tie_near(first, second, gap) if gap <= NEAR_SENTENCES else 0.0
    if _nearly_equal(first, second, tellings):
        return 0.9
    if _days_between(first, second) > _LONGEST_GAP or any(
        each.is_from_publication or each.is_dropped or not each.is_own for each in (first, second)
    ):
        return 0.0
    if first.people and second.people and not first.people & second.people:
        return 0.0
    written = _tie_of_writing(first, second)
    event = _common_event(first, second)
    if written or not event:
        return written
    if tellings.tells_too(first.article_id, event, second.days):
        return 0.0
    if tellings.tells_too(second.article_id, event, first.days):
        return 0.0
    return max(_tie_of_series(first, second, event, tellings), _tie_of_event(first, second, event, tellings))


def _common_event(first: Occasion, second: Occasion) -> str:
    """The happening that both tell of: the nearest to both; any, where both count the same in it."""
    if first.event == second.event:
        return first.event
    common = [name for name in first.events if name in second.events and name not in ASPECTS]
    return common[0] if common and first.figures & second.figures else ""


def _tie_of_writing(first: Occasion, second: Occasion) -> float:
    """Of the days that stand on a paper, or of one before which it was already sent."""
    common = set(first.events) & set(second.events)
    if not common or not (first.is_writing or second.is_writing):
        return 0.0
    if first.is_writing and second.is_writing:
        return 0.8
    writing, sent = (first, second) if first.is_writing else (second, first)
    is_after = writing.days > sent.days and _days_between(writing, sent) <= _WEEK
    return 0.6 if common & _SENT and is_after else 0.0


def _tie_of_series(first: Occasion, second: Occasion, event: str, tellings: Tellings) -> float:
    """Of the last, or the next, of a series; nothing of a series comes after its last."""
    if first.series & second.series:
        return 0.8
    if event not in _SERIES:
        return 0.0
    earlier, later = sorted((first, second), key=lambda each: each.days)
    is_later_known = earlier.is_day and later.is_day and (later.days[0] - earlier.days[0]).days <= _WEEK
    is_only = tellings.is_only(first, event) and tellings.is_only(second, event)
    return 0.6 if "last" in earlier.series and is_later_known and is_only and not later.is_ahead else 0.0


def _tie_of_event(first: Occasion, second: Occasion, event: str, tellings: Tellings) -> float:
    """Of what is of one sort and happens once."""
    is_over = not first.is_ahead and not second.is_ahead
    is_only = tellings.is_only(first, event) and tellings.is_only(second, event)
    is_counted = is_over and bool(first.figures & second.figures)
    if first.aspect != second.aspect or not (is_only or is_counted):
        return 0.0
    if is_only and {"expire", "permit"} <= set(first.events) & set(second.events):
        return 0.7
    is_planned = first.is_ahead and second.is_ahead and first.mention.precision is second.mention.precision
    if is_planned and event in _SCHEDULED:
        return 0.7
    if is_only and is_over and event in _ONCE and first.people & second.people:
        return 0.6
    is_alike = _argument(first, second, event, tellings) >= _ARGUMENT
    return 0.6 if is_counted and is_alike else 0.0


def _nearly_equal(first: Occasion, second: Occasion, tellings: Tellings) -> bool:
    """Whether two sentences are copies, versions or translations of one but for the day."""
    if first.mention.text.casefold() == second.mention.text.casefold():
        return False  # the same word: "Friday" said in other weeks
    if first.is_from_publication or second.is_from_publication:
        return False
    topics = tellings.topics
    least = _SENTENCES if first.is_own and second.is_own else _SAME_SENTENCES
    if alike(topics.whole(first.read), topics.whole(second.read)) < least:
        return False
    if first.aspect != second.aspect or first.is_dropped != second.is_dropped:
        return False
    if tellings.dates_too(first, second) or tellings.dates_too(second, first):
        return False
    return alike(tellings.around(first), tellings.around(second)) >= _AROUND


def _tie_near(first: Occasion, second: Occasion, gap: int) -> float:
    """Of one passage's dates, the second behind the first by so many sentences."""
    if not (first.is_own and second.is_own) or first.is_ahead != second.is_ahead:
        return 0.0
    if gap <= 1 and (_is_corrected(first, second) or (gap and _DENIAL.match(second.read.text))):
        return 0.7
    if gap <= 1 and second.is_witnessed and not first.is_witnessed:
        return 0.8
    if first.voice == second.voice or _days_between(first, second) > _LONGEST_GAP:
        return 0.0  # nobody contradicts himself
    if gap > 1 or not second.voice or first.is_from_publication or second.is_from_publication:
        return 0.0
    if second.is_bare and first.is_day and second.is_day:
        return 0.7
    is_one = bool(first.event) and first.event == second.event and bool(_CONTRAST.search(second.read.text))
    return 0.6 if first.voice and (is_one or _TOLD.intersection(first.events, second.events)) else 0.0


def _is_corrected(first: Occasion, second: Occasion) -> bool:
    """Whether the passage takes one of the days back: "on 4 May, not 3 May", "wrongly gave 3 May"."""
    if first.read is second.read:
        offset = first.read.sentence.start
        if _NOT.fullmatch(first.read.text[first.mention.end - offset : second.mention.start - offset]):
            return True
    return first.is_day == second.is_day and (_corrects(first.read.text) or _corrects(second.read.text))


@lru_cache(maxsize=2_000)
def _corrects(sentence: str) -> bool:
    return bool(_CORRECTION.search(sentence))


def _argument(first: Occasion, second: Occasion, event: str, tellings: Tellings) -> float:
    """The weight of the weightiest word around both dates that does not name the happening itself, 0..1."""
    one, other = tellings.around(first).weights, tellings.around(second).weights
    words = (one.keys() & other.keys()) - roots_of(event)
    return min(1.0, max((min(one[root], other[root]) for root in words), default=0.0) / _HEAVY)
