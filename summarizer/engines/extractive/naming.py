"""Who is meant: a pronoun gives way to its name where that is sure, and a family name is introduced in full.

Naming the wrong person is the worst that a cut of other people's sentences can do, so what is not sure is
left alone and its sentence is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from summarizer.engines.extractive.print_rules import outside_quotes, pattern
from summarizer.mentions.lexicon import first_names, titles
from summarizer.model import Entity, Name, NameKind, ReadSentence
from summarizer.resources.sections import read_sections

_SAYING = "said|added|told|wrote|tweeted|explained|continued|warned|argued|noted|insisted|says"
_OPENING = re.compile(r"^(?:(?:On|In|At|Since|During) [^,“\"]{3,40}, )?(?P<pronoun>He|She|he|she|His|Her)\b(?=[ ’'])")
_TAG = re.compile(rf"(?<=[”\",] )(?P<pronoun>he|she)(?= (?:{_SAYING})\b)")
_SAYS = re.compile(rf"\b(?:he|she) (?:{_SAYING})\b", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "his", "her", "who"})
_SINGULAR = re.compile(r"\b(?:he|she|him|his|hers?|himself|herself)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
_SUBJECT_WITHIN = 80  # characters: a person named later is seldom whom the sentence is about
_N_LOOKED_BACK = 3  # sentences; further back a pronoun's name is anybody's guess


def name_pronoun(text: str, read: ReadSentence, before: Sequence[ReadSentence]) -> str | None:
    """The text with its opening pronoun, or that of “…,” he said, named; None when nobody can surely be named."""
    found = _OPENING.match(text) or _TAG.search(text)
    if not found:
        return text
    says = _SAYS.search(outside_quotes(text))
    name = _resolved_speaker(read, before) if says else ""
    name = name or _only_person(before, found["pronoun"].lower())
    start, end = found.span("pronoun")
    if not name or not _may_be(name, found["pronoun"]) or re.search(rf"\b{re.escape(_family(name))}\b", text):
        return None
    if found["pronoun"] in ("His", "Her"):
        name += "’" if name.endswith("s") else "’s"
    return text[:start] + name + text[end:]


def _resolved_speaker(read: ReadSentence, before: Sequence[ReadSentence]) -> str:
    """The one speaker that reading the sentence resolved its pronoun to, if surely a person; "" without."""
    speakers = {quotation.speaker for quotation in read.mentions.quotations}
    speakers |= {attribution.speaker for attribution in read.mentions.attributions}
    named = {speaker for speaker in speakers if speaker[:1].isupper() and speaker.lower() not in _PRONOUNS}
    if len(named) != 1:
        return ""
    speaker = named.pop()
    persons = {name.text for other in before for name in other.mentions.names if name.kind is NameKind.PERSON}
    return speaker if speaker in persons and speaker not in read.text else ""


def _only_person(before: Sequence[ReadSentence], pronoun: str) -> str:
    """The one person whom the sentence before is about, going back over sentences about that same pronoun."""
    for read in reversed(before[-_N_LOOKED_BACK:]):
        persons = [name for name in read.mentions.names if name.kind is NameKind.PERSON]
        unclear = [name for name in read.mentions.names if name.kind is NameKind.OTHER and " " in name.text]
        own = outside_quotes(read.text)
        if persons:
            full = max((name.text for name in persons), key=lambda text: (len(text), text))
            family = _family(full)
            is_one = all(_family(name.text) == family for name in persons)
            is_about_another = re.search(rf"\b{re.escape(family)}[’']", own) or _whole("relation").search(own)
            is_sure = is_one and not unclear and not is_about_another and _may_be(full, pronoun)
            return full if is_sure and own.find(family) < _SUBJECT_WITHIN else ""
        if unclear or not re.match(rf"(?:[“\"].*[”\"] )?{pronoun}\b", read.text, re.IGNORECASE):
            return ""
    return ""


def _may_be(name: str, pronoun: str) -> bool:
    """Whether a person of this name may go by "he" or "she": names say nothing, or nothing else.

    >>> _may_be("John Osk", "She"), _may_be("John Osk", "he"), _may_be("Zzyzx Osk", "she")
    (False, True, True)
    """
    gender = first_names().get(name.split()[0], "u")
    return gender not in ("m", "f") or (gender == "m") == (pronoun.lower() in ("he", "his", "him", "himself"))


def has_stray_pronoun(text: str, read: ReadSentence) -> bool:
    """Whether a pronoun outside the quotations has nobody before it in the sentence to stand for."""
    own = outside_quotes(text)
    persons = [name.text for name in read.mentions.names if name.kind is NameKind.PERSON or _may_be_person(name)]
    for found in _SINGULAR.finditer(own):
        head, tail, pronoun = text[: found.start()], own[found.end() :], found[0].lower()
        before = [name for name in persons if name in head and _may_be(name, pronoun)]
        is_named = bool(before) or bool(_whole("person").search(own[: found.start()]))
        is_ahead = "," in tail and len(head.split()) < 6 and any(name in tail for name in persons)
        is_subject = pronoun == "him" and len(before) == 1 and not _NEW_CLAUSE.search(head[head.rfind(before[0]) :])
        if is_subject or not (is_named or is_ahead or (head.strip() and _was_put_in(text, read))):
            return True
    for found in _PLURAL.finditer(own):
        head, tail = own[: found.start()], own[found.end() :]
        are_ahead = len(head.split()) < 4 and re.search(r",.* and ", tail)  # "In their debate, Osk and Holt …"
        if not are_ahead and not _whole("plural").search(head):
            return True
    first = re.search(r"\b(?:it|its)\b", own)
    return bool(first and len(re.findall(r"[A-Za-z]{3,}", own[: first.start()])) < 2)


_NEW_CLAUSE = re.compile(r"[,;:—–]|\b(?:that|who|whom|when|after|before|as|because|while|if|and|but|said|says|told)\b")


def _may_be_person(name: Name) -> bool:
    """Whether a name of which the kind is not known looks like a person's: two or three words, all capitalised."""
    parts = name.text.split()
    return name.kind is NameKind.OTHER and len(parts) in (2, 3) and all(part[0].isupper() for part in parts)


def _was_put_in(text: str, read: ReadSentence) -> bool:
    """Whether the text begins with a name that this engine put in place of a pronoun."""
    opening = re.match(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*", text)
    return opening is not None and opening[0] not in " ".join(read.text.split()) and not opening[0].startswith("The ")


@cache
def _whole(section: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern(section).pattern}\b", re.IGNORECASE if section != "plural" else 0)


def _family(name: str) -> str:
    words = [
        word for word in re.sub(r"[’']s$", "", name).split() if word not in ("Jr.", "Sr.", "Jr", "Sr", "II", "III")
    ]
    return words[-1] if words else name


class Introductions:
    """Gives each person whom the summary first meets the full name of the same article, and a title where one stands.

    Made from the names that the articles hold; asked sentence by sentence, in the order of the summary.
    """

    def __init__(self, sentences: Sequence[ReadSentence], entities: Sequence[Entity] = ()) -> None:
        persons = [entity for entity in entities if entity.kind is NameKind.PERSON]
        self._entities = {spelling: entity.name for entity in persons for spelling in entity.spellings}
        self._full: dict[tuple[str, str], set[str]] = {}  # full names by article and family name
        self._titles: dict[str, dict[str, str]] = {}  # by person: a title before the name, by article
        self._known: set[str] = set()
        self._families: set[str] = set()  # of those with a full name somewhere
        for read in sentences:
            for name in read.mentions.names:
                self._learn(name, read)

    def _learn(self, name: Name, read: ReadSentence) -> None:
        full = re.sub(r"[’']s$", "", name.text)
        if name.kind is not NameKind.PERSON or not 2 <= len(full.split()) <= 4 or full.isupper():
            return
        family = _family(full)
        self._families.add(family)
        self._full.setdefault((read.article_id, family), set()).add(full)
        head = read.text[: name.start - read.sentence.start].rstrip()
        if name.role[:1].isupper() and head.endswith(name.role) and _is_title(name.role):
            self._titles.setdefault(self._person(full), {}).setdefault(read.article_id, name.role)

    def _person(self, full: str) -> str:
        """The name that stands for all spellings of one person."""
        return self._entities.get(full, full)

    def n_variants(self, names: Sequence[Name]) -> int:
        """How many of these persons are spelled otherwise than in most articles."""
        spelled = {re.sub(r"[’']s$", "", name.text) for name in names if name.kind is NameKind.PERSON}
        return sum(name in self._entities and _family(name) != _family(self._entities[name]) for name in spelled)

    def n_strangers(self, names: Sequence[Name]) -> int:
        """How many of these persons go by one name that no article gives in full."""
        single = {name.text for name in names if name.kind is NameKind.PERSON and " " not in name.text}
        return len({re.sub(r"[’']s$", "", name) for name in single} - self._families)

    def introduce(self, text: str, article_id: str) -> tuple[str, frozenset[str]]:
        """The sentence with those introduced whom the summary meets here, and the articles that lent titles."""
        lenders: set[str] = set()
        for (article, family), fulls in sorted(self._full.items()):
            if article == article_id and family in text and family not in self._known:
                full = min(fulls, key=lambda name: (-len(name), name))
                title, lender = self._title(full, article)
                introduced = _introduced(text, family, full, title, is_one=len({f.split()[0] for f in fulls}) == 1)
                if introduced != text and title and title in introduced:
                    lenders.add(lender)
                text = introduced
        self._known |= self._families & set(re.findall(r"[\w’'-]+", re.sub(r"[’']s\b", "", text)))
        return text, frozenset(lenders)

    def _title(self, full: str, article: str) -> tuple[str, str]:
        """The title that stands before the person's name, best in the same article, and the article where it stands."""
        found = self._titles.get(self._person(full), {})
        if article in found:
            return found[article], article
        others = sorted((-len(title), title, lender) for lender, title in found.items())
        return (others[0][1], others[0][2]) if others else ("", article)


def _introduced(text: str, family: str, full: str, title: str, *, is_one: bool) -> str:
    """The text with the person's title before the full name, or with the full name in place of the family name."""
    own = outside_quotes(text)
    found = re.search(rf"\b{re.escape(full)}\b(?= (?!and\b|or\b)[a-z]|[’']s\b)", own)
    if found:
        is_plain = title and title not in text and _stands_free(own[: found.start()])
        return f"{text[: found.start()]}{title} {text[found.start() :]}" if is_plain else text
    bare = re.search(
        rf"(?:(?:Mr|Mrs|Ms|Miss)\.? )?\b{re.escape(family)}\b(?=[,.’']| {_AFTER_NAME}\b)(?![’'](?!s\b))", own
    )
    if not bare or full in text or not is_one or not _stands_free(own[: bare.start()]):
        return text
    return text[: bare.start()] + (f"{title} {full}" if title else full) + text[bare.end() :]


def _is_title(role: str) -> bool:
    """Whether the role words say what somebody is, not only of what country.

    >>> _is_title("Ukrainian Foreign Minister"), _is_title("American")
    (True, False)
    """
    last = role.split()[-1]
    return last.casefold() in _role_heads() or last in titles() or f"{last}." in titles()


@cache
def _role_heads() -> frozenset[str]:
    return frozenset(word for line in read_sections("words/roles.txt")[""] for word in line.split())


_AFTER_NAME = (
    r"(?:and|in|on|at|to|by|of|from|with|for|after|before|during|who|as|is|was|has|had|will|would|could|can|may|might|did|does|"
    r"says?|said|told|made|took|went|got|met|put|wrote|spoke|won|lost|led|left|came|called|\w+ed)"
)


def _stands_free(head: str) -> bool:
    """Whether a name after this text has no other name, title or article before it that it belongs to.

    >>> _stands_free("On Tuesday, "), _stands_free("the former "), _stands_free("Mary ")
    (True, False, False)
    """
    before = head.split()[-1:] or [","]
    word = before[0].strip("“”\"'‘’(")
    if word[:1].isupper() and not word.endswith(","):
        return False
    return word.lower() not in _BOUND and not re.search(rf"\b(?:{pattern('person').pattern})$", word)


_BOUND = frozenset(
    {"a", "an", "the", "former", "ex", "late", "new", "then", "this", "president", "mr", "mrs", "ms", "dr"}
)
