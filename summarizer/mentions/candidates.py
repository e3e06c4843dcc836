"""Who in a line may have said its quotations: the line's phrases, and what speaks for each of them.

What speaks for a phrase is told in words ("opens the line", "subject nearest before"), which `ranking` weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.clauses import Cue
from summarizer.mentions.nouns import looks_plural, singular
from summarizer.mentions.phrases import DETERMINERS, PRONOUNS, Item, Phrase, is_noun_like
from summarizer.mentions.verb_forms import is_verb
from summarizer.model import Name, NameKind, Stance

_BE = lexicon.grammar("attributions-be")
_AUXILIARIES = lexicon.grammar("attributions-auxiliaries")
_TIME = lexicon.grammar("attributions-time")
_DOCUMENTS = lexicon.grammar("attributions-stated-by-things")
_PREPOSITIONS = lexicon.grammar("candidates-prepositions")
_CONJUNCTIONS = frozenset(
    ["and", "but", "or", "as", "when", "while", "after", "before", "because", "if", "that", "than"]
)
_RELATIVES = frozenset(["who", "which", "that"])
_OWNERS = frozenset(["his", "her", "their", "its", "our", "my"])
_SPEAKING_PRONOUNS = PRONOUNS | {"one", "others", "many", "some"}
_SINGLE_MARKS = frozenset("'‘’")
_MARKS = frozenset([",", ":", ";", "(", ")", "—", "–", "-"])
_LEADS = frozenset([
    "as", "for", "to", "of", "with", "a", "an", "the", "his", "her", "their", "its", "about", "by", "on", "that", "it",
    "in", "and", "is", "was", "were", "are", "be", "",
])  # fmt: skip
_PARTING = ("that", "who", "which", "and", "but", "as", "when", "while", "after", "if", ",", "to", "for", "by")
_ATTACHING = frozenset(["of", "for", "from", "at", "in", "with"])
_NEAR, _FAR = 4, 12


class Candidate(NamedTuple):
    """A phrase of a line and who it stands for."""

    phrase: Phrase
    speaker: str


class Place(NamedTuple):
    """A quotation of a line: where its item stands, and the words between its marks."""

    item: int
    words: str


def phrases_of(text: str, items: Sequence[Item], names: Sequence[Name]) -> Iterator[Phrase]:
    """The noun phrases of a line without what is attached by prepositions, and its pronouns."""
    number = 0
    while number < len(items):
        item = items[number]
        if item.quoted < 0 and item.lower in _SPEAKING_PRONOUNS | _OWNERS | {"which"}:
            yield Phrase(number, number, item.text)
            number += 1
            continue
        last = _end_of_phrase(items, number)
        if last < number:
            number += 1
            continue
        start, end = items[number].start, items[last].end
        own = [name for name in names if start <= name.start < end and not _owns_rest(text, name, end)]
        is_named = bool(own) and not (own[-1].end < items[last].start and _is_somebody(items[last]))
        yield Phrase(number, last, text[start:end], own[-1] if is_named else None)
        number = last + 1


def _owns_rest(text: str, name: Name, end: int) -> bool:
    """Whether the name of somebody only says whose the phrase is: "Moss's rival"."""
    return name.kind is NameKind.PERSON and name.end + 2 < end and text[name.end : name.end + 2] in ("'s", "’s")


def _is_somebody(item: Item) -> bool:
    """Whether the word behind a name is who is meant: "the Velta nominee", "the Moss campaign"."""
    return not item.is_capital and (
        lexicon.is_person_noun(singular(item.lower)) or item.lower.title() in lexicon.organisation_heads()
    )


def _end_of_phrase(items: Sequence[Item], first: int) -> int:
    """The last item of the noun phrase that begins at `first`; before it where none begins there."""
    number = first
    opening = items[first]
    if opening.is_word and not opening.is_capital and (opening.lower.endswith("ing") or is_verb(items, first)):
        return first - 1
    while number < len(items):
        item = items[number]
        is_joint = item.lower in ("'s", "'", "-", "&") and number > first
        if item.quoted >= 0 or not (is_joint or item.is_word or item.text[0].isdigit()):
            break
        if number > first and (item.lower in DETERMINERS or item.lower in _SPEAKING_PRONOUNS):
            break
        if item.lower in _PREPOSITIONS or (not is_joint and item.is_word and not is_noun_like(item)):
            break
        if number > first and is_verb(items, number):
            break
        number += 1
    while number > first and items[number - 1].lower in ("-", "'", "&"):
        number -= 1
    is_bare = number - first == 1 and (items[first].lower in DETERMINERS or items[first].lower.endswith("ly"))
    return first - 1 if is_bare else number - 1


def verb_after(items: Sequence[Item], phrase: Phrase) -> int:
    """The item of the verb whose subject the phrase may be, past adverbs and a clause set between commas; or -1."""
    number = phrase.last + 1
    if number < len(items) and items[number].text in (",", "(", "—", "–"):
        closers = {",": ",", "(": ")", "—": "—–", "–": "—–"}[items[number].text]
        closing = next(
            (k for k in range(number + 1, min(len(items), number + 2 + _FAR)) if items[k].text in closers), -1
        )
        number = closing + 1 if closing > 0 else len(items)
    for k in range(number, min(len(items), number + _NEAR)):
        item = items[k]
        if item.quoted >= 0 or not item.is_word or item.lower in _PREPOSITIONS or item.lower in DETERMINERS:
            return -1
        if item.lower in _AUXILIARIES or item.lower in _BE or item.lower.endswith("ly"):
            if item.lower in _BE and not (k + 1 < len(items) and is_verb(items, k + 1)):
                return k
            continue
        if is_verb(items, k) or item.lower in lexicon.saying_verbs():
            return k
        if k > number and items[k - 1].lower in _AUXILIARIES:
            return k
        return -1
    return -1


def _subject_verbs(items: Sequence[Item], candidates: Sequence[Candidate]) -> list[int]:
    """The verb whose subject each candidate may be, or -1: of "a spokesman for Moss called it" the spokesman has it."""
    verbs = [verb_after(items, one.phrase) for one in candidates]
    for k in range(len(candidates) - 2, -1, -1):
        place = candidates[k].phrase.last + 1
        if verbs[k] < 0 and items[place].lower in _ATTACHING and candidates[k + 1].phrase.first == place + 1:
            verbs[k], verbs[k + 1] = verbs[k + 1], -1
    return verbs


def features(
    items: Sequence[Item], candidates: Sequence[Candidate], place: Place, cues: Sequence[Cue], context: str = ""
) -> list[list[str]]:
    """What speaks for each candidate as the speaker of the quotation, in the order of the candidates.

    `context` is who speaks in the lines around, "" for nobody.
    """
    subjects = _subject_verbs(items, candidates)
    before = [k for k, one in enumerate(candidates) if one.phrase.last < place.item]
    clause = [k for k in before if subjects[k] >= 0]
    after = [k for k, one in enumerate(candidates) if one.phrase.first > place.item]
    lead = _lead(items, place)
    best = _governing(cues, items, place)
    verbs = [n for n in range(place.item) if items[n].quoted < 0 and is_verb(items, n) and not _is_auxiliary(items[n])]
    nearest = _form(items, verbs[-1]) if verbs else "none"
    found = []
    for k, one in enumerate(candidates):
        kind = _kind(items, one)
        told = [f"kind={kind}"]
        told += _position(k, before, after, clause, lead)
        told.append(f"kind={kind},{_rank(k, before, after, clause)}")
        told.append(f"previous word={_word(items, one.phrase.first - 1)}")
        told.append(f"following word={_word(items, one.phrase.last + 1)}")
        told += _neighbours(items, one.phrase, subjects[k])
        if subjects[k] >= 0:
            n_between = sum(1 for n in verbs if n > subjects[k])
            told += [f"verbs between={min(n_between, 3)}", f"verbs between={min(n_between, 3)},nearest={nearest}"]
        told += _of_cue(one, cues, best)
        gap = place.item - one.phrase.last if k in before else one.phrase.first - place.item
        told.append(f"gap={'near' if gap <= _NEAR else 'mid' if gap <= _FAR else 'far'},{'b' if k in before else 'a'}")
        if any(items[n].text in (";",) or items[n].quoted >= 0 for n in range(one.phrase.last + 1, place.item)):
            told.append("beyond another quotation")
        told += _between(items, one.phrase, subjects[k], place)
        if context and one.speaker == context:
            told.append("spoke before")
        found.append(told)
    return found


def _between(items: Sequence[Item], phrase: Phrase, verb: int, place: Place) -> list[str]:
    """What parts the phrase from the quotation: conjunctions and relatives, by what stands nearest to it."""
    if phrase.last > place.item:
        return []
    words = [items[n].lower for n in range(phrase.last + 1, place.item) if items[n].quoted < 0]
    told = [f"between={word}" for word in _PARTING if word in words]
    if verb >= 0:
        told.append(f"its verb={_lemma(items[verb])},lead={_lead(items, place)}")
        told.append(f"its verb={_lemma(items[verb])}")
    return told


def _word(items: Sequence[Item], number: int) -> str:
    """The word at a place where it is one of grammar or a verb of saying, by its lemma; else its class."""
    if not 0 <= number < len(items):
        return "-"
    item = items[number]
    is_telling = item.lower in _PARTING or item.lower in _BE or item.lower in _AUXILIARIES or item.lower in PRONOUNS
    is_telling = is_telling or item.lower in _PREPOSITIONS or item.lower in DETERMINERS
    is_telling = is_telling or (item.lower in lexicon.saying_verbs() and not item.is_capital)
    return _lemma(item) if is_telling else _class_of(items, number)


def _lemma(item: Item) -> str:
    """The verb of saying that a form is of, else the form."""
    verbs = lexicon.saying_verbs().get(item.lower, ())
    return verbs[0].lemma if verbs else item.lower


def _is_auxiliary(item: Item) -> bool:
    return item.lower in _AUXILIARIES or item.lower in _BE


def _form(items: Sequence[Item], number: int) -> str:
    """The form of a verb: a participle has another clause's subject, an infinitive too."""
    word, before = items[number].lower, items[number - 1].lower if number else ""
    form = "to" if before == "to" else "ing" if word.endswith("ing") else "ed" if word.endswith("ed") else "finite"
    return f"{form},{'saying' if word in lexicon.saying_verbs() else 'other'}"


def _position(k: int, before: Sequence[int], after: Sequence[int], clause: Sequence[int], lead: str) -> list[str]:
    if k in before:
        rank = len(before) - 1 - before.index(k)
        told = [f"before={min(rank, 3)}", f"before={min(rank, 3)},lead={lead}"]
        if k == before[0]:
            told += ["first of line", f"first of line,lead={lead}"]
        if k in clause:
            nth = len(clause) - 1 - clause.index(k)
            told += [f"subject={min(nth, 2)}", f"subject={min(nth, 2)},lead={lead}"]
            if k == clause[0]:
                told.append("first subject")
        return told
    return [f"after={min(after.index(k), 3)}", f"after={min(after.index(k), 3)},lead={lead}"]


def _rank(k: int, before: Sequence[int], after: Sequence[int], clause: Sequence[int]) -> str:
    """Where the candidate stands among the others: as a subject before the quotation, or else before or behind it."""
    if k in clause:
        return f"subject={min(len(clause) - 1 - clause.index(k), 2)}"
    return f"before={min(len(before) - 1 - before.index(k), 3)}" if k in before else f"after={min(after.index(k), 2)}"


def _neighbours(items: Sequence[Item], phrase: Phrase, verb: int) -> list[str]:
    """Words around the phrase that tell whether it is a subject, an object or an owner."""
    previous = items[phrase.first - 1] if phrase.first else None
    following = items[phrase.last + 1] if phrase.last + 1 < len(items) else None
    told = [f"previous={_class_of(items, phrase.first - 1) if previous is not None else 'start'}"]
    told.append(f"following={_class_of(items, phrase.last + 1) if following is not None else 'end'}")
    if verb >= 0:
        word = items[verb].lower
        verbs = lexicon.saying_verbs().get(word, ())
        told.append(f"verb={verbs[0].use if verbs else 'be' if word in _BE else 'other'}")
        told.append("verb=participle" if word.endswith("ing") else "verb=finite")
    return told


def _class_of(items: Sequence[Item], number: int) -> str:
    item = items[number]
    if item.quoted >= 0:
        return "quote"
    if item.lower in lexicon.saying_verbs() and not item.is_capital:
        return f"saying {lexicon.saying_verbs()[item.lower][0].use}"
    if item.lower in _PREPOSITIONS:
        return "by" if item.lower == "by" else "preposition"
    if item.lower in _CONJUNCTIONS or item.lower in _RELATIVES:
        return item.lower
    if item.lower in _BE or item.lower in _AUXILIARIES:
        return "be"
    if item.is_word:
        return "verb" if is_verb(items, number) else "word"
    return item.text if item.text in (",", ":", "(", ")", ".", "'s", "’s", ";") else "mark"


def _kind(items: Sequence[Item], one: Candidate) -> str:
    phrase = one.phrase
    head = items[phrase.last].lower
    if phrase.first == phrase.last and head in PRONOUNS | _OWNERS | {"which"}:
        return head
    if phrase.name is not None and phrase.name.end >= items[phrase.last].end - 1:
        return phrase.name.kind.value
    if head in _TIME:
        return "time"
    if singular(head) in lexicon.roles():
        return "roles" if looks_plural(head) else "role"
    if singular(head) in _DOCUMENTS:
        return "document"
    if items[phrase.last].is_capital:
        return "capital"
    return "plural" if looks_plural(head) else "noun"


def _lead(items: Sequence[Item], place: Place) -> str:
    """What stands right before the quotation."""
    if place.item == 0:
        return "start"
    item = items[place.item - 1]
    if item.lower in _LEADS or item.text in (",", ":"):
        return item.lower
    if item.lower in lexicon.saying_verbs() and not item.is_capital:
        return "saying,ing" if item.lower.endswith("ing") else "saying"
    if item.lower.endswith("ing") and not item.is_capital:
        return "ing"
    return "verb" if is_verb(items, place.item - 1) else "word" if item.is_word else "mark"


def _governing(cues: Sequence[Cue], items: Sequence[Item], place: Place) -> Cue | None:
    """The cue nearest the quotation of those that cover it."""
    covering = [cue for cue in cues if items[place.item].quoted in cue.quoted and cue.speaker]
    return min(covering, key=lambda cue: (cue.verb.stance is Stance.OTHER, abs(cue.first - place.item)), default=None)


def _of_cue(one: Candidate, cues: Sequence[Cue], best: Cue | None) -> list[str]:
    told = []
    for cue in cues:
        is_own = cue.phrase is not None and one.phrase.first <= cue.phrase.last and cue.phrase.first <= one.phrase.last
        if not is_own and cue.speaker != one.speaker:
            continue
        if cue is best:
            told += [f"governs={cue.verb.use},{'own' if is_own else 'same'}"]
        elif is_own:
            told.append("speaks elsewhere")
    return told


def _after(items: Sequence[Item], place: Place) -> str:
    """What stands right behind the quotation: "campaign" tells what it names, a verb that it is a subject."""
    number = place.item + 1
    if number >= len(items):
        return "end"
    return _class_of(items, number)


def _noun_before(items: Sequence[Item], place: Place) -> str:
    """The word to which the quotation is attached: "chants" of "chants of “…”", "comment" of "his “…” comment"."""
    number = place.item - 1
    while number >= 0 and items[number].lower in _LEADS - {""}:
        number -= 1
    return items[number].lower if number >= 0 and items[number].is_word and not items[number].is_capital else "-"


def _verb_before(items: Sequence[Item], place: Place) -> str:
    """The nearest verb before the quotation."""
    for number in range(place.item - 1, -1, -1):
        if items[number].quoted < 0 and is_verb(items, number) and not _is_auxiliary(items[number]):
            return _lemma(items[number])
    return "-"


def line_features(
    items: Sequence[Item], place: Place, cues: Sequence[Cue], context: str
) -> tuple[list[str], list[str]]:
    """What speaks for a speaker outside the line (`context`, "" for none), and for nobody's having said it."""
    words = place.words.strip("\"“”‘’'.,!? ").split()
    best = _governing(cues, items, place)
    n_outside = sum(1 for item in items if item.quoted < 0 and item.is_word)
    long = [word for word in words if len(word) > 3]
    is_title = bool(long) and all(word[:1].isupper() for word in long)
    is_ended = place.words.rstrip("\"“”‘’' ")[-1:] in (",", ".", "!", "?")
    size = "1" if len(words) == 1 else "2" if len(words) <= 3 else "5" if len(words) <= 7 else "8"
    common = [
        f"words={size}",
        f"lead={_lead(items, place)}",
        f"title={is_title},words={size}",
        f"governed={best.verb.use if best is not None else '-'}",
        f"outside={'0' if n_outside <= 1 else '4' if n_outside <= 5 else '9'}",
        f"ends={is_ended}",
        f"after={_after(items, place)}",
        f"after={_after(items, place)},words={size}",
        f"first={'capital' if words and words[0][:1].isupper() else 'small'},words={size}",
        f"mark={place.words[:1] in _SINGLE_MARKS},line={n_outside > 12}",
        f"noun={_noun_before(items, place)}",
        f"verb={_verb_before(items, place)}",
    ]
    return [f"context: {told}" for told in (*common, f"known={bool(context)}")], [f"nobody: {told}" for told in common]
