"""The spellings of a story's names, each with all that is known of it, and the kind that this speaks for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summarizer.facts.name_forms import is_given_name, same_person, skeleton, without_honorifics
from summarizer.facts.name_tables import bare, demonyms
from summarizer.model import Name, NameKind, ReadSentence, Story
from summarizer.resources.tables import read_words
from summarizer.similarity import idf, stem

_CALENDAR = read_words("name_words.txt", "calendar")
_PRONOUNS = read_words("name_words.txt", "pronouns")
_LOCATIVE = re.compile(r"\b(?:in|near|outside|across|into|throughout)\s+$")
_ARTICLE = re.compile(r"\b[Tt]he\s+$")
_RELATIVES = re.compile(
    r"\b(?:parents|brothers|sisters|siblings|twins|sons|daughters|children|couple|grandparents|cousins|spouses),? $"
)
_NEAR = 20
_COUPLED = 4.0
_RARE = 6.0
"""From this rarity (`similarity.idf`) a word is a name's rather than a common one."""
_HINT = 2.5
"""Below these votes over the whole story a kind is a hint, which a shared surname or another spelling outweighs."""


@dataclass(slots=True)
class Form:
    """One spelling and all that is known of it in the story."""

    text: str
    kinds: dict[NameKind, float] = field(default_factory=lambda: defaultdict(float))
    roles: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    places: list[tuple[str, int]] = field(default_factory=list)
    genders: dict[tuple[str, int], str] = field(default_factory=dict)  # what a title tells of single mentions
    offices: dict[tuple[str, int], str] = field(default_factory=dict)  # what single mentions are: "minister"
    person: str = ""  # without honorifics
    n_locative: int = 0
    n_article: int = 0
    gender: str = ""
    is_team: bool = False  # the body that bears a town's name in an article that has the town, too
    kind: NameKind = NameKind.OTHER

    @property
    def n(self) -> int:
        """How often it stands in the story."""
        return sum(self.articles.values())

    @property
    def votes(self) -> float:
        """How much speaks for the kind that most speaks for."""
        return max(self.kinds.values(), default=0.0)

    def add(self, name: Name, read: ReadSentence) -> None:
        """Count a mention."""
        place = (read.article_id, name.start)
        self.kinds[name.kind] += name.weight or (0 if name.kind is NameKind.OTHER else 1)
        self.articles[read.article_id] += 1
        self.places.append(place)
        before = read.text[: max(0, name.start - read.sentence.start)]
        self.n_locative += bool(_LOCATIVE.search(before))
        self.n_article += bool(_ARTICLE.search(before))
        if name.role:
            self.roles[re.sub(r"\s+", " ", name.role).strip(" ,")] += 1
            gender = without_honorifics(f"{name.role.split()[-1]} X")[1]
            self.genders[place] = gender
            self.offices[place] = name.role.split()[-1].casefold()
            self.gender = self.gender or gender


def collect_forms(story: Story) -> list[Form]:
    """The spellings of a story's names with their kinds, the most frequent first; a town and its team are two."""
    teams = _teams(story)
    surnames = {name.text.split()[-1] for read in story.sentences for name in read.mentions.names if " " in name.text}
    forms: dict[tuple[str, bool], Form] = {}
    for read in story.sentences:
        shared = _shared_surnames(read, surnames)
        for name in read.mentions.names:
            text = bare(name.text)
            folded = text.casefold()
            if len(text) < 2 or folded in _CALENDAR or folded in _PRONOUNS or folded in demonyms():
                continue
            full = shared.get(name.start, "")
            key = (full or text, (read.article_id, text) in teams and name.kind is NameKind.ORGANISATION)
            form = forms.get(key)
            if form is None:
                form = forms[key] = Form(text)
                form.person, form.gender = without_honorifics(full or text)
                form.kinds[NameKind.PERSON] += _COUPLED if full else 0
                form.is_team = key[1]
            form.add(name, read)
    found = sorted(forms.values(), key=lambda form: (-form.n, form.text, -form.n_locative))
    _pool_capitals(found)
    for form in found:
        form.kind = _kind(form)
    _promote(found)
    return found


def _shared_surnames(read: ReadSentence, surnames: Collection[str]) -> dict[int, str]:
    """Where given names stand whose surname follows the next one, in full: "Otto and Ada Quill", "the parents, …".

    `surnames` end full names of the story: a surname and a full name are two families' ("Brandt and Ada Quill").
    """
    found: dict[int, str] = {}
    for name, following in pairwise(read.mentions.names):
        if " " in name.text or name.text in surnames or " " not in following.text or following.role:
            continue
        start, end = name.start - read.sentence.start, name.end - read.sentence.start
        if read.text[end : following.start - read.sentence.start] != " and ":
            continue
        is_given = is_given_name(name.text) and following.kind is NameKind.PERSON
        is_relative = _RELATIVES.search(read.text[max(0, start - _NEAR) : start]) is not None
        if (is_given and is_given_name(following.text.split()[0])) or is_relative:
            found[name.start] = f"{name.text} {following.text.split()[-1]}"
            found[following.start] = bare(following.text)
    return found


def _teams(story: Story) -> set[tuple[str, str]]:
    """(article, name) where one text has the name for a place and for an organisation: a town and its team."""
    kinds: dict[tuple[str, str], set[NameKind]] = defaultdict(set)
    for read in story.sentences:
        for name in read.mentions.names:
            kinds[read.article_id, bare(name.text)].add(name.kind)
    return {key for key, found in kinds.items() if {NameKind.PLACE, NameKind.ORGANISATION} <= found}


def _pool_capitals(forms: Sequence[Form]) -> None:
    """A name in capitals shares the kinds of the same name in small letters."""
    plain = {form.text.casefold(): form for form in forms if not form.text.isupper()}
    for form in forms:
        other = plain.get(form.text.casefold()) if form.text.isupper() else None
        if other is not None:
            for kind in {*form.kinds, *other.kinds}:
                form.kinds[kind] = other.kinds[kind] = form.kinds[kind] + other.kinds[kind]


def _kind(form: Form) -> NameKind:
    best = best_kind(form.kinds)
    if best is not None and (best is not NameKind.PLACE or not form.roles):
        return best
    if form.roles or form.gender:
        return NameKind.PERSON
    words = form.person.split()
    if 2 <= len(words) <= 4 and is_given_name(words[0]) and not words[0].islower():
        return NameKind.PERSON
    return NameKind.PLACE if form.n_locative >= 2 and 3 * form.n_locative >= form.n else NameKind.OTHER


def best_kind(votes: Mapping[NameKind, float]) -> NameKind | None:
    """The kind with most votes; None where there are none."""
    told = {kind: weight for kind, weight in votes.items() if weight > 0}
    return max(told, key=lambda kind: (told[kind], kind.value)) if told else None


def _promote(forms: Sequence[Form]) -> None:
    """Full names of which little is known are people's where their surname stands alone or a person is spelled so."""
    people = [form for form in forms if form.kind is NameKind.PERSON and " " in form.person]
    alone = {skeleton(form.text) for form in forms if " " not in form.text and _may_be_surname(form)}
    for form in forms:
        words = form.person.split()
        if form.kind is NameKind.PERSON or form.votes >= _HINT or not 2 <= len(words) <= 4 or form.text.isupper():
            continue
        is_persons = skeleton(words[-1]) in alone and not form.n_article
        if is_persons or any(same_person(form.person, other.person) for other in people):
            form.kind = NameKind.PERSON


def _may_be_surname(form: Form) -> bool:
    return not form.n_article and (form.kind is NameKind.PERSON or (form.kind is NameKind.OTHER and not form.votes))


def is_loose(form: Form) -> bool:
    """Whether a single word may be somebody's surname as far as its own mentions tell."""
    return form.kind in (NameKind.PERSON, NameKind.OTHER) or (form.votes < _HINT and not form.n_article)


def _is_of_common_words(words: Sequence[str]) -> bool:
    """ "Golden Stone", "Shelter Now": several words that news often has, the first no given name."""
    is_given = is_given_name(words[0])
    return len(words) > 1 and not is_given and all(idf(stem(word.casefold())) < _RARE for word in words)


def guess_kind(forms: Iterable[Form]) -> NameKind:
    """The likeliest kind of a name of which nothing is known: full names are mostly people's.

    A single one is mostly a body's: places that nothing tells of are few in real news, as the lists have most.
    """
    form = max(forms, key=lambda form: (form.n, form.text))
    words = form.text.split()
    has_capitals = all(word[0].isupper() and word.replace("-", "").replace("’", "").isalpha() for word in words)
    if form.n_article or _is_of_common_words(words):
        return NameKind.ORGANISATION
    if 2 <= len(words) <= 3 and has_capitals and not form.text.isupper():
        return NameKind.PERSON
    return NameKind.ORGANISATION if len(words) == 1 and has_capitals else NameKind.OTHER
