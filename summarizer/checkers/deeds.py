"""Who does what to whom? Where the articles have it the other way round, the claim says the opposite in their words.

"Northline sued the union" and "the union sued Northline" share every word, so nothing that counts words tells them
apart. A deed is a verb with who does it and to whom it is done, read from what stands around it: its subject on the
left, its object on the right or behind one preposition ("sided with"), turned round in the passive. It objects only
where an article's deed has both parties exchanged and no article has them as the sentence has, and doubts where a
sentence that names the doer, too, has somebody else do it (of such as many were right as wrong).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.checkers._alignment import Line, content_stems, cue_pattern, cue_words, share_told, stem, story_words
from summarizer.checkers._verbs import is_past
from summarizer.checkers.polarity import unquoted
from summarizer.checkers.sides import check_sides
from summarizer.checkers.transfers import check_transfers
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Vote

NAME = "deeds"

_TOKEN = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*(?:[’'](?=\s))?|[,;:()—–“”\"]")
_REACH = 14
"""Words on either side of a verb in which its parties stand."""
_LONGEST = 90  # words of a sentence that is read: more is a list or no sentence
_BE = cue_words("being")
_AUXILIARY = _BE | cue_words("auxiliary") | {"having", "should", "not", "also"}
_WITH = cue_words("deed_relation")
"""Prepositions behind which somebody stands to whom something is done; each is a relation of its own."""
_STOP = cue_words("party_end") | {";", ":", "(", ")", "—", "–", "“", "”", '"'}
"""What ends a party on the right of the verb; a comma does, too, but for a name that says who is meant."""
_CLAUSE = cue_words("clause_start") | {";", ":", "(", ")", "—", "–"}
_UNKNOWN_WHO = re.compile(
    r"\b(?:unclear|not (?:yet |immediately )?(?:clear|known|established)|unknown|(?:no one|nobody) (?:knows?|knew)"
    r"|(?:do|does|did|could|would) not (?:know|say)|(?:declined|refused) to say|find out|establish|determine"
    r"|investigat\w+|mystery)\b[^.;]{0,20}\bwho (?:had |has |have |might have |may have )?(?:\w+ly )?"
    r"(?P<verb>[a-z]{3,})\b",
    re.I,
)
_SOMEBODY = frozenset({"him", "her", "them"})
"""What an object is taken for that is a pronoun: whoever it is, it is not the doer."""
_SPEAKS = 0.25  # the same where two people are exchanged
_TELLS = 0.5  # share of the claim's words in a sentence that tells of it, where a pronoun leaves open whom
_IMPERSONAL = frozenset({"it", "there"})
"""Subjects that are no party: "Osk said it sounded like thunder" is no deed of Osk's."""
_EITHER_WAY = frozenset(stem(word) for word in cue_words("either_way"))
"""Verbs that hold of both parties alike, or tell of nothing that one does to the other."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb by its stem, the relation to the second party ("" for an object), and the stems that name the two.

    Of the second party, where it is "her" or "them", it is only known that it is not the doer.
    """

    verb: str
    relation: str
    doer: frozenset[str]
    other: frozenset[str]
    spoken: str
    names: frozenset[str] = frozenset()
    """Those of the doer's words that are capitalised."""


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """An objection to a deed whose parties every article that tells of it has the other way round, or a doubt."""
    for deed in deeds_in(unquoted(claim.text)):
        rival = _rival(deed, claim.text, evidence)
        if rival is not None:
            line, found = rival
            label = evidence.story.article(line.sentence.article_id).label
            how = "the other way round" if (is_reversed := _is_reversed(deed, found)) else "of another"
            return (
                Finding(
                    NAME,
                    Vote.OBJECT if is_reversed else Vote.DOUBT,
                    ErrorCode.ROLE,
                    f"{label} has it {how}: “{found.spoken}”.",
                    Severity.CRITICAL if is_reversed else Severity.MAJOR,
                    (line.sentence.sentence.span,),
                    deed.spoken,
                    found.spoken,
                    contradicts=is_reversed,
                ),
            )
    others = _by_nobody_known(claim, evidence) or _by_the_other(claim, evidence)
    return others or (*check_sides(claim, evidence), *check_transfers(claim, evidence))


@dataclass(frozen=True, slots=True)
class _Act:
    """A verb by its stem, whoever it is done to, with the names and all words of its subject."""

    verb: str
    names: frozenset[str]
    doer: frozenset[str]
    spoken: str


_SAYING = frozenset(stem(word) for word in cue_words("attributed") | {"called", "added"})
"""What everybody does, each with words of his own."""
_SIDES = re.compile(r"[;—]|,? (?:while|whereas|but|after|before|as|when)\b|, and\b")


def _by_the_other(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """An objection to two people of a claim who do each what the other does: "Osk announced a suit, while Lund welcomed
    the plan" where Osk welcomed it. No article may have the claim's doer do it.

    Measured: 2 faulty sentences and no faithful one of all development sets.
    """
    text = unquoted(claim.text)
    mine = _acts(text)
    if len({act.names for act in mine}) < 2 or not _SIDES.search(text):
        return ()
    read = story_words(evidence.story)
    for act in (act for act in mine if act.verb not in _SAYING):
        others = [other.names for other in mine if other.verb != act.verb and not other.names & act.names]
        against: tuple[Line, _Act] | None = None
        for line in (line for line in read.lines if act.verb in line.stems):
            told = [other for other in _acts(line.sentence.text, over_commas=True) if other.verb == act.verb]
            if (not told and act.names & line.stems) or any(act.doer & other.doer for other in told):
                against = None
                break
            rival = next((other for other in told if any(names & other.names for names in others)), None)
            if rival is not None and share_told(content_stems(text) - act.names, line.stems, read) >= _SPEAKS:
                against = against or (line, rival)
        if against is not None:
            line, rival = against
            label = evidence.story.article(line.sentence.article_id).label
            reason = f"{label} has it of the other: “{rival.spoken}”."
            span = line.sentence.sentence.span
            return (
                Finding(
                    NAME, Vote.OBJECT, ErrorCode.ENTITY, reason, Severity.CRITICAL, (span,),
                    act.spoken, rival.spoken, True,
                ),
            )  # fmt: skip
    return ()


def _acts(text: str, *, over_commas: bool = False) -> list[_Act]:
    """The verbs of a text that a name stands right before, auxiliaries (and commas, if so wished) between them."""
    tokens = [match[0] for match in _TOKEN.finditer(text)]
    found = []
    for at, token in enumerate(tokens if len(tokens) <= _LONGEST else ()):
        if not _is_verb(tokens, at) or _is_passive(tokens, at):
            continue
        before = at - 1
        while before >= 0 and (
            tokens[before].lower() in _AUXILIARY
            or tokens[before].endswith("ly")
            or (over_commas and tokens[before] == ",")
        ):
            before -= 1
        subject = _subject(tokens, at)
        names = _named([word for word in subject if word[:1].isupper()])
        if names and before >= 0 and tokens[before][:1].isupper():
            found.append(_Act(stem(token), names, _named(subject), _spoken(tokens, at)))
    return found


def _by_nobody_known(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """An objection to a deed told of somebody, where an article says that nobody knows who did it."""
    text = unquoted(claim.text)
    deeds = [deed for deed in deeds_in(text) if deed.names]
    if not deeds or cue_pattern("not_own_voice").search(text):
        return ()
    read = story_words(evidence.story)
    for line in read.lines:
        unknown = next(iter(_UNKNOWN_WHO.finditer(line.sentence.text)), None)
        deed = next((deed for deed in deeds if unknown is not None and deed.verb == stem(unknown["verb"])), None)
        if unknown is None or deed is None:
            continue
        told = [other for line in read.lines for other in deeds_in(line.sentence.text) if other.verb == deed.verb]
        is_told = any(other.doer & deed.doer for other in told)
        if not is_told and share_told(content_stems(text) - deed.doer, line.stems, read) >= _TELLS:
            label = evidence.story.article(line.sentence.article_id).label
            reason = f"{label} leaves open who did it: “{unknown[0]}”."
            return (
                Finding(
                    NAME, Vote.OBJECT, ErrorCode.EXTRINSIC, reason, Severity.CRITICAL, (line.sentence.sentence.span,),
                    deed.spoken, unknown[0], True,
                ),
            )  # fmt: skip
    return ()


def _rival(deed: Deed, claim: str, evidence: Evidence) -> tuple[Line, Deed] | None:
    """The first sentence that has a deed's parties exchanged, or another doer; none where one has it as it is."""
    against: tuple[Line, Deed] | None = None
    read = story_words(evidence.story)
    for line in read.lines:
        if deed.verb not in line.stems or not deed.other & line.stems:
            continue
        told = [other for other in deeds_in(line.sentence.text) if other.verb == deed.verb]
        if not deed.doer & line.stems:
            told = [other for other in told if _is_of_pronoun(other)]
            if not told or share_told(content_stems(claim), line.stems, read) < _TELLS:
                continue
        if any(_is_same(deed, other) for other in told):
            return None
        is_named = bool(deed.names & line.stems)
        rival = next((o for o in told if _is_reversed(deed, o) or (is_named and _is_of_another(deed, o, told))), None)
        against = against or ((line, rival) if rival else None)
    return against


def _is_of_pronoun(told: Deed) -> bool:
    """Whether it is done to "him", "her" or "them", whoever that is."""
    return told.other == _SOMEBODY


def _is_same(claimed: Deed, told: Deed) -> bool:
    is_same_other = claimed.relation != told.relation or bool(claimed.other & told.other) or _is_of_pronoun(told)
    return bool(claimed.doer & told.doer) and is_same_other


def _is_reversed(claimed: Deed, told: Deed) -> bool:
    is_by_other = bool(claimed.doer & told.other) or (_is_of_pronoun(told) and bool(claimed.names))
    return (
        claimed.relation == told.relation
        and is_by_other
        and bool(claimed.other & told.doer)
        and not claimed.doer & told.doer
        and not claimed.other & told.other
    )


def _is_of_another(claimed: Deed, told: Deed, all_told: Sequence[Deed]) -> bool:
    """Whether a sentence that names the claim's doer, too, has somebody else do just this: "he was unhurt; she broke a
    wrist"."""
    if len(all_told) != 1 or claimed.relation != told.relation or claimed.doer & told.doer:
        return False
    return bool(told.names) and bool(claimed.names) and claimed.other <= told.other


@lru_cache(maxsize=4096)
def deeds_in(text: str) -> tuple[Deed, ...]:
    """What the sentence says that somebody does to somebody, in order.

    >>> [(sorted(deed.doer), deed.relation, sorted(deed.other)) for deed in deeds_in("Osk sided with Lund.")]
    [(['osk'], 'with', ['lund'])]
    >>> [sorted(deed.doer) for deed in deeds_in("Osk was accused by Lund.")]
    [['lund']]
    """
    tokens = [match[0] for match in _TOKEN.finditer(text)]
    return tuple(_read(tokens)) if len(tokens) <= _LONGEST else ()


def _read(tokens: Sequence[str]) -> Iterator[Deed]:
    for at, token in enumerate(tokens):
        if not _is_verb(tokens, at) or stem(token) in _EITHER_WAY:
            continue
        subject = _subject(tokens, at)
        left, names = _named(subject), _named([word for word in subject if word[:1].isupper()])
        is_passive = _is_passive(tokens, at)
        for relation, right in _objects(tokens, at):
            if not left or not right:
                continue
            if is_passive and relation == "by":
                yield Deed(stem(token), "", right, left, _spoken(tokens, at))
            elif not is_passive:
                yield Deed(stem(token), relation, left, right, _spoken(tokens, at), names)


def _is_verb(tokens: Sequence[str], at: int) -> bool:
    """Whether a word is a finite verb or a participle: by its form, and since it stands behind no article."""
    word = tokens[at]
    if not word.islower() or word in _AUXILIARY or not at:
        return False
    if tokens[at - 1].lower() in _ARTICLES:
        return False
    if tokens[at - 1].lower() in ("will", "would", "could", "can", "may", "might", "must") and not word.endswith("ly"):
        return True
    return is_past(word) or (_helped(tokens, at) and word.endswith(("en", "n", "t")))


_ARTICLES = cue_words("before_noun")


def _helped(tokens: Sequence[str], at: int) -> bool:
    return any(token.lower() in _BE for token in tokens[max(0, at - 3) : at])


def _is_passive(tokens: Sequence[str], at: int) -> bool:
    """Whether a form of "be" governs the verb, adverbs and "been" between them left out."""
    for token in reversed(tokens[max(0, at - 3) : at]):
        if token.lower() in _BE:
            return True
        if token.lower() not in _AUXILIARY and not token.endswith("ly"):
            return False
    return False


def _subject(tokens: Sequence[str], at: int) -> list[str]:
    """The words that name who stands before the verb: back to the clause's beginning, over what is set in commas."""
    words: list[str] = []
    is_near = False
    place = at - 1
    while place >= 0 and at - place <= _REACH:
        token = tokens[place]
        lower = _lower(tokens, place)
        if not words and token.lower() in _IMPERSONAL:
            break
        if is_near and words and lower in cue_words("deed_relation") | {"in", "on", "of"}:
            break
        if lower in ("who", "which"):  # "the union, which sued": who stands right before it
            is_near = True
            place -= 1
            while place >= 0 and tokens[place] in (",",):
                place -= 1
            words = []
            continue
        if lower in _CLAUSE or (words and _is_verb(tokens, place) and lower not in ("and",)):
            if lower in _CLAUSE or not _joins(tokens, place, at):
                break
            words = []
        elif lower not in cue_words("small") and token not in (",", "“", "”", '"'):
            words.append(token)
        place -= 1
    return words


def _lower(tokens: Sequence[str], place: int) -> str:
    """The word in small letters but for names: "Per" and "Will" are no prepositions and auxiliaries."""
    return tokens[place].lower() if place == 0 or not tokens[place][:1].isupper() else tokens[place]


def _joins(tokens: Sequence[str], first: int, second: int) -> bool:
    """Whether two verbs have one subject: "ordered an inquiry and suspended"."""
    return "and" in (token.lower() for token in tokens[first + 1 : second]) and tokens[second - 1].lower() in (
        "and",
        "also",
        "later",
        "then",
    )


def _named(words: Sequence[str]) -> frozenset[str]:
    """Stems of the words that name a party, without whoever owns it: "the union's lawyer" is the lawyer."""
    own = [word for word in words if not word.endswith(("'s", "’s", "s’", "s'"))]
    return frozenset(stem(word) for word in own if len(word) > 1 and not word.isdigit())


def _objects(tokens: Sequence[str], at: int) -> Iterator[tuple[str, frozenset[str]]]:
    """The parties on the right: the object (""), and those behind prepositions, as (relation, stems)."""
    relation, words = "", list[str]()
    place = at + 1
    if (
        place < len(tokens)
        and tokens[place] in ("down", "up", "off", "out", "over", "away")
        and _begins(tokens, place + 1)
    ):
        place += 1  # "knocked down a courier"
    while place < len(tokens) and place - at <= _REACH:
        token = tokens[place]
        lower = _lower(tokens, place)
        if token == ",":
            is_apposition = place + 1 < len(tokens) and tokens[place + 1][:1].isupper() and words
            if not is_apposition:
                break
        elif lower in _WITH:
            if words or not relation:
                yield relation, _named(words)
            relation, words = lower, []
        elif lower == "of":
            while place + 1 < len(tokens) and tokens[place + 1].lower() not in _STOP and tokens[place + 1] != ",":
                place += 1
        elif lower in _STOP or (words and (_is_verb(tokens, place) or token[:1].isdigit())):
            break
        elif words and words[-1][:1].isupper() and lower in ("a", "an", "the", "his", "her", "its", "their"):
            break  # "handed Quill a letter": what was handed is another party
        elif lower in _SOMEBODY and not words and not relation and not _begins_own(tokens, place + 1):
            yield "", _SOMEBODY
            return
        elif lower not in cue_words("small"):
            words.append(token)
        place += 1
    yield relation, _named(words)


def _begins_own(tokens: Sequence[str], place: int) -> bool:
    """Whether at a place stands what "her" may own: a noun, and no preposition or end."""
    return place < len(tokens) and tokens[place][0].isalpha() and tokens[place].lower() not in _STOP | _WITH | {"of"}


def _begins(tokens: Sequence[str], place: int) -> bool:
    """Whether a party begins at a place: with an article, a name or a noun."""
    return place < len(tokens) and (tokens[place].lower() in ("a", "an", "the") or tokens[place][:1].isupper())


def _spoken(tokens: Sequence[str], at: int) -> str:
    """The deed as an editor reads it: some words around the verb."""
    text = " ".join(tokens[max(0, at - 6) : at + 7])
    return re.sub(r"\s+([,;:)])", r"\1", text).lstrip(" ,;:)—–”")
