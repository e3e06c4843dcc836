"""Does a sentence of the articles say the same in nearly the same words, but for one thing?

A veto. Where most of a part of the claim stands in a sentence in the same order, what differs is set side by side: a
figure, a date or a name with another in its place, a hedge, a noun that is counted, a negation or a word like "may"
that only one of them has, a word with its opposite, "because" with "although". Other checkers ask how well the
surroundings of a figure or a name fit, and must leave alone what the articles have somewhere else, too; a near copy
tells what is meant. It objects only where no other sentence that tells of it has what the claim has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

from summarizer import similarity
from summarizer.checkers._alignment import Line, align, content_stems, cue_pattern, cue_words, stem, story_words
from summarizer.checkers._names import are_kin, kind_of, tokens_of
from summarizer.checkers._near_copy import CONNECTIVES, Difference, Item, NearCopy, near_copies, read_items
from summarizer.checkers.dates import agree, read_day
from summarizer.checkers.editorial import loaded_words
from summarizer.checkers.numbers.values import comparable, outlet, quote, relation
from summarizer.checkers.polarity import denied_predicates, lower_words, unquoted
from summarizer.checkers.predicates import opposites
from summarizer.model import (
    Claim,
    DateMention,
    ErrorCode,
    Evidence,
    Figure,
    Finding,
    Hedge,
    Name,
    NameKind,
    Severity,
    Vote,
)

NAME = "near_copies"

_TOLD = 0.4  # share of the part's other words by which another sentence tells of the same
_BESIDE = 0.5  # a word of the sentence before or after counts so much in that
_WHOLE = 0.95  # share from which a near copy that differs in nothing ends the search: the claim is taken from it
_MOST = 5  # items that one side of a difference may hold: more is another wording, not another thing
_KIN = 0.5  # cosine of word vectors from which a noun that is counted may follow from what stands around
_STRICT = {Hedge.MORE_THAN: 1, Hedge.FEWER_THAN: -1, Hedge.NEARLY: -1}
"""Hedges that are wrong of the very figure. "At least 19", "up to 19" and "about 19" are true of 19."""
_ANYBODY = frozenset(("people", "person", "individual", "victim", "member", "other", "one", "thing", "item", "case"))
_SIDES = (
    frozenset(("left", "right")), frozenset(("north", "south", "east", "west")), frozenset(("upper", "lower")),
    frozenset(("northern", "southern", "eastern", "western")), frozenset(("morning", "afternoon", "evening", "night")),
    frozenset(("spring", "summer", "autumn", "winter")), frozenset(("mother", "father")),
    frozenset(("brother", "sister")), frozenset(("son", "daughter")), frozenset(("husband", "wife")),
    frozenset(("first", "second", "third", "fourth", "fifth", "last")),
)  # fmt: skip
"""Words of which one excludes the others where they stand in one place."""
_NOT = re.compile(r"\bnot\b|n['’]t\b|\bcannot\b", re.I)
_DOUBLED = ("nothing", "nobody", "no one", "none", "never")
_WEAK_WORD = frozenset(("may", "might", "could", "can"))
_STRONG_WORD = frozenset(("will", "would", "must", "shall"))
_SOURCE = re.compile(r"^(?:according to|as reported by) [^,]{2,60}, ", re.I)
_SPEECH = re.compile(
    r"^[^,;:]{2,80}? (?:said|says|stated|announced|reported|added|warned|estimated|confirmed|told [\w ]{2,20}?)"
    r"(?: (?:on |late |early )?\w+day)? that ",
    re.I,
)
_PART_END = re.compile(r";\s+|,\s+(?:and|but|while|whereas)\s+")

Rule = Callable[[Difference, NearCopy, "_Part"], Finding | None]


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections to what a claim has in another way than all sentences that are nearly its copies."""
    found: list[Finding] = []
    for start, end in _parts(claim.text):
        part = _Part(claim, start, end, evidence)
        speech = _SPEECH.match(part.text)
        if not part.copies and speech is not None:  # what is said may stand in the articles as the outlet's own words
            part = _Part(claim, start + speech.end(), end, evidence)
        found.extend(_check_part(part))
    return tuple(found)


def _parts(text: str) -> list[tuple[int, int]]:
    """The parts of a sentence that may come from different articles, without the naming of an outlet before them.

    >>> [text[a:b] for text in ["It rained, and the old mill burned."] for a, b in _parts(text)]
    ['It rained', 'the old mill burned.']
    """
    source = _SOURCE.match(text)
    start = source.end() if source else 0
    parts = []
    for match in _PART_END.finditer(text, start):
        parts.append((start, match.start()))
        start = match.end()
    return [*parts, (start, len(text))]


@dataclass(frozen=True)
class _Part:
    """[start, end) of a claim's text with its near copies: what every rule looks at."""

    claim: Claim
    start: int
    end: int
    evidence: Evidence

    @cached_property
    def text(self) -> str:
        return self.claim.text[self.start : self.end]

    @cached_property
    def copies(self) -> tuple[NearCopy, ...]:
        items = read_items(self.text, self.claim.start + self.start, self.claim.mentions, self.evidence)
        return near_copies(self.text, items, self.evidence)

    def words(self, item: Item) -> str:
        return self.claim.context[item.start : item.end]

    def is_quoted(self, item: Item) -> bool:
        return any(q.start <= item.start < q.end for q in self.claim.mentions.quotations)

    def is_told(self, item: Item | None, has: Callable[[Line], bool]) -> bool:
        """Whether another sentence that tells of the part, `item` left out, has what `has` asks of it."""
        read = story_words(self.evidence.story)
        left_out = content_stems(self.words(item)) if item is not None else frozenset[str]()
        wanted = {stem_: read.weight(stem_) for stem_ in content_stems(self.text) - left_out}
        total = sum(wanted.values())
        copies = {copy.index for copy in self.copies}
        for index, line in enumerate(read.lines):
            if index in copies or not has(line):
                continue
            beside = {s for other in read.neighbours[index] if other not in copies for s in read.lines[other].stems}
            held = sum(wanted[s] for s in wanted.keys() & line.stems)
            near = sum(wanted[s] for s in (wanted.keys() - line.stems) & beside)
            if held + _BESIDE * near >= _TOLD * total:
                return True
        return False

    @cached_property
    def copied_figures(self) -> tuple[Figure, ...]:
        """The figures of all near copies, wherever they stand in them."""
        return tuple(item.mention for c in self.copies for item in c.items if isinstance(item.mention, Figure))

    @cached_property
    def copied_dates(self) -> tuple[DateMention, ...]:
        """The dates of all near copies."""
        return tuple(item.mention for c in self.copies for item in c.items if isinstance(item.mention, DateMention))


def _check_part(part: _Part) -> Iterator[Finding]:
    for copy in part.copies[:2]:
        found = [*_hedges(copy, part), *_counted(copy, part)]
        for difference in copy.differences:
            is_small = len(difference.mine) <= _MOST and len(difference.theirs) <= _MOST
            if is_small and not any(part.is_quoted(item) for item in difference.mine):
                found.extend([f for rule in _RULES if (f := rule(difference, copy, part)) is not None][:1])
        if found or copy.share >= _WHOLE:
            yield from found[:2]
            return


def _finding(code: ErrorCode, reason: str, copy: NearCopy, claimed: str, found: str) -> Finding:
    return Finding(
        checker=NAME, vote=Vote.OBJECT, code=code, reason=reason, severity=Severity.MAJOR,
        evidence=(copy.line.sentence.sentence.span,), claimed=claimed, found=found, contradicts=True,
    )  # fmt: skip


# ------------------------------------------------------------------------- figures, dates and names


def _figure(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    pair = difference.only("figure")
    claimed, stated = (pair[0].mention, pair[1].mention) if pair else (None, None)
    if pair is None or not isinstance(claimed, Figure) or not isinstance(stated, Figure):
        return None
    if _plain(claimed.text) == _plain(stated.text):
        return None  # read in two ways, by what stands around: "a quarter past eight" in the evening, "1.860"
    is_alike = comparable(claimed, stated) and (claimed.unit == stated.unit or not claimed.unit or not stated.unit)
    if not is_alike or relation(claimed, stated) != "other":
        return None

    def is_same(figure: Figure) -> bool:
        return comparable(claimed, figure) and relation(claimed, figure) != "other"

    if any(map(is_same, part.copied_figures)) or part.is_told(pair[0], _has_figure(is_same)):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    reason = f"The articles say {quote(stated)} ({where}), the sentence {quote(claimed).rstrip('.')}."
    return _finding(ErrorCode.NUMBER, reason, copy, claimed.text.strip(), stated.text.strip())


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _date(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    pair = difference.only("date")
    claimed, stated = (pair[0].mention, pair[1].mention) if pair else (None, None)
    if pair is None or not isinstance(claimed, DateMention) or not isinstance(stated, DateMention):
        return None
    if _is_same_date(claimed, stated) is not False:
        return None
    if any(_is_same_date(claimed, date) for date in part.copied_dates):
        return None
    if part.is_told(pair[0], lambda line: any(_is_same_date(claimed, date) for date in line.sentence.mentions.dates)):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    reason = f"The articles say {stated.text} ({where}), the sentence {claimed.text}."
    return _finding(ErrorCode.DATE, reason, copy, claimed.text, stated.text)


def _is_same_date(one: DateMention, other: DateMention) -> bool | None:
    """Whether two dates agree, also in a second day or year ("19 and 20 November"); None where they cannot tell."""
    texts = [_plain(mention.text) for mention in (one, other)]
    if texts[0] == texts[1]:
        return True
    if re.sub(r"\d+", "", texts[0]) == re.sub(r"\d+", "", texts[1]):
        return False
    return agree(read_day(one), read_day(other))


def _name(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    pair = difference.only("name")
    claimed, stated = (pair[0].mention, pair[1].mention) if pair else (None, None)
    if pair is None or not isinstance(claimed, Name) or not isinstance(stated, Name):
        return None
    own, other = set(tokens_of(claimed.text)), set(tokens_of(stated.text))
    if not own or not other or own & other or are_kin(claimed, stated) or _are_initials(claimed.text, stated.text):
        return None
    stems = {stem(token) for token in own}
    if stems <= copy.line.stems or part.is_told(pair[0], lambda line: stems <= line.stems):
        return None
    kinds = {kind_of(claimed, part.evidence), kind_of(stated, part.evidence)}
    code = ErrorCode.PLACE if kinds == {NameKind.PLACE} else ErrorCode.ENTITY
    where = outlet(copy.line.sentence, part.evidence)
    return _finding(code, f"The articles say this of {stated.text} ({where}).", copy, claimed.text, stated.text)


def _are_initials(one: str, other: str) -> bool:
    """Whether one name is the other's initials."""
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in re.findall(r"[A-Z][\w'’-]*", long))
    return short.isupper() and short.replace(".", "") in initials


def _hedges(copy: NearCopy, part: _Part) -> Iterator[Finding]:
    """Objections to "more than 60" where a near copy says 60, or "less than" where it says "at least"."""
    for mine, theirs in copy.pairs:
        claimed, stated = mine.mention, theirs.mention
        if not isinstance(claimed, Figure) or not isinstance(stated, Figure) or part.is_quoted(mine):
            continue
        if claimed.hedge not in _STRICT or stated.hedge not in (Hedge.NONE, Hedge.EXACTLY):
            continue

        bears_out = partial(_bears_out, claimed)
        if any(map(bears_out, part.copied_figures)):
            continue
        if part.is_told(mine, _has_figure(bears_out)):
            continue
        where = outlet(copy.line.sentence, part.evidence)
        reason = f"The articles say {quote(stated)} ({where}), the sentence {quote(claimed).rstrip('.')}."
        yield _finding(ErrorCode.NUMBER_HEDGE, reason, copy, claimed.text.strip(), stated.text.strip())


def _bears_out(claimed: Figure, figure: Figure) -> bool:
    """Whether a figure of the articles says what a hedged one of the claim says, and not just its plain value."""
    is_plain = figure.hedge in (Hedge.NONE, Hedge.EXACTLY) and figure.low == claimed.low
    return comparable(claimed, figure) and relation(claimed, figure) == "same" and not is_plain


def _has_figure(agrees: Callable[[Figure], bool]) -> Callable[[Line], bool]:
    return lambda line: any(agrees(figure) for figure in line.sentence.mentions.figures)


def _has_word(key: str) -> Callable[[Line], bool]:
    return lambda line: key in line.stems


def _counted(copy: NearCopy, part: _Part) -> Iterator[Finding]:
    """Objections to "3,000 tourists" where a near copy has 3,000 people and nothing near it speaks of tourists."""
    read = story_words(part.evidence.story)
    for mine, theirs in copy.pairs:
        claimed, stated = mine.mention, theirs.mention
        if not isinstance(claimed, Figure) or not isinstance(stated, Figure) or claimed.unit or stated.unit:
            continue
        noun, other = stem(claimed.counted), stem(stated.counted)
        if not noun or not other or noun == other or claimed.counted in _ANYBODY or part.is_quoted(mine):
            continue
        around = {s for i in (copy.index, *read.neighbours[copy.index]) for s in read.lines[i].stems}
        if noun in around or part.is_told(mine, _has_word(noun)):
            continue
        if _is_kin(claimed.counted, copy.line.sentence.text):
            continue
        where = outlet(copy.line.sentence, part.evidence)
        reason = f"The articles count {quote(stated)} ({where}), the sentence {quote(claimed).rstrip('.')}."
        yield _finding(ErrorCode.NUMBER_SCOPE, reason, copy, quote(claimed), quote(stated))


def _is_kin(noun: str, text: str) -> bool:
    """Whether a noun is near in meaning to any word of a text ("villagers" where the villages are named)."""
    words = sorted(set(lower_words(text)) - similarity.STOP_WORDS)
    near = similarity.word_vectors([noun]) @ similarity.word_vectors(words).T
    return bool(near.size) and float(near.max()) >= _KIN


# ------------------------------------------------------------------- words, negations, modality, order


def _opposite(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    """A word and its opposite."""
    table = opposites()
    for item in difference.mine:
        word = part.words(item).lower()
        for other in difference.theirs:
            found = copy.words(other).lower()
            if found not in table.get(word, ()) and not any({word, found} <= side for side in _SIDES if word != found):
                continue
            if part.is_told(item, _has_word(item.key)):
                return None
            where = outlet(copy.line.sentence, part.evidence)
            return _finding(ErrorCode.PREDICATE, f'{where} says "{found}", the sentence "{word}".', copy, word, found)
    return None


def _connective(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    """A reason told as a hindrance, or an order turned round."""
    pair = difference.only("connective")
    if pair is None:
        return None
    mine, theirs = pair[0].key, pair[1].key
    if not any((mine in one and theirs in other) or (mine in other and theirs in one) for one, other in CONNECTIVES):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    reason = f'{where} joins the two by "{theirs}", the sentence by "{mine}".'
    return _finding(ErrorCode.DISCOURSE, reason, copy, mine, theirs)


def _negation(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    """A yes told as a no, or the other way round."""
    mine = any(item.kind == "negation" for item in difference.mine)
    theirs = any(item.kind == "negation" for item in difference.theirs)
    if mine == theirs or difference.after is None:
        return None
    affirming, denying = (copy.region, part.text) if mine else (part.text, copy.region)
    yes, no = _negations(affirming), _negations(denying)
    if not no - yes or yes - no or yes & Counter(_DOUBLED):
        return None  # "had no plans" and "did not plan" deny alike, and some deny twice
    denied = difference.after.key
    copies = {other.index for other in part.copies}
    for near in align(part.text, part.evidence.story)[:6]:
        line = story_words(part.evidence.story).lines[near.index]
        if near.index in copies or near.score < _TOLD or denied not in line.stems:
            continue
        if (denied in denied_predicates(line.sentence.text)) == mine:
            return None
    where = outlet(copy.line.sentence, part.evidence)
    reason = f"The sentence {'denies what' if mine else 'says what'} {where} {'says' if mine else 'denies'}."
    return _finding(ErrorCode.NEGATION, reason, copy, part.text, copy.line.sentence.text)


def _negations(text: str) -> Counter[str]:
    """What denies in a text, openly or by what a word implies."""
    plain = unquoted(text)
    found = [*cue_pattern("negation").findall(plain), *cue_pattern("implied_negation").findall(plain)]
    return Counter("not" if _NOT.search(cue) else cue.lower() for cue in found)


def _modal(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    """What is planned, possible or alleged told as done, or what may be as what will be."""
    mine = [item for item in difference.mine if item.kind == "modal"]
    theirs = [item for item in difference.theirs if item.kind == "modal"]
    if len(theirs) != 1 or len(mine) > 1 or difference.after is None:
        return None
    weak = copy.words(theirs[0]).lower()
    if weak in cue_words("unsure_open"):
        return None
    if mine:
        if weak not in _WEAK_WORD or part.words(mine[0]).lower() not in _STRONG_WORD:
            return None
    elif any(cue_pattern(name).search(part.text) for name in ("undone", "tentative", "weakened", "future")):
        return None
    done = difference.after.key

    def is_done(line: Line) -> bool:
        return done in line.stems and not (set(lower_words(line.sentence.text)) & _open_words())

    if part.is_told(None, is_done):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    return _finding(ErrorCode.MODALITY, f'{where} does not say it so firmly ("{weak}").', copy, part.text, weak)


def _open_words() -> frozenset[str]:
    return cue_words("future") | cue_words("planning") | cue_words("weakened")


def _upgraded(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    """A belief told as confirmed."""
    mine = [part.words(item).lower() for item in difference.mine]
    theirs = [copy.words(item).lower() for item in difference.theirs]
    sure = next((word for word in mine if word in cue_words("confirmation")), None)
    believed = next((word for word in theirs if word in cue_words("belief")), None)
    if sure is None or believed is None or part.is_told(None, _has_word(stem(sure))):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    reason = f'{where} says "{believed}", the sentence "{sure}".'
    return _finding(ErrorCode.ATTRIBUTION_UPGRADED, reason, copy, sure, believed)


def _loaded(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    """A judging word that the summary puts in, whoever is said to have said it."""
    mine = [part.words(item) for item in difference.mine]
    word = next((found for found in mine if loaded_words(f"the {found}")), None)
    if word is None or any(loaded_words(f"the {copy.words(item)}") for item in difference.theirs):
        return None
    key = stem(word)
    if any(key in line.stems for line in story_words(part.evidence.story).lines):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    finding = _finding(ErrorCode.LOADED_LANGUAGE, f"“{word}” judges, and {where} does not.", copy, word, copy.region)
    return replace(finding, severity=Severity.MINOR, contradicts=False)


def _office(difference: Difference, copy: NearCopy, part: _Part) -> Finding | None:
    """Another office before the same name."""
    person = after = difference.after
    if after is not None and part.words(after).lower() in cue_words("role"):  # the "Minister" of "Health Minister"
        person = next((mine for mine, _ in copy.pairs if mine.start >= after.end), None)
    if person is None or not isinstance(person.mention, Name) or not difference.mine or not difference.theirs:
        return None
    offices = cue_words("role") | cue_words("office_field")
    mine = {word for item in difference.mine for word in lower_words(part.words(item))} & offices
    theirs = {word for item in difference.theirs for word in lower_words(copy.words(item))} & offices
    key = stem(tokens_of(person.mention.text)[-1]) if tokens_of(person.mention.text) else ""
    if not mine or not theirs or mine & theirs or not key:
        return None
    stems = {stem(word) for word in mine}
    if any(key in line.stems and stems & line.stems for line in story_words(part.evidence.story).lines):
        return None
    claimed, found = sorted(mine)[0], sorted(theirs)[0]
    where = outlet(copy.line.sentence, part.evidence)
    reason = f"{where} calls {person.mention.text} {found}, the sentence {claimed}."
    return _finding(ErrorCode.ROLE, reason, copy, claimed, found)


_RULES: tuple[Rule, ...] = (
    _figure, _date, _office, _name, _opposite, _connective, _upgraded, _negation, _modal, _loaded,
)  # fmt: skip
