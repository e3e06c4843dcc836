"""Wrong times: another day, month or year, a day's "today" on another day, the wrong order or reason.

Codes date, stale-date and discourse. A date is moved only where no line that may tell of the same has the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.mutations.claims import Faithful, Mutated, swap
from eval.mutations.english import MONTHS, WEEKDAYS
from eval.mutations.ground import Ground
from eval.mutations.rewording import spelled
from summarizer.model import ErrorCode
from summarizer.similarity import content_words

_WEEKDAY = re.compile(
    r"(?<!Black )(?<!Bloody )(?<!Super )(?<!Good )(?<!Easter )(?<!Sheffield )(?<!Boxing )"
    rf"\b({'|'.join(WEEKDAYS)})\b(?!,? (?:Times|Club|Night Live|[A-Z][a-z]+ \d|\d))"
)
_MONTH = "|".join(MONTHS)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}}) (?:{_MONTH})\b|\b(?:{_MONTH}) (\d{{1,2}})\b(?!,? ?\d{{3}}\b)")
_BARE_MONTH = re.compile(rf"\b(?:in|since|last|until|late|early|of) ({_MONTH})\b")
_YEAR = re.compile(r"\b(?:in|since|of|until|by|from|[A-Z][a-z]+) ((?:19|20)\d\d)\b")
_ORDER = re.compile(
    r"(?P<amount>\b(?:\w+ )?(?:hours?|days?|weeks?|months?|years?|minutes?|shortly|soon|immediately) )?"
    r"\b(?P<word>before|after)\b(?! (?:all|the fact|midnight|dawn|noon|the (?:court|judge|committee|panel|jury|senate)|"
    r"an? (?:court|judge|committee|panel|jury)|any|magistrates|congress|parliament|lawmakers|\d|being|having|[A-Z]))",
)
_NOT_IN_TIME = re.compile(
    r"\b(?:look|looks|looked|looking|named|day|year|time|week|called|taken|run|long|never|the|one) $"
)
_BECAUSE = re.compile(r"\bbecause of\b|\bbecause\b(?! of)|\bdespite\b|\bin spite of\b|\balthough\b")
_TURNED = {
    "because of": "despite", "because": "although", "despite": "because of", "in spite of": "because of",
    "although": "because", "before": "after", "after": "before",
}  # fmt: skip


def move_date(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A weekday, day, month or year replaced by a near one that no article has for the same."""
    offers = list(_offers(claim, chance))
    chance.shuffle(offers)
    for start, end, new in offers:
        if claim.is_free(start, end) and not ground.may_say(new, claim.without(start, end), 0.15):
            return swap(claim, (start, end), new, ErrorCode.DATE)
    return None


def _offers(claim: Faithful, chance: Random) -> Iterator[tuple[int, int, str]]:
    text = claim.text
    for match in _WEEKDAY.finditer(text):
        shift = chance.choice((2, 3, 4, 5))  # the day before or after may be the same day elsewhere
        yield match.start(1), match.end(1), WEEKDAYS[(WEEKDAYS.index(match[1]) + shift) % 7]
    for match in _DAY_MONTH.finditer(text):
        group = 1 if match[1] else 2
        day = int(match[group])
        moved = [n for n in (day - 9, day - 4, day + 4, day + 9) if 1 <= n <= 28]
        yield match.start(group), match.end(group), str(chance.choice(moved))
    for match in _BARE_MONTH.finditer(text):
        shift = chance.choice((2, 3, 4, 8, 9))
        yield match.start(1), match.end(1), MONTHS[(MONTHS.index(match[1]) + shift) % 12]
    for match in _YEAR.finditer(text):
        yield match.start(1), match.end(1), str(int(match[1]) + chance.choice((-6, -4, -3, -2)))


def keep_today(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """An article's "today" or "yesterday" taken over, though another article of the story is of a later day."""
    if "resolved" not in claim.ways or claim.published is None:
        return None
    days = [day for article in ground.story.articles if (day := ground.day_of(article.id)) is not None]
    for mention in claim.sources[0].mentions.dates:
        if mention.earliest is None or max(days, default=claim.published) <= claim.published:
            continue
        written = f"on {spelled(mention.earliest)}"
        at = claim.text.find(written)
        if mention.text.lower() in ("today", "yesterday") and at >= 0:
            return swap(claim, (at, at + len(written)), mention.text.lower(), ErrorCode.STALE_DATE)
    return None


def turn_order(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """ "Before" as "after" and the reverse: what came first is told as coming later."""
    found = [
        match for match in _ORDER.finditer(claim.text)
        if claim.is_free(match.start(), match.end()) and not _NOT_IN_TIME.search(claim.text[: match.start("word")])
        and " " in claim.text[match.end() :].strip(" .") and not _is_state(claim.text, match)
    ]  # fmt: skip
    if not found:
        return _turn_reason(claim, ground)
    match = chance.choice(found)
    new = _TURNED[match["word"]]
    if _says_word(new, claim, ground):
        return None
    return swap(claim, match.span("word"), new, ErrorCode.DISCOURSE)


def _is_state(text: str, match: re.Match[str]) -> bool:
    """ "Was a stylist before joining": who was it before may be it after, too."""
    joins = re.match(r" [a-z]+ing\b", text[match.end() :])
    return bool(joins and re.search(r"\b(?:is|was|were|are|been|had|has)\b(?! [a-z]+ed\b)", text[: match.start()]))


def _turn_reason(claim: Faithful, ground: Ground) -> Mutated | None:
    """A reason told as an obstacle, or the reverse."""
    match = _BECAUSE.search(claim.text)
    if match is None or not claim.is_free(match.start(), match.end()) or claim.text[: match.start()].endswith("not "):
        return None
    new = _TURNED[match.group()]
    return None if _says_word(new, claim, ground) else swap(claim, match.span(), new, ErrorCode.DISCOURSE)


def _says_word(word: str, claim: Faithful, ground: Ground) -> bool:
    """Whether a line about the same uses the other word: stop words are no stems, so the text is looked at."""
    around = frozenset(content_words(claim.text))
    return any(f" {word} " in line.text and ground.share(around, line.stems) >= 0.5 for line in ground.lines)
