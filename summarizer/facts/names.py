"""Who is who in a story: one entity a person, organisation or place under all its spellings, and who a speaker is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from summarizer.facts.name_forms import (
    gender_of_given,
    is_given_name,
    name_parts,
    same_given_name,
    same_person,
    same_surname,
    skeleton,
    surnames_alone,
    without_honorifics,
)
from summarizer.facts.organisations import same_organisation_groups
from summarizer.model import Entity, Name, NameKind, Story
from summarizer.resources.tables import read_rows, read_words

_CALENDAR = read_words("name_words.txt", "calendar")
_PRONOUNS = read_words("name_words.txt", "pronouns")


_LOCATIVE = re.compile(r"\b(?:in|near|outside|across|into|throughout)\s+$")


def bare(text: str) -> str:
    """A name as it stands, without possessive, article, quotation marks and outer punctuation.

    >>> bare("The Kremlin's"), bare("U.S."), bare("“Putin”,")
    ('Kremlin', 'U.S.', 'Putin')
    """
    stripped = re.sub(r"\s+", " ", text).strip(" ,;:!?()[]\"“”‘'’")
    stripped = re.sub(r"['’]s$|['’]$", "", stripped)
    if stripped.endswith(".") and "." not in stripped[:-1] and not re.search(r"\b(Jr|Sr|Inc|Corp|Co|Ltd)\.$", stripped):
        stripped = stripped[:-1]
    return re.sub(r"^[Tt]he (?=\S)", "", stripped)


@cache
def _aliases() -> dict[str, tuple[NameKind, tuple[str, ...]]]:
    table: dict[str, tuple[NameKind, tuple[str, ...]]] = {}
    for kind, file in ((NameKind.PLACE, "place_aliases.txt"), (NameKind.ORGANISATION, "organisation_aliases.txt")):
        for row in read_rows(file):
            for form in row:
                table.setdefault(_key(form), (kind, row))
    for place, *_ in read_rows("demonyms.txt"):
        table.setdefault(_key(place), (NameKind.PLACE, (place,)))
    return table


@cache
def demonyms() -> dict[str, str]:
    """The place that each word of a people belongs to, both folded by `bare(...).casefold()`."""
    return {word.casefold(): _key(row[0]) for row in read_rows("demonyms.txt") for word in row[1:]}


def _key(form: str) -> str:
    return bare(form).casefold()


def place_key(form: str) -> str:
    """One key for all names of a place, demonyms included; the folded form itself for one that no table knows.

    >>> place_key("Kiev") == place_key("Kyiv"), place_key("Russian") == place_key("Russia")
    (True, True)
    """
    key = demonyms().get(_key(form), _key(form))
    kind, row = _aliases().get(key, (NameKind.OTHER, (form,)))
    return _key(row[0]) if kind is NameKind.PLACE else key


@dataclass(slots=True)
class _Form:
    """One surface form and all that is known of it in the story."""

    text: str
    kinds: defaultdict[NameKind, float] = field(default_factory=lambda: defaultdict(float))
    roles: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    places: list[tuple[str, int]] = field(default_factory=list)
    person: str = ""  # without honorifics
    n_locative: int = 0
    gender: str = ""

    @property
    def n(self) -> int:
        return sum(self.articles.values())

    def add(self, name: Name, article_id: str) -> None:
        self.kinds[name.kind] += name.weight or (0 if name.kind is NameKind.OTHER else 1)
        self.articles[article_id] += 1
        self.places.append((article_id, name.start))
        if name.role:
            self.roles[re.sub(r"\s+", " ", name.role).strip(" ,")] += 1


class Names:
    """The entities of a story, and which of them a name or speaker means.

    `entity_of` takes a name or a noun phrase that holds one; a surname that two people share is told by the article.
    """

    def __init__(self, story: Story) -> None:
        self._shared: dict[tuple[str, str], str] = {}
        groups = _groups(story, self._shared)
        self.entities = tuple(_entities(groups))
        self._by_spelling: dict[str, Entity] = {}
        for entity in self.entities:
            for spelling in entity.spellings:
                self._by_spelling.setdefault(spelling.casefold(), entity)
        self._by_name = {entity.name: entity for entity in self.entities}
        self._by_role = _unique_roles(self.entities)
        self._cache: dict[tuple[str, str], Entity | None] = {}

    def entity_of(self, text: str, article_id: str = "") -> Entity | None:
        """The entity that `text` names or holds the name of, people first; None when none is sure."""
        key = (text, article_id)
        if key not in self._cache:
            self._cache[key] = self._find(text, article_id)
        return self._cache[key]

    def speaker_key(self, text: str, article_id: str = "") -> str:
        """One key for all ways to name a speaker: an entity's id, else the folded words; "" for nobody or a pronoun."""
        entity = self.entity_of(text, article_id)
        if entity is not None:
            return entity.id
        words = [word for word in re.findall(r"\w+", text.casefold()) if word not in ("the", "a", "an")]
        return "" if not words or (len(words) == 1 and words[0] in _PRONOUNS) else " ".join(words)

    def speaker_name(self, text: str, article_id: str = "") -> str:
        """How to name a speaker to a reader: the entity's name when the phrase names a person, else the phrase."""
        entity = self.entity_of(text, article_id)
        if entity is not None and (entity.kind is NameKind.PERSON or _key(text) == entity.name.casefold()):
            return entity.name
        return "" if text.strip().casefold() in _PRONOUNS else re.sub(r"\s+", " ", text).strip(" ,")

    def _find(self, text: str, article_id: str) -> Entity | None:
        whole = bare(text)
        if not whole:
            return None
        found = self._exact(whole, article_id) or self._exact(without_honorifics(whole)[0], article_id)
        if found is not None:
            return found
        words = re.findall(r"[^\s,()]+", text)
        candidates: list[tuple[bool, int, int, Entity]] = []
        for size in range(min(5, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                piece = bare(" ".join(words[start : start + size]))
                if piece[:1].islower() or not piece:
                    continue
                entity = self._exact(piece, article_id)
                if entity is not None and (entity.kind is NameKind.PERSON or size == len(words)):
                    candidates.append((entity.kind is NameKind.PERSON, size, start, entity))
        if candidates:
            return max(candidates, key=lambda row: row[:3])[3]
        return self._by_role.get(re.sub(r"^(the|a|an) ", "", whole.casefold()))

    def _exact(self, text: str, article_id: str) -> Entity | None:
        shared = self._shared.get((skeleton(text), article_id)) if " " not in text else None
        if shared is not None:
            return self._by_name.get(shared)
        return self._by_spelling.get(text.casefold())


def _groups(story: Story, shared: dict[tuple[str, str], str]) -> list[tuple[NameKind, list[_Form]]]:
    """The story's surface forms, those of one bearer together. `shared` is filled with surnames told by the article."""
    forms = _collect(story)
    people: list[_Form] = []
    single: list[_Form] = []
    tabled: dict[tuple[NameKind, str], list[_Form]] = defaultdict(list)
    others: list[_Form] = []
    for form in forms:
        kind = _kind(form)
        known = _aliases().get(_key(form.text))
        if known is not None and not (kind is NameKind.PERSON and form.roles):
            tabled[known[0], known[1][0]].append(form)
        elif kind is NameKind.PERSON and " " in form.person:
            people.append(form)
        elif " " not in form.person and kind in (NameKind.PERSON, NameKind.OTHER):
            single.append(form)
        else:
            others.append(form)
    persons = _same_people(people)
    rest = _attach_single(single, persons, shared)
    groups: list[tuple[NameKind, list[_Form]]] = [(NameKind.PERSON, group) for group in persons]
    for form in rest:
        if _kind(form) is NameKind.PERSON:
            groups.append((NameKind.PERSON, [form]))
        else:
            others.append(form)
    groups.extend((kind, group) for (kind, _), group in tabled.items())
    return _join_organisations(groups, others, story)


def _collect(story: Story) -> list[_Form]:
    forms: dict[str, _Form] = {}
    for read in story.sentences:
        for name in read.mentions.names:
            text = bare(name.text)
            if len(text) < 2 or text.casefold() in _CALENDAR or text.casefold() in _PRONOUNS:
                continue
            if text.casefold() in demonyms():
                continue
            form = forms.get(text)
            if form is None:
                form = forms[text] = _Form(text)
                form.person, form.gender = without_honorifics(text)
            form.add(name, read.article_id)
            before = read.text[: max(0, name.start - read.sentence.start)]
            form.n_locative += bool(_LOCATIVE.search(before))
            if name.role and not form.gender:
                form.gender = without_honorifics(f"{name.role.split()[-1]} X")[1]
    return sorted(forms.values(), key=lambda form: (-form.n, form.text))


def _kind(form: _Form) -> NameKind:
    counted = {kind: weight for kind, weight in form.kinds.items() if weight > 0}
    if counted:
        best: NameKind = max(counted, key=lambda kind: (form.kinds[kind], kind.value))
        if best is not NameKind.PLACE or not form.roles:
            return best
    if form.roles or form.gender:
        return NameKind.PERSON
    words = form.person.split()
    if 2 <= len(words) <= 4 and is_given_name(words[0]) and not any(word.islower() for word in words[:1]):
        return NameKind.PERSON
    return NameKind.PLACE if form.n_locative >= 2 and 3 * form.n_locative >= form.n else NameKind.OTHER


def _same_people(forms: Sequence[_Form]) -> list[list[_Form]]:
    """Full names grouped by bearer; one with an initial joins only where a single bearer fits."""
    groups: list[list[_Form]] = []
    by_skeleton: dict[str, list[int]] = defaultdict(list)
    ordered = sorted(forms, key=lambda form: (_has_initial(form.person), -len(form.person.split()), -form.n, form.text))
    for form in ordered:
        keys = {skeleton(word) for word in form.person.split()} - {""}
        near = sorted({number for key in keys for number in by_skeleton[key]})
        fits = [
            number
            for number in near
            if all(
                same_person(form.person, other.person) or _only_initials_differ(form, other) for other in groups[number]
            )
            and not _genders_clash(form.gender, groups[number])
        ]
        if len(fits) == 1 or (fits and not _has_initial(form.person)):
            number = max(fits, key=lambda fit: sum(other.n for other in groups[fit]))
            groups[number].append(form)
        else:
            number = len(groups)
            groups.append([form])
        for key in keys | {skeleton(word)[:4] for word in form.person.split()[-1:]}:
            by_skeleton[key].append(number)
    return groups


def _has_initial(name: str) -> bool:
    return any(len(word.strip(".")) == 1 for word in name.split()[:1])


def _only_initials_differ(form: _Form, other: _Form) -> bool:
    return form.person.casefold() == other.person.casefold()


def _genders_clash(gender: str, group: Iterable[_Form]) -> bool:
    return bool(gender) and any(_gender(form) not in ("", gender) for form in group)


def _gender(form: _Form) -> str:
    given = name_parts(form.person)[0]
    return form.gender or (gender_of_given(given[0]) if given else "")


def _attach_single(
    single: Sequence[_Form], persons: list[list[_Form]], shared: dict[tuple[str, str], str]
) -> list[_Form]:
    """Put single words to the people whose surname (or else given name) they are, and give the rest."""
    by_surname: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(persons):
        for form in group:
            for alone in surnames_alone(form.person):
                by_surname[alone].add(number)
    long_surnames = [alone for alone in by_surname if len(alone) >= 7]
    rest: list[_Form] = []
    loose: dict[str, list[_Form]] = {}
    for form in single:
        key = skeleton(form.person)
        found = set(by_surname.get(key, ()))
        if not found and len(key) >= 7:
            found = {n for alone in long_surnames if same_surname(alone, key) for n in by_surname[alone]}
        if form.gender:
            found = {number for number in found if not _genders_clash(form.gender, persons[number])} or found
        if len(found) == 1:
            persons[found.pop()].append(form)
        elif found:
            _share(form, [persons[number] for number in sorted(found)], shared)
        elif _kind(form) is NameKind.PERSON:
            group = loose.setdefault(key, [])
            group.append(form)
        else:
            rest.append(form)
    for group in loose.values():
        bearer = _by_given_name(group[0], persons)
        if bearer is not None:
            bearer.extend(group)
        else:
            persons.append(group)
    return rest


def _by_given_name(form: _Form, persons: Sequence[list[_Form]]) -> list[_Form] | None:
    """The only person of the same article who bears this as a given name."""
    found = [
        group
        for group in persons
        if any(
            name_parts(other.person)[0]
            and skeleton(name_parts(other.person)[0][0]) == skeleton(form.person)
            and same_given_name(name_parts(other.person)[0][0], form.person)
            for other in group
        )
        and any(other.articles.keys() & form.articles.keys() for other in group)
    ]
    return found[0] if len(found) == 1 else None


def _share(form: _Form, candidates: Sequence[list[_Form]], shared: dict[tuple[str, str], str]) -> None:
    """Give each mention of a shared surname to the bearer named last before it in its article, else to none."""
    key = skeleton(form.person)
    split: dict[int, _Form] = {}
    for article_id, start in form.places:
        named = [
            (place[1], number)
            for number, group in enumerate(candidates)
            for other in group
            if " " in other.person
            for place in other.places
            if place[0] == article_id
        ]
        before = [row for row in named if row[0] < start] or named
        bearers = {number for _, number in named}
        if not before:
            continue
        number = bearers.pop() if len(bearers) == 1 else max(before)[1]
        part = split.setdefault(number, _Form("", person="", gender=form.gender))
        part.articles[article_id] += 1
        if all(other == number for _, other in named):
            shared[key, article_id] = _best_name(candidates[number], NameKind.PERSON)
    for number, part in split.items():
        candidates[number].append(part)


def _join_organisations(
    groups: list[tuple[NameKind, list[_Form]]], others: Sequence[_Form], story: Story
) -> list[tuple[NameKind, list[_Form]]]:
    """Put acronyms, short forms and other spellings of organisations and places together."""
    texts = [article.text for article in story.articles]
    tabled = {form.text: number for number, (_, group) in enumerate(groups) for form in group if form.text}
    by_text = {form.text: form for form in others}
    known = [text for text, number in tabled.items() if groups[number][0] is not NameKind.PERSON]
    kinds = {text: _kind(form) for text, form in by_text.items()}
    places = {text for text, kind in kinds.items() if kind is NameKind.PLACE}
    people = {alone for kind, group in groups if kind is NameKind.PERSON for form in group for alone in [form.text]}
    for texts_of_one in same_organisation_groups(list(by_text), known, places, texts):
        forms = [by_text[text] for text in texts_of_one if text in by_text]
        home = next((tabled[text] for text in texts_of_one if text in tabled), None)
        if home is not None:
            groups[home][1].extend(forms)
        elif forms and not (len(forms) == 1 and forms[0].text in people):
            votes: dict[NameKind, float] = defaultdict(float)
            for form in forms:
                for kind, weight in form.kinds.items():
                    votes[kind] += weight
                votes[_kind(form)] += 0.1
            kind = max(votes, key=lambda kind: (votes[kind], kind.value))
            groups.append((kind, forms))
    return groups


def _best_name(group: Sequence[_Form], kind: NameKind) -> str:
    named = [form for form in group if form.text]
    if kind is NameKind.PERSON:
        full = [form for form in named if " " in form.person and not _has_initial(form.person)]
        counted = Counter[str]()
        for form in full or named:
            counted[form.person] += form.n
        return max(counted, key=lambda text: (counted[text], len(text), text))
    known = [row for form in named if (row := _aliases().get(_key(form.text))) is not None]
    if known and any(_key(form.text) == _key(known[0][1][0]) for form in named):
        return known[0][1][0]
    return max(named, key=lambda form: (form.n, len(form.text), form.text)).text


def _entities(groups: Sequence[tuple[NameKind, list[_Form]]]) -> list[Entity]:
    """Entities, the most mentioned first; no spelling stands in two of them."""
    ranked = sorted(
        ((kind, group, _best_name(group, kind)) for kind, group in groups if group),
        key=lambda row: (-sum(form.n for form in row[1]), row[2]),
    )
    alone: Counter[str] = Counter()
    for kind, group, _ in ranked:
        if kind is NameKind.PERSON:
            alone.update({name_parts(form.person)[1].casefold() for form in group if " " in form.person})
    taken: set[str] = set()
    entities = []
    for number, (kind, group, name) in enumerate(ranked, start=1):
        wanted = [form.text for form in sorted(group, key=lambda form: (-form.n, form.text)) if form.text]
        if kind is NameKind.PERSON:
            wanted += [form.person for form in group if form.text]
            full = [name_parts(form.person)[1] for form in group if " " in form.person]
            wanted += [surname for surname in full if alone[surname.casefold()] == 1]
        else:
            wanted += [alias for text in list(wanted) if (row := _aliases().get(_key(text))) for alias in row[1]]
        spellings = [text for text in dict.fromkeys([name, *wanted]) if text.casefold() not in taken]
        taken.update(text.casefold() for text in spellings)
        roles = Counter[str]()
        for form in group:
            roles.update(form.roles)
        articles = sorted({article_id for form in group for article_id in form.articles})
        entities.append(
            Entity(
                id=f"e{number}",
                name=name,
                kind=kind,
                spellings=tuple(_once(spellings)),
                roles=tuple(_once(sorted(roles, key=lambda role: (-roles[role], -len(role), role)))),
                article_ids=tuple(articles),
                n_mentions=sum(form.n for form in group),
            )
        )
    return entities


def _once(texts: Iterable[str]) -> list[str]:
    """Each text once, capitals aside, in order."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text.casefold(), text)
    return list(found.values())


def _unique_roles(entities: Sequence[Entity]) -> dict[str, Entity]:
    bearers: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.kind is NameKind.PERSON:
            for role in {role.casefold() for role in entity.roles}:
                bearers[role].append(entity)
    return {role: found[0] for role, found in bearers.items() if len(found) == 1}
