"""Which spellings of a story are one bearer's: people by surname and given name, bodies by `organisations`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from summarizer.facts.name_forms import (
    gender_of_given,
    is_numbered,
    may_be_translated,
    name_parts,
    same_given_name,
    same_person,
    same_surname,
    skeleton,
    surnames_alone,
)
from summarizer.facts.name_spellings import Form, best_kind, collect_forms, guess_kind, is_loose
from summarizer.facts.name_tables import aliases, key_of
from summarizer.facts.organisations import same_organisation_groups
from summarizer.model import NameKind, Story

Group = tuple[NameKind, list[Form]]
_SURELY = 4.0
"""Votes from which a name is a person's, though a place has it too."""
_SHORT = 5
_HELD = 2
"""Mentions, one of them by the surname alone, from which this means its bearer though a namesake is named once."""
_FAR = 600
"""Characters after which a surname alone no longer means whoever was last named in full: two paragraphs or three."""


@dataclass(slots=True)
class Bearers:
    """The spellings of a story by bearer; `shared` has the surnames of two people that their article tells apart."""

    groups: list[Group] = field(default_factory=list)
    shared: dict[tuple[str, str], str] = field(default_factory=dict)


def find_bearers(story: Story) -> Bearers:
    """The story's spellings, those of one bearer together."""
    bearers = Bearers()
    teams: list[Group] = []
    people: list[Form] = []
    single: list[Form] = []
    tabled: dict[tuple[NameKind, str], list[Form]] = defaultdict(list)
    others: list[Form] = []
    forms = collect_forms(story)
    surnames = {form.person.split()[-1] for form in forms if form.kind is NameKind.PERSON and " " in form.person}
    for form in forms:
        known = aliases().get(key_of(form.text))
        if known is not None and known[0] is NameKind.PLACE and _is_team(form):
            teams.append((form.kind, [form]))
        elif known is not None and not _is_namesake(form, known[0]):
            tabled[known[0], known[1][0]].append(form)
        elif form.kind is NameKind.PERSON and " " in form.person:
            people.append(form)
        elif " " not in form.person and (is_loose(form) or _is_family(form, surnames)):
            single.append(form)
        else:
            others.append(form)
    persons = _same_people(people)
    for form in _attach_single(single, persons, bearers.shared):
        if form.kind is NameKind.PERSON:
            persons.append([form])
        else:
            others.append(form)
    bearers.groups = [*teams, *((NameKind.PERSON, group) for group in persons)]
    bearers.groups.extend((kind, group) for (kind, _), group in tabled.items())
    _join_organisations(bearers.groups, others, story)
    return bearers


def _is_namesake(form: Form, kind: NameKind) -> bool:
    """Whether somebody bears the name of a known place or body, or a word is like a state's abbreviation: "Mo"."""
    if form.kind is NameKind.PERSON:
        return bool(form.roles) or (kind is NameKind.PLACE and form.votes >= _SURELY)
    return kind is NameKind.PLACE and form.kind is not kind and len(form.text) <= _SHORT and not form.text.isupper()


def _is_family(form: Form, surnames: Collection[str]) -> bool:
    """Whether a weak reading of a word is of a surname in the plural: "the Quills", "the Mosses"."""
    ends = (form.text[:-2] if form.text.endswith("ses") else "", form.text[:-1] if form.text.endswith("s") else "")
    return form.votes < _SURELY and any(end in surnames for end in ends)


def _is_team(form: Form) -> bool:
    """Whether a known place's name is its team's here: beside the town, or alone."""
    return form.kind is NameKind.ORGANISATION and (form.is_team or not form.kinds[NameKind.PLACE])


def _same_people(forms: Sequence[Form]) -> list[list[Form]]:
    """Full names grouped by bearer; one with an initial joins only where a single bearer fits."""
    groups: list[list[Form]] = []
    by_skeleton: dict[str, list[int]] = defaultdict(list)
    ordered = sorted(forms, key=lambda form: (has_initial(form.person), -len(form.person.split()), -form.n, form.text))
    for form in ordered:
        keys = {skeleton(word) for word in form.person.split()} - {""}
        beginning = skeleton(form.person.split()[-1])[:4]
        near = sorted({number for key in (*keys, beginning) for number in by_skeleton[key]})
        fits = [number for number in near if _fits(form, groups[number])]
        if len(fits) == 1 or (fits and not has_initial(form.person)):
            number = max(fits, key=lambda fit: sum(other.n for other in groups[fit]))
            groups[number].append(form)
        else:
            number = len(groups)
            groups.append([form])
        for key in keys | {skeleton(word)[:4] for word in form.person.split()[-1:]}:
            by_skeleton[key].append(number)
    return groups


def _fits(form: Form, group: Sequence[Form]) -> bool:
    """Whether a full name is of the bearer of a group: by each of its spellings, or by one in a translation."""
    if all(same_person(form.person, other.person) or _only_initials_differ(form, other) for other in group):
        return not _genders_clash(form.gender, group)
    is_apart = not any(form.articles.keys() & other.articles.keys() for other in group)
    return is_apart and all(
        _shares_office(form, other) and may_be_translated(form.person, other.person) for other in group
    )


def _shares_office(form: Form, other: Form) -> bool:
    """Whether the story gives both one office, or one of them none."""
    heads, others = [{role.split()[-1].casefold() for role in each.roles} for each in (form, other)]
    return not heads or not others or bool(heads & others)


def has_initial(name: str) -> bool:
    """Whether the first word of a name is an initial."""
    return any(len(word.strip(".")) == 1 for word in name.split()[:1])


def _only_initials_differ(form: Form, other: Form) -> bool:
    return form.person.casefold() == other.person.casefold()


def _genders_clash(gender: str, group: Iterable[Form]) -> bool:
    return bool(gender) and any(_gender(form) not in ("", gender) for form in group)


def _gender(form: Form) -> str:
    given = name_parts(form.person)[0]
    return form.gender or (gender_of_given(given[0]) if given else "")


def _sounds(group: Sequence[Form]) -> str:
    """The gender that given names sound like where no list has them: mostly women's end with "a"."""
    given = next((name_parts(form.person)[0] for form in group if " " in form.person), ())
    known = gender_of_given(given[0]) if given else ""
    return known or ("f" if given and given[0][-1:] == "a" else "")


def _attach_single(single: Sequence[Form], persons: list[list[Form]], shared: dict[tuple[str, str], str]) -> list[Form]:
    """Put single words to the people whose surname (or else given name) they are, and give the rest."""
    by_surname: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(persons):
        for form in group:
            for alone in surnames_alone(form.person):
                by_surname[alone].add(number)
    long_surnames = [alone for alone in by_surname if len(alone) >= 7]
    rest: list[Form] = []
    loose: dict[str, list[Form]] = {}
    for form in single:
        key = skeleton(form.person)
        found = set(by_surname.get(key, ()))
        if not found and form.person.endswith("s"):  # "the Quills"
            found = set(by_surname.get(skeleton(form.person[:-1]), ()))
        if not found and form.person.endswith("ses"):  # "the Mosses"
            found = set(by_surname.get(skeleton(form.person[:-2]), ()))
        if not found and len(key) >= 7:
            found = {n for alone in long_surnames if same_surname(alone, key) for n in by_surname[alone]}
        if len(found) == 1:
            persons[found.pop()].append(form)
        elif found:
            _share(form, [persons[number] for number in sorted(found)], shared)
        elif form.kind is NameKind.PERSON:
            group = loose.setdefault(key, [])
            group.append(form)
        elif form.kind is NameKind.OTHER and not form.votes and (bearer := _by_given_name(form, persons)) is not None:
            bearer.append(form)
        else:
            rest.append(form)
    for group in loose.values():
        bearer = _by_given_name(group[0], persons)
        if bearer is not None:
            bearer.extend(group)
        else:
            persons.append(group)
    return rest


def _by_given_name(form: Form, persons: Sequence[list[Form]]) -> list[Form] | None:
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


def _share(form: Form, candidates: Sequence[list[Form]], shared: dict[tuple[str, str], str]) -> None:
    """Give each mention of a shared surname to the bearer whom its title fits and who was named last before it."""
    key = skeleton(form.person)
    parts: dict[int, Form] = {}
    bearers: dict[str, set[int]] = defaultdict(set)
    referred: list[tuple[tuple[str, int], int]] = []
    titled: dict[int, str] = {}  # what "Mr." and "Ms." told of them
    for place in sorted(form.places):
        gender = form.genders.get(place, "") or (form.gender if form.text != form.person else "")
        fitting = [n for n, group in enumerate(candidates) if not _genders_clash(gender, group)]
        fitting = [n for n in fitting if not gender or titled.get(n, gender) == gender] or fitting
        fitting = [n for n in fitting if not gender or _sounds(candidates[n]) in ("", gender)] or fitting
        office = form.offices.get(place, "")
        fitting = [n for n in fitting if office and office in _offices(candidates[n])] or fitting
        number = _last_named(place, fitting or range(len(candidates)), candidates, referred)
        if number is None:
            continue
        referred.append((place, number))
        if gender:
            titled.setdefault(number, gender)
        if number not in parts:
            parts[number] = Form("", person="", gender=gender)
        parts[number].articles[place[0]] += 1
        parts[number].places.append(place)
        bearers[place[0]].add(number)
    for number, part in parts.items():
        candidates[number].append(part)
        if form.text != form.person and len(parts) == 1:
            part.text, part.person = form.text, form.person  # "Mrs Moss" is one bearer's
    for article_id, numbers in bearers.items():
        if len(numbers) == 1:
            shared[key, article_id] = best_name(candidates[min(numbers)], NameKind.PERSON)


def _offices(group: Sequence[Form]) -> set[str]:
    """What the story calls a bearer of a full name, by the last words: "minister" for "Health Minister"."""
    return {role.split()[-1].casefold() for form in group if " " in form.person for role in form.roles}


def _last_named(
    place: tuple[str, int],
    numbers: Iterable[int],
    candidates: Sequence[list[Form]],
    referred: Sequence[tuple[tuple[str, int], int]] = (),
) -> int | None:
    """Of some candidates the one named in full last before a place of an article, or first after it, or nobody.

    `referred` has to whom the surname alone was given before: it stays theirs after a relative was named once.
    """
    chosen = list(numbers)
    if len(chosen) == 1:
        return chosen[0]
    named = sorted(
        (start, number)
        for number in chosen
        for form in candidates[number]
        if " " in form.person
        for article_id, start in form.places
        if article_id == place[0]
    )
    before = [(start, number) for start, number in named if start < place[1]]
    if not named:
        own = [number for (article_id, _), number in referred if article_id == place[0] and number in chosen]
        return own[-1] if own else _main_bearer(chosen, candidates)
    if not before:
        return named[0][1]
    last = before[-1][1]
    alone = Counter(number for (article_id, _), number in referred if article_id == place[0] and number in chosen)
    if alone and sum(number == last for _, number in named) == 1 and not alone[last]:
        held, n_held = alone.most_common(1)[0]
        if n_held + sum(number == held for _, number in before) >= _HELD:
            return held
    reach = [(at, number) for (article_id, at), number in referred[-1:] if article_id == place[0] and number in chosen]
    at, last = max([*before[-1:], *reach])
    if place[1] - at <= _FAR:
        return last
    main = _main_bearer(chosen, candidates)
    return main if main is not None and any(number == main for _, number in before) else before[-1][1]


def _main_bearer(numbers: Sequence[int], candidates: Sequence[list[Form]]) -> int | None:
    """Of some candidates the one whom the story names in full most often; nobody where two are alike."""
    counted = Counter({n: sum(form.n for form in candidates[n] if " " in form.person) for n in numbers})
    ranked = counted.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None


def _join_organisations(groups: list[Group], others: Sequence[Form], story: Story) -> None:
    """Put acronyms, short forms and other spellings of organisations, places and things together, into `groups`."""
    texts = [article.text for article in story.articles]
    tabled = {form.text: number for number, (_, group) in enumerate(groups) for form in group if form.text}
    by_text: dict[str, Form] = {}
    for form in others:
        if form.text in by_text:  # a town and its team
            groups.append((form.kind, [form]))
        else:
            by_text[form.text] = form
    known = [text for text, number in tabled.items() if groups[number][0] is not NameKind.PERSON]
    places = {text for text, form in by_text.items() if form.kind is NameKind.PLACE and form.votes >= 2}
    things = {text for text, form in by_text.items() if form.kind is NameKind.OTHER and form.votes}
    towns = {text for text, form in by_text.items() if form.kind is NameKind.PLACE}
    people = {form.text for kind, group in groups if kind is NameKind.PERSON for form in group}
    articles = {text: frozenset(form.articles) for text, form in by_text.items()}
    for texts_of_one in same_organisation_groups(list(by_text), known, places, texts, articles, things, towns):
        forms = [by_text[text] for text in texts_of_one if text in by_text]
        home = next((tabled[text] for text in texts_of_one if text in tabled), None)
        if home is not None:
            groups[home][1].extend(forms)
        elif forms and not (len(forms) == 1 and forms[0].text in people):
            groups.append((_kind_of_group(forms), forms))


def _kind_of_group(forms: Sequence[Form]) -> NameKind:
    votes: dict[NameKind, float] = defaultdict(float)
    for form in forms:
        for kind, weight in form.kinds.items():
            votes[kind] += weight
        if form.kind is not NameKind.OTHER:
            votes[form.kind] += 0.1
    return best_kind(votes) or guess_kind(forms)


def best_name(group: Sequence[Form], kind: NameKind) -> str:
    """The fullest common name of a group of spellings."""
    named = [form for form in group if form.text]
    if kind is NameKind.PERSON:
        full = [form for form in named if " " in form.person and not has_initial(form.person)]
        counted = Counter[str]()
        for form in full or named:
            counted[form.person] += form.n
        best = max(counted, key=lambda text: (counted[text], len(text), text))
        numbered = (form.text for form in named if form.person == best and is_numbered(form.text))
        return next(numbered, best)  # "Otto Kranz Jr.", though most sentences leave the last word out
    known = [row for form in named if (row := aliases().get(key_of(form.text))) is not None]
    if known and kind is NameKind.PLACE and all(len(form.text) <= _SHORT and form.text[-1].islower() for form in named):
        return known[0][1][0]  # "Calif"
    if known and any(key_of(form.text) == key_of(known[0][1][0]) for form in named):
        return known[0][1][0]
    return max(named, key=lambda form: (form.n, len(form.text), form.text)).text
