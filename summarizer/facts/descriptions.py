"""Whom a description without a name means: "the prime minister", "the 61-year-old", "the company"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from summarizer.facts.name_tables import demonyms
from summarizer.facts.names import Names
from summarizer.mentions.lexicon import organisation_heads, title_words
from summarizer.model import Entity, Name, NameKind, ReadSentence, Story
from summarizer.resources import read_text
from summarizer.resources.tables import read_rows, read_words

_AGED = re.compile(
    r"[\w-]+-year-old(?: [\w-]+)?(?: (?:from|of|in|at) .*)?"
    r"|(?:father|mother|dad|mum|grandfather|grandmother)[ -]of[ -][\w-]+"
)
_HONOURED = re.compile(
    r"(?:his|her) (?:lordship|ladyship|honou?r|excellency|majesty|highness|holiness|grace|worship|eminence)",
    re.IGNORECASE,
)
_PRESS_OFFICE = re.compile(r"(.+?)(?:['’]s|s['’]) (?:press|media|communications) (?:office|team|service|department)")
_INDEFINITE = frozenset(["a", "an", "one", "another", "some", "any", "his", "her", "their", "many", "several", "two"])
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AFTER_HEAD = re.compile(r",| (?:of|for|at|from|in|with|on|to|who|and) ")
_SETS_APART = frozenset(
    ["deputy", "vice", "former", "assistant", "acting", "ex", "outgoing", "incoming", "rival", "second"]
)
_OUTGOING = "outgoing"
_COMING = frozenset(["new", "incoming", "next", "future"])
_BEHIND_OFFICES = frozenset(["principal", "elect", "designate", "emeritus", "in-chief", "pro-tem"])
"""What stands behind an office and tells which: "Sheriff Principal Ada Moss", then "the sheriff"."""
_LEADERS = read_words("name_words.txt", "leaders")
_ROLES = read_words("name_words.txt", "offices")
_EPITHETS = read_words("name_words.txt", "epithets")
_PERSONS = frozenset(word for row in read_rows("words/roles.txt") for word in row)
_PERSONS_ENDS = ("man", "woman", "ologist", "ician")
_BODIES = read_words("name_words.txt", "bodies")
_TOWNS_BODIES = read_words("name_words.txt", "townsbodies")
_OF_SPORT = frozenset(["club", "team"])
_CALLED_SO = _OF_SPORT | {"bank", "airline", "charity", "party"}
"""Bodies that are told again by what they are though their names do not say it; a court or a regulator is another's."""
_FIRMS = read_words("name_words.txt", "firms")
_COLLECTIVES = frozenset([
    "police", "staff", "crew", "management", "jury", "army", "navy", "press", "brigade", "leadership", "cabinet",
])  # fmt: skip
"""Words of roles that mean many: "the police" is nobody whom the article has named."""
_MAY_BE_FIRMS = (NameKind.ORGANISATION, NameKind.OTHER)
_OWNED = re.compile(r"[’']s? ")
_UNNAMED = re.compile(
    r"\b(?:an?|one|another|his|her|their|our|my|[\w-]+[’']s|[\w-]+s[’']) (?:[\w-]+ ){0,3}?$", re.IGNORECASE
)
"""What stands before somebody who was told of without a name: "a young nurse", "her lawyer", "Moss’s agent"."""
_NO_LONE_PERSON = ("s", "sh", "ch", "ese")
"""Ends of words of a people that nobody calls one person by: "the French", "the Poles"."""
_INSTITUTIONS = frozenset([
    "race", "team", "club", "ship", "school", "prison", "hospital", "town", "village", "company", "factory", "course",
    "court", "army", "police", "fire", "airport", "museum", "union", "match", "state", "duty", "family",
])  # fmt: skip
_OF_MANY = frozenset(
    ["police", "coastguard", "army", "navy", "government", "opposition", "prosecution", "press", "jury"]
)
"""Bodies that a role tells of without naming who speaks for them."""
_TOLD = re.compile(r", (?:the|an?|who|whose|its|his|her|their) ")
_RANKS = frozenset([
    "colonel", "major", "captain", "lieutenant", "sergeant", "corporal", "commander", "admiral", "brigadier",
    "inspector", "superintendent", "constable", "detective", "general", "officer",
])  # fmt: skip
_BEFORE_SPEAKERS = frozenset(["said", "says", "told", "added", "wrote"])
_NAMED_WITHIN = 3
"""Sentences within which news names whom its opening has called by an office."""
_FAR_MORE = 3
"""An article is about the body that it names so many times as often as the next of the kind."""
_MEMORY = 4
_REACH = 24
_NEAR = 1
"""A description that no role tells means somebody of so many sentences before at most."""


class Descriptions:
    """The people and firms that an article describes without naming them, by their roles and by what it told before."""

    def __init__(self, story: Story, names: Names) -> None:
        self._names = names
        self._places: dict[tuple[str, int], int] = {}
        self._known: dict[tuple[str, int, str], str] = {}
        self._met: dict[str, tuple[tuple[Entity, int], ...]] = {}
        self._reads: dict[str, list[ReadSentence]] = defaultdict(list)
        for read in story.sentences:
            self._places[read.article_id, read.sentence.index] = len(self._reads[read.article_id])
            self._reads[read.article_id].append(read)

    def bearer(self, read: ReadSentence, phrase: str) -> str:
        """The name of whom the phrase means in its sentence; "" where nobody is sure."""
        key = (read.article_id, read.sentence.index, phrase)
        if key not in self._known:
            self._known[key] = self._find(read, phrase)
        return self._known[key]

    def _find(self, read: ReadSentence, phrase: str) -> str:
        office = _PRESS_OFFICE.fullmatch(phrase.strip())
        if office is not None:
            return office[1]
        words = _WORDS.findall(_AFTER_HEAD.split(phrase)[0].casefold())
        if _HONOURED.fullmatch(phrase.strip()):
            return self._lately_named(self._where_told(read, phrase), is_told_again=True)
        if not words or words[0] in _INDEFINITE:
            return ""
        words = words[1:] if words[0] == "the" and len(words) > 1 else words
        read = self._where_told(read, phrase)
        if _AGED.fullmatch(phrase.strip()):
            return self._lately_named(read, is_told_again=True)
        head = words[-1]
        if head in _COLLECTIVES or head in _OF_MANY:
            return ""  # a former officer is no "police"
        if head in _FIRMS and (len(words) == 1 or _is_definite(read, phrase)):
            return self._firm(read, phrase)
        if len(words) == 1 and (head in _BODIES or head.title() in organisation_heads()):
            return self._body(read, head) or (self._only_body(read, phrase) if head in _CALLED_SO else "")
        known = self._by_role(read, words)
        if not known and _OUTGOING in words:  # who still is what the article calls him without that word
            known = self._by_role(read, [word for word in words if word != _OUTGOING], by_same_word=True)
        if known and _COMING.intersection(words[:-1]) and self._is_going(read, known):
            return ""  # "the new prime minister" is not who has been it till now
        known = known or self._named_next(read, words)
        is_told_again = _is_epithet(head) or words[0] in ("former", "ex")
        if known or not (is_told_again or head in _ROLES) or self._is_a_persons(read, phrase):
            return known
        is_officer = len(words) > 1 and words[-2] in _INSTITUTIONS  # "the race doctor" is whoever holds that post
        if is_officer or self._is_unnamed(read, head):
            return ""
        return self._lately_named(read, is_told_again=is_told_again)

    def _is_going(self, read: ReadSentence, name: str) -> bool:
        """Whether the article calls somebody the outgoing or former holder of an office."""
        called = re.compile(
            rf"\b(?:outgoing|departing|former|ex)\b[^.;]{{0,40}}\b{re.escape(name.split()[-1])}\b", re.I
        )
        return any(called.search(earlier.text) for earlier in self._reads[read.article_id])

    def _is_unnamed(self, read: ReadSentence, head: str) -> bool:
        """Whether the article has told of such a person without a name: "a nurse", then "the nurse"."""
        for earlier in self._reads[read.article_id]:
            if earlier.sentence.index > read.sentence.index:
                break
            named = [name.start - earlier.sentence.start for name in earlier.mentions.names]
            for match in re.finditer(rf"\b{re.escape(head)}\b", earlier.text, re.IGNORECASE):
                is_named = any(match.end() <= start <= match.end() + 3 for start in named)
                if not is_named and _UNNAMED.search(earlier.text[: match.start()]):
                    return not self._is_apposed(earlier, match.start())
        return False

    def _is_a_persons(self, read: ReadSentence, phrase: str) -> bool:
        """Whether the phrase means somebody by whose he is: "Moss’s lawyer"."""
        owner = _OWNED.split(phrase)[0] if _OWNED.search(phrase) else ""
        entity = self._names.entity_of(owner, read.article_id) if owner else None
        return entity is not None and entity.kind is NameKind.PERSON

    def _is_apposed(self, read: ReadSentence, place: int) -> bool:
        """Whether what stands at the place tells of somebody named before a comma: "Ada Moss, a nurse"."""
        before = read.text[:place]
        return any(
            re.search(r"^,[^,]*$", before[name.end - read.sentence.start :]) is not None
            for name in read.mentions.names
            if name.end - read.sentence.start < place
        )

    def _where_told(self, read: ReadSentence, phrase: str) -> ReadSentence:
        """The sentence that has the words: a pronoun's bearer stands in one before."""
        place = self._places[read.article_id, read.sentence.index]
        near = self._reads[read.article_id][max(0, place - _MEMORY) : place + 1]
        return next((one for one in reversed(near) if _tells(one, phrase)), read)

    def _by_role(self, read: ReadSentence, words: Sequence[str], *, by_same_word: bool = False) -> str:
        """The only person of the article so far who has the role, or the last of several named just before."""
        met = self._first_met(read.article_id)
        found = {one.name for one, first in met if first <= read.sentence.index and _has_role(one, words)}
        if by_same_word:
            found = {one.name for one, _ in met if one.name in found and words[-1] in _words_in_roles(one)}
        if len(found) > 1:
            found &= {entity.name for entity in self._people(read, _NEAR)}
        return found.pop() if len(found) == 1 else ""

    def _named_next(self, read: ReadSentence, words: Sequence[str]) -> str:
        """Who is named as the speaker just after an article has opened with an office: "…, the fire chief said. “It is
        out,” Ada Moss told reporters"."""
        head = words[-1]
        if read.sentence.index != 0 or head not in _PERSONS:
            return ""
        met = {entity.id: (entity, first) for entity, first in self._first_met(read.article_id)}
        for following in self._reads[read.article_id][1 : _NAMED_WITHIN + 1]:
            said = [one.speaker for one in following.mentions.attributions]
            for speaker in filter(None, (*said, *(one.speaker for one in following.mentions.quotations))):
                entity = self._names.entity_of(speaker, read.article_id)
                if entity is None or entity.kind is not NameKind.PERSON:
                    continue
                _, first = met.get(entity.id, (entity, 0))
                is_other = any(not _is_rank(role) for role in entity.roles) or self._is_described(following, entity)
                is_meant = first > 0 and (not is_other or _has_role(entity, words))
                return entity.name if is_meant else ""
        return ""

    def _is_described(self, read: ReadSentence, entity: Entity) -> bool:
        """Whether a sentence says beside somebody's name what he is: "The diver Ada Moss", "Ada Moss, a diver,"."""
        for name in read.mentions.names:
            if self._names.bearer_of(name, read.article_id) is not entity:
                continue
            start, end = name.start - read.sentence.start, name.end - read.sentence.start
            before = read.text[:start].split()[-1:]
            is_plain = not before or not before[0].isalpha() or before[0] in _BEFORE_SPEAKERS or _is_rank(before[0])
            return not is_plain or _TOLD.match(read.text, end) is not None
        return False

    def _first_met(self, article_id: str) -> Sequence[tuple[Entity, int]]:
        """The people whom an article names, each with its first sentence that does: asked of every sentence."""
        if article_id not in self._met:
            met: dict[str, tuple[Entity, int]] = {}
            for read in self._reads[article_id]:
                for name in read.mentions.names:
                    entity = self._names.bearer_of(name, article_id)
                    if entity is not None and entity.kind is NameKind.PERSON:
                        met.setdefault(entity.id, (entity, read.sentence.index))
            self._met[article_id] = tuple(met.values())
        return self._met[article_id]

    def _lately_named(self, read: ReadSentence, *, is_told_again: bool = False) -> str:
        """The only person whom the sentence before names, and who has no role yet (or is told again by age or part).

        An office is nobody whom its own sentence names: "Moss laughed as the judge said so".
        """
        people: dict[str, Entity] = {}
        for n_before in range(1, _MEMORY if is_told_again else _NEAR + 1):
            people = people or {entity.name: entity for entity in self._people(read, n_before, no_owners=True)}
        if not is_told_again and any(entity.name in people for entity in self._people(read, 0, no_owners=True)):
            return ""
        if not people or (len(people) > 1 and not is_told_again):
            return ""
        entity = list(people.values())[-1]  # whom the sentence begins with
        return entity.name if is_told_again or not (entity.roles or self._is_told(read, entity)) else ""

    def _is_told(self, read: ReadSentence, entity: Entity) -> bool:
        """Whether the article says beside a name of somebody's what he is: "Ada Moss, the handler"."""
        return any(
            _TOLD.match(earlier.text, name.end - earlier.sentence.start) is not None
            for earlier, name, bearer in self._mentioned(read)
            if bearer is entity
        )

    def _people(self, read: ReadSentence, n_before: int | None = None, *, no_owners: bool = False) -> Iterator[Entity]:
        """Those named in the article up to the sentence (or in it and `n_before` sentences before), nearest first."""
        for earlier, name, entity in self._mentioned(read):
            if n_before is not None and earlier.sentence.index < read.sentence.index - n_before:
                return
            is_owner = _OWNED.match(earlier.text, name.end - earlier.sentence.start) is not None
            if entity.kind is NameKind.PERSON and not (no_owners and is_owner):
                yield entity

    def _named(self, read: ReadSentence) -> Iterator[tuple[ReadSentence, Entity]]:
        """(sentence, entity) of every name up to the sentence, nearest first."""
        return ((earlier, entity) for earlier, _, entity in self._mentioned(read))

    def _mentioned(self, read: ReadSentence) -> Iterator[tuple[ReadSentence, Name, Entity]]:
        """(sentence, name, entity) of every name up to the sentence, nearest first."""
        reads = self._reads[read.article_id]
        for place in range(self._places[read.article_id, read.sentence.index], -1, -1):
            earlier = reads[place]
            for name in reversed(earlier.mentions.names):
                entity = self._names.bearer_of(name, read.article_id)
                if entity is not None:
                    yield earlier, name, entity

    def _firm(self, read: ReadSentence, phrase: str) -> str:
        """The organisation that the sentence has named, that spoke last, or that was named just before."""
        place = read.sentence.start + max(0, read.text.find(phrase))
        here = {
            entity.name
            for earlier, name, entity in self._mentioned(read)
            if earlier is read and name.end <= place and entity.kind in _MAY_BE_FIRMS and not _is_quoted(read, name)
        }
        if len(here) == 1:
            return here.pop()
        speakers = set()
        for earlier in self._reads[read.article_id]:
            if earlier.sentence.index < read.sentence.index:
                said = [one.speaker for one in earlier.mentions.attributions]
                for speaker in (*said, *(one.speaker for one in earlier.mentions.quotations)):
                    entity = self._names.entity_of(speaker, read.article_id)
                    if entity is not None and entity.kind is NameKind.ORGANISATION:
                        speakers.add(entity.id)
        named = [entity for _, entity in self._named(read) if entity.kind is NameKind.ORGANISATION]
        spoke = [entity.name for entity in named if entity.id in speakers]
        if spoke:
            return spoke[0]
        near = {
            entity.name
            for earlier, entity in self._named(read)
            if entity.kind is NameKind.ORGANISATION and earlier.sentence.index == read.sentence.index - _NEAR
        }
        return near.pop() if len(near) == 1 else ""

    def _body(self, read: ReadSentence, head: str) -> str:
        """The body of the article so far that has the word in its name or is called so; of several, its subject."""
        found: Counter[str] = Counter()
        for earlier, name, entity in self._mentioned(read):
            start = name.start - earlier.sentence.start
            before = _WORDS.findall(earlier.text[max(0, start - _REACH) : start].casefold())[-1:]
            if entity.kind is NameKind.ORGANISATION and (head in _words_of(entity) or before == [head]):
                found[entity.name] += 1
        (most, n_most), (_, n_next) = (found.most_common(2) + [("", 0)] * 2)[:2]
        return most if n_most >= _FAR_MORE * n_next else ""

    def _only_body(self, read: ReadSentence, phrase: str) -> str:
        """The only body that the sentence has named or the nearest before that names any: "Velta lost. The club said".

        None that its name tells to be of another kind: "the union" is no Velta Bank.
        """
        head = phrase.split()[-1].casefold()
        others = _BODIES if head in _OF_SPORT else _BODIES | _TOWNS_BODIES  # clubs bear words of towns: "Velta City"
        place = read.sentence.start + max(0, read.text.find(phrase))
        found: dict[int, set[str]] = defaultdict(set)
        for earlier, name, entity in self._mentioned(read):
            if earlier.sentence.index < read.sentence.index - _MEMORY:
                break
            is_before = name.end <= place and not _is_quoted(earlier, name)
            if entity.kind is NameKind.ORGANISATION and is_before and not _words_of(entity) & others:
                found[earlier.sentence.index].add(entity.name)
        near = found[max(found)] if found else set()
        return near.pop() if len(near) == 1 else ""


@cache
def _words_of(entity: Entity) -> frozenset[str]:
    """The words of all that an entity is called, folded."""
    return frozenset(word for spelling in entity.spellings for word in _WORDS.findall(spelling.casefold()))


def _words_in_roles(entity: Entity) -> set[str]:
    return {word for role in entity.roles for word in _WORDS.findall(role.casefold())}


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The roles that a wider word takes in: a diplomat may be an ambassador."""
    lines = (line.partition("#")[0].partition(":") for line in read_text("role_kinds.txt").splitlines())
    return {word.strip(): frozenset(re.findall(r"[^\s,]+", roles)) for word, colon, roles in lines if colon}


def _tells(read: ReadSentence, phrase: str) -> bool:
    """Whether a sentence has the phrase outside quotations, in which somebody else may be called so."""
    quoted = [(one.start - read.sentence.start, one.end - read.sentence.start) for one in read.mentions.quotations]
    found = (match.start() for match in re.finditer(re.escape(phrase), read.text))
    return any(not any(start <= place < end for start, end in quoted) for place in found)


def _is_quoted(read: ReadSentence, name: Name) -> bool:
    """Whether a name stands in what somebody says: nobody names himself there."""
    return any(quotation.start <= name.start < quotation.end for quotation in read.mentions.quotations)


def _is_definite(read: ReadSentence, phrase: str) -> bool:
    """Whether a sentence has the phrase as one that is known: "the heat pump maker", not "heat pump makers"."""
    bare = re.escape(re.sub(r"^the ", "", phrase.strip(), flags=re.IGNORECASE))
    return re.search(rf"\bthe {bare}\b", read.text, re.IGNORECASE) is not None


def _is_epithet(head: str) -> bool:
    """Whether a word tells again whom the text has named, by what he is: "the nurse", "the Dane".

    An office, a part in what happened or a relation is none: news tells of "the judge" or "the driver" without a name.
    """
    if head in _EPITHETS or (head in demonyms() and not head.endswith(_NO_LONE_PERSON)):
        return True
    return head not in _ROLES and (head in _PERSONS or head.endswith(_PERSONS_ENDS))


def _is_rank(role: str) -> bool:
    """Whether a role is how somebody is addressed and tells no office: "Colonel", "Dr"."""
    return all(word in title_words() or word.casefold() in _RANKS for word in role.split())


def _has_role(entity: Entity, words: Sequence[str]) -> bool:
    """Whether a role of somebody's is the one described: the same office, and nothing that sets it apart."""
    told, head = set(words) - {words[-1]}, words[-1]
    for role in entity.roles:
        own = _WORDS.findall(_AFTER_HEAD.split(role.casefold())[0])
        own = own[:-1] if len(own) > 1 and own[-1] in _BEHIND_OFFICES else own
        if not own:
            continue
        same = own[-1] == head or (own[-1] in _LEADERS and head in _LEADERS) or own[-1] in _kinds().get(head, ())
        both = set(_WORDS.findall(role.casefold())) - {own[-1]}, told
        if same and (both[0] & _SETS_APART) == (told & _SETS_APART) and (both[0] <= told or told <= both[0]):
            return True
    return False
