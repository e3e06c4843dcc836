"""Wrong figures: another number, another hedge, another group counted, a total that nobody states.

Codes number, number-hedge, number-scope and arithmetic. A new number must be false whatever the hedge: "more than 80"
never becomes "more than 70", which would follow from it. No line that may tell of the same thing has a figure near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from random import Random

from eval.mutations.claims import Faithful, Mutated, swap
from eval.mutations.english import NUMBER_WORDS, VALUES
from eval.mutations.ground import Ground
from summarizer.mentions import plural
from summarizer.model import ErrorCode, Figure, FigureKind, Hedge

_KINDS = frozenset(
    (FigureKind.COUNT, FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE, FigureKind.DURATION, FigureKind.AGE)
)
_CORE = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(VALUES)})\b", re.IGNORECASE)
_APART = 1.15
"""Figures within 15 % may be the same one, rounded by another outlet."""
_ABSURD = 20  # a figure a hundred times too large is seen without reading the articles
_ROUNDED_APART = 1.3  # what "about 240" surely is not
_UPWARD = frozenset((Hedge.MORE_THAN, Hedge.AT_LEAST))
_DOWNWARD = frozenset((Hedge.FEWER_THAN, Hedge.UP_TO, Hedge.NEARLY))
_OPPOSITE = {
    Hedge.MORE_THAN: ("fewer than", "exactly"),
    Hedge.AT_LEAST: ("fewer than", "at most"),
    Hedge.NEARLY: ("more than", "at least"),
    Hedge.FEWER_THAN: ("more than", "at least"),
    Hedge.UP_TO: ("more than", "at least"),
    Hedge.ABOUT: ("exactly",),
    Hedge.NONE: ("more than", "fewer than"),
}
_PLAIN = frozenset(("count", "money", "percent", "measure"))
_GROUPS = ("children", "women", "soldiers", "police officers", "tourists", "foreigners", "students")
_MANY = re.compile(r"\b(?:people|persons|residents|civilians|men|passengers|workers|protesters|voters)\b")


def change_number(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A figure replaced: by another of the story, by its digits in another order, or ten times too large or small."""
    figures = [figure for figure in claim.mentions.figures if _is_plain(claim, figure)]
    chance.shuffle(figures)
    for figure in figures:
        core = _core(claim.text, figure)
        if core is None:
            continue
        offers = list(dict.fromkeys((*_borrowed(figure, core, ground), *_bent(core.group()))))
        chance.shuffle(offers)
        for offer in offers:
            value = figure.low * _value(offer) / _value(core.group())
            if _is_false(value, figure, claim, ground):
                return swap(claim, (core.start(), core.end()), offer, ErrorCode.NUMBER)
    return None


def _is_plain(claim: Faithful, figure: Figure) -> bool:
    """A single quantity outside quotations, not part of a compound word."""
    return (
        figure.kind in _KINDS
        and figure.low == figure.high > 1
        and claim.is_free(figure.start, figure.end)
        and claim.text[figure.end : figure.end + 1] in (" ", ".", ",", "-")
        and not re.search(r"[\w$£€+/.:]$|\b(?:to|from|number|No\.|the|these|those) $|-$", claim.text[: figure.start])
        and not re.match(r" ?(?:\d|to [\d$£€]|[-–—]\d)", claim.text[figure.end :])
        and not re.fullmatch(r"(?:19|20)\d\d", figure.text)  # a year that was read as a count
        and not re.match(r"\d+\.\d", claim.text if figure.start == 0 else "")
    )


def _core(text: str, figure: Figure) -> re.Match[str] | None:
    """The one number in a figure's words, offsets in the text; None for "a third", "dozens" or two numbers."""
    found = list(_CORE.finditer(text, figure.start, figure.end))
    return found[0] if len(found) == 1 else None


def _value(core: str) -> float:
    word = core.lower()
    return float(NUMBER_WORDS.index(word) if word in NUMBER_WORDS else VALUES.get(word) or core.replace(",", ""))


def _borrowed(figure: Figure, core: re.Match[str], ground: Ground) -> Iterator[str]:
    """Numbers that the story has for other things of the same kind, unit and magnitude, spelled like this one."""
    rest = figure.text.replace(core.group(), "").split()[-1:]
    for line in ground.lines:
        for other in line.read.mentions.figures if line.read else ():
            found = list(_CORE.finditer(other.text))
            same = other.kind is figure.kind and other.unit == figure.unit and len(found) == 1
            if same and other.text.replace(found[0].group(), "").split()[-1:] in (rest, []):
                yield _spelled(_value(found[0].group()), core.group())


def _spelled(value: float, like: str) -> str:
    """A number in the spelling of another: a word for a word, digits for digits, as many decimals."""
    decimals = len(like.partition(".")[2])
    if not like[0].isdigit() and value == int(value) and value < len(NUMBER_WORDS):
        word = NUMBER_WORDS[int(value)]
        return word.capitalize() if like[0].isupper() else word
    return f"{value:,.{decimals}f}"


def _bent(core: str) -> Iterator[str]:
    """Near misses of a number: two digits exchanged, a digit changed, a nought too many or too few."""
    value = _value(core)
    digits = core.replace(",", "")
    if digits.isdigit():
        for at in range(len(digits) - 1):
            turned = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            if turned != digits and turned[0] != "0":
                yield _spelled(float(turned), core)
        if value >= 100:
            yield _spelled(value * 10, core)
        if value % 10 == 0 and value >= 100:
            yield _spelled(value / 10, core)
    for factor in (2, 3):
        if value < 40:
            yield _spelled(value * factor, core)
    if 3 < value < 21 and value == int(value):
        yield _spelled(value - 2, core)


def _is_false(value: float, figure: Figure, claim: Faithful, ground: Ground) -> bool:
    """Whether the new value contradicts the old one, hedge included, and no line gives it for the same thing."""
    if (
        value <= 1
        or (figure.kind is FigureKind.PERCENT and value > 100)
        or (figure.kind is FigureKind.AGE and value > 99)
    ):
        return False
    ratio = max(value, figure.low) / min(value, figure.low)
    if ratio > _ABSURD:
        return False
    if figure.hedge in _UPWARD and value < figure.low * _APART:
        return False
    if figure.hedge in _DOWNWARD and value * _APART > figure.low:
        return False
    if ratio < (_ROUNDED_APART if figure.hedge is Hedge.ABOUT else _APART):
        return False
    if any(value in (other.low, other.high) for other in claim.mentions.figures):
        return False
    context = claim.without(figure.start, figure.end)
    near = ground.figures_near(figure, context)
    close = any(1 / _APART < value / (other.low or 1) < _APART for other in near if other.counted == figure.counted)
    return not close and not ground.states_value(value, context)


# ---------------------------------------------------------------------------------- hedge and scope


def change_hedge(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A figure with a hedge that cannot be true beside its own: "more than" as "fewer than", none as "more than"."""
    for figure in claim.mentions.figures:
        core = _core(claim.text, figure) if _is_plain(claim, figure) else None
        if core is None or figure.kind.value not in _PLAIN or figure.hedge not in _OPPOSITE:
            continue
        before = claim.text[figure.start : core.start()]
        word = before.rstrip("$£€ ")
        is_bare = figure.hedge is Hedge.NONE
        if (is_bare and (word or not _is_exact(claim, figure))) or (not is_bare and not word):
            continue
        if claim.text[core.start() : figure.end].endswith(("so", "more", "plus")) or _is_in_conflict(
            claim, figure, ground
        ):
            continue
        new = chance.choice(_OPPOSITE[figure.hedge])
        if figure.kind is not FigureKind.COUNT:
            new = new.replace("fewer", "less")
        if is_bare:
            number = claim.text[figure.start : figure.end]
            return swap(
                claim, (figure.start, figure.end), f"{new} {number[0].lower()}{number[1:]}", ErrorCode.NUMBER_HEDGE
            )
        return swap(claim, (figure.start, figure.start + len(word)), new, ErrorCode.NUMBER_HEDGE)
    return None


def _is_exact(claim: Faithful, figure: Figure) -> bool:
    """A bare count that stands as an exact one: at least ten, and no other word limits it."""
    before = claim.text[: figure.start].split()[-1:]
    return figure.low >= 10 and not (
        before
        and before[0].lower()
        in ("the", "a", "an", "these", "those", "all", "of", "first", "last", "other", "only", "total")
    )


def _is_in_conflict(claim: Faithful, figure: Figure, ground: Ground) -> bool:
    """Whether some line that may tell of the same thing has another figure or another hedge for it."""
    near = ground.figures_near(figure, claim.without(figure.start, figure.end))
    return any(
        (other.low != figure.low and 1 / 1.5 < other.low / (figure.low or 1) < 1.5)
        or (other.low == figure.low and other.hedge is not figure.hedge)
        for other in near
        if other.counted == figure.counted
    )


def change_group(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A count of people given to one group of them: "61 people" as "61 children"."""
    for figure in claim.mentions.figures:
        if not _is_plain(claim, figure) or figure.kind is not FigureKind.COUNT or figure.hedge is Hedge.UP_TO:
            continue
        noun = _MANY.match(claim.text, figure.end + 1)
        if noun is None:
            continue
        groups = [group for group in _GROUPS if group[:5] not in claim.text.lower()]
        chance.shuffle(groups)
        context = claim.without(noun.start(), noun.end())
        for group in groups:
            if not ground.may_say(group, context, 0.2):
                return swap(claim, (noun.start(), noun.end()), group, ErrorCode.NUMBER_SCOPE)
    return None


# --------------------------------------------------------------------------------------- arithmetic


def add_up(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """A total of two counts that nobody adds: of a group and its part, or of two sentences about different things."""
    if claim.quoted or not claim.text.endswith("."):
        return None
    counts = [f for f in claim.mentions.figures if _is_plain(claim, f) and _can_be_added(f)]
    for one, other in combinations(counts, 2):
        between = claim.text[one.end : other.start]
        apart = len(claim.sources) > 1 and "; " in between
        part = re.search(r"\bincluding\b|\bof (?:them|whom)\b", between + claim.text[other.end : other.end + 9])
        noun = one.counted or other.counted
        total = one.low + other.low
        same = one.unit == other.unit and (one.counted == other.counted or (bool(part) and not apart))
        if not (apart or part) or not same or not noun or one.low == other.low or _has_total(total, ground):
            continue
        unit = plural(noun) if one.kind is FigureKind.COUNT else noun
        new = f", {total:,.0f} {unit} in all"
        return swap(claim, (len(claim.text) - 1, len(claim.text) - 1), new, ErrorCode.ARITHMETIC)
    return None


def _can_be_added(figure: Figure) -> bool:
    return figure.kind is FigureKind.COUNT and figure.low == int(figure.low) and bool(figure.counted)


def _has_total(total: float, ground: Ground) -> bool:
    return any(total in line.values for line in ground.lines)
