"""Who is who in a story: one entity a person, organisation or place under all its spellings, and who a speaker is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from summarizer.facts.name_bearers import Group, best_name, find_bearers
from summarizer.facts.name_forms import name_parts, skeleton, without_honorifics
from summarizer.facts.name_tables import aliases, bare, key_of
from summarizer.mentions.representatives import BELONGINGS, belongs_to, speaks_for
from summarizer.model import Entity, Name, NameKind, Story
from summarizer.resources.tables import read_words

_PRONOUNS = read_words("name_words.txt", "pronouns")
_AUTHOR = re.compile(
    r"(?:(?:an?|the|one|another|its|in) )?(?:[\w-]+ )?(?:statement|letter|e-?mail|message|tweet|post|memo|note"
    r"|release|notice)"
    r" (?:from|by|of) (.+)",
    re.IGNORECASE,
)
_AFTER_HEAD = re.compile(r",| (?:of|for|at|from|in|with|on|to|who|and) ")


class Names:
    """The entities of a story, and which of them a name or speaker means.

    `entity_of` takes a name or a noun phrase that holds one; a surname that two people share is told by the article.
    """

    def __init__(self, story: Story) -> None:
        bearers = find_bearers(story)
        self._shared = bearers.shared
        self._by_mention: dict[tuple[str, int], Entity] = {}
        self.entities = tuple(_entities(bearers.groups, self._by_mention))
        self._by_spelling: dict[str, Entity] = {}
        for entity in self.entities:
            for spelling in entity.spellings:
                self._by_spelling.setdefault(spelling.casefold(), entity)
        self._by_name = {entity.name: entity for entity in self.entities}
        self._by_role = _unique_roles(self.entities)
        self._cache: dict[tuple[str, str], Entity | None] = {}

    def bearer_of(self, name: Name, article_id: str) -> Entity | None:
        """Whose name a name of an article is, where it stands."""
        return self._by_mention.get((article_id, name.start)) or self.entity_of(name.text, article_id)

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
        if entity is not None and (entity.kind is NameKind.PERSON or key_of(text) == entity.name.casefold()):
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
        others: set[int] = set()  # words of names whose bearers somebody else speaks for
        for size in range(min(5, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                piece = bare(" ".join(words[start : start + size]))
                if piece[:1].islower() or not piece:
                    continue
                entity = self._exact(piece, article_id)
                if _is_owner(words, start + size) or start in others:
                    continue
                if _is_owner_by_more(words, start + size):
                    continue
                before, after = text[: _start_of(text, words, start)], " ".join(words[start + size :])
                is_person = entity is not None and entity.kind is NameKind.PERSON
                if is_person and (speaks_for(before) or belongs_to(after)):
                    others.update(range(start, start + size))
                    continue
                if entity is not None and (entity.kind is NameKind.PERSON or size == len(words)):
                    candidates.append((entity.kind is NameKind.PERSON, size, start, entity))
        author = _AUTHOR.fullmatch(text.strip())
        if author is not None and not candidates:
            return self._exact(bare(author[1]), article_id)
        if candidates:
            return max(candidates, key=lambda row: row[:3])[3]
        return self._by_role.get(re.sub(r"^(the|a|an) ", "", whole.casefold()))

    def _exact(self, text: str, article_id: str) -> Entity | None:
        shared = self._shared.get((skeleton(text), article_id)) if " " not in text else None
        if shared is not None:
            return self._by_name.get(shared)
        return self._by_spelling.get(text.casefold())


def _start_of(text: str, words: Sequence[str], number: int) -> int:
    """Where words[number] of the text begins."""
    place = 0
    for word in words[:number]:
        place = text.index(word, place) + len(word)
    return text.index(words[number], place)


def _is_owner_by_more(words: Sequence[str], end: int) -> bool:
    """Whether the name goes on before it tells whose somebody is: "Ada Maria" of "Ada Maria Moss’s husband"."""
    while end < len(words) and words[end][:1].isupper():
        end += 1
        if _is_owner(words, end):
            return True
    return False


def _is_owner(words: Sequence[str], end: int) -> bool:
    """Whether the name that ends before words[end] only tells whose somebody is: "Moss’s lawyer", no "Moss’s letter".

    >>> _is_owner(["Moss’s", "lawyer"], 1), _is_owner(["Moss’s", "letter"], 1), _is_owner(["Moss", "lawyer"], 1)
    (True, False, False)
    """
    if end >= len(words) or not re.search(r"(?:['’]s|s['’])$", words[end - 1]):
        return False
    phrase = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _AFTER_HEAD.split(" ".join(words[end:]))[0].casefold())
    return bool(phrase) and (phrase[-1] in BELONGINGS or phrase[-1].removesuffix("s") in BELONGINGS)


def _entities(groups: Sequence[Group], by_mention: dict[tuple[str, int], Entity]) -> list[Entity]:
    """Entities, the most mentioned first; no spelling stands in two of them. Fills `by_mention`."""
    ranked = sorted(
        ((kind, group, best_name(group, kind)) for kind, group in groups if group),
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
            wanted += [alias for text in list(wanted) if (row := aliases().get(key_of(text))) for alias in row[1]]
        spellings = [text for text in dict.fromkeys([name, *wanted]) if text.casefold() not in taken]
        taken.update(text.casefold() for text in spellings)
        roles = Counter[str]()
        for form in group:
            roles.update(form.roles)
        articles = sorted({article_id for form in group for article_id in form.articles})
        entity = Entity(
            id=f"e{number}",
            name=name,
            kind=kind,
            spellings=tuple(_once(spellings)),
            roles=tuple(_once(sorted(roles, key=lambda role: (-roles[role], -len(role), role)))),
            article_ids=tuple(articles),
            n_mentions=sum(form.n for form in group),
        )
        entities.append(entity)
        by_mention.update((place, entity) for form in group for place in form.places)
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
