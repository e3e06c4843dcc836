"""Who somebody is, told where the summary first meets him: in full, with a title or an office that an article has.

Whom it has met already goes by the family name, where nobody else of the story has it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from summarizer.engines.extractive.persons import family_of, role_heads, whole
from summarizer.engines.extractive.print_rules import COMMON_IDF, outside_quotes, pattern, words_of
from summarizer.facts.name_forms import gender_of_given, without_honorifics
from summarizer.mentions.lexicon import role_modifiers, titles
from summarizer.model import Entity, Name, NameKind, ReadSentence
from summarizer.similarity import STOP_WORDS, idf


class Introductions:
    """Gives each person whom the summary first meets the full name of the same article, and a title where one stands.

    Made from the names that the articles hold; asked sentence by sentence, in the order of the summary.
    """

    def __init__(self, sentences: Sequence[ReadSentence], entities: Sequence[Entity] = ()) -> None:
        persons = [entity for entity in entities if entity.kind is NameKind.PERSON]
        self._entities = {spelling: entity.name for entity in persons for spelling in entity.spellings}
        self._full: dict[tuple[str, str], set[str]] = {}  # full names by article and family name
        self._titles: dict[str, dict[str, str]] = {}  # by person: a title before the name, by article
        self._offices: dict[str, dict[str, str]] = {}  # by person: what stands behind the name ("a line supervisor")
        self._single: set[tuple[str, str]] = set()  # family names that stand alone, by article
        self._known: set[str] = set()
        self._families: set[str] = set()  # of those with a full name somewhere
        for read in sentences:
            for name in read.mentions.names:
                self._learn(name, read)

    def _learn(self, name: Name, read: ReadSentence) -> None:
        full = re.sub(r"[’']s$", "", name.text)
        if " " not in full and (name.kind is NameKind.PERSON or full in self._entities):
            self._single.add((read.article_id, full))
        if name.kind is not NameKind.PERSON or not 2 <= len(full.split()) <= 4 or full.isupper():
            return
        family = family_of(full)
        self._families.add(family)
        self._full.setdefault((read.article_id, family), set()).add(full)
        head = read.text[: name.start - read.sentence.start].rstrip()
        title = _title_before(head, name.role) or _plain_office(head, name.role)
        if title and title == head and title.lower() in words_of("plain-titles"):
            title = title.lower()  # capital only because it opens a sentence
        if title:
            self._titles.setdefault(self._person(full), {}).setdefault(read.article_id, title)
        office = _OFFICE_AFTER.match(read.text[name.end - read.sentence.start :])
        if office and not _NO_OFFICE.search(office["office"]):
            self._offices.setdefault(self._person(full), {}).setdefault(read.article_id, office["office"])

    def _person(self, full: str) -> str:
        """The name that stands for all spellings of one person."""
        return self._entities.get(full, full)

    def n_variants(self, names: Sequence[Name]) -> int:
        """How many of these persons are spelled otherwise than in most articles."""
        spelled = {re.sub(r"[’']s$", "", name.text) for name in names if name.kind is NameKind.PERSON}
        return sum(name in self._entities and family_of(name) != family_of(self._entities[name]) for name in spelled)

    def n_strangers(self, names: Sequence[Name]) -> int:
        """How many of these persons go by one name that no article gives in full."""
        single = {name.text for name in names if name.kind is NameKind.PERSON and " " not in name.text}
        return len({re.sub(r"[’']s$", "", name) for name in single} - self._families)

    def introduce(self, text: str, article_id: str) -> tuple[str, frozenset[str]]:
        """The sentence with those introduced whom the summary meets here, and the articles that lent titles."""
        lenders: set[str] = set()
        families = {family for article, family in (*self._full, *self._single) if article == article_id}
        for family in sorted(families):
            if family not in text:
                continue
            own = self._full.get((article_id, family), set())
            if family in self._known and self._is_only_one(family):
                text = _shortened_names(text, family, own, self._titles_of(own))
                continue
            full = self._borne(family, text, article_id)
            if not full or full in self._known:
                continue
            title, lender = self._title(full, article_id)
            named = _introduced(text, family, full, title)
            if named != text:
                lenders |= {lender} if title and title.casefold() in named.casefold() else set()
                lenders |= set() if full in own else {self._home(full)}
            text = named
            if not title:
                text = _with_office(text, full, self._offices.get(self._person(full), {}).get(article_id, ""))
        shown = set(re.findall(r"[\w’'-]+", re.sub(r"[’']s\b", "", text)))
        self._known |= (self._families & shown) | {
            full for found in self._full.values() for full in found if full in text
        }
        return text, frozenset(lenders)

    def _home(self, full: str) -> str:
        """The first article that gives this full name."""
        return min(article for (article, _), found in self._full.items() if full in found)

    def _borne(self, family: str, text: str, article: str) -> str:
        """The full name of whom a text means by a family name, best of its own article; "" where it may be another.

        A title tells apart ("Mr Osk" is not Ada Osk); without one nobody is named where the story has two of a family.
        """
        fulls = {full for (_, name), found in self._full.items() if name == family for full in found}
        own = self._full.get((article, family), set())
        if any(full in text for full in own):
            return max((full for full in own if full in text), key=lambda name: (len(name), name))
        named = re.search(rf"\b(?P<title>[A-Z][a-z]+)\.? {re.escape(family)}\b", outside_quotes(text))
        gender = without_honorifics(f"{named['title']} {family}")[1] if named else ""
        if gender:
            known = ("", gender) if self._is_only_one(family) else (gender,)
            fulls = {full for full in fulls if gender_of_given(full.split()[0]) in known}
        is_one = len({self._person(full).split()[0] for full in fulls}) == 1
        return min(fulls & own or fulls, key=lambda name: (-len(name), name)) if is_one else ""

    def _is_only_one(self, family: str) -> bool:
        """Whether no two persons of the story go by this family name."""
        persons = {self._person(full) for (_, other), fulls in self._full.items() if other == family for full in fulls}
        return len({person.split()[0] for person in persons}) == 1

    def introduce_in_brackets(self, text: str) -> str:
        """A sentence of the engine's own with full name and title for each "(Osk)" whom nobody has introduced."""
        for found in reversed(list(re.finditer(r"\((?P<family>[A-Z][\w’'-]+)\)", text))):
            family = found["family"]
            fulls = {full for (_, other), names in self._full.items() if other == family for full in names}
            if family in self._known or not fulls or not self._is_only_one(family):
                continue
            full = min(fulls, key=lambda name: (-len(name), name))
            titles_of = sorted(map(_in_short, self._titles_of([full])), key=lambda title: (-len(title), title))
            named = f"{titles_of[0]} {full}" if titles_of else full
            text = text[: found.start("family")] + named + text[found.end("family") :]
            self._known.add(family)
        return text

    def _titles_of(self, fulls: Collection[str]) -> frozenset[str]:
        """All titles that articles put before one of these names."""
        return frozenset(title for full in fulls for title in self._titles.get(self._person(full), {}).values())

    def _title(self, full: str, article: str) -> tuple[str, str]:
        """The title that stands before the person's name, best in the same article, and the article where it stands.

        Where articles give one person different offices, none lends its own to another.
        """
        found = self._titles.get(self._person(full), {})
        if article in found:
            return found[article], article
        if len({title.split()[-1].casefold() for title in found.values()}) > 1:
            return "", article
        others = sorted((-len(title), title, lender) for lender, title in found.items())
        return (others[0][1], others[0][2]) if others else ("", article)


def _introduced(text: str, family: str, full: str, title: str) -> str:
    """The text with the person's title before the full name, or with the full name in place of the family name."""
    own = outside_quotes(text)
    found = re.search(rf"\b{re.escape(full)}\b(?= (?!and\b|or\b)[a-z]|[’']s\b)", own)
    if found:
        is_plain = title and title.casefold() not in text.casefold() and _stands_free(own[: found.start()])
        return _as_opening(f"{text[: found.start()]}{title} {text[found.start() :]}") if is_plain else text
    bare = re.search(
        rf"(?:(?:Mr|Mrs|Ms|Miss)\.? )?\b{re.escape(family)}\b(?=[,.’']| {_AFTER_NAME}\b)(?![’'](?!s\b))", own
    )
    if not bare or full in text or not _stands_free(own[: bare.start()]):
        return text
    title = "" if _is_told_beside(own[: bare.start()], own[bare.end() :]) else title
    return _as_opening(text[: bare.start()] + (f"{title} {full}" if title else full) + text[bare.end() :])


def _is_told_beside(head: str, tail: str) -> bool:
    """Whether the words beside a name say what its bearer is: a title before it would say so twice.

    >>> _is_told_beside("", ", the transport minister, wrote"), _is_told_beside("The minister, ", ", wrote")
    (True, True)
    >>> _is_told_beside("", ", who met the mayor, left"), _is_told_beside("After the talks, ", " left")
    (False, False)
    """
    found = _ROLE_BEHIND.match(tail), _ROLE_AHEAD.search(head)
    return any(told is not None and role_heads() & set(told["role"].lower().split()) for told in found)


_ROLE_BEHIND = re.compile(r", (?:\d+, )?(?:who (?:is|was|has been) )?(?!who\b)(?P<role>[a-z][^,;:“”\d]{2,70})[,.]")
_ROLE_AHEAD = re.compile(
    r"(?:^|, |[”\"] )(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?P<role>[^,;:“”\d]{3,70}), $"
)


def _as_opening(text: str) -> str:
    """The text with a capital where it begins with a title."""
    return text[:1].upper() + text[1:]


def _title_before(head: str, role: str) -> str:
    """The title that ends the text before a name, with all its capitalised words; "" without.

    >>> _title_before("Then Business Secretary", "Secretary"), _title_before("said the mayor", "mayor")
    ('Business Secretary', '')
    >>> _title_before("The Senate confirmed Judge", "Judge"), _title_before("Former Mayor", "Former Mayor")
    ('Judge', 'former Mayor')
    >>> _title_before("Opposition leader", "leader"), _title_before("The shares fell, union leader", "leader")
    ('opposition leader', 'union leader')
    >>> _title_before("Three members, including deputy governor", "governor")
    ''
    """
    office = _OFFICE_BEFORE.search(head)
    if office and office["office"].split()[0].lower() in _GOVERNS:
        office = None  # "three, including deputy governor"
    is_of_body = office is not None and re.match(
        rf"{pattern('body').pattern}\b(?<!union)", office["office"], re.IGNORECASE
    )
    if office and office["office"].split()[-1] in role_heads() and not is_of_body:
        first = office["office"].split()[0]
        return (
            office["office"].replace(first, first.lower(), 1) if idf(first.lower()) < COMMON_IDF else office["office"]
        )
    run = _CAPITALISED_RUN.search(head)
    if run is None:
        return ""
    parts = [part for part in run[0].split() if part.rstrip(".").casefold() not in _NO_PART_OF_TITLE]
    strange = [n for n, part in enumerate(parts) if part.islower() and part not in role_modifiers() | role_heads()]
    parts = parts[strange[-1] + 1 :] if strange else parts
    # "the rule of President Osk", "to succeed President Osk", "the Senate confirmed Judge Osk"
    title = " ".join(parts)
    if role and (not role[:1].isupper() or not head.endswith(role)):
        return ""
    if role and not title.endswith(role):
        title = role
    first = title.partition(" ")[0]
    if first.lower() in _OF_TIME:
        title = title.replace(first, first.lower(), 1)  # its capital is that of the sentence which it opened
    return title if title and len(title.split()) <= 4 and _is_title(title) else ""


def _plain_office(head: str, role: str) -> str:
    """The office in small letters that ends the text before a name, without whose it is; "" for kin and for none.

    >>> _plain_office("“Never,” spokesman", "spokesman"), _plain_office("said his attorney,", "attorney")
    ('spokesman', 'attorney')
    >>> _plain_office("The firm's former finance chief,", "chief"), _plain_office("His brother,", "brother")
    ('former finance chief', '')
    >>> _plain_office("including former governor", "governor")
    ''
    """
    found = _OFFICE_APPOSED.search(head)
    is_bare = role.islower() and re.search(rf"(?:^|[,;:”\"] |\b(?:said|says|by) ){re.escape(role)}$", head) is not None
    office = found["office"] if found else role if is_bare else ""
    is_kin = any(whole("relation").fullmatch(word) for word in office.split()) and office.split()[-1] not in _AGENTS
    return office if office and office.split()[-1] in role_heads() and not is_kin else ""


_AGENTS = frozenset({"lawyer", "attorney"})
"""Who speaks for somebody and is no kin of his."""
_OFFICE_APPOSED = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]he|[Aa]n?|[A-Z][\w-]*[’']s?|[a-z]+[’']s?) "
    r"(?P<office>(?:(?!(?:and|of|the|who|said|for)\b)[a-z-]+ ){0,3}[a-z-]+),$"
)
_GOVERNS = STOP_WORDS | words_of("govern-titles")
"""Words that stand before a title in lower case and are no part of it."""
_OFFICE_BEFORE = re.compile(
    r"(?:^|[,”\"] (?:(?:said|says) )?)"
    r"(?P<office>(?!(?:The|An?|His|Her|Its|Their|But|And|Said)\b)[A-Z]?[a-z-]+ "
    r"(?!(?:and|of|the|an?|that|said)\b)(?:[a-z-]+ )?[a-z-]+)$"
)
_CAPITALISED_RUN = re.compile(r"(?:[A-Z][a-z]+ )*(?:[a-z]+ )?(?:[A-Z][a-z]+ )*[A-Z][a-z]+\.?$")
_OF_TIME = frozenset(["former", "then", "outgoing", "incoming", "acting", "late", "longtime", "retired", "interim"])
_NO_PART_OF_TITLE = words_of("before-titles")
_OFFICE_AFTER = re.compile(
    r", (?P<office>(?:an?|the) (?:[a-z][\w’'-]*,? ){1,4}?"
    r"(?:(?:at|of|for|in|with) (?:the )?(?:[A-Z][\w’'-]*(?: |(?=,))|[a-z]+ ?){1,4}?)?)"
    r"(?=, (?:said|told|who|wrote|added|met|denied|warned|called|asked))"
)
_NO_OFFICE = re.compile(r"\b(?:who|which|said|no relation|one of|same|first|last|only)\b")


def _with_office(text: str, full: str, office: str) -> str:
    """The text with what its article says a speaker is, behind the name, where it says nothing of it itself.

    >>> _with_office("Ada Osk did not rule out a strike.", "Ada Osk", "the head of the union")
    'Ada Osk, the head of the union, did not rule out a strike.'
    """
    if not office or not re.match(rf"{re.escape(full)} [a-z]+", text) or office.strip() in text:
        return text
    return f"{full}, {office.strip()},{text[len(full) :]}"


def _in_short(title: str) -> str:
    """The title as desks write it in brackets.

    >>> _in_short("United States President")
    'US President'
    """
    return title.replace("United States ", "US ").replace("United Kingdom ", "UK ")


def _shortened_names(text: str, family: str, fulls: Collection[str], titles_of: Collection[str] = ()) -> str:
    """The text with the family name alone for somebody whom the summary has introduced already, with a title or not.

    >>> _shortened_names("Ada Osk said that the pier is safe.", "Osk", {"Ada Osk"})
    'Osk said that the pier is safe.'
    >>> _shortened_names("Mayor Ada Osk said so.", "Osk", {"Ada Osk"}, {"Mayor"})
    'Osk said so.'
    """
    text = _without_office(text, fulls)
    own = outside_quotes(text)
    titles_first = "|".join(map(re.escape, sorted(titles_of, key=lambda title: (-len(title), title))))
    lead = rf"(?:(?:{titles_first}) )?" if titles_first else ""
    for full in sorted(fulls, key=lambda name: (-len(name), name)):
        found = re.search(rf"(?:^|(?<=, )|(?<=[”\"] )){lead}{re.escape(full)}(?= {_AFTER_NAME}\b|[’']s\b|\.$)", own)
        if found and not re.search(r"\b[Tt]he [a-z ]+, $", own[: found.start()]):
            is_cramped = not found.start() and family[0].islower()  # "al-Haddad" opens no sentence
            return text if is_cramped else text[: found.start()] + family + text[found.end() :]
    return text


def _without_office(text: str, fulls: Collection[str]) -> str:
    """The text without what somebody is, behind his name, where the summary has told of him already.

    >>> _without_office("Ada Osk, the head of the union, called for talks.", {"Ada Osk"})
    'Ada Osk called for talks.'
    """
    own = outside_quotes(text)
    for full in sorted(fulls, key=lambda name: (-len(name), name)):
        office = r", (?!who\b)(?:(?:the|an?) )?[a-z][^,;:“”\d]{3,70}, "
        found = re.match(rf"{re.escape(full)}(?P<office>{office})(?={_AFTER_NAME}\b)", own)
        if found and not _NO_OFFICE.search(found["office"]) and set(found["office"].split()) & role_heads():
            return f"{full} {text[found.end() :]}"
    return text


def _is_title(role: str) -> bool:
    """Whether the role words say what somebody is, not only of what country.

    >>> _is_title("Ukrainian Foreign Minister"), _is_title("American")
    (True, False)
    """
    last = role.split()[-1]
    return last.casefold() in role_heads() or last in titles() or f"{last}." in titles()


_AFTER_NAME = (
    r"(?:and|in|on|at|to|by|of|from|with|for|after|before|during|who|as|is|was|has|had|will|would|could|can|may|might|did|does|"
    r"wants|expects|hopes|plans|denies|calls|thinks|believes|faces|plays|remains|leads|heads|runs|says?|said|told|made|took|went|got|met|put|wrote|spoke|won|lost|led|left|came|called|[\w-]+ed)"
)


def _stands_free(head: str) -> bool:
    """Whether a name after this text has no other name, title or article before it that it belongs to.

    >>> _stands_free("On Tuesday, "), _stands_free("the former "), _stands_free("Mary ")
    (True, False, False)
    """
    before = head.split()[-1:] or [","]
    word = before[0].strip("“”\"'‘’(")
    is_opener = len(head.split()) == 1 and word.lower() in _OPENERS  # "Although" has no part in a name
    if word[:1].isupper() and not word.endswith(",") and not is_opener:
        return False
    if word.lower() in role_heads():
        return False
    return word.lower() not in _BOUND and not re.search(rf"\b(?:{pattern('person').pattern})$", word)


_BOUND = frozenset(
    {"a", "an", "the", "former", "ex", "late", "new", "then", "this", "president", "mr", "mrs", "ms", "dr"}
)
_OPENERS = (STOP_WORDS - _BOUND) | {"although", "though", "whereas", "unless", "despite", "unlike", "instead"}
"""Words that may open a sentence before a name that they have no part in."""
