"""Do the claim's names stand in the articles, with this role, in this part of what happened?

A veto: a name that no article has, a role that goes with somebody else, two names exchanged, a pronoun that points to
the wrong person. Outlets, metonyms (Moscow for Russia), demonyms, acronyms and other spellings are one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from anyascii import anyascii
from rapidfuzz import fuzz

from summarizer.checkers._alignment import Binding, align, cue_pattern, cue_words, read_groups, slot_of, story_words
from summarizer.model import (
    Claim,
    ErrorCode,
    Evidence,
    Finding,
    Name,
    NameKind,
    ReadSentence,
    Severity,
    Span,
    Story,
    Vote,
)

NAME = "names"

_TOKEN = re.compile(r"[^\W\d_][\w'’.-]*")
_ALIKE = 86  # rapidfuzz ratio from which two spellings are one name (Zelensky, Zelenskyy, Zelenskiy)
_APPOSITION = re.compile(r", ([^,.;]{3,60})[,.]")  # "Mara Feld, the chief engineer, "
_PARTIES = frozenset({"democrat", "republican"})
_SAME_PLACE = (
    70  # rapidfuzz ratio from which two words for one state are one place: Kyiv and Kiev, not Kyiv and Ukraine
)
_TELLS = 0.6  # share of the rest of the claim that one sentence must have before it tells of the claim
_TOUCHES = 0.3  # a sentence with so much of it, or beside one, may be where the name comes from
_TOUCHES_SHARE = 0.5  # nor a sentence with so small a share of what the best one has
_BESIDE_SHARE = 0.7  # the same for a sentence whose neighbours may be where the name comes from
_ORDERED = 0.4  # share of the claim in a sentence from which the order of its names counts
_EXCHANGED = {NameKind.PERSON: 0.1, NameKind.PLACE: 0.12, NameKind.ORGANISATION: 0.2, NameKind.OTHER: 0.25}
"""By how much two names must fit better when exchanged. Chosen on the training pairs and on four sets of other people's
summaries: people 5 right to 2 wrong there, places 5 to 3, the rest needs more."""
_EXCHANGED_STATES = 0.25  # states are named all over a story, so their surroundings tell little


@lru_cache(maxsize=1)
def _place_names() -> Mapping[str, str]:
    """Demonyms, capitals and seats of government → the state they stand for."""
    return {word: head for head, words in read_groups("places.txt") for word in (head, *words)}


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections and doubts about the names of a claim; nothing when each is found where it should be."""
    names = _names_of(claim, evidence)
    known = _known(evidence)
    found: list[Finding] = []
    present = []
    for name in names:
        if _is_known(name, known, evidence):
            present.append(name)
        else:
            found.append(_unknown_finding(name, claim))
    found.extend(_check_roles(present, claim, evidence))
    exchanged = _check_exchange(present, claim, evidence)
    found.extend(exchanged)
    if not exchanged:
        found.extend(_check_elsewhere(present, claim, evidence))
    found.extend(_check_pronoun(names, claim, evidence))
    return tuple(found)


def _names_of(claim: Claim, evidence: Evidence) -> list[Name]:
    """The names read in the claim, and those of the story's people that a reader of the claim alone could not tell."""
    names = [name for name in claim.mentions.names if claim.start <= name.start and name.end <= claim.end]
    people = _people(evidence)
    for match in _TOKEN.finditer(claim.text):
        start, end = claim.start + match.start(), claim.start + match.end()
        bare = re.sub(r"['’]s?$", "", match[0])
        if bare[0].isupper() and _fold(bare) in people and not any(n.start < end and start < n.end for n in names):
            names.append(Name(start, start + len(bare), bare, NameKind.PERSON))
    return sorted(names, key=lambda name: name.start)


def _people(evidence: Evidence) -> Mapping[str, str]:
    """The last word of every person's name in the story → the person."""
    return {
        token: e.name
        for e in evidence.facts.entities
        if e.kind is NameKind.PERSON and " " in e.name
        for token in _tokens(e.name)[-1:]
    }


# -------------------------------------------------------------------------------------- is it there?


@dataclass(frozen=True, slots=True)
class _Known:
    """Every word that stands capitalised in the articles or belongs to them, folded; and initials of names."""

    words: frozenset[str]
    acronyms: frozenset[str]


_KNOWN: dict[int, tuple[Evidence, _Known]] = {}


def _known(evidence: Evidence) -> _Known:
    story = evidence.story
    cached = _KNOWN.get(id(story))
    if cached is not None and cached[0].story is story and cached[0].facts is evidence.facts:
        return cached[1]
    texts = [
        text
        for a in story.articles
        for text in (a.text, a.title, a.outlet, a.author, a.dateline_place, *a.credits, a.url)
    ]
    texts += [spelling for entity in evidence.facts.entities for spelling in (entity.name, *entity.spellings)]
    tokens = {token for text in texts for token in _TOKEN.findall(text)}
    words = frozenset(_fold(part) for token in tokens for part in (token, *re.split(r"[-–/]", token)))
    runs = [
        run
        for text in texts
        for run in re.findall(r"(?:[A-Z][\w'’-]+(?: (?:of|for|the|and|on|in|to))*[ -]?){2,}", text)
    ]
    acronyms = {"".join(word[0] for word in re.findall(r"[A-Z][\w'’-]*", run)).lower() for run in runs}
    known = _Known(words, frozenset(acronyms))
    if len(_KNOWN) >= 8:
        _KNOWN.clear()
    _KNOWN[id(story)] = (evidence, known)
    return known


def _fold(word: str) -> str:
    folded = str(anyascii(word)).lower().replace("’", "'").strip(".-'")
    return folded.removesuffix("'s").removesuffix("s'").replace(".", "").replace("-", "").replace("'", "")


def _tokens(name: str) -> list[str]:
    """The telling words of a name, folded."""
    words = [w for part in name.split() for w in re.split(r"[-–/]", part)]
    return [f for w in words if (f := _fold(w)) and f not in cue_words("particle") and len(f) > 1]


def _is_known(name: Name, known: _Known, evidence: Evidence) -> bool:
    """Whether any telling word of a name stands in the articles, in whatever spelling, or stands for what does."""
    tokens = _tokens(name.text)
    if not tokens:
        return True
    state = _place_names().get(" ".join(tokens)) or _place_names().get(name.text.lower())
    if state is not None:
        kin = [word for word, head in _place_names().items() if head == state]
        if any(_fold(word) in known.words or (" " in word and _stands(word, evidence.story)) for word in kin):
            return True
    if name.text.isupper() and _fold(name.text) in known.acronyms:
        return True
    if len(tokens) > 1 and "".join(token[0] for token in tokens) in known.words:
        return True
    decisive = tokens if name.kind is not NameKind.PERSON else tokens[-1:]
    return any(_is_word_known(token, known.words) for token in decisive)


def _is_word_known(token: str, words: frozenset[str]) -> bool:
    if token in words or token + "s" in words or token.removesuffix("s") in words:
        return True
    if any(
        len(w) > 3 and (w.startswith(token) or token.startswith(w)) and abs(len(w) - len(token)) <= 4 for w in words
    ):
        return True
    return len(token) > 4 and any(w[0] == token[0] and fuzz.ratio(token, w) >= _ALIKE for w in words if w)


def _stands(phrase: str, story: Story) -> bool:
    return any(phrase in article.text.lower() for article in story.articles)


def _unknown_finding(name: Name, claim: Claim) -> Finding:
    is_sure = (name.start > claim.start and name.kind is not NameKind.OTHER) or " " in name.text
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT if is_sure else Vote.DOUBT,
        code=ErrorCode.PLACE if name.kind is NameKind.PLACE else ErrorCode.ENTITY,
        reason=f"No article names {name.text}.",
        severity=Severity.MAJOR if is_sure else Severity.MINOR,
        claimed=name.text,
    )


# ---------------------------------------------------------------------------------------------- roles


def _check_roles(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """Objections to a role that the articles give to somebody else and never to this person."""
    found: list[Finding] = []
    for name in names:
        head = _role_of(name, claim)
        if not head or name.kind is NameKind.PLACE:
            continue
        key = _key(name)
        theirs = _roles_in(evidence.story, key)
        entity_roles = " ".join(
            role
            for e in evidence.facts.entities
            if key in {_fold(w) for s in e.spellings for w in s.split()}
            for role in e.roles
        ).lower()
        if head in theirs or head in entity_roles or not theirs:
            continue
        if head in _PARTIES and not theirs & _PARTIES:
            continue
        holder = _holder(head, key, evidence)
        if holder is None:
            found.extend(_misplaced_role(name, head, key, evidence))
            continue
        sentence, other = holder
        found.append(
            Finding(
                checker=NAME,
                vote=Vote.OBJECT,
                code=ErrorCode.ROLE,
                reason=f"The articles call {other} {head}, and {name.text} {', '.join(sorted(theirs))}; "
                f"the sentence calls {name.text} {head}.",
                severity=Severity.MAJOR,
                evidence=(sentence.sentence.span,),
                claimed=f"{head} {name.text}",
                found=", ".join(sorted(theirs)),
                contradicts=True,
            )
        )
    return found


def _misplaced_role(name: Name, head: str, key: str, evidence: Evidence) -> Iterator[Finding]:
    """A doubt about a role that no article gives to anybody, of a person whom the articles give others."""
    roles = [role for e in evidence.facts.entities if key in _tokens(e.name)[-1:] for role in e.roles]
    if len(roles) >= 2:
        yield Finding(
            checker=NAME,
            vote=Vote.DOUBT,
            code=ErrorCode.ROLE,
            reason=f"The articles call {name.text} {', '.join(roles[:3])}, not {head}.",
            severity=Severity.MINOR,
            claimed=f"{head} {name.text}",
            found=", ".join(roles),
        )


def _role_of(name: Name, claim: Claim) -> str:
    """The role word that stands with a name in the claim: before it, or after it between commas."""
    heads = cue_pattern("role").findall(name.role)
    if heads:
        return str(heads[-1]).lower()
    words = claim.text[: name.start - claim.start].split()[-1:]
    if words and cue_pattern("role").fullmatch(words[0]):
        return words[0].lower()
    match = _APPOSITION.match(claim.text[name.end - claim.start :][:80])
    if match and not cue_pattern("no_apposition").search(match[1]):
        inside = cue_pattern("role").findall(match[1])
        return str(inside[-1]).lower() if inside else ""
    return ""


def _key(name: Name) -> str:
    tokens = _tokens(name.text)
    return tokens[-1] if tokens else ""


def _roles_in(story: Story, key: str) -> set[str]:
    """The role words that stand with a name anywhere in the story."""
    roles = set()
    for line in story_words(story).lines:
        for match in re.finditer(r"[A-Z][\w'’-]+", line.sentence.text):
            if _fold(match[0]) != key:
                continue
            before = line.sentence.text[max(0, match.start() - 60) : match.start()]
            after = line.sentence.text[match.end() : match.end() + 70]
            roles |= {w.lower() for w in cue_pattern("role").findall(re.split(r"[.;]", before)[-1])}
            roles |= {w.lower() for w in cue_pattern("role").findall(re.split(r"[.;]", after)[0])}
    return roles


def _holder(head: str, key: str, evidence: Evidence) -> tuple[ReadSentence, str] | None:
    """A sentence in which somebody else bears the role, directly before the name or after a comma, and that name."""
    pattern = re.compile(
        rf"\b(?i:{head}) ((?:[A-Z][\w'’-]+ ?){{1,3}})"
        rf"|((?:[A-Z][\w'’-]+ ?){{1,3}}), (?:the |a |an )?[^,.;]{{0,30}}\b(?i:{head})\b"
    )
    people = _people(evidence)
    for line in story_words(evidence.story).lines:
        for match in pattern.finditer(line.sentence.text):
            other = (match[1] or match[2]).strip()
            if not other[:1].isupper():
                continue
            tokens = _tokens(other)
            if tokens and key not in tokens and tokens[-1] in people:
                return line.sentence, other
    return None


# ------------------------------------------------------------------------------------------- exchange


def _check_exchange(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """An objection when two names of the claim would fit the articles clearly better the other way round."""
    places = {name: _occurrences(name, evidence.story) for name in names}
    usable = [name for name in names if places[name]]
    best: tuple[float, Name, Name, int] | None = None
    for one, other in combinations(usable, 2):
        if set(_tokens(one.text)) & set(_tokens(other.text)) or _are_kin(one, other):
            continue
        if _kind(one, evidence) is not _kind(other, evidence):
            continue
        slots = [slot_of(one, claim), slot_of(other, claim)]
        for_one = Binding(claim.text, slots[0], evidence.story, slots)
        for_other = Binding(claim.text, slots[1], evidence.story, slots)
        straight = _best(for_one, places[one])[0], _best(for_other, places[other])[0]
        crossed = _best(for_one, places[other]), _best(for_other, places[one])
        gain = crossed[0][0] + crossed[1][0] - sum(straight)
        if _stand_in_order(one, other, claim, evidence):
            continue
        if gain > _needed(one, other, evidence) and (best is None or gain > best[0]):
            best = gain, one, other, crossed[0][1]
    if best is None:
        return []
    _, one, other, index = best
    both_places = one.kind is NameKind.PLACE and other.kind is NameKind.PLACE
    return [
        Finding(
            checker=NAME,
            vote=Vote.OBJECT,
            code=ErrorCode.PLACE if both_places else ErrorCode.ENTITY,
            reason=f"The articles say of {other.text} what the sentence says of {one.text}.",
            severity=Severity.MAJOR,
            evidence=(_span(evidence.story, index),),
            claimed=one.text,
            found=other.text,
            contradicts=True,
        )
    ]


def _stand_in_order(one: Name, other: Name, claim: Claim, evidence: Evidence) -> bool:
    """Whether the sentence that tells best of the claim has both names in the claim's order."""
    keys = [_key(name) for name in sorted((one, other), key=lambda name: name.start)]
    for alignment in align(claim.text, evidence.story)[:3]:
        tokens = [_fold(token) for token in _TOKEN.findall(alignment.sentence.text)]
        if alignment.score >= _ORDERED and keys[0] in tokens and keys[1] in tokens:
            return tokens.index(keys[0]) < len(tokens) - 1 - tokens[::-1].index(keys[1])
    return False


def _kind(name: Name, evidence: Evidence) -> NameKind:
    """What bears a name, by the story's entities, else as it was read."""
    tokens = set(_tokens(name.text))
    for entity in evidence.facts.entities:
        if entity.kind is not NameKind.OTHER and any(tokens == set(_tokens(spelling)) for spelling in entity.spellings):
            return entity.kind
    if _place_names().get(name.text.lower()):
        return NameKind.PLACE
    if name.kind is NameKind.OTHER and _key(name) in _people(evidence):
        return NameKind.PERSON
    return name.kind


def _needed(one: Name, other: Name, evidence: Evidence) -> float:
    if all(_place_names().get(name.text.lower()) for name in (one, other)):
        return _EXCHANGED_STATES
    return _EXCHANGED[_kind(one, evidence)]


def _best(binding: Binding, places: Iterable[tuple[int, int, int]]) -> tuple[float, int]:
    return max(((binding.at(*place), place[0]) for place in places), default=(0.0, 0))


def _span(story: Story, index: int) -> Span:
    return story_words(story).lines[index].sentence.sentence.span


def _are_kin(one: Name, other: Name) -> bool:
    """Whether two names stand for one state: Moscow and the Kremlin."""
    table = _place_names()
    first, second = table.get(one.text.lower()), table.get(other.text.lower())
    return first is not None and first == second


def _occurrences(name: Name, story: Story) -> list[tuple[int, int, int]]:
    """Where a name stands in the story: (sentence, start, end), by its last telling word."""
    tokens = _tokens(name.text)
    if not tokens:
        return []
    key = tokens[-1]
    found = []
    for index, line in enumerate(story_words(story).lines):
        offset = line.sentence.sentence.start
        for match in re.finditer(r"[^\W\d_][\w'’.-]*", line.sentence.text):
            if match[0][0].isupper() and _fold(match[0]) == key:
                found.append((index, offset + match.start(), offset + match.end()))
    return found


# ------------------------------------------------------------------------------------------ elsewhere


def _check_elsewhere(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """An objection when a claim about a name is told only where it is not, and another name of its kind is."""
    for name in names:
        kind = _kind(name, evidence)
        if kind not in (NameKind.PERSON, NameKind.PLACE):
            continue
        without = claim.text[: name.start - claim.start] + claim.text[name.end - claim.start :]
        aligned = align(without, evidence.story)
        if not aligned or aligned[0].score < _TELLS:
            continue
        read = story_words(evidence.story)
        key = _tokens(name.text)[-1]
        touching = [a for a in aligned if a.score >= max(_TOUCHES, aligned[0].score * _TOUCHES_SHARE)]
        beside = [a for a in aligned if a.score >= max(_TOUCHES, aligned[0].score * _BESIDE_SHARE)]
        near = {a.index for a in touching} | {i for a in beside for i in read.neighbours[a.index]}
        if any(_has(key, read.lines[i].sentence.text) for i in near) or _kin_near(name, claim, near, evidence.story):
            continue
        best = aligned[0]
        claimed = {token for other in names for token in _tokens(other.text)}
        rivals = [
            other for other in best.sentence.mentions.names
            if _kind(other, evidence) is kind and not claimed & set(_tokens(other.text))
        ]  # fmt: skip
        if len(rivals) != 1 or (kind is NameKind.PLACE and not _stand_alike(name, rivals[0], claim, best.sentence)):
            continue
        return [
            Finding(
                checker=NAME,
                vote=Vote.OBJECT,
                code=ErrorCode.PLACE if kind is NameKind.PLACE else ErrorCode.ENTITY,
                reason=f"The articles say this of {rivals[0].text} "
                f"({evidence.story.article(best.sentence.article_id).label}), not of {name.text}.",
                severity=Severity.MAJOR,
                evidence=(best.sentence.sentence.span,),
                claimed=name.text,
                found=rivals[0].text,
                contradicts=True,
            )
        ]
    return []


def _has(key: str, text: str) -> bool:
    return any(_fold(match) == key for match in _TOKEN.findall(text))


def _kin_near(name: Name, claim: Claim, near: set[int], story: Story) -> bool:
    """Whether something that stands for the same state is near; after "in", only another spelling of the same place."""
    state = _place_names().get(name.text.lower())
    if state is None:
        return False
    is_placed = claim.text[: name.start - claim.start].split()[-1:] in (["in"], ["at"], ["near"], ["outside"])
    kin = [
        word for word, head in _place_names().items()
        if head == state and (not is_placed or fuzz.ratio(word, name.text.lower()) >= _SAME_PLACE)
    ]  # fmt: skip
    texts = [story_words(story).lines[i].sentence.text.lower() for i in near]
    return any(re.search(rf"\b{re.escape(word)}\b", text) for text in texts for word in kin)


def _stand_alike(name: Name, rival: Name, claim: Claim, sentence: ReadSentence) -> bool:
    """Whether both places stand after the same sort of preposition."""
    offset = sentence.sentence.start
    mine = claim.text[: name.start - claim.start].split()[-1:]
    theirs = sentence.text[: rival.start - offset].split()[-1:]
    here = {"in", "at", "near", "outside", "from", "to", "on"}
    return bool(mine and theirs and mine[0].lower() in here and theirs[0].lower() in here)


# ----------------------------------------------------------------------------------------- coreference


_PRONOUN = re.compile(r"\b(he|she)\b", re.IGNORECASE)


def _check_pronoun(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """An objection when "he" must mean the person of the sentence before, and the articles tell it of another."""
    pronoun = _PRONOUN.search(claim.text)
    if pronoun is None or not claim.previous:
        return []
    at = claim.start + pronoun.start()
    if any(name.start < at and name.kind is NameKind.PERSON for name in names):
        return []
    people = {
        token: e.name for e in evidence.facts.entities if e.kind is NameKind.PERSON for token in _tokens(e.name)[-1:]
    }
    previous = [people[key] for w in _TOKEN.findall(claim.previous[-1]) if (key := _fold(w)) in people]
    if len(set(previous)) != 1:
        return []
    best = align(claim.text, evidence.story)
    if not best or best[0].score < 0.6:
        return []
    near = story_words(evidence.story).neighbours[best[0].index]
    sentences = [best[0].sentence, *(story_words(evidence.story).lines[i].sentence for i in near)]
    there = {people[key] for s in sentences for w in _TOKEN.findall(s.text) if (key := _fold(w)) in people}
    here = {people[key] for w in _TOKEN.findall(best[0].sentence.text) if (key := _fold(w)) in people}
    mine = {people[key] for name in names if (key := _key(name)) in people}
    if previous[0] in there or not here - mine:
        return []
    other = sorted(here - mine)[0]
    return [
        Finding(
            checker=NAME,
            vote=Vote.OBJECT,
            code=ErrorCode.COREFERENCE,
            reason=f'"{pronoun[0]}" must mean {previous[0]} here, and the articles tell it of {other}.',
            severity=Severity.MAJOR,
            evidence=(best[0].sentence.sentence.span,),
            claimed=previous[0],
            found=other,
            contradicts=True,
        )
    ]
